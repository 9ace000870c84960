package dev.assay.dq.local;

import dev.assay.dq.internal.execute.LookupKeys;
import dev.assay.dq.internal.execute.RowCode;
import dev.assay.dq.internal.execute.Unreadable;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.plan.Lookup;
import dev.assay.dq.internal.plan.RunPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks the keys of records up in sets of those that other records have. */
final class LocalLookups {

  private final List<One> all = new ArrayList<>();

  /** Keys, and those there are; or why they are not known. */
  private record One(LookupKeys keys, Set<Object> known, @Nullable RowFailure failure) {

    @Nullable Object of(@Nullable Object[] values) {
      if (failure != null) {
        return new Unreadable(failure);
      }
      try {
        Object key = keys.of(values);
        return key == null ? null : known.contains(key);
      } catch (RowFailure e) {
        return new Unreadable(e);
      }
    }
  }

  /** Other records of the run. */
  record Other<U>(Iterable<? extends U> records, Fields<U> fields) {

    private Set<Object> keys(Lookup lookup) {
      List<ColumnRef> columns = lookup.other().columns();
      Fields.Reader<U> reader = fields.reader(columns);
      LookupKeys keys = LookupKeys.known(lookup, fields.schema());
      Set<Object> known = new HashSet<>();
      for (U record : records) {
        Object key = keys.of(reader.read(record));
        if (key != null) {
          known.add(key);
        }
      }
      return known;
    }
  }

  /**
   * Reads the keys of other records.
   *
   * @param columns the columns of the data in the order of the values that will be looked up
   */
  LocalLookups(RunPlan plan, List<ColumnRef> columns, Map<String, Other<?>> others) {
    for (Lookup lookup : plan.lookups().values()) {
      LookupKeys keys = LookupKeys.lookedUp(lookup, columns, plan.types());
      String dataset = lookup.other().dataset();
      try {
        all.add(new One(keys, others.get(dataset).keys(lookup), null));
      } catch (Throwable e) {
        RowFailure failure = RowCode.failure(e);
        all.add(
            new One(
                keys,
                Set.of(),
                new RowFailure(dataset + " could not be read: " + failure.getMessage(), failure)));
      }
    }
  }

  /** The values of a record, and behind them what comes of its keys. */
  @Nullable Object[] with(@Nullable Object[] values) {
    if (all.isEmpty()) {
      return values;
    }
    @Nullable Object[] more = Arrays.copyOf(values, values.length + all.size());
    for (int i = 0; i < all.size(); i++) {
      more[values.length + i] = all.get(i).of(values);
    }
    return more;
  }
}
