package dev.assay.dq;

import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import java.util.ArrayList;
import java.util.List;

/** What the words of the language make. */
final class Said {

  private Said() {}

  static Predicate of(Function function, Expr... arguments) {
    return Predicate.of(Expr.call(function, arguments));
  }

  static Predicate of(Function function, Expr value, Constant constant) {
    return of(function, value, new Expr.Literal(constant));
  }

  static Predicate between(
      Expr value, Expr low, Expr high, boolean lowIncluded, boolean highIncluded) {
    return of(Function.BETWEEN, value, low, high, flag(lowIncluded), flag(highIncluded));
  }

  private static Expr flag(boolean value) {
    return new Expr.Literal(new Constant.Bool(value));
  }

  static Predicate in(Expr value, List<? extends Constant> allowed) {
    List<Expr> arguments = new ArrayList<>();
    arguments.add(value);
    allowed.forEach(constant -> arguments.add(new Expr.Literal(constant)));
    return Predicate.of(new Expr.Call(Function.IN, arguments));
  }
}
