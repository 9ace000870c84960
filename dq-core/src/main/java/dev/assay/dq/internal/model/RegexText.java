package dev.assay.dq.internal.model;

import dev.assay.dq.TextPattern;
import java.io.Serializable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The regular expressions that every engine uses, so that all of them match text alike. */
public final class RegexText {

  /** Found in texts that are empty or only white space. */
  public static final String BLANK = "\\A\\p{IsWhite_Space}*\\z";

  /** Found in texts that neither start nor end with white space, without a look at each letter. */
  public static final String TRIMMED = "(?s)\\A(?!\\p{IsWhite_Space}).*+(?<!\\p{IsWhite_Space})\\z";

  /** White space at the ends, found in one walk however much of it stands inside. */
  public static final String WHITE_ENDS =
      "\\A\\p{IsWhite_Space}++|(?<!\\p{IsWhite_Space})\\p{IsWhite_Space}++\\z";

  /** Found in whole numbers of at most 19 digits. */
  public static final String INTEGER = "\\A[+-]?+(?=[0-9])0*+[0-9]{0,19}+\\z";

  /** Found in decimal numbers of at most 19 digits before the point and 9 after it. */
  public static final String DECIMAL =
      "\\A[+-]?+(?=\\.?+[0-9])0*+[0-9]{0,19}+(?:\\.[0-9]{0,9}+0*+)?+\\z";

  /** Found in numbers of any size. */
  public static final String REAL =
      "\\A[+-]?+(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE][+-]?+[0-9]++)?+\\z";

  /** A number of an IPv4 address. */
  static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

  /** A group of an IPv6 address. */
  static final String HEX_GROUP = "[0-9A-Fa-f]{1,4}+";

  /** A date of the years 0000 to 9999 that exists, wherever it stands. */
  static final String CALENDAR_DATE =
      "(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
          + "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
          + "|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
          + "-02-29)";

  /** Found in dates of the years 0001 to 9999 that exist. */
  public static final String DATE = "\\A(?!0000)" + CALENDAR_DATE + "\\z";

  /** Found in texts that are true or false, in any case. */
  public static final String BOOLEAN = "\\A(?:[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\\z";

  /** Found in those of them that are true. */
  public static final String TRUE = "\\A[Tt]";

  /** Found in texts without a character beyond ASCII. */
  public static final String ASCII = "\\A\\p{ASCII}*+\\z";

  /** Found in texts without a character of Unicode's category Cc. */
  public static final String WITHOUT_CONTROL = "\\A\\P{Cc}*+\\z";

  /**
   * Found in texts without a small letter at the start of a word and a capital inside one. An
   * apostrophe and a digit belong to a word, and after them either may stand. Without looking
   * behind: there Java takes half of a character beyond U+FFFF for a whole one.
   */
  public static final String TITLE_CASE =
      "(?s)\\A(?!.*?(?:(?:\\A|[^\\p{L}\\p{M}\\p{N}'\u2019])\\p{Ll}"
          + "|[\\p{L}\\p{M}][\\p{Lu}\\p{Lt}]))";

  /** Found in texts of one or more of the digits 0 to 9. */
  public static final String DIGITS = "\\A[0-9]++\\z";

  /** What stands before the first significant digit. */
  public static final String BEFORE_FIRST_DIGIT = "\\A[^1-9]++";

  /** All but the digits 0 to 9. */
  public static final String NO_DIGITS = "[^0-9]++";

  /** A word: what stands between white space. */
  public static final String WORD = "\\P{IsWhite_Space}++";

  private static final String META = "\\.[]{}()*+?^$|";

  /** A pattern that finds a text as it is. */
  public static String literal(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(META.indexOf(c) < 0 ? "" : "\\").append(c);
    }
    return out.toString();
  }

  private RegexText() {}

  /**
   * The expression to look for.
   *
   * @param whole whether the whole text must match
   * @return the expression; found somewhere in the text if the pattern matches
   * @throws PatternSyntaxException if it does not compile
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
    Pattern.compile(regex);
    throw new PatternSyntaxException("It cannot be anchored", regex, -1);
  }

  /**
   * A text that an expression looks for.
   *
   * @param begins whether the whole text has to begin with it
   * @param ends whether the whole text has to end with it
   */
  public record Piece(String text, boolean begins, boolean ends) implements Serializable {

    boolean isIn(String whole) {
      if (begins) {
        return ends ? whole.equals(text) : whole.startsWith(text);
      }
      return ends ? whole.endsWith(text) : whole.contains(text);
    }
  }

  /**
   * What an expression looks for that has no operator, or that is such a one of {@link
   * LikePattern}.
   *
   * @return what is found wherever the expression is; null if the expression may be more than that
   */
  public static @Nullable Piece piece(String regex) {
    if (PLAIN.matcher(regex).matches()) {
      return new Piece(regex, false, false);
    }
    Matcher like = LIKE.matcher(regex);
    if (!like.matches()) {
      return null;
    }
    String start = like.group("start");
    String inside = like.group("inside");
    return start != null
        ? new Piece(start, true, like.group("more") == null)
        : inside != null
            ? new Piece(inside, false, false)
            : new Piece(like.group("end"), false, true);
  }

  /** Characters of ASCII that mean themselves, so that their bytes are those of the text. */
  private static final String LITERAL = "[A-Za-z0-9 _,:;@%/=<>!&~'\"-]++";

  private static final Pattern PLAIN = Pattern.compile(LITERAL);

  /** A whole text with such characters, and anything before or after them or both. */
  private static final Pattern LIKE =
      Pattern.compile(
          "\\\\A\\(\\?:\\(\\?s\\)(?:(?<start>"
              + LITERAL
              + ")(?<more>\\.\\*\\+)?+|\\(\\?>\\.\\*\\?(?<inside>"
              + LITERAL
              + ")\\)\\.\\*\\+|\\.\\*(?<end>"
              + LITERAL
              + "))\\)\\\\z");

  private static final List<String> ENDS = List.of("", "\n", "\\E", "\\E\n");

  private static boolean compiles(String regex) {
    try {
      Pattern.compile(regex);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
