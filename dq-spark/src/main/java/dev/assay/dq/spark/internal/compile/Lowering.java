package dev.assay.dq.spark.internal.compile;

import dev.assay.dq.Constraint;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.FittedBound;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.NumericTypes;
import dev.assay.dq.internal.model.RegexText;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TextMatcher;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Utf8;
import dev.assay.dq.internal.plan.ElementTypes;
import dev.assay.dq.internal.plan.References;
import dev.assay.dq.internal.plan.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * Expressions in Spark SQL: the columns that run and the text that people paste come from here, so
 * that they say the same. Judgements are true, false or null.
 *
 * <p>Nothing here can fail at run time, with ANSI mode on or off, but a pattern on a text that is
 * beyond it: constants are fitted to the column's type exactly, so no value is cast.
 */
public final class Lowering<T> {

  private final SqlTerms<T> terms;
  private final Map<ColumnRef, Schema.Type> types;
  private final Parts parts = new Parts();

  private Lowering(SqlTerms<T> terms, Map<ColumnRef, Schema.Type> types) {
    this.terms = terms;
    this.types = types;
  }

  /** To columns that run, of data whose columns have these types by exact name. */
  public static Lowering<Column> toColumns(Map<ColumnRef, Schema.Type> types) {
    return new Lowering<>(new ColumnTerms(), types);
  }

  /** A condition that selects the rows that violate a constraint; null if Java code decides. */
  public static @Nullable String violationSql(
      Constraint.OnRows rows, Map<ColumnRef, Schema.Type> types) {
    return References.of(rows).code()
        ? null
        : new Lowering<>(new TextTerms(), types).violation(rows);
  }

  /** Why Spark cannot compare two values exactly, with the fix; null if it can. */
  public static @Nullable String comparisonProblem(
      Expr left, Schema.Type a, Expr right, Schema.Type b) {
    if (!a.kind().isNumeric() || a.kind().isFloating() || b.kind().isFloating()) {
      return null;
    }
    int scale = Math.max(a.scale(), b.scale());
    int digits = Math.max(digits(a) - a.scale(), digits(b) - b.scale()) + scale;
    boolean columns = left instanceof Expr.Column && right instanceof Expr.Column;
    return digits <= 38
        ? null
        : (columns ? "columns " : "")
            + English.of(left)
            + " ("
            + a.display()
            + ") and "
            + English.of(right)
            + " ("
            + b.display()
            + ") cannot be compared exactly: that needs "
            + digits
            + " digits and Spark has 38; cast one of them";
  }

  /** Spark compares a whole number of 64 bits as a decimal of a digit more than it has. */
  private static int digits(Schema.Type type) {
    return type.kind() == TypeKind.LONG ? 20 : NumericTypes.digits(type);
  }

  /** The type of an expression. */
  public Schema.Type typeOf(Expr expr) {
    return Types.of(expr, types);
  }

  /** An expression without Java code. */
  public T compile(Expr expr) {
    return expr.fold(parts).term();
  }

  /** The same with floats widened to doubles. */
  public T value(Expr expr) {
    return value(expr.fold(parts));
  }

  /** True where a constraint is violated, else false or null. */
  public T violation(Constraint.OnRows rows) {
    T violates = negation(rows.predicate());
    if (rows.failsOnNull()) {
      violates =
          terms.call(
              "coalesce",
              (a, b) -> functions.coalesce(a, b),
              violates,
              terms.constant(true, Schema.Type.BOOLEAN));
    }
    return rows.where().isTrue()
        ? violates
        : terms.and(List.of(terms.group(compile(rows.where())), terms.group(violates)));
  }

  /** Not a predicate, in the fewest words. */
  public T negation(Expr predicate) {
    if (predicate.calls(Function.IS_NULL)) {
      return compile(new Expr.Call(Function.IS_COMPLETE, predicate.arguments()));
    }
    if (predicate.calls(Function.IS_COMPLETE)) {
      return compile(new Expr.Call(Function.IS_NULL, predicate.arguments()));
    }
    if (predicate.calls(Function.IS_TRIMMED)) {
      return terms.rlike(compile(predicate.arguments().get(0)), RegexText.UNTRIMMED);
    }
    return compile(predicate.negated());
  }

  /**
   * An expression and what became of it. Constants are made when they are asked for: one that is
   * compared with a value is made to fit that.
   */
  private record Part<T>(Expr expr, Schema.Type type, Supplier<T> made) {
    T term() {
      return made.get();
    }

