package dev.assay.dq.internal.state;

/** The moments of a distribution up to the fourth, and how many values are NaN. */
public final class HigherMomentsState extends State {

  private static final long serialVersionUID = 1L;
  static final byte TAG = 10;

  private final CentralMoments moments;
  private long nans;

  /** A state of no rows. */
  public HigherMomentsState() {
    this(new CentralMoments());
  }

  private HigherMomentsState(CentralMoments moments) {
    this.moments = moments;
  }

  /**
   * Takes a value in.
   *
   * @param x the value; NaN makes all moments NaN
   */
  public void add(double x) {
    if (Double.isNaN(x)) {
      nans++;
    }
    moments.add(x);
  }

  @Override
  public void merge(State other) {
    HigherMomentsState that = same(HigherMomentsState.class, other);
    moments.merge(that.moments);
    nans += that.nans;
  }

  @Override
  public State empty() {
    return new HigherMomentsState();
  }

  /** The moments. */
  public Measurement.HigherMoments measure() {
    double n = moments.count();
    double m2 = moments.m2();
    return new Measurement.HigherMoments(
        moments.count(),
        m2,
        Math.sqrt(n) * moments.m3() / Math.sqrt(m2 * m2 * m2),
        n * moments.m4() / (m2 * m2) - 3,
        nans);
  }

  @Override
  byte tag() {
    return TAG;
  }

  @Override
  void write(StateWriter out) {
    moments.write(out);
    out.writeLong(nans);
  }

  static HigherMomentsState read(StateReader in) {
    HigherMomentsState state = new HigherMomentsState(CentralMoments.read(in));
    state.nans = in.readCount();
    return state;
  }
}
