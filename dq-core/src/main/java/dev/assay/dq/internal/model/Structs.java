package dev.assay.dq.internal.model;

import java.lang.reflect.InvocationTargetException;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Structs among canonical values: an engine's own are the list of their values, in the order of the
 * schema; of plain Java they are records, beans and maps, as they are.
 */
final class Structs {

  private Structs() {}

  static boolean isStruct(Object value) {
    return value instanceof List
        || !(value instanceof CharSequence
            || value instanceof Number
            || value instanceof Boolean
            || value instanceof Temporal
            || value instanceof Collection
            || value.getClass().isArray());
  }

  /**
   * The value of a field; an empty Optional is null.
   *
   * @param place where the field stands in the schema, or -1 if it has none
   */
  static @Nullable Object field(Object struct, String name, int place) throws Exception {
    Object value =
        struct instanceof List<?> fields && place >= 0
            ? fields.get(place)
            : struct instanceof Map<?, ?> map ? map.get(name) : read(struct, name);
    return value instanceof Optional<?> optional ? optional.orElse(null) : value;
  }

  private static @Nullable Object read(Object struct, String name) throws Exception {
    Accessor accessor = isStruct(struct) ? Accessor.of(struct.getClass()).get(name) : null;
    if (accessor == null) {
      throw new Unfit(
          "a record holds a "
              + struct.getClass().getSimpleName()
              + ", which has no field "
              + ColumnRef.exactly(name));
    }
    try {
      return accessor.read(struct);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause instanceof Error error) {
        throw error;
      }
      if (cause instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw new RowFailure(
          accessor.name()
              + "() threw "
              + cause.getClass().getName()
              + Quoted.of(cause.getMessage()),
          cause);
    }
  }
}
