package dev.assay.dq;

import dev.assay.dq.model.Constraint;
import dev.assay.dq.model.Expr;
import dev.assay.dq.model.Function;
import dev.assay.dq.model.Metric;
import dev.assay.dq.model.NumericMetric;
import dev.assay.dq.model.Predicate;
import dev.assay.dq.model.RecordPredicate;
import dev.assay.dq.model.Statistic;
import dev.assay.dq.model.TemporalMetric;
import dev.assay.dq.model.TextMetric;
import dev.assay.dq.model.TextPattern;
import dev.assay.dq.model.ValueCountsMetric;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which methods of the language say what: each public method of its classes is called once, and
 * what comes out is looked at.
 */
final class DslWords {

  private final Map<Function, Set<String>> functions = new EnumMap<>(Function.class);
  private final Map<Function, Set<String>> denials = new EnumMap<>(Function.class);
  private final Map<Statistic, Set<String>> statistics = new EnumMap<>(Statistic.class);
  private final Map<Statistic, Set<String>> values = new EnumMap<>(Statistic.class);

  DslWords() {
    Predicate predicate = Columns.sql("p");
    Stream.concat(SAMPLES.stream(), Stream.of(predicate, Columns.key("k"), Columns.when(predicate)))
        .forEach(each -> callAll(each, each.getClass(), each instanceof When ? "when." : ""));
    callAll(null, Columns.class, "");
  }

  private static final List<Expression> SAMPLES =
      List.of(
          Columns.number("n"),
          Columns.string("s"),
          Columns.date("d"),
          Columns.bool("b"),
          Columns.array("a"),
          Columns.any("x"));

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
        arguments.add(sample(parameter, receiver));
      }
      if (!arguments.contains(null) && method.getDeclaringClass() != Object.class) {
        try {
          found(method.invoke(receiver, arguments.toArray()), prefix + method.getName());
        } catch (ReflectiveOperationException e) {
          throw new AssertionError(method + " of " + arguments, e);
        }
      }
    }
  }

  private void found(Object result, String word) {
    if (result instanceof Predicate predicate) {
      found(predicate.expr(), word);
    } else if (result instanceof Expression expression) {
      found(expression.expr(), word);
    } else if (result instanceof When.Then<?, ?> then) {
      callAll(then, When.Then.class, word + ".");
    } else if (result instanceof Constraint.OnMetric constraint) {
      add(statistics, constraint.metric().statistic(), word);
    } else if (result instanceof NumericMetric metric) {
      found(metric.metric(), word, "number");
    } else if (result instanceof TextMetric metric) {
      found(metric.metric(), word, "text");
    } else if (result instanceof TemporalMetric metric) {
      found(metric.metric(), word, "time");
    } else if (result instanceof ValueCountsMetric metric) {
      found(metric.metric(), word, "values with counts");
    }
  }

  private void found(Expr expr, String word) {
    if (expr instanceof Expr.Call call) {
      if (call.function() == Function.NOT && call.argument(0) instanceof Expr.Call denied) {
        add(denials, denied.function(), word);
      } else {
        add(functions, call.function(), word);
      }
    }
  }

  private void found(Metric metric, String word, String value) {
    add(statistics, metric.statistic(), word);
    add(values, metric.statistic(), value);
  }

  private static <K> void add(Map<K, Set<String>> words, K of, String word) {
    words.computeIfAbsent(of, each -> new TreeSet<>()).add(word);
  }

  /** An argument of a type; null if none is known. */
  private static Object sample(Class<?> type, Object receiver) {
    if (receiver instanceof When && (type == String.class || type == StringExpression.class)) {
      return null; // with a number it has the same words
    }
    if (type.isArray()) {
      Object item = sample(type.getComponentType(), receiver);
      Object array = item == null ? null : Array.newInstance(type.getComponentType(), 1);
      if (array != null) {
        Array.set(array, 0, item);
      }
      return array;
    }
    if (Expression.class.isAssignableFrom(type)) {
      return Stream.concat(Stream.ofNullable(receiver), SAMPLES.stream())
          .filter(type::isInstance)
          .findFirst()
          .orElseThrow();
    }
    if (type == Object.class) {
      return constant(receiver);
    }
    return Map.<Class<?>, Object>of(
            int.class,
            1,
            Number.class,
            0.1,
            String.class,
            "x",
            Collection.class,
            List.of(constant(receiver)),
            LocalDate.class,
            LocalDate.EPOCH,
            Instant.class,
            Instant.EPOCH,
            LocalDateTime.class,
            LocalDateTime.MIN,
            TextPattern.class,
            Formats.EMAIL,
            Predicate.class,
            Columns.sql("q"),
            RecordPredicate.class,
            (RecordPredicate) row -> true)
        .get(type);
  }

  private static Object constant(Object receiver) {
    return receiver instanceof StringExpression
        ? "x"
        : receiver instanceof TemporalExpression ? LocalDate.EPOCH : (Object) 0.1;
  }
}
