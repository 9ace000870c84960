package dev.assay.dq.model;

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
