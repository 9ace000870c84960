package dev.assay.dq.micrometer;

import dev.assay.dq.internal.model.Args;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.ResultListener;
import dev.assay.dq.result.RunResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows what the last run found of each constraint in a registry of Micrometer, and counts runs.
 * One listener serves all runs of an application, whatever they are of.
 *
 * <table>
 *   <caption>Metrics, and their tags</caption>
 *   <tr><td>{@code assay.runs}</td><td>a counter by {@code passed}, true or false</td></tr>
 *   <tr><td>{@code assay.constraint.failed}</td><td>1 where it fails, warnings included; else
 *       0</td></tr>
 *   <tr><td>{@code assay.constraint.value}</td><td>what was found, where that is a number: of a
 *       rule for rows the share that satisfies it</td></tr>
 *   <tr><td>{@code assay.constraint.violations}</td><td>rows that violate it, where that is
 *       known</td></tr>
 * </table>
 *
 * <p>Gauges have the tags {@code dataset}, {@code check}, {@code constraint}, which is its id, and
 * {@code severity}. No text of the data becomes a value or a tag. Gauges stay until the same
 * constraint is judged again; of more than 10,000 constraints those that were judged last.
 */
public final class MicrometerListener implements ResultListener {

  private static final int MOST = 10_000;

  private final MeterRegistry registry;
  private final MultiGauge failed;
  private final MultiGauge values;
  private final MultiGauge violations;
  private final Map<Tags, ConstraintResult> last = new LinkedHashMap<>();

  /** A listener for runs, whose metrics come to a registry. */
  public MicrometerListener(MeterRegistry registry) {
    this.registry = Args.notNull(registry, "registry");
    this.failed = gauge("failed", "whether the constraint fails");
    this.values = gauge("value", "what was found of the constraint");
    this.violations = gauge("violations", "rows that violate the constraint");
  }

  private MultiGauge gauge(String name, String description) {
    return MultiGauge.builder("assay.constraint." + name)
        .description(description)
        .register(registry);
  }

  @Override
  public synchronized void completed(RunResult result) {
    registry.counter("assay.runs", "passed", String.valueOf(result.passed())).increment();
    result
        .datasets()
        .forEach(
            (dataset, its) ->
                its.checks().stream()
                    .flatMap(check -> check.constraints().stream())
                    .forEach(each -> keep(dataset, each)));
    List<MultiGauge.Row<?>> fails = new ArrayList<>();
    List<MultiGauge.Row<?>> numbers = new ArrayList<>();
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    last.forEach(
        (tags, each) -> {
          fails.add(MultiGauge.Row.of(tags, each.fails() ? 1 : 0));
          if (each.actual() != null && each.actual().plain() instanceof Number number) {
            numbers.add(MultiGauge.Row.of(tags, number));
          }
          if (each.violations() >= 0) {
            rows.add(MultiGauge.Row.of(tags, each.violations()));
          }
        });
    failed.register(fails, true);
    values.register(numbers, true);
    violations.register(rows, true);
  }

  private void keep(String dataset, ConstraintResult each) {
    Tags tags =
        Tags.of(
            "dataset",
            dataset,
            "check",
            each.check(),
            "constraint",
            each.id(),
            "severity",
            each.severity().word());
    last.remove(tags);
    last.put(tags, each);
    if (last.size() > MOST) {
      last.remove(last.keySet().iterator().next());
    }
  }
}
