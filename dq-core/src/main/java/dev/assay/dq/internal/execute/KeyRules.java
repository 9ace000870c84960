package dev.assay.dq.internal.execute;

import dev.assay.dq.Constraint;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.KeyStatistic;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Notes;
import dev.assay.dq.internal.model.OtherKey;
import dev.assay.dq.internal.model.RowThreshold;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.Statistic;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all rows of a key, as rules of single rows: no more than one row of the same data
 * has it, a metric of all that have it is as expected, or another dataset has the same rows. The
 * data are looked up in themselves, as other data are.
 */
public final class KeyRules {

  /** What the data are called among the other data of a run. */
  public static final String SAME_DATA = "\u0000rows";

  private static final Constant ONE = Constant.of(1);

  private static final Constant NONE = Constant.of(0);

  /** What counts rows or keys that repeat. */
  private static final Set<Statistic> REPEATING =
      Set.of(Statistic.EXTRA_ROWS, Statistic.DUPLICATE_ROWS, Statistic.DUPLICATE_VALUES);

  private static final Metric ROWS =
      new Metric.Summary(Statistic.ROW_COUNT, List.of(), List.of(), Expr.Literal.TRUE);

  private static final String COLUMNS_ONLY =
      ": name them, or make what is computed a column of the data first";

  private KeyRules() {}

  /** Why no row is marked for a constraint on a metric; null if the rows of a key are. */
  static @Nullable String unmarked(Constraint.OnMetric constraint) {
    if (!(constraint.metric() instanceof Metric.Summary metric)
        || !(constraint.expectation() instanceof Expectation.Compare expected)
        || !isThatNoneRepeats(metric.statistic(), expected)) {
      return "it is about a metric of many rows";
    }
    return columns(metric.of()).size() < metric.of().size()
        ? "rows are marked for a key of columns" + COLUMNS_ONLY
        : null;
  }

  private static boolean isThatNoneRepeats(Statistic statistic, Expectation.Compare expected) {
    return statistic == Statistic.UNIQUENESS
        ? expected.comparison() == Comparison.GREATER_OR_EQUAL
            || expected.equals(new Expectation.Compare(Comparison.EQUAL, ONE))
        : REPEATING.contains(statistic)
            && (expected.comparison() == Comparison.LESS_OR_EQUAL
                || expected.equals(new Expectation.Compare(Comparison.EQUAL, NONE)));
  }

  /** Why no row is marked for a comparison with other rows; null if those that differ are. */
  static @Nullable String unmarked(Constraint.SameRows constraint) {
    return constraint.tolerance().signum() == 0
        ? null
        : "rows are marked where values are compared without a tolerance";
  }

  /** Why no row is marked for a constraint on groups; null if those of a group are. */
  static @Nullable String unmarked(Constraint.PerGroup constraint) {
    if (columns(constraint.by()).size() < constraint.by().size()) {
      return "rows are marked for groups by columns" + COLUMNS_ONLY;
    }
    if (KeyStatistic.of(constraint.each().metric()) == null) {
      return "rows are marked for numbers of rows and values, sums, smallest and greatest values"
          + " of their group";
    }
    return constraint.each().expectation().accept(new Said(Expr.Literal.TRUE)) == null
        ? "rows are marked where a metric of their group is compared with constants"
        : null;
  }

  /**
   * The same, of what is known once it is bound.
   *
   * @param noRows what comes of a group without a value
   */
  static @Nullable String unmarked(
      Constraint.PerGroup bound, OnNoRows noRows, Map<ColumnRef, Schema.Type> types) {
    Metric.Summary metric = (Metric.Summary) bound.each().metric();
    KeyStatistic statistic = Args.notNull(KeyStatistic.of(metric), "statistic");
    if (statistic.isCount()) {
      return null;
    }
    TypeKind kind = Types.of(metric.of().get(0), types).kind();
    if (statistic == KeyStatistic.MEAN || kind.isFloating() || kind == TypeKind.DYNAMIC) {
      return "the metric of its groups is floating point, of which two readings may differ: sums,"
          + " smallest and greatest values of whole numbers, decimals, times and texts mark rows";
    }
    return noRows == OnNoRows.DEFAULT
        ? null
        : "what comes of groups without a value is decided by onNoRows(" + noRows + ")";
  }

