package dev.assay.dq.result;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A constraint's result as a JavaBean of texts and numbers, for tables: {@code
 * spark.createDataFrame(result.rows(), ResultRow.class)}. (A record such as {@link
 * ConstraintResult} has no properties that Spark finds, and gives a table without columns.)
 */
public final class ResultRow implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ConstraintResult result;

  ResultRow(ConstraintResult result) {
    this.result = result;
  }

  /** {@return the name of the check} */
  public String getCheck() {
    return result.check();
  }

  /** {@return ERROR or WARNING: the severity of the check, or of the bound that alone is missed} */
  public String getSeverity() {
    return result.severity().name();
  }

  /** {@return what the constraint is known by from run to run} */
  public String getId() {
    return result.id();
  }

  /** {@return its name or, without one, the sentence} */
  public String getConstraint() {
    return result.description();
  }

  /** {@return what must hold, in English} */
  public String getSentence() {
    return result.sentence();
  }

  /** {@return PASS, FAIL, ERROR, NOT_EVALUATED or SKIPPED} */
  public String getStatus() {
    return result.status().name();
  }

  /** {@return what was expected, in English} */
  public String getExpected() {
    return result.expected();
  }

  /** {@return what was found, in English, or why nothing was} */
  public String getButWas() {
    return result.butWas();
  }

  /** {@return what was found as a number, where it is one; NaN is a number} */
  public @Nullable Double getValue() {
    MetricValue actual = result.actual();
    return actual != null && actual.plain() instanceof Number number ? number.doubleValue() : null;
  }

  /** {@return rows under the filter, or null where they are unknown} */
  public @Nullable Long getRowsInScope() {
    return known(result.rowsInScope());
  }

  /** {@return rows that violate, or null for a constraint that is not about rows} */
  public @Nullable Long getViolations() {
    return known(result.violations());
  }

  /** {@return rows, pairs or keys left out because of nulls, or null where they are unknown} */
  public @Nullable Long getLeftOut() {
    return known(result.leftOut());
  }

  /** {@return what else a reader should know} */
  public @Nullable String getNote() {
    return result.note();
  }

  /** {@return why the constraint could not be evaluated} */
  public @Nullable String getError() {
    ConstraintError error = result.error();
    return error == null ? null : error.message();
  }

  /** {@return why it matters, as the check says} */
  public @Nullable String getBecause() {
    return result.because();
  }

  private static @Nullable Long known(long count) {
    return count < 0 ? null : count;
  }
}
