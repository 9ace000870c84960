package dev.assay.dq.internal.model;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a function takes and gives.
 *
 * @param takes one entry an argument
 * @param repeats whether the last argument may come any number of times, once at least
 * @param optional how many of the last may be left out
 * @param limits what its constant number may be
 * @param through the type of what is worked out on the way to the result
 */
public record Signature(
    List<Takes> takes, boolean repeats, int optional, Gives gives, Limits limits, Typing through) {

  /** The type of a call whose arguments have types. */
  interface Typing {
    Schema.Type of(Expr.Call call, List<Schema.Type> types);
  }

  /** What a constant number may be: between two others, with some fraction digits at most. */
  record Limits(BigDecimal low, BigDecimal high, int scale) {

    static final Limits NONE = whole(0, 0);

    static Limits whole(long low, long high) {
      return new Limits(BigDecimal.valueOf(low), BigDecimal.valueOf(high), 0);
    }

    /** Why a number is outside; null if it is not. */
    @Nullable String problem(BigDecimal number) {
      boolean within =
          number.compareTo(low) >= 0 && number.compareTo(high) <= 0 && number.scale() <= scale;
      String digits = scale == 6 ? " to the microsecond" : "";
      return within
          ? null
          : "a "
              + (scale == 0 ? "whole number" : "number")
              + " from "
              + low
              + " to "
              + high
              + digits
              + ", and this is "
              + number;
    }
  }

  /** What an argument is written as. */
  @SuppressWarnings("ImmutableEnumChecker") // its list is a copy
  public enum Form {
    /** An expression. */
    VALUE,
    /** A predicate. */
    TRUTH,
    /** A constant text that is no value of a row. */
    NAME(Constant.Text.class),
    /** A constant number that is no value of a row. */
    NUMBER(Constant.Num.class),
    /** A constant pattern. */
    PATTERN(Constant.Pattern.class),
    /** A constant calendar. */
    CALENDAR(Constant.Calendar.class),
    /** The name of another dataset of the run, or a baseline. */
    OTHER(Constant.Text.class, Constant.BaselineValue.class),
    /** Where keys are looked up. */
    REFERENCE(Constant.Reference.class),
    /** A constant true or false that is no value of a row. */
    FLAG(Constant.Bool.class),
    /** A constant of any type. */
    CONSTANT(Constant.class);

    private final List<Class<?>> constants;

    Form(Class<?>... constants) {
      this.constants = List.of(constants);
    }

    /** Whether an argument can be written so. */
    boolean fits(Expr argument) {
      return constants.isEmpty()
          || (argument instanceof Expr.Literal literal
              && constants.stream().anyMatch(each -> each.isInstance(literal.constant())));
    }
  }

  /** What an argument may be. */
  public enum Takes {
    /** A value of any type. */
    ANYTHING(Form.VALUE),
    /** A text. */
    TEXT(Form.VALUE),
    /** A number. */
    NUMBER(Form.VALUE),
    /** A whole number or a decimal, which floating point is not. */
    EXACT(Form.VALUE),
    /** A constant number that is no value of a row. */
    CONSTANT(Form.NUMBER),
    /** A date. */
    DATE(Form.VALUE),
    /** A point in time. */
    INSTANT(Form.VALUE),
    /** A point in time, or a date and time without a zone; all of them the same. */
    TIME(Form.VALUE),
    /** A date and time without a zone. */
    LOCAL_TIME(Form.VALUE),
    /** A date, or a date and time without a zone. */
    DAY(Form.VALUE),
    /** A date, a point in time, or a date and time without a zone. */
    DATE_OR_TIME(Form.VALUE),
    /** The constant name of a time zone. */
    ZONE(Form.NAME),
    /** The constant name of a unit of time. */
    UNIT(Form.NAME),
    /** How dates are written. */
    DATE_FORMAT(Form.NAME),
    /** How points in time are written. */
    TIME_FORMAT(Form.NAME),
    /** The constant path of a value in a JSON text. */
    JSON_PATH(Form.NAME),
    /** A constant block of IP addresses. */
    NETWORK(Form.NAME),
    /** An array. */
    ARRAY(Form.VALUE),
    /** An array whose elements can be told from each other, nested ones by what is in them. */
    ELEMENTS(Form.VALUE),
    /** An array whose elements have an order. */
    ORDERED_ELEMENTS(Form.VALUE),
    /** A map. */
    MAP(Form.VALUE),
    /** A constant key of a map. */
    KEY(Form.NAME),
    /** The constant word of a {@link ColumnKind}. */
    KIND(Form.NAME),
    /** A struct. */
    STRUCT(Form.VALUE),
    /** The constant name of a field of a struct. */
    FIELD(Form.NAME),
    /** An array or a map. */
    COLLECTION(Form.VALUE),
    /** True or false. */
    TRUTH(Form.TRUTH),
    /** A value whose type has an order. */
    ORDERED(Form.VALUE),
    /** A value of an atomic type, which can be told from others. */
    GROUPABLE(Form.VALUE),
    /** A value that can be compared with the other arguments of this kind. */
    COMPARABLE(Form.VALUE),
    /** A constant pattern. */
    PATTERN(Form.PATTERN),
    /** A constant calendar. */
    CALENDAR(Form.CALENDAR),
    /** Columns of another dataset of the run. */
    REFERENCE(Form.REFERENCE),
    /** What is asked of the rows of another dataset that have a key. */
    KEY_METRIC(Form.REFERENCE),
    /** A constant true or false that is no value of a row. */
    FLAG(Form.FLAG),
    /** The constant name of another dataset of the run, or a baseline. */
    OTHER(Form.OTHER),
    /** The constant name of another dataset of the run, where counts alone do not do. */
    DATASET(Form.OTHER),
    /** A constant text. */
    WORDS(Form.NAME),
    /** A constant text that is not empty. */
    PART(Form.NAME),
    /** A constant that can be compared with the first argument. */
    MEMBER(Form.CONSTANT);

    private final Form form;

    Takes(Form form) {
      this.form = form;
    }

    /** What it is written as. */
    public Form form() {
      return form;
    }

    /** What the argument at a place may be, of which the last kind may be repeated. */
    public static Takes at(List<Takes> takes, int place) {
      return takes.get(Math.min(place, takes.size() - 1));
    }

    /** Whether it is an array, and no map. */
    boolean isArray() {
      return this == ARRAY || this == ELEMENTS || this == ORDERED_ELEMENTS;
    }

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
    /** A point in time. */
    INSTANT(
        kinds -> ColumnKind.TIMESTAMP, types -> Schema.Type.of(TypeKind.TIMESTAMP, "timestamp")),
    /** A date and time without a zone. */
    LOCAL_TIME(
        kinds -> ColumnKind.TIMESTAMP,
        types -> Schema.Type.of(TypeKind.TIMESTAMP_NTZ, "timestamp_ntz")),
    /** A whole number that was read from a text. */
    WHOLE_IN_TEXT(kinds -> ColumnKind.INTEGER, types -> Schema.Type.decimal(19, 0)),
    /** A decimal that was read from a text. */
    DECIMAL_IN_TEXT(kinds -> ColumnKind.DECIMAL, types -> Schema.Type.decimal(28, 9)),
    /** A floating-point number. */
    REAL(kinds -> ColumnKind.NUMBER, types -> Schema.Type.DOUBLE),
    /** One of the arguments, as the type that can hold each of them; a condition is none. */
    ONE_OF(
        kinds -> kinds.get(kinds.size() - 1),
        types ->
            NumericTypes.widest(
                types.get(0).kind() == TypeKind.BOOLEAN ? types.subList(1, types.size()) : types)),

    /** What the first argument is. */
    FIRST(kinds -> kinds.get(0), types -> types.get(0)),
    /** What a division leaves, of the type that can hold both numbers. */
    REMAINDER(kinds -> ColumnKind.NUMBER, NumericTypes::widest),
    /** A number without fraction digits, as floating point where it is. */
    WHOLE(kinds -> ColumnKind.NUMBER, types -> NumericTypes.whole(types.get(0))),
    /** A number with as many fraction digits as the second argument says, or fewer. */
    ROUNDED(
        kinds -> ColumnKind.NUMBER,
        (call, types) -> NumericTypes.rounded(types.get(0), call.number(1).intValueExact())),

    /** A sum of numbers of elements. */
    TOTAL(kinds -> ColumnKind.NUMBER, types -> NumericTypes.total(types.get(1))),

    /** One of the numbers of elements. */
    SAID_NUMBER(kinds -> ColumnKind.NUMBER, types -> NumericTypes.rounded(types.get(1), 38)),

    /** An array of texts. */
    TEXTS(
        kinds -> ColumnKind.ARRAY,
        types -> Schema.Type.array(Schema.Type.of(TypeKind.STRING, "string"))),

    /** An array of the keys of a map. */
    KEYS(kinds -> ColumnKind.ARRAY, types -> Schema.Type.array(types.get(0).child(0))),

    /** An array of the values of a map. */
    VALUES(kinds -> ColumnKind.ARRAY, types -> Schema.Type.array(types.get(0).child(1))),

    /** A value of a map, of the kind that the call states. */
    STATED(kinds -> ColumnKind.ANY, types -> types.get(0).child(1)),

    /** An element of an array, of the kind that the call states. */
    ELEMENT(kinds -> ColumnKind.ANY, types -> types.get(0).child(0)),

    /** The field of a struct that the call names, of the kind that it states. */
    FIELD(kinds -> ColumnKind.ANY, (call, types) -> types.get(0).field(call.text(1)));

    private final java.util.function.Function<List<ColumnKind>, ColumnKind> kind;
    private final Typing type;

    Gives(
        java.util.function.Function<List<ColumnKind>, ColumnKind> kind,
        java.util.function.Function<List<Schema.Type>, Schema.Type> type) {
      this(kind, (call, types) -> type.apply(types));
    }

    Gives(java.util.function.Function<List<ColumnKind>, ColumnKind> kind, Typing type) {
      this.kind = kind;
      this.type = type;
    }

    /** Whether the call says of what kind it is. */
    public boolean isStated() {
      return this == STATED || this == ELEMENT || this == FIELD;
    }
  }

  static Signature of(Gives gives, Takes... takes) {
    return new Signature(List.of(takes), false, 0, gives, Limits.NONE, gives.type);
  }

  static Signature repeating(Gives gives, Takes... takes) {
    return new Signature(List.of(takes), true, 0, gives, Limits.NONE, gives.type);
  }

  /** The same where the last argument may be left out. */
  Signature optionally() {
    return new Signature(takes, repeats, 1, gives, limits, through);
  }

  /** The same with what its constant number may be. */
  Signature within(Limits bounds) {
    return new Signature(takes, repeats, optional, gives, bounds, through);
  }

  /** The same with what is worked out on the way. */
  Signature through(Typing type) {
    return new Signature(takes, repeats, optional, gives, limits, type);
  }

  /** What the argument at a place may be. */
  public Takes takes(int at) {
    return Takes.at(takes, at);
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

  /** How many arguments there have to be. */
  public int least() {
    return takes.size() - optional;
  }

  /** Whether a number of arguments fits. */
  boolean fits(int arguments) {
    return arguments >= least() && (repeats || arguments <= takes.size());
  }

  ColumnKind kind(Expr.Call call, List<ColumnKind> arguments) {
    int stated = takes.indexOf(Takes.KIND);
    return stated < 0 ? gives.kind.apply(arguments) : ColumnKind.named(call.text(stated));
  }

  /** The type of the result, given those of the arguments. */
  public Schema.Type type(Expr.Call call, List<Schema.Type> arguments) {
    return gives.type.of(call, arguments);
  }

  /** The widest type on the way to the result, given those of the arguments. */
  public Schema.Type through(Expr.Call call, List<Schema.Type> arguments) {
    return through.of(call, arguments);
  }
}
