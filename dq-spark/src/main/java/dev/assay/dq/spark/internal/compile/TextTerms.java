package dev.assay.dq.spark.internal.compile;

import dev.assay.dq.internal.Visible;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.LetterCase;
import dev.assay.dq.internal.model.RegexText;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TextMatcher;
import dev.assay.dq.internal.model.TypeKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;

/** SQL for people to paste. */
final class TextTerms implements SqlTerms<String> {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

  /** What is said of elements depends on the array. */
  @Override
  public String once(Expr.Call call, Supplier<String> made) {
    return made.get();
  }

  @Override
  public String column(ColumnRef ref) {
    return ColumnNames.quoted(ref);
  }

  /** How many arrays' elements are spoken of. */
  private int depth;

  private static String variable(int place) {
    return "assay_element" + (place == 0 ? "" : place + 1);
  }

  @Override
  public String element(int outwards) {
    return variable(depth - 1 - outwards);
  }

  @Override
  public String elements(
      Expr.Call call,
      Map<ColumnRef, Schema.Type> types,
      Supplier<String> array,
      Supplier<String> said) {
    String of = array.get();
    depth++;
    String holds = said.get();
    depth--;
    if (call.function() == dev.assay.dq.internal.model.Function.AT_LEAST_OF) {
      return atLeast(call.count(2), of, holds);
    }
    return (call.function() == dev.assay.dq.internal.model.Function.EACH ? "forall(" : "exists(")
        + of
        + ", "
        + variable(depth)
        + " -> "
        + holds
        + ")";
  }

  private String atLeast(int number, String array, String holds) {
    String each = "size(filter(" + array + ", " + variable(depth) + " -> ";
    return "CASE WHEN "
        + each
        + holds
        + ")) >= "
        + number
        + " THEN true WHEN ("
        + array
        + ") IS NOT NULL AND "
        + each
        + "coalesce("
        + holds
        + ", true))) < "
        + number
        + " THEN false END";
  }

  /** The sum of doubles that Spark makes depends on their order, and has none here. */
  @Override
  public String numbers(
      Expr.Call call,
      Map<ColumnRef, Schema.Type> types,
      Schema.Type type,
      Supplier<String> array,
      Supplier<String> said) {
    String of = array.get();
    String each = variable(depth);
    depth++;
    String number = said.get();
    depth--;
    boolean real = type.kind().isFloating();
    if (call.function() == dev.assay.dq.internal.model.Function.SUM_OF) {
      wanting |= real || type.precision() > EXACT_SUM;
      String next = toDecimal(TOTAL + " + " + number, type);
      return "aggregate("
          + of
          + ", "
          + toDecimal("0", type)
          + ", ("
          + TOTAL
          + ", "
          + each
          + ") -> "
          + next
          + ")";
    }
    String least = call.function() == dev.assay.dq.internal.model.Function.MIN_OF ? "min" : "max";
    String found = "array_" + least + "(transform(" + of + ", " + each + " -> " + number + "))";
    return "CASE WHEN exists("
        + of
        + ", "
        + each
        + " -> ("
        + number
        + ") IS NULL) THEN NULL"
        + (real
            ? " WHEN exists(" + of + ", " + each + " -> isnan(" + number + ")) THEN double('NaN')"
            : "")
        + " ELSE "
        + found
        + " END";
  }

  private static final String TOTAL = "assay_total";

  /** The digits that a sum may have to which Spark adds a number exactly. */
  private static final int EXACT_SUM = 37;

