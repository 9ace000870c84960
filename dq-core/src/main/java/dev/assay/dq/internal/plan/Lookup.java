package dev.assay.dq.internal.plan;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.KeyStatistic;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.OtherKey;
import dev.assay.dq.internal.model.Schema;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are looked up in another dataset of the run. What comes of it is one more column of the
 * data, so that every pass can do with it what it does with any column.
 *
 * @param column the column that holds what comes of it
 * @param parts the parts of the key, as many as the columns of the other dataset
 * @param value what is asked of the rows that have the key; null where only whether there are any,
 *     which is true, false or unknown
 */
public record Lookup(ColumnRef column, OtherKey other, List<Expr> parts, @Nullable Value value)
    implements Serializable {
  public Lookup {
    parts = List.copyOf(parts);
  }

  /**
   * What is asked of the rows of the other dataset that have the key.
   *
   * @param metric with the exact names of the columns there
   * @param aggregates what it is made from
   * @param types those of the columns there
   * @param type that of the value
   */
  public record Value(
      Metric.Summary metric,
      KeyStatistic statistic,
      List<Aggregate> aggregates,
      Map<ColumnRef, Schema.Type> types,
      Schema.Type type)
      implements Serializable {
    public Value {
      aggregates = List.copyOf(aggregates);
      types = new LinkedHashMap<>(types);
    }
  }

  /** Those that a pass needs, of all by the columns of what comes of them. */
  public static List<Lookup> of(Pass pass, Map<ColumnRef, Lookup> all) {
    return pass.columns().stream().filter(all::containsKey).map(all::get).toList();
  }

  /** The columns of the other dataset that are read: those of the key first. */
  public static List<ColumnRef> read(Collection<Lookup> together) {
    Set<ColumnRef> read = new LinkedHashSet<>();
    together.forEach(each -> read.addAll(each.other.columns()));
    for (Lookup each : together) {
      if (each.value != null) {
        each.value.aggregates.forEach(it -> read.addAll(References.of(it).columns()));
      }
    }
    return List.copyOf(read);
  }

  /** Those of the same key of the same dataset, which are looked up together. */
  public static List<List<Lookup>> together(Collection<Lookup> lookups) {
    Map<List<Object>, List<Lookup>> byKey = new LinkedHashMap<>();
    for (Lookup each : lookups) {
      byKey
          .computeIfAbsent(List.of(each.other.keys(), each.parts), key -> new ArrayList<>())
          .add(each);
    }
    return List.copyOf(byKey.values());
  }
}
