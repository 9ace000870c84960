package dev.assay.dq.spark;

import static dev.assay.dq.Columns.array;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.map;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.struct;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.Predicate;
import dev.assay.dq.Requirement;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.internal.compile.Lowering;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Structs in arrays and maps mean the same as rows of a Dataset and as records of Java. */
@Tag("matrix")
class StructsTest {

  private static final String DDL =
      "id INT, items ARRAY<STRUCT<sku: STRING, qty: INT, price: DECIMAL(38,2), weight: FLOAT,"
          + " day: DATE, at: TIMESTAMP, tags: ARRAY<STRUCT<name: STRING>>>>,"
          + " prices MAP<STRING, STRUCT<amount: DOUBLE, geo: STRUCT<lat: DOUBLE>>>";

  /** A tag of an item. */
  public record Tagged(String name) implements Serializable {}

  /** An item of an order. */
  public record Item(
      String sku,
      Integer qty,
      BigDecimal price,
      Float weight,
      LocalDate day,
      Instant at,
      List<Tagged> tags)
      implements Serializable {

    Row row() {
      return RowFactory.create(
          sku,
          qty,
          price,
          weight,
          day,
          at,
          tags == null
              ? null
              : tags.stream()
                  .map(each -> each == null ? null : RowFactory.create(each.name()))
                  .toList());
    }
  }

  /** A place. */
  public record Geo(Double lat) implements Serializable {}

  /** A price somewhere. */
  public record Price(Double amount, Geo geo) implements Serializable {

    Row row() {
      return RowFactory.create(amount, geo == null ? null : RowFactory.create(geo.lat()));
    }
  }

  /** An order. */
  public record Order(Integer id, List<Item> items, Map<String, Price> prices)
      implements Serializable {

    Row row() {
      Map<String, Row> rows = new LinkedHashMap<>();
      if (prices != null) {
        prices.forEach((key, each) -> rows.put(key, each == null ? null : each.row()));
      }
      return RowFactory.create(
          id,
          items == null
              ? null
              : items.stream().map(each -> each == null ? null : each.row()).toList(),
          prices == null ? null : rows);
    }
  }

  private static Item item(String sku, Integer qty) {
    return new Item(
        sku,
        qty,
        new BigDecimal("123456789012345678901234567890123456.78"),
        0.1f,
        LocalDate.of(1500, 2, 28),
        Instant.parse("0001-01-02T00:00:00.000001Z"),
        sku == null
            ? null
            : new ArrayList<>(Arrays.asList(new Tagged(sku), new Tagged("\uD83D\uDE00"))));
  }

  private static List<Item> items(Item... items) {
    return new ArrayList<>(Arrays.asList(items));
  }

  private static Map<String, Price> prices(String key, Price price) {
    return new LinkedHashMap<>(Collections.singletonMap(key, price));
  }

  private static final List<Order> ORDERS =
      List.of(
          new Order(
              0, items(item("a", 1), item("b", 2)), prices("EUR", new Price(-0.0, new Geo(1.5)))),
          new Order(
              1, items(item("a", 0), item("b", 2)), prices("EUR", new Price(Double.NaN, null))),
          new Order(2, items(item("a", null), item("", 2)), prices("EUR", null)),
          new Order(3, items(item(null, 1), null), prices("USD", new Price(1.0, new Geo(null)))),
          new Order(4, items(), new LinkedHashMap<>()),
          new Order(5, null, null),
          new Order(6, items((Item) null), prices("EUR", new Price(null, new Geo(-1.0)))));

  private static Dataset<Row> data(boolean ansi, boolean java8) {
    SparkSession session = SharedSpark.session().newSession();
    session.conf().set("spark.sql.ansi.enabled", String.valueOf(ansi));
    session.conf().set("spark.sql.datetime.java8API.enabled", "true");
    session.conf().set("spark.sql.session.timeZone", "America/New_York");
    Dataset<Row> data =
        session.createDataFrame(ORDERS.stream().map(Order::row).toList(), StructType.fromDDL(DDL));
    session.conf().set("spark.sql.datetime.java8API.enabled", String.valueOf(java8));
    return data;
  }

  /** A predicate, and the orders that violate it and of which it says nothing. */
  private record Case(Predicate said, List<Integer> violating, List<Integer> unknown) {}

