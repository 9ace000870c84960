package dev.assay.dq.internal.state;

import dev.assay.dq.StateFormatException;
import dev.assay.dq.internal.model.Unfit;
import dev.assay.dq.internal.model.Utf8;
import dev.assay.dq.internal.model.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Canonical values, and lists of them, as bytes: equal keys give equal bytes. */
public final class ValueCodec {

  /** How deep lists may be in lists when they are read. */
  private static final int DEEPEST = 100;

  private ValueCodec() {}

  /**
   * A key as text of one character a byte, for engines that group by text.
   *
   * @param key a key as {@link Values#key} gives it, or a list of such keys and nulls
   * @return text that is equal for equal keys
   */
  public static String encode(Object key) {
    return new String(bytes(key), StandardCharsets.ISO_8859_1);
  }

  /**
   * The same as bytes.
   *
   * @param key a key as {@link Values#key} gives it, or a list of such keys and nulls
   * @return bytes that are equal for equal keys, and for no others
   */
  public static byte[] bytes(Object key) {
    StateWriter out = new StateWriter();
    write(out, key);
    return out.toBytes();
  }

  /**
   * Whether a canonical value can be part of a key.
   *
   * @return false of lists, maps, structs and anything else that stays as it is
   */
  public static boolean isKey(@Nullable Object canonical) {
    return canonical instanceof String
        || canonical instanceof Long
        || canonical instanceof BigDecimal
        || canonical instanceof Double
        || canonical instanceof Boolean
        || canonical instanceof LocalDate
        || canonical instanceof Instant
        || canonical instanceof LocalDateTime
        || canonical instanceof byte[];
  }

  /**
   * The key that a text was made from.
   *
   * @param text what {@link #encode} gave
   * @throws StateFormatException if the text is no key
   */
  public static Object decode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    Object value = read(new StateReader(bytes, 0, bytes.length));
    if (value == null) {
      throw new StateFormatException("a key is never null");
    }
    return value;
  }

  @SuppressWarnings("JavaLocalDateTimeGetNano") // the seconds are written just before
  static void write(StateWriter out, @Nullable Object value) {
    if (value == null) {
      out.writeByte('0');
    } else if (value instanceof String text) {
      boolean writable = Utf8.hasForm(text);
      out.writeByte(writable ? 's' : 'S');
      bytes(out, writable ? text.getBytes(StandardCharsets.UTF_8) : units(text));
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
    } else if (value instanceof byte[] all) {
      out.writeByte('x');
      bytes(out, all);
    } else if (value instanceof List<?> list) {
      out.writeByte('[');
      out.writeInt(list.size());
      for (Object item : list) {
        write(out, item);
      }
    } else {
      throw new Unfit(
          "a value of " + value.getClass().getName() + " cannot be part of a key or a state");
    }
  }

  private static byte[] units(String text) {
    byte[] units = new byte[2 * text.length()];
    for (int i = 0; i < text.length(); i++) {
      units[2 * i] = (byte) (text.charAt(i) >> 8);
      units[2 * i + 1] = (byte) text.charAt(i);
    }
    return units;
  }

  private static String ofUnits(byte[] units) {
    char[] text = new char[units.length / 2];
    for (int i = 0; i < text.length; i++) {
      text[i] = (char) ((units[2 * i] << 8) | (units[2 * i + 1] & 0xFF));
    }
    return new String(text);
  }

  private static void bytes(StateWriter out, byte[] bytes) {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(StateReader in) {
    return in.readBytes(in.readSize(1));
  }

  static @Nullable Object read(StateReader in) {
    try {
      return read(in, DEEPEST);
    } catch (DateTimeException | NumberFormatException e) {
      throw StateReader.damaged("a value that cannot be: " + e.getMessage());
    }
  }

  private static @Nullable Object read(StateReader in, int depth) {
    byte tag = in.readByte();
    return switch (tag) {
      case '0' -> null;
      case 's' -> new String(bytes(in), StandardCharsets.UTF_8);
      case 'S' -> ofUnits(bytes(in));
      case 'l' -> in.readLong();
      case 'd' -> {
        int scale = in.readInt();
        yield new BigDecimal(new BigInteger(bytes(in)), scale);
      }
      case 'x' -> bytes(in);
      case 'f' -> in.readDouble();
      case 't' -> true;
      case 'u' -> false;
      case 'D' -> LocalDate.ofEpochDay(in.readLong());
      case 'I' -> Instant.ofEpochSecond(in.readLong(), nanos(in));
      case 'L' -> LocalDateTime.ofEpochSecond(in.readLong(), nanos(in), ZoneOffset.UTC);
      case '[' -> {
        int size = in.readSize(1);
        StateReader.check(depth > 0, "lists in lists, too deep");
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          list.add(read(in, depth - 1));
        }
        yield list;
      }
      default -> throw StateReader.damaged("a value of kind " + tag);
    };
  }

  private static int nanos(StateReader in) {
    int nanos = in.readInt();
    StateReader.check(nanos >= 0 && nanos < 1_000_000_000, "a fraction of a second of " + nanos);
    return nanos;
  }
}
