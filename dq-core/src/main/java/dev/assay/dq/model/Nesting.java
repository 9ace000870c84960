package dev.assay.dq.model;

import java.util.List;

/** How deep expressions may be nested: what every engine, and JSON, can follow on any stack. */
final class Nesting implements Expr.Fold<Integer> {

  private static final int MAX = 100;
  private static final Nesting DEPTH = new Nesting();

  private Nesting() {}

  static void check(Expr expr) {
    if (expr.fold(DEPTH) > MAX) {
      throw new IllegalArgumentException(
          "Predicates may be nested "
              + MAX
              + " deep, and these are nested deeper: parts of one and(...) or or(...) count once,"
              + " so join what belongs together, or make several constraints");
    }
  }

  @Override
  public Integer column(Expr.Column column) {
    return 0;
  }

  @Override
  public Integer literal(Expr.Literal literal) {
    return 0;
  }

  @Override
  public Integer call(Expr.Call call, List<Integer> arguments) {
    return 1 + arguments.stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  @Override
  public Integer sql(Expr.Sql sql) {
    return 1;
  }

  @Override
  public Integer code(Expr.Code code) {
    return 1;
  }
}
