package dev.assay.dq.internal.model;

import dev.assay.dq.TextPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What looks as if it were about a person: names of columns, and texts. */
public final class Personal {

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
