package dev.assay.dq.spark;

import dev.assay.dq.Constraint;
import dev.assay.dq.Plan;
import dev.assay.dq.RecordView;
import dev.assay.dq.internal.execute.ComparedRows;
import dev.assay.dq.internal.execute.DriftProgram;
import dev.assay.dq.internal.execute.OrderMarks;
import dev.assay.dq.internal.execute.RecordProgram;
import dev.assay.dq.internal.execute.RowCode;
import dev.assay.dq.internal.execute.RowJudge;
import dev.assay.dq.internal.execute.RowMarks;
import dev.assay.dq.internal.execute.RowQuotes;
import dev.assay.dq.internal.execute.RowRule;
import dev.assay.dq.internal.execute.RowRules;
import dev.assay.dq.internal.execute.SecondReading;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.OtherKey;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.DataFiles;
import dev.assay.dq.internal.plan.Lookup;
import dev.assay.dq.internal.plan.Pass;
import dev.assay.dq.internal.plan.PassKind;
import dev.assay.dq.internal.plan.References;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.internal.plan.SecondLook;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.Measurements;
import dev.assay.dq.local.Fields;
import dev.assay.dq.result.JudgedRecord;
import dev.assay.dq.result.Sample;
import dev.assay.dq.spark.internal.rdd.ComparedRdds;
import dev.assay.dq.spark.internal.rdd.DriftRdds;
import dev.assay.dq.spark.internal.rdd.ReaderFactory;
import dev.assay.dq.spark.internal.rdd.RecordPasses;
import dev.assay.dq.spark.internal.rdd.RecordReader;
import dev.assay.dq.spark.internal.rdd.SamplePass;
import dev.assay.dq.spark.internal.rdd.SortedGroups;
import dev.assay.dq.spark.internal.rdd.SortedRows;
import dev.assay.dq.spark.internal.rdd.States;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;

/** Records of an RDD. */
final class RecordsSource<T> implements Source {

  private final JavaRDD<T> records;
  private final Fields<T> fields;
  private final RunData run;

  /** Records beside other data of the same run, which they can be asked with as well. */
  RecordsSource(JavaRDD<T> records, Fields<T> fields, RunData run) {
    this.records = records;
    this.fields = fields;
    this.run = run;
  }

  @Override
  public @Nullable DataFiles files() {
    return null;
  }

  @Override
  public Schema schema() {
    return fields.schema();
  }

  @Override
  public RunData run() {
    return run;
  }

  /** What keys of other records are looked up in. */
  RecordLookups.Other asOther() {
    return asOther(records, fields);
  }

  private static <U> RecordLookups.Other asOther(JavaRDD<U> other, Fields<U> fields) {
    return new RecordLookups.Other(
        fields.schema(), columns -> RecordLookups.values(other, readers(fields, columns)));
  }

  @Override
  public @Nullable Schema other(String dataset) {
    Source other = run.sources().get(OrderMarks.planned(dataset));
    return other == null ? null : other.schema();
  }

  @Override
  public Source capabilities(String dataset) {
    return Objects.requireNonNull(run.sources().get(OrderMarks.planned(dataset)), dataset);
  }

  @Override
  public SparkContext context() {
    return records.context();
  }

  @Override
  public String engine() {
    return "an RDD of records";
  }

  static PassKind recordPass(Aggregate aggregate) {
    return switch (aggregate.work()) {
      case SCAN, SKETCH -> PassKind.RECORDS;
      case SQL -> throw new IllegalArgumentException("records have no SQL: " + aggregate);
      case KEYS, PAIRS, RANKED, RANKS, VALUES -> PassKind.RECORD_KEYS;
      case GROUPED -> PassKind.SORTED_GROUPS;
      case ORDERED -> PassKind.ORDERED_RECORDS;
      case COMPARED -> PassKind.COMPARED;
      case SECOND -> PassKind.SECOND;
    };
  }

