package dev.assay.dq.spark.internal.compile;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.LetterCase;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TextMatcher;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * The words of Spark SQL that {@link Lowering} writes with. Nothing here knows a function of the
 * model, and no operand is put in parentheses but by {@link #group}.
 */
interface SqlTerms<T> {

  /** The term of a call, which may be one that was made before. */
  T once(Expr.Call call, Supplier<T> made);

  T column(ColumnRef ref);

  /**
   * The element of an array.
   *
   * @param outwards how many arrays to step out of
   */
  T element(int outwards);

  /**
   * Whether something holds for each or some element of an array.
   *
   * @param said what it says of {@link #element}
   */
  T elements(
      Expr.Call call, Map<ColumnRef, Schema.Type> types, Supplier<T> array, Supplier<T> said);

  /**
   * A number of numbers of the elements of an array.
   *
   * @param type its type
   * @param said the number of {@link #element}
   */
  T numbers(
      Expr.Call call,
      Map<ColumnRef, Schema.Type> types,
      Schema.Type type,
      Supplier<T> array,
      Supplier<T> said);

  /**
   * Whether something holds for each two elements of an array.
   *
   * @param element the type of the elements
   */
  T pairs(
      Expr.Call call, Map<ColumnRef, Schema.Type> types, Schema.Type element, Supplier<T> array);

  /** A field of a struct, by its exact name. */
  T field(T struct, String name);

  /**
   * A bound of {@link dev.assay.dq.internal.model.FittedBound}, or an infinity, as a value of a
   * type.
   */
  T constant(Object value, Schema.Type type);

  /** An expression as the user wrote it. */
  T sql(String expression);

  T group(T term);

  T compare(T left, Comparison comparison, T right);

  /**
   * A comparison of numbers that are not floating point.
   *
   * @param exact the same for all numbers, where there is a quicker one for those of few digits
   */
  T compareWhole(
      Expr left, Comparison comparison, Expr right, Map<ColumnRef, Schema.Type> types, T exact);

  T isNull(T value);

  T isNotNull(T value);

  T not(T judgement);

  T and(List<T> parts);

  T or(List<T> parts);

  /** Null where the condition is not true. */
  T when(T condition, T value);

  /** The first value where the condition is true, else the second. */
  T when(T condition, T value, T otherwise);

  /** An operator between two operands. */
  T infix(T left, String operator, BinaryOperator<Column> function, T right);

  T toDouble(T value);

  T toInt(T value);

  /** A whole number or decimal as a decimal that holds it. */
  T toDecimal(T value, Schema.Type type);

  /** In a case as Java has it without a language, on every version of Spark. */
  T inCase(T text, LetterCase letters);

  /** The Levenshtein distance of two texts; fails on texts that are too long for it. */
  T distance(T one, T other);

  /** What is left when all that a regular expression finds is taken away. */
  T without(T text, String regex);

  /** Whether a value is one of some bounds of its type. */
  T in(T value, Schema.Type type, Set<Object> bounds);

  T rlike(T text, String regex);

  /** Whether it is a fact of a text. */
  T has(T text, TextFact fact);

  /** What is judged of a text, which is false of all that have more bytes in UTF-8. */
  T unlessLonger(T text, int bytes, T judged);

  T matches(T text, Schema.Type type, TextMatcher matcher);

  /** What Java code says of a text; null where that is null. */
  <R> T inJava(T text, TextFunction<R> function, DataType type);

  /** What Java code says of two texts; null where one is null. */
  <R> T inJava(T one, T other, TextPairFunction<R> function, DataType type);

  /** What Java code says of two texts that are not null. */
  interface TextPairFunction<R> extends Serializable {
    @Nullable R of(String one, String other);
  }

  /** What Java code says of a text that is not null. */
  interface TextFunction<R> extends Serializable {
    @Nullable R of(String text);
  }

  /**
   * A function of Spark's: both its name and its method, as on Spark 3.5 a name alone may mean a
   * function that the session has registered.
   */
  T call(String name, UnaryOperator<Column> function, T argument);

  /** The same of any number of arguments. */
  T call(String name, Function<Column[], Column> function, List<T> arguments);

  /** The same of two arguments. */
  T call(String name, BinaryOperator<Column> function, T left, T right);
}
