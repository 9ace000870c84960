package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.in;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.map;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.string;

import dev.assay.dq.Check;
import dev.assay.dq.ClearLists;
import dev.assay.dq.Constraint;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.OtherRows;
import dev.assay.dq.Requirement;
import dev.assay.dq.StringColumn;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Operation;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.Status;
import dev.assay.dq.spark.DuckAnswers.Answer;
import dev.assay.dq.spark.DuckAnswers.Datum;
import dev.assay.dq.spark.DuckAnswers.Exact;
import dev.assay.dq.spark.DuckAnswers.None;
import dev.assay.dq.spark.DuckAnswers.Ratio;
import dev.assay.dq.spark.DuckAnswers.Real;
import dev.assay.dq.spark.DuckAnswers.Refused;
import dev.assay.dq.spark.DuckAnswers.Top;
import dev.assay.dq.spark.DuckAnswers.Value;
import dev.assay.dq.spark.DuckAnswers.Within;
import dev.assay.dq.spark.DuckTable.Kind;
import dev.assay.dq.spark.internal.compile.ColumnNames;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** One random table in Parquet and one random check, judged by Assay and by DuckDB. */
final class ThirdOpinion {

  /** A column of four characters, padded by Spark. */
  private static final String CODE = "code";

  private static final DataType HUGE = DataTypes.createDecimalType(38, 0);

