package dev.assay.dq.spark.assertj;

import org.apache.spark.api.java.JavaRDD;

/**
 * Assertions over an RDD of records.
 *
 * @param <T> the class of the records
 */
@CheckReturnValue
public final class JavaRddAssert<T> extends AbstractDataAssert<JavaRddAssert<T>, JavaRDD<T>> {

  JavaRddAssert(JavaRDD<T> records, Chain chain) {
    super(records, JavaRddAssert.class, chain);
  }
}
