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
    return Predicate.of(constants(Function.IN, value, allowed));
  }

  /** A function of a value and constants. */
  static Expr constants(Function function, Expr value, List<? extends Constant> constants) {
    return all(function, value, constants.stream().map(Expr.Literal::new).toList());
  }

  /** A function of a value and any number of others. */
  static Expr all(Function function, Expr value, List<? extends Expr> others) {
    List<Expr> arguments = new ArrayList<>();
    arguments.add(value);
    arguments.addAll(others);
    return new Expr.Call(function, arguments);
  }
}
