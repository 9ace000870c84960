package dev.assay.dq.state;

/** Hashes that states and profiles are filled by. They belong to the form of what is stored. */
public final class Hashes {

  private static final long FIRST = 0xff51afd7ed558ccdL;
  private static final long SECOND = 0xc4ceb9fe1a85ec53L;

  /** The inverses of the two, modulo 2^64. */
  private static final long UNDO_FIRST = 0x4f74430c22a54005L;

  private static final long UNDO_SECOND = 0x9cb4b2f8129337dbL;

  private Hashes() {}

  /**
   * Mixes the bits of a number (the 64-bit finalizer of MurmurHash3, public domain).
   *
   * @param value any number
   * @return its hash; no other number has the same
   */
  public static long mix(long value) {
    return rounds(value, FIRST, SECOND);
  }

  /**
   * What {@link #mix} made a hash of: each of its steps can be undone.
   *
   * @param hash a hash
   * @return the number that was mixed
   */
  public static long unmix(long hash) {
    return rounds(hash, UNDO_SECOND, UNDO_FIRST);
  }

  private static long rounds(long bits, long first, long second) {
    long h = bits;
    h = (h ^ (h >>> 33)) * first;
    h = (h ^ (h >>> 33)) * second;
    return h ^ (h >>> 33);
  }
}
