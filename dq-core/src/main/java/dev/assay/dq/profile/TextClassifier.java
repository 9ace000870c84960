package dev.assay.dq.profile;

import dev.assay.dq.Formats;
import dev.assay.dq.internal.model.RegexText;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a text looks like, told from its characters; patterns are only tried where they may fit. */
final class TextClassifier {

  private static final int DIGIT = 1;
  private static final int LETTER = 2;
  private static final int AT = 4;
  private static final int DASH = 8;
  private static final int SLASH = 16;
  private static final int DOT = 32;
  private static final int COLON = 64;
  private static final int SIGN = 128;
  private static final int BRACE = 256;
  private static final int SPACE = 512;
  private static final int OTHER = 1024;

  // what other characters are, besides: no question of a type depends on it
  private static final int OTHER_PUNCTUATION = OTHER | 2048;
  private static final int OTHER_SPACE = OTHER | 4096;
  private static final int OTHER_LETTER = OTHER | 8192;
  private static final int OTHER_DIGIT = OTHER | 16384;
  private static final int NEITHER = OTHER | 32768;

  /** What characters are besides, each on its own. */
  private static final int UPPER = 1 << 16;

  private static final int LOWER = 1 << 17;
  private static final int NO_SPACE = 1 << 18;
  private static final int BEYOND = 1 << 19;
  private static final int FEATURES = UPPER - 1;

  /** Without these, a text that is no truth value is like nothing in particular. */
  private static final int TELLING = BRACE | AT | DIGIT | COLON;

  /** As long as the words that stand for truth values, or for missing ones. */
  static final int LONGEST_WORD = 12;

  /** Up to here, texts are copied to one place to be read there. */
  private static final int SHORT = 256;

  private static final int LONGEST_RUN = 5;

  private static final int[] ASCII = new int[128];
  private static final char[] SHAPES = new char[128];

  static {
    for (char c = 0; c < ASCII.length; c++) {
      ASCII[c] = ascii(c) | marks(c);
      SHAPES[c] = anyShape(c);
    }
  }

  private static final Pattern NUMBER = Pattern.compile(RegexText.REAL);
  private static final Pattern EMAIL = Pattern.compile(Formats.EMAIL.regex());
  private static final Pattern URL = Pattern.compile(Formats.URL.regex());
  private static final Pattern UUID = Pattern.compile(Formats.UUID.regex());
  private static final Pattern IP = Pattern.compile(Formats.IPV4.regex());
  private static final Pattern IPV6 = Pattern.compile(Formats.IPV6.regex());
  private static final int LONGEST_IPV6 = 45;
  private static final int LAST_YEAR = 9999;

  /**
   * A way to write a date; those with a time say so. In some, a day up to 12 may as well be the
   * month.
   */
  private record Format(
      String pattern, boolean time, boolean exchangeable, DateTimeFormatter formatter) {
    static Format of(String pattern, boolean time) {
      return new Format(
          pattern,
          time,
          pattern.startsWith("MM/") || pattern.startsWith("dd/") || pattern.startsWith("M/"),
          DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
              .withResolverStyle(ResolverStyle.STRICT));
    }

    /** The pattern as a profile shows it. */
    String shown() {
      return pattern.replace("uuuu", "yyyy").replace("'", "");
    }
  }

  private static final List<Format> FORMATS =
      List.of(
          Format.of("uuuu-MM-dd", false),
          Format.of("uuuu/MM/dd", false),
          Format.of("MM/dd/uuuu", false),
          Format.of("dd/MM/uuuu", false),
          Format.of("dd.MM.uuuu", false),
          Format.of("M/d/uuuu", false),
          Format.of("MMM dd uuuu", false),
          Format.of("MMM d uuuu", false),
          Format.of("d MMM uuuu", false),
          Format.of("dd-MMM-uuuu", false),
          Format.of("uuuu-MM-dd HH:mm", true),
          Format.of("uuuu-MM-dd HH:mm:ss", true),
          Format.of("uuuu-MM-dd'T'HH:mm:ss", true),
          Format.of("uuuu-MM-dd'T'HH:mm:ssXXX", true),
          Format.of("uuuu/MM/dd HH:mm", true),
          Format.of("MM/dd/uuuu HH:mm", true));