  private static List<Case> cases() {
    return List.of(
        new Case(
            array("items")
                .structs()
                .each(
                    item -> item.integer("qty").isPositive().and(item.string("sku").isNotBlank())),
            List.of(1, 2),
            List.of(3, 5, 6)),
        new Case(
            array("items").structs().any(item -> item.integer("qty").isEqualTo(2)),
            List.of(4),
            List.of(3, 5, 6)),
        new Case(
            array("items").structs().each(item -> item.isComplete()), List.of(3, 6), List.of(5)),
        new Case(
            array("items").structs().each(item -> item.string("sku").isComplete()),
            List.of(3, 6),
            List.of(5)),
        new Case(
            array("items")
                .structs()
                .any(
                    item ->
                        item.decimal("price")
                            .isEqualTo(new BigDecimal("123456789012345678901234567890123456.78"))),
            List.of(4),
            List.of(5, 6)),
        new Case(
            array("items").structs().any(item -> item.number("weight").isEqualTo(0.1)),
            List.of(4),
            List.of(5, 6)),
        new Case(
            array("items")
                .structs()
                .any(item -> item.date("day").isEqualTo(LocalDate.of(1500, 2, 28))),
            List.of(4),
            List.of(5, 6)),
        new Case(
            array("items")
                .structs()
                .any(
                    item ->
                        item.timestamp("at")
                            .isEqualTo(Instant.parse("0001-01-02T00:00:00.000001Z"))),
            List.of(4),
            List.of(5, 6)),
        new Case(
            array("items")
                .structs()
                .each(
                    item ->
                        item.array("tags")
                            .structs()
                            .any(tag -> tag.string("name").isEqualTo(item.string("sku")))),
            List.of(),
            List.of(3, 5, 6)),
        new Case(
            array("items").structs().each(item -> item.array("tags").size().isEqualTo(2)),
            List.of(),
            List.of(3, 5, 6)),
        new Case(
            map("prices").struct("EUR").number("amount").isZero(),
            List.of(1),
            List.of(2, 3, 4, 5, 6)),
        new Case(
            map("prices").struct("EUR").number("geo.lat").isPositive(),
            List.of(6),
            List.of(1, 2, 3, 4, 5)),
        new Case(map("prices").struct("EUR").isComplete(), List.of(2, 3, 4, 5), List.of()),
        new Case(map("prices").struct("EUR").struct("geo").isNull(), List.of(0, 6), List.of()),
        new Case(
            array("items").structs().atLeast(2, item -> item.integer("qty").isPositive()),
            List.of(1, 4, 6),
            List.of(2, 3, 5)),
        new Case(
            array("items").structs().none(item -> item.integer("qty").isZero()),
            List.of(1),
            List.of(2, 3, 5, 6)),
        new Case(
            array("items").structs().at(1).integer("qty").isEqualTo(3),
            List.of(0, 1, 2),
            List.of(3, 4, 5, 6)),
        new Case(
            array("items")
                .structs()
                .at(0)
                .array("tags")
                .structs()
                .at(0)
                .string("name")
                .isComplete(),
            List.of(3, 4, 5, 6),
            List.of()),
        new Case(
            array("items")
                .structs()
                .any(
                    item ->
                        map("prices")
                            .struct("EUR")
                            .number("amount")
                            .isLessThan(item.number("qty"))),
            List.of(1, 4),
            List.of(2, 3, 5, 6)));
  }

  private static List<Requirement> requirements() {
    List<Requirement> all = new ArrayList<>();
    for (Case each : cases()) {
      all.add(each.said());
      all.add(each.said().failingOnNull());
    }
    return all;
  }

  private static void assertJudged(List<ConstraintResult> results) {
    int at = 0;
    for (Case each : cases()) {
      for (boolean strict : List.of(false, true)) {
        ConstraintResult result = results.get(at++);
        List<Integer> expected = new ArrayList<>(each.violating());
        if (strict) {
          expected.addAll(each.unknown());
        }
        assertThat(result.error()).as(result.toString()).isNull();
        assertThat(result.violations()).as(result.toString()).isEqualTo(expected.size());
      }
    }
  }

  private static Check check() {
    return Check.error("structs").require(requirements());
  }

  @Test
  void in_memory() {
    assertJudged(LocalDataQuality.verify(ORDERS, Fields.of(Order.class), check()).constraints());
  }

  @Test
  void over_an_rdd() {
    assertJudged(
        DataQuality.on(SharedSpark.context().parallelize(ORDERS, 2), Fields.of(Order.class))
            .check(check())
            .run()
            .constraints());
  }

