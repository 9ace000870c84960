package dev.assay.dq.profile;

import dev.assay.dq.StateFormatException;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.state.StateReader;
import dev.assay.dq.internal.state.StateWriter;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * States of profiles as bytes: a mark, the version, a checksum, the length of the content, and the
 * content, which is compressed if it becomes shorter.
 */
final class StateBytes {

  private static final int MARK = 0x41535052; // ASPR
  private static final int VERSION = 11;
  private static final int CHECKED = 12;
  private static final int HEADER = CHECKED + Integer.BYTES;

  /** How much longer the content may be than what it is compressed to, so that no bomb is one. */
  private static final int MOST_TIMES = 50;

  private static final int FREE = 1 << 23;

  private static final int DEEPEST = 100;
  private static final int LEAST_FIELD = 12;

  private StateBytes() {}

  static byte[] write(ProfileState state) {
    byte[] content = content(state);
    byte[] packed = deflated(content);
    if (content.length > allowed(packed.length) || packed.length >= content.length) {
      packed = content;
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(HEADER + packed.length)
            .putInt(MARK)
            .putInt(VERSION)
            .putInt(0)
            .putInt(content.length)
            .put(packed);
    return bytes.putInt(CHECKED - Integer.BYTES, checksum(bytes.array())).array();
  }

  private static long allowed(int packed) {
    return FREE + (long) MOST_TIMES * packed;
  }

  private static int checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes, CHECKED, bytes.length - CHECKED);
    return (int) crc.getValue();
  }

  private static byte[] deflated(byte[] content) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(content);
      deflater.finish();
      byte[] to = new byte[content.length];
      int size = deflater.deflate(to);
      return deflater.finished() ? Arrays.copyOf(to, size) : content;
    } finally {
      deflater.end();
    }
  }

  static ProfileState read(byte[] bytes) {
    if (bytes.length < HEADER || ByteBuffer.wrap(bytes).getInt() != MARK) {
      throw new StateFormatException(
          "these " + bytes.length + " bytes are not the state of a profile");
    }
    int version = ByteBuffer.wrap(bytes).getInt(4);
    if (version != VERSION) {
      throw new StateFormatException(
          "the state of the profile has version "
              + version
              + ", and this library reads version "
              + VERSION
              + ": profile the data again, or use the version that wrote it");
    }
    if (checksum(bytes) != ByteBuffer.wrap(bytes).getInt(CHECKED - Integer.BYTES)) {
      throw new StateFormatException(
          "the state of the profile is damaged: its checksum does not match");
    }
    int length = ByteBuffer.wrap(bytes).getInt(CHECKED);
    int packed = bytes.length - HEADER;
    if (length == packed) {
      return state(bytes, HEADER, bytes.length);
    }
    StateReader.check(length >= packed && length <= allowed(packed), "a length of " + length);
    byte[] content = inflated(bytes, length);
    return state(content, 0, length);
  }

  private static byte[] inflated(byte[] bytes, int length) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes, HEADER, bytes.length - HEADER);
      byte[] content = new byte[length];
      int size = inflater.inflate(content);
      StateReader.check(
          size == length && (inflater.finished() || inflater.inflate(new byte[1]) == 0),
          "its length does not match");
      return content;
    } catch (DataFormatException e) {
      throw StateReader.damaged("it cannot be decompressed");
    } finally {
      inflater.end();
    }
  }

  /** The columns, the options, and what was seen. */
  static byte[] content(ProfileState state) {
    StateWriter out = new StateWriter();
    fields(state.fields(), out);
    options(state.options(), out);
    state.write(out);
    return out.toBytes();
  }

  static ProfileState state(byte[] bytes, int from, int to) {
    StateReader in = new StateReader(bytes, from, to);
    List<Schema.Field> fields = fields(in, DEEPEST);
    in.require(DistinctSketch.SIZE * ColumnState.states(fields));
    ProfileState state = new ProfileState(fields, options(in));
    state.read(in);
    in.end();
    return state;
  }

  private static void fields(List<Schema.Field> fields, StateWriter out) {
    out.writeInt(fields.size());
    for (Schema.Field field : fields) {
      out.writeValue(field.name());
      Schema.Type type = field.type();
      out.writeValue(type.kind().name());
      out.writeValue(type.display());
      out.writeInt(type.precision());
      out.writeInt(type.scale());
      fields(type.children(), out);
    }
  }

  private static List<Schema.Field> fields(StateReader in, int depth) {
    int size = in.readSize(LEAST_FIELD);
    StateReader.check(size == 0 || depth > 0, "types in types, too deep");
    List<Schema.Field> fields = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String name = in.readValue(String.class);
      TypeKind kind = kind(in.readValue(String.class));
      String display = in.readValue(String.class);
      int precision = in.readInt();
      int scale = in.readInt();
      fields.add(
          new Schema.Field(
              name, new Schema.Type(kind, display, precision, scale, fields(in, depth - 1))));
    }
    return fields;
  }

  private static TypeKind kind(String name) {
    try {
      return TypeKind.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw StateReader.damaged("a type that is not known");
    }
  }

  private static void options(ProfileOptions options, StateWriter out) {
    out.writeInt(options.topValues());
    out.writeInt(options.bins());
    out.writeInt(options.correlated());
    out.writeBoolean(options.duplicateRows());
    out.writeInt(options.crosstabs());
    out.writeBoolean(options.candidateKeys());
    out.writeInt(options.keys().size());
    for (List<String> key : options.keys()) {
      out.writeInt(key.size());
      key.forEach(out::writeValue);
    }
    out.writeDouble(options.sample());
    out.writeLong(options.seed());
    Duration limit = options.timeLimit();
    out.writeBoolean(limit != null);
    if (limit != null) {
      out.writeLong(limit.getSeconds());
      out.writeInt(limit.getNano());
    }
    ZoneId zone = options.zone();
    out.writeValue(zone == null ? null : zone.getId());
    out.writeInt(options.firstAndLastRows());
    out.writeInt(options.duplicateRowsShown());
    out.writeValue(options.asOf());
  }

  private static ProfileOptions options(StateReader in) {
    int topValues = in.readInt();
    int bins = in.readInt();
    int correlated = in.readInt();
    boolean duplicateRows = in.readBoolean();
    int crosstabs = in.readInt();
    boolean candidateKeys = in.readBoolean();
    List<List<String>> keys = new ArrayList<>();
    int number = in.readSize(Integer.BYTES);
    for (int i = 0; i < number; i++) {
      List<String> key = new ArrayList<>();
      int columns = in.readSize(1);
      for (int c = 0; c < columns; c++) {
        key.add(in.readValue(String.class));
      }
      keys.add(key);
    }
    double sample = in.readDouble();
    long seed = in.readLong();
    try {
      Duration limit = in.readBoolean() ? Duration.ofSeconds(in.readLong(), in.readInt()) : null;
      String zone = in.readValueOrNull(String.class);
      int firstAndLastRows = in.readInt();
      int duplicateRowsShown = in.readInt();
      Instant asOf = in.readValueOrNull(Instant.class);
      return new ProfileOptions(
          topValues,
          bins,
          correlated,
          duplicateRows,
          crosstabs,
          candidateKeys,
          keys,
          sample,
          seed,
          limit,
          zone == null ? null : ZoneId.of(zone),
          firstAndLastRows,
          duplicateRowsShown,
          asOf);
    } catch (StateFormatException e) {
      throw e;
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw StateReader.damaged("options that cannot be: " + e.getMessage());
    }
  }
}