  @Override
  public PassKind passOf(Aggregate aggregate, boolean runsCode) {
    return recordPass(aggregate);
  }

  @Override
  public String reason(PassKind kind) {
    if (kind == PassKind.SORTED_GROUPS) {
      return "the records of a group are brought together: one shuffle and one sort for all groups";
    }
    if (kind == PassKind.ORDERED_RECORDS) {
      return "the records of a key are brought together in their order: one shuffle and one sort for"
          + " all rules";
    }
    if (kind == PassKind.COMPARED) {
      return DatasetSource.COMPARED;
    }
    return kind == PassKind.SECOND
        ? SecondLook.REASON
        : kind == PassKind.RECORD_KEYS
            ? "keys, exact quantiles and frequent values need the values of different partitions"
                + " together"
            : "all states in one action: each partition fills its own, and they are merged";
  }

  @Override
  public String sqlProblem(Expr.Sql expression) {
    return "sql("
        + expression.text()
        + ") can be evaluated only on a Dataset: say it with predicates or rowSatisfies(...)";
  }

  @Override
  public String sqlMetricProblem(String expression) {
    return "sqlMetric("
        + expression
        + ") can be evaluated only on a Dataset: say it with metrics, such as"
        + " number(\"price\").times(number(\"qty\")).sum().dividedBy(rowCount())";
  }

  @Override
  public @Nullable String sqlWarning(Expr.Sql expression) {
    return null;
  }

  @Override
  public @Nullable String comparisonProblem(Expr left, Schema.Type a, Expr right, Schema.Type b) {
    return null;
  }

  @Override
  public @Nullable String aggregateProblem(Aggregate aggregate, Map<ColumnRef, Schema.Type> types) {
    return null;
  }

  @Override
  public int scansAtOnce() {
    return 1;
  }

  @Override
  public List<Part> arrange(List<Pass> passes, Map<ColumnRef, Schema.Type> types) {
    List<Part> parts = new ArrayList<>();
    for (Pass pass : passes) {
      apart(pass.kind(), pass.aggregates())
          .forEach(each -> parts.add(new Part(pass.kind(), each, pass.reason())));
    }
    return parts;
  }

  @Override
  public Collection<List<Aggregate>> apart(PassKind kind, List<Aggregate> aggregates) {
    return kind == PassKind.SORTED_GROUPS ? byOthers(aggregates) : List.of(aggregates);
  }

  /** Groups that must be those of another dataset, with which they fail, apart from all others. */
  static Collection<List<Aggregate>> byOthers(List<Aggregate> aggregates) {
    Map<String, List<Aggregate>> by = new LinkedHashMap<>();
    for (Aggregate each : aggregates) {
      OtherKey others = each instanceof Aggregate.PerGroup groups ? groups.others() : null;
      by.computeIfAbsent(others == null ? "" : others.dataset(), name -> new ArrayList<>())
          .add(each);
    }
    return by.values();
  }

  @Override
  public boolean shipsCode() {
    return true;
  }

  @Override
  public Plan.Cost cost(
      List<Pass> planned, Map<ColumnRef, Lookup> lookups, Map<ColumnRef, Schema.Type> types) {
    List<Pass> passes = SecondLook.expanded(planned, RecordsSource::recordPass);
    int jobs = 0;
    int shuffles = 0;
    int merging = States.levels(partitions());
    for (Pass pass : passes) {
      jobs++;
      shuffles += Lookup.together(Lookup.of(pass, lookups)).size();
      shuffles += pass.kind() == PassKind.RECORDS ? merging : 0;
      shuffles +=
          pass.kind() == PassKind.SORTED_GROUPS || pass.kind() == PassKind.ORDERED_RECORDS ? 1 : 0;
      if (pass.kind() == PassKind.COMPARED) {
        int compared =
            (int)
                pass.aggregates().stream()
                    .filter(each -> each.work() == Aggregate.Work.COMPARED)
                    .count();
        int sorts = RecordCosts.distributions(pass);
        shuffles += compared + sorts;
        jobs += compared - 1 + sorts;
      }
      if (pass.kind() == PassKind.RECORD_KEYS) {
        shuffles += 1 + RecordCosts.shuffles(pass);
        jobs += RecordCosts.jobs(pass);
      }
    }
    List<String> notes = new ArrayList<>();
    if (merging > 0) {
      notes.add("the states of many partitions are merged in tasks");
    }
    if (passes.stream().anyMatch(pass -> RecordCosts.distributions(pass) > 0)) {
      notes.add(RecordCosts.DISTRIBUTIONS);
    }
    if (passes.stream().anyMatch(RecordCosts::comparesPairs)) {
      notes.add(RecordCosts.PAIRS);
    }
    return new Plan.Cost(jobs, shuffles, String.join("; ", notes));
  }

