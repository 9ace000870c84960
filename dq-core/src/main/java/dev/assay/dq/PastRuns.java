package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Past;
import java.io.Serializable;

/**
 * What earlier runs found of a metric, as something to compare it with: {@code
 * rowCount().isCloseTo(previousRun(), percent(20))}. The run is given the past with {@code
 * history(…)}.
 *
 * <p>Values are those of the same constraint {@linkplain Constraint#id() id} in a check of the same
 * name, of runs as of a time before that of the run: the value that is judged is never among them,
 * and of several runs as of one time the one that was recorded last counts. Runs that came to no
 * number are passed over, and the result says how many. With fewer values than it needs the
 * constraint is NOT_EVALUATED. Values are compared as the doubles that results keep, as decimals
 * and exactly.
 */
public record PastRuns(@Internal Past past) implements Serializable {

  @Internal
  public PastRuns {
    Args.notNull(past, "past");
  }

  /**
   * Overrides with how many values there is a verdict: 7 for a mean and a median (or as many as
   * runs count, if that is less), else 1.
   *
   * @throws IllegalArgumentException if that is less than 1, or more than runs count
   */
  public PastRuns needing(int values) {
    return new PastRuns(new Past(past.statistic(), past.runs(), values, past.unfailed()));
  }

  /**
   * Leaves out values with which the constraint failed then, so that one bad day is not what the
   * next is compared with; the last so many that did not fail count instead. A level that changes
   * for good then fails until the bound is moved.
   */
  public PastRuns thatDidNotFail() {
    return new PastRuns(new Past(past.statistic(), past.runs(), past.needed(), true));
  }
}
