package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.array;
import static dev.assay.dq.Columns.bool;
import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.hasSameRowsAs;
import static dev.assay.dq.Columns.in;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.map;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.percent;
import static dev.assay.dq.Columns.ratio;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.runTime;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.timestamp;

import dev.assay.dq.AnyColumn;
import dev.assay.dq.Baseline;
import dev.assay.dq.BusinessCalendar;
import dev.assay.dq.Constraint;
import dev.assay.dq.KeyColumns;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.NumericExpression;
import dev.assay.dq.NumericMetric;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Predicate;
import dev.assay.dq.Requirement;
import dev.assay.dq.StringColumn;
import dev.assay.dq.TemporalColumn;
import dev.assay.dq.TextPattern;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Notes;
import dev.assay.dq.internal.model.Operation;
import dev.assay.dq.internal.model.OrderRule;
import dev.assay.dq.internal.model.OtherKey;
import dev.assay.dq.internal.model.RowThreshold;
import dev.assay.dq.internal.model.Signature;
import dev.assay.dq.internal.model.Statistic;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Random data and random constraints from the whole catalogue, by a seed. */
final class Differential {

  /** A column of the random schema; the last word of its name says its type. */
  private record Col(String name, DataType type, Class<?> javaType, boolean nulls)
      implements Serializable {}

  private static final DataType WIDE = DataTypes.createDecimalType(38, 18);
  private static final DataType NARROW = DataTypes.createDecimalType(10, 2);
  private static final StructType STRUCT =
      StructType.fromDDL("n BIGINT, `a.b` STRING, `C``d` STRUCT<t: STRING>");

  /** Patterns that are searched for in a text. */
  static final List<String> SEARCHED =
      List.of("[a-z]+", "x*", "c$", "\\A\\z", "^.$", "\\d", "(?i)NULL", ".");

