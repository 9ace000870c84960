package dev.assay.dq;

import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Function;

/** An array that each row has. What its elements are is said first, then what holds for them. */
public sealed class ArrayExpression extends CollectionExpression
    permits ArrayColumn, StringArrayExpression {

  private static final long serialVersionUID = 1L;

  ArrayExpression(Expr expr) {
    super(expr);
  }

  private <E> Elements<E> elements(ColumnKind kind, Function<Expr, E> made) {
    return new Elements<>(expr(), kind, made);
  }

  /** No element is null. True of an empty array, unknown of a null. */
  public final Predicate hasNoNulls() {
    return Said.of(dev.assay.dq.internal.model.Function.HAS_NO_NULLS, expr());
  }

  /**
   * No two elements are equal, of whatever type they are: numbers by value, -0.0 as 0.0, NaN as
   * NaN, and in elements that are arrays, maps or structs null as null. An element that is null is
   * unknown: where no two others are equal, an array of several with one is unknown.
   */
  public final Predicate hasNoDuplicates() {
    return Said.of(dev.assay.dq.internal.model.Function.HAS_NO_DUPLICATES, expr());
  }

  /**
   * The elements are in ascending order; equal ones may follow each other. NaN has no place in an
   * order, so beside another element it is false. Nulls are left out, but where the others are in
   * order, an array of several elements with a null is unknown.
   */
  public final Predicate isSorted() {
    return Said.of(dev.assay.dq.internal.model.Function.IS_SORTED, expr());
  }

  /** The elements are in descending order; for the rest as {@link #isSorted()}. */
  public final Predicate isSortedDescending() {
    return Said.of(dev.assay.dq.internal.model.Function.IS_SORTED_DESCENDING, expr());
  }

  private Predicate has(ColumnKind kind, Constant value) {
    Expr equal =
        Expr.call(
            dev.assay.dq.internal.model.Function.EQUAL,
            new Expr.Element(0, kind),
            new Expr.Literal(value));
    return Said.of(dev.assay.dq.internal.model.Function.SOME, expr(), equal);
  }

  /**
   * One of the elements, which are texts, is this: the same as {@code strings().any(element ->
   * element.isEqualTo(value))}, so unknown where no other element is it and one is null.
   */
  public final Predicate contains(String value) {
    return has(ColumnKind.STRING, new Constant.Text(value));
  }

  /** One of the elements, which are numbers, is equal to this; else as for texts. */
  public final Predicate contains(Number value) {
    return has(ColumnKind.NUMBER, Constant.of(value));
  }

  /** One of the elements, which are dates, is this; else as for texts. */
  public final Predicate contains(LocalDate value) {
    return has(ColumnKind.DATE, Constant.of(value));
  }

  /** One of the elements, which are points in time, is this; else as for texts. */
  public final Predicate contains(Instant value) {
    return has(ColumnKind.TIMESTAMP, Constant.of(value));
  }

  /** One of the elements, which are dates and times without a zone, is this; else as for texts. */
  public final Predicate contains(LocalDateTime value) {
    return has(ColumnKind.TIMESTAMP, Constant.of(value));
  }

  private static <T> Predicate all(T[] values, Function<T, Predicate> contains) {
    List<Expr> each =
        Lists.map(Lists.of(values, "values"), "values", value -> contains.apply(value).expr());
    if (each.isEmpty()) {
      throw new IllegalArgumentException("There must be at least one value to contain");
    }
    return Predicate.of(
        each.size() == 1
            ? each.get(0)
            : new Expr.Call(dev.assay.dq.internal.model.Function.AND, each));
  }

  /** The elements have each of these texts among them, in any order and beside others. */
  public final Predicate containsAllOf(String... values) {
    return all(values, this::contains);
  }

  /** The elements have each of these numbers among them, in any order and beside others. */
  public final Predicate containsAllOf(Number... values) {
    return all(values, this::contains);
  }

  /** The elements have each of these dates among them, in any order and beside others. */
  public final Predicate containsAllOf(LocalDate... values) {
    return all(values, this::contains);
  }

  /** The elements have each of these points in time among them, in any order and beside others. */
  public final Predicate containsAllOf(Instant... values) {
    return all(values, this::contains);
  }

  /** The elements have each of these times among them, in any order and beside others. */
  public final Predicate containsAllOf(LocalDateTime... values) {
    return all(values, this::contains);
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
