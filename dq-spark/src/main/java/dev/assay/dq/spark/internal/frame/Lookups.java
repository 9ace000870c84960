package dev.assay.dq.spark.internal.frame;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Fault;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.NumericTypes;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.Lookup;
import dev.assay.dq.internal.plan.References;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.spark.internal.compile.Canonical;
import dev.assay.dq.spark.internal.compile.ColumnNames;
import dev.assay.dq.spark.internal.compile.Lowering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** Keys of rows that are looked up in other datasets. */
public final class Lookups {

  /** What no column of a user's is called. */
  private static final String OWN = "\u0000";

  private static final String ROWS = OWN + "rows";
  private static final String KNOWN = OWN + "known";

  private final Lowering<Column> lowering;

  private Lookups(Map<ColumnRef, Schema.Type> types) {
    this.lowering = Lowering.toColumns(types);
  }

  /** Another dataset of the run. */
  public record Other(Dataset<Row> data, Schema schema) {}

  // ---- rows with what comes of their keys

  /**
   * The data, with a column for what comes of each lookup. No row is lost or doubled, since the
   * keys that are known are different from each other.
   */
  public static Dataset<Row> joined(
      Dataset<Row> data,
      List<Lookup> lookups,
      Map<String, Other> others,
      Map<ColumnRef, Schema.Type> types) {
    if (lookups.isEmpty()) {
      return data;
    }
    Lookups compiled = new Lookups(types);
    Dataset<Row> all = data;
    List<Column> selected = new ArrayList<>(List.of(col("*")));
    for (List<Lookup> together : Lookup.together(lookups)) {
      Other other = others.get(together.get(0).other().dataset());
      all = compiled.joined(all, together, other);
      selected.addAll(compiled.found(together, other));
    }
    return all.select(selected.toArray(Column[]::new));
  }

  private static String name(Lookup lookup) {
    return lookup.column().parts().get(0);
  }

  /** With the key that is found, whether it is, and what is told of its rows. */
  private Dataset<Row> joined(Dataset<Row> data, List<Lookup> together, Other other) {
    Lookup lookup = together.get(0);
    String name = name(lookup);
    return data.join(
        known(together, other, name).withColumn(name + KNOWN, lit(true)),
        same(lookup, mine(lookup, other)),
        "left_outer");
  }

  /** Whether the key of a row is one of the other dataset. */
  private static Column same(Lookup lookup, List<Column> mine) {
    Column same = lit(true);
    for (int i = 0; i < mine.size(); i++) {
      Column left = mine.get(i);
      Column right = part(name(lookup), i);
      same = same.and(lookup.other().nullsEqual() ? left.eqNullSafe(right) : left.equalTo(right));
    }
    return same;
  }

  /** The keys that there are, each once, and what is told of the rows of each. */
  private Dataset<Row> known(List<Lookup> together, Other other, String name) {
    Lookup lookup = together.get(0);
    List<Column> theirs = theirs(lookup, other, name);
    List<Column> told = new ArrayList<>();
    for (Lookup each : together) {
      Lookup.Value value = each.value();
      if (value != null) {
        told.addAll(KeyValues.of(value, told(each)));
      }
    }
    if (told.isEmpty()) {
      return complete(lookup, other.data().select(theirs.toArray(Column[]::new)), name).distinct();
    }
    List<Column> read = new ArrayList<>(theirs);
    read.add(col("*"));
    Column[] keys = new Column[theirs.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = part(name, i);
    }
    return complete(lookup, other.data().select(read.toArray(Column[]::new)), name)
        .groupBy(keys)
        .agg(told.get(0), told.subList(1, told.size()).toArray(Column[]::new));
  }

  /** Where what is told of the rows of a key is kept. */
  private static String told(Lookup lookup) {
    return name(lookup) + OWN;
  }

  private List<Column> found(List<Lookup> together, Other other) {
    Lookup first = together.get(0);
    Column known = column(name(first) + KNOWN).isNotNull();
    Column unknown =
        first.other().nullsEqual()
            ? lit(false)
            : mine(first, other).stream().map(Column::isNull).reduce(lit(false), Column::or);
    List<Column> all = new ArrayList<>();
    for (Lookup each : together) {
      Lookup.Value value = each.value();
      Column found = value == null ? known : KeyValues.read(value, told(each));
      all.add(when(functions.not(unknown), found).as(name(each)));
    }
    return all;
  }

  private static Column column(String name) {
    return ColumnNames.column(ColumnRef.exactly(name));
  }

  private static Column part(String prefix, int at) {
    return column(prefix + at);
  }

  /** Keys without a part equal none, unless null equals null. */
  private static Dataset<Row> complete(Lookup lookup, Dataset<Row> keys, String prefix) {
    Dataset<Row> complete = keys;
    for (int i = 0; i < lookup.parts().size() && !lookup.other().nullsEqual(); i++) {
      complete = complete.where(part(prefix, i).isNotNull());
    }
    return complete;
  }

