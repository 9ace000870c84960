package dev.assay.dq.render;

import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.dq.Check;
import dev.assay.dq.json.JsonSchemas;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.LocalProfiler;
import dev.assay.dq.result.VerificationResult;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Facets as the published schemas have them. */
class OpenLineageFacetsTest {

  private static final URI PRODUCER = URI.create("https://example.org/jobs/orders?v=1");

  private static final JsonSchemas SCHEMA =
      JsonSchemas.of(OpenLineageFacetsTest.class, "/openlineage-facets-schema.json");

  private static final Fields<Map<String, ?>> FIELDS =
      Fields.ofMap(Map.of("n", Double.class, "s \"q\"", String.class));

  private static final List<Map<String, ?>> ROWS =
      List.of(
          Map.of("n", 1.5, "s \"q\"", "a\u0000"),
          Map.of("n", 2.5),
          Map.of("n", Double.NaN),
          Map.of("n", 1e300),
          new HashMap<>());

  private static JsonNode read(String json) throws Exception {
    assertThat(SCHEMA.problems(json)).as(json).isEmpty();
    return new ObjectMapper().readTree(json);
  }

  @Test
  void constraints_that_were_evaluated_are_assertions() throws Exception {
    VerificationResult result =
        LocalDataQuality.on(ROWS, FIELDS)
            .check(
                Check.error("rules")
                    .require(
                        rowCount().isEqualTo(5),
                        number("n").isComplete(),
                        string("`s \"q\"`").isIn("b").as("known \"letters\""),
                        key("n", "`s \"q\"`").isUnique(),
                        number("gone").isPositive(),
                        number("n").isPositive().where(string("`s \"q\"`").isEqualTo("z"))),
                Check.error("nothing"))
            .run();
    JsonNode assertions =
        read(OpenLineageFacets.of(result, PRODUCER)).at("/dataQualityAssertions/assertions");
    assertThat(assertions)
        .extracting(JsonNode::toString)
        .containsExactly(
            "{\"assertion\":\"number of rows is equal to 5\",\"success\":true}",
            "{\"assertion\":\"n is complete\",\"success\":false,\"column\":\"n\"}",
            "{\"assertion\":\"known \\\"letters\\\"\",\"success\":false,"
                + "\"column\":\"s \\\"q\\\"\"}",
            "{\"assertion\":\"key (n, s \\\"q\\\") is unique\",\"success\":true}",
            "{\"assertion\":\"gone is greater than 0\",\"success\":false,\"column\":\"gone\"}",
            "{\"assertion\":\"check nothing can be evaluated\",\"success\":false}");
  }

  @Test
  void a_profile_has_the_metrics() throws Exception {
    DatasetProfile profile = LocalProfiler.profile(ROWS, FIELDS);
    JsonNode metrics = read(OpenLineageFacets.of(profile, PRODUCER)).get("dataQualityMetrics");
    assertThat(metrics.get("_producer").asText()).isEqualTo(PRODUCER.toString());
    assertThat(metrics.get("rowCount").asInt()).isEqualTo(5);
    JsonNode n = metrics.at("/columnMetrics/n");
    assertThat(n.get("nullCount").asInt()).isEqualTo(1);
    assertThat(n.get("count").asInt()).isEqualTo(4);
    assertThat(n.get("distinctCount").asInt()).isEqualTo(4);
    assertThat(n.get("min").asDouble()).isEqualTo(1.5);
    assertThat(n.get("max").asDouble()).isEqualTo(1e300);
    assertThat(n.get("sum").asDouble()).isEqualTo(1e300);
    assertThat(n.at("/quantiles/0.5").asDouble()).isEqualTo(2.5);
    assertThat(metrics.at("/columnMetrics/s \"q\"").toString())
        .isEqualTo("{\"nullCount\":4,\"count\":1,\"distinctCount\":1}");
    VerificationResult result =
        LocalDataQuality.verify(ROWS, FIELDS, Check.error("c").require(rowCount().isEqualTo(5)));
    assertThat(read(OpenLineageFacets.of(result, profile, PRODUCER)).fieldNames())
        .toIterable()
        .containsExactly("dataQualityMetrics", "dataQualityAssertions");
  }
}
