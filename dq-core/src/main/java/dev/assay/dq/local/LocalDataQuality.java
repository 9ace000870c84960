package dev.assay.dq.local;

import dev.assay.dq.execute.Judge;
import dev.assay.dq.execute.RecordProgram;
import dev.assay.dq.execute.SampleCollector;
import dev.assay.dq.model.Check;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Predicate;
import dev.assay.dq.plan.Aggregate;
import dev.assay.dq.plan.BoundConstraint;
import dev.assay.dq.plan.Pass;
import dev.assay.dq.plan.PassKind;
import dev.assay.dq.plan.Plan;
import dev.assay.dq.plan.Planner;
import dev.assay.dq.plan.Schema;
import dev.assay.dq.plan.SourceRules;
import dev.assay.dq.result.Sample;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.state.Measurement;
import dev.assay.dq.state.Measurements;
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
  private int samples;

  private LocalDataQuality(Iterable<? extends T> records, Fields<T> fields) {
    this.records = records;
    this.fields = fields;
  }

  /**
   * Verifies checks.
   *
   * @param records the data; iterated once
   * @param fields how a record is read
   * @param checks the checks
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
   * @param checks the checks
   * @return the plan
   * @throws IllegalArgumentException if an argument is null, there is no check, or two have one
   *     name
   */
  public static Plan plan(Fields<?> fields, Check... checks) {
    return Planner.plan(notNull(fields, "fields").schema(), RULES, Arrays.asList(checks));
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
   * Runs.
   *
   * @return the verdicts
   * @throws IllegalArgumentException if there is no check, two have one name, or a key column of
   *     the samples does not exist
   */
  public VerificationResult run() {
    Plan plan = Planner.plan(fields.schema(), RULES, checks);
    List<ColumnRef> keys = keyColumns.stream().map(this::resolve).toList();
    Set<ColumnRef> columns = new LinkedHashSet<>(plan.types().keySet());
    columns.addAll(keys);
    List<ColumnRef> order = List.copyOf(columns);
    Fields.Reader<T> reader = fields.reader(order);
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    Map<PassKind, Long> nanos = new LinkedHashMap<>();
    for (Pass pass : plan.passes()) {
      long start = System.nanoTime();
      RecordProgram.Run run =
          new RecordProgram(pass.aggregates(), order, plan.types(), plan.wholeRow()).start();
      for (T record : records) {
        run.add(reader.read(record), run.needsView() ? reader.view(record) : null);
      }
      measured.putAll(run.result().measure(pass.aggregates()));
      nanos.put(pass.kind(), System.nanoTime() - start);
    }
    Measurements measurements = new Measurements(measured);
    return Judge.judge(
        plan,
        measurements,
        new Judge.Context(nanos, samples(plan, measurements, reader, order, keys)));
  }

  private ColumnRef resolve(String key) {
    Schema.Resolution found = fields.schema().resolve(ColumnRef.parse(key));
    if (found.ref() == null) {
      throw new IllegalArgumentException("The key column of samples: " + found.problem());
    }
    return found.ref();
  }

  private Map<BoundConstraint, List<Sample>> samples(
      Plan plan,
      Measurements measured,
      Fields.Reader<T> reader,
      List<ColumnRef> columns,
      List<ColumnRef> keys) {
    List<BoundConstraint> failed = SampleCollector.failed(plan, measured);
    if (samples == 0 || failed.isEmpty()) {
      return Map.of();
    }
    SampleCollector collector = new SampleCollector(plan, failed, columns, keys, samples);
    try {
      for (T record : records) {
        if (!collector.offer(reader.read(record), reader.view(record))) {
          break;
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException("a predicate that judged all records now fails: " + e, e);
    }
    return collector.samples();
  }

  private static final SourceRules RULES =
      new SourceRules() {
        @Override
        public String engine() {
          return "records in memory";
        }

        @Override
        public PassKind passOf(Aggregate aggregate, boolean runsCode) {
          return PassKind.RECORDS;
        }

        @Override
        public String reason(PassKind kind) {
          return "everything in one iteration over the records";
        }

        @Override
        public String sqlProblem(Predicate.Sql expression) {
          return "sql("
              + expression.expression()
              + ") can be evaluated only by Spark, on a Dataset: say it with predicates or"
              + " rowSatisfies(...)";
        }

        @Override
        public @Nullable String comparisonProblem(
            Predicate.CompareColumns comparison, Map<ColumnRef, Schema.Type> types) {
          return null;
        }

        @Override
        public @Nullable String aggregateProblem(
            Aggregate aggregate, Map<ColumnRef, Schema.Type> types) {
          return null;
        }

        @Override
        public List<Part> arrange(List<Pass> passes, Map<ColumnRef, Schema.Type> types) {
          return passes.stream().map(Part::of).toList();
        }

        @Override
        public boolean shipsCode() {
          return false;
        }

        @Override
        public Plan.Cost cost(List<Pass> passes) {
          return new Plan.Cost(0, 0, "no Spark is started");
        }
      };
}
