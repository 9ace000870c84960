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

  /** What holds what comes of a call that looks a key up, and was found right. */
  Expr.Column column(Expr.Call call) {
    Lookup lookup = lookups.computeIfAbsent(call, this::lookup);
    types.put(lookup.column(), Schema.Type.BOOLEAN);
    return new Expr.Column(lookup.column(), ColumnKind.BOOL);
  }

  private Lookup lookup(Expr.Call call) {
    OtherKey named = call.otherKey();
    Schema schema = Objects.requireNonNull(rules.other(named.dataset()));
    List<ColumnRef> exact =
        named.columns().stream()
            .map(each -> Objects.requireNonNull(schema.resolve(each).ref()))
            .toList();
    return new Lookup(
        ColumnRef.lookup(lookups.size(), English.of(call)),
        new OtherKey(named.dataset(), exact, named.nullsEqual()),
        call.arguments().subList(1, call.arguments().size()));
  }
}
