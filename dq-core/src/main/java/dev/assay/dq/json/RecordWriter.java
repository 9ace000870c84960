package dev.assay.dq.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.assay.dq.internal.model.Utf8;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records as JSON, field by field as they are declared, without a tree in memory. A component that
 * is null is left out. A number that JSON does not have is a text: NaN, Infinity, -Infinity.
 */
final class RecordWriter {

  private static final JsonFactory FACTORY = new JsonFactory();

  private RecordWriter() {}

  static String write(String format, int version, String name, Record root) {
    StringWriter out = new StringWriter();
    try {
      write(format, version, name, root, out);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory is always written", e);
    }
    return out.toString();
  }

  /** Writes a document and leaves the writer open. */
  static void write(String format, int version, String name, Record root, Writer out)
      throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("format", format);
      json.writeNumberField("version", version);
      json.writeFieldName(name);
      value(root, json);
      json.writeEndObject();
    }
  }

  private static void value(Object value, JsonGenerator json) throws IOException {
    if (value instanceof Record node) {
      json.writeStartObject();
      for (RecordComponent component : node.getClass().getRecordComponents()) {
        Object part = part(node, component);
        if (part != null) {
          json.writeFieldName(component.getName());
          value(part, json);
        }
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        value(item, json);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        Object key = entry.getKey();
        json.writeFieldName(
            key instanceof Enum<?> constant ? constantName(constant) : String.valueOf(key));
        value(entry.getValue(), json);
      }
      json.writeEndObject();
    } else if (value instanceof Double number) {
      if (Double.isFinite(number)) {
        json.writeNumber(Double.toString(number));
      } else {
        json.writeString(number.toString());
      }
    } else if (value instanceof BigDecimal decimal) {
      json.writeNumber(decimal.toString());
    } else if (value instanceof Long || value instanceof Integer) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Enum<?> constant) {
      json.writeString(constantName(constant));
    } else if (value instanceof String text) {
      text(text, json);
    } else {
      throw new IllegalStateException("there is no written form of " + value.getClass());
    }
  }

  /** The name of an enum constant in profiles, for example {@code at_least}. */
  static String constantName(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Object part(Record node, RecordComponent component) {
    try {
      return component.getAccessor().invoke(node);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private static void text(String text, JsonGenerator json) throws IOException {
    if (Utf8.hasForm(text)) {
      json.writeString(text);
    } else {
      String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(text));
      json.writeRawValue('"' + wholeCharacters(quoted) + '"');
    }
  }

  /**
   * A JSON document in which halves of characters, which have no form in UTF-8, are escaped. They
   * stand in texts and in names of fields only, so an escape sequence may take their place.
   */
  static String wholeCharacters(String json) {
    if (Utf8.hasForm(json)) {
      return json;
    }
    StringBuilder whole = new StringBuilder(json.length() + 16);
    json.codePoints()
        .forEach(
            c -> {
              if (isHalf(c)) {
                whole.append(String.format("\\u%04x", c));
              } else {
                whole.appendCodePoint(c);
              }
            });
    return whole.toString();
  }

  private static boolean isHalf(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
