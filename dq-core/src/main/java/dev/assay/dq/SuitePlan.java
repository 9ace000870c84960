package dev.assay.dq;

import dev.assay.dq.internal.Visible;
import dev.assay.dq.internal.model.Args;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run over several datasets will do.
 *
 * @param datasets the plan of each, by its name, in the order they were given
 */
public record SuitePlan(Map<String, Plan> datasets) implements Plan {

  /** Copies the map. */
  public SuitePlan {
    datasets = Collections.unmodifiableMap(new LinkedHashMap<>(Args.notNull(datasets, "datasets")));
  }

  /** The costs of all together. */
  @Override
  public Cost cost() {
    return datasets.values().stream().map(Plan::cost).reduce(new Cost(0, 0, ""), Cost::plus);
  }

  @Override
  public List<String> unreadColumns() {
    List<String> unread = new ArrayList<>();
    datasets.forEach(
        (name, plan) -> plan.unreadColumns().forEach(column -> unread.add(name + "." + column)));
    return List.copyOf(unread);
  }

  /** The plan of each dataset under its name, and what they cost together. */
  @Override
  public String explain() {
    StringBuilder text = new StringBuilder("Suite of ");
    text.append(datasets.size()).append(datasets.size() == 1 ? " dataset\n" : " datasets\n");
    datasets.forEach(
        (name, plan) -> {
          text.append("\nDataset ").append(Visible.of(name)).append(". ");
          text.append(plan.explain());
        });
    return text.append("\nAll together: ").append(cost()).append('\n').toString();
  }
}
