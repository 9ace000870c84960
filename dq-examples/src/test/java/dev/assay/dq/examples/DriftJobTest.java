package dev.assay.dq.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job as a user runs it. All numbers were counted from the file by another program. */
@Tag("matrix")
class DriftJobTest {

  @TempDir Path folder;

  private static String run(String... args) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      DriftJob.run(out, args);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static JsonNode column(JsonNode drift, String name) {
    for (JsonNode column : drift.get("drift").get("columns")) {
      if (column.get("name").asText().equals(name)) {
        return column;
      }
    }
    throw new AssertionError("there is no column " + name);
  }

  @Test
  void bird_strikes_before_1996_and_since() throws Exception {
    Path json = folder.resolve("out").resolve("drift.json");
    String printed = run("--json", json.toString());
    assertThat(printed).startsWith("3,748 rows before, 6,252 after; ");
    JsonNode drift = new ObjectMapper().readTree(json.toFile());

    JsonNode operator = column(drift, "Aircraft Airline Operator");
    assertThat(operator.get("level").asText()).isEqualTo("large");
    assertThat(operator.get("divergence").get("psi").asDouble())
        .isCloseTo(0.4384549579532817, within(1e-12));
    assertThat(operator.get("categories").get("appeared")).hasSize(4);
    assertThat(operator.get("categories").get("vanished")).isEmpty();
    assertThat(printed).contains("new: \"EXECUTIVE JET AVIATION\" 36, \"AIRTRAN AIRWAYS\" 25");

    JsonNode airport = column(drift, "Airport Name");
    assertThat(airport.get("level").asText()).isEqualTo("large");
    assertThat(airport.get("divergence").get("psi").asDouble())
        .isCloseTo(0.3285956039779177, within(1e-12));

    JsonNode speed = column(drift, "Speed IAS in knots");
    assertThat(speed.get("level").asText()).isEqualTo("moderate");
    assertThat(speed.get("missing").get("before").asLong()).isEqualTo(756);
    assertThat(speed.get("missing").get("after").asLong()).isEqualTo(2080);
    assertThat(printed).contains("Speed IAS in knots: missing 20.17% -> 33.27%");
    JsonNode ks = speed.get("ks");
    assertThat(0.02183419127260422)
        .isBetween(ks.get("atLeast").asDouble(), ks.get("atMost").asDouble());

    assertThat(column(drift, "Origin State").get("level").asText()).isEqualTo("moderate");
    assertThat(column(drift, "Wildlife Species").get("level").asText()).isEqualTo("moderate");
    assertThat(printed).contains("\"MD-80\" 12.14% -> 6.38%");
    for (String quiet :
        new String[] {
          "Effect Amount of damage", "Phase of flight", "Wildlife Size", "Time of day", "Cost Other"
        }) {
      assertThat(column(drift, quiet).get("level").asText()).as(quiet).isEqualTo("none");
    }
    // counted, though one row of it is no drift
    assertThat(column(drift, "Effect Amount of damage").get("categories").get("appeared"))
        .hasSize(1);
  }

  @Test
  void a_file_has_not_changed_against_itself() throws Exception {
    String file = Resources.file("data/penguins_raw.csv").toString();
    assertThat(run("--before", file, "--data", file, "--null", "NA"))
        .startsWith("344 rows before, 344 after; 0 of 17 columns drifted")
        .contains("no drift found in:");
  }

  @Test
  void wrong_arguments_are_explained() {
    assertThatThrownBy(() -> run("--data", "x.csv")).hasMessage("--before and --data go together");
  }
}
