package dev.assay.dq.spark;

import dev.assay.dq.BusinessCalendar;
import dev.assay.dq.TextPattern;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.KeyStatistic;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.spark.DuckTable.Col;
import dev.assay.dq.spark.DuckTable.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Expressions as SQL of DuckDB, written from the documentation of both and from nothing else. */
final class DuckSql implements Expr.Fold<Col> {

  /** White_Space of the Unicode Character Database. */
  private static final String WHITE =
      "[\\t-\\r"
          + " \\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}]";

  /** What the dot of Java's patterns matches. */
  private static final String DOT = "[^\\n\\r\\x{85}\\x{2028}\\x{2029}]";

  /** What the dollar of Java's patterns matches before. */
  private static final String END = "(?:\\r\\n|[\\n\\r\\x{85}\\x{2028}\\x{2029}])?\\z";

  /** Java's pattern; RE2's that is found where it is found; RE2's that matches the same wholes. */
  static final Map<String, List<String>> PATTERNS =
      Map.ofEntries(
          Map.entry("[a-z]+", List.of("[a-z]+", "[a-z]+")),
          Map.entry("x*", List.of("x*", "x*")),
          Map.entry("c$", List.of("c" + END, "c")),
          Map.entry("\\A\\z", List.of("\\A\\z", "")),
          Map.entry("^.$", List.of("\\A" + DOT + END, DOT)),
          Map.entry("\\d", List.of("[0-9]", "[0-9]")),
          Map.entry("(?i)NULL", List.of("[nN][uU][lL][lL]", "[nN][uU][lL][lL]")),
          Map.entry(".", List.of(DOT, DOT)),
          Map.entry("a|ab", List.of("a|ab", "a|ab")),
          Map.entry(".*", List.of(DOT + "*", DOT + "*")),
          Map.entry("(?x) a # letter", List.of("a", "a")),
          Map.entry("\\\\Qa", List.of("\\\\Qa", "\\\\Qa")),
          Map.entry("(?s).*", List.of("(?s).*", "(?s).*")));

  private final DuckTable table;
  private final ColumnRef even;

  /** The code of a custom predicate says that one column is even, or null. */
  DuckSql(DuckTable table, ColumnRef even) {
    this.table = table;
    this.even = even;
  }

  /** The SQL of an expression, and what it is. */
  Col of(Expr expr) {
    return expr.fold(this);
  }

  /** The value of a number as the nearest double. */
  static String real(Col col) {
    return switch (col.kind()) {
      case FLOAT, REAL -> col.sql();
      case WHOLE -> "CAST(" + col.sql() + " AS DOUBLE)";
      case DECIMAL -> "CAST(CAST(" + col.sql() + " AS VARCHAR) AS DOUBLE)";
      case TEXT, BOOL, DAY, INSTANT, LOCAL, BINARY, LIST, MAP, STRUCT ->
          throw new IllegalArgumentException(col + " is no number");
    };
  }

  static boolean isReal(Col col) {
    return col.kind() == Kind.FLOAT || col.kind() == Kind.REAL;
  }

