package dev.assay.dq.internal.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    return padding(text, length, pad) + text;
  }

  static String rightPadded(String text, int length, String pad) {
    return text + padding(text, length, pad);
  }

  /** What a text lacks of a length. */
  private static String padding(String text, int length, String pad) {
    int missing = length - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return "";
    }
    int points = pad.codePointCount(0, pad.length());
    return pad.repeat(missing / points) + substring(pad, 0, missing % points);
  }

  /**
   * A text without its accents: U+0300 to U+036F, alone and in the canonical decomposition of
   * others. All characters that these are in stand in the BMP, and their decompositions never
   * change; what other versions of Unicode have beyond it is left as it is.
   */
  public static String withoutAccents(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) < FIRST_ACCENTED) {
      start++;
    }
    if (start == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length()).append(text, 0, start);
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      String base = c < FIRST_ACCENTED ? null : Accents.BASES.get(c);
      if (base != null) {
        out.append(base);
      } else if (!isAccent(c)) {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static final char FIRST_ACCENTED = '\u00C0';

  private static boolean isAccent(char c) {
    return c >= '\u0300' && c <= '\u036F';
  }

  /** Made when the first accented text comes. */
  private static final class Accents {

    /** What is left of a character whose decomposition has accents. */
    static final Map<Character, String> BASES = new HashMap<>();

    static {
      for (char c = FIRST_ACCENTED; c < Character.MAX_VALUE; c++) {
        if (!Character.isSurrogate(c) && !isAccent(c)) {
          String all = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
          StringBuilder base = new StringBuilder();
          all.chars()
              .filter(each -> !isAccent((char) each))
              .forEach(each -> base.append((char) each));
          if (base.length() < all.length()) {
            BASES.put(c, base.toString());
          }
        }
      }
    }
  }

  private static final int LONGEST_PREFIX = 4;

  /**
   * The similarity of Jaro and Winkler (Winkler 1990), with Winkler's weight of a tenth for each of
   * the first four code points that are the same, where Jaro's similarity is more than 0.7, as in
   * his own program.
   *
   * @return the double that is nearest to the exact value
   * @throws RowFailure if a text is longer than {@link #LONGEST_FOR_DISTANCE}
   */
  public static double similarity(String one, String other) {
    int[] a = points(one, "similarityTo");
    int[] b = points(other, "similarityTo");
    if (a.length == 0 || b.length == 0) {
      return a.length == b.length ? 1 : 0;
    }
    int[] common = new int[Math.min(a.length, b.length)];
    boolean[] taken = new boolean[b.length];
    int far = Math.max(0, Math.max(a.length, b.length) / 2 - 1);
    int matches = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = Math.max(0, i - far); j <= Math.min(b.length - 1, i + far); j++) {
        if (!taken[j] && a[i] == b[j]) {
          taken[j] = true;
          common[matches++] = a[i];
          break;
        }
      }
    }
    if (matches == 0) {
      return 0;
    }
    int moved = 0;
    int at = 0;
    for (int j = 0; j < b.length; j++) {
      if (taken[j]) {
        moved += b[j] == common[at++] ? 0 : 1;
      }
    }
    long m = matches;
    long both = (long) a.length * b.length;
    long whole = 3 * both * m;
    long jaro = m * m * (a.length + b.length) + both * (m - moved / 2);
    if (10 * jaro <= 7 * whole) {
      return (double) jaro / whole;
    }
    int prefix = 0;
    while (prefix < Math.min(LONGEST_PREFIX, common.length) && a[prefix] == b[prefix]) {
      prefix++;
    }
    return (double) (10 * jaro + prefix * (whole - jaro)) / (10 * whole);
  }

  /**
   * The Levenshtein distance.
   *
   * @throws RowFailure if a text is longer than {@link #LONGEST_FOR_DISTANCE}
   */
  public static int distance(String one, String other) {
    int[] a = points(one, "distanceTo");
    int[] b = points(other, "distanceTo");
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

  private static int[] points(String text, String word) {
    int[] points = text.codePoints().limit(LONGEST_FOR_DISTANCE + 1L).toArray();
    if (points.length > LONGEST_FOR_DISTANCE) {
      throw new RowFailure(
          word
              + " takes texts of at most "
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
