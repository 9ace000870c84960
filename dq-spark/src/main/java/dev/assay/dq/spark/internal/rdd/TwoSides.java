package dev.assay.dq.spark.internal.rdd;

import java.io.Serializable;
import java.util.Iterator;
import java.util.function.Function;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Rows of two datasets by a key, which is compared whole. */
@SuppressWarnings("serial") // javac warns of lambdas in packages below one named internal
final class TwoSides {

  private TwoSides() {}

  /** What a task of one side starts with: it gives the key of a row, and what is known of it. */
  interface Start extends Serializable {
    Function<@Nullable Object[], Tuple2<String, byte[]>> reading(boolean here);
  }

  /**
   * Each key once, after each task has brought its own together.
   *
   * @param rows how many there are here, or -1 if it is not known
   */
  static JavaPairRDD<String, byte[]> together(
      JavaRDD<@Nullable Object[]> here,
      JavaRDD<@Nullable Object[]> there,
      long rows,
      Start start,
      Function2<byte[], byte[], byte[]> merge) {
    int tasks = Math.max(RecordPasses.tasks(here, rows, 1), Math.max(1, there.getNumPartitions()));
    return side(here, start, true)
        .union(side(there, start, false))
        .reduceByKey(new ByHash(tasks, String::hashCode), merge);
  }

  private static JavaPairRDD<String, byte[]> side(
      JavaRDD<@Nullable Object[]> rows, Start start, boolean here) {
    return rows.mapPartitionsToPair(
        each -> {
          Function<@Nullable Object[], Tuple2<String, byte[]>> reading = start.reading(here);
          return new Iterator<Tuple2<String, byte[]>>() {
            @Override
            public boolean hasNext() {
              return each.hasNext();
            }

            @Override
            public Tuple2<String, byte[]> next() {
              return reading.apply(each.next());
            }
          };
        });
  }
}
