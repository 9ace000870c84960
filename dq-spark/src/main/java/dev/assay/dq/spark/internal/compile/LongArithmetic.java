package dev.assay.dq.spark.internal.compile;

import static org.apache.spark.sql.functions.lit;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers reckoned with in 64 bits, in the rows whose columns are so small that no step can
 * overflow. A decimal that holds every sum of two columns of 64 bits has 20 digits, and costs
 * objects for every step; few columns hold numbers that need it.
 */
final class LongArithmetic implements Expr.Fold<LongArithmetic.Step> {

  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  /** How many bits a column of 64 may use: the most that will do are taken. */
  private static final int[] WIDTHS = {62, 52, 40, 31, 20};

  /**
   * An expression in 64 bits.
   *
   * @param greatest what it is at most, whatever its sign; negative if it is not to be had
   * @param fits whether all columns are as small as that takes; null if their types say so
   */
  record Step(Column term, BigInteger greatest, @Nullable Column fits) {
    boolean isThere() {
      return greatest.signum() >= 0;
    }
  }

  private static final Step NONE = new Step(lit(null), BigInteger.ONE.negate(), null);

  private final Map<ColumnRef, Schema.Type> types;
  private final long widest;

  private LongArithmetic(Map<ColumnRef, Schema.Type> types, int bits) {
    this.types = types;
    this.widest = 1L << bits;
  }

  /**
   * A comparison of two expressions.
   *
   * @param exact the same for all numbers
   */
  static Column compared(
      Expr left,
      Expr right,
      Map<ColumnRef, Schema.Type> types,
      BinaryOperator<Column> comparison,
      Column exact) {
    if (!isComputed(left) && !isComputed(right)) {
      return exact;
    }
    for (int bits : WIDTHS) {
      LongArithmetic arithmetic = new LongArithmetic(types, bits);
      Step one = left.fold(arithmetic);
      Step other = right.fold(arithmetic);
      if (one.isThere() && other.isThere()) {
        Column quick = comparison.apply(one.term(), other.term());
        Column fits = both(one.fits(), other.fits());
        return fits == null ? quick : functions.when(fits, quick).otherwise(exact);
      }
    }
    return exact;
  }

  private static boolean isComputed(Expr expr) {
    return expr.calls(Function.PLUS)
        || expr.calls(Function.MINUS)
        || expr.calls(Function.TIMES)
        || expr.calls(Function.REMAINDER);
  }

  private static @Nullable Column both(@Nullable Column one, @Nullable Column other) {
    return one == null ? other : other == null ? one : one.and(other);
  }

  @Override
  public Step column(Expr.Column column) {
    Schema.Type type = types.get(column.ref());
    int bits = type == null ? 0 : bits(type.kind());
    if (bits == 0) {
      return NONE;
    }
    Column value = ColumnNames.column(column.ref()).cast(DataTypes.LongType);
    return bits == Long.SIZE
        ? new Step(value, BigInteger.valueOf(widest), value.between(-widest, widest))
        : new Step(value, BigInteger.ONE.shiftLeft(bits - 1), null);
  }

  private static int bits(TypeKind kind) {
    return switch (kind) {
      case BYTE -> Byte.SIZE;
      case SHORT -> Short.SIZE;
      case INT -> Integer.SIZE;
      case LONG -> Long.SIZE;
      case STRING,
          FLOAT,
          DOUBLE,
          DECIMAL,
          BOOLEAN,
          DATE,
          TIMESTAMP,
          TIMESTAMP_NTZ,
          BINARY,
          ARRAY,
          MAP,
          STRUCT,
          DYNAMIC,
          OTHER ->
          0;
    };
  }

  @Override
  public Step element(Expr.Element element) {
    return NONE;
  }

  @Override
  public Step literal(Expr.Literal literal) {
    if (literal.constant() instanceof Constant.Num number
        && number.value().scale() == 0
        && number.value().unscaledValue().bitLength() < Long.SIZE) {
      long value = number.value().longValueExact();
      return new Step(lit(value), BigInteger.valueOf(value).abs(), null);
    }
    return NONE;
  }

  @Override
  public Step call(Expr.Call call, List<Step> arguments) {
    Step one = arguments.get(0);
    if (call.calls(Function.PLUS)) {
      Step other = arguments.get(1);
      return step(one, other, Column::plus, one.greatest().add(other.greatest()));
    }
    if (call.calls(Function.MINUS)) {
      Step other = arguments.get(1);
      return step(one, other, Column::minus, one.greatest().add(other.greatest()));
    }
    if (call.calls(Function.TIMES)) {
      Step other = arguments.get(1);
      return step(one, other, Column::multiply, one.greatest().multiply(other.greatest()));
    }
    boolean divisor =
        call.calls(Function.REMAINDER)
            && call.argument(1) instanceof Expr.Literal
            && arguments.get(1).greatest().signum() > 0;
    return divisor ? step(one, arguments.get(1), Column::mod, one.greatest()) : NONE;
  }

  private static Step step(
      Step one, Step other, BinaryOperator<Column> function, BigInteger greatest) {
    return one.isThere() && other.isThere() && greatest.compareTo(MOST) <= 0
        ? new Step(
            function.apply(one.term(), other.term()), greatest, both(one.fits(), other.fits()))
        : NONE;
  }

  @Override
  public Step sql(Expr.Sql sql) {
    return NONE;
  }

  @Override
  public Step code(Expr.Code code) {
    return NONE;
  }
}
