package dev.assay.dq.spark.internal.frame;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.assay.dq.internal.execute.GroupProgram;
import dev.assay.dq.internal.execute.GroupTotals;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.Lookup;
import dev.assay.dq.internal.plan.Types;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.spark.internal.compile.Canonical;
import dev.assay.dq.spark.internal.rdd.States;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What a scan can compute, in each group: one group-by for all metrics of a grouping. The groups
 * are judged where they are, and only what came of them reaches the driver, however many there are.
 */
@SuppressWarnings("serial") // javac warns of lambdas in packages below one named internal
public final class GroupedScan {

  private GroupedScan() {}

  /**
   * Judges the groups.
   *
   * @param program made of what {@link ScanPass} computes
   * @param others the other datasets of the run
   * @return each measurement, and the number of all rows
   */
  public static Map<Aggregate, Measurement> run(
      Dataset<Row> data,
      GroupProgram program,
      Map<ColumnRef, Schema.Type> types,
      Map<String, Lookups.Other> others) {
    ScanPass.Columns scan = ScanPass.columns(program.inEach(), types);
    Lookup lookup = program.grouping().lookup();
    Lookups.Keys keys = lookup == null ? null : Lookups.keys(lookup, others, types);
    List<Column> by =
        keys == null ? GroupPasses.parts(GroupPasses.key(program.by(), types)) : keys.mine("p");
    List<Column> selected = new ArrayList<>(scan.names());
    for (int i = 0; i < by.size(); i++) {
      selected.add(col("p" + i));
    }
    Dataset<Row> groups =
        data.groupBy(by.toArray(Column[]::new))
            .agg(scan.columns().get(0), scan.rest())
            .select(selected.toArray(Column[]::new));
    if (keys != null) {
      groups = withMissing(groups, keys.theirs("k"), by.size());
    }
    TypeKind[] kinds =
        program.by().stream().map(each -> Types.of(each, types).kind()).toArray(TypeKind[]::new);
    int first = scan.columns().size();
    boolean expecting = keys != null;
    ArrayList<ScanPass.Reading> readings = new ArrayList<>(scan.readings());
    GroupTotals totals =
        States.mergedByDriver(
            groups
                .toJavaRDD()
                .mapPartitions(
                    rows -> {
                      GroupProgram.Judge judge = program.start();
                      while (rows.hasNext()) {
                        Row row = rows.next();
                        List<Object> missing =
                            expecting && row.isNullAt(0)
                                ? key(row, first + kinds.length, kinds)
                                : null;
                        if (missing == null) {
                          judge(row, judge, readings, first, kinds);
                        } else {
                          judge.missing(missing);
                        }
                      }
                      return List.of(States.write(judge.totals())).iterator();
                    }),
            GroupTotals.class,
            GroupTotals::merge);
    GroupTotals all = totals == null ? program.start().totals() : totals;
    return all.measure(program.judged());
  }

  /** The groups, and the keys of those that there must be besides, behind columns of nulls. */
  private static Dataset<Row> withMissing(Dataset<Row> groups, Dataset<Row> keys, int parts) {
    Column same = lit(true);
    for (int i = 0; i < parts; i++) {
      same = same.and(col("p" + i).equalTo(col("k" + i)));
    }
    return groups.join(keys, same, "full_outer");
  }

  private static void judge(
      Row row,
      GroupProgram.Judge judge,
      List<ScanPass.Reading> readings,
      int first,
      TypeKind[] kinds) {
    List<Measurement> measured = new ArrayList<>(readings.size());
    readings.forEach(each -> measured.add(each.apply(row)));
    List<Object> key = key(row, first, kinds);
    if (key == null) {
      judge.keyless(((Measurement.Rows) measured.get(0)).rows());
    } else {
      judge.group(key, measured);
    }
  }

  private static @Nullable List<Object> key(Row row, int first, TypeKind[] kinds) {
    List<Object> key = new ArrayList<>(kinds.length);
    for (int i = 0; i < kinds.length; i++) {
      Object part = Canonical.decode(row.get(first + i), kinds[i]);
      if (part == null) {
        return null;
      }
      key.add(Values.key(part));
    }
    return key;
  }
}
