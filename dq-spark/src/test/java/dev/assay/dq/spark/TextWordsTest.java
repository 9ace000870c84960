package dev.assay.dq.spark;

import static dev.assay.dq.Columns.string;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Formats;
import dev.assay.dq.NumericExpression;
import dev.assay.dq.Predicate;
import dev.assay.dq.StringColumn;
import dev.assay.dq.TemporalExpression;
import dev.assay.dq.internal.model.Utf8;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.spark.testing.Rows;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The words of text that are made of others: the same on every path. */
@Tag("matrix")
class TextWordsTest {

  private static final StringColumn T = string("t");

  private static void assertViolations(
      List<String> texts, List<Predicate> predicates, List<Long> violations) {
    new ThreePaths("t STRING", texts.stream().map(text -> row((Object) text)).toList())
        .verify(Check.error("c").require(predicates))
        .forEach(
            (path, result) ->
                assertThat(result.constraints())
                    .as(path)
                    .extracting(ConstraintResult::violations)
                    .containsExactlyElementsOf(violations));
  }

  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "b",
          "ab",
          "aab",
          "abab",
          "abcab",
          "a\nb",
          "a%b",
          "a_b",
          "a\\b",
          "\\",
          "%",
          "a😀b",
          "😀",
          "a.b",
          "AB",
          "xaxbx",
          "aXbab",
          "it's",
          "a$1{}[]()*+?^|b",
          "\u0000\u2028");

  private static final List<String> PATTERNS =
      List.of(
          "",
          "%",
          "%%",
          "_",
          "__",
          "a",
          "a%",
          "%b",
          "%a%",
          "a%b",
          "a_b",
          "a%_b",
          "%ab",
          "%ab%ab",
          "ab%ab",
          "%a%b%",
          "%a_b%",
          "_%_",
          "a\\%b",
          "a\\_b",
          "a\\\\b",
          "\\\\",
          "\\%",
          "%\\\\%",
          "a.b",
          "%😀%",
          "_b",
          "%x%x%",
          "a$1{}[]()*+?^|b",
          "%'_");

  @Test
  void isLike_is_like_of_spark() {
    Dataset<String> data = SharedSpark.session().createDataset(TEXTS, Encoders.STRING());
    List<Predicate> predicates = new ArrayList<>();
    List<Long> violations = new ArrayList<>();
    for (String pattern : PATTERNS) {
      predicates.add(T.isLike(pattern));
      violations.add(
          pattern.equals("%😀%")
              ? TEXTS.size() - 2L // Spark 4.0.2's own LIKE finds none (SPARK-55453)
              : data.filter(functions.not(data.col("value").like(pattern))).count());
    }
    assertViolations(TEXTS, predicates, violations);
  }

  @Test
  void made_of_other_words() {
    Map<Predicate, Long> facts =
        Map.of(
            T.isUpperCase(), 4L, // a, ab1, ß and ǅ
            T.isLowerCase(), 3L, // AB1, ǅ and İ
            T.containsAnyOf("b", "A", "ß"), 4L,
            T.matchesAnyOf("[a-z]+", "A.*", ""), 4L, // ab1, ß, ǅ and İ
            T.matchesAnyOf(Formats.UUID), 7L,
            T.containsAllOf("A", "1"), 6L,
            T.containsAllOf("ab", "b1", "a"), 6L);
    assertViolations(
        List.of("", "a", "ab1", "AB1", "ß", "\u01C5", "\u0130"),
        List.copyOf(facts.keySet()),
        facts.keySet().stream().map(facts::get).toList());
  }

  /** What a text says is measured, grouped and told apart as a column of its type is. */
  @Test
  void what_a_text_says_is_a_value_like_any_other() {
    TemporalExpression sent = T.jsonValue("$.sent").asTimestamp("d MMM uuuu HH:mm", "Europe/Paris");
    NumericExpression total = T.jsonValue("$.total").asDecimal();
    List<String> texts =
        List.of(
            "{\"total\": 1.10, \"sent\": \"1 Jul 2024 14:00\"}",
            "{\"total\": 2.205, \"sent\": \"31 Mar 2024 02:30\"}",
            "{\"total\": \"-0.005\", \"sent\": \"29 Feb 2024 01:00\"}",
            "{\"sent\": \"01 JUL 2024 14:00\"}",
            "no JSON");
    Check check =
        Check.error("c")
            .require(
                total.sum().isEqualTo(new BigDecimal("3.3")),
                total.count().isEqualTo(3),
                sent.min().isEqualTo(Instant.parse("2024-02-29T00:00:00Z")),
                sent.max().isEqualTo(Instant.parse("2024-07-01T12:00:00Z")),
                sent.distinctCount().isEqualTo(2),
                sent.inZone("UTC").hour().isIn(0, 12),
                T.jsonValue("$.sent").asDate("d MMM uuuu HH:mm").distinctCount().isEqualTo(3),
                T.jsonValue("$.sent").withoutAccents().upper().distinctCount().isEqualTo(4),
                T.similarityTo("no JSON!").max().isAtLeast(0.97),
                T.parsesAsTimestamp("d MMM uuuu HH:mm", "UTC").violations().isEqualTo(5));
    new ThreePaths("t STRING", texts.stream().map(text -> row((Object) text)).toList())
        .verify(check)
        .forEach(
            (path, result) ->
                assertThat(result.constraints())
                    .as(path)
                    .allSatisfy(
                        each ->
                            assertThat(each.status())
                                .as(each.description())
                                .isEqualTo(Status.PASS)));
  }

  static List<ThrowingCallable> refused() {
    return List.of(
        () -> T.substring(3, 1),
        () -> T.substring(-1, 1),
        () -> T.before(""),
        () -> T.after(null),
        () -> T.replaced("", "x"),
        () -> T.replaced("x", "\ud83d"),
        () -> T.leftPadded(10_001, "0"),
        () -> T.leftPadded(10, ""),
        () -> T.rightPadded(10_001, "0"),
        () -> T.matchesAnyOf(new String[0]),
        () -> T.asDate("dd.MM"),
        () -> T.asTimestamp("uuuu-MM-dd HH:mm", "Europe/Nowhere"),
        () -> T.parsesAsTimestamp("uuuu-MM-dd HH:mm"),
        () -> T.jsonValue("$..a"),
        () -> T.jsonValue("$['\ud83d']"),
        () -> T.isInNetwork("10.0.0.1"),
        () -> T.isInNetwork("10.0.0.1/8"),
        () -> T.isInNetwork(null),
        () -> T.isLike("a\\b"),
        () -> T.isLike("a\\"),
        () -> T.isLike(null),
        () -> T.containsAnyOf(),
        () -> T.containsAllOf((String[]) null),
        () -> T.isInIgnoringCase(List.of()));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void what_has_no_meaning_is_refused(ThrowingCallable said) {
    assertThatThrownBy(said).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusals_say_what_to_do() {
    assertThatThrownBy(() -> T.substring(3, 1))
        .hasMessage("The range from 3 to 1 is empty: swap its ends");
    assertThatThrownBy(() -> T.before("")).hasMessage("before takes a text that is not empty");
    assertThatThrownBy(() -> T.leftPadded(10_001, "0"))
        .hasMessage("leftPadded takes a whole number from 0 to 10000, and this is 10001");
    assertThatThrownBy(() -> T.isLike("a\\b"))
        .hasMessage(
            "In the pattern \"a\\\\b\" a backslash stands before something other than %, _ or a"
                + " backslash: write two for one");
  }

  /** Of bytes that are no UTF-8 a Dataset tells what a list tells of the texts that hold them. */
  @Test
  void broken_bytes_are_judged_alike() {
    byte[] some = {'a', 'B', '7', ' ', '\n', (byte) 0xC3, (byte) 0xA4, (byte) 0xFF, (byte) 0x85};
    Random random = new Random(12);
    List<Row> rows = new ArrayList<>();
    List<Map<String, ?>> records = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[random.nextInt(6)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = some[random.nextInt(some.length)];
      }
      boolean none = i % 50 == 0;
      rows.add(Rows.row(none ? (Object) null : (Object) bytes));
      records.add(Collections.singletonMap("t", none ? null : Utf8.escaped(bytes)));
    }
    Dataset<Row> data =
        SharedSpark.session()
            .createDataFrame(rows, StructType.fromDDL("b BINARY"))
            .selectExpr("CAST(b AS STRING) AS t");
    StringColumn t = string("t");
    Check check =
        Check.error("texts")
            .require(
                t.isBlank(),
                t.isTrimmed(),
                t.isAscii(),
                t.hasNoControlCharacters(),
                t.hasOnlyDigits(),
                t.isLowerCase(),
                t.isUpperCase(),
                t.lower().isEqualTo("ab"),
                t.lower().isEqualTo(t),
                t.upper().isEqualTo(t),
                t.lower().isEqualTo(t.upper()),
                t.upper().lower().isEqualTo("ab"),
                t.isEqualToIgnoringCase("ab"),
                t.isInIgnoringCase("A", "a\u00E4", "7"),
                t.isEqualToIgnoringCase(""));
    List<ConstraintResult> ofDataset = DataQuality.verify(data, check).constraints();
    List<ConstraintResult> ofList =
        LocalDataQuality.on(records, Fields.ofMap(Map.of("t", String.class)))
            .check(check)
            .run()
            .constraints();
    for (int i = 0; i < ofList.size(); i++) {
      assertThat(ofDataset.get(i).violations())
          .as(ofList.get(i).sentence())
          .isEqualTo(ofList.get(i).violations())
          .isBetween(1L, 1959L);
    }
  }
}
