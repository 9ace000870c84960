package dev.assay.dq.spark.assertj;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one call of a chain stated, and where. */
final class Statement {

  private final StackTraceElement at;
  private final Wording wording;
  private final @Nullable String check;
  private final @Nullable Direct direct;
  private List<Constraint> constraints;

  private Statement(
      StackTraceElement at,
      Wording wording,
      @Nullable String check,
      List<Constraint> constraints,
      @Nullable Direct direct) {
    this.at = at;
    this.wording = wording;
    this.check = check;
    this.constraints = constraints;
    this.direct = direct;
  }

  static Statement of(Wording wording, Constraint constraint) {
    return new Statement(Callers.caller(), wording, null, List.of(constraint), null);
  }

  static Statement of(Wording wording, Check check) {
    return new Statement(Callers.caller(), wording, check.name(), check.constraints(), null);
  }

  /**
   * A statement that is answered outside the run.
   *
   * @param headline what was stated
   * @param lines the lines of its failure below the headline, none if it holds
   */
  static Statement direct(Wording wording, String headline, Supplier<List<String>> lines) {
    return new Statement(Callers.caller(), wording, null, List.of(), new Direct(headline, lines));
  }

  StackTraceElement at() {
    return at;
  }

  String described() {
    return wording.described().get();
  }

  @Nullable String override() {
    Supplier<String> override = wording.override();
    return override == null ? null : override.get();
  }

  @Nullable String check() {
    return check;
  }

  @Nullable Direct direct() {
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

  /** What is answered outside the run. */
  record Direct(String headline, Supplier<List<String>> lines) {}

  /**
   * The description and the message of the user's that were in force when something was stated.
   * Neither is asked for where everything holds.
   */
  record Wording(Supplier<String> described, @Nullable Supplier<String> override) {}
}
