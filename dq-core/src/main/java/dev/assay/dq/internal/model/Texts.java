package dev.assay.dq.internal.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is computed of texts, code point by code point. */
public final class Texts {

  /** The distance of two texts takes the product of their lengths. */
  public static final int LONGEST_FOR_DISTANCE = 1000;

  /** A text is made no longer than this. */
  static final int LONGEST_PADDED = 10_000;

  private Texts() {}

  static String substring(String text, int begin, int end) {
    int from = offset(text, 0, begin);
    return text.substring(from, offset(text, from, end - begin));
  }

  /** Where so many code points are passed; the end if there are fewer. */
  private static int offset(String text, int from, int points) {
    int at = from;
    for (int left = points; left > 0 && at < text.length(); left--) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  static @Nullable String before(String text, String delimiter) {
    int at = text.indexOf(delimiter);
    return at < 0 ? null : text.substring(0, at);
  }

  static @Nullable String after(String text, String delimiter) {
    int at = text.indexOf(delimiter);
    return at < 0 ? null : text.substring(at + delimiter.length());
  }

  static List<String> split(String text, String delimiter) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, from)) {
      parts.add(text.substring(from, at));
      from = at + delimiter.length();
    }
    parts.add(text.substring(from));
    return parts;
  }

  static String leftPadded(String text, int length, String pad) {
    int missing = length - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    int points = pad.codePointCount(0, pad.length());
    return pad.repeat(missing / points) + substring(pad, 0, missing % points) + text;
  }

  /**
   * The Levenshtein distance.
   *
   * @throws RowFailure if a text is longer than {@link #LONGEST_FOR_DISTANCE}
   */
  public static int distance(String one, String other) {
    int[] a = points(one);
    int[] b = points(other);
    int[] above = new int[b.length + 1];
    int[] row = new int[b.length + 1];
    for (int j = 0; j <= b.length; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length; i++) {
      row[0] = i;
      for (int j = 1; j <= b.length; j++) {
        int changed = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
      }
      int[] next = above;
      above = row;
      row = next;
    }
    return above[b.length];
  }

  private static int[] points(String text) {
    int[] points = text.codePoints().limit(LONGEST_FOR_DISTANCE + 1L).toArray();
    if (points.length > LONGEST_FOR_DISTANCE) {
      throw new RowFailure(
          "distanceTo takes texts of at most "
              + LONGEST_FOR_DISTANCE
              + " characters, and one has "
              + text.codePointCount(0, text.length())
              + ": leave longer ones out with where(…length().isAtMost("
              + LONGEST_FOR_DISTANCE
              + "))");
    }
    return points;
  }
}
