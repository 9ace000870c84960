package dev.assay.dq.internal.model;

import dev.assay.dq.TextPattern;
import org.jspecify.annotations.Nullable;

/**
 * The patterns that have a name of the library's, one row each: a stored check says the name, and
 * so picks up corrections of the pattern. What each accepts is said in {@code Formats}.
 */
@SuppressWarnings("ImmutableEnumChecker") // a record of two texts
public enum Format {
  /** An e-mail address. */
  EMAIL(
      "EMAIL",
      "\\A(?=[\\x21-\\x7e]{1,254}+\\z)(?=[^@]{1,64}+@)"
          + "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++)*+@"
          + "(?:"
          + Parts.LABEL
          + "\\.)++(?=[0-9-]*+[A-Za-z])"
          + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])\\z"),
  /** An IPv4 address. */
  IPV4("IPV4", "\\A" + Parts.V4 + "\\z"),
  /** An IPv6 address. */
  IPV6("IPV6", "\\A" + Parts.V6 + "\\z"),
  /** A web address. */
  URL(
      "URL",
      "\\A(?i:https?|ftp)://(?:[^\\s/?#@\\[\\]]*+@)?"
          + "(?:\\["
          + Parts.V6
          + "\\]|"
          + Parts.V4
          + "|(?![0-9.]++(?:[:/?#]|\\z))"
          + Parts.LABEL
          + "(?:\\."
          + Parts.LABEL
          + ")*+\\.?)"
          + "(?::(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[0-9]{1,4}))?"
          + "(?:[/?#][^\\s]*+)?\\z"),
  /** A UUID. */
  UUID("UUID", "\\A[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\\z"),
  /** A United States social security number. */
  US_SSN("US_SSN", "\\A(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}\\z");

  /** What the rows are made of. */
  private static final class Parts {

    // Repetitions of groups are possessive: Java's matcher recurses for each repetition of others.
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?+";
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String V4 = OCTET + "(?:\\." + OCTET + "){3}+";
    private static final String V6 = v6();

    private static String v6() {
      String h = "[0-9A-Fa-f]{1,4}+";
      String tail = "(?:" + h + ":" + h + "|" + V4 + ")";
      StringBuilder any = new StringBuilder("(?:(?:" + h + ":){6}+" + tail);
      for (int left = 0; left <= 5; left++) {
        String head = left == 0 ? "" : "(?:" + h + "(?::" + h + "){0," + (left - 1) + "}+)?";
        any.append("|").append(head).append("::(?:").append(h).append(":){").append(5 - left);
        any.append("}+").append(tail);
      }
      any.append("|(?:").append(h).append("(?::").append(h).append("){0,5}+)?::").append(h);
      any.append("|(?:").append(h).append("(?::").append(h).append("){0,6}+)?::)");
      return any.toString();
    }
  }

  private final String word;
  private final TextPattern pattern;

  Format(String word, String regex) {
    this.word = word;
    this.pattern = new TextPattern(word, regex);
  }

  /** The pattern, which has the format's name. */
  public TextPattern pattern() {
    return pattern;
  }

  /** What it is called in stored checks and in messages. */
  public String word() {
    return word;
  }

  /** The format that a pattern is, or null if it is the user's own. */
  public static @Nullable Format of(TextPattern pattern) {
    for (Format each : values()) {
      if (each.pattern.equals(pattern)) {
        return each;
      }
    }
    return null;
  }
}
