package dev.assay.dq.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.dq.profile.Alert;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.ProfileText;
import dev.assay.dq.profile.SemanticType;
import dev.assay.dq.profile.ValueCount;
import dev.assay.dq.spark.Profiler;
import dev.assay.dq.spark.junit.DataQualityTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Profiles of real data against what other programs have counted: for the bird strikes, which are
 * part of the project, by hand here; for the rest {@code -Dassay.shared=DIR} says where DIR/data
 * and DIR/facts are.
 */
@DataQualityTest
class ProfileFactsTest {

  @Test
  void bird_strikes(SparkSession spark) throws IOException {
    DatasetProfile profile =
        Profiler.profile(Birdstrikes.read(spark, LocalSpark.file("birdstrikes.csv").toString()));
    assertThat(profile.rows()).isEqualTo(10_000);
    assertThat(profile.columns()).hasSize(14);
    assertThat(profile.duplicateRows()).isEqualTo(24);
    assertThat(profile.missingCells()).isEqualTo(2836);
    ColumnProfile speed = profile.column("Speed IAS in knots");
    assertThat(speed.nulls()).isEqualTo(2836);
    assertThat(speed.number().min()).isEqualByComparingTo("0");
    assertThat(speed.number().max()).isEqualByComparingTo("350");
    assertThat(speed.number().smallest())
        .extracting(ValueCount::value, ValueCount::count)
        .containsExactly(
            tuple("0", 19L), tuple("7", 1L), tuple("8", 1L), tuple("10", 1L), tuple("15", 2L));
    assertThat(speed.number().largest())
        .extracting(ValueCount::value, ValueCount::count)
        .containsExactly(
            tuple("350", 1L),
            tuple("340", 2L),
            tuple("320", 12L),
            tuple("310", 5L),
            tuple("300", 13L));
    assertThat(profile.column("Flight Date").time().largest())
        .startsWith(new ValueCount("2002-07-25", 2), new ValueCount("2002-07-24", 7));
    assertThat(profile.column("Aircraft Airline Operator").text().largest())
        .startsWith(new ValueCount("US AIRWAYS*", 1084), new ValueCount("UPS AIRLINES", 223));
    assertThat(speed.number().zeros()).isEqualTo(19);
    assertThat(speed.number().mean()).isCloseTo(153.535176, within(1e-6));
    ColumnProfile damage = profile.column("Effect Amount of damage");
    assertThat(damage.semantic()).isEqualTo(SemanticType.CATEGORY);
    assertThat(damage.top())
        .containsExactly(
            new ValueCount("None", 8939),
            new ValueCount("Minor", 549),
            new ValueCount("Substantial", 311),
            new ValueCount("Medium", 186),
            new ValueCount("C", 14),
            new ValueCount("B", 1));
    assertThat(damage.once()).isEqualTo(1);
    assertThat(profile.column("Flight Date").time().min()).isEqualTo("1990-01-08");
    assertThat(profile.column("Flight Date").time().max()).isEqualTo("2002-07-25");
    ColumnProfile cost = profile.column("Cost Total $");
    assertThat(cost.number().zeros()).isEqualTo(9791);
    assertThat(cost.number().max()).isEqualByComparingTo("7043545");
    assertThat(cost.number().sum()).isEqualTo("40545276");
    // counted by a script of its own: 41 rows have both costs
    assertThat(profile.sums())
        .containsExactly(
            new DatasetProfile.RowSum(
                "Cost Total $", List.of("Cost Other", "Cost Repair"), 10_000));
    // 3,625 of 4,582 days occur
    assertThat(profile.column("Flight Date").time().daysWithout()).isEqualTo(957);
    assertThat(profile.column("Flight Date").time().longestGap()).isEqualTo(20);
    assertThat(damage.holdout()).isNotNull();
    assertThat(damage.holdout().rows()).isBetween(850L, 1150L);
    assertThat(profile.keys()).noneMatch(DatasetProfile.CandidateKey::isUnique);
    assertThat(profile.associations()).isNotEmpty();
    assertThat(profile.alerts())
        .extracting(Alert::kind)
        .contains(
            Alert.Kind.DUPLICATE_ROWS,
            Alert.Kind.HIGH_MISSING,
            Alert.Kind.SENTINEL,
            Alert.Kind.ZEROS,
            Alert.Kind.CORRELATION);
    assertThat(profile.types()).isEqualTo(Map.of("string", 9, "int", 4, "date", 1));
    assertThat(ProfileText.render(profile))
        .contains("columns by type: 9 string, 4 int, 1 date;")
        .contains("10,000 rows, 14 columns, 2,836 of 140,000 cells missing (2.03%)")
        .contains("24 duplicate rows");
    assertThat(ProfileText.render(speed))
        .contains("2,836 of 10,000 (28.36%)")
        .contains("quantiles");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "birdstrikes.csv",
        "penguins_raw.csv",
        "movies.json",
        "ourairports/airports.json",
        "ourairports/countries.json",
        "ourairports/regions.json",
        "flights-20k.json"
      })
  void every_number_that_both_report_is_equal(String file, SparkSession spark) throws IOException {
    Path shared = Path.of(System.getProperty("assay.shared", ""));
    Path data = shared.resolve("data").resolve(file);
    Path facts =
        shared
            .resolve("facts")
            .resolve(file.replace('/', '-').replaceFirst("\\.[a-z]+\\z", "") + ".json");
    assumeTrue(
        Files.exists(data) && Files.exists(facts),
        "skipped: set -Dassay.shared to where data/" + file + " and its facts are");
    boolean csv = file.endsWith(".csv");
    Dataset<Row> rows =
        csv
            ? spark
                .read()
                .option("header", true)
                .option("inferSchema", true)
                .option("nullValue", file.startsWith("penguins") ? "NA" : "")
                .option("escape", "\"")
                .csv(data.toString())
            : spark.read().option("multiLine", true).json(data.toString());
    DatasetProfile profile = Profiler.profile(rows.repartition(3));
    JsonNode known = new ObjectMapper().readTree(Files.readString(facts));
    assertThat(profile.rows()).isEqualTo(known.get("rows").asLong());
    assertThat(profile.duplicateRows()).isEqualTo(known.get("rows_in_excess_of_first").asLong());
    int compared = 0;
    for (Iterator<Map.Entry<String, JsonNode>> each = known.get("col").fields(); each.hasNext(); ) {
      Map.Entry<String, JsonNode> fact = each.next();
      compared += compare(profile.column(fact.getKey()), fact.getValue(), csv);
    }
    assertThat(compared).isGreaterThan(4 * profile.columns().size());
    if (file.equals("movies.json")) {
      // counted in the file itself: "Dec 31 1969" 8 times, "Jan 01 1970" 5 times
      ColumnProfile.Time released = profile.column("Release Date").text().asDates();
      assertThat(released.epoch()).isEqualTo(8 + 5);
      assertThat(released.min()).isEqualTo("1928-12-31");
      assertThat(released.max()).isEqualTo("2046-12-31");
    }
  }

  private static int compare(ColumnProfile column, JsonNode fact, boolean csv) {
    int compared = 1;
    String name = column.name();
    long empty = fact.path("empty").asLong();
    // an empty field of a CSV file is null to Spark
    assertThat(column.nulls()).as(name).isEqualTo(fact.get("null").asLong() + (csv ? empty : 0));
    // the facts leave the empty text out of distinct values and of lengths
    long distinct = fact.get("distinct").asLong() + (!csv && empty > 0 ? 1 : 0);
    if (column.number() == null && column.time() == null) {
      compared++;
      if (column.distinctExact()) {
        assertThat(column.distinct()).as(name).isEqualTo(distinct);
      } else {
        // five standard errors
        assertThat((double) column.distinct() / distinct).as(name).isBetween(0.92, 1.08);
      }
    }
    boolean mixed = fact.path("types").has("int") && fact.path("types").has("str");
    // values that are written differently are one value of a number or a time
    if (column.once() >= 0 && column.number() == null && column.time() == null && !mixed) {
      compared++;
      assertThat(column.once()).as(name).isEqualTo(fact.get("values_occurring_once").asLong());
    }
    ColumnProfile.Numbers number = column.number();
    if (number != null && fact.has("mean")) {
      compared += 8;
      assertThat(number.min().doubleValue()).as(name).isEqualTo(fact.get("min").asDouble());
      assertThat(number.max().doubleValue()).as(name).isEqualTo(fact.get("max").asDouble());
      close(name, number.mean(), fact.get("mean").asDouble());
      close(name, number.standardDeviation(), fact.get("sd_samp").asDouble());
      close(name, number.populationStandardDeviation(), fact.get("sd_pop").asDouble());
      close(name, Double.parseDouble(number.sum()), fact.get("sum").asDouble());
      assertThat(number.zeros()).as(name).isEqualTo(fact.get("zero").asLong());
      assertThat(number.negatives()).as(name).isEqualTo(fact.get("negative").asLong());
      if (column.topError() == 0) {
        compared += top(column, fact.get("top"), ProfileFactsTest::plain);
      }
      if (number.rankError() == 0) {
        assertThat(number.median().doubleValue())
            .as(name)
            .isEqualTo(fact.get("median_lower").asDouble());
      }
    }
    ColumnProfile.Text text = column.text();
    if (text != null && fact.has("minlen")) {
      compared += 5;
      // and numbers among the text of a JSON file
      boolean shorter = empty > 0 || fact.path("types").has("int");
      if (!shorter) {
        assertThat(text.lengths().min()).as(name).isEqualTo(fact.get("minlen").asLong());
        assertThat(text.lengths().mean())
            .as(name)
            .isCloseTo(fact.get("meanlen").asDouble(), within(1e-6));
      }
      assertThat(text.lengths().max()).as(name).isEqualTo(fact.get("maxlen").asLong());
      assertThat(text.empty()).as(name).isEqualTo(csv ? 0 : empty);
      assertThat(text.padded()).as(name).isEqualTo(fact.get("padded").asLong());
      if (column.topError() == 0 && !shorter) {
        compared += top(column, fact.get("top"), UnaryOperator.identity());
      }
      assertThat(text.blank() - text.empty()).as(name).isEqualTo(fact.get("blank").asLong());
      for (Iterator<Map.Entry<String, JsonNode>> each = fact.path("na_like").fields();
          each.hasNext(); ) {
        Map.Entry<String, JsonNode> like = each.next();
        // "Not Rated" is one of the ratings
        if (!like.getKey().isBlank() && !like.getKey().equals("Not Rated")) {
          compared++;
          assertThat(column.sentinels())
              .as(name)
              .contains(new ValueCount(like.getKey(), like.getValue().asLong()));
        }
      }
    }
    return compared;
  }

  /** A number in one way, however a file or a type writes it. */
  private static String plain(String number) {
    BigDecimal plain = new BigDecimal(number);
    return plain.signum() == 0 ? "0" : plain.stripTrailingZeros().toPlainString();
  }

  /** The most frequent values; which of those that occur equally often come last is no fact. */
  private static int top(ColumnProfile column, JsonNode facts, UnaryOperator<String> form) {
    List<ValueCount> known = new ArrayList<>();
    facts.forEach(
        each -> known.add(new ValueCount(form.apply(each.get(0).asText()), each.get(1).asLong())));
    List<ValueCount> told =
        column.top().subList(0, known.size()).stream()
            .map(each -> new ValueCount(form.apply(each.value()), each.count()))
            .toList();
    assertThat(told)
        .as(column.name())
        .extracting(ValueCount::count)
        .isEqualTo(known.stream().map(ValueCount::count).toList());
    long least = known.get(known.size() - 1).count();
    assertThat(told)
        .as(column.name())
        .containsAll(known.stream().filter(each -> each.count() > least).toList());
    return known.size();
  }

  static void close(String name, double mine, double fact) {
    assertThat(mine).as(name).isCloseTo(fact, within(1e-9 * Math.max(1e-9, Math.abs(fact))));
  }
}
