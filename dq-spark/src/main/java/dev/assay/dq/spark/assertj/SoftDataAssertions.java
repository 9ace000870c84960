package dev.assay.dq.spark.assertj;

import dev.assay.dq.local.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.assertj.core.api.BDDSoftAssertionsProvider;
import org.assertj.core.api.SoftAssertions;

/**
 * Soft assertions over data, and over everything else that {@link SoftAssertions} knows: all
 * failures are reported together by {@link #assertAll()}, or at the end of a try block. {@code
 * then} is there beside {@code assertThat}. A test with {@code @DataQualityTest} that asks for them
 * as a parameter has them closed by JUnit.
 *
 * <pre>{@code
 * try (SoftDataAssertions softly = new SoftDataAssertions()) {
 *   softly.assertThat(orders).column(EMAIL).isComplete().verify();
 *   softly.assertThat(customers).hasRowCount(12).verify();
 * }
 * }</pre>
 *
 * <p>Each chain is one run; {@code verify()} collects its failures instead of throwing them. A
 * chain that was not ended so is ended by {@code assertAll()}. AssertJ's own {@code
 * SoftAssertionsExtension} serves as well, but does not call {@code assertAll()}: with it every
 * chain has to be ended by {@code verify()}.
 */
public class SoftDataAssertions extends SoftAssertions
    implements BDDSoftAssertionsProvider, AutoCloseable {

  private final OpenChains.Ticket ticket = OpenChains.ticket(this, true);
  private final List<AbstractDataAssert<?, ?>> begun = new ArrayList<>();

  /** Soft assertions without any yet. */
  public SoftDataAssertions() {}

  private Chain chain(Subject subject) {
    return Chain.soft(subject, ticket, this::collectAssertionError);
  }

  private <A extends AbstractDataAssert<A, ?>> A begin(A begins) {
    begun.add(begins);
    return begins;
  }

  /** Begins assertions over a Dataset. */
  public DatasetAssert assertThat(Dataset<?> actual) {
    return begin(new DatasetAssert(actual, chain(Subject.of(actual))));
  }

  /** Begins assertions over an RDD. */
  public <T> JavaRddAssert<T> assertThat(JavaRDD<T> actual, Fields<T> fields) {
    return begin(new JavaRddAssert<>(actual, fields, chain(Subject.of(actual, fields))));
  }

  /** Begins assertions over records in memory. No Spark is started. */
  public <T> RecordsAssert<T> assertThat(Iterable<? extends T> actual, Fields<T> fields) {
    return begin(new RecordsAssert<T>(actual, fields, chain(Subject.of(actual, fields))));
  }

  /** Asserts over a Dataset. */
  public void assertThat(
      Dataset<?> actual, Function<? super DatasetAssert, ? extends DataChain> assertions) {
    assertions.apply(assertThat(actual)).verify();
  }

  /** {@link #assertThat(Dataset)} in the words of behaviour-driven tests. */
  public DatasetAssert then(Dataset<?> actual) {
    return assertThat(actual);
  }

  /** {@link #assertThat(JavaRDD, Fields)} in the words of behaviour-driven tests. */
  public <T> JavaRddAssert<T> then(JavaRDD<T> actual, Fields<T> fields) {
    return assertThat(actual, fields);
  }

  /** {@link #assertThat(Iterable, Fields)} in the words of behaviour-driven tests. */
  public <T> RecordsAssert<T> then(Iterable<? extends T> actual, Fields<T> fields) {
    return this.<T>assertThat(actual, fields);
  }

  /** Evaluates all chains, and throws if anything failed. */
  @Override
  public void assertAll() {
    ticket.close();
    List<AbstractDataAssert<?, ?>> chains = new ArrayList<>(begun);
    begun.clear();
    chains.forEach(AbstractDataAssert::verify);
    super.assertAll();
  }

  /** {@link #assertAll()}, at the end of a try block. */
  @Override
  public void close() {
    assertAll();
  }
}
