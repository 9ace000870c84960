package dev.assay.dq.spark.testing;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.Requirement;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.RunTime;
import dev.assay.dq.internal.plan.RunBinder;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.CheckResult;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Rows made from a check: some that satisfy it, or a minimal set that breaks exactly one of its
 * constraints.
 *
 * <pre>{@code
 * Dataset<Row> good = TestData.satisfying(orders).rows(100).seed(7).on(spark);
 * Dataset<Row> bad = TestData.satisfying(orders).violating(EMAIL.isComplete()).on(spark);
 * }</pre>
 *
 * <p>Values are tried and then judged by the check itself, so that what is returned is right; where
 * nothing right is found, {@link CannotGenerateException} says so. Metrics that hang together in
 * narrow ways (a correlation within 0.01, say) are beyond it, and so is {@code sql(...)}, which
 * only Spark can judge. The same seed gives the same rows. Immutable.
 */
public final class TestData {

  private static final int ATTEMPTS = 400;
  private static final int DRAWS = 80;
  private static final int DEFAULT_ROWS = 10;
  private static final int MAX_ROWS = 100_000;

  private final List<Check> checks;
  private final @Nullable StructType schema;
  private final int rows;
  private final long seed;
  private final @Nullable Constraint broken;
  private final @Nullable Instant asOf;

  private TestData(
      List<Check> checks,
      @Nullable StructType schema,
      int rows,
      long seed,
      @Nullable Constraint broken,
      @Nullable Instant asOf) {
    this.checks = checks;
    this.schema = schema;
    this.rows = rows;
    this.seed = seed;
    this.broken = broken;
    this.asOf = asOf;
  }

  /**
   * Rows for which every constraint of some checks passes.
   *
   * @return the data to be made
   * @throws IllegalArgumentException if there is no check
   */
  public static TestData satisfying(Check... checks) {
    if (checks.length == 0) {
      throw new IllegalArgumentException("Give at least one check");
    }
    return new TestData(List.copyOf(Arrays.asList(checks)), null, -1, 0, null, null);
  }

  /**
   * Sets the columns and their types. Without it there are the columns that the checks name: a
   * number is a DOUBLE, an integer a BIGINT, a decimal a DECIMAL(18,4), an array or map one of
   * text, a column of any type text.
   *
   * @param ddl the schema, such as {@code order_id STRING, amount DECIMAL(10,2)}
   * @return such data
   */
  public TestData schema(String ddl) {
    return new TestData(checks, StructType.fromDDL(ddl), rows, seed, broken, asOf);
  }

  /**
   * Sets the number of rows of satisfying data. Without it there are ten, or as many as the checks
   * ask for. Of violating data there are as few as possible.
   *
   * @param number the number, from 0 to 100,000
   * @return such data
   * @throws IllegalArgumentException if the number is out of range
   */
  public TestData rows(int number) {
    if (number < 0 || number > MAX_ROWS) {
      throw new IllegalArgumentException(
          "The number of rows must be from 0 to 100,000, but was " + number);
    }
    return new TestData(checks, schema, number, seed, broken, asOf);
  }

  /**
   * Sets the seed. The same seed gives the same rows.
   *
   * @param number the seed; 0 without this
   * @return such data
   */
  public TestData seed(long number) {
    return new TestData(checks, schema, rows, number, broken, asOf);
  }

  /**
   * Sets the time that the data are for, where a check has rules relative to the time of its run:
   * give the run the same. Without it, and then only for as long as the rules allow, the present.
   *
   * @return such data
   * @throws IllegalArgumentException if it is not of the years 1 to 9999
   */
  public TestData asOf(Instant time) {
    return new TestData(checks, schema, rows, seed, broken, RunTime.checked(time));
  }

  /**
   * Rows that break exactly this constraint: it fails, no other fails or cannot be evaluated (one
   * that has nothing to judge may be), and no row can be left out.
   *
   * @param constraint one of the constraints of the checks
   * @return such data
   * @throws IllegalArgumentException if no check has the constraint
   */
  public TestData violating(Requirement constraint) {
    Constraint wanted = constraint.toConstraint();
    if (checks.stream().noneMatch(check -> check.constraints().contains(wanted))) {
      throw new IllegalArgumentException("No check has the constraint: " + wanted.description());
    }
    return new TestData(checks, schema, rows, seed, wanted, asOf);
  }

