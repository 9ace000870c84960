package dev.assay.dq.spark;

import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.interval;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.timestamp;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.BusinessCalendar;
import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.Requirement;
import dev.assay.dq.TemporalColumn;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Sample;
import dev.assay.dq.result.Status;
import dev.assay.dq.spark.assertj.DataAssertions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rows in order, worked out by hand, on all paths. */
@Tag("matrix")
class RowsInOrderTest {

  private static final TemporalColumn TS = timestamp("ts");
  private static final NumericColumn READING = integer("reading");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static Instant at(int minute) {
    return Instant.parse("2024-01-01T10:00:00Z").plusSeconds(60L * minute);
  }

  /** Rows have no order of their own; m2 has two of one time. */
  private static final ThreePaths SENSORS =
      ThreePaths.of(
          "meter string, ts timestamp, reading int",
          row("m1", at(5), 6),
          row("m2", at(0), 2),
          row("m1", at(1), 7),
          row("m2", at(2), 3),
          row("m2", at(0), 1),
          row("m3", at(0), 1),
          row("m1", at(2), 7),
          row(null, at(0), 9),
          row("m1", at(0), 5),
          row("m1", null, 1),
          row("m2", at(1), 2),
          row("m2", at(3), null));

  /** What a constraint comes to on every path, and what its samples look like. */
  private record Fact(Requirement requirement, String butWas, List<String> samples) {}

  private static Fact fact(Requirement requirement, String butWas, String... samples) {
    return new Fact(requirement, butWas, List.of(samples));
  }

  /** All of them in one check, which is stored and read again. */
  private static void hold(ThreePaths data, Fact... facts) {
    List<Requirement> all = new ArrayList<>();
    for (Fact each : facts) {
      all.add(each.requirement());
    }
    Check check = Check.error("c").require(all);
    Check read = CheckJson.read(CheckJson.write(List.of(check))).get(0);
    assertThat(read).isEqualTo(check);
    data.sampled(9, read)
        .forEach(
            (path, result) -> {
              for (int i = 0; i < facts.length; i++) {
                ConstraintResult found = result.constraints().get(i);
                String of = path + ": " + found.sentence();
                assertThat(found.butWas()).as(of).isEqualTo(facts[i].butWas());
                assertThat(found.status())
                    .as(of)
                    .isEqualTo(found.violations() == 0 ? Status.PASS : Status.FAIL);
                if (!facts[i].samples().isEmpty()) {
                  assertThat(found.samples().stream().map(Sample::toString))
                      .as(of)
                      .containsExactlyElementsOf(facts[i].samples());
                }
              }
            });
  }

  private static String clock(int minute) {
    return at(minute).toString();
  }

  /** By minutes: 10, 20, 5, 12, then 30 and 18 at once, 19; and one alone. */
  @Test
  void what_comes_late_is_behind_the_latest_before() {
    TemporalColumn arrived = timestamp("arrived");
    hold(
        ThreePaths.of(
            "meter string, arrived timestamp, ts timestamp",
            row("m1", at(103), at(5)),
            row("m1", at(101), at(10)),
            row("m1", at(106), at(19)),
            row("m1", at(102), at(20)),
            row("m1", at(105), at(18)),
            row("m1", at(105), at(30)),
            row("m1", at(104), at(12)),
            row("m1", at(107), null),
            row("m2", at(107), at(0)),
            row(null, at(108), at(0))),
        fact(
            TS.orderedBy(arrived).per("meter").isLateByAtMost(Duration.ofMinutes(10)),
            "66.67% (2 of 6 rows violate)",
            "{meter=\"m1\", previous arrived=%s, previous ts=%s, arrived=%s, ts=%s}"
                .formatted(clock(102), clock(20), clock(103), clock(5)),
            "{meter=\"m1\", previous arrived=%s, previous ts=%s, arrived=%s, ts=%s}"
                .formatted(clock(105), clock(30), clock(106), clock(19))),
        fact(
            TS.orderedBy(arrived).per("meter").isLateByAtMost(Duration.ofMinutes(11)),
            "83.33% (1 of 6 rows violates)"),
        fact(
            TS.orderedBy(arrived).per("meter").isLateByAtMost(Duration.ofMinutes(15)),
            "100% (0 of 6 rows violate)"),
        fact(
            TS.orderedBy(arrived).per("meter").isLateByAtMost(Duration.ofMillis(1)),
            "33.33% (4 of 6 rows violate)"));
  }

