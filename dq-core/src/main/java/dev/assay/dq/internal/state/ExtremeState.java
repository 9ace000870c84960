package dev.assay.dq.internal.state;

import dev.assay.dq.internal.model.Values;
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

  /** A state of no rows. */
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

  /** Which extreme is kept. */
  public boolean greatest() {
    return greatest;
  }

  /**
   * Takes values in whose extreme is known already.
   *
   * @param best their extreme, or null if all are NaN
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

  /** The extreme. */
  public Measurement.Extreme measure() {
    return new Measurement.Extreme(value, values, nans);
  }

  @Override
  byte tag() {
    return TAG;
  }

  @Override
  void write(StateWriter out) {
    out.writeBoolean(greatest);
    out.writeLong(values);
    out.writeLong(nans);
    out.writeValue(value);
  }

  static ExtremeState read(StateReader in) {
    ExtremeState state = new ExtremeState(in.readBoolean());
    state.values = in.readCount();
    state.nans = in.readCount();
    state.value = in.readValue();
    StateReader.check(
        state.value == null || ValueCodec.isKey(state.value), "a value that cannot be compared");
    return state;
  }
}
