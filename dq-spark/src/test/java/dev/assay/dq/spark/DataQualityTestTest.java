package dev.assay.dq.spark;

import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.spark.assertj.DataAssertions.assertThat;
import static dev.assay.dq.spark.testing.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.assay.dq.Check;
import dev.assay.dq.spark.assertj.SoftDataAssertions;
import dev.assay.dq.spark.junit.CheckSource;
import dev.assay.dq.spark.junit.CheckTests;
import dev.assay.dq.spark.junit.DataQualityTest;
import dev.assay.dq.spark.junit.SparkConf;
import dev.assay.dq.spark.junit.SparkSessionProvider;
import dev.assay.dq.spark.junit.UsesSpark;
import dev.assay.dq.spark.testing.Rows;
import dev.assay.dq.spark.testing.TestData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.junit.jupiter.InjectSoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.TestAbortedException;

/** Classes of tests as users write them, run by JUnit's own launcher. */
@Tag("matrix")
class DataQualityTestTest {

  // a Spark that the extension finds and did not start
  private static final SparkSession RUNNING = SharedSpark.session();
  private static final Set<SparkSession> SEEN = ConcurrentHashMap.newKeySet();
  private static final AtomicInteger RUN = new AtomicInteger();

  @BeforeEach
  void forget() {
    SEEN.clear();
    RUN.set(0);
  }