    @Nullable Constant constant() {
      return expr instanceof Expr.Literal literal ? literal.constant() : null;
    }
  }

  /** What is made when it is first asked for, and never again. */
  private static final class Once<T> implements Supplier<T> {

    private final Supplier<T> maker;
    private @Nullable T made;

    Once(Supplier<T> maker) {
      this.maker = maker;
    }

    @Override
    public T get() {
      T here = made;
      if (here == null) {
        here = maker.get();
        made = here;
      }
      return here;
    }
  }

  private final class Parts implements Expr.Fold<Part<T>> {

    private final ElementTypes arrays = new ElementTypes();

    private Part<T> part(Expr expr, Schema.Type type, Supplier<T> made) {
      return new Part<>(expr, type, new Once<>(made));
    }

    @Override
    public Part<T> column(Expr.Column column) {
      return part(column, Types.of(column, types), () -> terms.column(column.ref()));
    }

    @Override
    public Part<T> element(Expr.Element element) {
      return part(element, arrays.of(element), () -> terms.element(element.outwards()));
    }

    @Override
    public void bind(Part<T> array) {
      arrays.bind(array.type());
    }

    @Override
    public void unbind() {
      arrays.unbind();
    }

    @Override
    public Part<T> literal(Expr.Literal literal) {
      Schema.Type type = Types.of(literal, types);
      return new Part<>(
          literal,
          type,
          () -> {
            FittedBound own = FittedBound.of(Comparison.EQUAL, literal.constant(), type);
            return terms.constant(
                Objects.requireNonNullElse(own.bound(), literal.constant().value()), type);
          });
    }

    @Override
    public Part<T> call(Expr.Call call, List<Part<T>> arguments) {
      Schema.Type type =
          call.function().signature().type(call, arguments.stream().map(Part::type).toList());
      return part(call, type, () -> lower(call, arguments, type));
    }

    @Override
    public Part<T> sql(Expr.Sql sql) {
      return part(sql, Schema.Type.BOOLEAN, () -> terms.sql(sql.text()));
    }

    @Override
    public Part<T> code(Expr.Code code) {
      throw new IllegalStateException("Java code runs on records, not in SQL: " + code.label());
    }
  }

  private T lower(Expr.Call call, List<Part<T>> arguments, Schema.Type type) {
    Function function = call.function();
    Part<T> first = arguments.get(0);
    return switch (function) {
      case IS_NULL -> terms.isNull(operand(first));
      case IS_COMPLETE -> terms.isNotNull(operand(first));
      case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          compare(first, Objects.requireNonNull(function.comparison()), arguments.get(1));
      case BETWEEN -> between(arguments);
      case IN -> in(first, arguments.subList(1, arguments.size()));
      case MATCHES -> matches(first, TextMatcher.of(call.pattern(), true));
      case CONTAINS_PATTERN -> matches(first, TextMatcher.of(call.pattern(), false));
      case STARTS_WITH ->
          terms.call("startswith", Column::startsWith, first.term(), arguments.get(1).term());
      case ENDS_WITH ->
          terms.call("endswith", Column::endsWith, first.term(), arguments.get(1).term());
      case CONTAINS ->
          terms.call("contains", Column::contains, first.term(), arguments.get(1).term());
      case IS_BLANK -> terms.rlike(first.term(), RegexText.BLANK);
      case IS_TRIMMED -> not(terms.rlike(first.term(), RegexText.UNTRIMMED));
      case IS_FINITE -> isFinite(first);
      case IS_NOT_NAN -> isNotNaN(first);
      case AND -> terms.and(grouped(arguments));
      case OR -> terms.or(grouped(arguments));
      case NOT -> not(first.term());
      case IMPLIES -> terms.or(List.of(not(first.term()), terms.group(arguments.get(1).term())));
      case PLUS -> arithmetic(arguments, "+", Column::plus, type);
      case MINUS -> arithmetic(arguments, "-", Column::minus, type);
      case TIMES -> arithmetic(arguments, "*", Column::multiply, type);
      case DIVIDED_BY -> {
        T divisor = real(arguments.get(1));
        yield terms.when(
            differ(divisor, 0.0), terms.infix(real(first), "/", Column::divide, divisor));
      }
      case ABSOLUTE -> terms.call("abs", functions::abs, as(type, first));
      case NEGATED -> terms.call("negative", functions::negate, as(type, first));
      case LOWER -> terms.inCase(first.term(), false);
      case UPPER -> terms.inCase(first.term(), true);
      case TRIMMED -> terms.without(first.term(), RegexText.WHITE_ENDS);
      case CONCATENATED ->
          terms.call("concat", functions::concat, arguments.stream().map(Part::term).toList());
      case LEAST -> extreme(arguments, "least", functions::least, type);
      case GREATEST -> extreme(arguments, "greatest", functions::greatest, type);
      case EACH, SOME, AT_LEAST_OF ->
          terms.elements(call, types, first::term, arguments.get(1)::term);
      case ELEMENT_AT -> terms.call("get", functions::get, first.term(), constant(call.count(1)));
      case VALUE_AT ->
          terms.call(
              "try_element_at",
              functions::try_element_at,
              first.term(),
              terms.constant(call.text(1), TEXT));
      case FIELD_OF -> terms.field(first.term(), call.text(1));
      case OR_ELSE -> terms.call("coalesce", functions::coalesce, as(type, arguments));
      case WHEN -> terms.when(first.term(), as(type, arguments.get(1)), as(type, arguments.get(2)));
      case DAYS_BETWEEN ->
          terms.call("datediff", functions::datediff, arguments.get(1).term(), first.term());
      case SECONDS_BETWEEN -> seconds(first, arguments.get(1), type);
      case IN_ZONE -> inZone(first, arguments.get(1));
      case TO_DATE -> date(first);
      case HOUR -> terms.call("hour", functions::hour, first.term());
      case DAY_OF_WEEK ->
          terms.group(
              terms.infix(
                  terms.call("weekday", functions::weekday, date(first)),
                  "+",
                  Column::plus,
                  constant(1)));
      case LENGTH -> terms.call("length", functions::length, first.term());
      case SIZE ->
          terms.when(
              terms.isNotNull(first.term()), terms.call("size", functions::size, first.term()));
    };
  }

