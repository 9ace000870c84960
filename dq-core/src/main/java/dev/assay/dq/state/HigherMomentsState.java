package dev.assay.dq.state;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Count, mean and sums of the second, third and fourth powers of deviations, updated and merged by
 * the formulas of Pébay (2008), which extend those of {@link MomentsState}.
 */
public final class HigherMomentsState extends State {

  private static final long serialVersionUID = 1L;
  static final byte TAG = 10;

  private long values;
  private double mean;
  private double m2;
  private double m3;
  private double m4;
  private long nans;

  /** A state of no rows. */
  public HigherMomentsState() {}

  /**
   * Takes a value in.
   *
   * @param x the value; NaN makes all moments NaN
   */
  public void add(double x) {
    if (Double.isNaN(x)) {
      nans++;
    }
    double before = values++;
    double n = values;
    double delta = x - mean;
    double step = delta / n;
    double square = step * step;
    double term = delta * step * before;
    mean += step;
    m4 += term * square * (n * n - 3 * n + 3) + 6 * square * m2 - 4 * step * m3;
    m3 += term * step * (n - 2) - 3 * step * m2;
    m2 += term;
  }

  @Override
  public void merge(State other) {
    HigherMomentsState that = same(HigherMomentsState.class, other);
    if (that.values == 0) {
      return;
    }
    if (values == 0) {
      mean = that.mean;
      m2 = that.m2;
      m3 = that.m3;
      m4 = that.m4;
    } else {
      double a = values;
      double b = that.values;
      double n = a + b;
      double d = that.mean - mean;
      double step = d / n;
      m4 +=
          that.m4
              + d * step * step * step * a * b * (a * a - a * b + b * b)
              + 6 * step * step * (a * a * that.m2 + b * b * m2)
              + 4 * step * (a * that.m3 - b * m3);
      m3 += that.m3 + d * step * step * a * b * (a - b) + 3 * step * (a * that.m2 - b * m2);
      m2 += that.m2 + d * step * a * b;
      mean += step * b;
    }
    values += that.values;
    nans += that.nans;
  }

  @Override
  public State empty() {
    return new HigherMomentsState();
  }

  /**
   * The moments.
   *
   * @return the measurement
   */
  public Measurement.HigherMoments measure() {
    return new Measurement.HigherMoments(
        values,
        m2,
        Math.sqrt((double) values) * m3 / Math.sqrt(m2 * m2 * m2),
        values * m4 / (m2 * m2) - 3,
        nans);
  }

  @Override
  byte tag() {
    return TAG;
  }

  @Override
  void write(DataOutputStream out) throws IOException {
    out.writeLong(values);
    out.writeDouble(mean);
    out.writeDouble(m2);
    out.writeDouble(m3);
    out.writeDouble(m4);
    out.writeLong(nans);
  }

  static HigherMomentsState read(DataInputStream in) throws IOException {
    HigherMomentsState state = new HigherMomentsState();
    state.values = in.readLong();
    state.mean = in.readDouble();
    state.m2 = in.readDouble();
    state.m3 = in.readDouble();
    state.m4 = in.readDouble();
    state.nans = in.readLong();
    return state;
  }
}
