package dev.assay.dq.spark;

import dev.assay.dq.internal.execute.RowCode;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.Pass;
import dev.assay.dq.internal.plan.PassKind;
import dev.assay.dq.internal.plan.References;
import dev.assay.dq.internal.state.Measurement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Runs a pass again that has failed, in parts: what fails by itself is told from all that does not.
 * First the rows alone are counted: if that fails as well, it is the data.
 */
final class Isolation {

  /** How often a pass is run again at the most; what then is not told apart fails together. */
  static final int MOST_RUNS = 50;

  /** Runs a pass. */
  interface Attempt {
    Map<Aggregate, Measurement> measure(Pass pass) throws Exception;
  }

  /** Aggregates that failed together, and how. */
  private record Group(List<Aggregate> aggregates, Throwable cause) {}

  private final Pass pass;
  private final Attempt attempt;
  private final RunningJobs jobs;
  private final Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
  private final Queue<Group> failed = new ArrayDeque<>();
  private int runs;

  private Isolation(Pass pass, Attempt attempt, RunningJobs jobs) {
    this.pass = pass;
    this.attempt = attempt;
    this.jobs = jobs;
  }

  /**
   * Runs a pass, and again in parts if it fails.
   *
   * @return each aggregate's measurement or failure
   * @throws dev.assay.dq.result.RunCancelledException if the run was cancelled
   */
  static Map<Aggregate, Measurement> measure(Pass pass, Attempt attempt, RunningJobs jobs) {
    Isolation isolation = new Isolation(pass, attempt, jobs);
    isolation.attempt(pass.kind(), pass.aggregates());
    if (!isolation.failed.isEmpty() && pass.aggregates().size() > 1) {
      isolation.divide(isolation.failed.remove());
    }
    isolation.failed.forEach(isolation::fail);
    return isolation.measured;
  }

  private boolean attempt(PassKind kind, List<Aggregate> aggregates) {
    String late = jobs.outOfTime();
    if (late == null) {
      try {
        measured.putAll(attempt.measure(pass.with(kind, aggregates)));
        return true;
      } catch (Throwable e) {
        RowCode.passOn(e);
        if (jobs.isCancelled(e)) {
          throw jobs.cancelled(e);
        }
        late = jobs.outOfTime(e);
        if (late == null) {
          failed.add(new Group(aggregates, e));
          return false;
        }
      }
    }
    Measurement notReached = new Measurement.NotReached(late);
    aggregates.forEach(aggregate -> measured.put(aggregate, notReached));
    return true;
  }

  private void divide(Group all) {
    List<Aggregate> parts = new ArrayList<>(all.aggregates());
    boolean counted = attempt(PassKind.SCAN, List.of(Aggregate.Rows.ALL));
    runs = 1;
    if (!counted) {
      failed.clear();
      failed.add(all);
      return;
    }
    if (!parts.remove(Aggregate.Rows.ALL)) {
      measured.remove(Aggregate.Rows.ALL);
    }
    // what reads the same columns fails together: side by side, it is soon told from the rest
    parts.sort(Comparator.comparing(each -> References.of(each).columns().toString()));
    failed.add(new Group(parts, all.cause()));
    List<Group> alone = new ArrayList<>();
    while (!failed.isEmpty()) {
      Group group = failed.remove();
      int size = group.aggregates().size();
      if (size == 1 || runs + 2 > MOST_RUNS) {
        alone.add(group);
      } else {
        runs += 2;
        attempt(pass.kind(), group.aggregates().subList(0, size / 2));
        attempt(pass.kind(), group.aggregates().subList(size / 2, size));
      }
    }
    failed.addAll(alone);
  }

  private void fail(Group group) {
    for (Aggregate each : group.aggregates()) {
      measured.put(each, failure(each, group.cause()));
    }
  }

  private Measurement.Failed failure(Aggregate aggregate, Throwable e) {
    Throwable cause = Verification.root(e);
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof RowFailure row) {
        return new Measurement.Failed(row.marked() + found(), cause);
      }
    }
    String what =
        References.of(aggregate).sql() ? "the SQL" : "the " + pass.kind().label() + " pass";
    return new Measurement.Failed(
        what + " failed: " + Exceptions.described(cause) + found(), cause);
  }

  private String found() {
    String times = runs == 1 ? "once more" : runs + " more times";
    return runs == 0 ? "" : " (found by running the pass " + times + ")";
  }
}
