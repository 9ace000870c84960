package dev.assay.dq.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.assay.dq.model.Check;
import dev.assay.dq.model.ModelTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Checks as JSON, in both directions: a check that was written comes back equal.
 *
 * <p>A document is {@code {"format": "assay-checks", "version": 1, "checks": […]}}. A column is
 * written with its type, {@code {"string": "email"}}; a constant as a JSON text, number or boolean,
 * or as {@code {"date": "2024-01-31"}}, {@code {"instant": …}}, {@code {"datetime": …}}. Parts that
 * have their default may be left out, and a predicate may stand where a constraint is due. Java
 * code ({@code rowSatisfies}) has no written form.
 *
 * <p>Needs Jackson, which every Spark carries; nothing else in the library does.
 */
public final class CheckJson {

  private static final String FORMAT = "assay-checks";
  private static final int VERSION = 1;

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

  private CheckJson() {}

  /**
   * Writes checks.
   *
   * @param checks the checks
   * @return a JSON document
   * @throws IllegalArgumentException if one holds Java code
   */
  public static String write(List<Check> checks) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("format", FORMAT);
    root.put("version", VERSION);
    root.put("checks", checks.stream().map(ModelTree::of).toList());
    try {
      return MAPPER.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always written", e);
    }
  }

  /**
   * Reads checks.
   *
   * @param json a JSON document
   * @return the checks
   * @throws CheckFormatException if it is not of the format, with the path to the place
   */
  public static List<Check> read(String json) {
    Map<?, ?> root;
    try {
      root = MAPPER.readValue(json, Map.class);
    } catch (JsonProcessingException e) {
      throw new CheckFormatException("this is not a JSON object: " + e.getOriginalMessage(), e);
    }
    if (root == null || !Objects.equals(root.get("format"), FORMAT)) {
      throw new CheckFormatException("$.format", "expected \"" + FORMAT + "\"");
    }
    if (!String.valueOf(root.get("version")).equals(String.valueOf(VERSION))) {
      throw new CheckFormatException(
          "$.version",
          root.get("version") + " is not known; this library reads version " + VERSION);
    }
    if (!(root.get("checks") instanceof List<?> list)) {
      throw new CheckFormatException("$.checks", "expected a list");
    }
    for (Object field : root.keySet()) {
      if (!List.of("format", "version", "checks").contains(field)) {
        throw new CheckFormatException("$." + field, "is not known here");
      }
    }
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      checks.add(ModelParser.check(list.get(i), "$.checks[" + i + "]"));
    }
    return List.copyOf(checks);
  }
}
