package dev.assay.dq.internal.plan;

import dev.assay.dq.Constraint;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.RunTime;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Puts what only a run knows in its place: times for what is relative to that of the run, and
 * columns for keys that are looked up in its other datasets.
 */
public final class RunBinder extends Rewriter {

  /** What stands for a call that looks a key up. */
  interface Lookups {
    Expr of(Expr.Call call);
  }

  private final RunTime time;
  private final Lookups lookups;

  RunBinder(RunTime time, Lookups lookups) {
    super(UnaryOperator.identity());
    this.time = time;
    this.lookups = lookups;
  }

  /**
   * A constraint with times in the place of what is relative to the run.
   *
   * @param asOf the time of the run
   * @throws IllegalArgumentException if that makes a range empty
   */
  public static Constraint of(Constraint constraint, Instant asOf) {
    return new RunBinder(new RunTime(asOf), call -> call).rewrite(constraint);
  }

  @Override
  public Expr call(Expr.Call call, List<Expr> arguments) {
    Expr bound = time.call(call, arguments);
    return bound instanceof Expr.Call found && found.function() == Function.EXISTS_IN
        ? lookups.of(found)
        : bound;
  }

  @Override
  Expectation rewrite(Expectation expectation) {
    return time.of(super.rewrite(expectation));
  }
}
