package dev.assay.dq.spark;

import dev.assay.dq.SamplePolicy;
import dev.assay.dq.internal.execute.RecordProgram;
import dev.assay.dq.internal.execute.RowCode;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.local.Fields;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.ProfileColumns;
import dev.assay.dq.profile.ProfileOptions;
import dev.assay.dq.profile.ProfileProgress;
import dev.assay.dq.profile.ProfileState;
import dev.assay.dq.profile.RepeatedRows;
import dev.assay.dq.profile.SecondScan;
import dev.assay.dq.result.RunCancelledException;
import dev.assay.dq.spark.internal.compile.SparkSchemas;
import dev.assay.dq.spark.internal.frame.GroupPasses;
import dev.assay.dq.spark.internal.frame.StableReading;
import dev.assay.dq.spark.internal.rdd.RecordPasses;
import dev.assay.dq.spark.internal.rdd.States;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Profiles Spark data: what it holds, how much is missing, how values are distributed, what columns
 * have in common, and what deserves attention.
 *
 * <pre>{@code
 * DatasetProfile profile = Profiler.profile(orders);
 * System.out.print(ProfileText.render(profile));
 * }</pre>
 *
 * <p>Two scans at most, whatever the number of columns: one for everything that merges, and one in
 * which duplicate rows, candidate keys and frequent values are counted exactly, unless the first
 * two are switched off. A third one is made only if duplicate rows are to be shown and there are
 * any. What is known of each partition is merged on the executors where there are many. Frequent
 * values of each column come to the driver. Nothing is cached or changed.
 */
public final class Profiler {

  /** Groups by values: what the second scan counts, and the rows that a third one shows. */
  private interface Grouping {
    Map<Aggregate, Measurement> count(SecondScan scan);

    /** Whole rows that occur more than once, with how often. */
    JavaPairRDD<@Nullable Object[], Long> repeated(SecondScan scan);
  }

  /** Fills a state with the records of a partition. */
  private interface Fill extends Serializable {
    Iterator<byte[]> fill(Iterator<@Nullable Object[]> records);
  }

  /** Reads the data, or a sample, once. */
  private interface Scan {
    JavaRDD<byte[]> states(Fill fill, double sample, long seed);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Profiler.class);

  private final JavaSparkContext context;
  private final Scan records;
  private final @Nullable ColumnGroupReader groups;
  private final List<Schema.Field> columns;
  private final List<Schema.Field> all;
  private final Grouping grouping;
  private final ZoneId zone;
  private final ProfileOptions options;
  private final @Nullable ProfileProgress progress;
  private final @Nullable SamplePolicy policy;

  private Profiler(
      JavaSparkContext context,
      Scan records,
      @Nullable ColumnGroupReader groups,
      List<Schema.Field> columns,
      List<Schema.Field> all,
      Grouping grouping,
      ZoneId zone,
      ProfileOptions options,
      @Nullable ProfileProgress progress,
      @Nullable SamplePolicy policy) {
    this.context = context;
    this.records = records;
    this.groups = groups;
    this.columns = columns;
    this.all = all;
    this.grouping = grouping;
    this.zone = zone;
    this.options = options.zone() == null ? options.withZone(zone) : options;
    this.progress = progress;
    this.policy = policy;
  }

  /**
   * Profiles a Dataset.
   *
   * @return the profile
   */
  public static DatasetProfile profile(Dataset<?> data) {
    return on(data).run();
  }

  /**
   * Profiles an RDD.
   *
   * @param fields how a record is read
   * @param <T> the class of the records
   * @return the profile
   * @throws IllegalArgumentException if the fields are not declared
   */
  public static <T> DatasetProfile profile(JavaRDD<T> records, Fields<T> fields) {
    return on(records, fields).run();
  }