  static String text(String value) {
    return "decode(unhex('"
        + HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8))
        + "'))";
  }

  private static String regex(String regex) {
    return "'" + regex.replace("'", "''") + "'";
  }

  /** ChronoUnit.MICROS.between overflows far from now. */
  static long micros(Instant instant) {
    return Math.multiplyExact(instant.getEpochSecond(), 1_000_000L) + instant.getNano() / 1000;
  }

  private static String sign(Comparison comparison) {
    return switch (comparison) {
      case EQUAL -> " = ";
      case LESS -> " < ";
      case LESS_OR_EQUAL -> " <= ";
      case GREATER -> " > ";
      case GREATER_OR_EQUAL -> " >= ";
    };
  }

  private static String constant(Col col, boolean truth) {
    return "(CASE WHEN " + col.sql() + " IS NULL THEN NULL ELSE " + truth + " END)";
  }

  private static String noNaN(Col col, String sql) {
    return isReal(col)
        ? "(CASE WHEN isnan(" + col.sql() + ") THEN false ELSE " + sql + " END)"
        : sql;
  }

  private static String compare(Expr one, Col left, Comparison comparison, Expr other, Col right) {
    if (other instanceof Expr.Literal literal && literal.constant() instanceof Constant.Num num) {
      return number(left, comparison, num.value());
    }
    if (one instanceof Expr.Literal literal && literal.constant() instanceof Constant.Num num) {
      return number(right, turned(comparison), num.value());
    }
    if (isReal(left) || isReal(right)) {
      String sql = "(" + real(left) + sign(comparison) + real(right) + ")";
      String nulls = left.sql() + " IS NULL OR " + right.sql() + " IS NULL";
      return "(CASE WHEN " + nulls + " THEN NULL ELSE " + noNaN(left, noNaN(right, sql)) + " END)";
    }
    return "(" + left.sql() + sign(comparison) + right.sql() + ")";
  }

  private static Comparison turned(Comparison comparison) {
    return switch (comparison) {
      case EQUAL -> Comparison.EQUAL;
      case LESS -> Comparison.GREATER;
      case LESS_OR_EQUAL -> Comparison.GREATER_OR_EQUAL;
      case GREATER -> Comparison.LESS;
      case GREATER_OR_EQUAL -> Comparison.LESS_OR_EQUAL;
    };
  }

  private static String number(Col col, Comparison comparison, BigDecimal bound) {
    if (isReal(col)) {
      // beyond every float is not at infinity
      double nearest =
          col.kind() == Kind.FLOAT && Float.isFinite(bound.floatValue())
              ? bound.floatValue()
              : bound.doubleValue();
      return noNaN(col, "(" + col.sql() + sign(comparison) + "CAST('" + nearest + "' AS DOUBLE))");
    }
    int scale = col.scale();
    BigDecimal below = bound.setScale(scale, RoundingMode.FLOOR);
    BigDecimal above = bound.setScale(scale, RoundingMode.CEILING);
    if (below.precision() > 38 || above.precision() > 38) {
      boolean less = bound.signum() > 0;
      return constant(
          col,
          switch (comparison) {
            case EQUAL -> false;
            case LESS, LESS_OR_EQUAL -> less;
            case GREATER, GREATER_OR_EQUAL -> !less;
          });
    }
    if (comparison == Comparison.EQUAL && below.compareTo(above) != 0) {
      return constant(col, false);
    }
    BigDecimal exact =
        switch (comparison) {
          case EQUAL, LESS_OR_EQUAL, GREATER -> below;
          case LESS, GREATER_OR_EQUAL -> above;
        };
    String type = col.kind() == Kind.WHOLE ? "HUGEINT" : "DECIMAL(38," + scale + ")";
    return "("
        + col.sql()
        + sign(comparison)
        + "CAST('"
        + exact.toPlainString()
        + "' AS "
        + type
        + "))";
  }

  private static Col truth(String sql) {
    return new Col("(" + sql + ")", Kind.BOOL, 0, 0);
  }

  private static Col whole(String sql) {
    return new Col("CAST(" + sql + " AS BIGINT)", Kind.WHOLE, 0, 0);
  }

  /** Times are numbers of days or of microseconds in the table too. */
  private static Col time(Kind kind, long value) {
    return new Col("CAST(" + value + " AS BIGINT)", kind, 0, 0);
  }

  @Override
  public Col column(Expr.Column column) {
    if (!table.has(column.ref()) && column.ref().toString().startsWith("struct")) {
      throw new NotAsked("structs, of which a table of plain values has none");
    }
    return table.col(column.ref());
  }

  @Override
  public Col element(Expr.Element element) {
    if (element.outwards() > 0) {
      throw new NotAsked("an element of a list further out");
    }
    return new Col(ELEMENT, stated(element.kind().word()), 0, 0);
  }

  /** What the parameter of a lambda is called. */
  private static final String ELEMENT = "e";

  /** What the numbers are that the lists, maps and structs of the table hold. */
  private static Kind stated(String kind) {
    return switch (kind) {
      case "string" -> Kind.TEXT;
      case "number" -> Kind.WHOLE;
      case "struct" -> Kind.STRUCT;
      default -> throw new NotAsked("a value that is said to be " + kind);
    };
  }

  @Override
  public Col literal(Expr.Literal literal) {
    Constant constant = literal.constant();
    if (constant instanceof Constant.Bool value) {
      return truth(String.valueOf(value.truth()));
    }
    if (constant instanceof Constant.Num value) {
      return decimal(value.value());
    }
    if (constant instanceof Constant.Reference) {
      return truth("true"); // of which nothing is asked
    }
    if (constant instanceof Constant.DateValue value) {
      return time(Kind.DAY, value.value().toEpochDay());
    }
    if (constant instanceof Constant.InstantValue value) {
      return time(Kind.INSTANT, micros(value.value()));
    }
    if (constant instanceof Constant.LocalTimestampValue value) {
      return time(Kind.LOCAL, micros(value.value().toInstant(ZoneOffset.UTC)));
    }
    if (constant instanceof Constant.Calendar || constant instanceof Constant.BaselineValue) {
      return new Col("NULL", Kind.TEXT, 0, 0); // which the function asks for itself
    }
    String text =
        constant instanceof Constant.Text value
            ? text(value.value())
            : regex(((Constant.Pattern) constant).value().regex());
    return new Col(text, Kind.TEXT, 0, 0);
  }

  @Override
  public Col call(Expr.Call call, List<Col> arguments) {
    Col first = arguments.isEmpty() ? truth("NULL") : arguments.get(0);
    String sql = first.sql();
    return switch (call.function()) {
      case IS_NULL -> truth(sql + " IS NULL");
      case IS_COMPLETE -> truth(sql + " IS NOT NULL");
      case EQUAL -> truth(compare(call, arguments, Comparison.EQUAL, 1));
      case LESS -> truth(compare(call, arguments, Comparison.LESS, 1));
      case LESS_OR_EQUAL -> truth(compare(call, arguments, Comparison.LESS_OR_EQUAL, 1));
      case GREATER -> truth(compare(call, arguments, Comparison.GREATER, 1));
      case GREATER_OR_EQUAL -> truth(compare(call, arguments, Comparison.GREATER_OR_EQUAL, 1));
      case BETWEEN -> {
        Comparison low =
            call.argument(3).isTrue() ? Comparison.GREATER_OR_EQUAL : Comparison.GREATER;
        Comparison high = call.argument(4).isTrue() ? Comparison.LESS_OR_EQUAL : Comparison.LESS;
        yield truth(compare(call, arguments, low, 1) + " AND " + compare(call, arguments, high, 2));
      }
      case IN ->
          truth(
              IntStream.range(1, arguments.size())
                  .mapToObj(i -> compare(call, arguments, Comparison.EQUAL, i))
                  .collect(Collectors.joining(" OR ")));
      case MATCHES -> truth("regexp_full_match(" + sql + ", " + pattern(call, 1) + ")");
      case CONTAINS_PATTERN -> truth("regexp_matches(" + sql + ", " + pattern(call, 0) + ")");
      case STARTS_WITH -> truth("starts_with(" + sql + ", " + arguments.get(1).sql() + ")");
      case ENDS_WITH -> truth("suffix(" + sql + ", " + arguments.get(1).sql() + ")");
      case CONTAINS -> truth("contains(" + sql + ", " + arguments.get(1).sql() + ")");
      case IS_BLANK -> truth("regexp_full_match(" + sql + ", " + regex(WHITE + "*") + ")");
      case IS_TRIMMED ->
          truth(
              "(NOT regexp_matches("
                  + sql
                  + ", "
                  + regex("\\A" + WHITE + "|" + WHITE + "\\z")
                  + "))");
      case IS_ASCII -> truth("regexp_full_match(" + sql + ", '[\\x{0}-\\x{7f}]*')");
      case HAS_NO_CONTROL_CHARACTERS ->
          truth("regexp_full_match(" + sql + ", '[^\\x{0}-\\x{1f}\\x{7f}-\\x{9f}]*')");
      case IS_TITLE_CASE ->
          truth(
              "(NOT regexp_matches("
                  + sql
                  + ", "
                  + regex("(^|[^\\p{L}\\p{M}\\p{N}'\u2019])\\p{Ll}|[\\p{L}\\p{M}][\\p{Lu}\\p{Lt}]")
                  + "))");
      case HAS_ONLY_DIGITS -> truth("regexp_full_match(" + sql + ", '[0-9]+')");
      case IS_IN_NETWORK -> truth(inNetwork(sql, call.text(1)));
      case IS_FINITE -> truth(isReal(first) ? "isfinite(" + sql + ")" : constant(first, true));
      case IS_NOT_NAN -> truth(isReal(first) ? "(NOT isnan(" + sql + "))" : constant(first, true));
      case AND -> truth(joined(arguments, " AND "));
      case OR -> truth(joined(arguments, " OR "));
      case NOT -> truth("NOT " + sql);
      case IMPLIES -> truth("(NOT " + sql + ") OR " + arguments.get(1).sql());
      case XOR -> truth(sql + " <> " + arguments.get(1).sql());
      case AT_LEAST -> atLeast(call.number(0), arguments.subList(1, arguments.size()));
      case AS_INTEGER -> decimal(read(sql, isText(sql, INTEGER), "DECIMAL(19,0)"), 19, 0);
      case AS_DECIMAL -> decimal(read(sql, isDecimal(sql), "DECIMAL(28,9)"), 28, 9);
      case AS_DOUBLE -> floating(read(sql, isText(sql, DOUBLE), "DOUBLE"));
      case AS_DATE -> days(date(call, sql));
      case PARSES_AS_DATE ->
          truth("(CASE WHEN " + sql + " IS NOT NULL THEN " + date(call, sql) + " IS NOT NULL END)");
      case AS_BOOLEAN ->
          truth("(CASE lower(" + sql + ") WHEN 'true' THEN true WHEN 'false' THEN false END)");
      case PARSES_AS_BOOLEAN -> truth("regexp_full_match(" + sql + ", '(?i)true|false')");
      case PARSES_AS_INTEGER -> truth(isText(sql, INTEGER));
      case PARSES_AS_DECIMAL -> truth(isDecimal(sql));
      case PARSES_AS_DOUBLE -> truth(isText(sql, DOUBLE));
      case NEGATED -> {
        Col number = alike(List.of(first)).get(0);
        yield like(number, "(- " + number.sql() + ")");
      }
      case FLOOR -> whole(first, "floor");
      case CEILING -> whole(first, "ceil");
      case IS_WHOLE ->
          truth(
              isReal(first)
                  ? "(isfinite(" + sql + ") AND floor(" + sql + ") = " + sql + ")"
                  : "(floor(" + sql + ") = " + sql + ")");
      case ROUNDED -> {
        Col exact = exact(first);
        int digits = Math.min(call.count(1), exact.scale());
        // away from zero, as DuckDB rounds decimals
        yield decimal(
            "round(" + exact.sql() + ", " + digits + ")",
            Math.min(38, exact.precision() + 1 - exact.scale() + digits),
            digits);
      }
      case IS_MULTIPLE_OF -> truth(remainder(exact(first), call.number(1)) + " = 0");
      case HAS_SCALE_AT_MOST ->
          truth("length(" + decimals(sql) + ") <= " + call.number(1).toPlainString());
      case HAS_PRECISION_AT_MOST ->
          truth(
              "(length(ltrim(split_part("
                  + digits(sql)
                  + ", '.', 1), '0')) + length("
                  + decimals(sql)
                  + ") <= "
                  + call.number(1).toPlainString()
                  + ")");
      case PLUS -> arithmetic(first, " + ", arguments.get(1));
      case MINUS -> arithmetic(first, " - ", arguments.get(1));
      case TIMES -> arithmetic(first, " * ", arguments.get(1));
      case REMAINDER -> {
        List<Col> both = alike(arguments);
        // a NULL divisor is one of 0
        String by = "NULLIF(" + both.get(1).sql() + ", 0)";
        yield like(both.get(0), "(" + both.get(0).sql() + " % " + by + ")");
      }
      case IS_CLOSE_TO -> truth(near(call, first, arguments.get(1), call.number(2), false));
      case IS_WITHIN_PERCENT ->
          truth(near(call, first, arguments.get(1), call.number(2).movePointLeft(2), true));
      case DIVIDED_BY -> {
        String by = real(arguments.get(1));
        yield floating(
            "(CASE WHEN " + by + " = 0 THEN NULL ELSE " + real(first) + " / " + by + " END)");
      }
      case LN -> {
        String x = real(first);
        yield floating("(CASE WHEN " + x + " <= 0 THEN NULL ELSE ln(" + x + ") END)");
      }
      case FIRST_DIGIT -> {
        String size = "abs(" + sql + ")";
        // a FLOAT is what it is written as
        String written = first.kind() == Kind.FLOAT ? "CAST(" + size + " AS FLOAT)" : size;
        yield whole(
            "(CASE WHEN "
                + size
                + " >= 1E-300 THEN NULLIF(regexp_extract(CAST("
                + written
                + " AS VARCHAR), '[1-9]'), '') END)");
      }
      case ABSOLUTE -> {
        Col number = alike(List.of(first)).get(0);
        yield like(number, "abs(" + number.sql() + ")");
      }
      case TRIMMED ->
          like(
              first,
              "regexp_replace("
                  + sql
                  + ", "
                  + regex("\\A" + WHITE + "+|" + WHITE + "+\\z")
                  + ", '', 'g')");
      case REVERSED ->
          like(first, "array_to_string(list_reverse(string_split(" + sql + ", '')), '')");
      case SPLIT ->
          new Col(
              "(CASE WHEN "
                  + sql
                  + " = '' THEN [''] ELSE string_split("
                  + sql
                  + ", "
                  + arguments.get(1).sql()
                  + ") END)",
              Kind.LIST,
              0,
              0,
              Kind.TEXT);
      case CONCATENATED -> like(first, joined(arguments, " || "));
      case SUBSTRING ->
          like(
              first,
              "substring("
                  + sql
                  + ", "
                  + (call.count(1) + 1)
                  + ", "
                  + (call.count(2) - call.count(1))
                  + ")");
      case BEFORE -> {
        String at = "strpos(" + sql + ", " + arguments.get(1).sql() + ")";
        yield like(first, "(CASE WHEN " + at + " > 0 THEN left(" + sql + ", " + at + " - 1) END)");
      }
      case AFTER -> {
        String delimiter = arguments.get(1).sql();
        String at = "strpos(" + sql + ", " + delimiter + ")";
        String rest = "substring(" + sql + ", " + at + " + length(" + delimiter + "))";
        yield like(first, "(CASE WHEN " + at + " > 0 THEN " + rest + " END)");
      }
      case REPLACED -> like(first, "replace" + joined(arguments, ", "));
      case LEFT_PADDED -> like(first, "(" + padding(call, first) + " || " + sql + ")");
      case RIGHT_PADDED -> like(first, "(" + sql + " || " + padding(call, first) + ")");
      case DIGITS_ONLY -> like(first, "regexp_replace(" + sql + ", '[^0-9]+', '', 'g')");
      case BYTE_LENGTH -> whole("octet_length(encode(" + sql + "))");
      case WORD_COUNT ->
          whole(
              "len(regexp_extract_all("
                  + sql
                  + ", "
                  + regex("[^" + WHITE.substring(1) + "+")
                  + "))");
      case LEAST -> extreme("least", alike(arguments));
      case GREATEST -> extreme("greatest", alike(arguments));
      case TREATING_AS_NULL ->
          like(
              first,
              IntStream.range(1, arguments.size())
                  .mapToObj(i -> compare(call, arguments, Comparison.EQUAL, i))
                  .collect(
                      Collectors.joining(
                          " OR ", "(CASE WHEN ", " THEN NULL ELSE " + sql + " END)")));
      case OR_ELSE -> {
        List<Col> both = alike(arguments);
        yield like(both.get(0), "coalesce" + joined(both, ", "));
      }
      case WHEN -> {
        List<Col> both = alike(arguments.subList(1, 3));
        yield like(
            both.get(0),
            "(CASE WHEN "
                + sql
                + " THEN "
                + both.get(0).sql()
                + " ELSE "
                + both.get(1).sql()
                + " END)");
      }
      case SECONDS_BETWEEN ->
          decimal(
              "CAST(CAST("
                  + arguments.get(1).sql()
                  + " AS HUGEINT) - "
                  + sql
                  + " AS DECIMAL(20,0)) * CAST('0.000001' AS DECIMAL(7,6))",
              20,
              6);
      case TRUNCATED_TO -> {
        long micros =
            Duration.of(1, ChronoUnit.valueOf(call.text(1).toUpperCase(Locale.ROOT))).toNanos();
        String into = "((" + microsOfDay(sql) + ") % " + micros / 1000 + ")";
        yield like(first, "(" + sql + " - " + into + ")");
      }
      case TO_DATE -> day(first);
      case HOUR -> whole(microsOfDay(sql) + " // 3600000000");
      case DAY_OF_WEEK -> {
        String days = first.kind() == Kind.DAY ? sql : day(first).sql();
        // 1970 began on a Thursday
        yield whole("((((" + days + " + 3) % 7) + 7) % 7 + 1)");
      }
      case YEAR -> whole("year(" + date(first) + ")");
      case QUARTER -> whole("quarter(" + date(first) + ")");
      case MONTH -> whole("month(" + date(first) + ")");
      case ISO_WEEK -> whole("week(" + date(first) + ")");
      case DAY_OF_MONTH -> whole("day(" + date(first) + ")");
      case DAY_OF_YEAR -> whole("dayofyear(" + date(first) + ")");
      case MINUTE -> whole(microsOfDay(sql) + " // 60000000 % 60");
      case SECOND -> whole(microsOfDay(sql) + " // 1000000 % 60");
      case START_OF_MONTH -> days("date_trunc('month', " + date(first) + ")");
      case END_OF_MONTH -> days("last_day(" + date(first) + ")");
      case START_OF_WEEK -> days("date_trunc('week', " + date(first) + ")");
      case PLUS_DAYS -> like(first, "(" + sql + " + " + call.number(1).toPlainString() + ")");
      case PLUS_MONTHS ->
          days(date(first) + " + to_months(" + call.number(1).toPlainString() + ")");
      case PLUS_SECONDS ->
          like(
              first,
              "(" + sql + " + " + call.number(1).movePointRight(6).toBigIntegerExact() + ")");
      case IS_BUSINESS_DAY -> {
        String day = first.kind() == Kind.DAY ? sql : day(first).sql();
        List<String> free = new ArrayList<>(List.of("isodow(" + date(first) + ") IN (0"));
        call.calendar().weekend().forEach(each -> free.add(String.valueOf(each.getValue())));
        String days =
            call.calendar().holidays().stream()
                .map(each -> " OR " + day + " = " + each.toEpochDay())
                .collect(Collectors.joining());
        yield truth("(NOT (" + String.join(", ", free) + ")" + days + "))");
      }
      case DAYS_BETWEEN -> whole("(" + arguments.get(1).sql() + " - " + sql + ")");
      case BUSINESS_DAYS_SINCE ->
          whole(
              businessDays(call.calendar(), sql)
                  + " - "
                  + businessDays(call.calendar(), arguments.get(1).sql()));
      case LENGTH -> whole("length(" + sql + ")");
      case SIZE -> whole((first.kind() == Kind.MAP ? "cardinality(" : "len(") + sql + ")");
      case EXISTS_IN -> truth(lookedUp(call, arguments.get(1)));
      case METRIC_IN -> lookedUpMetric(call, arguments.get(1));
      case EACH -> truth(ofElements(first, arguments.get(1), false));
      case SOME -> truth(ofElements(first, arguments.get(1), true));
      case AT_LEAST_OF -> {
        String truths = forElements(first, arguments.get(1));
        String surely = "len(list_filter(" + truths + ", lambda e: e))";
        String maybe = "len(list_filter(" + truths + ", lambda e: coalesce(e, true)))";
        String number = call.number(2).toPlainString();
        yield truth(
            "(CASE WHEN "
                + surely
                + " >= "
                + number
                + " THEN true WHEN "
                + maybe
                + " < "
                + number
                + " THEN false END)");
      }
      case SUM_OF -> {
        String numbers = forElements(first, arguments.get(1));
        String sum = unlessNulls(numbers, "coalesce(list_sum(" + numbers + "), 0)");
        yield decimal(sum, 29, 0);
      }
      case MIN_OF -> whole(extremeOf("list_min", first, arguments.get(1)));
      case MAX_OF -> whole(extremeOf("list_max", first, arguments.get(1)));
      case HAS_NO_NULLS -> truth("(len(" + sql + ") = list_count(" + sql + "))");
      case HAS_NO_DUPLICATES ->
          truth(
              unlessOneOfSeveralIsNull(
                  sql, "len(list_distinct(" + alike(first) + ")) < list_count(" + sql + ")"));
      case IS_SORTED -> truth(sorted(first, "<="));
      case IS_SORTED_DESCENDING -> truth(sorted(first, ">="));
      case ELEMENT_AT -> new Col(sql + "[" + (call.count(1) + 1) + "]", first.of(), 0, 0);
      case HAS_KEYS ->
          truth(
              arguments.stream()
                  .skip(1)
                  .map(key -> "map_contains(" + sql + ", " + key.sql() + ")")
                  .collect(
                      Collectors.joining(
                          " AND ", "(CASE WHEN " + sql + " IS NOT NULL THEN ", " END)")));
      case KEYS -> new Col("map_keys(" + sql + ")", Kind.LIST, 0, 0, Kind.TEXT);
      case VALUES -> new Col("map_values(" + sql + ")", Kind.LIST, 0, 0, first.of());
      case VALUE_AT -> new Col(sql + "[" + arguments.get(1).sql() + "]", first.of(), 0, 0);
      case FIELD_OF ->
          new Col(
              "struct_extract(" + sql + ", " + regex(call.text(1)) + ")",
              stated(call.text(2)),
              0,
              0);
      case LOWER, UPPER, EQUAL_IGNORING_CASE, IN_IGNORING_CASE ->
          throw new NotAsked("case, which is of one character each, and of another Unicode");
      case WITHOUT_ACCENTS -> throw new NotAsked("accents, of which it has those of kana as well");
      case DISTANCE_TO, SIMILARITY_TO -> throw new NotAsked("what it counts in bytes");
      case JSON_VALUE ->
          throw new NotAsked("equal names of an object, of which it takes the first");
      case IN_ZONE, PARSES_AS_TIMESTAMP, AS_TIMESTAMP ->
          throw new NotAsked("time zones, for which it loads an extension");
      case RUN_TIME, TODAY -> throw new NotAsked("what only a run knows");
    };
  }

  /** An address and its network are equal once divided by how many addresses the network has. */
  private static String inNetwork(String sql, String network) {
    if (network.indexOf(':') >= 0) {
      throw new NotAsked("addresses of IPv6, for which it loads an extension");
    }
    long number = 0;
    for (String octet : network.substring(0, network.indexOf('/')).split("[.]", -1)) {
      number = 256 * number + Long.parseLong(octet);
    }
    long size = 1L << (32 - Integer.parseInt(network.substring(network.indexOf('/') + 1)));
    String octets = "TRY_CAST(string_split(" + sql + ", '.') AS BIGINT[])";
    String address =
        IntStream.rangeClosed(1, 4)
            .mapToObj(
                i ->
                    "TRY_CAST(split_part(%s, '.', %d) AS BIGINT) * %d"
                        .formatted(sql, i, 1L << (32 - 8 * i)))
            .collect(Collectors.joining(" + ", "(", ")"));
    return "(CASE WHEN regexp_full_match("
        + sql
        + ", '(0|[1-9][0-9]{0,2})([.](0|[1-9][0-9]{0,2})){3}') THEN list_max("
        + octets
        + ") <= 255 AND "
        + address
        + " // "
        + size
        + " = "
        + number / size
        + " WHEN "
        + sql
        + " IS NOT NULL THEN false END)";
  }

  /** Which rows of the table are those of the other dataset. */
  Expr elsewhere() {
    Expr column = new Expr.Column(even, ColumnKind.NUMBER);
    Expr two = new Expr.Literal(Constant.of(2));
    return Expr.call(
        Function.EQUAL,
        Expr.call(Function.REMAINDER, column, two),
        new Expr.Literal(Constant.of(0)));
  }

  /** Others are the rows of the table of which a column is even. */
  private String lookedUp(Expr.Call call, Col key) {
    String others = " FROM t AS o WHERE o." + table.col(even).sql() + " % 2 = 0 AND o." + key.sql();
    String none = call.otherKey().nullsEqual() ? "EXISTS (SELECT 1" + others + " IS NULL)" : "NULL";
    return "CASE WHEN "
        + key.sql()
        + " IS NULL THEN "
        + none
        + " ELSE "
        + key.sql()
        + " IN (SELECT o."
        + key.sql()
        + others
        + " IS NOT NULL) END";
  }

  /** Of rows of the table, of which a column is even, that have a key. */
  private Col lookedUpMetric(Expr.Call call, Col key) {
    Metric.Summary metric = (Metric.Summary) call.otherKey().metric();
    Col of = metric.of().isEmpty() ? key : of(metric.of(0));
    String x = of.sql();
    String rows =
        " FROM t AS o WHERE o."
            + table.col(even).sql()
            + " % 2 = 0 AND o."
            + key.sql()
            + " = t."
            + key.sql()
            + " AND "
            + of(metric.where()).sql();
    return switch (KeyStatistic.of(metric)) {
      case ROWS -> counted(key, "count(*)" + rows);
      case VALUES -> counted(key, "count(" + x + ")" + rows);
      case NULLS -> counted(key, "count(*) FILTER (" + x + " IS NULL)" + rows);
      case VIOLATIONS -> counted(key, "count(*) FILTER (NOT " + x + ")" + rows);
      case SUM -> summed(of, rows);
      case MEAN -> {
        Col sum = summed(of, rows);
        yield floating("(" + real(sum) + " / (SELECT count(" + x + ")" + rows + "))");
      }
      case MIN ->
          isReal(of)
              ? like(
                  of,
                  "(SELECT CASE WHEN bool_or(isnan("
                      + x
                      + ")) THEN CAST('NaN' AS DOUBLE) ELSE min("
                      + x
                      + ") END"
                      + rows
                      + ")")
              : like(of, "(SELECT min(" + x + ")" + rows + ")");
      case MAX -> like(of, "(SELECT max(" + x + ")" + rows + ")"); // NaN is the greatest
    };
  }

  private static Col counted(Col key, String count) {
    return whole("(CASE WHEN t." + key.sql() + " IS NOT NULL THEN (SELECT " + count + ") END)");
  }

  private static Col summed(Col of, String rows) {
    if (isReal(of)) {
      throw new NotAsked("sums that the order of the rows rounds");
    }
    Col exact = exact(of);
    if (exact.precision() > 28) {
      throw new NotAsked("sums that overflow on the way to one that does not");
    }
    String sum = "(SELECT sum(" + exact.sql() + ")" + rows + ")";
    return decimal(sum, exact.precision() + 10, of.scale());
  }

  /** Whether a number is at most so far from another, or from a share of the other's size. */
  private static String near(Expr.Call call, Col a, Col b, BigDecimal tolerance, boolean share) {
    if (call.argument(1) instanceof Expr.Literal) {
      BigDecimal around = call.number(1);
      BigDecimal far = share ? around.abs().multiply(tolerance) : tolerance;
      String low = number(a, Comparison.GREATER_OR_EQUAL, around.subtract(far));
      return "(" + low + " AND " + number(a, Comparison.LESS_OR_EQUAL, around.add(far)) + ")";
    }
    Col far = decimal(tolerance);
    if (isReal(a) || isReal(b)) {
      String x = real(a);
      String y = real(b);
      String most = real(far) + (share ? " * abs(" + y + ")" : "");
      return "(CASE WHEN "
          + x
          + " IS NULL OR "
          + y
          + " IS NULL THEN NULL WHEN isnan("
          + x
          + ") OR isnan("
          + y
          + ") THEN false WHEN isinf("
          + x
          + ") OR isinf("
          + y
          + ") THEN "
          + x
          + " = "
          + y
          + " ELSE abs("
          + x
          + " - "
          + y
          + ") <= "
          + most
          + " END)";
    }
    Col apart = arithmetic(a, " - ", b);
    Col distance = like(apart, "abs(" + apart.sql() + ")");
    if (!share) {
      return number(distance, Comparison.LESS_OR_EQUAL, tolerance);
    }
    Col size = like(exact(b), "abs(" + exact(b).sql() + ")");
    List<Col> both = alike(List.of(distance, arithmetic(size, " * ", far)));
    return "(" + both.get(0).sql() + " <= " + both.get(1).sql() + ")";
  }

  static boolean looksUp(Col col) {
    return col.sql().contains("FROM t AS o");
  }

  private static String forElements(Col list, Col said) {
    if (looksUp(said)) {
      throw new NotAsked("a lookup in a lambda");
    }
    return "list_transform(" + list.sql() + ", lambda " + ELEMENT + ": " + said.sql() + ")";
  }

  /** True if it is true of one, or false if it is false of one; else unknown if that is. */
  private static String ofElements(Col list, Col said, boolean decides) {
    String truths = forElements(list, said);
    return "(CASE WHEN list_contains("
        + truths
        + ", "
        + decides
        + ") THEN "
        + decides
        + " ELSE "
        + unlessNulls(truths, String.valueOf(!decides))
        + " END)";
  }

  private static String extremeOf(String function, Col list, Col said) {
    String numbers = forElements(list, said);
    return unlessNulls(numbers, function + "(" + numbers + ")");
  }

  private static String unlessNulls(String list, String sql) {
    return "(CASE WHEN len(" + list + ") = list_count(" + list + ") THEN " + sql + " END)";
  }

  /** False where something is wrong; else unknown of several with a null among them. */
  private static String unlessOneOfSeveralIsNull(String list, String wrong) {
    return "(CASE WHEN "
        + wrong
        + " THEN false WHEN len("
        + list
        + ") < 2 OR len("
        + list
        + ") = list_count("
        + list
        + ") THEN true END)";
  }

  private static String sorted(Col list, String sign) {
    String values = "list_filter(" + alike(list) + ", lambda v: v IS NOT NULL)";
    String pairs =
        "list_transform(range(1, len("
            + values
            + ")), lambda i: "
            + values
            + "[i] "
            + sign
            + " "
            + values
            + "[i + 1])";
    String wrong = "list_contains(" + pairs + ", false)";
    String nan =
        " OR (len("
            + list.sql()
            + ") > 1 AND len(list_filter("
            + values
            + ", lambda v: isnan(v)))"
            + " > 0)";
    return unlessOneOfSeveralIsNull(list.sql(), list.of() == Kind.REAL ? wrong + nan : wrong);
  }

  /** With one zero. */
  private static String alike(Col list) {
    return list.of() == Kind.REAL
        ? "list_transform(" + list.sql() + ", lambda v: v + 0.0)"
        : list.sql();
  }

  private static final String INTEGER = "[+-]?(0+[0-9]{0,19}|[0-9]{1,19})";
  private static final String DOUBLE = "[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?";
  private static final String DECIMAL = "[+-]?(0*[0-9]{0,19}[.]?|0*[0-9]{0,19}[.][0-9]{0,9}0*)";

  private static String isText(String sql, String pattern) {
    return "regexp_full_match(" + sql + ", '" + pattern + "')";
  }

  private static String isDecimal(String sql) {
    return isText(sql, DECIMAL) + " AND regexp_matches(" + sql + ", '[0-9]')";
  }

  private static String read(String sql, String fits, String type) {
    return "(CASE WHEN " + fits + " THEN TRY_CAST(" + sql + " AS " + type + ") END)";
  }

  /** The date of a text, which has a year that DuckDB has before Christ for us to leave out. */
  private static String date(Expr.Call call, String sql) {
    if (call.arguments().size() > 1 && !call.text(1).equals("uuuu-MM-dd")) {
      throw new NotAsked("dates with sections that are optional, or with names of months");
    }
    String written = isText(sql, "[0-9]{4}-[0-9]{2}-[0-9]{2}") + " AND NOT starts_with(" + sql;
    return read(sql, written + ", '0000')", "DATE");
  }

  /** DuckDB is not asked of something, since it says something else or nothing. */
  static final class NotAsked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAsked(String what) {
      super(what);
    }
  }

  private static String microsOfDay(String sql) {
    return "(((" + sql + " % 86400000000) + 86400000000) % 86400000000)";
  }

  /** The days of each weekday that is worked up to a day, less the holidays on such a day. */
  private static String businessDays(BusinessCalendar calendar, String day) {
    List<String> parts = new ArrayList<>();
    for (DayOfWeek each : DayOfWeek.values()) {
      if (!calendar.weekend().contains(each)) {
        // 1970 began on a Thursday
        parts.add("floor((" + day + " - " + (each.getValue() - 4) + ") / 7.0)");
      }
    }
    String holidays =
        calendar.holidays().stream()
            .filter(each -> !calendar.weekend().contains(each.getDayOfWeek()))
            .map(each -> " - CAST(" + each.toEpochDay() + " <= " + day + " AS BIGINT)")
            .collect(Collectors.joining());
    return "(" + String.join(" + ", parts) + holidays + ")";
  }

  private static Col atLeast(BigDecimal number, List<Col> parts) {
    String surely =
        parts.stream()
            .map(each -> "CAST(coalesce(" + each.sql() + ", false) AS INTEGER)")
            .collect(Collectors.joining(" + ", "(", ")"));
    String maybe =
        parts.stream()
            .map(each -> "CAST(coalesce(" + each.sql() + ", true) AS INTEGER)")
            .collect(Collectors.joining(" + ", "(", ")"));
    return truth(
        "(CASE WHEN "
            + surely
            + " >= "
            + number.toPlainString()
            + " THEN true WHEN "
            + maybe
            + " < "
            + number.toPlainString()
            + " THEN false END)");
  }

  private static Col whole(Col number, String function) {
    if (isReal(number)) {
      return floating(function + "(" + real(number) + ")");
    }
    Col exact = exact(number);
    int digits = Math.min(38, exact.precision() - exact.scale() + 1);
    return decimal(function + "(" + exact.sql() + ")", digits, 0);
  }

  private static String digits(String number) {
    return "ltrim(CAST(" + number + " AS VARCHAR), '-')";
  }

  /** The digits after the point, without zeros at their end. */
  private static String decimals(String number) {
    return "rtrim(split_part(" + digits(number) + ", '.', 2), '0')";
  }

  /**
   * What a division leaves of the digits of a number. Of a divisor with more decimal places only
   * what has no factor in common with the zeros that the number would get.
   */
  private static String remainder(Col number, BigDecimal by) {
    int scale = Math.max(number.scale(), by.scale());
    BigInteger divisor = by.setScale(scale).unscaledValue();
    BigInteger zeros = BigInteger.TEN.pow(scale - number.scale());
    divisor = divisor.divide(divisor.gcd(zeros));
    String unscaled = "CAST(replace(CAST(" + number.sql() + " AS VARCHAR), '.', '') AS HUGEINT)";
    return divisor.bitLength() > 126
        ? unscaled // less than it
        : "(" + unscaled + " % CAST('" + divisor + "' AS HUGEINT))";
  }

  private static String padding(Expr.Call call, Col text) {
    String most = call.number(1).toPlainString();
    String pads = "repeat(" + text(call.text(2)) + ", " + most + ")";
    return "left(" + pads + ", greatest(0, " + most + " - length(" + text.sql() + ")))";
  }

  private static String date(Col col) {
    String day = col.kind() == Kind.DAY ? col.sql() : day(col).sql();
    return "(DATE '1970-01-01' + CAST(" + day + " AS INTEGER))";
  }

  private static Col days(String date) {
    return new Col(
        "CAST(CAST(" + date + " AS DATE) - DATE '1970-01-01' AS BIGINT)", Kind.DAY, 0, 0);
  }

  private static Col day(Col local) {
    String sql = "((" + local.sql() + " - " + microsOfDay(local.sql()) + ") // 86400000000)";
    return new Col("CAST(" + sql + " AS BIGINT)", Kind.DAY, 0, 0);
  }

  private static Col like(Col col, String sql) {
    return new Col(sql, col.kind(), col.precision(), col.scale());
  }

  private static Col floating(String sql) {
    return new Col(sql, Kind.REAL, 0, 0);
  }

  private static Col decimal(BigDecimal number) {
    int scale = Math.max(0, number.scale());
    int digits = Math.max(number.precision() - number.scale(), 0) + scale;
    return decimal("'" + number.toPlainString() + "'", Math.max(1, digits), scale);
  }

  private static Col decimal(String sql, int digits, int scale) {
    String type = "DECIMAL(" + digits + "," + scale + ")";
    return new Col("CAST(" + sql + " AS " + type + ")", Kind.DECIMAL, digits, scale);
  }

  private static Col exact(Col col) {
    return col.kind() == Kind.WHOLE ? decimal(col.sql(), 19, 0) : col;
  }

  private static Col arithmetic(Col one, String operator, Col other) {
    if (isReal(one) || isReal(other)) {
      return floating("(" + real(one) + operator + real(other) + ")");
    }
    Col a = exact(one);
    Col b = exact(other);
    int scale = Math.max(a.scale(), b.scale());
    int whole = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
    boolean product = operator.equals(" * ");
    int digits = product ? a.precision() + b.precision() : whole + scale + 1;
    int places = product ? a.scale() + b.scale() : scale;
    // of operands of 18 digits DuckDB makes no more than 18
    String wide = decimal(a.sql(), Math.min(38, digits), a.scale()).sql();
    return new Col("(" + wide + operator + b.sql() + ")", Kind.DECIMAL, digits, places);
  }

  /** Numbers of different types as one. */
  private static List<Col> alike(List<Col> cols) {
    if (cols.stream().anyMatch(DuckSql::isReal)) {
      return cols.stream().map(col -> floating(real(col))).toList();
    }
    Kind kind = cols.get(0).kind();
    if (kind != Kind.WHOLE && kind != Kind.DECIMAL) {
      return cols;
    }
    List<Col> all = cols.stream().map(DuckSql::exact).toList();
    int scale = all.stream().mapToInt(Col::scale).max().orElse(0);
    int whole = all.stream().mapToInt(col -> col.precision() - col.scale()).max().orElse(0);
    return all.stream().map(col -> decimal(col.sql(), whole + scale, scale)).toList();
  }

  private static Col extreme(String function, List<Col> cols) {
    String nulls =
        cols.stream().map(col -> col.sql() + " IS NULL").collect(Collectors.joining(" OR "));
    String nans =
        cols.stream().map(col -> "isnan(" + col.sql() + ")").collect(Collectors.joining(" OR "));
    String nan = isReal(cols.get(0)) ? " WHEN " + nans + " THEN CAST('NaN' AS DOUBLE)" : "";
    return like(
        cols.get(0),
        "(CASE WHEN "
            + nulls
            + " THEN NULL"
            + nan
            + " ELSE "
            + function
            + joined(cols, ", ")
            + " END)");
  }

  private static String compare(
      Expr.Call call, List<Col> arguments, Comparison comparison, int with) {
    return compare(
        call.argument(0), arguments.get(0), comparison, call.argument(with), arguments.get(with));
  }

  private static String pattern(Expr.Call call, int which) {
    String regex = ((TextPattern) ((Expr.Literal) call.argument(1)).constant().value()).regex();
    List<String> both = PATTERNS.get(regex);
    if (both == null) {
      throw new IllegalArgumentException("write the pattern for RE2: " + regex);
    }
    return regex(both.get(which));
  }

  private static String joined(List<Col> parts, String word) {
    return parts.stream().map(Col::sql).collect(Collectors.joining(word, "(", ")"));
  }

  @Override
  public Col sql(Expr.Sql sql) {
    throw new IllegalArgumentException("SQL of Spark is not translated");
  }

  @Override
  public Col code(Expr.Code code) {
    if (!code.label().startsWith("short is even")) {
      throw new IllegalArgumentException("no SQL for the code of " + code.label());
    }
    return truth("coalesce(" + table.col(even).sql() + " % 2 = 0, true)");
  }
}
