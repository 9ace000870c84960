package dev.assay.dq.micrometer;

import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Requirement;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MicrometerListenerTest {

  private static final Fields<Map<String, ?>> FIELDS =
      Fields.ofMap(Map.of("n", Double.class, "s", String.class));

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MicrometerListener listener = new MicrometerListener(registry);

  private static List<Map<String, ?>> records(double... numbers) {
    List<Map<String, ?>> records = new ArrayList<>();
    for (double each : numbers) {
      records.add(Map.of("n", each, "s", "secret " + each));
    }
    return records;
  }

  private Map<String, Double> gauges(String name) {
    Map<String, Double> found = new TreeMap<>();
    for (Gauge gauge : registry.find("assay.constraint." + name).gauges()) {
      found.put(
          gauge.getId().getTag("check") + "/" + gauge.getId().getTag("constraint"), gauge.value());
    }
    return found;
  }

  private void run(Check check, double... numbers) {
    LocalDataQuality.on(records(numbers), FIELDS).check(check).listener(listener).run();
  }

  @Test
  void gauges_show_what_the_last_run_found() {
    Check check =
        Check.error("c")
            .require(
                number("n").isPositive().id("positive"),
                number("n").mean().isAtLeast(1).id("mean"),
                string("s").min().observed().id("text"),
                rowCount().isAtLeast(2).where(number("n").isGreaterThan(0)).id("rows"));
    run(check, 1, -1, 3, 5);
    run(Check.warning("other").require(number("n").max().isAtMost(1).id("max")), 2, 2);
    assertThat(gauges("failed"))
        .isEqualTo(
            Map.of(
                "c/positive", 1.0, "c/mean", 0.0, "c/text", 0.0, "c/rows", 0.0, "other/max", 1.0));
    assertThat(gauges("value"))
        .isEqualTo(Map.of("c/positive", 0.75, "c/mean", 2.0, "c/rows", 3.0, "other/max", 2.0));
    assertThat(gauges("violations")).containsEntry("c/positive", 1.0);
    run(check, 1, 2);
    assertThat(gauges("failed")).containsEntry("c/positive", 0.0).containsEntry("other/max", 1.0);
    assertThat(gauges("value")).containsEntry("c/mean", 1.5);
    assertThat(registry.get("assay.runs").tag("passed", "true").counter().count()).isEqualTo(2);
    assertThat(registry.get("assay.runs").tag("passed", "false").counter().count()).isEqualTo(1);
    assertThat(registry.getMeters().toString()).doesNotContain("secret");
  }

  @Test
  void the_last_ten_thousand_constraints_are_shown() {
    for (int from = 0; from < 12_000; from += 4_000) {
      List<Requirement> some = new ArrayList<>();
      for (int i = from; i < from + 4_000; i++) {
        some.add(number("n").isLessThan(i).id("c" + i));
      }
      run(Check.error("many").require(some), 1);
    }
    assertThat(gauges("failed"))
        .hasSize(10_000)
        .containsKeys("many/c2000", "many/c11999")
        .doesNotContainKey("many/c1999");
  }

  @Test
  void a_registry_is_needed() {
    assertThatThrownBy(() -> new MicrometerListener(null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("registry");
  }
}
