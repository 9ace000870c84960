package dev.assay.dq;

import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import java.util.List;

/**
 * A map that each row has. The value of a key is null where the map is null or has no such key, so
 * {@code map("m").string("k").isComplete()} requires the key.
 */
public sealed class MapExpression extends CollectionExpression permits MapColumn {

  private static final long serialVersionUID = 1L;

  MapExpression(Expr expr) {
    super(expr);
  }

  private Expr value(String key, ColumnKind kind) {
    return Expr.call(Function.VALUE_AT, expr(), text(key), text(kind.word()));
  }

  private static Expr text(String text) {
    return new Expr.Literal(new Constant.Text(text));
  }

  /**
   * The map has each of these keys, whatever their values are, null included; unknown where the map
   * is null.
   *
   * @throws IllegalArgumentException if there is none
   */
  public final Predicate hasKeys(String... keys) {
    List<Expr> all = Lists.map(Lists.of(keys, "keys"), "keys", MapExpression::text);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("There must be at least one key to have");
    }
    return Predicate.of(Said.all(Function.HAS_KEYS, expr(), all));
  }

  /**
   * The keys, which are texts, in no order: {@code map("m").keys().each(key -> key.isLowerCase())}.
   */
  public final StringArrayExpression keys() {
    return new StringArrayExpression(Expr.call(Function.KEYS, expr()));
  }

  /**
   * The values, in no order: {@code map("prices").values().decimals().each(price ->
   * price.isPositive())}.
   */
  public final ArrayExpression values() {
    return new ArrayExpression(Expr.call(Function.VALUES, expr()));
  }

  /** The value of a key, which is a text. */
  public final StringExpression string(String key) {
    return new StringExpression(value(key, ColumnKind.STRING));
  }

  /** The value of a key, which is a number of any type. */
  public final NumericExpression number(String key) {
    return new NumericExpression(value(key, ColumnKind.NUMBER));
  }

  /** The value of a key, which is a whole number. */
  public final NumericExpression integer(String key) {
    return new NumericExpression(value(key, ColumnKind.INTEGER));
  }

  /** The value of a key, which is an exact decimal. */
  public final NumericExpression decimal(String key) {
    return new NumericExpression(value(key, ColumnKind.DECIMAL));
  }

  /** The value of a key, which is true or false. */
  public final Predicate bool(String key) {
    return Predicate.of(value(key, ColumnKind.BOOL));
  }

  /** The value of a key, which is a date. */
  public final TemporalExpression date(String key) {
    return new TemporalExpression(value(key, ColumnKind.DATE));
  }

  /** The value of a key, which is a point in time, or a date and time without a zone. */
  public final TemporalExpression timestamp(String key) {
    return new TemporalExpression(value(key, ColumnKind.TIMESTAMP));
  }

  /** The value of a key, which is an array. */
  public final ArrayExpression array(String key) {
    return new ArrayExpression(value(key, ColumnKind.ARRAY));
  }

  /** The value of a key, which is a map. */
  public final MapExpression map(String key) {
    return new MapExpression(value(key, ColumnKind.MAP));
  }

  /** The value of a key, which is a struct. */
  public final StructExpression struct(String key) {
    return new StructExpression(value(key, ColumnKind.STRUCT));
  }
}
