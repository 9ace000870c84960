package dev.assay.dq.internal.plan;

import dev.assay.dq.Constraint;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.RunTime;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Puts times in the place of what is relative to the time of a run. */
public final class RunBinder extends Rewriter {

  private final RunTime time;

  RunBinder(RunTime time) {
    super(UnaryOperator.identity());
    this.time = time;
  }

  /**
   * A constraint with times in the place of what is relative to the run.
   *
   * @param asOf the time of the run
   * @throws IllegalArgumentException if that makes a range empty
   */
  public static Constraint of(Constraint constraint, Instant asOf) {
    return new RunBinder(new RunTime(asOf)).rewrite(constraint);
  }

  @Override
  public Expr call(Expr.Call call, List<Expr> arguments) {
    return time.call(call, arguments);
  }

  @Override
  Expectation rewrite(Expectation expectation) {
    return time.of(expectation);
  }
}
