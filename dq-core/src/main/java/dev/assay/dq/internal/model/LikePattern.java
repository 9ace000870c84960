package dev.assay.dq.internal.model;

import dev.assay.dq.TextPattern;

/**
 * A pattern of SQL's LIKE as a regular expression. What stands between two {@code %} is matched
 * where it first occurs and never tried again, so that the time is bounded however many there are.
 */
public final class LikePattern {

  private static final char ESCAPE = '\\';
  private static final String OPERATORS = "\\.[]{}()*+?^$|";

  private final StringBuilder regex = new StringBuilder("(?s)");
  private final StringBuilder part = new StringBuilder();
  private boolean runs;

  private LikePattern() {}

  /**
   * The regular expression of a LIKE pattern, which messages call by what was written.
   *
   * @throws IllegalArgumentException if a backslash escapes neither %, _ nor itself
   */
  public static TextPattern of(String like) {
    return TextPattern.named(
        "SQL pattern " + English.quoted(Args.notNull(like, "pattern")),
        new LikePattern().translated(like));
  }

  private String translated(String like) {
    for (int i = 0; i < like.length(); i++) {
      char c = like.charAt(i);
      switch (c) {
        case '%' -> run();
        case '_' -> part.append('.');
        case ESCAPE -> literal(escaped(like, ++i));
        default -> literal(c);
      }
    }
    String any = !runs ? "" : part.isEmpty() ? ".*+" : ".*";
    return regex.append(any).append(part).toString();
  }

  private static char escaped(String like, int at) {
    char c = at < like.length() ? like.charAt(at) : 0;
    if (c != '%' && c != '_' && c != ESCAPE) {
      throw new IllegalArgumentException(
          "In the pattern "
              + English.quoted(like)
              + " a backslash stands before something other than %, _ or a backslash: write two"
              + " for one");
    }
    return c;
  }

  /** Ends the part before a {@code %}. */
  private void run() {
    if (!runs) {
      regex.append(part);
    } else if (!part.isEmpty()) {
      regex.append("(?>.*?").append(part).append(')');
    }
    part.setLength(0);
    runs = true;
  }

  private void literal(char c) {
    part.append(OPERATORS.indexOf(c) < 0 ? "" : "\\").append(c);
  }
}
