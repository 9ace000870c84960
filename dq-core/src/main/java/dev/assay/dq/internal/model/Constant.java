package dev.assay.dq.internal.model;

import dev.assay.dq.Baseline;
import dev.assay.dq.BusinessCalendar;
import dev.assay.dq.TextPattern;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.Temporal;

/**
 * A typed constant in a predicate or an expectation.
 *
 * <p>Numbers are exact decimals, as the user wrote them: the double {@code 0.1} is the decimal 0.1.
 * They are kept without trailing zeros, so that 1.0 and 1.00 are one value. Times are kept to the
 * nanosecond and compared exactly with values, which have microseconds: 1 µs is before 1.5 µs.
 */
public sealed interface Constant extends Serializable {

  /** Hands the literal to the method for its type. */
  <R> R accept(Visitor<R> visitor);

  /**
   * The constant as a plain Java value: String, BigDecimal, Boolean, LocalDate, Instant or
   * LocalDateTime.
   */
  Object value();

  /** A text constant. */
  record Text(String value) implements Constant {
    public Text {
      Args.notNull(value, "text");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.text(this);
    }
  }

  /**
   * A numeric constant.
   *
   * @param value the exact value
   */
  record Num(BigDecimal value) implements Constant {
    /** Drops trailing zeros, so that equal numbers are equal values. */
    public Num {
      value = normal(Args.notNull(value, "number"));
    }

    private static BigDecimal normal(BigDecimal value) {
      if (value.signum() == 0) {
        return BigDecimal.ZERO;
      }
      BigDecimal stripped = value.stripTrailingZeros();
      return stripped.scale() < 0 && stripped.scale() > -400 ? stripped.setScale(0) : stripped;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.num(this);
    }
  }

  /** True or false. */
  record Bool(boolean truth) implements Constant {
    @Override
    public Boolean value() {
      return truth;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.bool(this);
    }
  }

  /** A calendar date. */
  record DateValue(LocalDate value) implements Constant {
    public DateValue {
      Args.notNull(value, "date");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.date(this);
    }
  }

  /** A point in time. */
  record InstantValue(Instant value) implements Constant {
    public InstantValue {
      Args.notNull(value, "instant");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.instant(this);
    }
  }

  /** A date and time without a zone. */
  record LocalTimestampValue(LocalDateTime value) implements Constant {
    public LocalTimestampValue {
      Args.notNull(value, "date and time");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.localTimestamp(this);
    }
  }

  /** A regular expression: not a value of a row, but what text is matched against. */
  record Pattern(TextPattern value) implements Constant {
    public Pattern {
      Args.notNull(value, "pattern");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.pattern(this);
    }
  }

  /** Which days are worked: not a value of a row, but what a date is looked up in. */
  record Calendar(BusinessCalendar value) implements Constant {
    public Calendar {
      Args.notNull(value, "calendar");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.calendar(this);
    }
  }

  /** How values came once: not a value of a row, but what many are compared with. */
  record BaselineValue(Baseline value) implements Constant {
    public BaselineValue {
      Args.notNull(value, "baseline");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.baseline(this);
    }
  }

  /** Where keys are looked up: not a value of a row. */
  record Reference(OtherKey value) implements Constant {
    public Reference {
      Args.notNull(value, "reference");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.reference(this);
    }
  }

  /**
   * The literal for a number.
   *
   * @param number an Integer, Long, Short, Byte, Double, Float, BigInteger, BigDecimal, or another
   *     number whose text is a decimal
   * @throws IllegalArgumentException for NaN and infinities, which no value can be compared with
   */
  static Num of(Number number) {
    Args.notNull(number, "number");
    if (number instanceof BigDecimal decimal) {
      return new Num(decimal);
    }
    if (number instanceof BigInteger whole) {
      return new Num(new BigDecimal(whole));
    }
    if (number instanceof Double || number instanceof Float) {
      double d = number.doubleValue();
      if (Double.isNaN(d) || Double.isInfinite(d)) {
        throw new IllegalArgumentException(
            number
                + " cannot be compared: NaN satisfies no comparison, and infinities are"
                + " tested with isFinite()");
      }
    }
    return new Num(new BigDecimal(number.toString()));
  }

  /**
   * The constant for a time.
   *
   * @param time a LocalDate, Instant or LocalDateTime
   * @throws IllegalArgumentException for anything else
   */
  static Constant of(Temporal time) {
    if (time instanceof LocalDate day) {
      return new DateValue(day);
    }
    if (time instanceof Instant moment) {
      return new InstantValue(moment);
    }
    if (time instanceof LocalDateTime local) {
      return new LocalTimestampValue(local);
    }
    throw new IllegalArgumentException(
        time + " is neither a LocalDate nor an Instant nor a LocalDateTime");
  }

  /** One method a type of literal; none has a body, so that no interpreter can forget one. */
  interface Visitor<R> {
    R text(Text literal);

    R num(Num literal);

    R bool(Bool literal);

    R date(DateValue literal);

    R instant(InstantValue literal);

    R localTimestamp(LocalTimestampValue literal);

    R pattern(Pattern literal);

    R calendar(Calendar literal);

    R baseline(BaselineValue literal);

    R reference(Reference literal);
  }
}