  /** A source that cannot even say its partitions fails when it is read, with its own verdict. */
  private int partitions() {
    try {
      return records.getNumPartitions();
    } catch (Exception e) {
      return 0;
    }
  }

  private List<ColumnRef> columns(RunPlan plan, List<ColumnRef> more) {
    Set<ColumnRef> all = plan.read(plan.types().keySet());
    all.addAll(more);
    return new ArrayList<>(all);
  }

  static <R> ReaderFactory<R> readers(Fields<R> fields, List<ColumnRef> columns) {
    return () -> {
      Fields.Reader<R> reader = fields.reader(columns);
      return new RecordReader<>() {
        @Override
        public @Nullable Object[] read(R record) {
          return reader.read(record);
        }

        @Override
        public RecordView view(R record, @Nullable Object[] values) {
          return reader.view(record);
        }
      };
    };
  }

  /** Marks the records. */
  RowMarks.Engine<JavaRDD<T>, JavaRDD<JudgedRecord<T>>> marking(RunPlan plan) {
    return marking(plan, run.records());
  }

  private RowMarks.Engine<JavaRDD<T>, JavaRDD<JudgedRecord<T>>> marking(
      RunPlan plan, Map<String, RecordLookups.Other> others) {
    return new RowMarks.Engine<>() {
      @Override
      public RowMarks.Engine<JavaRDD<T>, JavaRDD<JudgedRecord<T>>> with(JavaRDD<T> bad) {
        Map<String, RecordLookups.Other> more = new LinkedHashMap<>(others);
        more.put(RowRules.BAD_ROWS, asOther(bad, fields));
        return marking(plan, more);
      }

      @Override
      public RowMarks.Engine<JavaRDD<T>, JavaRDD<JudgedRecord<T>>> inOrder(OrderMarks marks) {
        Map<String, RecordLookups.Other> more = new LinkedHashMap<>(others);
        List<ColumnRef> read = List.copyOf(References.of(marks.rule()).columns());
        more.put(
            marks.name(),
            new RecordLookups.Other(
                fields.schema(),
                columns ->
                    SortedRows.breaking(
                        records,
                        readers(fields, read),
                        new RecordProgram(List.of(marks.rule()), read, plan.types(), List.of()),
                        columns)));
        return marking(plan, more);
      }

      @Override
      public JavaRDD<JudgedRecord<T>> annotated(RowMarks.Marks marks) {
        return judged(plan, marks.rules(), marks.most(), marks.quotes(), others);
      }

      @Override
      public JavaRDD<JudgedRecord<T>> bad(RowMarks.Marks marks) {
        return annotated(marks).filter(each -> !each.isGood());
      }

      @Override
      public JavaRDD<T> clean(List<RowRule> rules) {
        return judged(plan, rules, 1, null, others)
            .filter(each -> each.violations().isEmpty())
            .map(JudgedRecord::value);
      }

      @Override
      public JavaRDD<T> violating(List<RowRule> rules) {
        return judged(plan, rules, 1, null, others)
            .filter(each -> !each.violations().isEmpty())
            .map(JudgedRecord::value);
      }
    };
  }

