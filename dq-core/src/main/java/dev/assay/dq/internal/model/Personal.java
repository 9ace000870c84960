package dev.assay.dq.internal.model;

import dev.assay.dq.TextPattern;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What looks as if it were about a person: names of columns, and texts. */
public final class Personal {

  private static final int MANY_DIGITS = 7;

  /** More digits than a number of a card or an account has. */
  private static final int LONGEST = 40;

  /** How much of a text is looked at. */
  private static final int LOOKED_AT = 10_000;

  /** Parts of names of columns, without what separates their words. */
  private static final List<String> PARTS =
      List.of(
          "email",
          "phone",
          "mobilenumber",
          "firstname",
          "lastname",
          "middlename",
          "maidenname",
          "fullname",
          "familyname",
          "givenname",
          "surname",
          "birthdate",
          "birthday",
          "dateofbirth",
          "passport",
          "cardnumber",
          "creditcard",
          "socialsecurity",
          "streetaddress",
          "homeaddress",
          "postaladdress",
          "taxid");

  /** Whole words of names of columns. */
  private static final Set<String> WORDS =
      Set.of("mail", "mobile", "msisdn", "fax", "iban", "ssn", "dob", "forename", "nickname");

  private static final Pattern WORD_ENDS =
      Pattern.compile("[^\\p{L}\\p{N}]++|(?<=\\p{Ll})(?=\\p{Lu})");

  /** What separates things in a text that cannot be part of them. */
  private static final Pattern SEPARATORS = Pattern.compile("[\\s,;:<>()\\[\\]{}\"'=|/\\\\]++");

  /** Digits in groups, as people write telephone numbers. */
  private static final Pattern PHONE =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(?:\\+[0-9]{1,3}[ .-]?)?+(?:\\([0-9]{2,5}\\)[ .-]?|[0-9]{3}[ .-])"
              + "[0-9]{3}[ .-][0-9]{4}(?![\\p{L}\\p{N}])"
              + "|(?<![\\p{L}\\p{N}])\\+[0-9]{1,3}(?:[ .-]?[0-9]{2,5}){2,5}+(?![\\p{L}\\p{N}])");

  /** Digits in groups, as people write the numbers of cards and accounts. */
  private static final Pattern GROUPED =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(?:[A-Z]{2}[0-9]{2}|[0-9]{4})(?:[ -][A-Z0-9]{1,6}){2,8}+"
              + "(?![\\p{L}\\p{N}])");

  /** Formats of which each text is personal, with the fewest characters that one has. */
  private enum Shape {
    EMAIL(Format.EMAIL, 5),
    SSN(Format.US_SSN, 11),
    CARD(Format.CREDIT_CARD, 12),
    ACCOUNT(Format.IBAN, 15),
    PHONE(Format.E164, 8);

    private final Format format;
    private final int shortest;
    private final Pattern pattern;

    Shape(Format format, int shortest) {
      this.format = format;
      this.shortest = shortest;
      this.pattern = Pattern.compile(format.pattern().regex());
    }

    boolean is(String text) {
      return text.length() >= shortest && pattern.matcher(text).matches() && format.check(text);
    }
  }

  private Personal() {}

  /** Whether a column is personal by the words of its name. */
  public static boolean isName(String column) {
    List<String> words = new ArrayList<>();
    for (String word : WORD_ENDS.split(column, -1)) {
      words.add(word.toLowerCase(Locale.ROOT));
    }
    String whole = String.join("", words);
    return words.stream().anyMatch(WORDS::contains) || PARTS.stream().anyMatch(whole::contains);
  }

  /** Whether all texts of a format are personal. */
  public static boolean isFormat(TextPattern pattern) {
    return Arrays.stream(Shape.values()).anyMatch(each -> each.format.pattern().equals(pattern));
  }

  /** Whether a text is or holds something personal. */
  public static boolean isText(String text) {
    String some = text.length() <= LOOKED_AT ? text : text.substring(0, LOOKED_AT);
    for (String each : SEPARATORS.split(some, -1)) {
      if (isOne(stripped(each))) {
        return true;
      }
    }
    return PHONE.matcher(some).find()
        || GROUPED
            .matcher(some)
            .results()
            .anyMatch(each -> isOne(each.group().replace(" ", "").replace("-", "")));
  }

  /** Whether the beginning of a text is, or may end within something that is. */
  public static boolean isBeginning(String text) {
    String[] parts = SEPARATORS.split(text, -1);
    String last = parts[parts.length - 1];
    return isText(text)
        || last.indexOf('@') >= 0
        || last.chars().filter(Character::isDigit).count() >= MANY_DIGITS;
  }

  /**
   * Whether numbers of one column are those of payment cards: at least half of the different ones
   * have the first digits, the length and the check digit of such. Of other numbers of sixteen
   * digits one in forty has.
   */
  public static boolean areCards(Collection<? extends Number> numbers) {
    Set<String> different = new HashSet<>();
    int cards = 0;
    for (Number each : numbers) {
      String text = digits(each);
      if (different.add(text) && text.length() >= Shape.CARD.shortest) {
        cards += Shape.CARD.is(text) ? 1 : 0;
      }
    }
    return cards > 0 && 2 * cards >= different.size();
  }

  private static String digits(Number number) {
    if (number instanceof Double || number instanceof Float) {
      double real = number.doubleValue();
      return real == (long) real ? Long.toString((long) real) : "";
    }
    return number instanceof BigDecimal exact
            && exact.precision() < LONGEST
            && Math.abs((long) exact.scale()) < LONGEST
        ? exact.stripTrailingZeros().toPlainString()
        : number.toString();
  }

  private static boolean isOne(String text) {
    return Arrays.stream(Shape.values()).anyMatch(each -> each.is(text));
  }

  /** Without full stops and the like at its ends. */
  private static String stripped(String text) {
    int end = text.length();
    while (end > 0 && ".!?".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }
}
