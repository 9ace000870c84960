package dev.assay.dq.spark.internal.frame;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.assay.dq.internal.execute.ComparedRows;
import dev.assay.dq.internal.execute.ComparedTotals;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.spark.internal.compile.ColumnNames;
import dev.assay.dq.spark.internal.compile.EncodedRow;
import dev.assay.dq.spark.internal.rdd.States;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.jspecify.annotations.Nullable;

/**
 * Rows of two Datasets by what tells them apart: those of both are grouped together, so that a key
 * has one row of each side whatever their number. Only what differs is decoded.
 */
@SuppressWarnings("serial") // javac warns of lambdas in packages below one named internal
public final class ComparedScan {

  private final Aggregate.SameRows compared;
  private final List<DataType> keys = new ArrayList<>();
  private final List<DataType> values = new ArrayList<>();

  private ComparedScan(Dataset<Row> here, Aggregate.SameRows compared) {
    this.compared = compared;
    compared.keys().forEach(each -> keys.add(type(here, each)));
    compared.values().forEach(each -> values.add(type(here, each)));
  }

  /**
   * Compares the rows.
   *
   * @return the measurement, and the number of all rows of the first dataset
   */
  public static Map<Aggregate, Measurement> run(
      Dataset<Row> here, Dataset<Row> there, ComparedRows rows) {
    ComparedScan scan = new ComparedScan(here, rows.compared());
    return scan.totals(scan.judged(scan.grouped(here, there)), rows).measure(rows.compared());
  }

  /** The type as which both sides are compared. */
  private static DataType type(Dataset<Row> here, Aggregate.SameRows.Pair pair) {
    DataType number = DriftScan.number(pair.as());
    return number == null
        ? here.select(ColumnNames.column(pair.here())).schema().fields()[0].dataType()
        : number;
  }

