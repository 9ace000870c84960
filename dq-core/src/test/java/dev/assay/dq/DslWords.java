package dev.assay.dq;

import static java.util.stream.Collectors.joining;

import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Statistic;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which methods of the language say what: each public method of its classes is called once, and
 * what comes out is looked at.
 */
public final class DslWords {

  private final Map<Function, Set<String>> functions = new EnumMap<>(Function.class);
  private final Map<Function, Set<String>> denials = new EnumMap<>(Function.class);
  private final Map<Statistic, Set<String>> statistics = new EnumMap<>(Statistic.class);
  private final Map<Statistic, Set<String>> values = new EnumMap<>(Statistic.class);
  private final Set<String> sentences = new TreeSet<>();

  DslWords() {
    Predicate predicate = Columns.sql("p");
    Stream.concat(SAMPLES.stream(), Stream.of(predicate, Columns.key("k"), Columns.when(predicate)))
        .forEach(each -> callAll(each, type(each), each instanceof When ? "when." : ""));
    callAll(null, Columns.class, "");
  }

  private static Class<?> type(Object sample) {
    boolean isPublic = Modifier.isPublic(sample.getClass().getModifiers());
    return isPublic ? sample.getClass() : Predicate.class;
  }

  private static final List<Expression> SAMPLES =
      List.of(
          Columns.number("n"),
          Columns.string("s"),
          Columns.date("d"),
          Columns.bool("b"),
          Columns.array("a"),
          Columns.map("p"),
          Columns.map("p").struct("k"),
          Columns.any("x"));

  /** What stands for another one in an argument. */
  private static final List<Expression> OTHERS =
      List.of(
          Columns.number("m"),
          Columns.string("t"),
          Columns.date("e"),
          Columns.bool("c"),
          Columns.array("l"),
          Columns.map("q"),
          Columns.map("q").struct("k"),
          Columns.any("y"));

  /** What says a function, its own word first. */
  List<String> of(Function function) {
    return ordered(functions.getOrDefault(function, Set.of()), function.word());
  }

  /** What says that it does not hold. */
  List<String> denying(Function function) {
    return ordered(denials.getOrDefault(function, Set.of()), "");
  }

  /** What says a statistic, or requires something of it. */
  List<String> of(Statistic statistic) {
    return ordered(statistics.getOrDefault(statistic, Set.of()), statistic.word());
  }

  /** What the values of a statistic are. */
  List<String> values(Statistic statistic) {
    return List.copyOf(values.getOrDefault(statistic, Set.of()));
  }

  /** Each method, and what it says. */
  Set<String> sentences() {
    return sentences;
  }

  private static List<String> ordered(Set<String> words, String first) {
    return words.stream().sorted(Comparator.comparing(each -> !each.equals(first))).toList();
  }

  private void callAll(Object receiver, Class<?> type, String prefix) {
    for (Method method : type.getMethods()) {
      if (Modifier.isStatic(method.getModifiers()) != (receiver == null) || method.isBridge()) {
        continue;
      }
      List<Object> arguments = new ArrayList<>();
      for (Class<?> parameter : method.getParameterTypes()) {
        boolean number =
            method
                .getGenericParameterTypes()[arguments.size()]
                .getTypeName()
                .contains("? extends " + NumericExpression.class.getName());
        int at = arguments.size();
        Object written = parameter == String.class ? PublicApi.written(method, at) : null;
        arguments.add(
            written != null
                ? written
                : number
                    ? (java.util.function.Function<Object, NumericExpression>)
                        each -> Columns.number("m")
                    : sample(parameter, receiver, at));
      }
      if (!arguments.contains(null) && method.getDeclaringClass() != Object.class) {
        try {
          Object result = result(receiver, method, arguments);
          String sentence = found(result, prefix + method.getName());
          if (sentence != null) {
            sentences.add(
                Stream.of(method.getParameterTypes())
                    .map(Class::getSimpleName)
                    .collect(
                        joining(
                            ", ",
                            type.getSimpleName() + "." + prefix + method.getName() + "(",
                            "): " + sentence)));
          }
        } catch (ReflectiveOperationException e) {
          throw new LinkageError(method + " of " + arguments, e);
        }
      }
    }
  }

  /** What a method gives; a date refuses what only points in time can say. */
  private static Object result(Object receiver, Method method, List<Object> arguments)
      throws ReflectiveOperationException {
    try {
      return method.invoke(receiver, arguments.toArray());
    } catch (InvocationTargetException e) {
      boolean refused = e.getCause() instanceof IllegalArgumentException;
      if (refused && receiver instanceof TemporalExpression) {
        return method.invoke(Columns.timestamp("ts"), arguments.toArray());
      }
      if (refused && method.getName().equals("today")) {
        return Columns.today("UTC");
      }
      if (refused && method.getName().endsWith("LastRuns")) {
        return method.invoke(receiver, 2); // of one run there is another word
      }
      throw e;
    }
  }

  /** Notes what a result says; null if it says nothing. */
  private String found(Object result, String word) {
    if (result instanceof Predicate predicate) {
      return found(predicate.expr(), word);
    }
    if (result instanceof Expression expression) {
      return found(expression.expr(), word);
    }
    if (result instanceof Elements<?> elements) {
      callAll(elements, Elements.class, "");
    }
    if (result instanceof When.Then<?, ?> then) {
      callAll(then, When.Then.class, word + ".");
    }
    if (result instanceof OtherDataset other) {
      callAll(other, OtherDataset.class, "in().");
    }
    if (result instanceof OtherRows rows) {
      callAll(rows, OtherRows.class, "on().");
    }
    if (result instanceof ValueDrift drift) {
      callAll(drift, drift.getClass(), word + ".");
    }
    if (result instanceof DistinctValues<?> values) {
      callAll(values, DistinctValues.class, word + "().");
    }
    if (result instanceof Constraint.OnMetric constraint) {
      constraint.metric().summaries().forEach(each -> add(statistics, each.statistic(), word));
      return constraint.sentence();
    }
    return result instanceof NumericMetric metric
        ? found(metric.metric(), word, "number")
        : result instanceof TextMetric metric
            ? found(metric.metric(), word, "text")
            : result instanceof TemporalMetric metric
                ? found(metric.metric(), word, "time")
                : result instanceof ValueCountsMetric metric
                    ? found(metric.metric(), word, "values with counts")
                    : null;
  }

