package dev.assay.dq.result;

import dev.assay.dq.Severity;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a row is not clean: one constraint that it violates. It quotes no value of the row but those
 * of {@link #values()}, and is no record of Java's, so that records of an RDD can hold it under
 * Kryo.
 */
public final class Violation implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String check;
  private final String constraint;
  private final String description;
  private final Severity severity;
  private final String sentence;
  private final @Nullable String error;
  private final LinkedHashMap<String, @Nullable String> values;

  /**
   * A violation.
   *
   * @param error why the row could not be judged; null if it was
   */
  public Violation(
      String check,
      String constraint,
      String description,
      Severity severity,
      String sentence,
      @Nullable String error) {
    this(check, constraint, description, severity, sentence, error, Map.of());
  }

  private Violation(
      String check,
      String constraint,
      String description,
      Severity severity,
      String sentence,
      @Nullable String error,
      Map<String, @Nullable String> values) {
    this.check = check;
    this.constraint = constraint;
    this.description = description;
    this.severity = severity;
    this.sentence = sentence;
    this.error = error;
    this.values = new LinkedHashMap<>(values);
  }

  /** The name of the check. */
  public String check() {
    return check;
  }

  /** The id of the constraint, unique in its check and the same in every run. */
  public String constraint() {
    return constraint;
  }

  /** What reports call the constraint: its name, or the sentence. */
  public String description() {
    return description;
  }

  /** That of the check. */
  public Severity severity() {
    return severity;
  }

  /** What should hold, in English. */
  public String sentence() {
    return sentence;
  }

  /** Why the row could not be judged, which counts as a violation; null if it was judged. */
  public @Nullable String error() {
    return error;
  }

  /** The same of a row that could not be judged. */
  public Violation because(String failure) {
    return new Violation(check, constraint, description, severity, sentence, failure, values);
  }

  /**
   * What the constraint reads of the row, by column, as text; empty but where {@link
   * MarkedRows#withValues} asks for it.
   */
  public Map<String, @Nullable String> values() {
    return Collections.unmodifiableMap(values);
  }

  /** The same with what the constraint reads of the row. */
  public Violation quoting(Map<String, @Nullable String> read) {
    return new Violation(check, constraint, description, severity, sentence, error, read);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Violation that
        && check.equals(that.check)
        && constraint.equals(that.constraint)
        && description.equals(that.description)
        && severity == that.severity
        && sentence.equals(that.sentence)
        && Objects.equals(error, that.error)
        && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(check, constraint, error);
  }

  /** For example {@code [orders] email is complete}. */
  @Override
  public String toString() {
    return "[" + check + "] " + description + (error == null ? "" : ": not judged: " + error);
  }
}
