package dev.assay.dq.spark.junit;

import dev.assay.dq.spark.assertj.SoftDataAssertions;

/** Loaded only where a test asks for soft assertions, and so has AssertJ. */
final class SoftParameter {

  private SoftParameter() {}

  static AutoCloseable make() {
    return new SoftDataAssertions();
  }
}
