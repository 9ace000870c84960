package dev.assay.dq.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Canonical values, and lists of them, as bytes: equal keys give equal bytes. */
public final class ValueCodec {

  private ValueCodec() {}

  /**
   * A key as text of one character a byte, for engines that group by text.
   *
   * @param key a key as {@link Values#key} gives it, or a list of such keys and nulls
   * @return text that is equal for equal keys
   */
  public static String encode(Object key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(out, key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  /**
   * The key that a text was made from.
   *
   * @param text what {@link #encode} gave
   * @return the key
   * @throws StateFormatException if the text is no key
   */
  public static Object decode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      Object value = read(in);
      if (value == null) {
        throw new StateFormatException("a key is never null");
      }
      return value;
    } catch (IOException e) {
      throw new StateFormatException("not an encoded key: " + e);
    }
  }

  @SuppressWarnings("JavaLocalDateTimeGetNano") // the seconds are written just before
  static void write(DataOutputStream out, @Nullable Object value) throws IOException {
    if (value == null) {
      out.writeByte('0');
    } else if (value instanceof String text) {
      out.writeByte('s');
      bytes(out, text.getBytes(StandardCharsets.UTF_8));
    } else if (value instanceof Long number) {
      out.writeByte('l');
      out.writeLong(number);
    } else if (value instanceof BigDecimal decimal) {
      out.writeByte('d');
      out.writeInt(decimal.scale());
      bytes(out, decimal.unscaledValue().toByteArray());
    } else if (value instanceof Double number) {
      out.writeByte('f');
      out.writeLong(Double.doubleToLongBits(number));
    } else if (value instanceof Boolean truth) {
      out.writeByte(truth ? 't' : 'u');
    } else if (value instanceof LocalDate date) {
      out.writeByte('D');
      out.writeLong(date.toEpochDay());
    } else if (value instanceof Instant instant) {
      out.writeByte('I');
      out.writeLong(instant.getEpochSecond());
      out.writeInt(instant.getNano());
    } else if (value instanceof LocalDateTime local) {
      out.writeByte('L');
      out.writeLong(local.toEpochSecond(ZoneOffset.UTC));
      out.writeInt(local.getNano());
    } else if (value instanceof List<?> list) {
      out.writeByte('[');
      out.writeInt(list.size());
      for (Object item : list) {
        write(out, item);
      }
    } else {
      throw new IllegalArgumentException(
          "a value of " + value.getClass().getName() + " cannot be part of a key or a state");
    }
  }

  private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new StateFormatException("the state is damaged: a length of " + length);
    }
    return in.readNBytes(length);
  }

  static @Nullable Object read(DataInputStream in) throws IOException {
    byte tag = in.readByte();
    return switch (tag) {
      case '0' -> null;
      case 's' -> new String(bytes(in), StandardCharsets.UTF_8);
      case 'l' -> in.readLong();
      case 'd' -> {
        int scale = in.readInt();
        yield new BigDecimal(new BigInteger(bytes(in)), scale);
      }
      case 'f' -> Double.longBitsToDouble(in.readLong());
      case 't' -> true;
      case 'u' -> false;
      case 'D' -> LocalDate.ofEpochDay(in.readLong());
      case 'I' -> Instant.ofEpochSecond(in.readLong(), in.readInt());
      case 'L' -> LocalDateTime.ofEpochSecond(in.readLong(), in.readInt(), ZoneOffset.UTC);
      case '[' -> {
        int size = in.readInt();
        if (size < 0 || size > in.available()) {
          throw new StateFormatException("the state is damaged: a list of " + size);
        }
        List<@Nullable Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
          list.add(read(in));
        }
        yield list;
      }
      default -> throw new StateFormatException("the state is damaged: a value of kind " + tag);
    };
  }
}
