package dev.assay.dq.spark.internal.frame;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.not;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * When values of rows that are compared are equal: null equals null, NaN equals NaN, -0.0 equals
 * 0.0, and numbers within a tolerance, if there is one.
 */
public final class RowEquality {

  private RowEquality() {}

  /** A column as it is grouped and compared: a map as its entries in order. */
  public static Column comparable(Column column, DataType type) {
    return type instanceof MapType ? array_sort(map_entries(column)) : column;
  }

  /** Whether there are maps within something, which nothing can be compared by. */
  public static boolean holdsMap(DataType type) {
    return type instanceof MapType map
        ? hasMap(map.keyType()) || hasMap(map.valueType())
        : hasMap(type);
  }

  private static boolean hasMap(DataType type) {
    if (type instanceof StructType struct) {
      for (StructField field : struct.fields()) {
        if (hasMap(field.dataType())) {
          return true;
        }
      }
      return false;
    }
    return type instanceof MapType
        || (type instanceof ArrayType array && hasMap(array.elementType()));
  }

  private static boolean isFloating(DataType type) {
    return type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType);
  }

  /** Whether the tolerance reaches a value of a type, or something inside it. */
  public static boolean isTolerant(DataType type) {
    if (type instanceof StructType struct) {
      return Stream.of(struct.fields()).anyMatch(field -> isTolerant(field.dataType()));
    }
    if (type instanceof MapType map) {
      return isTolerant(map.keyType()) || isTolerant(map.valueType());
    }
    return type instanceof ArrayType array
        ? isTolerant(array.elementType())
        : isFloating(type) || type instanceof DecimalType;
  }

  /**
   * Whether the values of two columns differ.
   *
   * @param a the name of one, in the form of {@link #comparable}
   * @param e the name of the other
   * @param type the type of both, before that
   * @param tolerance how far numbers may differ; null or 0 for not at all
   */
  public static Column differs(String a, String e, DataType type, @Nullable BigDecimal tolerance) {
    if (tolerance == null || tolerance.signum() == 0 || !isTolerant(type)) {
      return not(col(a).eqNullSafe(col(e)));
    }
    DataType unnamed = unnamed(type);
    return not(expr(close(cast(a, unnamed), cast(e, unnamed), unnamed, tolerance)));
  }

  private static String cast(String column, DataType type) {
    return "CAST(" + column + " AS " + type.sql() + ")";
  }

  /**
   * A type as it is compared: maps as their entries in order, fields by position, so that no name
   * of the data gets into SQL.
   */
  private static DataType unnamed(DataType type) {
    if (type instanceof MapType map) {
      return DataTypes.createArrayType(
          unnamed(new StructType().add("key", map.keyType()).add("value", map.valueType())));
    }
    if (type instanceof ArrayType array) {
      return DataTypes.createArrayType(unnamed(array.elementType()));
    }
    if (type instanceof StructType struct) {
      StructType fields = new StructType();
      for (int i = 0; i < struct.fields().length; i++) {
        fields = fields.add("f" + i, unnamed(struct.fields()[i].dataType()));
      }
      return fields;
    }
    return type;
  }

  /** In SQL, since there is no other way to compare elements: whether two values are close. */
  private static String close(String a, String e, DataType type, BigDecimal tolerance) {
    if (type instanceof StructType struct) {
      String fields =
          IntStream.range(0, struct.fields().length)
              .mapToObj(
                  i -> close(a + ".f" + i, e + ".f" + i, struct.fields()[i].dataType(), tolerance))
              .collect(Collectors.joining(" AND "));
      return "("
          + a
          + " <=> "
          + e
          + " OR ("
          + a
          + " IS NOT NULL AND "
          + e
          + " IS NOT NULL AND "
          + fields
          + "))";
    }
    if (type instanceof ArrayType array) {
      int depth = depth(array.elementType());
      String x = "x" + depth;
      String y = "y" + depth;
      return "("
          + a
          + " <=> "
          + e
          + " OR coalesce(size("
          + a
          + ") = size("
          + e
          + ") AND forall(zip_with("
          + a
          + ", "
          + e
          + ", ("
          + x
          + ", "
          + y
          + ") -> "
          + close(x, y, array.elementType(), tolerance)
          + "), ok -> ok), false))";
    }
    if (!isTolerant(type)) {
      return "(" + a + " <=> " + e + ")";
    }
    boolean floating = isFloating(type);
    String largest = floating ? tolerance.doubleValue() + "D" : tolerance.toPlainString() + "BD";
    String near =
        floating
            ? "abs(CAST(" + a + " AS DOUBLE) - CAST(" + e + " AS DOUBLE)) <= " + largest
            : "abs(" + a + " - " + e + ") <= " + largest;
    if (!floating) { // decimals far apart are not subtracted: the difference may not fit
      String x = "CAST(" + a + " AS DOUBLE)";
      String y = "CAST(" + e + " AS DOUBLE)";
      String about =
          String.format(
              Locale.ROOT,
              "abs(%s - %s) <= %sD + 1e-14D * (abs(%s) + abs(%s))",
              x,
              y,
              tolerance.doubleValue(),
              x,
              y);
      near = "CASE WHEN " + about + " THEN " + near + " ELSE false END";
    }
    return "(" + a + " <=> " + e + " OR coalesce(" + near + ", false))";
  }

  /** How deep arrays are nested in a type: names the variables of a level. */
  private static int depth(DataType type) {
    if (type instanceof StructType struct) {
      return Stream.of(struct.fields()).mapToInt(field -> depth(field.dataType())).max().orElse(0);
    }
    return type instanceof ArrayType array ? 1 + depth(array.elementType()) : 0;
  }
}
