package dev.assay.dq.state;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The smallest or greatest value; NaNs are counted apart. */
public final class ExtremeState extends State {

  private static final long serialVersionUID = 1L;
  static final byte TAG = 3;

  private final boolean greatest;

  @SuppressWarnings("serial") // canonical values are serializable
  private @Nullable Object value;

  private long values;
  private long nans;

  /**
   * A state of no rows.
   *
   * @param greatest whether the greatest is kept, rather than the smallest
   */
  public ExtremeState(boolean greatest) {
    this.greatest = greatest;
  }

  /**
   * Takes a value in.
   *
   * @param canonical a canonical value, not null
   */
  public void add(Object canonical) {
    values++;
    if (canonical instanceof Double d && d.isNaN()) {
      nans++;
    } else {
      keep(canonical);
    }
  }

  /**
   * Which extreme is kept.
   *
   * @return true for the greatest
   */
  public boolean greatest() {
    return greatest;
  }

  /**
   * Takes values in whose extreme is known already.
   *
   * @param best their extreme, or null if all are NaN
   * @param count how many there are
   * @param notNumbers how many of them are NaN
   */
  public void addBest(@Nullable Object best, long count, long notNumbers) {
    values += count;
    nans += notNumbers;
    if (best != null) {
      keep(best);
    }
  }

  private void keep(Object candidate) {
    if (value == null) {
      value = candidate;
    } else {
      int order = Values.compare(candidate, value);
      if (greatest ? order > 0 : order < 0) {
        value = candidate;
      }
    }
  }

  @Override
  public void merge(State other) {
    ExtremeState that = same(ExtremeState.class, other);
    sameParameter("greatest", greatest, that.greatest);
    values += that.values;
    nans += that.nans;
    if (that.value != null) {
      keep(that.value);
    }
  }

  @Override
  public State empty() {
    return new ExtremeState(greatest);
  }

  /**
   * The extreme.
   *
   * @return the measurement
   */
  public Measurement.Extreme measure() {
    return new Measurement.Extreme(value, values, nans);
  }

  @Override
  byte tag() {
    return TAG;
  }

  @Override
  void write(DataOutputStream out) throws IOException {
    out.writeBoolean(greatest);
    out.writeLong(values);
    out.writeLong(nans);
    ValueCodec.write(out, value);
  }

  static ExtremeState read(DataInputStream in) throws IOException {
    ExtremeState state = new ExtremeState(in.readBoolean());
    state.values = in.readLong();
    state.nans = in.readLong();
    state.value = ValueCodec.read(in);
    return state;
  }
}
