package dev.assay.dq.spark;

import static dev.assay.dq.Columns.string;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Formats;
import dev.assay.dq.StringColumn;
import dev.assay.dq.TextPattern;
import dev.assay.dq.json.CheckFormatException;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.render.JavaSource;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.testing.TestData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("matrix")
class OwnFormatsTest {

  private static final StringColumn T = string("t");

  /** Three letters, and four digits of which the last is the sum of the others. */
  private static final TextPattern PARCEL =
      TextPattern.named(
          "PARCEL",
          "[A-Z]{3}[0-9]{4}",
          text -> {
            int sum = 0;
            for (int i = 3; i < 6; i++) {
              sum += text.charAt(i) - '0';
            }
            return sum % 10 == text.charAt(6) - '0';
          });

  private static Map<String, VerificationResult> verify(Check check, String... texts) {
    return new ThreePaths("t STRING", List.of(texts).stream().map(text -> row(text)).toList())
        .verify(check);
  }

  @Test
  void a_format_of_the_users_is_judged_as_ours_are() {
    Check check =
        Check.error("c")
            .require(
                T.matches(PARCEL), T.matches(PARCEL).not(), T.matches(PARCEL).forAtLeast(0.25));
    new ThreePaths(
            "t STRING",
            List.of(row("ABC1236"), row("ABC1235"), row("abc1236"), row(""), row((Object) null)))
        .verify(check)
        .forEach(
            (path, result) -> {
              assertThat(result.constraints())
                  .as(path)
                  .extracting(ConstraintResult::violations)
                  .containsExactly(3L, 1L, 3L);
              assertThat(result.constraints().get(2).status()).as(path).isEqualTo(Status.PASS);
              assertThat(result.constraints().get(0).toString()).as(path).contains("PARCEL");
            });
  }

  @Test
  void a_test_that_throws_is_the_error_of_its_constraint_alone() {
    TextPattern picky =
        TextPattern.named(
            "PICKY",
            "[a-z]+",
            text -> {
              if (text.equals("bad")) {
                throw new IllegalStateException("not this one");
              }
              return true;
            });
    verify(Check.error("c").require(T.matches(picky), T.isNotBlank()), "good", "bad", "BAD")
        .forEach(
            (path, result) -> {
              assertThat(result.constraints())
                  .as(path)
                  .extracting(ConstraintResult::status)
                  .containsExactly(Status.ERROR, Status.PASS);
              assertThat(result.constraints().get(0).toString())
                  .as(path)
                  .contains("PICKY", "IllegalStateException", "not this one");
            });
    // what the pattern does not match is not tested
    verify(Check.error("c").require(T.matches(picky)), "good", "BAD")
        .forEach(
            (path, result) ->
                assertThat(result.constraints().get(0).violations()).as(path).isEqualTo(1));
  }

  @Test
  void what_a_test_captures_has_to_travel() {
    Object lock = new Object();
    TextPattern stuck =
        TextPattern.named("STUCK", ".*+", text -> text.hashCode() != lock.hashCode());
    verify(Check.error("c").require(T.matches(stuck), T.isNotBlank()), "a")
        .forEach(
            (path, result) -> {
              assertThat(result.constraints().get(0).status())
                  .as(path)
                  .isEqualTo(path.equals("list") ? Status.PASS : Status.ERROR);
              if (!path.equals("list")) {
                assertThat(result.constraints().get(0).toString())
                    .contains("STUCK", "cannot be sent to the executors", "java.lang.Object");
              }
              assertThat(result.constraints().get(1).status()).as(path).isEqualTo(Status.PASS);
            });
  }

  @Test
  void a_stored_check_names_the_format() {
    List<Check> checks = List.of(Check.error("c").require(T.matches(PARCEL)));
    String json = CheckJson.write(checks);
    assertThat(json).contains("{\"matches\": [{\"string\": \"t\"}, {\"format\": \"PARCEL\"}]}");
    assertThat(CheckJson.read(json, List.of(PARCEL))).isEqualTo(checks);
    assertThatThrownBy(() -> CheckJson.read(json))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageContaining("\"PARCEL\" is not known here")
        .hasMessageContaining("read(json, formats)");
    // a pattern that has a name only is given in the same way
    TextPattern code = TextPattern.named("CODE", "[0-9]+");
    assertThat(CheckJson.read(json.replace("PARCEL", "CODE"), List.of(PARCEL, code)))
        .isEqualTo(List.of(Check.error("c").require(T.matches(code))));
    assertThatThrownBy(() -> CheckJson.read(json, List.of(PARCEL, PARCEL)))
        .hasMessageContaining("a name that no other has");
    assertThatThrownBy(() -> CheckJson.read(json, List.of(TextPattern.of("x"))))
        .hasMessageContaining("this one is /x/");
    assertThatThrownBy(() -> JavaSource.of(checks.get(0))).hasMessageContaining("PARCEL");
  }

  @Test
  void a_name_of_ours_and_a_part_of_a_text_are_refused() {
    assertThatThrownBy(() -> TextPattern.named("IBAN", "x", text -> true))
        .hasMessageContaining("IBAN is one of Formats");
    assertThatThrownBy(() -> TextPattern.named(" ", "x", text -> true))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> T.containsPattern(PARCEL))
        .hasMessageContaining("cannot look for PARCEL");
    assertThat(T.matches(PARCEL)).isNotEqualTo(T.matches(Formats.IBAN));
  }

  @Test
  void test_data_meets_the_test() {
    Check check = Check.error("c").require(T.matches(PARCEL), T.isComplete());
    assertThat(
            DataQuality.verify(
                    TestData.satisfying(check)
                        .schema("t STRING")
                        .rows(20)
                        .on(SharedSpark.session()),
                    check)
                .passed())
        .isTrue();
  }
}
