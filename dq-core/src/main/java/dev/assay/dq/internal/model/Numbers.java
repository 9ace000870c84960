package dev.assay.dq.internal.model;

/**
 * A number or truth of each row of a batch. Those of whole numbers and truths, which are 1 and 0,
 * are in one array, those of floating point in the other.
 */
@SuppressWarnings("ShortCircuitBoolean") // a branch on what a row holds is guessed wrong too often
public final class Numbers {

  final boolean[] nulls;
  final long[] wholes;
  final double[] reals;

  Numbers(int rows) {
    nulls = new boolean[rows];
    wholes = new long[rows];
    reals = new double[rows];
  }

  /** Whether that of a row is null; if so, its number means nothing. */
  public boolean isNull(int row) {
    return nulls[row];
  }

  /** The whole number of a row. */
  public long whole(int row) {
    return wholes[row];
  }

  /** The floating-point number of a row. */
  public double real(int row) {
    return reals[row];
  }

  /** Whether it is true of a row. */
  public boolean holds(int row) {
    return wholes[row] != 0 & !nulls[row];
  }

  /** Whether it is false of a row. */
  public boolean isViolatedBy(int row) {
    return wholes[row] == 0 & !nulls[row];
  }
}
