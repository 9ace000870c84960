package dev.assay.dq.spark;

import static dev.assay.dq.Columns.hasSameRowsAs;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.SamplePolicy;
import dev.assay.dq.render.HtmlReport;
import dev.assay.dq.render.JUnitXml;
import dev.assay.dq.render.JsonReport;
import dev.assay.dq.render.MarkdownReport;
import dev.assay.dq.render.OpenLineageFacets;
import dev.assay.dq.render.TerminalReport;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.DataQualityException;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Texts of the data are in no form of a result, on no path and for no kind of constraint, but where
 * the policy lets them through.
 */
class SecretTextsTest {

  private static final URI PRODUCER = URI.create("https://example.org/job");

  private final List<String> secrets = new ArrayList<>();
  private final Random random = new Random(20261130);

  /** A text that no name, sentence or number has in it, long enough to be cut where it is shown. */
  private String secret(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("QZJXKW".charAt(random.nextInt(6)));
    }
    secrets.add(text.substring(0, 6));
    return text.toString();
  }

  private ThreePaths data() {
    List<Object[]> rows = new ArrayList<>();
    String text = "";
    for (int i = 0; i < 12; i++) {
      text = i % 2 == 0 ? secret(8) : text; // each of them twice
      rows.add(new Object[] {i, text, secret(6 + 100 * i), i % 3 == 0 ? "QZJXQZ" : "ZQXJKZ"});
    }
    secrets.add("QZJXQZ");
    secrets.add("ZQXJKZ");
    return ThreePaths.of(
        "at INT, text STRING, name STRING, state STRING", rows.toArray(Object[][]::new));
  }

  /** Each kind of what a run may find. */
  private static Check everyKind() {
    return Check.error("secrets")
        .require(
            string("text").length().isAtMost(2),
            string("name").matches("[0-9]*+"),
            key("text").isUnique(),
            key("text", "state").isUnique(),
            number("at").sum().per("text").isAtMost(0),
            string("name").max().per("state").isAtMost("A"),
            string("state").orderedBy(number("at")).startsIn("A"),
            hasSameRowsAs("others").on("at"),
            hasSameRowsAs("others"),
            string("text").min().isAtMost("A"),
            string("name").max().isAtMost("A"),
            string("text").min().isEqualTo(string("name").max()),
            string("state").valueCounts(9).observed(),
            string("state").mostFrequentValue().isEqualTo("A"),
            string("state").distinctValues().areIn("A"),
            string("state").distinctValues().areExactly("A"),
            rowSatisfies(
                "code",
                List.of("text"),
                row -> {
                  throw new IllegalStateException("no such thing as " + row.get("text"));
                }),
            string("state")
                .isComplete()
                .and(
                    rowSatisfies(
                        "more code",
                        List.of("name"),
                        row -> {
                          throw new IllegalArgumentException("not " + row.get("name"));
                        })));
  }

  private static String all(VerificationResult result) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text, true);
    out.println(TerminalReport.plain().render(result));
    out.println(MarkdownReport.render(result));
    out.println(JsonReport.render(result));
    out.println(HtmlReport.of(result).render());
    out.println(JUnitXml.render(result));
    out.println(OpenLineageFacets.of(result, PRODUCER));
    out.println(result);
    out.println(result.constraints());
    out.println(result.metrics());
    out.println(ResultTable.of(SharedSpark.session(), result).collectAsList());
    try {
      result.throwOnError();
    } catch (DataQualityException e) {
      e.printStackTrace(out);
    }
    return text.toString();
  }

  private static Map<String, VerificationResult> run(
      ThreePaths data, ThreePaths others, @Nullable SamplePolicy policy, int samples) {
    return ThreePaths.underPolicy(
        DataQuality.on(data.frame()).with("others", others.frame()).check(everyKind()),
        data.onRdd().with("others", others.frame()).check(everyKind()),
        others.addTo(data.onList(), "others").check(everyKind()),
        policy,
        samples,
        "at",
        "name");
  }

  @Test
  void no_text_is_in_any_form_of_a_result_but_where_the_policy_is_clear() {
    ThreePaths data = data();
    ThreePaths others = data();
    assertNoSecret(data, others, null);
    assertNoSecret(data, others, SamplePolicy.clear().denying("text", "name", "state"));
    run(data, others, SamplePolicy.clear(), 5)
        .forEach(
            (path, result) ->
                assertThat(result.constraints())
                    .as(path)
                    .allMatch(it -> secrets.stream().anyMatch(it.toString()::contains)));
  }

  @Tag("slow")
  @Test
  void no_other_policy_shows_a_text() {
    ThreePaths data = data();
    ThreePaths others = data();
    for (SamplePolicy each :
        List.of(
            SamplePolicy.none(),
            SamplePolicy.masked(),
            SamplePolicy.hashed("a key of sixteen bytes or more"),
            SamplePolicy.keysOnly().denying("text", "name", "state"))) {
      assertNoSecret(data, others, each);
    }
  }

  private void assertNoSecret(ThreePaths data, ThreePaths others, @Nullable SamplePolicy policy) {
    run(data, others, policy, policy == null ? 0 : 5)
        .forEach(
            (path, result) -> {
              assertThat(result.constraints())
                  .as(path)
                  .extracting(ConstraintResult::status)
                  .doesNotContain(Status.NOT_EVALUATED, Status.SKIPPED);
              String text = all(result);
              assertThat(secrets).as(path + " by " + policy).noneMatch(text::contains);
            });
  }
}
