package dev.assay.dq.internal.state;

/** A number of rows. */
public final class RowsState extends State {

  private static final long serialVersionUID = 1L;
  static final byte TAG = 1;

  private long rows;

  /** A state of no rows. */
  public RowsState() {}

  /** Counts one row. */
  public void add() {
    rows++;
  }

  /**
   * Counts rows.
   *
   * @param more how many, not negative
   */
  public void add(long more) {
    rows += more;
  }

  @Override
  public void merge(State other) {
    rows += same(RowsState.class, other).rows;
  }

  @Override
  public State empty() {
    return new RowsState();
  }

  /** The number. */
  public Measurement.Rows measure() {
    return new Measurement.Rows(rows);
  }

  @Override
  byte tag() {
    return TAG;
  }

  @Override
  void write(StateWriter out) {
    out.writeLong(rows);
  }

  static RowsState read(StateReader in) {
    RowsState state = new RowsState();
    state.rows = in.readCount();
    return state;
  }
}
