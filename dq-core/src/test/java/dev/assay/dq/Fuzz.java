package dev.assay.dq;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Gives a reader damaged inputs: it may refuse them as documented, or take them. */
public final class Fuzz {

  /** How many damaged inputs a reader gets in everyone's build, and in CI. */
  public static final int FEW = 500;

  public static final int MANY = 20_000;

  private static final long MOST_BYTES = 64 << 20;
  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    2,
    64,
    127,
    128,
    255,
    1 << 16,
    1 << 24,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Double.doubleToLongBits(Double.NaN),
    0x7ff0000000000000L
  };

  private Fuzz() {}

  /**
   * Runs.
   *
   * @param name what is read, for messages
   * @param number how many inputs
   * @param originals good inputs
   * @param mend makes a damaged one look sound, such as by its checksum
   * @param read reads, and does what is done with what was read
   * @param documented whether an exception is one that the reader documents
   */
  public static void run(
      String name,
      int number,
      List<byte[]> originals,
      UnaryOperator<byte[]> mend,
      Consumer<byte[]> read,
      Predicate<Throwable> documented) {
    long seed = Seeds.next(name + ": " + number + " damaged inputs");
    originals.forEach(original -> read.accept(mend.apply(original)));
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < number; i++) {
      byte[] damaged = originals.get(random.nextInt(originals.size()));
      for (int times = 1 + random.nextInt(3); times > 0; times--) {
        damaged = damaged(damaged, random);
      }
      byte[] input = mend.apply(damaged);
      Throwable thrown = null;
      long before = THREAD.getCurrentThreadAllocatedBytes();
      try {
        read.accept(input);
      } catch (Throwable e) { // an Error is what must not be
        thrown = e;
      }
      long allocated = THREAD.getCurrentThreadAllocatedBytes() - before;
      if (thrown != null && !documented.test(thrown)) {
        throw new AssertionError(
            name + ": input " + i + " of seed " + seed + " is refused by " + thrown, thrown);
      }
      assertThat(allocated)
          .as("%s: bytes for input %s of seed %s", name, i, seed)
          .isLessThan(MOST_BYTES);
      refused += thrown == null ? 0 : 1;
    }
    assertThat(refused).as("%s: some inputs are refused", name).isPositive();
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length + 1);
    int length = Math.min(bytes.length - at, 1 + random.nextInt(random.nextInt(20) == 0 ? 200 : 9));
    byte[] copy = bytes.clone();
    switch (random.nextInt(8)) {
      case 0 -> copy = with(copy, at, length, new byte[0]);
      case 1 -> copy = with(copy, at, 0, Arrays.copyOfRange(bytes, at, at + length));
      case 2 -> copy = Arrays.copyOf(copy, at);
      case 3 -> {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        copy = with(copy, at, length, noise);
      }
      case 4 -> copy = with(copy, at, Math.min(4, length), number(random, Integer.BYTES));
      case 5 -> copy = with(copy, at, Math.min(8, length), number(random, Long.BYTES));
      case 6 -> {
        int from = random.nextInt(bytes.length + 1);
        copy =
            with(
                copy,
                at,
                length,
                Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length)));
      }
      default -> {
        if (at < copy.length) {
          copy[at] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return copy;
  }

  private static byte[] number(Random random, int size) {
    long number = NUMBERS[random.nextInt(NUMBERS.length)];
    ByteBuffer bytes = ByteBuffer.allocate(size);
    return (size == Long.BYTES ? bytes.putLong(number) : bytes.putInt((int) number)).array();
  }

  private static byte[] with(byte[] bytes, int at, int replaced, byte[] by) {
    return ByteBuffer.allocate(bytes.length - replaced + by.length)
        .put(bytes, 0, at)
        .put(by)
        .put(bytes, at + replaced, bytes.length - at - replaced)
        .array();
  }
}
