package dev.assay.dq.spark;

import dev.assay.dq.execute.RecordProgram;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Constraint;
import dev.assay.dq.model.Predicate;
import dev.assay.dq.plan.Aggregate;
import dev.assay.dq.plan.BoundConstraint;
import dev.assay.dq.plan.Facts;
import dev.assay.dq.plan.Pass;
import dev.assay.dq.plan.PassKind;
import dev.assay.dq.plan.Plan;
import dev.assay.dq.plan.Schema;
import dev.assay.dq.plan.TypeKind;
import dev.assay.dq.result.Sample;
import dev.assay.dq.spark.compile.ColumnNames;
import dev.assay.dq.spark.compile.PredicateCompiler;
import dev.assay.dq.spark.compile.SparkSchemas;
import dev.assay.dq.spark.frame.Canonical;
import dev.assay.dq.spark.frame.GroupPasses;
import dev.assay.dq.spark.frame.PackedKeys;
import dev.assay.dq.spark.frame.Rereading;
import dev.assay.dq.spark.frame.ScanPass;
import dev.assay.dq.spark.rdd.ReaderFactory;
import dev.assay.dq.spark.rdd.RecordPasses;
import dev.assay.dq.spark.rdd.SamplePass;
import dev.assay.dq.state.Measurement;
import dev.assay.dq.state.Measurements;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** A Dataset. */
final class DatasetSource implements Source {

  private static final int SCANS_AT_ONCE = 2;

  private final Dataset<Row> data;
  private final Schema schema;
  private final boolean adaptive;

  private ScanStrategy scanStrategy = ScanStrategy.AUTO;
  private KeyStrategy keyStrategy = KeyStrategy.AUTO;
  private int scansAtOnce = SCANS_AT_ONCE;
  private @Nullable Boolean cheapToReread;

