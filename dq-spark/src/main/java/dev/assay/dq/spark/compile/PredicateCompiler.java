package dev.assay.dq.spark.compile;

import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Comparison;
import dev.assay.dq.model.Literal;
import dev.assay.dq.model.Operand;
import dev.assay.dq.model.Predicate;
import dev.assay.dq.plan.RegexText;
import dev.assay.dq.plan.Schema;
import dev.assay.dq.plan.TypeKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Predicates as Spark columns that are true, false or null. Nothing here can fail at run time, with
 * ANSI mode on or off: constants are fitted to the column's type exactly, so no value is cast.
 */
public final class PredicateCompiler implements Predicate.Visitor<Column> {

  private final Map<ColumnRef, Schema.Type> types;

  /**
   * A compiler for columns of these types.
   *
   * @param types the types by exact name
   */
  public PredicateCompiler(Map<ColumnRef, Schema.Type> types) {
    this.types = types;
  }

  /**
   * Compiles a predicate.
   *
   * @param predicate a bound predicate without Java code
   * @return the column
   */
  public Column compile(Predicate predicate) {
    return predicate.accept(this);
  }

  /**
   * The type of an operand's value.
   *
   * @param operand the operand
   * @return its type; lengths and sizes are ints
   */
  public Schema.Type typeOf(Operand operand) {
    return operand.accept(
        new Operand.Visitor<>() {
          @Override
          public Schema.Type column(Operand.Column o) {
            Schema.Type type = types.get(o.ref());
            if (type == null) {
              throw new IllegalStateException("column " + o.ref() + " was not bound");
            }
            return type;
          }

          @Override
          public Schema.Type length(Operand.Length o) {
            return Schema.Type.of(TypeKind.INT, "int");
          }

          @Override
          public Schema.Type size(Operand.Size o) {
            return Schema.Type.of(TypeKind.INT, "int");
          }
        });
  }

  /**
   * An operand's value.
   *
   * @param operand the operand
   * @return the column; floats are widened to doubles
   */
  public Column value(Operand operand) {
    return operand.accept(
        new Operand.Visitor<>() {
          @Override
          public Column column(Operand.Column o) {
            Column column = ColumnNames.column(o.ref());
            return typeOf(o).kind() == TypeKind.FLOAT ? column.cast(DataTypes.DoubleType) : column;
          }

          @Override
          public Column length(Operand.Length o) {
            return functions.length(ColumnNames.column(o.column().ref()));
          }

          @Override
          public Column size(Operand.Size o) {
            Column column = ColumnNames.column(o.column().ref());
            return when(column.isNotNull(), functions.size(column));
          }
        });
  }

  private static Column judged(Column value, boolean truth) {
    return when(value.isNotNull(), lit(truth));
  }

  private static Column apply(Column left, Comparison comparison, Column right) {
    return switch (comparison) {
      case EQUAL -> left.equalTo(right);
      case LESS -> left.lt(right);
      case LESS_OR_EQUAL -> left.leq(right);
      case GREATER -> left.gt(right);
      case GREATER_OR_EQUAL -> left.geq(right);
    };
  }

  private Column compare(Operand operand, Comparison comparison, Literal literal) {
    Column value = value(operand);
    Schema.Type type = typeOf(operand);
    if (literal instanceof Literal.Num num) {
      return type.kind() == TypeKind.DOUBLE || type.kind() == TypeKind.FLOAT
          ? real(value, comparison, num.value().doubleValue())
          : exact(value, type, comparison, num.value());
    }
    return apply(value, comparison, lit(literal.value()));
  }

  /** Spark orders NaN above all numbers; here it satisfies nothing. */
  private static Column real(Column value, Comparison comparison, double bound) {
    Column compared = apply(value, comparison, lit(bound));
    return switch (comparison) {
      case GREATER, GREATER_OR_EQUAL -> compared.and(functions.not(isnan(value)));
      case EQUAL, LESS, LESS_OR_EQUAL ->
          Double.isInfinite(bound) ? compared.and(functions.not(isnan(value))) : compared;
    };
  }

