package dev.assay.dq.internal;

import java.util.Locale;

/**
 * Names and values as text that a reader sees all of, and that changes nothing around it. What
 * people read goes through here, whoever wrote it: the data, a header of a file, a check, Spark.
 */
public final class Visible {

  private Visible() {}

  /**
   * Writes what is invisible, or would move or turn the text after it, as an escape sequence: line
   * feeds, carriage returns and tabs as in Java, other control characters, line and paragraph
   * separators, marks of writing direction, zero-width characters, byte order marks, halves of
   * surrogate pairs and non-characters as {@code \}{@code u} and the hexadecimal number.
   *
   * @param text any text
   * @return one line that has a form in UTF-8
   */
  public static String of(String text) {
    int i = 0;
    while (i < text.length() && text.charAt(i) >= ' ' && text.charAt(i) < 0x7f) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, i);
    while (i < text.length()) {
      int c = text.codePointAt(i);
      append(out, c);
      i += Character.charCount(c);
    }
    return out.toString();
  }

  /**
   * Appends one character, escaped where {@link #of} escapes it.
   *
   * @param out where to
   * @param c a code point
   */
  public static void append(StringBuilder out, int c) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (isHidden(c)) {
          out.append(String.format(Locale.ROOT, "\\u%04x", c));
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }

  /**
   * Whether a character cannot be seen, or acts on the text around it.
   *
   * @param c a code point
   * @return true for what {@link #of} escapes
   */
  public static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
    };
  }

  /**
   * Cuts a long text.
   *
   * @param text any text
   * @param length how long it may be
   * @return at most {@code length} code points, the last of them an ellipsis if any were cut
   */
  public static String cut(String text, int length) {
    return text.length() <= length || text.codePointCount(0, text.length()) <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length - 1)) + "…";
  }

  /**
   * Cuts a long name in its middle, since names of one table often differ at their ends.
   *
   * @param name any text
   * @param length how long it may be
   * @return at most {@code length} code points, one of them an ellipsis if any were cut
   */
  public static String cutInside(String name, int length) {
    if (name.codePointCount(0, name.length()) <= length) {
      return name;
    }
    int tail = length / 3;
    return name.substring(0, name.offsetByCodePoints(0, length - tail - 1))
        + "…"
        + name.substring(name.offsetByCodePoints(name.length(), -tail));
  }
}
