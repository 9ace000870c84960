package dev.assay.dq.json;

import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.assay.dq.FunctionFacts;
import dev.assay.dq.Nodes;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.model.Check;
import dev.assay.dq.model.Expr;
import dev.assay.dq.model.OnNoRows;
import dev.assay.dq.model.Predicate;
import dev.assay.dq.model.Requirement;
import dev.assay.dq.render.JsonReport;
import dev.assay.dq.result.VerificationResult;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckJsonTest {

  private static JsonSchema schema(String name) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(CheckJson.class.getResourceAsStream(name));
  }

  private static final JsonSchema CHECKS = schema("check-schema.json");
  private static final JsonSchema RESULTS = schema("result-schema.json");

  @Test
  void every_node_comes_back_equal_and_fits_the_schema() {
    for (Requirement each : Nodes.all()) {
      Check check = Check.warning("one").require(each);
      String json = CheckJson.write(List.of(check));
      assertThat(CheckJson.read(json)).as(json).containsExactly(check);
      assertThat(CHECKS.validate(json, InputFormat.JSON)).as(json).isEmpty();
    }
    List<Check> both = List.of(Nodes.check(), FunctionFacts.check(), Check.warning("empty"));
    assertThat(CheckJson.read(CheckJson.write(both))).isEqualTo(both);
    assertThat(CHECKS.validate(CheckJson.write(both), InputFormat.JSON)).isEmpty();
  }

  @Test
  void a_document_written_by_hand_is_read() {
    String json =
        """
        {"format": "assay-checks", "version": 1, "checks": [{
          "name": "orders", "severity": "error", "constraints": [
            {"isComplete": {"string": "email"}},
            {"type": "onMetric", "metric": {"rowCount": []},
             "expectation": {"type": "compare", "comparison": "greater_or_equal", "bound": 1e3}}]}]}
        """;
    assertThat(CheckJson.read(json))
        .containsExactly(
            Check.error("orders")
                .require(
                    string("email").isComplete(), dev.assay.dq.Columns.rowCount().isAtLeast(1000)));
    assertThat(CHECKS.validate(json, InputFormat.JSON)).isEmpty();
  }

  @Test
  void what_is_left_out_is_what_the_methods_say() {
    assertThat(
            CheckJson.read(
                document(
                    "{'isBetween': [{'number': 'n'}, 1, 2]},"
                        + " {'matches': [{'string': 't'}, {'regex': 'a+'}]},"
                        + " {'type': 'onMetric', 'metric': {'mean': {'number': 'n'}},"
                        + " 'expectation': {'type': 'observed'}},"
                        + " {'isBetween': [{'number': 'n'}, 1, 2, false]}")))
        .containsExactly(
            Check.error("c")
                .require(
                    number("n").isBetween(1, 2),
                    string("t").matches("a+"),
                    number("n").mean().observed(),
                    number("n").isBetweenExcludingLow(1, 2)));
  }

  /** A column of dates and a date are both written with the word date. */
  @Test
  void a_date_is_a_constant_and_any_other_name_a_column() {
    List<Check> checks =
        List.of(
            Check.error("c")
                .require(
                    date("d").isBefore(date("e")),
                    date("d").isBefore(LocalDate.of(2024, 2, 29)),
                    date("d").isBefore(date("2024-02-30"))));
    assertThat(CheckJson.read(CheckJson.write(checks))).isEqualTo(checks);
    assertThat(
            CheckJson.read(
                document("{'isLessThan': [{'date': '`2024-02-29`'}, {'date': '2024-02-29'}]}")))
        .containsExactly(
            Check.error("c").require(date("2024-02-29").isBefore(LocalDate.of(2024, 2, 29))));
  }

  @Test
  void a_predicate_about_every_row_is_written_wherever_it_stands() {
    Predicate always = new Predicate(Expr.Literal.TRUE);
    Check check =
        Check.error("c")
            .require(
                always,
                always.not(),
                always.implies(string("t").isComplete()),
                always.violations().isEqualTo(0))
            .onNoRows(OnNoRows.FAIL)
            .including(Check.error("d").require(string("t").isComplete().id("mine").because("so")));
    String json = CheckJson.write(List.of(check));
    assertThat(CheckJson.read(json)).containsExactly(check);
    assertThat(CHECKS.validate(json, InputFormat.JSON)).isEmpty();
  }

  private static String document(String constraint) {
    return "{\"format\": \"assay-checks\", \"version\": 1, \"checks\": [{\"name\": \"c\","
        + " \"severity\": \"error\", \"constraints\": ["
        + constraint.replace('\'', '"')
        + "]}]}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'type': 'isGreen'} | $.checks[0].constraints[0].type",
        "{'isGreen': {'string': 'a'}} | $.checks[0].constraints[0]",
        "{} | $.checks[0].constraints[0].type",
        "7 | $.checks[0].constraints[0]",
        "true | $.checks[0].constraints[0]",
        "{'string': 'email'} | $.checks[0].constraints[0]",
        "{'isComplete': null} | $.checks[0].constraints[0].isComplete",
        "{'isComplete': []} | $.checks[0].constraints[0].isComplete",
        "{'isComplete': {'text': 'email'}} | $.checks[0].constraints[0].isComplete",
        "{'isComplete': {'any': 'x'}, 'a': 1} | $.checks[0].constraints[0].type",
        "{'isComplete': {'any': 'x', 'string': 'x'}} | $.checks[0].constraints[0].isComplete",
        "{'and': [{'sql': ''}, true]} | $.checks[0].constraints[0].and[0].sql",
        "{'and': [{'sql': 'a > b'}]} | $.checks[0].constraints[0].and",
        "{'and': [{'length': {'string': 'a'}}, true]} | $.checks[0].constraints[0].and[0]",
        "{'not': 1} | $.checks[0].constraints[0].not",
        "{'isIn': {'string': 'a'}} | $.checks[0].constraints[0].isIn",
        "{'isIn': [{'string': 'a'}]} | $.checks[0].constraints[0].isIn",
        "{'isAtLeast': [{'number': 'a'}]} | $.checks[0].constraints[0].isAtLeast",
        "{'isAtLeast': [{'number': 'a'}, 1, 2]} | $.checks[0].constraints[0].isAtLeast",
        "{'isBetween': [{'number': 'a'}, 1]} | $.checks[0].constraints[0].isBetween",
        "{'isBetween': [{'number': 'a'}, 1, 2, 3]} | $.checks[0].constraints[0].isBetween[3]",
        "{'matches': [{'string': 'a'}, 'a+']} | $.checks[0].constraints[0].matches[1]",
        "{'matches': [{'string': 'a'}, {'regex': 'a', 'flags': 'i'}]} |"
            + " $.checks[0].constraints[0].matches[1].flags",
        "{'isEqualTo': [{'string': 'a'}, {'regex': 'a+'}]} |"
            + " $.checks[0].constraints[0].isEqualTo[1]",
        "{'isLessThan': [{'timestamp': 't'}, {'instant': 'now'}]} |"
            + " $.checks[0].constraints[0].isLessThan[1].instant",
        "{'type': 'onMetric', 'metric': {'quantile': {'number': 'x'}, 'q': 2}, 'expectation':"
            + " {'type': 'observed'}} | $.checks[0].constraints[0].metric",
        "{'type': 'onMetric', 'metric': {'quantile': {'number': 'x'}}, 'expectation': {'type':"
            + " 'observed'}} | $.checks[0].constraints[0].metric.q",
        "{'type': 'onMetric', 'metric': {'average': {'number': 'x'}}, 'expectation': {'type':"
            + " 'observed'}} | $.checks[0].constraints[0].metric",
        "{'type': 'onMetric', 'metric': {'correlation': [{'number': 'x'}]}, 'expectation': {'type':"
            + " 'observed'}} | $.checks[0].constraints[0].metric",
        "{'type': 'onMetric', 'metric': {'mean': {'number': 'x'}, 'where': {'number': 'y'}},"
            + " 'expectation': {'type': 'observed'}} | $.checks[0].constraints[0].metric.where",
        "{'type': 'onMetric', 'metric': {'mean': {'number': 'x'}, 'limit': 2}, 'expectation':"
            + " {'type': 'observed'}} | $.checks[0].constraints[0].metric.limit",
        "{'type': 'onMetric', 'metric': {'max': {'date': 'd'}}, 'expectation': {'type': 'compare',"
            + " 'comparison': 'about', 'bound': 1}} |"
            + " $.checks[0].constraints[0].expectation.comparison",
        "{'type': 'onMetric', 'metric': {'max': {'date': 'd'}}, 'expectation': {'type': 'compare',"
            + " 'comparison': 'equal', 'bound': {'date': 'x'}}} |"
            + " $.checks[0].constraints[0].expectation.bound.date"
      })
  void a_wrong_place_is_named_and_the_schema_refuses_it_too(String constraint, String path) {
    String json = document(constraint);
    assertThatThrownBy(() -> CheckJson.read(json))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageStartingWith(path + ": ");
    assertThat(CHECKS.validate(json, InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void what_is_stated_twice_is_refused() {
    String constraint =
        """
        {"type": "onRows", "predicate": {"isBlank": {"string": "a"}}}\
        """;
    assertThatThrownBy(() -> CheckJson.read(document(constraint + ", " + constraint)))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageMatching(
            "\\$\\.checks\\[0]: Check \\[.+] states the same twice: a is blank: .+");
  }

  @Test
  void other_formats_and_versions_are_refused() {
    assertThatThrownBy(() -> CheckJson.read("[1]")).isInstanceOf(CheckFormatException.class);
    assertThatThrownBy(() -> CheckJson.read("{\"format\": \"x\"}"))
        .hasMessageContaining("$.format")
        .hasMessageContaining("assay-checks");
    assertThatThrownBy(
            () -> CheckJson.read("{\"format\": \"assay-checks\", \"version\": 2, \"checks\": []}"))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageContaining("$.version")
        .hasMessageContaining("2");
    assertThatThrownBy(() -> CheckJson.read("{\"format\": \"assay-checks\", \"format\": 1}"))
        .isInstanceOf(CheckFormatException.class);
    assertThatThrownBy(() -> CheckJson.read("{} {}")).isInstanceOf(CheckFormatException.class);
  }

  @Test
  void java_code_has_no_written_form() {
    assertThatThrownBy(
            () -> CheckJson.write(List.of(Check.error("c").require(rowSatisfies("l", r -> true)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Java code has no written form");
  }

  @Test
  void results_fit_their_schema() {
    Fields<Map<String, ?>> fields =
        Fields.ofMap(Map.of("email", String.class, "amount", Double.class));
    List<Map<String, ?>> records =
        List.of(Map.of("email", "a@b.co", "amount", 1.0), Map.of("amount", Double.NaN));
    VerificationResult result =
        LocalDataQuality.on(records, fields)
            .check(Nodes.check(), Check.warning("empty"))
            .withSamples(2, "amount")
            .run();
    String json = JsonReport.render(result);
    assertThat(RESULTS.validate(json, InputFormat.JSON)).as(json).isEmpty();
    assertThat(RESULTS.validate(json.replace("\"FAIL\"", "\"MAYBE\""), InputFormat.JSON))
        .isNotEmpty();
  }
}
