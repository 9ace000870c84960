package dev.assay.dq.examples;

import static dev.assay.dq.Columns.allColumns;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.dq.Check;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.Requirement;
import dev.assay.dq.SamplePolicy;
import dev.assay.dq.StringColumn;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.DataQuality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * On real data every metric equals what a script that shares no code with this project has counted,
 * on all three paths.
 */
class FactsTest {

  private static final SamplePolicy CLEAR = SamplePolicy.clear().includingPersonal();

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = LocalSpark.start("assay-facts");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** Every column as text; the empty text and the sentinel are null. */
  private static Dataset<Row> read(String file, String sentinel) {
    String path =
        file.startsWith("birdstrikes")
            ? Resources.file(file).toString()
            : Resources.file("data/" + file).toString();
    Dataset<Row> raw =
        path.endsWith(".csv")
            ? spark.read().option("header", true).option("escape", "\"").csv(path)
            : spark.read().option("multiLine", true).json(path);
    List<Column> columns = new ArrayList<>();
    for (String name : raw.columns()) {
      Column text = nullif(col("`" + name + "`").cast("string"), lit(""));
      columns.add((sentinel == null ? text : nullif(text, lit(sentinel))).as(name));
    }
    return raw.select(columns.toArray(Column[]::new));
  }

  private static boolean numeric(JsonNode facts) {
    return facts.has("numeric") && facts.get("numeric").asLong() > 0 && facts.has("sum");
  }

  private static String real(String name) {
    return "`" + name + " as number`";
  }

  @ParameterizedTest
  @CsvSource({
    "birdstrikes.csv, birdstrikes, ",
    "penguins_raw.csv, penguins_raw, NA",
    "countries.json, ourairports-countries, "
  })
  void every_metric_equals_the_measured_facts(String file, String name, String sentinel)
      throws Exception {
    assertFacts(file, name, sentinel);
  }

  @Tag("slow")
  @Test
  void every_metric_of_airports_equals_the_measured_facts() throws Exception {
    assertFacts("airports.json.gz", "ourairports-airports", null);
  }

