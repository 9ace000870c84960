package dev.assay.dq;

/** Constraints of the rows for which a condition is true as well. */
record Narrowed(Predicate condition) implements Constraint.Visitor<Constraint> {

  /** The schema is that of all rows. */
  @Override
  public Constraint onSchema(Constraint.OnSchema constraint) {
    return constraint;
  }

  @Override
  public Constraint onRows(Constraint.OnRows constraint) {
    return constraint.where(condition);
  }

  @Override
  public Constraint onMetric(Constraint.OnMetric constraint) {
    return constraint.where(condition);
  }

  @Override
  public Constraint perGroup(Constraint.PerGroup constraint) {
    return constraint.where(condition);
  }

  @Override
  public Constraint inOrder(Constraint.InOrder constraint) {
    return constraint.where(condition);
  }

  @Override
  public Constraint sameRows(Constraint.SameRows constraint) {
    throw new IllegalArgumentException(
        "All rows are compared with those of "
            + constraint.dataset()
            + ", and where(…) selects none of them: filter both datasets first");
  }

  @Override
  public Constraint forEach(Constraint.ForEach constraint) {
    return new Constraint.ForEach(
        constraint.selector(),
        constraint.template().stream().map(each -> each.accept(this)).toList(),
        constraint.notes());
  }

  @Override
  public Constraint combined(Constraint.Combined constraint) {
    return constraint.where(condition);
  }
}
