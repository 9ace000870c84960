package dev.assay.dq.result;

import dev.assay.dq.Severity;
import dev.assay.dq.internal.Visible;
import java.time.Instant;
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
 * @param asOf the time of the run, which rules such as {@code isNotInTheFuture()} are held against
 */
@SuppressWarnings("serial") // copied to an immutable, serializable map
public record VerificationResult(
    List<CheckResult> checks, String engine, Map<String, Long> passNanos, Instant asOf)
    implements RunResult {
  public VerificationResult {
    checks = List.copyOf(checks);
    passNanos = Map.copyOf(passNanos);
  }

  /**
   * Whether no check of severity ERROR failed or could not be evaluated. Warnings do not count, nor
   * do constraints whose {@code where} selected nothing; they are in the reports. An empty dataset
   * passes nothing, except where {@link dev.assay.dq.OnNoRows} says so: only what is said of counts
   * can hold for it.
   *
   * @return true if the data may be used
   */
  @Override
  public boolean passed() {
    return checks.stream()
        .filter(check -> check.severity() == Severity.ERROR)
        .noneMatch(CheckResult::fails);
  }

  /** This result under the empty name. */
  @Override
  public Map<String, VerificationResult> datasets() {
    return Map.of("", this);
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

  @Override
  public VerificationResult throwOnError() {
    DataQualityException.throwUnlessPassed(this);
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
      text.append(Visible.of(check.name())).append(" [").append(check.severity()).append("]: ");
      text.append(check.status()).append('\n');
      if (check.problem() != null) {
        text.append("  problem: ").append(Visible.of(check.problem())).append('\n');
      }
      for (ConstraintResult each : check.constraints()) {
        text.append("  ").append(each.status());
        text.append(check.weighs(each) ? " " : " (warning) ");
        text.append(Visible.of(each.description()));
        text.append(": ").append(Visible.of(each.butWas())).append('\n');
        if (each.status() != Status.PASS) {
          text.append("    expected: ").append(Visible.of(each.expected())).append('\n');
          each.samples().forEach(row -> text.append("    e.g.: ").append(row).append('\n'));
        }
      }
    }
    return text.toString();
  }
}
