package dev.assay.dq.result;

import dev.assay.dq.model.Severity;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * What a run found.
 *
 * @param checks the results in the order the checks were given
 * @param engine where the run took place, in English
 * @param passNanos how long each pass took, by its name
 */
@SuppressWarnings("serial") // copied to an immutable, serializable map
public record VerificationResult(
    List<CheckResult> checks, String engine, Map<String, Long> passNanos) implements Serializable {
  /**
   * Copies the collections.
   *
   * @param checks the results in the order the checks were given
   * @param engine where the run took place, in English
   * @param passNanos how long each pass took, by its name
   */
  public VerificationResult {
    checks = List.copyOf(checks);
    passNanos = Map.copyOf(passNanos);
  }

  /**
   * Whether no check of severity ERROR failed or could not be evaluated. Warnings and constraints
   * that had nothing to judge do not count; they are in the reports.
   *
   * @return true if the data may be used
   */
  public boolean passed() {
    return checks.stream()
        .filter(check -> check.severity() == Severity.ERROR)
        .noneMatch(check -> check.status() == Status.FAIL || check.status() == Status.ERROR);
  }

  /**
   * All constraint results in the order of declaration.
   *
   * @return the results
   */
  public List<ConstraintResult> constraints() {
    return checks.stream().flatMap(check -> check.constraints().stream()).toList();
  }

  /**
   * The constraints that failed or could not be evaluated, warnings included.
   *
   * @return the results
   */
  public List<ConstraintResult> failures() {
    return constraints().stream()
        .filter(result -> result.status() == Status.FAIL || result.status() == Status.ERROR)
        .toList();
  }

  /**
   * The result of a check.
   *
   * @param name its name
   * @return the result
   * @throws NoSuchElementException if the run had no check of that name
   */
  public CheckResult check(String name) {
    return checks.stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("there was no check named [" + name + "]"));
  }

  /**
   * The values behind all constraints that have one.
   *
   * @return plain values in the order of declaration
   */
  public List<MetricRecord> metrics() {
    List<MetricRecord> metrics = new ArrayList<>();
    for (ConstraintResult result : constraints()) {
      MetricValue actual = result.actual();
      if (actual != null) {
        metrics.add(
            new MetricRecord(result.check(), result.id(), result.sentence(), actual.plain()));
      }
    }
    return List.copyOf(metrics);
  }

  /**
   * Stops here if the data may not be used.
   *
   * @return this result if it {@link #passed()}
   * @throws DataQualityException if not; its message says everything
   */
  public VerificationResult throwOnError() {
    if (!passed()) {
      throw new DataQualityException(this);
    }
    return this;
  }

  /**
   * The verdicts as text that is the same for the same data: no times, no ids, no engine. Meant to
   * be kept and compared, as well as to be read.
   *
   * @return a line for each check and each constraint, and what was expected and found where a
   *     constraint does not hold
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (CheckResult check : checks) {
      text.append(check.name()).append(" [").append(check.severity()).append("]: ");
      text.append(check.status()).append('\n');
      if (check.problem() != null) {
        text.append("  problem: ").append(check.problem()).append('\n');
      }
      for (ConstraintResult each : check.constraints()) {
        text.append("  ").append(each.status()).append(' ').append(each.description());
        text.append(": ").append(each.butWas()).append('\n');
        if (each.status() != Status.PASS) {
          text.append("    expected: ").append(each.expected()).append('\n');
          each.samples().forEach(row -> text.append("    e.g.: ").append(row).append('\n'));
        }
      }
    }
    return text.toString();
  }
}
