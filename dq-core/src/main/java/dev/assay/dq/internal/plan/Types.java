package dev.assay.dq.internal.plan;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** The types of expressions over columns whose types are known. */
public class Types implements Expr.Fold<Schema.Type> {

  private final Map<ColumnRef, Schema.Type> columns;
  private final ElementTypes arrays;

  Types(Map<ColumnRef, Schema.Type> columns) {
    this(columns, new ElementTypes());
  }

  /** Within arrays whose elements are spoken of. */
  Types(Map<ColumnRef, Schema.Type> columns, ElementTypes arrays) {
    this.columns = columns;
    this.arrays = arrays;
  }

  /** The type of an expression; that of an unknown column is {@link TypeKind#OTHER}. */
  public static Schema.Type of(Expr expr, Map<ColumnRef, Schema.Type> columns) {
    return expr.fold(new Types(columns));
  }

  @Override
  public Schema.Type column(Expr.Column column) {
    return columns.getOrDefault(column.ref(), Schema.Type.of(TypeKind.OTHER, "unknown"));
  }

  /** Whether elements of an array are spoken of. */
  final boolean isWithinArray() {
    return arrays.isBound();
  }

  @Override
  public Schema.Type element(Expr.Element element) {
    return arrays.of(element);
  }

  @Override
  public void bind(Schema.Type array) {
    arrays.bind(array);
  }

  @Override
  public void unbind() {
    arrays.unbind();
  }

  @Override
  public Schema.Type literal(Expr.Literal literal) {
    return literal
        .constant()
        .accept(
            new Constant.Visitor<>() {
              @Override
              public Schema.Type text(Constant.Text l) {
                return Schema.Type.of(TypeKind.STRING, "string");
              }

              @Override
              public Schema.Type num(Constant.Num l) {
                BigDecimal value = l.value();
                int scale = Math.max(0, value.scale());
                return Schema.Type.decimal(
                    Math.max(value.precision() - value.scale(), 0) + scale, scale);
              }

              @Override
              public Schema.Type bool(Constant.Bool l) {
                return Schema.Type.BOOLEAN;
              }

              @Override
              public Schema.Type date(Constant.DateValue l) {
                return Schema.Type.of(TypeKind.DATE, "date");
              }

              @Override
              public Schema.Type instant(Constant.InstantValue l) {
                return Schema.Type.of(TypeKind.TIMESTAMP, "timestamp");
              }

              @Override
              public Schema.Type localTimestamp(Constant.LocalTimestampValue l) {
                return Schema.Type.of(TypeKind.TIMESTAMP_NTZ, "timestamp_ntz");
              }

              @Override
              public Schema.Type pattern(Constant.Pattern l) {
                return Schema.Type.of(TypeKind.OTHER, "pattern");
              }

              @Override
              public Schema.Type calendar(Constant.Calendar l) {
                return Schema.Type.of(TypeKind.OTHER, "calendar");
              }

              @Override
              public Schema.Type baseline(Constant.BaselineValue l) {
                return Schema.Type.of(TypeKind.OTHER, "baseline");
              }

              @Override
              public Schema.Type reference(Constant.Reference l) {
                return Schema.Type.of(TypeKind.OTHER, "reference");
              }
            });
  }

  @Override
  public Schema.Type call(Expr.Call call, List<Schema.Type> arguments) {
    return call.function().signature().type(call, arguments);
  }

  @Override
  public Schema.Type sql(Expr.Sql sql) {
    return Schema.Type.BOOLEAN;
  }

  @Override
  public Schema.Type code(Expr.Code code) {
    return Schema.Type.BOOLEAN;
  }
}
