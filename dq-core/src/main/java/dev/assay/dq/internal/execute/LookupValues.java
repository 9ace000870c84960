package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.Lookup;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.result.MetricValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What lookups of one key come to: whether there are rows with it, and what is asked of them. One
 * key at a time, for use by one thread.
 */
public final class LookupValues {

  private final List<Lookup> lookups;
  private final List<Aggregate> aggregates;
  private final Map<ColumnRef, Schema.Type> types = new LinkedHashMap<>();
  private final RecordProgram.Run run;
  private boolean any;
  private @Nullable Object @Nullable [] found;

  /**
   * For lookups of one key.
   *
   * @param columns the columns of the other dataset in the order of the values that will be taken
   */
  public LookupValues(List<Lookup> lookups, List<ColumnRef> columns) {
    this.lookups = List.copyOf(lookups);
    Set<Aggregate> all = new LinkedHashSet<>();
    for (Lookup each : lookups) {
      Lookup.Value value = each.value();
      if (value != null) {
        all.addAll(value.aggregates());
        types.putAll(value.types());
      }
    }
    aggregates = List.copyOf(all);
    run = new RecordProgram(aggregates, columns, types, List.of()).start();
  }

  /** Begins with the rows of another key. */
  public void restart() {
    any = false;
    found = null;
    run.restart();
  }

  /** Takes a row of the key in, of the other dataset. */
  public void add(@Nullable Object[] values) {
    any = true;
    if (!aggregates.isEmpty()) {
      run.add(values, null);
    }
  }

  /** What each lookup comes to for the rows that were taken in: canonical values. */
  public @Nullable Object[] found() {
    if (found == null) {
      List<Measurement> measured = run.measure(aggregates);
      found = lookups.stream().map(each -> of(each, measured)).toArray();
    }
    return found;
  }

  private @Nullable Object of(Lookup lookup, List<Measurement> measured) {
    Lookup.Value value = lookup.value();
    if (value == null) {
      return any;
    }
    List<Measurement> own = new ArrayList<>();
    for (Aggregate each : value.aggregates()) {
      Measurement one = measured.get(aggregates.indexOf(each));
      if (one instanceof Measurement.Failed failed) {
        return unreadable(lookup, failed.message());
      }
      own.add(one instanceof Measurement.Total total ? asDecimal(total) : one);
    }
    Evaluation evaluation =
        new MetricProgram(value.metric(), types, value.aggregates()).evaluate(own);
    String error = evaluation.error();
    MetricValue number = evaluation.value();
    return error != null
        ? unreadable(lookup, error)
        : number == null ? null : canonical(number, value.type());
  }

  /** A value of a row is a decimal of the digits it needs, where a metric has 64 bits. */
  private static Measurement.Total asDecimal(Measurement.Total total) {
    return total.kind() == Measurement.TotalKind.WHOLE
        ? new Measurement.Total(
            total.values(),
            Measurement.TotalKind.DECIMAL,
            total.exact(),
            total.real(),
            total.nans())
        : total;
  }

  private static Unreadable unreadable(Lookup lookup, String message) {
    return new Unreadable(new RowFailure("in " + lookup.other().dataset() + ", " + message, null));
  }

  private static Object canonical(MetricValue value, Schema.Type type) {
    Object plain =
        value instanceof MetricValue.Mean mean
            ? (Object) (mean.sum().doubleValue() / mean.count())
            : value.plain();
    if (plain instanceof Long number && type.kind() == TypeKind.DECIMAL) {
      return BigDecimal.valueOf(number);
    }
    return plain instanceof BigDecimal number && type.kind().isInteger()
        ? (Object) number.longValueExact()
        : plain;
  }
}
