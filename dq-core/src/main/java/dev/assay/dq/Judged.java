package dev.assay.dq;

import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Expr;
import org.jspecify.annotations.Nullable;

/** A predicate that is nothing but one. */
record Judged(Expr expr) implements Predicate {

  Judged {
    Args.notNull(expr, "expression");
  }

  static Expr exprOf(@Nullable Predicate predicate) {
    return Args.notNull(predicate, "predicate").expr();
  }
}
