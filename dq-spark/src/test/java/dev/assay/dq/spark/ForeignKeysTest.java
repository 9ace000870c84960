package dev.assay.dq.spark;

import static dev.assay.dq.Columns.allColumns;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.dq.Check;
import dev.assay.dq.Plan;
import dev.assay.dq.Requirement;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.assertj.DataAssertions;
import dev.assay.dq.spark.junit.CheckTests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are looked up in other datasets, on every path that data can take. */
class ForeignKeysTest {

  private static final Map<String, Class<?>> ORDER =
      fields("id", Integer.class, "customer", Long.class, "region", String.class);
  private static final Map<String, Class<?>> CUSTOMER =
      fields("id", Integer.class, "region", String.class);

  private static final List<Object[]> ORDERS =
      List.of(
          row(1, 10L, "N"),
          row(2, 10L, "S"),
          row(3, 11L, "N"),
          row(4, 99L, "N"),
          row(5, null, "N"),
          row(6, 98L, null),
          row(7, 99L, "S"));
  private static final List<Object[]> CUSTOMERS =
      List.of(row(10, "N"), row(10, "N"), row(11, "N"), row(null, "N"), row(12, null));

  @TempDir static Path folder;

  private static Object[] row(Object... values) {
    return values;
  }

  private static Map<String, Class<?>> fields(Object... namesAndTypes) {
    Map<String, Class<?>> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      fields.put((String) namesAndTypes[i], (Class<?>) namesAndTypes[i + 1]);
    }
    return fields;
  }

  private static List<Map<String, ?>> records(Map<String, Class<?>> fields, List<Object[]> rows) {
    List<String> names = List.copyOf(fields.keySet());
    List<Map<String, ?>> records = new ArrayList<>();
    for (Object[] row : rows) {
      Map<String, Object> record = new HashMap<>();
      for (int i = 0; i < row.length; i++) {
        record.put(names.get(i), row[i]);
      }
      records.add(record);
    }
    return records;
  }

  private static Dataset<Row> frame(String ddl, List<Object[]> rows) {
    return SharedSpark.session()
        .createDataFrame(rows.stream().map(RowFactory::create).toList(), StructType.fromDDL(ddl))
        .repartition(2);
  }

  private static Dataset<Row> orders() {
    return frame("id INT, customer BIGINT, region STRING", ORDERS);
  }

  private static Dataset<Row> customers() {
    return frame("id INT, region STRING", CUSTOMERS);
  }

  private static Dataset<Row> files(String name, Dataset<Row> rows) {
    String path = folder.resolve(name).toString();
    rows.write().mode("overwrite").parquet(path);
    return SharedSpark.session().read().parquet(path);
  }

  private static Map<String, VerificationResult> verify(Requirement... requirements) {
    Check check = Check.error("orders").require(requirements);
    Map<String, VerificationResult> results = new LinkedHashMap<>();
    results.put(
        "Dataset",
        DataQuality.on(orders())
            .with("customers", customers())
            .check(check)
            .withSamples(10, "id")
            .run());
    results.put(
        "Dataset of files, to whose tasks the keys are sent",
        DataQuality.on(files("orders", orders()))
            .with("customers", files("customers", customers()))
            .check(check)
            .withSamples(10, "id")
            .run());
    results.put(
        "RDD",
        DataQuality.on(
                SharedSpark.context().parallelize(records(ORDER, ORDERS), 3), Fields.ofMap(ORDER))
            .with(
                "customers",
                SharedSpark.context().parallelize(records(CUSTOMER, CUSTOMERS), 2),
                Fields.ofMap(CUSTOMER))
            .check(check)
            .withSamples(10, "id")
            .run());
    results.put(
        "RDD with a Dataset",
        DataQuality.on(
                SharedSpark.context().parallelize(records(ORDER, ORDERS), 1), Fields.ofMap(ORDER))
            .with("customers", customers())
            .check(check)
            .withSamples(10, "id")
            .run());
    results.put(
        "list",
        LocalDataQuality.<Map<String, ?>>on(records(ORDER, ORDERS), Fields.ofMap(ORDER))
            .with("customers", records(CUSTOMER, CUSTOMERS), Fields.ofMap(CUSTOMER))
            .check(check)
            .withSamples(10, "id")
            .run());
    return results;
  }

  /** Of the orders, 10, 10 and 11 are customers; 99, 98 and 99 are not; one is of none. */
  @Test
  void orphans_are_counted_and_shown() {
    verify(
            key("customer").existsIn("customers", "id"),
            key("customer").existsIn("customers", "id").forAtLeast(0.5),
            key("customer").existsIn("customers", "id").failingOnNull().allowingViolations(3),
            key("customer").existsIn("customers", "id").where(string("region").isEqualTo("N")),
            key("customer").isAbsentFrom("customers", "id"))
        .forEach(
            (path, result) -> {
              assertThat(result.constraints())
                  .as(path + result.constraints().stream().map(ConstraintResult::error).toList())
                  .extracting(
                      ConstraintResult::status,
                      ConstraintResult::rowsInScope,
                      ConstraintResult::violations,
                      ConstraintResult::leftOut)
                  .containsExactly(
                      tuple(Status.FAIL, 7L, 3L, 1L),
                      tuple(Status.PASS, 7L, 3L, 1L),
                      tuple(Status.FAIL, 7L, 4L, 0L),
                      tuple(Status.FAIL, 4L, 1L, 1L),
                      tuple(Status.FAIL, 7L, 3L, 1L));
              assertThat(result.constraints().get(0).samples().stream().map(Object::toString))
                  .as(path)
                  .containsExactlyInAnyOrder(
                      "{id=4, customer=99}", "{id=6, customer=98}", "{id=7, customer=99}");
              assertThat(result.constraints().get(0).columns())
                  .as(path)
                  .containsExactly("customer");
              assertThat(result.constraints().get(0).sentence())
                  .isEqualTo("customer exists in customers.id");
              assertThat(result.constraints().get(4).sentence())
                  .isEqualTo("customer does not exist in customers.id");
            });
  }

  /** Where null equals null, the order of no customer is found, and that of no region is not. */
  @Test
  void nulls_equal_nulls_on_demand() {
    verify(
            key("customer").existsIn("customers", "id").treatingNullsAsEqual(),
            key("customer", "region").existsIn("customers", "id", "region"),
            key("customer", "region").existsIn("customers", "id", "region").treatingNullsAsEqual())
        .forEach(
            (path, result) ->
                assertThat(result.constraints())
                    .as(path)
                    .extracting(ConstraintResult::violations, ConstraintResult::leftOut)
                    .containsExactly(tuple(3L, 0L), tuple(3L, 2L), tuple(4L, 0L)));
  }

  /** What comes of a lookup is one more thing that can be said of a row. */
  @Test
  void lookups_are_predicates_like_others() {
    verify(
            key("customer")
                .existsIn("customers", "id")
                .or(string("region").isEqualTo("S"))
                .or(number("customer").isEqualTo(98)),
            number("id").sum().where(key("customer").existsIn("customers", "id")).isEqualTo(6),
            number("id")
                .median()
                .where(key("customer").isAbsentFrom("customers", "id"))
                .isEqualTo(6),
            key("customer")
                .distinctCount()
                .where(key("customer").isAbsentFrom("customers", "id"))
                .isEqualTo(2),
            key(number("customer").minus(1)).existsIn("customers", "id").forAtLeastRows(1),
            rowCount().isEqualTo(7))
        .forEach(
            (path, result) ->
                assertThat(result.constraints())
                    .as(path + result.constraints().stream().map(ConstraintResult::error).toList())
                    .extracting(ConstraintResult::status, ConstraintResult::violations)
                    .containsExactly(
                        tuple(Status.FAIL, 1L),
                        tuple(Status.PASS, -1L),
                        tuple(Status.PASS, -1L),
                        tuple(Status.PASS, -1L),
                        tuple(Status.PASS, 5L),
                        tuple(Status.PASS, -1L)));
  }

  private static VerificationResult over(
      Dataset<Row> orders, Dataset<Row> customers, Requirement... requirements) {
    return DataQuality.on(orders)
        .with("customers", customers)
        .check(Check.error("orders").require(requirements))
        .run();
  }

  /** A dataset may be looked up in itself: of 7 orders, those of customers 1 to 7 are none. */
  @Test
  void a_dataset_is_looked_up_in_itself() {
    Dataset<Row> people = frame("id INT, boss INT", List.of(row(1, null), row(2, 1), row(3, 7)));
    VerificationResult result =
        DataQuality.on(people)
            .with("people", people)
            .check(
                Check.error("people")
                    .require(
                        key("boss").existsIn("people", "id"),
                        number("id")
                            .sum()
                            .where(key("boss").existsIn("people", "id"))
                            .isEqualTo(2)))
            .withSamples(5)
            .run();
    assertThat(result.constraints())
        .extracting(ConstraintResult::status, ConstraintResult::violations)
        .containsExactly(tuple(Status.FAIL, 1L), tuple(Status.PASS, -1L));
    assertThat(result.constraints().get(0).samples()).hasToString("[{boss=7}]");
  }

  @Test
  void what_is_wrong_is_said_before_any_job_starts() {
    VerificationResult result =
        over(
            orders(),
            customers().withColumn("many", functions.array(functions.col("id"))),
            key("customer").existsIn("clients", "id"),
            key("customer").existsIn("customers", "number"),
            key("region").existsIn("customers", "id"),
            key("customer").existsIn("customers", "many"),
            key(number("customer").dividedBy(2)).existsIn("customers", "id"),
            key("customer").existsIn("customers", "id").or(rowSatisfies("odd", row -> true)),
            rowCount().isEqualTo(7));
    assertThat(result.constraints())
        .extracting(each -> each.error() == null ? null : each.error().message())
        .containsExactly(
            "the run knows no dataset of the name clients: give it with .with(\"clients\", …)",
            "in customers, column number does not exist; did you mean one of id, region, many?",
            "column region is string and cannot be compared with column customers.id, which is int;"
                + " cast one of them in the dataset, for example with withColumn(…)",
            "column customers.many is array<int>: keys and distinct values need atomic columns;"
                + " check its size(), or explode it in the dataset first",
            "customer / 2 is double and cannot be looked up in column customers.id, which is int:"
                + " whole numbers and decimals are equal exactly, floating point is not; cast one of"
                + " them in its dataset",
            "existsIn(...) and rowSatisfies(...) cannot check the same row together: make two"
                + " constraints",
            null);
  }

  @Test
  void names_are_given_once() {
    assertThatThrownBy(() -> DataQuality.on(orders()).with("a", customers()).with("a", customers()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Two datasets are given the name a");
    assertThatThrownBy(() -> DataQuality.on(orders()).with(" ", customers()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> key("a", "b").existsIn("c", "d"))
        .hasMessage("A key of 2 parts cannot be looked up in 1 columns: name one for each part");
    assertThatThrownBy(() -> allColumns().existsIn("c"))
        .hasMessageStartingWith("Whole rows are not looked up");
  }

  /** What a plan says of jobs and shuffles is what Spark does. */
  @Test
  void the_plan_says_what_a_lookup_costs() {
    Dataset<Row> rows = SharedSpark.session().range(0, 100, 1, 2).selectExpr("id % 7 AS customer");
    Dataset<Row> known = SharedSpark.session().range(0, 5, 1, 2).toDF();
    DatasetVerification counted =
        DataQuality.on(rows)
            .with("customers", known)
            .check(Check.error("orders").require(key("customer").existsIn("customers", "id")));
    Plan plan = counted.plan();
    assertThat(plan.explain())
        .contains("keys are looked up in other datasets")
        .contains("reads 1 column: customer")
        .contains("looks up: customer exists in customers.id")
        .contains("violations of: customer exists in customers.id");
    assertThat(JobCountTest.jobsOf(counted::run)).isEqualTo(plan.cost().jobs());
  }

  /** Assertions and tests of checks take other data as runs do. */
  @Test
  void assertions_look_keys_up() {
    assertThatThrownBy(
            () ->
                DataAssertions.assertThat(orders())
                    .with("customers", customers())
                    .keyedBy("id")
                    .satisfies(key("customer").existsIn("customers", "id"))
                    .verify())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("customer exists in customers.id")
        .hasMessageContaining("(3 of 7 rows violate)")
        .hasMessageContaining("{id=4, customer=99}");
    Check known =
        Check.error("orders")
            .require(key("customer").existsIn("customers", "id").allowingViolations(3));
    DataAssertions.assertThat(records(ORDER, ORDERS), Fields.ofMap(ORDER))
        .with("customers", records(CUSTOMER, CUSTOMERS), Fields.ofMap(CUSTOMER))
        .satisfies(known)
        .verify();
    assertThat(
            CheckTests.over(
                    SharedSpark.context().parallelize(records(ORDER, ORDERS), 2),
                    Fields.ofMap(ORDER))
                .with("customers", customers())
                .of(known))
        .singleElement()
        .satisfies(test -> test.getExecutable().execute());
    assertThatThrownBy(
            () ->
                DataAssertions.assertThat(orders())
                    .with("customers", customers())
                    .with("customers", customers())
                    .satisfies(known)
                    .verify())
        .hasMessageContaining("Two datasets are given the name customers");
  }
}