  /**
   * Starts a profile of some or all columns of a Dataset. Days and hours of its timestamps are
   * those of the time zone that its session has now, unless the options name another.
   *
   * @param names the names or paths of the columns to look at; all of them if none is given
   * @return the profile to be made
   * @throws IllegalArgumentException if there is no such column
   */
  public static Profiler on(Dataset<?> data, String... names) {
    Dataset<Row> rows = StableReading.of(DataQuality.bounded(data)).data();
    boolean caseSensitive =
        Boolean.parseBoolean(rows.sparkSession().conf().get("spark.sql.caseSensitive", "false"));
    Schema schema = SparkSchemas.of(rows.schema(), caseSensitive);
    List<Schema.Field> columns = chosen(schema, ProfileColumns.of(schema), names);
    for (Schema.Field column : columns) {
      ColumnRef ref = ColumnRef.parse(column.name());
      String problem = schema.resolve(ref).problem();
      problem = problem == null ? column.type().collationProblem(ref) : problem;
      if (problem != null) {
        throw new IllegalArgumentException(
            "The profile's columns: " + problem + ", or name the columns to look at");
      }
    }
    // whole rows with a column that cannot be named are not compared
    List<Schema.Field> all =
        ProfileColumns.of(schema).stream()
            .map(
                field ->
                    schema.resolve(ColumnRef.parse(field.name())).problem() == null
                        ? field
                        : new Schema.Field(
                            field.name(), Schema.Type.of(TypeKind.OTHER, "ambiguous")))
            .toList();
    Dataset<Row> needed = rows.select(RowValues.selected(columns).toArray(Column[]::new));
    ArrayList<Schema.Field> read = new ArrayList<>(columns);
    return new Profiler(
        JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext()),
        (fill, sample, seed) ->
            (sample == 1 ? needed : needed.sample(false, sample, seed))
                .mapPartitions(
                    (MapPartitionsFunction<Row, byte[]>)
                        iterator -> fill.fill(new Mapped<>(iterator, new RowValues(read)::read)),
                    Encoders.BINARY())
                .toJavaRDD(),
        ColumnGroupReader.of(rows, columns),
        columns,
        all,
        new Grouping() {
          @Override
          public Map<Aggregate, Measurement> count(SecondScan scan) {
            return GroupPasses.keys(
                GroupPasses.inOneTaskIfFew(rows, rows, scan.rows()),
                scan.aggregates(),
                scan.types(),
                scan.wholeRow());
          }

          @Override
          public JavaPairRDD<@Nullable Object[], Long> repeated(SecondScan scan) {
            return GroupPasses.repeated(
                GroupPasses.inOneTaskIfFew(rows, rows, scan.rows()),
                SecondScan.WHOLE_ROWS,
                scan.types(),
                scan.wholeRow());
          }
        },
        sessionZone(rows.sparkSession().conf().get("spark.sql.session.timeZone")),
        ProfileOptions.DEFAULT,
        null,
        null);
  }

  /**
   * Starts a profile of an RDD. Days and hours of its instants are those of UTC, unless the options
   * name another time zone.
   *
   * @param fields how a record is read
   * @param <T> the class of the records
   * @return the profile to be made
   * @throws IllegalArgumentException if the fields are not declared
   */
  public static <T> Profiler on(JavaRDD<T> records, Fields<T> fields) {
    Args.notNull(records, "records");
    Args.notNull(fields, "fields");
    List<Schema.Field> columns = ProfileColumns.of(fields.schema());
    ArrayList<ColumnRef> refs = new ArrayList<>(ProfileColumns.refs(columns));
    return new Profiler(
        JavaSparkContext.fromSparkContext(records.context()),
        (fill, sample, seed) ->
            (sample == 1 ? records : records.sample(false, sample, seed))
                .mapPartitions(
                    iterator -> {
                      Fields.Reader<T> reader = fields.reader(refs);
                      return fill.fill(
                          new Mapped<>(
                              iterator, record -> ProfileColumns.readable(reader.read(record))));
                    }),
        null,
        columns,
        columns,
        new Grouping() {
          @Override
          public Map<Aggregate, Measurement> count(SecondScan scan) {
            return RecordPasses.keys(
                records,
                RecordsSource.readers(fields, new ArrayList<>(scan.wholeRow())),
                program(scan, scan.aggregates()),
                scan.rows());
          }

          @Override
          public JavaPairRDD<@Nullable Object[], Long> repeated(SecondScan scan) {
            return RecordPasses.repeated(
                records,
                RecordsSource.readers(fields, new ArrayList<>(scan.wholeRow())),
                program(scan, List.of(SecondScan.WHOLE_ROWS)),
                scan.rows());
          }
        },
        ZoneId.of("UTC"),
        ProfileOptions.DEFAULT,
        null,
        null);
  }

  private static RecordProgram program(SecondScan scan, List<Aggregate> aggregates) {
    return new RecordProgram(aggregates, scan.wholeRow(), scan.types(), scan.wholeRow());
  }

  /** As Spark reads it: an hour or a minute may have one digit. */
  private static ZoneId sessionZone(String id) {
    String full =
        id.replaceFirst("([+-])(\\d):", "$10$2:").replaceFirst("([+-]\\d\\d):(\\d)\\z", "$1:0$2");
    return ZoneId.of(full, ZoneId.SHORT_IDS);
  }

  private static List<Schema.Field> chosen(Schema schema, List<Schema.Field> all, String... names) {
    if (names.length == 0) {
      return all;
    }
    Set<Schema.Field> chosen = new LinkedHashSet<>();
    for (String name : names) {
      Schema.Resolution found = schema.resolve(ColumnRef.parse(name));
      ColumnRef ref = found.ref();
      if (ref == null) {
        throw new IllegalArgumentException("The profile's columns: " + found.problem());
      }
      String path = ref.text();
      all.stream()
          .filter(field -> field.name().equals(path) || field.name().startsWith(path + "."))
          .forEach(chosen::add);
    }
    return List.copyOf(chosen);
  }

  /**
   * Sets how much to look at.
   *
   * @param chosen the options
   * @return such a profile
   */
  public Profiler options(ProfileOptions chosen) {
    return with(Args.notNull(chosen, "options of the profile"), progress, policy);
  }

  /**
   * Sets who hears how far the profile is. While it runs, a listener of Spark counts its tasks;
   * afterwards it is gone. What the progress throws is logged and ends its calls, not the profile.
   *
   * @param listener who hears
   * @return such a profile
   */
  public Profiler progress(ProfileProgress listener) {
    return with(options, Args.notNull(listener, "progress"), policy);
  }

  /**
   * Decides which values of the data the profile may hold; see {@link SamplePolicy} for what holds
   * without it. What is made of the profile, such as pages, suggestions and drift, has no others.
   *
   * @return such a profile
   */
  public Profiler samplePolicy(SamplePolicy chosen) {
    return with(options, progress, Args.notNull(chosen, "the policy"));
  }

  private Profiler with(
      ProfileOptions chosen, @Nullable ProfileProgress listener, @Nullable SamplePolicy values) {
    return new Profiler(
        context, records, groups, columns, all, grouping, zone, chosen, listener, values);
  }

  private boolean countsDuplicateRows() {
    return options.sample() == 1 && options.duplicateRows() && ProfileColumns.comparable(all);
  }

  /** How many scans there are at most. */
  private int scans() {
    if (countsDuplicateRows()) {
      return options.duplicateRowsShown() > 0 ? 3 : 2;
    }
    return options.sample() == 1 && options.candidateKeys() ? 2 : 1;
  }

  /**
   * What {@link #run()} would do, without starting a job.
   *
   * @return the scans, in English
   */
  public String explain() {
    StringBuilder text = new StringBuilder("Profile of ");
    text.append(columns.size()).append(columns.size() == 1 ? " column: " : " columns: ");
    text.append(scans() > 1 ? scans() + " scans at most\n" : "1 scan\n");
    text.append(
        "  Scan 1: every column's statistics, distinct and frequent values, and what columns have"
            + " in common; partitions fill states, which are merged");
    if (options.sample() < 1) {
      text.append("; a sample of ").append(options.sample()).append(" of the rows");
    }
    if (groups != null) {
      text.append("; each column is read once, in one of ")
          .append(groups.number())
          .append(" groups whose rows are put together again");
    }
    text.append("; days and hours of instants are those of ").append(options.zone());
    text.append('\n');
    if (scans() > 1) {
      text.append("  Scan 2: ");
      boolean rows = countsDuplicateRows();
      text.append(rows ? "duplicate rows" : "");
      text.append(rows && options.candidateKeys() ? ", " : "");
      if (options.candidateKeys()) {
        text.append(
            options.keys().isEmpty()
                ? "columns and sets of two or three that scan 1 shows may be a key"
                : "the keys " + options.keys());
      }
      text.append(", and frequent values of columns with very many");
      text.append(", all counted exactly in one reading");
      if (options.timeLimit() != null) {
        text.append("; dropped if scan 1 takes more than half of ").append(options.timeLimit());
      }
      text.append('\n');
    }
    if (scans() > 2) {
      text.append("  Scan 3: up to ").append(options.duplicateRowsShown());
      text.append(" of the most frequent duplicate rows; only if scan 2 counts any");
      if (options.timeLimit() != null) {
        text.append("; dropped if scans 1 and 2 take more than half of ");
        text.append(options.timeLimit());
      }
      text.append('\n');
    }
    return text.toString();
  }

  /**
   * Runs.
   *
   * @return the profile
   * @throws IllegalArgumentException if a key to try has a column that the profile does not have,
   *     or that cannot be compared
   * @throws RunCancelledException if this thread was interrupted, the Spark jobs were cancelled, or
   *     Spark was stopped; no Spark job of the profile goes on
   */
  public DatasetProfile run() {
    Instant now = options.asOf() == null ? Instant.now() : options.asOf();
    return cancellable(
        scans(),
        watch -> {
          long start = System.nanoTime();
          ProfileState state = scan(watch);
          SecondScan second =
              SecondScan.after(state, all, Duration.ofNanos(System.nanoTime() - start));
          Map<Aggregate, Measurement> measured = Map.of();
          if (!second.aggregates().isEmpty()) {
            watch.nextScan(state.rows());
            measured = grouping.count(second);
            long rows = RowCounts.rows(measured);
            if (rows >= 0 && rows != state.rows()) {
              String changed =
                  RowCounts.changed(state.rows(), "the first scan", rows, "the second");
              second = SecondScan.dropped(state, all, changed);
              measured = Map.of();
            }
          }
          RepeatedRows none =
              second.repeatedRows(measured, Duration.ofNanos(System.nanoTime() - start));
          RepeatedRows repeated = null;
          if (none != null) {
            watch.nextScan(state.rows());
            repeated = repeated(grouping.repeated(second), none);
          }
          return second.profile(measured, repeated, now, policy);
        });
  }

  /**
   * Runs the first scan only, for what it has seen: to be merged with that of other parts of the
   * data, or stored, so that the profile of a month is the merge of its days. {@link
   * ProfileState#profile} then gives the profile, without duplicate rows and keys. The state holds
   * values of the data whatever the policy, which is given to the profile that is made of it.
   *
   * @return the state
   * @throws RunCancelledException if this thread was interrupted, the Spark jobs were cancelled, or
   *     Spark was stopped; no Spark job of the profile goes on
   */
  public ProfileState state() {
    return cancellable(1, this::scan);
  }

  private static RepeatedRows repeated(
      JavaPairRDD<@Nullable Object[], Long> rows, RepeatedRows none) {
    RepeatedRows all =
        States.merged(
            rows.mapPartitions(
                iterator -> {
                  RepeatedRows mine = none.empty();
                  iterator.forEachRemaining(each -> mine.add(each._1(), each._2()));
                  return List.of(States.write(mine)).iterator();
                }),
            RepeatedRows.class,
            RepeatedRows::merge);
    return all == null ? none : all;
  }

  private <R> R cancellable(int scans, Function<ProgressListener, R> task) {
    try (RunningJobs jobs = RunningJobs.start(context.sc(), null);
        ProgressListener watch = ProgressListener.start(context, progress, scans)) {
      try {
        return task.apply(watch);
      } catch (Exception e) {
        if (jobs.isCancelled(e)) {
          throw jobs.cancelled(e);
        }
        throw e;
      }
    }
  }

  private ProfileState scan(ProgressListener watch) {
    ArrayList<Schema.Field> fields = new ArrayList<>(columns);
    ProfileOptions chosen = options;
    LongAccumulator seen = watch.rows();
    Fill fill =
        iterator -> {
          ProfileState state = new ProfileState(fields, chosen);
          while (iterator.hasNext()) {
            state.add(iterator.next());
          }
          TaskContext task = TaskContext.get();
          long read = task.taskMetrics().inputMetrics().bytesRead();
          if (seen != null) {
            seen.add(state.rows());
          }
          return List.of(States.write(state.endPartition(task.partitionId(), read))).iterator();
        };
    if (groups != null) {
      LongAccumulator outOfStep = context.sc().longAccumulator();
      JavaRDD<@Nullable Object[]> rows = groups.read(chosen.sample(), chosen.seed(), outOfStep);
      if (rows != null) {
        ProfileState state = merged(rows.mapPartitions(fill::fill), fields);
        if (outOfStep.isZero()) {
          return state;
        }
      }
      watch.scanAgain();
      LOG.warn(
          "The columns are read again, all at a time: Spark does not divide groups of them alike");
    }
    return merged(records.states(fill, chosen.sample(), chosen.seed()), fields);
  }

  private ProfileState merged(JavaRDD<byte[]> states, List<Schema.Field> fields) {
    ProfileState all = States.merged(states, ProfileState.class, ProfileState::merge);
    return all == null
        ? new ProfileState(fields, options)
        : all.onCores(context.defaultParallelism());
  }

  /** Reads the values of records one by one. */
  private static final class Mapped<T> implements Iterator<@Nullable Object[]> {

    private final Iterator<T> records;
    private final Function<T, @Nullable Object[]> reader;

    Mapped(Iterator<T> records, Function<T, @Nullable Object[]> reader) {
      this.records = RowCode.reading(records);
      this.reader = reader;
    }

    @Override
    public boolean hasNext() {
      return records.hasNext();
    }

    @Override
    public @Nullable Object[] next() {
      return reader.apply(records.next());
    }
  }
}
