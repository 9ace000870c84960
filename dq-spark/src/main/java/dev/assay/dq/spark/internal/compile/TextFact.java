package dev.assay.dq.spark.internal.compile;

import dev.assay.dq.internal.model.LetterCase;
import dev.assay.dq.internal.model.RegexText;
import dev.assay.dq.internal.model.TextMatcher;
import dev.assay.dq.internal.model.Utf8;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * What each character of a text decides for itself, or those at its ends. All facts of a text come
 * from one walk over its bytes, which Spark makes once a row however many are asked for.
 */
@SuppressWarnings("ImmutableEnumChecker") // its tests keep nothing
enum TextFact {
  /** Nothing but white space. */
  BLANK(1, RegexText.BLANK),
  /** No white space at the ends. */
  TRIMMED(2, RegexText.TRIMMED),
  /** No character beyond ASCII. */
  ASCII(4, RegexText.ASCII),
  /** No control character. */
  WITHOUT_CONTROL(8, RegexText.WITHOUT_CONTROL),
  /** Digits of ASCII, one at least. */
  DIGITS(16, RegexText.DIGITS),
  /** The same in lower case. */
  LOWER(32, LetterCase.LOWER),
  /** The same in upper case. */
  UPPER(64, LetterCase.UPPER);

  private final int bit;
  private final Predicate<String> holds;

  TextFact(int bit, String regex) {
    this.bit = bit;
    TextMatcher matcher = TextMatcher.of(regex);
    this.holds = text -> matcher.find(Utf8.shown(text));
  }

  TextFact(int bit, LetterCase letters) {
    this.bit = bit;
    this.holds = text -> letters.of(text).equals(text);
  }

  int bit() {
    return bit;
  }

  private static int of(String text) {
    int facts = 0;
    for (TextFact each : values()) {
      facts |= each.holds.test(text) ? each.bit() : 0;
    }
    return facts;
  }

  private static final int NONE = of("");

  /** What a text of one character is, of each character of ASCII. */
  private static final int[] OF_ONE = new int[0x80];

  static {
    for (int i = 0; i < OF_ONE.length; i++) {
      OF_ONE[i] = of(String.valueOf((char) i));
    }
  }

  /** The facts of a text, as bits. */
  static int of(byte[] utf8) {
    if (utf8.length == 0) {
      return NONE;
    }
    int inside = -1;
    for (byte each : utf8) {
      if (each < 0) {
        return of(Utf8.escaped(utf8));
      }
      inside &= OF_ONE[each];
    }
    int ends = OF_ONE[utf8[0]] & OF_ONE[utf8[utf8.length - 1]];
    return (inside & ~TRIMMED.bit()) | (ends & TRIMMED.bit());
  }

  /** One function: what Spark works out once has to be the same. */
  private static final UserDefinedFunction OF =
      functions.udf(
          (UDF1<byte @Nullable [], @Nullable Integer>) text -> text == null ? null : of(text),
          DataTypes.IntegerType);

  /** Whether it is a fact of a text; null of null. */
  Column of(Column text) {
    Column facts = OF.apply(text.cast(DataTypes.BinaryType));
    return facts.bitwiseAND(bit()).notEqual(0);
  }
}
