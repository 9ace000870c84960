package dev.assay.dq.internal.state;

import dev.assay.dq.StateFormatException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * What is kept of many rows to measure them: a commutative monoid. The merged states of any two
 * parts of the data are the state of both.
 *
 * <p>States are mutable and not thread-safe: one is filled by one thread, then merged. The binary
 * form is versioned and checked; it holds no class names and does not use Java serialization.
 */
public abstract sealed class State implements Serializable
    permits CoMomentsState,
        DistinctState,
        ExtremeState,
        FrequencyState,
        HigherMomentsState,
        MomentsState,
        RankState,
        RowsState,
        TotalState,
        VerdictsState {

  private static final long serialVersionUID = 1L;
  private static final int MAGIC = 0x41535359;
  private static final byte VERSION = 3;
  private static final int OVERHEAD = 4 + 1 + 1 + 4;

  State() {}

  /**
   * Takes the rows of another state in.
   *
   * @param other a state of the same kind and parameters
   * @throws IllegalArgumentException if it is of another kind or has other parameters
   */
  public abstract void merge(State other);

  /** A state of no rows with the same parameters: neutral under {@link #merge}. */
  public abstract State empty();

  abstract byte tag();

  abstract void write(StateWriter out);

  final <S extends State> S same(Class<S> kind, State other) {
    if (!kind.isInstance(other)) {
      throw new IllegalArgumentException(
          "a "
              + other.getClass().getSimpleName()
              + " cannot be merged into a "
              + kind.getSimpleName());
    }
    return kind.cast(other);
  }

  static void sameParameter(String name, Object mine, Object others) {
    if (!mine.equals(others)) {
      throw new IllegalArgumentException(
          "states with different parameters cannot be merged: "
              + name
              + " "
              + mine
              + " and "
              + others);
    }
  }

  /** The binary form: a mark, a version, the kind, the content, and a checksum of all before. */
  public final byte[] toBytes() {
    StateWriter out = new StateWriter();
    out.writeInt(MAGIC);
    out.writeByte(VERSION);
    out.writeByte(tag());
    write(out);
    byte[] content = out.toBytes();
    return ByteBuffer.allocate(content.length + 4).put(content).putInt(crc(content)).array();
  }

  private static int crc(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return (int) crc.getValue();
  }

  /**
   * Reads a state from its binary form.
   *
   * @param bytes what {@link #toBytes()} gave
   * @throws StateFormatException if the bytes are no state, are damaged, or are of another version
   */
  public static State fromBytes(byte[] bytes) {
    if (bytes.length < OVERHEAD || ByteBuffer.wrap(bytes).getInt() != MAGIC) {
      throw new StateFormatException("these bytes are not the state of a metric");
    }
    if (bytes[4] != VERSION) {
      throw new StateFormatException(
          "the state has format version "
              + bytes[4]
              + ", and this library reads version "
              + VERSION
              + ": compute it again or use a newer library");
    }
    byte[] content = Arrays.copyOf(bytes, bytes.length - 4);
    if (ByteBuffer.wrap(bytes).getInt(content.length) != crc(content)) {
      throw new StateFormatException("the state is damaged: its checksum does not match");
    }
    StateReader in = new StateReader(content, 6, content.length);
    State state = read(content[5], in);
    in.end();
    return state;
  }

  private static State read(byte tag, StateReader in) {
    return switch (tag) {
      case RowsState.TAG -> RowsState.read(in);
      case VerdictsState.TAG -> VerdictsState.read(in);
      case ExtremeState.TAG -> ExtremeState.read(in);
      case TotalState.TAG -> TotalState.read(in);
      case MomentsState.TAG -> MomentsState.read(in);
      case HigherMomentsState.TAG -> HigherMomentsState.read(in);
      case CoMomentsState.TAG -> CoMomentsState.read(in);
      case FrequencyState.TAG -> FrequencyState.read(in);
      case DistinctState.TAG -> DistinctState.read(in);
      case RankState.TAG -> RankState.read(in);
      default -> throw new StateFormatException("the state is of the unknown kind " + tag);
    };
  }
}
