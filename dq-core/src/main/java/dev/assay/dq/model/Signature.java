package dev.assay.dq.model;

import java.util.List;

/**
 * What a function takes and gives.
 *
 * @param takes one entry an argument
 * @param repeats whether the last argument may come any number of times, once at least
 */
public record Signature(List<Takes> takes, boolean repeats, Gives gives) {

  /** What an argument may be. */
  public enum Takes {
    /** A value of any type. */
    ANYTHING,
    /** A text. */
    TEXT,
    /** A number. */
    NUMBER,
    /** A date. */
    DATE,
    /** A point in time. */
    INSTANT,
    /** A point in time, or a date and time without a zone; all of them the same. */
    TIME,
    /** A date and time without a zone. */
    LOCAL_TIME,
    /** A date, or a date and time without a zone. */
    DAY,
    /** The constant name of a time zone. */
    ZONE,
    /** An array. */
    ARRAY,
    /** A map. */
    MAP,
    /** A constant key of a map. */
    KEY,
    /** The constant word of a {@link ColumnKind}. */
    KIND,
    /** An array or a map. */
    COLLECTION,
    /** True or false. */
    TRUTH,
    /** A value whose type has an order. */
    ORDERED,
    /** A value of an atomic type, which can be told from others. */
    GROUPABLE,
    /** A value that can be compared with the other arguments of this kind. */
    COMPARABLE,
    /** A constant pattern. */
    PATTERN,
    /** A constant true or false that is no value of a row. */
    FLAG;

    /** Whether arguments of this kind have to be of one type with each other. */
    public boolean isCompared() {
      return this == COMPARABLE || this == TIME;
    }
  }

  /** What comes out. */
  @SuppressWarnings("ImmutableEnumChecker") // they are functions without state
  public enum Gives {
    /** True or false. */
    TRUTH(kinds -> ColumnKind.BOOL, types -> Schema.Type.BOOLEAN),
    /** A whole number of 32 bits. */
    COUNT(kinds -> ColumnKind.INTEGER, types -> Schema.Type.of(TypeKind.INT, "int")),
    /** A text. */
    TEXT(kinds -> ColumnKind.STRING, types -> Schema.Type.of(TypeKind.STRING, "string")),
    /** A sum or difference: exact where both are. */
    SUM(kinds -> ColumnKind.NUMBER, NumericTypes::sum),
    /** A product: exact where both are. */
    PRODUCT(kinds -> ColumnKind.NUMBER, NumericTypes::product),
    /** Seconds to the microsecond between any two times. */
    SECONDS(kinds -> ColumnKind.NUMBER, types -> Schema.Type.decimal(20, 6)),
    /** A date. */
    DATE(kinds -> ColumnKind.DATE, types -> Schema.Type.of(TypeKind.DATE, "date")),
    /** A date and time without a zone. */
    LOCAL_TIME(
        kinds -> ColumnKind.TIMESTAMP,
        types -> Schema.Type.of(TypeKind.TIMESTAMP_NTZ, "timestamp_ntz")),
    /** A quotient, which is floating point. */
    QUOTIENT(kinds -> ColumnKind.NUMBER, types -> Schema.Type.DOUBLE),
    /** One of the arguments, as the type that can hold each of them; a condition is none. */
    ONE_OF(
        kinds -> kinds.get(kinds.size() - 1),
        types ->
            NumericTypes.widest(
                types.get(0).kind() == TypeKind.BOOLEAN ? types.subList(1, types.size()) : types)),

    /** A value of a map, of the kind that the call states. */
    STATED(kinds -> ColumnKind.ANY, types -> types.get(0).child(1));

    private final java.util.function.Function<List<ColumnKind>, ColumnKind> kind;
    private final java.util.function.Function<List<Schema.Type>, Schema.Type> type;

    Gives(
        java.util.function.Function<List<ColumnKind>, ColumnKind> kind,
        java.util.function.Function<List<Schema.Type>, Schema.Type> type) {
      this.kind = kind;
      this.type = type;
    }
  }

  static Signature of(Gives gives, Takes... takes) {
    return new Signature(List.of(takes), false, gives);
  }

  static Signature repeating(Gives gives, Takes... takes) {
    return new Signature(List.of(takes), true, gives);
  }

  /** What the argument at a place may be. */
  public Takes takes(int at) {
    return takes.get(Math.min(at, takes.size() - 1));
  }

  /** The place of the first argument that others are compared with, or -1. */
  public int firstCompared() {
    for (int i = 0; i < takes.size(); i++) {
      if (takes.get(i).isCompared()) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a number of arguments fits. */
  boolean fits(int arguments) {
    return repeats ? arguments >= takes.size() : arguments == takes.size();
  }

  ColumnKind kind(Expr.Call call, List<ColumnKind> arguments) {
    int stated = takes.indexOf(Takes.KIND);
    return stated < 0 ? gives.kind.apply(arguments) : ColumnKind.named(call.text(stated));
  }

  /** The type of the result, given those of the arguments. */
  public Schema.Type type(List<Schema.Type> arguments) {
    return gives.type.apply(arguments);
  }
}
