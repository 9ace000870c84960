package dev.assay.dq.internal.execute;

import dev.assay.dq.SamplePolicy;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.internal.plan.SampleColumns;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of a row that rules read, as far as a policy shows them. */
public final class RowQuotes implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What each rule reads. */
  private final ArrayList<ArrayList<ColumnRef>> columns = new ArrayList<>();

  private final Veil veil;

  /**
   * The values of rows of a run.
   *
   * @param rules those that will be asked for, in this order
   */
  RowQuotes(RunPlan plan, List<RowRule> rules, SamplePolicy policy) {
    for (RowRule each : rules) {
      Set<ColumnRef> read = new LinkedHashSet<>(SampleColumns.of(each.rows().predicate()));
      read.addAll(SampleColumns.of(each.rows().where()));
      columns.add(new ArrayList<>(plan.read(read)));
    }
    veil = new Veil(policy, policy.tellsWords()).of(plan);
  }

  /** All columns that are read. */
  public List<ColumnRef> columns() {
    return columns.stream().flatMap(List::stream).distinct().toList();
  }

  /**
   * Quotes rows.
   *
   * @param order the columns in the order of the values
   */
  public Reader reader(List<ColumnRef> order) {
    Map<ColumnRef, Integer> places = new HashMap<>();
    order.forEach(each -> places.put(each, places.size()));
    return new Reader(places);
  }

  /** What rules read of rows whose values stand in one order. */
  public final class Reader {

    private final Map<ColumnRef, Integer> places;

    private Reader(Map<ColumnRef, Integer> places) {
      this.places = places;
    }

    /**
     * What a rule reads of a row, by the names of columns.
     *
     * @param rule its number
     */
    public Map<String, @Nullable String> of(int rule, @Nullable Object[] values) {
      Veil.Row row = new Veil.Row();
      for (ColumnRef each : columns.get(rule)) {
        Object value = Shown.of(values[places.get(each)]);
        row.put(
            each.text(),
            Veil.Cell.value(List.of(each.text()), SampleRows.cut(value, SampleRows.LONGEST)));
      }
      Map<String, @Nullable String> shown = new LinkedHashMap<>();
      veil.samples(List.of(row))
          .get(0)
          .values()
          .forEach((name, value) -> shown.put(name, value == null ? null : value.toString()));
      return shown;
    }
  }
}
