package dev.assay.dq.local;

import dev.assay.dq.internal.execute.GroupedRecords;
import dev.assay.dq.internal.execute.LookupKeys;
import dev.assay.dq.internal.execute.LookupValues;
import dev.assay.dq.internal.execute.OfTwo;
import dev.assay.dq.internal.execute.RowCode;
import dev.assay.dq.internal.execute.Unreadable;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.plan.Lookup;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.internal.state.Measurement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks the keys of records up among those that other records have. */
final class LocalLookups {

  private final List<One> all = new ArrayList<>();
  private final List<ColumnRef> order = new ArrayList<>();

  /** Lookups of one key, and what comes of each key there is; or why that is not known. */
  @SuppressWarnings("ArrayRecordComponent") // values of a row, which nobody compares
  private record One(
      LookupKeys keys,
      Map<Object, @Nullable Object[]> known,
      @Nullable Object[] none,
      @Nullable RowFailure failure) {

    @Nullable Object[] of(@Nullable Object[] values) {
      RowFailure failed = failure;
      Object key = null;
      try {
        key = failed == null ? keys.of(values) : null;
      } catch (RowFailure e) {
        failed = e;
      }
      if (failed == null && key != null) {
        return known.getOrDefault(key, none);
      }
      @Nullable Object[] unknown = new Object[none.length];
      if (failed != null) {
        Arrays.fill(unknown, new Unreadable(failed));
      }
      return unknown;
    }
  }

  /** Other records of the run. */
  record Other<U>(Iterable<? extends U> records, Fields<U> fields) {

    /**
     * Compares the records with those of the run.
     *
     * @param late why there is no more time; null while there is
     */
    void compare(OfTwo with, Supplier<@Nullable String> late) {
      try {
        Fields.Reader<U> reader = fields.reader(with.otherColumns());
        OfTwo.Others theirs = with.others();
        for (U record : records) {
          String why = late.get();
          if (why != null) {
            with.fail(new Measurement.NotReached(why));
            return;
          }
          theirs.add(reader.read(record));
        }
      } catch (Throwable e) {
        RowFailure failure = RowCode.failure(e);
        with.fail(
            new Measurement.Failed(
                with.dataset() + " could not be read: " + failure.marked(), failure));
      }
    }

    /**
     * Says which groups there must be.
     *
     * @param lookup the keys there
     * @param late as for {@link #compare}
     */
    void expect(GroupedRecords groups, Lookup lookup, Supplier<@Nullable String> late) {
      try {
        List<ColumnRef> columns = Lookup.read(List.of(lookup));
        Fields.Reader<U> reader = fields.reader(columns);
        LookupKeys keys = LookupKeys.known(lookup, columns, fields.schema());
        for (U record : records) {
          String why = late.get();
          if (why != null) {
            groups.fail(new Measurement.NotReached(why));
            return;
          }
          List<Object> key = keys.of(reader.read(record));
          if (key != null) {
            groups.addOther(key);
          }
        }
      } catch (Throwable e) {
        RowFailure failure = RowCode.failure(e);
        String dataset = lookup.other().dataset();
        groups.fail(
            new Measurement.Failed(dataset + " could not be read: " + failure.marked(), failure));
      }
    }

    private Map<Object, @Nullable Object[]> known(List<Lookup> lookups, LookupValues values) {
      List<ColumnRef> columns = Lookup.read(lookups);
      Fields.Reader<U> reader = fields.reader(columns);
      LookupKeys keys = LookupKeys.known(lookups.get(0), columns, fields.schema());
      Map<Object, List<@Nullable Object[]>> rows = new HashMap<>();
      for (U record : records) {
        @Nullable Object[] row = reader.read(record);
        Object key = keys.of(row);
        if (key != null) {
          rows.computeIfAbsent(key, each -> new ArrayList<>()).add(row);
        }
      }
      Map<Object, @Nullable Object[]> known = new HashMap<>();
      rows.forEach(
          (key, all) -> {
            values.restart();
            all.forEach(values::add);
            known.put(key, values.found());
          });
      return known;
    }
  }

  /**
   * Reads the keys of other records.
   *
   * @param columns the columns of the data in the order of the values that will be looked up
   */
  LocalLookups(RunPlan plan, List<ColumnRef> columns, Map<String, Other<?>> others) {
    for (List<Lookup> lookups : Lookup.together(plan.lookups().values())) {
      LookupKeys keys = LookupKeys.lookedUp(lookups.get(0), columns, plan.types());
      LookupValues values = new LookupValues(lookups, Lookup.read(lookups));
      @Nullable Object[] none = values.found();
      String dataset = lookups.get(0).other().dataset();
      lookups.forEach(each -> order.add(each.column()));
      try {
        all.add(new One(keys, others.get(dataset).known(lookups, values), none, null));
      } catch (Throwable e) {
        RowFailure failure = RowCode.failure(e);
        String message = dataset + " could not be read: " + failure.marked();
        all.add(new One(keys, Map.of(), none, new RowFailure(message, failure)));
      }
    }
  }

  /** The columns of what comes of keys, in their order behind the values of a record. */
  List<ColumnRef> columns() {
    return order;
  }

  /** The values of a record, and behind them what comes of its keys. */
  @Nullable Object[] with(@Nullable Object[] values) {
    if (all.isEmpty()) {
      return values;
    }
    @Nullable Object[] more = Arrays.copyOf(values, values.length + order.size());
    int at = values.length;
    for (One each : all) {
      for (Object found : each.of(values)) {
        more[at++] = found;
      }
    }
    return more;
  }
}
