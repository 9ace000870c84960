package dev.assay.dq.spark.internal.frame;

import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one value that a predicate is about. */
final class SingleOperand {

  private SingleOperand() {}

  /**
   * The value that is null exactly where a predicate is unknown, or, of {@code isComplete}, false;
   * null if there is no such value.
   */
  static @Nullable Expr of(Expr predicate) {
    if (!(predicate instanceof Expr.Call call)) {
      return null;
    }
    Expr first = call.argument(0);
    if (call.function() == Function.IS_COMPLETE) {
      return first;
    }
    if (call.function() == Function.NOT) {
      return first.calls(Function.IS_COMPLETE) ? null : of(first);
    }
    boolean single =
        call.function().nulls() != Function.Nulls.OWN
            && areConstant(call.arguments().subList(1, call.arguments().size()));
    return single ? first : null;
  }

  private static boolean areConstant(List<Expr> exprs) {
    return exprs.stream().allMatch(Expr.Literal.class::isInstance);
  }
}
