package dev.assay.dq.internal.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How deep expressions may be nested: what every engine, and JSON, can follow on any stack. */
public final class Nesting implements Expr.Fold<Integer> {

  private static final int MAX = 100;

  /** Of what type the elements are that are spoken of; null where none has been yet. */
  private final List<@Nullable ColumnKind> bound = new ArrayList<>();

  private Nesting() {}

  public static void check(Expr expr) {
    if (expr.fold(new Nesting()) > MAX) {
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
  public Integer element(Expr.Element element) {
    int at = bound.size() - 1 - element.outwards();
    if (at < 0 || at >= bound.size()) {
      throw new IllegalArgumentException(
          "An element of an array was taken out of the each(...) or any(...) that it belongs to:"
              + " say what holds for it within");
    }
    ColumnKind before = bound.set(at, element.kind());
    if (before != null && before != element.kind()) {
      throw new IllegalArgumentException(
          "The elements of one array are of one type, and this says "
              + before.label()
              + " and "
              + element.kind().label());
    }
    return 0;
  }

  @Override
  public void bind(Integer array) {
    bound.add(null);
  }

  @Override
  public void unbind() {
    bound.remove(bound.size() - 1);
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