  @Test
  void values_and_times_of_sensors() {
    hold(
        SENSORS,
        fact(
            READING.orderedBy(TS).per("meter").isStrictlyIncreasing(),
            "40% (3 of 5 rows violate)",
            "{meter=\"m1\", previous ts=%s, previous reading=7, ts=%s, reading=7}"
                .formatted(clock(1), clock(2)),
            "{meter=\"m1\", previous ts=%s, previous reading=7, ts=%s, reading=6}"
                .formatted(clock(2), clock(5)),
            "{meter=\"m2\", previous ts=%s, previous reading=2, ts=%s, reading=2}"
                .formatted(clock(0), clock(1))),
        fact(READING.orderedBy(TS).per("meter").neverDecreases(), "80% (1 of 5 rows violates)"),
        fact(
            READING.orderedBy(TS).per("meter").isStrictlyDecreasing(), "20% (4 of 5 rows violate)"),
        fact(
            READING.orderedBy(TS).per("meter").neverIncreases(),
            "40% (3 of 5 rows violate)",
            "{meter=\"m1\", previous ts=%s, previous reading=5, ts=%s, reading=7}"
                .formatted(clock(0), clock(1)),
            "{meter=\"m2\", previous ts=%s, previous reading=1, ts=%s, reading=2}"
                .formatted(clock(0), clock(1)),
            "{meter=\"m2\", previous ts=%s, previous reading=2, ts=%s, reading=3}"
                .formatted(clock(1), clock(2))),
        fact(
            TS.per("meter").hasGapsOfAtMost(Duration.ofMinutes(2)),
            "85.71% (1 of 7 rows violates)",
            "{meter=\"m1\", previous ts=%s, ts=%s}".formatted(clock(2), clock(5))),
        fact(
            TS.per("meter").hasStepsOf(MINUTE),
            "71.43% (2 of 7 rows violate)",
            "{meter=\"m1\", previous ts=%s, ts=%s}".formatted(clock(2), clock(5)),
            "{meter=\"m2\", previous ts=%s, ts=%s}".formatted(clock(0), clock(0))),
        fact(
            TS.per("meter").hasStepsOf(MINUTE, Duration.ofMinutes(2)),
            "100% (0 of 7 rows violate)"),
        fact(
            READING.orderedBy(TS).per("meter").repeatsForAtMost(1),
            "88.89% (1 of 9 rows violates)",
            "{meter=\"m1\", previous ts=%s, previous reading=7, ts=%s, reading=7, rows=2}"
                .formatted(clock(1), clock(2))),
        fact(
            READING.orderedBy(TS).per("meter").staysTheSameForAtMost(Duration.ofSeconds(30)),
            "88.89% (1 of 9 rows violates)"),
        fact(
            READING.orderedBy(TS).per("meter").staysTheSameForAtMost(MINUTE),
            "100% (0 of 9 rows violate)"),
        fact(READING.orderedBy(TS).per("meter").changesByAtMost(1), "80% (1 of 5 rows violates)"),
        fact(
            READING.orderedBy(TS).per("meter").changesByAtMostPercent(20),
            "40% (3 of 5 rows violate)"),
        fact(TS.per("meter").hasEveryHour(), "100% (0 of 3 periods violate)"),
        fact(
            TS.per("meter").hasAtMost(2, Duration.ofSeconds(61)),
            "90% (1 of 10 rows violates)",
            "{meter=\"m2\", previous ts=%s, ts=%s}".formatted(clock(0), clock(1))),
        fact(
            TS.per("meter")
                .isFollowedWithin(
                    Duration.ofMinutes(3), READING.isEqualTo(7), READING.isEqualTo(6)),
            "50% (1 of 2 events violates)",
            "{meter=\"m1\", next ts=%s, ts=%s}".formatted(clock(5), clock(1))),
        fact(
            TS.per("meter").isFollowedWithin(MINUTE, READING.isEqualTo(1), READING.isEqualTo(2)),
            "50% (1 of 2 events violates)",
            "{meter=\"m3\", ts=%s}".formatted(clock(0))),
        // of all rows with a time: 10:00 four times, 10:01 twice, 10:02 twice, 10:03, 10:05
        fact(TS.inOrder().hasGapsOfAtMost(MINUTE), "90% (1 of 10 rows violates)"),
        fact(
            READING.orderedBy(TS).per("meter").neverDecreases().where(READING.isAtMost(6)),
            "100% (0 of 3 rows violate)"));
    SENSORS
        .verify(Check.error("c").require(READING.orderedBy(TS).per("meter").neverIncreases()))
        .forEach(
            (path, result) -> {
              ConstraintResult found = result.constraints().get(0);
              assertThat(found.samples()).as(path).isEmpty();
              assertThat(found.rowsInScope()).as(path).isEqualTo(12);
              assertThat(found.leftOut()).as(path).isEqualTo(3);
              assertThat(found.violations()).as(path).isEqualTo(3);
              assertThat(found.columns()).as(path).containsExactly("reading", "ts", "meter");
              assertThat(found.expected()).as(path).isEqualTo("every row");
            });
  }

