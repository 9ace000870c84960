package dev.assay.dq.spark;

import static dev.assay.dq.Columns.string;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.Predicate;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code matches} judges the whole value, as {@code String.matches} does, on every path. */
class WholeValuePatternTest {

  private static final List<String> TEXTS =
      List.of("abc", "abcd", "xabc", "abc\n", "ab", "", "a b", "ABC", "a.c", "\nabc", "a#c", "b");

  /** With alternation, anchors, flags, comments and quotations that reach to the end. */
  private static final List<String> PATTERNS =
      List.of(
          "abc",
          "a|ab",
          "ab|abc|",
          "abc$",
          "^abc",
          "(?m)^abc$",
          "(?i)abc",
          "(?i)a(?-i)bc|b",
          "(?s).*",
          "(?x) a b c # all of it",
          "(?x)abc#",
          "(?xd)abc # ) (",
          "\\Qa.c",
          "\\Qa.c\\E",
          "a\\Q#c",
          "(?x)abc # \\Qb",
          "(a)(b)\\1?c?",
          "\\Aabc\\z",
          "abc\\Z",
          "",
          "[a-z]{3}",
          "a++b?c?");

  @Test
  void matches_is_what_String_matches_is_and_containsPattern_is_find() {
    ThreePaths data =
        new ThreePaths("t STRING", TEXTS.stream().map(text -> row((Object) text)).toList());
    List<Predicate> all = new ArrayList<>();
    List<Long> violations = new ArrayList<>();
    for (String regex : PATTERNS) {
      all.add(string("t").matches(regex));
      violations.add(TEXTS.stream().filter(text -> !text.matches(regex)).count());
      all.add(string("t").doesNotMatch(regex));
      violations.add(TEXTS.stream().filter(text -> text.matches(regex)).count());
      Pattern pattern = Pattern.compile(regex);
      all.add(string("t").containsPattern(regex));
      violations.add(TEXTS.stream().filter(text -> !pattern.matcher(text).find()).count());
    }
    data.verify(Check.error("c").require(all))
        .forEach(
            (path, result) ->
                assertThat(result.constraints())
                    .as(path)
                    .extracting(ConstraintResult::violations)
                    .containsExactlyElementsOf(violations));
  }

  @Test
  void a_part_of_the_value_is_not_the_value() {
    ThreePaths data = ThreePaths.of("t STRING", row("see a@b.co"), row("a@b.co"));
    data.verify(
            Check.error("c")
                .require(
                    string("t").matches("[a-z]@b\\.co").forAtMostRows(1),
                    string("t").containsPattern("[a-z]@b\\.co")))
        .forEach(
            (path, result) -> {
              assertThat(result.passed()).as(path).isTrue();
              assertThat(result.constraints().get(0).description())
                  .isEqualTo("t matches /[a-z]@b\\.co/ for at most 1 row");
              assertThat(result.constraints().get(1).description())
                  .isEqualTo("t contains a match of /[a-z]@b\\.co/");
            });
  }

  @Test
  void constraints_about_the_same_share_an_id_and_are_told_apart() {
    ThreePaths data = ThreePaths.of("t STRING", row("a"));
    Check check =
        Check.error("c")
            .require(
                string("t").isComplete(),
                string("t").isComplete().forAtLeast(0.5),
                string("t").isComplete().as("again").id("own"),
                string("t").matches("a"));
    for (VerificationResult result : data.verify(check).values()) {
      List<ConstraintResult> all = result.constraints();
      String id = all.get(0).id();
      assertThat(all)
          .extracting(ConstraintResult::id)
          .containsExactly(id, id + "-2", "own", string("t").matches("a").toConstraint().id());
      assertThat(all).extracting(ConstraintResult::status).containsOnly(Status.PASS);
      assertThat(all.get(1).note())
          .isEqualTo(
              "its id would be that of \"t is complete\", so it got a number, which depends on the"
                  + " order in the check: distinguish them with .id(\"…\")");
      assertThat(all.get(0).note()).isNull();
    }
    assertThat(DataQuality.plan(SharedSpark.session().sql("SELECT 'a' AS t"), check).explain())
        .contains("Warning: [c] t is complete for at least 50% of rows: its id would be that of");
  }
}
