package dev.assay.dq.spark.testing;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
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
    try {
      return written == null ? null : converted(written, field.dataType());
    } catch (ArithmeticException | ClassCastException | NumberFormatException e) {
      throw unfit(field, row, written, "", e);
    }
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
            + " is no value of type "
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
      return ((Number) value).doubleValue();
    }
    if (type.equals(DataTypes.FloatType)) {
      return ((Number) value).floatValue();
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
    return value;
  }

  private static BigDecimal decimal(Object value) {
    return new BigDecimal(((Number) value).toString());
  }
}
