package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.Foreign;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Utf8;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as samples show them: the same on every path, whatever holds them there. */
public final class Shown {

  private static final Schema.Type UNKNOWN = Schema.Type.of(TypeKind.DYNAMIC, "undeclared");

  private Shown() {}

  /**
   * A value to show: an array is a list, a struct a map from the names of its fields, binary a text
   * as SQL writes it.
   */
  public static @Nullable Object of(@Nullable Object value) {
    return of(value, UNKNOWN);
  }

  private static @Nullable Object of(@Nullable Object value, Schema.Type type) {
    if (value instanceof byte[] bytes) {
      return "X'" + HexFormat.of().withUpperCase().formatHex(bytes) + "'";
    }
    if (value instanceof Foreign foreign) {
      return of(foreign.canonical(), foreign.type());
    }
    if (value instanceof List<?> list) {
      return type.kind() == TypeKind.STRUCT ? fields(list, type) : elements(list, type);
    }
    return value instanceof Map<?, ?> map ? entries(map, type) : value;
  }

  private static Map<String, @Nullable Object> fields(List<?> struct, Schema.Type type) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < struct.size(); i++) {
      Schema.Field field = type.children().get(i);
      fields.put(field.name(), part(struct.get(i), field.type()));
    }
    return fields;
  }

  private static List<@Nullable Object> elements(List<?> array, Schema.Type type) {
    List<@Nullable Object> elements = new ArrayList<>(array.size());
    array.forEach(each -> elements.add(part(each, type.child(0))));
    return elements;
  }

  private static Map<@Nullable Object, @Nullable Object> entries(Map<?, ?> map, Schema.Type type) {
    Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
    map.forEach((key, each) -> entries.put(part(key, type.child(0)), part(each, type.child(1))));
    return entries;
  }

  private static @Nullable Object part(@Nullable Object value, Schema.Type type) {
    Object shown = of(value, type);
    return shown instanceof String text ? Utf8.shown(text) : shown;
  }
}
