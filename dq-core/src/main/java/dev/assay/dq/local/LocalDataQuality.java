package dev.assay.dq.local;

import dev.assay.dq.Check;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Plan;
import dev.assay.dq.RecordView;
import dev.assay.dq.internal.execute.GroupProgram;
import dev.assay.dq.internal.execute.GroupedRecords;
import dev.assay.dq.internal.execute.OrderProgram;
import dev.assay.dq.internal.execute.OrderedRecords;
import dev.assay.dq.internal.execute.RecordProgram;
import dev.assay.dq.internal.execute.RowCode;
import dev.assay.dq.internal.execute.SampleCollector;
import dev.assay.dq.internal.execute.SecondReading;
import dev.assay.dq.internal.execute.TimeLimit;
import dev.assay.dq.internal.execute.VerdictEvaluator;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.model.RunTime;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.EngineCapabilities;
import dev.assay.dq.internal.plan.Pass;
import dev.assay.dq.internal.plan.PassKind;
import dev.assay.dq.internal.plan.Planner;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.Measurements;
import dev.assay.dq.result.RunCancelledException;
import dev.assay.dq.result.Sample;
import dev.assay.dq.result.VerificationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies checks over records in memory, without Spark: for unit tests, small data, and as the
 * reference that the Spark paths are tested against. One iteration over the records (and a second
 * one for samples, if they are asked for).
 *
 * @param <T> the class of the records
 */
public final class LocalDataQuality<T> {

  private final Iterable<? extends T> records;
  private final Fields<T> fields;
  private final List<Check> checks = new ArrayList<>();
  private final List<String> keyColumns = new ArrayList<>();
  private final Map<String, LocalLookups.Other<?>> others = new LinkedHashMap<>();
  private int samples;
  private OnNoRows noRows = OnNoRows.DEFAULT;
  private @Nullable TimeLimit timeLimit;
  private @Nullable Instant asOf;

  private LocalDataQuality(Iterable<? extends T> records, Fields<T> fields) {
    this.records = records;
    this.fields = fields;
  }

  /**
   * Verifies checks.
   *
   * @param records the data; iterated once
   * @param fields how a record is read
   * @param <T> the class of the records
   * @return the verdicts
   * @throws IllegalArgumentException if an argument is null, there is no check, or two have one
   *     name
   */
  public static <T> VerificationResult verify(
      Iterable<? extends T> records, Fields<T> fields, Check... checks) {
    return LocalDataQuality.<T>on(records, fields).check(checks).run();
  }

  /**
   * What a verification would compute.
   *
   * @param fields how a record is read
   * @return the plan
   * @throws IllegalArgumentException if an argument is null, there is no check, or two have one
   *     name
   */
  public static Plan plan(Fields<?> fields, Check... checks) {
    return LocalDataQuality.on(List.of(), notNull(fields, "fields")).check(checks).plan();
  }

  /**
   * Starts a run.
   *
   * @param records the data
   * @param fields how a record is read
   * @param <T> the class of the records
   * @return the run, without checks yet
   */
  public static <T> LocalDataQuality<T> on(Iterable<? extends T> records, Fields<T> fields) {
    return new LocalDataQuality<>(notNull(records, "records"), notNull(fields, "fields"));
  }

  private static <A> A notNull(@Nullable A argument, String what) {
    if (argument == null) {
      throw new IllegalArgumentException("The " + what + " must not be null");
    }
    return argument;
  }

  /**
   * Gives the run other records, which constraints know by a name: those that keys are looked up
   * in, as in {@code key("customer_id").existsIn("customers", "id")}.
   *
   * @param others the records; iterated once for each key that is looked up in them
   * @param fields how a record is read
   * @param <U> their class
   * @return this run
   * @throws IllegalArgumentException if the name is blank, or given already
   */
  public <U> LocalDataQuality<T> with(String name, Iterable<? extends U> others, Fields<U> fields) {
    LocalLookups.Other<U> other =
        new LocalLookups.Other<>(notNull(others, "records"), notNull(fields, "fields"));
    Args.once(this.others, name, other);
    return this;
  }

