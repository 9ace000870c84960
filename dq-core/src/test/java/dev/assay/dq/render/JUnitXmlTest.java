package dev.assay.dq.render;

import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.RunResult;
import dev.assay.dq.result.SuiteResult;
import dev.assay.dq.result.VerificationResult;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What build servers read: by a parser of the JDK, held against what Surefire publishes. */
class JUnitXmlTest {

  private static final String ODD = "a]]>\u0000\u001b\ud800 <b>&amp; \ufffe\r\n\"'é😀";

  private static final Fields<Map<String, ?>> FIELDS =
      Fields.ofMap(Map.of("s", String.class, "n", Integer.class));

  private static final List<Map<String, ?>> ROWS =
      List.of(Map.of("s", ODD, "n", 1), Map.of("n", 2));

  private static final Check CHECK =
      Check.error("rules")
          .require(
              rowCount().isEqualTo(2),
              string("s").isIn("x").as(ODD).because(ODD),
              number("gone").isPositive(),
              number("n").isPositive().where(number("n").isGreaterThan(5)),
              number("n").isPositive().as("twice"),
              number("n").isAtMost(5).as("twice"),
              string("s").completeness().warnBelow(0.9).failBelow(0.1));

  private static final Check HINTS =
      Check.warning("hints").require(string("s").isComplete(), number("gone").isComplete());

  private static Element parsed(RunResult result) throws Exception {
    String xml = JUnitXml.render(result);
    DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    Element root = parser.parse(new InputSource(new StringReader(xml))).getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("testsuites");
    Map<String, Shape> shapes = shapes();
    children(root).forEach(suite -> conforms(suite, "testsuite", shapes));
    return root;
  }

  /** What the schema says of an element. */
  private record Shape(List<String> attributes, List<String> required, List<String> children) {}

  private static Map<String, Shape> shapes() throws Exception {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of("src/test/resources/surefire-report.txt"))) {
      if (!line.startsWith("#")) {
        String[] parts = line.split("[:|]", -1);
        List<String> all = list(parts[1]);
        shapes.put(
            parts[0],
            new Shape(
                all.stream().map(each -> each.replace("!", "")).toList(),
                all.stream()
                    .filter(each -> each.endsWith("!"))
                    .map(each -> each.replace("!", ""))
                    .toList(),
                parts.length > 2 ? list(parts[2]) : List.of()));
      }
    }
    return shapes;
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static void conforms(Element element, String name, Map<String, Shape> shapes) {
    assertThat(element.getTagName()).isEqualTo(name);
    Shape shape = shapes.get(name);
    List<String> attributes = new ArrayList<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      attributes.add(element.getAttributes().item(i).getNodeName());
    }
    assertThat(shape.attributes()).containsAll(attributes);
    assertThat(attributes).containsAll(shape.required());
    List<Integer> order =
        children(element).stream()
            .map(each -> shape.children().indexOf(each.getTagName()))
            .toList();
    assertThat(order).isSorted().doesNotContain(-1);
    children(element).forEach(each -> conforms(each, each.getTagName(), shapes));
  }

  private static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    NodeList nodes = element.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i).getNodeType() == Node.ELEMENT_NODE) {
        children.add((Element) nodes.item(i));
      }
    }
    return children;
  }

  private static List<String> cases(Element suite) {
    return children(suite).stream()
        .map(
            each ->
                each.getAttribute("name")
                    + ": "
                    + children(each).stream().map(Element::getTagName).toList())
        .toList();
  }

  private static String counts(Element element) {
    return element.getAttribute("tests")
        + " tests, "
        + element.getAttribute("failures")
        + " failures, "
        + element.getAttribute("errors")
        + " errors, "
        + element.getAttribute("skipped")
        + " skipped";
  }

  @Test
  void each_constraint_is_a_test_case_under_odd_data_too() throws Exception {
    VerificationResult result =
        LocalDataQuality.on(ROWS, FIELDS).check(CHECK, HINTS).withSamples(2).run();
    Element root = parsed(result);
    String shown = "a]]>\\u0000\\u001b\\ud800 <b>&amp; \\ufffe\\r\\n\"'é😀";
    assertThat(counts(root)).isEqualTo("9 tests, 1 failures, 1 errors, 1 skipped");
    assertThat(cases(children(root).get(0)))
        .containsExactly(
            "number of rows is equal to 2: [system-out]",
            shown + ": [failure]",
            "gone is greater than 0: [error]",
            "n is greater than 0 where n is greater than 5: [skipped]",
            "twice: [system-out]",
            "twice (2): [system-out]",
            "completeness of s is at least 0.1 (warns below 0.9): [system-out]");
    Element failure = children(children(children(root).get(0)).get(1)).get(0);
    assertThat(failure.getAttribute("type")).isEqualTo("FAIL");
    assertThat(failure.getAttribute("message"))
        .isEqualTo("expected: every row, but was: 50% (1 of 2 rows violate)");
    assertThat(failure.getTextContent().lines())
        .contains(
            "rule: s is in {\"x\"}",
            "because: " + shown,
            "but was: 50% (1 of 2 rows violate)",
            "note: 1 row skipped (null)");
    assertThat(counts(children(root).get(1))).isEqualTo("2 tests, 0 failures, 0 errors, 0 skipped");
    assertThat(children(children(root).get(1)))
        .extracting(Element::getTextContent)
        .satisfiesExactly(
            text -> assertThat(text).contains("WARNING, FAIL", "but was: 50%"),
            text -> assertThat(text).contains("WARNING, ERROR", "column gone does not exist"));
  }

  @Test
  void a_suite_names_the_dataset_and_what_makes_a_check_fail_is_a_failure(@TempDir Path folder)
      throws Exception {
    Check unique = Check.error("c").require(key("n").isUnique(), rowCount().isEqualTo(0));
    SuiteResult result =
        LocalDataQuality.suite()
            .on("full", ROWS, FIELDS, Check.error("c").require(key("n").isUnique()))
            .on("empty", List.of(), FIELDS, unique, Check.error("nothing"))
            .run();
    Element root = parsed(result);
    assertThat(children(root))
        .extracting(each -> each.getAttribute("name") + " " + cases(each) + " " + counts(each))
        .containsExactly(
            "full.c [key (n) is unique: [system-out]] 1 tests, 0 failures, 0 errors, 0 skipped",
            "empty.c [key (n) is unique: [failure], number of rows is equal to 0: [system-out]]"
                + " 2 tests, 1 failures, 0 errors, 0 skipped",
            "empty.nothing [the check as a whole: [error]]"
                + " 1 tests, 0 failures, 1 errors, 0 skipped");
    Path file = JUnitXml.write(result, folder.resolve("new/TEST-data.xml"));
    assertThat(file).hasContent(JUnitXml.render(result));
  }

  @Test
  void a_run_out_of_time_is_an_error_of_each_check() throws Exception {
    Iterable<Map<String, ?>> slow =
        () -> {
          try {
            Thread.sleep(5);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return ROWS.iterator();
        };
    VerificationResult result =
        LocalDataQuality.on(slow, FIELDS)
            .check(HINTS, CHECK)
            .withTimeLimit(Duration.ofMillis(1))
            .run();
    Element root = parsed(result);
    assertThat(result.passed()).isFalse();
    assertThat(cases(children(root).get(0)).get(0)).isEqualTo("the check as a whole: [system-out]");
    assertThat(cases(children(root).get(1)).get(0)).isEqualTo("the check as a whole: [error]");
  }
}
