package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Metric;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A metric whose value is a date or a time, waiting for its expectation. */
public record TemporalMetric(@Internal Metric metric)
    implements TemporalExpectations<Constraint.OnMetric>, Serializable {
  @Internal
  public TemporalMetric {
    Args.notNull(metric, "metric");
  }

  /** Summarises only the rows for which a condition is true. */
  public TemporalMetric where(Predicate condition) {
    return new TemporalMetric(metric.narrowed(Judged.exprOf(condition)));
  }

  /** Reports the value without expecting anything; never fails. */
  public Constraint.OnMetric observed() {
    return Constraint.OnMetric.of(metric, new Expectation.Observed());
  }

  private Constraint.OnMetric than(Comparison comparison, TemporalMetric other) {
    return expecting(
        new Expectation.Than(comparison, Args.notNull(other, "other metric").metric), null);
  }

  /** The value is that of another metric, of these rows or of another dataset. */
  public Constraint.OnMetric isEqualTo(TemporalMetric other) {
    return than(Comparison.EQUAL, other);
  }

  /** The value is before that of another metric. */
  public Constraint.OnMetric isBefore(TemporalMetric other) {
    return than(Comparison.LESS, other);
  }

  /** The value is not after that of another metric. */
  public Constraint.OnMetric isBeforeOrAt(TemporalMetric other) {
    return than(Comparison.LESS_OR_EQUAL, other);
  }

  /** The value is after that of another metric. */
  public Constraint.OnMetric isAfter(TemporalMetric other) {
    return than(Comparison.GREATER, other);
  }

  /** The value is not before that of another metric. */
  public Constraint.OnMetric isAfterOrAt(TemporalMetric other) {
    return than(Comparison.GREATER_OR_EQUAL, other);
  }

  @Internal
  @Override
  public Constraint.OnMetric expecting(Expectation fail, @Nullable Expectation warn) {
    return Constraint.OnMetric.of(metric, fail, warn);
  }

  /**
   * The metric of each group of rows, which have the same values in some columns.
   *
   * @param columns names, with dots for fields of structs
   * @throws IllegalArgumentException if there is none
   */
  public Grouped per(String... columns) {
    return new Grouped(Groups.of(columns), metric);
  }

  /** The metric of each group of rows, for which some expressions have the same values. */
  public Grouped per(Expression first, Expression... others) {
    return new Grouped(Groups.of(first, others), metric);
  }

  /** The metric of each group of rows, waiting for what is expected of every one. */
  public record Grouped(@Internal List<Expr> by, @Internal Metric metric)
      implements TemporalExpectations<Constraint.PerGroup>, Serializable {

    /** Refuses nulls. */
    @Internal
    public Grouped {
      by = Args.noNulls(by, "groups");
      Args.notNull(metric, "metric");
    }

    @Internal
    @Override
    public Constraint.PerGroup expecting(Expectation fail, @Nullable Expectation warn) {
      return Constraint.OnMetric.of(metric, fail, warn).per(by);
    }
  }
}
