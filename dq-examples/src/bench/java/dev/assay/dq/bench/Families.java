package dev.assay.dq.bench;

import static dev.assay.dq.Columns.array;
import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.map;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.string;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.assay.dq.Formats;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.Predicate;
import dev.assay.dq.StringColumn;
import dev.assay.dq.TemporalColumn;
import dev.assay.dq.TextPattern;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is said of a row, family by family, beside what somebody who knows Spark writes for it. */
final class Families {

  private Families() {}

  private static final class Asked {
    private final List<Question> all = new ArrayList<>();

    Asked say(Predicate predicate, String sql) {
      all.add(
          new Question(
              all.size() + 1 + ": " + sql,
              predicate.compliance().observed(),
              sum(when(expr(sql), 1).otherwise(0)).divide(count(lit(1))),
              null));
      return this;
    }
  }

  static List<Question> texts() {
    StringColumn c = string("l_comment");
    return new Asked()
        .say(c.isNotBlank(), "trim(l_comment) <> ''")
        .say(c.isNotEmpty(), "l_comment <> ''")
        .say(c.startsWith("c"), "startswith(l_comment, 'c')")
        .say(c.endsWith("s"), "endswith(l_comment, 's')")
        .say(c.contains("furious"), "contains(l_comment, 'furious')")
        .say(c.isLike("%ironic%"), "l_comment LIKE '%ironic%'")
        .say(c.length().isAtMost(30), "length(l_comment) <= 30")
        .say(c.length().isBetween(10, 40), "length(l_comment) BETWEEN 10 AND 40")
        .say(c.isLowerCase(), "l_comment = lower(l_comment)")
        .say(c.isUpperCase(), "l_comment = upper(l_comment)")
        .say(c.isTrimmed(), "l_comment = trim(l_comment)")
        .say(c.isAscii(), "octet_length(l_comment) = length(l_comment)")
        .say(c.hasNoControlCharacters(), "NOT l_comment RLIKE '\\\\p{Cntrl}'")
        .say(c.matches("[a-z ,.;:?!'-]+"), "l_comment RLIKE \"\\\\A[a-z ,.;:?!'-]+\\\\z\"")
        .say(c.containsPattern("(?:quick|slow)ly"), "l_comment RLIKE '(?:quick|slow)ly'")
        .say(c.isNotIn("none", "n/a"), "l_comment NOT IN ('none', 'n/a')")
        .say(c.substring(0, 1).isIn("a", "e", "i"), "substring(l_comment, 1, 1) IN ('a', 'e', 'i')")
        .say(c.before(" ").length().isAtMost(5), "length(substring_index(l_comment, ' ', 1)) <= 5")
        .say(c.replaced(" ", "").length().isAtLeast(8), "length(replace(l_comment, ' ', '')) >= 8")
        .say(c.isEqualToIgnoringCase("none").not(), "lower(l_comment) <> 'none'")
        .all;
  }

  static List<Question> arithmetic() {
    NumericColumn price = number("l_extendedprice");
    NumericColumn discount = number("l_discount");
    NumericColumn tax = number("l_tax");
    NumericColumn quantity = integer("l_quantity");
    NumericColumn key = integer("l_orderkey");
    return new Asked()
        .say(quantity.plus(1).isGreaterThan(quantity), "l_quantity + 1 > l_quantity")
        .say(key.times(2).minus(key).isEqualTo(key), "l_orderkey * 2 - l_orderkey = l_orderkey")
        .say(
            price.times(discount).isAtMost(price),
            "l_extendedprice * l_discount <= l_extendedprice")
        .say(price.dividedBy(quantity).isAtLeast(1000), "l_extendedprice / l_quantity >= 1000")
        .say(discount.minus(tax).absolute().isAtMost(0.05), "abs(l_discount - l_tax) <= 0.05")
        .say(quantity.remainder(5).isZero(), "l_quantity % 5 = 0")
        .say(discount.isCloseTo(tax, 0.02), "abs(l_discount - l_tax) <= 0.02")
        .say(price.negated().isNegative(), "-l_extendedprice < 0")
        .say(
            integer("l_partkey").minus(integer("l_suppkey")).isNonNegative(),
            "l_partkey - l_suppkey >= 0")
        .say(
            price.plus(tax).minus(discount).isPositive(),
            "l_extendedprice + l_tax - l_discount > 0")
        .all;
  }

  static List<Question> times() {
    TemporalColumn shipped = date("l_shipdate");
    TemporalColumn committed = date("l_commitdate");
    TemporalColumn received = date("l_receiptdate");
    return new Asked()
        .say(shipped.isBefore(received), "l_shipdate < l_receiptdate")
        .say(
            received.daysSince(shipped).isBetween(1, 30),
            "datediff(l_receiptdate, l_shipdate) BETWEEN 1 AND 30")
        .say(shipped.year().isBetween(1992, 1998), "year(l_shipdate) BETWEEN 1992 AND 1998")
        .say(shipped.month().isIn(1, 2, 3), "month(l_shipdate) IN (1, 2, 3)")
        .say(shipped.isWeekday(), "weekday(l_shipdate) < 5")
        .say(committed.isOn(DayOfWeek.MONDAY), "weekday(l_commitdate) = 0")
        .say(committed.isAfter(LocalDate.of(1995, 1, 1)), "l_commitdate > DATE'1995-01-01'")
        .say(
            shipped.plusDays(30).isAfterOrAt(received), "date_add(l_shipdate, 30) >= l_receiptdate")
        .say(shipped.endOfMonth().isEqualTo(shipped), "last_day(l_shipdate) = l_shipdate")
        .say(received.isoWeek().isAtMost(26), "weekofyear(l_receiptdate) <= 26")
        .all;
  }

  static List<Question> nested() {
    return new Asked()
        .say(
            array("prices").numbers().each(price -> price.isPositive()),
            "forall(prices, x -> x > 0)")
        .say(
            array("prices").numbers().any(price -> price.isGreaterThan(2000)),
            "exists(prices, x -> x > 2000)")
        .say(array("prices").size().isBetween(1, 3), "size(prices) BETWEEN 1 AND 3")
        .say(
            array("modes").strings().each(mode -> mode.isIn("AIR", "RAIL", "MAIL", "SHIP", "FOB")),
            "forall(modes, x -> x IN ('AIR', 'RAIL', 'MAIL', 'SHIP', 'FOB'))")
        .say(map("amounts").number("tax").isAtMost(0.05), "amounts['tax'] <= 0.05D")
        .all;
  }

  /** Columns of numbers with check digits, and the formats that they have. */
  static final Map<String, TextPattern> CHECKED = new LinkedHashMap<>();

  static {
    CHECKED.put("ean", Formats.EAN_13);
    CHECKED.put("card", Formats.CREDIT_CARD);
    CHECKED.put("iban", Formats.IBAN);
    CHECKED.put("lei", Formats.LEI);
    CHECKED.put("isbn", Formats.ISBN_13);
  }

  static List<Question> formats() {
    List<Question> all = new ArrayList<>();
    CHECKED.forEach(
        (name, format) ->
            all.add(
                new Question(
                    name, string(name).matches(format).compliance().observed(), null, null)));
    return all;
  }

  /** The same columns against the shapes of the formats alone. */
  static List<Question> shapes() {
    List<Question> all = new ArrayList<>();
    CHECKED.forEach(
        (name, format) ->
            all.add(
                new Question(
                    name,
                    string(name).containsPattern(format.regex()).compliance().observed(),
                    sum(when(col(name).rlike(format.regex()), 1).otherwise(0))
                        .divide(count(lit(1))),
                    null)));
    return all;
  }
}