  private List<Column> mine(Lookup lookup, Other other) {
    List<Column> mine = new ArrayList<>();
    List<DataType> common = common(lookup, other);
    for (int i = 0; i < lookup.parts().size(); i++) {
      Expr part = lookup.parts().get(i);
      Column column = Canonical.encode(lowering.compile(part), lowering.typeOf(part).kind());
      mine.add(column.cast(common.get(i)));
    }
    return mine;
  }

  private List<Column> theirs(Lookup lookup, Other other, String prefix) {
    List<Column> theirs = new ArrayList<>();
    List<DataType> common = common(lookup, other);
    for (int i = 0; i < lookup.parts().size(); i++) {
      ColumnRef ref = lookup.other().columns().get(i);
      Column column = Canonical.encode(ColumnNames.column(ref), other.schema().typeOf(ref).kind());
      theirs.add(column.cast(common.get(i)).as(prefix + i));
    }
    return theirs;
  }

  private List<DataType> common(Lookup lookup, Other other) {
    List<DataType> common = new ArrayList<>();
    for (Expr part : lookup.parts()) {
      ColumnRef theirs = lookup.other().columns().get(common.size());
      common.add(common(lowering.typeOf(part), other.schema().typeOf(theirs)));
    }
    return common;
  }

  /** The type in which values of two types are equal if, and only if, they are the same value. */
  private static DataType common(Schema.Type a, Schema.Type b) {
    boolean exact = a.kind() == TypeKind.DECIMAL || b.kind() == TypeKind.DECIMAL;
    if (exact) {
      int scale = Math.max(a.scale(), b.scale());
      int whole = Math.max(NumericTypes.digits(a) - a.scale(), NumericTypes.digits(b) - b.scale());
      return DataTypes.createDecimalType(Math.min(38, whole + scale), scale);
    }
    return GroupPasses.travelType(a);
  }

  // ---- keys alone

  /** The keys of a lookup on both sides, in the types in which they are equal. */
  record Keys(List<Column> parts, Dataset<Row> known) {

    /** The parts of the keys of the data, under a name and a number each. */
    List<Column> mine(String prefix) {
      List<Column> named = new ArrayList<>();
      parts.forEach(each -> named.add(each.as(prefix + named.size())));
      return named;
    }

    /** The keys that there are, each once. */
    Dataset<Row> theirs(String prefix) {
      List<String> names = new ArrayList<>();
      parts.forEach(each -> names.add(prefix + names.size()));
      return known.toDF(names.toArray(String[]::new));
    }
  }

  static Keys keys(Lookup lookup, Map<String, Other> others, Map<ColumnRef, Schema.Type> types) {
    Lookups compiled = new Lookups(types);
    Other other = others.get(lookup.other().dataset());
    return new Keys(
        compiled.mine(lookup, other), compiled.known(List.of(lookup), other, name(lookup)));
  }

  /**
   * The lookup of which an aggregate counts no more than the keys that are found: then keys can be
   * counted on both sides instead of joining rows. Null of all others.
   */
  public static @Nullable ColumnRef counted(Aggregate aggregate) {
    if (!(aggregate instanceof Aggregate.Verdicts verdicts)) {
      return null;
    }
    Expr said = bare(verdicts.predicate());
    boolean elsewhere =
        References.of(new Aggregate.Rows(verdicts.scope())).columns().stream()
            .anyMatch(ColumnRef::isLookup);
    return said instanceof Expr.Column column && column.ref().isLookup() && !elsewhere
        ? column.ref()
        : null;
  }

  private static Expr bare(Expr predicate) {
    return predicate.calls(Function.NOT) ? predicate.arguments().get(0) : predicate;
  }

  /** How many lookups are counted in one query. */
  private static final int TOGETHER = 16;

  /** In place of the number of a lookup: what follows is of all rows. */
  private static final int ALL = -1;

  /**
   * What counting the rows of lookups costs.
   *
   * @param sent how often keys are sent to all tasks, which is a job of its own each time
   */
  public record Cost(int queries, int sent, int shuffles) {}

  /** What {@link #counts} costs. */
  public static Cost cost(
      List<Lookup> counted,
      Set<Lookup> sent,
      Map<String, Other> others,
      Map<ColumnRef, Schema.Type> types) {
    Lookups compiled = new Lookups(types);
    int shuffles = 0;
    int sendings = 0;
    List<List<Lookup>> queries = queries(counted);
    for (List<Lookup> each : queries) {
      Set<Object> keys = new HashSet<>(); // Spark sends the same ones once
      for (Lookup lookup : each) {
        if (sent.contains(lookup)) {
          Other other = others.get(lookup.other().dataset());
          keys.add(List.of(lookup.other().keys(), compiled.common(lookup, other)));
          shuffles++;
        } else {
          shuffles += 2;
        }
      }
      sendings += keys.size();
      shuffles += keys.isEmpty() ? 0 : 1;
    }
    return new Cost(queries.size(), sendings, shuffles);
  }

