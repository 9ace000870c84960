package dev.assay.dq.spark.internal.compile;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF10;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Java code that Spark asks about some columns of a row. Each comes by itself, as Spark makes each
 * value of a struct twice; what more there are than arguments comes in one, as the last of them.
 *
 * @param <R> what it tells
 */
public abstract class RowFunction<R extends @Nullable Object>
    implements UDF10<
        @Nullable Object,
        @Nullable Object,
        @Nullable Object,
        @Nullable Object,
        @Nullable Object,
        @Nullable Object,
        @Nullable Object,
        @Nullable Object,
        @Nullable Object,
        @Nullable Object,
        R> {

  private static final long serialVersionUID = 1L;

  /** How many a function takes that is not registered by name. */
  private static final int ARGUMENTS = 10;

  private final int columns;

  /** Of so many columns. */
  protected RowFunction(int columns) {
    this.columns = columns;
  }

  /**
   * What it tells of a row.
   *
   * @param values those of the columns, and perhaps more behind them; nobody else's
   */
  protected abstract R of(@Nullable Object[] values) throws Exception;

  /** As one that tells the same of the same row. */
  public final Column column(List<Column> encoded, DataType result) {
    return functions.udf(this, result).apply(arguments(encoded));
  }

  /** As one that is asked where it stands, once a row. */
  public final Column watching(List<Column> encoded, DataType result) {
    UserDefinedFunction function = functions.udf(this, result).asNondeterministic();
    return function.apply(arguments(encoded));
  }

  private static Column[] arguments(List<Column> encoded) {
    Column[] arguments = new Column[ARGUMENTS];
    Arrays.fill(arguments, functions.lit(null));
    int alone = encoded.size() <= ARGUMENTS ? encoded.size() : ARGUMENTS - 1;
    for (int i = 0; i < alone; i++) {
      arguments[i] = encoded.get(i);
    }
    if (alone < encoded.size()) {
      arguments[alone] =
          functions.struct(encoded.subList(alone, encoded.size()).toArray(Column[]::new));
    }
    return arguments;
  }

  @Override
  public final R call(
      @Nullable Object a,
      @Nullable Object b,
      @Nullable Object c,
      @Nullable Object d,
      @Nullable Object e,
      @Nullable Object f,
      @Nullable Object g,
      @Nullable Object h,
      @Nullable Object i,
      @Nullable Object j)
      throws Exception {
    @Nullable Object[] values = {a, b, c, d, e, f, g, h, i, j};
    if (columns > ARGUMENTS && j instanceof Row rest) {
      values = Arrays.copyOf(values, columns);
      for (int k = ARGUMENTS - 1; k < columns; k++) {
        values[k] = rest.get(k - ARGUMENTS + 1);
      }
    }
    return of(values);
  }
}
