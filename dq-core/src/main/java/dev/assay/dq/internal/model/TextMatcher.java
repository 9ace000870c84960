package dev.assay.dq.internal.model;

import dev.assay.dq.TextPattern;
import dev.assay.dq.TextTest;
import java.io.Serializable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Finds a regular expression in texts. Where its structure does not bound what a match may take,
 * the steps are counted, and neither they nor an overflow of the stack end more than the match.
 */
public final class TextMatcher implements Serializable {

  private static final long serialVersionUID = 1L;

  /** So many steps are free; a step is a character looked at. */
  private static final long FREE_STEPS = 10_000_000;

  private static final long STEPS_A_CHARACTER = 1000;

  private final Pattern pattern;
  private final RegexText.@Nullable Piece piece;
  private final String shown;
  private final boolean bounded;

  /** The format that has to be checked as well; null if the expression decides. */
  private final @Nullable Format checked;

  /** What the user's own format tests as well. */
  private final @Nullable TextTest own;

  private TextMatcher(
      String regex, String shown, @Nullable Format checked, @Nullable TextTest own) {
    this.pattern = Pattern.compile(regex);
    this.piece = RegexText.piece(regex);
    this.shown = shown;
    this.bounded = RegexCost.isBounded(regex);
    this.checked = checked;
    this.own = own;
  }

  /**
   * A matcher.
   *
   * @param whole whether the whole text must match
   * @throws PatternSyntaxException if it does not compile
   */
  public static TextMatcher of(TextPattern pattern, boolean whole) {
    String name = pattern.name();
    String shown = name == null ? "/" + pattern.regex() + "/" : name;
    Format format = whole ? Format.of(pattern) : null;
    Format checked = format != null && format.hasCheck() ? format : null;
    return new TextMatcher(RegexText.regex(pattern, whole), shown, checked, pattern.test());
  }

  /**
   * A matcher.
   *
   * @throws PatternSyntaxException if it does not compile
   */
  public static TextMatcher of(String regex) {
    return of(TextPattern.of(regex), false);
  }

  /** Whether a text in which the expression is found may still fail {@link #check}. */
  public boolean hasCheck() {
    return checked != null || own != null;
  }

  /**
   * Whether a text passes what the expression cannot decide, such as its check digits.
   *
   * @throws RowFailure if the test of a user's format throws
   */
  public boolean check(String text) {
    if (checked != null) {
      return checked.check(text);
    }
    try {
      return own == null || own.test(text);
    } catch (StackOverflowError e) {
      throw new RowFailure("the test of the format " + shown + " overflowed the stack");
    } catch (Exception | AssertionError | LinkageError e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new RowFailure(
          "the test of the format "
              + shown
              + " threw "
              + e.getClass().getName()
              + Quoted.of(e.getMessage()),
          e);
    }
  }

  /** The expression, which is found in the texts that match, if they pass the {@link #check}. */
  public String regex() {
    return pattern.pattern();
  }

  /** What the expression looks for where that is a piece of text; null if it is more. */
  public RegexText.@Nullable Piece piece() {
    return piece;
  }

  /**
   * Whether any engine may run the expression as it is.
   *
   * @return false if a text may overflow the stack, or take time out of proportion to its length
   */
  public boolean isBounded() {
    return bounded;
  }

  /**
   * Looks for the expression, and checks what it cannot decide.
   *
   * @throws RowFailure if that overflows the stack, or takes more than ten million steps and a
   *     thousand for each character
   */
  public boolean find(String text) {
    if (piece != null) {
      return piece.isIn(text) && check(text);
    }
    try {
      return pattern.matcher(bounded ? text : new Counted(text)).find() && check(text);
    } catch (StackOverflowError e) {
      throw new RowFailure(
          "the pattern "
              + shown
              + " overflowed the stack on a value of "
              + length(text)
              + ": repeat groups possessively, (?:…)*+ for (?:…)*, or a class of characters");
    } catch (TooManySteps e) {
      throw new RowFailure(
          "the pattern "
              + shown
              + " took more than "
              + allowed(text.length())
              + " steps on a value of "
              + length(text)
              + ": do not repeat what repeats itself, or repeat it possessively, a*+ for a*");
    }
  }

  private static String length(String text) {
    return text.codePointCount(0, text.length()) + " characters";
  }

  private static long allowed(int length) {
    return FREE_STEPS + STEPS_A_CHARACTER * length;
  }

  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManySteps() {
      super(null, null, false, false);
    }
  }

  /** A text that gives out so many characters and no more. */
  private static final class Counted implements CharSequence {

    private final String text;
    private long left;

    Counted(String text) {
      this.text = text;
      this.left = allowed(text.length());
    }

    @Override
    public char charAt(int index) {
      if (--left < 0) {
        throw new TooManySteps();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
