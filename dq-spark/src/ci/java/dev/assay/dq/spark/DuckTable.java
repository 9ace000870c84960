package dev.assay.dq.spark;

import dev.assay.dq.internal.model.ColumnRef;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Parquet files as a table in DuckDB. Columns go by position, so that names that differ only in
 * case stay apart; days and times become the numbers that they are stored as.
 */
final class DuckTable implements AutoCloseable {

  /** What DuckDB holds for a column. */
  enum Kind {
    TEXT,
    WHOLE,
    DECIMAL,
    FLOAT,
    REAL,
    BOOL,
    DAY,
    INSTANT,
    LOCAL,
    BINARY,
    LIST,
    MAP,
    STRUCT
  }

  /**
   * A column or a field of a struct.
   *
   * @param of what a list or the values of a map consist of; else null
   */
  record Col(String sql, Kind kind, int precision, int scale, Kind of) {
    Col(String sql, Kind kind, int precision, int scale) {
      this(sql, kind, precision, scale, null);
    }
  }

  static final String NAME = "t";

  private final Connection connection;
  private final Map<ColumnRef, Col> columns = new LinkedHashMap<>();

  DuckTable(String glob, StructType schema) throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    List<String> selected = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (StructField field : schema.fields()) {
      String raw = "r" + names.size();
      names.add(raw);
      add(List.of(field.name()), field.dataType(), raw, selected);
    }
    execute("SET threads = 2");
    execute(
        "CREATE TABLE t AS SELECT "
            + String.join(", ", selected)
            + " FROM read_parquet('"
            + glob.replace("'", "''")
            + "') AS p("
            + String.join(", ", names)
            + ")");
  }

  private void add(List<String> path, DataType type, String raw, List<String> selected) {
    if (type instanceof StructType struct) {
      for (StructField field : struct.fields()) {
        List<String> deeper = new ArrayList<>(path);
        deeper.add(field.name());
        add(
            deeper,
            field.dataType(),
            "struct_extract(" + raw + ", '" + field.name() + "')",
            selected);
      }
      return;
    }
    String name = "c" + columns.size();
    Col col;
    String sql;
    if (type instanceof DecimalType decimal) {
      col = new Col(name, Kind.DECIMAL, decimal.precision(), decimal.scale());
      sql = raw;
    } else {
      Kind kind = kind(type);
      Kind of =
          type instanceof ArrayType list
              ? kind(list.elementType())
              : type instanceof MapType map ? kind(map.valueType()) : null;
      col = new Col(name, kind, 0, 0, of);
      sql =
          switch (kind) {
            case WHOLE -> "CAST(" + raw + " AS BIGINT)";
            case FLOAT, REAL -> "CAST(" + raw + " AS DOUBLE)";
            case DAY -> "CAST(" + raw + " - DATE '1970-01-01' AS BIGINT)";
            case INSTANT, LOCAL -> "epoch_us(" + raw + ")";
            case TEXT, DECIMAL, BOOL, BINARY, LIST, MAP, STRUCT -> raw;
          };
    }
    columns.put(new ColumnRef(path), col);
    selected.add(sql + " AS " + name);
  }

  private static Kind kind(DataType type) {
    if (type.equals(DataTypes.StringType)) {
      return Kind.TEXT;
    } else if (type.equals(DataTypes.ByteType)
        || type.equals(DataTypes.ShortType)
        || type.equals(DataTypes.IntegerType)
        || type.equals(DataTypes.LongType)) {
      return Kind.WHOLE;
    } else if (type.equals(DataTypes.FloatType)) {
      return Kind.FLOAT;
    } else if (type.equals(DataTypes.DoubleType)) {
      return Kind.REAL;
    } else if (type.equals(DataTypes.BooleanType)) {
      return Kind.BOOL;
    } else if (type.equals(DataTypes.DateType)) {
      return Kind.DAY;
    } else if (type.equals(DataTypes.TimestampType)) {
      return Kind.INSTANT;
    } else if (type.equals(DataTypes.TimestampNTZType)) {
      return Kind.LOCAL;
    } else if (type.equals(DataTypes.BinaryType)) {
      return Kind.BINARY;
    } else if (type instanceof ArrayType) {
      return Kind.LIST;
    } else if (type instanceof MapType) {
      return Kind.MAP;
    } else if (type instanceof StructType) {
      return Kind.STRUCT;
    }
    throw new IllegalArgumentException("no DuckDB form for " + type);
  }

  boolean has(ColumnRef ref) {
    return columns.containsKey(ref);
  }

  Col col(ColumnRef ref) {
    Col col = columns.get(ref);
    if (col == null) {
      throw new IllegalArgumentException("no column " + ref + " among " + columns.keySet());
    }
    return col;
  }

  List<Col> all() {
    return List.copyOf(columns.values());
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** All rows of a query. */
  List<List<Object>> query(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int width = result.getMetaData().getColumnCount();
      List<List<Object>> rows = new ArrayList<>();
      while (result.next()) {
        List<Object> row = new ArrayList<>(width);
        for (int i = 1; i <= width; i++) {
          row.add(result.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB on: " + sql, e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
