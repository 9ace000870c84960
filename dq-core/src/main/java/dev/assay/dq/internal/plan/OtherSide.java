package dev.assay.dq.internal.plan;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.SchemaText;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a dataset is compared with: the same expressions of the columns of another one.
 *
 * @param value with the exact names of the columns there
 * @param scope of which rows, in these names as well
 * @param types those of the columns there
 * @param as the type as which the values of both sides are counted
 * @param problem why they cannot be compared, with the remedy; null if they can
 */
public record OtherSide(
    Expr value,
    Expr scope,
    Map<ColumnRef, Schema.Type> types,
    Schema.Type as,
    @Nullable String problem)
    implements Serializable {
  public OtherSide {
    types = new LinkedHashMap<>(types);
  }

  /**
   * The other side of what is bound here.
   *
   * @param here the types of the columns here
   * @param theirs the columns there
   */
  public static OtherSide of(
      Aggregate.Drift drift, Map<ColumnRef, Schema.Type> here, Schema theirs) {
    Map<ColumnRef, Schema.Type> types = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    Consumer<@Nullable String> report =
        each -> {
          if (each != null) {
            problems.add("in " + drift.dataset() + ", " + each);
          }
        };
    Binder binder =
        new Binder(
            column -> Planner.resolve(column, theirs, types, report),
            theirs,
            types,
            report,
            (call, withinArray) -> call);
    Expr value = binder.rewrite(drift.value());
    Expr scope = binder.rewrite(drift.scope());
    Schema.Type mine = Types.of(drift.value(), here);
    if (!problems.isEmpty()) {
      return new OtherSide(value, scope, types, mine, problems.get(0));
    }
    Schema.Type other = Types.of(value, types);
    Schema.Type as = ComparedColumns.common(mine, other);
    return new OtherSide(
        value,
        scope,
        types,
        as == null ? mine : as,
        as != null
            ? null
            : English.of(drift.value())
                + " is "
                + SchemaText.of(mine)
                + ", and "
                + SchemaText.of(other)
                + " in "
                + drift.dataset()
                + ", which cannot be compared exactly: cast one of them in its dataset");
  }
}
