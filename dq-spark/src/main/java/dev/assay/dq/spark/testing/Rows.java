package dev.assay.dq.spark.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Rows written by hand in a test, with the types of a schema. Immutable.
 *
 * <pre>{@code
 * Dataset<Row> orders =
 *     Rows.of("order_id STRING, amount DOUBLE", row("A-1", 10), row("A-2", null)).on(spark);
 *
 * Dataset<Row> same =
 *     Rows.table(
 *             """
 *             | order_id | amount DOUBLE |
 *             | A-1      | 10            |
 *             | A-2      | null          |
 *             """)
 *         .on(spark);
 * }</pre>
 */
public final class Rows {

  private final StructType schema;
  private final List<Row> rows;

  private Rows(StructType schema, List<Row> rows) {
    this.schema = schema;
    this.rows = rows;
  }

  /**
   * Rows of a schema.
   *
   * @param ddl the schema, such as {@code order_id STRING NOT NULL, amount DECIMAL(10,2)}
   * @param rows the rows, with a value for every column; whole numbers and decimals fit any number
   *     type that holds them exactly
   * @return the rows
   * @throws IllegalArgumentException if a value is not of its column's type
   */
  public static Rows of(String ddl, Row... rows) {
    return of(StructType.fromDDL(ddl), Arrays.asList(rows));
  }

  /**
   * Rows of a schema.
   *
   * @param rows the rows, with a value for every column
   * @return the rows
   * @throws IllegalArgumentException if a value is not of its column's type
   */
  public static Rows of(StructType schema, List<Row> rows) {
    List<Row> converted = new ArrayList<>();
    for (Row row : rows) {
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        values.add(row.get(i));
      }
      converted.add(LiteralRows.row(schema, converted.size() + 1, values));
    }
    return new Rows(schema, converted);
  }

  /**
   * A row, for {@link #of}.
   *
   * @param values its values; null for a single null
   * @return the row
   */
  public static Row row(@Nullable Object @Nullable ... values) {
    return values == null ? RowFactory.create((Object) null) : RowFactory.create(values);
  }

  /**
   * Rows as a table of text. The first line names the columns, each with its type or, without one,
   * as text ({@code amount DOUBLE}); a line of dashes below it is skipped. Blanks around a cell do
   * not count. {@code null} and an empty cell are null; text in double quotes is taken as it
   * stands, so that {@code ""} is the empty text and {@code "null"} the word; {@code \|} is a bar.
   * Dates and times are in ISO form, timestamps with their offset.
   *
   * @return the rows
   * @throws IllegalArgumentException if a line has another number of cells than the first, or a
   *     cell is not of its column's type
   */
  public static Rows table(String table) {
    List<List<String>> lines = lines(table);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("A table needs a first line with the columns: " + table);
    }
    StructType schema = new StructType();
    Set<String> names = new HashSet<>();
    for (String cell : lines.get(0)) {
      int blank =
          cell.startsWith("`") ? cell.indexOf(' ', cell.lastIndexOf('`')) : cell.indexOf(' ');
      String column = blank < 0 ? cell + " STRING" : cell;
      StructField field = StructType.fromDDL(column).fields()[0];
      if (!names.add(field.name())) {
        throw new IllegalArgumentException("The table has two columns named " + field.name());
      }
      schema = schema.add(field);
    }
    StructField[] fields = schema.fields();
    List<Row> rows = new ArrayList<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      int number = rows.size() + 1;
      if (line.size() != fields.length) {
        throw new IllegalArgumentException(
            "Row "
                + number
                + " of the table has "
                + line.size()
                + " cells for "
                + fields.length
                + " columns: "
                + line);
      }
      @Nullable Object[] values = new Object[fields.length];
      for (int i = 0; i < values.length; i++) {
        String cell = line.get(i);
        boolean quoted = cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
        if (quoted) {
          values[i] = LiteralRows.cell(fields[i], number, cell.substring(1, cell.length() - 1));
        } else {
          values[i] =
              cell.isEmpty() || cell.equals("null")
                  ? LiteralRows.absent(fields[i], number)
                  : LiteralRows.cell(fields[i], number, cell);
        }
      }
      rows.add(RowFactory.create(values));
    }
    return new Rows(schema, rows);
  }

  private static List<List<String>> lines(String table) {
    List<List<String>> lines = new ArrayList<>();
    for (String raw : table.split("\\R", -1)) {
      String line = raw.strip();
      boolean rule = lines.size() == 1 && line.matches("[|:+ -]*-[|:+ -]*");
      if (line.isEmpty() || rule) {
        continue;
      }
      if (!line.startsWith("|") || !line.endsWith("|") || line.length() < 2) {
        throw new IllegalArgumentException("A line of a table begins and ends with a bar: " + raw);
      }
      lines.add(cells(line.substring(1)));
    }
    return lines;
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && i + 1 < line.length() && line.charAt(i + 1) == '|') {
        cell.append('|');
        i++;
      } else if (c == '|') {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    return cells;
  }

  /**
   * The schema.
   *
   * @return the columns with their types
   */
  public StructType schema() {
    return schema;
  }

  /**
   * The rows.
   *
   * @return the rows, with values of the types of the schema
   */
  public List<Row> rows() {
    return Collections.unmodifiableList(rows);
  }

  /**
   * The rows as data of a session. No job is run.
   *
   * @param spark the session
   * @return the data
   */
  public Dataset<Row> on(SparkSession spark) {
    return spark.createDataFrame(rows, schema);
  }
}
