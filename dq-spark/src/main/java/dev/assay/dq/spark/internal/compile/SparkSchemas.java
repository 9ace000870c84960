package dev.assay.dq.spark.internal.compile;

import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Spark's schemas as the planner knows them. */
public final class SparkSchemas {

  private static final Map<DataType, TypeKind> ATOMIC =
      Map.ofEntries(
          Map.entry(DataTypes.StringType, TypeKind.STRING),
          Map.entry(DataTypes.ByteType, TypeKind.BYTE),
          Map.entry(DataTypes.ShortType, TypeKind.SHORT),
          Map.entry(DataTypes.IntegerType, TypeKind.INT),
          Map.entry(DataTypes.LongType, TypeKind.LONG),
          Map.entry(DataTypes.FloatType, TypeKind.FLOAT),
          Map.entry(DataTypes.DoubleType, TypeKind.DOUBLE),
          Map.entry(DataTypes.BooleanType, TypeKind.BOOLEAN),
          Map.entry(DataTypes.DateType, TypeKind.DATE),
          Map.entry(DataTypes.TimestampType, TypeKind.TIMESTAMP),
          Map.entry(DataTypes.TimestampNTZType, TypeKind.TIMESTAMP_NTZ),
          Map.entry(DataTypes.BinaryType, TypeKind.BINARY));

  private SparkSchemas() {}

  /**
   * The schema of a dataset.
   *
   * @param struct Spark's schema
   * @param caseSensitive whether names that differ only in case are different
   */
  public static Schema of(StructType struct, boolean caseSensitive) {
    Set<List<String>> required = new HashSet<>();
    required(struct, List.of(), required);
    Map<String, Schema.Labels> labels = new HashMap<>();
    for (StructField field : struct.fields()) {
      if (!field.metadata().equals(Metadata.empty())) {
        labels.put(field.name(), new ColumnLabels(field.metadata()));
      }
    }
    return new Schema(fields(struct), caseSensitive, false, required, labels);
  }

  /** What Spark's metadata say of a column. */
  private record ColumnLabels(Metadata metadata) implements Schema.Labels {

    private static final String COMMENT = "comment";

    @Override
    public @Nullable String comment() {
      return metadata.contains(COMMENT) ? metadata.getString(COMMENT) : null;
    }

    /** A key whose value is not false: whatever it is, it would differ where false is put. */
    @Override
    public boolean has(String tag) {
      return metadata.contains(tag)
          && !metadata.equals(
              new MetadataBuilder().withMetadata(metadata).putBoolean(tag, false).build());
    }
  }

  /** Adds the paths of what is never null. */
  private static void required(DataType type, List<String> path, Set<List<String>> to) {
    if (type instanceof StructType struct) {
      for (StructField field : struct.fields()) {
        required(field.dataType(), field.nullable(), path, field.name(), to);
      }
    } else if (type instanceof ArrayType array) {
      required(array.elementType(), array.containsNull(), path, "element", to);
    } else if (type instanceof MapType map) {
      required(map.keyType(), false, path, "key", to);
      required(map.valueType(), map.valueContainsNull(), path, "value", to);
    }
  }

  private static void required(
      DataType type, boolean nullable, List<String> outer, String name, Set<List<String>> to) {
    List<String> path = new ArrayList<>(outer);
    path.add(name);
    if (!nullable) {
      to.add(List.copyOf(path));
    }
    required(type, path, to);
  }

  private static List<Schema.Field> fields(StructType struct) {
    List<Schema.Field> fields = new ArrayList<>();
    for (StructField field : struct.fields()) {
      fields.add(new Schema.Field(field.name(), type(field.dataType())));
    }
    return fields;
  }

  static Schema.Type type(DataType type) {
    if (type instanceof DecimalType decimal) {
      return Schema.Type.decimal(decimal.precision(), decimal.scale());
    }
    if (type instanceof StructType struct) {
      return new Schema.Type(TypeKind.STRUCT, "a struct", 0, 0, fields(struct));
    }
    if (type instanceof ArrayType array) {
      return nested(TypeKind.ARRAY, type, new Schema.Field("element", type(array.elementType())));
    }
    if (type instanceof MapType map) {
      return nested(
          TypeKind.MAP,
          type,
          new Schema.Field("key", type(map.keyType())),
          new Schema.Field("value", type(map.valueType())));
    }
    String name = type.catalogString();
    if (name.startsWith("char(") || name.startsWith("varchar(")) {
      return Schema.Type.of(TypeKind.STRING, "string");
    }
    return Schema.Type.of(ATOMIC.getOrDefault(type, TypeKind.OTHER), name);
  }

  private static Schema.Type nested(TypeKind kind, DataType type, Schema.Field... children) {
    return new Schema.Type(kind, type.catalogString(), 0, 0, List.of(children));
  }
}
