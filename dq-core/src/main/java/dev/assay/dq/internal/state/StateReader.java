package dev.assay.dq.internal.state;

import dev.assay.dq.StateFormatException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link StateWriter} wrote. Nothing that is read is believed: a size is checked against
 * what is left before anything is made of it, and whatever cannot be is a {@link
 * StateFormatException}.
 */
public final class StateReader {

  private static final int MOST_DIGITS_BYTES = 1 << 16;

  private final ByteBuffer in;

  /** A reader of bytes. */
  public StateReader(byte[] bytes, int from, int to) {
    this.in = ByteBuffer.wrap(bytes, from, to - from);
  }

  /** What is thrown where something cannot be. */
  public static StateFormatException damaged(String what) {
    return new StateFormatException("the state is damaged: " + what);
  }

  /** Refuses what cannot be. */
  public static void check(boolean possible, String what) {
    if (!possible) {
      throw damaged(what);
    }
  }

  /**
   * Refuses what is too short.
   *
   * @param bytes how many bytes must be left at least
   */
  public void require(long bytes) {
    check(bytes <= in.remaining(), "it ends too soon");
  }

  /** Refuses what goes on. */
  public void end() {
    check(!in.hasRemaining(), "it has bytes after its end");
  }

  /** Reads a byte. */
  public byte readByte() {
    require(1);
    return in.get();
  }

  /** Reads true or false. */
  public boolean readBoolean() {
    byte value = readByte();
    check(value == 0 || value == 1, "neither true nor false");
    return value == 1;
  }

  /** Reads a number of 32 bits. */
  public int readInt() {
    require(Integer.BYTES);
    return in.getInt();
  }

  /** Reads a number of 64 bits. */
  public long readLong() {
    require(Long.BYTES);
    return in.getLong();
  }

  /** Reads a floating-point number. */
  public double readDouble() {
    return Double.longBitsToDouble(readLong());
  }

  /**
   * Reads how often something occurs.
   *
   * @return the number, not negative
   */
  public long readCount() {
    long count = readLong();
    check(count >= 0, "a count of " + count);
    return count;
  }

  /**
   * Reads how many parts follow.
   *
   * @param least how many bytes each takes at least
   * @return the number; so many parts can follow
   */
  public int readSize(int least) {
    int size = readInt();
    check(size >= 0 && size <= in.remaining() / least, "a size of " + size);
    return size;
  }

  /**
   * Reads how many parts follow, where there is a limit to them.
   *
   * @param least how many bytes each takes at least
   * @param most how many there are at most
   */
  public int readSize(int least, int most) {
    int size = readSize(least);
    check(size <= most, "a size of " + size);
    return size;
  }

  /** Reads bytes. */
  public byte[] readBytes(int many) {
    require(many);
    byte[] bytes = new byte[many];
    in.get(bytes);
    return bytes;
  }

  /**
   * Reads numbers.
   *
   * @param to an array whose first places they are put in
   */
  public void readLongs(long[] to, int many) {
    require((long) Long.BYTES * many);
    for (int i = 0; i < many; i++) {
      to[i] = in.getLong();
    }
  }

  /** Reads numbers of occurrences. */
  public void readCounts(long[] to) {
    readLongs(to, to.length);
    check(Arrays.stream(to).allMatch(count -> count >= 0), "a negative count");
  }

  /** Reads floating-point numbers. */
  public void readDoubles(double[] to) {
    require((long) Double.BYTES * to.length);
    for (int i = 0; i < to.length; i++) {
      to[i] = in.getDouble();
    }
  }

  /**
   * Reads a canonical value, or a list of such.
   *
   * @return the value, or null
   */
  public @Nullable Object readValue() {
    return ValueCodec.read(this);
  }

  /** Reads a value of a class. */
  public <T> T readValue(Class<T> type) {
    T value = readValueOrNull(type);
    if (value == null) {
      throw damaged("no " + type.getSimpleName());
    }
    return value;
  }

  /** Reads a value of a class, or null. */
  public <T> @Nullable T readValueOrNull(Class<T> type) {
    Object value = readValue();
    check(value == null || type.isInstance(value), "a value that is no " + type.getSimpleName());
    return type.cast(value);
  }

  /**
   * Reads a decimal to reckon with.
   *
   * @return a decimal of limited size
   */
  BigDecimal readDecimal() {
    BigDecimal value = readDecimalOrNull();
    if (value == null) {
      throw damaged("no decimal");
    }
    return value;
  }

  /**
   * Reads a decimal to reckon with, or null.
   *
   * @return a decimal of limited size, or null
   */
  public @Nullable BigDecimal readDecimalOrNull() {
    BigDecimal value = readValueOrNull(BigDecimal.class);
    check(
        value == null
            || (Math.abs((long) value.scale()) <= TotalState.MOST_DIGITS
                && value.unscaledValue().bitLength() <= Byte.SIZE * MOST_DIGITS_BYTES),
        "a decimal that is too large");
    return value;
  }

  /** Reads a total. */
  public TotalState readTotal() {
    return TotalState.read(this);
  }

  /** Reads moments. */
  public CentralMoments readMoments() {
    return CentralMoments.read(this);
  }
}
