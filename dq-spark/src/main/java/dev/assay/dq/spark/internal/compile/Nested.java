package dev.assay.dq.spark.internal.compile;

import dev.assay.dq.internal.model.Foreign;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Values;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Nested values of rows as plain Java: arrays are lists, structs are lists of their values. */
public final class Nested {

  private Nested() {}

  /**
   * The canonical form of a value of a row.
   *
   * @return the canonical value, or null
   */
  public static @Nullable Object canonical(@Nullable Object value, Schema.Type type) {
    if (value == null) {
      return null;
    }
    List<Schema.Field> children = type.children();
    if (type.kind() == TypeKind.ARRAY) {
      List<@Nullable Object> elements = new ArrayList<>();
      for (Object element : RowFactory.create(value).getList(0)) {
        elements.add(canonical(element, children.get(0).type()));
      }
      return elements;
    }
    if (type.kind() == TypeKind.MAP) {
      Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
      RowFactory.create(value)
          .getJavaMap(0)
          .forEach(
              (key, each) ->
                  entries.put(
                      canonical(key, children.get(0).type()),
                      canonical(each, children.get(1).type())));
      return entries;
    }
    if (value instanceof Row struct && type.kind() == TypeKind.STRUCT) {
      List<@Nullable Object> fields = new ArrayList<>();
      for (int i = 0; i < children.size(); i++) {
        fields.add(canonical(struct.get(i), children.get(i).type()));
      }
      return fields;
    }
    return type.kind() == TypeKind.TIMESTAMP && value instanceof Timestamp time
        ? instant(time)
        : Values.canonical(value);
  }

  /** A row that knows its fields as what a sample can show; all else is as it was. */
  public static @Nullable Object foreign(@Nullable Object value) {
    if (!(value instanceof Row struct) || struct.schema() == null) {
      return value;
    }
    Schema.Type type = SparkSchemas.type(struct.schema());
    return new Foreign() {
      @Override
      public Object canonical() {
        return lazily(struct, type);
      }

      @Override
      public Schema.Type type() {
        return type;
      }
    };
  }

  /** The same, made when it is asked for: of wide structs few fields are. */
  static Object lazily(List<?> array, Schema.Type type) {
    Schema.Type element = type.child(0);
    return new AbstractList<@Nullable Object>() {
      @Override
      public @Nullable Object get(int index) {
        return lazily(array.get(index), element);
      }

      @Override
      public Iterator<@Nullable Object> iterator() {
        Iterator<?> each = array.iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return each.hasNext();
          }

          @Override
          public @Nullable Object next() {
            return lazily(each.next(), element);
          }
        };
      }

      @Override
      public int size() {
        return array.size();
      }
    };
  }

  static Object lazily(Map<?, ?> map, Schema.Type type) {
    Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> entries.put(canonical(key, type.child(0)), lazily(value, type.child(1))));
    return entries;
  }

  private static Object lazily(Row struct, Schema.Type type) {
    return new AbstractList<@Nullable Object>() {
      @Override
      public @Nullable Object get(int index) {
        return lazily(struct.get(index), type.child(index));
      }

      @Override
      public int size() {
        return type.children().size();
      }
    };
  }

  private static @Nullable Object lazily(@Nullable Object value, Schema.Type type) {
    if (value == null) {
      return null;
    }
    if (type.kind() == TypeKind.ARRAY) {
      return lazily(RowFactory.create(value).getList(0), type);
    }
    if (type.kind() == TypeKind.MAP) {
      return lazily(RowFactory.create(value).getJavaMap(0), type);
    }
    return value instanceof Row struct && type.kind() == TypeKind.STRUCT
        ? lazily(struct, type)
        : canonical(value, type);
  }

  /** When the Gregorian calendar, and the time zones of today, were long in use. */
  private static final long RECENT = Instant.parse("1950-01-01T00:00:00Z").toEpochMilli();

  /**
   * Spark makes an old Timestamp such that it shows the same date and time of day in the JVM's zone
   * as by the calendar of today; the instant itself may be another one.
   */
  private static Instant instant(Timestamp time) {
    Instant instant =
        time.getTime() < RECENT
            ? time.toLocalDateTime().atZone(ZoneId.systemDefault()).toInstant()
            : time.toInstant();
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