  private static final String[] TEXTS = {
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
    "2024-02-29",
    "2023-02-29",
    "0000-01-01",
    "1e3",
    "007",
    "e\u0301",
    "日本",
    "NULL",
    "null",
    "a\\",
    "it's",
    "\"q\"",
    "`",
    "x@y.zz",
    "\u0000",
    "1",
    "-3.5",
    "xxx",
    "\u0130stanbul",
    "\u0131",
    "I",
    "abc",
    "c\r\n",
    "\u2028",
    "\ufeff",
    "%",
    "_"
  };
  private static final String[] CODES = {"", "a", "ab", "abcd", "\u00e9", "a b", "日本"};
  private static final double[] REALS = {
    0.0, -0.0, 1, -1, 2.5, 1e-9, 1e6, 0.1, 0.3, 123456.789, Double.MIN_VALUE, 1e100, -1e100
  };
  private static final double[] ODD = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
  };
  private static final long[] LONGS = {
    0, 1, -1, 2, 3, 42, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1, 1L << 53, (1L << 53) + 1
  };

  private final long seed;
  private final Differential checks;
  private final Random random;
  private final int rows;
  private StructType schema;
  private boolean structs = true;

  /**
   * The generator of checks is that of the differential test; the data are this one's.
   *
   * @param rows how many rows
   * @param twins whether a column's name differs from another's in case alone
   */
  ThirdOpinion(long seed, int rows, boolean twins) {
    this.seed = seed;
    this.rows = rows;
    checks = new Differential(seed);
    random = new Random(~seed);
    StructType all =
        checks
            .schema()
            .add("bytes", DataTypes.BinaryType)
            .add("entries", DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType))
            .add("huge", HUGE)
            .add("tiny", DataTypes.ByteType)
            .add(CODE, DataTypes.StringType)
            .add("whole", StructType.fromDDL("part INT, `other part` STRING"));
    if (twins) {
      for (StructField field : checks.schema().fields()) {
        if (field.name().endsWith("text") || field.name().endsWith("int")) {
          all = all.add(field.name().toUpperCase(Locale.ROOT), field.dataType());
        }
      }
    }
    schema = all;
  }

  /** Leaves out what a map of plain values cannot hold, and what only a table of Spark has. */
  ThirdOpinion withoutStructs() {
    structs = false;
    List<StructField> plain = new ArrayList<>(List.of(schema.fields()));
    plain.removeIf(
        field -> field.dataType().sql().contains("STRUCT<") || field.name().equals(CODE));
    schema = new StructType(plain.toArray(StructField[]::new));
    return this;
  }

  private String real(String ending) {
    for (StructField field : schema.fields()) {
      if (field.name().equals(ending) || field.name().endsWith(" " + ending)) {
        return field.name();
      }
    }
    throw new IllegalArgumentException(ending);
  }

  // ---- data

  /** Writes the table as Parquet of several files and row groups. */
  void write(SparkSession session, Path directory) {
    double[] nulls = new double[schema.length()];
    boolean[] odd = new boolean[schema.length()];
    for (int i = 0; i < nulls.length; i++) {
      nulls[i] = new double[] {0, 0, 0.1, 0.5, 1}[random.nextInt(random.nextInt(8) == 0 ? 5 : 4)];
      odd[i] = random.nextInt(3) == 0;
    }
    List<Row> data = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      Object[] values = new Object[nulls.length];
      for (int j = 0; j < values.length; j++) {
        values[j] = random.nextDouble() < nulls[j] ? null : value(schema.fields()[j], odd[j]);
      }
      data.add(RowFactory.create(values));
    }
    session
        .createDataFrame(data, schema)
        .repartition(1 + random.nextInt(3))
        .write()
        .option("parquet.block.size", 1 << 16)
        .option("parquet.page.size", 1 << 13)
        .parquet(directory.toString());
  }

  private Object value(StructField field, boolean odd) {
    DataType type = field.dataType();
    return field.name().equals(CODE) ? CODES[random.nextInt(CODES.length)] : value(type, odd);
  }

  private Object value(DataType type, boolean odd) {
    boolean rare = random.nextInt(4) == 0;
    if (type.equals(DataTypes.StringType)) {
      return rare ? word() : TEXTS[random.nextInt(TEXTS.length)];
    } else if (type.equals(DataTypes.ByteType)) {
      return (byte) random.nextInt();
    } else if (type.equals(DataTypes.ShortType)) {
      return rare ? (short) random.nextInt() : (short) (random.nextInt(9) - 4);
    } else if (type.equals(DataTypes.IntegerType)) {
      return rare ? random.nextInt() : (Integer) (random.nextInt(12) - 3);
    } else if (type.equals(DataTypes.LongType)) {
      return rare ? random.nextLong() : (Long) LONGS[random.nextInt(odd ? LONGS.length : 6)];
    } else if (type.equals(DataTypes.FloatType)) {
      return odd && random.nextInt(50) == 0
          ? (float) ODD[random.nextInt(3)]
          : (float) (random.nextInt(60) / 10.0 - 1);
    } else if (type.equals(DataTypes.DoubleType)) {
      return rare
          ? (Double) (random.nextGaussian() * 100)
          : odd && random.nextInt(50) == 0
              ? ODD[random.nextInt(3)]
              : (Double) REALS[random.nextInt(odd ? REALS.length : 10)];
    } else if (type instanceof DecimalType decimal) {
      BigInteger unscaled =
          rare
              ? BigInteger.TEN
                  .pow(decimal.precision())
                  .subtract(BigInteger.valueOf(1 + random.nextInt(3)))
              : BigInteger.valueOf(random.nextInt(200) - 100)
                  .multiply(BigInteger.TEN.pow(random.nextInt(decimal.precision() - 3)));
      return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), decimal.scale());
    } else if (type.equals(DataTypes.BooleanType)) {
      return random.nextBoolean();
    } else if (type.equals(DataTypes.DateType)) {
      return rare
          ? LocalDate.ofEpochDay(random.nextInt(6_000_000) - 700_000)
          : LocalDate.of(
              new int[] {1, 1582, 1899, 1970, 2024, 9999, 12345}[random.nextInt(7)], 10, 4);
    } else if (type.equals(DataTypes.TimestampType)) {
      return instant(rare);
    } else if (type.equals(DataTypes.TimestampNTZType)) {
      return LocalDateTime.ofInstant(instant(rare), ZoneOffset.UTC);
    } else if (type.equals(DataTypes.BinaryType)) {
      byte[] bytes = new byte[random.nextInt(3)];
      random.nextBytes(bytes);
      return bytes;
    } else if (type instanceof StructType struct) {
      return RowFactory.create(
          Stream.of(struct.fields()).map(each -> orNull(each.dataType(), odd)).toArray());
    } else if (type instanceof MapType map) {
      Map<String, Object> entries = new HashMap<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        String key = TEXTS[random.nextInt(random.nextBoolean() ? 4 : TEXTS.length)];
        entries.put(key, orNull(map.valueType(), odd));
      }
      return entries;
    }
    DataType of = ((ArrayType) type).elementType();
    return IntStream.range(0, random.nextInt(4)).mapToObj(i -> orNull(of, odd)).toArray();
  }

  private Object orNull(DataType type, boolean odd) {
    return random.nextInt(5) == 0 ? null : value(type, odd);
  }

  private Instant instant(boolean rare) {
    long[] seconds = {0, -1, 1_709_164_800L, -62_135_596_800L, 253_402_300_799L, -12_219_292_801L};
    return rare
        ? Instant.EPOCH.plus(random.nextLong() / 100, ChronoUnit.MICROS)
        : Instant.ofEpochSecond(seconds[random.nextInt(seconds.length)], random.nextInt(3) * 1000L);
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      int point = random.nextInt(random.nextBoolean() ? 0x80 : 0x11_0000);
      // of characters that Java does not know yet, a newer Unicode says something else
      boolean known = Character.isDefined(point) && (point < 0xD800 || point >= 0xE000);
      word.appendCodePoint(known ? point : 'x');
    }
    return word.toString();
  }

  // ---- the check

  /** A constraint on the columns that the differential test has not. */
  private Requirement more() {
    return switch (random.nextInt(structs ? 28 : 18)) {
      case 0 -> any("bytes").isComplete().forAtLeast(0.9);
      case 1 -> key("bytes").uniqueness().observed();
      case 2 -> number("tiny").approxQuantile(random.nextInt(101) / 100.0).observed();
      case 3 -> map("entries").size().isBetween(1, 2);
      case 4 -> any("entries").nullCount().observed();
      case 5 -> number("huge").sum().observed();
      case 6 -> number("huge").mean().isAtLeast(0);
      case 7 -> number("huge").max().observed();
      case 8 -> number("huge").quantile(random.nextInt(101) / 100.0).observed();
      case 9 -> number("huge").isAtLeast(new BigDecimal("-99999999999999999999999999999999999998"));
      case 10 -> number(checks.name("long")).isCloseTo(number("tiny"), tolerance());
      case 11 -> number("huge").isCloseTo(new BigDecimal("-99.5"), tolerance());
      case 12 ->
          number(checks.name("narrow"))
              .isWithinPercentOf(number(checks.name("long")), random.nextInt(201) / 2.0);
      case 13 -> number("huge").remainder(number("tiny")).sum().isCloseTo(0, tolerance());
      case 14 -> number(checks.name("wide")).remainder(tolerance()).max().observed();
      case 15 -> number(checks.name("wide")).isCloseTo(tolerance(), tolerance());
      case 16, 17 -> lookedUp();
      case 18 -> number("tiny").sum().observed();
      case 19 ->
          number("whole.part")
              .mean()
              .where(string("whole.other part").isNotEqualTo("a"))
              .observed();
      case 20 -> string("whole.other part").isIn(TEXTS);
      case 21 -> key("bytes", "whole.part").distinctCount().isAtLeast(3);
      case 22 -> string(CODE).isIn("a", "abcd", "\u00e9").forAtLeast(0.4);
      case 23 -> string(CODE).length().isBetween(1, 2);
      case 24 -> string(CODE).isEqualTo(string(checks.name("text")));
      case 25 -> key(CODE).distinctCount().observed();
      case 26 -> any("whole.other part").approxDistinctCount().observed();
      default -> string("whole.other part").minLength().isAtLeast(1);
    };
  }

  /** What the rows of a key among those of which a column is even have to tell. */
  private Requirement lookedUp() {
    List<String> keys = List.of("text", "int", "double", "wide", "date", "time", "bool");
    OtherRows there = in("others").on(checks.name(keys.get(random.nextInt(keys.size()))));
    NumericColumn number = number(checks.name("short"));
    StringColumn text = string(checks.name("text"));
    return switch (random.nextInt(8)) {
      case 0 -> there.rowCount().isAtMost(random.nextInt(9)).forAtLeast(0.5);
      case 1 -> there.of(number(checks.name("narrow")).sum()).isGreaterThan(number);
      case 2 -> there.of(number(checks.name("long")).sum()).isGreaterThan(number);
      case 3 -> there.of(number.mean()).isAtLeast(0.5);
      case 4 -> there.of(number(checks.name("double")).min()).isAtMost(number);
      case 5 -> there.of(number(checks.name("float")).max()).isCloseTo(number, tolerance());
      case 6 -> there.of(text.max()).isEqualTo(text);
      default -> there.of(text.nullCount()).plus(there.of(text.count())).mean().observed();
    };
  }

  private static final BigDecimal[] TOLERANCES = {
    BigDecimal.ZERO,
    new BigDecimal("0.1"),
    BigDecimal.TEN,
    new BigDecimal("99.99"),
    new BigDecimal("1E+17"),
    new BigDecimal("0.000000000000000007")
  };

  private BigDecimal tolerance() {
    return TOLERANCES[random.nextInt(TOLERANCES.length)];
  }

  private List<Constraint> constraints(int many, DuckSql sql) {
    Set<Constraint> all = new LinkedHashSet<>();
    while (all.size() < many) {
      Requirement next = random.nextInt(5) == 0 ? more() : checks.constraint();
      boolean apart = // DuckGroupsTest, DuckOrderTest
          next.toConstraint() instanceof Constraint.PerGroup
              || next.toConstraint() instanceof Constraint.InOrder
              || next.toConstraint() instanceof Constraint.SameRows;
      Set<Object> kinds = Kinds.in(List.of(next));
      boolean refused = // of one row, a value that is looked up and code
          kinds.contains(Expr.Code.class)
              && (kinds.contains(Function.EXISTS_IN) || kinds.contains(Function.METRIC_IN));
      if (!apart && !refused && isAsked(next.toConstraint(), sql)) {
        all.add(next.toConstraint());
      }
    }
    return List.copyOf(all);
  }

  private static boolean isAsked(Constraint constraint, DuckSql sql) {
    try {
      ask(constraint, sql);
      return true;
    } catch (DuckSql.NotAsked e) {
      return false;
    }
  }

  private static void ask(Object node, DuckSql sql) {
    if (node instanceof Expr expr) {
      sql.of(expr);
    } else if (node instanceof Collection<?> nodes) {
      nodes.forEach(each -> ask(each, sql));
    } else if (node instanceof Record) {
      for (RecordComponent component : node.getClass().getRecordComponents()) {
        try {
          ask(component.getAccessor().invoke(node), sql);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  /** How the dataset is judged. */
  interface Engine {
    Verification<?> over(Dataset<Row> dataset);
  }

  /** Keys are looked up in those of its rows of which a column is even. */
  private List<ConstraintResult> judge(Dataset<Row> dataset, Check check, Engine engine) {
    Column even = ColumnNames.column(ColumnRef.exactly(real("short"))).mod(2).equalTo(0);
    return engine
        .over(dataset)
        .with("others", dataset.where(even))
        .check(check)
        .samplePolicy(ClearLists.ALL)
        .run()
        .constraints();
  }

  /** Judges both ways; every difference in a line. */
  List<String> differences(SparkSession session, Path directory, int many, Engine engine) {
    List<String> differences = new ArrayList<>();
    try (DuckTable table = new DuckTable(directory + "/*.parquet", schema)) {
      DuckSql sql = new DuckSql(table, ColumnRef.exactly(real("short")));
      DuckAnswers answers = new DuckAnswers(table, sql);
      List<Constraint> constraints = constraints(many, sql);
      Check check = Check.error("random").require(new ArrayList<>(constraints));
      List<ConstraintResult> results = judge(session, directory, check, engine);
      for (int i = 0; i < many; i++) {
        ConstraintResult result = results.get(i);
        String difference = difference(constraints.get(i), result, answers);
        if (difference != null) {
          differences.add(
              "seed "
                  + seed
                  + ", "
                  + rows
                  + " rows, constraint "
                  + i
                  + ": "
                  + result.sentence()
                  + " ["
                  + result.pass()
                  + "]: "
                  + difference);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return differences;
  }

  /** Only the columns of a table can be CHAR. */
  private List<ConstraintResult> judge(
      SparkSession session, Path directory, Check check, Engine engine) {
    if (!structs) {
      return judge(session.read().schema(schema).parquet(directory.toString()), check, engine);
    }
    String table = "third_opinion_" + Long.toUnsignedString(seed) + "_" + rows;
    String columns =
        Arrays.stream(schema.fields())
            .map(field -> field.name().equals(CODE) ? CODE + " CHAR(4)" : field.toDDL())
            .collect(Collectors.joining(", "));
    session.sql(
        "CREATE TABLE " + table + " (" + columns + ") USING parquet LOCATION '" + directory + "'");
    try {
      return judge(session.table(table), check, engine);
    } finally {
      session.sql("DROP TABLE " + table);
    }
  }

  // ---- comparison

  private static String difference(
      Constraint constraint, ConstraintResult result, DuckAnswers answers) {
    return constraint.accept(
        new Constraint.Visitor<String>() {
          @Override
          public String onRows(Constraint.OnRows c) {
            return rows(c, result, answers.truths(c.predicate(), c.where()));
          }

          @Override
          public String onMetric(Constraint.OnMetric c) {
            Metric other = c.expectation().metric();
            return metric(
                c, result, answers.of(c.metric()), other == null ? null : answers.of(other));
          }

          @Override
          public String perGroup(Constraint.PerGroup c) {
            throw new IllegalStateException("groups have an opinion of their own");
          }

          @Override
          public String onSchema(Constraint.OnSchema c) {
            throw new IllegalStateException("a schema is no matter of rows");
          }

          @Override
          public String inOrder(Constraint.InOrder c) {
            throw new IllegalStateException("rows in order have an opinion of their own");
          }

          @Override
          public String sameRows(Constraint.SameRows c) {
            throw new IllegalStateException("rows of two datasets have an opinion of their own");
          }

          @Override
          public String combined(Constraint.Combined c) {
            throw new IllegalStateException("nothing combined is generated");
          }

          @Override
          public String forEach(Constraint.ForEach c) {
            throw new IllegalStateException("no template is generated");
          }
        });
  }

  private static String told(ConstraintResult result) {
    return result.status() + " " + result.butWas();
  }

  private static Status noRows(OnNoRows outcome) {
    return outcome == OnNoRows.PASS
        ? Status.PASS
        : outcome == OnNoRows.FAIL ? Status.FAIL : Status.NOT_EVALUATED;
  }

  private static String rows(Constraint.OnRows c, ConstraintResult result, long[] truths) {
    long rows = truths[0];
    long satisfied = truths[1];
    long violations = truths[2] + (c.failsOnNull() ? truths[3] : 0);
    BigDecimal bound = c.threshold().value();
    BigDecimal all = BigDecimal.valueOf(rows);
    boolean counts = false;
    boolean holds;
    switch (c.threshold().kind()) {
      case MIN_FRACTION ->
          holds = BigDecimal.valueOf(rows - violations).compareTo(bound.multiply(all)) >= 0;
      case MAX_FRACTION ->
          holds = BigDecimal.valueOf(satisfied).compareTo(bound.multiply(all)) <= 0;
      case MIN_ROWS -> {
        counts = true;
        holds = BigDecimal.valueOf(satisfied).compareTo(bound) >= 0;
      }
      case MAX_ROWS -> {
        counts = true;
        holds = BigDecimal.valueOf(satisfied).compareTo(bound) <= 0;
      }
      case MAX_VIOLATIONS -> holds = BigDecimal.valueOf(violations).compareTo(bound) <= 0;
      default -> throw new IllegalStateException(c.threshold().toString());
    }
    boolean decided = c.noRows() == OnNoRows.PASS || c.noRows() == OnNoRows.FAIL;
    Status status =
        rows == 0 && !(counts && !decided) ? noRows(c.noRows()) : holds ? Status.PASS : Status.FAIL;
    boolean same =
        result.status() == status
            && result.rowsInScope() == rows
            && result.violations() == violations
            && result.leftOut() == (c.failsOnNull() ? 0 : truths[3]);
    return same
        ? null
        : "Assay "
            + told(result)
            + ", left out "
            + result.leftOut()
            + "; DuckDB "
            + status
            + ": rows, true, false, unknown = "
            + Arrays.toString(truths);
  }

  private static String metric(
      Constraint.OnMetric c, ConstraintResult result, Answer answer, Answer other) {
    String both =
        "Assay "
            + told(result)
            + ", "
            + result.rowsInScope()
            + " rows, left out "
            + result.leftOut()
            + "; DuckDB "
            + answer;
    if (answer.value() instanceof Refused || (other != null && other.value() instanceof Refused)) {
      return result.status() == Status.ERROR ? null : both;
    }
    if (result.status() == Status.ERROR) {
      return both;
    }
    if (result.rowsInScope() != answer.rows() || result.leftOut() != answer.leftOut()) {
      return both;
    }
    if (answer.value() == DuckAnswers.UNSURE) {
      return null;
    }
    MetricValue actual = result.actual() == null ? null : result.actual().bare();
    boolean observed = c.expectation() instanceof Expectation.Observed;
    if (answer.value() instanceof None) {
      Status status = observed ? Status.NOT_EVALUATED : noRows(c.noRows());
      return actual == null && result.status() == status ? null : both;
    }
    if (actual == null || !same(answer.value(), actual)) {
      return both;
    }
    Value bound = other == null ? null : other.value();
    if (bound instanceof None) {
      return result.status() == noRows(c.noRows()) ? null : both;
    }
    Boolean holds = c.expectation().accept(new Meets(answer.value(), bound));
    return holds == null || result.status() == (holds ? Status.PASS : Status.FAIL) ? null : both;
  }

  private static boolean near(Real real, double other) {
    double value = real.value();
    return Double.compare(value, other) == 0
        || value == other
        || Math.abs(value - other) <= Math.max(real.tolerance(), 1e-9 * Math.abs(value));
  }

  private static boolean same(Value value, MetricValue actual) {
    if (value instanceof Exact exact) {
      return actual instanceof MetricValue.Count count
          ? exact.value().compareTo(BigDecimal.valueOf(count.value())) == 0
          : actual instanceof MetricValue.Exact number
              && exact.value().compareTo(number.value()) == 0;
    } else if (value instanceof Ratio ratio) {
      if (actual instanceof MetricValue.Ratio share) {
        return ratio.part().compareTo(BigDecimal.valueOf(share.part())) == 0
            && ratio.whole().compareTo(BigDecimal.valueOf(share.whole())) == 0;
      }
      if (actual instanceof MetricValue.Quotient quotient) {
        return ratio
                .part()
                .multiply(quotient.whole())
                .compareTo(quotient.part().multiply(ratio.whole()))
            == 0;
      }
      return actual instanceof MetricValue.Mean mean
          && ratio.part().compareTo(mean.sum()) == 0
          && ratio.whole().compareTo(BigDecimal.valueOf(mean.count())) == 0;
    } else if (value instanceof Real real) {
      return actual instanceof MetricValue.Real number && near(real, number.value());
    } else if (value instanceof Datum datum) {
      return datum(datum.kind(), datum.value(), actual);
    } else if (value instanceof Within within) {
      double number = ((Number) actual.plain()).doubleValue();
      return number >= within.low() && number <= within.high();
    } else if (value instanceof Top top) {
      return actual instanceof MetricValue.Counts counts && top(top, counts);
    }
    throw new IllegalStateException(value.toString());
  }

  private static boolean top(Top top, MetricValue.Counts counts) {
    if (counts.top().size() != top.entries().size()
        || counts.otherValues() != top.otherValues()
        || counts.otherRows() != top.otherRows()) {
      return false;
    }
    for (int i = 0; i < top.entries().size(); i++) {
      List<Object> entry = top.entries().get(i);
      MetricValue.Entry other = counts.top().get(i);
      if (((Number) entry.get(1)).longValue() != other.count()
          || !datum(top.kind(), entry.get(0), other.value())) {
        return false;
      }
    }
    return true;
  }

  private static boolean datum(Kind kind, Object value, MetricValue actual) {
    Object plain = actual.plain();
    return switch (kind) {
      case TEXT, BOOL -> plain.equals(value);
      case WHOLE, DECIMAL ->
          plain instanceof BigDecimal number
              && number.compareTo(new BigDecimal(value.toString())) == 0;
      case FLOAT, REAL -> {
        double real = DuckAnswers.real(kind, value);
        yield plain instanceof Double number
            && (Double.compare(number, real) == 0 || (number == 0 && real == 0));
      }
      case DAY -> plain.equals(LocalDate.ofEpochDay(((Number) value).longValue()));
      case INSTANT ->
          plain.equals(Instant.EPOCH.plus(((Number) value).longValue(), ChronoUnit.MICROS));
      case LOCAL ->
          plain.equals(
              LocalDateTime.ofInstant(
                  Instant.EPOCH.plus(((Number) value).longValue(), ChronoUnit.MICROS),
                  ZoneOffset.UTC));
      case BINARY, LIST, MAP, STRUCT -> throw new IllegalStateException(kind.toString());
    };
  }

  /** Whether a value meets an expectation; null if it is too near a bound to tell. */
  private record Meets(Value value, Value bound) implements Expectation.Visitor<Boolean> {

    private static int sign(int order) {
      return Integer.signum(order);
    }

    /** The order of the value and a bound; 2 for NaN, null where the tolerance decides. */
    private Integer order(Constant bound) {
      if (value instanceof Datum datum) {
        if (bound instanceof Constant.Text text) {
          return sign(
              Arrays.compareUnsigned(
                  ((String) datum.value()).getBytes(StandardCharsets.UTF_8),
                  text.value().getBytes(StandardCharsets.UTF_8)));
        }
        long number = ((Number) datum.value()).longValue();
        if (bound instanceof Constant.DateValue day) {
          return Long.compare(number, day.value().toEpochDay());
        } else if (bound instanceof Constant.InstantValue moment) {
          return Long.compare(number, DuckSql.micros(moment.value()));
        }
        throw new IllegalStateException(bound.toString());
      }
      BigDecimal other = ((Constant.Num) bound).value();
      if (value instanceof Exact exact) {
        return exact.value().compareTo(other);
      } else if (value instanceof Ratio ratio) {
        return ratio.part().compareTo(other.multiply(ratio.whole()));
      } else if (value instanceof Real real) {
        if (Double.isNaN(real.value())) {
          return 2;
        }
        double distance = real.value() - other.doubleValue();
        return Math.abs(distance)
                <= Math.max(2 * real.tolerance(), 1e-8 * Math.abs(other.doubleValue()))
            ? null
            : (Integer) (distance < 0 ? -1 : 1);
      }
      return null;
    }

    private Boolean holds(Comparison comparison, Constant bound) {
      Integer order = order(bound);
      if (order == null) {
        return null;
      }
      return order != 2
          && switch (comparison) {
            case EQUAL -> order == 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
          };
    }

    @Override
    public Boolean compare(Expectation.Compare e) {
      return holds(e.comparison(), e.bound());
    }

    @Override
    public Boolean relative(Expectation.Relative e) {
      throw new IllegalStateException("not generated: " + e);
    }

    @Override
    public Boolean between(Expectation.Between e) {
      Boolean low = holds(Comparison.GREATER_OR_EQUAL, e.low());
      Boolean high = holds(Comparison.LESS_OR_EQUAL, e.high());
      return (low == null || high == null) ? null : (Boolean) (low && high);
    }

    @Override
    public Boolean closeTo(Expectation.CloseTo e) {
      BigDecimal around = e.value().value();
      BigDecimal far = e.tolerance().value();
      return between(
          new Expectation.Between(
              new Constant.Num(around.subtract(far)), new Constant.Num(around.add(far))));
    }

    private Boolean holds(Operation operation, Value other, Comparison comparison) {
      Value made = DuckAnswers.combined(operation, value, other);
      boolean noDifference =
          made instanceof Real real && !Double.isFinite(real.value()); // of infinities
      return (made instanceof Refused || noDifference)
          ? null
          : new Meets(made, null).holds(comparison, Constant.of(0));
    }

    @Override
    public Boolean than(Expectation.Than e) {
      return holds(Operation.MINUS, bound, e.comparison());
    }

    @Override
    public Boolean near(Expectation.Near e) {
      Value number = new Exact(e.tolerance().value());
      Value tolerance =
          e.percent()
              ? DuckAnswers.combined(
                  Operation.TIMES, bound, new Exact(e.tolerance().value().movePointLeft(2)))
              : number;
      Meets difference = new Meets(DuckAnswers.combined(Operation.MINUS, value, bound), null);
      Boolean inside = difference.between(tolerance, Comparison.LESS_OR_EQUAL);
      Boolean mirrored = difference.between(tolerance, Comparison.GREATER_OR_EQUAL);
      return (inside == null || mirrored == null) ? null : (Boolean) (inside || mirrored);
    }

    /** Whether it lies between a tolerance and its opposite, whichever of them is the greater. */
    private Boolean between(Value tolerance, Comparison comparison) {
      Comparison opposite =
          comparison == Comparison.LESS_OR_EQUAL
              ? Comparison.GREATER_OR_EQUAL
              : Comparison.LESS_OR_EQUAL;
      Boolean one = holds(Operation.MINUS, tolerance, comparison);
      Boolean other = holds(Operation.PLUS, tolerance, opposite);
      return (one == null || other == null) ? null : (Boolean) (one && other);
    }

    @Override
    public Boolean in(Expectation.In e) {
      boolean unsure = false;
      for (Constant each : e.allowed()) {
        Boolean equal = holds(Comparison.EQUAL, each);
        if (Boolean.TRUE.equals(equal)) {
          return true;
        }
        unsure |= equal == null;
      }
      return unsure ? null : (Boolean) false;
    }

    @Override
    public Boolean ofPast(Expectation.OfPast e) {
      throw new IllegalStateException("what is random has no past");
    }

    @Override
    public Boolean observed(Expectation.Observed e) {
      return true;
    }
  }
}