  @Test
  void states_and_numbers() {
    ThreePaths orders =
        ThreePaths.of(
            "order string, seq int, status string",
            row("o1", 2, "PAID"),
            row("o1", 1, "NEW"),
            row("o1", 3, "SHIPPED"),
            row("o2", 1, "NEW"),
            row("o2", 2, "SHIPPED"),
            row("o3", 1, "PAID"),
            row("o3", 2, "PAID"),
            row("o4", 3, "SHIPPED"),
            row("o4", 1, "NEW"),
            row("o4", 2, "LOST"),
            row("o5", 7, "NEW"),
            row("o5", 9, "PAID"));
    hold(
        orders,
        fact(
            string("status")
                .orderedBy(integer("seq"))
                .per("order")
                .onlyChangesAlong("NEW>PAID>SHIPPED"),
            "42.86% (4 of 7 rows violate)",
            "{order=\"o2\", previous seq=1, previous status=\"NEW\", seq=2, status=\"SHIPPED\"}",
            "{order=\"o3\", previous seq=1, previous status=\"PAID\", seq=2, status=\"PAID\"}",
            "{order=\"o4\", previous seq=1, previous status=\"NEW\", seq=2, status=\"LOST\"}",
            "{order=\"o4\", previous seq=2, previous status=\"LOST\", seq=3, status=\"SHIPPED\"}"),
        fact(
            string("status").orderedBy(integer("seq")).per("order").startsIn("NEW"),
            "80% (1 of 5 keys violates)",
            "{order=\"o3\", seq=1, status=\"PAID\"}"),
        fact(
            string("status").orderedBy(integer("seq")).per("order").endsIn("SHIPPED"),
            "60% (2 of 5 keys violate)",
            "{order=\"o3\", seq=2, status=\"PAID\"}",
            "{order=\"o5\", seq=9, status=\"PAID\"}"),
        fact(
            integer("seq").per("order").hasNoHoles(),
            "92.31% (1 of 13 numbers violates)",
            "{order=\"o5\", previous seq=7, seq=9, missing=1}"),
        fact(integer("seq").inOrder().hasNoHoles(), "55.56% (4 of 9 numbers violate)"),
        fact(integer("seq").per("order").hasGapsOfAtMost(1), "85.71% (1 of 7 rows violates)"),
        fact(integer("seq").per("order").hasStepsOf(1, 0.5), "85.71% (1 of 7 rows violates)"));
  }

