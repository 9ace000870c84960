package dev.assay.dq.local;

import dev.assay.dq.Check;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Plan;
import dev.assay.dq.RecordView;
import dev.assay.dq.SamplePolicy;
import dev.assay.dq.internal.execute.ComparedRecords;
import dev.assay.dq.internal.execute.ComparedRows;
import dev.assay.dq.internal.execute.DriftProgram;
import dev.assay.dq.internal.execute.DriftRecords;
import dev.assay.dq.internal.execute.GroupProgram;
import dev.assay.dq.internal.execute.GroupedRecords;
import dev.assay.dq.internal.execute.KeyProgram;
import dev.assay.dq.internal.execute.KeyRules;
import dev.assay.dq.internal.execute.OfTwo;
import dev.assay.dq.internal.execute.OrderMarks;
import dev.assay.dq.internal.execute.OrderProgram;
import dev.assay.dq.internal.execute.OrderedRecords;
import dev.assay.dq.internal.execute.PastReader;
import dev.assay.dq.internal.execute.RecordProgram;
import dev.assay.dq.internal.execute.RepeatedKeys;
import dev.assay.dq.internal.execute.RowCode;
import dev.assay.dq.internal.execute.RowJudge;
import dev.assay.dq.internal.execute.RowMarks;
import dev.assay.dq.internal.execute.RowQuotes;
import dev.assay.dq.internal.execute.RowRule;
import dev.assay.dq.internal.execute.RowRules;
import dev.assay.dq.internal.execute.RunOptions;
import dev.assay.dq.internal.execute.SampleCollector;
import dev.assay.dq.internal.execute.SecondReading;
import dev.assay.dq.internal.execute.TimeLimit;
import dev.assay.dq.internal.execute.VerdictEvaluator;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.EngineCapabilities;
import dev.assay.dq.internal.plan.Lookup;
import dev.assay.dq.internal.plan.Pass;
import dev.assay.dq.internal.plan.PassKind;
import dev.assay.dq.internal.plan.Planner;
import dev.assay.dq.internal.plan.References;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.internal.state.FrequencyState;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.Measurements;
import dev.assay.dq.result.History;
import dev.assay.dq.result.JudgedRecord;
import dev.assay.dq.result.MarkedRows;
import dev.assay.dq.result.ResultListener;
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
  private final Map<String, LocalLookups.Other<?>> others;
  private RunOptions options = RunOptions.NONE;

  /** A run beside others. */
  LocalDataQuality(
      Iterable<? extends T> records, Fields<T> fields, Map<String, LocalLookups.Other<?>> others) {
    this.records = Args.notNull(records, "records");
    this.fields = Args.notNull(fields, "fields");
    this.others = others;
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
    return LocalDataQuality.on(List.of(), Args.notNull(fields, "fields")).check(checks).plan();
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
    return new LocalDataQuality<>(records, fields, new LinkedHashMap<>());
  }

  /**
   * Starts a run over several lists of records, which know each other by name.
   *
   * @return the suite, without records yet
   */
  public static LocalSuite suite() {
    return new LocalSuite();
  }

  /**
   * Gives the run other records, which constraints know by a name: those that keys are looked up
   * in, as in {@code key("customer_id").existsIn("customers", "id")}.
   *
   * @param others the records; iterated once for each key that is looked up in them and each
   *     comparison with them, and once for the metrics of them
   * @param fields how a record is read
   * @param <U> their class
   * @return this run
   * @throws IllegalArgumentException if the name is blank, or given already
   */
  public <U> LocalDataQuality<T> with(String name, Iterable<? extends U> others, Fields<U> fields) {
    LocalLookups.Other<U> other =
        new LocalLookups.Other<>(Args.notNull(others, "records"), Args.notNull(fields, "fields"));
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
    checks.addAll(Arrays.asList(Args.notNull(more, "checks")));
    return this;
  }

  /**
   * Asks for violating rows of each failed row constraint, and where keys repeat that should not
   * for those that occur most often, with how often they do.
   *
   * @param limit how many for each constraint
   * @param keys columns to show besides those that the predicate reads
   * @return this run
   */
  public LocalDataQuality<T> withSamples(int limit, String... keys) {
    options = options.withSamples(limit, keys);
    return this;
  }

  /**
   * Decides which values of the data the result may hold; see {@link SamplePolicy} for what holds
   * without it.
   *
   * @return this run
   */
  public LocalDataQuality<T> samplePolicy(SamplePolicy policy) {
    options = options.samplePolicy(policy);
    return this;
  }

  /**
   * Decides the outcome of constraints that had nothing to check, where neither they nor their
   * check decide it. Without it an empty dataset passes nothing.
   *
   * @return this run
   */
  public LocalDataQuality<T> onNoRows(OnNoRows outcome) {
    options = options.onNoRows(outcome);
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
    options = options.withTimeLimit(limit);
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
    options = options.asOf(time);
    return this;
  }

  /**
   * Gives the run what earlier runs found, so that constraints can be compared with it, as in
   * {@code rowCount().isCloseTo(previousRun(), percent(20))}. It is asked once, if there is such a
   * constraint.
   *
   * @return this run
   */
  public LocalDataQuality<T> history(History history) {
    options = options.history(history);
    return this;
  }

  /**
   * Tells what the run found to a listener as well; to all, where there are several.
   *
   * @return this run
   */
  public LocalDataQuality<T> listener(ResultListener listener) {
    options = options.listener(listener);
    return this;
  }

  /**
   * What {@link #run()} would compute.
   *
   * @return the plan
   * @throws IllegalArgumentException if there is no check, or two have one name
   */
  public Plan plan() {
    return options.notedPast(runPlan(options.asOf()));
  }

  RunPlan runPlan(@Nullable Instant asOf) {
    return plan(checks, asOf);
  }

  private RunPlan plan(List<Check> some, @Nullable Instant time) {
    EngineCapabilities rules =
        EngineCapabilities.recordsInMemory(
            name -> {
              LocalLookups.Other<?> other = others.get(OrderMarks.planned(name));
              return other == null ? null : other.fields().schema();
            });
    return Planner.plan(fields.schema(), rules, some, time);
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
    return run(runPlan(options.asOf()));
  }

  private VerificationResult run(RunPlan plan) {
    long began = System.nanoTime();
    return options.tell(run(plan, options, began));
  }

  VerificationResult run(RunPlan plan, RunOptions options, long began) {
    int samples = options.samples();
    TimeLimit timeLimit = options.timeLimit();
    List<ColumnRef> keys = options.keys(fields.schema());
    Map<PassKind, Long> nanos = new LinkedHashMap<>();
    Reading<T> reading = new Reading<>(plan, records, fields, keys, began, timeLimit, others);
    Map<Aggregate, Measurement> measured = reading.measure(nanos);
    Map<String, Measurements> elsewhere = new LinkedHashMap<>();
    plan.others()
        .forEach(
            (name, there) ->
                elsewhere.put(
                    name,
                    new Measurements(measure(others.get(name), there, nanos, began, timeLimit))));
    Measurements measurements =
        new Measurements(measured, elsewhere)
            .with(PastReader.read(plan, options, PastReader::failure));
    List<BoundConstraint> failed = SampleCollector.failed(plan, measurements);
    Map<BoundConstraint, List<Sample>> rows = new LinkedHashMap<>();
    String noSamples = null;
    if (samples > 0 && !failed.isEmpty()) {
      try {
        SampleCollector collector = new SampleCollector(plan, failed, reading.order, keys, samples);
        noSamples = reading.collect(collector);
        rows.putAll(noSamples == null ? collector.samples() : Map.of());
      } catch (Throwable e) {
        noSamples = SampleCollector.none(RowCode.failure(e).marked());
      }
    }
    Map<BoundConstraint, Aggregate.Groups> repeated =
        samples > 0 ? RepeatedKeys.wanted(plan, measurements) : Map.of();
    if (!repeated.isEmpty()) {
      repeated.keySet().forEach(each -> rows.put(each, List.of()));
      try {
        String why = reading.repeat(repeated, rows, samples);
        noSamples = why == null ? noSamples : why;
      } catch (Throwable e) {
        noSamples = SampleCollector.none(RowCode.failure(e).marked());
      }
    }
    return VerdictEvaluator.judge(
        plan, measurements, new VerdictEvaluator.Context(nanos, rows, options, noSamples));
  }

  /**
   * The rows behind the verdict: which records are good, which are bad, and why.
   *
   * @return the rows; each of their methods reads the records again
   * @throws IllegalArgumentException if there is no check, two have one name, no constraint says of
   *     a single row whether it is good, or one that does cannot be evaluated
   */
  public MarkedRows<List<T>, List<JudgedRecord<T>>> rows() {
    others.put(KeyRules.SAME_DATA, new LocalLookups.Other<>(records, fields));
    others.put(RowRules.BAD_ROWS, new LocalLookups.Other<>(records, fields));
    return RowMarks.of(
        new RowMarks.Run<>() {
          @Override
          public RowRules rules(RowRules.Wanted wanted) {
            return RowRules.of(
                checks,
                (some, time) -> plan(some, time == null ? options.asOf() : time),
                wanted,
                options.noRows());
          }

          @Override
          public RowMarks.Engine<List<T>, List<JudgedRecord<T>>> engine(RunPlan plan) {
            return new Marking(plan, others);
          }

          @Override
          public VerificationResult verify(RunPlan plan) {
            return run(plan);
          }
        });
  }

  /** Marks records. */
  private final class Marking implements RowMarks.Engine<List<T>, List<JudgedRecord<T>>> {

    private final RunPlan plan;

    private final Map<String, LocalLookups.Other<?>> besides;

    Marking(RunPlan plan, Map<String, LocalLookups.Other<?>> besides) {
      this.plan = plan;
      this.besides = besides;
    }

    @Override
    public RowMarks.Engine<List<T>, List<JudgedRecord<T>>> with(List<T> bad) {
      Map<String, LocalLookups.Other<?>> more = new LinkedHashMap<>(besides);
      more.put(RowRules.BAD_ROWS, new LocalLookups.Other<>(bad, fields));
      return new Marking(plan, more);
    }

    @Override
    public RowMarks.Engine<List<T>, List<JudgedRecord<T>>> inOrder(OrderMarks marks) {
      Map<String, LocalLookups.Other<?>> more = new LinkedHashMap<>(besides);
      List<ColumnRef> columns = List.copyOf(References.of(marks.rule()).columns());
      Iterable<T> breaking =
          () ->
              OrderedRecords.<T>breaking(
                      marks.program(plan.types()),
                      records,
                      fields.reader(columns)::read,
                      columns,
                      plan.types())
                  .iterator();
      more.put(marks.name(), new LocalLookups.Other<>(breaking, fields));
      return new Marking(plan, more);
    }

    private List<JudgedRecord<T>> judged(
        List<RowRule> rules, int most, @Nullable RowQuotes quotes) {
      Reading<T> reading =
          new Reading<>(plan, records, fields, List.of(), System.nanoTime(), null, besides);
      RowJudge judge = new RowJudge(rules, reading.order, plan.types(), quotes);
      List<JudgedRecord<T>> all = new ArrayList<>();
      for (T record : records) {
        all.add(judge.judge(record, reading.read(record), reading.reader.view(record), most));
      }
      return all;
    }

    private List<T> records(List<RowRule> rules, boolean clean) {
      return judged(rules, 1, null).stream()
          .filter(each -> each.violations().isEmpty() == clean)
          .map(JudgedRecord::value)
          .toList();
    }

    @Override
    public List<JudgedRecord<T>> annotated(RowMarks.Marks marks) {
      return judged(marks.rules(), marks.most(), marks.quotes());
    }

    @Override
    public List<JudgedRecord<T>> bad(RowMarks.Marks marks) {
      return annotated(marks).stream().filter(each -> !each.isGood()).toList();
    }

    @Override
    public List<T> clean(List<RowRule> rules) {
      return records(rules, true);
    }

    @Override
    public List<T> violating(List<RowRule> rules) {
      return records(rules, false);
    }
  }

  private <U> Map<Aggregate, Measurement> measure(
      LocalLookups.Other<U> other,
      RunPlan there,
      Map<PassKind, Long> nanos,
      long began,
      @Nullable TimeLimit limit) {
    return new Reading<U>(there, other.records(), other.fields(), List.of(), began, limit, others)
        .measure(nanos);
  }

  /** Reads records, and what comes of their keys. */
  private final class Reading<R> {

    private final RunPlan plan;
    private final Iterable<? extends R> records;
    private final List<ColumnRef> order;
    private final Fields.Reader<R> reader;
    private final LocalLookups lookups;
    private final long began;
    private final @Nullable TimeLimit timeLimit;

    Reading(
        RunPlan plan,
        Iterable<? extends R> records,
        Fields<R> fields,
        List<ColumnRef> keys,
        long began,
        @Nullable TimeLimit timeLimit,
        Map<String, LocalLookups.Other<?>> others) {
      this.plan = plan;
      this.records = records;
      this.began = began;
      this.timeLimit = timeLimit;
      Set<ColumnRef> columns = new LinkedHashSet<>(plan.read(plan.types().keySet()));
      columns.addAll(keys);
      List<ColumnRef> own = List.copyOf(columns);
      reader = fields.reader(own);
      lookups = new LocalLookups(plan, own, others);
      columns.addAll(lookups.columns());
      order = List.copyOf(columns);
    }

    private @Nullable Object[] read(R record) {
      return lookups.with(reader.read(record));
    }

    Map<Aggregate, Measurement> measure(Map<PassKind, Long> nanos) {
      Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
      for (Pass pass : plan.passes()) {
        long start = System.nanoTime();
        measured.putAll(
            pass.kind() == PassKind.SECOND
                ? SecondReading.measure(
                    pass,
                    new Measurements(measured),
                    plan.types(),
                    each -> PassKind.RECORDS,
                    this::measure)
                : measure(pass));
        nanos.merge(pass.kind(), System.nanoTime() - start, Long::sum);
      }
      return measured;
    }

    private Map<Aggregate, Measurement> measure(Pass pass) {
      try {
        List<Aggregate> ofAll =
            pass.aggregates().stream().filter(LocalDataQuality::isOfAll).toList();
        List<Aggregate.PerGroup> ofGroups = GroupProgram.perGroup(pass.aggregates());
        List<OrderedRecords> sorted =
            OrderProgram.of(pass.aggregates(), plan.types()).stream()
                .map(each -> new OrderedRecords(each, order, plan.types()))
                .toList();
        RecordProgram.Run run =
            new RecordProgram(ofAll, order, plan.types(), plan.wholeRow()).start();
        List<GroupedRecords> groups =
            GroupProgram.of(ofGroups, plan.types()).stream()
                .map(each -> new GroupedRecords(each, order, plan.types(), plan.wholeRow()))
                .toList();
        List<OfTwo> compared = new ArrayList<>();
        ComparedRows.all(pass.aggregates())
            .forEach(each -> compared.add(new ComparedRecords(each, order)));
        DriftProgram.all(
                pass.aggregates(), plan.types(), name -> others.get(name).fields().schema())
            .forEach(each -> compared.add(new DriftRecords(each, order)));
        boolean needsView =
            run.needsView()
                || groups.stream().anyMatch(GroupedRecords::needsView)
                || sorted.stream().anyMatch(OrderedRecords::needsView);
        for (R record : records) {
          String late = TimeLimit.exceeded(timeLimit, began);
          if (late != null) {
            return all(pass, new Measurement.NotReached(late));
          }
          @Nullable Object[] values = read(record);
          RecordView view = needsView ? reader.view(record) : null;
          run.add(values, view);
          groups.forEach(each -> each.add(values, view));
          sorted.forEach(each -> each.add(values, view));
          compared.forEach(each -> each.add(values));
        }
        Map<Aggregate, Measurement> measured = run.result().measure(ofAll);
        for (GroupedRecords each : groups) {
          Lookup keys = each.others();
          if (keys != null) {
            others
                .get(keys.other().dataset())
                .expect(each, keys, () -> TimeLimit.exceeded(timeLimit, began));
          }
          measured.putAll(each.measure());
        }
        sorted.forEach(each -> measured.putAll(each.measure()));
        for (OfTwo each : compared) {
          others.get(each.dataset()).compare(each, () -> TimeLimit.exceeded(timeLimit, began));
          measured.putAll(each.measure());
        }
        return measured;
      } catch (Throwable e) {
        RowFailure failure = RowCode.failure(e);
        return all(
            pass, new Measurement.Failed("the records could not be read: " + failure.marked(), e));
      }
    }

    /** Puts the keys that occur most often; why there are none, or null. */
    private @Nullable String repeat(
        Map<BoundConstraint, Aggregate.Groups> wanted,
        Map<BoundConstraint, List<Sample>> to,
        int samples) {
      Map<Aggregate, FrequencyState> counts = new LinkedHashMap<>();
      wanted.values().forEach(each -> counts.putIfAbsent(each, new FrequencyState()));
      KeyProgram.Keys keys =
          KeyProgram.of(
                  new RecordProgram(
                      List.copyOf(counts.keySet()), order, plan.types(), plan.wholeRow()))
              .start();
      List<FrequencyState> states = List.copyOf(counts.values());
      for (R record : records) {
        String late = TimeLimit.exceeded(timeLimit, began);
        if (late != null) {
          return SampleCollector.late(late);
        }
        @Nullable Object[] values = read(record);
        RecordView view = reader.view(record);
        for (int i = 0; i < states.size(); i++) {
          Object key = keys.read(i, values, view);
          if (key != null) {
            states.get(i).add(key);
          }
        }
      }
      wanted.forEach(
          (bound, each) -> {
            RepeatedKeys most = RepeatedKeys.of(plan, each, samples, wanted.size());
            counts.get(each).forEach((key, count) -> most.add(RepeatedKeys.parts(key), count));
            to.put(bound, most.samples());
          });
      return null;
    }

    /** Why there are no samples; null if they have been collected. */
    private @Nullable String collect(SampleCollector collector) throws Exception {
      for (R record : records) {
        String late = TimeLimit.exceeded(timeLimit, began);
        if (late != null) {
          return SampleCollector.late(late);
        }
        if (!collector.offer(read(record), reader.view(record))) {
          break;
        }
      }
      return null;
    }
  }

  /** Whether an aggregate is of all rows, in whatever order. */
  private static boolean isOfAll(Aggregate aggregate) {
    return switch (aggregate.work()) {
      case SCAN, SKETCH, KEYS, PAIRS, RANKED, RANKS, VALUES, SQL, SECOND -> true;
      case GROUPED, ORDERED, COMPARED -> false;
    };
  }

  private static Map<Aggregate, Measurement> all(Pass pass, Measurement measurement) {
    Map<Aggregate, Measurement> all = new LinkedHashMap<>();
    pass.aggregates().forEach(aggregate -> all.put(aggregate, measurement));
    return all;
  }
}
