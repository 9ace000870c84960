package dev.assay.dq.json;

import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.forEachColumn;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.strings;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Fuzz;
import dev.assay.dq.Nodes;
import dev.assay.dq.Predicate;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.local.Fields;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.LocalProfiler;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Documents that are too deep, too large or damaged are refused as documented. */
class JsonLimitsTest {

  private static String document(String predicate) {
    return "{\"format\": \"assay-checks\", \"version\": 1, \"checks\": [{\"name\": \"c\","
        + " \"constraints\": ["
        + predicate
        + "]}]}";
  }

  private static String nots(int number) {
    return "{\"not\": ".repeat(number)
        + "{\"isComplete\": {\"string\": \"a\"}}"
        + "}".repeat(number);
  }

  /** Predicates may be 100 deep in a constraint, and the last one here is no negation. */
  @Test
  void a_document_may_be_as_deep_as_is_stated_and_no_deeper() {
    List<Check> deepest = CheckJson.read(document(nots(99)));
    assertThat(CheckJson.read(CheckJson.write(deepest))).isEqualTo(deepest);
    int most =
        Limits.DEEPEST - 6; // the document, its checks, the check, its constraints, isComplete
    String where = "{\"where\": %s, \"isComplete\": {\"string\": \"a\"}}";
    for (int number : new int[] {100, most}) {
      assertThatThrownBy(() -> CheckJson.read(document(nots(number))))
          .isInstanceOf(CheckFormatException.class)
          .hasMessageStartingWith(
              "$.checks[0].constraints[0]: Predicates may be nested 100 deep, and these");
    }
    assertThatThrownBy(() -> CheckJson.read(document(where.formatted(nots(100)))))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageStartingWith("$.checks[0].constraints[0]: Predicates may be nested 100 deep");
    for (int number : new int[] {most + 1, 900, 5_000, 100_000}) {
      assertThatThrownBy(() -> CheckJson.read(document(nots(number))))
          .isInstanceOf(CheckFormatException.class)
          .hasMessageStartingWith("$.checks[0].constraints[0].not.not")
          .hasMessageEndingWith(": is more than 250 objects and lists deep");
    }
    assertThatThrownBy(() -> CheckJson.read("[".repeat(100_000)))
        .isInstanceOf(CheckFormatException.class);
  }

  private static Predicate alternating(int depth) {
    Predicate predicate = date("d").isIn(LocalDate.EPOCH, LocalDate.MAX);
    for (int i = 1; i < depth; i++) {
      Predicate other = string("b" + i).isComplete();
      predicate = i % 2 == 0 ? predicate.and(other) : predicate.or(other);
    }
    return predicate;
  }

  @Test
  void every_check_that_can_be_made_can_be_written_and_read() {
    Predicate deep = alternating(100);
    Check check =
        Check.error("deep")
            .require(
                deep,
                string("c").isComplete().where(deep),
                number("n").mean().where(deep).isAtLeast(1),
                forEachColumn(strings(), each -> each.isComplete().where(deep)));
    assertThat(CheckJson.read(CheckJson.write(List.of(check)))).containsExactly(check);
    Predicate any = string("a").isComplete();
    for (int i = 0; i < 500; i++) {
      any = any.or(string("a" + i).isComplete());
    }
    List<Check> wide = List.of(Check.error("wide").require(any));
    assertThat(CheckJson.read(CheckJson.write(wide))).isEqualTo(wide);
  }

