package dev.assay.dq.json;

import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.dq.Check;
import dev.assay.dq.Formats;
import dev.assay.dq.Nodes;
import dev.assay.dq.Requirement;
import dev.assay.dq.TextPattern;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values that are put into stored checks when these are read. */
class VariablesTest {

  private static String document(String constraint) {
    return "{\"format\": \"assay-checks\", \"version\": 1, \"checks\": [{\"name\": \"c\","
        + " \"constraints\": ["
        + constraint
        + "]}]}";
  }

  private static List<Check> read(String constraint, Map<String, ?> variables) {
    return CheckJson.read(document(constraint), variables);
  }

  private static List<Check> of(Requirement requirement) {
    return List.of(Check.error("c").require(requirement));
  }

  private static void assertRead(String constraint, Map<String, ?> variables, Requirement equal) {
    List<Check> checks = read(constraint, variables);
    assertThat(checks).isEqualTo(of(equal));
    assertThat(CheckJson.write(checks)).isEqualTo(CheckJson.write(of(equal)));
  }

  @Test
  void a_value_stands_where_its_variable_did() {
    assertRead(
        "{\"mean\": {\"number\": {\"variable\": \"column\"}}, \"isBetween\": [{\"variable\":"
            + " \"low\"}, {\"variable\": \"high\"}]}",
        Map.of("column", "net.`a b`", "low", 5, "high", 0.1 + 5),
        number("net.`a b`").mean().isBetween(5, 5.1));
    String big = "12345678901234567890123456789.000000000000000000000001";
    assertRead(
        "{\"isAtMost\": [{\"number\": \"a\"}, {\"variable\": \"most\"}], \"forAtLeast\":"
            + " {\"variable\": \"share\"}, \"failingOnNull\": {\"variable\": \"strict\"}}",
        Map.of("most", new BigDecimal(big), "share", 0.99f, "strict", true),
        number("a").isAtMost(new BigDecimal(big)).forAtLeast(0.99).failingOnNull());
    LocalDate day = LocalDate.of(12345, 6, 7);
    Instant instant = Instant.parse("2024-02-29T12:00:00.000001Z");
    LocalDateTime local = LocalDateTime.of(1, 1, 1, 0, 0);
    assertRead(
        "{\"isAtLeast\": [{\"date\": \"d\"}, {\"variable\": \"day\"}]}",
        Map.of("day", day),
        date("d").isAfterOrAt(day));
    assertRead(
        "{\"isAtLeast\": [{\"date\": \"d\"}, {\"date\": {\"variable\": \"day\"}}]}",
        Map.of("day", "2024-02-29"),
        date("d").isAfterOrAt(LocalDate.of(2024, 2, 29)));
    assertRead(
        "{\"max\": {\"timestamp\": \"t\"}, \"isAtLeast\": {\"variable\": \"since\"}}",
        Map.of("since", instant),
        timestamp("t").max().isAfterOrAt(instant));
    assertRead(
        "{\"isLessThan\": [{\"timestamp\": \"t\"}, {\"variable\": \"end\"}]}",
        Map.of("end", local),
        timestamp("t").isBefore(local));
    assertRead(
        "{\"existsIn\": [{\"dataset\": {\"variable\": \"there\"}, \"columns\": [\"id\"]}, {\"any\":"
            + " \"id\"}]}",
        Map.of("there", "customers_eu"),
        key("id").existsIn("customers_eu", "id"));
    assertRead(
        "{\"matches\": [{\"string\": \"s\"}, {\"format\": {\"variable\": \"how\"}}]}",
        Map.of("how", "EMAIL"),
        string("s").matches(Formats.EMAIL));
  }

  @Test
  void a_list_stands_for_its_values_where_it_stands_in_a_list() {
    Requirement expected = string("s").isIn("a", "NEW", "PAID", "z").tagged("x", "y");
    assertRead(
        "{\"isIn\": [{\"string\": \"s\"}, \"a\", {\"variable\": \"states\"}, \"z\"], \"tags\":"
            + " {\"variable\": \"tags\"}}",
        Map.of("states", List.of("NEW", "PAID"), "tags", List.of("x", "y")),
        expected);
    assertRead(
        "{\"isIn\": [{\"date\": \"d\"}, {\"variable\": \"days\"}, {\"variable\": \"none\"}]}",
        Map.of("days", List.of(LocalDate.EPOCH, LocalDate.MAX), "none", List.of()),
        date("d").isIn(LocalDate.EPOCH, LocalDate.MAX));
  }

