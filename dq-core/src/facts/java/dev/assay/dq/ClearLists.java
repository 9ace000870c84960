package dev.assay.dq;

import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.VerificationResult;

/** Runs over lists that show all values: for tests of what is found, whatever may be told of it. */
public final class ClearLists {

  /** Shows all. */
  public static final SamplePolicy ALL = SamplePolicy.clear().includingPersonal();

  private ClearLists() {}

  public static <T> VerificationResult verify(
      Iterable<? extends T> records, Fields<T> fields, Check... checks) {
    return LocalDataQuality.<T>on(records, fields).check(checks).samplePolicy(ALL).run();
  }
}
