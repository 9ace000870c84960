package dev.assay.dq.profile;

import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.state.ValueCodec;
import dev.assay.dq.local.Fields;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Arrays and maps as engines hand them over. */
final class Collections {

  private Collections() {}

  /** What is in an array. */
  static Collection<?> list(Object value) {
    if (value instanceof Collection<?> collection) {
      return collection;
    }
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < Array.getLength(value); i++) {
      list.add(Array.get(value, i));
    }
    return list;
  }

  /** Whether equal values of a type have the same bytes on every engine. */
  static boolean isPortable(Schema.Type type) {
    return switch (type.kind()) {
      case DYNAMIC, OTHER -> false;
      case ARRAY, MAP, STRUCT ->
          !type.children().isEmpty()
              && type.children().stream().allMatch(child -> isPortable(child.type()));
      case STRING,
          BYTE,
          SHORT,
          INT,
          LONG,
          FLOAT,
          DOUBLE,
          DECIMAL,
          BOOLEAN,
          DATE,
          TIMESTAMP,
          TIMESTAMP_NTZ,
          BINARY ->
          true;
    };
  }

  /** An array or a map as bytes, which are the same for equal ones and for no others. */
  static byte[] bytes(Object value, Schema.Type type) {
    return ValueCodec.bytes(plain(value, type));
  }

  private static Object plain(Object value, Schema.@Nullable Type type) {
    if (type != null && type.kind() == TypeKind.STRUCT && !(value instanceof Collection<?>)) {
      List<@Nullable Object> fields = new ArrayList<>();
      for (Schema.Field field : type.children()) {
        fields.add(part(Fields.child(value, field.name()), field.type()));
      }
      return fields;
    }
    if (value instanceof Map<?, ?> map) {
      List<Object> entries = new ArrayList<>();
      map.forEach(
          (key, each) -> {
            List<@Nullable Object> entry = new ArrayList<>();
            entry.add(part(key, child(type, 0)));
            entry.add(part(each, child(type, 1)));
            entries.add(entry);
          });
      return inOrder(entries);
    }
    boolean struct = type != null && type.kind() == TypeKind.STRUCT;
    List<@Nullable Object> parts = new ArrayList<>();
    for (Object each : list(value)) {
      parts.add(part(each, child(type, struct ? parts.size() : 0)));
    }
    return value instanceof Set<?> ? inOrder(parts) : parts;
  }

  /** In an order that does not depend on how they were put in. */
  private static List<@Nullable Object> inOrder(List<? extends @Nullable Object> parts) {
    List<@Nullable Object> sorted = new ArrayList<>(parts);
    if (sorted.size() > 1) {
      sorted.sort(Comparator.comparing(part -> part == null ? "" : ValueCodec.encode(part)));
    }
    return sorted;
  }

  private static @Nullable Object part(@Nullable Object value, Schema.@Nullable Type type) {
    Object canonical = Values.canonical(value);
    if (canonical == null) {
      return null;
    }
    boolean inside =
        canonical instanceof Collection<?>
            || canonical instanceof Map<?, ?>
            || (canonical.getClass().isArray() && !(canonical instanceof byte[]))
            || (type != null && type.kind() == TypeKind.STRUCT);
    if (inside) {
      return plain(canonical, type);
    }
    return ValueCodec.isKey(canonical) ? Values.key(canonical) : String.valueOf(canonical);
  }

  private static Schema.@Nullable Type child(Schema.@Nullable Type type, int index) {
    return type == null || index >= type.children().size()
        ? null
        : type.children().get(index).type();
  }
}