  private Dataset<Row> side(Dataset<Row> data, boolean here) {
    List<Column> selected = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      Column key = column(compared.keys().get(i), here, keys.get(i));
      selected.add(RowEquality.comparable(key, keys.get(i)).as("k" + i));
    }
    List<Column> rest = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      rest.add(column(compared.values().get(i), here, values.get(i)).as("v" + i));
    }
    if (!rest.isEmpty()) {
      selected.add(struct(rest.toArray(Column[]::new)).as("v"));
    }
    selected.add(lit(here).as("mine"));
    return data.select(selected.toArray(Column[]::new));
  }

  private static Column column(Aggregate.SameRows.Pair pair, boolean here, DataType type) {
    Column column = ColumnNames.column(here ? pair.here() : pair.there());
    boolean same = pair.hereType().kind() == pair.thereType().kind();
    return pair.as().kind().isNumeric() && !(same && pair.hereType().equals(pair.thereType()))
        ? column.cast(type)
        : column;
  }

  private Dataset<Row> grouped(Dataset<Row> here, Dataset<Row> there) {
    List<Column> all =
        new ArrayList<>(List.of(count(col("mine")).as("n"), count(not(col("mine"))).as("m")));
    if (!values.isEmpty()) {
      all.add(first(when(col("mine"), col("v")), true).as("a"));
      all.add(first(when(not(col("mine")), col("v")), true).as("e"));
    }
    Column[] by = names("k", keys.size());
    Dataset<Row> both = side(here, true).union(side(there, false));
    return (isShuffledFirst() ? both.repartition(by) : both)
        .groupBy(by)
        .agg(all.get(0), all.subList(1, all.size()).toArray(Column[]::new));
  }

  /**
   * Whether rows are brought together before they are grouped. Else each task groups its own first,
   * which it sorts them for where values are compared, though hardly a key of theirs occurs twice.
   * Where the values of a key have several forms, such as two zeros, Spark groups by another one.
   */
  private boolean isShuffledFirst() {
    return !values.isEmpty()
        && keys.stream()
            .allMatch(
                type ->
                    type.equals(DataTypes.ByteType)
                        || type.equals(DataTypes.ShortType)
                        || type.equals(DataTypes.IntegerType)
                        || type.equals(DataTypes.LongType)
                        || type.equals(DataTypes.StringType)
                        || type.equals(DataTypes.DateType)
                        || type.equals(DataTypes.TimestampType)
                        || type instanceof DecimalType);
  }

  private static Column count(Column condition) {
    return sum(when(condition, lit(1L)).otherwise(lit(0L)));
  }

  private static Column[] names(String prefix, int number) {
    Column[] names = new Column[number];
    Arrays.setAll(names, i -> col(prefix + i));
    return names;
  }

  /**
   * The numbers of rows of a key; and where they differ, the key with the values, and which of
   * these differ: null of nearly all keys, and so next to nothing to hand over.
   */
  private Dataset<Row> judged(Dataset<Row> grouped) {
    List<Column> flat = new ArrayList<>(List.of(names("k", keys.size())));
    flat.addAll(List.of(col("n"), col("m")));
    for (int i = 0; i < values.size(); i++) {
      Column a = col("a").getField("v" + i);
      Column e = col("e").getField("v" + i);
      flat.add(a.as("x" + i));
      flat.add(e.as("y" + i));
      flat.add(RowEquality.comparable(a, values.get(i)).as("a" + i));
      flat.add(RowEquality.comparable(e, values.get(i)).as("e" + i));
    }
    Column once = col("n").equalTo(1L).and(col("m").equalTo(1L));
    List<Column> flags = new ArrayList<>(List.of(col("*")));
    Column any = compared.unique() ? not(once) : col("n").notEqual(col("m"));
    for (int i = 0; i < values.size(); i++) {
      Column differs = RowEquality.differs("a" + i, "e" + i, values.get(i), compared.tolerance());
      flags.add(coalesce(once.and(differs), lit(false)).as("d" + i));
      any = any.or(col("d" + i));
    }
    List<Column> shown = new ArrayList<>(List.of(col("n"), col("m"), any.as("any")));
    for (int i = 0; i < keys.size(); i++) {
      Column key = keys.get(i) instanceof MapType ? map_from_entries(col("k" + i)) : col("k" + i);
      shown.add(key.as("k" + i));
    }
    for (int i = 0; i < values.size(); i++) {
      shown.add(when(col("d" + i), col("x" + i)).as("x" + i));
    }
    for (int i = 0; i < values.size(); i++) {
      shown.add(when(col("d" + i), col("y" + i)).as("y" + i));
    }
    shown.addAll(List.of(names("d", values.size())));
    List<Column> encoded = new ArrayList<>(EncodedRow.columns(columns(), types()));
    encoded.addAll(List.of(names("d", values.size())));
    return grouped
        .select(flat.toArray(Column[]::new))
        .select(flags.toArray(Column[]::new))
        .select(shown.toArray(Column[]::new))
        .select(col("n"), col("m"), when(col("any"), struct(encoded.toArray(Column[]::new))));
  }

  private List<ColumnRef> columns() {
    List<ColumnRef> columns = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      columns.add(ColumnRef.exactly("k" + i));
    }
    for (String side : List.of("x", "y")) {
      for (int i = 0; i < values.size(); i++) {
        columns.add(ColumnRef.exactly(side + i));
      }
    }
    return columns;
  }

  private List<Schema.Type> types() {
    List<Schema.Type> types = new ArrayList<>();
    compared.keys().forEach(each -> types.add(each.as()));
    compared.values().forEach(each -> types.add(each.as()));
    compared.values().forEach(each -> types.add(each.as()));
    return types;
  }

  private ComparedTotals totals(Dataset<Row> judged, ComparedRows rows) {
    List<Schema.Type> types = types();
    int k = keys.size();
    int v = values.size();
    ComparedTotals totals =
        States.mergedByDriver(
            judged
                .toJavaRDD()
                .mapPartitions(
                    groups -> {
                      ComparedTotals mine = rows.start();
                      EncodedRow encoded = new EncodedRow(types);
                      while (groups.hasNext()) {
                        add(groups.next(), encoded, rows, mine, k, v);
                      }
                      return List.of(States.write(mine)).iterator();
                    }),
            ComparedTotals.class,
            ComparedTotals::merge);
    return totals == null ? rows.start() : totals;
  }

  private static void add(
      Row row, EncodedRow encoded, ComparedRows rows, ComparedTotals totals, int k, int v) {
    int n = k + 2 * v;
    boolean[] differs = new boolean[v];
    for (int i = 0; i < v && !row.isNullAt(2); i++) {
      differs[i] = row.getStruct(2).getBoolean(n + i);
    }
    rows.add(
        totals,
        row.getLong(0),
        row.getLong(1),
        differs,
        () -> {
          List<@Nullable Object> all = Arrays.asList(encoded.readInFull(row.getStruct(2)));
          return rows.forms(all.subList(0, k), all.subList(k, k + v), all.subList(k + v, n));
        });
  }
}
