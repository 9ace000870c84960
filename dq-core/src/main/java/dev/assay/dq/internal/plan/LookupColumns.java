package dev.assay.dq.internal.plan;

import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.OtherKey;
import dev.assay.dq.internal.model.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The columns that stand in the place of keys that are looked up. */
final class LookupColumns {

  private final EngineCapabilities rules;
  private final Map<ColumnRef, Schema.Type> types;
  private final Map<Expr.Call, Lookup> lookups = new LinkedHashMap<>();

  LookupColumns(EngineCapabilities rules, Map<ColumnRef, Schema.Type> types) {
    this.rules = rules;
    this.types = types;
  }

  /** What has to be looked up, by the column that holds what comes of it. */
  Map<ColumnRef, Lookup> lookups() {
    Map<ColumnRef, Lookup> all = new LinkedHashMap<>();
    lookups.values().forEach(each -> all.put(each.column(), each));
    return all;
  }

  /** Whether anything is looked up. */
  boolean any() {
    return !lookups.isEmpty();
  }

  /** What holds whether there is a key, of a call that was found right. */
  Expr.Column column(Expr.Call call) {
    return column(call, null, Schema.Type.BOOLEAN, ColumnKind.BOOL);
  }

  /** What holds a value of the rows of a key, of a call that was found right. */
  Expr.Column column(Expr.Call call, Lookup.Value value, ColumnKind kind) {
    return column(call, value, value.type(), kind);
  }

  private Expr.Column column(
      Expr.Call call, Lookup.@Nullable Value value, Schema.Type type, ColumnKind kind) {
    Lookup lookup = lookups.computeIfAbsent(call, each -> lookup(each, value));
    types.put(lookup.column(), type);
    return new Expr.Column(lookup.column(), kind);
  }

  private Lookup lookup(Expr.Call call, Lookup.@Nullable Value value) {
    return new Lookup(
        ColumnRef.lookup(lookups.size(), English.of(call)),
        exact(call.otherKey()),
        call.arguments().subList(1, call.arguments().size()),
        value);
  }

  /** With the exact names of columns that were found right. */
  OtherKey exact(OtherKey named) {
    Schema schema = Objects.requireNonNull(rules.other(named.dataset()));
    List<ColumnRef> exact =
        named.columns().stream()
            .map(each -> Objects.requireNonNull(schema.resolve(each).ref()))
            .toList();
    return new OtherKey(named.dataset(), exact, named.nullsEqual());
  }
}
