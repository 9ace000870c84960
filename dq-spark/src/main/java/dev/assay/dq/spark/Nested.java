package dev.assay.dq.spark;

import dev.assay.dq.model.Schema;
import dev.assay.dq.model.TypeKind;
import dev.assay.dq.model.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Nested values of rows as plain Java: arrays are lists, structs are lists of their values. */
final class Nested {

  private Nested() {}

  static @Nullable Object canonical(@Nullable Object value, Schema.Type type) {
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
    return Values.canonical(value);
  }
}
