package dev.assay.dq;

import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.Expr;
import java.util.function.Function;

/** An array that each row has. What its elements are is said first, then what holds for them. */
public sealed class ArrayExpression extends CollectionExpression permits ArrayColumn {

  private static final long serialVersionUID = 1L;

  ArrayExpression(Expr expr) {
    super(expr);
  }

  private <E> Elements<E> elements(ColumnKind kind, Function<Expr, E> made) {
    return new Elements<>(expr(), kind, made);
  }

  /** Its elements, which are texts. */
  public final Elements<StringExpression> strings() {
    return elements(ColumnKind.STRING, StringExpression::new);
  }

  /** Its elements, which are numbers of any type. */
  public final Elements<NumericExpression> numbers() {
    return elements(ColumnKind.NUMBER, NumericExpression::new);
  }

  /** Its elements, which are whole numbers. */
  public final Elements<NumericExpression> integers() {
    return elements(ColumnKind.INTEGER, NumericExpression::new);
  }

  /** Its elements, which are exact decimals. */
  public final Elements<NumericExpression> decimals() {
    return elements(ColumnKind.DECIMAL, NumericExpression::new);
  }

  /** Its elements, which are true or false. */
  public final Elements<Predicate> bools() {
    return elements(ColumnKind.BOOL, Predicate::of);
  }

  /** Its elements, which are dates. */
  public final Elements<TemporalExpression> dates() {
    return elements(ColumnKind.DATE, TemporalExpression::new);
  }

  /** Its elements, which are points in time, or dates and times without a zone. */
  public final Elements<TemporalExpression> timestamps() {
    return elements(ColumnKind.TIMESTAMP, TemporalExpression::new);
  }

  /** Its elements, which are arrays. */
  public final Elements<ArrayExpression> arrays() {
    return elements(ColumnKind.ARRAY, ArrayExpression::new);
  }

  /** Its elements, which are maps. */
  public final Elements<MapExpression> maps() {
    return elements(ColumnKind.MAP, MapExpression::new);
  }

  /**
   * Its elements, which are structs: {@code array("items").structs().each(item ->
   * item.integer("qty").isPositive())}.
   */
  public final Elements<StructExpression> structs() {
    return elements(ColumnKind.STRUCT, StructExpression::new);
  }
}
