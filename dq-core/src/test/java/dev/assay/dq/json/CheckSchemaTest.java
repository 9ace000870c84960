package dev.assay.dq.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.dq.model.ColumnKind;
import dev.assay.dq.model.Expr;
import dev.assay.dq.model.Function;
import dev.assay.dq.model.Metric;
import dev.assay.dq.model.ModelTree;
import dev.assay.dq.model.Operation;
import dev.assay.dq.model.Signature;
import dev.assay.dq.model.Statistic;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the schema of checks says of expressions and metrics, but for its descriptions, follows from
 * the functions and the statistics. What a test expects is what is to stand in the file.
 */
class CheckSchemaTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static JsonNode definition(String name) throws IOException {
    try (InputStream in = CheckJson.class.getResourceAsStream("check-schema.json")) {
      return undescribed(MAPPER.readTree(in).at("/$defs/" + name));
    }
  }

  private static JsonNode undescribed(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("description").isTextual()) {
      object.remove("description");
    }
    node.forEach(CheckSchemaTest::undescribed);
    return node;
  }

  /** A tree with whole numbers of one width. */
  private static JsonNode tree(Object value) throws IOException {
    return MAPPER.readTree(MAPPER.writeValueAsBytes(value));
  }

  private static Map<String, Object> ref(String name) {
    return Map.of("$ref", "#/$defs/" + name);
  }

  private static Map<String, Object> argument(Signature.Takes takes) {
    return switch (takes) {
      case TRUTH -> ref("predicate");
      case PATTERN -> ref("pattern");
      case FLAG -> Map.of("type", "boolean");
      case ANYTHING, TEXT, NUMBER, DATE, COLLECTION, COMPARABLE, ORDERED, GROUPABLE -> ref("value");
    };
  }

  /** One argument, or a list of several, of which flags may be left out. */
  private static Map<String, Object> arguments(List<Signature.Takes> takes, boolean repeats) {
    if (takes.size() == 1 && !repeats) {
      return argument(takes.get(0));
    }
    if (takes.isEmpty()) {
      return Map.of("type", "array", "maxItems", 0);
    }
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("type", "array");
    list.put("prefixItems", takes.stream().map(CheckSchemaTest::argument).toList());
    list.put("items", repeats ? argument(takes.get(takes.size() - 1)) : false);
    list.put("minItems", takes.stream().filter(each -> each != Signature.Takes.FLAG).count());
    return list;
  }

  private static Map<String, Object> object(Map<String, Object> properties) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", "object");
    object.put("properties", properties);
    object.put("additionalProperties", false);
    return object;
  }

  /** What stands alone in its object, and says what is true or false, or something else. */
  private static Map<String, Object> words(boolean truth) {
    Map<String, Object> name = Map.of("type", "string", "minLength", 1);
    Map<String, Object> words = new LinkedHashMap<>();
    for (ColumnKind kind : ColumnKind.values()) {
      if (truth == (kind == ColumnKind.BOOL || kind == ColumnKind.ANY)) {
        words.put(ModelTree.constantName(kind), name);
      }
    }
    if (truth) {
      words.put("sql", name);
    }
    for (Function function : Function.values()) {
      Signature signature = function.signature();
      if (truth == (signature.gives() == Signature.Gives.TRUTH)) {
        words.put(function.word(), arguments(signature.takes(), signature.repeats()));
      }
    }
    Map<String, Object> object = object(words);
    object.put("minProperties", 1);
    object.put("maxProperties", 1);
    return object;
  }

  @ParameterizedTest
  @EnumSource
  void a_function_is_in_the_schema(Function function) throws IOException {
    Signature signature = function.signature();
    boolean truth = signature.gives() == Signature.Gives.TRUTH;
    String path = (truth ? "predicate/anyOf/1" : "value/anyOf/2") + "/properties/";
    assertThat(definition(path + function.word()))
        .as("$defs/" + path + function.word())
        .isEqualTo(tree(arguments(signature.takes(), signature.repeats())));
  }

  @Test
  void expressions_are_what_can_be_made_of_the_functions() throws IOException {
    assertThat(definition("predicate"))
        .isEqualTo(tree(Map.of("anyOf", List.of(Map.of("type", "boolean"), words(true)))));
    assertThat(definition("value"))
        .isEqualTo(tree(Map.of("anyOf", List.of(ref("predicate"), ref("literal"), words(false)))));
  }

  /** But for date, which is a constant where what follows is a date. */
  @Test
  void no_word_means_two_things() {
    List<String> expressions = new ArrayList<>(List.of("type", "sql", "instant", "datetime"));
    Stream.of(ColumnKind.values()).map(ModelTree::constantName).forEach(expressions::add);
    Stream.of(Function.values()).map(Function::word).forEach(expressions::add);
    assertThat(expressions).doesNotHaveDuplicates();
    List<String> metrics = new ArrayList<>(List.of("where"));
    Stream.of(Statistic.Parameter.values()).map(each -> each.word()).forEach(metrics::add);
    Stream.of(Statistic.values()).map(Statistic::word).forEach(metrics::add);
    Stream.of(Operation.values()).map(Operation::word).forEach(metrics::add);
    assertThat(metrics).doesNotHaveDuplicates();
  }

  private static Map<String, Object> number(Statistic.Parameter parameter) {
    return switch (parameter) {
      case Q -> Map.of("type", "number", "minimum", 0, "maximum", 1);
      case RANK_ERROR -> Map.of("type", "number", "minimum", 0.0001, "maximum", 0.3);
      case RELATIVE_ERROR -> Map.of("type", "number", "minimum", 0.01, "maximum", 0.3);
      case LIMIT -> Map.of("type", "integer", "minimum", 1, "maximum", 10_000);
    };
  }

  private static BigDecimal allowed(Statistic.Parameter parameter) {
    return switch (parameter) {
      case Q, RANK_ERROR, RELATIVE_ERROR -> new BigDecimal("0.1");
      case LIMIT -> BigDecimal.ONE;
    };
  }

  /** Of how many expressions a statistic is, at the least. */
  private static int fewest(Statistic statistic) {
    List<BigDecimal> numbers =
        statistic.parameters().stream().map(CheckSchemaTest::allowed).toList();
    for (int number = 0; ; number++) {
      try {
        List<Expr> of = Collections.nCopies(number, Expr.Literal.TRUE);
        return new Metric.Summary(statistic, of, numbers, Expr.Literal.TRUE).of().size();
      } catch (IllegalArgumentException e) {
        assertThat(number).as(e.getMessage()).isLessThan(9);
      }
    }
  }

  private static Map<String, Object> of(Statistic statistic) {
    int fewest = fewest(statistic);
    if (!statistic.isOfKey()) {
      return arguments(IntStream.range(0, fewest).mapToObj(statistic::takes).toList(), false);
    }
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("type", "array");
    list.put("items", argument(statistic.takes(0)));
    list.put("minItems", fewest);
    return fewest > 0 ? list : Map.of("anyOf", List.of(argument(statistic.takes(0)), list));
  }

  private static Map<String, Object> metric(Statistic statistic) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put(statistic.word(), of(statistic));
    statistic.parameters().forEach(each -> parts.put(each.word(), number(each)));
    List<String> required = List.copyOf(parts.keySet());
    parts.put("where", ref("predicate"));
    Map<String, Object> object = object(parts);
    object.put("required", required);
    return object;
  }

  @ParameterizedTest
  @EnumSource
  void a_statistic_is_in_the_schema(Statistic statistic) throws IOException {
    assertThat(definition("metric/oneOf"))
        .filteredOn(each -> each.path("properties").has(statistic.word()))
        .as("$defs/metric/oneOf with " + statistic.word())
        .containsExactly(tree(metric(statistic)));
  }

  @ParameterizedTest
  @EnumSource
  void an_operation_is_in_the_schema(Operation operation) throws IOException {
    Map<String, Object> two = new LinkedHashMap<>();
    two.put("type", "array");
    two.put("prefixItems", List.of(ref("metric"), ref("metric")));
    two.put("items", false);
    two.put("minItems", 2);
    Map<String, Object> object = object(Map.of(operation.word(), two));
    object.put("required", List.of(operation.word()));
    assertThat(definition("metric/oneOf"))
        .filteredOn(each -> each.path("properties").has(operation.word()))
        .as("$defs/metric/oneOf with " + operation.word())
        .containsExactly(tree(object));
  }

  @Test
  void there_are_no_other_metrics_in_the_schema() throws IOException {
    assertThat(definition("metric/oneOf"))
        .hasSize(Statistic.values().length + Operation.values().length);
  }
}
