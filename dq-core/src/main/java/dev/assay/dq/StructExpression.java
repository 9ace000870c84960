package dev.assay.dq;

import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import java.util.List;

/**
 * A struct that each row has: a column, an element of an array, a value of a map, or a field of
 * another. Its fields are named as columns are, {@code geo.lat} for a field of a field; where the
 * struct is null they are null, and one that the data do not have is an error of the constraint.
 */
public sealed class StructExpression extends Expression permits StructColumn {

  private static final long serialVersionUID = 1L;

  StructExpression(Expr expr) {
    super(expr);
  }

  /** A field of a column is a column with a path for a name. */
  private Expr field(String name, ColumnKind kind) {
    List<String> path = ColumnRef.parse(name).parts();
    Expr found = expr();
    if (found instanceof Expr.Column column) {
      return new Expr.Column(column.ref().within(path), kind);
    }
    for (int i = 0; i < path.size(); i++) {
      ColumnKind here = i < path.size() - 1 ? ColumnKind.STRUCT : kind;
      found = Expr.call(Function.FIELD_OF, found, text(path.get(i)), text(here.word()));
    }
    return found;
  }

  private static Expr text(String text) {
    return new Expr.Literal(new Constant.Text(text));
  }

  /** A field, which is a text. */
  public final StringExpression string(String name) {
    return new StringExpression(field(name, ColumnKind.STRING));
  }

  /** A field, which is a number of any type. */
  public final NumericExpression number(String name) {
    return new NumericExpression(field(name, ColumnKind.NUMBER));
  }

  /** A field, which is a whole number. */
  public final NumericExpression integer(String name) {
    return new NumericExpression(field(name, ColumnKind.INTEGER));
  }

  /** A field, which is an exact decimal. */
  public final NumericExpression decimal(String name) {
    return new NumericExpression(field(name, ColumnKind.DECIMAL));
  }

  /** A field, which is true or false. */
  public final Predicate bool(String name) {
    return Predicate.of(field(name, ColumnKind.BOOL));
  }

  /** A field, which is a date. */
  public final TemporalExpression date(String name) {
    return new TemporalExpression(field(name, ColumnKind.DATE));
  }

  /** A field, which is a point in time, or a date and time without a zone. */
  public final TemporalExpression timestamp(String name) {
    return new TemporalExpression(field(name, ColumnKind.TIMESTAMP));
  }

  /** A field, which is an array. */
  public final ArrayExpression array(String name) {
    return new ArrayExpression(field(name, ColumnKind.ARRAY));
  }

  /** A field, which is a map. */
  public final MapExpression map(String name) {
    return new MapExpression(field(name, ColumnKind.MAP));
  }

  /** A field, which is a struct. */
  public final StructExpression struct(String name) {
    return new StructExpression(field(name, ColumnKind.STRUCT));
  }
}