  DatasetSource(Dataset<Row> data) {
    this.data = data;
    this.schema =
        SparkSchemas.of(
            data.schema(),
            Boolean.parseBoolean(data.sparkSession().conf().get("spark.sql.caseSensitive")));
    this.adaptive = GroupPasses.isAdaptive(data);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public String engine() {
    return "a Dataset of " + schema.fields().size() + " columns";
  }

  @Override
  public PassKind passOf(Aggregate aggregate, boolean runsCode) {
    if (runsCode) {
      return RecordsSource.recordPass(aggregate);
    }
    if (aggregate instanceof Aggregate.Groups groups) {
      return packs(groups) ? PassKind.PACKED_KEYS : PassKind.KEYS;
    }
    if (aggregate instanceof Aggregate.Rank) {
      return PassKind.RANKS;
    }
    if (aggregate instanceof Aggregate.Contingency) {
      return PassKind.PAIRS;
    }
    return aggregate instanceof Aggregate.TopValues ? PassKind.VALUES : PassKind.SCAN;
  }

  @Override
  public void use(ScanStrategy strategy) {
    scanStrategy = strategy;
  }

  @Override
  public void use(KeyStrategy strategy) {
    keyStrategy = strategy;
  }

  @Override
  public void useAtOnce(int scans) {
    scansAtOnce = scans;
  }

  @Override
  public int scansAtOnce() {
    return scansAtOnce;
  }

  private boolean packs(Aggregate.Groups groups) {
    return keyStrategy == KeyStrategy.AUTO
        && !groups.key().isWholeRow()
        && PackedKeys.fits(
            groups.key().columns().stream()
                .map(column -> schema.resolve(column.ref()).type())
                .map(type -> type == null ? Schema.Type.of(TypeKind.OTHER, "unknown") : type)
                .toList());
  }

  @Override
  public List<Part> arrange(List<Pass> passes, Map<ColumnRef, Schema.Type> types) {
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
        parts.addAll(new ScanArrangement(pass, types, scanStrategy, this::isCheapToReread).parts());
      }
    }
    return parts;
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
            && scan.aggregates().stream()
                .allMatch(
                    each ->
                        each instanceof Aggregate.Rows && each.scope() instanceof Predicate.Always);
    if (!onlyRows) {
      return null;
    }
    for (Pass pass : passes) {
      boolean hosts =
          pass.kind() == PassKind.RECORDS
              || pass.kind() == PassKind.PACKED_KEYS
              || (pass.kind() == PassKind.KEYS
                  && pass.aggregates().size() == 1
                  && !GroupPasses.mayBeFew(data));
      if (hosts) {
        return pass;
      }
    }
    return null;
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
      case PACKED_KEYS ->
          "the keys fit 64-bit words, so the words are counted: exact, and only they are shuffled";
      case SCAN -> "one fused aggregation; the data are read once and not shuffled";
      case KEYS ->
          keyStrategy == KeyStrategy.GROUP_BY
              ? "keys are grouped, as asked for: all of them together in one query"
              : "keys must be grouped: all of them together in one query";
      case RANKS -> "an exact quantile needs the values in order: all of them in one query";
      case VALUES -> "frequent values must be counted: all of them in one query";
      case PAIRS -> "pairs of values must be counted: all of them in one query";
      case RECORDS -> "Java code is opaque to Spark, so rows are handed to it: one action for all";
      case RECORD_KEYS -> "keys of rows that Java code selects are counted by shuffling them";
    };
  }

  @Override
  public @Nullable String sqlProblem(Predicate.Sql expression) {
    try {
      ScanPass.analyse(data, expression);
      return null;
    } catch (Exception e) {
      if (e instanceof RuntimeException runtime && !isAnalysis(e)) {
        throw runtime;
      }
      return "sql("
          + expression.expression()
          + ") is not a boolean expression over this dataset: "
          + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
  }

  private static boolean isAnalysis(Throwable e) {
    return e instanceof AnalysisException;
  }

  @Override
  public @Nullable String comparisonProblem(
      Predicate.CompareColumns comparison, Map<ColumnRef, Schema.Type> types) {
    return new PredicateCompiler(types).problem(comparison);
  }

  @Override
  public @Nullable String aggregateProblem(Aggregate aggregate, Map<ColumnRef, Schema.Type> types) {
    if (aggregate instanceof Aggregate.ApproxRank rank) {
      TypeKind kind = new PredicateCompiler(types).typeOf(rank.value()).kind();
      if (!kind.isNumeric() && kind != TypeKind.DATE && kind != TypeKind.TIMESTAMP) {
        return "Spark has no approximate quantile of "
            + kind.name().toLowerCase(java.util.Locale.ROOT)
            + " values: use the exact quantile";
      }
    }
    boolean sql = Facts.of(aggregate).sql();
    return sql && Facts.of(aggregate).code()
        ? "sql(...) and rowSatisfies(...) cannot judge the same row together: make two constraints"
        : null;
  }

  @Override
  public boolean shipsCode() {
    return true;
  }

  @Override
  public Plan.Cost cost(List<Pass> passes) {
    int jobs = 0;
    int shuffles = 0;
    for (Pass pass : passes) {
      jobs++;
      int own =
          switch (pass.kind()) {
            case SCAN, PACKED_KEYS -> 1;
            case KEYS, RANKS, VALUES -> 2;
            case PAIRS -> 4;
            case RECORDS -> 0;
            case RECORD_KEYS -> 1 + RecordCosts.shuffles(pass);
          };
      shuffles += own;
      if (pass.kind() == PassKind.RECORD_KEYS) {
        jobs += RecordCosts.jobs(pass);
      } else if (adaptive && pass.kind() != PassKind.PACKED_KEYS) {
        jobs += own;
      }
    }
    return new Plan.Cost(jobs, shuffles, String.join("; ", costNotes(passes)));
  }

  private static boolean groups(Pass pass) {
    return pass.kind() == PassKind.KEYS
        || pass.kind() == PassKind.RANKS
        || pass.kind() == PassKind.VALUES
        || pass.kind() == PassKind.PAIRS;
  }

  private List<String> costNotes(List<Pass> passes) {
    List<String> notes = new ArrayList<>();
    if (adaptive) {
      notes.add("adaptive execution is on, so Spark submits each shuffle as a job of its own");
    }
    notes.add("a scan shuffles one row a task");
    if (!adaptive && passes.stream().anyMatch(DatasetSource::groups)) {
      notes.add("few rows are grouped in one task, without a shuffle");
    }
    long scans = passes.stream().filter(pass -> pass.kind() == PassKind.SCAN).count();
    if (scans > 1 && scansAtOnce > 1) {
      notes.add("up to " + Math.min(scans, scansAtOnce) + " scans run at a time");
    }
    if (passes.stream().anyMatch(pass -> pass.kind() == PassKind.RECORDS)) {
      notes.add("states of more than " + RecordPasses.FEW + " partitions take a shuffle");
    }
    return notes;
  }

  @Override
  public Map<Aggregate, Measurement> measure(Plan plan, Pass pass, Measurements soFar) {
    return switch (pass.kind()) {
      case PACKED_KEYS -> PackedKeys.run(data, pass.aggregates(), plan.types(), rows(soFar));
      case SCAN -> scan(plan, pass.aggregates());
      case KEYS ->
          GroupPasses.keys(grouped(soFar), pass.aggregates(), plan.types(), plan.wholeRow());
      case RANKS -> GroupPasses.ranks(grouped(soFar), pass.aggregates(), plan.types());
      case VALUES -> GroupPasses.values(grouped(soFar), pass.aggregates(), plan.types());
      case PAIRS -> GroupPasses.pairs(grouped(soFar), pass.aggregates(), plan.types());
      case RECORDS, RECORD_KEYS -> records(plan, pass);
    };
  }

  private Dataset<Row> grouped(Measurements soFar) {
    return GroupPasses.inOneTaskIfFew(data, rows(soFar));
  }

  /** The number of all rows, if an earlier pass has counted them; else -1. */
  private static long rows(Measurements soFar) {
    return soFar.values().entrySet().stream()
        .filter(
            each ->
                each.getKey() instanceof Aggregate.Rows rows
                    && rows.scope() instanceof Predicate.Always)
        .map(Map.Entry::getValue)
        .filter(Measurement.Rows.class::isInstance)
        .mapToLong(rows -> ((Measurement.Rows) rows).rows())
        .findAny()
        .orElse(-1);
  }

  /**
   * One query for all; only if it fails and holds SQL of the user's does each such expression run
   * alone, so that one that fails at run time takes no other constraint with it.
   */
  private Map<Aggregate, Measurement> scan(Plan plan, List<Aggregate> aggregates) {
    try {
      return ScanPass.run(data, aggregates, plan.types());
    } catch (Exception e) {
      List<Aggregate> opaque = aggregates.stream().filter(each -> Facts.of(each).sql()).toList();
      if (opaque.isEmpty() || Verification.isCancelled(e)) {
        throw e;
      }
      List<Aggregate> rest = aggregates.stream().filter(each -> !opaque.contains(each)).toList();
      Map<Aggregate, Measurement> measured =
          new LinkedHashMap<>(ScanPass.run(data, rest, plan.types()));
      for (Aggregate each : opaque) {
        try {
          measured.putAll(ScanPass.run(data, List.of(each), plan.types()));
        } catch (Exception alone) {
          Verification.throwIfCancelled(alone);
          Throwable cause = Verification.root(alone);
          measured.put(
              each,
              new Measurement.Failed("the SQL failed: " + Verification.firstLine(cause), cause));
        }
      }
      return measured;
    }
  }

  private List<ColumnRef> columns(Plan plan, boolean all, List<ColumnRef> wanted) {
    Set<ColumnRef> columns = new LinkedHashSet<>(wanted);
    if (all) {
      columns.addAll(plan.wholeRow());
    }
    return new ArrayList<>(columns);
  }

  private List<TypeKind> kinds(List<ColumnRef> columns) {
    return columns.stream()
        .map(ref -> schema.resolve(ref).type())
        .map(type -> type == null ? TypeKind.OTHER : type.kind())
        .toList();
  }

  private static List<Column> encoded(List<ColumnRef> columns, List<TypeKind> kinds) {
    List<Column> selected = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = Canonical.encode(ColumnNames.column(columns.get(i)), kinds.get(i));
      boolean small = kinds.get(i).isInteger() && kinds.get(i) != TypeKind.LONG;
      selected.add((small ? column.cast(DataTypes.LongType) : column).as("c" + i));
    }
    if (selected.isEmpty()) {
      selected.add(functions.lit(1).as("c0"));
    }
    return selected;
  }

  private Map<Aggregate, Measurement> records(Plan plan, Pass pass) {
    LengthsFirst lengths = new LengthsFirst();
    List<Aggregate> aggregates = pass.aggregates().stream().map(lengths::rewrite).toList();
    Set<ColumnRef> named = new LinkedHashSet<>();
    aggregates.forEach(each -> named.addAll(Facts.of(each).columns()));
    named.removeAll(lengths.columns().keySet());
    List<ColumnRef> columns = columns(plan, pass.readsAll(), new ArrayList<>(named));
    List<TypeKind> kinds = new ArrayList<>(kinds(columns));
    List<Column> selected = encoded(columns, kinds);
    Map<ColumnRef, Schema.Type> types = new LinkedHashMap<>(plan.types());
    lengths
        .columns()
        .forEach(
            (ref, text) -> {
              if (columns.isEmpty() && kinds.isEmpty()) {
                selected.clear(); // what stands for no column at all
              }
              selected.add(
                  functions
                      .length(ColumnNames.column(text))
                      .cast(DataTypes.LongType)
                      .as("c" + selected.size()));
              columns.add(ref);
              kinds.add(TypeKind.INT);
              types.put(ref, Schema.Type.of(TypeKind.INT, "int"));
            });
    Dataset<Row> needed = data.select(selected.toArray(Column[]::new));
    RecordProgram program = new RecordProgram(aggregates, columns, types, plan.wholeRow());
    ReaderFactory<Row> readers = RowReader.factory(columns, kinds, schema);
    return pass.kind() == PassKind.RECORD_KEYS
        ? RecordPasses.keys(needed.toJavaRDD(), readers, program)
        : byOriginal(pass.aggregates(), RecordPasses.states(needed.toJavaRDD(), readers, program));
  }

  /** The measurements, which come in the order of the aggregates, under the plan's own names. */
  private static Map<Aggregate, Measurement> byOriginal(
      List<Aggregate> aggregates, Map<Aggregate, Measurement> measured) {
    Map<Aggregate, Measurement> named = new LinkedHashMap<>();
    int i = 0;
    for (Measurement each : measured.values()) {
      named.put(aggregates.get(i++), each);
    }
    return named;
  }

  @Override
  public Map<BoundConstraint, List<Sample>> samples(
      Plan plan, List<BoundConstraint> failed, List<ColumnRef> keys, int limit) {
    PredicateCompiler compiler = new PredicateCompiler(plan.types());
    Set<ColumnRef> wanted = new LinkedHashSet<>(keys);
    boolean all = false;
    for (BoundConstraint bound : failed) {
      Facts facts = Facts.of((Constraint.OnRows) bound.bound());
      wanted.addAll(facts.columns());
      all |= facts.code();
    }
    List<ColumnRef> columns = columns(plan, all, new ArrayList<>(wanted));
    List<TypeKind> kinds = new ArrayList<>(kinds(columns));
    List<Column> selected = encoded(columns, kinds);
    Map<BoundConstraint, Integer> verdicts = new LinkedHashMap<>();
    Column any = functions.lit(false);
    for (BoundConstraint bound : failed) {
      Constraint.OnRows rows = (Constraint.OnRows) bound.bound();
      if (Facts.of(rows).code()) {
        any = functions.lit(true);
        continue;
      }
      Column verdict = compiler.compile(rows.predicate());
      Column bad = functions.coalesce(verdict, functions.lit(!rows.failsOnNull()));
      Column violates =
          functions.coalesce(
              compiler.compile(rows.where()).and(functions.not(bad)), functions.lit(false));
      verdicts.put(bound, selected.size());
      selected.add(violates.as("v" + selected.size()));
      kinds.add(TypeKind.BOOLEAN);
      any = any.or(functions.col("v" + (selected.size() - 1)));
    }
    Dataset<Row> rows = data.select(selected.toArray(Column[]::new)).where(any);
    return SamplePass.collect(
        rows.toJavaRDD(),
        RowReader.factory(columns, kinds, schema),
        columns,
        plan.types(),
        failed,
        verdicts,
        keys,
        limit);
  }
}
