package dev.assay.dq.internal.execute;

import dev.assay.dq.Requirement;
import dev.assay.dq.SamplePolicy;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MarkedRows;
import dev.assay.dq.result.SplitRows;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.UnmarkedConstraint;
import dev.assay.dq.result.VerificationResult;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of any engine, and what is wanted to be said of them. */
public final class RowMarks<P, M> implements MarkedRows<P, M> {

  private final Run<P, M> run;
  private final RowRules rules;

  /** What a run found, if rows are marked for what did not pass. */
  private final @Nullable VerificationResult found;

  private final RowRules.Wanted wanted;
  private final String column;
  private final int most;

  /** What reasons may quote; null if they quote nothing. */
  private final @Nullable SamplePolicy policy;

  private RowMarks(
      Run<P, M> run,
      RowRules rules,
      @Nullable VerificationResult found,
      RowRules.Wanted wanted,
      String column,
      int most,
      @Nullable SamplePolicy policy) {
    this.run = run;
    this.rules = rules;
    this.found = found;
    this.wanted = wanted;
    this.column = column;
    this.most = most;
    this.policy = policy;
  }

  /**
   * The rows of a run.
   *
   * @param <P> rows as they were given
   * @param <M> rows with reasons
   */
  public static <P, M> MarkedRows<P, M> of(Run<P, M> run) {
    RowRules.Wanted nothing = RowRules.Wanted.NOTHING;
    return new RowMarks<>(run, run.rules(nothing), null, nothing, "_dq", Integer.MAX_VALUE, null);
  }

  /** A run, and what it is of. */
  public interface Run<P, M> {

    /** Its constraints on rows, and what is wanted besides. */
    RowRules rules(RowRules.Wanted wanted);

    /** Marks rows. */
    Engine<P, M> engine(RunPlan plan);

    /** Verifies. */
    VerificationResult verify(RunPlan plan);
  }

  /**
   * What is said of a row.
   *
   * @param most how many reasons at the most
   * @param column where they stand
   * @param quotes what they quote of a row; null if nothing
   */
  public record Marks(List<RowRule> rules, int most, String column, @Nullable RowQuotes quotes) {}

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

    /** The same, where rules ask for what breaks an order. */
    Engine<P, M> inOrder(OrderMarks marks);

    /** The same, where other rules ask for the rows that are bad. */
    Engine<P, M> with(P bad);
  }

  private Engine<P, M> engine() {
    Engine<P, M> engine = run.engine(rules.plan());
    for (OrderMarks each : rules.orders()) {
      engine = engine.inOrder(each);
    }
    return wanted.key().isEmpty()
        ? engine
        : engine.with(
            engine.violating(errors().stream().filter(each -> !each.cascades()).toList()));
  }

  private List<RowRule> errors() {
    return rules.rules().stream().filter(RowRule::isOfErrors).toList();
  }

  private Marks marks() {
    List<RowRule> all = rules.rules();
    RowQuotes quotes = policy == null ? null : new RowQuotes(rules.plan(), all, policy);
    return new Marks(all, most, column, quotes);
  }

  @Override
  public M annotated() {
    return engine().annotated(marks());
  }

  @Override
  public P good() {
    return engine().clean(errors());
  }

  @Override
  public M bad() {
    return engine().bad(marks());
  }

  @Override
  public P violating(Requirement constraint) {
    return engine().violating(rules.of(Args.notNull(constraint, "constraint").toConstraint()));
  }

  @Override
  public P violating(String constraint) {
    return engine().violating(rules.of(Args.notNull(constraint, "constraint")));
  }

  @Override
  public SplitRows<P, M> split() {
    P good = good();
    M bad = bad();
    return new SplitRows<>(good, bad, result());
  }

  private VerificationResult result() {
    return found == null ? run.verify(rules.run()) : found;
  }

  @Override
  public MarkedRows<P, M> reasonsIn(String name) {
    return new RowMarks<>(
        run, rules, found, wanted, Args.notBlank(name, "column of reasons"), most, policy);
  }

  @Override
  public MarkedRows<P, M> atMost(int reasons) {
    if (reasons < 1) {
      throw new IllegalArgumentException(
          "The number of reasons must be at least 1, but was " + reasons);
    }
    return new RowMarks<>(run, rules, found, wanted, column, reasons, policy);
  }

  @Override
  public MarkedRows<P, M> whenFailed() {
    VerificationResult result = result();
    return new RowMarks<>(run, failed(rules, result), result, wanted, column, most, policy);
  }

  @Override
  public MarkedRows<P, M> cascadingBy(String... columns) {
    List<String> names = Args.list(columns, "columns");
    if (names.isEmpty()) {
      throw new IllegalArgumentException("Name a column that rows share with bad ones");
    }
    return wanting(new RowRules.Wanted(names, wanted.kept()));
  }

  @Override
  public MarkedRows<P, M> keepingFirstBy(String order) {
    return keeping(order, false);
  }

  @Override
  public MarkedRows<P, M> keepingLastBy(String order) {
    return keeping(order, true);
  }

  private MarkedRows<P, M> keeping(String order, boolean last) {
    ColumnRef by = ColumnRef.parse(Args.notBlank(order, "column"));
    return wanting(new RowRules.Wanted(wanted.key(), new KeyRules.Kept(by, last)));
  }

  private MarkedRows<P, M> wanting(RowRules.Wanted all) {
    RowRules more = run.rules(all);
    return new RowMarks<>(
        run, found == null ? more : failed(more, found), found, all, column, most, policy);
  }

  @Override
  public MarkedRows<P, M> withValues(SamplePolicy shown) {
    Args.notNull(shown, "sample policy");
    return new RowMarks<>(run, rules, found, wanted, column, most, shown);
  }

  private static RowRules failed(RowRules rules, VerificationResult result) {
    Set<List<String>> passed = new LinkedHashSet<>();
    for (ConstraintResult each : result.constraints()) {
      if (each.status() == Status.PASS) {
        passed.add(List.of(each.check(), each.id()));
      }
    }
    return rules.only(
        each -> !passed.contains(List.of(each.violation().check(), each.violation().constraint())));
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
