package dev.assay.dq.internal.model;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of any type, nested ones too, in a form in which equal ones are equal objects with equal
 * hash codes: as {@link Values#key}, and within arrays, maps and structs null equals null. Of what
 * has no declared type, numbers of all types are equal by value.
 */
public final class NestedKey {

  private NestedKey() {}

  /**
   * The form of a value of a record.
   *
   * @return null of null
   */
  public static @Nullable Object of(@Nullable Object value, Schema.Type type) throws Exception {
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case ARRAY -> elements(value, type.child(0));
      case MAP -> entries(value, type);
      case STRUCT -> fields(value, type);
      case DYNAMIC -> undeclared(value);
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
          BINARY,
          OTHER -> {
        Object canonical = Values.canonical(value);
        yield canonical == null ? null : Values.key(canonical);
      }
    };
  }

  private static Object elements(Object array, Schema.Type type) throws Exception {
    List<@Nullable Object> keys = new ArrayList<>();
    if (array instanceof Collection<?> collection) {
      for (Object element : collection) {
        keys.add(of(element, type));
      }
    } else {
      for (int i = 0; i < Array.getLength(array); i++) {
        keys.add(of(Array.get(array, i), type));
      }
    }
    return keys;
  }

  private static Object entries(Object map, Schema.Type type) throws Exception {
    Map<@Nullable Object, @Nullable Object> keys = new HashMap<>();
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
      keys.put(of(entry.getKey(), type.child(0)), of(entry.getValue(), type.child(1)));
    }
    return keys;
  }

  private static Object fields(Object struct, Schema.Type type) throws Exception {
    List<@Nullable Object> keys = new ArrayList<>();
    for (int i = 0; i < type.children().size(); i++) {
      Schema.Field field = type.children().get(i);
      keys.add(of(Structs.field(struct, field.name(), i), field.type()));
    }
    return keys;
  }

  private static Object undeclared(Object value) throws Exception {
    Schema.Type dynamic = Schema.Type.of(TypeKind.DYNAMIC, "undeclared");
    Object canonical = Values.undeclared(value);
    if (canonical instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes);
    }
    if (canonical instanceof Long whole) {
      return Values.commonKey(whole);
    }
    if (canonical instanceof Double real) {
      return Double.isFinite(real) ? Values.key(new java.math.BigDecimal(real)) : Values.key(real);
    }
    if (canonical instanceof Map<?, ?> map) {
      return entries(map, dynamic);
    }
    if (canonical instanceof Collection<?> || value.getClass().isArray()) {
      return elements(value, dynamic);
    }
    Object atom = canonical == null ? value : canonical;
    Map<String, Accessor> accessors =
        Structs.isStruct(atom) ? Accessor.of(atom.getClass()) : Map.of();
    if (accessors.isEmpty()) {
      return Values.key(atom);
    }
    Map<String, @Nullable Object> keys = new HashMap<>();
    for (String name : accessors.keySet()) {
      keys.put(name, of(Structs.field(atom, name, -1), dynamic));
    }
    return keys;
  }
}
