package dev.assay.dq.profile;

import java.io.Serializable;

/**
 * Counts different 64-bit hashes approximately: HyperLogLog with 4,096 registers (Flajolet et al.,
 * 2007), whose standard error is 1.04 / sqrt(4096) = 1.6%.
 */
final class DistinctSketch implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int BITS = 12;
  private static final int SIZE = 1 << BITS;

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

  /** Mixes the bits of a number (the finalizer of MurmurHash3, public domain). */
  static long mix(long value) {
    long h = value;
    h ^= h >>> 33;
    h *= 0xff51afd7ed558ccdL;
    h ^= h >>> 33;
    h *= 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }

  /** What {@link #mix} made a hash of: each of its steps can be undone. */
  static long unmix(long hash) {
    long h = hash;
    h ^= h >>> 33;
    h *= 0x9cb4b2f8129337dbL;
    h ^= h >>> 33;
    h *= 0x4f74430c22a54005L;
    return h ^ (h >>> 33);
  }
}
