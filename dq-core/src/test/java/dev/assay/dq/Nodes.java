package dev.assay.dq;

import static dev.assay.dq.Columns.allColumns;
import static dev.assay.dq.Columns.allOf;
import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.anyColumns;
import static dev.assay.dq.Columns.anyOf;
import static dev.assay.dq.Columns.array;
import static dev.assay.dq.Columns.atLeast;
import static dev.assay.dq.Columns.binary;
import static dev.assay.dq.Columns.bool;
import static dev.assay.dq.Columns.columnCount;
import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.decimal;
import static dev.assay.dq.Columns.fileBytes;
import static dev.assay.dq.Columns.fileCount;
import static dev.assay.dq.Columns.forEachColumn;
import static dev.assay.dq.Columns.greatest;
import static dev.assay.dq.Columns.greatestOfLastRuns;
import static dev.assay.dq.Columns.hasColumn;
import static dev.assay.dq.Columns.hasNoColumn;
import static dev.assay.dq.Columns.hasSameRowsAs;
import static dev.assay.dq.Columns.hasSameSchemaAs;
import static dev.assay.dq.Columns.in;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.interval;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.largestFileBytes;
import static dev.assay.dq.Columns.largestPartitionBytes;
import static dev.assay.dq.Columns.least;
import static dev.assay.dq.Columns.map;
import static dev.assay.dq.Columns.meanOfLastRuns;
import static dev.assay.dq.Columns.medianDeviations;
import static dev.assay.dq.Columns.medianOfLastRuns;
import static dev.assay.dq.Columns.noneOf;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.numbers;
import static dev.assay.dq.Columns.partitionCount;
import static dev.assay.dq.Columns.partitionSkew;
import static dev.assay.dq.Columns.percent;
import static dev.assay.dq.Columns.previousRun;
import static dev.assay.dq.Columns.ratio;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.runTime;
import static dev.assay.dq.Columns.schema;
import static dev.assay.dq.Columns.smallestFileBytes;
import static dev.assay.dq.Columns.smallestOfLastRuns;
import static dev.assay.dq.Columns.smallestPartitionBytes;
import static dev.assay.dq.Columns.sql;
import static dev.assay.dq.Columns.sqlMetric;
import static dev.assay.dq.Columns.standardDeviations;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.strings;
import static dev.assay.dq.Columns.struct;
import static dev.assay.dq.Columns.timestamp;
import static dev.assay.dq.Columns.today;
import static dev.assay.dq.Columns.when;

import dev.assay.dq.internal.model.Expr;
import java.math.BigDecimal;
import java.time.DayOfWeek;
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

/** Every node of the model, each with the English sentence that it must have. */
public final class Nodes {

  private Nodes() {}

