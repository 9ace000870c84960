package dev.assay.dq.internal.execute;

import dev.assay.dq.Requirement;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MarkedRows;
import dev.assay.dq.result.SplitRows;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.UnmarkedConstraint;
import dev.assay.dq.result.VerificationResult;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Rows of any engine, and what is wanted to be said of them. */
public final class RowMarks<P, M> implements MarkedRows<P, M> {

  private final Engine<P, M> engine;
  private final RowRules rules;
  private final Supplier<VerificationResult> run;
  private final String column;
  private final int most;

  private RowMarks(
      Engine<P, M> engine,
      RowRules rules,
      Supplier<VerificationResult> run,
      String column,
      int most) {
    this.engine = engine;
    this.rules = rules;
    this.run = run;
    this.column = column;
    this.most = most;
  }

  /**
   * The rows of an engine.
   *
   * @param run verifies the same checks
   * @param <P> rows as they were given
   * @param <M> rows with reasons
   */
  public static <P, M> MarkedRows<P, M> of(
      Engine<P, M> engine, RowRules rules, Supplier<VerificationResult> run) {
    return new RowMarks<>(engine, rules, run, "_dq", Integer.MAX_VALUE);
  }

  /**
   * What is said of a row.
   *
   * @param most how many reasons at the most
   * @param column where they stand
   */
  public record Marks(List<RowRule> rules, int most, String column) {}

  /** Marks rows. */
  public interface Engine<P, M> {

    /** All rows with their reasons. */
    M annotated(Marks marks);

    /** The rows that are bad, with their reasons. */
    M bad(Marks marks);

    /** The rows that violate none of some rules. */
    P clean(List<RowRule> rules);

    /** The rows that violate any of some rules. */
    P violating(List<RowRule> rules);
  }

  private Marks marks() {
    return new Marks(rules.rules(), most, column);
  }

  @Override
  public M annotated() {
    return engine.annotated(marks());
  }

  @Override
  public P good() {
    return engine.clean(rules.rules().stream().filter(RowRule::isOfErrors).toList());
  }

  @Override
  public M bad() {
    return engine.bad(marks());
  }

  @Override
  public P violating(Requirement constraint) {
    return engine.violating(rules.of(Args.notNull(constraint, "constraint").toConstraint()));
  }

  @Override
  public P violating(String constraint) {
    return engine.violating(rules.of(Args.notNull(constraint, "constraint")));
  }

  @Override
  public SplitRows<P, M> split() {
    P good = good();
    M bad = bad();
    return new SplitRows<>(good, bad, run.get());
  }

  @Override
  public MarkedRows<P, M> reasonsIn(String name) {
    return new RowMarks<>(engine, rules, run, Args.notBlank(name, "column of reasons"), most);
  }

  @Override
  public MarkedRows<P, M> atMost(int reasons) {
    if (reasons < 1) {
      throw new IllegalArgumentException(
          "The number of reasons must be at least 1, but was " + reasons);
    }
    return new RowMarks<>(engine, rules, run, column, reasons);
  }

  @Override
  public MarkedRows<P, M> whenFailed() {
    VerificationResult result = run.get();
    Set<List<String>> passed = new LinkedHashSet<>();
    for (ConstraintResult each : result.constraints()) {
      if (each.status() == Status.PASS) {
        passed.add(List.of(each.check(), each.id()));
      }
    }
    RowRules failed =
        rules.only(
            each ->
                !passed.contains(List.of(each.violation().check(), each.violation().constraint())));
    return new RowMarks<>(engine, failed, () -> result, column, most);
  }

  @Override
  public List<UnmarkedConstraint> withoutRows() {
    return rules.others();
  }

  @Override
  public String toString() {
    return "rows are marked for:" + rules;
  }
}
