package dev.assay.dq.internal.state;

import dev.assay.dq.internal.model.Unfit;
import dev.assay.dq.internal.model.Utf8;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Canonical values as text of one character a byte whose order is that of the values, for engines
 * that sort by text. Equal values, such as 1 and 1.0, are equal texts; no text is the beginning of
 * another. Values of different kinds, which only records without declared types have, are in the
 * order of their kinds.
 */
public final class OrderCodec {

  private static final char LEAST = 0;
  private static final char NEGATIVE = 1;
  private static final char ZERO = 2;
  private static final char POSITIVE = 3;
  private static final char GREATEST = 4;
  private static final char END = 0;
  private static final char ESCAPED = 0xFF;

  private OrderCodec() {}

  /**
   * Values as text.
   *
   * @param values numbers but NaN, texts, truths, dates and times
   * @param descending whether greater values come first
   */
  public static String encode(List<Object> values, boolean descending) {
    StringBuilder out = new StringBuilder();
    values.forEach(each -> write(out, each));
    return descending ? complement(out, 0).toString() : out.toString();
  }

  private static StringBuilder complement(StringBuilder out, int from) {
    for (int i = from; i < out.length(); i++) {
      out.setCharAt(i, (char) (0xFF - out.charAt(i)));
    }
    return out;
  }

  @SuppressWarnings("JavaLocalDateTimeGetNano") // the seconds are written just before
  private static void write(StringBuilder out, Object value) {
    if (value instanceof Boolean truth) {
      out.append('b').append((char) (truth ? 1 : 0));
    } else if (value instanceof LocalDate date) {
      out.append('d');
      signed(out, date.toEpochDay(), Long.BYTES);
    } else if (value instanceof Instant instant) {
      out.append('i');
      signed(out, instant.getEpochSecond(), Long.BYTES);
      signed(out, instant.getNano(), Integer.BYTES);
    } else if (value instanceof LocalDateTime local) {
      out.append('l');
      signed(out, local.toEpochSecond(ZoneOffset.UTC), Long.BYTES);
      signed(out, local.getNano(), Integer.BYTES);
    } else if (value instanceof Number number) {
      out.append('n');
      number(out, number);
    } else if (value instanceof String text) {
      out.append('s');
      for (byte each : Utf8.bytes(text)) {
        out.append((char) (each & 0xFF));
        if (each == END) {
          out.append(ESCAPED);
        }
      }
      out.append(END).append(END);
    } else {
      throw new Unfit("rows have no order by a value of " + value.getClass().getName());
    }
  }

  private static void signed(StringBuilder out, long number, int bytes) {
    long unsigned = number ^ (1L << (Byte.SIZE * bytes - 1));
    for (int i = bytes - 1; i >= 0; i--) {
      out.append((char) ((unsigned >>> (Byte.SIZE * i)) & 0xFF));
    }
  }

  /** Sign, exponent of ten and digits; of a negative number all but the sign turned round. */
  private static void number(StringBuilder out, Number number) {
    if (number instanceof Double real && Double.isInfinite(real)) {
      out.append(real > 0 ? GREATEST : LEAST);
      return;
    }
    BigDecimal exact =
        number instanceof BigDecimal decimal
            ? decimal
            : number instanceof Double real
                ? new BigDecimal(real)
                : BigDecimal.valueOf(number.longValue());
    if (exact.signum() == 0) {
      out.append(ZERO);
      return;
    }
    out.append(exact.signum() < 0 ? NEGATIVE : POSITIVE);
    int from = out.length();
    BigDecimal stripped = exact.abs().stripTrailingZeros();
    String digits = stripped.unscaledValue().toString();
    signed(out, (long) digits.length() - stripped.scale(), Long.BYTES);
    out.append(digits).append(END);
    if (exact.signum() < 0) {
      complement(out, from);
    }
  }
}
