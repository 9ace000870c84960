package dev.assay.dq.local;

import static dev.assay.dq.Columns.array;
import static dev.assay.dq.Columns.map;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Predicate;
import dev.assay.dq.json.CheckFormatException;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CollectionsTest {

  /** A point. */
  public record Point(int x, Double y) {}

  /** What is declared of arrays and maps. */
  public record Row(
      List<Point> points,
      List<Double> reals,
      Map<DayOfWeek, Integer> days,
      Map<String, String> names) {}

  private static void assertStatus(Status status, Object record, Predicate... predicates) {
    for (Predicate each : predicates) {
      Check check = Check.error("c").require(each.failingOnNull());
      ConstraintResult result =
          record instanceof Row row
              ? LocalDataQuality.verify(List.of(row), Fields.of(Row.class), check)
                  .constraints()
                  .get(0)
              : LocalDataQuality.verify(List.of(Map.of("c", record)), Fields.ofMaps(), check)
                  .constraints()
                  .get(0);
      assertThat(result.status()).as("%s: %s", result, result.error()).isEqualTo(status);
    }
  }

  @Test
  void plain_java() {
    Map<DayOfWeek, Integer> days = new EnumMap<>(Map.of(DayOfWeek.MONDAY, 1, DayOfWeek.FRIDAY, 5));
    Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    names.put("a", "x");
    Row row =
        new Row(List.of(new Point(1, 0.0), new Point(1, 1.0)), List.of(-0.0, 0.0), days, names);
    assertStatus(
        Status.PASS,
        row,
        array("points").hasNoDuplicates(),
        array("points").hasNoNulls(),
        array("reals").isSorted(),
        array("reals").isSortedDescending(),
        array("reals").contains(0),
        map("days").hasKeys("FRIDAY", "MONDAY"),
        map("days").integer("FRIDAY").isEqualTo(5),
        map("days").keys().each(key -> key.endsWith("DAY")),
        map("days").values().containsAllOf(5, 1),
        map("names").hasKeys("a"),
        map("names").string("A").isNull());
    assertStatus(
        Status.FAIL,
        new Row(List.of(new Point(1, -0.0), new Point(1, 0.0)), List.of(-0.0, 0.0), days, names),
        array("points").hasNoDuplicates(),
        array("reals").hasNoDuplicates(),
        map("days").hasKeys("SUNDAY"),
        map("names").hasKeys("A"));
  }

  @Test
  void arrays_of_java() {
    assertStatus(
        Status.PASS,
        new double[] {-0.0, 0.0, 1},
        array("c").isSorted(),
        array("c").contains(1),
        array("c").numbers().sumOf(each -> each).isEqualTo(1));
    assertStatus(Status.FAIL, new double[] {-0.0, 0.0}, array("c").hasNoDuplicates());
    assertStatus(
        Status.PASS,
        new BigDecimal[] {new BigDecimal("0.1"), new BigDecimal("9E40")},
        array("c")
            .decimals()
            .sumOf(each -> each)
            .isEqualTo(new BigDecimal("9E40").add(new BigDecimal("0.1"))));
  }

  @Test
  void of_what_has_no_type_numbers_are_equal_by_value() {
    assertStatus(
        Status.PASS,
        List.of(1, 2L, new BigDecimal("2.5"), "1", Map.of("a", 1), new byte[] {1}, "01"),
        array("c").hasNoDuplicates());
    for (List<?> equal :
        List.of(
            List.of(1, 1L),
            List.of(1L, new BigDecimal("1.0")),
            List.of(1.5, new BigDecimal("1.50")),
            List.of(0.1f, 0.1),
            List.of(Double.NaN, Float.NaN),
            List.of(
                Map.of("a", 1, "b", List.of(2)), new HashMap<>(Map.of("b", List.of(2.0), "a", 1L))),
            List.of(new Point(1, null), new Point(1, null)),
            List.of(new byte[] {1, 2}, new byte[] {1, 2}),
            List.of(List.of(-0.0), new double[] {0.0}))) {
      assertStatus(Status.FAIL, equal, array("c").hasNoDuplicates());
    }
  }

  @Test
  void what_has_no_order_is_refused() {
    for (Runnable each :
        List.<Runnable>of(
            () -> map("m").keys().at(0),
            () -> map("m").keys().isSorted(),
            () -> map("m").values().isSortedDescending(),
            () -> map("m").values().strings().at(1))) {
      assertThatThrownBy(each::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching(
              "The (keys|values) of m have no order, so \\w+ cannot be said of them: say what"
                  + " holds for each\\(\\.\\.\\.\\) or any.*");
    }
    assertThatThrownBy(
            () ->
                CheckJson.read(
                    "{\"format\": \"assay-checks\", \"version\": 1, \"checks\": [{\"name\": \"c\","
                        + " \"constraints\": [{\"isSorted\": {\"keys\": {\"map\": \"m\"}}}]}]}"))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageContaining("The keys of m have no order");
  }

  @Test
  void bad_arguments_are_refused() {
    assertThatThrownBy(() -> string("t").split(""))
        .hasMessage("split takes a text that is not empty");
    assertThatThrownBy(() -> string("t").split("\uD83D")).hasMessageContaining("half a one");
    assertThatThrownBy(() -> map("m").hasKeys())
        .hasMessage("There must be at least one key to have");
    assertThatThrownBy(() -> map("m").hasKeys("a", null))
        .hasMessageContaining("must not hold null");
    assertThatThrownBy(() -> array("a").containsAllOf(new String[0]))
        .hasMessage("There must be at least one value to contain");
    assertThatThrownBy(() -> array("a").contains((String) null)).hasMessageContaining("null");
    assertThatThrownBy(() -> array("a").contains(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
