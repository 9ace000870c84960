package dev.assay.dq.spark;

import static dev.assay.dq.Columns.bool;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.FormatFacts;
import dev.assay.dq.Requirement;
import dev.assay.dq.StringColumn;
import dev.assay.dq.internal.model.Format;
import dev.assay.dq.internal.model.TextMatcher;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.testing.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The facts of every format hold over a list, an RDD and a Dataset, and a null is left alone. */
@Tag("matrix")
class FormatFactsTest {

  private static final StringColumn TEXT = string("text");
  private static final StringColumn FORMAT = string("format");

  private static List<Format> formats() {
    return FormatFacts.all().stream().map(FormatFacts.Fact::format).distinct().toList();
  }

  /** All texts, and a null for each format, which makes no difference to it. */
  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    FormatFacts.all()
        .forEach(fact -> rows.add(Rows.row(fact.format().word(), fact.text(), fact.holds())));
    formats().forEach(format -> rows.add(Rows.row(format.word(), null, true)));
    formats().forEach(format -> rows.add(Rows.row(format.word(), null, false)));
    return rows;
  }

  private static Check facts() {
    return Check.error("formats")
        .require(
            formats().stream()
                .flatMap(
                    format ->
                        Stream.of(
                            TEXT.matches(format.pattern())
                                .where(FORMAT.isEqualTo(format.word()).and(bool("holds").isTrue())),
                            TEXT.matches(format.pattern())
                                .not()
                                .where(
                                    FORMAT.isEqualTo(format.word()).and(bool("holds").isFalse()))))
                .toArray(Requirement[]::new));
  }

  private static void assertHold(VerificationResult result) {
    assertThat(result.constraints())
        .hasSize(2 * formats().size())
        .allSatisfy(each -> assertThat(each.violations()).as(each.sentence()).isZero())
        .allSatisfy(each -> assertThat(each.error()).isNull());
    assertThat(result.passed()).isTrue();
  }

  private static Dataset<Row> data(SparkSession session, List<Row> rows) {
    return session.createDataFrame(
        rows, StructType.fromDDL("format STRING, text STRING, holds BOOLEAN"));
  }

  @ParameterizedTest
  @CsvSource({"true, CODEGEN_ONLY", "false, NO_CODEGEN"})
  void hold_over_a_dataset(String ansi, String factory) {
    SparkSession session = SharedSpark.session().newSession();
    session.conf().set("spark.sql.ansi.enabled", ansi);
    session.conf().set("spark.sql.codegen.factoryMode", factory);
    session.conf().set("spark.sql.codegen.wholeStage", String.valueOf(factory.startsWith("C")));
    assertHold(DataQuality.verify(data(session, rows()).repartition(2), facts()));
  }

  private static List<Map<String, ?>> records() {
    List<Map<String, ?>> records = new ArrayList<>();
    for (FormatFacts.Fact fact : FormatFacts.all()) {
      records.add(
          Map.of("format", fact.format().word(), "text", fact.text(), "holds", fact.holds()));
    }
    return records;
  }

  private static Fields<Map<String, ?>> fields() {
    return Fields.ofMap(
        Map.of("format", String.class, "text", String.class, "holds", Boolean.class));
  }

  @Test
  void hold_over_a_list_and_an_rdd() {
    assertHold(LocalDataQuality.verify(records(), fields(), facts()));
    assertHold(
        DataQuality.on(SharedSpark.context().parallelize(records(), 2), fields())
            .check(facts())
            .run());
  }

  /** Each text as each format, most of which it is not. */
  @Test
  void a_dataset_judges_every_text_as_a_list_does() {
    Check check =
        Check.error("c")
            .require(
                formats().stream()
                    .map(format -> TEXT.matches(format.pattern()).forAtLeast(0))
                    .toArray(Requirement[]::new));
    VerificationResult result =
        DataQuality.verify(data(SharedSpark.session(), rows()).repartition(2), check);
    List<Format> formats = formats();
    for (int i = 0; i < formats.size(); i++) {
      ConstraintResult each = result.constraints().get(i);
      TextMatcher matcher = TextMatcher.of(formats.get(i).pattern(), true);
      assertThat(each.violations())
          .as(each.sentence())
          .isEqualTo(FormatFacts.all().stream().filter(fact -> !matcher.find(fact.text())).count());
    }
  }
}