  /** The pattern of java.time that a profile shows so; null if it is none of these. */
  static @Nullable String pattern(String shown) {
    return FORMATS.stream()
        .filter(each -> each.shown().equals(shown))
        .map(Format::pattern)
        .findFirst()
        .orElse(null);
  }

  private int recent;
  private int units;
  private int features;
  private int codePoints;
  private int bytes;
  private int blanks;
  private boolean padded;
  private boolean blank;
  private boolean upper;
  private boolean lower;
  private boolean mixed;
  private boolean ascii;
  private boolean mojibake;
  private @Nullable String datePattern;
  private long day;
  private boolean exchangeable;
  private final char[] chars = new char[SHORT];
  private final char[] shape = new char[SHORT + 1];
  private final byte[] plainShape = new byte[SHORT + 1];

  /** Reads the characters of a text; everything else follows. */
  void read(String text) {
    int length = text.length();
    if (length > chars.length) {
      look(text.toCharArray(), length);
    } else {
      text.getChars(0, length, chars, 0);
      look(chars, length);
    }
  }

  /**
   * The same of UTF-8, if all of its characters are ASCII and nobody has to look at more than them
   * to know that it is like nothing in particular.
   *
   * @return false if this is not so; then nothing is known of it
   */
  boolean readPlain(byte[] utf8) {
    int length = utf8.length;
    if (length <= LONGEST_WORD || length > chars.length) {
      return false;
    }
    char[] to = chars;
    for (int i = 0; i < length; i++) {
      to[i] = (char) utf8[i]; // what is not ASCII becomes no ASCII, which is all to know
    }
    look(to, length);
    return ascii && (features & TELLING) == 0;
  }

  private void look(char[] text, int length) {
    int mask = 0;
    int extra = 0;
    long spaces = 0;
    int i = 0;
    for (; i < length - 3; i += 4) { // four at a time, which need not wait for one another
      char a = text[i];
      char b = text[i + 1];
      char c = text[i + 2];
      char d = text[i + 3];
      if ((a | b | c | d) >= ASCII.length) {
        break;
      }
      int ofA = ASCII[a];
      int ofB = ASCII[b];
      int ofC = ASCII[c];
      int ofD = ASCII[d];
      mask |= ofA | ofB | ofC | ofD;
      spaces += (ofA & SPACE) + (ofB & SPACE) + (ofC & SPACE) + (ofD & SPACE);
    }
    int points = i;
    for (; i < length; i++) {
      char c = text[i];
      points++;
      if (c < ASCII.length) {
        mask |= ASCII[c];
        spaces += ASCII[c] & SPACE;
      } else {
        mask |= beyondAscii(text, length, i) | marks(c) | BEYOND;
        extra += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        if (isSecondHalf(text, i)) {
          points--;
        }
      }
    }
    boolean hasUpper = (mask & UPPER) != 0;
    boolean hasLower = (mask & LOWER) != 0;
    boolean onlySpace = (mask & NO_SPACE) == 0;
    boolean plain = (mask & BEYOND) == 0;
    datePattern = null;
    units = length;
    features = mask & FEATURES;
    codePoints = points;
    bytes = length + extra;
    blanks = (int) (spaces / SPACE);
    blank = onlySpace;
    padded = !onlySpace && (isSpace(text[0]) || isSpace(text[length - 1]));
    upper = hasUpper && !hasLower;
    lower = hasLower && !hasUpper;
    mixed = hasLower && hasUpper;
    ascii = plain;
    mojibake = !plain && looksMisread(text, length);
  }

