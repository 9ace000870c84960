package dev.assay.dq.spark;

import static dev.assay.dq.Columns.array;
import static dev.assay.dq.Columns.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.Predicate;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.spark.internal.compile.Lowering;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a whole array or map, of elements of every type, on every path. */
@Tag("matrix")
class CollectionsTest {

  private static List<Object> list(Object... elements) {
    return new ArrayList<>(Arrays.asList(elements));
  }

  private static Map<String, Object> struct(Object a, Object b) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("a", a);
    fields.put("b", b);
    return fields;
  }

  private static Object inSpark(Object value, DataType type) {
    if (value instanceof Map<?, ?> map && type instanceof StructType struct) {
      return RowFactory.create(
          Arrays.stream(struct.fields())
              .map(each -> inSpark(map.get(each.name()), each.dataType()))
              .toArray());
    }
    if (value instanceof Map<?, ?> map && type instanceof MapType of) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      map.forEach((key, each) -> entries.put(key, inSpark(each, of.valueType())));
      return entries;
    }
    if (value instanceof List<?> list && type instanceof ArrayType array) {
      List<Object> elements = new ArrayList<>();
      list.forEach(each -> elements.add(inSpark(each, array.elementType())));
      return elements;
    }
    return value;
  }

  private static SparkSession session(boolean ansi) {
    SparkSession session = SharedSpark.session().newSession();
    session.conf().set("spark.sql.ansi.enabled", String.valueOf(ansi));
    session.conf().set("spark.sql.datetime.java8API.enabled", "true");
    return session;
  }

  /** Of a column c of a type: rows that satisfy a predicate, that violate it, and unknown ones. */
  private static void assertSplit(
      boolean ansi, String type, Predicate predicate, List<?> yes, List<?> no, List<?> unknown) {
    List<Object> values = new ArrayList<>(yes);
    values.addAll(no);
    values.addAll(unknown);
    StructType schema = StructType.fromDDL("c " + type);
    StructField column = schema.fields()[0];
    Dataset<Row> frame =
        session(ansi)
            .createDataFrame(
                values.stream()
                    .map(each -> RowFactory.create(inSpark(each, column.dataType())))
                    .toList(),
                schema);
    List<Map<String, ?>> records = new ArrayList<>();
    values.forEach(each -> records.add(new HashMap<>(Collections.singletonMap("c", each))));
    RunPlan plan = RunPlan.of(DataQuality.plan(frame, Check.error("c").require(predicate)));
    Constraint bound = plan.checks().get(0).constraints().get(0).bound();
    String condition = Lowering.violationSql((Constraint.OnRows) bound, plan.types());
    // Spark compares no maps, and its sum of doubles depends on their order
    boolean sayable =
        !type.contains("<MAP")
            && !(type.contains("DOUBLE>") && predicate.toString().contains("SUM_OF"));
    assertThat(condition != null).as(condition).isEqualTo(sayable);
    assertThat(sayable ? frame.where(condition).count() : no.size())
        .as(condition)
        .isEqualTo(no.size());
    Class<?> java = column.dataType() instanceof MapType ? Map.class : List.class;
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("c", java));
    List<Check> check =
        CheckJson.read(
            CheckJson.write(
                List.of(
                    Check.error("c")
                        .require(
                            predicate.violations().isEqualTo(no.size()),
                            predicate.not().violations().isEqualTo(yes.size())))));
    Map<String, List<ConstraintResult>> results =
        Map.of(
            "dataset", DataQuality.verify(frame, check.toArray(Check[]::new)).constraints(),
            "rdd",
                DataQuality.verify(
                        SharedSpark.context().parallelize(records, 2),
                        fields,
                        check.toArray(Check[]::new))
                    .constraints(),
            "list",
                LocalDataQuality.verify(records, fields, check.toArray(Check[]::new))
                    .constraints());
    results.forEach(
        (path, constraints) ->
            assertThat(constraints)
                .allSatisfy(
                    each ->
                        assertThat(each.status())
                            .as("%s of %s on %s: %s", predicate, type, path, each)
                            .isEqualTo(Status.PASS)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void duplicates_of_every_type(boolean ansi) {
    Predicate unique = array("c").hasNoDuplicates();
    assertSplit(
        ansi,
        "ARRAY<ARRAY<DOUBLE>>",
        unique,
        list(list(list(1.0), list(1.0, null)), list(list(), list(0.0)), list()),
        list(
            list(list(0.0), list(-0.0)),
            list(list(Double.NaN), list(2.0), list(Double.NaN)),
            list(list((Object) null), list((Object) null))),
        list(list(null, list(1.0)), null));
    assertSplit(
        ansi,
        "ARRAY<STRUCT<a: INT, b: STRING>>",
        unique,
        list(list(struct(1, "x"), struct(1, "y")), list(struct(1, null), struct(null, null))),
        list(
            list(struct(1, "x"), struct(2, "x"), struct(1, "x")),
            list(struct(null, null), null, struct(null, null))),
        list(list(struct(1, "x"), null), null));
    assertSplit(
        ansi,
        "ARRAY<MAP<STRING, DECIMAL(10,2)>>",
        unique,
        list(list(Map.of("a", new BigDecimal("1.00")), Map.of("b", new BigDecimal("1.00")))),
        list(
            list(
                new TreeMap<>(Map.of("a", new BigDecimal("1.00"), "b", new BigDecimal("2.00"))),
                new TreeMap<>(Map.of("b", new BigDecimal("2.00"), "a", new BigDecimal("1.00"))))),
        list());
    assertSplit(
        ansi,
        "ARRAY<BINARY>",
        unique,
        list(list(new byte[] {1}, new byte[] {1, 0}, new byte[0])),
        list(list(new byte[] {-1, 2}, new byte[] {-1, 2})),
        list(list(new byte[] {1}, null)));
    assertSplit(
        ansi,
        "ARRAY<FLOAT>",
        unique,
        list(list(0.1f, 0.2f)),
        list(list(0.1f, 0.1f), list(-0.0f, 0.0f), list(Float.NaN, Float.NaN)),
        list());
    assertSplit(
        ansi,
        "ARRAY<TIMESTAMP>",
        unique,
        list(
            list(
                Instant.parse("0001-01-02T00:00:00Z"),
                Instant.parse("0001-01-02T00:00:00.000001Z"))),
        list(list(Instant.EPOCH, Instant.EPOCH)),
        list());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void order_and_members(boolean ansi) {
    assertSplit(
        ansi,
        "ARRAY<FLOAT>",
        array("c").isSorted(),
        list(list(-1f, -0.0f, 0f, 0.1f, Float.POSITIVE_INFINITY), list(Float.NaN), list()),
        list(list(0.2f, 0.1f), list(1f, Float.NaN), list(Float.NaN, 1f), list(null, Float.NaN)),
        list(list(1f, null, 2f), null));
    assertSplit(
        ansi,
        "ARRAY<FLOAT>",
        array("c").contains(0.1),
        list(list(0.5f, 0.1f), list(null, 0.1f)),
        list(list(0.2f, Float.NaN), list()),
        list(list(0.2f, null), null));
    assertSplit(
        ansi,
        "ARRAY<STRING>",
        array("c").containsAllOf("a", "\uD83D\uDE00"),
        list(list("\uD83D\uDE00", "b", "a"), list("a", null, "\uD83D\uDE00")),
        list(list("a"), list(), list("A", "\uD83D\uDE00")),
        list(list("a", null), null));
    assertSplit(
        ansi,
        "ARRAY<ARRAY<INT>>",
        array("c").arrays().each(inner -> inner.isSortedDescending().and(inner.contains(1))),
        list(list(list(2, 1), list(1)), list()),
        list(list(list(1, 2)), list(list(2), null)),
        list(list(list(1), null), list(list(1, null))));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keys_and_values_of_maps(boolean ansi) {
    Map<String, Object> none = new HashMap<>();
    assertSplit(
        ansi,
        "MAP<STRING, ARRAY<DOUBLE>>",
        map("c").hasKeys("a", "b"),
        list(Map.of("b", list(), "a", list(1.0)), new HashMap<>(struct(null, null))),
        list(none, Map.of("a", list()), Map.of("A", list(), "b", list())),
        list((Object) null));
    assertSplit(
        ansi,
        "MAP<STRING, ARRAY<DOUBLE>>",
        map("c").keys().each(key -> key.isLowerCase()).and(map("c").values().hasNoDuplicates()),
        list(none, Map.of("a", list(1.0), "b", list())),
        list(
            Map.of("a", list(), "B", list(1.0)),
            Map.of("a", list(0.0, Double.NaN), "b", list(-0.0, Double.NaN))),
        list(null, struct(null, list())));
    assertSplit(
        ansi,
        "MAP<STRING, STRUCT<a: INT, b: STRING>>",
        map("c").values().structs().each(value -> value.integer("a").isPositive()),
        list(none, Map.of("x", struct(1, null))),
        list(Map.of("x", struct(1, "y"), "y", struct(0, "y"))),
        list(null, struct(struct(1, null), null), Map.of("x", struct(null, "y"))));
    assertSplit(
        ansi,
        "MAP<STRING, STRUCT<a: INT, b: STRING>>",
        map("c").values().hasNoNulls(),
        list(none, Map.of("x", struct(null, null))),
        list(struct(struct(1, null), null)),
        list((Object) null));
  }

  @Test
  void values_of_keys_of_any_type() {
    Dataset<Row> data = session(true).sql("SELECT map(1, 2D, 2, -0D) AS c");
    assertThat(
            DataQuality.verify(
                    data,
                    Check.error("c")
                        .require(
                            map("c").values().numbers().each(value -> value.isNonNegative()),
                            map("c").values().contains(0),
                            map("c").keys().size().isEqualTo(2)))
                .passed())
        .isTrue();
    assertThat(problem("MAP<INT, INT>", map("c").hasKeys("a")))
        .contains("values are looked up by string keys only; cast its keys");
    assertThat(problem("MAP<INT, INT>", map("c").keys().each(key -> key.isBlank())))
        .contains("an element of the array is int in the data, but the check says string");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void numbers_of_elements(boolean ansi) {
    assertSplit(
        ansi,
        "ARRAY<STRUCT<a: INT, b: DECIMAL(10,2)>>",
        array("c")
            .structs()
            .sumOf(item -> item.decimal("b").times(item.integer("a")))
            .isEqualTo(new BigDecimal("21474836.47")),
        list(list(struct(2147483647, new BigDecimal("0.01")))),
        list(list(), list(struct(1, new BigDecimal("0.01")), struct(2, new BigDecimal("0.01")))),
        list(list(struct(1, null)), list((Object) null), null));
    assertSplit(
        ansi,
        "ARRAY<ARRAY<INT>>",
        array("c")
            .arrays()
            .each(
                inner ->
                    inner
                        .integers()
                        .sumOf(n -> n.times(inner.size()))
                        .isAtMost(inner.integers().maxOf(n -> n).orElse(0))),
        list(list(list(5), list()), list()),
        list(list(list(1, 1))),
        list(list(list(1, null)), list((Object) null), null));
    // the sum of 1E16, 1 and -1E16 is 1, in whatever order, and 0 if doubles are added one by one
    assertSplit(
        ansi,
        "ARRAY<DOUBLE>",
        array("c").numbers().sumOf(n -> n).isEqualTo(1),
        list(list(1e16, 1.0, -1e16), list(1e16, -1e16, 1.0)),
        list(list(), list(Double.NaN), list(Double.POSITIVE_INFINITY, 1.0)),
        list(list(1.0, null), null));
    assertSplit(
        ansi,
        "ARRAY<FLOAT>",
        array("c").numbers().minOf(n -> n.absolute()).isGreaterThan(0.25),
        list(list(-0.5f, 1f)),
        list(list(0.25f, 3f), list(-1f, Float.NaN)),
        list(list(), list(1f, null), null));
  }

  @Test
  void a_sum_of_too_many_digits_is_an_error() {
    BigDecimal half = new BigDecimal("5E37");
    Predicate sum = array("c").decimals().sumOf(n -> n).isPositive();
    StructType schema = StructType.fromDDL("c ARRAY<DECIMAL(38,0)>");
    Dataset<Row> data =
        session(false).createDataFrame(List.of(RowFactory.create(list(half, half))), schema);
    assertThat(
            DataQuality.verify(data, Check.error("c").require(sum))
                .constraints()
                .get(0)
                .error()
                .message())
        .contains("the sum of the elements of an array needs more than 38 digits");
  }

  private static String problem(String type, Predicate predicate) {
    Dataset<Row> data =
        session(false).createDataFrame(List.<Row>of(), StructType.fromDDL("c " + type));
    return DataQuality.verify(data, Check.error("c").require(predicate))
        .constraints()
        .get(0)
        .error()
        .message();
  }

  @Test
  void what_has_no_order_or_cannot_be_compared_is_said() {
    assertThat(problem("ARRAY<STRUCT<a: INT>>", array("c").isSorted()))
        .contains(
            "column c is array<struct<a:int>>, whose elements have no order: only texts, numbers,"
                + " times and booleans have one");
    assertThat(problem("ARRAY<BINARY>", array("c").isSorted())).contains("have no order");
    assertThat(problem("ARRAY<STRUCT<a: INTERVAL DAY TO SECOND>>", array("c").hasNoDuplicates()))
        .contains("values of type interval day to second cannot be compared: cast its elements");
    assertThat(problem("ARRAY<INT>", array("c").contains("a")))
        .contains("an element of the array is int in the data, but the check says string");
  }
}
