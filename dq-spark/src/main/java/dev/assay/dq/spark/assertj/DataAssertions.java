package dev.assay.dq.spark.assertj;

import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.local.Fields;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where assertions over data begin. The package describes how a chain ends.
 *
 * <p>The names overload those of {@code org.assertj.core.api.Assertions}: both may be imported
 * statically.
 */
public final class DataAssertions {

  private DataAssertions() {}

  /** Begins assertions over a Dataset. */
  @CheckReturnValue
  public static DatasetAssert assertThat(Dataset<?> actual) {
    return new DatasetAssert(actual, Chain.hard(Subject.of(actual)));
  }

  /** Begins assertions over an RDD. */
  @CheckReturnValue
  public static <T> JavaRddAssert<T> assertThat(JavaRDD<T> actual, Fields<T> fields) {
    return new JavaRddAssert<>(actual, fields, Chain.hard(Subject.of(actual, fields)));
  }

  /**
   * Begins assertions over records in memory. No Spark is started.
   *
   * @param actual the records; iterated once for all assertions, and once more if one fails
   */
  @CheckReturnValue
  public static <T> RecordsAssert<T> assertThat(Iterable<? extends T> actual, Fields<T> fields) {
    return new RecordsAssert<>(actual, fields, Chain.hard(Subject.of(actual, fields)));
  }

  /**
   * Asserts over a Dataset in a form that cannot be left open: {@code assertThat(orders, data ->
   * data.column(EMAIL).isComplete())}.
   *
   * @throws AssertionError if any of them does not hold
   */
  public static void assertThat(
      Dataset<?> actual, Function<? super DatasetAssert, ? extends DataChain> assertions) {
    assertions.apply(assertThat(actual)).verify();
  }

  /**
   * Asserts over an RDD in a form that cannot be left open.
   *
   * @throws AssertionError if any of them does not hold
   */
  public static <T> void assertThat(
      JavaRDD<T> actual,
      Fields<T> fields,
      Function<? super JavaRddAssert<T>, ? extends DataChain> assertions) {
    assertions.apply(assertThat(actual, fields)).verify();
  }

  /**
   * Asserts over records in memory in a form that cannot be left open. No Spark is started.
   *
   * @throws AssertionError if any of them does not hold
   */
  public static <T> void assertThat(
      Iterable<? extends T> actual,
      Fields<T> fields,
      Function<? super RecordsAssert<T>, ? extends DataChain> assertions) {
    RecordsAssert<T> begun = DataAssertions.<T>assertThat(actual, fields);
    assertions.apply(begun).verify();
  }

  /** {@link #assertThat(Dataset)} in the words of behaviour-driven tests. */
  @CheckReturnValue
  public static DatasetAssert then(Dataset<?> actual) {
    return assertThat(actual);
  }

  /** {@link #assertThat(JavaRDD, Fields)} in the words of behaviour-driven tests. */
  @CheckReturnValue
  public static <T> JavaRddAssert<T> then(JavaRDD<T> actual, Fields<T> fields) {
    return assertThat(actual, fields);
  }

  /** {@link #assertThat(Iterable, Fields)} in the words of behaviour-driven tests. */
  @CheckReturnValue
  public static <T> RecordsAssert<T> then(Iterable<? extends T> actual, Fields<T> fields) {
    return DataAssertions.<T>assertThat(actual, fields);
  }

  /**
   * A row of values, to compare with.
   *
   * @param values the values in the order of the columns; null for null
   */
  public static Row row(@Nullable Object @Nullable ... values) {
    return values == null ? RowFactory.create((Object) null) : RowFactory.create(values);
  }

  /** Expects a number near another. */
  public static NumberExpectation closeTo(Number value, Number tolerance) {
    return new NumberExpectation(
        new Expectation.CloseTo(Constant.of(value), Constant.of(tolerance)));
  }

  /** Expects a number in a range, ends included. */
  public static NumberExpectation between(Number low, Number high) {
    return new NumberExpectation(new Expectation.Between(Constant.of(low), Constant.of(high)));
  }

  /** Expects a number or more. */
  public static NumberExpectation atLeast(Number bound) {
    return compare(Comparison.GREATER_OR_EQUAL, bound);
  }

  /** Expects a number or less. */
  public static NumberExpectation atMost(Number bound) {
    return compare(Comparison.LESS_OR_EQUAL, bound);
  }

  /** Expects more than a number. */
  public static NumberExpectation greaterThan(Number bound) {
    return compare(Comparison.GREATER, bound);
  }

  /** Expects less than a number. */
  public static NumberExpectation lessThan(Number bound) {
    return compare(Comparison.LESS, bound);
  }

  private static NumberExpectation compare(Comparison comparison, Number bound) {
    return new NumberExpectation(new Expectation.Compare(comparison, Constant.of(bound)));
  }
}
