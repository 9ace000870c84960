package dev.assay.dq.json;

import dev.assay.dq.TextPattern;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Constant;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is put into a document before it is read: values where it names variables, and formats of
 * the user's own where it names those.
 */
final class Variables {

  static final String VARIABLE = "variable";

  /** How many values variables may stand for in a document. */
  static final int MOST = 1_000_000;

  private static final int MOST_NAMED = 3;

  private final Map<String, Object> values = new TreeMap<>();
  private final Map<String, TextPattern> formats;
  private long count;

  Variables(Map<String, ?> given, Map<String, TextPattern> formats) {
    this.formats = formats;
    Args.notNull(given, "variables")
        .forEach(
            (name, value) ->
                values.put(Args.notBlank(name, "name of a variable"), tree(name, value)));
  }

  private static Object tree(String name, @Nullable Object value) {
    if (!(value instanceof Collection<?> list)) {
      return single(name, value);
    }
    List<Object> all = new ArrayList<>();
    list.forEach(each -> all.add(single(name, each)));
    return all;
  }

  private static Object single(String name, @Nullable Object value) {
    if (value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number) {
      return exact(name, number);
    }
    String word =
        value instanceof LocalDate
            ? "date"
            : value instanceof Instant
                ? "instant"
                : value instanceof LocalDateTime ? "datetime" : null;
    if (word == null) {
      throw new IllegalArgumentException(
          "The variable '"
              + name
              + "' "
              + (value == null ? "is null" : "is a " + value.getClass().getName())
              + ": give a text, a number, true or false, a LocalDate, an Instant, a LocalDateTime,"
              + " or a list of such");
    }
    return Map.of(word, String.valueOf(value));
  }

  private static BigDecimal exact(String name, Number number) {
    BigDecimal exact;
    try {
      exact = Constant.of(number).value();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("The variable '" + name + "': " + e.getMessage(), e);
    }
    if (!Limits.isNumber(exact)) {
      throw new IllegalArgumentException(
          "The variable '" + name + "' has more than " + Limits.DIGITS + " digits");
    }
    return exact;
  }

  /** The document with everything in its place. */
  @Nullable Object into(@Nullable Object document) {
    Set<String> used = new TreeSet<>();
    Object whole = part(document, "$", (path, name) -> used.add(name));
    for (String name : values.keySet()) {
      if (!used.contains(name)) {
        throw new CheckFormatException(
            "$",
            "nothing here is {\"variable\": \""
                + name
                + "\"}, which has a value"
                + (used.isEmpty() ? "" : "; what is: " + String.join(", ", used)));
      }
    }
    return whole;
  }

  /** What is wrong with a document, and which variables stand where it is. */
  CheckFormatException told(CheckFormatException wrong, @Nullable Object document) {
    String at = wrong.path();
    if (at == null) {
      return wrong;
    }
    Set<String> named = new TreeSet<>();
    count = 0;
    part(
        document,
        "$",
        (path, name) -> {
          if (named.size() < MOST_NAMED && (isWithin(path, at) || isWithin(at, path))) {
            named.add(name);
          }
        });
    return named.isEmpty()
        ? wrong
        : new CheckFormatException(
            at, wrong.problem() + " (variables here: " + String.join(", ", named) + ")");
  }

  /** A part with everything in its place, of which the places and the names are noticed. */
  private @Nullable Object part(
      @Nullable Object tree, String path, BiConsumer<String, String> places) {
    if (tree instanceof List<?> list) {
      List<@Nullable Object> parts = new ArrayList<>(list.size());
      for (Object each : list) {
        boolean plain = !(each instanceof Map || each instanceof List);
        Object part = plain ? each : part(each, path + "[" + parts.size() + "]", places);
        if (part instanceof List<?> values && isVariable(each)) {
          parts.addAll(values);
        } else {
          parts.add(part);
        }
      }
      return parts;
    }
    if (!(tree instanceof Map<?, ?> map)) {
      return tree;
    }
    if (isVariable(map)) {
      return value(map.get(VARIABLE), path, places);
    }
    Map<Object, @Nullable Object> parts = new LinkedHashMap<>();
    map.forEach((word, part) -> parts.put(word, part(part, path + "." + word, places)));
    TextPattern format =
        parts.size() == 1 && parts.get("format") instanceof String name ? formats.get(name) : null;
    return format == null ? parts : format;
  }

  private static boolean isVariable(@Nullable Object tree) {
    return tree instanceof Map<?, ?> map && map.size() == 1 && map.containsKey(VARIABLE);
  }

  private Object value(@Nullable Object named, String path, BiConsumer<String, String> places) {
    String name = ModelParser.text(named, path + "." + VARIABLE);
    Object value = values.get(name);
    if (value == null) {
      throw new CheckFormatException(
          path,
          "the variable \""
              + name
              + "\" has no value"
              + (values.isEmpty()
                  ? ": give it one, as in read(json, Map.of(\"" + name + "\", …))"
                  : "; what has, nearest first: " + ModelParser.nearest(name, values.keySet())));
    }
    count += value instanceof List<?> list ? list.size() : 1;
    if (count > MOST) {
      throw new CheckFormatException(path, "variables stand for more than " + MOST + " values");
    }
    boolean spread = value instanceof List && path.endsWith("]");
    places.accept(spread ? path.substring(0, path.lastIndexOf('[')) : path, name);
    return value;
  }

  private static boolean isWithin(String path, String around) {
    return path.startsWith(around)
        && (path.length() == around.length() || ".[".indexOf(path.charAt(around.length())) >= 0);
  }
}
