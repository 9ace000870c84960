package dev.assay.dq.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shapes of text as regular expressions. Shapes with the same classes of characters in the same
 * order are one family, whatever the lengths of the runs: a run of one length keeps it, a run of
 * several has no upper bound.
 */
final class Shapes {

  private static final int MOST_PARTS = 9;
  private static final int LONGEST_RUN = 4;

  /**
   * An expression, and how many values it is certain to match.
   *
   * @param regex anchored at both ends
   * @param values how many values, at the least
   * @param fixed whether every match has the same length
   * @param parts how many runs and single characters it has
   */
  record Found(String regex, long values, boolean fixed, int parts) {}

  /** A run of one class of character, or a single other character. */
  private record Part(char type, int min, int max, boolean open) {
    boolean isRun() {
      return type == '9' || type == 'A' || type == 'a';
    }

    Part with(Part other) {
      return new Part(type, Math.min(min, other.min), Math.max(max, other.max), open || other.open);
    }

    String regex() {
      if (!isRun()) {
        return Character.isLetterOrDigit(type) || type == ' ' ? "" + type : escaped();
      }
      String set = type == '9' ? "[0-9]" : type == 'A' ? "[A-Z]" : "[a-z]";
      if (open || min < max) {
        return set + (min == 1 ? "+" : "{" + min + ",}");
      }
      return set + (min == 1 ? "" : "{" + min + "}");
    }

    private String escaped() {
      return "\\^$.|?*+()[]{}".indexOf(type) >= 0 ? "\\" + type : "" + type;
    }
  }

  private Shapes() {}

  /** The family with the most values that has a digit, or null if there is none. */
  static @Nullable Found best(ColumnProfile.Text text, long values) {
    if (text.nonAscii() > 0) {
      return null; // letters and digits of any script have a place in a shape
    }
    Map<String, List<Part>> families = new LinkedHashMap<>();
    Map<String, Long> counts = new LinkedHashMap<>();
    for (ValueCount each : text.shapes()) {
      List<Part> parts = parts(each, text, values);
      if (parts != null) {
        StringBuilder key = new StringBuilder();
        parts.forEach(part -> key.append(part.isRun() ? "r" : "c").append(part.type));
        families.merge(key.toString(), parts, Shapes::merged);
        counts.merge(key.toString(), each.count(), Long::sum);
      }
    }
    String best = null;
    for (String family : families.keySet()) {
      if (best == null || counts.get(family) > counts.get(best)) {
        best = family;
      }
    }
    if (best == null) {
      return null;
    }
    List<Part> parts = families.get(best);
    if (parts.stream().noneMatch(part -> part.type == '9') || parts.size() > MOST_PARTS) {
      return null;
    }
    StringBuilder regex = new StringBuilder("\\A");
    parts.forEach(part -> regex.append(part.regex()));
    boolean fixed = parts.stream().noneMatch(part -> part.open || part.min < part.max);
    return new Found(regex.append("\\z").toString(), counts.get(best), fixed, parts.size());
  }

  private static List<Part> merged(List<Part> a, List<Part> b) {
    List<Part> both = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      both.add(a.get(i).with(b.get(i)));
    }
    return both;
  }

  /**
   * The parts of a shape. A plus after a run of four may be more of the same or a plus in the text:
   * where neither the characters nor the lengths of the values tell, there are no parts.
   */
  private static @Nullable List<Part> parts(
      ValueCount shape, ColumnProfile.Text text, long values) {
    String s = shape.value();
    List<Part> parts = new ArrayList<>();
    int open = 0;
    int length = 0;
    for (int i = 0; i < s.length(); ) {
      char c = s.charAt(i);
      if (c < ' ' || c > '~') {
        return null;
      }
      int end = i + 1;
      if (c == '9' || c == 'A' || c == 'a') {
        while (end < s.length() && s.charAt(end) == c) {
          end++;
        }
        boolean more = end - i == LONGEST_RUN && end < s.length() && s.charAt(end) == '+';
        parts.add(new Part(c, more ? LONGEST_RUN + 1 : end - i, end - i, more));
        open += more ? 1 : 0;
        length += more ? 0 : end - i;
        end += more ? 1 : 0;
      } else {
        parts.add(new Part(c, 1, 1, false));
        length++;
      }
      i = end;
    }
    if (open == 0) {
      return parts;
    }
    Long punctuation = text.contains().get(ColumnProfile.CharacterClass.PUNCTUATION);
    if (punctuation != null && punctuation == 0) {
      return parts;
    }
    long shortest = text.lengths().min() - length;
    long longest = text.lengths().max() - length;
    if (open > 1 || shape.count() < values || shortest <= LONGEST_RUN + 1) {
      return null;
    }
    parts.replaceAll(
        part ->
            part.open
                ? new Part(part.type, (int) shortest, (int) longest, shortest < longest)
                : part);
    return parts;
  }
}
