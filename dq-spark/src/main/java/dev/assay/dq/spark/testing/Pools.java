package dev.assay.dq.spark.testing;

import dev.assay.dq.Constraint;
import dev.assay.dq.Formats;
import dev.assay.dq.TextPattern;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.NetworkText;
import dev.assay.dq.internal.model.Signature;
import dev.assay.dq.internal.model.Statistic;
import dev.assay.dq.internal.model.TextMatcher;
import dev.assay.dq.internal.model.TimeFormat;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values worth trying for each column: those that the constraints name, their neighbours on both
 * sides, and a few ordinary ones. Whether a row of them is right is for others to judge.
 */
final class Pools {

  private static final LocalDate DAY = LocalDate.of(2024, 3, 1);
  private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz";

  private final Random random;
  private final Map<ColumnRef, ColumnKind> kinds = new LinkedHashMap<>();
  private final Map<ColumnRef, List<Object>> wishes = new LinkedHashMap<>();
  private final Set<Long> rowCounts = new LinkedHashSet<>();
  private final Set<BigDecimal> numbers = new LinkedHashSet<>();
  private boolean sql;

  Pools(List<Constraint> constraints, Random random) {
    this.random = random;
    constraints.forEach(this::read);
  }

  /** The columns that the constraints name, with what they are taken for. */
  Map<ColumnRef, ColumnKind> kinds() {
    return kinds;
  }

  /** Numbers of rows worth trying. */
  Set<Long> rowCounts() {
    return rowCounts;
  }

  /** Numbers that a metric is compared with. */
  Set<BigDecimal> numbers() {
    return numbers;
  }

  boolean hasSql() {
    return sql;
  }

  /** Everything worth trying, null excepted, in no particular order. */
  List<Object> of(ColumnRef column, Class<?> type) {
    Set<Object> all = new LinkedHashSet<>();
    List<Object> wished = new ArrayList<>(wishes.getOrDefault(column, List.of()));
    wished.addAll(wishes.getOrDefault(ColumnRef.placeholder(), List.of()));
    for (Object wish : wished) {
      add(all, wish, type);
    }
    List<Object> texts = wished.stream().filter(String.class::isInstance).distinct().toList();
    if (type == List.class && !texts.isEmpty()) {
      all.add(texts);
    }
    if (type == Map.class && !texts.isEmpty()) {
      all.add(texts.stream().collect(Collectors.toMap(text -> text, text -> "v")));
      texts.forEach(text -> all.add(Map.of("k0", text)));
    }
    Set<Object> others = new LinkedHashSet<>();
    ordinary(others, type);
    boolean few = wished.stream().anyMatch(Member.class::isInstance);
    others.stream().limit(few ? 1 : others.size()).forEach(all::add);
    return List.copyOf(all);
  }

  private static void ordinary(Set<Object> all, Class<?> type) {
    if (type == String.class) {
      Collections.addAll(all, "a", "b", "ann", "x1", "", " ", " a", "it's", "7");
    } else if (type == Boolean.class) {
      Collections.addAll(all, true, false);
    } else if (type == Double.class || type == Float.class) {
      for (int i : new int[] {1, 2, 3, 0, -1, 10, 100}) {
        all.add(number(BigDecimal.valueOf(i), type));
      }
      all.add(type == Double.class ? (Object) Double.NaN : Float.NaN);
      all.add(type == Double.class ? (Object) Double.POSITIVE_INFINITY : Float.POSITIVE_INFINITY);
    } else if (Number.class.isAssignableFrom(type)) {
      for (int i : new int[] {1, 2, 3, 0, -1, 10, 100}) {
        all.add(number(BigDecimal.valueOf(i), type));
      }
    } else if (type == LocalDate.class) {
      for (int i = 0; i < 4; i++) {
        all.add(DAY.plusDays(i));
      }
    } else if (type == Instant.class || type == LocalDateTime.class) {
      for (int i = 0; i < 4; i++) {
        all.add(moment(DAY.plusDays(i).atTime(12, 0), type));
      }
    } else if (type == List.class || type == Map.class) {
      for (int i = 0; i < 4; i++) {
        all.add(collection(i, type));
      }
    }
  }

