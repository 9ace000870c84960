package dev.assay.dq.execute;

import dev.assay.dq.model.TextPattern;

/** The regular expressions that every engine uses, so that all of them judge text alike. */
public final class RegexText {

  /** Found in texts that are empty or only white space. */
  public static final String BLANK = "\\A\\p{IsWhite_Space}*\\z";

  /** Found in texts that start or end with white space. */
  public static final String UNTRIMMED = "\\A\\p{IsWhite_Space}|\\p{IsWhite_Space}\\z";

  private RegexText() {}

  /**
   * The expression to look for.
   *
   * @param pattern the pattern
   * @param whole whether the whole text must match
   * @return the expression; found somewhere in the text if the pattern matches
   */
  public static String regex(TextPattern pattern, boolean whole) {
    // The line break ends a trailing comment of an expression in comments mode; a group that holds
    // nothing but an optional line break would change other expressions, so it is added only there.
    if (!whole) {
      return pattern.regex();
    }
    boolean comments = pattern.regex().contains("(?") && pattern.regex().contains("#");
    return "\\A(?:" + pattern.regex() + (comments ? "(?x:\n))\\z" : ")\\z");
  }
}
