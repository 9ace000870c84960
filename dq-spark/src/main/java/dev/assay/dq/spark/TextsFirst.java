package dev.assay.dq.spark;

import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TextMatcher;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.References;
import dev.assay.dq.spark.internal.compile.ColumnNames;
import dev.assay.dq.spark.internal.compile.Lowering;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Lets Spark work out what is asked of texts before rows are handed to Java, where it does so
 * without a chance to fail: a number or a truth travels instead of the text, and is worked out once
 * however many metrics ask for it. Of any other column that is only to be complete, whether it is.
 */
final class TextsFirst implements Aggregate.Visitor<Aggregate> {

  /** A longer list of constants is looked up in Java, which hashes it. */
  private static final int FEW = 20;

  /** What stands for a text, as Spark computes it. */
  record Computed(Column column, Schema.Type type) {}

  private final Map<ColumnRef, Computed> columns = new LinkedHashMap<>();
  private final Map<Expr, ColumnRef> truths = new HashMap<>();
  private final Lowering<Column> lowering;

  /** Columns whose values are needed. */
  private final Set<ColumnRef> needed = new HashSet<>();

  /** Of what is asked together. */
  TextsFirst(Lowering<Column> lowering, List<Aggregate> asked) {
    this.lowering = lowering;
    for (Aggregate each : asked) {
      boolean presence =
          each instanceof Aggregate.Verdicts verdicts
              && verdicts.scope().isTrue()
              && isPresence(verdicts.predicate());
      if (!presence) {
        needed.addAll(References.of(each).columns());
      }
    }
  }

  private static boolean isPresence(Expr predicate) {
    return predicate.calls(Function.IS_COMPLETE) || predicate.calls(Function.IS_NULL);
  }

  /** The columns that stand for what texts come to. */
  Map<ColumnRef, Computed> columns() {
    return columns;
  }

  Aggregate rewrite(Aggregate aggregate) {
    return aggregate.accept(this);
  }

  @Override
  public Aggregate rows(Aggregate.Rows a) {
    return a;
  }

  @Override
  public Aggregate verdicts(Aggregate.Verdicts a) {
    return isSafe(a.predicate())
        ? new Aggregate.Verdicts(
            new Expr.Column(truths.computeIfAbsent(a.predicate(), this::truth), ColumnKind.BOOL),
            a.scope())
        : a;
  }

  private ColumnRef truth(Expr predicate) {
    ColumnRef ref = new ColumnRef(List.of("\u0000truth", "t" + truths.size()));
    columns.put(ref, new Computed(lowering.compile(predicate), Schema.Type.BOOLEAN));
    return ref;
  }

  /** Whether a predicate is of one column and constants, cannot fail, and is worth it. */
  private boolean isSafe(Expr predicate) {
    if (predicate.calls(Function.NOT)) {
      return isSafe(predicate.arguments().get(0));
    }
    if (!(predicate instanceof Expr.Call call)
        || !(call.arguments().get(0) instanceof Expr.Column of)
        || of.ref().isLookup()) {
      return false;
    }
    if (of.kind() != ColumnKind.STRING) {
      return isPresence(predicate) && !needed.contains(of.ref());
    }
    if (call.calls(Function.CONTAINS_PATTERN) || call.calls(Function.MATCHES)) {
      TextMatcher matcher = TextMatcher.of(call.pattern(), call.calls(Function.MATCHES));
      return matcher.piece() != null && !matcher.hasCheck();
    }
    boolean constants = call.arguments().stream().skip(1).allMatch(Expr.Literal.class::isInstance);
    return constants
        && (isPresence(predicate)
            || call.calls(Function.STARTS_WITH)
            || call.calls(Function.ENDS_WITH)
            || call.calls(Function.CONTAINS)
            || (call.calls(Function.IN) && call.arguments().size() <= FEW));
  }

  @Override
  public Aggregate extreme(Aggregate.Extreme a) {
    return new Aggregate.Extreme(value(a.value()), a.greatest(), a.scope());
  }

  @Override
  public Aggregate total(Aggregate.Total a) {
    return new Aggregate.Total(value(a.value()), a.scope());
  }

  @Override
  public Aggregate moments(Aggregate.Moments a) {
    return new Aggregate.Moments(value(a.value()), a.scope());
  }

  @Override
  public Aggregate higherMoments(Aggregate.HigherMoments a) {
    return new Aggregate.HigherMoments(value(a.value()), a.scope());
  }

  @Override
  public Aggregate coMoments(Aggregate.CoMoments a) {
    return a;
  }

  @Override
  public Aggregate sqlValue(Aggregate.SqlValue a) {
    return a;
  }

  @Override
  public Aggregate sameRows(Aggregate.SameRows a) {
    return a;
  }

  @Override
  public Aggregate drift(Aggregate.Drift a) {
    return a;
  }

  @Override
  public Aggregate inOrder(Aggregate.InOrder a) {
    return a;
  }

  @Override
  public Aggregate perGroup(Aggregate.PerGroup a) {
    return a;
  }

  @Override
  public Aggregate groups(Aggregate.Groups a) {
    return a;
  }

  @Override
  public Aggregate contingency(Aggregate.Contingency a) {
    return a;
  }

  @Override
  public Aggregate rankedPairs(Aggregate.RankedPairs a) {
    return a;
  }

  @Override
  public Aggregate rank(Aggregate.Rank a) {
    return a;
  }

  @Override
  public Aggregate topValues(Aggregate.TopValues a) {
    return a;
  }

  @Override
  public Aggregate second(Aggregate.Second a) {
    return a;
  }

  @Override
  public Aggregate approxDistinct(Aggregate.ApproxDistinct a) {
    return a;
  }

  @Override
  public Aggregate approxRank(Aggregate.ApproxRank a) {
    return a;
  }

  private Expr value(Expr value) {
    if (value.calls(Function.LENGTH) && value.arguments().get(0) instanceof Expr.Column text) {
      ColumnRef ref = new ColumnRef(List.of("\u0000length", text.ref().text()));
      Column length = functions.length(ColumnNames.column(text.ref())).cast(DataTypes.LongType);
      columns.put(ref, new Computed(length, Schema.Type.of(TypeKind.INT, "int")));
      return new Expr.Column(ref, ColumnKind.INTEGER);
    }
    return value;
  }
}
