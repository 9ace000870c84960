package dev.assay.dq.render;

import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.assay.dq.Check;
import dev.assay.dq.SuitePlan;
import dev.assay.dq.drift.Drift;
import dev.assay.dq.drift.DriftText;
import dev.assay.dq.internal.Visible;
import dev.assay.dq.json.CheckFormatException;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.json.DriftJson;
import dev.assay.dq.json.ProfileJson;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.LocalProfiler;
import dev.assay.dq.profile.ProfileText;
import dev.assay.dq.result.SuiteResult;
import dev.assay.dq.result.VerificationResult;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people read holds no character that moves the cursor, colours a terminal, turns a line or
 * forges one, whoever wrote it; and everything can be written to a file.
 */
class HostileTextTest {

  /**
   * Colour, a bell, an override of direction, a forged line, half a character, a line separator.
   */
  private static final List<String> HOSTILE =
      List.of(
          "a\u001b[31mb",
          "a\u0007b",
          "a\u202eb",
          "a\r\n✓ all is well\tb",
          "a\ud800b",
          "a\udc00b",
          "a\u2028b",
          "a\u200bb\ufeff",
          "a\u2066b\u0000");

  @TempDir Path folder;

  private static Check check(String text) {
    return Check.error("check " + text)
        .require(
            string(text).isEqualTo("x" + text).because("so " + text),
            string(text).isIn(text + "1", "2").as("name " + text),
            string("no " + text).isComplete(),
            key(text).isUnique());
  }

  private static List<Map<String, ?>> rows(String text) {
    return IntStream.range(0, 40)
        .<Map<String, ?>>mapToObj(
            i -> Map.<String, Comparable<?>>of(text, i % 2 == 0 ? text : text + i, "n", i))
        .toList();
  }

  private static Fields<Map<String, ?>> fields(String text) {
    return Fields.ofMap(Map.of(text, String.class, "n", Integer.class));
  }

  private static VerificationResult verify(String text) {
    return LocalDataQuality.on(rows(text), fields(text))
        .check(check(text))
        .withSamples(2, text)
        .run();
  }

  private static void clean(String where, String rendered) {
    assertThat(rendered.codePoints().filter(c -> c != '\n' && Visible.isHidden(c)).boxed())
        .as(where + ": " + rendered)
        .isEmpty();
    assertThat(rendered).as(where).doesNotContain("\n✓");
  }

  private static void writable(String where, String rendered) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(rendered));
      assertThat(bytes.hasRemaining()).isTrue();
    } catch (CharacterCodingException e) {
      throw new AssertionError(where, e);
    }
  }

  @Test
  void verdicts_are_clean_in_every_form() {
    for (String text : HOSTILE) {
      VerificationResult result = verify(text);
      clean("terminal", TerminalReport.plain().render(result));
      clean("ascii", TerminalReport.plain().ascii().render(result));
      clean("markdown", MarkdownReport.render(result));
      clean("toString", result.toString());
      clean("exception", String.valueOf(catchThrowable(result::throwOnError).getMessage()));
      clean("plan", LocalDataQuality.plan(fields(text), check(text)).explain());
      result
          .constraints()
          .forEach(each -> each.samples().forEach(row -> clean("sample", row.toString())));
      writable("json", JsonReport.render(result));
      clean("xml", JUnitXml.render(result));
      if (!text.isBlank()) {
        SuiteResult suite = new SuiteResult(Map.of(text, result));
        clean("terminal of a suite", TerminalReport.plain().render(suite));
        clean("markdown of a suite", MarkdownReport.render(suite));
        clean("page of a suite", HtmlReport.of(suite).render());
        clean("exception of a suite", catchThrowable(suite::throwOnError).getMessage());
        clean(
            "plan",
            new SuitePlan(Map.of(text, LocalDataQuality.plan(fields(text), check(text))))
                .explain());
        writable("json of a suite", JsonReport.render(suite));
        clean("xml of a suite", JUnitXml.render(suite));
      }
    }
  }

  @Test
  void profiles_and_drift_are_clean_in_every_form() {
    for (String text : HOSTILE) {
      DatasetProfile profile = LocalProfiler.profile(rows(text), fields(text));
      DatasetProfile other = LocalProfiler.profile(rows(text + text), fields(text + text));
      Drift drift = Drift.between(profile, other);
      clean("text", ProfileText.render(profile));
      profile.columns().forEach(column -> clean("column", ProfileText.render(column)));
      clean("markdown", ProfileMarkdown.render(profile, text));
      clean("suggestions", profile.suggest().text());
      clean("java", JavaSource.of(profile.suggest().check("c")));
      clean("drift", DriftText.render(drift));
      clean("page", HtmlReport.of(profile).with(verify(text)).titled(text).render());
      clean("drift's page", HtmlReport.of(drift).titled(text).render());
      writable("json", ProfileJson.write(profile));
      writable("drift's json", DriftJson.write(drift));
    }
  }

  @Test
  void checks_with_half_a_character_are_written_and_read() throws Exception {
    for (String text : HOSTILE) {
      Path file = folder.resolve("checks.json");
      Files.writeString(file, CheckJson.write(List.of(check(text))));
      assertThat(CheckJson.read(Files.readString(file))).containsExactly(check(text));
    }
  }

  @Test
  void what_a_page_replaces_stays_until_the_page_is_written() throws Exception {
    DatasetProfile profile = LocalProfiler.profile(rows("a"), fields("a"));
    Path page = folder.resolve("page.html");
    Files.writeString(page, "before");
    assertThat(HtmlReport.of(profile).write(page)).isEqualTo(page).content().contains("<html");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(page);
    }
    assertThatThrownBy(() -> HtmlReport.of(profile).write(folder))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("a folder, not a file");
    assertThatThrownBy(() -> HtmlReport.of(profile).write(Path.of("/")))
        .isInstanceOf(FileSystemException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"sql\": \"1 = (SELECT max(salary) FROM pay)\"}",
        "{\"not\": {\"sql\": \"a > 1\"}}",
        "{\"type\": \"onRows\", \"predicate\": true, \"where\": {\"sql\": \"a > 1\"}}",
        "{\"type\": \"onMetric\", \"metric\": {\"violations\": {\"or\": [true, {\"sql\": \"a\"}]}},"
            + " \"expectation\": {\"type\": \"observed\"}}"
      })
  void sql_in_a_document_is_refused_where_it_may_not_be(String constraint) {
    String json =
        "{\"format\": \"assay-checks\", \"version\": 1, \"checks\": [{\"name\": \"c\","
            + " \"severity\": \"error\", \"constraints\": ["
            + constraint
            + "]}]}";
    assertThatThrownBy(() -> CheckJson.read(json, CheckJson.Option.NO_SQL))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageStartingWith("$.checks[0].constraints[0]")
        .hasMessageContaining("SQL is refused here");
  }
}
