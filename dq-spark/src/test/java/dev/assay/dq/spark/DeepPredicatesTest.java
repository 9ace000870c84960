package dev.assay.dq.spark;

import static dev.assay.dq.Columns.number;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Predicate;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.result.ConstraintResult;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Thousands of predicates in one, however they are put together. */
class DeepPredicatesTest {

  private static final int MANY = 5_000;

  private static final ThreePaths DATA =
      ThreePaths.of("v INT, w INT", row(1, 1), row(7, 1), row(-1, 4_998), row(-1, 6_000));

  private static Predicate chained(
      int size, IntFunction<Predicate> part, BinaryOperator<Predicate> with) {
    Predicate all = part.apply(0);
    for (int i = 1; i < size; i++) {
      all = with.apply(all, part.apply(i));
    }
    return all;
  }

  private static Predicate nested(
      int size, IntFunction<Predicate> part, BinaryOperator<Predicate> with) {
    Predicate all = part.apply(size - 1);
    for (int i = size - 2; i >= 0; i--) {
      all = with.apply(part.apply(i), all);
    }
    return all;
  }

  private static Predicate differs(int i) {
    return number(i % 2 == 0 ? "w" : "v").isNotEqualTo(i);
  }

  private static Predicate equals(int i) {
    return number(i % 2 == 0 ? "w" : "v").isEqualTo(i);
  }

  /** v = 1, v = 7 and w = 4,998 are each named by one part. */
  private static Check check(int size) {
    return Check.error("c")
        .require(
            chained(size, DeepPredicatesTest::differs, Predicate::and),
            nested(size, DeepPredicatesTest::differs, Predicate::and).id("nested"),
            chained(size, DeepPredicatesTest::equals, Predicate::or).as("or"),
            nested(size, DeepPredicatesTest::equals, Predicate::or).not().as("not or"));
  }

  @Test
  void thousands_of_parts_are_written_read_planned_and_judged() {
    Check check = check(MANY);
    assertThat(check.constraints().get(0).sentence())
        .startsWith("w is not equal to 0 and v is not equal to 1 and ")
        .endsWith(" and … (4990 more)");
    assertThat(CheckJson.read(CheckJson.write(List.of(check)))).containsExactly(check);
    assertThat(DATA.list(check).constraints())
        .extracting(ConstraintResult::violations)
        .containsExactly(3L, 3L, 1L, 3L);
    assertThat(
            DataQuality.plan(SharedSpark.session().sql("SELECT 1 AS v, 1 AS w"), check).explain())
        .doesNotContain("Not run");
  }

  /** Of 1,000 parts two rows are named, v = 1 and v = 7: they violate what differs from all. */
  @Tag("slow")
  @Test
  void a_thousand_parts_are_judged_on_every_path() {
    Check check = check(1_000);
    DATA.verify(check)
        .forEach(
            (path, result) ->
                assertThat(result.constraints())
                    .as(path)
                    .extracting(ConstraintResult::violations)
                    .containsExactly(2L, 2L, 2L, 2L));
  }

  @Tag("slow")
  @Test
  void a_thousand_parts_are_judged_by_generated_code_as_predicates_filters_and_metrics() {
    Dataset<Row> data =
        SharedSpark.generating()
            .sql("SELECT * FROM VALUES (1, 1), (7, 1), (-1, 4998), (-1, 6000) AS t(v, w)");
    Predicate and = nested(1_000, DeepPredicatesTest::differs, Predicate::and);
    Predicate or = chained(1_000, DeepPredicatesTest::equals, Predicate::or);
    assertThat(
            DataQuality.verify(
                    data,
                    Check.error("c")
                        .require(
                            and,
                            or,
                            number("v").isPositive().where(or),
                            number("v").isPositive().where(and).as("the others"),
                            and.violations().isEqualTo(2),
                            number("w").sum().where(or.not()).isEqualTo(10_998)))
                .constraints())
        .extracting(each -> each.status() + " " + each.violations())
        .containsExactly("FAIL 2", "FAIL 2", "PASS 0", "FAIL 2", "PASS -1", "PASS -1");
  }

  /** v = 0 or (w != 1 and (v = 2 or (w != 3 and …))). */
  private static Predicate alternating(int depth) {
    Predicate all = number("v").isEqualTo(depth);
    for (int i = depth - 2; i >= 0; i--) {
      all = i % 2 == 0 ? number("v").isEqualTo(i).or(all) : number("w").isNotEqualTo(i).and(all);
    }
    return all;
  }

  @Test
  void what_cannot_be_flattened_may_be_a_hundred_deep() {
    Check check =
        Check.error("c")
            .require(
                alternating(100),
                number("v").isPositive().where(alternating(98).not()),
                alternating(100).violations().isAtLeast(0));
    assertThat(CheckJson.read(CheckJson.write(List.of(check)))).containsExactly(check);
    DATA.verify(check)
        .forEach(
            (path, result) ->
                assertThat(result.constraints()).as(path).noneMatch(each -> each.error() != null));
    for (Predicate deep : List.of(alternating(101), alternating(MANY), alternating(100).not())) {
      assertThatThrownBy(() -> Check.error("c").require(deep))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Predicates may be nested 100 deep");
      assertThatThrownBy(() -> number("v").isZero().where(deep))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> deep.compliance()).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> number("v").mean().where(deep).isAtLeast(1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
