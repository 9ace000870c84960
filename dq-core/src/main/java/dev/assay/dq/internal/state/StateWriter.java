package dev.assay.dq.internal.state;

import dev.assay.dq.internal.model.Values;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The binary form of states, part by part; {@link StateReader} reads it. */
public final class StateWriter {

  private byte[] bytes = new byte[64];
  private int size;

  /** A writer of nothing so far. */
  public StateWriter() {}

  private int reserve(int more) {
    int from = size;
    size = Math.addExact(size, more);
    if (size > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.max(size, Math.min(2L * size, 1 << 30)));
    }
    return from;
  }

  /**
   * Writes a byte.
   *
   * @param value its lowest eight bits
   */
  public void writeByte(int value) {
    int at = reserve(1);
    bytes[at] = (byte) value;
  }

  /** Writes true or false. */
  public void writeBoolean(boolean value) {
    writeByte(value ? 1 : 0);
  }

  /** Writes a number of 32 bits. */
  public void writeInt(int value) {
    int at = reserve(Integer.BYTES);
    for (int i = 0; i < Integer.BYTES; i++) {
      bytes[at + i] = (byte) (value >>> (24 - 8 * i));
    }
  }

  /** Writes a number of 64 bits. */
  public void writeLong(long value) {
    int at = reserve(Long.BYTES);
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[at + i] = (byte) (value >>> (56 - 8 * i));
    }
  }

  /** Writes a floating-point number. */
  public void writeDouble(double value) {
    writeLong(Double.doubleToRawLongBits(value));
  }

  /** Writes bytes, without their number. */
  public void write(byte[] more) {
    int at = reserve(more.length);
    System.arraycopy(more, 0, bytes, at, more.length);
  }

  /**
   * Writes numbers, without how many they are.
   *
   * @param numbers an array that has them in its first places
   */
  public void writeLongs(long[] numbers, int many) {
    for (int i = 0; i < many; i++) {
      writeLong(numbers[i]);
    }
  }

  /** Writes floating-point numbers, without how many they are. */
  public void writeDoubles(double[] numbers) {
    for (double number : numbers) {
      writeDouble(number);
    }
  }

  /**
   * Writes a canonical value, or a list of such.
   *
   * @param value the value as {@link Values#key} gives it, a list, or null
   */
  public void writeValue(@Nullable Object value) {
    ValueCodec.write(this, value);
  }

  /** Writes a total. */
  public void writeTotal(TotalState total) {
    total.write(this);
  }

  /** Writes moments. */
  public void writeMoments(CentralMoments moments) {
    moments.write(this);
  }

  /** How many bytes were written. */
  public int size() {
    return size;
  }

  /** What was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }
}
