package dev.assay.dq.spark.junit;

import dev.assay.dq.Check;
import dev.assay.dq.internal.Visible;
import dev.assay.dq.local.Fields;
import dev.assay.dq.spark.assertj.ConstraintVerdicts;
import dev.assay.dq.spark.assertj.ConstraintVerdicts.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The constraints of checks as tests, for a method with {@link CheckSource}. On an empty dataset a
 * constraint that needs rows fails, unless it or its check says {@code onNoRows(OnNoRows.PASS)};
 * one whose {@code where} selects nothing is reported as aborted.
 */
public final class CheckTests {

  private final ConstraintVerdicts verdicts;

  private CheckTests(ConstraintVerdicts verdicts) {
    this.verdicts = verdicts;
  }

  /**
   * Tests over a Dataset.
   *
   * @return the tests, of no check yet
   */
  public static CheckTests over(Dataset<?> data) {
    return new CheckTests(ConstraintVerdicts.over(data));
  }

  /**
   * Tests over an RDD.
   *
   * @param fields how a record is read
   * @param <T> the class of the records
   * @return the tests, of no check yet
   */
  public static <T> CheckTests over(JavaRDD<T> records, Fields<T> fields) {
    return new CheckTests(ConstraintVerdicts.over(records, fields));
  }

  /**
   * Tests over records in memory. No Spark is started.
   *
   * @param fields how a record is read
   * @param <T> the class of the records
   * @return the tests, of no check yet
   */
  public static <T> CheckTests over(Iterable<? extends T> records, Fields<T> fields) {
    return new CheckTests(ConstraintVerdicts.<T>over(records, fields));
  }

  /**
   * Names the columns that are shown with every violating row.
   *
   * @param columns the key columns
   * @return tests that show them
   */
  public CheckTests keyedBy(String... columns) {
    return new CheckTests(verdicts.keyedBy(columns));
  }

  /**
   * Bounds how long the run of the checks may take. What is not reached in time is reported as
   * aborted, and a test named as the check fails; the others have their verdicts.
   *
   * @param time how long
   * @return tests of such a run
   * @throws IllegalArgumentException if it is less than a millisecond
   */
  public CheckTests withTimeLimit(Duration time) {
    return new CheckTests(verdicts.withTimeLimit(time));
  }

  /**
   * Sets the time that the run is as of, which rules such as {@code isNotInTheFuture()} are held
   * against; without it, the time when it starts.
   *
   * @return tests of such a run
   * @throws IllegalArgumentException if it is not of the years 1 to 9999
   */
  public CheckTests asOf(Instant time) {
    return new CheckTests(verdicts.asOf(time));
  }

  /**
   * Gives the run another dataset, which constraints know by a name.
   *
   * @return tests of such a run
   */
  public CheckTests with(String name, Dataset<?> other) {
    return new CheckTests(verdicts.with(name, other));
  }

  /**
   * Gives the run other records, which constraints know by a name.
   *
   * @param fields how a record is read
   * @param <U> the class of the records
   * @return tests of such a run
   */
  public <U> CheckTests with(String name, JavaRDD<U> other, Fields<U> fields) {
    return new CheckTests(verdicts.with(name, other, fields));
  }

  /**
   * Gives the run other records in memory, which constraints know by a name.
   *
   * @param fields how a record is read
   * @param <U> the class of the records
   * @return tests of such a run
   */
  public <U> CheckTests with(String name, Iterable<? extends U> other, Fields<U> fields) {
    return new CheckTests(verdicts.with(name, other, fields));
  }

  /**
   * Runs the checks, all of them together.
   *
   * @return a test for each constraint, in the order of declaration
   * @throws IllegalArgumentException if there is no check or two have one name
   */
  public Stream<DynamicTest> of(Check... checks) {
    return verdicts.of(checks).stream()
        .map(verdict -> DynamicTest.dynamicTest(Visible.of(verdict.name()), () -> judge(verdict)));
  }

  private static void judge(Verdict verdict) {
    if (verdict.failure() != null) {
      AssertionFailedError error = new AssertionFailedError(verdict.failure(), verdict.cause());
      error.setStackTrace(new StackTraceElement[] {verdict.at()});
      throw error;
    }
    if (verdict.nothing() != null) {
      throw new TestAbortedException(verdict.nothing());
    }
  }
}
