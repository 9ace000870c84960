package dev.assay.dq;

import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Connective;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.DataFact;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Key;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Notes;
import dev.assay.dq.internal.model.Past;
import dev.assay.dq.internal.model.PastStatistic;
import dev.assay.dq.internal.model.PastTolerance;
import dev.assay.dq.internal.model.SchemaRule;
import dev.assay.dq.internal.model.SchemaText;
import dev.assay.dq.internal.model.Statistic;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Where a check begins: typed columns, keys and the row count. Import it statically.
 *
 * <p>A name is a column name or a path to a nested field: {@code address.city}; a name with a dot
 * of its own stands in backticks: {@code `a.b`}.
 */
public final class Columns {

  private Columns() {}

  /**
   * A column of text.
   *
   * @param name its name or path
   * @return the column
   * @throws IllegalArgumentException if the name is null, empty or has an unclosed backtick
   */
  public static StringColumn string(String name) {
    return new StringColumn(ColumnRef.parse(name));
  }

  /**
   * A column of numbers of any type.
   *
   * @param name its name or path
   * @return the column
   * @throws IllegalArgumentException if the name is null, empty or has an unclosed backtick
   */
  public static NumericColumn number(String name) {
    return new NumericColumn(ColumnRef.parse(name), ColumnKind.NUMBER);
  }

  /**
   * A column of whole numbers.
   *
   * @param name its name or path
   * @return the column
   * @throws IllegalArgumentException if the name is null, empty or has an unclosed backtick
   */
  public static NumericColumn integer(String name) {
    return new NumericColumn(ColumnRef.parse(name), ColumnKind.INTEGER);
  }

  /**
   * A column of exact decimals.
   *
   * @param name its name or path
   * @return the column
   * @throws IllegalArgumentException if the name is null, empty or has an unclosed backtick
   */
  public static NumericColumn decimal(String name) {
    return new NumericColumn(ColumnRef.parse(name), ColumnKind.DECIMAL);
  }

  /**
   * A column of true and false.
   *
   * @param name its name or path
   * @return the column
   * @throws IllegalArgumentException if the name is null, empty or has an unclosed backtick
   */
  public static BooleanColumn bool(String name) {
    return new BooleanColumn(ColumnRef.parse(name));
  }

  /**
   * A column of dates.
   *
   * @param name its name or path
   * @return the column
   * @throws IllegalArgumentException if the name is null, empty or has an unclosed backtick
   */
  public static TemporalColumn date(String name) {
    return new TemporalColumn(ColumnRef.parse(name), ColumnKind.DATE);
  }

  /**
   * A column of points in time, or of dates and times without a zone.
   *
   * @param name its name or path
   * @return the column
   * @throws IllegalArgumentException if the name is null, empty or has an unclosed backtick
   */
  public static TemporalColumn timestamp(String name) {
    return new TemporalColumn(ColumnRef.parse(name), ColumnKind.TIMESTAMP);
  }

  /**
   * The time that the run is as of: the one given with {@code asOf}, else that at which the run
   * starts. A check that is stored says that, and no time.
   *
   * @return the point in time, the same for every row of a run
   */
  public static TemporalExpression runTime() {
    return new TemporalExpression(Expr.call(dev.assay.dq.internal.model.Function.RUN_TIME));
  }

  /**
   * The date that it is in a time zone at the time of the run.
   *
   * @param zone the name of a time zone, such as Europe/Paris or UTC
   * @return the date, the same for every row of a run
   * @throws IllegalArgumentException if there is no such zone
   */
  public static TemporalExpression today(String zone) {
    return new TemporalExpression(
        Expr.call(
            dev.assay.dq.internal.model.Function.TODAY, new Expr.Literal(new Constant.Text(zone))));
  }

  /**
   * A column of bytes.
   *
   * @param name its name or path
   * @return the column
   * @throws IllegalArgumentException if the name is null, empty or has an unclosed backtick
   */
  public static AnyColumn binary(String name) {
    return new AnyColumn(ColumnRef.parse(name), ColumnKind.BINARY);
  }

  /**
   * A column of arrays.
   *
   * @param name its name or path
   * @return the column
   * @throws IllegalArgumentException if the name is null, empty or has an unclosed backtick
   */
  public static ArrayColumn array(String name) {
    return new ArrayColumn(ColumnRef.parse(name));
  }