  private static void assertFacts(String file, String name, String sentinel) throws Exception {
    JsonNode facts =
        new ObjectMapper().readTree(Resources.file("facts/" + name + ".json").toFile());
    Dataset<Row> data = read(file, sentinel);
    List<Requirement> requirements = new ArrayList<>();
    List<Object> expected = new ArrayList<>();
    requirements.add(rowCount().observed());
    expected.add(facts.get("rows").asLong());
    requirements.add(allColumns().extraRows().observed());
    expected.add(facts.get("rows_in_excess_of_first").asLong());
    requirements.add(allColumns().distinctCount().observed());
    expected.add(facts.get("distinct_rows").asLong());
    List<String> reals = new ArrayList<>();
    Iterator<Map.Entry<String, JsonNode>> columns = facts.get("col").fields();
    while (columns.hasNext()) {
      Map.Entry<String, JsonNode> column = columns.next();
      JsonNode f = column.getValue();
      StringColumn text = string("`" + column.getKey() + "`");
      long nulls = f.get("null").asLong() + f.get("empty").asLong();
      long values = facts.get("rows").asLong() - nulls;
      requirements.add(text.nullCount().observed());
      expected.add(nulls);
      if (values == 0) {
        continue;
      }
      requirements.add(text.distinctCount().observed());
      expected.add(f.get("distinct").asLong());
      requirements.add(text.uniqueness().observed());
      expected.add(f.get("values_occurring_once").asDouble() / values);
      requirements.add(text.entropy().observed());
      expected.add(f.get("entropy_nats").asDouble());
      requirements.add(text.minLength().observed());
      expected.add(f.get("minlen").asLong());
      requirements.add(text.maxLength().observed());
      expected.add(f.get("maxlen").asLong());
      requirements.add(text.isBlank().violations().observed());
      expected.add(values - f.get("blank").asLong());
      requirements.add(text.isTrimmed().violations().observed());
      expected.add(f.get("padded").asLong());
      requirements.add(text.valueCounts(5).observed());
      List<String> top = new ArrayList<>();
      f.get("top").forEach(pair -> top.add(pair.get(0).asText() + "=" + pair.get(1).asLong()));
      expected.add(top);
      if (numeric(f)) {
        reals.add(column.getKey());
        NumericColumn x = number(real(column.getKey()));
        requirements.add(x.min().observed());
        expected.add(f.get("min").asDouble());
        requirements.add(x.max().observed());
        expected.add(f.get("max").asDouble());
        requirements.add(x.sum().observed());
        expected.add(f.get("sum").asDouble());
        requirements.add(x.mean().observed());
        expected.add(f.get("mean").asDouble());
        requirements.add(x.populationStandardDeviation().observed());
        expected.add(f.get("sd_pop").asDouble());
        requirements.add(x.standardDeviation().observed());
        expected.add(f.get("sd_samp").asDouble());
        requirements.add(x.median().observed());
        expected.add(f.get("median_lower").asDouble());
        requirements.add(x.isEqualTo(0).not().violations().observed());
        expected.add(f.get("zero").asLong());
        requirements.add(x.isNonNegative().violations().observed());
        expected.add(f.get("negative").asLong());
      }
    }
    List<Requirement> wholeRows = requirements.subList(1, 3);
    List<Requirement> others = new ArrayList<>(requirements);
    others.removeAll(wholeRows);
    List<Object> expectedOfOthers = new ArrayList<>(expected);
    expectedOfOthers.subList(1, 3).clear();

    Dataset<Row> wide = data;
    Map<String, Class<?>> types = new LinkedHashMap<>();
    for (String column : data.columns()) {
      types.put(column, String.class);
    }
    Fields<Map<String, ?>> texts = Fields.ofMap(types);
    for (String column : reals) {
      wide = wide.withColumn(column + " as number", col("`" + column + "`").cast("double"));
      types.put(column + " as number", Double.class);
    }
    Check rows = Check.error("rows").require(wholeRows);
    compare(DataQuality.on(data).check(rows).samplePolicy(CLEAR).run(), expected.subList(1, 3));
    compare(
        DataQuality.on(records(data), texts).check(rows).samplePolicy(CLEAR).run(),
        expected.subList(1, 3));
    compare(
        LocalDataQuality.on(records(data).collect(), texts).check(rows).samplePolicy(CLEAR).run(),
        expected.subList(1, 3));

    Check check = Check.error("facts").require(others);
    Fields<Map<String, ?>> fields = Fields.ofMap(types);
    compare(DataQuality.on(wide).check(check).samplePolicy(CLEAR).run(), expectedOfOthers);
    compare(
        LocalDataQuality.on(records(wide).collect(), fields).check(check).samplePolicy(CLEAR).run(),
        expectedOfOthers);
    Check withoutRanks =
        Check.error("facts").require(others.stream().filter(each -> !ranked(each)).toList());
    List<Object> expectedWithoutRanks = new ArrayList<>();
    for (int i = 0; i < others.size(); i++) {
      if (!ranked(others.get(i))) {
        expectedWithoutRanks.add(expectedOfOthers.get(i));
      }
    }
    compare(
        DataQuality.on(records(wide), fields).check(withoutRanks).samplePolicy(CLEAR).run(),
        expectedWithoutRanks);
  }

  /** Exact ranks and value counts cost jobs of their own on an RDD; a few are enough there. */
  private static boolean ranked(Requirement requirement) {
    String words = requirement.toConstraint().description();
    return (words.startsWith("median") || words.startsWith("5 most")) && words.hashCode() % 3 != 0;
  }

  private static JavaRDD<Map<String, ?>> records(Dataset<Row> data) {
    String[] columns = data.columns();
    return data.toJavaRDD()
        .map(
            row -> {
              Map<String, Object> record = new HashMap<>();
              for (int i = 0; i < columns.length; i++) {
                record.put(columns[i], row.get(i));
              }
              return record;
            });
  }

  private static void compare(VerificationResult result, List<Object> expected) {
    assertThat(result.constraints()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      ConstraintResult actual = result.constraints().get(i);
      String what = result.engine() + ": " + actual.sentence();
      assertThat(actual.actual()).as("%s: %s", what, actual.butWas()).isNotNull();
      if (expected.get(i) instanceof Long count) {
        assertThat(((Number) actual.actual().plain()).longValue()).as(what).isEqualTo(count);
      } else if (expected.get(i) instanceof Double value) {
        double number = ((Number) actual.actual().plain()).doubleValue();
        assertThat(Math.abs(number - value))
            .as("%s: %s and %s", what, number, value)
            .isLessThanOrEqualTo(1e-9 * Math.max(1e-3, Math.abs(value)));
      } else {
        assertThat(
                ((MetricValue.Counts) actual.actual())
                    .top().stream()
                        .map(e -> shortened(e.value().plain()) + "=" + e.count())
                        .toList())
            .as(what)
            .isEqualTo(expected.get(i));
      }
    }
  }

  /** The facts keep 60 characters of a value. */
  private static String shortened(Object value) {
    String text = String.valueOf(value);
    return text.length() <= 60 ? text : text.substring(0, 60);
  }
}
