package dev.assay.dq.internal.model;

import dev.assay.dq.TextPattern;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The patterns that have a name of the library's, one row each: a stored check says the name, and
 * so picks up corrections of the pattern. What each accepts is said in {@code Formats}.
 */
@SuppressWarnings("ImmutableEnumChecker") // a record of two texts, and functions without state
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
  US_SSN("US_SSN", "\\A(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}\\z"),
  /** A host name. */
  HOST_NAME(
      "HOST_NAME",
      "\\A(?=[A-Za-z0-9.-]{1,253}+\\z)(?:"
          + Parts.LABEL
          + "\\.)*+(?=[0-9-]*+[A-Za-z])"
          + Parts.LABEL
          + "\\z"),
  /** A block of IP addresses. */
  CIDR(
      "CIDR",
      "\\A(?:"
          + Parts.V4
          + "/(?:3[0-2]|[12]?[0-9])|"
          + Parts.V6
          + "/(?:12[0-8]|1[01][0-9]|[1-9]?[0-9]))\\z"),
  /** An address of a network device. */
  MAC_ADDRESS(
      "MAC_ADDRESS", "\\A[0-9A-Fa-f]{2}(?:(?::[0-9A-Fa-f]{2}){5}+|(?:-[0-9A-Fa-f]{2}){5}+)\\z"),
  /** A UUID of version 4. */
  UUID_V4("UUID_V4", Parts.uuid(4)),
  /** A UUID of version 7. */
  UUID_V7("UUID_V7", Parts.uuid(7)),
  /** A ULID. */
  ULID("ULID", "\\A[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}\\z"),
  /** A version as in Semantic Versioning. */
  SEMVER(
      "SEMVER",
      "\\A(?:0|[1-9][0-9]*+)\\.(?:0|[1-9][0-9]*+)\\.(?:0|[1-9][0-9]*+)(?:-"
          + Parts.PRERELEASE
          + "(?:\\."
          + Parts.PRERELEASE
          + ")*+)?+(?:\\+[0-9A-Za-z-]++(?:\\.[0-9A-Za-z-]++)*+)?+\\z"),
  /** Bytes as hexadecimal digits. */
  HEX("HEX", "\\A(?:[0-9A-Fa-f]{2})++\\z"),
  /** Bytes in base 64. */
  BASE64(
      "BASE64", "\\A(?=[^=])(?:[A-Za-z0-9+/]{4})*+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?+\\z"),
  /** A telephone number. */
  E164("E164", "\\A\\+[1-9][0-9]{1,14}\\z"),
  /** A country in two letters. */
  ISO_COUNTRY_2("ISO_COUNTRY_2", "\\A" + IsoCodes.oneOf(IsoCodes.COUNTRIES_2) + "\\z"),
  /** A country in three letters. */
  ISO_COUNTRY_3("ISO_COUNTRY_3", "\\A" + IsoCodes.oneOf(IsoCodes.COUNTRIES_3) + "\\z"),
  /** A currency. */
  ISO_CURRENCY("ISO_CURRENCY", "\\A" + IsoCodes.oneOf(IsoCodes.CURRENCIES) + "\\z"),
  /** A language in two letters. */
  ISO_LANGUAGE_2("ISO_LANGUAGE_2", "\\A" + IsoCodes.oneOf(IsoCodes.LANGUAGES_2) + "\\z"),
  /** A date. */
  ISO_DATE("ISO_DATE", "\\A" + RegexText.CALENDAR_DATE + "\\z"),
  /** A time of day. */
  ISO_TIME("ISO_TIME", "\\A" + Parts.TIME + "\\z"),
  /** A date and time. */
  ISO_DATE_TIME("ISO_DATE_TIME", "\\A" + RegexText.CALENDAR_DATE + "T" + Parts.TIME + "\\z"),
  /** A duration. */
  ISO_DURATION(
      "ISO_DURATION",
      "\\AP(?!\\z)(?:[0-9]++W|(?:[0-9]++Y)?+(?:[0-9]++M)?+(?:[0-9]++D)?+"
          + "(?:T(?=[0-9])(?:[0-9]++H)?+(?:[0-9]++M)?+(?:[0-9]++(?:\\.[0-9]++)?+S)?+)?+)\\z"),
  /** A language tag. */
  BCP_47("BCP_47", Parts.languageTag()),
  /** A latitude in degrees. */
  LATITUDE("LATITUDE", "\\A[+-]?+(?:90(?:\\.0++)?+|[0-8]?[0-9](?:\\.[0-9]++)?+)\\z"),
  /** A longitude in degrees. */
  LONGITUDE(
      "LONGITUDE", "\\A[+-]?+(?:180(?:\\.0++)?+|(?:1[0-7][0-9]|0?[0-9]?[0-9])(?:\\.[0-9]++)?+)\\z"),
  /** A colour of a web page. */
  HEX_COLOR("HEX_COLOR", "\\A#(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3,4})\\z"),
  /** A postcode of the United States. */
  US_ZIP("US_ZIP", "\\A[0-9]{5}(?:-[0-9]{4})?+\\z"),
  /** A postcode of the United Kingdom. */
  UK_POSTCODE(
      "UK_POSTCODE",
      "\\A(?:GIR 0AA|[A-Z](?:[A-HK-Y]?[0-9]{1,2}|[0-9][A-HJKPSTUW]"
          + "|[A-HK-Y][0-9][ABEHMNPRVWXY]) [0-9][ABD-HJLNP-UW-Z]{2})\\z"),
  /** A media type. */
  MIME_TYPE("MIME_TYPE", Parts.mediaType()),
  /** A name in XML. */
  XML_NAME(
      "XML_NAME",
      "\\A["
          + Parts.NAME_START
          + "]["
          + Parts.NAME_START
          + "\\-.0-9\\xB7\\x{300}-\\x{36F}\\x{203F}\\x{2040}]*+\\z"),
  /** A business identifier code. */
  BIC(
      "BIC",
      "\\A[A-Z0-9]{4}(?:"
          + IsoCodes.oneOf(IsoCodes.COUNTRIES_2)
          + "|XK)[A-Z0-9]{2}(?:[A-Z0-9]{3})?+\\z"),
  /** A vehicle identification number. */
  VIN("VIN", Parts.VEHICLE),
  /** The number of a payment card. */
  CREDIT_CARD("CREDIT_CARD", "\\A" + Parts.CARD + "\\z", CheckDigits::luhn),
  /** An international bank account number. */
  IBAN("IBAN", "\\A" + IsoCodes.iban() + "\\z", CheckDigits::iban),
  /** An international securities identification number. */
  ISIN("ISIN", "\\A[A-Z]{2}[A-Z0-9]{9}[0-9]\\z", CheckDigits::luhn),
  /** A number of North American securities. */
  CUSIP("CUSIP", "\\A[A-Z0-9*@#]{8}[0-9]\\z", CheckDigits::cusip),
  /** A number of securities of the London Stock Exchange. */
  SEDOL("SEDOL", "\\A[0-9B-DF-HJ-NP-TV-Z]{6}[0-9]\\z", CheckDigits::sedol),
  /** A legal entity identifier. */
  LEI("LEI", "\\A[A-Z0-9]{18}(?!0[01]|99)[0-9]{2}\\z", CheckDigits::modulo97),
  /** A book number of ten digits. */
  ISBN_10(
      "ISBN_10",
      "\\A(?:[0-9]{9}[0-9X]|(?=[0-9X-]{13}\\z)" + Parts.BOOK + "[0-9X])\\z",
      CheckDigits::modulo11),
  /** A book number of thirteen digits. */
  ISBN_13(
      "ISBN_13",
      "\\A(?:978|979(?!-?0))(?:[0-9]{10}|(?=[0-9-]{14}\\z)-" + Parts.BOOK + "[0-9])\\z",
      CheckDigits::gs1),
  /** A number of serials. */
  ISSN("ISSN", "\\A[0-9]{4}-[0-9]{3}[0-9X]\\z", CheckDigits::modulo11),
  /** An article number of eight digits. */
  EAN_8("EAN_8", "\\A[0-9]{8}\\z", CheckDigits::gs1),
  /** An article number of thirteen digits. */
  EAN_13("EAN_13", "\\A[0-9]{13}\\z", CheckDigits::gs1),
  /** An article number of twelve digits. */
  UPC_A("UPC_A", "\\A[0-9]{12}\\z", CheckDigits::gs1),
  /** An article number of fourteen digits. */
  GTIN_14("GTIN_14", "\\A[0-9]{14}\\z", CheckDigits::gs1),
  /** An article number of any length. */
  GTIN("GTIN", "\\A(?:[0-9]{8}|[0-9]{12,14})\\z", CheckDigits::gs1),
  /** A vehicle identification number with a check digit. */
  VIN_NORTH_AMERICA("VIN_NORTH_AMERICA", Parts.VEHICLE, CheckDigits::vehicle),
  /** A number of mobile equipment. */
  IMEI("IMEI", "\\A[0-9]{15}\\z", CheckDigits::luhn),
  /** A routing number of a bank of the United States. */
  ABA_ROUTING(
      "ABA_ROUTING",
      "\\A(?!0{9})(?:0[0-9]|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)[0-9]{7}\\z",
      CheckDigits::routing),
  /** A number for value added tax. */
  EU_VAT("EU_VAT", VatNumbers.regex(), VatNumbers::check),
  /** When a job is due. */
  CRON("CRON", CronFields.regex(), CronFields::check),
  /** A JSON text. */
  JSON(
      "JSON",
      "\\A[\\t\\n\\r ]*+[-0-9\\[{\"tfn][^\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]*+\\z",
      JsonText::isJson);

  /** What the rows are made of. */
  private static final class Parts {

    // Repetitions of groups are possessive: Java's matcher recurses for each repetition of others.
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?+";
    private static final String V4 = RegexText.OCTET + "(?:\\." + RegexText.OCTET + "){3}+";
    private static final String V6 = v6();

    /** Letters, digits and hyphens that are not a number with a zero in front. */
    private static final String PRERELEASE = "(?!0[0-9]++(?![0-9A-Za-z-]))[0-9A-Za-z-]++";

    private static final String TIME =
        "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,9}+)?+)?+"
            + "(?:Z|(?!-00:00)[+-](?:(?:0[0-9]|1[0-7]):[0-5][0-9]|18:00))?+";

    /** What a name in XML starts with. */
    private static final String NAME_START =
        ":A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\x{2FF}\\x{370}-\\x{37D}\\x{37F}-\\x{1FFF}"
            + "\\x{200C}\\x{200D}\\x{2070}-\\x{218F}\\x{2C00}-\\x{2FEF}\\x{3001}-\\x{D7FF}"
            + "\\x{F900}-\\x{FDCF}\\x{FDF0}-\\x{FFFD}\\x{10000}-\\x{EFFFF}";

    private static final String VEHICLE = "\\A[A-HJ-NPR-Z0-9]{17}\\z";

    /** The parts of a book number before its check digit, with hyphens. */
    private static final String BOOK = "[0-9]{1,5}-[0-9]{1,7}-[0-9]{1,6}-";

    /** The numbers that issuers use, and how long they are; one line a network. */
    private static final String CARD =
        "(?:4(?:[0-9]{12}|[0-9]{15}|[0-9]{18})"
            + "|(?:5[1-5][0-9]{2}|222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)[0-9]{12}"
            + "|3[47][0-9]{13}"
            + "|6(?:011|4[4-9][0-9]|5[0-9]{2})[0-9]{12,15}"
            + "|3(?:(?:0[0-5]|[689][0-9])[0-9]|095)[0-9]{10,15}"
            + "|35(?:2[89]|[3-8][0-9])[0-9]{12,15}"
            + "|(?:62[0-9]{2}|81[0-6][0-9]|817[01])[0-9]{12,15}"
            + "|(?:5018|5020|5038|5893|6304|6759|676[1-3])[0-9]{8,15}"
            + "|220[0-4][0-9]{12,15})";

    private static String uuid(int version) {
      return "\\A[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-"
          + version
          + "[0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}\\z";
    }

    private static String languageTag() {
      String end = "(?![A-Za-z0-9])";
      String own = "[Xx](?:-[A-Za-z0-9]{1,8}" + end + ")++";
      return "\\A(?:(?:[A-Za-z]{2,3}"
          + end
          + "(?:-[A-Za-z]{3}"
          + end
          + "){0,3}+|[A-Za-z]{4,8}"
          + end
          + ")(?:-[A-Za-z]{4}"
          + end
          + ")?+(?:-(?:[A-Za-z]{2}|[0-9]{3})"
          + end
          + ")?+(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3})"
          + end
          + ")*+(?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8}"
          + end
          + ")++)*+(?:-"
          + own
          + ")?+|"
          + own
          + ")\\z";
    }

    private static String mediaType() {
      String name = "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}+";
      String token = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
      String quoted = "\"(?:[\\t !\\x23-\\x5B\\x5D-\\x7E]|\\\\[\\t -~])*+\"";
      return "\\A"
          + name
          + "/"
          + name
          + "(?:[ \\t]*+;[ \\t]*+"
          + token
          + "=(?:"
          + token
          + "|"
          + quoted
          + "))*+\\z";
    }

    private static String v6() {
      String h = RegexText.HEX_GROUP;
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
  private final @Nullable Predicate<String> check;

  Format(String word, String regex) {
    this(word, regex, null);
  }

  /**
   * A format that a pattern cannot decide by itself.
   *
   * @param check takes any text, and has to hold as well; without state
   */
  Format(String word, String regex, @Nullable Predicate<String> check) {
    this.word = word;
    this.pattern = TextPattern.named(word, regex);
    this.check = check;
  }

  /** Whether a text that matches the pattern may still not be of the format. */
  public boolean hasCheck() {
    return check != null;
  }

  /** Whether a text passes what the pattern cannot decide; true where that is nothing. */
  public boolean check(String text) {
    return check == null || check.test(text);
  }

  /** The pattern, which has the format's name. */
  public TextPattern pattern() {
    return pattern;
  }

  /** What it is called in stored checks and in messages. */
  public String word() {
    return word;
  }

  /** The format of a name, or null if none of the library's has it. */
  public static @Nullable Format named(String word) {
    for (Format each : values()) {
      if (each.word.equals(word)) {
        return each;
      }
    }
    return null;
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
