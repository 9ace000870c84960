package dev.assay.dq.internal.model;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where keys are looked up: in columns of another dataset of the run.
 *
 * @param dataset the name that the run gives it
 * @param columns one for each part of the key
 * @param nullsEqual whether null equals null; else a key with a null is unknown here, and matches
 *     nothing there
 * @param metric what is asked of the rows there that have the key; null where only whether there
 *     are any
 */
public record OtherKey(
    String dataset, List<ColumnRef> columns, boolean nullsEqual, @Nullable Metric metric)
    implements Serializable {

  /** Where it is only asked whether there are such keys. */
  public OtherKey(String dataset, List<ColumnRef> columns, boolean nullsEqual) {
    this(dataset, columns, nullsEqual, null);
  }

  /**
   * Refuses no name and no columns.
   *
   * @throws IllegalArgumentException with what is missing
   */
  public OtherKey {
    Args.notBlank(dataset, "name of a dataset");
    columns = Args.noNulls(columns, "columns");
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("A key is looked up in columns: name one at least");
    }
    if (metric != null && KeyStatistic.of(metric) == null) {
      throw new IllegalArgumentException(
          "Of the rows of a key "
              + Arrays.stream(KeyStatistic.values())
                  .map(KeyStatistic::word)
                  .collect(Collectors.joining(", "))
              + " can be looked up, and this is the "
              + English.of(metric)
              + ": combine such, as in a.plus(b)");
    }
  }

  /** The keys alone. */
  public OtherKey keys() {
    return new OtherKey(dataset, columns, nullsEqual);
  }

  /** Which statistic of the rows there is asked for. */
  public KeyStatistic statistic() {
    return Args.notNull(KeyStatistic.of(Args.notNull(metric, "metric")), "statistic");
  }

  /** A column as messages name it: with that of its dataset. */
  public ColumnRef qualified(int at) {
    return ColumnRef.exactly(dataset).within(columns.get(at).parts());
  }

  /** For people, as in {@code customers.id} or {@code lines (order_id, number)}. */
  @Override
  public String toString() {
    if (metric != null) {
      return English.of(new Metric.Elsewhere(dataset, metric));
    }
    String all = columns.stream().map(ColumnRef::toString).collect(Collectors.joining(", "));
    String name = columns.size() == 1 ? qualified(0).toString() : dataset() + " (" + all + ")";
    return nullsEqual ? name + ", where null equals null" : name;
  }
}
