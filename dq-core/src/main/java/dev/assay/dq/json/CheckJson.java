package dev.assay.dq.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.dq.Check;
import dev.assay.dq.TextPattern;
import dev.assay.dq.internal.model.Format;
import dev.assay.dq.internal.model.ModelTree;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks as JSON, in both directions: a check that was written comes back equal, and equal checks
 * are written alike. What is written by hand is as short:
 *
 * <pre>{@code
 * {"format": "assay-checks", "version": 1, "checks": [{"name": "orders", "constraints": [
 *   {"isComplete": {"string": "email"}},
 *   {"matches": [{"string": "email"}, {"format": "EMAIL"}], "forAtLeast": 0.99},
 *   {"mean": {"number": "amount"}, "isBetween": [10, 500]},
 *   {"forEachColumn": "string", "require": [{"isTrimmed": {"string": "*"}}]}]}]}
 * }</pre>
 *
 * <p>A column is written with its type, {@code {"string": "email"}}; a constant as a JSON text,
 * number or boolean, or as {@code {"date": "2024-01-31"}}, {@code {"instant": …}}, {@code
 * {"datetime": …}}; what is said of them by its word, with a list where it is said of several,
 * {@code {"isAtLeast": [{"number": "amount"}, 0]}}. A column of dates whose name is itself a date
 * stands in backticks. A pattern is a regular expression, a {@code {"format": …}} of {@code
 * Formats}, or a regular expression with a name, {@code {"name": …, "regex": …}}.
 *
 * <p>A constraint is a predicate or a statistic, and beside it what the methods of the language
 * say: {@code where}; of a predicate {@code forAtLeast} and the like, and {@code failingOnNull}; of
 * a statistic what is expected of it, without which it is observed; {@code warn} with a bound that
 * only warns; {@code onNoRows}, {@code id}, {@code name}, {@code because} and {@code tags}. In what
 * is required of each column, {@code "*"} is the column, and a column of that name stands in
 * backticks. {@code anyOf}, {@code allOf}, {@code noneOf} and {@code ifThen} combine a list of
 * constraints. What is left out has its default: a check is one whose failure makes the run fail,
 * and the ends of a range belong to it. Java code ({@code rowSatisfies}) has no written form.
 *
 * <p>Where a document has {@code {"variable": "minimum"}}, {@link #read(String, Map, Option...)}
 * puts a value; what is written has none.
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
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

  private CheckJson() {}

  /**
   * Writes checks.
   *
   * @return a JSON document
   * @throws IllegalArgumentException if one holds Java code, or a number of more digits
   */
  public static String write(List<Check> checks) {
    List<Map<String, Object>> trees = checks.stream().map(ModelTree::of).toList();
    trees.forEach(Limits::check);
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("format", FORMAT);
    root.put("version", VERSION);
    root.put("checks", trees);
    return JsonLayout.text(root);
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
    return read(json, Map.of(), List.of(), options);
  }

  /**
   * Reads checks that have variables, so that one document serves several environments or tables.
   * {@code {"variable": "minimum"}} may stand wherever a JSON value may, and is replaced by the
   * value of that name before anything is read: what comes of it is equal to a check that is
   * written with the value itself. No variable stands within a text, for a word, or for what has
   * words of its own, such as a constraint.
   *
   * @param variables texts, numbers, which stay exact, booleans, and LocalDates, Instants and
   *     LocalDateTimes, which stand for the constants {@code {"date": …}}, {@code {"instant": …}}
   *     and {@code {"datetime": …}}; or lists of such: one that stands in a list stands for its
   *     values there. At most {@value Variables#MOST} values are put into a document
   * @return the checks
   * @throws CheckFormatException if it is not of the format, with the path to the place and the
   *     variables there; also if a variable has no value, or a value no variable
   * @throws IllegalArgumentException if a variable is null or of another type
   */
  public static List<Check> read(String json, Map<String, ?> variables, Option... options) {
    return read(json, variables, List.of(), options);
  }

  /**
   * Reads checks that may name formats of your own, as {@code {"format": "SKU"}}.
   *
   * @param formats those of them that a document may name besides {@code Formats}
   * @return the checks
   * @throws CheckFormatException if it is not of the format, with the path to the place
   * @throws IllegalArgumentException if a format has no name, or one of another
   */
  public static List<Check> read(String json, Collection<TextPattern> formats, Option... options) {
    return read(json, Map.of(), formats, options);
  }

  /**
   * Reads checks that have variables and may name formats of your own.
   *
   * @see #read(String, Map, Option...)
   * @see #read(String, Collection, Option...)
   */
  public static List<Check> read(
      String json, Map<String, ?> variables, Collection<TextPattern> formats, Option... options) {
    Map<String, TextPattern> named = new HashMap<>();
    for (TextPattern format : formats) {
      String name = format.name();
      if (name == null || Format.named(name) != null || named.put(name, format) != null) {
        throw new IllegalArgumentException(
            "A format to be read needs a name that no other has, and this one is "
                + (name == null ? "/" + format.regex() + "/" : name));
      }
    }
    Variables placed = new Variables(variables, named);
    Object root;
    try {
      Limits.check(json, MAPPER.getFactory());
      root = MAPPER.readValue(json, Object.class);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new CheckFormatException(
          "line "
              + at.getLineNr()
              + ", column "
              + at.getColumnNr()
              + ": this is not JSON: "
              + e.getOriginalMessage(),
          e);
    }
    if (List.of(options).contains(Option.NO_SQL)) {
      refuseSql(root, "$");
    }
    Object whole = placed.into(root);
    try {
      return ModelParser.document(whole, FORMAT, VERSION);
    } catch (CheckFormatException e) {
      throw placed.told(e, root);
    }
  }

  private static void refuseSql(@Nullable Object tree, String path) {
    if (tree instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        refuseSql(list.get(i), path + "[" + i + "]");
      }
    } else if (tree instanceof Map<?, ?> map) {
      if (map.containsKey("sql") || map.containsKey(ModelTree.SQL_METRIC)) {
        throw new CheckFormatException(
            path, "SQL is refused here (NO_SQL): say the same with typed predicates and metrics");
      }
      map.forEach((name, part) -> refuseSql(part, path + "." + name));
    }
  }
}