  private static final Schema.Type TEXT = Schema.Type.of(TypeKind.STRING, "string");
  private static final Schema.Type INT = Schema.Type.of(TypeKind.INT, "int");
  private static final Schema.Type LONG = Schema.Type.of(TypeKind.LONG, "bigint");
  private static final long MICROS_OF_DAY = 86_400_000_000L;

  private T constant(int number) {
    return terms.constant(BigDecimal.valueOf(number), INT);
  }

  private T date(Part<T> time) {
    return time.type().kind() == TypeKind.DATE
        ? operand(time)
        : terms.call("to_date", functions::to_date, operand(time));
  }

  /**
   * What a clock shows: the days and microseconds since 1970, of which Spark makes the rest without
   * looking at the time zone of the session, as a cast would.
   */
  private T inZone(Part<T> instant, Part<T> zone) {
    String name = String.valueOf(Objects.requireNonNull(zone.constant()).value());
    T micros =
        terms.call(
            "unix_micros",
            functions::unix_micros,
            terms.call(
                "from_utc_timestamp",
                (time, in) -> functions.from_utc_timestamp(time, in),
                instant.term(),
                terms.constant(name, TEXT)));
    T day = terms.constant(BigDecimal.valueOf(MICROS_OF_DAY), LONG);
    T ofDay = terms.call("pmod", functions::pmod, micros, day);
    T before = terms.group(terms.infix(micros, "-", Column::minus, ofDay));
    T epoch =
        terms.constant(LocalDate.EPOCH.atStartOfDay(), Schema.Type.of(TypeKind.TIMESTAMP_NTZ, ""));
    return terms.group(
        terms.infix(
            epoch,
            "+",
            Column::plus,
            terms.call(
                "make_dt_interval",
                parts -> functions.make_dt_interval(parts[0], parts[1], parts[2], parts[3]),
                List.of(
                    terms.toInt(terms.infix(before, "/", Column::divide, day)),
                    constant(0),
                    constant(0),
                    ofMicros(ofDay, Schema.Type.decimal(18, 6))))));
  }

  private T ofMicros(T micros, Schema.Type type) {
    return terms.toDecimal(
        terms.infix(
            terms.toDecimal(micros, Schema.Type.decimal(20, 0)),
            "*",
            Column::multiply,
            terms.constant(new BigDecimal("0.000001"), Schema.Type.decimal(6, 6))),
        type);
  }

