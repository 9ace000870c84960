package dev.assay.dq;

import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.runTime;
import static dev.assay.dq.Columns.timestamp;
import static dev.assay.dq.Columns.today;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.json.CheckJson;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.render.JsonReport;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules relative to the time of a run. */
class RunTimeTest {

  private static final Instant NOON = Instant.parse("2024-07-01T12:00:00Z");

  private static final Fields<Map<String, ?>> FIELDS =
      Fields.ofMap(Map.of("t", Instant.class, "l", LocalDateTime.class, "d", LocalDate.class));

  private static Map<String, ?> record(Instant time) {
    Map<String, Object> record = new HashMap<>();
    record.put("t", time);
    record.put("l", time == null ? null : LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    record.put("d", time == null ? null : LocalDate.ofInstant(time, ZoneOffset.UTC));
    return record;
  }

  private static LocalDataQuality<Map<String, ?>> on(Requirement said, Instant... times) {
    List<Map<String, ?>> records =
        java.util.stream.Stream.of(times).<Map<String, ?>>map(RunTimeTest::record).toList();
    return LocalDataQuality.<Map<String, ?>>on(records, FIELDS)
        .check(Check.error("c").require(said));
  }

  private static ConstraintResult result(Requirement said, Instant... times) {
    return on(said, times).asOf(NOON).run().constraints().get(0);
  }

  static List<RunTimeFacts.Run> facts() {
    return RunTimeFacts.all();
  }

  @ParameterizedTest
  @MethodSource("facts")
  void facts_hold_over_a_list(RunTimeFacts.Run run) {
    VerificationResult result =
        LocalDataQuality.<Map<String, ?>>on(List.of(run.row()), Fields.ofMap(run.types()))
            .check(run.check())
            .asOf(run.asOf())
            .run();
    assertThat(result.constraints())
        .isNotEmpty()
        .filteredOn(each -> each.status() != Status.PASS)
        .extracting(ConstraintResult::description, ConstraintResult::error)
        .isEmpty();
  }

  @Test
  void a_rule_is_the_same_every_day() {
    Check check =
        Check.error("c")
            .require(
                timestamp("t").isNoOlderThan(Duration.ofHours(2)),
                timestamp("t").max().isNoOlderThan(Duration.ofHours(1)));
    VerificationResult one =
        LocalDataQuality.<Map<String, ?>>on(List.of(record(NOON)), FIELDS)
            .check(check)
            .asOf(NOON)
            .run();
    VerificationResult other =
        LocalDataQuality.<Map<String, ?>>on(List.of(record(NOON)), FIELDS)
            .check(check)
            .asOf(NOON.plusSeconds(86_400))
            .run();
    assertThat(one.constraints()).extracting(ConstraintResult::status).containsOnly(Status.PASS);
    assertThat(other.constraints()).extracting(ConstraintResult::status).containsOnly(Status.FAIL);
    assertThat(one.constraints())
        .extracting(ConstraintResult::id, ConstraintResult::sentence, ConstraintResult::expected)
        .isEqualTo(
            other.constraints().stream()
                .map(
                    each ->
                        org.assertj.core.groups.Tuple.tuple(
                            each.id(), each.sentence(), each.expected()))
                .toList());
    String json = CheckJson.write(List.of(check));
    assertThat(json).contains("runTime").doesNotContain("instant");
    assertThat(CheckJson.read(json)).containsExactly(check);
  }

  @Test
  void a_run_says_as_of_when() {
    assertThat(on(timestamp("t").isNotInTheFuture(), NOON).asOf(NOON).run().asOf()).isEqualTo(NOON);
    Instant before = Instant.now().minusMillis(1);
    VerificationResult result = on(timestamp("t").isNotInTheFuture(), NOON).run();
    assertThat(result.asOf()).isBetween(before, Instant.now());
    assertThat(result.asOf()).isEqualTo(result.asOf().truncatedTo(ChronoUnit.MICROS));
    assertThat(result.passed()).isTrue();
    assertThat(JsonReport.render(on(timestamp("t").isInThePast(), NOON).asOf(NOON).run()))
        .contains("\"asOf\": \"2024-07-01T12:00:00Z\"")
        .contains("\"note\": \"as of 2024-07-01T12:00:00Z\"");
    assertThat(on(timestamp("t").isInThePast(), NOON).asOf(NOON).plan().explain())
        .contains("As of 2024-07-01T12:00:00Z")
        .contains("violations of: t is before 2024-07-01T12:00:00Z");
    assertThat(on(timestamp("t").isComplete(), NOON).asOf(NOON).plan().explain())
        .doesNotContain("As of");
  }

  @Test
  void how_fresh_data_are() {
    TemporalMetric latest = timestamp("t").max();
    Instant ten = NOON.minusSeconds(7200);
    assertThat(result(latest.isNoOlderThan(Duration.ofHours(2)), ten, ten.minusSeconds(1)).status())
        .isEqualTo(Status.PASS);
    ConstraintResult late = result(latest.isNoOlderThan(Duration.ofHours(2)), ten.minusSeconds(1));
    assertThat(late.status()).isEqualTo(Status.FAIL);
    assertThat(late.expected()).isEqualTo("no older than 2 hours");
    assertThat(late.butWas()).isEqualTo("2024-07-01T09:59:59Z");
    assertThat(late.note()).isEqualTo("as of 2024-07-01T12:00:00Z");
    assertThat(result(latest.isNoOlderThan(Duration.ofHours(2)), (Instant) null).status())
        .isEqualTo(Status.NOT_EVALUATED);
    assertThat(result(latest.isNotInTheFuture(), NOON.plusSeconds(1)).expected())
        .isEqualTo("not in the future");
    assertThat(
            result(date("d").max().isNoOlderThan(Period.ofDays(1), "Pacific/Kiritimati"), NOON)
                .status()) // there it is July 2
        .isEqualTo(Status.PASS);
    assertThat(result(date("d").max().isAfterOrAt(today("UTC").minusDays(1)), NOON).status())
        .isEqualTo(Status.PASS);
    assertThat(
            result(timestamp("l").max().isNoOlderThan(Duration.ofHours(1), "Asia/Tokyo"), NOON)
                .status())
        .isEqualTo(Status.FAIL);
  }

  @Test
  void what_does_not_fit_the_type_is_an_error_that_says_what_does() {
    assertThat(result(timestamp("l").isNotInTheFuture(), NOON).error().message())
        .isEqualTo(
            "column l is timestamp_ntz and cannot be compared with the time of the run, which is"
                + " timestamp: say whose clocks it was written by, with a time zone as the last"
                + " argument");
    assertThat(result(timestamp("t").isNotInTheFuture("UTC"), NOON).error().message())
        .endsWith(": a point in time needs no time zone, so leave it out");
    assertThat(result(timestamp("t").isBefore(today("UTC")), NOON).error().message())
        .contains("compare a date with today(zone)");
    assertThat(result(runTime().isAfter(timestamp("l")), NOON).error().message())
        .contains("the time of the run is timestamp and cannot be compared with column l");
    assertThat(
            result(date("d").isBetween(today("UTC"), today("UTC").minusDays(1)), NOON)
                .error()
                .message())
        .isEqualTo(
            "as of 2024-07-01T12:00:00Z: The range from 2024-07-01 to 2024-06-30 is empty: swap"
                + " its ends");
  }

  @Test
  void what_is_not_a_rule_is_refused_with_the_fix() {
    assertThatThrownBy(() -> date("d").isNotInTheFuture())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "What day it is depends on where one is: name a time zone, as in"
                + " isNotInTheFuture(\"Europe/Paris\") or isNotInTheFuture(\"UTC\")");
    assertThatThrownBy(() -> date("d").max().isNotInTheFuture())
        .hasMessageStartingWith("What day it is depends on where one is");
    assertThatThrownBy(() -> date("d").isNoOlderThan(Duration.ofDays(1)))
        .hasMessageContaining("isNoOlderThan(Period.ofDays(7), \"Europe/Paris\")");
    assertThatThrownBy(() -> timestamp("t").isWithinLast(Period.ofDays(1), "UTC"))
        .hasMessage(
            "A period is counted in dates: say it of a date, as in"
                + " time.inZone(zone).toDate().isWithinLast(period, zone), or give a duration, as"
                + " in isWithinLast(Duration.ofDays(7))");
    for (Duration none : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
      assertThatThrownBy(() -> timestamp("t").isNoOlderThan(none))
          .hasMessageStartingWith("isNoOlderThan takes a duration that is positive");
    }
    for (Period none : List.of(Period.ZERO, Period.of(0, 1, -1))) {
      assertThatThrownBy(() -> date("d").isWithinLast(none, "UTC"))
          .hasMessageStartingWith("isWithinLast takes a period that is positive");
    }
    assertThatThrownBy(() -> today("Nowhere")).hasMessageContaining("is not a time zone");
    assertThatThrownBy(() -> timestamp("t").isNoOlderThan(Duration.ofNanos(1)))
        .hasMessageContaining("to the microsecond");
    assertThatThrownBy(() -> date("d").max().isBefore(date("e")))
        .hasMessage(
            "A metric is compared with a constant, or with a time that is made of runTime() or"
                + " today(zone) alone, and this is e");
    assertThatThrownBy(() -> on(number("x").isPositive()).asOf(null))
        .hasMessage("The time of the run must not be null");
    assertThatThrownBy(() -> on(number("x").isPositive()).asOf(Instant.MAX))
        .hasMessageStartingWith("The time of a run must be of the years 1 to 9999 (UTC)");
  }