  private static void rowsInOrder(Map<Requirement, String> all) {
    NumericColumn amount = number("amount");
    TemporalColumn ts = timestamp("ts");
    StringColumn status = string("status");
    NumericValueSequence amounts = amount.orderedBy(ts, number("n")).per("m.k");
    String along = " in the order of (ts, n)";
    all.put(amounts.isStrictlyIncreasing(), "for each m.k, amount is strictly increasing" + along);
    all.put(
        amounts.neverDecreases().where(status.isComplete()).forAtLeast(0.995),
        "for each m.k, amount never decreases"
            + along
            + " for at least 99.5% of rows where status is complete");
    all.put(
        amounts.isStrictlyDecreasing().allowingViolations(3).onNoRows(OnNoRows.FAIL),
        "for each m.k, amount is strictly decreasing" + along + " for all rows but at most 3");
    all.put(
        status.lower().orderedBy(ts).neverIncreases().tagged("t"),
        "status in lower case never increases in the order of ts");
    all.put(amounts.repeatsForAtMost(1), "for each m.k, amount repeats for at most 1 row" + along);
    all.put(amounts.repeatsForAtMost(3), "for each m.k, amount repeats for at most 3 rows" + along);
    all.put(
        amount.orderedBy(ts).staysTheSameForAtMost(Duration.ofMinutes(90)),
        "amount stays the same for at most 90 minutes in the order of ts");
    all.put(
        ts.orderedBy(amount).per(status).isLateByAtMost(Duration.ofMinutes(10)),
        "for each status, ts is late by at most 10 minutes in the order of amount");
    all.put(amounts.changesByAtMost(0.5), "for each m.k, amount changes by at most 0.5" + along);
    all.put(
        amounts.changesByAtMostPercent(10), "for each m.k, amount changes by at most 10%" + along);
    all.put(
        status.orderedBy(ts).per(status.upper()).onlyChangesAlong("NEW>PAID", "PAID > OFF > NEW"),
        "for each status in upper case, status only changes along {\"NEW\" > \"PAID\", \"PAID\""
            + " > \"OFF\", \"OFF\" > \"NEW\"} in the order of ts");
    all.put(
        status.orderedBy(ts).per("a", "b").startsIn("NEW", "PAID"),
        "for each (a, b), status starts in one of {\"NEW\", \"PAID\"} in the order of ts");
    all.put(
        status.orderedBy(ts).per("a").endsIn("PAID"),
        "for each a, status ends in {\"PAID\"} in the order of ts");
    all.put(
        status
            .orderedBy(ts)
            .per("a")
            .startsIn("NEW")
            .warnBelow(0.999)
            .failBelow(0.9)
            .where(bool("b")),
        "for each a, status starts in {\"NEW\"} in the order of ts for at least 90% of keys (warns"
            + " below 99.9%) where b is true");
    all.put(
        bool("b").orderedBy(ts).repeatsForAtMost(2),
        "b repeats for at most 2 rows in the order of ts");
    all.put(amount.inOrder().hasGapsOfAtMost(1.5), "amount has gaps of at most 1.5");
    all.put(amount.per("k").hasStepsOf(2), "for each k, amount has steps of 2");
    all.put(amount.per("k").hasStepsOf(2, 0.1), "for each k, amount has steps of 2 within 0.1");
    all.put(integer("n").per("k").hasNoHoles(), "for each k, n has no holes");
    all.put(
        ts.per("k").hasGapsOfAtMost(Duration.ofMinutes(2)),
        "for each k, ts has gaps of at most 2 minutes");
    all.put(
        ts.per("k").hasStepsOf(Duration.ofHours(1), Duration.ofMillis(1)),
        "for each k, ts has steps of 1 hour within 0.001 seconds");
    all.put(
        date("d").per("k").hasStepsOf(Period.ofMonths(1)), "for each k, d has steps of 1 month");
    all.put(
        ts.inZone("Europe/Paris").inOrder().hasStepsOf(Period.of(1, 0, 2)),
        "ts in Europe/Paris has steps of 1 year and 2 days");
    all.put(ts.per("k").hasEveryHour(), "for each k, ts has every hour");
    all.put(
        ts.inZone("Europe/Paris").inOrder().hasEveryWeek(), "ts in Europe/Paris has every week");
    all.put(
        date("d").per("k").hasEveryDay(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 31)),
        "for each k, d has every day from 2024-01-01 to 2024-01-31");
    all.put(
        date("d").inOrder().hasEveryBusinessDay(BusinessCalendar.of("weekdays")),
        "d has every business day of weekdays");
    all.put(
        ts.per("k").hasAtMost(3, Duration.ofSeconds(10)),
        "for each k, at most 3 rows in any 10 seconds of ts");
    all.put(
        ts.per("k")
            .isFollowedWithin(
                Duration.ofDays(2), status.isEqualTo("PAID"), status.isEqualTo("SHIPPED")),
        "for each k, every row where status is equal to \"PAID\" is followed within 48 hours of ts by"
            + " one where status is equal to \"SHIPPED\"");
    Intervals valid = interval(date("from"), date("to")).per("k");
    all.put(valid.doNotOverlap(), "for each k, intervals from from to to do not overlap");
    all.put(valid.leaveNoGap(), "for each k, intervals from from to to leave no gap");
    all.put(
        interval(amount, number("b")).haveOneOpen(),
        "exactly one interval from amount to b is open");
  }

  public static Map<Requirement, String> sentences() {
    StringColumn email = string("email");
    NumericColumn amount = number("amount");
    Map<Requirement, String> all = new LinkedHashMap<>();
    all.put(email.isComplete(), "email is complete");
    all.put(email.isNull(), "email is null");
    all.put(Predicate.of(Expr.Literal.TRUE), "any row");
    all.put(amount.isAtLeast(1.50), "amount is at least 1.5");
    all.put(amount.isNotEqualTo(3), "amount is not equal to 3");
    all.put(integer("n").isLessThan(number("m.k")), "n is less than m.k");
    all.put(date("shipped").isAfterOrAt(date("ordered")), "shipped is on or after ordered");
    all.put(amount.isBetween(0, 10), "amount is between 0 and 10");
    all.put(
        decimal("d").isStrictlyBetween(new BigDecimal("0.10"), 1),
        "d is between 0.1 (excluded) and 1 (excluded)");
    all.put(email.isIn("a", "b\"c"), "email is in {\"a\", \"b\\\"c\"}");
    all.put(email.isNotIn("a"), "email is not in {\"a\"}");
    all.put(email.containsPattern("@"), "email contains a match of /@/");
    all.put(email.matches(Formats.EMAIL), "email matches EMAIL");
    all.put(email.matches("a+"), "email matches /a+/");
    all.put(amount.isAtMost(3), "amount is at most 3");
    all.put(email.startsWith("a"), "email starts with \"a\"");
    all.put(email.endsWith("z"), "email ends with \"z\"");
    all.put(email.contains("m"), "email contains \"m\"");
    all.put(email.isNotBlank(), "email is not blank");
    all.put(email.isTrimmed(), "email is trimmed");
    all.put(email.length().isAtMost(80), "length of email is at most 80");
    all.put(array("items").size().isAtLeast(1), "size of items is at least 1");
    all.put(map("tags").isComplete(), "tags is complete");
    all.put(binary("raw").isComplete(), "raw is complete");
    all.put(amount.isFinite(), "amount is finite");
    all.put(amount.isNotNaN(), "amount is not NaN");
    all.put(bool("paid").isTrue(), "paid is true");
    all.put(date("d").isBefore(LocalDate.of(2024, 2, 29)), "d is before 2024-02-29");
    all.put(
        timestamp("t").isAfter(Instant.parse("2024-01-01T00:00:00Z")),
        "t is after 2024-01-01T00:00:00Z");
    all.put(
        timestamp("t").isBeforeOrAt(LocalDateTime.of(2024, 1, 1, 12, 30)),
        "t is at or before 2024-01-01T12:30");
    all.put(
        email.isComplete().and(amount.isPositive()),
        "email is complete and amount is greater than 0");
    all.put(email.isNull().or(amount.isZero()), "email is null or amount is equal to 0");
    all.put(email.endsWith("*").not(), "email does not end with \"*\"");
    all.put(
        email.isEqualTo("x").implies(amount.isPositive()),
        "if email is equal to \"x\" then amount is greater than 0");
    all.put(bool("paid"), "paid is true");
    all.put(bool("paid").not(), "paid is false");
    all.put(
        bool("paid").and(amount.isZero()).where(bool("open")),
        "paid and amount is equal to 0 where open is true");
    all.put(
        bool("paid").isEqualTo(amount.isPositive()), "paid exactly if amount is greater than 0");
    all.put(
        amount.isPositive().isEqualTo(bool("paid")), "amount is greater than 0 exactly if paid");
    all.put(
        array("tags").strings().each(tag -> tag.lower().isIn("a", "b")),
        "element in lower case is in {\"a\", \"b\"} for each element of tags");
    all.put(
        array("scores").numbers().any(score -> score.isAtLeast(amount)).not(),
        "element is at least amount for no element of scores");
    all.put(
        array("rows").arrays().each(row -> row.numbers().any(cell -> cell.isEqualTo(row.size()))),
        "(element is equal to size of outer element for some element of element) for each element"
            + " of rows");
    all.put(
        array("tags").strings().none(tag -> tag.isBlank()),
        "element is blank for no element of tags");
    all.put(
        array("tags").strings().atLeast(2, tag -> tag.startsWith("a")),
        "element starts with \"a\" for at least 2 elements of tags");
    all.put(
        array("tags").strings().atLeast(3, tag -> tag.startsWith("a")).not(),
        "element starts with \"a\" for fewer than 3 elements of tags");
    all.put(
        array("items")
            .structs()
            .sumOf(item -> item.decimal("price").times(item.integer("qty")))
            .isCloseTo(amount, 0.01),
        "sum of (element.price * element.qty) over the elements of items is within 0.01 of amount");
    all.put(
        array("scores")
            .numbers()
            .minOf(score -> score)
            .plus(1)
            .isAtMost(array("scores").numbers().maxOf(score -> score.plus(amount))),
        "(minimum of element over the elements of scores) + 1 is at most maximum of"
            + " (element + amount) over the elements of scores");
    all.put(map("m").hasKeys("a"), "m has the key \"a\"");
    all.put(map("m").hasKeys("a", "b").not(), "m does not have the keys \"a\", \"b\"");
    all.put(
        map("m").keys().each(key -> key.isTrimmed()),
        "element is trimmed for each element of keys of m");
    all.put(
        map("m").values().structs().any(value -> value.integer("n").isZero()),
        "element.n is equal to 0 for some element of values of m");
    all.put(map("m").values().hasNoDuplicates(), "values of m has no duplicates");
    all.put(email.split("@").size().isEqualTo(2), "size of email split at \"@\" is equal to 2");
    all.put(
        email.split(".").none(part -> part.isEmpty()),
        "email split at \".\" does not contain \"\"");
    all.put(
        email.lower().split("@").at(1).isComplete(),
        "(email in lower case split at \"@\")[1] is complete");
    all.put(array("tags").hasNoNulls(), "tags has no nulls");
    all.put(array("tags").hasNoNulls().not(), "tags has nulls");
    all.put(array("tags").hasNoDuplicates(), "tags has no duplicates");
    all.put(array("tags").hasNoDuplicates().not(), "tags has duplicates");
    all.put(array("scores").isSorted(), "scores is sorted");
    all.put(array("scores").isSortedDescending().not(), "scores is not sorted in descending order");
    all.put(array("tags").contains("new"), "tags contains \"new\"");
    all.put(array("scores").contains(1).not(), "scores does not contain 1");
    all.put(
        array("days").containsAllOf(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 2)),
        "days contains 2024-01-01 and days contains 2024-01-02");
    all.put(
        array("rows").arrays().each(row -> row.hasNoDuplicates().and(row.contains("x"))),
        "(element has no duplicates and element contains \"x\") for each element of rows");
    all.put(array("tags").strings().at(0).isComplete(), "tags[0] is complete");
    all.put(
        array("items").structs().at(1).integer("qty").isPositive(),
        "items[1].qty is greater than 0");
    all.put(
        array("items")
            .structs()
            .each(item -> item.string("geo.`lat.1`").isNotBlank().or(item.bool("Ok"))),
        "(element.geo.`lat.1` is not blank or element.Ok) for each element of items");
    all.put(
        map("prices").struct("EUR").decimal("amount").isPositive(),
        "prices[\"EUR\"].amount is greater than 0");
    all.put(struct("address").string("city").isComplete(), "address.city is complete");
    all.put(struct("address").isComplete(), "address is complete");
    all.put(
        array("days").dates().any(day -> day.isBefore(date("d"))).where(bool("paid")),
        "element is before d for some element of days where paid is true");
    all.put(
        array("flags").bools().each(flag -> flag.and(bool("paid")).not()),
        "not (element and paid) for each element of flags");
    all.put(
        map("attributes").string("color").isIn("red", "blue"),
        "attributes[\"color\"] is in {\"red\", \"blue\"}");
    all.put(
        map("prices").decimal("EUR").times(2).isPositive(),
        "prices[\"EUR\"] * 2 is greater than 0");
    all.put(
        map("flags").bool("new").implies(map("lists").array("a").isNotEmpty()),
        "if flags[\"new\"] then size of lists[\"a\"] is greater than 0");
    all.put(
        email.jsonValue("$.total").asDecimal().isPositive(),
        "(JSON value of email at \"$.total\") read as a decimal is greater than 0");
    all.put(email.isInNetwork("10.0.0.0/8"), "email is in the network 10.0.0.0/8");
    all.put(
        email.isInNetwork("2001:DB8:0::/48").not(), "email is not in the network 2001:db8::/48");
    all.put(
        email.rightPadded(5, "x").withoutAccents().similarityTo(string("e")).isAtLeast(0.9),
        "similarity of email right-padded to 5 with \"x\" without accents to e is at least 0.9");
    all.put(
        email.matchesAnyOf(Formats.EMAIL, Formats.UUID),
        "email matches EMAIL or email matches UUID");
    all.put(email.matchesAnyOf("a+"), "email matches /a+/");
    all.put(email.asBoolean(), "email says true");
    all.put(email.asBoolean().not(), "email says false");
    all.put(email.parsesAsInteger(), "email parses as an integer");
    all.put(email.parsesAsDecimal().not(), "email does not parse as a decimal");
    all.put(email.parsesAsDate().not(), "email does not parse as a date");
    all.put(email.parsesAsDate("dd.MM.uuuu"), "email parses as a date written \"dd.MM.uuuu\"");
    all.put(
        email.parsesAsTimestamp("uuuu-MM-dd HH:mm", "Europe/Paris").not(),
        "email does not parse as a timestamp written \"uuuu-MM-dd HH:mm\" in Europe/Paris");
    all.put(
        email.asDate("dd.MM.uuuu").isBefore(email.asDate()),
        "email read as a date written \"dd.MM.uuuu\" is before email read as a date");
    all.put(
        email.asTimestamp("uuuu-MM-dd HH:mm", "Europe/Paris").isBefore(timestamp("t")),
        "email read as a timestamp written \"uuuu-MM-dd HH:mm\" in Europe/Paris is before t");
    all.put(
        email.asTimestamp("uuuu-MM-dd HH:mmX").isNull(),
        "email read as a timestamp written \"uuuu-MM-dd HH:mmX\" is null");
    all.put(amount.plus(1).minus(number("b")).isAtLeast(0), "(amount + 1) - b is at least 0");
    all.put(
        amount.times(amount.dividedBy(2)).isPositive(), "amount * (amount / 2) is greater than 0");
    all.put(amount.absolute().isAtMost(1), "absolute value of amount is at most 1");
    all.put(
        email.trimmed().lower().isIn("a", "b"), "trimmed email in lower case is in {\"a\", \"b\"}");
    all.put(
        email.upper().isEqualTo(string("e").concatenated("x")),
        "email in upper case is equal to e followed by \"x\"");
    all.put(
        email.isEqualTo(string("e").concatenated(email, email.lower())),
        "email is equal to e followed by email, email in lower case");
    all.put(
        least(amount, number("b")).isEqualTo(greatest(amount, number("c"))),
        "least of amount, b is equal to greatest of amount, c");
    all.put(amount.orElse(0).isAtLeast(0), "amount or else 0 is at least 0");
    all.put(
        when(email.isNull()).then(1).otherwise(amount).isAtLeast(0),
        "(1 if email is null, otherwise amount) is at least 0");
    all.put(
        date("shipped").daysSince(date("ordered")).isAtMost(7),
        "days from ordered to shipped is at most 7");
    all.put(
        timestamp("shipped").secondsSince(timestamp("ordered")).isAtMost(0.5),
        "seconds from ordered to shipped is at most 0.5");
    all.put(
        timestamp("t").inZone("Europe/Paris").toDate().isBefore(LocalDate.of(2024, 2, 29)),
        "date of t in Europe/Paris is before 2024-02-29");
    all.put(
        timestamp("t").inZone("UTC").hour().isBetween(9, 17),
        "hour of t in UTC is between 9 and 17");
    all.put(date("d").dayOfWeek().isAtMost(5), "day of the week of d is at most 5");
    all.put(
        amount.remainder(7).isLessThan(number("b").remainder(amount)),
        "remainder of amount divided by 7 is less than remainder of b divided by amount");
    all.put(
        amount.plus(1).rounded(2).isEqualTo(decimal("d").rounded(1)),
        "(amount + 1) rounded to 2 decimal places is equal to d rounded to 1 decimal place");
    all.put(
        amount.floor().isLessThan(amount.ceiling()),
        "floor of amount is less than ceiling of amount");
    all.put(
        amount.plus(number("tax")).isCloseTo(number("total"), 0.01),
        "amount + tax is within 0.01 of total");
    all.put(amount.isCloseTo(10, 0.5).not(), "amount is not within 0.5 of 10");
    all.put(amount.isWithinPercentOf(number("b"), 5), "amount is within 5% of b");
    all.put(amount.isWithinPercentOf(100, 2.5).not(), "amount is not within 2.5% of 100");
    all.put(integer("n").isMultipleOf(5), "n is a multiple of 5");
    all.put(decimal("d").isMultipleOf(0.05).not(), "d is not a multiple of 0.05");
    all.put(amount.isWhole(), "amount is a whole number");
    all.put(amount.isWhole().not(), "amount is not a whole number");
    all.put(decimal("d").hasScaleAtMost(2), "d has at most 2 decimal places");
    all.put(decimal("d").hasScaleAtMost(1).not(), "d has more than 1 decimal place");
    all.put(decimal("d").hasPrecisionAtMost(10), "d has at most 10 digits");
    all.put(decimal("d").hasPrecisionAtMost(10).not(), "d has more than 10 digits");
    all.put(amount.isNotZero(), "amount is not equal to 0");
    all.put(email.isComplete().xor(bool("paid")), "either email is complete or paid, but not both");
    all.put(email.isComplete().xor(bool("paid")).not(), "email is complete exactly if paid");
    all.put(
        atLeast(2, email.isComplete(), bool("paid"), amount.isPositive()),
        "at least 2 of (email is complete, paid, amount is greater than 0)");
    all.put(
        atLeast(1, email.isComplete(), bool("paid")).not(),
        "fewer than 1 of (email is complete, paid)");
    all.put(
        allOf(email.isComplete(), anyOf(bool("paid"), amount.isZero()), noneOf(amount.isFinite())),
        "email is complete and (paid or amount is equal to 0) and amount is not finite");
    all.put(date("d").year().isBetween(1900, 2100), "year of d is between 1900 and 2100");
    all.put(
        date("d").quarter().isEqualTo(date("d").month()), "quarter of d is equal to month of d");
    all.put(
        date("d").day().isLessThan(date("d").dayOfYear()),
        "day of the month of d is less than day of the year of d");
    all.put(date("d").isoWeek().isAtMost(52), "ISO week of d is at most 52");
    all.put(
        timestamp("t").minute().isEqualTo(timestamp("t").second()),
        "minute of t is equal to second of t");
    all.put(
        date("d").isEqualTo(date("d").endOfMonth()),
        "d is equal to the last day of the month of d");
    all.put(
        date("d").isEqualTo(date("d").startOfMonth()),
        "d is equal to the first day of the month of d");
    all.put(
        date("d").isEqualTo(date("d").startOfWeek()), "d is equal to the Monday of the week of d");
    all.put(
        date("shipped").isBeforeOrAt(date("ordered").plusDays(7)),
        "shipped is on or before ordered plus 7 days");
    all.put(
        date("d").isAfter(date("e").plus(Period.of(1, 1, -1))),
        "d is after (e plus 13 months) minus 1 day");
    all.put(date("d").isAfter(date("e").minusMonths(1)), "d is after e minus 1 month");
    all.put(
        timestamp("t").isBefore(timestamp("s").plus(Duration.ofDays(3))),
        "t is before s plus 72 hours");
    all.put(
        timestamp("t").isBefore(timestamp("s").minus(Duration.ofSeconds(90, 500_000_000))),
        "t is before s minus 90.5 seconds");
    all.put(
        timestamp("t").inZone("UTC").truncatedTo(ChronoUnit.HOURS).isEqualTo(timestamp("h")),
        "t in UTC truncated to hours is at h");
    all.put(date("d").isWeekday(), "d falls on a weekday");
    all.put(key("customer").existsIn("customers", "id"), "customer exists in customers.id");
    all.put(
        amount.isCloseTo(in("lines").on("order").of(number("qty").times(amount).sum()), 0.01),
        "amount is within 0.01 of sum of qty * amount in lines on order");
    all.put(
        in("lines")
            .on(key("customer", "day"), "who", "day")
            .of(email.max().where(bool("paid")))
            .isEqualTo("a"),
        "maximum of email in lines where paid is true on who = customer and day is equal to \"a\"");
    all.put(
        key("order", "line").existsIn("lines").treatingNullsAsEqual(),
        "key (order, line) exists in lines (order, line), where null equals null");
    all.put(
        key(string("code").upper()).isAbsentFrom("blocked", "a.code"),
        "code in upper case does not exist in blocked.a.code");
    BusinessCalendar target =
        BusinessCalendar.of("TARGET")
            .withHolidays(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 4, 3));
    all.put(date("d").isBusinessDay(target), "d is a business day (TARGET)");
    all.put(
        date("d").businessDaysSince(date("ordered"), target).isAtMost(2),
        "business days from ordered to d (TARGET) is at most 2");
    all.put(email.isTitleCase(), "email is in title case");
    all.put(
        timestamp("t")
            .inZone("Asia/Dubai")
            .isBusinessDay(
                BusinessCalendar.of("Gulf").withWeekend(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY))
            .not(),
        "t in Asia/Dubai is not a business day (Gulf)");
    all.put(timestamp("t").inZone("UTC").isWeekend().not(), "t in UTC does not fall on a weekend");
    all.put(
        date("d").isOn(DayOfWeek.FRIDAY, DayOfWeek.MONDAY, DayOfWeek.SUNDAY),
        "d falls on Monday, Friday or Sunday");
    all.put(timestamp("t").isNotInTheFuture(), "t is not in the future");
    all.put(timestamp("t").isInTheFuture().not(), "t is not in the future");
    all.put(date("d").isNotInTheFuture("Europe/Paris"), "d is not in the future (Europe/Paris)");
    all.put(date("d").isInTheFuture("UTC"), "d is in the future (UTC)");
    all.put(timestamp("t").isInThePast(), "t is in the past");
    all.put(timestamp("t").isInThePast("UTC").not(), "t is not in the past (UTC)");
    all.put(timestamp("t").isNotInThePast("Asia/Tokyo"), "t is not in the past (Asia/Tokyo)");
    all.put(timestamp("t").isNoOlderThan(Duration.ofHours(2)), "t is no older than 2 hours");
    all.put(
        timestamp("t").isNoOlderThan(Duration.ofMinutes(90)).not(), "t is older than 90 minutes");
    all.put(
        timestamp("t").isNoOlderThan(Duration.ofDays(7), "Europe/Paris"),
        "t is no older than 7 days (Europe/Paris)");
    all.put(
        date("d").isNoOlderThan(Period.of(1, 2, 3), "UTC"),
        "d is no older than 14 months and 3 days (UTC)");
    all.put(date("d").isWithinLast(Period.ofDays(7), "UTC"), "d is within the last 7 days (UTC)");
    all.put(
        date("d").isWithinLast(Period.ofMonths(1), "UTC").not(),
        "d is not within the last month (UTC)");
    all.put(timestamp("t").isWithinLast(Duration.ofDays(1)), "t is within the last 24 hours");
    all.put(
        timestamp("t").isWithinLast(Duration.ofSeconds(1, 500_000_000), "UTC"),
        "t is within the last 1.5 seconds (UTC)");
    all.put(
        today("Europe/Paris").daysSince(date("d")).isAtMost(7),
        "days from d to today in Europe/Paris is at most 7");
    all.put(
        runTime().secondsSince(timestamp("t")).isAtMost(60),
        "seconds from t to the time of the run is at most 60");
    all.put(date("d").isBefore(today("UTC").plusDays(30)), "d is before today in UTC plus 30 days");
    all.put(
        date("d").isEqualTo(today("UTC").endOfMonth()),
        "d is equal to the last day of the month of today in UTC");
    all.put(
        timestamp("t").isAfter(runTime().inZone("UTC").truncatedTo(ChronoUnit.HOURS)),
        "t is after the time of the run in UTC truncated to hours");
    all.put(
        timestamp("t").max().isNoOlderThan(Duration.ofHours(2)),
        "maximum of t is no older than 2 hours");
    all.put(
        date("d").max().isNoOlderThan(Period.ofDays(2), "UTC"),
        "maximum of d is no older than 2 days (UTC)");
    all.put(
        date("e").max().isBeforeOrAt(today("UTC").endOfMonth()),
        "maximum of e is on or before the last day of the month of today in UTC");
    all.put(
        timestamp("t").quantile(0.9).isNotInTheFuture(), "0.9 quantile of t is not in the future");
    all.put(key(email.lower()).isUnique(), "key (email in lower case) is unique");
    all.put(sql("a > b"), "sql(a > b)");
    all.put(email.isTrimmed().forAtLeast(0.995), "email is trimmed for at least 99.5% of rows");
    all.put(email.isTrimmed().forAtMost(0.1), "email is trimmed for at most 10% of rows");
    all.put(email.isTrimmed().forAtLeastRows(3), "email is trimmed for at least 3 rows");
    all.put(email.isTrimmed().forAtMostRows(4), "email is trimmed for at most 4 rows");
    all.put(email.isTrimmed().allowingViolations(5), "email is trimmed with at most 5 violations");
    all.put(
        amount.isNonNegative().where(email.isEqualTo("PAID")).failingOnNull(),
        "amount is at least 0 where email is equal to \"PAID\", null violates");
    all.put(
        email.isBlank().onNoRows(OnNoRows.FAIL).because("of a reason").tagged("a", "b"),
        "email is blank");
    all.put(rowCount().isAtLeast(1_000), "number of rows is at least 1000");
    all.put(
        rowCount().isCloseTo(in("source").rowCount(), percent(0.1)),
        "number of rows is within 0.1% of number of rows in source");
    all.put(
        rowCount().isCloseTo(previousRun(), percent(20)),
        "number of rows is within 20% of that of the previous run");
    all.put(
        amount.mean().isCloseTo(meanOfLastRuns(30), standardDeviations(3)),
        "mean of amount is within 3 standard deviations of the mean of the last 30 runs");
    all.put(
        amount.sum().isCloseTo(medianOfLastRuns(30).needing(10), medianDeviations(2.5)),
        "sum of amount is within 2.5 median absolute deviations of the median of the last 30 runs"
            + " (at least 10 of them)");
    all.put(
        email.completeness().isAtLeast(greatestOfLastRuns(100)),
        "completeness of email is at least the greatest of the last 100 runs");
    all.put(
        email.nullCount().isLessThan(smallestOfLastRuns(5)).where(bool("paid")),
        "number of nulls of email is less than the smallest of the last 5 runs where paid is true");
    all.put(
        rowCount().isEqualTo(previousRun().thatDidNotFail()),
        "number of rows is equal to that of the previous run that did not fail");
    all.put(
        amount.max().isAtMost(meanOfLastRuns(9).needing(2).thatDidNotFail()),
        "maximum of amount is at most the mean of the last 9 runs that did not fail (at least 2 of"
            + " them)");
    all.put(
        rowCount().isCloseTo(previousRun(), 100),
        "number of rows is within 100 of that of the previous run");
    all.put(
        amount.sum().isAtMost(amount.max().times(2)).where(bool("paid")),
        "sum of amount is at most maximum of amount times 2 where paid is true");
    all.put(
        date("d").max().isBefore(in("source").of(date("d").max().where(bool("paid")))),
        "maximum of d is before maximum of d in source where paid is true");
    all.put(
        amount.sum().per("journal").isEqualTo(0), "for each journal, sum of amount is equal to 0");
    all.put(
        rowCount()
            .per(timestamp("t").inZone("Europe/Paris").toDate())
            .isBetween(1, 9)
            .everyGroupIn(LocalDate.of(2024, 2, 28), LocalDate.of(2024, 2, 29))
            .onNoRows(OnNoRows.FAIL)
            .tagged("daily"),
        "for each date of t in Europe/Paris, number of rows is between 1 and 9, every group in"
            + " {2024-02-28, 2024-02-29}");
    all.put(
        ratio(amount.sum(), number("b").sum())
            .per("m.k", "s")
            .isAtLeast(0.5)
            .where(email.isComplete())
            .forAtLeast(0.995),
        "for at least 99.5% of groups by (m.k, s), ratio of sum of amount to sum of b is at least 0.5"
            + " where email is complete");
    all.put(
        key("line").isUnique().per(email.lower(), number("n")).allowingViolations(3),
        "for all groups by (email in lower case, n) but at most 3, key (line) is unique");
    all.put(
        date("d").max().per("k").isNoOlderThan(Period.ofDays(2), "UTC"),
        "for each k, maximum of d is no older than 2 days (UTC)");
    all.put(
        email.max().per("k").isBetween("a", "b").everyGroupIn("x", 1.5, true),
        "for each k, maximum of email is between \"a\" and \"b\", every group in {\"x\", 1.5,"
            + " true}");
    all.put(
        rowCount().per("day").isAtLeast(1).everyGroupOf("calendar").allowingViolations(2),
        "for all groups by day but at most 2, number of rows is at least 1, every group of"
            + " calendar.day");
    all.put(
        amount.sum().per(email.lower(), number("n")).isAtLeast(1).everyGroupOf("pairs", "m.e", "n"),
        "for each (email in lower case, n), sum of amount is at least 1, every group of pairs (m.e,"
            + " n)");
    all.put(
        amount.mean().per("k").warnOutside(2, 3).failOutside(1, 4),
        "for each k, mean of amount is between 1 and 4 (warns outside of 2 to 3)");
    rowsInOrder(all);
    all.put(
        rowCount().where(amount.isZero()).isEqualTo(0).onNoRows(OnNoRows.PASS),
        "number of rows is equal to 0 where amount is equal to 0");
    all.put(email.nullCount().isAtMost(2), "number of nulls of email is at most 2");
    all.put(email.completeness().isAtLeast(0.9), "completeness of email is at least 0.9");
    all.put(
        amount.isPositive().violations().isLessThan(9),
        "number of violations of: amount is greater than 0, is less than 9");
    all.put(
        amount.isPositive().compliance().isGreaterThan(0.5),
        "compliance with: amount is greater than 0, is greater than 0.5");
    all.put(amount.min().isAtLeast(0), "minimum of amount is at least 0");
    all.put(
        date("d").max().isBefore(LocalDate.of(2030, 1, 1)), "maximum of d is before 2030-01-01");
    all.put(email.min().isBetween("a", "b"), "minimum of email is between \"a\" and \"b\"");
    all.put(amount.sum().isCloseTo(10, 0.5), "sum of amount is within 0.5 of 10");
    all.put(amount.mean().isBetween(10, 500), "mean of amount is between 10 and 500");
    all.put(amount.variance().observed(), "sample variance of amount (observed)");
    all.put(amount.populationVariance().observed(), "population variance of amount (observed)");
    all.put(
        amount.standardDeviation().isAtMost(1), "sample standard deviation of amount is at most 1");
    all.put(
        amount.populationStandardDeviation().isAtMost(1),
        "population standard deviation of amount is at most 1");
    all.put(email.maxLength().isAtMost(5), "maximum of length of email is at most 5");
    all.put(amount.quantile(0.9).isAtMost(7), "0.9 quantile of amount is at most 7");
    all.put(amount.median().isEqualTo(7), "median of amount is equal to 7");
    all.put(
        amount.approxQuantile(0.99, 0.001).isAtMost(7),
        "approximate 0.99 quantile of amount (rank error 0.1%) is at most 7");
    all.put(key("id").isUnique(), "key (id) is unique");
    all.put(
        key("a", "b.c").uniqueness().isAtLeast(0.9), "uniqueness of key (a, b.c) is at least 0.9");
    all.put(key("a").distinctness().isAtLeast(0.9), "distinctness of key (a) is at least 0.9");
    all.put(
        key("a").uniqueValueRatio().isAtLeast(0.9),
        "unique-value ratio of key (a) is at least 0.9");
    all.put(key("a").distinctCount().isEqualTo(4), "distinct count of key (a) is equal to 4");
    all.put(allColumns().duplicateRows().isEqualTo(0), "duplicate rows by whole row is equal to 0");
    all.put(key("a").extraRows().isEqualTo(0), "extra rows by key (a) is equal to 0");
    all.put(
        key("a").duplicateValues().isEqualTo(0),
        "number of duplicate values of key (a) is equal to 0");
    all.put(
        key("a", "b").uniqueValues().isAtLeast(3),
        "number of unique values of key (a, b) is at least 3");
    all.put(key("a", "b.c").determines("d"), "d is determined by a, b.c");
    all.put(
        any("x").approxDistinctCount(0.01).isAtLeast(5),
        "approximate distinct count of x (relative error 1%) is at least 5");
    all.put(
        amount.correlation(number("b")).isAtLeast(0.5),
        "correlation of amount and b is at least 0.5");
    all.put(
        amount.spearmanCorrelation(number("b")).isAtLeast(0.5),
        "Spearman's correlation of amount and b is at least 0.5");
    all.put(
        amount.kendallCorrelation(number("b")).isAtLeast(0.5),
        "Kendall's correlation of amount and b is at least 0.5");
    all.put(
        amount.covariance(number("b")).observed(), "sample covariance of amount and b (observed)");
    all.put(
        amount.populationCovariance(number("b")).observed(),
        "population covariance of amount and b (observed)");
    all.put(email.valueCounts(3).observed(), "3 most frequent values of email (observed)");
    all.put(amount.skewness().isBetween(-1, 1), "skewness of amount is between -1 and 1");
    all.put(amount.kurtosis().isAtMost(3), "excess kurtosis of amount is at most 3");
    all.put(
        email.mutualInformation(amount).isAtMost(0.1),
        "mutual information of email and amount is at most 0.1");
    all.put(email.cramersV(amount).isAtMost(0.9), "Cramér's V of email and amount is at most 0.9");
    all.put(email.entropy().isAtLeast(1), "entropy of email is at least 1");
    all.put(
        ratio(amount.sum(), number("b").sum()).isAtLeast(0.95),
        "ratio of sum of amount to sum of b is at least 0.95");
    all.put(
        amount.max().minus(number("b").min()).isAtMost(10),
        "maximum of amount minus minimum of b is at most 10");
    all.put(
        ratio(
                amount.sum().where(email.isComplete()).plus(amount.isZero().violations()),
                email.length().sum().minus(key("id").distinctCount()))
            .isCloseTo(1, 0.1),
        "ratio of ((sum of amount where email is complete) plus (number of violations of: amount is"
            + " equal to 0)) to (sum of length of email minus distinct count of key (id)) is within"
            + " 0.1 of 1");
    all.put(
        ratio(amount.isZero().violations(), rowCount().where(bool("paid").isTrue()))
            .where(email.isNull())
            .observed(),
        "ratio of (number of violations of: amount is equal to 0, where email is null) to (number"
            + " of rows where paid is true and email is null) (observed)");
    all.put(
        rowCount().minus(email.nullCount()).isAtLeast(1).where(amount.isZero()),
        "number of rows minus number of nulls of email is at least 1 where amount is equal to 0");
    all.put(
        amount.sum().percentOf(number("b").sum()).isAtLeast(95),
        "sum of amount as a percentage of sum of b is at least 95");
    all.put(
        amount.max().times(1.5).plus(amount.range().times(email.count())).isAtMost(10),
        "(maximum of amount times 1.5) plus (range of amount times number of values of email) is"
            + " at most 10");
    all.put(
        amount.sum().where(email.isComplete()).dividedBy(12).isAtMost(10),
        "sum of amount divided by 12 is at most 10 where email is complete");
    all.put(amount.interquartileRange().isAtMost(2), "interquartile range of amount is at most 2");
    all.put(
        amount.interpolatedQuantile(0.5).isAtMost(2), "interpolated median of amount is at most 2");
    all.put(
        amount.quantileOf(2.5).isAtLeast(0.95),
        "compliance with: amount is at most 2.5, is at least 0.95 where amount is complete");
    all.put(
        amount.coefficientOfVariation().isAtMost(0.5),
        "coefficient of variation of amount is at most 0.5");
    all.put(amount.harmonicMean().isAtLeast(1), "harmonic mean of amount is at least 1");
    all.put(
        email.topShare(1).isAtMost(0.1),
        "share of the most frequent value of email is at most 0.1");
    all.put(
        email.topShare(3).isAtMost(0.1),
        "share of the 3 most frequent values of email is at most 0.1");
    all.put(
        email.isNotBlank().warnBelow(0.99).failBelow(0.95).where(amount.isAtLeast(1)),
        "email is not blank for at least 95% of rows (warns below 99%) where amount is at least 1");
    all.put(
        email.isBlank().warnAbove(0.01).failAbove(0.05),
        "email is blank for at most 5% of rows (warns above 1%)");
    all.put(
        email.completeness().warnBelow(0.99).failBelow(0.95),
        "completeness of email is at least 0.95 (warns below 0.99)");
    all.put(
        amount.max().warnAbove(10).failAbove(100).where(email.isComplete()),
        "maximum of amount is at most 100 (warns above 10) where email is complete");
    all.put(
        amount.mean().warnOutside(2, 3).failOutside(1, 4),
        "mean of amount is between 1 and 4 (warns outside of 2 to 3)");
    all.put(
        anyOf(rowCount().isEqualTo(0), email.isComplete()),
        "any of (number of rows is equal to 0; email is complete)");
    all.put(
        allOf(email.isUnique(), noneOf(amount.mean().isAtLeast(3), email.isUnique())),
        "all of (key (email) is unique; none of (mean of amount is at least 3; key (email) is"
            + " unique))");
    all.put(
        rowCount().isGreaterThan(0).implies(email.isComplete().forAtLeast(0.9)),
        "if number of rows is greater than 0, then email is complete for at least 90% of rows");
    all.put(email.isUnique().not(), "not (key (email) is unique)");
    all.put(
        sqlMetric("sum(a) / count(*)").where(email.isComplete()).isAtLeast(2),
        "sqlMetric(sum(a) / count(*)) is at least 2 where email is complete");
    all.put(
        amount.ln().firstDigit().isAtMost(number("b").ln()),
        "first significant digit of natural logarithm of amount is at most natural logarithm of b");
    all.put(
        amount.medianAbsoluteDeviation().isAtMost(2),
        "median absolute deviation of amount is at most 2");
    all.put(
        amount.trimmedMean(0.05).isBetween(1, 2),
        "mean of amount without the 5% at each end is between 1 and 2");
    all.put(
        amount.outlierShare(1.5).isAtMost(0.01),
        "share of amount beyond its quartiles by more than 1.5 interquartile ranges is at most"
            + " 0.01");
    all.put(
        amount.outlierShareByMad(1).isAtMost(0.01),
        "share of amount farther from its median than 1 median absolute deviation is at most 0.01");
    all.put(
        amount.outlierShareByZScore(3).isAtMost(0.01),
        "share of amount farther from its mean than 3 standard deviations is at most 0.01");
    all.put(
        amount.valueAtMax(timestamp("t")).isAtLeast(1), "amount at the maximum of t is at least 1");
    all.put(
        email.valueAtMin(amount.plus(1)).isAtMost("b"),
        "email at the minimum of amount + 1 is at most \"b\"");
    all.put(
        date("d").valueAtMax(email).isBeforeOrAt(LocalDate.of(2024, 2, 29)),
        "d at the maximum of email is on or before 2024-02-29");
    all.put(amount.geometricMean().isAtLeast(1), "geometric mean of amount is at least 1");
    all.put(
        amount.benfordChiSquare().isAtMost(15.51),
        "chi squared of Benford's law for amount is at most 15.51");
    all.put(
        amount.benfordDeviation().isAtMost(0.015),
        "mean deviation from Benford's law of amount is at most 0.015");
    all.put(
        email.mostFrequentValue().isIn("a", "b"),
        "most frequent value of email is in {\"a\", \"b\"}");
    all.put(
        amount.mostFrequentValue().isIn(1, 2.5), "most frequent value of amount is in {1, 2.5}");
    all.put(
        date("d").mostFrequentValue().isIn(LocalDate.of(2024, 2, 29)),
        "most frequent value of d is in {2024-02-29}");
    all.put(
        amount
            .driftFrom(Baseline.ofNumbers("June", List.of(1, 2.5, 2.5), 10, 0, 5_000_000_000L, 4))
            .populationStabilityIndex()
            .isAtMost(0.1),
        "population stability index of amount against baseline June is at most 0.1");
    all.put(
        email
            .driftFrom(Baseline.ofTexts("June", List.of("a", "b\"\uD835\uDD38"), 2, 1, 0))
            .jensenShannonDivergence()
            .where(amount.isPositive())
            .isAtMost(0.01),
        "Jensen–Shannon divergence of email from baseline June is at most 0.01 where amount is"
            + " greater than 0");
    all.put(
        bool("paid")
            .driftFrom(Baseline.ofBooleans("all", 3, 0))
            .chiSquaredPValue()
            .isAtLeast(0.001),
        "chi-squared p-value of paid against baseline all is at least 0.001");
    all.put(
        date("d")
            .driftFrom(Baseline.ofTimes("2020", List.of(LocalDate.of(2020, 2, 29)), 1, 2))
            .jensenShannonDivergence()
            .isAtMost(0.1),
        "Jensen–Shannon divergence of d from baseline 2020 is at most 0.1");
    all.put(
        timestamp("t")
            .driftFrom(Baseline.ofTimes("2020", List.of(Instant.EPOCH, Instant.EPOCH), 1, 2, 3))
            .jensenShannonDivergence()
            .isAtMost(0.1),
        "Jensen–Shannon divergence of t from baseline 2020 is at most 0.1");
    all.put(
        timestamp("t")
            .inZone("UTC")
            .driftFrom(
                Baseline.ofTimes("2020", List.of(LocalDateTime.of(2020, 2, 29, 12, 0)), 1, 2))
            .jensenShannonDivergence()
            .isAtMost(0.1),
        "Jensen–Shannon divergence of t in UTC from baseline 2020 is at most 0.1");
    all.put(rowCount().isIn(0, 12), "number of rows is in {0, 12}");
    all.put(
        email.distinctValues().contain("a", "b").where(amount.isZero()),
        "distinct values of email contain {\"a\", \"b\"} where amount is equal to 0");
    all.put(
        amount.plus(1).distinctValues().areIn(1, 2.5),
        "distinct values of amount + 1 are in {1, 2.5}");
    all.put(
        date("d").distinctValues().areExactly(LocalDate.of(2024, 2, 29), LocalDate.EPOCH),
        "distinct values of d are exactly {2024-02-29, 1970-01-01}");
    all.put(
        bool("paid").distinctValues().areExactly(true, false),
        "distinct values of paid are exactly {true, false}");
    all.put(
        email.distinctValues().missing("a", "b").isAtMost(1),
        "number of values of {\"a\", \"b\"} missing in email is at most 1");
    all.put(
        email.distinctValues().unexpected("a").isAtMost(3),
        "number of distinct values of email outside {\"a\"} is at most 3");
    all.put(
        email.distinctValues().differing("a").isAtMost(2),
        "number of distinct values in only one of email and {\"a\"} is at most 2");
    all.put(
        schema("id BIGINT NOT NULL, `a b` ARRAY<STRUCT<x: DECIMAL(10,2), y: MAP<STRING, DATE>>>"),
        "schema is id BIGINT NOT NULL, `a b` ARRAY<STRUCT<x: DECIMAL(10,2), y: MAP<STRING, DATE>>>");
    all.put(
        schema("id INT").allowingMore().inAnyOrder().withWiderTypes(),
        "schema is id INT (allowing more, in any order, with wider types)");
    all.put(hasSameSchemaAs("expected"), "schema is that of expected");
    all.put(
        hasSameSchemaAs("a b").allowingMore().inAnyOrder().withWiderTypes(),
        "schema is that of a b (allowing more, in any order, with wider types)");
    all.put(hasSameRowsAs("expected"), "has the same rows as expected");
    all.put(
        hasSameRowsAs("expected").ignoring("`a.b`", "c").allowingViolations(3),
        "has the same rows as expected, ignoring `a.b`, c for all rows but at most 3");
    all.put(
        hasSameRowsAs("a b").on("id").withTolerance(0.01).forAtLeast(0.99).tagged("t"),
        "has the same rows as a b by id, numbers within 0.01 for at least 99% of keys");
    all.put(
        hasSameRowsAs("x").on("m.k", "n").ignoring("z").onNoRows(OnNoRows.PASS),
        "has the same rows as x by (m.k, n), ignoring z");
    all.put(hasColumn("address.city"), "there is a column address.city");
    all.put(hasColumn("a", "DECIMAL(4,2) NOT NULL"), "there is a column a DECIMAL(4,2) NOT NULL");
    all.put(hasColumn("b", "STRING").ifPresent(), "there is a column b STRING, if present");
    all.put(hasNoColumn("`x.y`"), "there is no column `x.y`");
    all.put(columnCount().isBetween(2, 5), "number of columns is between 2 and 5");
    all.put(fileCount().isAtMost(1000), "number of files is at most 1000");
    all.put(
        fileBytes().isLessThan(1L << 40), "size of all files in bytes is less than 1099511627776");
    all.put(
        largestFileBytes().isAtMost(1 << 30),
        "size of the largest file in bytes is at most 1073741824");
    all.put(smallestFileBytes().isAtLeast(1), "size of the smallest file in bytes is at least 1");
    all.put(partitionCount().isBetween(1, 400), "number of partitions is between 1 and 400");
    all.put(
        largestPartitionBytes().isAtMost(1 << 30),
        "size of the largest partition in bytes is at most 1073741824");
    all.put(
        smallestPartitionBytes().isGreaterThan(0),
        "size of the smallest partition in bytes is greater than 0");
    all.put(
        partitionSkew().isAtMost(1.5),
        "size of the largest partition divided by the mean is at most 1.5");
    all.put(
        strings().haveNamesMatching("[a-z_]+"), "the name of each string column matches /[a-z_]+/");
    all.put(
        numbers().matching("_amount$").haveType("DECIMAL(18,2) NOT NULL"),
        "each number column whose name matches /_amount$/ is DECIMAL(18,2) NOT NULL");
    all.put(
        strings().commented("(?i)code").tagged("key", "of \"x\"").haveType("STRING"),
        "each string column whose comment matches /(?i)code/ and that is tagged \"key\", \"of \\\"x\\\"\" is"
            + " STRING");
    all.put(
        forEachColumn(anyColumns().matching("_").tagged("pii"), Expression::isComplete),
        "each column whose name matches /_/ and that is tagged \"pii\": each column is complete");
    all.put(anyColumns().named("a", "b").areNotNullable(), "each column of {a, b} is NOT NULL");
    all.put(
        email.isComplete().forAtLeast(0.9).ifPresent(),
        "email is complete for at least 90% of rows, if present");
    all.put(
        amount.sum().per("currency").isAtLeast(0).ifPresent(),
        "for each currency, sum of amount is at least 0, if present");
    all.put(
        forEachColumn(anyColumns().named("a", "b").matching("_id"), Expression::isComplete),
        "each column of {a, b} whose name matches /_id/: each column is complete");
    return all;
  }

  public static Check check() {
    return Check.error("every node").require(new ArrayList<>(sentences().keySet())).tagged("all");
  }

  public static List<Requirement> all() {
    return List.copyOf(sentences().keySet());
  }
}