  /** Compares with the nearest numbers that the column's type can hold, so nothing is rounded. */
  private static Column exact(
      Column value, Schema.Type type, Comparison comparison, BigDecimal bound) {
    int scale = type.kind() == TypeKind.DECIMAL ? type.scale() : 0;
    BigDecimal floor = bound.setScale(scale, RoundingMode.FLOOR);
    boolean held = floor.compareTo(bound) == 0;
    if (!holds(bound, type)) {
      boolean above = bound.signum() > 0;
      return switch (comparison) {
        case EQUAL -> judged(value, false);
        case LESS, LESS_OR_EQUAL -> judged(value, above);
        case GREATER, GREATER_OR_EQUAL -> judged(value, !above);
      };
    }
    Column fitted = constant(floor, type);
    if (held) {
      return apply(value, comparison, fitted);
    }
    return switch (comparison) {
      case EQUAL -> judged(value, false);
      case LESS, LESS_OR_EQUAL -> value.leq(fitted);
      case GREATER, GREATER_OR_EQUAL -> value.gt(fitted);
    };
  }

  private static BigDecimal max(Schema.Type type) {
    return switch (type.kind()) {
      case BYTE -> BigDecimal.valueOf(Byte.MAX_VALUE);
      case SHORT -> BigDecimal.valueOf(Short.MAX_VALUE);
      case INT -> BigDecimal.valueOf(Integer.MAX_VALUE);
      case LONG -> BigDecimal.valueOf(Long.MAX_VALUE);
      case DECIMAL ->
          BigDecimal.TEN.pow(type.precision()).subtract(BigDecimal.ONE).movePointLeft(type.scale());
      default -> throw new IllegalStateException(type + " is not an exact number");
    };
  }

  private static Column constant(BigDecimal value, Schema.Type type) {
    return type.kind() == TypeKind.DECIMAL
        ? lit(value).cast(DataTypes.createDecimalType(type.precision(), type.scale()))
        : lit(value.longValueExact()).cast(sparkType(type));
  }

  private static DataType sparkType(Schema.Type type) {
    return switch (type.kind()) {
      case BYTE -> DataTypes.ByteType;
      case SHORT -> DataTypes.ShortType;
      case INT -> DataTypes.IntegerType;
      case LONG -> DataTypes.LongType;
      default -> throw new IllegalStateException(type + " is not a whole number");
    };
  }

  /**
   * Why two columns cannot be compared exactly by Spark.
   *
   * @param p the comparison
   * @return the problem with the fix, or null if there is none
   */
  public @Nullable String problem(Predicate.CompareColumns p) {
    Schema.Type a = typeOf(p.left());
    Schema.Type b = typeOf(p.right());
    if (!a.kind().isNumeric() || a.kind().isFloating() || b.kind().isFloating()) {
      return null;
    }
    int scale = Math.max(scale(a), scale(b));
    int digits = Math.max(digits(a) - scale(a), digits(b) - scale(b)) + scale;
    return digits <= 38
        ? null
        : "columns "
            + p.left().column().ref()
            + " ("
            + a.display()
            + ") and "
            + p.right().column().ref()
            + " ("
            + b.display()
            + ") cannot be compared exactly: that needs "
            + digits
            + " digits and Spark has 38; cast one of them";
  }

  private static int scale(Schema.Type type) {
    return type.kind() == TypeKind.DECIMAL ? type.scale() : 0;
  }

  private static int digits(Schema.Type type) {
    return switch (type.kind()) {
      case BYTE -> 3;
      case SHORT -> 5;
      case INT -> 10;
      case LONG -> 20;
      default -> type.precision();
    };
  }

  @Override
  public Column always(Predicate.Always p) {
    return lit(true);
  }

  @Override
  public Column isNull(Predicate.IsNull p) {
    return ColumnNames.column(p.column().ref()).isNull();
  }

  @Override
  public Column notNull(Predicate.NotNull p) {
    return ColumnNames.column(p.column().ref()).isNotNull();
  }

  @Override
  public Column compare(Predicate.Compare p) {
    return compare(p.left(), p.comparison(), p.right());
  }

  @Override
  public Column compareColumns(Predicate.CompareColumns p) {
    Column left = value(p.left());
    Column right = value(p.right());
    boolean leftReal = typeOf(p.left()).kind().isFloating();
    boolean rightReal = typeOf(p.right()).kind().isFloating();
    if (!leftReal && !rightReal) {
      return apply(left, p.comparison(), right);
    }
    Column a = left.cast(DataTypes.DoubleType);
    Column b = right.cast(DataTypes.DoubleType);
    return when(
        left.isNotNull().and(right.isNotNull()),
        apply(a, p.comparison(), b).and(functions.not(isnan(a))).and(functions.not(isnan(b))));
  }

