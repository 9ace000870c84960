package dev.assay.dq.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.json.ProfileJson;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job that profiles a file, as a user runs it. */
class ProfileJobTest {

  @TempDir Path folder;

  private static String run(String... args) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      ProfileJob.run(out, args);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void bird_strikes_on_the_terminal_and_on_a_page() throws Exception {
    Path page = folder.resolve("out").resolve("profile.html");
    String printed = run("--html", page.toString());
    assertThat(printed)
        .contains("10,000 rows, 14 columns, 2,836 of 140,000 cells missing (2.03%)")
        .contains("24 duplicate rows")
        .endsWith("Page: " + page + "\n");
    assertThat(Files.readString(page))
        .contains("<h1>birdstrikes.csv</h1>")
        .contains("<dt>rows</dt><dd>10,000</dd>")
        .contains("<dt>cells missing</dt><dd>2.03%</dd>")
        .contains("<dt>duplicate rows</dt><dd>24</dd>")
        .contains("<dt>Mean</dt><dd>153.535</dd>")
        .contains("<dt>Sum</dt><dd>40,545,276</dd>")
        .contains(">8,939<");
  }

  @Test
  void a_file_of_the_user_s_with_a_column_in_detail_and_markdown() throws Exception {
    Path data = folder.resolve("orders & <more>.csv");
    Files.writeString(data, "id,amount\n1,10\n2,NA\n3,30\n");
    Path page = folder.resolve("p.html");
    Path markdown = folder.resolve("p.md");
    String printed =
        run(
            "--data",
            data.toString(),
            "--null",
            "NA",
            "--column",
            "amount",
            "--html",
            page.toString(),
            "--markdown",
            markdown.toString(),
            "--json",
            folder.resolve("p.json").toString());
    assertThat(printed)
        .startsWith("amount\n")
        .contains("1 of 3 (33.33%)")
        .contains("Page: " + page)
        .endsWith("Markdown: " + markdown + "\nJSON: " + folder.resolve("p.json") + "\n");
    assertThat(ProfileJson.read(Files.readString(folder.resolve("p.json"))).rows()).isEqualTo(3);
    assertThat(Files.readString(page)).contains("<h1>orders &amp; &lt;more&gt;.csv</h1>");
    assertThat(Files.readString(markdown))
        .startsWith("# orders &amp; &lt;more&gt;.csv\n\n3 rows, 2 columns, 16.67% of cells missing")
        .contains("| amount | integer | 33.33% | 2 | 10 to 30, median 10, mean 20 |");
  }

  private String[] files(Path data) {
    return new String[] {
      "--data",
      data.toString(),
      "--html",
      folder.resolve("p.html").toString(),
      "--markdown",
      folder.resolve("p.md").toString(),
      "--json",
      folder.resolve("p.json").toString()
    };
  }

  @Tag("slow") // on the Spark of the build: newer ones take half a character in JSON for malformed
  @Test
  void files_are_written_of_data_with_lone_surrogates() throws Exception {
    Path data = folder.resolve("data.json");
    Files.writeString(
        data,
        """
        {"a\\ud800b": "x\\udc00y", "n": 1}
        {"a\\ud800b": "\\ud800", "n": 2}
        """);
    run(files(data));
    DatasetProfile profile = ProfileJson.read(Files.readString(folder.resolve("p.json")));
    assertThat(profile.rows()).isEqualTo(2);
    assertThat(profile.columns()).extracting(ColumnProfile::name).contains("a\ud800b");
    for (String name : new String[] {"p.md", "p.html"}) {
      assertThat(folder.resolve(name)).content().contains("ud800b");
    }
  }

  @Test
  void a_file_that_exists_is_replaced_only_where_that_is_asked_for() throws Exception {
    Path data = folder.resolve("data.csv");
    Files.writeString(data, "id\n1\n2\n");
    for (String name : new String[] {"p.html", "p.md", "p.json"}) {
      Path before = folder.resolve(name);
      Files.writeString(before, "mine");
      assertThatThrownBy(() -> run(files(data)))
          .hasMessageContaining(before + ": the file exists already; --overwrite replaces it");
      assertThat(before).hasContent("mine");
      try (Stream<Path> all = Files.list(folder)) {
        assertThat(all).containsExactlyInAnyOrder(data, before);
      }
      Files.delete(before);
    }
    for (String option : new String[] {"--json", "--html", "--markdown"}) {
      for (String wrong : new String[] {"/", folder.toString()}) {
        assertThatThrownBy(() -> run(option, wrong))
            .hasMessage(option + " " + wrong + ": a folder, not a file");
      }
    }
    Files.writeString(folder.resolve("p.md"), "mine");
    List<String> replaced = new ArrayList<>(List.of(files(data)));
    replaced.add("--overwrite");
    run(replaced.toArray(String[]::new));
    assertThat(folder.resolve("p.md")).content().startsWith("# data.csv");
  }

  @Test
  void a_check_that_the_data_suggest() throws Exception {
    assertThat(run("--suggest"))
        .startsWith("//   1. ")
        .contains("Check.error(\"suggested\")")
        .contains("string(\"Wildlife Size\").isIn(\"Small\", \"Medium\", \"Large\")");
  }

  @Test
  void help_and_mistakes_are_explained() throws Exception {
    assertThat(run("--help")).contains("--data FILE").contains("target/profile.html");
    assertThatThrownBy(() -> run("--what")).hasMessage("Not understood: --what");
    assertThatThrownBy(() -> run("--column", "Sped", "--html", folder.resolve("x").toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("There is no column Sped; there are: Airport Name, ");
  }
}
