package dev.assay.dq.internal.model;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The types of what is computed from numbers: a double where one of them is floating point, else a
 * decimal that holds every result exactly. One of more than 38 digits is not a type of Spark's:
 * asking for one is an error.
 */
public final class NumericTypes {

  /** A double nearer to 0 is taken to have no first digit: its logarithm and powers are inexact. */
  public static final double LEAST_WITH_DIGIT = 1E-300;

  private static final Schema.Type DYNAMIC = Schema.Type.of(TypeKind.DYNAMIC, "undeclared");
  private static final Schema.Type UNBOUNDED = Schema.Type.decimal(38, -1);

  private NumericTypes() {}

  /** The decimal type that holds every whole number of a type. */
  public static Schema.Type asDecimal(Schema.Type whole) {
    return Schema.Type.decimal(digits(whole), 0);
  }

  /** The digits of every value of an exact type; 0 where they are not known. */
  public static int digits(Schema.Type type) {
    return switch (type.kind()) {
      case BYTE -> 3;
      case SHORT -> 5;
      case INT -> 10;
      case LONG -> 19;
      case DECIMAL -> type.scale() < 0 ? 0 : type.precision();
      case STRING,
          FLOAT,
          DOUBLE,
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

  private static int scale(Schema.Type type) {
    return type.kind() == TypeKind.DECIMAL ? Math.max(0, type.scale()) : 0;
  }

  /** The type that all have in common but for their digits; null where digits decide. */
  private static Schema.@Nullable Type undecided(List<Schema.Type> types) {
    if (types.stream().anyMatch(each -> each.kind() == TypeKind.DYNAMIC)) {
      return DYNAMIC;
    }
    if (types.stream().anyMatch(each -> each.kind().isFloating())) {
      return Schema.Type.DOUBLE;
    }
    return types.stream().anyMatch(each -> digits(each) == 0) ? UNBOUNDED : null;
  }

  /** The type of a sum or difference. */
  public static Schema.Type sum(List<Schema.Type> types) {
    Schema.Type undecided = undecided(types);
    return undecided != null ? undecided : common(types, 1);
  }

  /** The type of a sum of as many as there can be; of more than 38 digits it is an error. */
  public static Schema.Type total(Schema.Type type) {
    Schema.Type undecided = undecided(List.of(type));
    return undecided != null
        ? undecided
        : Schema.Type.decimal(Math.min(38, digits(type) + 10), scale(type));
  }

  private static Schema.Type common(List<Schema.Type> types, int more) {
    int scale = types.stream().mapToInt(NumericTypes::scale).max().orElse(0);
    int whole = types.stream().mapToInt(each -> digits(each) - scale(each)).max().orElse(0);
    return Schema.Type.decimal(whole + scale + more, scale);
  }

  /** Spark counts a digit more than there can be, and would round a fraction for it. */
  public static Schema.Type product(List<Schema.Type> types) {
    Schema.Type undecided = undecided(types);
    if (undecided != null) {
      return undecided;
    }
    int digits = types.stream().mapToInt(NumericTypes::digits).sum();
    int scale = types.stream().mapToInt(NumericTypes::scale).sum();
    return Schema.Type.decimal(scale == 0 ? digits : digits + 1, scale);
  }

  /** The type without fraction digits, which may take one more digit before the point. */
  static Schema.Type whole(Schema.Type type) {
    return rounded(type, 0);
  }

  /** The type with fewer fraction digits; what is rounded up may take one more before the point. */
  static Schema.Type rounded(Schema.Type type, int scale) {
    Schema.Type undecided = undecided(List.of(type));
    if (undecided != null) {
      return undecided;
    }
    return scale(type) <= scale
        ? Schema.Type.decimal(digits(type), scale(type))
        : Schema.Type.decimal(digits(type) - scale(type) + 1 + scale, scale);
  }

  /** The type of the difference of a number and another; of what is no value, that of the first. */
  static Schema.Type difference(Expr.Call call, List<Schema.Type> types) {
    return call.argument(1) instanceof Expr.Literal ? types.get(0) : sum(types.subList(0, 2));
  }

  /** The type in which a difference is compared with a percentage of the second number. */
  static Schema.Type percentage(Expr.Call call, List<Schema.Type> types) {
    Schema.Type difference = difference(call, types);
    return call.argument(1) instanceof Expr.Literal
        ? difference
        : widest(List.of(difference, product(List.of(types.get(1), fraction(call)))));
  }

  /** The type of the constant percentage of a call, as a fraction. */
  public static Schema.Type fraction(Expr.Call call) {
    BigDecimal fraction = call.number(2).movePointLeft(2);
    int scale = Math.max(0, fraction.scale());
    return Schema.Type.decimal(Math.max(0, fraction.precision() - fraction.scale()) + scale, scale);
  }

  /** The type in which a number is divided by a constant without a quotient of too many digits. */
  static Schema.Type multiple(Expr.Call call, List<Schema.Type> types) {
    return multiple(types.get(0), call.number(1));
  }

  /** The same of a constant. */
  public static Schema.Type multiple(Schema.Type type, BigDecimal constant) {
    Schema.Type undecided = undecided(List.of(type));
    if (undecided != null) {
      return undecided;
    }
    int scale =
        areMultiples(type, constant) ? scale(type) : Math.max(scale(type), constant.scale());
    return Schema.Type.decimal(digits(type) - scale(type) + scale, scale);
  }

  /** Whether all values of an exact type are multiples of a constant. */
  public static boolean areMultiples(Schema.Type type, BigDecimal constant) {
    return BigDecimal.ONE.movePointLeft(scale(type)).remainder(constant).signum() == 0;
  }

  /** The type that can hold a number of each. */
  public static Schema.Type widest(List<Schema.Type> types) {
    Schema.Type first = types.get(0);
    if (!first.kind().isNumeric() && first.kind() != TypeKind.DYNAMIC) {
      return first;
    }
    Schema.Type undecided = undecided(types);
    return undecided != null ? undecided : common(types, 0);
  }
}