  private static List<List<Lookup>> queries(List<Lookup> counted) {
    List<List<Lookup>> queries = new ArrayList<>();
    for (int from = 0; from < counted.size(); from += TOGETHER) {
      queries.add(counted.subList(from, Math.min(from + TOGETHER, counted.size())));
    }
    return queries;
  }

  /** Whether Spark would send the keys of the other dataset to all tasks, to count rows. */
  public static boolean isSent(
      Dataset<Row> data,
      Lookup lookup,
      Map<String, Other> others,
      Map<ColumnRef, Schema.Type> types) {
    Other other = others.get(lookup.other().dataset());
    return !Rereading.mayDiffer(data)
        && Rereading.isSent(new Lookups(types).missing(data, lookup, List.of(), other));
  }

  /**
   * Counts the rows whose keys are found, in one of two ways. Keys of both sides are grouped
   * together, after each task has grouped its own: one shuffle of different keys, and no sort. Or
   * Spark sends those of the other side to all tasks, which count the rows that match none; the
   * data are then read once more, to count all rows.
   *
   * @param asked the judgements that each lookup is counted for
   * @param sent the lookups that are counted in the second way
   * @return what each lookup comes to, with the number of all rows that it saw
   */
  public static List<Map<Aggregate, Measurement>> counts(
      Dataset<Row> data,
      Map<Lookup, List<Aggregate.Verdicts>> asked,
      Set<Lookup> sent,
      Map<String, Other> others,
      Map<ColumnRef, Schema.Type> types) {
    Lookups compiled = new Lookups(types);
    List<Map<Aggregate, Measurement>> measured = new ArrayList<>();
    for (List<Lookup> some : queries(List.copyOf(asked.keySet()))) {
      List<Lookup> joined = some.stream().filter(sent::contains).toList();
      List<Expr> all =
          joined.stream().flatMap(each -> scopes(asked.get(each)).stream()).distinct().toList();
      Dataset<Row> together = joined.isEmpty() ? null : compiled.inScope(data, all);
      for (int i = 0; i < some.size(); i++) {
        Lookup each = some.get(i);
        List<Expr> scopes = scopes(asked.get(each));
        Other other = others.get(each.other().dataset());
        Dataset<Row> one =
            joined.contains(each)
                ? compiled.missed(compiled.missing(data, each, scopes, other), each, scopes, i)
                : compiled.counted(data, each, scopes, other, i);
        together = together == null ? one : together.union(one);
      }
      if (together != null) {
        Map<Integer, List<Long>> counts = new HashMap<>();
        together.collectAsList().forEach(row -> counts.put(row.getInt(0), row.getList(1)));
        for (int i = 0; i < some.size(); i++) {
          List<Aggregate.Verdicts> verdicts = asked.get(some.get(i));
          List<Long> mine = counts.get(i);
          measured.add(
              read(
                  verdicts,
                  joined.contains(some.get(i))
                      ? found(mine, scopes(verdicts), counts.get(ALL), all)
                      : mine));
        }
      }
    }
    return measured;
  }

  private static Map<Aggregate, Measurement> read(
      List<Aggregate.Verdicts> verdicts, List<Long> counts) {
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    measured.put(Aggregate.Rows.ALL, new Measurement.Rows(counts.get(0)));
    for (Aggregate.Verdicts each : verdicts) {
      int at = 1 + 3 * scopes(verdicts).indexOf(each.scope());
      boolean absent = each.predicate().calls(Function.NOT);
      measured.put(
          each, new Measurement.Verdicts(counts.get(absent ? at : at + 1), counts.get(at + 2)));
    }
    return measured;
  }

  private static List<Expr> scopes(List<Aggregate.Verdicts> verdicts) {
    return verdicts.stream().map(Aggregate.Verdicts::scope).distinct().toList();
  }

