package dev.assay.dq;

import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.Expr;
import java.util.function.Function;

/**
 * The elements of an array that each row has, which are of one type.
 *
 * @param <E> what can be said of an element
 */
public final class Elements<E> {

  private final Expr array;
  private final ColumnKind kind;
  private final Function<Expr, E> made;

  Elements(Expr array, ColumnKind kind, Function<Expr, E> made) {
    this.array = array;
    this.kind = kind;
    this.made = made;
  }

  /**
   * What is said holds for each element: false where it is false of one, else unknown where it is
   * unknown of one (a null element, unless {@code isComplete()} is said of it). True of an empty
   * array, unknown of a null.
   */
  public Predicate each(Function<? super E, ? extends Predicate> said) {
    return holds(dev.assay.dq.internal.model.Function.EACH, said);
  }

  /**
   * What is said holds for at least one element: true where it is true of one, else unknown where
   * it is unknown of one. False of an empty array, unknown of a null.
   */
  public Predicate any(Function<? super E, ? extends Predicate> said) {
    return holds(dev.assay.dq.internal.model.Function.SOME, said);
  }

  private Predicate holds(
      dev.assay.dq.internal.model.Function function,
      Function<? super E, ? extends Predicate> said) {
    if (said == null) {
      throw new IllegalArgumentException("What is said of the elements must not be null");
    }
    Expr.Element element = Expr.Element.unbound(kind);
    Predicate predicate = said.apply(made.apply(element));
    if (predicate == null) {
      throw new IllegalArgumentException("What is said of the elements must not be null");
    }
    return Said.of(function, array, element.boundIn(predicate.expr()));
  }
}
