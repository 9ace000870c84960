package dev.assay.dq.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Severity;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Connective;
import dev.assay.dq.internal.model.DataFact;
import dev.assay.dq.internal.model.Format;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Operation;
import dev.assay.dq.internal.model.OrderRule;
import dev.assay.dq.internal.model.RowThreshold;
import dev.assay.dq.internal.model.Statistic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published schema of checks, and the words that stored checks are made of. */
class CheckSchemaTest {

  /** Set to true, it writes the schema instead of comparing it. */
  private static final String WRITE = "assay.schema.write";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void the_published_schema_follows_from_the_tables() throws IOException {
    String due = JsonLayout.text(CheckSchema.document());
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(Path.of("src/main/resources/dev/assay/dq/json/check-schema.json"), due);
      return;
    }
    try (InputStream in = CheckJson.class.getResourceAsStream("check-schema.json")) {
      String published = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<String> differences = new ArrayList<>();
      compare(MAPPER.readTree(published), MAPPER.readTree(due), "", differences);
      String remedy = "run this test with -D" + WRITE + "=true to write check-schema.json again";
      assertThat(differences).as(remedy).isEmpty();
      assertThat(published).as(remedy).isEqualTo(due);
    }
  }

  private static void compare(JsonNode published, JsonNode due, String at, List<String> out) {
    if (published.isObject() && due.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      Stream.of(published.fieldNames(), due.fieldNames())
          .forEach(each -> each.forEachRemaining(names::add));
      names.forEach(name -> compare(published.path(name), due.path(name), at + "/" + name, out));
    } else if (published.isArray() && due.isArray()) {
      List<JsonNode> more = new ArrayList<>();
      List<JsonNode> missing = new ArrayList<>();
      published.forEach(more::add);
      due.forEach(missing::add);
      due.forEach(more::remove);
      published.forEach(missing::remove);
      more.forEach(each -> out.add(at + " should not have " + each));
      missing.forEach(each -> out.add(at + " should have " + each));
    } else if (!published.equals(due)) {
      out.add(at + " is " + published + ", and should be " + due);
    }
  }

  private static <T> Stream<String> words(T[] all, java.util.function.Function<T, String> word) {
    return Arrays.stream(all).map(word);
  }

  /** But for date, which is a constant where what follows is one, and bool, as well. */
  @Test
  void no_word_of_a_constraint_means_two_things() {
    List<String> words =
        Stream.of(
                Stream.of(
                    "sql", "element", "instant", "datetime", "where", "failingOnNull", "onNoRows"),
                Stream.of("id", "name", "because", "tags", "warn", "sqlMetric"),
                Stream.of("forEachColumn", "named", "matching", "commented", "tagged", "require"),
                Stream.of(
                    "per", "everyGroupIn", "everyGroupOf", "ifPresent", "in", "of", "orderedBy"),
                Stream.of("schema", "allowingMore", "inAnyOrder", "withWiderTypes"),
                Stream.of("hasColumn", "hasNoColumn", "type", "notNull", "hasSameSchemaAs"),
                Stream.of("hasSameRowsAs", "on", "ignoring", "withTolerance"),
                Stream.of("columns", "haveNamesMatching"),
                words(DataFact.values(), DataFact::word),
                words(OrderRule.values(), OrderRule::word),
                words(ColumnKind.values(), ColumnKind::word),
                words(Function.values(), Function::word),
                words(Statistic.values(), Statistic::word),
                words(Operation.values(), Operation::word),
                words(Connective.values(), Connective::word),
                words(Statistic.Parameter.values(), Statistic.Parameter::word),
                words(RowThreshold.Kind.values(), RowThreshold.Kind::word))
            .flatMap(each -> each)
            .toList();
    assertThat(words).doesNotHaveDuplicates().doesNotContain(Variables.VARIABLE);
    assertThat(ModelParser.CONSTRAINT).containsExactlyInAnyOrderElementsOf(words);
  }

  /** What stands in documents that people keep: a word that goes makes them unreadable. */
  @Test
  void words_are_chosen_by_hand_and_stay() {
    assertThat(words(ColumnKind.values(), ColumnKind::word))
        .containsExactly(
            "string",
            "number",
            "integer",
            "decimal",
            "bool",
            "date",
            "timestamp",
            "binary",
            "array",
            "map",
            "struct",
            "any");
    assertThat(words(RowThreshold.Kind.values(), RowThreshold.Kind::word))
        .containsExactly(
            "forAtLeast", "forAtMost", "forAtLeastRows", "forAtMostRows", "allowingViolations");
    assertThat(words(Comparison.values(), each -> Function.of(each).word()))
        .containsExactly("isEqualTo", "isLessThan", "isAtMost", "isGreaterThan", "isAtLeast");
    assertThat(words(Severity.values(), Severity::word)).containsExactly("error", "warning");
    assertThat(words(OnNoRows.values(), OnNoRows::word)).containsExactly("default", "pass", "fail");
    assertThat(words(Format.values(), Format::word))
        .containsExactly(
            """
            EMAIL IPV4 IPV6 URL UUID US_SSN HOST_NAME CIDR MAC_ADDRESS UUID_V4 UUID_V7 ULID SEMVER
            HEX BASE64 E164 ISO_COUNTRY_2 ISO_COUNTRY_3 ISO_CURRENCY ISO_LANGUAGE_2 ISO_DATE ISO_TIME
            ISO_DATE_TIME ISO_DURATION BCP_47 LATITUDE LONGITUDE HEX_COLOR US_ZIP UK_POSTCODE
            MIME_TYPE XML_NAME BIC VIN CREDIT_CARD IBAN ISIN CUSIP SEDOL LEI ISBN_10 ISBN_13 ISSN
            EAN_8 EAN_13 UPC_A GTIN_14 GTIN VIN_NORTH_AMERICA IMEI ABA_ROUTING EU_VAT CRON JSON
            """
                .split("\\s+"));
    assertThat(words(Statistic.Parameter.values(), Statistic.Parameter::word))
        .containsExactly("q", "rankError", "relativeError", "limit", "share", "factor");
    assertThat(words(Function.values(), Function::word))
        .contains(
            """
            isNull isComplete isEqualTo isLessThan isAtMost isGreaterThan isAtLeast isBetween
            isIn matches containsPattern startsWith endsWith contains isBlank isTrimmed isFinite
            isNotNaN and or not implies plus minus times dividedBy absolute lower upper trimmed
            concatenated least greatest orElse when daysBetween length size xor atLeast remainder
            rounded floor ceiling isCloseTo isWithinPercentOf isMultipleOf isWhole hasScaleAtMost
            hasPrecisionAtMost year quarter month isoWeek dayOfMonth dayOfYear minute second
            startOfMonth endOfMonth startOfWeek plusDays plusMonths plusSeconds truncatedTo\
            """
                .split("\\s+"));
    assertThat(words(Statistic.values(), Statistic::word))
        .contains(
            """
            rowCount nullCount completeness violations compliance min max sum mean variance
            populationVariance standardDeviation populationStandardDeviation skewness kurtosis
            correlation covariance populationCovariance mutualInformation cramersV entropy
            quantile approxQuantile distinctCount uniqueness distinctness uniqueValueRatio
            duplicateRows extraRows conflictingValues approxDistinctCount valueCounts\
            """
                .split("\\s+"));
  }
}