  @ParameterizedTest
  @CsvSource({"false, false", "true, true"})
  void over_a_dataset(boolean ansi, boolean java8) {
    assertJudged(DataQuality.verify(data(ansi, java8), check()).constraints());
  }

  /** Code runs in a pass of its own, in which the kernels judge rows. */
  @Test
  void beside_code_which_sees_rows() {
    List<Requirement> beside = new ArrayList<>();
    for (Case each : cases()) {
      Predicate code =
          each.said()
              .and(
                  rowSatisfies(
                      "sees rows",
                      List.of("items", "prices"),
                      row -> {
                        List<?> items = (List<?>) row.get("items");
                        Map<?, ?> prices = (Map<?, ?>) row.get("prices");
                        return (items == null
                                || items.stream()
                                    .allMatch(
                                        item ->
                                            item == null || ((Row) item).fieldIndex("sku") == 0))
                            && (prices == null
                                || prices.values().stream()
                                    .allMatch(each2 -> each2 == null || each2 instanceof Row));
                      }));
      beside.add(code);
      beside.add(code.failingOnNull());
    }
    assertJudged(
        DataQuality.verify(data(false, false), Check.error("code").require(beside)).constraints());
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void the_sql_to_paste_selects_the_violating_rows(boolean ansi) {
    Dataset<Row> data = data(ansi, true);
    for (Case each : cases()) {
      String sql = violationSql(data, each.said());
      assertThat(data.where(sql).orderBy("id").collectAsList())
          .as(sql)
          .extracting(row -> row.getInt(0))
          .containsExactlyElementsOf(each.violating());
    }
  }

  private static String violationSql(Dataset<Row> data, Predicate said) {
    RunPlan plan = RunPlan.of(DataQuality.plan(data, Check.error("c").require(said)));
    Constraint bound = plan.checks().get(0).constraints().get(0).bound();
    return Lowering.violationSql((Constraint.OnRows) bound, plan.types());
  }

  @Test
  void samples_show_structs_with_the_names_of_their_fields_on_every_path() {
    Dataset<Row> data =
        sql(
            false,
            "SELECT 1 AS id, named_struct('city', 'Oslo', 'tags', array(X'0AFF')) AS customer,"
                + " array(named_struct('sku', 'A-1', 'coupons', array(named_struct('off', 0.5BD),"
                + " NULL))) AS items, map('home', named_struct('zip', '0150')) AS addresses,"
                + " X'CAFE' AS raw");
    Check failing =
        Check.error("c")
            .require(
                array("items").structs().any(item -> item.string("sku").isEqualTo("B-2")),
                map("addresses").struct("home").string("zip").isEqualTo("0151"));
    Map<String, Object> customer = new LinkedHashMap<>();
    customer.put("city", "Oslo");
    customer.put("tags", List.of(new byte[] {0x0A, (byte) 0xFF}));
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("sku", "A-1");
    item.put("coupons", Arrays.asList(Map.of("off", new BigDecimal("0.5")), null));
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("id", 1);
    record.put("customer", customer);
    record.put("items", List.of(item));
    record.put("addresses", Map.of("home", Map.of("zip", "0150")));
    record.put("raw", new byte[] {(byte) 0xCA, (byte) 0xFE});
    List<Map<String, ?>> records = List.of(record);
    String[] keys = {"id", "customer", "raw"};
    String start = "{id=1, customer={city=Oslo, tags=[X'0AFF']}, raw=\"X'CAFE'\", ";
    List<VerificationResult> paths =
        List.of(
            DataQuality.on(data).check(failing).withSamples(1, keys).run(),
            DataQuality.on(SharedSpark.context().parallelize(records, 1), Fields.ofMaps())
                .check(failing)
                .withSamples(1, keys)
                .run(),
            LocalDataQuality.on(records, Fields.ofMaps())
                .check(failing)
                .withSamples(1, keys)
                .run());
    for (VerificationResult path : paths) {
      assertThat(path.constraints())
          .extracting(each -> String.valueOf(each.samples()))
          .containsExactly(
              "[" + start + "items=[{sku=A-1, coupons=[{off=0.5}, null]}]}]",
              "[" + start + "addresses={home={zip=0150}}}]");
    }
  }

  private static ConstraintResult of(Dataset<Row> data, Requirement requirement) {
    return DataQuality.verify(data, Check.error("c").require(requirement)).constraints().get(0);
  }

  private static Dataset<Row> sql(boolean caseSensitive, String select) {
    SparkSession session = SharedSpark.session().newSession();
    session.conf().set("spark.sql.caseSensitive", String.valueOf(caseSensitive));
    return session.sql(select);
  }

  @Test
  void names_are_found_as_those_of_columns_are() {
    String select =
        "SELECT array(named_struct('Qty', 1, 'a.b', 'x', 'it`s', 'y', 'select', 'z')) AS items,"
            + " map('k', named_struct('Qty', 1, 'a.b', 'x', 'it`s', 'y', 'select', 'z')) AS m,"
            + " named_struct('Qty', 1, 'a.b', 'x', 'it`s', 'y', 'select', 'z') AS s";
    Dataset<Row> any = sql(false, select);
    for (Requirement each :
        List.<Requirement>of(
            array("items").structs().each(item -> item.integer("QTY").isEqualTo(1)),
            map("m").struct("k").integer("qty").isEqualTo(1),
            struct("S").integer("qTy").isEqualTo(1),
            array("items").structs().each(item -> item.string("`a.b`").isEqualTo("x")),
            map("m").struct("k").string("`A.B`").isEqualTo("x"),
            struct("s").string("`a.b`").isEqualTo("x"),
            array("items").structs().each(item -> item.string("it`s").isEqualTo("y")),
            map("m").struct("k").string("it`s").isEqualTo("y"),
            struct("s").string("it`s").isEqualTo("y"),
            array("items").structs().each(item -> item.string("select").isEqualTo("z")),
            map("m").struct("k").string("select").isEqualTo("z"))) {
      ConstraintResult result = of(any, each);
      assertThat(result.status()).as(result.toString()).isEqualTo(Status.PASS);
    }
    Dataset<Row> exact = sql(true, select);
    for (Requirement each :
        List.<Requirement>of(
            array("items").structs().each(item -> item.integer("QTY").isEqualTo(1)),
            map("m").struct("k").integer("QTY").isEqualTo(1))) {
      assertThat(of(exact, each).error().message())
          .contains("field QTY does not exist in ", "; did you mean Qty?");
    }
    assertThat(of(exact, map("m").struct("k").integer("Qty").isEqualTo(1)).status())
        .isEqualTo(Status.PASS);
  }

  @Test
  void names_that_differ_only_in_case() {
    String select =
        "SELECT array(named_struct('a', 1, 'A', 2)) AS items, map('k', named_struct('a', 1, 'A',"
            + " 2)) AS m";
    Dataset<Row> exact = sql(true, select);
    assertThat(
            of(
                    exact,
                    array("items")
                        .structs()
                        .each(
                            item ->
                                item.integer("a").isEqualTo(1).and(item.integer("A").isEqualTo(2))))
                .status())
        .isEqualTo(Status.PASS);
    assertThat(of(exact, map("m").struct("k").integer("A").isEqualTo(2)).status())
        .isEqualTo(Status.PASS);
    Dataset<Row> any = sql(false, select);
    assertThat(of(any, map("m").struct("k").integer("a").isEqualTo(1)).error().message())
        .contains("field a is ambiguous: m[\"k\"] has 2 fields of that name (a, A)");
  }

  @Test
  void other_constraints_are_judged_beside_one_that_is_wrong() {
    List<ConstraintResult> results =
        DataQuality.verify(
                data(false, true),
                Check.error("c")
                    .require(
                        array("items").structs().each(item -> item.integer("qtty").isPositive()),
                        map("items").struct("a").isComplete(),
                        key("id").isUnique()))
            .constraints();
    assertThat(results.get(0).error().message())
        .contains("field qtty does not exist in element; did you mean qty?");
    assertThat(results.get(1).error().message()).contains("but the check says map");
    assertThat(results.get(2).status()).isEqualTo(Status.PASS);
  }

  @Test
  void spelled_otherwise_it_is_the_same_after_json() {
    for (Case each : cases()) {
      Check check = Check.error("c").require(each.said());
      assertThat(CheckJson.read(CheckJson.write(List.of(check)))).containsExactly(check);
    }
    Constraint nested = struct("address").string("city").isComplete().toConstraint();
    assertThat(nested).isEqualTo(string("address.city").isComplete().toConstraint());
  }
}
