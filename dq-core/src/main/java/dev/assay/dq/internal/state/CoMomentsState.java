package dev.assay.dq.internal.state;

/** Means, squared deviations and the product of deviations of pairs; see {@link MomentsState}. */
public final class CoMomentsState extends State {

  private static final long serialVersionUID = 1L;
  static final byte TAG = 6;

  private long pairs;
  private double meanX;
  private double meanY;
  private double m2x;
  private double m2y;
  private double cxy;
  private long nans;

  /** A state of no rows. */
  public CoMomentsState() {}

  /** Takes a complete pair in. */
  public void add(double x, double y) {
    if (Double.isNaN(x) || Double.isNaN(y)) {
      nans++;
    }
    pairs++;
    double dx = x - meanX;
    double dy = y - meanY;
    double stepX = dx / pairs;
    double stepY = dy / pairs;
    meanX += stepX;
    meanY += stepY;
    m2x += dx * (dx - stepX);
    m2y += dy * (dy - stepY);
    cxy += dx * (y - meanY);
  }

  @Override
  public void merge(State other) {
    CoMomentsState that = same(CoMomentsState.class, other);
    if (that.pairs == 0) {
      return;
    }
    if (pairs == 0) {
      meanX = that.meanX;
      meanY = that.meanY;
      m2x = that.m2x;
      m2y = that.m2y;
      cxy = that.cxy;
    } else {
      double total = (double) pairs + that.pairs;
      double dx = that.meanX - meanX;
      double dy = that.meanY - meanY;
      double stepX = dx / total;
      double stepY = dy / total;
      meanX += stepX * that.pairs;
      meanY += stepY * that.pairs;
      m2x = m2x + that.m2x + dx * stepX * pairs * that.pairs;
      m2y = m2y + that.m2y + dy * stepY * pairs * that.pairs;
      cxy = cxy + that.cxy + dx * stepY * pairs * that.pairs;
    }
    pairs += that.pairs;
    nans += that.nans;
  }

  @Override
  public State empty() {
    return new CoMomentsState();
  }

  /** The co-moments. */
  public Measurement.CoMoments measure() {
    return new Measurement.CoMoments(pairs, m2x, m2y, cxy, nans);
  }

  @Override
  byte tag() {
    return TAG;
  }

  @Override
  void write(StateWriter out) {
    out.writeLong(pairs);
    out.writeDouble(meanX);
    out.writeDouble(meanY);
    out.writeDouble(m2x);
    out.writeDouble(m2y);
    out.writeDouble(cxy);
    out.writeLong(nans);
  }

  static CoMomentsState read(StateReader in) {
    CoMomentsState state = new CoMomentsState();
    state.pairs = in.readCount();
    state.meanX = in.readDouble();
    state.meanY = in.readDouble();
    state.m2x = in.readDouble();
    state.m2y = in.readDouble();
    state.cxy = in.readDouble();
    state.nans = in.readCount();
    return state;
  }
}
