package dev.assay.dq;

import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;

/** What rows are grouped by. */
final class Groups {

  private Groups() {}

  static List<Expr> of(String... columns) {
    List<Expr> by =
        Lists.map(Lists.of(columns, "columns"), "columns", each -> Columns.any(each).expr());
    if (by.isEmpty()) {
      throw new IllegalArgumentException(
          "Groups are of the values of a column at least: per(\"journal\")");
    }
    return by;
  }

  /** What stands for a value that a group may have. */
  static Constant constant(Object value) {
    if (value instanceof String text) {
      return new Constant.Text(text);
    }
    if (value instanceof Boolean truth) {
      return new Constant.Bool(truth);
    }
    if (value instanceof Number number) {
      return Constant.of(number);
    }
    if (value instanceof Temporal time) {
      return Constant.of(time);
    }
    throw new IllegalArgumentException(
        "Groups are told by texts, numbers, booleans, dates and times, and this is a "
            + value.getClass().getName());
  }

  static List<Expr> of(Expression first, Expression... others) {
    List<Expr> by = new ArrayList<>();
    by.add(Expression.other(first));
    Lists.of(others, "groups").forEach(each -> by.add(Expression.other(each)));
    return by;
  }
}