  private static boolean isSecondHalf(char[] text, int at) {
    return Character.isLowSurrogate(text[at]) && at > 0 && Character.isHighSurrogate(text[at - 1]);
  }

  /** Unicode's White_Space, as everywhere in this library. */
  private static boolean isSpace(char c) {
    return c == ' '
        || (c >= '\t' && c <= '\r')
        || (c >= '\u0085'
            && (c == '\u0085'
                || c == '\u00a0'
                || c == '\u1680'
                || (c >= '\u2000' && c <= '\u200a')
                || c == '\u2028'
                || c == '\u2029'
                || c == '\u202f'
                || c == '\u205f'
                || c == '\u3000'));
  }

  private static int ascii(char c) {
    return switch (c) {
      case ' ' -> SPACE;
      case '@' -> AT;
      case '-' -> DASH;
      case '+' -> SIGN;
      case '/' -> SLASH;
      case '.' -> DOT;
      case ':' -> COLON;
      case '{', '[' -> BRACE;
      default -> otherAscii(c);
    };
  }

  private static int otherAscii(char c) {
    if (c >= '0' && c <= '9') {
      return DIGIT;
    }
    if (Character.isLetter(c)) {
      return LETTER;
    }
    return Character.isWhitespace(c)
        ? OTHER_SPACE
        : c < ' ' || c == 127 ? NEITHER : OTHER_PUNCTUATION;
  }

  private static int marks(char c) {
    return (Character.isUpperCase(c) ? UPPER : 0)
        | (Character.isLowerCase(c) ? LOWER : 0)
        | (isSpace(c) ? 0 : NO_SPACE);
  }

  private static int beyondAscii(char[] text, int length, int at) {
    if (isSecondHalf(text, at)) {
      return OTHER; // counted with its other half
    }
    int point = Character.codePointAt(text, at, length);
    return Character.isLetter(point)
        ? OTHER_LETTER
        : Character.isDigit(point)
            ? OTHER_DIGIT
            : Character.isWhitespace(point) || point == '\u00a0' ? OTHER_SPACE : NEITHER;
  }

  private static final int LETTERS = LETTER | (OTHER_LETTER ^ OTHER);
  private static final int DIGITS = DIGIT | (OTHER_DIGIT ^ OTHER);
  private static final int SPACES = SPACE | (OTHER_SPACE ^ OTHER);
  private static final int PUNCTUATION =
      AT | DASH | SLASH | DOT | COLON | SIGN | BRACE | (OTHER_PUNCTUATION ^ OTHER);
  private static final int[] CLASSES = {LETTERS, DIGITS, SPACES, PUNCTUATION, NEITHER ^ OTHER};

  /** Adds to each class of character, in the order of the enum, that the text has. */
  void countClasses(long[] counts, long times) {
    for (int i = 0; i < CLASSES.length; i++) {
      counts[i] += (features & CLASSES[i]) != 0 ? times : 0;
    }
  }

  /** How many blanks there are. */
  int blanks() {
    return blanks;
  }

  /** The length of the text in UTF-8. */
  int bytes() {
    return bytes;
  }

  /**
   * UTF-8 read as Latin-1 shows a lead byte (Ã, Â, â) and a continuation byte; Mac Roman read as
   * Latin-1 an upper-case accented letter after a lower-case one; and U+FFFD is what a decoder
   * leaves.
   */
  private static boolean looksMisread(char[] text, int length) {
    for (int i = 0; i < length; i++) {
      char c = text[i];
      if (c == '\ufffd') {
        return true;
      }
      char next = i + 1 < length ? text[i + 1] : ' ';
      boolean continuation =
          (next >= '\u0080' && next <= '\u00bf') || (next >= '\u2018' && next <= '\u20ac');
      if ((c == 'Ã' || c == 'Â' || c == 'â') && continuation) {
        return true;
      }
      boolean afterLower = i > 0 && text[i - 1] >= 'a' && text[i - 1] <= 'z';
      if (afterLower && c >= '\u00c0' && c <= '\u00de' && c != '\u00d7') {
        return true;
      }
    }
    return false;
  }