  /** Where a record travels beside its values. */
  private static final ColumnRef RECORD = ColumnRef.exactly("\u0000record");

  private JavaRDD<JudgedRecord<T>> judged(
      RunPlan plan,
      List<RowRule> some,
      int most,
      @Nullable RowQuotes quotes,
      Map<String, RecordLookups.Other> others) {
    ArrayList<RowRule> rules = new ArrayList<>(some);
    Set<ColumnRef> wanted = new LinkedHashSet<>();
    rules.forEach(each -> wanted.addAll(References.of(each.rows()).columns()));
    List<Lookup> lookups = plan.lookups(wanted);
    ArrayList<ColumnRef> columns = new ArrayList<>(columns(plan, List.of()));
    LinkedHashMap<ColumnRef, Schema.Type> types = new LinkedHashMap<>(plan.types());
    ReaderFactory<T> readers = readers(fields, columns);
    if (lookups.isEmpty()) {
      return records.mapPartitions(
          each -> {
            RecordReader<T> reader = readers.start();
            RowJudge judge = new RowJudge(rules, columns, types, quotes);
            return RecordLookups.mapped(
                RowCode.reading(each),
                record -> {
                  @Nullable Object[] values = reader.read(record);
                  return judge.judge(record, values, reader.view(record, values), most);
                });
          });
    }
    List<ColumnRef> own = new ArrayList<>(columns);
    own.add(RECORD);
    int at = columns.size();
    JavaRDD<@Nullable Object[]> values =
        records.mapPartitions(
            each -> {
              RecordReader<T> reader = readers.start();
              return RecordLookups.mapped(
                  RowCode.reading(each),
                  record -> {
                    @Nullable Object[] mine = Arrays.copyOf(reader.read(record), at + 1);
                    mine[at] = record;
                    return mine;
                  });
            });
    RecordLookups found = new RecordLookups(plan, lookups, own, others);
    ArrayList<ColumnRef> all = new ArrayList<>(found.columns());
    return found
        .joined(values)
        .mapPartitions(
            each -> {
              RecordReader<T> reader = readers.start();
              RowJudge judge = new RowJudge(rules, all, types, quotes);
              return RecordLookups.mapped(
                  each,
                  row -> {
                    @SuppressWarnings("unchecked") // it was put there above
                    T record = (T) row[at];
                    return judge.judge(record, row, reader.view(record, row), most);
                  });
            });
  }

  @Override
  public Map<Aggregate, Measurement> measure(RunPlan plan, Pass pass, Measurements soFar) {
    if (pass.kind() == PassKind.SECOND) {
      return SecondReading.measure(
          pass, soFar, plan.types(), RecordsSource::recordPass, part -> measure(plan, part, soFar));
    }
    if (pass.kind() == PassKind.COMPARED) {
      return compared(plan, pass, RowCounts.rows(soFar));
    }
    List<ColumnRef> columns = columns(plan, List.of());
    List<Lookup> lookups = plan.lookups(pass);
    if (lookups.isEmpty()) {
      return measure(plan, pass, soFar, run.records(), columns, records, readers(fields, columns));
    }
    RecordLookups found = new RecordLookups(plan, lookups, columns, run.records());
    return measure(
        plan,
        pass,
        soFar,
        run.records(),
        found.columns(),
        found.joined(RecordLookups.values(records, readers(fields, columns))),
        RecordLookups.READERS);
  }

  private Map<Aggregate, Measurement> compared(RunPlan plan, Pass pass, long rows) {
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    for (ComparedRows each : ComparedRows.all(pass.aggregates())) {
      List<ColumnRef> mine = each.columns(true);
      List<ColumnRef> theirs = each.columns(false);
      RecordLookups.Other other =
          Objects.requireNonNull(run.records().get(each.compared().dataset()));
      measured.putAll(
          RowCounts.together(
              measured,
              ComparedRdds.run(
                  RecordLookups.values(records, readers(fields, mine)),
                  other.values().apply(theirs),
                  each,
                  rows)));
    }
    for (DriftProgram each : DriftProgram.all(pass.aggregates(), plan.types(), this::other)) {
      RecordLookups.Other other = Objects.requireNonNull(run.records().get(each.dataset()));
      measured.putAll(
          RowCounts.together(
              measured,
              DriftRdds.run(
                  RecordLookups.values(records, readers(fields, each.columns(true))),
                  other.values().apply(each.columns(false)),
                  each,
                  rows)));
    }
    return measured;
  }

