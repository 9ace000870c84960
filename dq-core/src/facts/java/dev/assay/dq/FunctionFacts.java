package dev.assay.dq;

import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.OtherKey;
import dev.assay.dq.internal.model.Statistic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The facts of the functions, from facts/functions.txt: what each gives for arguments worked by
 * hand. All of them become one record of many columns and one check, so that each path takes one
 * run.
 */
public final class FunctionFacts {

  /** A map whose values are structs, the only one of which is that of {@link #STRUCT}. */
  public interface OfStruct extends Map<String, Map<String, Object>> {}

  /** The key of the struct of a fact. */
  public static final String STRUCT = "struct";

  /** A value of the table, and what it is in a record. */
  public record Cell(@Nullable Object value, Class<?> type, boolean constant) {}

  /** One line of the table. */
  public record Fact(String text, Function function, List<Cell> arguments, Cell expected) {

    private static String column(int fact, int argument) {
      return "f" + fact + "_" + argument;
    }

    /** What it is a fact of, as the fact of a number. */
    public Expr.Call call(int number) {
      List<Expr> all = new ArrayList<>();
      for (int i = 0; i < arguments.size(); i++) {
        Cell cell = arguments.get(i);
        Expr given =
            cell.constant()
                ? literal(cell.value())
                : new Expr.Column(ColumnRef.exactly(column(number, i)), kind(cell.type()));
        all.add(
            cell.type() == OfStruct.class
                ? Expr.call(Function.VALUE_AT, given, literal(STRUCT), literal("struct"))
                : given);
      }
      return new Expr.Call(function, all);
    }

    /** What has to be true. */
    public Expr holds(int number) {
      Expr.Call call = call(number);
      Object value = expected.value();
      if (value instanceof List<?> elements) {
        return array(call, elements);
      }
      return value == null
          ? Expr.call(Function.IS_NULL, call)
          : value instanceof Boolean truth
              ? (truth ? call : call.negated())
              : value.equals(Double.NaN)
                  ? Expr.call(Function.IS_NOT_NAN, call).negated()
                  : value.equals(Double.POSITIVE_INFINITY)
                      ? Expr.call(Function.GREATER, call, literal(Double.MAX_VALUE))
                      : Expr.call(Function.EQUAL, call, literal(value));
    }

    /** An array has these elements, in this order if it has any. */
    private static Expr array(Expr.Call call, List<?> elements) {
      boolean ordered = call.function() != Function.KEYS && call.function() != Function.VALUES;
      Expr all =
          Expr.call(
              Function.EQUAL, Expr.call(Function.SIZE, call), literal((long) elements.size()));
      for (int i = 0; i < elements.size(); i++) {
        Object value = elements.get(i);
        ColumnKind kind = value == null ? ColumnKind.NUMBER : kind(value.getClass());
        Expr element =
            ordered
                ? Expr.call(Function.ELEMENT_AT, call, literal((long) i), literal(kind.word()))
                : new Expr.Element(0, kind);
        Expr is =
            value == null
                ? Expr.call(Function.IS_NULL, element)
                : Expr.call(Function.EQUAL, element, literal(value));
        all = all.and(ordered ? is : Expr.call(Function.SOME, call, is));
      }
      return all;
    }

    private Constraint constraint(int number) {
      return Predicate.of(holds(number)).compliance().isEqualTo(1).as(text);
    }
  }

  private static final Pattern UNICODE = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");

  private FunctionFacts() {}

  static ColumnKind kind(Class<?> type) {
    return Map.<Class<?>, ColumnKind>of(
            String.class, ColumnKind.STRING,
            Boolean.class, ColumnKind.BOOL,
            LocalDate.class, ColumnKind.DATE,
            Instant.class, ColumnKind.TIMESTAMP,
            LocalDateTime.class, ColumnKind.TIMESTAMP,
            List.class, ColumnKind.ARRAY,
            Map.class, ColumnKind.MAP,
            OfStruct.class, ColumnKind.MAP)
        .getOrDefault(type, ColumnKind.NUMBER);
  }

  static Expr literal(@Nullable Object value) {
    if (value instanceof Expr said) {
      return said;
    }
    return new Expr.Literal(
        value instanceof String text
            ? new Constant.Text(text)
            : value instanceof Boolean truth
                ? new Constant.Bool(truth)
                : value instanceof OtherKey other
                    ? new Constant.Reference(other)
                    : value instanceof BusinessCalendar calendar
                        ? new Constant.Calendar(calendar)
                        : value instanceof TextPattern pattern
                            ? new Constant.Pattern(pattern)
                            : value instanceof Number number
                                ? Constant.of(number)
                                : Constant.of((java.time.temporal.Temporal) value));
  }

  /** All facts, in the order of the table. */
  public static List<Fact> all() {
    return lines("functions").map(FunctionFacts::fact).toList();
  }

