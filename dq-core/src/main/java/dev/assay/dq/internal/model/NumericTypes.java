package dev.assay.dq.internal.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The types of what is computed from numbers: a double where one of them is floating point, else a
 * decimal that holds every result exactly. One of more than 38 digits is not a type of Spark's:
 * asking for one is an error.
 */
public final class NumericTypes {

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

  static Schema.Type sum(List<Schema.Type> types) {
    Schema.Type undecided = undecided(types);
    return undecided != null ? undecided : common(types, 1);
  }

  private static Schema.Type common(List<Schema.Type> types, int more) {
    int scale = types.stream().mapToInt(NumericTypes::scale).max().orElse(0);
    int whole = types.stream().mapToInt(each -> digits(each) - scale(each)).max().orElse(0);
    return Schema.Type.decimal(whole + scale + more, scale);
  }

  /** Spark counts a digit more than there can be, and would round a fraction for it. */
  static Schema.Type product(List<Schema.Type> types) {
    Schema.Type undecided = undecided(types);
    if (undecided != null) {
      return undecided;
    }
    int digits = types.stream().mapToInt(NumericTypes::digits).sum();
    int scale = types.stream().mapToInt(NumericTypes::scale).sum();
    return Schema.Type.decimal(scale == 0 ? digits : digits + 1, scale);
  }

  static Schema.Type widest(List<Schema.Type> types) {
    Schema.Type first = types.get(0);
    if (!first.kind().isNumeric() && first.kind() != TypeKind.DYNAMIC) {
      return first;
    }
    Schema.Type undecided = undecided(types);
    return undecided != null ? undecided : common(types, 0);
  }
}
