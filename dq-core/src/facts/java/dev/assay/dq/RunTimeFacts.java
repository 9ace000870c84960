package dev.assay.dq;

import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.runTime;
import static dev.assay.dq.Columns.timestamp;
import static dev.assay.dq.Columns.today;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a value at the time of a run, worked by hand; the offsets are those of the IANA
 * time zone database.
 */
public final class RunTimeFacts {

  /** All that is said for runs as of one time: a record, the types of its fields, and a check. */
  public record Run(
      Instant asOf, Map<String, Class<?>> types, Map<String, @Nullable Object> row, Check check) {}

  private final Map<Instant, Run> runs = new LinkedHashMap<>();
  private final Map<Instant, List<Constraint>> said = new LinkedHashMap<>();
  private Instant asOf = Instant.EPOCH;

  private RunTimeFacts() {}

  private void asOf(String time) {
    asOf = Instant.parse(time);
    runs.put(
        asOf, new Run(asOf, new LinkedHashMap<>(), new LinkedHashMap<>(), Check.error("none")));
    said.put(asOf, new ArrayList<>());
  }

  private void date(
      @Nullable String value, Function<TemporalColumn, Predicate> judgement, @Nullable Boolean is) {
    fact(value == null ? null : LocalDate.parse(value), LocalDate.class, judgement, is);
  }

  private void instant(
      @Nullable String value, Function<TemporalColumn, Predicate> judgement, @Nullable Boolean is) {
    fact(value == null ? null : Instant.parse(value), Instant.class, judgement, is);
  }

  private void local(
      @Nullable String value, Function<TemporalColumn, Predicate> judgement, @Nullable Boolean is) {
    fact(value == null ? null : LocalDateTime.parse(value), LocalDateTime.class, judgement, is);
  }

  private void fact(
      @Nullable Object value,
      Class<?> type,
      Function<TemporalColumn, Predicate> judgement,
      @Nullable Boolean is) {
    Run run = runs.get(asOf);
    String name = "c" + run.types().size();
    run.types().put(name, type);
    run.row().put(name, value);
    TemporalColumn column = type == LocalDate.class ? Columns.date(name) : timestamp(name);
    Predicate judged = judgement.apply(column);
    NumericMetric metric =
        is == null
            ? judged.compliance().plus(judged.violations())
            : is ? judged.compliance() : judged.violations();
    said.get(asOf)
        .add(
            metric
                .isEqualTo(is == null ? 0 : 1)
                .as(asOf + ": " + value + " " + judged.toConstraint().sentence() + ": " + is)
                .id(name));
  }

  /** One run a time. */
  public static List<Run> all() {
    RunTimeFacts facts = new RunTimeFacts();
    facts.zones();
    facts.months();
    facts.instants();
    facts.clocksPutForward();
    facts.clocksPutBack();
    facts.edges();
    List<Run> all = new ArrayList<>();
    facts.runs.forEach(
        (time, run) ->
            all.add(
                new Run(
                    time,
                    run.types(),
                    run.row(),
                    Check.error("facts as of " + time).require(facts.said.get(time)))));
    return all;
  }