  @Test
  void numbers_with_very_many_digits_are_refused_in_both_directions() {
    String path = "$.checks[0].constraints[0].isLessThan[1]";
    for (String number :
        List.of(
            "1e999999999",
            "1e-999999999",
            "1e401",
            "1e400",
            "1e99999999999",
            "1" + "0".repeat(500))) {
      String compare = "{\"isLessThan\": [{\"number\": \"a\"}, " + number + "]}";
      assertThatThrownBy(() -> CheckJson.read(document(compare)))
          .isInstanceOf(CheckFormatException.class)
          .hasMessage(path + ": has more than 400 digits");
    }
    Check far = Check.error("far").require(number("a").isAtMost(new BigDecimal("1E+999999999")));
    assertThatThrownBy(() -> CheckJson.write(List.of(far)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The check 'far' has no written form: the number 1E+999999999 has more than 400"
                + " digits");
    Check beyond = Check.error("far").require(number("a").isAtMost(new BigDecimal("1E+400")));
    assertThatThrownBy(() -> CheckJson.write(List.of(beyond)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the number 1E+400 has more than 400 digits");
    List<Check> near =
        List.of(
            Check.error("near")
                .require(
                    number("a").isAtMost(new BigDecimal("1E+399")),
                    number("a").isAtMost(new BigDecimal("1E-400")),
                    number("a").isAtMost(Double.MAX_VALUE),
                    number("a").isAtLeast(Double.MIN_VALUE)));
    assertThat(CheckJson.read(CheckJson.write(near))).isEqualTo(near);
  }

  private static DatasetProfile profile() {
    return LocalProfiler.profile(
        List.of(
            Map.of("t", "a\ud800", "n", 7L, "d", LocalDate.EPOCH, "l", List.of(1, 2)),
            Map.of("t", "b", "n", -1L, "d", LocalDate.MAX, "l", List.of())),
        Fields.ofMap(
            Map.of("t", String.class, "n", Long.class, "d", LocalDate.class, "l", List.class)));
  }

  @Test
  void a_profile_in_parts_of_parts_of_parts_is_refused() {
    String json = ProfileJson.write(profile());
    String part = json.substring(json.indexOf("\"columns\" : [ ") + 14);
    part = part.substring(0, part.indexOf("\"parts\" : [ ") + 12);
    String deep = json.substring(0, json.indexOf("\"columns\" : [ ") + 14) + part.repeat(2000);
    assertThatThrownBy(() -> ProfileJson.read(deep))
        .isInstanceOf(ProfileFormatException.class)
        .hasMessageContaining("is more than 250 objects and lists deep");
  }

  @Test
  void a_profile_with_numbers_that_are_too_large_is_refused() {
    String json = ProfileJson.write(profile());
    for (String number : List.of("1e999999999", "-1e-999999999", "1e99999999999")) {
      String far = json.replaceFirst("\"min\" : -1,", "\"min\" : " + number + ",");
      assertThat(far).contains(number);
      assertThatThrownBy(() -> ProfileJson.read(far))
          .isInstanceOf(ProfileFormatException.class)
          .hasMessageEndingWith(number + " has too large an exponent");
    }
  }

  private static void fuzz(int number) {
    String handWritten =
        document(
            "{\"isBetween\": [{\"number\": \"a\"}, 1, 2e3]},"
                + " {\"isIn\": [{\"date\": \"d\"}, {\"date\": \"2024-01-31\"}]}");
    List<byte[]> checks = new ArrayList<>();
    checks.add(handWritten.getBytes(UTF_8));
    checks.add(CheckJson.write(List.of(Nodes.check())).getBytes(UTF_8));
    Fuzz.run(
        "checks as JSON",
        number,
        checks,
        json -> json,
        json -> CheckJson.write(CheckJson.read(new String(json, UTF_8))),
        thrown -> thrown instanceof CheckFormatException);
    String named =
        document(
            "{\"isBetween\": [{\"number\": {\"variable\": \"a\"}}, {\"variable\": \"b\"}, 2e3]},"
                + " {\"isIn\": [{\"date\": \"d\"}, {\"variable\": \"c\"}]}");
    Map<String, ?> values = Map.of("a", "x", "b", 7, "c", List.of(LocalDate.EPOCH, LocalDate.MAX));
    Fuzz.run(
        "checks with variables as JSON",
        number,
        List.of(named.getBytes(UTF_8)),
        json -> json,
        json -> CheckJson.write(CheckJson.read(new String(json, UTF_8), values)),
        thrown -> thrown instanceof CheckFormatException);
    Fuzz.run(
        "a profile as JSON",
        number,
        List.of(ProfileJson.write(profile()).getBytes(UTF_8)),
        json -> json,
        json -> ProfileJson.write(ProfileJson.read(new String(json, UTF_8))),
        thrown -> thrown instanceof ProfileFormatException);
    Fuzz.run(
        "a column's path",
        number,
        List.of("`a.b``c`.d.e f".getBytes(UTF_8), "address.city".getBytes(UTF_8)),
        path -> path,
        path -> {
          ColumnRef ref = ColumnRef.parse(new String(path, UTF_8));
          assertThat(ColumnRef.parse(ref.text())).isEqualTo(ref);
        },
        thrown -> thrown instanceof IllegalArgumentException);
  }

  @Test
  void damaged_documents_are_refused_by_the_documented_exception() {
    fuzz(Fuzz.FEW);
  }

  @Tag("slow")
  @Test
  void very_many_damaged_documents_are_refused_by_the_documented_exception() {
    fuzz(Fuzz.MANY);
  }
}
