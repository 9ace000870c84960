package dev.assay.dq.spark;

import dev.assay.dq.Constraint;
import dev.assay.dq.Plan;
import dev.assay.dq.internal.execute.ComparedRows;
import dev.assay.dq.internal.execute.DriftProgram;
import dev.assay.dq.internal.execute.GroupProgram;
import dev.assay.dq.internal.execute.OrderMarks;
import dev.assay.dq.internal.execute.OrderProgram;
import dev.assay.dq.internal.execute.RecordProgram;
import dev.assay.dq.internal.execute.RowCode;
import dev.assay.dq.internal.execute.RowMarks;
import dev.assay.dq.internal.execute.SecondReading;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Fault;
import dev.assay.dq.internal.model.Key;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.DataFiles;
import dev.assay.dq.internal.plan.Lookup;
import dev.assay.dq.internal.plan.Pass;
import dev.assay.dq.internal.plan.PassKind;
import dev.assay.dq.internal.plan.References;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.internal.plan.SecondLook;
import dev.assay.dq.internal.plan.Types;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.Measurements;
import dev.assay.dq.result.Sample;
import dev.assay.dq.spark.internal.compile.Analysis;
import dev.assay.dq.spark.internal.compile.EncodedRow;
import dev.assay.dq.spark.internal.compile.Lowering;
import dev.assay.dq.spark.internal.compile.SparkSchemas;
import dev.assay.dq.spark.internal.compile.Subqueries;
import dev.assay.dq.spark.internal.frame.ComparedScan;
import dev.assay.dq.spark.internal.frame.DriftScan;
import dev.assay.dq.spark.internal.frame.GroupPasses;
import dev.assay.dq.spark.internal.frame.GroupedScan;
import dev.assay.dq.spark.internal.frame.Lookups;
import dev.assay.dq.spark.internal.frame.OrderedScan;
import dev.assay.dq.spark.internal.frame.PackedKeys;
import dev.assay.dq.spark.internal.frame.Rereading;
import dev.assay.dq.spark.internal.frame.ScanPass;
import dev.assay.dq.spark.internal.frame.SqlPass;
import dev.assay.dq.spark.internal.frame.StableReading;
import dev.assay.dq.spark.internal.rdd.PassingRows;
import dev.assay.dq.spark.internal.rdd.ReaderFactory;
import dev.assay.dq.spark.internal.rdd.RecordPasses;
import dev.assay.dq.spark.internal.rdd.SamplePass;
import dev.assay.dq.spark.internal.rdd.SortedGroups;
import dev.assay.dq.spark.internal.rdd.SortedRows;
import dev.assay.dq.spark.internal.rdd.States;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/** A Dataset. */
final class DatasetSource implements Source {

  /** Why rows are compared by themselves. */
  static final String COMPARED =
      "what is compared of both datasets is brought together by what tells it apart: one shuffle of"
          + " both";

  private final Dataset<Row> data;

  /** The data before they were joined with others; else the same. */
  private final Dataset<Row> read;

  private final Schema schema;
  private final boolean adaptive;
  private final boolean allColumns;

  /** The data as they were given. */
  private final Dataset<Row> given;

  private final RunData run;
  private volatile @Nullable Boolean cheapToReread;

  /** Of lookups that are only counted, whether Spark sends the other keys to all tasks. */
  private final Map<Lookup, Boolean> sends = new ConcurrentHashMap<>();

  /** Whether what a scan would measure is planned to be taken from rows that are written. */
  private final boolean writing;

  /** What was seen of the rows while they were written; null if they tell nothing. */
  private final @Nullable Map<Aggregate, Measurement> seen;

  /** Why what was written cannot stand for the data; null if it does, or is not to. */
  private final @Nullable String notReadBack;

  /** A dataset beside others of the same run, which it can be asked with as well. */
  DatasetSource(Dataset<Row> data, RunData run) {
    StableReading reading = StableReading.of(data);
    this.allColumns = reading.allColumns();
    this.given = data;
    this.data = reading.data();
    this.read = reading.data();
    this.schema =
        SparkSchemas.of(
            this.data.schema(),
            Boolean.parseBoolean(data.sparkSession().conf().get("spark.sql.caseSensitive")));
    this.adaptive = GroupPasses.isAdaptive(data);
    this.run = run;
    this.writing = false;
    this.seen = null;
    this.notReadBack = null;
  }

  /** The same with what comes of looking keys up in columns of their own. */
  private DatasetSource(DatasetSource source, Dataset<Row> joined) {
    this(source, joined, false, null, null);
  }

  private DatasetSource(
      DatasetSource source,
      Dataset<Row> data,
      boolean writing,
      @Nullable Map<Aggregate, Measurement> seen,
      @Nullable String notReadBack) {
    this.given = source.given;
    this.data = data;
    this.read = source.read;
    this.schema = source.schema;
    this.adaptive = source.adaptive;
    this.allColumns = source.allColumns;
    this.run = source.run;
    this.writing = writing;
    this.seen = seen;
    this.notReadBack = notReadBack;
  }

  /** What keys of other data are looked up in. */
  Lookups.Other asOther() {
    return new Lookups.Other(data, schema);
  }

  /** What keys of records are looked up in. */
  RecordLookups.Other asRecords() {
    return RecordLookups.Other.of(data, schema);
  }

  @Override
  public String unknown(String dataset) {
    return run.sources().containsKey(dataset)
        ? dataset
            + " is an RDD in this run, which keys and metrics of a Dataset cannot be compared with:"
            + " give it as a Dataset too"
        : Source.super.unknown(dataset);
  }