  /** False where two elements say so; else unknown of several of which one is null. */
  @Override
  public String pairs(
      Expr.Call call,
      Map<ColumnRef, Schema.Type> types,
      Schema.Type element,
      Supplier<String> array) {
    boolean sorted = call.function() != dev.assay.dq.internal.model.Function.HAS_NO_DUPLICATES;
    wanting |= !sorted && holdsMap(element); // which Spark cannot compare
    String of = array.get();
    String each = variable(depth);
    String wrong =
        sorted
            ? misplaced(
                of,
                each,
                call.function() == dev.assay.dq.internal.model.Function.IS_SORTED ? "<" : ">")
            : indexed(of, each, "array_position(" + of + ", " + each + ") <= " + INDEX);
    if (sorted && element.kind().isFloating()) {
      wrong +=
          " OR size(" + of + ") > 1 AND exists(" + of + ", " + each + " -> isnan(" + each + "))";
    }
    return "CASE WHEN ("
        + of
        + ") IS NOT NULL THEN CASE WHEN "
        + wrong
        + " THEN false WHEN size("
        + of
        + ") < 2 OR NOT exists("
        + of
        + ", "
        + each
        + " -> "
        + each
        + " IS NULL) THEN true END END";
  }

  /** Whether an element that is not null comes after one that should come later. */
  private static String misplaced(String array, String each, String order) {
    String present = "array_compact(" + array + ")";
    return indexed(present, each, each + " " + order + " get(" + present + ", " + INDEX + " - 1)");
  }

  private static final String INDEX = "assay_index";

  private static String indexed(String array, String each, String holds) {
    return "size(filter(" + array + ", (" + each + ", " + INDEX + ") -> " + holds + ")) > 0";
  }

  private static boolean holdsMap(Schema.Type type) {
    return type.kind() == TypeKind.MAP
        || type.children().stream().anyMatch(child -> holdsMap(child.type()));
  }

  @Override
  public String field(String struct, String name) {
    return struct + "." + ColumnNames.quoted(ColumnRef.exactly(name));
  }

  @Override
  public String constant(Object value, Schema.Type type) {
    if (value instanceof BigDecimal number) {
      return number(number.toPlainString(), type);
    }
    if (value instanceof Double real) {
      return real.isInfinite() || real.isNaN() ? "double('" + real + "')" : real + "D";
    }
    if (value instanceof String text) {
      return quoted(text);
    }
    if (value instanceof LocalDate day) {
      return "DATE'" + day + "'";
    }
    if (value instanceof Instant moment) {
      return "TIMESTAMP_LTZ'" + SECONDS.format(moment.atOffset(ZoneOffset.UTC)) + "Z'";
    }
    return value instanceof LocalDateTime local
        ? "TIMESTAMP_NTZ'" + SECONDS.format(local) + "'"
        : String.valueOf(value);
  }

  private static String number(String digits, Schema.Type type) {
    return switch (type.kind()) {
      case DECIMAL ->
          "CAST(" + digits + "BD AS DECIMAL(" + type.precision() + "," + type.scale() + "))";
      case BYTE -> digits + "Y";
      case SHORT -> digits + "S";
      case LONG -> digits + "L";
      case STRING,
          INT,
          FLOAT,
          DOUBLE,
          BOOLEAN,
          DATE,
          TIMESTAMP,
          TIMESTAMP_NTZ,
          BINARY,
          ARRAY,
          MAP,
          STRUCT,
          DYNAMIC,
          OTHER ->
          digits;
    };
  }

