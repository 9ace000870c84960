package dev.assay.dq.profile;

import dev.assay.dq.internal.state.StateReader;
import dev.assay.dq.internal.state.StateWriter;

/**
 * Counts different 64-bit hashes approximately: HyperLogLog with 4,096 registers (Flajolet et al.,
 * 2007), whose standard error is 1.04 / sqrt(4096) = 1.6%.
 */
final class DistinctSketch {

  private static final int BITS = 12;
  static final int SIZE = 1 << BITS;

  /** The standard error, relative. */
  static final double STANDARD_ERROR = 1.04 / Math.sqrt(SIZE);

  private final byte[] registers = new byte[SIZE];

  void add(long hash) {
    int index = (int) (hash >>> (64 - BITS));
    byte rank = (byte) (Long.numberOfLeadingZeros((hash << BITS) | (1L << (BITS - 1))) + 1);
    if (rank > registers[index]) {
      registers[index] = rank;
    }
  }

  void merge(DistinctSketch other) {
    for (int i = 0; i < SIZE; i++) {
      registers[i] = (byte) Math.max(registers[i], other.registers[i]);
    }
  }

  long estimate() {
    double sum = 0;
    int zeros = 0;
    for (byte register : registers) {
      sum += 1.0 / (1L << register);
      zeros += register == 0 ? 1 : 0;
    }
    double raw = 0.7213 / (1 + 1.079 / SIZE) * SIZE * SIZE / sum;
    return Math.round(
        raw <= 2.5 * SIZE && zeros > 0 ? SIZE * Math.log((double) SIZE / zeros) : raw);
  }

  void write(StateWriter out) {
    out.write(registers);
  }

  void read(StateReader in) {
    System.arraycopy(in.readBytes(SIZE), 0, registers, 0, SIZE);
    for (byte register : registers) {
      StateReader.check(register >= 0 && register <= Long.SIZE - BITS + 1, "a rank of " + register);
    }
  }
}
