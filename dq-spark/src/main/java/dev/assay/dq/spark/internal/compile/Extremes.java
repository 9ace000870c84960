package dev.assay.dq.spark.internal.compile;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.plan.Types;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * What the least and the greatest element of an array decide: each price is above 0 if the least
 * is. Spark finds them in generated code, as it does whether an element is null or NaN; the arrays
 * that have such go to Java.
 */
final class Extremes implements Expr.Fold<Extremes.Deciding> {

  private enum End {
    LEAST,
    GREATEST;

    Column of(Column array) {
      return switch (this) {
        case LEAST -> functions.array_min(array);
        case GREATEST -> functions.array_max(array);
      };
    }
  }

  private static final Set<End> NEITHER = EnumSet.noneOf(End.class);
  private static final Set<End> LEAST = EnumSet.of(End.LEAST);
  private static final Set<End> GREATEST = EnumSet.of(End.GREATEST);
  private static final Set<End> BOTH = EnumSet.allOf(End.class);

  /**
   * Which elements decide about all.
   *
   * @param each those of which a predicate holds only if it holds of each; none if others decide
   * @param some those of one of which it holds if it holds of any; none if others decide
   */
  record Deciding(Set<End> each, Set<End> some) {}

  private static final Deciding OTHERS = new Deciding(NEITHER, NEITHER);

  private Extremes() {}

  /**
   * What a call says of an array, which is null for a null array.
   *
   * @param inJava the same for all arrays
   * @return null where other elements decide as well
   */
  static @Nullable Column decided(
      Expr.Call call, Map<ColumnRef, Schema.Type> types, Supplier<Column> array, Column inJava) {
    Schema.Type element = Types.of(call.argument(0), types).child(0);
    Set<End> ends = ends(call);
    Object odd = odd(element);
    if (ends.isEmpty() || odd == null) {
      return null;
    }
    Column of = array.get();
    List<Column> said =
        ends.stream()
            .map(end -> new Lowering<>(new ColumnTerms(end.of(of)), types).compile(call))
            .toList();
    boolean each = call.calls(Function.EACH);
    Column all = said.stream().reduce(each ? Column::and : Column::or).orElseThrow();
    if (each || call.calls(Function.SOME)) {
      all = coalesce(all, lit(each)); // there is none in an empty array
    }
    Column plain = array_contains(of, new ColumnTerms().constant(odd, element)).equalTo(false);
    return when(plain, all).when(of.isNotNull(), inJava);
  }

  private static Set<End> ends(Expr.Call call) {
    Expr said = call.argument(1);
    if (call.calls(Function.EACH)) {
      return said.fold(new Extremes()).each();
    }
    if (call.calls(Function.SOME)) {
      return said.fold(new Extremes()).some();
    }
    boolean itself = said instanceof Expr.Element;
    return itself && call.calls(Function.MIN_OF)
        ? LEAST
        : itself && call.calls(Function.MAX_OF) ? GREATEST : NEITHER;
  }

  /**
   * A value that hardly an array has, and NaN where that is one: whether an array contains it is
   * unknown if an element is null.
   */
  private static @Nullable Object odd(Schema.Type type) {
    LocalDateTime longAgo = LocalDateTime.of(-200_000, 1, 1, 0, 0);
    return switch (type.kind()) {
      case BYTE -> BigDecimal.valueOf(Byte.MIN_VALUE);
      case SHORT -> BigDecimal.valueOf(Short.MIN_VALUE);
      case INT -> BigDecimal.valueOf(Integer.MIN_VALUE);
      case LONG -> BigDecimal.valueOf(Long.MIN_VALUE);
      case DECIMAL ->
          BigDecimal.ONE.subtract(BigDecimal.TEN.pow(type.precision())).movePointLeft(type.scale());
      case FLOAT -> Float.NaN;
      case DOUBLE -> Double.NaN;
      case DATE -> longAgo.toLocalDate();
      case TIMESTAMP -> longAgo.toInstant(ZoneOffset.UTC);
      case TIMESTAMP_NTZ -> longAgo;
      case STRING, BOOLEAN, BINARY, ARRAY, MAP, STRUCT, DYNAMIC, OTHER -> null;
    };
  }

  @Override
  public Deciding column(Expr.Column column) {
    return OTHERS;
  }

  @Override
  public Deciding element(Expr.Element element) {
    return OTHERS;
  }

  @Override
  public Deciding literal(Expr.Literal literal) {
    return OTHERS;
  }

  @Override
  public Deciding call(Expr.Call call, List<Deciding> arguments) {
    Comparison comparison = call.function().comparison();
    if (comparison != null) {
      return areElementAndConstants(call, 0, 1)
          ? compared(comparison)
          : areElementAndConstants(call, 1, 0) ? compared(comparison.mirrored()) : OTHERS;
    }
    if (call.calls(Function.BETWEEN)) {
      return areElementAndConstants(call, 0, 1, 2) ? compared(Comparison.EQUAL) : OTHERS;
    }
    if (call.calls(Function.NOT)) {
      // not each is some that is not
      Set<End> notEach = arguments.get(0).each();
      Set<End> notSome = arguments.get(0).some();
      return new Deciding(notSome, notEach);
    }
    if (call.calls(Function.AND)) {
      return new Deciding(union(arguments.stream().map(Deciding::each).toList()), NEITHER);
    }
    return call.calls(Function.OR)
        ? new Deciding(NEITHER, union(arguments.stream().map(Deciding::some).toList()))
        : OTHERS;
  }

  private static Deciding compared(Comparison comparison) {
    return switch (comparison) {
      case EQUAL -> new Deciding(BOTH, NEITHER);
      case LESS, LESS_OR_EQUAL -> new Deciding(GREATEST, LEAST);
      case GREATER, GREATER_OR_EQUAL -> new Deciding(LEAST, GREATEST);
    };
  }

  private static boolean areElementAndConstants(Expr.Call call, int element, int... constants) {
    boolean are = call.argument(element) instanceof Expr.Element of && of.outwards() == 0;
    for (int each : constants) {
      are &= call.argument(each) instanceof Expr.Literal;
    }
    return are;
  }

  private static Set<End> union(List<Set<End>> parts) {
    Set<End> all = EnumSet.noneOf(End.class);
    parts.forEach(all::addAll);
    return parts.contains(NEITHER) ? NEITHER : all;
  }

  @Override
  public Deciding sql(Expr.Sql sql) {
    return OTHERS;
  }

  @Override
  public Deciding code(Expr.Code code) {
    return OTHERS;
  }
}
