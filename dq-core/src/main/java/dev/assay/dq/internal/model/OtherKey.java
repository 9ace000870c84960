package dev.assay.dq.internal.model;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where keys are looked up: in columns of another dataset of the run.
 *
 * @param dataset the name that the run gives it
 * @param columns one for each part of the key
 * @param nullsEqual whether null equals null; else a key with a null is unknown here, and matches
 *     nothing there
 */
public record OtherKey(String dataset, List<ColumnRef> columns, boolean nullsEqual)
    implements Serializable {

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
  }

  /** A column as messages name it: with that of its dataset. */
  public ColumnRef qualified(int at) {
    return ColumnRef.exactly(dataset).within(columns.get(at).parts());
  }

  /** For people, as in {@code customers.id} or {@code lines (order_id, number)}. */
  @Override
  public String toString() {
    String all = columns.stream().map(ColumnRef::toString).collect(Collectors.joining(", "));
    String name = columns.size() == 1 ? qualified(0).toString() : dataset() + " (" + all + ")";
    return nullsEqual ? name + ", where null equals null" : name;
  }
}
