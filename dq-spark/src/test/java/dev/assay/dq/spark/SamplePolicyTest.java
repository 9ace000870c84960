package dev.assay.dq.spark;

import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Formats;
import dev.assay.dq.Requirement;
import dev.assay.dq.SamplePolicy;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Sample;
import dev.assay.dq.result.VerificationResult;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What each policy shows, by hand and on every path; tokens are from another implementation of
 * HMAC-SHA-256.
 */
class SamplePolicyTest {

  private static final String KEY = "0123456789abcdef";

  private static final ThreePaths DATA =
      ThreePaths.of(
          "id INT, country STRING, note STRING, email STRING",
          row(1, "DE", "call 555-123-4567", "bob@"),
          row(2, "XX", "fine", null),
          row(3, "D", null, "ann@example.org"));

  private static final Requirement TOO_LONG = string("country").length().isAtMost(1);

  private static Map<String, VerificationResult> run(
      @Nullable SamplePolicy policy, int samples, Requirement... all) {
    Check check = Check.error("c").require(all);
    return ThreePaths.underPolicy(
        DataQuality.on(DATA.frame().coalesce(1)).check(check),
        DATA.onRdd().check(check),
        DATA.onList().check(check),
        policy,
        samples,
        "id",
        "note");
  }

  private static void assertSamples(
      @Nullable SamplePolicy policy, Requirement requirement, String... wanted) {
    run(policy, 5, requirement)
        .forEach(
            (path, result) ->
                assertThat(first(result).samples().stream().map(Sample::toString))
                    .as(path)
                    .containsExactly(wanted));
  }

  /** The cards are those that their issuers publish for tests; the third number is of nobody. */
  @Test
  void numbers_are_those_of_payment_cards_if_half_of_a_column_are() {
    ThreePaths paid =
        ThreePaths.of(
            "id INT, paid_with DECIMAL(16,0), account DECIMAL(16,0)",
            row(1, new BigDecimal("4111111111111111"), new BigDecimal("4111111111111112")),
            row(2, new BigDecimal("5555555555554444"), new BigDecimal("4111111111111111")),
            row(3, new BigDecimal("1234567890123456"), new BigDecimal("4111111111111113")));
    Check check =
        Check.error("c")
            .require(
                number("paid_with").isLessThan(number("account").minus(number("account"))),
                number("paid_with").max().isAtMost(1),
                number("paid_with").mean().isAtMost(1),
                number("account").min().isAtMost(1));
    ThreePaths.underPolicy(
            DataQuality.on(paid.frame().coalesce(1)).check(check),
            paid.onRdd().check(check),
            paid.onList().check(check),
            null,
            3,
            "id")
        .forEach(
            (path, result) -> {
              assertThat(result.constraints().get(0).samples().stream().map(Sample::toString))
                  .as(path)
                  .containsExactly(
                      "{id=1, paid_with=[number], account=4111111111111112}",
                      "{id=2, paid_with=[number], account=4111111111111111}",
                      "{id=3, paid_with=[number], account=4111111111111113}");
              assertThat(result.constraints().get(1).butWas()).as(path).isEqualTo("[number]");
              assertThat(result.constraints().get(2).butWas()).as(path).startsWith("3");
              assertThat(result.constraints().get(3).butWas()).as(path).isEqualTo("[number]");
            });
  }

  @Test
  void none_shows_no_rows() {
    assertSamples(SamplePolicy.none(), TOO_LONG);
  }

  @Test
  void keys_only_are_masked_where_they_look_personal() {
    assertSamples(
        SamplePolicy.keysOnly(),
        TOO_LONG,
        "{id=1, note=[text, 17 to 32 characters]}",
        "{id=2, note=[text, 1 to 4 characters]}");
  }

  @Test
  void masked_values_say_their_kind_and_about_how_long_they_are() {
    assertSamples(
        SamplePolicy.masked(),
        TOO_LONG,
        "{id=[number], note=[text, 17 to 32 characters], country=[text, 1 to 4 characters]}",
        "{id=[number], note=[text, 1 to 4 characters], country=[text, 1 to 4 characters]}");
  }

