package dev.assay.dq.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, as a user runs it. */
@Tag("matrix")
class BirdstrikesJobTest {

  @TempDir Path folder;
  private String printed = "";

  private int run(String... args) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int exit;
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      exit = BirdstrikesJob.run(out, args);
    }
    printed = bytes.toString(StandardCharsets.UTF_8);
    return exit;
  }

  private JsonNode constraint(Path report, String description) throws Exception {
    for (JsonNode check : new ObjectMapper().readTree(report.toFile()).get("checks")) {
      for (JsonNode constraint : check.get("constraints")) {
        if (constraint.get("description").asText().startsWith(description)) {
          return constraint;
        }
      }
    }
    throw new AssertionError("there is no constraint " + description);
  }

  private void violations(Path report, String description, long violations, String status)
      throws Exception {
    JsonNode constraint = constraint(report, description);
    assertThat(constraint.get("violations").asLong()).as(description).isEqualTo(violations);
    assertThat(constraint.get("status").asText()).as(description).isEqualTo(status);
  }

  private void actual(Path report, String description, double value) throws Exception {
    assertThat(constraint(report, description).get("actual").asDouble())
        .as(description)
        .isCloseTo(value, org.assertj.core.data.Offset.offset(1e-9 * Math.abs(value)));
  }

  @Test
  void the_report_on_bird_strikes_has_the_measured_facts() throws Exception {
    Path report = folder.resolve("out").resolve("strikes.json");
    assertThat(run("--json", report.toString())).isZero();

    JsonNode facts = new ObjectMapper().readTree(Resources.file("facts/birdstrikes.json").toFile());
    JsonNode columns = facts.get("col");
    actual(report, "number of rows", facts.get("rows").asDouble());
    violations(
        report,
        "Effect Amount of damage is in",
        // everything but the four degrees: C and B
        14 + 1,
        "FAIL");
    violations(report, "no cost without damage", 55, "FAIL");
    assertThat(constraint(report, "no cost without damage").get("rowsInScope").asLong())
        .isEqualTo(columns.get("Effect Amount of damage").get("na_like").get("None").asLong());
    violations(report, "total cost is the sum of its parts", 0, "PASS");
    violations(report, "Airport Name is complete", 0, "PASS");
    violations(
        report,
        "Speed IAS in knots is complete",
        columns.get("Speed IAS in knots").get("empty").asLong(),
        "FAIL");
    violations(report, "operator names carry no footnote mark", 1084, "FAIL");
    violations(report, "Aircraft Airline Operator is not in", 72, "FAIL");
    violations(report, "state is a full name, not a code", 475, "FAIL");
    actual(
        report,
        "duplicate rows by whole row",
        facts.get("rows").asDouble() - facts.get("rows_that_are_unique").asDouble());
    actual(
        report,
        "mean of Speed IAS in knots",
        columns.get("Speed IAS in knots").get("mean").asDouble());
    actual(report, "median of Speed IAS in knots", 140);
    actual(report, "mean of Cost Total $", columns.get("Cost Total $").get("mean").asDouble());
    actual(report, "maximum of Cost Total $", columns.get("Cost Total $").get("max").asDouble());
    actual(
        report,
        "entropy of Origin State",
        columns.get("Origin State").get("entropy_nats").asDouble());
    JsonNode damage = constraint(report, "4 most frequent values").get("actual");
    assertThat(damage.get("top").toString())
        .isEqualTo(
            "[{\"value\":\"None\",\"count\":8939},{\"value\":\"Minor\",\"count\":549},"
                + "{\"value\":\"Substantial\",\"count\":311},{\"value\":\"Medium\",\"count\":186}]");
    assertThat(damage.get("otherRows").asLong()).isEqualTo(15);

    assertThat(printed)
        .contains("Data: birdstrikes.csv (FAA wildlife strikes, 1990 to 2002), 14 columns")
        .contains("Plan for a Dataset of 14 columns: 2 checks, 22 constraints")
        .contains("[birdstrikes] error: FAIL")
        .contains("but was : 71.64% (2,836 of 10,000 rows violate)")
        .contains("e.g.    : {Airport Name=")
        .contains("Reports: " + report)
        .contains("Exit code 0: the job ran, and the data have the defects shown.");
    Path page = folder.resolve("out").resolve("strikes.html");
    assertThat(printed).contains("Page:    " + page);
    assertThat(Files.readString(page))
        .contains("<h1>birdstrikes.csv</h1>")
        .contains("FAILED: 22 constraints")
        .contains("<dt>rows</dt><dd>10,000</dd>")
        .contains("<dt>duplicate rows</dt><dd>24</dd>")
        .contains("71.64% (2,836 of 10,000 rows violate)")
        .contains("Histogram of Speed IAS in knots");
    assertThat(Files.readString(folder.resolve("out").resolve("strikes.md")))
        .startsWith("# Data quality report")
        .contains("no cost without damage");
  }

  @Test
  void a_csv_file_against_checks_as_json() throws Exception {
    Path report = folder.resolve("penguins.json");
    int exit =
        run(
            "--data",
            Resources.file("data/penguins_raw.csv").toString(),
            "--null",
            "NA",
            "--checks",
            Resources.file("checks/penguins.json").toString(),
            "--fail-on-error",
            "--json",
            report.toString());
    assertThat(exit).isEqualTo(1);
    assertThat(printed).contains("Exit code 1: a check of severity error failed");
    violations(report, "Sex is complete", 11, "FAIL");
    violations(report, "Sex is in", 0, "PASS");
    violations(report, "Body Mass (g) is between", 0, "PASS");
    actual(report, "mean of Body Mass (g)", 4201.754385964912);
    assertThat(
            constraint(report, "sample standard deviation of Body Mass (g)").get("status").asText())
        .isEqualTo("PASS");
    assertThat(constraint(report, "mean of Culmen Length (mm)").get("status").asText())
        .isEqualTo("PASS");
    actual(report, "distinct count of key (Sample Number)", 152);
    actual(report, "distinct count of key (Individual ID)", 190);
    assertThat(constraint(report, "an individual is measured once").get("status").asText())
        .isEqualTo("FAIL");
    actual(report, "number of nulls of Comments", 290);
    actual(report, "number of nulls of Delta 15 N (o/oo)", 14);
    actual(report, "number of nulls of Delta 13 C (o/oo)", 13);
    actual(report, "distinct count of key (Date Egg)", 50);
  }

  @Tag("slow")
  @Test
  void a_json_file_where_na_is_a_country() throws Exception {
    Path report = folder.resolve("airports.json");
    int exit =
        run(
            "--data",
            Resources.file("data/airports.json.gz").toString(),
            "--checks",
            Resources.file("checks/airports.json").toString(),
            "--json",
            report.toString());
    assertThat(exit).isZero();
    violations(report, "elevation_ft is not equal to", 176, "PASS");
    violations(report, "municipality is not equal to", 232, "PASS");
    violations(report, "iata_code is not equal to", 693, "FAIL");
    violations(report, "iso_country is complete", 0, "PASS");
    violations(report, "iso_country is equal to", 5210 - 12, "PASS");
    actual(report, "number of violations of: continent is equal to \"NA\"", 5210 - 1459);
    violations(report, "the identifier is the GPS code", 194, "PASS");
    for (String key : new String[] {"id", "ident", "iata_code"}) {
      assertThat(constraint(report, "key (" + key + ") is unique").get("status").asText())
          .isEqualTo("PASS");
    }
  }

  @Test
  void wrong_arguments_are_explained() {
    assertThatThrownBy(() -> run("--data", "x.csv")).hasMessage("--data and --checks go together");
    assertThatThrownBy(() -> run("--what")).hasMessage("Not understood: --what");
    assertThatThrownBy(() -> run("--json")).hasMessage("Not understood: --json (it needs a value)");
  }

  @Test
  void a_file_that_exists_is_replaced_only_where_that_is_asked_for() throws Exception {
    Path report = folder.resolve("r.json");
    for (String name : new String[] {"r.json", "r.md", "r.html"}) {
      Path before = folder.resolve(name);
      Files.writeString(before, "mine");
      assertThatThrownBy(() -> run("--json", report.toString()))
          .hasMessageContaining(before + ": the file exists already; --overwrite replaces it");
      assertThat(before).hasContent("mine");
      Files.delete(before);
    }
    assertThatThrownBy(() -> run("--json", "/")).hasMessage("--json /: a folder, not a file");
    assertThatThrownBy(() -> run("--html", folder.toString()))
        .hasMessage("--html " + folder + ": a folder, not a file");
  }

  /**
   * Half of a pair of surrogates is no text that a file can hold: in the name of a column, in a
   * value, in a check.
   */
  @Tag("slow") // on the Spark of the build: newer ones take half a character in JSON for malformed
  @Test
  void files_are_written_of_data_and_checks_with_lone_surrogates() throws Exception {
    Path data = folder.resolve("data.json");
    Files.writeString(
        data,
        """
        {"a\\ud800b": "x\\udc00y", "n": 1}
        {"a\\ud800b": "\\ud800", "n": 2}
        """);
    Path checks = folder.resolve("checks.json");
    Files.writeString(
        checks,
        """
        {"format": "assay-checks", "version": 1, "checks": [{"name": "c\\udfff", "constraints": [
          {"isEqualTo": [{"string": "a\\ud800b"}, "no\\udc00"], "because": "so \\ud800"},
          {"isComplete": {"any": "a\\ud800b"}, "name": "\\udbff!"}]}]}
        """);
    Path report = folder.resolve("r.json");
    assertThat(
            run(
                "--data",
                data.toString(),
                "--checks",
                checks.toString(),
                "--json",
                report.toString()))
        .isZero();
    JsonNode constraints =
        new ObjectMapper().readTree(report.toFile()).get("checks").get(0).get("constraints");
    assertThat(constraints.get(0).get("violations").asLong()).isEqualTo(2);
    assertThat(constraints.get(1).get("status").asText()).isEqualTo("PASS");
    for (String name : new String[] {"r.md", "r.html"}) {
      assertThat(folder.resolve(name)).content().contains("ud800b", "2 of 2");
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder("data.json", "checks.json", "r.json", "r.md", "r.html");
    }
  }

  @Test
  void help_lists_the_options() throws Exception {
    assertThat(run("--help")).isZero();
    assertThat(printed).contains("--data FILE").contains("--fail-on-error");
  }
}
