package dev.assay.dq.spark.internal.compile;

import static org.apache.spark.sql.functions.lit;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.LetterCase;
import dev.assay.dq.internal.model.RegexText;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TextMatcher;
import dev.assay.dq.internal.model.Texts;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Utf8;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** SQL that runs. */
final class ColumnTerms implements SqlTerms<Column> {

  /** Sets of more values are looked up: Spark's time for a plan grows with each constant in it. */
  private static final int FEW = 400;

  /** The only element that is spoken of, where one is. */
  private final @Nullable Column element;

  ColumnTerms() {
    this(null);
  }

  /** Of arrays about which one element decides. */
  ColumnTerms(@Nullable Column element) {
    this.element = element;
  }

  /** What a column of text without a collation of its own is called. */
  private static final String BINARY_ORDERED = "string";

  private final Map<Expr.Call, Column> made = new HashMap<>();

  /**
   * Spark works out once a row what is equal; Java code equals no other, even if it is the same.
   */
  @Override
  public Column once(Expr.Call call, Supplier<Column> maker) {
    Column known = made.get(call);
    if (known == null) {
      known = maker.get();
      made.put(call, known);
    }
    return known;
  }

  @Override
  public Column column(ColumnRef ref) {
    return ColumnNames.column(ref);
  }

  @Override
  public Column element(int outwards) {
    if (element == null) {
      throw new IllegalStateException("elements are judged in Java");
    }
    return element;
  }

  /**
   * In Java, but where the least or the greatest decides: Spark's own functions of elements take
   * functions of Scala, and an aggregation that has one is not generated.
   */
  @Override
  public Column elements(
      Expr.Call call,
      Map<ColumnRef, Schema.Type> types,
      Supplier<Column> array,
      Supplier<Column> said) {
    return ofElements(call, types, array, said, InJava.judged(call, types));
  }

  @Override
  public Column numbers(
      Expr.Call call,
      Map<ColumnRef, Schema.Type> types,
      Schema.Type type,
      Supplier<Column> array,
      Supplier<Column> said) {
    return ofElements(call, types, array, said, InJava.number(call, types, type));
  }

  private Column ofElements(
      Expr.Call call,
      Map<ColumnRef, Schema.Type> types,
      Supplier<Column> array,
      Supplier<Column> said,
      Column inJava) {
    return element != null
        ? said.get()
        : Objects.requireNonNullElse(Extremes.decided(call, types, array, inJava), inJava);
  }

  /** In Java, where zeros and NaN are equal on every version of Spark. */
  @Override
  public Column pairs(
      Expr.Call call,
      Map<ColumnRef, Schema.Type> types,
      Schema.Type element,
      Supplier<Column> array) {
    return InJava.judged(call, types);
  }

  @Override
  public Column field(Column struct, String name) {
    return struct.getField(name);
  }

  @Override
  public Column constant(Object value, Schema.Type type) {
    if (!(value instanceof BigDecimal number)) {
      return lit(value);
    }
    return type.kind() == TypeKind.DECIMAL
        ? lit(number).cast(DataTypes.createDecimalType(type.precision(), type.scale()))
        : lit(number.longValueExact()).cast(whole(type));
  }

  private static DataType whole(Schema.Type type) {
    return switch (type.kind()) {
      case BYTE -> DataTypes.ByteType;
      case SHORT -> DataTypes.ShortType;
      case INT -> DataTypes.IntegerType;
      case LONG -> DataTypes.LongType;
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
          throw new IllegalStateException(type + " is not a whole number");
    };
  }

  @Override
  public Column sql(String expression) {
    return functions.expr(expression);
  }

  @Override
  public Column group(Column term) {
    return term;
  }

  @Override
  public Column compare(Column left, Comparison comparison, Column right) {
    return switch (comparison) {
      case EQUAL -> left.equalTo(right);
      case LESS -> left.lt(right);
      case LESS_OR_EQUAL -> left.leq(right);
      case GREATER -> left.gt(right);
      case GREATER_OR_EQUAL -> left.geq(right);
    };
  }

  @Override
  public Column compareWhole(
      Expr left,
      Comparison comparison,
      Expr right,
      Map<ColumnRef, Schema.Type> types,
      Column exact) {
    return LongArithmetic.compared(left, right, types, (a, b) -> compare(a, comparison, b), exact);
  }

  @Override
  public Column isNull(Column value) {
    return value.isNull();
  }

  @Override
  public Column isNotNull(Column value) {
    return value.isNotNull();
  }

  @Override
  public Column not(Column judgement) {
    return functions.not(judgement);
  }

  @Override
  public Column and(List<Column> parts) {
    return joined(parts, Column::and);
  }

  @Override
  public Column or(List<Column> parts) {
    return joined(parts, Column::or);
  }