  @Test
  void hashed_values_are_tokens_of_the_key() {
    assertSamples(
        SamplePolicy.hashed(KEY),
        TOO_LONG,
        "{id=[#8941448006dddc89], note=[#72d79c2650bd6fc6], country=[#1f786076854af036]}",
        "{id=[#49fd853c218d6dc4], note=[#9a2b60e9a9daa80d], country=[#ecd676b74eb84ce8]}");
    assertSamples(
        SamplePolicy.hashed("another key, of other bytes"),
        string("country").isNotEqualTo("DE"),
        "{id=[#0f2e6219c4729fef], note=[#988c6ccd819e0906], country=[#82bcbd51f6786cd4]}");
  }

  @Test
  void a_text_that_is_cut_has_the_token_of_the_whole() {
    Check check = Check.error("c").require(string("t").isNull());
    ThreePaths data = ThreePaths.of("t STRING", row("x".repeat(5000)));
    SamplePolicy policy = SamplePolicy.hashed(KEY);
    assertThat(
            List.of(
                DataQuality.on(data.frame()).withSamples(1).samplePolicy(policy).check(check).run(),
                data.onRdd().withSamples(1).samplePolicy(policy).check(check).run(),
                data.onList().withSamples(1).samplePolicy(policy).check(check).run()))
        .allSatisfy(
            result ->
                assertThat(first(result).samples().get(0)).hasToString("{t=[#66ec4b0d20e42c6b]}"));
  }

  @Test
  void clear_masks_what_looks_personal_unless_it_is_allowed() {
    String[] masked = {
      "{id=1, note=[text, 17 to 32 characters], country=\"DE\"}",
      "{id=2, note=[text, 1 to 4 characters], country=\"XX\"}"
    };
    String[] shown = {
      "{id=1, note=\"call 555-123-4567\", country=\"DE\"}", "{id=2, note=\"fine\", country=\"XX\"}"
    };
    assertSamples(SamplePolicy.clear(), TOO_LONG, masked);
    assertSamples(null, TOO_LONG, masked);
    assertSamples(SamplePolicy.clear().allowing("note"), TOO_LONG, shown);
    assertSamples(SamplePolicy.clear().includingPersonal(), TOO_LONG, shown);
    // by its name, whatever is in it
    assertSamples(
        null,
        string("email").contains(".org"),
        "{id=1, note=[text, 17 to 32 characters], email=[text, 1 to 4 characters]}");
  }

  @Test
  void a_column_is_personal_if_a_check_says_so() {
    assertSamples(
        SamplePolicy.clear(),
        string("country").matches(Formats.IBAN).where(number("id").isEqualTo(2)),
        "{id=2, note=\"fine\", country=[text, 1 to 4 characters]}");
    run(
            SamplePolicy.clear(),
            0,
            string("country").max().observed(),
            string("country").matches(Formats.EMAIL))
        .forEach(
            (path, result) ->
                assertThat(first(result).butWas()).as(path).isEqualTo("[text, 1 to 4 characters]"));
  }

  @Test
  void what_is_denied_is_hidden_though_it_is_allowed() {
    assertSamples(
        SamplePolicy.clear().allowing("id", "note").denying("note", "country"),
        TOO_LONG,
        "{id=1, note=[hidden], country=[hidden]}",
        "{id=2, note=[hidden], country=[hidden]}");
    assertSamples(
        SamplePolicy.masked().allowing("country").denying("note"),
        string("country").isNotEqualTo("D"),
        "{id=[number], note=[hidden], country=\"D\"}");
  }

  @Test
  void groups_repeated_keys_and_differences_are_treated_as_rows_are() {
    Requirement perGroup = number("id").sum().per("country").isAtMost(1);
    assertSamples(
        SamplePolicy.masked(),
        perGroup,
        "{country=[text, 1 to 4 characters], sum of id=3}",
        "{country=[text, 1 to 4 characters], sum of id=2}");
    assertSamples(
        SamplePolicy.keysOnly(),
        perGroup,
        "{country=\"D\", sum of id=3}",
        "{country=\"XX\", sum of id=2}");
    assertSamples(
        SamplePolicy.clear().denying("country"),
        perGroup,
        "{country=[hidden], sum of id=3}",
        "{country=[hidden], sum of id=2}");
    assertSamples(SamplePolicy.none(), perGroup);
  }

