package dev.assay.dq.result;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Utf8;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The value of a metric. */
public sealed interface MetricValue extends Serializable {

  /**
   * The value as a plain Java value: Long, BigDecimal, Double, String, Boolean, LocalDate, Instant,
   * LocalDateTime, or for value counts a list of entries.
   *
   * @return the value
   */
  Object plain();

  /** The value alone, without how good it is and what it is made of. */
  default MetricValue bare() {
    return this;
  }

  /**
   * The value for people.
   *
   * @return its text
   */
  String text();

  /**
   * A number of rows or keys.
   *
   * @param value the number
   */
  record Count(long value) implements MetricValue {
    @Override
    public Object plain() {
      return value;
    }

    @Override
    public String text() {
      return Numbers.grouped(value);
    }
  }

  /**
   * An exact quotient: a fraction of rows.
   *
   * @param part the numerator
   * @param whole the denominator, not zero
   */
  record Ratio(long part, long whole) implements MetricValue {
    @Override
    public Object plain() {
      return (double) part / whole;
    }

    @Override
    public String text() {
      return Numbers.percent(BigDecimal.valueOf(part), whole);
    }
  }

  /**
   * How many groups of rows violate, of those that are judged.
   *
   * @param violating the groups that violate
   * @param judged the groups that are judged, and those that there should be; not zero
   */
  record Groups(long violating, long judged) implements MetricValue {

    /** The fraction of the groups that do not violate. */
    @Override
    public Object plain() {
      return (double) (judged - violating) / judged;
    }

    @Override
    public String text() {
      return Numbers.percent(BigDecimal.valueOf(judged - violating), judged)
          + " ("
          + Numbers.grouped(violating)
          + " of "
          + Numbers.grouped(judged)
          + (judged == 1
              ? " group violates)"
              : violating == 1 ? " groups violates)" : " groups violate)");
    }
  }

  /**
   * What was found of the columns themselves.
   *
   * @param value what differs from what is declared, in English
   */
  record Structure(String value) implements MetricValue {
    @Override
    public Object plain() {
      return value;
    }

    @Override
    public String text() {
      return value;
    }
  }

  /**
   * How many rows in order violate, or what else is counted of them.
   *
   * @param judged how many are judged; not zero
   * @param noun what one of them is called
   */
  record InOrder(long violating, long judged, String noun) implements MetricValue {

    /** The fraction that does not violate. */
    @Override
    public Object plain() {
      return (double) (judged - violating) / judged;
    }

    @Override
    public String text() {
      return Numbers.percent(BigDecimal.valueOf(judged - violating), judged)
          + " ("
          + Numbers.grouped(violating)
          + " of "
          + Numbers.grouped(judged)
          + " "
          + noun
          + (judged == 1 ? " violates)" : violating == 1 ? "s violates)" : "s violate)");
    }
  }

  /**
   * How rows differ from those of another dataset.
   *
   * @param compared how many keys there are on either side, or rows without a key; not zero
   * @param missing those that only the other dataset has
   * @param extra those that only this one has
   * @param changed the keys of which a value differs
   * @param repeated the keys that are not unique on both sides
   * @param columns the columns whose values differ, and in how many keys
   * @param noun what one of them is called
   */
  record RowDifferences(
      long compared,
      long missing,
      long extra,
      long changed,
      long repeated,
      List<ColumnDifferences> columns,
      String noun)
      implements MetricValue {

    private static final int NAMED = 10;

    public RowDifferences {
      columns = List.copyOf(columns);
    }

    /** How many differ. */
    public long differing() {
      return missing + extra + changed + repeated;
    }

    /** The fraction that is the same. */
    @Override
    public Object plain() {
      return (double) (compared - differing()) / compared;
    }

    @Override
    public String text() {
      List<String> kinds = new ArrayList<>();
      count(kinds, missing, " missing");
      count(kinds, extra, " extra");
      count(kinds, changed, " changed (" + changes() + ")");
      count(kinds, repeated, " not unique");
      return Numbers.grouped(differing())
          + " of "
          + Numbers.grouped(compared)
          + " "
          + noun
          + (compared == 1 ? "" : "s")
          + (differing() == 1 ? " differs" : " differ")
          + (kinds.isEmpty() ? "" : ": " + String.join(", ", kinds));
    }

    private static void count(List<String> kinds, long number, String kind) {
      if (number > 0) {
        kinds.add(Numbers.grouped(number) + kind);
      }
    }

    private String changes() {
      int more = columns.size() - NAMED;
      return columns.stream()
              .limit(NAMED)
              .map(each -> each.column() + " " + Numbers.grouped(each.differing()))
              .collect(Collectors.joining(", "))
          + (more > 0 ? ", and " + more + " more columns" : "");
    }
  }

  /**
   * A column in which rows differ.
   *
   * @param differing in how many keys
   */
  record ColumnDifferences(String column, long differing) implements Serializable {}

  /**
   * An exact mean: a sum and the number of values.
   *
   * @param count the number of values, not zero
   */
  record Mean(BigDecimal sum, long count) implements MetricValue {
    @Override
    public Object plain() {
      return sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128).doubleValue();
    }

