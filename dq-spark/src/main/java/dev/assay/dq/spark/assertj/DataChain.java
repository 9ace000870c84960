package dev.assay.dq.spark.assertj;

/** A chain of assertions over one dataset, wherever it stands. */
public interface DataChain {

  /**
   * Evaluates everything that the chain has stated since rows were last compared, in one run, and
   * ends it.
   *
   * @throws AssertionError if any of it does not hold, could not be evaluated, or had nothing to
   *     judge; its message says everything about all of them
   */
  void verify();
}