  /**
   * A column of maps.
   *
   * @param name its name or path
   * @return the column
   * @throws IllegalArgumentException if the name is null, empty or has an unclosed backtick
   */
  public static MapColumn map(String name) {
    return new MapColumn(ColumnRef.parse(name));
  }

  /**
   * A column of structs. What is said of a field of it is said of the column {@code name.field}.
   *
   * @param name its name or path
   * @return the column
   * @throws IllegalArgumentException if the name is null, empty or has an unclosed backtick
   */
  public static StructColumn struct(String name) {
    return new StructColumn(ColumnRef.parse(name));
  }

  /**
   * A column of any type.
   *
   * @param name its name or path
   * @return the column
   * @throws IllegalArgumentException if the name is null, empty or has an unclosed backtick
   */
  public static AnyColumn any(String name) {
    return new AnyColumn(ColumnRef.parse(name), ColumnKind.ANY);
  }

  /**
   * A key of one or more columns.
   *
   * @param names their names or paths
   * @return the key
   * @throws IllegalArgumentException if there is no name
   */
  public static KeyColumns key(String... names) {
    List<Expr> parts =
        Lists.map(
            Lists.of(names, "key columns"),
            "key columns",
            name -> new Expr.Column(ColumnRef.parse(name), ColumnKind.ANY));
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(
          "A key needs at least one column; the key of whole rows is allColumns()");
    }
    return new KeyColumns(new Key(parts));
  }

  /**
   * A key of what is computed from columns, such as {@code key(string("email").lower())}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static KeyColumns key(Expression first, Expression... others) {
    List<Expr> parts = new ArrayList<>();
    parts.add(Expression.other(first));
    Lists.of(others, "key columns").forEach(each -> parts.add(Expression.other(each)));
    return new KeyColumns(new Key(parts));
  }

  /**
   * Whole rows as a key: here null equals null.
   *
   * @return the key
   */
  public static KeyColumns allColumns() {
    return new KeyColumns(Key.wholeRow());
  }

  /**
   * The number of rows; evaluated on no rows too.
   *
   * @return the metric
   */
  public static NumericMetric rowCount() {
    return new NumericMetric(Metric.of(Statistic.ROW_COUNT));
  }

  /**
   * The ratio of two metrics, each over its own rows: {@code ratio(PAID.sum(), BILLED.sum())};
   * without a value where the second is 0.
   */
  public static NumericMetric ratio(NumericMetric part, NumericMetric whole) {
    if (part == null) {
      throw new IllegalArgumentException("The first metric of a ratio must not be null");
    }
    return part.dividedBy(whole);
  }

  /** A number that is the same in every row. */
  public static NumericExpression constant(Number value) {
    return new NumericExpression(new Expr.Literal(Constant.of(value)));
  }

  /** A text that is the same in every row. */
  public static StringExpression constant(String value) {
    return new StringExpression(new Expr.Literal(new Constant.Text(value)));
  }

  /** A date or time that is the same in every row: a LocalDate, Instant or LocalDateTime. */
  public static TemporalExpression constant(Temporal value) {
    return new TemporalExpression(new Expr.Literal(Constant.of(value)));
  }

  /** A value that depends on a condition: {@code when(…).then(…).otherwise(…)}. */
  public static When when(Predicate condition) {
    if (condition == null) {
      throw new IllegalArgumentException("The condition must not be null");
    }
    return new When(condition);
  }

  /** The smallest of several numbers of a row; null if one is null, NaN if one is NaN. */
  public static NumericExpression least(NumericExpression first, NumericExpression... others) {
    return new NumericExpression(all(dev.assay.dq.internal.model.Function.LEAST, first, others));
  }

  /** The greatest of several numbers of a row; null if one is null, NaN if one is NaN. */
  public static NumericExpression greatest(NumericExpression first, NumericExpression... others) {
    return new NumericExpression(all(dev.assay.dq.internal.model.Function.GREATEST, first, others));
  }

  /** The earliest of several times of a row; null if one is null. */
  public static TemporalExpression least(TemporalExpression first, TemporalExpression... others) {
    return new TemporalExpression(all(dev.assay.dq.internal.model.Function.LEAST, first, others));
  }

  /** The latest of several times of a row; null if one is null. */
  public static TemporalExpression greatest(
      TemporalExpression first, TemporalExpression... others) {
    return new TemporalExpression(
        all(dev.assay.dq.internal.model.Function.GREATEST, first, others));
  }

  private static Expr all(
      dev.assay.dq.internal.model.Function function, Expression first, Expression... others) {
    return Said.all(
        function,
        Expression.other(first),
        Lists.of(others, "values").stream().map(Expression::other).toList());
  }

  /**
   * A boolean expression in Spark SQL over the columns of a Dataset: the escape hatch for what no
   * typed predicate says. Null is unknown. It cannot run over RDDs and lists.
   *
   * @param expression the expression; never build it from values that users give
   * @return the predicate
   */
  public static Predicate sql(String expression) {
    return Predicate.of(new Expr.Sql(expression));
  }

  /**
   * An aggregate expression in Spark SQL over the columns of a Dataset that gives one number, such
   * as {@code sqlMetric("sum(price * qty) / count(*)")}: the escape hatch for what no metric says.
   * What it does with nulls, and whether it overflows, is Spark's, and may depend on the settings
   * of the session; where it gives null, the metric has no value. It cannot run over RDDs and
   * lists.
   *
   * @param expression the expression; never build it from values that users give
   * @return the metric
   */
  public static NumericMetric sqlMetric(String expression) {
    return new NumericMetric(new Metric.Sql(expression, Expr.Literal.TRUE));
  }

  /**
   * Another dataset of the run, which gives its name with {@code with(name, dataset)}: {@code
   * rowCount().isCloseTo(in("source").rowCount(), percent(0.1))}.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public static OtherDataset in(String dataset) {
    return new OtherDataset(dataset);
  }

  /**
   * A tolerance in percent of what a value is compared with.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public static Percent percent(Number number) {
    return new Percent(Constant.of(number));
  }

  /**
   * So many sample standard deviations of the values of earlier runs, around their mean: {@code
   * rowCount().isCloseTo(meanOfLastRuns(30), standardDeviations(3))}. Where all values were the
   * same the deviation is 0, and only that value is met.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public static Deviations standardDeviations(Number number) {
    return new Deviations(PastTolerance.STANDARD_DEVIATIONS, Constant.of(number));
  }

  /**
   * So many times the median of how far the values of earlier runs are from their median, which a
   * few outliers do not move: {@code rowCount().isCloseTo(medianOfLastRuns(30),
   * medianDeviations(5))}. It is the bare median, not scaled to a standard deviation.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public static Deviations medianDeviations(Number number) {
    return new Deviations(PastTolerance.MEDIAN_DEVIATIONS, Constant.of(number));
  }

  /**
   * What the run before this one found of the same metric: {@code
   * rowCount().isCloseTo(previousRun(), percent(20))}. A run without a value is passed over.
   */
  public static PastRuns previousRun() {
    return new PastRuns(new Past(PastStatistic.PREVIOUS, 1));
  }

  /**
   * The mean of what the last runs found of the same metric; see {@link PastRuns}.
   *
   * @param runs how many values count, from 2 to 10,000
   */
  public static PastRuns meanOfLastRuns(int runs) {
    return new PastRuns(new Past(PastStatistic.MEAN, runs));
  }

  /**
   * The median of what the last runs found of the same metric, that of two in the middle being
   * their mean; see {@link PastRuns}.
   *
   * @param runs how many values count, from 2 to 10,000
   */
  public static PastRuns medianOfLastRuns(int runs) {
    return new PastRuns(new Past(PastStatistic.MEDIAN, runs));
  }

  /**
   * The greatest of what the last runs found of the same metric, for what must not get worse:
   * {@code EMAIL.completeness().isAtLeast(greatestOfLastRuns(100))}.
   *
   * @param runs how many values count, from 2 to 10,000
   */
  public static PastRuns greatestOfLastRuns(int runs) {
    return new PastRuns(new Past(PastStatistic.GREATEST, runs));
  }

  /**
   * The smallest of what the last runs found of the same metric, for what must not get worse:
   * {@code EMAIL.nullCount().isAtMost(smallestOfLastRuns(100))}.
   *
   * @param runs how many values count, from 2 to 10,000
   */
  public static PastRuns smallestOfLastRuns(int runs) {
    return new PastRuns(new Past(PastStatistic.SMALLEST, runs));
  }

  /**
   * A predicate in Java code, run on records: the last escape hatch, with a pass of its own.
   *
   * @param label what reports call it
   * @param code the predicate; must be serializable with all it captures
   * @return the predicate
   */
  public static Predicate rowSatisfies(String label, RecordPredicate code) {
    return Predicate.of(new Expr.Code(label, List.of(), code));
  }

  /**
   * A predicate in Java code that reads only some columns, so that Spark need not read the others.
   *
   * @param label what reports call it
   * @param reads the columns that the code reads
   * @param code the predicate; must be serializable with all it captures
   * @return the predicate
   */
  public static Predicate rowSatisfies(String label, List<String> reads, RecordPredicate code) {
    return Predicate.of(new Expr.Code(label, Lists.map(reads, "columns", ColumnRef::parse), code));
  }

  /**
   * One constraint for each selected column, stamped out when the check meets a dataset. The
   * function is called once, here, with a column that stands for all of them: what it returns is
   * kept, not the function.
   *
   * @param selector which columns
   * @param constraint what must hold for each
   * @param <C> the type of the columns
   * @return the constraint
   */
  public static <C extends Expression> Constraint.ForEach forEachColumn(
      Selector<C> selector, Function<C, ? extends Requirement> constraint) {
    if (constraint == null) {
      throw new IllegalArgumentException("The constraint of each column must not be null");
    }
    return forEachColumnAll(
        selector, column -> Collections.singletonList(constraint.apply(column)));
  }

  /**
   * Several constraints for each selected column; see {@link #forEachColumn}.
   *
   * @param selector which columns
   * @param constraints what must hold for each
   * @param <C> the type of the columns
   * @return the constraint
   */
  public static <C extends Expression> Constraint.ForEach forEachColumnAll(
      Selector<C> selector, Function<C, List<? extends Requirement>> constraints) {
    if (selector == null || constraints == null) {
      throw new IllegalArgumentException(
          "The "
              + (selector == null ? "selector" : "constraints of each column")
              + " must not be null");
    }
    List<Constraint> template =
        Lists.map(
            constraints.apply(selector.placeholder()),
            "constraints of each column",
            Requirement::toConstraint);
    return new Constraint.ForEach(selector.model(), template, Notes.NONE);
  }

  /**
   * All top-level columns of text.
   *
   * @return the selector
   */
  public static Selector<StringColumn> strings() {
    return new Selector<>(ColumnKind.STRING, StringColumn::new);
  }

  /**
   * All top-level columns of numbers.
   *
   * @return the selector
   */
  public static Selector<NumericColumn> numbers() {
    return new Selector<>(ColumnKind.NUMBER, ref -> new NumericColumn(ref, ColumnKind.NUMBER));
  }

  /**
   * All top-level columns of true and false.
   *
   * @return the selector
   */
  public static Selector<BooleanColumn> bools() {
    return new Selector<>(ColumnKind.BOOL, BooleanColumn::new);
  }

  /**
   * All top-level columns of dates.
   *
   * @return the selector
   */
  public static Selector<TemporalColumn> dates() {
    return new Selector<>(ColumnKind.DATE, ref -> new TemporalColumn(ref, ColumnKind.DATE));
  }

  /**
   * All top-level columns of times.
   *
   * @return the selector
   */
  public static Selector<TemporalColumn> timestamps() {
    return new Selector<>(
        ColumnKind.TIMESTAMP, ref -> new TemporalColumn(ref, ColumnKind.TIMESTAMP));
  }

  /**
   * All top-level columns of any type.
   *
   * @return the selector
   */
  public static Selector<AnyColumn> anyColumns() {
    return new Selector<>(ColumnKind.ANY, ref -> new AnyColumn(ref, ColumnKind.ANY));
  }

  /**
   * All predicates hold; see {@link Predicate#and}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Predicate allOf(Predicate... predicates) {
    return joined(dev.assay.dq.internal.model.Function.AND, predicates);
  }

  /**
   * One predicate holds, or several; see {@link Predicate#or}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Predicate anyOf(Predicate... predicates) {
    return joined(dev.assay.dq.internal.model.Function.OR, predicates);
  }

  /**
   * No predicate holds; unknown where one is unknown and no other holds.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Predicate noneOf(Predicate... predicates) {
    return anyOf(predicates).not();
  }

  /**
   * The columns are exactly these, in this order, as SQL declares them: {@code schema("id BIGINT
   * NOT NULL, price DECIMAL(10,2), address STRUCT<city: STRING>, `a.b` ARRAY<STRING>")}. What is
   * declared NOT NULL must be so in the schema of the data; what is not may be either.
   *
   * @throws IllegalArgumentException with the position where the text is anything else
   */
  public static Constraint.OnSchema schema(String columns) {
    return Constraint.OnSchema.of(
        new SchemaRule.Columns(SchemaText.read(columns), false, false, false));
  }

  /**
   * The columns are exactly those of another dataset of the run, in its order and of its types, at
   * every depth: {@code DataQuality.on(orders).with("expected", expected)}. Whether they may be
   * null is not compared, as files do not keep it.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public static Constraint.OnSchema hasSameSchemaAs(String dataset) {
    return Constraint.OnSchema.of(new SchemaRule.SameAs(dataset, false, false, false));
  }

  /**
   * The rows are those of another dataset of the run: {@code hasSameRowsAs("expected").on("id")
   * .ignoring("loaded_at").withTolerance(0.01)}. Neither is collected. Columns are matched by name;
   * it is an error if one side has a column that the other has not, unless it is ignored, or types
   * that cannot be compared exactly.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public static Constraint.SameRows hasSameRowsAs(String dataset) {
    return Constraint.SameRows.of(dataset);
  }

  /**
   * There is a column, or a nested field.
   *
   * @param name its name, or a path such as {@code address.city}
   */
  public static Constraint.OnSchema hasColumn(String name) {
    return Constraint.OnSchema.of(new SchemaRule.Has(ColumnRef.parse(name), null, false));
  }

  /**
   * There is a column, or a nested field, of a type.
   *
   * @param type as {@link #schema} has it: {@code DECIMAL(10,2) NOT NULL}
   */
  public static Constraint.OnSchema hasColumn(String name, String type) {
    SchemaText.Declared declared = SchemaText.type(type);
    return Constraint.OnSchema.of(
        new SchemaRule.Has(ColumnRef.parse(name), declared.type(), declared.notNull()));
  }

  /** There is no such column, or nested field. */
  public static Constraint.OnSchema hasNoColumn(String name) {
    return Constraint.OnSchema.of(new SchemaRule.Lacks(ColumnRef.parse(name)));
  }

  /** The number of columns, those outermost alone. */
  public static StructureMetric columnCount() {
    return new StructureMetric(DataFact.COLUMNS);
  }

  /**
   * The number of files that a Dataset reads, all those of its sources, whichever of them a filter
   * leaves out: 0 where it reads none, as rows in memory, a cached Dataset or a batch of a stream.
   * Spark has listed them. Of records it is an error: their files are not known.
   */
  public static StructureMetric fileCount() {
    return new StructureMetric(DataFact.FILES);
  }

  /** The size in bytes of the files of {@link #fileCount} together; their folders are listed. */
  public static StructureMetric fileBytes() {
    return new StructureMetric(DataFact.FILE_BYTES);
  }

  /**
   * The size in bytes of the largest of the files of {@link #fileCount}; an error where there is
   * none.
   */
  public static StructureMetric largestFileBytes() {
    return new StructureMetric(DataFact.LARGEST_FILE_BYTES);
  }

  /**
   * The size in bytes of the smallest of the files of {@link #fileCount}; an error where there is
   * none.
   */
  public static StructureMetric smallestFileBytes() {
    return new StructureMetric(DataFact.SMALLEST_FILE_BYTES);
  }

  /**
   * The number of partitions in which the files of {@link #fileCount} lie: of different folders,
   * each named as Hive and Spark name those of a partitioned table, such as {@code
   * day=2024-01-01/country=DE}. The folder of a null, {@code country=__HIVE_DEFAULT_PARTITION__},
   * is one as well; one without a file is none. It is 0 where no folder of a file has such a name,
   * and files in other folders belong to no partition. (Of how many tasks a Dataset has it says
   * nothing.)
   */
  public static StructureMetric partitionCount() {
    return new StructureMetric(DataFact.PARTITIONS);
  }

  /**
   * The size in bytes of the largest of the partitions of {@link #partitionCount}, of all its files
   * together; an error where there is none.
   */
  public static StructureMetric largestPartitionBytes() {
    return new StructureMetric(DataFact.LARGEST_PARTITION_BYTES);
  }

  /**
   * The size in bytes of the smallest of the partitions of {@link #partitionCount}, of all its
   * files together; an error where there is none.
   */
  public static StructureMetric smallestPartitionBytes() {
    return new StructureMetric(DataFact.SMALLEST_PARTITION_BYTES);
  }

  /**
   * How many times as large as the mean the largest of the partitions of {@link #partitionCount}
   * is, in bytes: 1 where all are of one size, and with ten partitions 10 where one has everything.
   * An error where there is no partition, or all are empty.
   */
  public static StructureMetric partitionSkew() {
    return new StructureMetric(DataFact.PARTITION_SKEW);
  }

  /**
   * One constraint that all of several hold for the dataset as a whole, with the values of all. (Of
   * predicates alone it is {@link #allOf(Predicate...)}, which judges a row; {@code toConstraint()}
   * makes one of them a constraint.)
   *
   * @throws IllegalArgumentException if there is none, one is null or stated twice, is only
   *     observed, warns, or is a {@code forEachColumn}
   */
  public static Constraint.Combined allOf(Requirement... constraints) {
    return combined(Connective.ALL_OF, constraints);
  }

  /**
   * One constraint that one of several holds, or more, for the dataset as a whole: {@code
   * anyOf(rowCount().isEqualTo(0), string("name").isComplete())}. (Of predicates alone it is {@link
   * #anyOf(Predicate...)}, which judges a row; {@code toConstraint()} makes one of them a
   * constraint.)
   *
   * @throws IllegalArgumentException if there is none, one is null or stated twice, is only
   *     observed, warns, or is a {@code forEachColumn}
   */
  public static Constraint.Combined anyOf(Requirement... constraints) {
    return combined(Connective.ANY_OF, constraints);
  }

  /**
   * One constraint that none of several holds for the dataset as a whole. (Of predicates alone it
   * is {@link #noneOf(Predicate...)}, which judges a row; {@code toConstraint()} makes one of them
   * a constraint.)
   *
   * @throws IllegalArgumentException if there is none, one is null or stated twice, is only
   *     observed, warns, or is a {@code forEachColumn}
   */
  public static Constraint.Combined noneOf(Requirement... constraints) {
    return combined(Connective.NONE_OF, constraints);
  }

  private static Constraint.Combined combined(Connective connective, Requirement... constraints) {
    return Constraint.Combined.of(
        connective,
        Lists.map(Lists.of(constraints, "constraints"), "constraints", Requirement::toConstraint));
  }

  /**
   * So many predicates hold, or more. Unknown where that depends on those that are unknown.
   *
   * @throws IllegalArgumentException if so many cannot hold, or the number is less than 1
   */
  public static Predicate atLeast(int number, Predicate... predicates) {
    List<Expr> arguments = new ArrayList<>();
    arguments.add(new Expr.Literal(Constant.of(number)));
    arguments.addAll(exprs(predicates));
    return Predicate.of(new Expr.Call(dev.assay.dq.internal.model.Function.AT_LEAST, arguments));
  }

  private static Predicate joined(
      dev.assay.dq.internal.model.Function connective, Predicate... predicates) {
    List<Expr> all = exprs(predicates);
    return all.size() == 1 ? predicates[0] : Predicate.of(new Expr.Call(connective, all));
  }

  private static List<Expr> exprs(Predicate... predicates) {
    List<Predicate> all = Lists.of(predicates, "predicates");
    if (all.isEmpty() || all.contains(null)) {
      throw new IllegalArgumentException(
          all.isEmpty() ? "There must be at least one predicate" : "No predicate may be null");
    }
    return all.stream().map(Predicate::expr).toList();
  }

  /**
   * Rows as intervals, in the order of their beginnings.
   *
   * @param from the first moment or number of each
   * @param to the first one that does not belong to it any more; null where it is open
   */
  public static Intervals interval(TemporalExpression from, TemporalExpression to) {
    return new Intervals(Expression.other(to), List.of(Expression.other(from)), List.of());
  }

  /** See {@link #interval(TemporalExpression, TemporalExpression)}. */
  public static Intervals interval(NumericExpression from, NumericExpression to) {
    return new Intervals(Expression.other(to), List.of(Expression.other(from)), List.of());
  }
}
