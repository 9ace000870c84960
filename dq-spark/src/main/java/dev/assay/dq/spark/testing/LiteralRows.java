package dev.assay.dq.spark.testing;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Values written in a test, as the types of a schema. */
final class LiteralRows {

  private static final List<DataType> WHOLE =
      List.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);

  private LiteralRows() {}

  /** A row of the schema from the n-th row written. */
  static Row row(StructType schema, int number, List<? extends @Nullable Object> written) {
    StructField[] fields = schema.fields();
    if (written.size() != fields.length) {
      throw new IllegalArgumentException(
          "Row "
              + number
              + " has "
              + written.size()
              + (written.size() == 1 ? " value" : " values")
              + " for "
              + fields.length
              + (fields.length == 1 ? " column: " : " columns: ")
              + written);
    }
    @Nullable Object[] values = new Object[fields.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(fields[i], number, written.get(i));
    }
    return RowFactory.create(values);
  }

  /** A value of a column from a value written in Java. */
  static @Nullable Object value(StructField field, int row, @Nullable Object written) {
    if (written == null) {
      return absent(field, row);
    }
    try {
      return converted(written, field.dataType());
    } catch (ArithmeticException | ClassCastException | NumberFormatException e) {
      throw unfit(field, row, written, hint(field.dataType(), written), e);
    }
  }

  /** Null as a value of a column. */
  static @Nullable Object absent(StructField field, int row) {
    if (!field.nullable()) {
      throw new IllegalArgumentException(
          "Row " + row + ", column " + field.name() + ": null, but the column is NOT NULL");
    }
    return null;
  }

  private static String hint(DataType type, Object written) {
    if (type.equals(DataTypes.DateType)) {
      return "; give a LocalDate";
    }
    if (type.equals(DataTypes.TimestampType)) {
      return "; give an Instant";
    }
    if (type.equals(DataTypes.TimestampNTZType)) {
      return "; give a LocalDateTime";
    }
    return type instanceof StructType && !(written instanceof Row) ? "; give a row(...)" : "";
  }

  /** A value of a column from a cell of a text table. */
  static Object cell(StructField field, int row, String text) {
    DataType type = field.dataType();
    try {
      if (type.equals(DataTypes.StringType)) {
        return text;
      }
      if (type.equals(DataTypes.BooleanType) && (text.equals("true") || text.equals("false"))) {
        return text.equals("true");
      }
      if (type.equals(DataTypes.DoubleType)) {
        return Double.valueOf(text);
      }
      if (type.equals(DataTypes.FloatType)) {
        return Float.valueOf(text);
      }
      if (type instanceof DecimalType || WHOLE.contains(type)) {
        return converted(new BigDecimal(text), type);
      }
      if (type.equals(DataTypes.DateType)) {
        return LocalDate.parse(text);
      }
      if (type.equals(DataTypes.TimestampType)) {
        return Instant.parse(text.replace(' ', 'T'));
      }
      if (type.equals(DataTypes.TimestampNTZType)) {
        return LocalDateTime.parse(text.replace(' ', 'T'));
      }
    } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
      String hint =
          type.equals(DataTypes.TimestampType)
              ? "; write a point in time as 2024-03-01T10:00:00Z"
              : "";
      throw unfit(field, row, text, hint, e);
    }
    throw unfit(field, row, text, "; write such values in Java, with Rows.row(...)", null);
  }

  private static IllegalArgumentException unfit(
      StructField field, int row, Object written, String hint, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "Row "
            + row
            + ", column "
            + field.name()
            + ": "
            + written
            + " is not a value of type "
            + field.dataType().catalogString()
            + hint,
        cause);
  }

  private static Object converted(Object value, DataType type) {
    if (type instanceof DecimalType decimal) {
      BigDecimal exact = decimal(value).setScale(decimal.scale());
      if (exact.precision() > decimal.precision()) {
        throw new ArithmeticException("too many digits");
      }
      return exact;
    }
    if (type.equals(DataTypes.StringType)) {
      return (String) value;
    }
    if (type.equals(DataTypes.BooleanType)) {
      return (Boolean) value;
    }
    if (type.equals(DataTypes.DoubleType)) {
      return exact((Number) value, ((Number) value).doubleValue());
    }
    if (type.equals(DataTypes.FloatType)) {
      return exact((Number) value, ((Number) value).floatValue());
    }
    if (type.equals(DataTypes.LongType)) {
      return decimal(value).longValueExact();
    }
    if (type.equals(DataTypes.IntegerType)) {
      return decimal(value).intValueExact();
    }
    if (type.equals(DataTypes.ShortType)) {
      return decimal(value).shortValueExact();
    }
    if (type.equals(DataTypes.ByteType)) {
      return decimal(value).byteValueExact();
    }
    if (type.equals(DataTypes.DateType)) {
      return value instanceof Date date ? date : (LocalDate) value;
    }
    if (type.equals(DataTypes.TimestampType)) {
      return value instanceof Timestamp timestamp ? timestamp : (Instant) value;
    }
    if (type.equals(DataTypes.TimestampNTZType)) {
      return (LocalDateTime) value;
    }
    if (type.equals(DataTypes.BinaryType)) {
      return (byte[]) value;
    }
    return nested(value, type);
  }

  private static Object nested(Object value, DataType type) {
    if (type instanceof StructType struct) {
      Row row = (Row) value;
      if (row.size() != struct.size()) {
        throw new ArithmeticException("it has " + row.size() + " fields");
      }
      @Nullable Object[] fields = new Object[row.size()];
      for (int i = 0; i < fields.length; i++) {
        fields[i] = part(row.get(i), struct.fields()[i].dataType());
      }
      return RowFactory.create(fields);
    }
    if (type instanceof ArrayType array && value instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>();
      list.forEach(each -> elements.add(part(each, array.elementType())));
      return elements;
    }
    if (type instanceof MapType map && value instanceof Map<?, ?> entries) {
      Map<@Nullable Object, @Nullable Object> converted = new LinkedHashMap<>();
      entries.forEach(
          (key, each) -> converted.put(part(key, map.keyType()), part(each, map.valueType())));
      return converted;
    }
    return value;
  }

  private static @Nullable Object part(@Nullable Object value, DataType type) {
    return value == null ? null : converted(value, type);
  }

  /** A whole number has to be one in floating point as well; a fraction is the nearest. */
  private static Object exact(Number written, Number floating) {
    boolean whole = !(written instanceof Double || written instanceof Float);
    if (whole
        && decimal(written).stripTrailingZeros().scale() <= 0
        && new BigDecimal(floating.doubleValue()).compareTo(decimal(written)) != 0) {
      throw new ArithmeticException("not exact");
    }
    return floating;
  }

  private static BigDecimal decimal(Object value) {
    return new BigDecimal(((Number) value).toString());
  }
}
