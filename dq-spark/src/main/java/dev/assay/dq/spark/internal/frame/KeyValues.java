package dev.assay.dq.spark.internal.frame;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.NumericTypes;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.plan.Lookup;
import dev.assay.dq.spark.internal.compile.ColumnNames;
import dev.assay.dq.spark.internal.compile.Lowering;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** What is told of the rows of each key, in the group-by of the keys. */
final class KeyValues {

  private KeyValues() {}

  /** How many values there are, behind what is told of them. */
  private static final String VALUES = "n";

  private static final String NAN = "x";

  /** The aggregates of a metric, under names of which {@link #read} knows. */
  static List<Column> of(Lookup.Value told, String name) {
    Metric.Summary metric = told.metric();
    Lowering<Column> there = Lowering.toColumns(told.types());
    Column scope = metric.where().isTrue() ? lit(true) : there.compile(metric.where());
    Expr of = metric.of().isEmpty() ? Expr.Literal.TRUE : metric.of(0);
    Column all = there.compile(of);
    Column value = metric.where().isTrue() ? all : when(scope, all);
    Schema.Type type = there.typeOf(of);
    return switch (told.statistic()) {
      case ROWS, VALUES -> List.of(count(value).as(name));
      case NULLS -> List.of(count(when(scope.and(all.isNull()), lit(1))).as(name));
      case VIOLATIONS -> List.of(count(when(scope.and(not(all)), lit(1))).as(name));
      case SUM -> List.of(total(value, type).as(name), count(value).as(name + VALUES));
      case MEAN ->
          List.of(sum(value.cast(DataTypes.DoubleType)).as(name), count(value).as(name + VALUES));
      case MIN -> extreme(min(value), value, type, name);
      case MAX -> extreme(max(value), value, type, name);
    };
  }

  /** Exact for whole numbers and decimals, in digits enough for as many as there can be. */
  private static Column total(Column value, Schema.Type type) {
    if (type.kind().isFloating()) {
      return sum(value.cast(DataTypes.DoubleType));
    }
    int digits = NumericTypes.digits(type);
    return sum(value.cast(DataTypes.createDecimalType(Math.max(1, digits), type.scale())));
  }

  /** One NaN makes it NaN, which Spark takes for the greatest number. */
  private static List<Column> extreme(Column found, Column value, Schema.Type type, String name) {
    return type.kind().isFloating()
        ? List.of(found.as(name), max(isnan(value)).as(name + NAN))
        : List.of(found.as(name));
  }

  private static Column column(String name) {
    return ColumnNames.column(ColumnRef.exactly(name));
  }

  /** The value of the rows of a key; null, or 0 of a count, where there is none. */
  static Column read(Lookup.Value told, String name) {
    Column found = column(name);
    Column values = column(name + VALUES);
    return switch (told.statistic()) {
      case ROWS, VALUES, NULLS, VIOLATIONS -> coalesce(found, lit(0L));
      case SUM ->
          told.type().kind() == TypeKind.DOUBLE
              ? found
              : when(found.isNull().and(values.gt(lit(0L))), tooLarge(told)).otherwise(found);
      case MEAN -> when(values.gt(lit(0L)), found.divide(values));
      case MIN, MAX ->
          told.type().kind().isFloating()
              ? when(column(name + NAN), lit(Double.NaN)).otherwise(found)
              : found;
    };
  }

  private static Column tooLarge(Lookup.Value told) {
    return functions
        .raise_error(lit("the " + English.of(told.metric()) + " needs more than 38 digits"))
        .cast(DataTypes.createDecimalType(38, told.type().scale()));
  }
}
