package dev.assay.dq.spark.frame;

import dev.assay.dq.model.Operand;
import dev.assay.dq.model.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one value that a predicate is about, if it is unknown exactly where that value is null; null
 * for predicates of several values, and for those that are never unknown.
 */
final class SingleOperand implements Predicate.Visitor<@Nullable Operand> {

  private static final SingleOperand VISITOR = new SingleOperand();

  private SingleOperand() {}

  static @Nullable Operand of(Predicate predicate) {
    return predicate.accept(VISITOR);
  }

  @Override
  public @Nullable Operand always(Predicate.Always p) {
    return null;
  }

  @Override
  public @Nullable Operand isNull(Predicate.IsNull p) {
    return null;
  }

  /** Never unknown, but its violations are the nulls. */
  @Override
  public Operand notNull(Predicate.NotNull p) {
    return p.column();
  }

  @Override
  public Operand compare(Predicate.Compare p) {
    return p.left();
  }

  @Override
  public @Nullable Operand compareColumns(Predicate.CompareColumns p) {
    return null;
  }

  @Override
  public Operand between(Predicate.Between p) {
    return p.value();
  }

  @Override
  public Operand in(Predicate.In p) {
    return p.value();
  }

  @Override
  public Operand matches(Predicate.Matches p) {
    return p.column();
  }

  @Override
  public Operand hasText(Predicate.HasText p) {
    return p.column();
  }

  @Override
  public Operand blank(Predicate.Blank p) {
    return p.column();
  }

  @Override
  public Operand trimmed(Predicate.Trimmed p) {
    return p.column();
  }

  @Override
  public Operand finite(Predicate.Finite p) {
    return p.column();
  }

  @Override
  public Operand notNaN(Predicate.NotNaN p) {
    return p.column();
  }

  @Override
  public @Nullable Operand and(Predicate.And p) {
    return null;
  }

  @Override
  public @Nullable Operand or(Predicate.Or p) {
    return null;
  }

  @Override
  public @Nullable Operand not(Predicate.Not p) {
    return p.part() instanceof Predicate.NotNull ? null : p.part().accept(this);
  }

  @Override
  public @Nullable Operand implies(Predicate.Implies p) {
    return null;
  }

  @Override
  public @Nullable Operand sql(Predicate.Sql p) {
    return null;
  }

  @Override
  public @Nullable Operand custom(Predicate.Custom p) {
    return null;
  }
}