  /** In Paris it is March 1, 00:30; in New York February 29, 18:30. */
  private void zones() {
    asOf("2024-02-29T23:30:00Z");
    date("2024-03-01", d -> d.isNotInTheFuture("UTC"), false);
    date("2024-03-01", d -> d.isNotInTheFuture("Europe/Paris"), true);
    date("2024-03-02", d -> d.isNotInTheFuture("Europe/Paris"), false);
    date("2024-03-01", d -> d.isInTheFuture("America/New_York"), true);
    date("2024-02-29", d -> d.isInTheFuture("America/New_York"), false);
    date("2024-02-29", d -> d.isInThePast("UTC"), false);
    date("2024-02-29", d -> d.isInThePast("Europe/Paris"), true);
    date("2024-02-28", d -> d.isNotInThePast("UTC"), false);
    date("2024-02-29", d -> d.isNotInThePast("UTC"), true);
    date(null, d -> d.isNotInTheFuture("UTC"), null);
    date(null, d -> d.isNoOlderThan(Period.ofDays(1), "UTC"), null);
    // a year before a leap day is February 28; four years before it is one
    date("2023-02-28", d -> d.isNoOlderThan(Period.ofYears(1), "UTC"), true);
    date("2023-02-27", d -> d.isNoOlderThan(Period.ofYears(1), "UTC"), false);
    date("2023-02-28", d -> d.isNoOlderThan(Period.ofYears(1), "Europe/Paris"), false);
    date("2020-02-29", d -> d.isNoOlderThan(Period.ofYears(4), "UTC"), true);
    date("2020-02-28", d -> d.isNoOlderThan(Period.ofYears(4), "UTC"), false);
    // first the month, January 29, then the day
    date("2024-01-28", d -> d.isWithinLast(Period.of(0, 1, 1), "UTC"), true);
    date("2024-01-27", d -> d.isWithinLast(Period.of(0, 1, 1), "UTC"), false);
    date("2024-02-27", d -> today("UTC").daysSince(d).isEqualTo(2), true);
    date("2024-03-01", d -> today("UTC").daysSince(d).isEqualTo(-1), true);
    date("2024-02-01", d -> d.isEqualTo(today("UTC").startOfMonth()), true);
    date("2024-03-31", d -> d.isEqualTo(today("Europe/Paris").endOfMonth()), true);
    date("2024-02-26", d -> d.isEqualTo(today("UTC").startOfWeek()), true);
  }

  /** A month before March 31 is February 29. */
  private void months() {
    asOf("2024-03-31T12:00:00Z");
    date("2024-02-29", d -> d.isWithinLast(Period.ofMonths(1), "UTC"), true);
    date("2024-02-28", d -> d.isWithinLast(Period.ofMonths(1), "UTC"), false);
    date("2024-03-31", d -> d.isWithinLast(Period.ofMonths(1), "UTC"), true);
    date("2024-04-01", d -> d.isWithinLast(Period.ofMonths(1), "UTC"), false);
    date("2024-04-01", d -> d.isNoOlderThan(Period.ofMonths(1), "UTC"), true);
    date("2024-03-24", d -> d.isWithinLast(Period.ofDays(7), "UTC"), true);
    date("2024-03-23", d -> d.isWithinLast(Period.ofDays(7), "UTC"), false);
    date(null, d -> d.isWithinLast(Period.ofDays(7), "UTC"), null);
  }

  private void instants() {
    asOf("2024-07-01T10:00:00.5Z");
    instant("2024-07-01T10:00:00.500000Z", t -> t.isNotInTheFuture(), true);
    instant("2024-07-01T10:00:00.500001Z", t -> t.isNotInTheFuture(), false);
    instant("2024-07-01T10:00:00.500001Z", t -> t.isInTheFuture(), true);
    instant("2024-07-01T10:00:00.5Z", t -> t.isInThePast(), false);
    instant("2024-07-01T10:00:00.499999Z", t -> t.isInThePast(), true);
    instant("2024-07-01T10:00:00.5Z", t -> t.isNotInThePast(), true);
    instant("2024-07-01T08:00:00.5Z", t -> t.isNoOlderThan(Duration.ofHours(2)), true);
    instant("2024-07-01T08:00:00.499999Z", t -> t.isNoOlderThan(Duration.ofHours(2)), false);
    instant("2024-07-02T00:00:00Z", t -> t.isNoOlderThan(Duration.ofHours(2)), true);
    instant("2024-07-01T08:00:00.5Z", t -> t.isWithinLast(Duration.ofHours(2)), true);
    instant("2024-07-01T10:00:00.500001Z", t -> t.isWithinLast(Duration.ofHours(2)), false);
    instant(null, t -> t.isNotInTheFuture(), null);
    instant(null, t -> t.isWithinLast(Duration.ofHours(2)), null);
    instant("2024-07-01T09:59:59Z", t -> runTime().secondsSince(t).isEqualTo(1.5), true);
    instant("2024-07-01T11:00:00.5Z", t -> t.isEqualTo(runTime().plusSeconds(3600)), true);
    local(
        "2024-07-01T15:00",
        l -> l.isEqualTo(runTime().inZone("Asia/Kathmandu").truncatedTo(ChronoUnit.HOURS)),
        true); // 15:45
  }

