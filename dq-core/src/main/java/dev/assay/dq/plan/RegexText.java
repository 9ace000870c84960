package dev.assay.dq.plan;

import dev.assay.dq.model.TextPattern;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

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
    String regex = pattern.regex();
    if (!whole) {
      return regex;
    }
    // What closes the group must not fall into a comment (flag x) or a quotation left open.
    for (String end : ENDS) {
      String wrapped = "\\A(?:" + regex + end + ")\\z";
      if (compiles(wrapped)) {
        return wrapped;
      }
    }
    return regex;
  }

  private static final List<String> ENDS = List.of("", "\n", "\\E");

  private static boolean compiles(String regex) {
    try {
      Pattern.compile(regex);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
