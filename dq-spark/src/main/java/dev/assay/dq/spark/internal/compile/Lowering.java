package dev.assay.dq.spark.internal.compile;

import dev.assay.dq.BusinessCalendar;
import dev.assay.dq.Constraint;
import dev.assay.dq.internal.model.BusinessDays;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.FittedBound;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.JsonPath;
import dev.assay.dq.internal.model.LetterCase;
import dev.assay.dq.internal.model.NetworkText;
import dev.assay.dq.internal.model.NumericTypes;
import dev.assay.dq.internal.model.RegexText;
import dev.assay.dq.internal.model.RunTime;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TextMatcher;
import dev.assay.dq.internal.model.Texts;
import dev.assay.dq.internal.model.TimeFormat;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Units;
import dev.assay.dq.internal.model.Utf8;
import dev.assay.dq.internal.plan.ElementTypes;
import dev.assay.dq.internal.plan.References;
import dev.assay.dq.internal.plan.Types;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
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

  Lowering(SqlTerms<T> terms, Map<ColumnRef, Schema.Type> types) {
    this.terms = terms;
    this.types = types;
  }

  /** To columns that run, of data whose columns have these types by exact name. */
  public static Lowering<Column> toColumns(Map<ColumnRef, Schema.Type> types) {
    return new Lowering<>(new ColumnTerms(), types);
  }

  /**
   * A condition that selects the rows that violate a constraint; null if Java code decides, as it
   * does for check digits.
   */
  public static @Nullable String violationSql(
      Constraint.OnRows rows, Map<ColumnRef, Schema.Type> types) {
    if (References.of(rows).code()) {
      return null;
    }
    TextTerms terms = new TextTerms();
    String condition = new Lowering<>(terms, types).violation(rows);
    return terms.isWhole() ? condition : null;
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
      return part(call, type, () -> terms.once(call, () -> lower(call, arguments, type)));
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
    // of nothing are only what a run puts something in the place of
    Part<T> first = arguments.stream().findFirst().orElseThrow(() -> RunTime.unbound(call));
    return switch (function) {
      case RUN_TIME, TODAY, EXISTS_IN, METRIC_IN -> throw RunTime.unbound(call);
      case IS_NULL -> terms.isNull(operand(first));
      case IS_COMPLETE -> terms.isNotNull(operand(first));
      case EQUAL -> equal(first, arguments.get(1));
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          compare(first, Objects.requireNonNull(function.comparison()), arguments.get(1));
      case BETWEEN -> between(arguments);
      case IN -> in(first, arguments.subList(1, arguments.size()));
      case MATCHES -> matches(first, TextMatcher.of(call.pattern(), true));
      case CONTAINS_PATTERN -> matches(first, TextMatcher.of(call.pattern(), false));
      case STARTS_WITH ->
          terms.call("startswith", Column::startsWith, first.term(), arguments.get(1).term());
      case ENDS_WITH ->
          terms.call("endswith", Column::endsWith, first.term(), arguments.get(1).term());
      case CONTAINS -> contains(first, arguments.get(1));
      case IS_BLANK -> terms.has(first.term(), TextFact.BLANK);
      case IS_TRIMMED -> terms.has(first.term(), TextFact.TRIMMED);
      case EQUAL_IGNORING_CASE ->
          ignoringCase(
              arguments, others -> compare(folded(first), Comparison.EQUAL, others.get(0)));
      case IN_IGNORING_CASE -> ignoringCase(arguments, others -> in(folded(first), others));
      case IS_ASCII -> terms.has(first.term(), TextFact.ASCII);
      case HAS_NO_CONTROL_CHARACTERS -> terms.has(first.term(), TextFact.WITHOUT_CONTROL);
      case IS_TITLE_CASE -> terms.rlike(first.term(), RegexText.TITLE_CASE);
      case HAS_ONLY_DIGITS -> terms.has(first.term(), TextFact.DIGITS);
      case IS_IN_NETWORK -> matches(first, NetworkText.of(call.text(1)).matcher());
      case IS_FINITE -> isFinite(first);
      case IS_NOT_NAN -> isNotNaN(first);
      case AND -> terms.and(grouped(arguments));
      case OR -> terms.or(grouped(arguments));
      case NOT -> not(first.term());
      case IMPLIES -> terms.or(List.of(not(first.term()), terms.group(arguments.get(1).term())));
      case XOR -> terms.infix(grouped(first), "<>", Column::notEqual, grouped(arguments.get(1)));
      case AT_LEAST -> atLeast(call.number(0).intValueExact(), arguments);
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
      case REMAINDER -> remainder(first, arguments.get(1), type);
      case ROUNDED -> rounded(first, call.number(1).intValueExact(), type);
      case FLOOR -> whole(first, "floor", functions::floor, type);
      case CEILING -> whole(first, "ceil", functions::ceil, type);
      case LN -> terms.call("ln", functions::log, real(first)); // null for 0 and less
      case FIRST_DIGIT -> firstDigit(first);
      case IS_CLOSE_TO -> isCloseTo(call, first, arguments.get(1));
      case IS_WITHIN_PERCENT -> isWithinPercent(call, first, arguments.get(1));
      case IS_MULTIPLE_OF -> isMultiple(first, call.number(1));
      case IS_WHOLE -> isWhole(first);
      case HAS_SCALE_AT_MOST -> isMultiple(first, unit(call.number(1).intValueExact()));
      case HAS_PRECISION_AT_MOST -> hasPrecision(first, call.number(1).intValueExact());
      case LOWER -> terms.inCase(first.term(), LetterCase.LOWER);
      case UPPER -> terms.inCase(first.term(), LetterCase.UPPER);
      case TRIMMED -> terms.without(first.term(), RegexText.WHITE_ENDS);
      case CONCATENATED ->
          terms.call("concat", functions::concat, arguments.stream().map(Part::term).toList());
      case SUBSTRING ->
          substring(
              first.term(),
              constant(Math.min(call.count(1), Integer.MAX_VALUE - 1) + 1),
              constant(call.count(2) - call.count(1)));
      case BEFORE ->
          terms.when(
              contains(first, arguments.get(1)),
              terms.call(
                  "substring_index",
                  texts -> functions.substring_index(texts[0], call.text(1), 1),
                  List.of(first.term(), arguments.get(1).term(), constant(1))));
      case AFTER ->
          terms.when(
              contains(first, arguments.get(1)),
              terms.call(
                  "substr",
                  (text, from) -> functions.substr(text, from),
                  first.term(),
                  terms.infix(
                      position(first, arguments.get(1)),
                      "+",
                      Column::plus,
                      terms.call("length", functions::length, arguments.get(1).term()))));
      case REPLACED ->
          terms.call(
              "replace",
              texts -> functions.replace(texts[0], texts[1], texts[2]),
              arguments.stream().map(Part::term).toList());
      case SPLIT ->
          terms.call(
              "split",
              (text, delimiter) -> functions.split(text, RegexText.literal(call.text(1))),
              first.term(),
              terms.constant(RegexText.literal(call.text(1)), TEXT));
      case REVERSED -> terms.call("reverse", functions::reverse, first.term());
      case LEFT_PADDED -> padded(call, first.term(), "lpad", functions::lpad);
      case RIGHT_PADDED -> padded(call, first.term(), "rpad", functions::rpad);
      case WITHOUT_ACCENTS ->
          terms.when(
              terms.compare(
                  terms.call("octet_length", functions::octet_length, first.term()),
                  Comparison.EQUAL,
                  terms.call("length", functions::length, first.term())),
              first.term(),
              terms.inJava(first.term(), Texts::withoutAccents, DataTypes.StringType));
      case DIGITS_ONLY -> terms.without(first.term(), RegexText.NO_DIGITS);
      case BYTE_LENGTH -> terms.call("octet_length", functions::octet_length, first.term());
      case WORD_COUNT ->
          terms.call(
              "regexp_count",
              functions::regexp_count,
              first.term(),
              terms.constant(RegexText.WORD, TEXT));
      case DISTANCE_TO -> terms.distance(first.term(), arguments.get(1).term());
      case SIMILARITY_TO ->
          terms.inJava(
              first.term(), arguments.get(1).term(), Texts::similarity, DataTypes.DoubleType);
      case LEAST -> extreme(arguments, "least", functions::least, type);
      case GREATEST -> extreme(arguments, "greatest", functions::greatest, type);
      case EACH, SOME, AT_LEAST_OF ->
          terms.elements(call, types, first::term, arguments.get(1)::term);
      case SUM_OF, MIN_OF, MAX_OF -> {
        Part<T> number = arguments.get(1);
        yield terms.numbers(
            call,
            types,
            type,
            first::term,
            () -> type.kind().isFloating() ? real(number) : exact(number));
      }
      case HAS_NO_NULLS -> hasNoNulls(first.term());
      case HAS_NO_DUPLICATES, IS_SORTED, IS_SORTED_DESCENDING ->
          terms.pairs(call, types, first.type().child(0), first::term);
      case ELEMENT_AT -> terms.call("get", functions::get, first.term(), constant(call.count(1)));
      case HAS_KEYS ->
          terms.and(
              arguments.stream()
                  .skip(1)
                  .map(
                      key ->
                          terms.call(
                              "map_contains_key",
                              functions::map_contains_key,
                              first.term(),
                              key.term()))
                  .toList());
      case KEYS -> terms.call("map_keys", functions::map_keys, first.term());
      case VALUES -> terms.call("map_values", functions::map_values, first.term());
      case VALUE_AT ->
          terms.call(
              "try_element_at",
              functions::try_element_at,
              first.term(),
              terms.constant(call.text(1), TEXT));
      case FIELD_OF -> terms.field(first.term(), call.text(1));
      case OR_ELSE -> terms.call("coalesce", functions::coalesce, as(type, arguments));
      case TREATING_AS_NULL -> terms.when(not(isOneOf(arguments)), operand(first));
      case AS_INTEGER -> read(first, RegexText.INTEGER, text -> terms.toDecimal(text, type));
      case AS_DECIMAL -> read(first, RegexText.DECIMAL, text -> terms.toDecimal(text, type));
      case AS_DOUBLE -> read(first, RegexText.REAL, terms::toDouble);
      case AS_BOOLEAN -> read(first, RegexText.BOOLEAN, text -> terms.rlike(text, RegexText.TRUE));
      case JSON_VALUE -> {
        JsonPath path = JsonPath.of(call.text(1));
        yield terms.inJava(first.term(), path::find, DataTypes.StringType);
      }
      case AS_DATE -> asDate(first, call.dateFormat());
      case AS_TIMESTAMP -> {
        TimeFormat format = call.timeFormat();
        ZoneId zone = call.zone();
        yield terms.when(
            isShort(first, format),
            terms.inJava(
                first.term(), text -> format.instant(text, zone), DataTypes.TimestampType));
      }
      case PARSES_AS_INTEGER -> terms.rlike(first.term(), RegexText.INTEGER);
      case PARSES_AS_DECIMAL -> terms.rlike(first.term(), RegexText.DECIMAL);
      case PARSES_AS_DOUBLE -> terms.rlike(first.term(), RegexText.REAL);
      case PARSES_AS_BOOLEAN -> terms.rlike(first.term(), RegexText.BOOLEAN);
      case PARSES_AS_DATE -> {
        TimeFormat format = call.dateFormat();
        yield format == null
            ? terms.rlike(first.term(), RegexText.DATE)
            : parses(first, format, text -> format.date(text) != null);
      }
      case PARSES_AS_TIMESTAMP -> {
        TimeFormat format = call.timeFormat();
        ZoneId zone = call.zone();
        yield parses(first, format, text -> format.instant(text, zone) != null);
      }
      case WHEN -> terms.when(first.term(), as(type, arguments.get(1)), as(type, arguments.get(2)));
      case DAYS_BETWEEN ->
          terms.call("datediff", functions::datediff, arguments.get(1).term(), first.term());
      case SECONDS_BETWEEN -> seconds(first, arguments.get(1), type);
      case IN_ZONE -> inZone(first, arguments.get(1));
      case TO_DATE -> date(first);
      case IS_BUSINESS_DAY -> isBusinessDay(first, call.calendar());
      case BUSINESS_DAYS_SINCE -> {
        BusinessDays days = new BusinessDays(call.calendar());
        yield terms.group(
            terms.infix(
                businessDays(days, first),
                "-",
                Column::minus,
                terms.group(businessDays(days, arguments.get(1)))));
      }
      case HOUR -> terms.call("hour", functions::hour, first.term());
      case DAY_OF_WEEK -> dayOfWeek(first);
      case YEAR -> terms.call("year", functions::year, date(first));
      case QUARTER -> terms.call("quarter", functions::quarter, date(first));
      case MONTH -> terms.call("month", functions::month, date(first));
      case ISO_WEEK -> terms.call("weekofyear", functions::weekofyear, date(first));
      case DAY_OF_MONTH -> terms.call("dayofmonth", functions::dayofmonth, date(first));
      case DAY_OF_YEAR -> terms.call("dayofyear", functions::dayofyear, date(first));
      case MINUTE -> terms.call("minute", functions::minute, first.term());
      case SECOND -> terms.call("second", functions::second, first.term());
      case START_OF_MONTH ->
          terms.call(
              "trunc",
              (day, unit) -> functions.trunc(day, "MM"),
              date(first),
              terms.constant("MM", TEXT));
      case END_OF_MONTH -> terms.call("last_day", functions::last_day, date(first));
      case START_OF_WEEK ->
          terms.call(
              "date_sub",
              functions::date_sub,
              date(first),
              terms.call("weekday", functions::weekday, date(first)));
      case PLUS_DAYS -> terms.call("date_add", functions::date_add, first.term(), number(call));
      case PLUS_MONTHS ->
          terms.call("add_months", functions::add_months, first.term(), number(call));
      case PLUS_SECONDS -> plusSeconds(first, call.number(1));
      case TRUNCATED_TO -> truncated(first, Units.of(call.text(1)));
      case LENGTH -> terms.call("length", functions::length, first.term());
      case SIZE ->
          terms.when(
              terms.isNotNull(first.term()), terms.call("size", functions::size, first.term()));
    };
  }

  /** From 1 for Monday to 7 for Sunday. */
  private T dayOfWeek(Part<T> day) {
    return terms.group(
        terms.infix(
            terms.call("weekday", functions::weekday, date(day)), "+", Column::plus, constant(1)));
  }

  private T isBusinessDay(Part<T> day, BusinessCalendar calendar) {
    Set<Object> worked = new LinkedHashSet<>();
    for (DayOfWeek each : DayOfWeek.values()) {
      if (!calendar.weekend().contains(each)) {
        worked.add(BigDecimal.valueOf(each.getValue()));
      }
    }
    T weekday = terms.in(dayOfWeek(day), INT, worked);
    if (calendar.holidays().isEmpty()) {
      return weekday;
    }
    T holiday = terms.in(date(day), DATE, new LinkedHashSet<>(calendar.holidays()));
    return terms.and(List.of(terms.group(weekday), terms.group(not(holiday))));
  }

  /** How many days are worked from the first Monday up to and including a day. */
  private T businessDays(BusinessDays days, Part<T> day) {
    List<Integer> worked = days.worked();
    T weekday = terms.call("weekday", functions::weekday, date(day));
    T since =
        terms.call(
            "datediff", functions::datediff, date(day), terms.constant(BusinessDays.FIRST, DATE));
    T weeks =
        terms.infix(
            terms.group(terms.infix(since, "-", Column::minus, weekday)),
            "/",
            Column::divide,
            constant(7));
    T ofWeeks = terms.infix(terms.toInt(weeks), "*", Column::multiply, constant(worked.get(6)));
    T ofWeek =
        terms.call(
            "element_at",
            functions::element_at,
            terms.call("array", functions::array, worked.stream().map(this::constant).toList()),
            terms.infix(weekday, "+", Column::plus, constant(1)));
    T all = terms.infix(ofWeeks, "+", Column::plus, ofWeek);
    return days.holidays().isEmpty()
        ? all
        : terms.infix(all, "-", Column::minus, terms.group(holidays(days.holidays(), day)));
  }

  /** How many of some days are not after another: its place among them, as if it were the next. */
  private T holidays(List<LocalDate> holidays, Part<T> day) {
    T next = terms.call("date_add", functions::date_add, date(day), constant(1));
    List<T> all = new ArrayList<>();
    holidays.forEach(each -> all.add(terms.constant(each, DATE)));
    all.add(next);
    T sorted =
        terms.call("sort_array", functions::sort_array, terms.call("array", functions::array, all));
    T place = terms.call("array_position", functions::array_position, sorted, next);
    return terms.infix(terms.toInt(place), "-", Column::minus, constant(1));
  }

  private static final Schema.Type DATE = Schema.Type.of(TypeKind.DATE, "date");

  private T hasNoNulls(T array) {
    return terms.when(
        terms.isNotNull(array),
        terms.infix(
            terms.call(
                "size",
                functions::size,
                terms.call("array_compact", functions::array_compact, array)),
            "=",
            Column::equalTo,
            terms.call("size", functions::size, array)));
  }

  private static final Schema.Type TEXT = Schema.Type.of(TypeKind.STRING, "string");
  private static final Schema.Type INT = Schema.Type.of(TypeKind.INT, "int");
  private static final Schema.Type LONG = Schema.Type.of(TypeKind.LONG, "bigint");
  private static final long MICROS_OF_DAY = 86_400_000_000L;

  private T constant(int number) {
    return terms.constant(BigDecimal.valueOf(number), INT);
  }

  /** Whether the first is surely one of the others. */
  private T isOneOf(List<Part<T>> arguments) {
    T in = in(arguments.get(0), arguments.subList(1, arguments.size()));
    return terms.call(
        "coalesce",
        functions::coalesce,
        List.of(terms.group(in), terms.constant(false, Schema.Type.BOOLEAN)));
  }

  /** What a text says, where all of it is as the pattern wants. */
  private T read(Part<T> text, String regex, java.util.function.UnaryOperator<T> value) {
    return terms.when(terms.rlike(text.term(), regex), value.apply(text.term()));
  }

  private T asDate(Part<T> text, @Nullable TimeFormat format) {
    return format == null
        ? read(
            text,
            RegexText.DATE,
            each -> terms.call("to_date", day -> functions.to_date(day), each))
        : terms.when(
            isShort(text, format), terms.inJava(text.term(), format::date, DataTypes.DateType));
  }

  private T parses(Part<T> text, TimeFormat format, SqlTerms.TextFunction<Boolean> parses) {
    return terms.and(
        List.of(isShort(text, format), terms.inJava(text.term(), parses, DataTypes.BooleanType)));
  }

  /** Whether a text is not too long to be written so, which needs no Java to tell. */
  private T isShort(Part<T> text, TimeFormat format) {
    return terms.compare(
        terms.call("octet_length", functions::octet_length, text.term()),
        Comparison.LESS_OR_EQUAL,
        constant(format.mostBytes()));
  }

  /** The second argument, which is a constant whole number. */
  private T number(Expr.Call call) {
    return constant(call.number(1).intValueExact());
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
            interval(
                terms.toInt(terms.infix(before, "/", Column::divide, day)),
                constant(0),
                constant(0),
                ofMicros(ofDay, Schema.Type.decimal(18, 6)))));
  }

  /**
   * In microseconds, since Spark adds the days of an interval to a point in time as days of the
   * time zone of the session; a date and time without a zone has none.
   */
  private T plusSeconds(Part<T> time, BigDecimal seconds) {
    if (time.type().kind() == TypeKind.TIMESTAMP) {
      return terms.call(
          "timestamp_micros",
          functions::timestamp_micros,
          terms.infix(
              terms.call("unix_micros", functions::unix_micros, time.term()),
              "+",
              Column::plus,
              terms.constant(seconds.movePointRight(6), LONG)));
    }
    Schema.Type type = Schema.Type.decimal(18, 6);
    return terms.group(
        terms.infix(
            time.term(),
            "+",
            Column::plus,
            interval(
                constant(0), constant(0), constant(0), terms.constant(seconds.setScale(6), type))));
  }

  /** Spark truncates points in time only, in the time zone of the session. */
  private T truncated(Part<T> time, ChronoUnit unit) {
    T from = time.term();
    T hours = terms.call("hour", functions::hour, from);
    T minutes = terms.call("minute", functions::minute, from);
    Schema.Type fraction = Schema.Type.decimal(8, 6);
    T seconds = terms.call("date_part", functions::date_part, terms.constant("SECOND", TEXT), from);
    if (unit == ChronoUnit.SECONDS) {
      T second = terms.toDecimal(terms.call("second", functions::second, from), fraction);
      seconds = terms.infix(seconds, "-", Column::minus, second);
    }
    boolean ofDay = unit == ChronoUnit.DAYS;
    boolean ofHour = ofDay || unit == ChronoUnit.HOURS;
    return terms.group(
        terms.infix(
            from,
            "-",
            Column::minus,
            interval(
                constant(0),
                ofDay ? hours : constant(0),
                ofHour ? minutes : constant(0),
                terms.toDecimal(seconds, Schema.Type.decimal(18, 6)))));
  }

  private T interval(T days, T hours, T minutes, T seconds) {
    return terms.call(
        "make_dt_interval",
        parts -> functions.make_dt_interval(parts[0], parts[1], parts[2], parts[3]),
        List.of(days, hours, minutes, seconds));
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

  /** How many hold, and how many would if those that are unknown held. */
  private T atLeast(int number, List<Part<T>> arguments) {
    List<T> holding = new ArrayList<>();
    List<T> possible = new ArrayList<>();
    for (Part<T> each : arguments.subList(1, arguments.size())) {
      holding.add(terms.group(terms.when(each.term(), constant(1), constant(0))));
      possible.add(terms.group(terms.when(not(each.term()), constant(0), constant(1))));
    }
    T truth = terms.constant(true, Schema.Type.BOOLEAN);
    T falsehood = terms.constant(false, Schema.Type.BOOLEAN);
    return terms.when(
        terms.compare(sum(holding), Comparison.GREATER_OR_EQUAL, constant(number)),
        truth,
        terms.when(terms.compare(sum(possible), Comparison.LESS, constant(number)), falsehood));
  }

  private T sum(List<T> parts) {
    int half = parts.size() / 2;
    return half == 0
        ? parts.get(0)
        : terms.infix(
            sum(parts.subList(0, half)), "+", Column::plus, sum(parts.subList(half, parts.size())));
  }

  /** Divided by null where the divisor is 0, which is an error in ANSI mode. */
  private T remainder(Part<T> value, Part<T> divisor, Schema.Type type) {
    T zero =
        type.kind().isFloating()
            ? terms.constant(0.0, Schema.Type.DOUBLE)
            : terms.constant(zero(type), type);
    T by = as(type, divisor);
    boolean isZero =
        divisor.constant() instanceof Constant.Num number && number.value().signum() == 0;
    T safe =
        divisor.constant() != null && !isZero
            ? by
            : terms.group(terms.when(terms.infix(by, "<>", Column::notEqual, zero), by));
    return terms.group(terms.infix(as(type, value), "%", Column::mod, safe));
  }

  private T rounded(Part<T> value, int scale, Schema.Type type) {
    return type.scale() < scale || exactScale(value.type()) <= scale
        ? as(type, value)
        : terms.toDecimal(
            terms.call(
                "round",
                (number, digits) -> functions.round(number, scale),
                value.term(),
                constant(scale)),
            type);
  }

  private static int exactScale(Schema.Type type) {
    return type.kind() == TypeKind.DECIMAL ? type.scale() : 0;
  }

  /** From this on every double is a whole number, and Spark's whole numbers of 64 bits end. */
  private static final double ALL_WHOLE = 0x1p53;

  private T whole(Part<T> value, String name, UnaryOperator<Column> function, Schema.Type type) {
    if (type.kind().isFloating()) {
      T real = real(value);
      return terms.group(
          terms.when(
              terms.compare(
                  terms.call("abs", functions::abs, real),
                  Comparison.LESS,
                  terms.constant(ALL_WHOLE, Schema.Type.DOUBLE)),
              terms.toDouble(terms.call(name, function, real)),
              real));
    }
    return exactScale(value.type()) == 0
        ? as(type, value)
        : terms.toDecimal(terms.call(name, function, value.term()), type);
  }

  /** A value that is worked out from others, as something that can be compared. */
  private Part<T> made(Expr expr, Schema.Type type, T term) {
    return new Part<>(expr, type, () -> term);
  }

  private Part<T> absolute(Expr expr, Schema.Type type, T term) {
    return made(expr, type, terms.call("abs", functions::abs, term));
  }

  private Part<T> difference(Expr.Call call, Part<T> left, Part<T> right) {
    Schema.Type type = NumericTypes.sum(List.of(left.type(), right.type()));
    return absolute(call, type, arithmetic(List.of(left, right), "-", Column::minus, type));
  }

  /** A number is in the range around a constant. */
  private T around(Part<T> value, BigDecimal constant, BigDecimal tolerance) {
    return terms.and(
        List.of(
            terms.group(
                compare(
                    value,
                    Comparison.GREATER_OR_EQUAL,
                    new Constant.Num(constant.subtract(tolerance)))),
            terms.group(
                compare(
                    value, Comparison.LESS_OR_EQUAL, new Constant.Num(constant.add(tolerance))))));
  }

  private T isCloseTo(Expr.Call call, Part<T> value, Part<T> other) {
    BigDecimal tolerance = call.number(2);
    if (other.constant() instanceof Constant.Num number) {
      return around(value, number.value(), tolerance);
    }
    Part<T> difference = difference(call, value, other);
    T small = compare(difference, Comparison.LESS_OR_EQUAL, new Constant.Num(tolerance));
    return difference.type().kind().isFloating() ? equalOr(value, other, small) : small;
  }

  /** The difference of an infinity with itself is NaN. */
  private T equalOr(Part<T> value, Part<T> other, T judgement) {
    return terms.or(
        List.of(terms.group(compare(value, Comparison.EQUAL, other)), terms.group(judgement)));
  }

  private T isWithinPercent(Expr.Call call, Part<T> value, Part<T> other) {
    BigDecimal fraction = call.number(2).movePointLeft(2);
    if (other.constant() instanceof Constant.Num number) {
      return around(value, number.value(), number.value().abs().multiply(fraction));
    }
    Part<T> difference = difference(call, value, other);
    if (difference.type().kind().isFloating()) {
      T largest =
          terms.infix(
              terms.call("abs", functions::abs, real(other)),
              "*",
              Column::multiply,
              terms.constant(fraction.doubleValue(), Schema.Type.DOUBLE));
      T finite = terms.constant(Double.MAX_VALUE, Schema.Type.DOUBLE);
      return equalOr(
          value,
          other,
          terms.and(
              List.of(
                  terms.compare(difference.term(), Comparison.LESS_OR_EQUAL, finite),
                  terms.compare(difference.term(), Comparison.LESS_OR_EQUAL, largest))));
    }
    Schema.Type exact = NumericTypes.fraction(call);
    T largest =
        terms.infix(
            terms.call("abs", functions::abs, exact(other)),
            "*",
            Column::multiply,
            terms.constant(fraction.setScale(exact.scale()), exact));
    return terms.compare(difference.term(), Comparison.LESS_OR_EQUAL, largest);
  }

  /** One in the last of some decimal places. */
  private static BigDecimal unit(int scale) {
    return BigDecimal.ONE.movePointLeft(scale);
  }

  /** Whether an exact number is a multiple of a constant. */
  private T isMultiple(Part<T> number, BigDecimal unit) {
    if (NumericTypes.areMultiples(number.type(), unit)) {
      return judged(operand(number), true);
    }
    Schema.Type type = NumericTypes.multiple(number.type(), unit);
    T value = decimal(number, type);
    T left =
        unit.compareTo(BigDecimal.TEN.pow(type.precision() - type.scale())) >= 0
            ? value
            : terms.infix(
                value, "%", Column::mod, terms.constant(unit.setScale(type.scale()), type));
    return terms.compare(left, Comparison.EQUAL, terms.constant(zero(type), type));
  }

  private static BigDecimal zero(Schema.Type type) {
    return BigDecimal.ZERO.setScale(type.scale());
  }

  private T decimal(Part<T> number, Schema.Type type) {
    return number.type().equals(type) ? operand(number) : terms.toDecimal(number.term(), type);
  }

  private T isWhole(Part<T> number) {
    if (!number.type().kind().isFloating()) {
      return isMultiple(number, BigDecimal.ONE);
    }
    // what an infinity and NaN leave is NaN
    return terms.compare(
        terms.infix(value(number), "%", Column::mod, terms.constant(1.0, Schema.Type.DOUBLE)),
        Comparison.EQUAL,
        terms.constant(0.0, Schema.Type.DOUBLE));
  }

  private T firstDigit(Part<T> number) {
    if (!number.type().kind().isFloating()) {
      T written = terms.call("concat", functions::concat, List.of(number.term(), text("")));
      return terms.toInt(
          terms.when(
              terms.infix(operand(number), "<>", Column::notEqual, constant(0)),
              substring(
                  terms.without(written, RegexText.BEFORE_FIRST_DIGIT), constant(1), constant(1))));
    }
    T size = terms.call("abs", functions::abs, value(number));
    T exponent = terms.call("floor", functions::floor, terms.call("log10", functions::log10, size));
    T power = written(text("1"), exponent, TypeKind.DOUBLE);
    T near =
        terms.call(
            "floor",
            functions::floor,
            terms.infix(
                terms.infix(size, "/", Column::divide, power),
                "+",
                Column::plus,
                terms.constant(0.5, Schema.Type.DOUBLE)));
    T bound = written(near, exponent, number.type().kind());
    T reached =
        terms.group(
            terms.when(
                terms.compare(size, Comparison.GREATER_OR_EQUAL, bound), constant(8), constant(7)));
    T turned =
        terms.infix(
            terms.group(terms.infix(near, "+", Column::plus, reached)),
            "%",
            Column::mod,
            constant(9));
    return terms.when(
        terms.and(
            List.of(
                terms.compare(
                    size,
                    Comparison.GREATER_OR_EQUAL,
                    terms.constant(NumericTypes.LEAST_WITH_DIGIT, Schema.Type.DOUBLE)),
                terms.compare(
                    size,
                    Comparison.LESS_OR_EQUAL,
                    terms.constant(Double.MAX_VALUE, Schema.Type.DOUBLE)))),
        terms.toInt(terms.infix(turned, "+", Column::plus, constant(1))));
  }

  private T text(String constant) {
    return terms.constant(constant, TEXT);
  }

  /** The floating-point number that is written with a digit and an exponent. */
  private T written(T digit, T exponent, TypeKind kind) {
    T text = terms.call("concat", functions::concat, List.of(digit, text("E"), exponent));
    return kind == TypeKind.FLOAT
        ? terms.call("float", number -> number.cast(DataTypes.FloatType), text)
        : terms.toDouble(text);
  }

  /** As many decimal places as there may be leave the fewer digits before the point. */
  private T hasPrecision(Part<T> number, int digits) {
    Schema.Type type = NumericTypes.multiple(number.type(), BigDecimal.ONE);
    int whole = type.precision() - type.scale();
    if (type.precision() <= digits) {
      return judged(operand(number), true);
    }
    Part<T> size = absolute(number.expr(), type, decimal(number, type));
    List<T> ways = new ArrayList<>();
    for (int scale = Math.max(0, digits - whole);
        scale <= Math.min(type.scale(), digits);
        scale++) {
      List<T> way = new ArrayList<>();
      if (scale < type.scale()) {
        way.add(isMultiple(number, unit(scale)));
      }
      if (whole > digits - scale) {
        Constant bound = new Constant.Num(BigDecimal.TEN.pow(digits - scale));
        way.add(compare(size, Comparison.LESS, bound));
      }
      ways.add(terms.group(terms.and(way)));
    }
    return terms.or(ways);
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
    return judgements.stream().map(this::grouped).toList();
  }

  private T grouped(Part<T> judgement) {
    return terms.group(judgement.term());
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
      T exact = terms.compare(operand(left), comparison, operand(right));
      return terms.compareWhole(left.expr(), comparison, right.expr(), types, exact);
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
    T exact = terms.compare(value, fitted.comparison(), terms.constant(bound, left.type()));
    T compared =
        bound instanceof BigDecimal number
            ? terms.compareWhole(
                left.expr(),
                fitted.comparison(),
                new Expr.Literal(new Constant.Num(number)),
                types,
                exact)
            : exact;
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

  private T equal(Part<T> left, Part<T> right) {
    TextFact ofLeft = inCase(right.expr(), left.expr());
    TextFact ofRight = inCase(left.expr(), right.expr());
    return ofLeft != null
        ? terms.has(left.term(), ofLeft)
        : ofRight != null
            ? terms.has(right.term(), ofRight)
            : compare(left, Comparison.EQUAL, right);
  }

  /** What a text is that equals itself in a certain case; null if that is not what is asked. */
  private static @Nullable TextFact inCase(Expr cased, Expr text) {
    if (!(cased instanceof Expr.Call call) || !call.arguments().contains(text)) {
      return null;
    }
    return call.function() == Function.LOWER
        ? TextFact.LOWER
        : call.function() == Function.UPPER ? TextFact.UPPER : null;
  }

  /** A character of UTF-8 has at most so many bytes, and none is nothing without its case. */
  private static final int MOST_BYTES = 4;

  /** A text and others without their case, where a longer one cannot equal any of them. */
  private T ignoringCase(List<Part<T>> texts, java.util.function.Function<List<Part<T>>, T> judge) {
    List<Part<T>> others = texts.subList(1, texts.size()).stream().map(this::folded).toList();
    T judged = judge.apply(others);
    int most = 0;
    for (Part<T> other : others) {
      if (!(other.constant() instanceof Constant.Text constant)) {
        return judged;
      }
      most = Math.max(most, constant.value().length());
    }
    return terms.unlessLonger(texts.get(0).term(), Math.multiplyExact(MOST_BYTES, most), judged);
  }

  /** A text without its case; a constant stays one, so that it can be looked up. */
  private Part<T> folded(Part<T> text) {
    if (text.constant() instanceof Constant.Text constant) {
      return parts.literal(
          new Expr.Literal(new Constant.Text(LetterCase.FOLDED.of(constant.value()))));
    }
    Expr expr = Expr.call(Function.UPPER, Expr.call(Function.LOWER, text.expr()));
    return parts.part(expr, TEXT, () -> terms.inCase(text.term(), LetterCase.FOLDED));
  }

  private T contains(Part<T> text, Part<T> part) {
    return terms.call("contains", Column::contains, text.term(), part.term());
  }

  /** Where a text first has another, from 1 on. */
  private T position(Part<T> text, Part<T> part) {
    return terms.call(
        "position", (wanted, in) -> functions.position(wanted, in), part.term(), text.term());
  }

  private T substring(T text, T from, T length) {
    return terms.call(
        "substring",
        parts -> functions.substr(parts[0], parts[1], parts[2]),
        List.of(text, from, length));
  }

  /** Spark's own cuts what is longer. */
  private T padded(Expr.Call call, T text, String name, Padding function) {
    int length = call.count(1);
    String padding = call.text(2);
    return terms.when(
        terms.infix(
            terms.call("length", functions::length, text), ">=", Column::geq, constant(length)),
        text,
        terms.call(
            name,
            parts -> function.of(parts[0], length, padding),
            List.of(text, constant(length), terms.constant(padding, TEXT))));
  }

  /** A function of Spark's that makes a text longer. */
  private interface Padding {
    Column of(Column text, int length, String padding);
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