  private static List<ColumnRef> columns(List<Expr> of) {
    return of.stream()
        .filter(Expr.Column.class::isInstance)
        .map(each -> ((Expr.Column) each).ref())
        .toList();
  }

  /**
   * Which row of a key that repeats is the one that there should be.
   *
   * @param column what the rows are ordered by
   * @param last whether it is that of the greatest value
   */
  public record Kept(ColumnRef column, boolean last) {}

  /**
   * What is said of each row.
   *
   * @param wholeRow the columns that make up a row
   * @param kept which row of a key is right all the same; null if none is
   */
  static Constraint.OnRows ofKey(
      Constraint.OnMetric constraint, List<ColumnRef> wholeRow, @Nullable Kept kept) {
    Metric.Summary metric = (Metric.Summary) constraint.metric();
    boolean whole = metric.key().isWholeRow();
    List<ColumnRef> key = whole ? wholeRow : columns(metric.of());
    Expr where = metric.where();
    Expr once = isOnce(key, whole, where);
    if (kept == null) {
      return rule(once, where);
    }
    Expr value = new Expr.Column(kept.column(), ColumnKind.ANY);
    Metric utmost =
        new Metric.Summary(
            kept.last() ? Statistic.MAX : Statistic.MIN, List.of(value), List.of(), where);
    List<ColumnRef> placed = new ArrayList<>(key);
    placed.add(kept.column());
    Expr isKept =
        Expr.call(
            Function.AND,
            Expr.call(Function.EQUAL, value, told(key, whole, utmost)),
            isOnce(placed.stream().distinct().toList(), whole, where));
    // of rows without a value none is the first
    return rule(Expr.call(Function.OR, once, isKept), whole ? where : complete(key, where))
        .failingOnNull();
  }

  private static Expr isOnce(List<ColumnRef> key, boolean nullsEqual, Expr where) {
    Metric rows = new Metric.Summary(Statistic.ROW_COUNT, List.of(), List.of(), where);
    return Expr.call(Function.LESS_OR_EQUAL, told(key, nullsEqual, rows), new Expr.Literal(ONE));
  }

  private static Expr complete(List<ColumnRef> key, Expr where) {
    Expr all = where;
    for (ColumnRef each : key) {
      all = all.and(Expr.call(Function.IS_COMPLETE, new Expr.Column(each, ColumnKind.ANY)));
    }
    return all;
  }

  /**
   * Without a key a row occurs there as often as here at the least. With one, its key is that of no
   * other row on either side, and all of it is there.
   */
  static Constraint.OnRows ofOthers(BoundConstraint bound) {
    Aggregate.SameRows same =
        bound.aggregates().stream()
            .filter(Aggregate.SameRows.class::isInstance)
            .map(Aggregate.SameRows.class::cast)
            .findFirst()
            .orElseThrow();
    List<ColumnRef> here = same.keys().stream().map(Aggregate.SameRows.Pair::here).toList();
    List<ColumnRef> there = same.keys().stream().map(Aggregate.SameRows.Pair::there).toList();
    Expr timesHere = told(SAME_DATA, here, here, ROWS);
    Expr timesThere = told(same.dataset(), there, here, ROWS);
    if (!same.unique()) {
      return rule(Expr.call(Function.LESS_OR_EQUAL, timesHere, timesThere), Expr.Literal.TRUE);
    }
    List<Aggregate.SameRows.Pair> all = new ArrayList<>(same.keys());
    all.addAll(same.values());
    Expr found =
        Expr.call(
            Function.EXISTS_IN,
            looked(
                new OtherKey(
                    same.dataset(),
                    all.stream().map(Aggregate.SameRows.Pair::there).toList(),
                    true),
                all.stream().map(Aggregate.SameRows.Pair::here).toList()));
    return rule(
        Expr.call(
            Function.AND,
            Expr.call(
                Function.AND,
                Expr.call(Function.LESS_OR_EQUAL, timesHere, new Expr.Literal(ONE)),
                Expr.call(Function.LESS_OR_EQUAL, timesThere, new Expr.Literal(ONE))),
            found),
        Expr.Literal.TRUE);
  }