    @Override
    public String text() {
      return Numbers.plain(sum.divide(BigDecimal.valueOf(count), new MathContext(15)));
    }
  }

  /**
   * An exact number.
   *
   * @param value the number
   */
  record Exact(BigDecimal value) implements MetricValue {
    @Override
    public Object plain() {
      return value;
    }

    @Override
    public String text() {
      return Numbers.plain(value);
    }
  }

  /**
   * A floating-point number, perhaps NaN.
   *
   * @param value the number
   */
  record Real(double value) implements MetricValue {
    @Override
    public Object plain() {
      return value;
    }

    @Override
    public String text() {
      return Numbers.real(value);
    }
  }

  /**
   * A text.
   *
   * @param value the text
   */
  record Text(String value) implements MetricValue {
    @Override
    public Object plain() {
      return value;
    }

    @Override
    public String text() {
      return English.quoted(value);
    }
  }

  /**
   * In place of a value of the data that a policy does not show: in samples too.
   *
   * @param text what stands for it, such as {@code [text, 5 to 8 characters]}
   */
  record Masked(String text) implements MetricValue {
    @Override
    public Object plain() {
      return text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** True or false. */
  record Bool(boolean value) implements MetricValue {
    @Override
    public Object plain() {
      return value;
    }

    @Override
    public String text() {
      return String.valueOf(value);
    }
  }

  /**
   * A date.
   *
   * @param value the date
   */
  record DateValue(LocalDate value) implements MetricValue {
    @Override
    public Object plain() {
      return value;
    }

    @Override
    public String text() {
      return value.toString();
    }
  }

  /**
   * A point in time.
   *
   * @param value the instant
   */
  record InstantValue(Instant value) implements MetricValue {
    @Override
    public Object plain() {
      return value;
    }

    @Override
    public String text() {
      return value.toString();
    }
  }

  /**
   * A date and time without a zone.
   *
   * @param value the date and time
   */
  record LocalTimestampValue(LocalDateTime value) implements MetricValue {
    @Override
    public Object plain() {
      return value;
    }

    @Override
    public String text() {
      return value.toString();
    }
  }

  /**
   * Values with their counts, most frequent first.
   *
   * @param top the values listed
   * @param otherValues how many distinct values are not listed
   * @param otherRows how many rows those have
   */
  record Counts(List<Entry> top, long otherValues, long otherRows) implements MetricValue {
    public Counts {
      top = List.copyOf(top);
    }

    /** The same counts of other values. */
    @Internal
    public Counts mapping(UnaryOperator<MetricValue> values) {
      return new Counts(
          top.stream().map(each -> new Entry(values.apply(each.value()), each.count())).toList(),
          otherValues,
          otherRows);
    }

    @Override
    public Object plain() {
      return top;
    }

    @Override
    public String text() {
      String listed =
          top.stream()
              .map(entry -> entry.value().text() + " " + Numbers.grouped(entry.count()))
              .collect(Collectors.joining(", "));
      return otherValues == 0
          ? listed
          : listed
              + ", … "
              + Numbers.grouped(otherValues)
              + " more values in "
              + Numbers.grouped(otherRows)
              + " rows";
    }
  }

  /**
   * One value and its number of rows.
   *
   * @param count the rows
   */
  record Entry(MetricValue value, long count) implements Serializable {}

  /**
   * An approximation.
   *
   * @param value the approximate value
   * @param bound how far it may be off, in English
   */
  record Approximate(MetricValue value, String bound) implements MetricValue {
    @Override
    public Object plain() {
      return value.plain();
    }

    @Override
    public MetricValue bare() {
      return value.bare();
    }

    @Override
    public String text() {
      return "≈ " + value.text() + " (" + bound + ")";
    }
  }

  /**
   * An exact quotient of two numbers.
   *
   * @param whole the denominator, greater than 0
   */
  record Quotient(BigDecimal part, BigDecimal whole) implements MetricValue {
    @Override
    public Object plain() {
      return part.divide(whole, MathContext.DECIMAL128).doubleValue();
    }

    @Override
    public String text() {
      return Numbers.plain(part.divide(whole, new MathContext(15)));
    }
  }

  /**
   * A number made of several metrics.
   *
   * @param parts the metrics that it is made of, with their values
   */
  record Combined(MetricValue value, List<Part> parts) implements MetricValue {
    public Combined {
      parts = List.copyOf(parts);
    }

    @Override
    public Object plain() {
      return value.plain();
    }

    @Override
    public MetricValue bare() {
      return value.bare();
    }

    @Override
    public String text() {
      return value.text()
          + parts.stream()
              .map(part -> part.metric() + " = " + part.value().text())
              .distinct()
              .collect(Collectors.joining(", ", " (", ")"));
    }
  }

  /**
   * One of the metrics that a number is made of, and its value.
   *
   * @param metric the metric in English
   */
  record Part(String metric, MetricValue value) implements Serializable {}

  /**
   * The metric value of a canonical value.
   *
   * @param canonical a String, Long, BigDecimal, Double, Boolean, LocalDate, Instant or
   *     LocalDateTime
   * @return the value
   */
  static MetricValue of(Object canonical) {
    if (canonical instanceof Long number) {
      return new Exact(BigDecimal.valueOf(number));
    }
    if (canonical instanceof BigDecimal decimal) {
      return new Exact(decimal);
    }
    if (canonical instanceof Double number) {
      return new Real(number);
    }
    if (canonical instanceof Boolean truth) {
      return new Bool(truth);
    }
    if (canonical instanceof LocalDate date) {
      return new DateValue(date);
    }
    if (canonical instanceof Instant instant) {
      return new InstantValue(instant);
    }
    if (canonical instanceof LocalDateTime local) {
      return new LocalTimestampValue(local);
    }
    return new Text(Utf8.shown(canonical.toString()));
  }
}
