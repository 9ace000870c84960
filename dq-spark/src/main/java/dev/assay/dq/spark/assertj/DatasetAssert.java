package dev.assay.dq.spark.assertj;

import dev.assay.dq.Check;
import dev.assay.dq.Requirement;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.spark.DataQuality;
import dev.assay.dq.spark.testing.Rows;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Assertions over a Dataset. */
@CheckReturnValue
public final class DatasetAssert extends AbstractDataAssert<DatasetAssert, Dataset<?>> {

  private final Set<String> ignored = new HashSet<>();
  private boolean anyColumnOrder;
  private @Nullable BigDecimal tolerance;

  DatasetAssert(Dataset<?> data, Chain chain) {
    super(data, DatasetAssert.class, chain);
  }

  /**
   * Verifies the names and types of all columns, in order. {@code NOT NULL} requires a column that
   * cannot be null, of a field inside a struct too; one without it may be either. Reads no data.
   *
   * @param ddl the schema, such as {@code order_id STRING NOT NULL, amount DECIMAL(10,2)}
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

  /** Leaves columns out of the comparison of rows that follows. */
  public DatasetAssert ignoringColumns(String... columns) {
    ignored.addAll(Arrays.asList(columns));
    return this;
  }

  /** Matches columns by name in the comparison of rows that follows, whatever their order. */
  public DatasetAssert ignoringColumnOrder() {
    anyColumnOrder = true;
    return this;
  }

  /**
   * Lets floating-point numbers and decimals differ in the comparison of rows that follows, also
   * inside arrays, structs and maps; whole numbers are compared exactly. Rows are then matched by
   * the other columns (or by the key columns, if there are some), and those that agree in them in
   * the order of their numbers.
   *
   * @param largest the largest difference allowed, as the decimal that was written
   */
  public DatasetAssert usingTolerance(Number largest) {
    tolerance = Args.tolerance(Constant.of(largest)).value();
    return this;
  }

  /**
   * Verifies that there are exactly these rows, each as often as it is given, in any order; null
   * equals null, NaN equals NaN. Evaluates this chain: what was stated before is reported with it.
   *
   * @param rows the rows, with a value for every column that is not ignored; whole numbers and
   *     decimals fit any number type that holds them exactly
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
  DatasetAssert violating(Requirement constraint) {
    Dataset<?> rows =
        Subject.as(chain().settings(), DataQuality.on(actual))
            .check(Check.error("rows").require(constraint))
            .rows()
            .violating(constraint);
    return new DatasetAssert(rows, chain().over(Subject.of(rows)));
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
              && (wanted[i].nullable() || !found[i].nullable())
              && isAsStrict(found[i].dataType(), wanted[i].dataType());
      if (!same) {
        lines.add("column " + (i + 1) + ": expected " + want + ", but was " + have);
      }
    }
    return lines;
  }

  /** Whether nothing inside a type may be null that must not be in another of the same shape. */
  private static boolean isAsStrict(DataType found, DataType wanted) {
    if (found instanceof StructType have && wanted instanceof StructType want) {
      for (int i = 0; i < want.fields().length; i++) {
        StructField field = want.fields()[i];
        if ((!field.nullable() && have.fields()[i].nullable())
            || !isAsStrict(have.fields()[i].dataType(), field.dataType())) {
          return false;
        }
      }
      return true;
    }
    if (found instanceof MapType have && wanted instanceof MapType want) {
      return (want.valueContainsNull() || !have.valueContainsNull())
          && isAsStrict(have.keyType(), want.keyType())
          && isAsStrict(have.valueType(), want.valueType());
    }
    return !(found instanceof ArrayType have && wanted instanceof ArrayType want)
        || ((want.containsNull() || !have.containsNull())
            && isAsStrict(have.elementType(), want.elementType()));
  }

  private static List<String> texts(StructField[] fields) {
    List<String> texts = new ArrayList<>();
    for (StructField field : fields) {
      texts.add(text(field));
    }
    return texts;
  }

  private static String text(StructField field) {
    return field.name() + " " + text(field.dataType()) + (field.nullable() ? "" : " NOT NULL");
  }

  /** As Spark writes it, and whether a field inside may be null, which Spark leaves out. */
  private static String text(DataType type) {
    if (type instanceof StructType struct) {
      return Stream.of(struct.fields())
          .map(
              field ->
                  field.name()
                      + ": "
                      + text(field.dataType())
                      + (field.nullable() ? "" : " NOT NULL"))
          .collect(Collectors.joining(", ", "STRUCT<", ">"));
    }
    if (type instanceof MapType map) {
      return "MAP<" + text(map.keyType()) + ", " + text(map.valueType()) + ">";
    }
    return type instanceof ArrayType array
        ? "ARRAY<" + text(array.elementType()) + ">"
        : type.sql();
  }

  /**
   * Gives {@link #verify()} another dataset, which constraints know by a name: what keys are looked
   * up in, as in {@code key("customer_id").existsIn("customers", "id")}.
   */
  public DatasetAssert with(String name, Dataset<?> other) {
    chain().with(Subject.Other.of(name, other));
    return this;
  }
}