  /** How many characters the text has, as Java counts them. */
  int units() {
    return units;
  }

  int codePoints() {
    return codePoints;
  }

  boolean isBlank() {
    return blank;
  }

  boolean isPadded() {
    return padded;
  }

  boolean isUpper() {
    return upper;
  }

  boolean isLower() {
    return lower;
  }

  boolean isMixed() {
    return mixed;
  }

  boolean isAscii() {
    return ascii;
  }

  boolean isMojibake() {
    return mojibake;
  }

  /** The pattern of the text that {@link #type} took for a date. */
  @Nullable String datePattern() {
    return datePattern;
  }

  /** The day of that date, from 1970-01-01. */
  long day() {
    return day;
  }

  /** Whether that date is another one if day and month are exchanged, which nobody can tell. */
  boolean isExchangeable() {
    return exchangeable;
  }

  /** What the text looks like by itself; TEXT if like nothing in particular. */
  SemanticType type(String text) {
    int length = text.length();
    if (length == 0 || length > 512) {
      return length > 0 && (features & BRACE) != 0 && isJson(text)
          ? SemanticType.JSON
          : SemanticType.TEXT;
    }
    if ((features & BRACE) != 0 && isJson(text)) {
      return SemanticType.JSON;
    }
    if ((features & AT) != 0) {
      return EMAIL.matcher(text).matches() ? SemanticType.EMAIL : SemanticType.TEXT;
    }
    if ((features & DIGIT) == 0) {
      return isTruth(text) ? SemanticType.BOOLEAN : address(text);
    }
    boolean short40 = length <= 40;
    if (short40
        && (features & ~(DIGIT | DOT | SIGN | DASH | LETTER)) == 0
        && ((features & LETTER) == 0 || text.indexOf('e') > 0 || text.indexOf('E') > 0)
        && NUMBER.matcher(text).matches()) {
      return (features & (DOT | LETTER)) == 0 ? SemanticType.INTEGER : SemanticType.DECIMAL;
    }
    if (length >= 8 && length <= 30 && (features & (OTHER | AT)) == 0) {
      SemanticType date = date(text);
      if (date != null) {
        return date;
      }
    }
    if (length == 36 && (features & DASH) != 0 && UUID.matcher(text).matches()) {
      return SemanticType.UUID;
    }
    if ((features & (DIGIT | DOT)) == features && IP.matcher(text).matches()) {
      return SemanticType.IP;
    }
    return address(text);
  }

  /** The type of what has a colon, if it is an address. */
  private SemanticType address(String text) {
    if ((features & COLON) == 0) {
      return SemanticType.TEXT;
    }
    if ((features & ~(DIGIT | LETTER | DOT | COLON)) == 0
        && text.length() <= LONGEST_IPV6
        && IPV6.matcher(text).matches()) {
      return SemanticType.IPV6;
    }
    return URL.matcher(text).matches() ? SemanticType.URL : SemanticType.TEXT;
  }

  private static boolean isJson(String text) {
    String bare = text.strip();
    return (bare.startsWith("{") && bare.endsWith("}"))
        || (bare.startsWith("[") && bare.endsWith("]") && bare.length() > 2);
  }

  private static boolean isTruth(String text) {
    return switch (text.length()) {
      case 2 -> text.equalsIgnoreCase("no");
      case 3 -> text.equalsIgnoreCase("yes");
      case 4 -> text.equalsIgnoreCase("true");
      case 5 -> text.equalsIgnoreCase("false");
      default -> false;
    };
  }