  /** The number of the lookup; all rows, then of each scope those found, not found and unknown. */
  private Dataset<Row> counted(
      Dataset<Row> data, Lookup lookup, List<Expr> scopes, Other other, int number) {
    List<Column> left = new ArrayList<>(named(mine(lookup, other)));
    List<Column> right = new ArrayList<>(theirs(lookup, other, OWN));
    List<Column> keys = parts(lookup);
    List<Column> sums = new ArrayList<>();
    for (int i = 0; i < scopes.size(); i++) {
      if (!scopes.get(i).isTrue()) {
        left.add(in(scopes.get(i)).as(ROWS + i));
        right.add(lit(0L).as(ROWS + i));
        sums.add(sum(part(ROWS, i)).as(ROWS + i));
      }
    }
    left.add(lit(1L).as(ROWS));
    right.add(lit(0L).as(ROWS));
    sums.add(sum(column(ROWS)).as(ROWS));
    left.add(lit(false).as(KNOWN));
    right.add(lit(true).as(KNOWN));
    sums.add(max(column(KNOWN)).as(KNOWN));
    Dataset<Row> grouped =
        data.select(left.toArray(Column[]::new))
            .union(complete(lookup, other.data().select(right.toArray(Column[]::new)), OWN))
            .groupBy(keys.toArray(Column[]::new))
            .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
    Column complete = complete(lookup);
    List<Column> outputs = new ArrayList<>();
    outputs.add(total(column(ROWS)));
    for (int i = 0; i < scopes.size(); i++) {
      Column n = rows(scopes, i);
      outputs.add(total(when(complete.and(column(KNOWN)), n)));
      outputs.add(total(when(complete.and(functions.not(column(KNOWN))), n)));
      outputs.add(total(when(functions.not(complete), n)));
    }
    return totals(grouped, outputs, number);
  }

  /** The rows whose keys match none of the other dataset, each part of its key under a number. */
  private Dataset<Row> missing(Dataset<Row> data, Lookup lookup, List<Expr> scopes, Other other) {
    String name = name(lookup);
    List<Column> left = new ArrayList<>(named(mine(lookup, other)));
    for (int i = 0; i < scopes.size(); i++) {
      if (!scopes.get(i).isTrue()) {
        left.add(in(scopes.get(i)).as(ROWS + i));
      }
    }
    Column[] theirs = theirs(lookup, other, name).toArray(Column[]::new);
    return data.select(left.toArray(Column[]::new))
        .join(
            complete(lookup, other.data().select(theirs), name),
            same(lookup, parts(lookup)),
            "left_anti");
  }

  /** The number of the lookup; of each scope the rows that are not found, and unknown. */
  private Dataset<Row> missed(Dataset<Row> missing, Lookup lookup, List<Expr> scopes, int number) {
    Column complete = complete(lookup);
    List<Column> outputs = new ArrayList<>();
    for (int i = 0; i < scopes.size(); i++) {
      Column n = scopes.get(i).isTrue() ? lit(1L) : rows(scopes, i);
      outputs.add(total(when(complete, n)));
      outputs.add(total(when(functions.not(complete), n)));
    }
    return totals(missing, outputs, number);
  }

  /** In place of a number; all rows, then those of each scope. */
  private Dataset<Row> inScope(Dataset<Row> data, List<Expr> scopes) {
    List<Column> outputs = new ArrayList<>(List.of(functions.count(lit(1))));
    scopes.forEach(each -> outputs.add(total(in(each))));
    return totals(data, outputs, ALL);
  }

  /** What counting both sides would have given. */
  private static List<Long> found(
      List<Long> missed, List<Expr> scopes, List<Long> inScope, List<Expr> all) {
    List<Long> counts = new ArrayList<>(List.of(inScope.get(0)));
    for (int i = 0; i < scopes.size(); i++) {
      long unmatched = missed.get(2 * i);
      long unknown = missed.get(2 * i + 1);
      long found = inScope.get(1 + all.indexOf(scopes.get(i))) - unmatched - unknown;
      if (found < 0) {
        throw new Fault(
            "the data changed while they were read: more rows match no key than there are");
      }
      counts.addAll(List.of(found, unmatched, unknown));
    }
    return counts;
  }

  private static Dataset<Row> totals(Dataset<Row> rows, List<Column> outputs, int number) {
    return rows.agg(functions.array(outputs.toArray(Column[]::new)).as(OWN))
        .select(lit(number), column(OWN));
  }

  private Column in(Expr scope) {
    return when(lowering.compile(scope), lit(1L)).otherwise(lit(0L));
  }

  private static Column rows(List<Expr> scopes, int at) {
    return scopes.get(at).isTrue() ? column(ROWS) : part(ROWS, at);
  }

  private static List<Column> named(List<Column> parts) {
    List<Column> named = new ArrayList<>();
    parts.forEach(each -> named.add(each.as(OWN + named.size())));
    return named;
  }

  private static List<Column> parts(Lookup lookup) {
    List<Column> parts = new ArrayList<>();
    lookup.parts().forEach(each -> parts.add(part(OWN, parts.size())));
    return parts;
  }

  /** Whether a key has all its parts, or needs none. */
  private static Column complete(Lookup lookup) {
    return lookup.other().nullsEqual()
        ? lit(true)
        : parts(lookup).stream().map(Column::isNotNull).reduce(lit(true), Column::and);
  }

  private static Column total(Column n) {
    return functions.coalesce(sum(n), lit(0L));
  }
}
