package dev.assay.dq.internal.execute;

import dev.assay.dq.Check;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.RunTime;
import dev.assay.dq.internal.plan.RunPlan;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** What holds for a run over several datasets, whatever they are. */
public final class Suites {

  private Suites() {}

  /**
   * The checks of a dataset.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Check[] checks(String name, Check... checks) {
    if (Args.notNull(checks, "checks").length == 0) {
      throw new IllegalArgumentException(
          "Dataset "
              + name
              + " is given no check: give it one, or say .with(\""
              + name
              + "\", …) where checks of others only refer to it");
    }
    return checks;
  }

  /**
   * Plans the run of each dataset, as of one time.
   *
   * @throws IllegalArgumentException if there is none, one cannot be planned, or none has a key
   *     column of the samples
   */
  public static <M> Map<String, RunPlan> plans(
      Map<String, M> members, RunOptions options, BiFunction<M, Instant, RunPlan> planner) {
    if (members.isEmpty()) {
      throw new IllegalArgumentException(
          "The suite is empty: give it a dataset with its checks, as in .on(\"orders\", orders,"
              + " check)");
    }
    Instant asOf = options.asOf() == null ? RunTime.now() : options.asOf();
    Map<String, RunPlan> plans = new LinkedHashMap<>();
    members.forEach((name, member) -> plans.put(name, planner.apply(member, asOf)));
    for (String key : options.keyColumns()) {
      if (plans.values().stream().noneMatch(plan -> RunOptions.has(plan.schema(), key))) {
        throw new IllegalArgumentException(
            "The key column of samples: no dataset of the suite has a column " + key);
      }
    }
    return plans;
  }
}