  @Test
  void a_rule_stands_wherever_a_predicate_does() {
    Requirement each =
        Columns.forEachColumn(Columns.timestamps().named("t"), column -> column.isInThePast());
    ConstraintResult stamped = result(each, NOON, NOON.minusSeconds(1));
    assertThat(stamped.sentence()).isEqualTo("t is in the past");
    assertThat(stamped.violations()).isEqualTo(1);
    assertThat(stamped.note()).isEqualTo("as of 2024-07-01T12:00:00Z");
    Constraint recent =
        timestamp("l").isNull().where(timestamp("t").isWithinLast(Duration.ofHours(1)));
    assertThat(result(recent, NOON, NOON.minusSeconds(3601)).rowsInScope()).isEqualTo(1);
    assertThat(
            result(
                    timestamp("t").isInTheFuture().or(date("d").isInThePast("Asia/Tokyo")),
                    NOON,
                    NOON.plusSeconds(1),
                    NOON.minusSeconds(86_400))
                .violations())
        .isEqualTo(1);
    assertThat(
            result(
                    today("UTC").daysSince(date("d")).max().isEqualTo(2),
                    NOON,
                    NOON.minusSeconds(2 * 86_400))
                .status())
        .isEqualTo(Status.PASS);
    Fields<Map<String, ?>> lists = Fields.ofMap(Map.of("a", List.class));
    assertThat(
            LocalDataQuality.<Map<String, ?>>on(
                    List.of(
                        Map.of("a", List.of(LocalDate.of(2024, 7, 1))),
                        Map.of("a", List.of(LocalDate.of(2024, 7, 2)))),
                    lists)
                .check(
                    Check.error("c")
                        .require(
                            Columns.array("a").dates().each(day -> day.isNotInTheFuture("UTC"))))
                .asOf(NOON)
                .run()
                .constraints()
                .get(0)
                .violations())
        .isEqualTo(1);
  }

  @Test
  void json_of_a_rule() {
    String json =
        """
        {"format": "assay-checks", "version": 1, "checks": [{"name": "c", "constraints": [
          {"isAtMost": [{"date": "d"}, {"today": "Europe/Paris"}]},
          {"max": {"timestamp": "t"}, "isAtLeast": {"plusSeconds": [{"runTime": []}, -7200]}}]}]}
        """;
    assertThat(CheckJson.read(json).get(0).constraints())
        .extracting(Constraint::sentence)
        .containsExactly(
            "d is not in the future (Europe/Paris)", "maximum of t is no older than 2 hours");
  }
}