  /**
   * Adds checks.
   *
   * @param more the checks
   * @return this run
   */
  public LocalDataQuality<T> check(Check... more) {
    checks.addAll(Arrays.asList(notNull(more, "checks")));
    return this;
  }

  /**
   * Asks for violating rows of each failed row constraint.
   *
   * @param limit how many for each constraint
   * @param keys columns to show besides those that the predicate reads
   * @return this run
   */
  public LocalDataQuality<T> withSamples(int limit, String... keys) {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("The number of samples must be from 1 to 1000");
    }
    samples = limit;
    keyColumns.addAll(Arrays.asList(keys));
    return this;
  }

  /**
   * Decides the outcome of constraints that had nothing to check, where neither they nor their
   * check decide it. Without it an empty dataset passes nothing.
   *
   * @return this run
   */
  public LocalDataQuality<T> onNoRows(OnNoRows outcome) {
    noRows = notNull(outcome, "outcome on no rows");
    return this;
  }

  /**
   * Bounds how long a run may take, from {@link #run()} on. Whether the time is up is looked at
   * before each record; if it is, no constraint is evaluated, with a note, and no check passes.
   *
   * @param limit how long
   * @return this run
   * @throws IllegalArgumentException if the limit is less than a millisecond
   */
  public LocalDataQuality<T> withTimeLimit(Duration limit) {
    timeLimit = new TimeLimit(limit);
    return this;
  }

  /**
   * Sets the time of the run, which rules such as {@code isNotInTheFuture()} and {@link
   * dev.assay.dq.Columns#runTime()} are held against; without it, that at which the run starts.
   *
   * @param time the time, of which the microsecond counts
   * @return this run
   * @throws IllegalArgumentException if it is not of the years 1 to 9999
   */
  public LocalDataQuality<T> asOf(Instant time) {
    asOf = RunTime.checked(time);
    return this;
  }

  /**
   * What {@link #run()} would compute.
   *
   * @return the plan
   * @throws IllegalArgumentException if there is no check, or two have one name
   */
  public Plan plan() {
    return runPlan();
  }

  private RunPlan runPlan() {
    EngineCapabilities rules =
        EngineCapabilities.recordsInMemory(
            name -> others.containsKey(name) ? others.get(name).fields().schema() : null);
    return Planner.plan(fields.schema(), rules, checks, asOf);
  }

  /**
   * Runs.
   *
   * @return the verdicts
   * @throws IllegalArgumentException if there is no check, two have one name, or a key column of
   *     the samples does not exist
   * @throws RunCancelledException if code that judges or reads a record was interrupted
   */
  public VerificationResult run() {
    long began = System.nanoTime();
    RunPlan plan = runPlan();
    List<ColumnRef> keys = keyColumns.stream().map(this::resolve).toList();
    Set<ColumnRef> columns = new LinkedHashSet<>(plan.read(plan.types().keySet()));
    columns.addAll(keys);
    List<ColumnRef> own = List.copyOf(columns);
    columns.addAll(plan.lookups().keySet());
    List<ColumnRef> order = List.copyOf(columns);
    Fields.Reader<T> fieldsReader = fields.reader(own);
    LocalLookups lookups = new LocalLookups(plan, own, others);
    Reader<T> reader =
        new Reader<>() {
          @Override
          public @Nullable Object[] read(T record) {
            return lookups.with(fieldsReader.read(record));
          }

          @Override
          public RecordView view(T record) {
            return fieldsReader.view(record);
          }
        };
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    Map<PassKind, Long> nanos = new LinkedHashMap<>();
    for (Pass pass : plan.passes()) {
      long start = System.nanoTime();
      measured.putAll(
          pass.kind() == PassKind.SECOND
              ? SecondReading.measure(
                  pass,
                  new Measurements(measured),
                  plan.types(),
                  each -> PassKind.RECORDS,
                  part -> measure(plan, part, reader, order, began))
              : measure(plan, pass, reader, order, began));
      nanos.put(pass.kind(), System.nanoTime() - start);
    }
    Measurements measurements = new Measurements(measured);
    List<BoundConstraint> failed = SampleCollector.failed(plan, measurements);
    Map<BoundConstraint, List<Sample>> rows = Map.of();
    String noSamples = null;
    if (samples > 0 && !failed.isEmpty()) {
      try {
        SampleCollector collector = new SampleCollector(plan, failed, order, keys, samples);
        noSamples = collect(collector, reader, began);
        rows = noSamples == null ? collector.samples() : Map.of();
      } catch (Throwable e) {
        noSamples = SampleCollector.none(RowCode.failure(e).getMessage());
      }
    }
    return VerdictEvaluator.judge(
        plan, measurements, new VerdictEvaluator.Context(nanos, rows, noRows, samples, noSamples));
  }

  /** Reads records, and what comes of their keys. */
  private interface Reader<T> {
    @Nullable Object[] read(T record);

    RecordView view(T record);
  }

  private Map<Aggregate, Measurement> measure(
      RunPlan plan, Pass pass, Reader<T> reader, List<ColumnRef> columns, long began) {
    try {
      List<Aggregate> ofAll = pass.aggregates().stream().filter(LocalDataQuality::isOfAll).toList();
      List<Aggregate.PerGroup> ofGroups = GroupProgram.perGroup(pass.aggregates());
      List<OrderedRecords> sorted =
          OrderProgram.of(pass.aggregates(), plan.types()).stream()
              .map(each -> new OrderedRecords(each, columns, plan.types()))
              .toList();
      RecordProgram.Run run =
          new RecordProgram(ofAll, columns, plan.types(), plan.wholeRow()).start();
      List<GroupedRecords> groups =
          GroupProgram.of(ofGroups, plan.types()).stream()
              .map(each -> new GroupedRecords(each, columns, plan.types(), plan.wholeRow()))
              .toList();
      boolean needsView =
          run.needsView()
              || groups.stream().anyMatch(GroupedRecords::needsView)
              || sorted.stream().anyMatch(OrderedRecords::needsView);
      for (T record : records) {
        String late = TimeLimit.exceeded(timeLimit, began);
        if (late != null) {
          return all(pass, new Measurement.NotReached(late));
        }
        @Nullable Object[] values = reader.read(record);
        RecordView view = needsView ? reader.view(record) : null;
        run.add(values, view);
        groups.forEach(each -> each.add(values, view));
        sorted.forEach(each -> each.add(values, view));
      }
      Map<Aggregate, Measurement> measured = run.result().measure(ofAll);
      groups.forEach(each -> measured.putAll(each.measure()));
      sorted.forEach(each -> measured.putAll(each.measure()));
      return measured;
    } catch (Throwable e) {
      RowFailure failure = RowCode.failure(e);
      return all(
          pass,
          new Measurement.Failed("the records could not be read: " + failure.getMessage(), e));
    }
  }

  /** Whether an aggregate is of all rows, in whatever order. */
  private static boolean isOfAll(Aggregate aggregate) {
    return switch (aggregate.work()) {
      case SCAN, SKETCH, KEYS, PAIRS, RANKS, VALUES, SQL, SECOND -> true;
      case GROUPED, ORDERED -> false;
    };
  }

  private static Map<Aggregate, Measurement> all(Pass pass, Measurement measurement) {
    Map<Aggregate, Measurement> all = new LinkedHashMap<>();
    pass.aggregates().forEach(aggregate -> all.put(aggregate, measurement));
    return all;
  }

  private ColumnRef resolve(String key) {
    Schema.Resolution found = fields.schema().resolve(ColumnRef.parse(key));
    if (found.ref() == null) {
      throw new IllegalArgumentException("The key column of samples: " + found.problem());
    }
    return found.ref();
  }

  /** Why there are no samples; null if they have been collected. */
  private @Nullable String collect(SampleCollector collector, Reader<T> reader, long began)
      throws Exception {
    for (T record : records) {
      String late = TimeLimit.exceeded(timeLimit, began);
      if (late != null) {
        return SampleCollector.late(late);
      }
      if (!collector.offer(reader.read(record), reader.view(record))) {
        break;
      }
    }
    return null;
  }
}
