package dev.assay.dq.result;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/** What a run found: of one dataset, or of several together. */
public sealed interface RunResult extends Serializable permits VerificationResult, SuiteResult {

  /**
   * Whether no check of severity ERROR failed or could not be evaluated, of any dataset; see {@link
   * VerificationResult#passed()}.
   */
  boolean passed();

  /**
   * What was found of each dataset, by its name, in the order they were given. That of a {@link
   * VerificationResult}, whose dataset has no name, is the empty text.
   */
  Map<String, VerificationResult> datasets();

  /** All constraint results in the order of declaration. */
  default List<ConstraintResult> constraints() {
    return datasets().values().stream()
        .flatMap(result -> result.checks().stream())
        .flatMap(check -> check.constraints().stream())
        .toList();
  }

  /** The constraints that fail (see {@link ConstraintResult#fails()}), warnings included. */
  default List<ConstraintResult> failures() {
    return constraints().stream().filter(ConstraintResult::fails).toList();
  }

  /**
   * Throws if the data may not be used.
   *
   * @return this result if it {@link #passed()}
   * @throws DataQualityException if not; its message says everything
   */
  RunResult throwOnError();
}
