package dev.assay.dq.internal.state;

/** How many rows a predicate is false for, and how many unknown. */
public final class VerdictsState extends State {

  private static final long serialVersionUID = 1L;
  static final byte TAG = 2;

  private long violations;
  private long unknowns;

  /** A state of no rows. */
  public VerdictsState() {}

  /** Counts a row for which the predicate is false. */
  public void violation() {
    violations++;
  }

  /** Counts a row for which the predicate is unknown. */
  public void unknown() {
    unknowns++;
  }

  /** Counts rows for which the predicate is false, and others for which it is unknown. */
  public void add(long violating, long unknown) {
    violations += violating;
    unknowns += unknown;
  }

  @Override
  public void merge(State other) {
    VerdictsState that = same(VerdictsState.class, other);
    violations += that.violations;
    unknowns += that.unknowns;
  }

  @Override
  public State empty() {
    return new VerdictsState();
  }

  /** The two counts. */
  public Measurement.Verdicts measure() {
    return new Measurement.Verdicts(violations, unknowns);
  }

  @Override
  byte tag() {
    return TAG;
  }

  @Override
  void write(StateWriter out) {
    out.writeLong(violations);
    out.writeLong(unknowns);
  }

  static VerdictsState read(StateReader in) {
    VerdictsState state = new VerdictsState();
    state.violations = in.readCount();
    state.unknowns = in.readCount();
    return state;
  }
}