  /** As a balanced tree, since Spark follows trees by recursion. */
  private static Column joined(List<Column> parts, BinaryOperator<Column> with) {
    int half = parts.size() / 2;
    return half == 0
        ? parts.get(0)
        : with.apply(
            joined(parts.subList(0, half), with), joined(parts.subList(half, parts.size()), with));
  }

  @Override
  public Column when(Column condition, Column value) {
    return functions.when(condition, value);
  }

  @Override
  public Column when(Column condition, Column value, Column otherwise) {
    return functions.when(condition, value).otherwise(otherwise);
  }

  @Override
  public Column infix(Column left, String operator, BinaryOperator<Column> function, Column right) {
    return function.apply(left, right);
  }

  @Override
  public Column toDouble(Column value) {
    return value.cast(DataTypes.DoubleType);
  }

  @Override
  public Column toInt(Column value) {
    return value.cast(DataTypes.IntegerType);
  }

  @Override
  public Column toDecimal(Column value, Schema.Type type) {
    return value.cast(DataTypes.createDecimalType(type.precision(), type.scale()));
  }

  /** Spark's own is quick for ASCII; for the rest it takes the language of the JVM, or of ICU. */
  @Override
  public Column inCase(Column text, LetterCase letters) {
    Column own = letters == LetterCase.LOWER ? functions.lower(text) : functions.upper(text);
    Column other =
        functions
            .udf(
                (UDF1<byte @Nullable [], byte @Nullable []>)
                    bytes -> bytes == null ? null : Utf8.bytes(letters.of(Utf8.escaped(bytes))),
                DataTypes.BinaryType)
            .apply(text.cast(DataTypes.BinaryType))
            .cast(DataTypes.StringType);
    return functions.when(TextFact.ASCII.of(text), own).otherwise(other);
  }

  /** Spark's own takes any length; the rest is refused in Java, which says why. */
  @Override
  public Column distance(Column one, Column other) {
    Column refused = inJava(one, other, Texts::distance, DataTypes.IntegerType);
    return functions
        .when(isShort(one).and(isShort(other)), functions.levenshtein(one, other))
        .otherwise(refused);
  }

  private static Column isShort(Column text) {
    return functions.length(text).leq(Texts.LONGEST_FOR_DISTANCE);
  }

  @Override
  public Column without(Column text, String regex) {
    return functions.regexp_replace(text, regex, "");
  }

  @Override
  public Column call(String name, Function<Column[], Column> function, List<Column> arguments) {
    return function.apply(arguments.toArray(Column[]::new));
  }

  @Override
  public Column in(Column value, Schema.Type type, Set<Object> bounds) {
    return bounds.size() > FEW
        ? ValueSet.test(value, type, bounds)
        : value.isin(bounds.stream().map(each -> constant(each, type)).toArray());
  }

  @Override
  public Column rlike(Column text, String regex) {
    return text.rlike(regex);
  }

  @Override
  public Column has(Column text, TextFact fact) {
    return fact.of(text);
  }

  @Override
  public Column unlessLonger(Column text, int bytes, Column judged) {
    return functions.when(functions.octet_length(text).gt(bytes), false).otherwise(judged);
  }

  @Override
  public Column matches(Column text, Schema.Type type, TextMatcher matcher) {
    if (!matcher.isBounded()) {
      return judged(text, matcher::find);
    }
    if (matcher.hasCheck()) {
      // Spark looks at the second only where the first does not fail
      return rlike(text, matcher.regex()).and(judged(text, matcher::check));
    }
    RegexText.Piece plain = matcher.piece();
    // looking for bytes needs no decoding; a collation would compare them in its own way
    if (plain == null || !type.display().equals(BINARY_ORDERED)) {
      return rlike(text, matcher.regex());
    }
    Column piece = lit(plain.text());
    return plain.begins()
        ? plain.ends() ? text.equalTo(piece) : text.startsWith(piece)
        : plain.ends() ? text.endsWith(piece) : text.contains(piece);
  }

  private Column judged(Column text, TextFunction<Boolean> test) {
    return inJava(text, test, DataTypes.BooleanType);
  }

  @Override
  public <R> Column inJava(Column one, Column other, TextPairFunction<R> function, DataType type) {
    return functions
        .udf(
            (UDF2<String, String, @Nullable R>)
                (a, b) -> a == null || b == null ? null : function.of(a, b),
            type)
        .apply(one, other);
  }

  @Override
  public <R> Column inJava(Column text, TextFunction<R> function, DataType type) {
    return functions
        .udf((UDF1<String, @Nullable R>) each -> each == null ? null : function.of(each), type)
        .apply(text);
  }

  @Override
  public Column call(String name, UnaryOperator<Column> function, Column argument) {
    return function.apply(argument);
  }

  @Override
  public Column call(String name, BinaryOperator<Column> function, Column left, Column right) {
    return function.apply(left, right);
  }
}
