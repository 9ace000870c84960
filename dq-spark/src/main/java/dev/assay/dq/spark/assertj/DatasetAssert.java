package dev.assay.dq.spark.assertj;

import dev.assay.dq.spark.testing.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Assertions over a Dataset. */
@CheckReturnValue
public final class DatasetAssert extends AbstractDataAssert<DatasetAssert, Dataset<?>> {

  private final Set<String> ignored = new HashSet<>();
  private boolean anyColumnOrder;
  private @Nullable Double tolerance;

  DatasetAssert(Dataset<?> data, Chain chain) {
    super(data, DatasetAssert.class, chain);
  }

  /**
   * Verifies the names and types of all columns, in order. {@code NOT NULL} requires a column that
   * cannot be null; a column without it may be either. Reads no data.
   *
   * @param ddl the schema, such as {@code order_id STRING NOT NULL, amount DECIMAL(10,2)}
   * @return this assertion
   */
  public DatasetAssert hasSchema(String ddl) {
    StructType expected = StructType.fromDDL(ddl);
    chain()
        .add(
            Statement.direct(
                wording(),
                "has the schema " + String.join(", ", texts(expected.fields())),
                () -> difference(expected)));
    return this;
  }

  /**
   * Leaves columns out of the comparison of rows that follows.
   *
   * @param columns the names of the columns
   * @return this assertion
   */
  public DatasetAssert ignoringColumns(String... columns) {
    ignored.addAll(Arrays.asList(columns));
    return this;
  }

  /**
   * Matches columns by name in the comparison of rows that follows, whatever their order.
   *
   * @return this assertion
   */
  public DatasetAssert ignoringColumnOrder() {
    anyColumnOrder = true;
    return this;
  }

  /**
   * Lets floating-point numbers differ in the comparison of rows that follows. Rows are then
   * matched by the other columns (or by the key columns, if there are some), and those that agree
   * in them in the order of their numbers.
   *
   * @param largest the largest difference allowed
   * @return this assertion
   */
  public DatasetAssert usingTolerance(double largest) {
    if (!(largest >= 0) || Double.isInfinite(largest)) {
      throw new IllegalArgumentException("The tolerance must be zero or more, but was " + largest);
    }
    tolerance = largest;
    return this;
  }

  /**
   * Verifies that there are exactly these rows, each as often as it is given, in any order; null
   * equals null, NaN equals NaN. Evaluates this chain: what was stated before is reported with it.
   *
   * @param rows the rows, with a value for every column that is not ignored; whole numbers and
   *     decimals fit any number type that holds them exactly
   * @return this assertion
   */
  @CanIgnoreReturnValue
  public DatasetAssert containsExactlyInAnyOrder(Row... rows) {
    return compare(
        "contains exactly the rows given, in any order", settings -> literal(settings, rows));
  }

  private Dataset<Row> literal(RowComparison.Settings settings, Row... rows) {
    StructType nullable = new StructType();
    for (int i : RowComparison.kept(actual.schema(), settings)) {
      StructField field = actual.schema().fields()[i];
      nullable = nullable.add(field.name(), field.dataType(), true);
    }
    return Rows.of(nullable, Arrays.asList(rows)).on(actual.sparkSession());
  }

  /**
   * Verifies that another dataset has the same rows, each as often, in any order; null equals null,
   * NaN equals NaN. Neither side is collected. With {@link #keyedBy} the message tells missing,
   * unexpected and changed rows apart. Evaluates this chain: what was stated before is reported
   * with it.
   *
   * @param expected the other dataset
   * @return this assertion
   */
  @CanIgnoreReturnValue
  public DatasetAssert hasSameRowsAs(Dataset<?> expected) {
    Objects.requireNonNull(expected, "the dataset to compare with is null");
    return compare("has the same rows as the dataset given", settings -> expected);
  }

  private DatasetAssert compare(
      String headline, Function<RowComparison.Settings, Dataset<?>> expected) {
    RowComparison.Settings settings =
        new RowComparison.Settings(chain().keys(), Set.copyOf(ignored), anyColumnOrder, tolerance);
    chain()
        .add(
            Statement.direct(
                wording(),
                headline,
                () -> RowComparison.differences(actual, expected.apply(settings), settings)));
    verify();
    return this;
  }

  @Override
  DatasetAssert rows() {
    return this;
  }

  private List<String> difference(StructType expected) {
    StructField[] wanted = expected.fields();
    StructField[] found = actual.schema().fields();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < Math.max(wanted.length, found.length); i++) {
      String want = i < wanted.length ? text(wanted[i]) : "no column";
      String have = i < found.length ? text(found[i]) : "no column";
      boolean same =
          i < wanted.length
              && i < found.length
              && wanted[i].name().equals(found[i].name())
              && wanted[i].dataType().catalogString().equals(found[i].dataType().catalogString())
              && (wanted[i].nullable() || !found[i].nullable());
      if (!same) {
        lines.add("column " + (i + 1) + ": expected " + want + ", but was " + have);
      }
    }
    return lines;
  }

  private static List<String> texts(StructField[] fields) {
    List<String> texts = new ArrayList<>();
    for (StructField field : fields) {
      texts.add(text(field));
    }
    return texts;
  }

  private static String text(StructField field) {
    return field.name() + " " + field.dataType().sql() + (field.nullable() ? "" : " NOT NULL");
  }
}