  /** Counted from the first row, so that the end of a short month moves nothing. */
  @Test
  void steps_of_the_calendar_begin_at_the_first_row() {
    ThreePaths days =
        ThreePaths.of(
            "k string, d date",
            row("a", LocalDate.parse("2024-04-30")),
            row("a", LocalDate.parse("2024-01-31")),
            row("a", LocalDate.parse("2024-03-31")),
            row("a", LocalDate.parse("2024-02-29")),
            // on no step, and one that is missing
            row("b", LocalDate.parse("2024-01-15")),
            row("b", LocalDate.parse("2024-02-15")),
            row("b", LocalDate.parse("2024-02-20")),
            row("b", LocalDate.parse("2024-03-15")),
            row("b", LocalDate.parse("2024-05-15")),
            row("b", LocalDate.parse("2024-06-15")),
            // the day is that of the first row
            row("c", LocalDate.parse("2024-02-29")),
            row("c", LocalDate.parse("2024-03-31")),
            row("d", LocalDate.parse("2024-05-01")),
            row("d", LocalDate.parse("2024-05-01")),
            row("e", LocalDate.parse("1890-01-01")),
            row("f", LocalDate.parse("1584-02-29")),
            row("f", LocalDate.parse("1984-02-29")),
            row("f", null));
    hold(
        days,
        fact(
            date("d").per("k").hasStepsOf(Period.ofMonths(1)),
            "54.55% (5 of 11 rows violate)",
            "{k=\"b\", previous d=2024-02-15, d=2024-02-20}",
            "{k=\"b\", previous d=2024-03-15, d=2024-05-15}",
            "{k=\"c\", previous d=2024-02-29, d=2024-03-31}",
            "{k=\"d\", previous d=2024-05-01, d=2024-05-01}",
            "{k=\"f\", previous d=1584-02-29, d=1984-02-29}"),
        fact(
            date("d").per("k").hasStepsOf(Period.ofYears(400)).where(string("k").isEqualTo("f")),
            "100% (0 of 1 row violates)"));
  }

