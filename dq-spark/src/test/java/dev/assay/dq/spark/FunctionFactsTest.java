package dev.assay.dq.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.FunctionFacts;
import dev.assay.dq.local.Fields;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The facts of every function hold over a Dataset and over an RDD. */
@Tag("matrix")
class FunctionFactsTest {

  /** The fields that the structs of facts may have. */
  private static final StructType STRUCT =
      StructType.fromDDL("a BIGINT, B STRING, `c.d` DOUBLE, `e``f` BIGINT");

  private static Row row(Map<String, ?> record, Map<String, Class<?>> types) {
    return RowFactory.create(
        types.keySet().stream()
            .map(
                name ->
                    types.get(name) == FunctionFacts.OfStruct.class
                        ? structs((Map<?, ?>) record.get(name))
                        : record.get(name))
            .toArray());
  }

  private static Map<Object, Row> structs(Map<?, ?> holder) {
    if (holder == null) {
      return null;
    }
    Map<Object, Row> structs = new HashMap<>();
    holder.forEach(
        (key, struct) ->
            structs.put(
                key,
                struct instanceof Map<?, ?> fields
                    ? RowFactory.create(Stream.of(STRUCT.fieldNames()).map(fields::get).toArray())
                    : null));
    return structs;
  }

  private static DataType type(Class<?> type, List<Object> values) {
    if (type == BigDecimal.class) {
      List<BigDecimal> all =
          values.stream().filter(each -> each != null).map(BigDecimal.class::cast).toList();
      int scale = all.stream().mapToInt(BigDecimal::scale).max().orElse(2);
      int whole = all.stream().mapToInt(each -> each.precision() - each.scale()).max().orElse(8);
      return DataTypes.createDecimalType(Math.max(0, whole) + scale, scale);
    }
    for (Object value : values) {
      List<Object> elements = new ArrayList<>();
      if (value instanceof List<?> list) {
        list.stream().filter(Objects::nonNull).forEach(elements::add);
      }
      if (!elements.isEmpty()) {
        return DataTypes.createArrayType(type(elements.get(0).getClass(), elements));
      }
    }
    return Map.<Class<?>, DataType>of(
            Long.class, DataTypes.LongType,
            Double.class, DataTypes.DoubleType,
            Float.class, DataTypes.FloatType,
            Boolean.class, DataTypes.BooleanType,
            java.time.LocalDate.class, DataTypes.DateType,
            java.time.Instant.class, DataTypes.TimestampType,
            java.time.LocalDateTime.class, DataTypes.TimestampNTZType,
            List.class, DataTypes.createArrayType(DataTypes.LongType),
            Map.class, DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType),
            FunctionFacts.OfStruct.class, DataTypes.createMapType(DataTypes.StringType, STRUCT))
        .getOrDefault(type, DataTypes.StringType);
  }

  /** Records as a Dataset of a session of its own, in a zone that is not UTC. */
  static Dataset<Row> data(
      boolean ansi, Map<String, Class<?>> types, List<Map<String, ?>> records) {
    return data(SharedSpark.session().newSession(), ansi, types, records);
  }

  /** Changes the session. */
  static Dataset<Row> data(
      SparkSession session,
      boolean ansi,
      Map<String, Class<?>> types,
      List<Map<String, ?>> records) {
    session.conf().set("spark.sql.ansi.enabled", String.valueOf(ansi));
    session.conf().set("spark.sql.session.timeZone", "America/New_York");
    session.conf().set("spark.sql.datetime.java8API.enabled", "true");
    List<StructField> fields = new ArrayList<>();
    types.forEach(
        (name, type) -> {
          List<Object> values = new ArrayList<>();
          records.forEach(record -> values.add(record.get(name)));
          fields.add(DataTypes.createStructField(name, type(type, values), true));
        });
    return session.createDataFrame(
        records.stream().map(record -> row(record, types)).toList(),
        DataTypes.createStructType(fields));
  }

  private static void assertHolds(VerificationResult result) {
    assertThat(result.constraints())
        .isNotEmpty()
        .filteredOn(each -> each.status() != Status.PASS)
        .extracting(
            ConstraintResult::description, ConstraintResult::status, ConstraintResult::error)
        .isEmpty();
  }

  /** Of another dataset over few columns: Spark analyses all of them for each key. */
  private static void assertHolds(Dataset<Row> data) {
    boolean ansi = Boolean.parseBoolean(data.sparkSession().conf().get("spark.sql.ansi.enabled"));
    assertHolds(
        DataQuality.verify(data, FunctionFacts.check(fact -> !FunctionFacts.isOfTwo(fact))));
    Column[] columns =
        FunctionFacts.columnsOfTwo().stream().map(functions::col).toArray(Column[]::new);
    assertHolds(
        DataQuality.on(data.select(columns))
            .with(
                FunctionFacts.KNOWN, data(ansi, FunctionFacts.knownTypes(), FunctionFacts.known()))
            .check(FunctionFacts.check(FunctionFacts::isOfTwo))
            .run());
  }

  @Tag("ci")
  @Test
  void hold_over_a_dataset() {
    assertHolds(data(false, FunctionFacts.types(), List.of(FunctionFacts.record())));
  }

  @Tag("slow")
  @Test
  void hold_in_ansi_mode() {
    assertHolds(
        data(
            SharedSpark.generating(),
            true,
            FunctionFacts.types(),
            List.of(FunctionFacts.record())));
  }

  /** Spark interprets what its generated code would be too long for, or does not compile. */
  @Tag("slow")
  @Test
  void hold_in_ansi_mode_where_spark_interprets() {
    Dataset<Row> data = data(true, FunctionFacts.types(), List.of(FunctionFacts.record()));
    data.sparkSession().conf().set("spark.sql.codegen.wholeStage", "false");
    data.sparkSession().conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    assertHolds(data);
  }

  @Test
  void hold_over_an_rdd() {
    assertHolds(
        DataQuality.on(
                SharedSpark.context().parallelize(List.of(FunctionFacts.record()), 1),
                Fields.ofMap(FunctionFacts.types()))
            .with(
                FunctionFacts.KNOWN,
                SharedSpark.context().parallelize(FunctionFacts.known(), 2),
                Fields.ofMap(FunctionFacts.knownTypes()))
            .check(FunctionFacts.check())
            .run());
  }
}
