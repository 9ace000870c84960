package dev.assay.dq.internal.plan;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Schema;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Replaces the names of columns and of fields by those that the schema has. */
final class Binder extends Rewriter {

  private final Schema schema;
  private final Map<ColumnRef, Schema.Type> types;
  private final Consumer<String> problems;
  private final ElementTypes arrays = new ElementTypes();
  private final LookedUp lookedUp;

  /** What stands for a call that looks up what another dataset tells of a key. */
  interface LookedUp {
    Expr of(Expr.Call bound, boolean withinArray);
  }

  /**
   * A binder.
   *
   * @param types of the columns that were bound
   */
  Binder(
      UnaryOperator<Expr.Column> columns,
      Schema schema,
      Map<ColumnRef, Schema.Type> types,
      Consumer<String> problems,
      LookedUp lookedUp) {
    super(columns);
    this.lookedUp = lookedUp;
    this.schema = schema;
    this.types = types;
    this.problems = problems;
  }

  private Schema.Type typeOf(Expr bound) {
    return bound.fold(new Types(types, arrays));
  }

  @Override
  public void bind(Expr array) {
    arrays.bind(typeOf(array));
  }

  @Override
  public void unbind() {
    arrays.unbind();
  }

  @Override
  public Expr call(Expr.Call call, List<Expr> arguments) {
    if (call.function() == Function.METRIC_IN) {
      return lookedUp.of(new Expr.Call(call.function(), arguments), arrays.isBound());
    }
    if (call.function() != Function.FIELD_OF) {
      return super.call(call, arguments);
    }
    Expr struct = arguments.get(0);
    Schema.Resolution found = schema.resolve(typeOf(struct), call.text(1), English.of(struct));
    ColumnRef exact = found.ref();
    if (exact == null) {
      problems.accept(found.problem());
      return super.call(call, arguments);
    }
    return Expr.call(
        Function.FIELD_OF,
        struct,
        new Expr.Literal(new Constant.Text(exact.parts().get(0))),
        arguments.get(2));
  }
}
