package dev.assay.dq.spark.testing;

import dev.assay.dq.internal.model.TextMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Texts that a regular expression finds. Understands literals, classes, groups, alternatives,
 * quantifiers and anchors; look-around and the like are passed over, so that what comes out is
 * tried against the expression itself before it is used.
 */
final class TextSampler {

  private static final String WORD =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
  private static final String DIGITS = "0123456789";
  private static final String CHECKS = DIGITS + "X";
  private static final String PRINTABLE = printable();
  private static final int TRIES = 60;

  /** Of these tries, those whose check digits are as they come. */
  private static final int PLAIN_TRIES = 6;

  private final String regex;
  private final Random random;
  private int at;

  private TextSampler(String regex, Random random) {
    this.regex = regex;
    this.random = random;
  }

  /** Up to so many different texts; fewer or none where the expression is beyond this class. */
  static List<String> samples(TextMatcher pattern, Random random, int wanted) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < TRIES && found.size() < wanted; i++) {
      @Nullable String text = new TextSampler(pattern.regex(), random).alternatives();
      if (!pattern.find(text)) {
        text = pattern.hasCheck() && i >= PLAIN_TRIES ? checked(text, pattern) : null;
      }
      if (text != null && !found.contains(text)) {
        found.add(text);
      }
    }
    return found;
  }

  /**
   * A text with check digits that are right, if there are some: two characters side by side may be
   * anything in most formats, and of what they may be something fits. Null if nothing does.
   */
  private static @Nullable String checked(String text, TextMatcher pattern) {
    for (int at = text.length() - 2; at >= 0; at--) {
      for (int i = 0; i < CHECKS.length() * CHECKS.length(); i++) {
        String tried =
            text.substring(0, at)
                + CHECKS.charAt(i / CHECKS.length())
                + CHECKS.charAt(i % CHECKS.length())
                + text.substring(at + 2);
        if (pattern.find(tried)) {
          return tried;
        }
      }
    }
    return null;
  }

  private static String printable() {
    StringBuilder all = new StringBuilder();
    for (char c = ' '; c <= '~'; c++) {
      all.append(c);
    }
    return all.toString();
  }

  private boolean more() {
    return at < regex.length();
  }

  private String alternatives() {
    List<String> options = new ArrayList<>();
    options.add(sequence());
    while (more() && regex.charAt(at) == '|') {
      at++;
      options.add(sequence());
    }
    return options.get(random.nextInt(options.size()));
  }

  private String sequence() {
    StringBuilder text = new StringBuilder();
    while (more() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
      int start = at;
      String once = atom();
      int end = at;
      int times = quantifier();
      for (int i = 0; i < times; i++) {
        // each repetition is drawn anew
        int after = at;
        at = start;
        text.append(i == 0 ? once : atom());
        at = i == 0 ? end : at;
        at = after;
      }
    }
    return text.toString();
  }

  private String atom() {
    char c = regex.charAt(at++);
    return switch (c) {
      case '(' -> group();
      case '[' -> pick(set());
      case '.' -> pick(WORD);
      case '^', '$' -> "";
      case '\\' -> escape();
      default -> String.valueOf(c);
    };
  }

  private String group() {
    boolean counts = true;
    if (regex.startsWith("?", at)) {
      if (regex.startsWith("?:", at) || regex.startsWith("?>", at)) {
        at += 2;
      } else if (regex.startsWith("?=", at) || regex.startsWith("?!", at)) {
        counts = false;
        at += 2;
      } else if (regex.startsWith("?<=", at) || regex.startsWith("?<!", at)) {
        counts = false;
        at += 3;
      } else if (regex.startsWith("?<", at)) {
        at = regex.indexOf('>', at) + 1;
      } else {
        // flags, such as (?i)
        while (more() && regex.charAt(at) != ')' && regex.charAt(at) != ':') {
          at++;
        }
        at += more() && regex.charAt(at) == ':' ? 1 : 0;
      }
    }
    String text = alternatives();
    at += more() ? 1 : 0;
    return counts ? text : "";
  }

  private String escape() {
    if (!more()) {
      return "";
    }
    char c = regex.charAt(at++);
    String all = named(c);
    if (all != null) {
      return pick(all);
    }
    return switch (c) {
      case 'A', 'z', 'Z', 'b', 'B', 'G' -> "";
      case 'Q' -> quoted();
      default -> String.valueOf(single(c));
    };
  }

  private String quoted() {
    int end = regex.indexOf("\\E", at);
    String text = end < 0 ? regex.substring(at) : regex.substring(at, end);
    at = end < 0 ? regex.length() : end + 2;
    return text;
  }

  /** The characters of a named class, or null if the letter names none. */
  private @Nullable String named(char c) {
    return switch (c) {
      case 'd' -> DIGITS;
      case 'w' -> WORD;
      case 's' -> " \t";
      case 'S', 'D' -> "abcxyzABCXYZ";
      case 'W' -> " -.,";
      case 'p' -> property();
      default -> null;
    };
  }

  private String property() {
    int end = regex.indexOf('}', at);
    String name = end < 0 ? "" : regex.substring(at + 1, end);
    at = end < 0 ? Math.min(regex.length(), at + 1) : end + 1;
    return switch (name) {
      case "Lu", "Upper", "IsUppercase" -> "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
      case "Ll", "Lower", "IsLowercase" -> "abcdefghijklmnopqrstuvwxyz";
      case "Nd", "Digit", "IsDigit" -> DIGITS;
      case "IsWhite_Space", "Space" -> " \t";
      case "Punct", "P", "IsPunctuation" -> ".,;:!?";
      default -> "abcdefghijABCDEFGHIJ";
    };
  }

  private char single(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'f' -> '\f';
      case 'x' -> hexadecimal();
      default -> c;
    };
  }

  /** The character of a code; of one beyond the BMP it is one that no expression looks for. */
  private char hexadecimal() {
    boolean braces = regex.startsWith("{", at);
    int start = braces ? at + 1 : at;
    int end = braces ? regex.indexOf('}', at) : Math.min(regex.length(), at + 2);
    int code = Integer.parseInt(regex.substring(start, end), 16);
    at = braces ? end + 1 : end;
    return (char) Math.min(code, Character.MAX_VALUE);
  }

  /** The characters of a class in brackets. */
  private String set() {
    boolean negated = more() && regex.charAt(at) == '^';
    at += negated ? 1 : 0;
    StringBuilder in = new StringBuilder();
    boolean first = true;
    while (more() && (first || regex.charAt(at) != ']')) {
      first = false;
      char c = regex.charAt(at++);
      if (c == '[') {
        in.append(set());
        continue;
      }
      if (c == '\\' && more()) {
        char escaped = regex.charAt(at++);
        String all = named(escaped);
        if (all != null) {
          in.append(all);
          continue;
        }
        c = single(escaped);
      }
      if (at + 1 < regex.length() && regex.charAt(at) == '-' && regex.charAt(at + 1) != ']') {
        at++;
        char end = regex.charAt(at++);
        end = end == '\\' && more() ? single(regex.charAt(at++)) : end;
        for (char each = c; each <= end && in.length() < 4096; each++) {
          in.append(each);
        }
      } else {
        in.append(c);
      }
    }
    at += more() ? 1 : 0;
    if (!negated) {
      return in.toString();
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < PRINTABLE.length(); i++) {
      char c = PRINTABLE.charAt(i);
      if (in.indexOf(String.valueOf(c)) < 0) {
        out.append(c);
      }
    }
    return out.toString();
  }

  private String pick(String all) {
    return all.isEmpty() ? "" : String.valueOf(all.charAt(random.nextInt(all.length())));
  }

  /** How often the atom before is repeated; passes over lazy and possessive marks. */
  private int quantifier() {
    if (!more()) {
      return 1;
    }
    int least = 1;
    int most = 1;
    switch (regex.charAt(at)) {
      case '?' -> {
        least = 0;
        at++;
      }
      case '*' -> {
        least = 0;
        most = random.nextInt(5); // few more often than many
        at++;
      }
      case '+' -> {
        most = 5;
        at++;
      }
      case '{' -> {
        int end = regex.indexOf('}', at);
        String[] ends = regex.substring(at + 1, end).split(",", -1);
        least = Integer.parseInt(ends[0]);
        most = ends.length == 1 ? least : ends[1].isEmpty() ? least + 4 : Integer.parseInt(ends[1]);
        at = end + 1;
      }
      default -> {
        return 1;
      }
    }
    if (more() && (regex.charAt(at) == '+' || regex.charAt(at) == '?')) {
      at++;
    }
    return least + random.nextInt(Math.min(most - least, 8) + 1);
  }
}