  @Override
  public @Nullable Schema other(String dataset) {
    DatasetSource other = run.datasets().get(OrderMarks.planned(dataset));
    return other == null ? null : other.schema;
  }

  @Override
  public DatasetSource capabilities(String dataset) {
    return Objects.requireNonNull(run.datasets().get(OrderMarks.planned(dataset)), dataset);
  }

  @Override
  public DataFiles files() {
    return new InputFiles(given);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public SparkContext context() {
    return data.sparkSession().sparkContext();
  }

  @Override
  public String engine() {
    return "a Dataset of " + schema.fields().size() + " columns";
  }

  @Override
  public PassKind passOf(Aggregate aggregate, boolean runsCode) {
    return passesBy(aggregate) && (writing || run.keeping != null)
        ? writing ? PassKind.WRITING : PassKind.RECORDS
        : readingOf(aggregate, runsCode);
  }

  /** Where an aggregate is computed that the data are read for. */
  private PassKind readingOf(Aggregate aggregate, boolean runsCode) {
    if (runsCode) {
      return RecordsSource.recordPass(aggregate);
    }
    return switch (aggregate.work()) {
      case SCAN, SKETCH -> PassKind.SCAN;
      case KEYS -> packs(aggregate) ? PassKind.PACKED_KEYS : PassKind.KEYS;
      case RANKS -> PassKind.RANKS;
      case PAIRS -> PassKind.PAIRS;
      case RANKED -> PassKind.RECORD_KEYS;
      case VALUES -> PassKind.VALUES;
      case SQL -> PassKind.SQL;
      case GROUPED -> isScanned(aggregate) ? PassKind.GROUPS : PassKind.SORTED_GROUPS;
      case ORDERED -> PassKind.ORDERED;
      case COMPARED -> PassKind.COMPARED;
      case SECOND -> PassKind.SECOND;
    };
  }

  /** Whether plain Java can take it from a row that passes by, without asking any other. */
  private static boolean passesBy(Aggregate aggregate) {
    return switch (aggregate.work()) {
      case SCAN, SKETCH -> {
        References read = References.of(aggregate);
        yield !read.sql() && read.columns().stream().noneMatch(ColumnRef::isLookup);
      }
      case KEYS, RANKS, PAIRS, RANKED, VALUES, SQL, GROUPED, ORDERED, COMPARED, SECOND -> false;
    };
  }

  /** Whether a scan could compute all that is measured in a group. */
  private static boolean isScanned(Aggregate aggregate) {
    return !References.of(aggregate).code()
        && ((Aggregate.PerGroup) aggregate)
            .inEach().stream()
                .allMatch(
                    each ->
                        each.work() == Aggregate.Work.SCAN || each.work() == Aggregate.Work.SKETCH);
  }

  private PassKind readingOf(Aggregate aggregate) {
    return readingOf(aggregate, References.of(aggregate).code());
  }

  @Override
  public RunData run() {
    return run;
  }

  @Override
  public int scansAtOnce() {
    return run.scansAtOnce;
  }

  private boolean packs(Aggregate counted) {
    Key key = counted.key();
    if (run.keyStrategy != KeyStrategy.AUTO || key == null || key.isWholeRow()) {
      return false;
    }
    Map<ColumnRef, Schema.Type> types = new LinkedHashMap<>();
    for (ColumnRef ref : References.of(counted).columns()) {
      Schema.Type type = schema.resolve(ref).type();
      if (type != null) {
        types.put(ref, type);
      }
    }
    return PackedKeys.fits(key.parts().stream().map(part -> Types.of(part, types)).toList());
  }

  @Override
  public List<Part> arrange(List<Pass> needed, Map<ColumnRef, Schema.Type> types) {
    List<Pass> passes = byGrouping(needed);
    Pass host = hostOfRowCount(passes);
    List<Part> parts = new ArrayList<>();
    for (Pass pass : passes) {
      if (pass.equals(host)) {
        List<Aggregate> all = new ArrayList<>(passes.get(0).aggregates());
        all.addAll(pass.aggregates());
        parts.add(new Part(pass.kind(), all, pass.reason()));
      } else if (pass.kind() != PassKind.SCAN) {
        parts.add(Part.of(pass));
      } else if (host == null) {
        parts.addAll(
            new ScanArrangement(pass, types, run.scanStrategy, this::isCheapToReread).parts());
      }
    }
    return parts;
  }

  @Override
  public Collection<List<Aggregate>> apart(PassKind kind, List<Aggregate> aggregates) {
    return switch (kind) {
      case GROUPS -> grouped(GroupProgram.perGroup(aggregates));
      case SORTED_GROUPS -> RecordsSource.byOthers(aggregates);
      case ORDERED -> bySorting(aggregates);
      case WRITING,
          SCAN,
          PACKED_KEYS,
          KEYS,
          RANKS,
          VALUES,
          PAIRS,
          SQL,
          COMPARED,
          ORDERED_RECORDS,
          RECORDS,
          RECORD_KEYS,
          SECOND ->
          List.of(aggregates);
    };
  }

  /**
   * Each grouping in a pass of its own, which is one group-by. What is sorted anyway is not grouped
   * besides, but for SQL, which only Spark can evaluate.
   */
  private static List<Pass> byGrouping(List<Pass> needed) {
    List<Aggregate.PerGroup> grouped = new ArrayList<>();
    List<Aggregate> sorted = new ArrayList<>();
    Set<Aggregate.PerGroup.Grouping> sortedBy = new LinkedHashSet<>();
    for (Pass pass : needed) {
      if (pass.kind() == PassKind.SORTED_GROUPS) {
        sorted.addAll(pass.aggregates());
        GroupProgram.perGroup(sorted).forEach(each -> sortedBy.add(each.grouping()));
      }
    }
    for (Pass pass : needed) {
      if (pass.kind() == PassKind.GROUPS) {
        for (Aggregate.PerGroup each : GroupProgram.perGroup(pass.aggregates())) {
          if (sortedBy.contains(each.grouping()) && !References.of(each).sql()) {
            sorted.add(each);
          } else {
            grouped.add(each);
          }
        }
      }
    }
    List<Pass> passes = new ArrayList<>();
    for (Pass pass : needed) {
      if (pass.kind() == PassKind.ORDERED) {
        bySorting(pass.aggregates()).forEach(each -> passes.add(pass.with(each)));
      } else if (pass.kind() == PassKind.COMPARED) {
        pass.aggregates().forEach(each -> passes.add(pass.with(List.of(each))));
      } else if (pass.kind() == PassKind.GROUPS) {
        grouped(grouped).forEach(each -> passes.add(pass.with(each)));
      } else if (pass.kind() == PassKind.SORTED_GROUPS) {
        RecordsSource.byOthers(sorted).forEach(each -> passes.add(pass.with(each)));
      } else {
        passes.add(pass);
      }
    }
    return passes;
  }

  private static List<List<Aggregate>> grouped(List<Aggregate.PerGroup> aggregates) {
    return GroupProgram.byGrouping(aggregates).values().stream()
        .map(List::<Aggregate>copyOf)
        .toList();
  }

  /** Each sorting in a pass of its own, which is one shuffle and one sort. */
  private static Collection<List<Aggregate>> bySorting(List<Aggregate> aggregates) {
    Map<OrderProgram.Sorting, List<Aggregate>> sorted = new LinkedHashMap<>();
    for (Aggregate.InOrder each : OrderProgram.inOrder(aggregates)) {
      sorted.computeIfAbsent(OrderProgram.Sorting.of(each), sorting -> new ArrayList<>()).add(each);
    }
    return sorted.values();
  }

  /**
   * The pass that counts the rows besides, where a scan would do nothing else; null where the scan
   * does more, or tells how a key is best grouped.
   */
  private @Nullable Pass hostOfRowCount(List<Pass> passes) {
    Pass scan = passes.isEmpty() ? null : passes.get(0);
    boolean onlyRows =
        scan != null
            && scan.kind() == PassKind.SCAN
            && passes.size() > 1
            && scan.aggregates().stream().allMatch(Aggregate.Rows.ALL::equals);
    if (!onlyRows) {
      return null;
    }
    for (Pass pass : passes) {
      // else it fails with the other dataset, and would take what else there is with it
      boolean mayHost = passes.size() == 2 || !readsAnother(pass);
      boolean hosts =
          pass.kind() == PassKind.RECORDS
              || pass.kind() == PassKind.SQL
              || pass.kind() == PassKind.PACKED_KEYS
              || pass.kind() == PassKind.SORTED_GROUPS
              || pass.kind() == PassKind.ORDERED
              || pass.kind() == PassKind.ORDERED_RECORDS
              || pass.kind() == PassKind.COMPARED
              || (pass.kind() == PassKind.GROUPS && !GroupPasses.mayBeFew(data))
              || (pass.kind() == PassKind.KEYS
                  && pass.aggregates().size() == 1
                  && !GroupPasses.mayBeFew(data));
      if (hosts && mayHost) {
        return pass;
      }
    }
    return null;
  }

  /** Whether a pass reads another dataset whole. */
  private static boolean readsAnother(Pass pass) {
    return pass.kind() == PassKind.COMPARED
        || GroupProgram.perGroup(pass.aggregates()).stream().anyMatch(it -> it.others() != null);
  }

  private boolean isCheapToReread() {
    if (cheapToReread == null) {
      cheapToReread = Rereading.isCheap(data);
    }
    return cheapToReread;
  }

  @Override
  public String reason(PassKind kind) {
    return switch (kind) {
      case WRITING ->
          "taken from the rows while they are written: the data are not read for it, and nothing is"
              + " shuffled";
      case PACKED_KEYS ->
          "the keys fit 64-bit words, so the words are counted: exact, and only they are shuffled";
      case SCAN -> "one fused aggregation; the data are read once and not shuffled";
      case KEYS ->
          run.keyStrategy == KeyStrategy.GROUP_BY
              ? "keys are grouped, as asked for: all of them together in one query"
              : "keys must be grouped: all of them together in one query";
      case RANKS -> "an exact quantile needs the values in order: all of them in one query";
      case VALUES -> "frequent values must be counted: all of them in one query";
      case PAIRS -> "pairs of values must be counted: all of them in one query";
      case SQL ->
          "what SQL of yours needs is not known, so it runs apart from the scan: one aggregation"
              + " for all of the same rows";
      case GROUPS -> "all metrics of the same groups in one group-by; groups are judged in tasks";
      case SORTED_GROUPS ->
          "what is counted or sorted within a group needs its rows together: one shuffle and one"
              + " sort for all groups";
      case ORDERED ->
          "the rows of a key are brought together in their order: one shuffle and one sort for all"
              + " rules of the same key and order";
      case COMPARED -> COMPARED;
      case ORDERED_RECORDS ->
          "rows that Java code says something of are brought together in their order: one shuffle"
              + " and one sort for all rules";
      case RECORDS -> "Java code is opaque to Spark, so rows are handed to it: one action for all";
      case RECORD_KEYS ->
          "keys of rows that Java code selects, and pairs of values that are ranked, are counted by"
              + " shuffling them";
      case SECOND -> SecondLook.REASON;
    };
  }

  @Override
  public @Nullable String sqlProblem(Expr.Sql expression) {
    Exception refusal = Analysis.refusal(() -> ScanPass.analyse(data, expression));
    if (refusal == null) {
      return null;
    }
    String said = String.valueOf(refusal.getMessage());
    String sql = "sql(" + expression.text() + ") ";
    if (said.contains("aggregate function in the argument of another aggregate function")) {
      return sql
          + "summarises many rows, but a predicate judges one row at a time: bound a metric"
          + " instead, such as number(\"x\").mean().isAtMost(1), or give the dataset what each row"
          + " is compared with as a column, with withColumn and a window";
    }
    if (said.contains("a window function inside an aggregate function")) {
      return sql
          + "looks at other rows through a window, but a predicate judges one row at a time: give"
          + " the dataset what the window says as a column first, with withColumn, and check that";
    }
    return sql
        + "is not a boolean expression over this dataset: "
        + said.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .findFirst()
            .orElse(refusal.getClass().getName());
  }

  @Override
  public @Nullable String sqlMetricProblem(String expression) {
    return SqlPass.problem(data, expression);
  }

  @Override
  public @Nullable String sqlWarning(Expr.Sql expression) {
    return Subqueries.shadowing(data, expression.text());
  }

  @Override
  public @Nullable String comparisonProblem(Expr left, Schema.Type a, Expr right, Schema.Type b) {
    return Lowering.comparisonProblem(left, a, right, b);
  }

  @Override
  public @Nullable String aggregateProblem(Aggregate aggregate, Map<ColumnRef, Schema.Type> types) {
    if (aggregate.work() == Aggregate.Work.GROUPED) {
      return groupsProblem((Aggregate.PerGroup) aggregate, types);
    }
    if (aggregate instanceof Aggregate.ApproxRank rank) {
      TypeKind kind = Types.of(rank.value(), types).kind();
      if (!kind.isNumeric() && kind != TypeKind.DATE && kind != TypeKind.TIMESTAMP) {
        return "Spark has no approximate quantile of "
            + kind.name().toLowerCase(java.util.Locale.ROOT)
            + " values: use the exact quantile";
      }
    }
    boolean sql = References.of(aggregate).sql();
    return sql && References.of(aggregate).code()
        ? "sql(...) and rowSatisfies(...) cannot check the same row together: make two constraints"
        : null;
  }

  private @Nullable String groupsProblem(
      Aggregate.PerGroup groups, Map<ColumnRef, Schema.Type> types) {
    return References.of(groups).sql() && !isScanned(groups)
        ? "what is counted or sorted within a group cannot be of rows that sql(...) selects or"
            + " judges: say it with predicates, or make it a column of the dataset first"
        : groups.inEach().stream()
            .map(each -> aggregateProblem(each, types))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  @Override
  public boolean shipsCode() {
    return true;
  }

  @Override
  public Plan.Cost cost(
      List<Pass> planned, Map<ColumnRef, Lookup> lookups, Map<ColumnRef, Schema.Type> types) {
    List<Pass> passes = SecondLook.expanded(planned, this::readingOf);
    int jobs = 0;
    int shuffles = 0;
    boolean anySent = false;
    for (Pass pass : passes) {
      if (pass.kind() == PassKind.WRITING) {
        continue; // the jobs are those of the user's own writing
      }
      Map<Lookup, List<Aggregate.Verdicts>> asked = asked(pass, Lookup.of(pass, lookups));
      Set<Lookup> sent = sent(asked, types);
      Lookups.Cost counted = Lookups.cost(List.copyOf(asked.keySet()), sent, run.others(), types);
      anySent |= !sent.isEmpty();
      boolean only = !asked.isEmpty() && joined(pass).isEmpty();
      int queries = pass.kind() == PassKind.SQL ? SqlPass.queries(pass.aggregates()) : 1;
      jobs += counted.queries() + counted.sent() + (only ? 0 : queries) + subqueries(pass);
      int own =
          switch (pass.kind()) {
            case SCAN, PACKED_KEYS, SORTED_GROUPS, ORDERED, ORDERED_RECORDS, COMPARED ->
                only ? 0 : 1;
            case GROUPS -> readsAnother(pass) ? 2 : 1;
            case KEYS, RANKS, VALUES -> 2;
            case PAIRS -> 4;
            case SQL -> queries;
            case WRITING, RECORDS, SECOND -> 0;
            case RECORD_KEYS -> 1 + RecordCosts.shuffles(pass);
          };
      List<Lookup> rows = lookedUp(joined(pass)).stream().map(lookups::get).toList();
      int joins = Lookup.together(rows).size();
      own += counted.shuffles() + 2 * joins;
      shuffles += own;
      int sorts = RecordCosts.distributions(pass);
      shuffles += sorts;
      jobs += sorts;
      if (pass.kind() == PassKind.RECORD_KEYS) {
        jobs += RecordCosts.jobs(pass);
      } else if (adaptive
          && pass.kind() != PassKind.PACKED_KEYS
          && pass.kind() != PassKind.ORDERED_RECORDS
          && pass.kind() != PassKind.SORTED_GROUPS) {
        jobs += own;
      } else {
        // those of the shuffles, or what Spark sends to all tasks comes to the driver first
        jobs += adaptive ? 2 * joins : joins;
      }
    }
    return new Plan.Cost(jobs, shuffles, String.join("; ", costNotes(passes, anySent)));
  }

  private static int subqueries(Pass pass) {
    return pass.aggregates().stream()
        .flatMap(aggregate -> References.of(aggregate).expressions().stream())
        .distinct()
        .mapToInt(Subqueries::count)
        .sum();
  }

  private static boolean runsCodeOfTheUser(Pass pass) {
    return pass.kind() == PassKind.RECORDS
        || pass.aggregates().stream().anyMatch(aggregate -> References.of(aggregate).sql());
  }

  private static boolean groups(Pass pass) {
    return pass.kind() == PassKind.KEYS
        || pass.kind() == PassKind.GROUPS
        || pass.kind() == PassKind.RANKS
        || pass.kind() == PassKind.VALUES
        || pass.kind() == PassKind.PAIRS;
  }

  private List<String> costNotes(List<Pass> passes, boolean anySent) {
    List<String> notes = new ArrayList<>();
    if (adaptive) {
      notes.add("adaptive execution is on, so Spark submits each shuffle as a job of its own");
    }
    notes.add("a scan shuffles one row a task");
    if (allColumns) {
      notes.add(
          "every query reads all columns, since which rows the reader of text files calls malformed"
              + " depends on the columns that it is asked for");
    }
    if (passes.stream().anyMatch(pass -> pass.looksUp() > 0 && !joined(pass).isEmpty())) {
      notes.add(
          "at most, as Spark sends the keys of another dataset to all tasks where they are few,"
              + " and shuffles nothing for them");
    }
    if (anySent) {
      notes.add(
          "keys of another dataset that are few by Spark's own estimate are sent to all tasks: only"
              + " the rows that match none of them are counted by a join, and all rows beside it");
    }
    int subqueries = passes.stream().mapToInt(DatasetSource::subqueries).sum();
    if (subqueries > 0) {
      notes.add(
          "at least, as sql(...) brings "
              + (subqueries == 1 ? "a subquery" : subqueries + " subqueries")
              + ", which read other data in jobs and shuffles that Spark decides on when it runs");
    }
    if (!adaptive && passes.stream().anyMatch(DatasetSource::groups)) {
      notes.add("few rows are grouped in one task, without a shuffle");
    }
    long scans = passes.stream().filter(pass -> pass.kind() == PassKind.SCAN).count();
    if (scans > 1 && run.scansAtOnce > 1) {
      notes.add("up to " + Math.min(scans, run.scansAtOnce) + " scans run at a time");
    }
    if (passes.stream().anyMatch(RecordCosts::comparesPairs)) {
      notes.add(RecordCosts.PAIRS);
    }
    if (passes.stream().anyMatch(pass -> RecordCosts.distributions(pass) > 0)) {
      notes.add(RecordCosts.DISTRIBUTIONS);
    }
    if (passes.stream().anyMatch(pass -> pass.kind() == PassKind.RECORDS)) {
      notes.add("states of more than " + States.FEW + " partitions take a shuffle");
    }
    if (passes.stream().anyMatch(DatasetSource::runsCodeOfTheUser)) {
      notes.add(
          "where a row makes SQL or Java code fail, the pass is run again in parts, up to "
              + Isolation.MOST_RUNS
              + " times");
    }
    return notes;
  }

  @Override
  public Map<Aggregate, Measurement> measure(RunPlan plan, Pass pass, Measurements soFar) {
    if (notReadBack != null && pass.kind() != PassKind.WRITING) {
      throw new Fault(notReadBack);
    }
    List<Lookup> lookups = plan.lookups(pass);
    if (!lookups.isEmpty() && pass.kind() != PassKind.SECOND) { // whose parts come by themselves
      return lookUp(plan, pass, soFar, lookups);
    }
    return measureHere(plan, pass, soFar);
  }

  /**
   * Keys that are only counted are counted apart, and what else needs them is measured of the data
   * joined with them.
   */
  private Map<Aggregate, Measurement> lookUp(
      RunPlan plan, Pass pass, Measurements soFar, List<Lookup> lookups) {
    Map<Lookup, List<Aggregate.Verdicts>> asked = asked(pass, lookups);
    Set<Lookup> sent = sent(asked, plan.types());
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    for (Map<Aggregate, Measurement> found :
        Lookups.counts(data, asked, sent, run.others(), plan.types())) {
      measured.putAll(RowCounts.together(measured, found));
    }
    List<Aggregate> rest = joined(pass);
    if (!rest.isEmpty()) {
      DatasetSource joined =
          new DatasetSource(
              this, Lookups.joined(data, plan.lookups(lookedUp(rest)), run.others(), plan.types()));
      measured.putAll(
          RowCounts.together(measured, joined.measureHere(plan, pass.with(rest), soFar)));
    }
    return measured;
  }

  /** What a pass that looks keys up needs rows for, and not only the keys. */
  private static List<Aggregate> joined(Pass pass) {
    return pass.aggregates().stream()
        .filter(each -> !each.equals(Aggregate.Rows.ALL) && Lookups.counted(each) == null)
        .toList();
  }

  private static Set<ColumnRef> lookedUp(List<Aggregate> aggregates) {
    return aggregates.stream()
        .flatMap(each -> References.of(each).columns().stream())
        .filter(ColumnRef::isLookup)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The lookups that are only counted, and what for. */
  private static Map<Lookup, List<Aggregate.Verdicts>> asked(Pass pass, List<Lookup> lookups) {
    Map<Lookup, List<Aggregate.Verdicts>> asked = new LinkedHashMap<>();
    for (Lookup lookup : lookups) {
      List<Aggregate.Verdicts> counted =
          pass.aggregates().stream()
              .filter(each -> lookup.column().equals(Lookups.counted(each)))
              .map(each -> (Aggregate.Verdicts) each)
              .toList();
      if (!counted.isEmpty()) {
        asked.put(lookup, counted);
      }
    }
    return asked;
  }

  /**
   * Of the lookups those that cost least by a join, for which Spark sends the other keys to all
   * tasks, and a second reading of the data, which is cheap there. SQL of users runs once, as it
   * may hold what costs more, or select other rows the second time.
   */
  private Set<Lookup> sent(
      Map<Lookup, List<Aggregate.Verdicts>> asked, Map<ColumnRef, Schema.Type> types) {
    Set<Lookup> sent = new LinkedHashSet<>();
    asked.forEach(
        (lookup, counted) -> {
          if (counted.stream().noneMatch(each -> References.of(each).sql())
              && isCheapToReread()
              && sends.computeIfAbsent(
                  lookup, each -> Lookups.isSent(data, each, run.others(), types))) {
            sent.add(lookup);
          }
        });
    return sent;
  }

  private Map<Aggregate, Measurement> measureHere(RunPlan plan, Pass pass, Measurements soFar) {
    return switch (pass.kind()) {
      case WRITING -> seen == null ? records(plan, pass, -1) : byOriginal(pass.aggregates(), seen);
      case PACKED_KEYS ->
          PackedKeys.run(
              data, RowCounts.with(pass.aggregates()), plan.types(), RowCounts.rows(soFar));
      case SCAN -> ScanPass.run(data, RowCounts.with(pass.aggregates()), plan.types());
      case KEYS ->
          GroupPasses.keys(grouped(soFar), pass.aggregates(), plan.types(), plan.wholeRow());
      case RANKS -> GroupPasses.ranks(grouped(soFar), pass.aggregates(), plan.types());
      case VALUES -> GroupPasses.values(grouped(soFar), pass.aggregates(), plan.types());
      case PAIRS -> GroupPasses.pairs(grouped(soFar), pass.aggregates(), plan.types());
      case SQL -> sql(plan, pass, soFar);
      case GROUPS ->
          GroupedScan.run(
              grouped(soFar),
              GroupProgram.of(GroupProgram.perGroup(pass.aggregates()), plan.types()).get(0),
              plan.types(),
              run.others());
      case ORDERED ->
          OrderedScan.run(
              data, OrderProgram.of(pass.aggregates(), plan.types()).get(0), plan.types());
      case COMPARED -> compared(plan, pass);
      case RECORDS, RECORD_KEYS, SORTED_GROUPS, ORDERED_RECORDS ->
          records(plan, pass, RowCounts.rows(soFar));
      case SECOND ->
          SecondReading.measure(
              pass, soFar, plan.types(), this::readingOf, part -> measure(plan, part, soFar));
    };
  }

  private Map<Aggregate, Measurement> compared(RunPlan plan, Pass pass) {
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    for (ComparedRows each : ComparedRows.all(pass.aggregates())) {
      Dataset<Row> other = run.others().get(each.compared().dataset()).data();
      measured.putAll(RowCounts.together(measured, ComparedScan.run(data, other, each)));
    }
    for (DriftProgram each : DriftProgram.all(pass.aggregates(), plan.types(), this::other)) {
      Dataset<Row> other = run.others().get(each.dataset()).data();
      measured.putAll(RowCounts.together(measured, DriftScan.run(data, other, each)));
    }
    return measured;
  }

  /**
   * What SQL gives; a failure where it saw other rows under its filter than an earlier pass did.
   */
  private Map<Aggregate, Measurement> sql(RunPlan plan, Pass pass, Measurements soFar) {
    Map<Aggregate, Measurement> measured = SqlPass.run(data, pass.aggregates(), plan.types());
    Map<Aggregate, Measurement> checked = new LinkedHashMap<>(measured);
    measured.forEach(
        (aggregate, measurement) -> {
          Aggregate.Rows rows = new Aggregate.Rows(aggregate.scope());
          boolean ofFiltered = !rows.equals(Aggregate.Rows.ALL); // all rows are compared elsewhere
          if (ofFiltered
              && soFar.values().get(rows) instanceof Measurement.Rows before
              && measured.get(rows) instanceof Measurement.Rows now
              && before.rows() != now.rows()) {
            checked.put(
                aggregate,
                new Measurement.Failed(
                    RowCounts.changed(
                        before.rows(),
                        "an earlier pass",
                        now.rows(),
                        "the " + pass.kind().label() + " pass"),
                    null));
          }
        });
    return checked;
  }

  private Dataset<Row> grouped(Measurements soFar) {
    return GroupPasses.inOneTaskIfFew(data, read, RowCounts.rows(soFar));
  }

  private List<ColumnRef> columns(RunPlan plan, boolean all, List<ColumnRef> wanted) {
    Set<ColumnRef> columns = new LinkedHashSet<>(wanted);
    if (all) {
      columns.addAll(plan.wholeRow());
    }
    return new ArrayList<>(columns);
  }

  private List<Schema.Type> types(RunPlan plan, List<ColumnRef> columns) {
    Schema.Type unknown = Schema.Type.of(TypeKind.OTHER, "unknown");
    return columns.stream()
        .map(
            ref ->
                ref.isLookup()
                    ? plan.types().get(ref)
                    : Objects.requireNonNullElse(schema.resolve(ref).type(), unknown))
        .toList();
  }

  private static List<Column> encoded(List<ColumnRef> columns, List<Schema.Type> types) {
    List<Column> selected = EncodedRow.columns(columns, types);
    if (selected.isEmpty()) {
      selected.add(functions.lit(1).as("c0"));
    }
    return selected;
  }

  /** Marks the rows of the Dataset as it was given. */
  RowMarks.Engine<Dataset<Row>, Dataset<Row>> marking(RunPlan plan) {
    return new MarkedFrames(given, this, plan, run.others());
  }

  /** Columns on their way to Java code that judges the rows. */
  record Encoded(
      List<ColumnRef> columns, List<Schema.Type> types, List<Column> selected, Schema schema) {

    /** Readers of rows of what is selected. */
    ReaderFactory<Row> ofRows() {
      return RowReader.ofRows(columns, types, schema);
    }

    /** Readers of their values. */
    ReaderFactory<@Nullable Object[]> ofValues() {
      return RowReader.ofValues(columns, types, schema);
    }
  }

  /** The columns that code reads, or all of them. */
  Encoded encoded(RunPlan plan, boolean all, List<ColumnRef> wanted) {
    List<ColumnRef> columns = columns(plan, all, wanted);
    List<Schema.Type> types = types(plan, columns);
    return new Encoded(columns, types, encoded(columns, types), schema);
  }

  @Override
  public JavaPairRDD<@Nullable Object[], Long> repeated(
      RunPlan plan, Aggregate.Groups counted, long rows) {
    References references = References.of(counted);
    List<Lookup> lookups = plan.lookups(references.columns());
    Dataset<Row> joined =
        lookups.isEmpty() ? data : Lookups.joined(data, lookups, run.others(), plan.types());
    if (!references.code()) {
      return GroupPasses.repeated(
          GroupPasses.inOneTaskIfFew(joined, data, rows), counted, plan.types(), plan.wholeRow());
    }
    Encoded read =
        encoded(
            plan,
            references.readsAll() || counted.key().isWholeRow(),
            List.copyOf(references.columns()));
    return RecordPasses.repeated(
        joined.select(read.selected().toArray(Column[]::new)).toJavaRDD(),
        read.ofRows(),
        new RecordProgram(List.of(counted), read.columns(), plan.types(), plan.wholeRow()),
        rows);
  }

  /** The same data for a plan that takes what a scan would measure from rows that are written. */
  DatasetSource whileWriting() {
    return new DatasetSource(this, data, true, null, null);
  }

  /**
   * Rows to be written, as they were given.
   *
   * @param seen what they fill when they are asked for; null if the plan needs nothing of them
   */
  record Passing(Dataset<Row> rows, @Nullable Seen seen) {

    /** What passing rows fill, and for which pass. */
    record Seen(Pass pass, RecordProgram program, PassingRows rows) {}
  }

  /** The rows of a plan's data on their way to where they are written. */
  Passing passing(RunPlan plan) {
    for (Pass pass : plan.passes()) {
      if (pass.kind() == PassKind.WRITING) {
        Prepared prepared = prepared(plan, pass);
        PassingRows seen =
            new PassingRows(context(), prepared.program(), prepared.read().ofValues());
        StableReading.Judged judged =
            StableReading.judged(
                Rereading.isKnown(given) ? given.coalesce(Integer.MAX_VALUE) : given);
        return new Passing(
            judged.restored(seen.observed(judged.data(), prepared.read().selected())),
            new Passing.Seen(pass, prepared.program(), seen));
      }
    }
    return new Passing(given, null);
  }

  /** The source of all that is measured when rows have passed: of what was written, if given. */
  DatasetSource afterWriting(
      RunPlan plan, Passing passed, @Nullable Supplier<? extends Dataset<?>> written) {
    DatasetSource source = this;
    String problem = null;
    if (written != null) {
      try {
        source = new DatasetSource(written.get().toDF(), run);
        problem = differenceOf(plan, source.schema);
      } catch (Throwable e) {
        RowCode.passOn(e);
        problem = "what was written could not be read back: " + Exceptions.described(e);
      }
    }
    Passing.Seen seen = passed.seen();
    RecordProgram.Partial states = seen == null ? null : seen.rows().states();
    Map<Aggregate, Measurement> measured =
        seen == null || states == null ? null : measured(seen.pass(), seen.program(), states);
    return new DatasetSource(source, source.data, false, measured, problem);
  }

  /** What states measure, which are kept if somebody wants them. */
  private Map<Aggregate, Measurement> measured(
      Pass pass, RecordProgram program, RecordProgram.Partial states) {
    if (run.keeping != null) {
      run.keeping.accept(pass.aggregates(), states);
    }
    return RecordPasses.measured(program, states);
  }

  /** How what was written differs, in the columns that a plan needs; null if it does not. */
  private static @Nullable String differenceOf(RunPlan plan, Schema written) {
    for (Map.Entry<ColumnRef, Schema.Type> each : plan.types().entrySet()) {
      Schema.Type there = written.resolve(each.getKey()).type();
      if (!each.getKey().isLookup() && !each.getValue().equals(there)) {
        return "column "
            + each.getKey()
            + " is "
            + each.getValue().display()
            + ", but in what was written it is "
            + (there == null ? "not there" : there.display())
            + ": read it back with the schema that was written, or leave it out to have the data"
            + " themselves read again";
      }
    }
    return null;
  }

  /** What is handed to Java code of each row, and what is computed of it. */
  private record Prepared(Encoded read, RecordProgram program) {}

  private Map<Aggregate, Measurement> records(RunPlan plan, Pass pass, long rows) {
    Prepared prepared = prepared(plan, pass);
    Dataset<Row> needed = data.select(prepared.read().selected().toArray(Column[]::new));
    RecordProgram program = prepared.program();
    ReaderFactory<Row> readers = prepared.read().ofRows();
    if (pass.kind() == PassKind.SORTED_GROUPS) {
      return SortedGroups.run(
          needed.toJavaRDD(),
          readers,
          program,
          rows,
          lookup -> RecordLookups.keys(lookup, run.records()));
    }
    if (pass.kind() == PassKind.ORDERED_RECORDS) {
      return SortedRows.run(needed.toJavaRDD(), readers, program, rows);
    }
    return pass.kind() == PassKind.RECORD_KEYS
        ? RecordPasses.keys(needed.toJavaRDD(), readers, program, rows)
        : byOriginal(
            pass.aggregates(),
            measured(pass, program, RecordPasses.states(needed.toJavaRDD(), readers, program)));
  }

  private Prepared prepared(RunPlan plan, Pass pass) {
    TextsFirst texts = new TextsFirst(Lowering.toColumns(plan.types()), pass.aggregates());
    List<Aggregate> aggregates = pass.aggregates().stream().map(texts::rewrite).toList();
    Set<ColumnRef> named = new LinkedHashSet<>();
    aggregates.forEach(each -> named.addAll(References.of(each).columns()));
    named.removeAll(texts.columns().keySet());
    List<ColumnRef> columns = columns(plan, pass.readsAll(), new ArrayList<>(named));
    List<Schema.Type> read = new ArrayList<>(types(plan, columns));
    List<Column> selected = encoded(columns, read);
    Map<ColumnRef, Schema.Type> types = new LinkedHashMap<>(plan.types());
    texts
        .columns()
        .forEach(
            (ref, computed) -> {
              if (columns.isEmpty() && read.isEmpty()) {
                selected.clear(); // what stands for no column at all
              }
              selected.add(computed.column().as("c" + selected.size()));
              columns.add(ref);
              read.add(computed.type());
              types.put(ref, computed.type());
            });
    return new Prepared(
        new Encoded(columns, read, selected, schema),
        new RecordProgram(aggregates, columns, types, plan.wholeRow()));
  }

  /** The measurements under the plan's own names: those of its aggregates come first, in order. */
  private static Map<Aggregate, Measurement> byOriginal(
      List<Aggregate> aggregates, Map<Aggregate, Measurement> measured) {
    Map<Aggregate, Measurement> named = new LinkedHashMap<>();
    List<Measurement> inOrder = new ArrayList<>(measured.values());
    for (int i = 0; i < aggregates.size(); i++) {
      named.put(aggregates.get(i), inOrder.get(i));
    }
    measured.entrySet().stream()
        .filter(each -> each.getKey().equals(Aggregate.Rows.ALL))
        .forEach(each -> named.put(each.getKey(), each.getValue()));
    return named;
  }

  @Override
  public Map<BoundConstraint, List<Sample>> samples(
      RunPlan plan, List<BoundConstraint> failed, List<ColumnRef> keys, int limit) {
    Lowering<Column> lowering = Lowering.toColumns(plan.types());
    Set<ColumnRef> wanted = new LinkedHashSet<>(keys);
    boolean all = false;
    for (BoundConstraint bound : failed) {
      References references = References.of((Constraint.OnRows) bound.bound());
      wanted.addAll(references.columns());
      wanted.addAll(plan.read(references.columns()));
      all |= references.readsAll();
    }
    List<ColumnRef> columns = columns(plan, all, new ArrayList<>(wanted));
    List<Schema.Type> read = new ArrayList<>(types(plan, columns));
    List<Column> selected = encoded(columns, read);
    Map<BoundConstraint, Integer> verdicts = new LinkedHashMap<>();
    Column any = functions.lit(false);
    for (BoundConstraint bound : failed) {
      Constraint.OnRows rows = (Constraint.OnRows) bound.bound();
      if (References.of(rows).code()) {
        any = functions.lit(true);
        continue;
      }
      Column violates = functions.coalesce(lowering.violation(rows), functions.lit(false));
      verdicts.put(bound, selected.size());
      selected.add(violates.as("v" + selected.size()));
      read.add(Schema.Type.BOOLEAN);
      any = any.or(functions.col("v" + (selected.size() - 1)));
    }
    Dataset<Row> rows =
        Lookups.joined(data, plan.lookups(wanted), run.others(), plan.types())
            .select(selected.toArray(Column[]::new))
            .where(any);
    return SamplePass.collect(
        rows.toJavaRDD(),
        RowReader.ofRows(columns, read, schema),
        columns,
        plan,
        failed,
        verdicts,
        keys,
        limit);
  }
}