  /**
   * Makes the rows, without Spark.
   *
   * @return the rows, each a value for every column's name
   * @throws CannotGenerateException if none were found
   */
  public List<Map<String, @Nullable Object>> records() {
    return new Search().run();
  }

  /**
   * Makes the rows.
   *
   * @param spark the session
   * @return the rows as data
   * @throws CannotGenerateException if none were found
   */
  public Dataset<Row> on(SparkSession spark) {
    Search search = new Search();
    List<Row> made = new ArrayList<>();
    for (Map<String, @Nullable Object> record : search.run()) {
      made.add(RowFactory.create(record.values().toArray()));
    }
    return spark.createDataFrame(made, search.types);
  }

  /** One search for rows; everything in it follows from the seed. */
  private final class Search {

    private final Random random = new Random(seed);
    private final Pools pools;
    private final StructType types;
    private final Fields<Map<String, ?>> fields;
    private final Check[] all = checks.toArray(Check[]::new);
    private final List<String> names = new ArrayList<>();
    private final List<Class<?>> classes = new ArrayList<>();
    private final List<List<Object>> values = new ArrayList<>();
    private final RowJudge judge;
    private final Instant time = asOf == null ? RunTime.now() : asOf;

    Search() {
      List<Constraint> constraints = new ArrayList<>();
      for (Check check : checks) {
        check.constraints().forEach(each -> constraints.add(RunBinder.of(each, time)));
      }
      pools = new Pools(constraints, random);
      if (pools.hasSql()) {
        throw new CannotGenerateException(
            "No rows can be made for a check with sql(...): only Spark can evaluate it. Leave that"
                + " constraint out, or write the rows with Rows");
      }
      types = schema == null ? guess(pools.kinds()) : schema;
      Map<String, Class<?>> declared = new LinkedHashMap<>();
      for (StructField field : types.fields()) {
        Class<?> type = type(field);
        declared.put(field.name(), type);
        names.add(field.name());
        classes.add(type);
        values.add(fitting(field, pools.of(ColumnRef.exactly(field.name()), type)));
      }
      fields = Fields.ofMap(declared);
      judge = new RowJudge(RunPlan.of(run(List.of()).plan()), names, broken);
      if (broken != null && !judge.findsTarget()) {
        throw new CannotGenerateException(
            "\""
                + broken.description()
                + "\" stands for a constraint of each column: state the one that shall break by"
                + " itself");
      }
    }

    private List<Object> fitting(StructField field, List<Object> wished) {
      List<Object> fit = new ArrayList<>();
      for (Object value : wished) {
        Object typed = fitted(field, value);
        if (typed != null) {
          fit.add(typed);
        }
      }
      return fit;
    }

    private @Nullable Object fitted(StructField field, @Nullable Object value) {
      if (value instanceof BigDecimal && field.dataType() instanceof DecimalType) {
        try {
          return LiteralRows.value(field, 1, value);
        } catch (IllegalArgumentException e) {
          return null; // has more digits than the type
        }
      }
      return value;
    }

    List<Map<String, @Nullable Object>> run() {
      String why = "";
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        List<@Nullable Object[]> rowsTried = draw(rowCount(attempt), attempt);
        Outcome outcome = judge(rowsTried);
        if (outcome.right) {
          return named(broken == null ? rowsTried : smallest(rowsTried));
        }
        why = why.isEmpty() ? outcome.why : why;
      }
      throw new CannotGenerateException(
          "No rows were found that "
              + (broken == null
                  ? "satisfy the check"
                  : "break \"" + broken.description() + "\" and nothing else")
              + " in "
              + ATTEMPTS
              + " attempts; the first failed because "
              + why
              + ". Write the rows with Rows, or state the columns with schema(...)");
    }

