package dev.assay.dq.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A tree as people write JSON by hand: in one line what fits into one. */
final class JsonLayout {

  private static final int WIDTH = 100;

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

  private JsonLayout() {}

  static String text(Object tree) {
    StringBuilder out = new StringBuilder();
    write(tree, "", 0, out);
    return RecordWriter.wholeCharacters(out.append('\n').toString());
  }

  private static void write(Object tree, String indent, int before, StringBuilder out) {
    String line = line(tree);
    List<String> names = new ArrayList<>();
    List<Object> parts = new ArrayList<>();
    parts(tree, names, parts);
    if (parts.isEmpty() || before + line.length() <= WIDTH) {
      out.append(line);
      return;
    }
    String inner = indent + "  ";
    for (int i = 0; i < parts.size(); i++) {
      out.append(i == 0 ? line.charAt(0) : ',').append('\n').append(inner).append(names.get(i));
      // a comma may follow
      write(parts.get(i), inner, inner.length() + names.get(i).length() + 1, out);
    }
    out.append('\n').append(indent).append(line.charAt(line.length() - 1));
  }

  private static String line(Object tree) {
    List<String> names = new ArrayList<>();
    List<Object> parts = new ArrayList<>();
    parts(tree, names, parts);
    if (!(tree instanceof Map || tree instanceof List)) {
      return scalar(tree);
    }
    StringBuilder line = new StringBuilder(tree instanceof Map ? "{" : "[");
    for (int i = 0; i < parts.size(); i++) {
      line.append(i == 0 ? "" : ", ").append(names.get(i)).append(line(parts.get(i)));
    }
    return line.append(tree instanceof Map ? "}" : "]").toString();
  }

  /** What an object or a list is made of, and what stands before each part. */
  private static void parts(Object tree, List<String> names, List<Object> parts) {
    if (tree instanceof Map<?, ?> map) {
      map.forEach(
          (name, part) -> {
            names.add(scalar(name) + ": ");
            parts.add(part);
          });
    } else if (tree instanceof List<?> list) {
      list.forEach(
          part -> {
            names.add("");
            parts.add(part);
          });
    }
  }

  private static String scalar(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plain value is always written", e);
    }
  }
}
