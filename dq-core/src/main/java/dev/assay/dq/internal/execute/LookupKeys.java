package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Evaluator;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.plan.Lookup;
import dev.assay.dq.internal.state.ValueCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of records that are looked up, or that others are looked up in: equal keys are
 * equal objects, whole numbers and decimals alike.
 */
public final class LookupKeys {

  private final List<Evaluator> parts;
  private final boolean nullsEqual;

  private LookupKeys(List<Evaluator> parts, boolean nullsEqual) {
    this.parts = parts;
    this.nullsEqual = nullsEqual;
  }

  /**
   * Of the records that are judged, for lookups of the same key.
   *
   * @param columns the columns in the order of the values that will be read
   */
  public static LookupKeys lookedUp(
      Lookup lookup, List<ColumnRef> columns, Map<ColumnRef, Schema.Type> types) {
    RecordTests tests = new RecordTests(columns, types);
    return new LookupKeys(
        lookup.parts().stream().map(tests::evaluator).toList(), lookup.other().nullsEqual());
  }

  /** Of the records of the other dataset, of which {@link Lookup#read} says what is read. */
  public static LookupKeys known(Lookup lookup, List<ColumnRef> columns, Schema other) {
    Map<ColumnRef, Schema.Type> types = new LinkedHashMap<>();
    columns.forEach(each -> types.put(each, other.typeOf(each)));
    RecordTests tests = new RecordTests(columns, types);
    List<Evaluator> parts = new ArrayList<>();
    for (ColumnRef column : lookup.other().columns()) {
      parts.add(tests.evaluator(new Expr.Column(column, ColumnKind.ANY)));
    }
    return new LookupKeys(parts, lookup.other().nullsEqual());
  }

  /**
   * The key of a record.
   *
   * @param values canonical values in the order of the columns
   * @return null where a part is null, unless null equals null
   * @throws RowFailure if it cannot be told
   */
  public @Nullable List<@Nullable Object> of(@Nullable Object[] values) {
    try {
      List<@Nullable Object> key = new ArrayList<>(parts.size());
      for (Evaluator part : parts) {
        Object value = part.of(values, null);
        if (value == null && !nullsEqual) {
          return null;
        }
        if (value != null && !ValueCodec.isKey(value)) {
          throw new RowFailure("a " + value.getClass().getSimpleName() + " cannot be a key", null);
        }
        key.add(value == null ? null : Values.commonKey(value));
      }
      return key;
    } catch (Throwable e) {
      throw RowCode.failure(e);
    }
  }
}
