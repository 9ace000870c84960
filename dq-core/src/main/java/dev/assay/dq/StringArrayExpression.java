package dev.assay.dq;

import dev.assay.dq.internal.model.Expr;
import java.util.function.Function;

/** An array of texts that each row has: its elements need no {@link #strings()}. */
public final class StringArrayExpression extends ArrayExpression {

  private static final long serialVersionUID = 1L;

  StringArrayExpression(Expr expr) {
    super(expr);
  }

  /** What is said holds for each text, as {@link Elements#each}. */
  public Predicate each(Function<? super StringExpression, ? extends Predicate> said) {
    return strings().each(said);
  }

  /** What is said holds for at least one text, as {@link Elements#any}. */
  public Predicate any(Function<? super StringExpression, ? extends Predicate> said) {
    return strings().any(said);
  }

  /** What is said holds for no text, as {@link Elements#none}. */
  public Predicate none(Function<? super StringExpression, ? extends Predicate> said) {
    return strings().none(said);
  }

  /**
   * What is said holds for at least so many texts, as {@link Elements#atLeast}.
   *
   * @throws IllegalArgumentException if the number is less than 1
   */
  public Predicate atLeast(
      int number, Function<? super StringExpression, ? extends Predicate> said) {
    return strings().atLeast(number, said);
  }

  /**
   * The text at a place, the first at 0; null where there is none.
   *
   * @throws IllegalArgumentException if the place is negative, or if these are the keys of a map,
   *     which have no order
   */
  public StringExpression at(int place) {
    return strings().at(place);
  }
}