    private int rowCount(int attempt) {
      if (rows >= 0 && broken == null) {
        return rows;
      }
      List<Integer> counts = new ArrayList<>();
      if (broken == null) {
        counts.add(DEFAULT_ROWS);
      } else {
        // small ones first: what is returned shall be small
        Collections.addAll(counts, 1, 1, 2, 3, 0, 4, 6, DEFAULT_ROWS, 20);
      }
      for (long named : new TreeSet<>(pools.rowCounts())) {
        if (named <= MAX_ROWS) {
          counts.add((int) named);
        }
      }
      if (broken == null) {
        Collections.addAll(counts, 1, 2, 3, 4, 5, 20);
      }
      int round = broken == null ? 12 : 16;
      return counts.get(attempt / round % counts.size());
    }

    /** Rows of one mixture: how varied each column is, and how many nulls it has. */
    private List<@Nullable Object[]> draw(int count, int attempt) {
      int columns = names.size();
      int[] variety = new int[columns];
      double[] nulls = new double[columns];
      boolean[] fresh = new boolean[columns];
      for (int c = 0; c < columns; c++) {
        boolean plain = attempt % 12 == 0;
        fresh[c] = plain || random.nextInt(3) == 0;
        nulls[c] = plain ? 0 : new double[] {0, 0, 0, 0.1, 0.5, 1}[random.nextInt(6)];
        variety[c] = 1 + random.nextInt(Math.max(1, values.get(c).size()));
        Collections.shuffle(values.get(c), random);
      }
      double aims = attempt % 3 == 0 ? 1 : random.nextDouble();
      List<@Nullable Object[]> drawn = new ArrayList<>();
      for (int r = 0; r < count; r++) {
        boolean aimed = broken != null && random.nextDouble() < aims;
        @Nullable Object[] row = new Object[columns];
        for (int c = 0; c < columns; c++) {
          row[c] = value(c, r, 0, fresh[c], nulls[c], variety[c]);
        }
        for (int draw = 1; draw < DRAWS; draw++) {
          int[] again = judge.refusal(row, aimed, random);
          if (again == null) {
            break;
          }
          for (int c : again) {
            row[c] = value(c, r, draw, fresh[c], nulls[c], variety[c]);
          }
        }
        drawn.add(row);
      }
      return drawn;
    }

    private @Nullable Object value(
        int column, int row, int draw, boolean fresh, double nulls, int variety) {
      if (random.nextDouble() < nulls) {
        return null;
      }
      List<Object> from = values.get(column);
      StructField field = types.fields()[column];
      if (fresh && draw < DRAWS / 4) {
        return fitted(
            field,
            pools.fresh(
                ColumnRef.exactly(names.get(column)), classes.get(column), row + draw * (row + 1)));
      }
      // after many refusals any value will do
      int range = draw < DRAWS / 2 ? Math.min(variety, from.size()) : from.size();
      return range == 0 ? null : from.get(random.nextInt(range));
    }

