package dev.assay.dq.internal.model;

import java.util.List;

/** What kind of column an expression could be compared with. */
final class Kinds implements Expr.Fold<ColumnKind> {

  static final Kinds KINDS = new Kinds();

  private Kinds() {}

  @Override
  public ColumnKind column(Expr.Column column) {
    return column.kind();
  }

  @Override
  public ColumnKind element(Expr.Element element) {
    return element.kind();
  }

  @Override
  public ColumnKind literal(Expr.Literal literal) {
    return literal
        .constant()
        .accept(
            new Constant.Visitor<>() {
              @Override
              public ColumnKind text(Constant.Text l) {
                return ColumnKind.STRING;
              }

              @Override
              public ColumnKind num(Constant.Num l) {
                return ColumnKind.NUMBER;
              }

              @Override
              public ColumnKind bool(Constant.Bool l) {
                return ColumnKind.BOOL;
              }

              @Override
              public ColumnKind date(Constant.DateValue l) {
                return ColumnKind.DATE;
              }

              @Override
              public ColumnKind instant(Constant.InstantValue l) {
                return ColumnKind.TIMESTAMP;
              }

              @Override
              public ColumnKind localTimestamp(Constant.LocalTimestampValue l) {
                return ColumnKind.TIMESTAMP;
              }

              @Override
              public ColumnKind pattern(Constant.Pattern l) {
                return ColumnKind.STRING;
              }

              @Override
              public ColumnKind calendar(Constant.Calendar l) {
                return ColumnKind.ANY;
              }

              @Override
              public ColumnKind baseline(Constant.BaselineValue l) {
                return ColumnKind.ANY;
              }

              @Override
              public ColumnKind reference(Constant.Reference l) {
                Metric metric = l.value().metric();
                return metric == null ? ColumnKind.ANY : metric.kind();
              }
            });
  }

  @Override
  public ColumnKind call(Expr.Call call, List<ColumnKind> arguments) {
    return call.function().signature().kind(call, arguments);
  }

  @Override
  public ColumnKind sql(Expr.Sql sql) {
    return ColumnKind.BOOL;
  }

  @Override
  public ColumnKind code(Expr.Code code) {
    return ColumnKind.BOOL;
  }
}
