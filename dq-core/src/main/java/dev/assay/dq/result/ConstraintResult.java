package dev.assay.dq.result;

import dev.assay.dq.Severity;
import dev.assay.dq.internal.Numbers;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The result of one constraint.
 *
 * @param check the name of its check
 * @param severity the severity of its check; WARNING where only a bound that warns is missed
 * @param id the identity of the constraint, unique in the check and stable between runs
 * @param description its name, or the sentence
 * @param sentence the constraint in English
 * @param because why it matters, or null
 * @param tags its tags
 * @param columns the columns it names, in the order of its sentence; empty if it is about rows as a
 *     whole, or SQL whose columns are not known
 * @param status the outcome
 * @param expected what was expected, in English
 * @param actual what was found, or null if there was no value
 * @param rowsInScope rows under the filter; -1 if unknown
 * @param violations rows that violate, for a constraint on rows; for one on rows in order what its
 *     rule counts, such as missing days; -1 otherwise
 * @param leftOut rows (or pairs, or keys) left out because of nulls; -1 if unknown
 * @param pass the pass that computed it, or null
 * @param passNanos how long that pass took for all its constraints together; -1 if unknown
 * @param note what else a reader should know, such as why there is no value; or null
 * @param error why it could not be evaluated, or null
 * @param blocking whether it keeps its check from passing though it was not evaluated: the dataset
 *     is empty
 * @param samples violating rows, if the run was asked for them
 * @param parts the results of those that it is combined of (see {@link
 *     dev.assay.dq.Columns#anyOf(dev.assay.dq.Requirement...)}), in their order; else empty
 */
public record ConstraintResult(
    String check,
    Severity severity,
    String id,
    String description,
    String sentence,
    @Nullable String because,
    List<String> tags,
    List<String> columns,
    Status status,
    String expected,
    @Nullable MetricValue actual,
    long rowsInScope,
    long violations,
    long leftOut,
    @Nullable String pass,
    long passNanos,
    @Nullable String note,
    @Nullable ConstraintError error,
    boolean blocking,
    List<Sample> samples,
    List<ConstraintResult> parts)
    implements Serializable {
  public ConstraintResult {
    tags = List.copyOf(tags);
    columns = List.copyOf(columns);
    samples = List.copyOf(samples);
    parts = List.copyOf(parts);
  }

  /**
   * Whether it is a failure of its {@linkplain #severity() severity}: FAIL, ERROR, or not evaluated
   * because the dataset is empty.
   *
   * @return true if its check does not pass, unless that is of severity ERROR and this a warning
   */
  public boolean fails() {
    return status == Status.FAIL || status == Status.ERROR || blocking;
  }

  /**
   * The rows that were evaluated: in scope and not left out because of a null.
   *
   * @return the number of rows, or -1 if unknown
   */
  public long rowsJudged() {
    return rowsInScope < 0 || leftOut < 0 ? -1 : rowsInScope - leftOut;
  }

  /**
   * What was found, in English: the value with numerator and denominator; of what is combined, that
   * of each part.
   *
   * @return for example {@code 97.84% (21,604 of 1,000,000 rows violate)}
   */
  public String butWas() {
    if (!parts.isEmpty()) {
      return parts.stream().map(ConstraintResult::asPart).collect(Collectors.joining("; "));
    }
    if (error != null) {
      return "not evaluated: " + error.message();
    }
    if (actual == null) {
      return "no value" + (note == null ? "" : ": " + note);
    }
    String value = actual.text();
    if (actual instanceof MetricValue.InOrder) {
      return value;
    }
    if (violations >= 0 && !boundsViolations()) {
      return value
          + " ("
          + Numbers.grouped(rowsInScope - violations - leftOut)
          + " of "
          + Numbers.grouped(rowsInScope)
          + " rows satisfy it)";
    }
    if (violations >= 0) {
      return value
          + " ("
          + Numbers.grouped(violations)
          + " of "
          + Numbers.grouped(rowsInScope)
          + " rows violate)";
    }
    if (actual instanceof MetricValue.Ratio share) {
      return value
          + " ("
          + Numbers.grouped(share.part())
          + " of "
          + Numbers.grouped(share.whole())
          + ")";
    }
    return value;
  }

  /** What it came to, within the whole. */
  private String asPart() {
    String mark =
        switch (status) {
          case PASS -> "✓ ";
          case FAIL -> "✗ ";
          case ERROR -> "! ";
          case NOT_EVALUATED, SKIPPED -> "? ";
        };
    String found = parts.isEmpty() ? butWas() : "(" + butWas() + ")";
    return mark
        + description
        + ": "
        + found
        + (note == null || actual == null ? "" : " (" + note + ")");
  }

  /** Whether the value is about the rows that violate; a null is not among those that satisfy. */
  private boolean boundsViolations() {
    return actual instanceof MetricValue.Ratio share && share.part() == rowsInScope - violations;
  }
}