  /** The outcome of each test by its name: null if it passed. */
  private static Map<String, Throwable> run(Map<String, String> parameters, Class<?>... classes) {
    Map<String, Throwable> outcomes = new LinkedHashMap<>();
    LauncherDiscoveryRequestBuilder builder =
        LauncherDiscoveryRequestBuilder.request().configurationParameters(parameters);
    Stream.of(classes).forEach(each -> builder.selectors(selectClass(each)));
    LauncherDiscoveryRequest request = builder.build();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public synchronized void executionFinished(
                  TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() || result.getThrowable().isPresent()) {
                  outcomes.put(test.getDisplayName(), result.getThrowable().orElse(null));
                }
              }
            });
    return outcomes;
  }

  static Dataset<Row> orders(SparkSession spark) {
    return Rows.of(
            "order_id STRING, email STRING, amount DOUBLE",
            row("A-1", "ann@example.org", 10),
            row("A-2", null, -5))
        .on(spark);
  }

  private static final Check ORDERS =
      Check.error("orders")
          .require(
              rowCount().isEqualTo(2),
              string("email").isComplete().because("invoices go there"),
              number("amount").isNonNegative(),
              number("amunt").isPositive());

  @DataQualityTest
  static class FirstClass {
    @Test
    void a_session_is_given(SparkSession spark, JavaSparkContext context) {
      SEEN.add(spark);
      assertThat(context.sc()).isSameAs(spark.sparkContext());
      assertThat(orders(spark)).hasRowCount(2).verify();
    }
  }

  static class SecondClass {
    @DataQualityTest
    void on_a_method(SparkSession spark) {
      SEEN.add(spark);
      RUN.incrementAndGet();
      assertThat(spark.conf().get("spark.sql.session.timeZone")).isEqualTo("UTC");
    }
  }

  @Test
  void one_session_serves_all_classes_and_outlives_them() {
    assertThat(run(Map.of(), FirstClass.class, SecondClass.class).values())
        .containsExactly(null, null);
    assertThat(RUN).hasValue(1);
    assertThat(SEEN).hasSize(1);
    assertThat(SEEN.iterator().next().sparkContext().isStopped()).isFalse();
  }

  @Test
  void classes_may_run_in_parallel() {
    Map<String, String> parallel =
        Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "3");
    assertThat(run(parallel, FirstClass.class, SecondClass.class, ConfiguredClass.class).values())
        .containsOnlyNulls()
        .hasSize(3);
    assertThat(SEEN).hasSize(2);
  }

  @DataQualityTest
  @SparkConf(key = "spark.sql.session.timeZone", value = "Asia/Tokyo")
  @SparkConf(key = "spark.sql.shuffle.partitions", value = "5")
  static class ConfiguredClass {
    @Test
    void has_its_own_settings(SparkSession spark) {
      SEEN.add(spark);
      assertThat(spark.conf().get("spark.sql.session.timeZone")).isEqualTo("Asia/Tokyo");
      assertThat(spark.conf().get("spark.sql.shuffle.partitions")).isEqualTo("5");
    }
  }

  @DataQualityTest
  @SparkConf(key = "spark.driver.memory", value = "1g")
  static class MisconfiguredClass {
    @Test
    void never_runs(SparkSession spark) {
      RUN.incrementAndGet();
    }
  }

  @Test
  void settings_are_for_one_class_alone() {
    assertThat(run(Map.of(), ConfiguredClass.class, SecondClass.class).values())
        .containsOnlyNulls();
    assertThat(SEEN).hasSize(2);
    assertThat(SEEN.stream().map(SparkSession::sparkContext).distinct()).hasSize(1);
  }

  @Test
  void a_setting_that_is_fixed_at_the_start_is_refused() {
    assertThat(run(Map.of(), MisconfiguredClass.class).values())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure)
                    .hasMessageContaining("spark.driver.memory")
                    .hasMessageContaining("SparkSessionProvider"));
    assertThat(RUN).hasValue(0);
  }

  static final class NestedProvider implements SparkSessionProvider {
    @Override
    public SparkSession session() {
      RUN.incrementAndGet();
      return SparkSession.builder().getOrCreate();
    }
  }

  @DataQualityTest
  @SparkConf(key = "spark.sql.session.timeZone", value = "Asia/Tokyo")
  @SparkConf(key = "spark.sql.shuffle.partitions", value = "5")
  static class OuterClass {
    @Nested
    @SparkConf(key = "spark.sql.shuffle.partitions", value = "6")
    class Inner {
      @Test
      void adds_to_the_settings_around_it(SparkSession spark) {
        assertThat(spark.conf().get("spark.sql.session.timeZone")).isEqualTo("Asia/Tokyo");
        assertThat(spark.conf().get("spark.sql.shuffle.partitions")).isEqualTo("6");
      }
    }

    @Nested
    @UsesSpark(NestedProvider.class)
    class Provided {
      @Test
      void has_a_provider_of_its_own(SparkSession spark) {
        assertThat(spark.conf().get("spark.sql.shuffle.partitions")).isEqualTo("5");
      }
    }
  }

  @Test
  void classes_inside_have_the_settings_around_them() {
    assertThat(run(Map.of(), OuterClass.class).values()).containsOnlyNulls().hasSize(2);
    assertThat(RUN).hasValue(1);
  }

  @Test
  void a_spark_that_runs_already_keeps_its_settings() {
    String partitions = RUNNING.conf().get("spark.sql.shuffle.partitions");
    run(Map.of(), FirstClass.class);
    assertThat(SEEN).singleElement().isNotSameAs(RUNNING);
    assertThat(SEEN.iterator().next().conf().get("spark.sql.shuffle.partitions")).isEqualTo("2");
    assertThat(SEEN.iterator().next().conf().get("spark.sql.adaptive.enabled")).isEqualTo("false");
    assertThat(RUNNING.conf().get("spark.sql.shuffle.partitions")).isEqualTo(partitions);
  }

  @DataQualityTest
  static class SoftClass {
    @Test
    void reports_all(SparkSession spark, SoftDataAssertions softly) {
      softly.then(orders(spark)).hasRowCount(3).verify();
      // left open: closed with the test
      Object open = softly.assertThat(orders(spark)).column(string("email")).isComplete();
      softly.assertThat(open).isNull();
    }

    @Test
    void passes(SoftDataAssertions softly) {
      softly.assertThat(List.of("a"), fields()).hasRowCount(1).verify();
      RUN.incrementAndGet();
    }
  }

  @DataQualityTest
  @ExtendWith(SoftAssertionsExtension.class)
  static class AssertJsSoftClass {
    @InjectSoftAssertions private SoftDataAssertions field;

    @Test
    void reports_all(SoftDataAssertions softly) {
      field.assertThat(List.of("a"), fields()).hasRowCount(3).verify();
      softly.assertThat(List.of("a"), fields()).hasRowCount(2).verify();
    }

    @Test
    void never_ends_its_chain() {
      Object open = field.assertThat(List.of("a"), fields()).hasRowCount(3);
      assertThat(open).isNotNull();
    }
  }

  @Test
  void soft_assertions_are_closed_by_junit() {
    Map<String, Throwable> outcomes = run(Map.of(), SoftClass.class);
    assertThat(outcomes.get("reports_all(SparkSession, SoftDataAssertions)"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("3 failures")
        .hasMessageContaining("number of rows is equal to 3")
        .hasMessageContaining("email is complete");
    assertThat(outcomes.get("passes(SoftDataAssertions)")).isNull();
    assertThat(RUN).hasValue(1);
    Map<String, Throwable> own = run(Map.of(), AssertJsSoftClass.class);
    assertThat(own.get("reports_all(SoftDataAssertions)"))
        .hasMessageContaining("2 failures")
        .hasMessageContaining("equal to 3")
        .hasMessageContaining("equal to 2");
    assertThat(own.get("never_ends_its_chain()")).hasMessageContaining("call assertAll()");
  }

  static final class OwnProvider implements SparkSessionProvider {
    @Override
    public SparkSession session() {
      RUN.addAndGet(100);
      return SparkSession.builder().getOrCreate().newSession();
    }
  }

  @DataQualityTest
  @UsesSpark(OwnProvider.class)
  static class ProvidedClass {
    @Test
    void first(SparkSession spark) {
      SEEN.add(spark);
    }

    @Test
    void second(SparkSession spark) {
      SEEN.add(spark);
    }
  }

  static final class NamedProvider implements SparkSessionProvider {
    @Override
    public SparkSession session() {
      RUN.addAndGet(1000);
      return SparkSession.builder().getOrCreate();
    }
  }

  @Test
  void a_provider_starts_the_session_once() {
    run(Map.of(), FirstClass.class);
    SEEN.clear();
    assertThat(run(Map.of(), ProvidedClass.class).values()).containsExactly(null, null);
    assertThat(RUN).hasValue(100);
    assertThat(SEEN).hasSize(1);
    assertThat(
            run(
                    Map.of(SparkSessionProvider.PARAMETER, NamedProvider.class.getName()),
                    SecondClass.class)
                .values())
        .containsOnlyNulls();
    assertThat(RUN).hasValue(1101);
    assertThat(run(Map.of(SparkSessionProvider.PARAMETER, "no.such.Provider"), SecondClass.class))
        .hasValueSatisfying(
            new org.assertj.core.api.Condition<>(
                failure -> failure.getMessage().contains("no.such.Provider"), "names it"));
  }

  @DataQualityTest
  static class ForgetfulClass {
    @Test
    void never_ends_its_chain(SparkSession spark) {
      var unused = assertThat(orders(spark)).hasRowCount(99);
    }

    @Test
    void fails_for_its_own_reason(SparkSession spark) {
      var unused = assertThat(orders(spark)).hasRowCount(99);
      throw new IllegalStateException("its own reason");
    }
  }

  static class UnannotatedClass {
    @Test
    void never_ends_its_chain() {
      var unused = assertThat(List.of("a"), fields()).hasRowCount(99);
    }
  }

  private static dev.assay.dq.local.Fields<String> fields() {
    return dev.assay.dq.local.Fields.builder(String.class).string("s", s -> s).build();
  }

  @Test
  void a_chain_that_was_never_closed_fails_its_test() {
    Map<String, Throwable> outcomes = run(Map.of(), ForgetfulClass.class);
    assertThat(outcomes.get("never_ends_its_chain(SparkSession)"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("never evaluated")
        .hasMessageContaining("DataQualityTestTest.java")
        .hasMessageContaining("verify()");
    assertThat(outcomes.get("fails_for_its_own_reason(SparkSession)"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(
            run(
                    Map.of("junit.jupiter.extensions.autodetection.enabled", "true"),
                    UnannotatedClass.class)
                .get("never_ends_its_chain()"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("never evaluated");
  }

  private static final AtomicInteger JOBS = new AtomicInteger();

  static class SourceClass {
    @CheckSource
    Stream<DynamicTest> orders_hold(SparkSession spark) {
      Dataset<Row> orders = orders(spark);
      SharedSpark.drainListeners();
      JOBS.set(0);
      SparkListener listener =
          new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart start) {
              JOBS.incrementAndGet();
            }
          };
      spark.sparkContext().addSparkListener(listener);
      List<DynamicTest> tests =
          new ArrayList<>(CheckTests.over(orders).keyedBy("order_id").of(ORDERS).toList());
      SharedSpark.drainListeners();
      spark.sparkContext().removeSparkListener(listener);
      return tests.stream();
    }

    @CheckSource
    Stream<DynamicTest> records_hold() {
      return CheckTests.over(List.of("a", "b"), fields())
          .of(Check.error("letters").require(rowCount().isEqualTo(2)));
    }
  }

  @Test
  void each_constraint_is_a_test_of_its_own() {
    Map<String, Throwable> outcomes = run(Map.of(), SourceClass.class);
    // the scan, the violating rows, and the job that drains
    assertThat(JOBS).hasValue(3);
    assertThat(outcomes)
        .containsOnlyKeys(
            "orders › number of rows is equal to 2",
            "orders › email is complete",
            "orders › amount is at least 0",
            "orders › amunt is greater than 0",
            "letters › number of rows is equal to 2");
    assertThat(outcomes.get("orders › number of rows is equal to 2")).isNull();
    assertThat(outcomes.get("letters › number of rows is equal to 2")).isNull();
    assertThat(outcomes.get("orders › email is complete"))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            orders › email is complete
              expected: every row
              but was : 50%% (1 of 2 rows violate)
              because : invoices go there
              e.g.    : {order_id="A-2", email=null}
              select  : `email` IS NULL
              at %s.orders_hold(DataQualityTestTest.java:%d)\
            """
                .formatted(
                    SourceClass.class.getName(),
                    outcomes.get("orders › email is complete").getStackTrace()[0].getLineNumber()));
    assertThat(outcomes.get("orders › email is complete").getStackTrace()[0].getMethodName())
        .isEqualTo("orders_hold");
    assertThat(outcomes.get("orders › amunt is greater than 0"))
        .hasMessageContaining("did you mean amount?");
  }

  @Test
  void tests_that_are_not_reached_in_time_are_aborted_and_their_check_fails() throws Throwable {
    List<DynamicTest> tests =
        CheckTests.over(List.of("a", "b"), fields())
            .withTimeLimit(Duration.ofMillis(10))
            .of(
                Check.error("letters")
                    .require(
                        rowSatisfies(
                            "slow",
                            row -> {
                              Thread.sleep(20);
                              return true;
                            })))
            .toList();
    assertThat(tests)
        .extracting(DynamicTest::getDisplayName)
        .containsExactly("letters", "letters › slow");
    assertThatThrownBy(tests.get(0).getExecutable()::execute)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(
            "out of time: the limit is 10 ms: 1 of 1 constraints were not evaluated");
    assertThatThrownBy(tests.get(1).getExecutable()::execute)
        .isInstanceOf(TestAbortedException.class);
  }

  @DataQualityTest
  static class GeneratedClass {
    @Test
    void made_rows_are_judged_by_spark_alike(SparkSession spark) {
      Check check =
          Check.error("c").require(string("email").isComplete(), number("amount").isPositive());
      assertThat(TestData.satisfying(check).rows(20).on(spark))
          .hasRowCount(20)
          .satisfies(check)
          .verify();
      Dataset<Row> bad =
          TestData.satisfying(check).violating(string("email").isComplete()).on(spark);
      assertThat(bad).satisfies(number("amount").isPositive()).hasRowCount(1).verify();
      assertThat(bad.where("email IS NULL").count()).isEqualTo(1);
      assertThat(
              Rows.table(
                      """
                      | d DATE     | t TIMESTAMP          | u TIMESTAMP_NTZ  |
                      | 2024-02-29 | 2024-03-01T10:00:00Z | 2024-03-01 10:00 |
                      """)
                  .on(spark)
                  .selectExpr("CAST(d AS STRING)", "CAST(t AS STRING)", "CAST(u AS STRING)")
                  .collectAsList())
          .containsExactly(row("2024-02-29", "2024-03-01 10:00:00", "2024-03-01 10:00:00"));
    }
  }

  @Test
  void made_data_hold_in_spark() {
    assertThat(run(Map.of(), GeneratedClass.class).values()).containsOnlyNulls().hasSize(1);
  }
}
