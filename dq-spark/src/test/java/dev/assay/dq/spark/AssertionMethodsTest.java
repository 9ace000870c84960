package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.array;
import static dev.assay.dq.Columns.bool;
import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.decimal;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.timestamp;
import static dev.assay.dq.spark.assertj.DataAssertions.between;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.assay.dq.ArrayExpression;
import dev.assay.dq.Baseline;
import dev.assay.dq.BooleanColumn;
import dev.assay.dq.BusinessCalendar;
import dev.assay.dq.CollectionExpression;
import dev.assay.dq.Constraint;
import dev.assay.dq.DistinctValues;
import dev.assay.dq.Expression;
import dev.assay.dq.Formats;
import dev.assay.dq.MapExpression;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.NumericExpression;
import dev.assay.dq.NumericMetric;
import dev.assay.dq.NumericSequence;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Predicate;
import dev.assay.dq.PublicApi;
import dev.assay.dq.Requirement;
import dev.assay.dq.Sequence;
import dev.assay.dq.StringArrayExpression;
import dev.assay.dq.StringExpression;
import dev.assay.dq.StructExpression;
import dev.assay.dq.TemporalExpression;
import dev.assay.dq.TemporalMetric;
import dev.assay.dq.TemporalSequence;
import dev.assay.dq.TextMetric;
import dev.assay.dq.TextPattern;
import dev.assay.dq.ValueCountsMetric;
import dev.assay.dq.ValueDrift;
import dev.assay.dq.ValueSequence;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Notes;
import dev.assay.dq.local.Fields;
import dev.assay.dq.spark.assertj.AbstractColumnAssert;
import dev.assay.dq.spark.assertj.DataAssertions;
import dev.assay.dq.spark.assertj.DataChain;
import dev.assay.dq.spark.assertj.NumberExpectation;
import dev.assay.dq.spark.assertj.RecordsAssert;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code that} asserts whatever a column can say, and the words beside it say what the column's do:
 * all of them are called on records that break them.
 */
class AssertionMethodsTest {

  private static final LocalDate DAY = LocalDate.of(2020, 1, 2);
  private static final Instant MOMENT = Instant.parse("2020-01-02T00:00:00Z");
  private static final LocalDateTime TIME = LocalDateTime.of(2020, 1, 2, 0, 0);

  /** Methods that state nothing by themselves. */
  private static final Set<String> OTHERS =
      Set.of(
          "that",
          "where",
          "forAtLeast",
          "forAtMost",
          "allowingViolations",
          "failingOnNull",
          "onNoRows",
          "because",
          "describedAs",
          "overridingErrorMessage",
          "withFailMessage");

  /**
   * A kind of column.
   *
   * @param constant what it is compared with, or null
   * @param other another column of the kind
   */
  private record Kind<C extends Expression>(
      Class<C> type,
      C column,
      Object constant,
      Expression other,
      BiFunction<RecordsAssert<Map<String, ?>>, C, AbstractColumnAssert<?, ?, C>> begins) {

    AbstractColumnAssert<?, ?, C> begin() {
      return begins.apply(AssertionMethodsTest.begin(), column);
    }
  }

  private static final NumericColumn EXACT = decimal("n");

  /** What is said of whole numbers and decimals only. */
  private static final Set<String> OF_EXACT =
      Set.of("rounded", "isMultipleOf", "hasScaleAtMost", "hasPrecisionAtMost");