  /** In Paris clocks went from 02:00 to 03:00 half an hour ago, and show 03:30. */
  private void clocksPutForward() {
    asOf("2024-03-31T01:30:00Z");
    local("2024-03-31T03:30", l -> l.isNotInTheFuture("Europe/Paris"), true);
    local("2024-03-31T03:30:00.000001", l -> l.isNotInTheFuture("Europe/Paris"), false);
    local("2024-03-31T01:30", l -> l.isNoOlderThan(Duration.ofHours(1), "Europe/Paris"), true);
    local(
        "2024-03-31T01:29:59.999999",
        l -> l.isNoOlderThan(Duration.ofHours(1), "Europe/Paris"),
        false);
    local("2024-03-31T01:29", l -> l.isWithinLast(Duration.ofHours(1), "UTC"), true);
    local("2024-03-31T02:30", l -> l.isWithinLast(Duration.ofHours(1), "UTC"), false);
    local(null, l -> l.isInTheFuture("Europe/Paris"), null);
    date("2024-03-31", d -> d.isInTheFuture("America/New_York"), true); // March 30, 21:30
  }

  /** In New York clocks show 01:30 for the second time, as they did an hour ago. */
  private void clocksPutBack() {
    asOf("2024-11-03T06:30:00Z");
    local("2024-11-03T01:30", l -> l.isWithinLast(Duration.ofHours(1), "America/New_York"), true);
    local("2024-11-03T01:29", l -> l.isWithinLast(Duration.ofHours(1), "America/New_York"), false);
    local("2024-11-03T01:31", l -> l.isWithinLast(Duration.ofHours(1), "America/New_York"), false);
    local("2024-11-03T01:31", l -> l.isInTheFuture("America/New_York"), true);
    instant("2024-11-03T05:30:00Z", t -> t.isNoOlderThan(Duration.ofHours(1)), true);
    instant("2024-11-03T05:29:59Z", t -> t.isNoOlderThan(Duration.ofHours(1)), false);
  }

  private void edges() {
    asOf("1969-12-31T23:59:59.999999Z");
    instant("1970-01-01T00:00:00Z", t -> t.isInTheFuture(), true);
    instant("1969-12-31T23:59:59.999999Z", t -> t.isInTheFuture(), false);
    date("1970-01-01", d -> d.isInTheFuture("UTC"), true);
    date("1970-01-01", d -> d.isInTheFuture("+00:01"), false);
    // nanoseconds do not count
    asOf("2024-01-01T00:00:00.000000999Z");
    instant("2024-01-01T00:00:00Z", t -> t.isEqualTo(runTime()), true);
    instant("2024-01-01T00:00:00.000001Z", t -> t.isNotInTheFuture(), false);
    // in New York it is still the last day of the year before, as dates count it
    asOf("0001-01-01T00:00:00Z");
    date("0001-01-01", d -> d.isNotInTheFuture("America/New_York"), false);
    date("0001-01-01", d -> d.isNotInTheFuture("UTC"), true);
    asOf("9999-12-31T23:59:59.999999Z");
    date("9999-12-31", d -> d.isInThePast("Asia/Tokyo"), true);
    date("9999-12-31", d -> d.isInThePast("UTC"), false);
    instant("9999-12-31T23:59:59.999999Z", t -> t.isNotInTheFuture(), true);
  }
}
