package dev.assay.dq.model;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/**
 * A typed constant in a predicate or an expectation.
 *
 * <p>Numbers are exact decimals, as the user wrote them: the double {@code 0.1} is the decimal 0.1.
 * They are kept without trailing zeros, so that 1.0 and 1.00 are one value. Times are kept to the
 * microsecond, which is what Spark stores; finer digits are cut.
 */
public sealed interface Literal extends Serializable {

  /**
   * Hands the literal to the method for its type.
   *
   * @param visitor the interpreter
   * @param <R> what it answers
   * @return its answer
   */
  <R> R accept(Visitor<R> visitor);

  /**
   * The constant as a plain Java value: String, BigDecimal, Boolean, LocalDate, Instant or
   * LocalDateTime.
   *
   * @return the value
   */
  Object value();

  /**
   * A text constant.
   *
   * @param value the text
   */
  record Text(String value) implements Literal {
    /**
     * Refuses null.
     *
     * @param value the text
     */
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
  record Num(BigDecimal value) implements Literal {
    /**
     * Drops trailing zeros, so that equal numbers are equal values.
     *
     * @param value the exact value
     */
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

  /**
   * True or false.
   *
   * @param truth the constant
   */
  record Bool(boolean truth) implements Literal {
    @Override
    public Boolean value() {
      return truth;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.bool(this);
    }
  }

  /**
   * A calendar date.
   *
   * @param value the date
   */
  record Day(LocalDate value) implements Literal {
    /**
     * Refuses null.
     *
     * @param value the date
     */
    public Day {
      Args.notNull(value, "date");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.day(this);
    }
  }

  /**
   * A point in time.
   *
   * @param value the instant, to the microsecond
   */
  record Moment(Instant value) implements Literal {
    /**
     * Cuts to the microsecond.
     *
     * @param value the instant, to the microsecond
     */
    public Moment {
      value = Args.notNull(value, "instant").truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.moment(this);
    }
  }

  /**
   * A date and time without a zone.
   *
   * @param value the local date and time, to the microsecond
   */
  record LocalMoment(LocalDateTime value) implements Literal {
    /**
     * Cuts to the microsecond.
     *
     * @param value the local date and time, to the microsecond
     */
    public LocalMoment {
      value = Args.notNull(value, "date and time").truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.localMoment(this);
    }
  }

  /**
   * The literal for a number.
   *
   * @param number an Integer, Long, Short, Byte, Double, Float, BigInteger, BigDecimal, or another
   *     number whose text is a decimal
   * @return the literal
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
                + " is no value to compare with: NaN satisfies no comparison, and infinities are tested"
                + " with isFinite()");
      }
    }
    return new Num(new BigDecimal(number.toString()));
  }

  /**
   * One method a type of literal; none has a body, so that no interpreter can forget one.
   *
   * @param <R> the answer
   */
  interface Visitor<R> {
    /**
     * A text.
     *
     * @param literal the literal
     * @return the answer
     */
    R text(Text literal);

    /**
     * A number.
     *
     * @param literal the literal
     * @return the answer
     */
    R num(Num literal);

    /**
     * True or false.
     *
     * @param literal the literal
     * @return the answer
     */
    R bool(Bool literal);

    /**
     * A date.
     *
     * @param literal the literal
     * @return the answer
     */
    R day(Day literal);

    /**
     * An instant.
     *
     * @param literal the literal
     * @return the answer
     */
    R moment(Moment literal);

    /**
     * A local date and time.
     *
     * @param literal the literal
     * @return the answer
     */
    R localMoment(LocalMoment literal);
  }
}
