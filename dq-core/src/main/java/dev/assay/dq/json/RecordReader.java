package dev.assay.dq.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON that {@link RecordWriter} wrote back to records, token by token. */
final class RecordReader {

  private static final JsonFactory FACTORY =
      new JsonFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /** How many zeros a decimal may have when it is written in full. */
  private static final int MAX_SCALE = 100_000;

  private final JsonParser json;
  private final Set<String> optional;
  private int depth;

  private RecordReader(JsonParser json, Set<String> optional) {
    this.json = json;
    this.optional = optional;
  }

  /**
   * Reads a document.
   *
   * @param optional the components that may be left out, and are null then, each with its record
   */
  static <T extends Record> T read(
      String text, String format, int version, String name, Class<T> type, Set<String> optional) {
    try (JsonParser json = FACTORY.createParser(text)) {
      return type.cast(new RecordReader(json, optional).document(format, version, name, type));
    } catch (JsonProcessingException e) {
      throw new ProfileFormatException(
          "this is not JSON: "
              + e.getOriginalMessage()
              + (e.getLocation() == null
                  ? ""
                  : " (line "
                      + e.getLocation().getLineNr()
                      + ", column "
                      + e.getLocation().getColumnNr()
                      + ")"),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory is always read", e);
    }
  }

  private Object document(String format, int version, String name, Class<?> type)
      throws IOException {
    json.nextToken();
    expect(JsonToken.START_OBJECT, "an object", "$");
    Object root = null;
    boolean formatted = false;
    boolean versioned = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      if (field.equals("format")) {
        if (!Objects.equals(json.getText(), format)) {
          throw new ProfileFormatException("$.format", "expected \"" + format + "\"");
        }
        formatted = true;
      } else if (field.equals("version")) {
        if (!json.getText().equals(String.valueOf(version))) {
          throw new ProfileFormatException(
              "$.version", json.getText() + " is not known; this library reads version " + version);
        }
        versioned = true;
      } else if (field.equals(name) && formatted && versioned) {
        root = value(type, "$." + name);
      } else if (field.equals(name)) {
        throw new ProfileFormatException(
            "$." + name, "must come after the format \"" + format + "\" and the version");
      } else {
        throw new ProfileFormatException("$." + field, "is not known here");
      }
    }
    if (root == null) {
      throw new ProfileFormatException(formatted ? "$." + name : "$.format", "is missing");
    }
    if (json.nextToken() != null) {
      throw new ProfileFormatException("$", "something follows the end of the document");
    }
    return root;
  }

  private Object value(Type generic, String path) throws IOException {
    if (++depth > Limits.DEEPEST) {
      throw new ProfileFormatException(
          path, "is more than " + Limits.DEEPEST + " objects and lists deep");
    }
    Object value =
        generic instanceof ParameterizedType type
            ? collection(type, path)
            : plain((Class<?>) generic, path);
    depth--;
    return value;
  }

  private Object collection(ParameterizedType type, String path) throws IOException {
    Type[] arguments = type.getActualTypeArguments();
    return type.getRawType() == List.class
        ? list(arguments[0], path)
        : map((Class<?>) arguments[0], arguments[1], path);
  }

  private Object plain(Class<?> type, String path) throws IOException {
    if (type.isRecord()) {
      return record(type, path);
    }
    if (type == String.class) {
      expect(JsonToken.VALUE_STRING, "a text", path);
      return json.getText();
    }
    if (type == long.class || type == Long.class) {
      return whole(path);
    }
    if (type == double.class || type == Double.class) {
      return real(path);
    }
    if (type == BigDecimal.class) {
      return decimal(path);
    }
    if (type == boolean.class) {
      if (json.currentToken() != JsonToken.VALUE_TRUE) {
        expect(JsonToken.VALUE_FALSE, "true or false", path);
      }
      return json.getBooleanValue();
    }
    if (type.isEnum()) {
      expect(JsonToken.VALUE_STRING, "a text", path);
      return constant(type, json.getText(), path);
    }
    throw new IllegalStateException("there is no written form of " + type);
  }

