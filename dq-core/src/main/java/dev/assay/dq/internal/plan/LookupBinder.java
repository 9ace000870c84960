package dev.assay.dq.internal.plan;

import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.OtherKey;
import dev.assay.dq.internal.model.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Puts columns in the place of keys that are looked up, of constraints that were found right. */
final class LookupBinder extends Rewriter {

  private final EngineCapabilities rules;
  private final Map<ColumnRef, Schema.Type> types;
  private final Map<Expr.Call, Lookup> lookups = new LinkedHashMap<>();

  LookupBinder(EngineCapabilities rules, Map<ColumnRef, Schema.Type> types) {
    super(UnaryOperator.identity());
    this.rules = rules;
    this.types = types;
  }

  /** What has to be looked up, by the column that holds what comes of it. */
  Map<ColumnRef, Lookup> lookups() {
    Map<ColumnRef, Lookup> all = new LinkedHashMap<>();
    lookups.values().forEach(each -> all.put(each.column(), each));
    return all;
  }

  @Override
  public Expr call(Expr.Call call, List<Expr> arguments) {
    if (call.function() != Function.EXISTS_IN) {
      return super.call(call, arguments);
    }
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
