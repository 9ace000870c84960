package dev.assay.dq.json;

import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.assay.dq.Nodes;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.model.Check;
import dev.assay.dq.model.Requirement;
import dev.assay.dq.render.JsonReport;
import dev.assay.dq.result.VerificationResult;
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
    List<Check> both = List.of(Nodes.check(), Check.warning("empty"));
    assertThat(CheckJson.read(CheckJson.write(both))).isEqualTo(both);
    assertThat(CHECKS.validate(CheckJson.write(both), InputFormat.JSON)).isEmpty();
  }

  @Test
  void a_document_written_by_hand_is_read() {
    String json =
        """
        {"format": "assay-checks", "version": 1, "checks": [{
          "name": "orders", "severity": "error", "constraints": [
            {"type": "notNull", "column": {"string": "email"}},
            {"type": "onMetric", "metric": {"type": "rowCount"},
             "expectation": {"type": "compare", "comparison": "greater_or_equal", "bound": 1e3}}]}]}
        """;
    assertThat(CheckJson.read(json))
        .containsExactly(
            Check.error("orders")
                .require(
                    string("email").isComplete(), dev.assay.dq.Columns.rowCount().isAtLeast(1000)));
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
        "{'type': 'isGreen'}                                   | $.checks[0].constraints[0].type",
        "{}                                                    | $.checks[0].constraints[0].type",
        "7                                                     | $.checks[0].constraints[0]",
        "{'type': 'notNull'}                                   | $.checks[0].constraints[0].column",
        "{'type': 'notNull', 'column': 'email'}                | $.checks[0].constraints[0].column",
        "{'type': 'notNull', 'column': {'text': 'email'}}      | $.checks[0].constraints[0].column",
        "{'type': 'notNull', 'column': {'any': 'x'}, 'a': 1}   | $.checks[0].constraints[0].a",
        "{'type': 'and', 'parts': [{'type': 'sql'}]}           | $.checks[0].constraints[0].parts[0].expression",
        "{'type': 'in', 'value': {'string': 'a'}, 'allowed': 1} | $.checks[0].constraints[0].allowed",
        "{'type': 'compare', 'left': {'date': 'd'}, 'comparison': 'equal', 'right': {'date': 'x'}} | $.checks[0].constraints[0].right.date",
        "{'type': 'compare', 'left': {'date': 'd'}, 'comparison': 'about', 'right': 1} | $.checks[0].constraints[0].comparison",
        "{'type': 'onMetric', 'metric': {'type': 'quantile', 'value': {'number': 'x'}, 'q': 2}, 'expectation': {'type': 'observed'}} | $.checks[0].constraints[0].metric"
      })
  void a_wrong_place_is_named_and_the_schema_refuses_it_too(String constraint, String path) {
    String json = document(constraint);
    assertThatThrownBy(() -> CheckJson.read(json))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageContaining(path);
    assertThat(CHECKS.validate(json, InputFormat.JSON)).isNotEmpty();
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
