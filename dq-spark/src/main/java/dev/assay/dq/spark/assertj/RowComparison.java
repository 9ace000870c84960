package dev.assay.dq.spark.assertj;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.spark.internal.frame.RowEquality;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Compares two datasets as multisets of rows, where null equals null and NaN equals NaN. Neither is
 * collected: Spark counts the differences, and only if there are any, the first of them are
 * fetched.
 */
final class RowComparison {

  static final int SHOWN = 10;

  /**
   * How rows are compared.
   *
   * @param keys the columns that tell rows apart; none if whole rows are counted
   * @param ignored the columns left out
   * @param anyColumnOrder whether columns are matched by name
   * @param tolerance how far floating-point numbers and decimals may differ, or null
   */
  record Settings(
      List<String> keys,
      Set<String> ignored,
      boolean anyColumnOrder,
      @Nullable BigDecimal tolerance) {}

  private final Settings settings;
  private final Dataset<Row> actual;
  private final Dataset<Row> expected;
  private final List<String> names = new ArrayList<>();
  private final List<DataType> types = new ArrayList<>();
  private final Set<String> keys = new LinkedHashSet<>();
  private final List<String> lines = new ArrayList<>();

  private RowComparison(Dataset<?> actual, Dataset<?> expected, Settings settings) {
    this.settings = settings;
    for (String column : settings.ignored()) {
      if (Stream.of(actual.schema(), expected.schema())
          .noneMatch(schema -> List.of(schema.fieldNames()).contains(column))) {
        throw new IllegalArgumentException(
            "ignoringColumns names " + column + ", which is a column of neither dataset");
      }
    }
    List<Integer> found = kept(actual.schema(), settings);
    List<Integer> wanted = kept(expected.schema(), settings);
    if (settings.anyColumnOrder()) {
      wanted.sort(
          Comparator.comparing((Integer i) -> position(actual.schema(), found, expected, i)));
    }
    describeColumns(actual.schema().fields(), found, expected.schema().fields(), wanted);
    this.actual = select(actual, found);
    this.expected = select(expected, wanted);
  }

  private static int position(
      StructType schema, List<Integer> found, Dataset<?> expected, int column) {
    String name = expected.schema().fields()[column].name();
    return found.stream()
        .filter(i -> schema.fields()[i].name().equals(name))
        .findFirst()
        .orElse(Integer.MAX_VALUE);
  }