  @Override
  public Column between(Predicate.Between p) {
    return compare(
            p.value(), p.lowIncluded() ? Comparison.GREATER_OR_EQUAL : Comparison.GREATER, p.low())
        .and(
            compare(
                p.value(),
                p.highIncluded() ? Comparison.LESS_OR_EQUAL : Comparison.LESS,
                p.high()));
  }

  @Override
  public Column in(Predicate.In p) {
    Schema.Type type = typeOf(p.value());
    Column value = value(p.value());
    List<Object> allowed = new ArrayList<>();
    for (Literal literal : p.allowed()) {
      if (!(literal instanceof Literal.Num num)) {
        allowed.add(lit(literal.value()));
      } else if (type.kind().isFloating()) {
        allowed.add(lit(num.value().doubleValue() + 0.0));
      } else if (fits(num.value(), type)) {
        int scale = scale(type);
        allowed.add(constant(num.value().setScale(scale), type));
      }
    }
    if (allowed.isEmpty()) {
      return judged(value, false);
    }
    // Spark tests large sets by hashing, where -0.0 differs from 0.0; adding zero makes it 0.0.
    Column normal = type.kind().isFloating() ? value.plus(lit(0.0)) : value;
    return normal.isin(allowed.toArray());
  }

  /** Whether a number lies in the range of an exact type. */
  static boolean holds(BigDecimal value, Schema.Type type) {
    BigDecimal max = max(type);
    BigDecimal min =
        type.kind() == TypeKind.DECIMAL ? max.negate() : max.negate().subtract(BigDecimal.ONE);
    return value.compareTo(max) <= 0 && value.compareTo(min) >= 0;
  }

  /** Whether an exact type has a value equal to a number. */
  static boolean fits(BigDecimal value, Schema.Type type) {
    return value.stripTrailingZeros().scale() <= scale(type) && holds(value, type);
  }

  /** What a column of text without a collation of its own is called. */
  private static final String BINARY_ORDERED = "string";

  private static Column found(Operand.Column column, String regex) {
    return ColumnNames.column(column.ref()).rlike(regex);
  }

  @Override
  public Column matches(Predicate.Matches p) {
    String regex = RegexText.regex(p.pattern(), p.whole());
    String text = RegexText.plain(regex);
    // looking for bytes needs no decoding; a collation would compare them in its own way
    return text != null && typeOf(p.column()).display().equals(BINARY_ORDERED)
        ? ColumnNames.column(p.column().ref()).contains(lit(text))
        : found(p.column(), regex);
  }

  @Override
  public Column hasText(Predicate.HasText p) {
    Column column = ColumnNames.column(p.column().ref());
    Column part = lit(p.text());
    return switch (p.position()) {
      case START -> column.startsWith(part);
      case END -> column.endsWith(part);
      case ANYWHERE -> column.contains(part);
    };
  }

  @Override
  public Column blank(Predicate.Blank p) {
    return found(p.column(), RegexText.BLANK);
  }

  @Override
  public Column trimmed(Predicate.Trimmed p) {
    return functions.not(found(p.column(), RegexText.UNTRIMMED));
  }

  @Override
  public Column finite(Predicate.Finite p) {
    Column value = value(p.column());
    return typeOf(p.column()).kind().isFloating()
        ? functions
            .not(isnan(value))
            .and(value.notEqual(lit(Double.POSITIVE_INFINITY)))
            .and(value.notEqual(lit(Double.NEGATIVE_INFINITY)))
        : judged(value, true);
  }

  @Override
  public Column notNaN(Predicate.NotNaN p) {
    Column value = value(p.column());
    return typeOf(p.column()).kind().isFloating()
        ? when(value.isNotNull(), functions.not(isnan(value)))
        : judged(value, true);
  }

  @Override
  public Column and(Predicate.And p) {
    return p.parts().stream().map(this::compile).reduce(Column::and).orElseThrow();
  }

  @Override
  public Column or(Predicate.Or p) {
    return p.parts().stream().map(this::compile).reduce(Column::or).orElseThrow();
  }

  @Override
  public Column not(Predicate.Not p) {
    return functions.not(compile(p.part()));
  }

  @Override
  public Column implies(Predicate.Implies p) {
    return functions.not(compile(p.condition())).or(compile(p.consequence()));
  }

  @Override
  public Column sql(Predicate.Sql p) {
    return functions.expr(p.expression());
  }

  @Override
  public Column custom(Predicate.Custom p) {
    throw new IllegalStateException("Java code runs on records, not as a column: " + p.label());
  }
}
