package dev.assay.dq.spark.internal.compile;

import dev.assay.dq.internal.model.Foreign;
import dev.assay.dq.internal.model.Schema;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An array that holds rows, which stay rows for code of the user. */
final class ForeignList extends AbstractList<@Nullable Object> implements Foreign, Serializable {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // what Spark makes of an array
  private final List<?> rows;

  private final Schema.Type type;

  ForeignList(List<?> rows, Schema.Type type) {
    this.rows = rows;
    this.type = type;
  }

  @Override
  public @Nullable Object get(int index) {
    return rows.get(index);
  }

  @Override
  @SuppressWarnings("unchecked") // of objects, whatever they are
  public Iterator<@Nullable Object> iterator() {
    return (Iterator<@Nullable Object>) rows.iterator();
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public Object canonical() {
    return Nested.lazily(rows, type);
  }

  @Override
  public Schema.Type type() {
    return type;
  }
}