  private T seconds(Part<T> from, Part<T> to, Schema.Type type) {
    T first = from.term();
    T last = to.term();
    if (from.type().kind() == TypeKind.TIMESTAMP) {
      Schema.Type micros = Schema.Type.decimal(20, 0);
      return ofMicros(
          terms.infix(
              terms.toDecimal(terms.call("unix_micros", functions::unix_micros, last), micros),
              "-",
              Column::minus,
              terms.toDecimal(terms.call("unix_micros", functions::unix_micros, first), micros)),
          type);
    }
    T interval = terms.group(terms.infix(last, "-", Column::minus, first));
    List<T> parts = new ArrayList<>();
    UNITS.forEach(
        (unit, seconds) ->
            parts.add(
                terms.infix(
                    terms.toDecimal(
                        terms.call(
                            "date_part",
                            functions::date_part,
                            terms.constant(unit, TEXT),
                            interval),
                        Schema.Type.decimal(15, 6)),
                    "*",
                    Column::multiply,
                    constant(seconds))));
    T sum = parts.get(0);
    for (T part : parts.subList(1, parts.size())) {
      sum = terms.infix(sum, "+", Column::plus, part);
    }
    return terms.toDecimal(sum, type);
  }

  /** The parts of an interval, and how many seconds one of them is. */
  private static final Map<String, Integer> UNITS =
      new TreeMap<>(Map.of("DAY", 86_400, "HOUR", 3_600, "MINUTE", 60, "SECOND", 1));

  /** Exact numbers meet as decimals, whose sums and products Spark holds exactly. */
  private T arithmetic(
      List<Part<T>> operands, String operator, BinaryOperator<Column> function, Schema.Type type) {
    Part<T> left = operands.get(0);
    Part<T> right = operands.get(1);
    boolean real = type.kind().isFloating();
    T a = real ? real(left) : exact(left);
    T b = real ? real(right) : exact(right);
    return terms.group(terms.infix(a, operator, function, b));
  }

  /** As a double; a constant as the nearest. */
  private T real(Part<T> part) {
    if (part.constant() instanceof Constant.Num number) {
      return terms.constant(
          FittedBound.nearest(number.value(), TypeKind.DOUBLE), Schema.Type.DOUBLE);
    }
    return part.type().kind() == TypeKind.DOUBLE ? operand(part) : terms.toDouble(part.term());
  }

  private T exact(Part<T> part) {
    return part.type().kind() == TypeKind.DECIMAL
        ? part.term()
        : terms.toDecimal(part.term(), NumericTypes.asDecimal(part.type()));
  }

  /** A value as the type that it has together with others. */
  private T as(Schema.Type type, Part<T> part) {
    return switch (type.kind()) {
      case FLOAT, DOUBLE -> real(part);
      case DECIMAL ->
          part.constant() instanceof Constant.Num number
              ? terms.constant(number.value().setScale(type.scale()), type)
              : terms.toDecimal(part.term(), type);
      case STRING,
          BYTE,
          SHORT,
          INT,
          LONG,
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
          operand(part);
    };
  }

  private List<T> as(Schema.Type type, List<Part<T>> parts) {
    return parts.stream().map(each -> as(type, each)).toList();
  }

  /** Null where one is null, which Spark would pass over, and NaN where one is. */
  private T extreme(
      List<Part<T>> parts,
      String name,
      java.util.function.Function<Column[], Column> function,
      Schema.Type type) {
    T found = terms.call(name, function, as(type, parts));
    List<T> nan =
        parts.stream()
            .filter(each -> each.type().kind().isFloating())
            .map(each -> terms.call("isnan", functions::isnan, operand(each)))
            .toList();
    if (!nan.isEmpty()) {
      found = terms.when(terms.or(nan), terms.constant(Double.NaN, Schema.Type.DOUBLE), found);
    }
    List<T> present = parts.stream().map(each -> terms.isNotNull(operand(each))).toList();
    return terms.when(terms.and(present), found);
  }

  private T differ(T value, double constant) {
    return terms.infix(value, "<>", Column::notEqual, terms.constant(constant, Schema.Type.DOUBLE));
  }

  private List<T> grouped(List<Part<T>> judgements) {
    return judgements.stream().map(each -> terms.group(each.term())).toList();
  }

  private T not(T judgement) {
    return terms.not(terms.group(judgement));
  }

  /** As an operand: judgements are all that is not of a piece by itself. */
  private T operand(Part<T> part) {
    boolean whole =
        part.type().kind() != TypeKind.BOOLEAN
            || part.expr() instanceof Expr.Column
            || part.constant() != null;
    return whole ? part.term() : terms.group(part.term());
  }

