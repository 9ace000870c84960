package dev.assay.dq.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands at a path is what Jackson finds there. */
class JsonPathTest {

  private static final JsonMapper JACKSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final List<String> NAMES = List.of("a", "b", "a b", "\\u0061", "é", "", "0");
  private static final List<String> SCALARS =
      List.of(
          "0", "-1.50", "1e3", "true", "false", "null", "\"\"", "\"x\\ny\"", "\"\\ud83d\\ude00\"");
  private static final List<String> SPACES = List.of("", "", "", " ", "\n\t");

  private final Random random = new Random(7);

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private String json(int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(4);
    StringBuilder out = new StringBuilder(pick(SPACES));
    if (kind < 2) {
      out.append(pick(SCALARS));
    } else {
      out.append(kind == 2 ? '{' : '[').append(pick(SPACES));
      for (int i = random.nextInt(4); i > 0; i--) {
        if (kind == 2) {
          out.append('"').append(pick(NAMES)).append('"').append(pick(SPACES)).append(':');
        }
        out.append(json(depth - 1)).append(i > 1 ? "," : "");
      }
      out.append(kind == 2 ? '}' : ']');
    }
    return out.append(pick(SPACES)).toString();
  }

  private static JsonNode read(String json) {
    try {
      JsonNode node = JACKSON.readTree(json);
      return node.isMissingNode() ? null : node;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  @Test
  void what_is_found_is_what_jackson_finds() {
    int found = 0;
    for (int i = 0; i < 40_000; i++) {
      String json = json(4);
      if (random.nextInt(4) == 0 && !json.isEmpty()) {
        int at = random.nextInt(json.length());
        json =
            json.substring(0, at) + pick(List.of("", "]", "}", ",", "\"")) + json.substring(at + 1);
      }
      JsonNode node = read(json);
      StringBuilder path = new StringBuilder("$");
      for (int steps = random.nextInt(4); steps > 0; steps--) {
        if (random.nextBoolean()) {
          int index = random.nextInt(3);
          path.append('[').append(index).append(']');
          node = node == null || !node.isArray() ? null : node.get(index);
        } else {
          String name = pick(List.of("a", "b", "a b", "é", "", "0"));
          path.append("['").append(name).append("']");
          node = node == null || !node.isObject() ? null : node.get(name);
        }
      }
      String value = JsonPath.of(path.toString()).find(json);
      String what = path + " in " + json;
      if (node == null || node.isNull()) {
        assertThat(value).as(what).isNull();
      } else if (node.isTextual()) {
        assertThat(value).as(what).isEqualTo(withoutHalves(node.textValue()));
        found++;
      } else {
        assertThat(read(value)).as(what).isEqualTo(node);
        assertThat(json).contains(value);
        found++;
      }
    }
    assertThat(found).isGreaterThan(8_000);
  }

  /** The encoder of Java has the replacement character for half a character. */
  private static String withoutHalves(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
  }

  @Test
  void no_depth_overflows_the_stack() {
    int depth = 200_000;
    String deep = "{\"a\":[" + "[".repeat(depth) + "]".repeat(depth) + ",7]}";
    assertThat(JsonPath.of("$.a[1]").find(deep)).isEqualTo("7");
    assertThat(JsonPath.of("$.a[0]").find(deep)).hasSize(2 * depth);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a.b | does not begin with $",
        "$a | has \"a\" where . or [ should be",
        "$..a | has no name after a dot: one that is not of letters stands in brackets, ['…']",
        "$.* | has no name after a dot: one that is not of letters stands in brackets, ['…']",
        "$.0 | has no name after a dot: one that is not of letters stands in brackets, ['…']",
        "$.a-b | has \"-b\" where . or [ should be",
        "$[*] | has no index from 0 to 999999999 and no name in quotes within brackets",
        "$[-1] | has no index from 0 to 999999999 and no name in quotes within brackets",
        "$[01] | has no index from 0 to 999999999 and no name in quotes within brackets",
        "$[1000000000] | has no index from 0 to 999999999 and no name in quotes within brackets",
        "$[0:2] | does not close a [ with ]",
        "$[0 | does not close a [ with ]",
        "$[ | has no index from 0 to 999999999 and no name in quotes within brackets",
        "$['a | does not close a name with '",
        "$['a\\ | does not close a name with '",
        "$['a\\x'] | has an escape in a name that JSON has not"
      })
  void other_paths_are_refused(String path, String problem) {
    assertThatThrownBy(() -> JsonPath.of(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "jsonValue takes a path of names and indexes, such as $.items[0]['unit price'], and "
                + English.quoted(path)
                + " "
                + problem);
  }

  @Test
  void a_path_has_a_bound() {
    assertThat(JsonPath.of("$" + "[0]".repeat(100)).find("[".repeat(100) + "5" + "]".repeat(100)))
        .isEqualTo("5");
    assertThatThrownBy(() -> JsonPath.of("$" + "[0]".repeat(101)))
        .hasMessageEndingWith("has more than 100 steps");
  }
}