  /** Each text, number and boolean of a check with every node is a variable of its own. */
  @Test
  void a_variable_may_stand_for_any_value() throws IOException {
    List<Check> checks = List.of(Nodes.check());
    ObjectMapper mapper = new ObjectMapper();
    JsonNode root =
        mapper
            .reader()
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .readTree(CheckJson.write(checks));
    Map<String, Object> values = new LinkedHashMap<>();
    JsonNode named = named(root, values);
    assertThat(values).hasSizeGreaterThan(500);
    assertThat(CheckJson.read(named.toString(), values)).isEqualTo(checks);
  }

  private static JsonNode named(JsonNode node, Map<String, Object> values) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(each -> each.setValue(named(each.getValue(), values)));
      return node;
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, named(array.get(i), values));
      }
      return node;
    }
    String name = "v" + values.size();
    values.put(
        name,
        node.isTextual()
            ? node.textValue()
            : node.isBoolean() ? (Object) node.booleanValue() : node.decimalValue());
    return new ObjectMapper().createObjectNode().put(Variables.VARIABLE, name);
  }

  @Test
  void nothing_is_replaced_within_a_text_nor_in_what_was_put_in() {
    assertRead(
        "{\"isEqualTo\": [{\"string\": \"s\"}, \"${minimum} {minimum}\"], \"because\":"
            + " {\"variable\": \"minimum\"}}",
        Map.of("minimum", "{\"variable\": \"other\"}"),
        string("s").isEqualTo("${minimum} {minimum}").because("{\"variable\": \"other\"}"));
  }

  @Test
  void a_variable_without_a_value_and_a_value_without_a_variable_are_refused() {
    String bound = "{\"isAtLeast\": [{\"number\": \"a\"}, {\"variable\": \"minimum\"}]}";
    String path = "$.checks[0].constraints[0].isAtLeast[1]: ";
    assertThatThrownBy(() -> CheckJson.read(document(bound)))
        .isInstanceOf(CheckFormatException.class)
        .hasMessage(
            path
                + "the variable \"minimum\" has no value: give it one, as in read(json,"
                + " Map.of(\"minimum\", …))");
    assertThatThrownBy(() -> read(bound, Map.of("minimun", 5)))
        .isInstanceOf(CheckFormatException.class)
        .hasMessage(
            path + "the variable \"minimum\" has no value; what has, nearest first: minimun");
    Map<String, Object> alike = new LinkedHashMap<>();
    List.of("minimxm", "maximum", "minimam", "minimbm", "minimzm").forEach(e -> alike.put(e, 1));
    assertThatThrownBy(() -> read(bound, alike))
        .hasMessageEndingWith("nearest first: minimam, minimbm, minimxm, minimzm, maximum");
    assertThatThrownBy(() -> read(bound, Map.of("minimum", 5, "maximum", 7)))
        .isInstanceOf(CheckFormatException.class)
        .hasMessage(
            "$: nothing here is {\"variable\": \"maximum\"}, which has a value; what is: minimum");
    assertThatThrownBy(() -> CheckJson.read(document(""), Map.of("a", 1)))
        .isInstanceOf(CheckFormatException.class)
        .hasMessage("$: nothing here is {\"variable\": \"a\"}, which has a value");
  }

  @Test
  void a_mistake_tells_the_variables_that_stand_there() {
    String in = "$.checks[0].constraints[0]";
    assertThatThrownBy(
            () -> read("{\"isComplete\": {\"string\": {\"variable\": \"x\"}}}", Map.of("x", 5)))
        .isInstanceOf(CheckFormatException.class)
        .hasMessage(in + ".isComplete.string: expected a text, but found 5 (variables here: x)");
    assertThatThrownBy(
            () ->
                read(
                    "{\"isBetween\": [{\"number\": \"a\"}, {\"variable\": \"low\"}, {\"variable\":"
                        + " \"high\"}]}",
                    Map.of("low", 3, "high", 2)))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageStartingWith(in + ".isBetween: ")
        .hasMessageEndingWith("(variables here: high, low)");
    assertThatThrownBy(
            () ->
                read(
                    "{\"tags\": [\"a\", {\"variable\": \"tags\"}], \"isComplete\": {\"any\": \"a\"}}",
                    Map.of("tags", List.of("b", 7))))
        .isInstanceOf(CheckFormatException.class)
        .hasMessage(in + ".tags[2]: expected a text, but found 7 (variables here: tags)");
    assertThatThrownBy(
            () ->
                read(
                    "{\"isAtMost\": [{\"number\": \"a\"}, {\"variable\": \"x\"}]}",
                    Map.of("x", List.of(1, 2))))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageStartingWith(in + ".isAtMost: ")
        .hasMessageEndingWith("(variables here: x)");
    assertThatThrownBy(
            () -> read("{\"isComplete\": {\"string\": {\"variable\": 5}}}", Map.of("x", 5)))
        .isInstanceOf(CheckFormatException.class)
        .hasMessage(in + ".isComplete.string.variable: expected a text, but found 5");
    assertThatThrownBy(
            () ->
                read(
                    "{\"isComplete\": {\"variable\": \"x\", \"string\": \"a\"}}",
                    Map.of("x", "string")))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageStartingWith("$: nothing here is");
  }

  @Test
  void only_what_a_document_can_say_is_a_value() {
    String bound = "{\"isAtLeast\": [{\"number\": \"a\"}, {\"variable\": \"x\"}]}";
    for (Object wrong :
        Arrays.asList(
            Locale.ROOT, new int[0], Map.of("sql", "1 = 1"), List.of(List.of(1)), 'c', null)) {
      assertThatThrownBy(() -> read(bound, Collections.singletonMap("x", wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("The variable 'x' is ")
          .hasMessageEndingWith("or a list of such");
    }
    assertThatThrownBy(() -> read(bound, Map.of("x", Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The variable 'x': NaN ");
    assertThatThrownBy(() -> read(bound, Map.of("x", new BigDecimal("1E+400"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The variable 'x' has more than 400 digits");
    assertThatThrownBy(() -> read(bound, Map.of(" ", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The name of a variable must not be blank");
    Map<String, Object> none = new HashMap<>();
    none.put(null, 1);
    assertThatThrownBy(() -> read(bound, none)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> read(bound, (Map<String, ?>) null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("variables");
  }

  @Test
  void variables_stand_for_so_many_values_and_no_more() {
    List<Integer> many = Collections.nCopies(Variables.MOST / 2, 7);
    String twice =
        "{\"isComplete\": {\"any\": \"a\"}, \"tags\": [{\"variable\": \"x\"}, {\"variable\": \"x\"}%s]}";
    String path = "$.checks[0].constraints[0].tags";
    assertThatThrownBy(() -> read(twice.formatted(""), Map.of("x", many)))
        .hasMessageStartingWith(path + "[0]: expected a text");
    assertThatThrownBy(
            () -> read(twice.formatted(", {\"variable\": \"y\"}"), Map.of("x", many, "y", "z")))
        .isInstanceOf(CheckFormatException.class)
        .hasMessage(path + "[1000000]: variables stand for more than 1000000 values");
  }

  @Test
  void sql_is_refused_whatever_the_variables_are() {
    assertThatThrownBy(
            () ->
                CheckJson.read(
                    document("{\"sql\": {\"variable\": \"x\"}}"),
                    Map.of("x", "1 = 1"),
                    CheckJson.Option.NO_SQL))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageContaining("SQL is refused here");
  }

  @Test
  void formats_of_ones_own_and_variables_go_together() {
    TextPattern sku = TextPattern.named("SKU", "[A-Z]{3}-[0-9]{4}");
    String json =
        document(
            "{\"matches\": [{\"string\": {\"variable\": \"column\"}}, {\"format\": {\"variable\":"
                + " \"format\"}}]}");
    assertThat(CheckJson.read(json, Map.of("column", "sku", "format", "SKU"), List.of(sku)))
        .isEqualTo(of(string("sku").matches(sku)));
  }
}
