package dev.assay.dq.profile;

import dev.assay.dq.state.StateFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * States of profiles as bytes: a mark, the version, a checksum, and the compressed state. Only
 * classes that a state is made of are read back.
 */
final class StateBytes {

  private static final int MARK = 0x41535052; // ASPR
  private static final int VERSION = 6;
  private static final int HEADER = 12;
  private static final ObjectInputFilter FILTER =
      ObjectInputFilter.Config.createFilter(
          "dev.assay.dq.profile.*;dev.assay.dq.plan.*;dev.assay.dq.state.*;java.util.*;"
              + "java.lang.*;java.math.*;java.time.*;!*");

  private StateBytes() {}

  static byte[] write(ProfileState state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(new DeflaterOutputStream(bytes))) {
      out.writeObject(state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] content = bytes.toByteArray();
    return ByteBuffer.allocate(HEADER + content.length)
        .putInt(MARK)
        .putInt(VERSION)
        .putInt(checksum(content, 0))
        .put(content)
        .array();
  }

  private static int checksum(byte[] bytes, int from) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, bytes.length - from);
    return (int) crc.getValue();
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
    if (checksum(bytes, HEADER) != ByteBuffer.wrap(bytes).getInt(8)) {
      throw new StateFormatException(
          "the state of the profile is damaged: its checksum does not match");
    }
    InputStream content =
        new InflaterInputStream(new ByteArrayInputStream(bytes, HEADER, bytes.length - HEADER));
    try (ObjectInputStream in = new Own(content)) {
      in.setObjectInputFilter(FILTER);
      return (ProfileState) in.readObject();
    } catch (IOException | ClassNotFoundException | ClassCastException e) {
      throw new StateFormatException("the state of the profile cannot be read: " + e);
    }
  }

  /** Finds classes where this library's are, which may be a loader of the job's own. */
  private static final class Own extends ObjectInputStream {
    Own(InputStream in) throws IOException {
      super(in);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(description.getName(), false, StateBytes.class.getClassLoader());
      } catch (ClassNotFoundException e) {
        return super.resolveClass(description);
      }
    }
  }
}
