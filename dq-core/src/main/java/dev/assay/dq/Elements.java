package dev.assay.dq;

import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * What is said holds for no element: false where it is true of one, else unknown where it is
   * unknown of one. True of an empty array, unknown of a null.
   */
  public Predicate none(Function<? super E, ? extends Predicate> said) {
    return any(said).not();
  }

  /**
   * What is said holds for at least so many elements: true where it is true of so many, false where
   * it would be of fewer even if it were of all of which it is unknown. Unknown of a null.
   *
   * @throws IllegalArgumentException if the number is less than 1
   */
  public Predicate atLeast(int number, Function<? super E, ? extends Predicate> said) {
    if (number < 1) {
      throw new IllegalArgumentException(
          "At least " + number + " elements are there always: give a number from 1");
    }
    return number == 1
        ? any(said)
        : holds(dev.assay.dq.internal.model.Function.AT_LEAST_OF, said, number(number));
  }

  /**
   * The element at a place, the first at 0; null where the array is null or has no such place, so
   * {@code isComplete()} requires it.
   *
   * @throws IllegalArgumentException if the place is negative
   */
  public E at(int place) {
    return made.apply(
        Expr.call(
            dev.assay.dq.internal.model.Function.ELEMENT_AT,
            array,
            number(place),
            new Expr.Literal(new Constant.Text(kind.word()))));
  }

  private static Expr number(int number) {
    return new Expr.Literal(Constant.of(number));
  }

  private Predicate holds(
      dev.assay.dq.internal.model.Function function,
      Function<? super E, ? extends Predicate> said,
      Expr... further) {
    if (said == null) {
      throw new IllegalArgumentException("What is said of the elements must not be null");
    }
    Expr.Element element = Expr.Element.unbound(kind);
    Predicate predicate = said.apply(made.apply(element));
    if (predicate == null) {
      throw new IllegalArgumentException("What is said of the elements must not be null");
    }
    List<Expr> arguments = new ArrayList<>(List.of(array, element.boundIn(predicate.expr())));
    arguments.addAll(List.of(further));
    return Said.of(function, arguments.toArray(Expr[]::new));
  }
}
