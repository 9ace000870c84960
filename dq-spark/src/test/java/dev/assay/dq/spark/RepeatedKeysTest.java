package dev.assay.dq.spark;

import static dev.assay.dq.Columns.allColumns;
import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.noneOf;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.StringColumn;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.render.JsonReport;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Sample;
import dev.assay.dq.result.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keys that repeat: which, and how often, on all paths. */
@Tag("matrix")
class RepeatedKeysTest {

  private static final StringColumn EMAIL = string("email");

  /** Of the ids A is there 3 times, B and C twice, D once, and one is missing. */
  private static final ThreePaths ORDERS =
      ThreePaths.of(
          "id string, line int, email string, day date, weight float",
          row("C", 1, "a@x", LocalDate.of(2024, 1, 31), 0.1f),
          row("A", 1, " A@X", LocalDate.of(2024, 1, 1), 0.1f),
          row("B", 1, "b@x", LocalDate.of(2024, 2, 1), null),
          row("A", 2, "B@x ", LocalDate.of(2024, 1, 1), 0.0f),
          row("A", 2, "c@x", LocalDate.of(2024, 1, 2), -0.0f),
          row("B", 2, null, LocalDate.of(2024, 2, 2), Float.NaN),
          row("C", 2, "A@x", LocalDate.of(2024, 2, 29), Float.NaN),
          row("D", 1, "d@x", null, 1e10f),
          row(null, 1, "e@x", null, 7f));

  private static String samples(ConstraintResult result) {
    return String.join(", ", result.samples().stream().map(Sample::toString).toList());
  }

  /** What fails comes to the same on all paths, with the same keys. */
  private static void comesTo(ThreePaths data, int limit, Map<Constraint, String> expected) {
    Check check =
        Check.error("c")
            .require(
                expected.keySet().stream()
                    .map(each -> each.id(each.sentence()))
                    .toArray(Constraint[]::new));
    data.sampled(limit, CheckJson.read(CheckJson.write(List.of(check))).get(0))
        .forEach(
            (path, result) -> {
              Map<String, String> found = new HashMap<>();
              result
                  .constraints()
                  .forEach(
                      each ->
                          found.put(
                              each.sentence(),
                              each.status() + ": " + each.note() + ": " + samples(each)));
              Map<String, String> all = new HashMap<>();
              expected.forEach((each, text) -> all.put(each.sentence(), text));
              assertThat(found).as(path).containsExactlyInAnyOrderEntriesOf(all);
            });
  }

  @Test
  void the_most_frequent_come_first_and_then_the_order_of_keys() {
    Map<Constraint, String> expected = new HashMap<>();
    String three = "FAIL: 3 of 4 keys occur more than once: ";
    String all = three + "{id=\"A\"} 3 times, {id=\"B\"} 2 times, {id=\"C\"} 2 times";
    expected.put(key("id").isUnique(), all);
    expected.put(key("id").isUnique().forAtLeast(0.5), all);
    expected.put(key("id").distinctness().isAtLeast(0.9), all);
    expected.put(key("id").uniqueValueRatio().isEqualTo(1), all);
    expected.put(key("id").duplicateRows().isEqualTo(0), all);
    expected.put(string("id").extraRows().isAtMost(1), all);
    expected.put(key("id").duplicateValues().isEqualTo(0), all);
    // what a repeated key is not to blame for
    expected.put(key("id").duplicateRows().isAtLeast(100), three);
    expected.put(key("id").uniqueValues().isEqualTo(9), "FAIL: null: ");
    expected.put(key("id").distinctCount().isEqualTo(9), "FAIL: null: ");
    expected.put(key("id").isUnique().forAtLeast(0.125), "PASS: null: ");
    expected.put(
        key("id", "line").isUnique(),
        "FAIL: 1 of 7 keys occurs more than once: {id=\"A\", line=2} 2 times");
    expected.put(
        key("id").isUnique().where(integer("line").isEqualTo(2)),
        "FAIL: 1 of 3 keys occurs more than once: {id=\"A\"} 2 times");
    expected.put(
        key(EMAIL.lower().trimmed()).isUnique(),
        "FAIL: 2 of 5 keys occur more than once: {trimmed email in lower case=\"a@x\"} 3 times,"
            + " {trimmed email in lower case=\"b@x\"} 2 times");
    // unique within a month: the month is a part of the key
    expected.put(
        key(string("id"), date("day").startOfMonth()).isUnique(),
        "FAIL: 2 of 4 keys occur more than once: {id=\"A\", the first day of the month of day=2024-01-01} 3"
            + " times, {id=\"B\", the first day of the month of day=2024-02-01} 2 times");
    expected.put(
        key("weight").isUnique(),
        "FAIL: 3 of 5 keys occur more than once: {weight=0.0} 2 times, {weight=0.1} 2 times,"
            + " {weight=NaN} 2 times");
    expected.put(allColumns().isUnique(), "PASS: null: ");
    expected.put(noneOf(key("id").isUnique(), key("line").isUnique()), "PASS: null: ");
    comesTo(ORDERS, 9, expected);
    Map<Constraint, String> two = new HashMap<>();
    two.put(key("id").isUnique(), three + "{id=\"A\"} 3 times, {id=\"B\"} 2 times");
    comesTo(ORDERS, 2, two);
  }