  /** A text as a literal on one line, in which Spark substitutes no variable. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\'' -> out.append("\\'");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          boolean variable = c == '$' && i + 1 < text.length() && text.charAt(i + 1) == '{';
          if (variable || Visible.isHidden(c)) {
            out.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('\'').toString();
  }

  @Override
  public String sql(String expression) {
    return expression + (expression.contains("--") ? "\n" : "");
  }

  @Override
  public String group(String term) {
    return "(" + term + ")";
  }

  @Override
  public String compare(String left, Comparison comparison, String right) {
    return left + " " + comparison.symbol() + " " + right;
  }

  @Override
  public String compareWhole(
      Expr left,
      Comparison comparison,
      Expr right,
      Map<ColumnRef, Schema.Type> types,
      String exact) {
    return exact;
  }

  @Override
  public String isNull(String value) {
    return value + " IS NULL";
  }

  @Override
  public String isNotNull(String value) {
    return value + " IS NOT NULL";
  }

  @Override
  public String not(String judgement) {
    return "NOT " + judgement;
  }

  @Override
  public String and(List<String> parts) {
    return String.join(" AND ", parts);
  }

  @Override
  public String or(List<String> parts) {
    return String.join(" OR ", parts);
  }

  @Override
  public String when(String condition, String value) {
    return "CASE WHEN " + condition + " THEN " + value + " END";
  }

  @Override
  public String when(String condition, String value, String otherwise) {
    return "CASE WHEN " + condition + " THEN " + value + " ELSE " + otherwise + " END";
  }

  @Override
  public String infix(String left, String operator, BinaryOperator<Column> function, String right) {
    return left + " " + operator + " " + right;
  }

  @Override
  public String toDouble(String value) {
    return "CAST(" + value + " AS DOUBLE)";
  }

  @Override
  public String toInt(String value) {
    return "CAST(" + value + " AS INT)";
  }

  @Override
  public String toDecimal(String value, Schema.Type type) {
    return "CAST(" + value + " AS DECIMAL(" + type.precision() + "," + type.scale() + "))";
  }

  @Override
  public String inCase(String text, LetterCase letters) {
    return switch (letters) {
      case LOWER -> "lower(" + text + ")";
      case UPPER -> "upper(" + text + ")";
      case FOLDED -> "upper(lower(" + text + "))";
    };
  }

  @Override
  public String distance(String one, String other) {
    return "levenshtein(" + one + ", " + other + ")";
  }

  @Override
  public String without(String text, String regex) {
    return "regexp_replace(" + text + ", " + quoted(regex) + ", '')";
  }

  @Override
  public String call(String name, Function<Column[], Column> function, List<String> arguments) {
    return name + "(" + String.join(", ", arguments) + ")";
  }

  @Override
  public String in(String value, Schema.Type type, Set<Object> bounds) {
    return bounds.stream()
        .map(each -> constant(each, type))
        .collect(Collectors.joining(", ", value + " IN (", ")"));
  }

  @Override
  public String rlike(String text, String regex) {
    return text + " RLIKE " + quoted(regex);
  }

  @Override
  public String has(String text, TextFact fact) {
    return switch (fact) {
      case BLANK -> rlike(text, RegexText.BLANK);
      case TRIMMED -> rlike(text, RegexText.TRIMMED);
      case ASCII -> rlike(text, RegexText.ASCII);
      case WITHOUT_CONTROL -> rlike(text, RegexText.WITHOUT_CONTROL);
      case DIGITS -> rlike(text, RegexText.DIGITS);
      case LOWER -> text + " = " + inCase(text, LetterCase.LOWER);
      case UPPER -> text + " = " + inCase(text, LetterCase.UPPER);
    };
  }

  @Override
  public String unlessLonger(String text, int bytes, String judged) {
    return judged;
  }

  /** Whether something was asked for that SQL cannot say. */
  private boolean wanting;

  /** Whether what was written says all that it should. */
  boolean isWhole() {
    return !wanting;
  }

  /** Of a format with check digits this is the shape alone. */
  @Override
  public String matches(String text, Schema.Type type, TextMatcher matcher) {
    wanting |= matcher.hasCheck();
    return rlike(text, matcher.regex());
  }

  @Override
  public <R> String inJava(String text, TextFunction<R> function, DataType type) {
    wanting = true;
    return text;
  }

  @Override
  public <R> String inJava(String one, String other, TextPairFunction<R> function, DataType type) {
    wanting = true;
    return one;
  }

  @Override
  public String call(String name, UnaryOperator<Column> function, String argument) {
    return name + "(" + argument + ")";
  }

  @Override
  public String call(String name, BinaryOperator<Column> function, String left, String right) {
    return name + "(" + left + ", " + right + ")";
  }
}
