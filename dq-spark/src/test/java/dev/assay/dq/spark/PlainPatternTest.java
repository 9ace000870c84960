package dev.assay.dq.spark;

import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.internal.model.LikePattern;
import dev.assay.dq.internal.model.RegexText;
import dev.assay.dq.result.MetricRecord;
import dev.assay.dq.spark.testing.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** A pattern without operators is looked for as text, which must find what the pattern finds. */
class PlainPatternTest {

  private static final SparkSession SPARK = SharedSpark.session();

  /** Bytes of few kinds, so that the pattern occurs, and is broken by bytes that are no UTF-8. */
  @Test
  void text_is_found_where_the_pattern_is_even_among_broken_bytes() {
    byte[] some = {'a', 'b', 'a', 'b', ' ', 'A', (byte) 0xC3, (byte) 0xA4, (byte) 0xFF, 0, '\n'};
    Random random = new Random(11);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[random.nextInt(9)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = some[random.nextInt(some.length)];
      }
      rows.add(Rows.row(i % 50 == 0 ? (Object) null : (Object) bytes));
    }
    Dataset<Row> data =
        SPARK
            .createDataFrame(rows, StructType.fromDDL("b BINARY"))
            .selectExpr("CAST(b AS STRING) AS t");
    for (String text : List.of("ab", "a", "b a", "AA", "bab")) {
      assertThat(RegexText.piece(text)).isEqualTo(new RegexText.Piece(text, false, false));
      assertThat(RegexText.piece("(?:" + text + ")")).isNull();
      List<String> found = new ArrayList<>();
      for (String pattern : List.of(text, "(?:" + text + ")")) {
        Check check =
            Check.error("c").require(string("t").containsPattern(pattern).compliance().observed());
        found.add(DataQuality.verify(data, check).metrics().get(0).value().toString());
      }
      assertThat(found.get(0)).isEqualTo(found.get(1)).isNotEqualTo("0.0");
    }
    // LIKE, and a regular expression of the same meaning that is not known for a text
    Map<String, String> like =
        Map.of(
            "%ab%",
            ".*ab.*",
            "ab%",
            "ab.*",
            "%ab",
            ".*ab",
            "ab",
            "ab",
            "%a%b%",
            ".*a.*b.*",
            "a_b%",
            "a.b.*",
            "%b_",
            ".*b.",
            "%",
            ".*",
            "ab%a",
            "ab.*a");
    like.forEach(
        (pattern, regex) -> {
          Check check =
              Check.error("c")
                  .require(
                      string("t").isLike(pattern).compliance().observed(),
                      string("t").matches("(?s)(?:" + regex + ")").compliance().observed());
          List<MetricRecord> found = DataQuality.verify(data, check).metrics();
          assertThat(found.get(0).value()).as(pattern).isEqualTo(found.get(1).value());
          assertThat(found.get(0).value().toString()).as(pattern).isNotEqualTo("0.0");
        });
  }

  @Test
  void what_sql_calls_like_is_known_for_a_text_between_others() {
    Function<String, RegexText.Piece> piece =
        like -> RegexText.piece(RegexText.regex(LikePattern.of(like), true));
    assertThat(piece.apply("a b")).isEqualTo(new RegexText.Piece("a b", true, true));
    assertThat(piece.apply("a b%")).isEqualTo(new RegexText.Piece("a b", true, false));
    assertThat(piece.apply("%a b")).isEqualTo(new RegexText.Piece("a b", false, true));
    assertThat(piece.apply("%a b%")).isEqualTo(new RegexText.Piece("a b", false, false));
    assertThat(List.of("", "%", "_", "a_", "%a%b", "%a%b%", "a%b", "a.b", "%ä%", "a\\\\"))
        .allSatisfy(like -> assertThat(piece.apply(like)).isNull());
    // the first b need not be the last
    assertThat(RegexText.piece("\\A(?:(?s)(?>.*?b))\\z")).isNull();
  }
}
