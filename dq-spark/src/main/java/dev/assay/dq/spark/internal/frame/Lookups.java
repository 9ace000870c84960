package dev.assay.dq.spark.internal.frame;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    List<Column> mine = mine(lookup, other);
    Column same = lit(true);
    for (int i = 0; i < mine.size(); i++) {
      Column left = mine.get(i);
      Column right = part(name, i);
      same = same.and(lookup.other().nullsEqual() ? left.eqNullSafe(right) : left.equalTo(right));
    }
    return data.join(
        known(together, other, name).withColumn(name + KNOWN, lit(true)), same, "left_outer");
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
    for (int i = 0; i < lookup.parts().size(); i++) {
      Expr part = lookup.parts().get(i);
      Schema.Type type = lowering.typeOf(part);
      DataType common = common(type, other.schema().typeOf(lookup.other().columns().get(i)));
      mine.add(Canonical.encode(lowering.compile(part), type.kind()).cast(common));
    }
    return mine;
  }

  private List<Column> theirs(Lookup lookup, Other other, String prefix) {
    List<Column> theirs = new ArrayList<>();
    for (int i = 0; i < lookup.parts().size(); i++) {
      ColumnRef ref = lookup.other().columns().get(i);
      Schema.Type type = other.schema().typeOf(ref);
      DataType common = common(lowering.typeOf(lookup.parts().get(i)), type);
      Column column = Canonical.encode(ColumnNames.column(ref), type.kind());
      theirs.add(column.cast(common).as(prefix + i));
    }
    return theirs;
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

  /** How many queries count the rows of so many lookups. */
  public static int queries(int counted) {
    return (counted + TOGETHER - 1) / TOGETHER;
  }

  /**
   * Counts the rows whose keys are found. Those of both sides are grouped together, after each task
   * has grouped its own: one shuffle of different keys, and no sort.
   *
   * @param asked the judgements that each lookup is counted for
   * @return what each lookup comes to, with the number of all rows that it saw
   */
  public static List<Map<Aggregate, Measurement>> counts(
      Dataset<Row> data,
      Map<Lookup, List<Aggregate.Verdicts>> asked,
      Map<String, Other> others,
      Map<ColumnRef, Schema.Type> types) {
    Lookups compiled = new Lookups(types);
    List<Lookup> lookups = List.copyOf(asked.keySet());
    List<Map<Aggregate, Measurement>> measured = new ArrayList<>();
    for (int from = 0; from < lookups.size(); from += TOGETHER) {
      List<Lookup> some = lookups.subList(from, Math.min(from + TOGETHER, lookups.size()));
      Dataset<Row> together = null;
      for (int i = 0; i < some.size(); i++) {
        Lookup each = some.get(i);
        Other other = others.get(each.other().dataset());
        Dataset<Row> one = compiled.counted(data, each, asked.get(each), other, i);
        together = together == null ? one : together.union(one);
      }
      if (together != null) {
        for (Row row : together.collectAsList()) {
          measured.add(read(asked.get(some.get(row.getInt(0))), row.getList(1)));
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
      Dataset<Row> data,
      Lookup lookup,
      List<Aggregate.Verdicts> verdicts,
      Other other,
      int number) {
    List<Expr> scopes = scopes(verdicts);
    List<Column> left = new ArrayList<>();
    List<Column> right = new ArrayList<>(theirs(lookup, other, OWN));
    List<Column> keys = new ArrayList<>();
    List<Column> mine = mine(lookup, other);
    Column complete = lit(true);
    for (int i = 0; i < mine.size(); i++) {
      left.add(mine.get(i).as(OWN + i));
      keys.add(part(OWN, i));
      if (!lookup.other().nullsEqual()) {
        complete = complete.and(part(OWN, i).isNotNull());
      }
    }
    List<Column> sums = new ArrayList<>();
    for (int i = 0; i < scopes.size(); i++) {
      Column in = when(lowering.compile(scopes.get(i)), lit(1L)).otherwise(lit(0L));
      left.add(in.as(ROWS + i));
      right.add(lit(0L).as(ROWS + i));
      sums.add(sum(part(ROWS, i)).as(ROWS + i));
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
    List<Column> outputs = new ArrayList<>();
    outputs.add(total(column(ROWS)));
    for (int i = 0; i < scopes.size(); i++) {
      Column n = part(ROWS, i);
      outputs.add(total(when(complete.and(column(KNOWN)), n)));
      outputs.add(total(when(complete.and(functions.not(column(KNOWN))), n)));
      outputs.add(total(when(functions.not(complete), n)));
    }
    return grouped
        .agg(functions.array(outputs.toArray(Column[]::new)).as(OWN))
        .select(lit(number), column(OWN));
  }

  private static Column total(Column n) {
    return functions.coalesce(sum(n), lit(0L));
  }
}