  private static final List<Kind<?>> KINDS =
      List.of(
          new Kind<>(Expression.class, any("t"), null, any("u"), (data, c) -> data.column(c)),
          new Kind<>(
              StringExpression.class, string("t"), "ann", string("u"), (data, c) -> data.column(c)),
          new Kind<>(
              NumericExpression.class, number("x"), 3, number("y"), (data, c) -> data.column(c)),
          new Kind<>(NumericExpression.class, EXACT, 3, decimal("n"), (data, c) -> data.column(c)),
          new Kind<>(
              TemporalExpression.class, date("d"), DAY, date("e"), (data, c) -> data.column(c)),
          new Kind<>(
              TemporalExpression.class,
              timestamp("s"),
              MOMENT,
              timestamp("s"),
              (data, c) -> data.column(c)),
          new Kind<>(
              TemporalExpression.class,
              timestamp("z"),
              TIME,
              timestamp("z"),
              (data, c) -> data.column(c)),
          new Kind<>(BooleanColumn.class, bool("b"), null, bool("c"), (data, c) -> data.column(c)),
          new Kind<>(
              CollectionExpression.class,
              array("a"),
              null,
              string("u"),
              (data, c) -> data.column(c)));

  private static Map<String, Object> values(
      Double x, Double y, String t, String u, LocalDate d, LocalDate e, Boolean b, List<?> a) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("x", x);
    record.put("y", y);
    record.put("n", x == null ? null : new BigDecimal("1.2345"));
    record.put("t", t);
    record.put("u", u);
    record.put("d", d);
    record.put("e", e);
    record.put("s", d == null ? null : MOMENT.plusSeconds(86_400L * d.compareTo(DAY)));
    record.put("z", d == null ? null : d.atStartOfDay());
    record.put("b", b);
    record.put("c", a == null ? null : a.isEmpty());
    record.put("a", a);
    return record;
  }

  private static final List<Map<String, Object>> RECORDS =
      List.of(
          values(3.0, 3.0, "ann", "ann", DAY, DAY, true, List.of(1, 2)),
          values(3.0, 1.0, "ann", " a", DAY, DAY.minusDays(1), true, List.of()),
          values(5.0, 1.0, "bO\tbé", "ann", DAY.plusDays(1), DAY, false, List.of()),
          values(-1.0, 0.0, " ", "b", DAY.minusDays(1), DAY, false, List.of(1)),
          values(0.0, 2.0, "zoe", "zoe", DAY.plusDays(2), DAY, false, List.of(7)),
          values(Double.NaN, 0.0, "", "", null, null, null, null),
          values(Double.POSITIVE_INFINITY, 0.0, null, null, null, null, null, null),
          values(null, null, null, null, null, null, null, null),
          values(null, null, null, null, null, null, null, null));

  private static final Fields<Map<String, ?>> FIELDS = fields();

  private static Fields<Map<String, ?>> fields() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    Stream.of("x", "y").forEach(name -> types.put(name, Double.class));
    types.put("n", BigDecimal.class);
    Stream.of("t", "u").forEach(name -> types.put(name, String.class));
    Stream.of("d", "e").forEach(name -> types.put(name, LocalDate.class));
    types.put("s", Instant.class);
    types.put("z", LocalDateTime.class);
    Stream.of("b", "c").forEach(name -> types.put(name, Boolean.class));
    types.put("a", List.class);
    return Fields.ofMap(types);
  }

  private static RecordsAssert<Map<String, ?>> begin() {
    return DataAssertions.<Map<String, ?>>assertThat(List.copyOf(RECORDS), FIELDS)
        .asOf(MOMENT.plus(1, ChronoUnit.DAYS));
  }

  /** What gives elements and values, of which the data must be made for each type. */
  private static final Set<Class<?>> PARTS =
      Set.of(ArrayExpression.class, MapExpression.class, StructExpression.class);

  /** What is said of times of one kind, though it takes none. */
  private static final Map<String, Temporal> OF_KIND =
      Map.of(
          "inZone",
          MOMENT,
          "toDate",
          TIME,
          "hour",
          TIME,
          "minute",
          TIME,
          "second",
          TIME,
          "truncatedTo",
          TIME,
          "plusSeconds",
          MOMENT);

  private static List<Method> methods(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> Expression.class.isAssignableFrom(method.getDeclaringClass()))
        .filter(method -> !method.isBridge() && !Modifier.isStatic(method.getModifiers()))
        .filter(method -> !Set.of("expr", "name").contains(method.getName()))
        .filter(method -> !PARTS.contains(method.getDeclaringClass()))
        .filter(method -> !Set.of("equals", "hashCode", "toString").contains(method.getName()))
        .toList();
  }

  /** Times are compared with their own type only; what is the same for all is called for days. */
  private static boolean isOf(Kind<?> kind, Method method) {
    if (kind.type == NumericExpression.class) {
      return EXACT.equals(kind.column) == OF_EXACT.contains(method.getName());
    }
    if (kind.type == CollectionExpression.class
        && List.of(method.getParameterTypes()).contains(Baseline.class)) {
      return false; // there is none of arrays
    }
    if (List.of(method.getParameterTypes()).contains(Duration.class)) {
      return kind.constant == (method.getParameterCount() == 1 ? MOMENT : TIME);
    }
    if (method.getName().endsWith("InTheFuture") || method.getName().endsWith("InThePast")) {
      return kind.constant == (method.getParameterCount() == 0 ? MOMENT : DAY);
    }
    List<? extends Class<?>> times =
        Stream.of(method.getParameterTypes())
            .map(type -> type.isArray() ? type.getComponentType() : type)
            .filter(Temporal.class::isAssignableFrom)
            .toList();
    Temporal own = OF_KIND.get(method.getName());
    if (own != null || method.getName().equals("secondsSince")) {
      return times.isEmpty()
          ? kind.constant == Objects.requireNonNullElse(own, MOMENT)
          : times.contains(kind.constant.getClass());
    }
    return times.isEmpty()
        ? kind.constant != MOMENT && kind.constant != TIME
        : times.contains(kind.constant.getClass());
  }

  private static Object argument(Kind<?> kind, Class<?> type, Number number) {
    if (type == Expression[].class) {
      return new Expression[0]; // of a key, that names nothing twice
    }
    if (type == String[].class && !(kind.constant instanceof String)) {
      return new String[] {"u"}; // columns of a key
    }
    if (type.isArray()) {
      Object array = Array.newInstance(type.getComponentType(), 1);
      Array.set(array, 0, argument(kind, type.getComponentType(), number));
      return array;
    }
    if (type == Collection.class) {
      return List.of(kind.constant);
    }
    if (type == Number.class) {
      return number;
    }
    if (type == int.class) {
      return 3;
    }
    if (type == long.class) {
      return 3L;
    }
    if (kind.type == TemporalExpression.class && type == String.class) {
      return "UTC";
    }
    if (type == Baseline.class) {
      return baseline(kind);
    }
    Map<Class<?>, Object> others =
        Map.of(
            BusinessCalendar.class,
            BusinessCalendar.of("own").withHolidays(DAY),
            NumberExpectation.class,
            between(30, 40),
            TextPattern.class,
            Formats.UUID,
            DayOfWeek.class,
            DayOfWeek.SUNDAY,
            ChronoUnit.class,
            ChronoUnit.HOURS,
            Duration.class,
            Duration.ofHours(1),
            Period.class,
            Period.ofDays(1));
    return Stream.of(kind.constant, kind.other, others.get(type))
        .filter(Objects::nonNull)
        .filter(type::isInstance)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no argument of " + type + " is known: add one"));
  }

  /** What all values of a column are after, or none of them is. */
  private static Baseline baseline(Kind<?> kind) {
    return kind.constant instanceof Temporal time
        ? Baseline.ofTimes("before", List.of(time), 1, 1_000)
        : kind.constant instanceof Number number
            ? Baseline.ofNumbers("before", List.of(number), 1, 1_000)
            : kind.type == BooleanColumn.class
                ? Baseline.ofBooleans("before", 1, 1_000)
                : Baseline.ofTexts("before", List.of("none"), 1_000, 1);
  }

  private static Object[] arguments(Kind<?> kind, Method method, Number number) {
    Class<?>[] types = method.getParameterTypes();
    return IntStream.range(0, types.length)
        .mapToObj(
            at -> {
              String written = types[at] == String.class ? PublicApi.written(method, at) : null;
              return written == null ? argument(kind, types[at], number) : written;
            })
        .toArray();
  }

  private static Object called(Method method, Object on, Object... arguments) {
    try {
      return method.invoke(on, arguments);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(method + " with " + Arrays.toString(arguments), e);
    }
  }

  /** A requirement of what a method of the column gives. */
  private static Requirement requirement(Object said) {
    // no text of the data says either
    if (said instanceof Predicate truth && truth.expr().calls(Function.AS_BOOLEAN)) {
      return truth.failingOnNull();
    }
    if (said instanceof ValueDrift drift) {
      return drift.populationStabilityIndex().isAtMost(0.123);
    }
    return said instanceof Requirement requirement
        ? requirement
        : said instanceof NumericMetric metric
            ? metric.isEqualTo(0.123)
            : said instanceof TextMetric metric
                ? metric.isEqualTo("x")
                : said instanceof TemporalMetric metric
                    ? metric.isEqualTo(DAY.plusDays(9))
                    : said instanceof ValueCountsMetric metric
                        ? metric.observed()
                        : said instanceof DistinctValues<?> values
                            ? ofNone(values)
                            : said instanceof Sequence rows
                                ? ofNone(rows)
                                // which holds of no value
                                : ((Expression) said)
                                    .isNull()
                                    .and(((Expression) said).isComplete());
  }

  /** A requirement of rows in order that does not hold, of however few. */
  private static Requirement ofNone(Sequence rows) {
    Constraint.InOrder stated =
        rows instanceof ValueSequence values
            ? values.isStrictlyIncreasing()
            : rows instanceof NumericSequence numbers
                ? numbers.hasStepsOf(0.123)
                : ((TemporalSequence) rows).hasStepsOf(Duration.ofNanos(7_000));
    return stated.onNoRows(OnNoRows.FAIL);
  }

  /** A requirement of distinct values, of whatever type they are, that does not hold. */
  @SuppressWarnings("unchecked") // a constant of another type is refused
  private static Requirement ofNone(DistinctValues<?> values) {
    Requirement stated = null;
    for (Object constant : List.of("nothing", 0.123, DAY.plusDays(9), true)) {
      try {
        stated = ((DistinctValues<Object>) values).differing(constant).isEqualTo(700);
      } catch (ClassCastException e) {
        assertThat(e).hasMessageContaining("cannot be cast");
      }
    }
    return java.util.Objects.requireNonNull(stated);
  }

  /** What a chain fails with, but for the lines that stated it. */
  private static String failure(DataChain chain) {
    Throwable failure = catchThrowable(chain::verify);
    return failure == null
        ? "it holds"
        : failure
            .getMessage()
            .lines()
            .filter(line -> !line.startsWith("    at "))
            .collect(Collectors.joining("\n"));
  }

  private static <C extends Expression> void all_is_taken(Kind<C> kind, Set<Method> taken) {
    for (Method method : methods(kind.type)) {
      if (!isOf(kind, method)) {
        continue;
      }
      boolean states = Requirement.class.isAssignableFrom(method.getReturnType());
      Object[] arguments = arguments(kind, method, states ? 3 : 0.1);
      String failure =
          failure(kind.begin().that(column -> requirement(called(method, column, arguments))));
      Constraint stated = requirement(called(method, kind.column, arguments)).toConstraint();
      // which only observes, and expects nothing
      if (method.getReturnType() != ValueCountsMetric.class) {
        assertThat(failure)
            .as("%s", method)
            .startsWith("1 of 1 assertion failed:\n\n  ✗ " + stated.description() + "\n")
            .contains("\n    expected: ", "\n    but was : ");
      }
      taken.add(method);
    }
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(AssertionMethodsTest::leaves)
        : Stream.of(type);
  }

  @Test
  void that_takes_all_that_a_column_can_say() {
    Set<Method> taken = new HashSet<>();
    KINDS.forEach(kind -> all_is_taken(kind, taken));
    // what a text or a map is made of is no column
    List<Class<?>> columns =
        leaves(Expression.class).filter(type -> type != StringArrayExpression.class).toList();
    assertThat(columns).hasSize(8);
    columns.forEach(type -> assertThat(taken).containsAll(methods(type)));
  }

  private static boolean fits(Method method, Method word) {
    Class<?>[] there = method.getParameterTypes();
    Class<?>[] here = word.getParameterTypes();
    boolean fits = method.getName().equals(word.getName()) && there.length == here.length;
    for (int i = 0; fits && i < here.length; i++) {
      fits = there[i].isAssignableFrom(here[i]);
    }
    return fits;
  }

  /** What the column says in the word's place: {@code mean().isEqualTo(3)} for hasMean(3). */
  private static Requirement counterpart(Kind<?> kind, Method word, Object[] arguments) {
    if (!word.getName().startsWith("has")) {
      Method same =
          methods(kind.type).stream()
              .filter(method -> fits(method, word))
              .findFirst()
              .orElseThrow(() -> new AssertionError("a column has no " + word));
      return (Requirement) called(same, kind.column, arguments);
    }
    String name = word.getName().substring(3).replaceAll("Between$", "");
    String property = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    Object value;
    try {
      value = called(kind.type.getMethod(property), kind.column);
    } catch (NoSuchMethodException e) {
      throw new AssertionError("a column has no counterpart of " + word, e);
    }
    if (value instanceof NumericExpression number) {
      return arguments.length == 1
          ? number.isEqualTo((Number) arguments[0])
          : number.isBetween((Number) arguments[0], (Number) arguments[1]);
    }
    NumericMetric metric = (NumericMetric) value;
    return arguments[0] instanceof NumberExpectation expected
        ? new Constraint.OnMetric(
            metric.metric(), expected.expectation(), OnNoRows.DEFAULT, Notes.NONE)
        : metric.isEqualTo((Number) arguments[0]);
  }

  private static <C extends Expression> void its_words_are_the_columns(
      Kind<C> kind, Set<String> words) {
    Class<?> asserts =
        kind.type == Expression.class ? AbstractColumnAssert.class : kind.begin().getClass();
    for (Method word : asserts.getDeclaredMethods()) {
      boolean states =
          Modifier.isPublic(word.getModifiers())
              && !word.isBridge()
              && AbstractColumnAssert.class.isAssignableFrom(word.getReturnType())
              && !word.getName().equals("column")
              && !OTHERS.contains(word.getName());
      if (states && isOf(kind, word)) {
        Object[] arguments = arguments(kind, word, 3);
        assertThat(failure((DataChain) called(word, kind.begin(), arguments)))
            .as("%s", word)
            .startsWith("1 of 1 assertion failed:")
            .isEqualTo(failure(kind.begin().that(column -> counterpart(kind, word, arguments))));
        words.add(word.getName());
      }
    }
  }

  @Test
  void every_word_says_what_the_column_says() {
    Set<String> words = new HashSet<>();
    KINDS.forEach(kind -> its_words_are_the_columns(kind, words));
    assertThat(words)
        .contains("isUnique", "matches", "hasMean", "isAfter", "isTrue", "hasSize", "isNotEmpty");
  }

  @Test
  void every_word_of_the_dataset_says_what_the_columns_say() {
    assertThat(failure(begin().hasUniqueKey("t", "b")))
        .isEqualTo(failure(begin().satisfies(key("t", "b").isUnique())))
        .contains("key (t, b) is unique");
    assertThat(failure(begin().hasRowCount(3)))
        .isEqualTo(failure(begin().satisfies(rowCount().isEqualTo(3))))
        .contains("number of rows is equal to 3");
    assertThat(failure(begin().hasRowCount(between(30, 40))))
        .isEqualTo(failure(begin().satisfies(rowCount().isBetween(30, 40))))
        .contains("number of rows is between 30 and 40");
  }
}
