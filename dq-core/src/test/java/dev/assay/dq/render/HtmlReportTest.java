package dev.assay.dq.render;

import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.sql;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.drift.Drift;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.profile.Alert;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.LocalProfiler;
import dev.assay.dq.profile.ProfileOptions;
import dev.assay.dq.profile.ProfileText;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.VerificationResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on the page, and what is not. */
class HtmlReportTest {

  private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z0-9!]+)([^<>]*)>");
  private static final Set<String> VOID = Set.of("meta", "!DOCTYPE");

  @TempDir Path folder;

  private static String both() {
    return HtmlReport.of(Pages.everything())
        .with(Pages.verdicts())
        .titled("A title " + Pages.IMAGE)
        .render();
  }

  /** The page without the library's own style sheet and script. */
  private static String markup(String page) {
    return page.replaceFirst("(?s)<style>.*?</style>", "")
        .replaceFirst("(?s)<script>.*?</script>", "");
  }

  @Test
  void data_become_neither_elements_nor_attributes() {
    String page = markup(both());
    Set<String> elements = new TreeSet<>();
    Set<String> attributes = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>();
    Matcher tag = TAG.matcher(page);
    while (tag.find()) {
      String name = tag.group(2);
      elements.add(name);
      if (!tag.group(1).isEmpty()) {
        assertThat(open.pop()).as("closed at %d", tag.start()).isEqualTo(name);
      } else if (!VOID.contains(name) && !tag.group(3).endsWith("/")) {
        open.push(name);
      }
      Matcher attribute = Pattern.compile(" ([A-Za-z-]+)=\"[^\"]*\"").matcher(tag.group(3));
      while (attribute.find()) {
        attributes.add(attribute.group(1));
      }
    }
    assertThat(open).isEmpty();
    assertThat(elements).doesNotContain("script", "img", "iframe", "object", "link", "style");
    assertThat(attributes).noneMatch(name -> name.startsWith("on")).doesNotContain("src");
    // nothing but the tags found has an angle bracket
    assertThat(tag.replaceAll("")).doesNotContain("<").doesNotContain(">");
    assertThat(page).doesNotContain("http://").doesNotContain("https://");
  }

  @Test
  void what_cannot_be_seen_is_shown_by_its_number() {
    String page = both();
    assertThat(page.codePoints().filter(c -> Character.isISOControl(c) && c != '\n')).isEmpty();
    assertThat(page)
        .contains("a\\u0000b\\u001bc\\u007fd\\u0085e")
        .contains("\\u202egnp.exe\\u2066\\u200f")
        .contains("\\ud800 half, \\ufeff mark, \\u2028 line")
        .contains("&amp;lt;b&amp;gt; &amp;amp;")
        .contains("&quot; padded &quot;")
        .contains("<em>empty text</em>")
        .contains("(20000 characters)")
        .contains("(3000 characters)");
    assertThat(new String(page.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(page);
  }

  @Test
  void the_page_asks_for_nothing_and_lets_only_its_own_script_run() {
    String page = both();
    Matcher policy = Pattern.compile("script-src &#39;(sha256-[^&]+)&#39;").matcher(page);
    assertThat(policy.find()).isTrue();
    assertThat(page).contains("default-src &#39;none&#39;");
    assertThat(page.split("<script>", -1)).hasSize(2);
  }

  @Test
  void every_part_is_on_the_page_and_only_if_there_is_something_to_say() {
    assertThat(headings(both(), 2))
        .containsExactly(
            "Checks",
            "Worth attention",
            "Columns at a glance",
            "Correlations",
            "Columns with few values, in pairs",
            "Keys, dependencies and sums",
            "Missing in the same rows",
            "Partitions",
            "Column by column",
            "Rows",
            "How this was counted");
    assertThat(headings(HtmlReport.of(small()).render(), 2))
        .containsExactly(
            "Worth attention",
            "Columns at a glance",
            "Keys, dependencies and sums",
            "Column by column",
            "How this was counted");
    assertThat(headings(HtmlReport.of(Pages.verdicts()).render(), 2)).containsExactly("Checks");
  }

  @Test
  void what_changed_is_on_the_page_and_escaped() {
    Drift drift = Drift.between(letters("a"), letters("\"><img onerror=x>"));
    String page = HtmlReport.of(drift).titled("June").render();
    assertThat(headings(page, 2)).containsExactly("What changed");
    assertThat(page)
        .contains("<h1>June</h1>")
        .contains("<dt>rows before</dt><dd>200</dd>")
        .contains("<dt>columns that drifted</dt><dd>1</dd>")
        .contains("large")
        .contains("&lt;script&gt;")
        .contains("&quot;&gt;&lt;img onerror=x&gt;")
        .doesNotContain("<img");
    assertThat(HtmlReport.of(Drift.between(letters("a"), letters("a"))).render())
        .contains("No column drifted.")
        .contains("<summary>No drift found in 1 column</summary>");
    assertThat(page).doesNotContain("No drift found in");
    assertThat(headings(HtmlReport.of(letters("a")).with(drift).render(), 2))
        .contains("What changed", "Column by column");
  }

  private static DatasetProfile letters(String other) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      rows.add(Map.of("<script>", i % 2 == 0 ? "b" : other));
    }
    return LocalProfiler.profile(rows, Fields.ofMap(Map.of("<script>", String.class)));
  }

  @Test
  void headings_are_in_order() {
    Matcher heading = Pattern.compile("<h([1-6])[ >]").matcher(both());
    int before = 0;
    while (heading.find()) {
      int level = Integer.parseInt(heading.group(1));
      assertThat(level).isLessThanOrEqualTo(before + 1);
      before = level;
    }
  }

  @Test
  void every_picture_has_a_title_and_every_heading_of_a_table_a_scope() {
    String page = markup(both());
    Matcher picture = Pattern.compile("<svg ([^>]*)>(<title>)?").matcher(page);
    int pictures = 0;
    while (picture.find()) {
      pictures++;
      if (!picture.group(1).contains("aria-hidden=\"true\"")) {
        assertThat(picture.group(1)).contains("role=\"img\"");
        assertThat(picture.group(2)).isNotNull();
      }
    }
    assertThat(pictures).isGreaterThan(30);
    Matcher head = Pattern.compile("<th( [^>]*)?>").matcher(page);
    while (head.find()) {
      assertThat(head.group()).contains("scope=");
    }
  }

  @Test
  void ids_are_unique_and_every_link_has_a_target() {
    String page = markup(both());
    List<String> ids = found(page, " id=\"([^\"]*)\"");
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids).containsAll(found(page, "href=\"#([^\"]*)\""));
  }

  @Test
  void verdicts_stand_beside_the_column_they_are_about() {
    List<Map<String, ?>> records = new ArrayList<>();
    records.add(Map.of("id", "A", "amount", 1.0));
    records.add(Map.of("id", "B", "amount", -2.0));
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("id", String.class);
    types.put("amount", Double.class);
    Fields<Map<String, ?>> fields = Fields.ofMap(types);
    VerificationResult result =
        LocalDataQuality.on(records, fields)
            .check(
                Check.error("all")
                    .require(
                        number("amount").isNonNegative().where(string("id").isNotIn("C")),
                        key("id").isUnique(),
                        number("amonut").isPositive(),
                        sql("amount > 0"),
                        rowCount().isAtLeast(1)))
            .withSamples(2, "id")
            .run();
    assertThat(result.constraints())
        .extracting(ConstraintResult::columns)
        .containsExactly(
            List.of("amount", "id"), List.of("id"), List.of("amonut"), List.of(), List.of());
    String page = HtmlReport.of(result).with(LocalProfiler.profile(records, fields)).render();
    String amount = page.substring(page.indexOf("id=\"c2\""));
    assertThat(page.indexOf("id=\"c1\"")).isLessThan(page.indexOf("id=\"c2\""));
    assertThat(amount)
        .contains("amount is at least 0 where id is not in")
        .contains("<dt>expected</dt><dd>every row</dd>")
        .contains("<dt>but was</dt><dd>50% (1 of 2 rows violate)</dd>")
        .contains("<td><bdi class=\"v\">-2.0</bdi></td>")
        .doesNotContain("key (id) is unique");
    assertThat(page).contains("key (id) is unique").contains("did you mean amount?");
  }

  @Test
  void a_bar_of_what_fails_is_the_part_that_violates() {
    List<Map<String, ?>> records =
        List.of(Map.of("id", 1L), Map.of("id", 1L), Map.of("id", 2L), Map.of("id", 3L));
    Check check = Check.error("c").require(key("id").isUnique(), number("id").isGreaterThan(1));
    String page =
        HtmlReport.of(
                LocalDataQuality.verify(records, Fields.ofMap(Map.of("id", Long.class)), check))
            .render();
    assertThat(page).contains("50% (2 of 4)").contains("50% (2 of 4 rows violate)");
    assertThat(markup(page).split("class=\"share\"", -1)).hasSize(2);
    assertThat(page)
        .containsPattern("class=\"violating\"><svg class=\"share\"[^>]*><rect width=\"50");
  }

  @Test
  void every_status_is_said_in_words() {
    assertThat(HtmlReport.of(Pages.verdicts()).render())
        .contains("FAILED: 7 constraints")
        .contains(" PASS</span>")
        .contains(" FAIL</span>")
        .contains(" ERROR</span>")
        .contains(" NOT EVALUATED</span>")
        .contains("as a warning");
  }

  @Test
  void equal_input_gives_an_equal_page_and_the_file_is_the_page() throws Exception {
    assertThat(both()).isEqualTo(both());
    Path file = folder.resolve("a").resolve("b").resolve("page.html");
    HtmlReport report = HtmlReport.of(Pages.everything());
    assertThat(report.write(file)).isEqualTo(file.toAbsolutePath());
    assertThat(Files.readString(file)).isEqualTo(report.render()).isEqualTo(report.toString());
  }

  @Test
  void alerts_of_a_kind_are_one_line_with_their_number_and_columns() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    List<Map<String, ?>> records = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      Map<String, Object> record = new LinkedHashMap<>();
      for (int c = 0; c < 60; c++) {
        // two of three rows miss each column, and each column has other rows
        Object value = (i + c * c) % 3 > 0 ? null : (i / 3 + c) % 5 < 4 ? 0L : 3L * i + c;
        record.put("sparse" + c, value);
        types.put("sparse" + c, Long.class);
      }
      record.put("flag", i % 10 == 0 ? 1L : 0L);
      record.put("title", i == 7 ? "Missing" : "The story of number " + i);
      records.add(record);
    }
    types.put("flag", Long.class);
    types.put("title", String.class);
    DatasetProfile profile =
        LocalProfiler.profile(
            records, Fields.ofMap(types), ProfileOptions.DEFAULT.withCorrelated(0));
    assertThat(profile.alerts().stream().filter(each -> each.kind() == Alert.Kind.HIGH_MISSING))
        .hasSize(60);
    assertThat(profile.alerts().stream().filter(each -> each.kind() == Alert.Kind.ZEROS))
        .hasSize(60);
    String section = section(HtmlReport.of(profile).render(), "alerts");
    assertThat(section.split("<span class=\"kind\">high missing</span>", -1)).hasSize(2);
    assertThat(section.split("<span class=\"kind\">zeros</span>", -1)).hasSize(2);
    assertThat(section)
        .contains("<summary><b>60</b> times: <bdi class=\"n\">sparse0</bdi>; ")
        .contains("<h3>Unusual</h3>")
        .contains("sparse59</bdi></a>: <bdi>80 (66.67% of rows) are missing</bdi>")
        .doesNotContain(">flag<")
        .doesNotContain("sentinel");
    assertThat(section.substring(0, section.indexOf("<details")).length()).isLessThan(2_000);
  }

  /** A section of a page, without what stands in others. */
  private static String section(String page, String id) {
    int from = page.indexOf("<section id=\"" + id + "\"");
    return page.substring(from, page.indexOf("</section>", from));
  }

  @Test
  void two_hundred_columns_stay_under_two_megabytes() {
    String page = HtmlReport.of(Pages.wide(200)).render();
    assertThat(found(page, "<details class=\"column\"( )")).hasSize(200);
    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(2_000_000);
  }

  @Test
  void markdown_has_a_row_a_column_whatever_the_data() throws Exception {
    String text = ProfileMarkdown.render(Pages.everything(), "A title | <b>");
    assertThat(text)
        .startsWith("# A title \\| &lt;b&gt;\n\n210 rows, 9 columns, ")
        .contains("3 duplicate rows.")
        .contains("| amount | decimal | 0.48% | ≈ 150 | -20 to 1234.5, median 42.5, mean 42.7573 |")
        .contains("\n- constant: **\"&gt;&lt;img src=x onerror=pwned=1&gt;** says ");
    Map<String, List<String>> tables = new LinkedHashMap<>();
    String heading = "";
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("## ")) {
        heading = line.substring(3);
      } else if (line.startsWith("|")) {
        tables.computeIfAbsent(heading, key -> new ArrayList<>()).add(line);
      }
      assertThat(line).doesNotContain("<").doesNotContain("\u202e");
    }
    assertThat(tables)
        .containsOnlyKeys(
            "Columns",
            "Smallest and largest values",
            "Correlations",
            "First rows",
            "Last rows",
            "Most frequent duplicate rows");
    assertThat(tables.get("Columns")).hasSize(2 + 9);
    assertThat(tables.get("First rows")).hasSize(2 + 2);
    assertThat(tables.get("Last rows")).hasSize(2 + 1);
    assertThat(tables.get("Most frequent duplicate rows"))
        .hasSize(2 + 2)
        .element(2)
        .asString()
        .startsWith("| 1,200 |")
        .contains(" 7 |");
    tables.forEach(
        (name, lines) ->
            assertThat(lines)
                .as(name)
                .extracting(
                    line -> line.replaceAll("\\\\.", "").chars().filter(c -> c == '|').count())
                .containsOnly(lines.get(1).chars().filter(c -> c == '|').count()));
  }

  @Test
  void a_crosstab_has_numbers_and_days_in_their_order_and_text_by_frequency() {
    // the larger a number, the more frequent: by frequency, 110 stands before 9 and before -2
    int[] codes = {110, 110, 110, 110, 110, 20, 20, 20, 20, 9, 9, 9, -2, -2};
    List<Map<String, ?>> records = new ArrayList<>();
    for (int i = 0; i < 140; i++) {
      int code = codes[i % 14];
      records.add(
          Map.of(
              "code",
              code,
              "day",
              LocalDate.of(2024, 1, 1).plusDays(code + 2),
              "written",
              String.valueOf(code),
              "kind",
              code > 100 ? "b" : code > 10 ? "c" : i / 14 % 3 == 0 ? "d" : "a"));
    }
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("code", Integer.class);
    types.put("day", LocalDate.class);
    types.put("written", String.class);
    types.put("kind", String.class);
    String page =
        markup(HtmlReport.of(LocalProfiler.profile(records, Fields.ofMap(types))).render());
    Map<String, Set<String>> orders = new LinkedHashMap<>();
    for (String table : found(page, "(?s)(<summary><bdi class=\"n\">.*?</table>)")) {
      List<String> names = found(table, "<bdi class=\"n\">(\\w+)</bdi>");
      for (int i = 0; i < 2; i++) {
        String heading = "<th scope=\"" + (i == 0 ? "row" : "col") + "\"><bdi class=\"v\">";
        orders
            .computeIfAbsent(names.get(i), key -> new TreeSet<>())
            .add(String.join(" ", found(table, heading + "([^<]*)</bdi></th>")));
      }
    }
    assertThat(orders)
        .containsOnly(
            Map.entry("code", Set.of("-2 9 20 110")),
            Map.entry("written", Set.of("-2 9 20 110")),
            Map.entry("day", Set.of("2024-01-01 2024-01-12 2024-01-23 2024-04-22")),
            Map.entry("kind", Set.of("b c a d")));
  }

  @Test
  void keys_and_what_is_nearly_one_are_listed_and_what_is_hopeless_is_not() {
    DatasetProfile all = Pages.everything();
    // 5% of 200 rows are 10: 190 different ones are near, 189 are not
    assertThat(keys(with(all, tried(200, 200), tried(200, 190), tried(200, 189), tried(200, 3))))
        .containsExactly("200 of 200", "190 of 200");
    assertThat(HtmlReport.of(with(all, tried(200, 189))).render())
        .doesNotContain("Keys, and what is nearly one");
  }

  private static DatasetProfile.CandidateKey tried(long rows, long distinct) {
    return new DatasetProfile.CandidateKey(List.of("amount", "at"), rows, distinct);
  }

  private static List<String> keys(DatasetProfile profile) {
    String page = HtmlReport.of(profile).render();
    String table = page.substring(page.indexOf("Keys, and what is nearly one"));
    return found(
            table.substring(0, table.indexOf("</table>")),
            "(<td class=\"num\">\\d+</td><td class=\"num\">\\d+)<")
        .stream()
        .map(each -> each.replaceAll("<[^>]*>", " ").strip().split(" +"))
        .map(each -> each[1] + " of " + each[0])
        .toList();
  }

  private static DatasetProfile with(DatasetProfile all, DatasetProfile.CandidateKey... keys) {
    return new DatasetProfile(
        all.rows(),
        all.sample(),
        all.zone(),
        all.columns(),
        all.duplicateRows(),
        all.estimatedBytes(),
        all.partitions(),
        all.correlations(),
        all.scatters(),
        all.associations(),
        all.dependencies(),
        List.of(keys),
        all.sums(),
        all.missingTogether(),
        all.firstRows(),
        all.lastRows(),
        all.topDuplicateRows(),
        all.limits(),
        all.alerts());
  }

  @Test
  void a_map_of_many_correlations_has_the_width_of_the_page_and_one_of_few_stands_beside() {
    for (int columns : new int[] {10, 17, 20}) {
      assertThat(HtmlReport.of(Pages.numbers(columns)).render())
          .as("%s columns", columns)
          .containsPattern(
              "<div class=\"wide\"><div><div class=\"scroll\"[^>]*><svg class=\"triangle\"");
    }
    assertThat(HtmlReport.of(Pages.numbers(9)).render())
        .containsPattern(
            "<div class=\"pair\"><div><div class=\"scroll\"[^>]*><svg class=\"triangle\"")
        .contains("1975");
    // years on the page: the column of years begins in 1975 and ends in 2024
    assertThat(markup(HtmlReport.of(Pages.numbers(9)).render()))
        .contains("1975 … 1999 … 2024")
        .doesNotContain("1,975", "2,024");
  }

  /** In a table of as many columns as here, a browser would break {@code 911} after each digit. */
  @Test
  void short_values_of_rows_are_not_broken() {
    assertThat(HtmlReport.of(Pages.numbers(20)).render())
        .contains("<table class=\"rows\"><caption>The first 2</caption>")
        .contains("<table class=\"rows\"><caption>The last 2</caption>")
        .contains(".rows td bdi { overflow-wrap: break-word; }");
  }

  @Test
  void years_have_no_separator_and_large_numbers_have() {
    assertThat(Figures.real(1975)).isEqualTo("1975");
    assertThat(Figures.axis(1975)).isEqualTo("1975");
    assertThat(Figures.real(-9999.5)).isEqualTo("-9999.5");
    assertThat(Figures.real(10_000)).isEqualTo("10,000");
    assertThat(Figures.count(1975)).isEqualTo("1,975");
    assertThat(Figures.coefficient(-0.001)).isEqualTo("0.00");
    assertThat(Figures.coefficient(-0.005)).isEqualTo("-0.01");
  }

  @Test
  void the_terminal_says_the_same_in_lines() {
    String text = ProfileText.render(Pages.everything());
    assertThat(text)
        .contains("\n  coalesce to 1 <script>")
        .contains("associations of columns with few values, Cramér's V:\n   0.710  \"><img")
        .contains("keys, no two rows the same:\n  <script>pwned=1</script>, at  (208 rows)\n")
        .contains(" -> <script>pwned=1</script>  (2 exceptions)\n")
        .contains("sums, in every row:\n  amount = <script>pwned=1</script> + c, d\n")
        .contains("missing in the same rows:\n          20  amount, \"><img")
        .contains("left out:\n  Only the first 20 columns were correlated.");
    assertThat(text.codePoints().filter(c -> Character.isISOControl(c) && c != '\n')).isEmpty();
    assertThat(text).contains("]]>\\u202e\\u0007").doesNotContain("\u202e");
    assertThat(ProfileText.render(Pages.everything().column("tags"))).contains("\ntags[]\n");
    assertThat(ProfileText.render(Pages.everything().column("at")))
        .contains("days without any")
        .contains("17, in a row at most 4");
  }

  private static DatasetProfile small() {
    return LocalProfiler.profile(
        List.of(Map.of("x", "a"), Map.of("x", "b")), Fields.ofMap(Map.of("x", String.class)));
  }

  private static List<String> headings(String page, int level) {
    return found(page, "<h" + level + "[^>]*>([^<]*)<");
  }

  private static List<String> found(String page, String pattern) {
    List<String> all = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    while (matcher.find()) {
      all.add(matcher.group(1));
    }
    return all;
  }
}
