package dev.assay.dq.result;

import dev.assay.dq.Severity;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of one check.
 *
 * @param name its name
 * @param severity its severity
 * @param constraints the results in the order of declaration
 * @param problem why the check as a whole could not be evaluated, or null
 */
public record CheckResult(
    String name, Severity severity, List<ConstraintResult> constraints, @Nullable String problem)
    implements Serializable {
  public CheckResult {
    constraints = List.copyOf(constraints);
  }

  /**
   * ERROR if any constraint is (or the check has a problem), else FAIL if any is, else
   * NOT_EVALUATED if none was evaluated or one is {@linkplain ConstraintResult#blocking()
   * blocking}, else PASS.
   *
   * @return the outcome
   */
  public Status status() {
    if (problem != null || any(Status.ERROR)) {
      return Status.ERROR;
    }
    if (any(Status.FAIL)) {
      return Status.FAIL;
    }
    return any(Status.PASS) && !isBlocked() ? Status.PASS : Status.NOT_EVALUATED;
  }

  /** Whether the check has a problem or a constraint of it {@link ConstraintResult#fails()}. */
  boolean fails() {
    return problem != null || constraints.stream().anyMatch(ConstraintResult::fails);
  }

  /** Whether a constraint that was not evaluated keeps the check from passing. */
  boolean isBlocked() {
    return constraints.stream().anyMatch(ConstraintResult::blocking);
  }

  private boolean any(Status status) {
    return constraints.stream().anyMatch(result -> result.status() == status);
  }
}
