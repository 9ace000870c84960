package dev.assay.dq.render;

import java.util.Locale;

/** Data as text that a reader sees all of, and that changes nothing around it. */
final class Visible {

  private Visible() {}

  /**
   * Writes what is invisible, or would move or turn the text after it, as {@code \}{@code u} and
   * its hexadecimal number: control characters, line and paragraph separators, marks of writing
   * direction, zero-width characters, byte order marks, halves of surrogate pairs and
   * non-characters.
   */
  static String of(String text) {
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
      if (hidden(c)) {
        out.append(String.format(Locale.ROOT, "\\u%04x", c));
      } else {
        out.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static boolean hidden(int c) {
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
   * @return at most {@code length} code points, the last of them an ellipsis if any were cut
   */
  static String cut(String text, int length) {
    return text.length() <= length || text.codePointCount(0, text.length()) <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length - 1)) + "…";
  }

  /**
   * Cuts a long name in its middle, since names of one table often differ at their ends.
   *
   * @return at most {@code length} code points, one of them an ellipsis if any were cut
   */
  static String cutInside(String name, int length) {
    if (name.codePointCount(0, name.length()) <= length) {
      return name;
    }
    int tail = length / 3;
    return name.substring(0, name.offsetByCodePoints(0, length - tail - 1))
        + "…"
        + name.substring(name.offsetByCodePoints(name.length(), -tail));
  }
}