  private T value(Part<T> part) {
    return part.type().kind() == TypeKind.FLOAT ? terms.toDouble(part.term()) : operand(part);
  }

  private T judged(T value, boolean truth) {
    return terms.when(terms.isNotNull(value), terms.constant(truth, Schema.Type.BOOLEAN));
  }

  private T isNotNaN(T value) {
    return terms.not(terms.call("isnan", functions::isnan, value));
  }

  private T compare(Part<T> left, Comparison comparison, Part<T> right) {
    if (right.constant() != null) {
      return compare(left, comparison, right.constant());
    }
    if (left.constant() != null) {
      return compare(right, comparison.mirrored(), left.constant());
    }
    if (!left.type().kind().isFloating() && !right.type().kind().isFloating()) {
      return terms.compare(operand(left), comparison, operand(right));
    }
    T a = terms.toDouble(left.term());
    T b = terms.toDouble(right.term());
    return terms.when(
        terms.and(List.of(terms.isNotNull(left.term()), terms.isNotNull(right.term()))),
        terms.and(List.of(terms.compare(a, comparison, b), isNotNaN(a), isNotNaN(b))));
  }

  private T compare(Part<T> left, Comparison comparison, Constant right) {
    T value = value(left);
    FittedBound fitted = FittedBound.of(comparison, right, left.type());
    Object bound = fitted.bound();
    if (bound == null || (comparison == Comparison.EQUAL && isNoText(bound))) {
      return judged(value, fitted.truth());
    }
    T compared = terms.compare(value, fitted.comparison(), terms.constant(bound, left.type()));
    // Spark orders NaN above all numbers; here it satisfies nothing
    return switch (fitted.comparison()) {
      case GREATER, GREATER_OR_EQUAL ->
          left.type().kind().isFloating()
              ? terms.and(List.of(compared, isNotNaN(value)))
              : compared;
      case EQUAL, LESS, LESS_OR_EQUAL -> compared;
    };
  }

  /** Whether no text of Spark's can equal a constant: it has no UTF-8, and Spark would alter it. */
  private static boolean isNoText(Object bound) {
    return bound instanceof String text && !Utf8.hasForm(text);
  }

  private T between(List<Part<T>> arguments) {
    Part<T> value = arguments.get(0);
    Comparison low = Comparison.withLowerEnd(arguments.get(3).expr().isTrue());
    Comparison high = Comparison.withUpperEnd(arguments.get(4).expr().isTrue());
    return terms.and(
        List.of(
            terms.group(compare(value, low, arguments.get(1))),
            terms.group(compare(value, high, arguments.get(2)))));
  }

  private T in(Part<T> value, List<Part<T>> members) {
    List<Constant> constants = new ArrayList<>();
    List<T> judgements = new ArrayList<>();
    for (Part<T> member : members) {
      if (member.constant() != null) {
        constants.add(member.constant());
      } else {
        judgements.add(terms.group(compare(value, Comparison.EQUAL, member)));
      }
    }
    if (judgements.isEmpty()) {
      return inSet(value, constants);
    }
    if (!constants.isEmpty()) {
      judgements.add(terms.group(inSet(value, constants)));
    }
    return terms.or(judgements);
  }

  private T inSet(Part<T> part, List<Constant> constants) {
    T value = value(part);
    Set<Object> bounds = FittedBound.allIn(constants, part.type());
    bounds.removeIf(Lowering::isNoText);
    if (bounds.isEmpty()) {
      return judged(value, false);
    }
    // Spark tests sets by hashing, where -0.0 differs from 0.0; adding zero makes it 0.0
    T normal =
        part.type().kind().isFloating()
            ? terms.group(
                terms.infix(value, "+", Column::plus, terms.constant(0.0, Schema.Type.DOUBLE)))
            : value;
    return terms.in(normal, part.type(), bounds);
  }

  private T matches(Part<T> text, TextMatcher matcher) {
    return terms.matches(text.term(), text.type(), matcher);
  }

  private T isFinite(Part<T> number) {
    T value = value(number);
    return number.type().kind().isFloating()
        ? terms.and(
            List.of(
                isNotNaN(value),
                differ(value, Double.POSITIVE_INFINITY),
                differ(value, Double.NEGATIVE_INFINITY)))
        : judged(value, true);
  }

  private T isNotNaN(Part<T> number) {
    T value = value(number);
    return number.type().kind().isFloating()
        ? terms.when(terms.isNotNull(value), isNotNaN(value))
        : judged(value, true);
  }
}