    private List<Map<String, @Nullable Object>> named(List<@Nullable Object[]> made) {
      List<Map<String, @Nullable Object>> records = new ArrayList<>();
      for (@Nullable Object[] row : made) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        for (int c = 0; c < row.length; c++) {
          record.put(names.get(c), row[c]);
        }
        records.add(Collections.unmodifiableMap(record));
      }
      return Collections.unmodifiableList(records);
    }

    /** Leaves rows out for as long as the rest still breaks the constraint alone. */
    private List<@Nullable Object[]> smallest(List<@Nullable Object[]> found) {
      List<@Nullable Object[]> small = new ArrayList<>(found);
      for (int i = small.size() - 1; i >= 0; i--) {
        List<@Nullable Object[]> less = new ArrayList<>(small);
        less.remove(Math.min(i, less.size() - 1));
        if (judge(less).right) {
          small = less;
        }
      }
      return small;
    }

    private LocalDataQuality<Map<String, ?>> run(List<Map<String, ?>> records) {
      return LocalDataQuality.<Map<String, ?>>on(records, fields).check(all).asOf(time);
    }

    private Outcome judge(List<@Nullable Object[]> made) {
      List<Map<String, ?>> records = new ArrayList<>(named(made));
      VerificationResult result = run(records).run();
      boolean broke = false;
      for (int c = 0; c < result.checks().size(); c++) {
        CheckResult check = result.checks().get(c);
        if (check.problem() != null) {
          return new Outcome(false, check.problem());
        }
        List<String> ids = broken == null ? List.of() : judge.brokenIds(c);
        for (ConstraintResult each : check.constraints()) {
          boolean target = ids.contains(each.id());
          boolean right =
              target
                  ? each.status() == Status.FAIL || ids.size() > 1
                  : broken == null
                      ? each.status() == Status.PASS
                      : each.status() != Status.FAIL
                          && each.status() != Status.ERROR
                          // without evidence too, where that fails the check
                          && !result.failures().contains(each);
          broke |= target && each.status() == Status.FAIL;
          if (!right) {
            return new Outcome(
                false,
                "\"" + each.description() + "\" was " + each.status() + ": " + each.butWas());
          }
        }
      }
      return new Outcome(broken == null || broke, "\"" + check() + "\" held");
    }

    private String check() {
      return broken == null ? "" : broken.description();
    }
  }

  private record Outcome(boolean right, String why) {}

  private static StructType guess(Map<ColumnRef, ColumnKind> kinds) {
    StructType guessed = new StructType();
    for (Map.Entry<ColumnRef, ColumnKind> each : kinds.entrySet()) {
      if (each.getKey().isPlaceholder()) {
        throw new CannotGenerateException(
            "forEachColumn needs the columns: state them with schema(...)");
      }
      if (each.getKey().parts().size() > 1) {
        throw new CannotGenerateException(
            "Nested fields such as " + each.getKey() + " are not made: write the rows with Rows");
      }
      guessed = guessed.add(each.getKey().parts().get(0), type(each.getValue()), true);
    }
    if (guessed.isEmpty()) {
      // a check on rows alone
      guessed = guessed.add("value", DataTypes.LongType, true);
    }
    return guessed;
  }

  private static DataType type(ColumnKind kind) {
    return switch (kind) {
      case STRING, ANY -> DataTypes.StringType;
      case NUMBER -> DataTypes.DoubleType;
      case INTEGER -> DataTypes.LongType;
      case DECIMAL -> DataTypes.createDecimalType(18, 4);
      case BOOL -> DataTypes.BooleanType;
      case DATE -> DataTypes.DateType;
      case TIMESTAMP -> DataTypes.TimestampType;
      case BINARY -> DataTypes.BinaryType;
      case ARRAY -> DataTypes.createArrayType(DataTypes.StringType);
      case MAP -> DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);
      case STRUCT ->
          throw new CannotGenerateException("Structs are not made: write the rows with Rows");
    };
  }

  private static final Map<DataType, Class<?>> CLASSES = classes();

  private static Map<DataType, Class<?>> classes() {
    Map<DataType, Class<?>> classes = new HashMap<>();
    classes.put(DataTypes.StringType, String.class);
    classes.put(DataTypes.ByteType, Byte.class);
    classes.put(DataTypes.ShortType, Short.class);
    classes.put(DataTypes.IntegerType, Integer.class);
    classes.put(DataTypes.LongType, Long.class);
    classes.put(DataTypes.FloatType, Float.class);
    classes.put(DataTypes.DoubleType, Double.class);
    classes.put(DataTypes.BooleanType, Boolean.class);
    classes.put(DataTypes.DateType, LocalDate.class);
    classes.put(DataTypes.TimestampType, Instant.class);
    classes.put(DataTypes.TimestampNTZType, LocalDateTime.class);
    classes.put(DataTypes.createArrayType(DataTypes.StringType), List.class);
    classes.put(DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType), Map.class);
    return classes;
  }

  private static Class<?> type(StructField field) {
    Class<?> known =
        field.dataType() instanceof DecimalType ? BigDecimal.class : CLASSES.get(field.dataType());
    if (known == null) {
      throw new CannotGenerateException(
          "Column "
              + field.name()
              + " is "
              + field.dataType().catalogString()
              + ", of which no values are made: write the rows with Rows");
    }
    return known;
  }
}
