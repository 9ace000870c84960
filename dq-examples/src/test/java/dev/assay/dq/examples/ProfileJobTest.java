package dev.assay.dq.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.json.ProfileJson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
