package dev.assay.dq.spark;

import dev.assay.dq.Check;
import dev.assay.dq.ClearLists;
import dev.assay.dq.local.Fields;
import dev.assay.dq.result.VerificationResult;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;

/** Runs that show all values: for tests of what is found, whatever may be told of it. */
final class Clear {

  private Clear() {}

  static VerificationResult verify(Dataset<?> data, Check... checks) {
    return DataQuality.on(data).check(checks).samplePolicy(ClearLists.ALL).run();
  }

  static <T> VerificationResult verify(JavaRDD<T> records, Fields<T> fields, Check... checks) {
    return DataQuality.on(records, fields).check(checks).samplePolicy(ClearLists.ALL).run();
  }

  static <T> VerificationResult verify(
      Iterable<? extends T> records, Fields<T> fields, Check... checks) {
    return ClearLists.verify(records, fields, checks);
  }
}
