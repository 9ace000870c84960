package dev.assay.dq.spark.internal.compile;

import static org.apache.spark.sql.functions.lit;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Values;
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

  /** What two numbers are made into, and how great that is at most where they are so great. */
  private record Operation(BinaryOperator<Column> function, BinaryOperator<BigInteger> greatest) {}

  private static final Map<Function, Operation> OPERATIONS =
      Map.of(
          Function.PLUS, new Operation(Column::plus, BigInteger::add),
          Function.MINUS, new Operation(Column::minus, BigInteger::add),
          Function.TIMES, new Operation(Column::multiply, BigInteger::multiply),
          Function.REMAINDER, new Operation(Column::mod, (value, divisor) -> value));

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
    return expr instanceof Expr.Call call && OPERATIONS.containsKey(call.function());
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
    Long whole =
        literal.constant() instanceof Constant.Num number ? Values.asLong(number.value()) : null;
    return whole == null ? NONE : new Step(lit(whole), BigInteger.valueOf(whole).abs(), null);
  }

  @Override
  public Step call(Expr.Call call, List<Step> arguments) {
    Operation operation = OPERATIONS.get(call.function());
    // a remainder of what may be zero is null there
    return operation == null || call.function().nulls(call) == Function.Nulls.OWN
        ? NONE
        : step(arguments.get(0), arguments.get(1), operation);
  }

  private static Step step(Step one, Step other, Operation operation) {
    if (!one.isThere() || !other.isThere()) {
      return NONE;
    }
    BigInteger greatest = operation.greatest().apply(one.greatest(), other.greatest());
    return greatest.compareTo(MOST) > 0
        ? NONE
        : new Step(
            operation.function().apply(one.term(), other.term()),
            greatest,
            both(one.fits(), other.fits()));
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