  @Test
  void a_primary_key_is_unique_and_complete_and_each_is_counted() {
    Constraint.Combined primary = key("id", "line").isPrimary();
    assertThat(primary.sentence())
        .isEqualTo("all of (key (id, line) is unique; id is complete; line is complete)");
    ORDERS
        .sampled(
            5,
            Check.error("c")
                .require(
                    primary, EMAIL.isPrimary().where(EMAIL.isComplete()), string("id").isPrimary()))
        .forEach(
            (path, result) -> {
              ConstraintResult first = result.constraints().get(0);
              assertThat(first.butWas())
                  .as(path)
                  .isEqualTo(
                      "✗ key (id, line) is unique: 75% (6 of 8) (1 of 7 keys occurs more than"
                          + " once); ✗ id is complete: 88.89% (1 of 9 rows violate); ✓ line is"
                          + " complete: 100% (0 of 9 rows violate)");
              assertThat(samples(first))
                  .as(path)
                  .isEqualTo("{id=\"A\", line=2} 2 times, {id=null}");
              assertThat(result.constraints().get(1).status()).as(path).isEqualTo(Status.PASS);
              assertThat(samples(result.constraints().get(2)))
                  .as(path)
                  .isEqualTo(
                      "{id=\"A\"} 3 times, {id=\"B\"} 2 times, {id=\"C\"} 2 times, {id=null}");
              assertThat(JsonReport.render(result))
                  .as(path)
                  .contains("\"sampleTimes\": [")
                  .contains("\"id\": \"A\"");
            });
    assertThat(
            DataQuality.on(ORDERS.frame())
                .check(Check.error("c").require(primary))
                .withSamples(3)
                .plan()
                .explain())
        .contains("another shuffle for each key that repeats and should not");
    assertThatThrownBy(() -> allColumns().isPrimary())
        .hasMessage("Whole rows are no primary key: name the columns, as in key(\"id\")");
    assertThatThrownBy(() -> number("x").mean().isEqualTo(1).forAtLeast(0.9))
        .hasMessage(
            "forAtLeast(…) is for rows, for groups and for isUnique(), and not for: mean of x is"
                + " equal to 1: give its bound with isAtLeast(…)");
  }

  /**
   * Whole rows with nulls, names with dots and backticks, bytes, long keys, one key of nearly all.
   */
  @Test
  void hostile_keys() {
    String longest = "k".repeat(5_000);
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 99; i++) {
      rows.add(row(longest, null, 7));
    }
    rows.add(row("b", null, 1));
    rows.add(row("b", null, 1));
    rows.add(row(null, null, null));
    rows.add(row(null, null, null));
    rows.add(row("b", null, 2));
    ThreePaths data = new ThreePaths("`a.b` string, `x``y` string, n int", rows);
    String cut = "k".repeat(200) + "…";
    data.sampled(
            3,
            Check.error("c")
                .require(
                    key("`a.b`").isUnique(),
                    key("`x``y`").isUnique(),
                    allColumns().isUnique(),
                    key("`a.b`")
                        .isUnique()
                        .where(rowSatisfies("1", List.of("n"), r -> r.get("n") != null))))
        .forEach(
            (path, result) -> {
              List<Sample> some = result.constraints().get(0).samples();
              assertThat(some).as(path).extracting(Sample::times).containsExactly(99L, 3L);
              assertThat((String) some.get(0).values().get("`a.b`"))
                  .as(path)
                  .endsWith("… (5000 characters)")
                  .hasSize(1_000 + "… (5000 characters)".length());
              assertThat(some.get(0).toString())
                  .as(path)
                  .startsWith("{`a.b`=\"" + cut.substring(0, 50));
              assertThat(result.constraints().get(1).status())
                  .as(path)
                  .isEqualTo(Status.NOT_EVALUATED);
              assertThat(result.constraints().get(2).samples())
                  .as(path)
                  .extracting(Sample::times)
                  .containsExactly(99L, 2L, 2L);
              assertThat(result.constraints().get(2).samples().get(1).toString())
                  .as(path)
                  .isEqualTo("{`a.b`=null, x`y=null, n=null} 2 times");
              assertThat(result.constraints().get(3).samples())
                  .as(path)
                  .extracting(Sample::times)
                  .containsExactly(99L, 3L);
            });
    new ThreePaths("id string", List.of())
        .sampled(3, Check.error("c").require(key("id").isUnique(), key("id").isPrimary()))
        .forEach(
            (path, result) ->
                assertThat(result.constraints())
                    .as(path)
                    .allMatch(each -> each.status() == Status.NOT_EVALUATED));
  }

  /** Against a map of counts. */
  @Test
  void random_keys() {
    Random random = new Random(7);
    List<Object[]> rows = new ArrayList<>();
    Map<List<Object>, Long> counts = new HashMap<>();
    for (int i = 0; i < 600; i++) {
      String text = random.nextInt(9) == 0 ? null : "k" + random.nextInt(40);
      Integer number = random.nextInt(9) == 0 ? null : random.nextInt(3);
      rows.add(row(text, number));
      if (text != null && number != null) {
        counts.merge(List.of(text, number), 1L, Long::sum);
      }
    }
    Comparator<Map.Entry<List<Object>, Long>> order =
        Map.Entry.<List<Object>, Long>comparingByValue()
            .reversed()
            .thenComparing(each -> (String) each.getKey().get(0))
            .thenComparing(each -> (Integer) each.getKey().get(1));
    String expected =
        counts.entrySet().stream()
            .filter(each -> each.getValue() > 1)
            .sorted(order)
            .limit(50)
            .map(
                each ->
                    "{t=\"%s\", n=%s} %d times"
                        .formatted(each.getKey().get(0), each.getKey().get(1), each.getValue()))
            .collect(Collectors.joining(", "));
    long repeated = counts.values().stream().filter(each -> each > 1).count();
    Map<Constraint, String> one = new HashMap<>();
    one.put(
        key("t", "n").isUnique(),
        "FAIL: %d of %d keys occur more than once: %s"
            .formatted(repeated, counts.size(), expected));
    comesTo(new ThreePaths("t string, n int", rows), 50, one);
  }
}
