package dev.assay.dq.internal.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text and its bytes, without loss where either is damaged. A byte that is no UTF-8 stands in a
 * String as a lone surrogate, U+DC80 to U+DCFF, so that different bytes stay different texts;
 * {@link #shown} is what people see.
 */
public final class Utf8 {

  private static final char ESCAPE = '\uDC00';
  private static final char FIRST_ESCAPE = '\uDC80';
  private static final char LAST_ESCAPE = '\uDCFF';

  private Utf8() {}

  /**
   * The text of bytes.
   *
   * @param bytes bytes, as a rule UTF-8
   * @return the text, in which each byte that belongs to no character stands as a lone surrogate
   */
  public static String escaped(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') < 0) {
      return text;
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (ESCAPE | (in.get() & 0xFF)));
      }
      result = decoder.decode(in, out, true);
    }
    return out.flip().toString();
  }

  /**
   * The beginning of a text, which ends in no half of a character unless the text has one there.
   *
   * @param most how many {@code char}s at most, 1 at least
   * @return the text itself if it is no longer
   */
  public static String beginning(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  /**
   * Whether a text has a form in UTF-8: half a character has none, and would become another one.
   *
   * @return false if it has a lone surrogate
   */
  public static boolean hasForm(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /**
   * Whether a character of a text stands for a byte.
   *
   * @param text a text, perhaps of {@link #escaped}
   * @return true for a lone surrogate from U+DC80 to U+DCFF
   */
  public static boolean isEscape(String text, int at) {
    char c = text.charAt(at);
    return c >= FIRST_ESCAPE
        && c <= LAST_ESCAPE
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }

  /**
   * A text with what Java makes of bytes that are no UTF-8: the replacement character.
   *
   * @param text a text, perhaps of {@link #escaped}
   * @return the text without lone surrogates that stand for bytes
   */
  public static String shown(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isEscape(text, i)) {
        return new String(bytes(text), StandardCharsets.UTF_8);
      }
    }
    return text;
  }

  /**
   * The bytes by which texts are ordered: of an escape the byte it stands for, of any other lone
   * surrogate the three bytes that UTF-8 would have for it.
   *
   * @param text a text, perhaps of {@link #escaped}
   */
  public static byte[] bytes(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 8);
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (isEscape(text, i)) {
        out.write(c & 0xFF);
      } else {
        write(out, c);
      }
      i += Character.charCount(c);
    }
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, int c) {
    if (c < 0x80) {
      out.write(c);
    } else if (c < 0x800) {
      out.write(0xC0 | (c >> 6));
      out.write(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      out.write(0xE0 | (c >> 12));
      out.write(0x80 | ((c >> 6) & 0x3F));
      out.write(0x80 | (c & 0x3F));
    } else {
      out.write(0xF0 | (c >> 18));
      out.write(0x80 | ((c >> 12) & 0x3F));
      out.write(0x80 | ((c >> 6) & 0x3F));
      out.write(0x80 | (c & 0x3F));
    }
  }
}