  static Stream<String> lines(String table) {
    try (InputStream in = FunctionFacts.class.getResourceAsStream("/facts/" + table + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Fact fact(String line) {
    String[] parts = line.split(" \\| ", -1);
    Function function = function(parts[0].strip());
    List<Cell> arguments =
        Arrays.stream(parts[1].split(" ; ", -1))
            .map(String::strip)
            .map(FunctionFacts::cell)
            .toList();
    return new Fact(line, function, arguments, cell(parts[2].strip()));
  }

  private static Cell cell(String text) {
    if (text.startsWith("@")) {
      return new Cell(element(text.substring(1)), Expr.class, true);
    }
    if (text.startsWith("=")) {
      Cell cell = cell(text.substring(1));
      return new Cell(cell.value(), cell.type(), true);
    }
    if (text.startsWith("%")) {
      return new Cell(calendar(text.substring(1).split(" ")), BusinessCalendar.class, true);
    }
    if (text.startsWith(">")) {
      return new Cell(reference(text.substring(1).split(" ")), OtherKey.class, true);
    }
    if (text.startsWith("<")) {
      Map<String, @Nullable Object> holder = new LinkedHashMap<>();
      holder.put(STRUCT, text.equals("<null>") ? null : fields(text));
      return new Cell(holder, OfStruct.class, false);
    }
    if (text.startsWith("null")) {
      return new Cell(null, text.equals("null") ? Object.class : type(text.substring(5)), false);
    }
    if (text.startsWith("/")) {
      return new Cell(
          TextPattern.of(text.substring(1, text.length() - 1)), TextPattern.class, true);
    }
    Object value = value(text);
    Class<?> type =
        value instanceof List ? List.class : value instanceof Map ? Map.class : value.getClass();
    return new Cell(value, type, false);
  }

  private static Map<String, @Nullable Object> fields(String text) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    entries(text).forEach((name, value) -> fields.put((String) name, value));
    return fields;
  }

  private static Map<@Nullable Object, @Nullable Object> entries(String text) {
    Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
    items(text)
        .map(each -> each.split(": ", -1))
        .forEach(each -> entries.put(value(each[0]), value(each[1])));
    return entries;
  }

  /** The other records of the run, which keys are looked up in. */
  public static final String KNOWN = "known";

  /** The types of {@link #known}. */
  public static Map<String, Class<?>> knownTypes() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("text", String.class);
    types.put("long", Long.class);
    types.put("decimal", BigDecimal.class);
    types.put("double", Double.class);
    types.put("date", LocalDate.class);
    return types;
  }

  /** A row of values, one whose numbers have other forms, and one of nulls. */
  public static List<Map<String, ?>> known() {
    return List.of(
        known("a", 1L, new BigDecimal("1.50"), Double.NaN, LocalDate.of(2024, 2, 29)),
        known("\u00fc", -5L, new BigDecimal("2.00"), 0.0, LocalDate.of(1, 1, 1)),
        known(null, null, null, null, null));
  }

  private static Map<String, @Nullable Object> known(@Nullable Object... values) {
    Map<String, @Nullable Object> record = new LinkedHashMap<>();
    int i = 0;
    for (String name : knownTypes().keySet()) {
      record.put(name, values[i++]);
    }
    return record;
  }

  /** Columns of {@link #known}, and whether null equals null, or a statistic of a column. */
  private static OtherKey reference(String... words) {
    List<ColumnRef> columns = Arrays.stream(words[0].split(",")).map(ColumnRef::parse).toList();
    if (words.length == 1 || words[1].equals("nulls")) {
      return new OtherKey(KNOWN, columns, words.length > 1);
    }
    String[] told = words[1].split(":", -1);
    Statistic statistic =
        Arrays.stream(Statistic.values())
            .filter(each -> each.word().equals(told[0]))
            .findFirst()
            .orElseThrow();
    Metric metric =
        told.length == 1
            ? Metric.of(statistic)
            : Metric.of(
                statistic,
                new Expr.Column(ColumnRef.parse(told[1]), kind(knownTypes().get(told[1]))));
    return new OtherKey(KNOWN, columns, false, metric);
  }

  /** A calendar: its weekend if it is another, and its holidays. */
  private static BusinessCalendar calendar(String... words) {
    BusinessCalendar calendar = BusinessCalendar.of(words[0]);
    List<DayOfWeek> weekend = new ArrayList<>();
    for (String word : words) {
      if (word.matches("\\d.*")) {
        calendar = calendar.withHolidays(LocalDate.parse(word));
      } else if (word.endsWith("DAY")) {
        weekend.add(DayOfWeek.valueOf(word));
      }
    }
    return weekend.isEmpty() ? calendar : calendar.withWeekend(weekend.toArray(DayOfWeek[]::new));
  }

  /** What is said of an element: its kind, a function, and its further arguments. */
  private static Expr element(String text) {
    String[] parts = text.split(" ", 3);
    List<Expr> arguments = new ArrayList<>();
    arguments.add(new Expr.Element(0, ColumnKind.named(parts[0])));
    if (parts.length == 1) {
      return arguments.get(0);
    }
    if (parts.length > 2) {
      arguments.add(literal(value(parts[2])));
    }
    return new Expr.Call(function(parts[1]), arguments);
  }

  private static Function function(String word) {
    return Stream.of(Function.values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such function: " + word));
  }

  static Class<?> type(String name) {
    return switch (name) {
      case "text" -> String.class;
      case "long" -> Long.class;
      case "decimal" -> BigDecimal.class;
      case "double" -> Double.class;
      case "float" -> Float.class;
      case "boolean" -> Boolean.class;
      case "date" -> LocalDate.class;
      case "instant" -> Instant.class;
      case "local" -> LocalDateTime.class;
      case "array" -> List.class;
      case "map" -> Map.class;
      case "struct" -> OfStruct.class;
      default -> throw new IllegalArgumentException(name);
    };
  }

  static @Nullable Object value(String text) {
    if (text.equals("null")) {
      return null;
    }
    if (text.startsWith("\"")) {
      return UNICODE
          .matcher(text.substring(1, text.length() - 1))
          .replaceAll(
              found -> Matcher.quoteReplacement("" + (char) Integer.parseInt(found.group(1), 16)))
          .translateEscapes();
    }
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    if (text.equals("NaN") || text.endsWith("Infinity")) {
      return Double.valueOf(text);
    }
    if (text.startsWith("[")) {
      return items(text).map(FunctionFacts::value).toList();
    }
    if (text.startsWith("{")) {
      return entries(text);
    }
    if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
      return LocalDate.parse(text);
    }
    if (text.matches("\\d{4}-\\d\\d-\\d\\dT.*Z")) {
      return Instant.parse(text);
    }
    if (text.matches("\\d{4}-\\d\\d-\\d\\dT.*")) {
      return LocalDateTime.parse(text);
    }
    if (text.endsWith("f")) {
      return Float.valueOf(text);
    }
    if (text.endsWith("d")) {
      return Double.valueOf(text);
    }
    boolean decimal = text.contains(".") || text.contains("E");
    return decimal ? (Object) new BigDecimal(text) : (Object) Long.valueOf(text);
  }

  private static Stream<String> items(String text) {
    String inside = text.substring(1, text.length() - 1);
    return inside.isEmpty() ? Stream.of() : Stream.of(inside.split(", ", -1));
  }

  /** The types of the record that holds all arguments. */
  public static Map<String, Class<?>> types() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    List<Fact> all = all();
    for (int i = 0; i < all.size(); i++) {
      List<Cell> arguments = all.get(i).arguments();
      for (int k = 0; k < arguments.size(); k++) {
        if (!arguments.get(k).constant()) {
          types.put(Fact.column(i, k), arguments.get(k).type());
        }
      }
    }
    return types;
  }

