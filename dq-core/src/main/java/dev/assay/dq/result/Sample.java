package dev.assay.dq.result;

import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.Visible;
import dev.assay.dq.internal.model.English;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One violating row: the key columns that were asked for, and the columns that the predicate reads.
 * Of a constraint on groups one of those that violate most: its key, and the value of the metric.
 * Of a key that should be unique one of the keys that occur most often.
 *
 * @param values the values by column, in order; null for null, and a {@link MetricValue.Masked} for
 *     what is not shown
 * @param times how many rows have this key; 1 for a row and for a group
 */
@SuppressWarnings("serial") // a linked hash map of canonical, serializable values
public record Sample(Map<String, @Nullable Object> values, long times) implements Serializable {
  private static final int LONGEST = 200;

  /** A row or a group. */
  public Sample(Map<String, @Nullable Object> values) {
    this(values, 1);
  }

  public Sample {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * The row for people: {@code {order_id=17, email="bob@"}}; of a key with how often it occurs:
   * {@code {order_id=17} 3 times}.
   */
  @Override
  public String toString() {
    if (values.isEmpty()) {
      return "{a row whose code names no columns: name some in rowSatisfies(…) or withSamples(…)}";
    }
    return values.entrySet().stream()
        .map(entry -> Visible.of(entry.getKey()) + "=" + text(entry.getValue()))
        .collect(
            Collectors.joining(
                ", ", "{", times == 1 ? "}" : "} " + Numbers.grouped(times) + " times"));
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text
        ? English.quoted(text)
        : Visible.cut(Visible.of(String.valueOf(value)), LONGEST);
  }
}
