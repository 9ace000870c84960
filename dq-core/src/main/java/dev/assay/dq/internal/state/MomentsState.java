package dev.assay.dq.internal.state;

/**
 * Count, mean and sum of squared deviations, updated by Welford's method (1962) and merged by the
 * pairwise formula of Chan, Golub and LeVeque (1979): no catastrophic cancellation. Operations are
 * in the order in which Spark's own aggregate has them, so that the last digits agree.
 */
public final class MomentsState extends State {

  private static final long serialVersionUID = 1L;
  static final byte TAG = 5;

  private long values;
  private double mean;
  private double m2;
  private long nans;

  /** A state of no rows. */
  public MomentsState() {}

  /**
   * Takes a value in.
   *
   * @param x the value; NaN makes mean and deviation NaN
   */
  public void add(double x) {
    if (Double.isNaN(x)) {
      nans++;
    }
    values++;
    double delta = x - mean;
    double step = delta / values;
    mean += step;
    m2 += delta * (delta - step);
  }

  @Override
  public void merge(State other) {
    MomentsState that = same(MomentsState.class, other);
    if (that.values == 0) {
      return;
    }
    if (values == 0) {
      mean = that.mean;
      m2 = that.m2;
    } else {
      double total = (double) values + that.values;
      double delta = that.mean - mean;
      double step = delta / total;
      mean += step * that.values;
      m2 = m2 + that.m2 + delta * step * values * that.values;
    }
    values += that.values;
    nans += that.nans;
  }

  @Override
  public State empty() {
    return new MomentsState();
  }

  /** The moments. */
  public Measurement.Moments measure() {
    return new Measurement.Moments(values, m2, nans);
  }

  @Override
  byte tag() {
    return TAG;
  }

  @Override
  void write(StateWriter out) {
    out.writeLong(values);
    out.writeDouble(mean);
    out.writeDouble(m2);
    out.writeLong(nans);
  }

  static MomentsState read(StateReader in) {
    MomentsState state = new MomentsState();
    state.values = in.readCount();
    state.mean = in.readDouble();
    state.m2 = in.readDouble();
    state.nans = in.readCount();
    return state;
  }
}