  /** The format of the value before is tried first: a column mostly keeps to one. */
  private @Nullable SemanticType date(String text) {
    boolean separated =
        (features & (DASH | SLASH | DOT)) != 0 || ((features & LETTER) != 0 && hasSpace());
    if (!separated) {
      return null;
    }
    for (int i = 0; i < FORMATS.size(); i++) {
      int index = i == 0 ? recent : i <= recent ? i - 1 : i;
      Format format = FORMATS.get(index);
      if (format.time == ((features & COLON) != 0)
          && mayFit(format.pattern, text)
          && parses(format, text)) {
        recent = index;
        datePattern = format.shown();
        return format.time ? SemanticType.TIMESTAMP : SemanticType.DATE;
      }
    }
    return null;
  }

  private boolean parses(Format format, String text) {
    // most texts that are no dates fall here, without an exception
    ParsePosition position = new ParsePosition(0);
    if (format.formatter.parseUnresolved(text, position) == null
        || position.getIndex() < text.length()) {
      return false;
    }
    try {
      TemporalAccessor date = format.formatter.parse(text);
      if (!date.isSupported(ChronoField.EPOCH_DAY)
          || date.get(ChronoField.YEAR) < 1
          || date.get(ChronoField.YEAR) > LAST_YEAR) {
        return false;
      }
      day = date.getLong(ChronoField.EPOCH_DAY);
      int ofMonth = date.get(ChronoField.DAY_OF_MONTH);
      exchangeable =
          format.exchangeable && ofMonth <= 12 && ofMonth != date.get(ChronoField.MONTH_OF_YEAR);
      return true;
    } catch (DateTimeException e) {
      return false; // such as February 30
    }
  }

  private boolean hasSpace() {
    return (features & SPACE) != 0;
  }

  /** A cheap look at the separators, so that parsing seldom fails. */
  private static boolean mayFit(String pattern, String text) {
    char first = pattern.charAt(0);
    char c = text.charAt(0);
    boolean digit = c >= '0' && c <= '9';
    boolean word = pattern.startsWith("MMM");
    if (word == digit) {
      return false;
    }
    char separator = first == 'u' ? pattern.charAt(4) : 0;
    if (separator != 0) {
      return text.charAt(4) == separator && text.indexOf('T') >= 0 == pattern.indexOf('T') >= 0;
    }
    if (pattern.startsWith("MM/") || pattern.startsWith("dd/")) {
      return text.charAt(2) == '/';
    }
    return !pattern.startsWith("dd.") || text.charAt(2) == '.';
  }

  /**
   * Counts the shape of the text that was read last, which is short: runs of one class of character
   * become one with a plus. Most shapes are known already: no text is made of them.
   */
  void countShape(HeavyHitters shapes, long times) {
    char[] to = shape;
    int size = 0;
    int last = 0;
    int run = 0;
    // without branches, which nobody could foretell at the ends of words
    for (int i = 0; i < units; i++) {
      char c = chars[i];
      int kind = c < SHAPES.length ? SHAPES[c] : anyShape(c);
      run = (run & -(isZero(kind ^ last) & isRun(kind))) + 1;
      to[size] = (char) (kind + isZero(run ^ LONGEST_RUN) * ('+' - kind));
      size += isNegative(run - LONGEST_RUN - 1);
      last = kind;
    }
    int all = 0;
    for (int i = 0; i < size; i++) {
      plainShape[i] = (byte) to[i];
      all |= to[i];
    }
    if (all < SHAPES.length) {
      shapes.add(plainShape, size, times);
    } else {
      shapes.add(new String(to, 0, size), times);
    }
  }

  /** 1 or 0. */
  private static int isZero(int notNegative) {
    return isNegative(notNegative - 1);
  }

  private static int isNegative(int number) {
    return number >>> (Integer.SIZE - 1);
  }

  /** Whether a kind of character is told once for all that stand together: 1 or 0. */
  private static int isRun(int kind) {
    return isZero(kind ^ '9') | isZero(kind ^ 'A') | isZero(kind ^ 'a');
  }

  private static char anyShape(char c) {
    return Character.isDigit(c)
        ? '9'
        : Character.isUpperCase(c) ? 'A' : Character.isLetter(c) ? 'a' : c;
  }
}