  /** The record that holds all arguments. */
  public static Map<String, @Nullable Object> record() {
    Map<String, @Nullable Object> record = new LinkedHashMap<>();
    List<Fact> all = all();
    for (int i = 0; i < all.size(); i++) {
      List<Cell> arguments = all.get(i).arguments();
      for (int k = 0; k < arguments.size(); k++) {
        if (!arguments.get(k).constant()) {
          record.put(Fact.column(i, k), arguments.get(k).value());
        }
      }
    }
    return record;
  }

  /** One constraint a fact, named by its line. */
  public static Check check() {
    return check(fact -> true);
  }

  /** The same of some facts. */
  public static Check check(java.util.function.Predicate<Fact> which) {
    List<Constraint> constraints = new ArrayList<>();
    List<Fact> all = all();
    for (int i = 0; i < all.size(); i++) {
      if (which.test(all.get(i))) {
        constraints.add(all.get(i).constraint(i));
      }
    }
    return Check.error("facts").require(constraints);
  }

  /** Whether a fact is about another dataset. */
  public static boolean isOfTwo(Fact fact) {
    return fact.function() == Function.EXISTS_IN || fact.function() == Function.METRIC_IN;
  }

  /** The columns that facts about another dataset read. */
  public static List<String> columnsOfTwo() {
    List<String> columns = new ArrayList<>();
    List<Fact> all = all();
    for (int i = 0; i < all.size(); i++) {
      for (int k = 0; isOfTwo(all.get(i)) && k < all.get(i).arguments().size(); k++) {
        if (!all.get(i).arguments().get(k).constant()) {
          columns.add(Fact.column(i, k));
        }
      }
    }
    return columns;
  }
}