  static List<Integer> kept(StructType schema, Settings settings) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < schema.fields().length; i++) {
      if (!settings.ignored().contains(schema.fields()[i].name())) {
        kept.add(i);
      }
    }
    return kept;
  }

  /** The lines of the failure after its headline; none if the rows are the same. */
  static List<String> differences(Dataset<?> actual, Dataset<?> expected, Settings settings) {
    RowComparison comparison = new RowComparison(actual, expected, settings);
    if (comparison.lines.isEmpty()) {
      if (settings.keys().isEmpty() && settings.tolerance() == null) {
        comparison.count();
      } else {
        comparison.match();
      }
    }
    return comparison.lines;
  }

  private void describeColumns(
      StructField[] found, List<Integer> foundAt, StructField[] wanted, List<Integer> wantedAt) {
    Set<String> there = new LinkedHashSet<>();
    foundAt.forEach(i -> there.add(found[i].name()));
    Set<String> wished = new LinkedHashSet<>();
    wantedAt.forEach(i -> wished.add(wanted[i].name()));
    boolean inOrder =
        foundAt.size() == wantedAt.size()
            && IntStream.range(0, foundAt.size())
                .allMatch(i -> found[foundAt.get(i)].name().equals(wanted[wantedAt.get(i)].name()));
    if (!inOrder) {
      lines.add("expected: columns " + DatasetAssert.names(new ArrayList<>(wished)));
      lines.add("but was : columns " + DatasetAssert.names(new ArrayList<>(there)));
      if (there.equals(wished) && foundAt.size() == wantedAt.size()) {
        lines.add("note    : only their order differs: ignoringColumnOrder() matches them by name");
      }
      return;
    }
    for (int i = 0; i < foundAt.size(); i++) {
      StructField have = found[foundAt.get(i)];
      DataType want = wanted[wantedAt.get(i)].dataType();
      names.add(have.name());
      types.add(have.dataType());
      if (!have.dataType().catalogString().equals(want.catalogString())) {
        lines.add(
            "column "
                + DatasetAssert.names(List.of(have.name()))
                + ": expected "
                + want.catalogString()
                + ", but was "
                + have.dataType().catalogString());
      }
    }
    for (String key : settings.keys()) {
      if (!keys.add(named(key))) {
        throw new IllegalArgumentException("The key column " + key + " is given twice");
      }
    }
  }

  /** The name of a key column: one that has just this name, or else is so quoted. */
  private String named(String key) {
    if (names.contains(key)) {
      return key;
    }
    List<String> parts = ColumnRef.parse(key).parts();
    if (parts.size() == 1 && names.contains(parts.get(0))) {
      return parts.get(0);
    }
    throw new IllegalArgumentException(
        "The key column " + key + " is not among the columns compared: " + names);
  }

  /** The columns by position, as c0, c1, … whatever their names. */
  private static Dataset<Row> select(Dataset<?> data, List<Integer> kept) {
    StructField[] fields = data.schema().fields();
    String[] all = new String[fields.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = "c" + i;
    }
    Dataset<Row> renamed = data.toDF(all);
    Column[] selected = new Column[kept.size()];
    for (int i = 0; i < selected.length; i++) {
      StructField field = fields[kept.get(i)];
      if (RowEquality.holdsMap(field.dataType())) {
        throw new IllegalArgumentException(
            "Rows cannot be compared by column "
                + field.name()
                + " of type "
                + field.dataType().catalogString()
                + ", which has maps inside: leave it out with ignoringColumns(...)");
      }
      selected[i] = RowEquality.comparable(col("c" + kept.get(i)), field.dataType()).as("c" + i);
    }
    return renamed.select(selected);
  }

  private Column[] columns(String prefix) {
    return IntStream.range(0, names.size()).mapToObj(i -> col(prefix + i)).toArray(Column[]::new);
  }

  private static Column total(Column number) {
    return coalesce(sum(number), lit(0L));
  }

  /** Whole rows: how often each occurs here and there. */
  private void count() {
    Dataset<Row> both =
        actual
            .withColumn("here", lit(1L))
            .withColumn("there", lit(0L))
            .union(expected.withColumn("here", lit(0L)).withColumn("there", lit(1L)));
    Dataset<Row> counted =
        both.groupBy(columns("c")).agg(sum("here").as("here"), sum("there").as("there"));
    Column missing = col("there").minus(col("here"));
    Row totals =
        counted
            .agg(
                total(col("here")),
                total(col("there")),
                total(greatest(missing, lit(0L))),
                total(greatest(missing.multiply(lit(-1L)), lit(0L))))
            .head();
    long lost = totals.getLong(2);
    long extra = totals.getLong(3);
    if (lost + extra == 0) {
      return;
    }
    summary(totals.getLong(0), totals.getLong(1), lost, extra, 0, List.of());
    DiffTable table = new DiffTable(names, types);
    List<Row> wanted = first(counted.where(missing.gt(0L)).withColumn("times", missing));
    List<Row> found =
        first(counted.where(missing.lt(0L)).withColumn("times", missing.multiply(lit(-1L))));
    table.pairUp(repeated(wanted), repeated(found));
    lines.addAll(table.render(lost + extra));
  }

  private List<Row> first(Dataset<Row> rows) {
    return rows.orderBy(columns("c")).limit(SHOWN).collectAsList();
  }

  private List<Row> repeated(List<Row> rows) {
    List<Row> all = new ArrayList<>();
    for (Row row : rows) {
      for (long i = 0; i < row.getLong(names.size() + 2) && all.size() < SHOWN; i++) {
        all.add(row);
      }
    }
    return all;
  }

  /** Rows by key, or by all columns that are compared exactly; equal keys are matched in order. */
  private void match() {
    List<Integer> keys = new ArrayList<>();
    List<Integer> rest = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      boolean key =
          settings.keys().isEmpty()
              ? !RowEquality.isTolerant(types.get(i))
              : this.keys.contains(names.get(i));
      (key ? keys : rest).add(i);
    }
    Dataset<Row> here = numbered(actual, "a", keys, rest);
    Dataset<Row> there = numbered(expected, "e", keys, rest);
    Column same = col("an").equalTo(col("en"));
    for (int key : keys) {
      same = same.and(col("a" + key).eqNullSafe(col("e" + key)));
    }
    Dataset<Row> joined = here.join(there, same, "full_outer");
    Column lost = col("an").isNull();
    Column extra = col("en").isNull();
    Column paired = not(lost).and(not(extra));
    Column changed = lit(false);
    List<Column> sums =
        new ArrayList<>(
            List.of(counted(not(lost)), counted(not(extra)), counted(lost), counted(extra)));
    for (int value : rest) {
      Column differs = paired.and(differs(value));
      changed = changed.or(differs);
      sums.add(counted(differs));
    }
    sums.add(counted(changed));
    Row totals =
        joined.agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new)).head();
    long lostRows = totals.getLong(2);
    long extraRows = totals.getLong(3);
    long changedRows = totals.getLong(4 + rest.size());
    if (lostRows + extraRows + changedRows == 0) {
      return;
    }
    List<String> changes = new ArrayList<>();
    for (int i = 0; i < rest.size(); i++) {
      if (totals.getLong(4 + i) > 0) {
        changes.add(
            DatasetAssert.names(List.of(names.get(rest.get(i))))
                + " in "
                + Numbers.grouped(totals.getLong(4 + i)));
      }
    }
    summary(totals.getLong(0), totals.getLong(1), lostRows, extraRows, changedRows, changes);
    show(joined.where(lost.or(extra).or(changed)), keys, lostRows + extraRows + changedRows);
  }

  private static Column counted(Column condition) {
    return total(when(condition, lit(1L)).otherwise(lit(0L)));
  }

  private Column differs(int column) {
    return RowEquality.differs("a" + column, "e" + column, types.get(column), settings.tolerance());
  }

  private static Dataset<Row> numbered(
      Dataset<Row> data, String prefix, List<Integer> keys, List<Integer> rest) {
    Column[] by = keys.stream().map(i -> col("c" + i)).toArray(Column[]::new);
    Column[] order =
        rest.isEmpty()
            ? new Column[] {lit(1)}
            : rest.stream().map(i -> col("c" + i)).toArray(Column[]::new);
    Dataset<Row> numbered =
        data.withColumn("n", row_number().over(Window.partitionBy(by).orderBy(order)));
    Column[] renamed = new Column[keys.size() + rest.size() + 1];
    for (int i = 0; i < renamed.length - 1; i++) {
      renamed[i] = col("c" + i).as(prefix + i);
    }
    renamed[renamed.length - 1] = col("n").as(prefix + "n");
    return numbered.select(renamed);
  }

  private void show(Dataset<Row> different, List<Integer> keys, long total) {
    List<Column> order = new ArrayList<>();
    for (int key : keys) {
      order.add(coalesce(col("e" + key), col("a" + key)));
    }
    order.add(coalesce(col("en"), col("an")));
    List<Column> selected = new ArrayList<>(List.of(columns("a")));
    selected.addAll(List.of(columns("e")));
    selected.add(col("an"));
    selected.add(col("en"));
    List<Column> marks = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      marks.add(differs(i).as("d" + i));
    }
    selected.addAll(marks);
    int n = names.size();
    DiffTable table = new DiffTable(names, types);
    for (Row row :
        different
            .orderBy(order.toArray(Column[]::new))
            .limit(SHOWN)
            .select(selected.toArray(Column[]::new))
            .collectAsList()) {
      boolean[] marked = new boolean[n];
      boolean paired = !row.isNullAt(2 * n) && !row.isNullAt(2 * n + 1);
      for (int i = 0; i < n; i++) {
        marked[i] = paired && row.getBoolean(2 * n + 2 + i);
      }
      if (!row.isNullAt(2 * n + 1)) {
        table.add('-', row, n, marked);
      }
      if (!row.isNullAt(2 * n)) {
        table.add('+', row, 0, marked);
      }
    }
    lines.addAll(table.render(total));
  }

  private void summary(
      long found, long wanted, long missing, long extra, long changed, List<String> changes) {
    List<String> parts = new ArrayList<>();
    if (missing > 0) {
      parts.add(Numbers.grouped(missing) + " missing");
    }
    if (extra > 0) {
      parts.add(Numbers.grouped(extra) + " unexpected");
    }
    if (changed > 0) {
      parts.add(Numbers.grouped(changed) + " changed (" + String.join(", ", changes) + ")");
    }
    lines.add("expected: " + rows(wanted));
    lines.add("but was : " + rows(found) + ": " + String.join(", ", parts));
  }

  private static String rows(long number) {
    return Numbers.grouped(number) + (number == 1 ? " row" : " rows");
  }
}
