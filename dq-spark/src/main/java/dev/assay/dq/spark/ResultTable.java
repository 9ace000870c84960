package dev.assay.dq.spark;

import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.RunTime;
import dev.assay.dq.result.CheckResult;
import dev.assay.dq.result.ConstraintError;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.History;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.RunResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Results as a table, a row for each constraint, to keep and to query. The columns keep their
 * names, types and order; new ones come last. Samples are not among them.
 */
public final class ResultTable {

  private static final String VERSION = ResultTable.class.getPackage().getImplementationVersion();

  private ResultTable() {}

  /** A constraint, or a check that has a problem of its own. */
  private record Line(
      String run,
      Instant recorded,
      String dataset,
      VerificationResult of,
      CheckResult check,
      @Nullable ConstraintResult constraint) {

    @Nullable Object in(Function<ConstraintResult, @Nullable Object> cell) {
      return constraint == null ? null : cell.apply(constraint);
    }
  }

  /** The columns in their order. */
  @SuppressWarnings("ImmutableEnumChecker") // Spark's types, and functions without state
  private enum Field {
    RUN_ID(DataTypes.StringType, Line::run),
    AS_OF(DataTypes.TimestampType, line -> line.of.asOf()),
    DATASET(DataTypes.StringType, line -> line.dataset.isEmpty() ? null : line.dataset),
    CHECK(DataTypes.StringType, line -> line.check.name()),
    SEVERITY(
        DataTypes.StringType,
        line ->
            (line.constraint == null ? line.check.severity() : line.constraint.severity()).name()),
    CONSTRAINT_ID(DataTypes.StringType, line -> line.in(ConstraintResult::id)),
    CONSTRAINT(DataTypes.StringType, line -> line.in(ConstraintResult::description)),
    SENTENCE(DataTypes.StringType, line -> line.in(ConstraintResult::sentence)),
    STATUS(
        DataTypes.StringType,
        line -> (line.constraint == null ? Status.ERROR : line.constraint.status()).name()),
    FAILS(DataTypes.BooleanType, line -> line.constraint == null || line.constraint.fails()),
    EXPECTED(DataTypes.StringType, line -> line.in(ConstraintResult::expected)),
    ACTUAL(DataTypes.DoubleType, line -> line.in(each -> number(each.actual()))),
    ACTUAL_TEXT(DataTypes.StringType, line -> line.in(ConstraintResult::butWas)),
    ROWS_IN_SCOPE(DataTypes.LongType, line -> line.in(each -> known(each.rowsInScope()))),
    VIOLATIONS(DataTypes.LongType, line -> line.in(each -> known(each.violations()))),
    NULLS(DataTypes.LongType, line -> line.in(each -> known(each.leftOut()))),
    COLUMNS(
        DataTypes.createArrayType(DataTypes.StringType),
        line -> line.in(each -> each.columns().toArray(String[]::new))),
    TAGS(
        DataTypes.createArrayType(DataTypes.StringType),
        line -> line.in(each -> each.tags().toArray(String[]::new))),
    BECAUSE(DataTypes.StringType, line -> line.in(ConstraintResult::because)),
    NOTE(DataTypes.StringType, line -> line.in(ConstraintResult::note)),
    ERROR(
        DataTypes.StringType,
        line -> line.constraint == null ? line.check.problem() : message(line.constraint.error())),
    ENGINE(DataTypes.StringType, line -> line.of.engine()),
    VERSION(DataTypes.StringType, line -> ResultTable.VERSION),
    RECORDED_AT(DataTypes.TimestampType, Line::recorded);

    private final DataType type;
    private final Function<Line, @Nullable Object> cell;

    Field(DataType type, Function<Line, @Nullable Object> cell) {
      this.type = type;
      this.cell = cell;
    }
  }

  private static @Nullable Double number(@Nullable MetricValue actual) {
    return actual != null && actual.plain() instanceof Number number ? number.doubleValue() : null;
  }

  private static @Nullable Long known(long count) {
    return count < 0 ? null : count;
  }

  private static @Nullable String message(@Nullable ConstraintError error) {
    return error == null ? null : error.message();
  }

  /** The columns, all of which may be null. */
  public static StructType schema() {
    StructType schema = new StructType();
    for (Field each : Field.values()) {
      schema = schema.add(each.name().toLowerCase(Locale.ROOT), each.type);
    }
    return schema;
  }

  /**
   * A table under a run id that no other table has.
   *
   * @param result that of a verification, whose dataset has no name, or of a suite
   * @return a row for each constraint, in the order of declaration, and one for each check that has
   *     a problem of its own, of which the columns of a constraint are null
   */
  public static Dataset<Row> of(SparkSession spark, RunResult result) {
    return of(spark, UUID.randomUUID().toString(), result);
  }

  /**
   * The same under a run id of the caller's: one that a repeated job gives again tells rows that
   * were written twice.
   *
   * @throws IllegalArgumentException if the id is blank
   */
  public static Dataset<Row> of(SparkSession spark, String runId, RunResult result) {
    Args.notBlank(runId, "run id");
    Instant recorded = RunTime.now();
    List<Row> rows = new ArrayList<>();
    result
        .datasets()
        .forEach(
            (dataset, found) -> {
              for (CheckResult check : found.checks()) {
                if (check.problem() != null) {
                  rows.add(row(new Line(runId, recorded, dataset, found, check, null)));
                }
                for (ConstraintResult each : check.constraints()) {
                  rows.add(row(new Line(runId, recorded, dataset, found, check, each)));
                }
              }
            });
    return spark.createDataFrame(rows, schema());
  }

  /**
   * The past as a table of such rows, to which each run appends its own: {@code
   * .history(ResultTable.history(spark.table("results")))}. A run asks it once, in one query for
   * the last values of those constraints alone that are compared with the past. Where a run as of
   * one time was recorded twice, the row that was recorded last counts.
   *
   * @throws IllegalArgumentException if the table is null or streaming
   */
  public static History history(Dataset<?> table) {
    return new TableHistory(DataQuality.bounded(table).toDF());
  }

  private static Row row(Line line) {
    Field[] fields = Field.values();
    @Nullable Object[] values = new Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      values[i] = fields[i].cell.apply(line);
    }
    return RowFactory.create(values);
  }
}