  /** Patterns that a whole text has to match. */
  static final List<String> WHOLE =
      List.of("[a-z]+", "a|ab", ".*", "(?x) a # letter", "\\\\Qa", "(?s).*");

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "b",
          "ab",
          "A",
          "abc\n",
          "\u00a0",
          " padded ",
          "\uff5e",
          "\ud83d\ude00",
          "e\u0301",
          "日本",
          "NULL",
          "null",
          "a\\",
          "it's",
          "\"q\"",
          "`",
          "x@y.zz",
          "ann@example.org",
          "\u0000",
          "1",
          "12",
          "007",
          "1e3",
          "2024-02-29",
          "2023-02-29",
          "-3.5",
          "2024-03-31 02:30",
          "2024-10-27 02:30",
          "2024-10-27T02:30:00.1234567+05:45",
          "29/Feb/2024",
          "{\"a\": \"1\", \"b\": [2, {\"a\": \"\\ud83d\\ude00\\ud83d\"}]}",
          "%",
          "_",
          "${x}",
          "10.200.3.4",
          "2001:DB8::8",
          "::ffff:10.0.0.1");
  private static final double[] REALS = {
    0.0,
    -0.0,
    1,
    -1,
    2.5,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    1e-9,
    1e6,
    0.1,
    0.3,
    123456.789
  };
  private static final long[] LONGS = {
    0, 1, -1, 2, 3, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1, 1L << 53, (1L << 53) + 1, 42
  };
  private static final int[] INTS = {0, 1, -1, 2, 7, Integer.MAX_VALUE, Integer.MIN_VALUE, 100};
  private static final String[] DECIMALS = {
    "0",
    "1",
    "-1",
    "0.1",
    "0.2",
    "99999999999999999999.999999999999999999",
    "-99999999999999999999.999999999999999999",
    "0.000000000000000001",
    "12345.678"
  };
  private static final LocalDate[] DATES = {
    LocalDate.of(1, 1, 1), LocalDate.of(1582, 10, 4), LocalDate.of(1899, 12, 31),
    LocalDate.of(1970, 1, 1), LocalDate.of(2024, 2, 29), LocalDate.of(9999, 12, 31),
    LocalDate.of(12345, 6, 7)
  };

  final Random random;
  final List<Col> columns = new ArrayList<>();
  final List<Map<String, Object>> records = new ArrayList<>();
  private int labels;

  Differential(long seed) {
    for (ColumnKind kind : ColumnKind.values()) {
      turns.put(kind, seed * A_SEED);
    }
    rules = seed * A_SEED;
    random = new Random(seed);
    String[] odd = {"", "my ", "a.b ", "it`s ", "\"q\" ", " lead ", "UPPER ", "é "};
    add("text", DataTypes.StringType, String.class, odd);
    add("text2", DataTypes.StringType, String.class, odd);
    add("int", DataTypes.IntegerType, Integer.class, odd);
    add("long", DataTypes.LongType, Long.class, odd);
    add("short", DataTypes.ShortType, Short.class, odd);
    add("double", DataTypes.DoubleType, Double.class, odd);
    add("double2", DataTypes.DoubleType, Double.class, odd);
    add("float", DataTypes.FloatType, Float.class, odd);
    add("wide", WIDE, BigDecimal.class, odd);
    add("narrow", NARROW, BigDecimal.class, odd);
    add("bool", DataTypes.BooleanType, Boolean.class, odd);
    add("date", DataTypes.DateType, LocalDate.class, odd);
    add("time", DataTypes.TimestampType, Instant.class, odd);
    add("local", DataTypes.TimestampNTZType, LocalDateTime.class, odd);
    add("list", DataTypes.createArrayType(DataTypes.StringType), List.class, new String[] {""});
    add(
        "map",
        DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType),
        Map.class,
        new String[] {""});
    add("structs", DataTypes.createArrayType(STRUCT), List.class, new String[] {""});
    add("reals", DataTypes.createArrayType(DataTypes.DoubleType), List.class, new String[] {""});
    add(
        "structmap",
        DataTypes.createMapType(DataTypes.StringType, STRUCT),
        Map.class,
        new String[] {""});
    int rows = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(40);
    double nulls = random.nextDouble() < 0.1 ? 1 : random.nextDouble() * 0.5;
    for (int i = 0; i < rows; i++) {
      Map<String, Object> record = new LinkedHashMap<>();
      for (Col col : columns) {
        record.put(
            col.name(), col.nulls() && random.nextDouble() < nulls ? null : value(col.type()));
      }
      records.add(record);
    }
  }

  private void add(String name, DataType type, Class<?> javaType, String[] prefixes) {
    columns.add(
        new Col(
            prefixes[random.nextInt(prefixes.length)] + name,
            type,
            javaType,
            random.nextBoolean()));
  }

  private Object value(DataType type) {
    if (type.equals(DataTypes.StringType)) {
      return TEXTS.get(random.nextInt(TEXTS.size()));
    }
    if (type.equals(DataTypes.IntegerType)) {
      return INTS[random.nextInt(INTS.length)];
    }
    if (type.equals(DataTypes.LongType)) {
      return LONGS[random.nextInt(LONGS.length)];
    }
    if (type.equals(DataTypes.ShortType)) {
      return (short) (random.nextInt(9) - 4);
    }
    if (type.equals(DataTypes.DoubleType)) {
      return random.nextInt(3) == 0
          ? random.nextGaussian() * 100
          : REALS[random.nextInt(records.size() % 2 == 0 ? 5 : REALS.length)];
    }
    if (type.equals(DataTypes.FloatType)) {
      return random.nextInt(20) == 0 ? Float.NaN : (float) (random.nextInt(40) / 10.0 - 1);
    }
    if (type.equals(WIDE)) {
      return new BigDecimal(DECIMALS[random.nextInt(DECIMALS.length)]).setScale(18);
    }
    if (type.equals(NARROW)) {
      return BigDecimal.valueOf(random.nextInt(2000) - 1000, 2);
    }
    if (type.equals(DataTypes.BooleanType)) {
      return random.nextBoolean();
    }
    if (type.equals(DataTypes.DateType)) {
      return DATES[random.nextInt(DATES.length)];
    }
    if (type.equals(DataTypes.TimestampType)) {
      return instant();
    }
    if (type.equals(DataTypes.TimestampNTZType)) {
      return DATES[random.nextInt(6)].atTime(random.nextInt(24), 5, 6, 7000);
    }
    if (type instanceof StructType struct) {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (StructField each : struct.fields()) {
        fields.put(each.name(), random.nextInt(5) == 0 ? null : value(each.dataType()));
      }
      return fields;
    }
    if (type instanceof MapType of && of.valueType().equals(STRUCT)) {
      Map<String, Object> map = new LinkedHashMap<>();
      KEYS.stream()
          .filter(key -> random.nextBoolean())
          .forEach(key -> map.put(key, random.nextInt(4) == 0 ? null : value(STRUCT)));
      return map;
    }
    if (type instanceof ArrayType of && of.elementType().equals(STRUCT)) {
      List<Object> list = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        list.add(random.nextInt(6) == 0 ? null : value(STRUCT));
      }
      return list;
    }
    if (type instanceof ArrayType of && of.elementType().equals(DataTypes.DoubleType)) {
      List<Object> list = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        list.add(random.nextInt(6) == 0 ? null : REALS[random.nextInt(REALS.length)]);
      }
      return list;
    }
    if (type instanceof MapType) {
      Map<String, Long> map = new LinkedHashMap<>();
      KEYS.stream()
          .filter(key -> random.nextBoolean())
          .forEach(key -> map.put(key, random.nextInt(4) == 0 ? null : random.nextLong(5)));
      return map;
    }
    List<String> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(random.nextInt(6) == 0 ? null : pick(TEXTS));
    }
    return list;
  }

  private Instant instant() {
    long[] seconds = {0, -1, 1_709_164_800L, -62_135_596_800L, 253_402_300_799L, -12_219_292_801L};
    return Instant.ofEpochSecond(
        seconds[random.nextInt(seconds.length)], random.nextInt(3) * 1000L);
  }

  StructType schema() {
    return new StructType(
        columns.stream()
            .map(col -> DataTypes.createStructField(col.name(), col.type(), true))
            .toArray(StructField[]::new));
  }

  /** Some of the records, in some of which a value is another one's. */
  List<Map<String, Object>> others() {
    List<Map<String, Object>> others = new ArrayList<>();
    for (int i = 1; i < records.size(); i += 3) {
      Map<String, Object> other = new LinkedHashMap<>(records.get(i));
      if (i % 2 == 0) {
        String changed = columns.get(i / 2 % columns.size()).name();
        other.put(changed, records.get(i - 1).get(changed));
      }
      others.add(other);
    }
    return others;
  }

  List<Row> rows(List<Map<String, Object>> records) {
    List<Row> rows = new ArrayList<>();
    for (Map<String, Object> record : records) {
      rows.add(
          RowFactory.create(
              columns.stream().map(col -> inSpark(record.get(col.name()), col.type())).toArray()));
    }
    return rows;
  }

  private static Object inSpark(Object value, DataType type) {
    if (value == null) {
      return null;
    }
    if (type instanceof StructType struct) {
      return RowFactory.create(
          Stream.of(struct.fields())
              .map(each -> inSpark(((Map<?, ?>) value).get(each.name()), each.dataType()))
              .toArray());
    }
    if (type instanceof ArrayType array) {
      List<Object> list = new ArrayList<>();
      ((List<?>) value).forEach(each -> list.add(inSpark(each, array.elementType())));
      return list;
    }
    if (type instanceof MapType of) {
      Map<Object, Object> map = new LinkedHashMap<>();
      ((Map<?, ?>) value).forEach((key, each) -> map.put(key, inSpark(each, of.valueType())));
      return map;
    }
    return value;
  }

  Map<String, Class<?>> javaTypes() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    columns.forEach(col -> types.put(col.name(), col.javaType()));
    return types;
  }

  String name(String ending) {
    for (Col col : columns) {
      if (col.name().equals(ending) || col.name().endsWith(" " + ending)) {
        return quoted(col.name());
      }
    }
    throw new IllegalArgumentException(ending);
  }

  private static String quoted(String name) {
    return name.indexOf('.') >= 0 ? "`" + name.replace("`", "``") + "`" : name;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private NumericColumn numeric() {
    return number(
        name(
            pick(List.of("int", "long", "short", "double", "double2", "float", "wide", "narrow"))));
  }

  private Number literal() {
    return switch (random.nextInt(6)) {
      case 0 -> INTS[random.nextInt(INTS.length)];
      case 1 -> LONGS[random.nextInt(LONGS.length)];
      case 2 -> new BigDecimal(DECIMALS[random.nextInt(DECIMALS.length)]);
      case 3 -> 2.5;
      case 4 -> new BigDecimal("1e40");
      default -> random.nextInt(10) - 3;
    };
  }

  private Predicate atom() {
    StringColumn text = string(name(random.nextBoolean() ? "text" : "text2"));
    NumericColumn number = numeric();
    TemporalColumn day = date(name("date"));
    TemporalColumn time = timestamp(name("time"));
    TemporalColumn local = timestamp(name("local"));
    String word = pick(TEXTS);
    LocalDate dayValue = DATES[random.nextInt(DATES.length)];
    return switch (random.nextInt(52)) {
      case 0 ->
          any(pick(List.of(name("text"), name("long"), name("list"), name("time")))).isComplete();
      case 1 -> any(pick(List.of(name("double"), name("date"), name("bool")))).isNull();
      case 2 -> text.isEqualTo(word);
      case 3 -> text.isNotEqualTo(word);
      case 4 -> text.isIn(word, pick(TEXTS), pick(TEXTS));
      case 5 -> text.isNotIn(TEXTS.subList(0, 14).toArray(String[]::new));
      case 6 -> text.containsPattern(pick(SEARCHED));
      case 7 -> text.matches(pick(WHOLE));
      case 8 -> text.startsWith(word);
      case 9 -> text.endsWith(word);
      case 10 -> text.contains(word);
      case 11 -> text.isBlank();
      case 12 -> text.isTrimmed();
      case 13 -> text.length().isBetween(random.nextInt(3), 2 + random.nextInt(4));
      case 14 -> text.isLessThan(string(name("text2")));
      case 15 -> text.isAtLeast(word);
      case 16 -> text.isBetween(word, pick(TEXTS));
      case 17 -> number.isAtLeast(literal());
      case 18 -> number.isGreaterThan(literal());
      case 19 -> number.isLessThan(literal());
      case 20 -> number.isAtMost(literal());
      case 21 -> number.isEqualTo(literal());
      case 22 -> number.isNotEqualTo(literal());
      case 23 -> number.isIn(literal(), literal(), literal());
      case 24 -> number.isIn(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0.5);
      case 25 -> {
        Number end = literal();
        yield least(-1, end) == end ? number.isBetween(end, -1) : number.isBetween(-1, end);
      }
      case 26 -> {
        Number end = literal();
        yield least(2, end) == end
            ? number.isStrictlyBetween(end, 2)
            : number.isStrictlyBetween(2, end);
      }
      case 27 -> number.isFinite();
      case 28 -> number.isNotNaN();
      case 29 -> number.isLessThan(numberComparableWith());
      case 30 -> number(name("double")).isEqualTo(numeric());
      case 31 -> number(name("long")).isAtLeast(number(name("int")));
      case 32 -> bool(name("bool")).isTrue();
      case 33 -> bool(name("bool")).isFalse();
      case 34 -> day.isBefore(dayValue);
      case 35 -> day.isIn(dayValue, DATES[0]);
      case 36 -> time.isAfterOrAt(instant());
      case 37 -> local.isAfter(DATES[random.nextInt(6)].atTime(12, 0));
      case 38 -> array(name("list")).size().isAtLeast(random.nextInt(4));
      case 39 -> text.length().isAtMost(string(name("text2")).length());
      case 40 -> array(name("list")).size().isEqualTo(text.length());
      case 41 -> number.isBetween(numberComparableWith(), numberComparableWith());
      case 42 -> number(name("double")).isIn(number, numberComparableWith());
      case 43 -> string(name("text2")).isIn(text, string(name("text")));
      case 44 ->
          pick(
              List.of(
                  string(name("text2")).startsWith(text),
                  string(name("text2")).endsWith(text),
                  string(name("text2")).contains(text)));
      case 45 -> day.isBeforeOrAt(date(name("date")));
      case 46 ->
          text.asTimestamp(pick(TIME_FORMATS), pick(ZONES)).isBefore(timestamp(name("time")));
      default -> Predicate.of(computed(ColumnKind.BOOL, 2));
    };
  }

  /** Kinds whose values can be compared. */
  private static final List<ColumnKind> COMPARABLE =
      List.of(ColumnKind.STRING, ColumnKind.NUMBER, ColumnKind.DATE);

  /** Of what the elements are that what is made is said of; null if it is said of none. */
  private ColumnKind within;

  /** Of what the elements of the array are that was made last. */
  private ColumnKind pending;

  private static final List<String> KEYS = List.of("a", "b", "");

  private static final List<String> ZONES =
      List.of("UTC", "Europe/Paris", "America/New_York", "Asia/Kathmandu", "+13:00");

  /** An expression of every function there is, some calls deep. */
  private Expr computed(ColumnKind kind, int depth) {
    List<Function> able = Stream.of(Function.values()).filter(each -> gives(each, kind)).toList();
    if (depth == 0 || able.isEmpty() || random.nextInt(5) == 0) {
      return leaf(kind);
    }
    Function function = next(kind, able);
    boolean looksUp = function == Function.EXISTS_IN || function == Function.METRIC_IN;
    if (looksUp && lookups.merge(function, 1, Integer::sum) > LOOKUPS) {
      return leaf(kind);
    }
    Signature signature = function.signature();
    boolean one =
        signature.gives() == Signature.Gives.ONE_OF || signature.gives() == Signature.Gives.FIRST;
    ColumnKind compared = one ? kind : pick(COMPARABLE);
    // Spark has 38 digits for a product, and for what is worked out on the way to a judgement
    int below = WIDE_DIGITS.contains(function) ? 0 : depth - 1;
    List<Expr> arguments = new ArrayList<>();
    int count = signature.takes().size() + (signature.repeats() ? random.nextInt(3) : 0);
    for (int i = 0; i < count; i++) {
      arguments.add(argument(function, i, compared, below));
    }
    try {
      return new Expr.Call(function, arguments);
    } catch (IllegalArgumentException e) { // a range whose ends are the wrong way round
      return leaf(kind);
    }
  }

  /** Each is one more join. */
  private static final int LOOKUPS = 2;

  private final Map<Function, Integer> lookups = new EnumMap<>(Function.class);

  /** So many of a kind are made of a seed, as a rule: the next seed goes on from there. */
  private static final int A_SEED = 7;

  /** Those that give a kind have their turns, so that a few seeds in a row have all of them. */
  private Function next(ColumnKind kind, List<Function> able) {
    List<Function> all = new ArrayList<>(able);
    Collections.shuffle(all, new Random(able.size()));
    return all.get((int) (turns.merge(kind, 1L, Long::sum) % all.size()));
  }

  private final Map<ColumnKind, Long> turns = new EnumMap<>(ColumnKind.class);

  private long rules;

  private static final Set<Function> WIDE_DIGITS =
      Set.of(Function.TIMES, Function.REMAINDER, Function.IS_CLOSE_TO, Function.IS_WITHIN_PERCENT);

  private static boolean gives(Function function, ColumnKind kind) {
    Signature signature = function.signature();
    boolean compares = signature.takes().contains(Signature.Takes.COMPARABLE);
    return switch (signature.gives()) {
      case TRUTH -> kind == ColumnKind.BOOL;
      case TEXT -> kind == ColumnKind.STRING;
      case COUNT,
          SUM,
          PRODUCT,
          REAL,
          SECONDS,
          WHOLE_IN_TEXT,
          DECIMAL_IN_TEXT,
          REMAINDER,
          WHOLE,
          TOTAL,
          SAID_NUMBER,
          ROUNDED ->
          kind == ColumnKind.NUMBER;
      case DATE -> kind == ColumnKind.DATE;
      case INSTANT -> false; // made where an argument has to be one
      case LOCAL_TIME -> kind == ColumnKind.TIMESTAMP;
      case STATED, FIELD -> kind == ColumnKind.NUMBER;
      case ELEMENT -> kind == ColumnKind.STRING;
      case TEXTS, KEYS, VALUES -> kind == ColumnKind.ARRAY;
      case FIRST ->
          function == Function.METRIC_IN
              ? kind == ColumnKind.NUMBER
              : compares ? COMPARABLE.contains(kind) : kind == ColumnKind.TIMESTAMP;
      case ONE_OF -> compares ? COMPARABLE.contains(kind) : kind == ColumnKind.NUMBER;
    };
  }

  private Expr argument(Function function, int at, ColumnKind compared, int depth) {
    return switch (function.signature().takes(at)) {
      case ANYTHING -> computed(pick(COMPARABLE), depth);
      case GROUPABLE -> new Expr.Column(lookedUp, ColumnKind.ANY);
      case TEXT ->
          function == Function.IS_IN_NETWORK && random.nextBoolean()
              ? leaf(ColumnKind.STRING)
              : orConstant(ColumnKind.STRING, at, depth);
      case NETWORK -> new Expr.Literal(new Constant.Text(pick(NETWORKS)));
      case NUMBER ->
          function.binds()
              ? Expr.call(Function.LENGTH, text(new Expr.Element(0, pending)))
              : orConstant(ColumnKind.NUMBER, at, depth);
      case DATE -> orConstant(ColumnKind.DATE, at, depth);
      case INSTANT ->
          switch (random.nextInt(8)) {
            case 0, 7 -> runTime().expr();
            case 1, 2 ->
                Expr.call(
                    Function.AS_TIMESTAMP,
                    computed(ColumnKind.STRING, depth),
                    new Expr.Literal(new Constant.Text("uuuu-MM-dd['T'][ ]HH:mm[:ss[.SSSSSSS]]")),
                    new Expr.Literal(new Constant.Text(pick(ZONES))));
            default -> timestamp(name("time")).expr();
          };
      case DATE_FORMAT -> new Expr.Literal(new Constant.Text(pick(DATE_FORMATS)));
      case JSON_PATH -> new Expr.Literal(new Constant.Text(pick(JSON_PATHS)));
      case TIME_FORMAT -> new Expr.Literal(new Constant.Text(pick(TIME_FORMATS)));
      case EXACT -> exact();
      case CONSTANT -> new Expr.Literal(Constant.of(constant(function, at)));
      case UNIT -> new Expr.Literal(new Constant.Text(pick(UNITS)));
      case TIME ->
          timestamp(
                  name(
                      compared == ColumnKind.STRING || function == Function.PLUS_SECONDS
                          ? "local"
                          : "time"))
              .expr();
      case LOCAL_TIME -> computed(ColumnKind.TIMESTAMP, depth);
      case DAY, DATE_OR_TIME ->
          computed(pick(List.of(ColumnKind.DATE, ColumnKind.TIMESTAMP)), depth);
      case ZONE -> new Expr.Literal(new Constant.Text(pick(ZONES)));
      case COLLECTION ->
          random.nextBoolean()
              ? computed(ColumnKind.ARRAY, Math.max(1, depth))
              : pick(List.of(array(name("list")), map(name("map")))).expr();
      case ARRAY -> {
        pending =
            function == Function.ELEMENT_AT || random.nextBoolean()
                ? ColumnKind.STRING
                : ColumnKind.STRUCT;
        yield pending == ColumnKind.STRUCT
            ? array(name("structs")).expr()
            : function == Function.ELEMENT_AT ? texts(depth) : texts(depth, true);
      }
      case ELEMENTS ->
          random.nextBoolean()
              ? computed(ColumnKind.ARRAY, Math.max(1, depth))
              : array(name(pick(List.of("list", "structs", "reals")))).expr();
      case ORDERED_ELEMENTS -> random.nextBoolean() ? texts(depth) : array(name("reals")).expr();
      case MAP -> map(name("map")).expr();
      case KEY -> new Expr.Literal(new Constant.Text(pick(KEYS)));
      case KIND ->
          new Expr.Literal(
              new Constant.Text(function == Function.ELEMENT_AT ? "string" : "number"));
      case STRUCT ->
          within == ColumnKind.STRUCT && random.nextInt(4) > 0
              ? new Expr.Element(0, ColumnKind.STRUCT)
              : map(name("structmap")).struct(pick(KEYS)).expr();
      case FIELD -> new Expr.Literal(new Constant.Text("n"));
      case TRUTH -> {
        ColumnKind around = within;
        within = function.binds() ? pending : within;
        Expr said = computed(ColumnKind.BOOL, depth);
        within = around;
        yield said;
      }
      case ORDERED, COMPARABLE -> orConstant(compared, at, depth);
      case PATTERN ->
          new Expr.Literal(
              new Constant.Pattern(
                  TextPattern.of(pick(function == Function.MATCHES ? WHOLE : SEARCHED))));
      case CALENDAR -> new Expr.Literal(new Constant.Calendar(pick(CALENDARS)));
      case REFERENCE -> {
        lookedUp =
            ColumnRef.parse(name(pick(List.of("text", "long", "wide", "double", "date", "time"))));
        yield new Expr.Literal(
            new Constant.Reference(
                new OtherKey("others", List.of(lookedUp), random.nextBoolean())));
      }
      case KEY_METRIC -> {
        lookedUp =
            ColumnRef.parse(name(pick(List.of("text", "long", "wide", "double", "date", "time"))));
        NumericExpression number = random.nextBoolean() ? numeric() : number(name("narrow"));
        Metric metric =
            pick(List.of(
                    rowCount(),
                    number.sum(),
                    number.mean(),
                    number.min(),
                    number.max(),
                    any(name("text")).nullCount(),
                    number.isPositive().violations()))
                .metric();
        yield new Expr.Literal(
            new Constant.Reference(new OtherKey("others", List.of(lookedUp), false, metric)));
      }
      case FLAG -> new Expr.Literal(new Constant.Bool(random.nextBoolean()));
      case WORDS, PART -> new Expr.Literal(new Constant.Text(pick(TEXTS)));
      case OTHER, DATASET -> new Expr.Literal(new Constant.Text("others"));
      case MEMBER -> throw new IllegalArgumentException(function + " is of no set");
    };
  }

  /** What the key is that is looked up: a column that other rows have as well. */
  private ColumnRef lookedUp = ColumnRef.placeholder();

  private static final List<BusinessCalendar> CALENDARS =
      List.of(
          BusinessCalendar.of("plain"),
          BusinessCalendar.of("Gulf")
              .withWeekend(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY)
              .withHolidays(DATES[1], DATES[2]),
          BusinessCalendar.of("many")
              .withWeekend()
              .withHolidays(
                  LocalDate.of(2024, 1, 1).datesUntil(LocalDate.of(2024, 4, 1)).toList()));

  private static final List<String> DATE_FORMATS =
      List.of("uuuu-MM-dd", "d/MMM/yyyy", "uuuu-M-d['T'HH:mm:ss.SSSSSSSXXX]");

  private static final List<String> TIME_FORMATS =
      List.of("uuuu-MM-dd HH:mm", "uuuu-M-d['T'][ ]HH:mm[:ss]");

  private static final List<String> NETWORKS =
      List.of(
          "10.200.0.0/21", "10.0.0.0/8", "0.0.0.0/0", "2001:db8::/31", "::/0", "::ffff:a00:0/104");

  private static final List<String> JSON_PATHS = List.of("$", "$.a", "$[1]", "$.b[1].a");

  /** An array of texts, which has an order. */
  private Expr texts(int depth) {
    return depth > 0 && random.nextInt(3) == 0
        ? Expr.call(
            Function.SPLIT,
            computed(ColumnKind.STRING, depth - 1),
            new Expr.Literal(new Constant.Text(pick(List.of("a", ".", "\\", "\ud83d\ude00", "日")))))
        : array(name("list")).expr();
  }

  private Expr texts(int depth, boolean keys) {
    return keys && random.nextInt(4) == 0 ? map(name("map")).keys().expr() : texts(depth);
  }

  private static final List<String> UNITS = List.of("days", "hours", "minutes", "seconds");

  private Expr exact() {
    NumericColumn number =
        number(name(pick(List.of("int", "long", "short", "wide", "narrow", "narrow"))));
    return random.nextInt(4) == 0 ? number.absolute().expr() : number.expr();
  }

  private Number constant(Function function, int at) {
    if (function == Function.IS_MULTIPLE_OF) {
      return pick(List.of(1, 2, 7, 1000, 0.01, 0.25, 0.1));
    }
    if (function == Function.PLUS_SECONDS) {
      return pick(List.of(0.000001, -1, 3600, 86_400 * 366, -0.5));
    }
    if (function == Function.IS_CLOSE_TO || function == Function.IS_WITHIN_PERCENT) {
      return pick(List.of(0, 0.1, 1, 50, 100));
    }
    return switch (function) {
      case AT_LEAST -> 1;
      case AT_LEAST_OF -> 2 + random.nextInt(3);
      case ELEMENT_AT -> random.nextInt(3);
      case SUBSTRING -> at == 1 ? random.nextInt(3) : 2 + random.nextInt(6);
      default -> 1 + random.nextInt(12);
    };
  }

  private Expr orConstant(ColumnKind kind, int at, int depth) {
    if (at == 0 || random.nextInt(3) > 0) {
      return computed(kind, depth);
    }
    return literal(kind);
  }

  private Expr literal(ColumnKind kind) {
    return new Expr.Literal(
        kind == ColumnKind.STRING
            ? new Constant.Text(pick(TEXTS))
            : kind == ColumnKind.NUMBER
                ? Constant.of(random.nextInt(10) - 3)
                : new Constant.DateValue(DATES[random.nextInt(DATES.length)]));
  }

  private Expr leaf(ColumnKind kind) {
    return switch (kind) {
      case STRING ->
          within != null && random.nextInt(3) > 0
              ? text(new Expr.Element(0, within))
              : string(name(random.nextBoolean() ? "text" : "text2")).expr();
      case DATE -> date(name("date")).expr();
      case BOOL -> bool(name("bool")).expr();
      case TIMESTAMP -> timestamp(name("local")).expr();
      case ARRAY -> array(name("list")).expr();
      default -> number(name(pick(List.of("int", "short", "double", "float", "narrow")))).expr();
    };
  }

  /** A text that an element is, or has. */
  private Expr text(Expr.Element element) {
    return element.kind() == ColumnKind.STRING
        ? element
        : random.nextBoolean()
            ? field(element, "a.b", ColumnKind.STRING)
            : field(field(element, "C`d", ColumnKind.STRUCT), "t", ColumnKind.STRING);
  }

  private static Expr field(Expr struct, String name, ColumnKind kind) {
    return Expr.call(
        Function.FIELD_OF,
        struct,
        new Expr.Literal(new Constant.Text(name)),
        new Expr.Literal(new Constant.Text(kind.word())));
  }

  /** A metric of every statistic there is, but for estimates, which differ. */
  private Requirement summary() {
    return new Constraint.OnMetric(
        random.nextInt(4) == 0 ? combined(2) : summaryOf(statistics(), false),
        new Expectation.Observed(),
        OnNoRows.DEFAULT,
        Notes.NONE);
  }

  private static Stream<Statistic> statistics() {
    return Stream.of(Statistic.values())
        .filter(
            each -> each != Statistic.APPROX_DISTINCT_COUNT && each != Statistic.APPROX_QUANTILE);
  }

  /** Numeric metrics of every statistic, combined some operations deep. */
  private Metric combined(int depth) {
    if (depth == 0 || (depth == 1 && random.nextBoolean())) {
      return summaryOf(statistics().filter(each -> each != Statistic.VALUE_COUNTS), true);
    }
    Operation operation = pick(List.of(Operation.values()));
    Metric left = combined(depth - 1);
    Metric right =
        random.nextInt(5) == 0
            ? new Metric.Literal(Constant.of(pick(List.of(-2.5, 0.1, 3, 100))))
            : combined(depth - 1);
    return new Metric.Combination(operation, left, right);
  }

  private static final Set<Statistic> TOGETHER =
      Set.of(Statistic.COVARIANCE, Statistic.POPULATION_COVARIANCE, Statistic.CORRELATION);

  private Metric summaryOf(Stream<Statistic> statistics, boolean number) {
    Statistic statistic = pick(statistics.toList());
    List<Expr> of = new ArrayList<>();
    int least = statistic == Statistic.CONFLICTING_VALUES ? 2 : 1;
    int parts =
        statistic == Statistic.ROW_COUNT || statistic.isOfSet()
            ? 0
            : statistic.isOfKey() ? least + random.nextInt(2) : statistic.takes().size();
    if (statistic.isOfSet()) {
      ColumnKind kind = pick(List.of(ColumnKind.STRING, ColumnKind.NUMBER, ColumnKind.DATE));
      of.add(computed(kind, 2));
      for (int i = random.nextInt(4); i >= 0; i--) {
        of.add(literal(kind));
      }
    }
    for (int i = 0; i < parts; i++) {
      Signature.Takes takes = statistic.takes(i);
      boolean ordered = takes == Signature.Takes.ORDERED;
      // of wide values that hardly differ doubles may keep none of a covariance
      of.add(
          TOGETHER.contains(statistic)
              ? number(name(pick(List.of("int", "short", "narrow")))).expr()
              : takes == Signature.Takes.OTHER
                  ? other(of.get(0).kind())
                  // of text it is an error, which elements of no declared type tell by their values
                  : statistic == Statistic.KOLMOGOROV_SMIRNOV && i == 0
                      ? computed(pick(List.of(ColumnKind.NUMBER, ColumnKind.DATE)), 2)
                      : summarised(number && ordered ? Signature.Takes.NUMBER : takes));
    }
    List<BigDecimal> numbers =
        statistic.parameters().stream()
            .map(
                each ->
                    each == Statistic.Parameter.LIMIT
                        ? BigDecimal.valueOf(3)
                        : each == Statistic.Parameter.FACTOR
                            ? BigDecimal.valueOf(1 + random.nextInt(60), 1)
                            : each == Statistic.Parameter.SHARE
                                ? BigDecimal.valueOf(random.nextInt(50), 2)
                                : BigDecimal.valueOf(quantile()))
            .toList();
    Expr where = random.nextInt(3) == 0 ? computed(ColumnKind.BOOL, 1) : Expr.Literal.TRUE;
    return new Metric.Summary(statistic, of, numbers, where);
  }

  /** Another dataset, or a baseline of few edges, of which the last may come twice, or texts. */
  private Expr other(ColumnKind kind) {
    if (random.nextInt(3) == 0) {
      return summarised(Signature.Takes.OTHER);
    }
    ColumnKind own =
        kind == ColumnKind.STRING || kind == ColumnKind.DATE ? kind : ColumnKind.NUMBER;
    List<Constant> points =
        new ArrayList<>(
            IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> ((Expr.Literal) literal(own)).constant())
                .distinct()
                .sorted(Differential::order)
                .toList());
    if (own != ColumnKind.STRING && random.nextBoolean()) {
      points.add(points.get(points.size() - 1));
    }
    List<Long> counts =
        IntStream.rangeClosed(0, points.size())
            .mapToObj(i -> i == 0 ? 1L : (long) random.nextInt(20))
            .toList();
    return new Expr.Literal(new Constant.BaselineValue(new Baseline("then", points, counts)));
  }

  @SuppressWarnings("unchecked") // of one type
  private static int order(Constant a, Constant b) {
    return ((Comparable<Object>) a.value()).compareTo(b.value());
  }

  private Expr summarised(Signature.Takes takes) {
    return switch (takes) {
      case NUMBER -> computed(ColumnKind.NUMBER, 2);
      case TRUTH -> computed(ColumnKind.BOOL, 2);
      case ANYTHING, ORDERED, GROUPABLE -> computed(pick(COMPARABLE), 2);
      case OTHER, DATASET -> new Expr.Literal(new Constant.Text("others"));
      case TEXT,
          DATE,
          INSTANT,
          TIME,
          LOCAL_TIME,
          DAY,
          DATE_OR_TIME,
          EXACT,
          CONSTANT,
          ZONE,
          UNIT,
          DATE_FORMAT,
          TIME_FORMAT,
          JSON_PATH,
          NETWORK,
          ARRAY,
          ELEMENTS,
          ORDERED_ELEMENTS,
          MAP,
          KEY,
          KIND,
          STRUCT,
          FIELD,
          COLLECTION,
          COMPARABLE,
          PATTERN,
          CALENDAR,
          REFERENCE,
          KEY_METRIC,
          FLAG,
          WORDS,
          MEMBER,
          PART ->
          throw new IllegalArgumentException(takes + " is summarised by nothing");
    };
  }

  private NumericColumn numberComparableWith() {
    return number(name(pick(List.of("double", "float"))));
  }

  private static Number least(Number a, Number b) {
    BigDecimal x = dev.assay.dq.internal.model.Constant.of(a).value();
    BigDecimal y = dev.assay.dq.internal.model.Constant.of(b).value();
    return y.compareTo(x) < 0 ? b : a;
  }

  Predicate predicate(int depth) {
    if (depth == 0 || random.nextInt(3) > 0) {
      return atom();
    }
    Predicate a = predicate(depth - 1);
    Predicate b = predicate(depth - 1);
    return switch (random.nextInt(5)) {
      case 0 -> a.and(b);
      case 1 -> a.or(b);
      case 2 -> a.not();
      case 3 -> a.implies(b);
      default -> a.and(b).or(atom());
    };
  }

  private Constraint.OnMetric expect(NumericMetric metric) {
    NumericMetric scoped = random.nextInt(3) == 0 ? metric.where(predicate(1)) : metric;
    double bound = random.nextInt(20) - 5 + 0.12345678;
    int kind = random.nextInt(5);
    try {
      return expect(scoped, kind, bound);
    } catch (IllegalArgumentException e) { // of a fraction it would decide nothing
      return expect(scoped, kind, (bound + 5) / 20);
    }
  }

  private static Constraint.OnMetric expect(NumericMetric metric, int kind, double bound) {
    return switch (kind) {
      case 0 -> metric.isAtLeast(bound);
      case 1 -> metric.isAtMost(bound);
      case 2 -> metric.isBetween(bound - 3, bound + 1000);
      case 3 -> metric.isCloseTo(bound, 7);
      default -> metric.observed();
    };
  }

  /** Any numeric metric in groups of columns and expressions, a bound that no value is next to. */
  private Requirement perGroup() {
    List<Expr> by = new ArrayList<>();
    by.add(
        random.nextInt(3) == 0
            ? computed(pick(List.of(ColumnKind.STRING, ColumnKind.NUMBER, ColumnKind.DATE)), 1)
            : any(name(pick(GROUPING))).expr());
    Expr other = any(name(pick(GROUPING))).expr();
    if (random.nextInt(3) == 0 && !by.contains(other)) {
      by.add(other);
    }
    Metric metric = combined(random.nextInt(3) == 0 ? 1 : 0);
    double bound = random.nextInt(20) - 5 + 0.12345678;
    RowThreshold threshold =
        switch (random.nextInt(3)) {
          case 0 -> new RowThreshold(RowThreshold.Kind.MIN_FRACTION, new BigDecimal("0.7"));
          case 1 -> new RowThreshold(RowThreshold.Kind.MAX_VIOLATIONS, BigDecimal.TEN);
          default -> RowThreshold.ALL;
        };
    List<Constant> all =
        List.of(new Constant.Text(pick(TEXTS)), Constant.of(literal()), new Constant.Bool(true));
    // a record need not know what its values hold, and refuses no constant of another type then
    List<Constant> fitting =
        switch (by.get(0).kind()) {
          case STRING -> all.subList(0, 1);
          case NUMBER, INTEGER, DECIMAL -> all.subList(1, 2);
          default -> all;
        };
    List<Constant> expected = by.size() == 1 && random.nextInt(3) == 0 ? fitting : List.of();
    Constraint.OnMetric each;
    try {
      each = expect(new NumericMetric(metric), random.nextInt(3), bound);
    } catch (IllegalArgumentException e) { // of a fraction it would decide nothing
      each = expect(new NumericMetric(metric), random.nextInt(3), (bound + 5) / 20);
    }
    return new Constraint.PerGroup(
        by,
        random.nextInt(4) == 0
            ? each.onNoRows(random.nextBoolean() ? OnNoRows.PASS : OnNoRows.FAIL)
            : each,
        threshold,
        // of one type, as a set is; of another type than the groups they are refused on all paths
        expected.isEmpty() ? expected : List.of(pick(expected)),
        expected.isEmpty() && random.nextInt(3) == 0 ? keysOfOthers(by) : null);
  }

  /** The same columns of the other dataset, or ones of the same kind. */
  private OtherKey keysOfOthers(List<Expr> by) {
    List<ColumnRef> columns = new ArrayList<>();
    for (Expr each : by) {
      columns.add(
          each instanceof Expr.Column column
              ? column.ref()
              : ColumnRef.exactly(
                  switch (each.kind()) {
                    case STRING -> "text";
                    case DATE -> "date";
                    default -> pick(List.of("int", "double", "wide"));
                  }));
    }
    return new OtherKey("others", columns, false);
  }

  /** Any rule for rows in order; what is refused for a type is refused on all paths. */
  private Requirement inOrder() {
    List<OrderRule> all = List.of(OrderRule.values());
    OrderRule rule = all.get((int) (rules++ % all.size()));
    ColumnKind axis =
        switch (rule.axis()) {
          case ANY -> pick(List.of(ColumnKind.NUMBER, ColumnKind.TIMESTAMP, ColumnKind.STRING));
          case NUMBER -> ColumnKind.NUMBER;
          case WHOLE -> ColumnKind.INTEGER;
          case TIME -> pick(List.of(ColumnKind.DATE, ColumnKind.TIMESTAMP));
        };
    List<Expr> order = new ArrayList<>();
    order.add(
        switch (axis) {
          case INTEGER -> integer(name(pick(List.of("int", "short", "long")))).expr();
          case TIMESTAMP -> timestamp(name(pick(List.of("time", "local")))).expr();
          case DATE -> date(name("date")).expr();
          default -> random.nextInt(3) == 0 ? computed(axis, 1) : leaf(axis);
        });
    boolean ofIntervals =
        rule == OrderRule.NO_OVERLAP || rule == OrderRule.NO_GAP || rule == OrderRule.ONE_OPEN;
    Expr second = any(name(pick(ORDERING))).expr();
    if (rule.axis() == OrderRule.Axis.ANY && !ofIntervals && random.nextInt(3) == 0) {
      order.add(second);
    }
    List<Expr> by = new ArrayList<>();
    if (random.nextInt(6) > 0) {
      by.add(any(name(pick(GROUPING))).expr());
    }
    List<Expr> of = new ArrayList<>();
    for (Signature.Takes takes : rule.takes()) {
      if (of.size() == rule.takes().size() - rule.optional() && random.nextBoolean()) {
        break;
      }
      of.add(
          switch (takes) {
            case ORDERED -> ofIntervals ? leaf(axis) : any(name(pick(ORDERING))).expr();
            case DATE_OR_TIME -> any(name(pick(TIMES))).expr();
            case GROUPABLE -> any(name(pick(GROUPING))).expr();
            case NUMBER -> number(name(pick(List.of("int", "double", "float", "wide")))).expr();
            case TEXT -> string(name("text")).expr();
            case TRUTH -> predicate(1).expr();
            case CONSTANT -> new Expr.Literal(Constant.of(1 + random.nextInt(9)));
            case PART -> text(pick(List.of("hour", "day", "week", "month")));
            case WORDS -> text(pick(TEXTS));
            case CALENDAR ->
                new Expr.Literal(new Constant.Calendar(BusinessCalendar.of("weekdays")));
            case MEMBER ->
                new Expr.Literal(
                    new Constant.DateValue(
                        LocalDate.of(2023 + of.size(), 1 + random.nextInt(12), 7)));
            default -> throw new IllegalStateException(takes + " is not generated");
          });
    }
    RowThreshold threshold =
        random.nextInt(3) == 0
            ? new RowThreshold(RowThreshold.Kind.MAX_VIOLATIONS, BigDecimal.TEN)
            : RowThreshold.ALL;
    Expr where = random.nextInt(4) == 0 ? predicate(1).expr() : Expr.Literal.TRUE;
    Constraint.InOrder made =
        new Constraint.InOrder(rule, of, order, by, where, threshold, OnNoRows.DEFAULT, Notes.NONE);
    return random.nextInt(4) == 0 ? made.warnBelow(0.9).failBelow(0.2) : made;
  }

  private static Expr text(String text) {
    return new Expr.Literal(new Constant.Text(text));
  }

  private static final List<String> TIMES = List.of("time", "local", "date");

  private static final List<String> ORDERING =
      List.of(
          "text", "int", "long", "short", "double", "float", "narrow", "wide", "date", "time",
          "local");

  private static final List<String> GROUPING =
      List.of(
          "text", "int", "long", "short", "double", "float", "narrow", "wide", "bool", "date",
          "time", "local");

  private NumericMetric combination(NumericColumn number) {
    NumericMetric some = number.max().where(predicate(1));
    return pick(
        List.of(
            ratio(number(name("short")).sum(), rowCount()),
            ratio(number.mean(), number(name("short")).max()),
            ratio(some.minus(number.min()), number.nullCount().plus(randomKey().distinctCount())),
            number.completeness().plus(numeric().completeness()).minus(randomKey().uniqueness()),
            number(name("wide")).sum().plus(number(name("long")).max()),
            number.mean().minus(number(name("narrow")).mean())));
  }

  /** What is compared with a metric of other rows, or of these. */
  private Requirement elsewhere(NumericColumn number) {
    NumericMetric mine = pick(comparable(number));
    NumericMetric other = pick(comparable(random.nextBoolean() ? number : numeric()));
    NumericMetric some = random.nextBoolean() ? other : other.where(predicate(1));
    NumericMetric there = random.nextInt(5) == 0 ? some : in("others").of(some);
    return switch (random.nextInt(7)) {
      case 0 -> mine.isEqualTo(there);
      case 1 -> mine.isAtLeast(there);
      case 2 -> mine.isLessThan(there);
      case 3 -> mine.isCloseTo(there, pick(List.of(0, 5, 1000)));
      case 4 -> mine.isCloseTo(there, percent(pick(List.of(0, 50, 300))));
      case 5 -> expect(ratio(there, mine));
      default -> expect(mine.minus(there));
    };
  }

  private List<NumericMetric> comparable(NumericColumn number) {
    return List.of(
        rowCount(),
        number.sum(),
        number.max(),
        number.mean(),
        number.completeness(),
        randomKey().distinctCount(),
        number(name("short")).sum().plus(number(name("int")).min()));
  }

  private KeyColumns randomKey() {
    List<String> names = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      names.add(
          name(
              pick(
                  List.of(
                      "text", "text2", "int", "long", "short", "double", "float", "wide", "narrow",
                      "bool", "date", "time", "local"))));
    }
    return key(names.stream().distinct().toArray(String[]::new));
  }

  private double quantile() {
    return pick(List.of(0.0, 0.07, 0.25, 0.5, 0.9, 0.99, 1.0));
  }

  /** A constraint; scan metrics are the most frequent, since the others cost a pass. */
  Requirement constraint() {
    NumericColumn number = numeric();
    return switch (random.nextInt(41)) {
      case 0 -> expect(rowCount());
      case 40 -> compared();
      case 34, 35 -> elsewhere(number);
      case 36, 37, 38 -> inOrder();
      case 39 -> {
        String key = name(pick(List.of("text", "long", "wide", "date", "time")));
        yield key(key).existsIn("others", key);
      }
      case 31, 32, 33 -> perGroup();
      case 1 -> expect(any(name("list")).completeness());
      case 2 -> expect(any(name("text")).nullCount());
      case 3 -> expect(predicate(2).violations());
      case 4 -> expect(predicate(2).compliance());
      case 5 -> expect(number.min());
      case 6 -> expect(number.max());
      case 7 -> expect(number.sum());
      case 8 -> expect(number.mean());
      case 9 -> expect(pick(List.of(number.variance(), number.skewness(), number.kurtosis())));
      case 10 -> expect(number.populationStandardDeviation());
      case 11 -> {
        NumericExpression one = number(name("double"));
        yield expect(
            switch (random.nextInt(3)) {
              case 0 -> one.correlation(numeric());
              case 1 -> one.spearmanCorrelation(numeric());
              case 2 -> one.kendallCorrelation(numeric());
              default -> throw new AssertionError();
            });
      }
      // of values of 38 digits doubles may keep none of a covariance
      case 12 -> expect(number(name("narrow")).covariance(number(name("short"))));
      case 13 -> string(name("text")).min().isAtLeast(pick(TEXTS));
      case 14 -> string(name("text")).max().observed();
      case 15 -> date(name("date")).max().isBefore(DATES[random.nextInt(DATES.length)]);
      case 16 -> timestamp(name("time")).min().observed();
      case 17 ->
          expect(
              pick(
                  List.of(
                      randomKey().uniqueness(),
                      randomKey().distinctness(),
                      randomKey().uniqueValueRatio(),
                      randomKey().distinctCount(),
                      randomKey().duplicateRows(),
                      randomKey().conflictingValues(name(pick(List.of("text", "int", "double")))),
                      randomKey().extraRows(),
                      randomKey().duplicateValues(),
                      randomKey().uniqueValues())));
      case 18 -> expect(any(name(pick(List.of("text", "double", "bool")))).entropy());
      case 23 -> {
        AnyColumn one = any(name(pick(List.of("text", "double"))));
        AnyColumn other = any(name(pick(List.of("bool", "int", "date"))));
        yield expect(random.nextBoolean() ? one.mutualInformation(other) : one.cramersV(other));
      }
      case 19 ->
          random.nextBoolean()
              ? expect(number.quantile(quantile()))
              : date(name("date")).quantile(quantile()).observed();
      case 20 ->
          any(name(pick(List.of("text", "long", "double", "date"))))
              .valueCounts(1 + random.nextInt(4))
              .observed();
      case 21 -> expect(string(name("text")).maxLength());
      case 22 -> custom();
      case 24, 25, 26 -> summary();
      case 27 -> expect(combination(number));
      default -> row();
    };
  }

  private Requirement compared() {
    List<String> keys = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    int most = random.nextInt(4);
    for (Col col : columns) {
      String column = quoted(col.name());
      if (keys.size() < most && random.nextInt(columns.size() / 2) == 0) {
        keys.add(column);
      } else if (random.nextInt(4) == 0) {
        ignored.add(column);
      }
    }
    Constraint.SameRows same = hasSameRowsAs("others").ignoring(ignored.toArray(String[]::new));
    if (!keys.isEmpty()) {
      String[] more = keys.subList(1, keys.size()).toArray(String[]::new);
      same = same.on(keys.get(0), more).withTolerance(pick(List.of(0, 0.5, 0.001)));
    }
    return switch (random.nextInt(4)) {
      case 0 -> same.forAtLeast(0.3);
      case 1 -> same.allowingViolations(20);
      case 2 -> same.onNoRows(OnNoRows.PASS);
      default -> same;
    };
  }

  private Requirement custom() {
    String field = name("short");
    Constraint.OnRows constraint =
        rowSatisfies(
                "short is even " + labels++,
                row -> {
                  Long value = row.getLong(field);
                  return value == null || value % 2 == 0;
                })
            .toConstraint();
    return random.nextBoolean() ? constraint : constraint.where(predicate(1));
  }

  private Requirement row() {
    Constraint.OnRows constraint = predicate(2).toConstraint();
    if (random.nextInt(3) == 0) {
      constraint = constraint.where(predicate(1));
    }
    if (random.nextInt(4) == 0) {
      constraint = constraint.failingOnNull();
    }
    constraint =
        switch (random.nextInt(6)) {
          case 0 -> constraint.forAtLeast(0.5);
          case 1 -> constraint.forAtMost(0.9);
          case 2 -> constraint.allowingViolations(3);
          case 3 -> constraint.forAtLeastRows(2);
          default -> constraint;
        };
    return random.nextInt(5) == 0
        ? constraint.onNoRows(pick(List.of(OnNoRows.PASS, OnNoRows.FAIL)))
        : constraint;
  }
}
