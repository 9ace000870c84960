package dev.assay.dq.spark;

import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Any legal column name works in any kind of constraint, on every path. */
class HostileNamesTest {

  private static final SparkSession SPARK = SharedSpark.session();

  private static final List<String> NAMES =
      List.of(
          "a.b",
          "a b",
          " lead",
          "tick`tock",
          "`quoted`",
          "it's",
          "say \"hi\"",
          "back\\slash",
          "sum(x)",
          "*",
          "1",
          "select",
          "日本",
          "new\nline",
          "a.b.c",
          "$",
          "%s",
          "--");

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  @Test
  void every_kind_of_constraint_takes_every_name() {
    List<StructField> columns = new ArrayList<>();
    Map<String, Class<?>> types = new LinkedHashMap<>();
    for (String name : NAMES) {
      columns.add(DataTypes.createStructField(name, DataTypes.DoubleType, true));
      columns.add(DataTypes.createStructField(name + "/text", DataTypes.StringType, true));
      columns.add(DataTypes.createStructField(name + "/day", DataTypes.DateType, true));
      types.put(name, Double.class);
      types.put(name + "/text", String.class);
      types.put(name + "/day", LocalDate.class);
    }
    Double[] numbers = {1.0, 2.5, null, 4.0};
    String[] texts = {"a", "bb", "bb", null};
    String[] days = {"2021-01-01", null, "2019-05-05", "2021-01-01"};
    List<Row> rows = new ArrayList<>();
    List<Map<String, ?>> records = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      List<Object> values = new ArrayList<>();
      Map<String, Object> record = new HashMap<>();
      for (String name : NAMES) {
        values.add(numbers[i]);
        values.add(texts[i]);
        values.add(days[i] == null ? null : java.sql.Date.valueOf(days[i]));
        record.put(name, numbers[i]);
        record.put(name + "/text", texts[i]);
        record.put(name + "/day", days[i] == null ? null : LocalDate.parse(days[i]));
      }
      rows.add(RowFactory.create(values.toArray()));
      records.add(record);
    }
    List<Constraint> all = new ArrayList<>();
    for (String name : NAMES) {
      Everything.of(quoted(name), quoted(name + "/text"), quoted(name + "/day"))
          .forEach(each -> all.add(each.toConstraint().id("#" + all.size())));
    }
    Check check = Check.error("names").require(all);
    Dataset<Row> data =
        SPARK.createDataFrame(rows, new StructType(columns.toArray(StructField[]::new)));
    Fields<Map<String, ?>> fields = Fields.ofMap(types);

    VerificationResult local = LocalDataQuality.verify(records, fields, check);
    VerificationResult frame = DataQuality.verify(data, check);
    VerificationResult rdd =
        DataQuality.verify(SharedSpark.context().parallelize(records, 2), fields, check);

    int kinds = all.size() / NAMES.size();
    for (int i = 0; i < all.size(); i++) {
      ConstraintResult expected = local.constraints().get(i % kinds);
      for (VerificationResult result : List.of(local, frame, rdd)) {
        ConstraintResult actual = result.constraints().get(i);
        assertThat(actual.status())
            .as("%s: %s", actual.sentence(), actual.butWas())
            .isNotEqualTo(Status.ERROR)
            .isEqualTo(expected.status());
        assertThat(actual.violations()).as(actual.sentence()).isEqualTo(expected.violations());
        assertThat(text(actual.actual())).as(actual.sentence()).isEqualTo(text(expected.actual()));
      }
    }
  }

  private static String text(MetricValue value) {
    return value == null || value instanceof MetricValue.Approximate ? "" : value.bare().text();
  }

  @Test
  void names_that_differ_in_case_are_one_or_two_as_the_session_says() {
    String before = SPARK.conf().get("spark.sql.caseSensitive");
    try {
      SPARK.conf().set("spark.sql.caseSensitive", "true");
      StructType both = StructType.fromDDL("Amount INT, amount INT");
      Dataset<Row> two = SPARK.createDataFrame(List.of(RowFactory.create(1, 2)), both);
      VerificationResult exact =
          DataQuality.verify(
              two,
              Check.error("c")
                  .require(
                      number("Amount").sum().isEqualTo(1),
                      number("amount").sum().isEqualTo(2),
                      number("AMOUNT").sum().isEqualTo(2)));
      assertThat(exact.constraints())
          .extracting(ConstraintResult::status)
          .containsExactly(Status.PASS, Status.PASS, Status.ERROR);
      assertThat(exact.constraints().get(2).error().message())
          .startsWith("column AMOUNT does not exist; did you mean ");

      SPARK.conf().set("spark.sql.caseSensitive", "false");
      VerificationResult folded =
          DataQuality.verify(
              two.toDF("Amount", "other"),
              Check.error("c").require(number("AMOUNT").sum().isEqualTo(1)));
      assertThat(folded.constraints().get(0).status()).isEqualTo(Status.PASS);
      VerificationResult ambiguous =
          DataQuality.verify(two, Check.error("c").require(number("amount").sum().isEqualTo(2)));
      assertThat(ambiguous.constraints().get(0).error().message())
          .isEqualTo(
              "column amount is ambiguous: the dataset has 2 columns of that name (Amount, amount);"
                  + " rename or drop all but one");
    } finally {
      SPARK.conf().set("spark.sql.caseSensitive", before);
    }
  }

  @Test
  void nested_fields_are_paths_and_a_dot_in_a_name_is_quoted() {
    Dataset<Row> data =
        SPARK
            .sql(
                "SELECT named_struct('city', 'Oslo', 'geo', named_struct('lat', 59.9D)) AS address")
            .withColumn("address.city", org.apache.spark.sql.functions.lit("Rome"));
    VerificationResult result =
        DataQuality.verify(
            data,
            Check.error("c")
                .require(
                    string("address.city").isEqualTo("Oslo"),
                    number("address.geo.lat").isBetween(59, 60),
                    string("`address.city`").isEqualTo("Rome"),
                    string("address.town").isComplete(),
                    string("address.city.name").isComplete()));
    assertThat(result.constraints())
        .extracting(ConstraintResult::status)
        .containsExactly(Status.PASS, Status.PASS, Status.PASS, Status.ERROR, Status.ERROR);
    assertThat(result.constraints().get(3).error().message())
        .isEqualTo("column address.town does not exist in address; did you mean one of city, geo?");
    assertThat(result.constraints().get(4).error().message())
        .isEqualTo(
            "column address.city.name does not exist: address.city is string and has no fields");
  }
}
