package dev.assay.dq.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.Suggestions;
import dev.assay.dq.render.JavaSource;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.DataQuality;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * From profile to check: what is suggested is printed as Java, compiled, run, and passes on the
 * data that it came from. What it said of each is kept in {@code target}.
 */
final class SuggestedChecks {

  private static final Instant LATER = Instant.parse("2026-11-24T12:00:00Z");

  private SuggestedChecks() {}

  static Check passing(String name, Dataset<Row> data, DatasetProfile profile, Path folder)
      throws Exception {
    Suggestions suggestions = Suggestions.of(profile, LATER);
    Check check = suggestions.check(name);
    String source = JavaSource.file("Suggested" + name, List.of(check));
    Path kept = Path.of("target", "suggested-" + name + ".txt");
    Files.createDirectories(kept.getParent());
    Files.writeString(kept, JavaSource.of(check) + "\n\n" + suggestions.text());
    List<Check> compiled = compiled("Suggested" + name, source, folder);
    assertThat(compiled).containsExactly(check);
    assertThat(CheckJson.read(CheckJson.write(List.of(check)))).containsExactly(check);
    VerificationResult result = DataQuality.on(data).check(compiled.get(0)).asOf(LATER).run();
    assertThat(result.constraints())
        .allSatisfy(
            each ->
                assertThat(each.status())
                    .as(each.sentence() + " but was " + each.butWas())
                    .isEqualTo(Status.PASS));
    return check;
  }

  @SuppressWarnings("unchecked")
  private static List<Check> compiled(String className, String source, Path folder)
      throws Exception {
    Compiled.into(folder, className, source);
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, SuggestedChecks.class.getClassLoader())) {
      return (List<Check>) loader.loadClass(className).getMethod("checks").invoke(null);
    }
  }
}