  /** A value that differs from those of all other indexes, as near to the wishes as may be. */
  @Nullable Object fresh(ColumnRef column, Class<?> type, int index) {
    List<Object> all = of(column, type);
    if (type == Double.class || type == Float.class || Number.class.isAssignableFrom(type)) {
      BigDecimal first = all.isEmpty() ? BigDecimal.ONE : decimal(all.get(0));
      return number(first.setScale(0, RoundingMode.CEILING).add(BigDecimal.valueOf(index)), type);
    }
    if (type == String.class) {
      for (Object wish : wishes.getOrDefault(column, List.of())) {
        if (wish instanceof TextMatcher pattern) {
          List<String> texts = TextSampler.samples(pattern, new Random(index * 31L + 7), 1);
          return texts.isEmpty() ? null : texts.get(0);
        }
      }
      return index < all.size() ? all.get(index) : "value" + index;
    }
    if (type == LocalDate.class) {
      return DAY.plusDays(index);
    }
    if (type == Instant.class || type == LocalDateTime.class) {
      return moment(DAY.atTime(12, 0).plusMinutes(index), type);
    }
    if (type == List.class || type == Map.class) {
      return type == List.class ? List.of("e" + index) : Map.of("k" + index, "v");
    }
    return index < all.size() ? all.get(index) : null;
  }

  private static BigDecimal decimal(Object value) {
    return value instanceof Double || value instanceof Float
        ? Double.isFinite(((Number) value).doubleValue())
            ? new BigDecimal(value.toString())
            : BigDecimal.ONE
        : new BigDecimal(value.toString());
  }