  /** In Paris midnight of each last of a month, on both sides of the change of clocks. */
  @Test
  void steps_of_the_calendar_are_those_of_a_zone() {
    ThreePaths times =
        ThreePaths.of(
            "ts timestamp",
            row(Instant.parse("2024-01-30T23:00:00Z")),
            row(Instant.parse("2024-02-28T23:00:00Z")),
            row(Instant.parse("2024-03-30T23:00:00Z")),
            row(Instant.parse("2024-04-29T22:00:00Z")),
            row(Instant.parse("2024-05-30T22:00:00Z")));
    hold(
        times,
        fact(
            TS.inZone("Europe/Paris").inOrder().hasStepsOf(Period.ofMonths(1)),
            "100% (0 of 4 rows violate)"),
        // 02-29T23:00, 03-30T23:00 and so on are what should be
        fact(
            TS.inZone("UTC").inOrder().hasStepsOf(Period.ofMonths(1)), "0% (4 of 4 rows violate)"));
    // half past two in Paris, which there is not on March 31st
    hold(
        ThreePaths.of(
            "ts timestamp",
            row(Instant.parse("2024-03-30T01:30:00Z")),
            row(Instant.parse("2024-03-31T01:30:00Z")),
            row(Instant.parse("2024-04-01T00:30:00Z"))),
        fact(
            TS.inZone("Europe/Paris").inOrder().hasStepsOf(Period.ofDays(1)),
            "50% (1 of 2 rows violates)"));
    assertThat(
            times
                .list(Check.error("c").require(TS.inOrder().hasStepsOf(Period.ofDays(1))))
                .constraints()
                .get(0)
                .butWas())
        .contains("say where with inZone");
    assertThatThrownBy(() -> TS.inOrder().hasStepsOf(Period.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The step must be longer than nothing");
    assertThatThrownBy(() -> TS.inOrder().hasStepsOf(Period.of(0, 1, -1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A calendar step has from 0 to 100000 days, and this has -1");
  }

  /** Of four keys one violates: 75% hold. */
  @Test
  void between_two_bounds_a_rule_only_warns() {
    ThreePaths orders =
        ThreePaths.of(
            "order string, seq int, status string",
            row("a", 1, "NEW"),
            row("b", 1, "NEW"),
            row("c", 1, "OLD"),
            row("d", 1, "NEW"));
    Constraint.InOrder starts =
        string("status").orderedBy(integer("seq")).per("order").startsIn("NEW");
    Check check =
        Check.error("c")
            .require(
                starts.warnBelow(0.8).failBelow(0.5).id("warns"),
                starts.warnBelow(0.75).failBelow(0.5).id("holds"),
                starts.warnBelow(0.9).failBelow(0.76).id("fails"));
    orders
        .sampled(3, check)
        .forEach(
            (path, result) -> {
              assertThat(
                      result.constraints().stream()
                          .map(
                              each ->
                                  each.status()
                                      + " "
                                      + each.severity()
                                      + " "
                                      + each.samples().size()))
                  .as(path)
                  .containsExactly("FAIL WARNING 1", "PASS ERROR 0", "FAIL ERROR 1");
              assertThat(result.constraints().get(0).expected())
                  .as(path)
                  .isEqualTo("at least 50% of keys (warns below 80%)");
              assertThat(result.passed()).as(path).isFalse();
            });
    assertThat(CheckJson.read(CheckJson.write(List.of(check)))).containsExactly(check);
    assertThatThrownBy(() -> starts.warnBelow(0.5).failBelow(0.8))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** All rows that are the last count, and a row without a state is none. */
  @Test
  void what_a_key_ends_in() {
    ThreePaths orders =
        ThreePaths.of(
            "order string, seq int, status string",
            row("tied", 2, "B"),
            row("tied", 1, "X"),
            row("tied", 2, "A"),
            row("unknown", 1, "A"),
            row("unknown", 2, null),
            row("nothing", 1, null),
            row("once", 5, "B"),
            row(null, 1, "X"));
    var status = string("status").orderedBy(integer("seq"));
    hold(
        orders,
        fact(status.per("order").endsIn("A", "B"), "100% (0 of 3 keys violate)"),
        fact(
            status.per("order").endsIn("B"),
            "33.33% (2 of 3 keys violate)",
            "{order=\"tied\", seq=2, status=\"A\"}",
            "{order=\"unknown\", seq=1, status=\"A\"}"));
  }

  private static LocalDate day(String monthAndDay) {
    return LocalDate.parse("2024-" + monthAndDay);
  }

  @Test
  void versions_of_customers() {
    ThreePaths versions =
        ThreePaths.of(
            "c string, valid_from date, valid_to date",
            row("c1", day("02-01"), null),
            row("c1", day("01-01"), day("02-01")),
            row("c2", day("02-01"), null),
            row("c2", day("01-01"), day("03-01")),
            row("c3", day("01-01"), day("02-01")),
            row("c3", day("02-03"), day("02-10")),
            row("c4", day("02-01"), null),
            row("c4", day("01-01"), null),
            row("c5", day("02-01"), day("01-01")),
            row("c6", day("01-01"), null),
            row("c6", day("01-01"), day("01-01")),
            row("c7", day("01-01"), day("03-01")),
            row("c7", day("01-01"), day("02-01")),
            row("c7", day("03-01"), null));
    var valid = interval(date("valid_from"), date("valid_to")).per("c");
    hold(
        versions,
        fact(
            valid.doNotOverlap(),
            "71.43% (4 of 14 intervals violate)",
            "{c=\"c2\", previous valid_from=2024-01-01, previous valid_to=2024-03-01,"
                + " valid_from=2024-02-01, valid_to=null}",
            "{c=\"c4\", previous valid_from=2024-01-01, previous valid_to=null,"
                + " valid_from=2024-02-01, valid_to=null}",
            "{c=\"c5\", valid_from=2024-02-01, valid_to=2024-01-01}",
            "{c=\"c7\", previous valid_from=2024-01-01, previous valid_to=2024-02-01,"
                + " valid_from=2024-01-01, valid_to=2024-03-01, rows=2}"),
        fact(
            valid.leaveNoGap(),
            "85.71% (2 of 14 intervals violate)",
            "{c=\"c3\", previous valid_from=2024-01-01, previous valid_to=2024-02-01,"
                + " valid_from=2024-02-03, valid_to=2024-02-10}",
            "{c=\"c5\", valid_from=2024-02-01, valid_to=2024-01-01}"),
        fact(
            valid.haveOneOpen(),
            "57.14% (3 of 7 keys violate)",
            "{c=\"c3\", open=0}",
            "{c=\"c4\", open=2}",
            "{c=\"c5\", open=0}"));
  }

  @Test
  void days_that_should_be_there() {
    ThreePaths days =
        ThreePaths.of(
            "k string, d date",
            row("k", day("01-08")),
            row("k", day("01-01")),
            row("k", day("01-02")),
            row("k", day("01-04")),
            row("k", day("01-04")),
            row("k", day("01-05")));
    TemporalColumn d = date("d");
    LocalDate from = LocalDate.of(2023, 12, 29); // a Friday
    BusinessCalendar weekdays = BusinessCalendar.of("weekdays");
    hold(
        days,
        fact(
            d.per("k").hasEveryDay(),
            "62.5% (3 of 8 periods violate)",
            "{k=\"k\", previous d=2024-01-02, d=2024-01-04, missing=1}",
            "{k=\"k\", previous d=2024-01-05, d=2024-01-08, missing=2}"),
        fact(d.inOrder().hasEveryDay(), "62.5% (3 of 8 periods violate)"),
        fact(d.per("k").hasEveryBusinessDay(weekdays), "83.33% (1 of 6 periods violates)"),
        fact(
            d.per("k").hasEveryBusinessDay(weekdays, from, day("01-09")),
            "62.5% (3 of 8 periods violate)",
            "{k=\"k\", d=2024-01-01, missing=1}",
            "{k=\"k\", previous d=2024-01-02, d=2024-01-04, missing=1}",
            "{k=\"k\", previous d=2024-01-08, missing=1}"),
        fact(d.per("k").hasEveryDay(day("01-02"), day("01-03")), "50% (1 of 2 periods violates)"),
        fact(d.per("k").hasEveryWeek(), "100% (0 of 2 periods violate)"),
        fact(d.per("k").hasEveryMonth(from, day("02-01")), "33.33% (2 of 3 periods violate)"),
        fact(d.per("k").hasGapsOfAtMost(Duration.ofDays(2)), "80% (1 of 5 rows violates)"));
  }

  @Test
  void numbers_that_are_none_and_code() {
    ThreePaths data =
        ThreePaths.of(
            "k double, o float, x double, n int",
            row(-0.0, -0.0f, 1.0, 1),
            row(0.0, 0.5f, Double.NaN, 2),
            row(0.0, 1.5f, 2.0, 3),
            row(0.0, 2.5f, 3.0, 4),
            row(0.0, Float.NaN, 9.0, 5),
            row(Double.NaN, 0.1f, 0.0, 6),
            row(Double.NaN, 0.2f, -0.0, 7));
    hold(
        data,
        fact(
            number("x").orderedBy(number("o")).per("k").neverDecreases(),
            "50% (2 of 4 rows violate)",
            "{k=0.0, previous o=0.0, previous x=1.0, o=0.5, x=NaN}",
            "{k=0.0, previous o=0.5, previous x=NaN, o=1.5, x=2.0}"),
        fact(
            number("x").orderedBy(number("o")).per("k").changesByAtMost(1),
            "50% (2 of 4 rows violate)"),
        fact(
            number("x").orderedBy(number("o")).per("k").repeatsForAtMost(1),
            "83.33% (1 of 6 rows violates)",
            "{k=NaN, previous o=0.1, previous x=0.0, o=0.2, x=0.0, rows=2}"),
        fact(number("o").per("k").hasGapsOfAtMost(0.9), "50% (2 of 4 rows violate)"));
    Constraint coded =
        number("x")
            .orderedBy(number("o"))
            .per("k")
            .neverDecreases()
            .where(
                rowSatisfies(
                    "few", List.of("n"), each -> ((Number) each.get("n")).intValue() != 2));
    data.verify(Check.error("c").require(coded))
        .forEach(
            (path, result) ->
                assertThat(result.constraints().get(0).butWas())
                    .as(path)
                    .isEqualTo("100% (0 of 3 rows violate)"));
  }

  /** 99 of 100 rows are of one key: what is said and shown does not depend on partitions. */
  @Test
  void one_key_may_have_nearly_all_rows() {
    Dataset<Row> data =
        SharedSpark.session()
            .range(20_000)
            .selectExpr(
                "IF(id % 100 = 0, 'small', 'big') k",
                "id i", "id - IF(id % 1000 = 999, 5000, 0) v");
    Constraint.InOrder increases =
        number("v").orderedBy(number("i")).per("k").isStrictlyIncreasing();
    for (int partitions : new int[] {1, 20}) {
      ConstraintResult found =
          DataQuality.on(data.repartition(partitions))
              .withSamples(2)
              .check(Check.error("c").require(increases))
              .run()
              .constraints()
              .get(0);
      assertThat(found.butWas()).isEqualTo("99.9% (20 of 19,998 rows violate)");
      assertThat(found.samples().toString())
          .isEqualTo(
              "[{k=\"big\", previous i=998, previous v=998, i=999, v=-4001},"
                  + " {k=\"big\", previous i=1998, previous v=1998, i=1999, v=-3001}]");
    }
    DataAssertions.assertThat(data)
        .satisfies(increases.where(number("i").isLessThan(999)))
        .verify();
    assertThatThrownBy(() -> DataAssertions.assertThat(data).satisfies(increases).verify())
        .hasMessageContaining("v is strictly increasing in the order of i")
        .hasMessageContaining("99.9% (20 of 19,998 rows violate)")
        .hasMessageContaining("previous i=998");
  }

  @Test
  void what_cannot_be_judged_says_why() {
    List<Requirement> wrong =
        List.of(
            READING.orderedBy(TS).per("nowhere").neverDecreases(),
            string("meter").orderedBy(string("reading")).neverDecreases(),
            TS.per("meter").hasEveryDay(),
            interval(TS, date("reading")).doNotOverlap(),
            READING.per("meter").hasNoHoles());
    SENSORS
        .verify(Check.error("c").require(wrong))
        .forEach(
            (path, result) ->
                assertThat(
                        result.constraints().stream()
                            .map(each -> each.error() == null ? "" : each.error().message())
                            .collect(Collectors.toList()))
                    .as(path)
                    .satisfiesExactly(
                        each -> assertThat(each).contains("column nowhere does not exist"),
                        each -> assertThat(each).contains("column reading is int"),
                        each ->
                            assertThat(each).contains("say where with inZone(\"Europe/Paris\")"),
                        each -> assertThat(each).contains("column reading is int"),
                        each -> assertThat(each).isEmpty()));
    ThreePaths none = ThreePaths.of("meter string, ts timestamp, reading int");
    ThreePaths nothing =
        ThreePaths.of("meter string, ts timestamp, reading int", row(null, at(0), 1));
    Check one = Check.error("c").require(READING.orderedBy(TS).per("meter").neverDecreases());
    none.verify(one)
        .forEach(
            (path, result) -> {
              assertThat(result.constraints().get(0).butWas())
                  .as(path)
                  .isEqualTo("no value: the dataset is empty");
              assertThat(result.passed()).as(path).isFalse();
            });
    nothing
        .verify(one)
        .forEach(
            (path, result) -> {
              assertThat(result.constraints().get(0).status())
                  .as(path)
                  .isEqualTo(Status.NOT_EVALUATED);
              assertThat(result.constraints().get(0).butWas())
                  .as(path)
                  .isEqualTo("no value: no row has all of its key, its order and its values");
              assertThat(result.constraints().get(0).leftOut()).as(path).isEqualTo(1);
            });
  }
}
