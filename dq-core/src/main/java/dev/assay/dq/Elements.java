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

  /**
   * The sum of a number of each element, as a value of the row: {@code
   * array("items").structs().sumOf(item -> item.decimal("price").times(item.integer("qty")))}. Null
   * where one of the numbers is null, as for {@code plus}: {@code orElse(0)} leaves nulls out. 0 of
   * an empty array. Exact for whole numbers and decimals, and an error where it has more than 38
   * digits; of floating point the double that is nearest to the exact sum.
   */
  public NumericExpression sumOf(Function<? super E, ? extends NumericExpression> number) {
    return number(dev.assay.dq.internal.model.Function.SUM_OF, number);
  }

  /**
   * The smallest of a number of each element, as a value of the row. Null where one of the numbers
   * is null, and of an empty array; NaN where one is NaN.
   */
  public NumericExpression minOf(Function<? super E, ? extends NumericExpression> number) {
    return number(dev.assay.dq.internal.model.Function.MIN_OF, number);
  }

  /**
   * The greatest of a number of each element, as a value of the row. Null where one of the numbers
   * is null, and of an empty array; NaN where one is NaN.
   */
  public NumericExpression maxOf(Function<? super E, ? extends NumericExpression> number) {
    return number(dev.assay.dq.internal.model.Function.MAX_OF, number);
  }

  private NumericExpression number(
      dev.assay.dq.internal.model.Function function,
      Function<? super E, ? extends NumericExpression> said) {
    Expr.Element element = Expr.Element.unbound(kind);
    NumericExpression number = said == null ? null : said.apply(made.apply(element));
    if (number == null) {
      throw new IllegalArgumentException("The number of an element must not be null");
    }
    return new NumericExpression(Expr.call(function, array, element.boundIn(number.expr())));
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
