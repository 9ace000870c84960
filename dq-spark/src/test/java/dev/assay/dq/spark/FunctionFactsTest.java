package dev.assay.dq.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.FunctionFacts;
import dev.assay.dq.local.Fields;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The facts of every function hold over a Dataset and over an RDD. */
@Tag("matrix")
class FunctionFactsTest {

  private static DataType type(String column, Class<?> type) {
    Object value = FunctionFacts.record().get(column);
    if (type == BigDecimal.class) {
      return value instanceof BigDecimal decimal
          ? DataTypes.createDecimalType(
              Math.max(decimal.precision(), decimal.scale()), decimal.scale())
          : DataTypes.createDecimalType(10, 2);
    }
    if (value instanceof List<?> list && list.stream().anyMatch(String.class::isInstance)) {
      return DataTypes.createArrayType(DataTypes.StringType);
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
            Map.class, DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType))
        .getOrDefault(type, DataTypes.StringType);
  }

  private static Dataset<Row> data(SparkSession session) {
    List<StructField> fields = new ArrayList<>();
    FunctionFacts.types()
        .forEach(
            (name, type) -> fields.add(DataTypes.createStructField(name, type(name, type), true)));
    session.conf().set("spark.sql.datetime.java8API.enabled", "true");
    return session.createDataFrame(
        List.of(RowFactory.create(FunctionFacts.record().values().toArray())),
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

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void hold_over_a_dataset(boolean ansi) {
    SparkSession session = SharedSpark.session().newSession();
    session.conf().set("spark.sql.ansi.enabled", String.valueOf(ansi));
    assertHolds(DataQuality.verify(data(session), FunctionFacts.check()));
  }

  @Test
  void hold_over_an_rdd() {
    assertHolds(
        DataQuality.on(
                SharedSpark.context().parallelize(List.of(FunctionFacts.record()), 1),
                Fields.ofMap(FunctionFacts.types()))
            .check(FunctionFacts.check())
            .run());
  }
}