  private static <R> Map<Aggregate, Measurement> measure(
      RunPlan plan,
      Pass pass,
      Measurements soFar,
      Map<String, RecordLookups.Other> others,
      List<ColumnRef> columns,
      JavaRDD<R> records,
      ReaderFactory<R> readers) {
    RecordProgram program =
        new RecordProgram(pass.aggregates(), columns, plan.types(), plan.wholeRow());
    if (pass.kind() == PassKind.SORTED_GROUPS) {
      return SortedGroups.run(
          records,
          readers,
          program,
          RowCounts.rows(soFar),
          lookup -> RecordLookups.keys(lookup, others));
    }
    if (pass.kind() == PassKind.ORDERED_RECORDS) {
      return SortedRows.run(records, readers, program, RowCounts.rows(soFar));
    }
    return pass.kind() == PassKind.RECORD_KEYS
        ? RecordPasses.keys(records, readers, program, RowCounts.rows(soFar))
        : RecordPasses.measured(program, RecordPasses.states(records, readers, program));
  }

  @Override
  public Map<BoundConstraint, List<Sample>> samples(
      RunPlan plan, List<BoundConstraint> failed, List<ColumnRef> keys, int limit) {
    List<ColumnRef> columns = columns(plan, keys);
    Map<Boolean, List<BoundConstraint>> byLookup =
        failed.stream()
            .collect(Collectors.partitioningBy(each -> !plan.lookups(read(each)).isEmpty()));
    Map<BoundConstraint, List<Sample>> samples = new LinkedHashMap<>();
    List<BoundConstraint> plain = byLookup.get(false);
    if (!plain.isEmpty()) {
      samples.putAll(
          SamplePass.collect(records, readers(fields, columns), columns, plan, plain, keys, limit));
    }
    List<BoundConstraint> lookingUp = byLookup.get(true);
    if (!lookingUp.isEmpty()) {
      Set<ColumnRef> wanted = new LinkedHashSet<>();
      lookingUp.forEach(each -> wanted.addAll(read(each)));
      RecordLookups found = new RecordLookups(plan, plan.lookups(wanted), columns, run.records());
      samples.putAll(
          SamplePass.collect(
              found.joined(RecordLookups.values(records, readers(fields, columns))),
              RecordLookups.READERS,
              found.columns(),
              plan,
              lookingUp,
              keys,
              limit));
    }
    return samples;
  }

  @Override
  public JavaPairRDD<@Nullable Object[], Long> repeated(
      RunPlan plan, Aggregate.Groups counted, long rows) {
    List<ColumnRef> columns = columns(plan, List.of());
    List<Lookup> lookups = plan.lookups(References.of(counted).columns());
    if (lookups.isEmpty()) {
      RecordProgram program =
          new RecordProgram(List.of(counted), columns, plan.types(), plan.wholeRow());
      return RecordPasses.repeated(records, readers(fields, columns), program, rows);
    }
    RecordLookups found = new RecordLookups(plan, lookups, columns, run.records());
    RecordProgram program =
        new RecordProgram(List.of(counted), found.columns(), plan.types(), plan.wholeRow());
    return RecordPasses.repeated(
        found.joined(RecordLookups.values(records, readers(fields, columns))),
        RecordLookups.READERS,
        program,
        rows);
  }

  private static Set<ColumnRef> read(BoundConstraint bound) {
    return References.of((Constraint.OnRows) bound.bound()).columns();
  }
}
