package dev.assay.dq.internal.state;

import dev.assay.dq.internal.model.Values;
import java.math.BigDecimal;

/**
 * An estimate of the number of distinct values: HyperLogLog (Flajolet, Fusy, Gandouet and Meunier,
 * 2007) over 64-bit hashes, with linear counting while it is nearly empty. With m registers the
 * relative standard deviation is 1.04 / sqrt(m).
 */
public final class DistinctState extends State {

  private static final long serialVersionUID = 1L;
  static final byte TAG = 8;

  private final int precision;
  private final byte[] registers;
  private long values;

  /**
   * A state of no rows.
   *
   * @param relativeError the relative standard deviation to keep to
   */
  public DistinctState(BigDecimal relativeError) {
    this(precision(relativeError.doubleValue()));
  }

  private DistinctState(int precision) {
    this.precision = precision;
    this.registers = new byte[1 << precision];
  }

  private static int precision(double error) {
    int precision = 4;
    while (precision < 18 && 1.04 / Math.sqrt(1 << precision) > error) {
      precision++;
    }
    return precision;
  }

  /**
   * Takes a value in.
   *
   * @param key a key as {@link Values#key} gives it
   */
  public void add(Object key) {
    values++;
    long hash = Hashes.of(key);
    int register = (int) (hash >>> (64 - precision));
    long rest = (hash << precision) | (1L << (precision - 1));
    byte rank = (byte) (Long.numberOfLeadingZeros(rest) + 1);
    if (rank > registers[register]) {
      registers[register] = rank;
    }
  }

  @Override
  public void merge(State other) {
    DistinctState that = same(DistinctState.class, other);
    sameParameter("precision", precision, that.precision);
    values += that.values;
    for (int i = 0; i < registers.length; i++) {
      registers[i] = (byte) Math.max(registers[i], that.registers[i]);
    }
  }

  @Override
  public State empty() {
    return new DistinctState(precision);
  }

  /** The estimate. */
  public Measurement.Estimate measure() {
    int m = registers.length;
    double sum = 0;
    int zeros = 0;
    for (byte register : registers) {
      sum += 1.0 / (1L << register);
      zeros += register == 0 ? 1 : 0;
    }
    double alpha =
        switch (m) {
          case 16 -> 0.673;
          case 32 -> 0.697;
          case 64 -> 0.709;
          default -> 0.7213 / (1 + 1.079 / m);
        };
    double estimate = alpha * m * m / sum;
    if (estimate <= 2.5 * m && zeros > 0) {
      estimate = m * Math.log((double) m / zeros);
    }
    return new Measurement.Estimate(values, Math.rint(estimate), 1.04 / Math.sqrt(m));
  }

  @Override
  byte tag() {
    return TAG;
  }

  @Override
  void write(StateWriter out) {
    out.writeByte(precision);
    out.writeLong(values);
    out.write(registers);
  }

  static DistinctState read(StateReader in) {
    int precision = in.readByte();
    StateReader.check(precision >= 4 && precision <= 18, "a precision of " + precision);
    in.require(1L << precision);
    DistinctState state = new DistinctState(precision);
    state.values = in.readCount();
    for (int i = 0; i < state.registers.length; i++) {
      byte rank = in.readByte();
      StateReader.check(rank >= 0 && rank <= Long.SIZE - precision + 1, "a rank of " + rank);
      state.registers[i] = rank;
    }
    return state;
  }
}
