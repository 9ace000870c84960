package dev.assay.dq.spark.internal.compile;

import dev.assay.dq.internal.model.Foreign;
import dev.assay.dq.internal.model.Schema;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map that holds rows, which stay rows for code of the user. */
final class ForeignMap extends AbstractMap<@Nullable Object, @Nullable Object>
    implements Foreign, Serializable {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // what Spark makes of a map
  private final Map<@Nullable Object, @Nullable Object> rows;

  private final Schema.Type type;

  ForeignMap(Map<@Nullable Object, @Nullable Object> rows, Schema.Type type) {
    this.rows = rows;
    this.type = type;
  }

  @Override
  public Set<Entry<@Nullable Object, @Nullable Object>> entrySet() {
    return rows.entrySet();
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return rows.containsKey(key);
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return rows.get(key);
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
