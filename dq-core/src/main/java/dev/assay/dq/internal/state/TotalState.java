package dev.assay.dq.internal.state;

import dev.assay.dq.internal.model.Unfit;
import java.math.BigDecimal;

/**
 * A number of values and their sum. Whole numbers and decimals are summed exactly, whatever the
 * order; floating point is summed plainly.
 */
public final class TotalState extends State {

  private static final long serialVersionUID = 1L;
  static final byte TAG = 4;

  /** How many digits a decimal may have: a sum has to have room for all of them. */
  static final int MOST_DIGITS = 10_000;

  private long values;
  private long nans;
  private long whole;
  private BigDecimal exact = BigDecimal.ZERO;
  private double real;
  private boolean anyDecimal;
  private boolean anyReal;

  /** A state of no rows. */
  public TotalState() {}

  /**
   * Takes a value in.
   *
   * @param canonical a Long, BigDecimal or Double
   * @throws IllegalArgumentException for anything else
   */
  public void add(Object canonical) {
    if (canonical instanceof Long number) {
      addWhole(number);
    } else if (canonical instanceof BigDecimal decimal) {
      if (Math.abs((long) decimal.scale()) > MOST_DIGITS || decimal.precision() > MOST_DIGITS) {
        throw new Unfit(
            "a decimal with more than "
                + MOST_DIGITS
                + " digits before or after the point cannot be added up");
      }
      exact = exact.add(decimal);
      anyDecimal = true;
    } else if (canonical instanceof Double number) {
      real += number;
      anyReal = true;
      if (number.isNaN()) {
        nans++;
      }
    } else {
      throw new Unfit("a " + canonical.getClass().getSimpleName() + " cannot be added up");
    }
    values++;
  }

  /**
   * Takes whole numbers or decimals in that were added up already.
   *
   * @param count how many they are, not 0
   * @param sum a Long or BigDecimal
   */
  public void addExacts(long count, Object sum) {
    add(sum);
    values += count - 1;
  }

  /**
   * Takes whole numbers in that were added up already.
   *
   * @param sum their sum, which has not overflowed
   */
  public void addWholes(long count, long sum) {
    addWhole(sum);
    values += count;
  }

  /**
   * Takes floating-point values in that were added up already.
   *
   * @param notNumbers how many of them are NaN
   */
  public void addReals(long count, double sum, long notNumbers) {
    real += sum;
    anyReal = true;
    values += count;
    nans += notNumbers;
  }

  private void addWhole(long number) {
    long sum = whole + number;
    if (((whole ^ sum) & (number ^ sum)) < 0) {
      exact = exact.add(BigDecimal.valueOf(whole));
      whole = number;
    } else {
      whole = sum;
    }
  }

  @Override
  public void merge(State other) {
    TotalState that = same(TotalState.class, other);
    values += that.values;
    nans += that.nans;
    addWhole(that.whole);
    exact = exact.add(that.exact);
    real += that.real;
    anyDecimal |= that.anyDecimal;
    anyReal |= that.anyReal;
  }

  @Override
  public State empty() {
    return new TotalState();
  }

  /** The sum. Where floating-point values came together with others, the sum is floating point. */
  public Measurement.Total measure() {
    BigDecimal total = exact.add(BigDecimal.valueOf(whole));
    if (anyReal) {
      return new Measurement.Total(
          values,
          Measurement.TotalKind.FLOATING,
          BigDecimal.ZERO,
          real + total.doubleValue(),
          nans);
    }
    return new Measurement.Total(
        values,
        anyDecimal ? Measurement.TotalKind.DECIMAL : Measurement.TotalKind.WHOLE,
        total,
        total.doubleValue(),
        0);
  }

  @Override
  byte tag() {
    return TAG;
  }

  @Override
  void write(StateWriter out) {
    out.writeLong(values);
    out.writeLong(nans);
    out.writeLong(whole);
    out.writeValue(exact);
    out.writeDouble(real);
    out.writeBoolean(anyDecimal);
    out.writeBoolean(anyReal);
  }

  static TotalState read(StateReader in) {
    TotalState state = new TotalState();
    state.values = in.readCount();
    state.nans = in.readCount();
    state.whole = in.readLong();
    state.exact = in.readDecimal();
    state.real = in.readDouble();
    state.anyDecimal = in.readBoolean();
    state.anyReal = in.readBoolean();
    return state;
  }
}
