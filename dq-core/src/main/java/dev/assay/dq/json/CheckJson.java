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
import org.jspecify.annotations.Nullable;

/**
 * Checks as JSON, in both directions: a check that was written comes back equal.
 *
 * <p>A document is {@code {"format": "assay-checks", "version": 1, "checks": […]}}. A column is
 * written with its type, {@code {"string": "email"}}; a constant as a JSON text, number or boolean,
 * or as {@code {"date": "2024-01-31"}}, {@code {"instant": …}}, {@code {"datetime": …}}; what is
 * said of them by its word, {@code {"isComplete": {"string": "email"}}}, with a list where it is
 * said of several, {@code {"isAtLeast": [{"number": "amount"}, 0]}}. A column of dates whose name
 * is itself a date stands in backticks. Parts that have their default may be left out, and a
 * predicate may stand where a constraint is due. Java code ({@code rowSatisfies}) has no written
 * form.
 *
 * <p>Objects and lists may be {@value Limits#DEEPEST} deep in one another, which is more than any
 * check needs, and numbers may have {@value Limits#DIGITS} digits: what is beyond is refused, in
 * both directions.
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
   * @throws IllegalArgumentException if one holds Java code, or a number of more digits
   */
  public static String write(List<Check> checks) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("format", FORMAT);
    root.put("version", VERSION);
    checks.forEach(Limits::check);
    root.put("checks", checks.stream().map(ModelTree::of).toList());
    try {
      return RecordWriter.wholeCharacters(MAPPER.writeValueAsString(root));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always written", e);
    }
  }

  /** What a document may hold. */
  public enum Option {
    /**
     * No SQL text: for documents from people who may not run SQL themselves. An expression can hold
     * a subquery, and so read every table that the session can.
     */
    NO_SQL
  }

  /**
   * Reads checks. A document is trusted as much as a query is: its SQL expressions run with the
   * rights of the session, unless {@link Option#NO_SQL} refuses them.
   *
   * @param json a JSON document
   * @param options what it may hold
   * @return the checks
   * @throws CheckFormatException if it is not of the format, with the path to the place
   */
  public static List<Check> read(String json, Option... options) {
    Map<?, ?> root;
    try {
      Limits.check(json, MAPPER.getFactory());
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
    if (List.of(options).contains(Option.NO_SQL)) {
      refuseSql(list, "$.checks");
    }
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      checks.add(ModelParser.check(list.get(i), "$.checks[" + i + "]"));
    }
    return List.copyOf(checks);
  }

  private static void refuseSql(@Nullable Object tree, String path) {
    if (tree instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        refuseSql(list.get(i), path + "[" + i + "]");
      }
    } else if (tree instanceof Map<?, ?> map) {
      if (map.containsKey("sql")) {
        throw new CheckFormatException(
            path, "SQL is refused here (NO_SQL): say the same with typed predicates");
      }
      map.forEach((name, part) -> refuseSql(part, path + "." + name));
    }
  }
}