  private String found(Expr expr, String word) {
    if (expr instanceof Expr.Call call) {
      if (call.function() == Function.NOT && call.argument(0) instanceof Expr.Call denied) {
        add(denials, denied.function(), word);
      } else {
        add(functions, call.function(), word);
      }
    }
    return English.of(expr);
  }

  private String found(Metric metric, String word, String value) {
    if (metric instanceof Metric.Summary summary) {
      add(statistics, summary.statistic(), word);
      add(values, summary.statistic(), value);
    }
    return English.of(metric);
  }

  private static <K> void add(Map<K, Set<String>> words, K of, String word) {
    words.computeIfAbsent(of, each -> new TreeSet<>()).add(word);
  }

  /** What values of a kind are compared with; null for those that are in no bucket. */
  private static Baseline baseline(ColumnKind kind) {
    String name = "last month";
    return switch (kind) {
      case NUMBER, INTEGER, DECIMAL -> Baseline.ofNumbers(name, List.of(1, 10), 3, 4, 3);
      case DATE -> Baseline.ofTimes(name, List.of(LocalDate.of(2020, 1, 1)), 1, 2);
      case TIMESTAMP -> Baseline.ofTimes(name, List.of(Instant.EPOCH), 1, 2);
      case BOOL -> Baseline.ofBooleans(name, 1, 2);
      case STRING, ANY -> Baseline.ofTexts(name, List.of("a", "b"), 5, 4, 1);
      case ARRAY, MAP, STRUCT, BINARY -> null;
    };
  }

  /** An argument of a type; null if none is known. */
  private static Object sample(Class<?> type, Object receiver, int at) {
    if (receiver instanceof When && (type == String.class || type == StringExpression.class)) {
      return null; // with a number it has the same words
    }
    if (receiver instanceof TemporalExpression && type == String.class) {
      return "UTC";
    }
    if (type.isArray()) {
      Object item = sample(type.getComponentType(), receiver, at);
      Object array = item == null ? null : Array.newInstance(type.getComponentType(), 1);
      if (array != null) {
        Array.set(array, 0, item);
      }
      return array;
    }
    if (type == Baseline.class) {
      return baseline(((Expression) receiver).expr().kind());
    }
    if (Expression.class.isAssignableFrom(type)) {
      int own = receiver == null ? -1 : SAMPLES.indexOf(receiver);
      return Stream.concat(own < 0 ? Stream.of() : Stream.of(OTHERS.get(own)), OTHERS.stream())
          .filter(type::isInstance)
          .findFirst()
          .orElseThrow();
    }
    if (type == Object.class) {
      return constant(receiver, at);
    }
    Map<Class<?>, Object> samples = new HashMap<>();
    samples.put(int.class, receiver instanceof Elements ? 2 : 1);
    samples.put(long.class, 1L);
    samples.put(NumericMetric.class, Columns.number("m").sum());
    samples.put(TemporalMetric.class, Columns.date("e").max());
    samples.put(TextMetric.class, Columns.string("t").max());
    samples.put(KeyColumns.class, Columns.key("k"));
    samples.put(BusinessCalendar.class, BusinessCalendar.of("TARGET"));
    samples.put(Duration.class, Duration.ofMinutes(1));
    samples.put(Period.class, Period.ofMonths(1));
    samples.put(ChronoUnit.class, ChronoUnit.HOURS);
    samples.put(DayOfWeek.class, DayOfWeek.MONDAY);
    samples.put(Number.class, constant(null, at));
    samples.put(String.class, "xyz".substring(at, at + 1));
    samples.put(Collection.class, List.of(constant(receiver, at)));
    samples.put(LocalDate.class, LocalDate.EPOCH.plusDays(at));
    samples.put(Instant.class, Instant.EPOCH.plusSeconds(at));
    samples.put(LocalDateTime.class, LocalDate.EPOCH.atTime(at, 0));
    samples.put(Temporal.class, LocalDate.EPOCH);
    samples.put(
        java.util.function.Function.class,
        (java.util.function.Function<Object, Predicate>)
            each -> each instanceof Expression value ? value.isComplete() : (Predicate) each);
    samples.put(NumericMetric.class, Columns.rowCount());
    samples.put(TextPattern.class, Formats.EMAIL);
    samples.put(Predicate.class, Columns.sql("q"));
    samples.put(RecordPredicate.class, (RecordPredicate) row -> true);
    return samples.get(type);
  }

  private static Object constant(Object receiver, int at) {
    if (receiver instanceof DistinctValues<?> values) {
      Expression of =
          SAMPLES.stream()
              .filter(each -> each.expr().equals(values.expr))
              .findFirst()
              .orElseThrow();
      return of instanceof BooleanColumn ? (Object) true : constant(of, at);
    }
    return receiver instanceof StringExpression
        ? "xyz".substring(at, at + 1)
        : receiver instanceof TemporalExpression
            ? LocalDate.EPOCH.plusDays(at)
            : at == 0 ? (Object) 0.1 : 0.2;
  }
}