  private void add(Set<Object> all, Object wish, Class<?> type) {
    if (wish instanceof Sized sized) {
      for (int n = Math.max(0, sized.n - 1); n <= sized.n + 1 && n < 10_000; n++) {
        if (type == String.class) {
          all.add(text(n));
        } else if (type == List.class || type == Map.class) {
          all.add(collection(n, type));
        }
      }
    } else if (wish instanceof Member member) {
      Object value =
          member.value instanceof BigDecimal number && Number.class.isAssignableFrom(type)
              ? number(number, type)
              : member.value;
      if (type.isInstance(value)) {
        all.add(value);
      }
    } else if (wish instanceof TextMatcher pattern) {
      all.addAll(type == String.class ? TextSampler.samples(pattern, random, 6) : List.of());
    } else if (wish instanceof BigDecimal number && Number.class.isAssignableFrom(type)) {
      BigDecimal step = number.scale() > 0 ? new BigDecimal("0.5") : BigDecimal.ONE;
      for (BigDecimal each : List.of(number, number.add(step), number.subtract(step))) {
        Object value = number(each, type);
        if (value != null) {
          all.add(value);
        }
      }
    } else if (wish instanceof String text && type == String.class) {
      Collections.addAll(all, text, text + "x", "x" + text, "not " + text);
      if (!text.isEmpty()) {
        all.add(text.substring(0, text.offsetByCodePoints(0, 1)));
      }
    } else if (wish instanceof List<?> list && type == List.class) {
      all.add(list);
    } else if (wish instanceof LocalDate day) {
      for (int i = -1; i <= 1; i++) {
        if (type == LocalDate.class) {
          all.add(day.plusDays(i));
        } else if (type == Instant.class || type == LocalDateTime.class) {
          all.add(moment(day.plusDays(i).atStartOfDay(), type));
        }
      }
    } else if (wish instanceof Instant instant && type == Instant.class) {
      Collections.addAll(all, instant, instant.plusSeconds(60), instant.minusSeconds(60));
    } else if (wish instanceof LocalDateTime time && type == LocalDateTime.class) {
      Collections.addAll(all, time, time.plusMinutes(1), time.minusMinutes(1));
    }
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(PLAIN.charAt(random.nextInt(PLAIN.length())));
    }
    return text.toString();
  }

  private static Object collection(int size, Class<?> type) {
    List<String> list = new ArrayList<>();
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      list.add("e" + i);
      map.put("k" + i, "v" + i);
    }
    return type == List.class ? List.copyOf(list) : Collections.unmodifiableMap(map);
  }

  private static Object moment(LocalDateTime time, Class<?> type) {
    return type == LocalDateTime.class ? time : time.toInstant(ZoneOffset.UTC);
  }

  private static @Nullable Object number(BigDecimal value, Class<?> type) {
    try {
      if (type == Double.class) {
        return value.doubleValue();
      }
      if (type == Float.class) {
        return value.floatValue();
      }
      if (type == Long.class) {
        return value.longValueExact();
      }
      if (type == Integer.class) {
        return value.intValueExact();
      }
      if (type == Short.class) {
        return value.shortValueExact();
      }
      if (type == Byte.class) {
        return value.byteValueExact();
      }
      return value;
    } catch (ArithmeticException e) {
      return null; // no value of this type
    }
  }

  /** A value that an expression is worth having: as it is for columns in it, but for their size. */
  private void wish(Expr operand, Object value) {
    if (operand instanceof Expr.Column column) {
      wishes.computeIfAbsent(column.ref(), key -> new ArrayList<>()).add(value);
      return;
    }
    boolean sized = operand.calls(Function.LENGTH) || operand.calls(Function.SIZE);
    Object wish =
        sized && value instanceof BigDecimal number
            ? new Sized(Math.max(0, number.intValue()))
            : value;
    operand.arguments().forEach(argument -> wish(argument, wish));
  }

  private void read(Object node) {
    if (node instanceof Expr.Column column) {
      kinds.merge(column.ref(), column.kind(), (a, b) -> a == ColumnKind.ANY || a == b ? b : a);
    } else if (node instanceof Expr.Call call) {
      call(call);
    } else if (node instanceof Expr.Sql || node instanceof Metric.Sql) {
      sql = true;
    } else if (node instanceof Expr.Code custom) {
      custom.reads().forEach(ref -> kinds.putIfAbsent(ref, ColumnKind.ANY));
    } else if (node instanceof Constraint.OnMetric constraint) {
      metric(constraint);
    }
    children(node);
  }

  /** Texts that functions without constants tell from ordinary ones. */
  private static final Map<Function, String> TELLING =
      Map.of(
          Function.IS_ASCII, "é",
          Function.HAS_NO_CONTROL_CHARACTERS, "a\tb",
          Function.IS_TITLE_CASE, "ann Lee",
          Function.LOWER, "Ann",
          Function.UPPER, "ANN",
          Function.AS_BOOLEAN, "false",
          Function.PARSES_AS_BOOLEAN, "false",
          Function.AS_DATE, "2024-03-01",
          Function.PARSES_AS_DATE, "2024-03-01");

  /** Lists that functions without constants tell from ordinary ones. */
  private static final Map<Function, List<@Nullable String>> TELLING_LISTS =
      Map.of(
          Function.HAS_NO_NULLS, Collections.unmodifiableList(Arrays.asList("e0", null)),
          Function.HAS_NO_DUPLICATES, List.of("e0", "e0"),
          Function.IS_SORTED, List.of("e1", "e0"),
          Function.IS_SORTED_DESCENDING, List.of("e0", "e1"));

  /** What is not constant is worth having whatever constants it is judged by. */
  private void call(Expr.Call call) {
    List<Object> constants = new ArrayList<>();
    if (TELLING.containsKey(call.function())) {
      constants.add(TELLING.get(call.function()));
    }
    if (TELLING_LISTS.containsKey(call.function())) {
      constants.add(TELLING_LISTS.get(call.function()));
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      if (call.argument(i) instanceof Expr.Literal literal
          && call.function().signature().takes(i) != Signature.Takes.FLAG) {
        Signature.Takes takes = call.function().signature().takes(i);
        TimeFormat format =
            takes == Signature.Takes.DATE_FORMAT
                ? call.dateFormat()
                : takes == Signature.Takes.TIME_FORMAT ? call.timeFormat() : null;
        Object value = format == null ? literal.constant().value() : TextPattern.of(format.regex());
        if (takes == Signature.Takes.NETWORK) {
          constants.add(NetworkText.of(call.text(i)).matcher());
          value = call.text(i).indexOf(':') < 0 ? Formats.IPV4 : Formats.IPV6;
        }
        add(constants, value, call.function() == Function.MATCHES);
      }
    }
    if (call.function() == Function.BETWEEN
        && constants.size() == 2
        && constants.get(0) instanceof BigDecimal low
        && constants.get(1) instanceof BigDecimal high) {
      constants.add(0, low.add(high).divide(BigDecimal.valueOf(2)));
    }
    constants.addAll(edges(call));
    for (Expr argument : call.arguments()) {
      constants.forEach(each -> wish(argument, each));
    }
    if (call.binds()) {
      wishForElements(call.argument(0), call.argument(1));
    }
  }

  /** Texts that elements are judged by are worth having among them. */
  private void wishForElements(Expr array, Expr said) {
    if (said instanceof Expr.Literal literal && literal.constant() instanceof Constant.Text text) {
      wish(array, text.value());
    }
    said.arguments().forEach(each -> wishForElements(array, each));
  }

  /** Numbers on both sides of where the judgement of a number turns. */
  private static List<BigDecimal> edges(Expr.Call call) {
    boolean near = call.calls(Function.IS_CLOSE_TO) || call.calls(Function.IS_WITHIN_PERCENT);
    if (near && call.argument(1) instanceof Expr.Literal) {
      BigDecimal around = call.number(1);
      BigDecimal far =
          call.calls(Function.IS_CLOSE_TO)
              ? call.number(2)
              : around.abs().multiply(call.number(2).movePointLeft(2));
      return List.of(around.subtract(far), around.add(far), around.add(far).add(far));
    }
    if (call.calls(Function.IS_WHOLE)) {
      return List.of(new BigDecimal("2.5"));
    }
    if (call.calls(Function.HAS_SCALE_AT_MOST)) {
      BigDecimal last = BigDecimal.ONE.movePointLeft(call.number(1).intValueExact());
      return List.of(last, last.movePointLeft(1));
    }
    if (call.calls(Function.HAS_PRECISION_AT_MOST)) {
      BigDecimal least = BigDecimal.TEN.pow(call.number(1).intValueExact());
      return List.of(least, least.subtract(BigDecimal.ONE));
    }
    return List.of();
  }

  private static void add(List<Object> constants, Object constant, boolean whole) {
    if (!(constant instanceof TextPattern pattern)) {
      constants.add(constant);
      return;
    }
    try {
      constants.add(TextMatcher.of(pattern, whole));
    } catch (PatternSyntaxException e) {
      // the verdict on the constraint says so
      return;
    }
  }

  private void metric(Constraint.OnMetric constraint) {
    List<BigDecimal> named = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (Constant literal : literals(constraint.expectation())) {
      values.add(literal.value());
      if (literal.value() instanceof BigDecimal number) {
        named.add(number);
      }
    }
    if (constraint.expectation() instanceof Expectation.CloseTo close) {
      values.remove(close.tolerance().value());
    }
    if (named.size() == 2) {
      values.add(named.get(0).add(named.get(1)).divide(BigDecimal.valueOf(2)));
    }
    numbers.addAll(named);
    if (constraint.metric() instanceof Metric.Summary summary) {
      if (summary.statistic().isOfSet()) {
        summary.members().forEach(each -> wish(summary.of(0), new Member(each.value())));
      } else if (summary.statistic() == Statistic.MOST_FREQUENT_VALUE) {
        values.forEach(each -> wish(summary.of(0), new Member(each)));
      } else {
        summary(summary, named, values);
      }
    }
  }

  private void summary(Metric.Summary summary, List<BigDecimal> named, List<Object> values) {
    boolean rows = summary.statistic() == Statistic.ROW_COUNT;
    for (BigDecimal number : named) {
      for (int i = -1; rows && i <= 1; i++) {
        rowCounts.add(Math.max(0, number.longValue() + i));
      }
    }
    if (!summary.statistic().isOfKey()) {
      summary.of().stream()
          .filter(each -> each.kind() != ColumnKind.BOOL)
          .forEach(each -> values.forEach(value -> wish(each, value)));
    }
  }

  private static List<Constant> literals(Expectation expectation) {
    List<Constant> literals = new ArrayList<>();
    for (Object part : parts(expectation)) {
      for (Object each : part instanceof List<?> list ? list : List.of(part)) {
        if (each instanceof Constant literal) {
          literals.add(literal);
        }
      }
    }
    return literals;
  }

  private void children(Object node) {
    for (Object part : parts(node)) {
      if (part instanceof List<?> list) {
        list.forEach(this::read);
      } else if (part.getClass().isRecord()) {
        read(part);
      }
    }
  }

  private static List<Object> parts(Object node) {
    List<Object> parts = new ArrayList<>();
    RecordComponent[] components = node.getClass().getRecordComponents();
    for (RecordComponent component : components == null ? new RecordComponent[0] : components) {
      try {
        Object part = component.getAccessor().invoke(node);
        if (part != null) {
          parts.add(part);
        }
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("the model cannot be read: " + node.getClass(), e);
      }
    }
    return parts;
  }

  /** One of a set of which all may be needed, and hardly others. */
  private record Member(Object value) {}

  /** A length of text or a size of a collection. */
  private record Sized(int n) {}
}