  /** Rows with the same values, where null is a value like any other. */
  private static Expr told(
      String dataset, List<ColumnRef> there, List<ColumnRef> here, Metric metric) {
    return Expr.call(Function.METRIC_IN, looked(new OtherKey(dataset, there, true, metric), here));
  }

  private static Expr[] looked(OtherKey other, List<ColumnRef> here) {
    List<Expr> lookup = new ArrayList<>();
    lookup.add(new Expr.Literal(new Constant.Reference(other)));
    here.forEach(each -> lookup.add(new Expr.Column(each, ColumnKind.ANY)));
    return lookup.toArray(Expr[]::new);
  }

  /** Of all rows of a group, whatever rows its metric is of. */
  static Constraint.OnRows ofGroups(Constraint.PerGroup constraint) {
    Expr told = told(columns(constraint.by()), false, constraint.each().metric());
    Expr said = constraint.each().expectation().accept(new Said(told));
    if (said == null) {
      throw new IllegalArgumentException(constraint + " says nothing of a row");
    }
    return rule(said, Expr.Literal.TRUE);
  }

  private static Expr told(List<ColumnRef> key, boolean nullsEqual, Metric metric) {
    return Expr.call(
        Function.METRIC_IN, looked(new OtherKey(SAME_DATA, key, nullsEqual, metric), key));
  }

  static Constraint.OnRows rule(Expr predicate, Expr where) {
    return new Constraint.OnRows(
        predicate, where, RowThreshold.ALL, false, OnNoRows.DEFAULT, Notes.NONE);
  }

  /** What is expected of a value, as a predicate; null of what no constant or time is. */
  private record Said(Expr value) implements Expectation.Visitor<@Nullable Expr> {

    private Expr compared(Comparison comparison, Expr bound) {
      Function function =
          switch (comparison) {
            case EQUAL -> Function.EQUAL;
            case LESS -> Function.LESS;
            case LESS_OR_EQUAL -> Function.LESS_OR_EQUAL;
            case GREATER -> Function.GREATER;
            case GREATER_OR_EQUAL -> Function.GREATER_OR_EQUAL;
          };
      return Expr.call(function, value, bound);
    }

    @Override
    public Expr compare(Expectation.Compare expectation) {
      return compared(expectation.comparison(), new Expr.Literal(expectation.bound()));
    }

    @Override
    public Expr relative(Expectation.Relative expectation) {
      return compared(expectation.comparison(), expectation.bound());
    }

    @Override
    public Expr between(Expectation.Between expectation) {
      return Expr.call(
          Function.BETWEEN,
          value,
          new Expr.Literal(expectation.low()),
          new Expr.Literal(expectation.high()),
          Expr.Literal.TRUE,
          Expr.Literal.TRUE);
    }

    @Override
    public Expr closeTo(Expectation.CloseTo expectation) {
      return Expr.call(
          Function.IS_CLOSE_TO,
          value,
          new Expr.Literal(expectation.value()),
          new Expr.Literal(expectation.tolerance()));
    }

    @Override
    public Expr in(Expectation.In expectation) {
      List<Expr> all = new ArrayList<>(List.of(value));
      expectation.allowed().forEach(each -> all.add(new Expr.Literal(each)));
      return new Expr.Call(Function.IN, all);
    }

    @Override
    public @Nullable Expr than(Expectation.Than expectation) {
      return null;
    }

    @Override
    public @Nullable Expr near(Expectation.Near expectation) {
      return null;
    }

    @Override
    public @Nullable Expr ofPast(Expectation.OfPast expectation) {
      return null;
    }

    @Override
    public @Nullable Expr observed(Expectation.Observed expectation) {
      return null;
    }
  }
}
