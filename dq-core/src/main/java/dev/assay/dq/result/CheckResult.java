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
   * ERROR if any constraint is (or the check has a problem), else FAIL if any is with the severity
   * of the check, else NOT_EVALUATED if none was evaluated or one is {@linkplain
   * ConstraintResult#blocking() blocking}, else PASS: in a check of severity ERROR a constraint
   * that misses only a bound that warns is no failure of the check.
   *
   * @return the outcome
   */
  public Status status() {
    if (problem != null || any(Status.ERROR)) {
      return Status.ERROR;
    }
    if (constraints.stream().anyMatch(each -> each.status() == Status.FAIL && weighs(each))) {
      return Status.FAIL;
    }
    return (any(Status.PASS) || any(Status.FAIL)) && !isBlocked()
        ? Status.PASS
        : Status.NOT_EVALUATED;
  }

  /** Whether the check has a problem, or a constraint fails with the severity of the check. */
  boolean fails() {
    return problem != null || constraints.stream().anyMatch(each -> each.fails() && weighs(each));
  }

  /** Whether what the constraint comes to is more than a warning beside the check. */
  boolean weighs(ConstraintResult each) {
    return each.severity() == severity;
  }

  /** Whether a constraint that was not evaluated keeps the check from passing. */
  boolean isBlocked() {
    return constraints.stream().anyMatch(ConstraintResult::blocking);
  }

  private boolean any(Status status) {
    return constraints.stream().anyMatch(result -> result.status() == status);
  }
}