  private static ConstraintResult first(VerificationResult result) {
    return result.constraints().get(0);
  }

  private static void assertWas(
      @Nullable SamplePolicy policy, Requirement requirement, String wanted) {
    run(policy, 0, requirement)
        .forEach((path, result) -> assertThat(first(result).butWas()).as(path).isEqualTo(wanted));
  }

  @Test
  void text_that_a_metric_finds_obeys_and_numbers_stay() {
    assertWas(null, string("country").max().observed(), "[text, 1 to 4 characters]");
    assertWas(SamplePolicy.clear(), string("country").max().observed(), "\"XX\"");
    assertWas(SamplePolicy.clear(), string("note").max().observed(), "\"fine\"");
    assertWas(SamplePolicy.clear(), string("note").min().observed(), "[text, 17 to 32 characters]");
    assertWas(SamplePolicy.clear(), string("email").min().observed(), "[text, 9 to 16 characters]");
    assertWas(
        SamplePolicy.hashed(KEY).allowing("email"),
        string("email").min().observed(),
        "\"ann@example.org\"");
    assertWas(SamplePolicy.hashed(KEY), string("country").max().observed(), "[#ecd676b74eb84ce8]");
    assertWas(
        null,
        string("country").valueCounts(5).where(string("country").isNotEqualTo("D")).observed(),
        "[text, 1 to 4 characters] 1, [text, 1 to 4 characters] 1");
    assertWas(null, number("id").max().observed(), "3");
    assertWas(SamplePolicy.clear().denying("id"), number("id").max().observed(), "[hidden]");
    assertWas(SamplePolicy.clear().denying("id"), number("id").mean().observed(), "2");
    assertWas(
        SamplePolicy.masked().allowing("country"), string("country").max().observed(), "\"XX\"");
  }

  @Test
  void what_is_unexpected_is_named_as_the_policy_says() {
    Requirement only = string("country").distinctValues().areIn("DE", "D");
    run(null, 0, only)
        .forEach(
            (path, result) ->
                assertThat(first(result).note())
                    .as(path)
                    .isEqualTo("unexpected: [text, 1 to 4 characters] 1"));
    run(SamplePolicy.clear(), 0, only)
        .forEach(
            (path, result) ->
                assertThat(first(result).note()).as(path).isEqualTo("unexpected: \"XX\" 1"));
  }

  @Test
  void words_of_exceptions_are_told_under_clear_alone() {
    Requirement failing =
        rowSatisfies(
            "code",
            List.of("country"),
            row -> {
              throw new IllegalStateException("no land " + row.get("country"));
            });
    String hidden =
        "not evaluated: rowSatisfies(\"code\") threw java.lang.IllegalStateException, whose message"
            + " may quote the data (SamplePolicy.clear() tells it)";
    for (SamplePolicy each :
        new SamplePolicy[] {
          null,
          SamplePolicy.none(),
          SamplePolicy.masked(),
          SamplePolicy.keysOnly(),
          SamplePolicy.clear().denying("email")
        }) {
      assertWas(each, failing, hidden);
    }
    run(SamplePolicy.clear(), 0, failing)
        .forEach(
            (path, result) ->
                assertThat(first(result).butWas())
                    .as(path)
                    .startsWith(
                        "not evaluated: rowSatisfies(\"code\") threw"
                            + " java.lang.IllegalStateException: no land "));
  }

  @Test
  void a_policy_says_what_it_is_without_its_key() {
    assertThat(SamplePolicy.hashed(KEY).allowing("b", "a").denying("c"))
        .hasToString("hashed, allowing a, b, denying c")
        .isEqualTo(SamplePolicy.hashed(KEY).allowing("a", "b").denying("c"))
        .isNotEqualTo(SamplePolicy.hashed(KEY + "x").allowing("a", "b").denying("c"));
    assertThatThrownBy(() -> SamplePolicy.hashed("short"))
        .hasMessage(
            "The key of hashed(…) must have at least 16 bytes, but has 5: take random ones from"
                + " where secrets are kept");
    assertThatThrownBy(() -> SamplePolicy.clear().allowing((String) null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DataQuality.on(DATA.frame()).samplePolicy(null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