  private long whole(String path) throws IOException {
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number", path);
    if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new ProfileFormatException(path, json.getText() + " does not fit in 64 bits");
    }
    return json.getLongValue();
  }

  private double real(String path) throws IOException {
    String text = json.getText();
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return switch (text) {
        case "NaN" -> Double.NaN;
        case "Infinity" -> Double.POSITIVE_INFINITY;
        case "-Infinity" -> Double.NEGATIVE_INFINITY;
        default ->
            throw new ProfileFormatException(
                path,
                "expected a number, \"NaN\", \"Infinity\" or \"-Infinity\", but found \""
                    + text
                    + "\"");
      };
    }
    if (json.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
      expect(JsonToken.VALUE_NUMBER_INT, "a number", path);
    }
    double number = Double.parseDouble(text);
    if (Double.isInfinite(number)) {
      throw new ProfileFormatException(path, text + " is too large for a number of 64 bits");
    }
    return number;
  }

  private BigDecimal decimal(String path) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
      expect(JsonToken.VALUE_NUMBER_INT, "a number", path);
    }
    try {
      BigDecimal number = new BigDecimal(json.getText());
      if (Math.abs((long) number.scale()) <= MAX_SCALE) {
        return number;
      }
    } catch (NumberFormatException e) {
      // an exponent of more than 32 bits
    }
    throw new ProfileFormatException(path, json.getText() + " has too large an exponent");
  }

  private List<Object> list(Type item, String path) throws IOException {
    expect(JsonToken.START_ARRAY, "a list", path);
    List<Object> items = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(item, path + "[" + items.size() + "]"));
    }
    return List.copyOf(items);
  }

  private Map<Object, Object> map(Class<?> key, Type value, String path) throws IOException {
    expect(JsonToken.START_OBJECT, "an object", path);
    Map<Object, Object> entries = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      String place = path + "." + name;
      json.nextToken();
      entries.put(key.isEnum() ? constant(key, name, place) : name, value(value, place));
    }
    return Collections.unmodifiableMap(entries);
  }

  private Object record(Class<?> type, String path) throws IOException {
    expect(JsonToken.START_OBJECT, "an object", path);
    RecordComponent[] components = type.getRecordComponents();
    Map<String, RecordComponent> known = new LinkedHashMap<>();
    for (RecordComponent component : components) {
      known.put(component.getName(), component);
    }
    Map<String, Object> found = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      String place = path + "." + name;
      RecordComponent component = known.get(name);
      if (component == null) {
        throw new ProfileFormatException(
            place, "is not known here; allowed are " + String.join(", ", known.keySet()));
      }
      json.nextToken();
      found.put(name, value(component.getGenericType(), place));
    }
    @Nullable Object[] arguments = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      arguments[i] = found.get(name);
      if (arguments[i] == null && !optional.contains(type.getSimpleName() + "." + name)) {
        throw new ProfileFormatException(path + "." + name, "is missing");
      }
    }
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new ProfileFormatException(path, String.valueOf(e.getCause().getMessage()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type, e);
    }
  }

  private static Object constant(Class<?> type, String name, String path) {
    for (Object constant : type.getEnumConstants()) {
      if (RecordWriter.constantName((Enum<?>) constant).equals(name)) {
        return constant;
      }
    }
    throw new ProfileFormatException(
        path,
        "\""
            + name
            + "\" is not known; one of "
            + Arrays.stream(type.getEnumConstants())
                .map(each -> RecordWriter.constantName((Enum<?>) each))
                .collect(Collectors.joining(", ")));
  }

  private void expect(JsonToken token, String what, String path) throws IOException {
    JsonToken found = json.currentToken();
    if (found != token) {
      throw new ProfileFormatException(path, "expected " + what + ", but found " + shown(found));
    }
  }

  private String shown(@Nullable JsonToken found) throws IOException {
    if (found == null) {
      return "nothing";
    }
    return switch (found) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "\"" + json.getText() + "\"";
      default -> json.getText();
    };
  }
}
