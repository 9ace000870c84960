package dev.assay.dq.spark.assertj;

import dev.assay.dq.model.Check;
import dev.assay.dq.model.Constraint;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one call of a chain stated, and where. */
final class Statement {

  private final StackTraceElement at;
  private final String described;
  private final @Nullable String override;
  private final @Nullable String check;
  private final @Nullable Supplier<List<String>> direct;
  private List<Constraint> constraints;

  private Statement(
      StackTraceElement at,
      String described,
      @Nullable String override,
      @Nullable String check,
      List<Constraint> constraints,
      @Nullable Supplier<List<String>> direct) {
    this.at = at;
    this.described = described;
    this.override = override;
    this.check = check;
    this.constraints = constraints;
    this.direct = direct;
  }

  static Statement of(Wording wording, Constraint constraint) {
    return new Statement(
        Callers.caller(), wording.described(), wording.override(), null, List.of(constraint), null);
  }

  static Statement of(Wording wording, Check check) {
    return new Statement(
        Callers.caller(),
        wording.described(),
        wording.override(),
        check.name(),
        check.constraints(),
        null);
  }

  /**
   * A statement that the dataset answers without a run: the lines of its failure, none if it holds.
   */
  static Statement direct(Wording wording, Supplier<List<String>> lines) {
    return new Statement(
        Callers.caller(), wording.described(), wording.override(), null, List.of(), lines);
  }

  StackTraceElement at() {
    return at;
  }

  String described() {
    return described;
  }

  @Nullable String override() {
    return override;
  }

  @Nullable String check() {
    return check;
  }

  @Nullable Supplier<List<String>> direct() {
    return direct;
  }

  List<Constraint> constraints() {
    return constraints;
  }

  boolean isOneConstraint() {
    return check == null && direct == null;
  }

  void replace(Constraint constraint) {
    constraints = List.of(constraint);
  }

  /** The description and the message of the user's that were in force when something was stated. */
  record Wording(String described, @Nullable String override) {}
}
