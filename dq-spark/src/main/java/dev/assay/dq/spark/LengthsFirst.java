package dev.assay.dq.spark;

import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.plan.Aggregate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets Spark work out lengths of texts before rows are handed to Java: a number travels instead of
 * the text, and is worked out once however many metrics ask for it.
 */
final class LengthsFirst implements Aggregate.Visitor<Aggregate> {

  private final Map<ColumnRef, ColumnRef> columns = new LinkedHashMap<>();

  /** The columns that stand for lengths, each with the text column that it is the length of. */
  Map<ColumnRef, ColumnRef> columns() {
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
    return a;
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
      columns.put(ref, text.ref());
      return new Expr.Column(ref, ColumnKind.INTEGER);
    }
    return value;
  }
}
