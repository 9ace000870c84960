package dev.assay.dq.spark.assertj;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Rows written in a test, as the types of a schema. */
final class LiteralRows {

  private LiteralRows() {}

  static Dataset<Row> dataset(SparkSession spark, StructType schema, List<Row> rows) {
    StructField[] fields = schema.fields();
    StructType nullable = new StructType();
    for (StructField field : fields) {
      nullable = nullable.add(field.name(), field.dataType(), true);
    }
    List<Row> converted = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      Row row = rows.get(r);
      if (row.size() != fields.length) {
        throw new IllegalArgumentException(
            "Row "
                + (r + 1)
                + " has "
                + row.size()
                + (row.size() == 1 ? " value" : " values")
                + " for "
                + fields.length
                + (fields.length == 1 ? " column: " : " columns: ")
                + row);
      }
      @Nullable Object[] values = new Object[fields.length];
      for (int i = 0; i < values.length; i++) {
        try {
          values[i] = converted(row.get(i), fields[i].dataType());
        } catch (ArithmeticException | ClassCastException | NumberFormatException e) {
          throw new IllegalArgumentException(
              "Row "
                  + (r + 1)
                  + ", column "
                  + fields[i].name()
                  + ": "
                  + row.get(i)
                  + " is no value of type "
                  + fields[i].dataType().catalogString(),
              e);
        }
      }
      converted.add(RowFactory.create(values));
    }
    return spark.createDataFrame(converted, nullable);
  }

  private static @Nullable Object converted(@Nullable Object value, DataType type) {
    if (value == null) {
      return null;
    }
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
