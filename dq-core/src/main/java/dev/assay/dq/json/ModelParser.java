package dev.assay.dq.json;

import dev.assay.dq.model.Check;
import dev.assay.dq.model.ColumnKind;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.ColumnSelector;
import dev.assay.dq.model.Constant;
import dev.assay.dq.model.Constraint;
import dev.assay.dq.model.Expectation;
import dev.assay.dq.model.Expr;
import dev.assay.dq.model.Function;
import dev.assay.dq.model.Metric;
import dev.assay.dq.model.ModelTree;
import dev.assay.dq.model.Notes;
import dev.assay.dq.model.Operation;
import dev.assay.dq.model.Predicate;
import dev.assay.dq.model.Signature;
import dev.assay.dq.model.Statistic;
import dev.assay.dq.model.TextPattern;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Trees back to the model: the reverse of {@link ModelTree}, driven by the same record components.
 */
final class ModelParser {

  private static final Map<Class<?>, Map<String, Class<?>>> FAMILIES =
      Map.of(
          Expectation.class, family(Expectation.class),
          Constraint.class, family(Constraint.class));

  private static final Map<String, Function> FUNCTIONS =
      Arrays.stream(Function.values())
          .collect(Collectors.toMap(Function::word, each -> each, (a, b) -> b, TreeMap::new));

  private static final Map<String, Statistic> STATISTICS =
      Arrays.stream(Statistic.values())
          .collect(Collectors.toMap(Statistic::word, each -> each, (a, b) -> b, TreeMap::new));

  private static final List<String> KINDS =
      Arrays.stream(ColumnKind.values()).map(ModelTree::constantName).toList();

  private ModelParser() {}

  private static Map<String, Class<?>> family(Class<?> sealed) {
    Map<String, Class<?>> byName = new TreeMap<>();
    for (Class<?> member : sealed.getPermittedSubclasses()) {
      byName.put(ModelTree.typeName(member), member);
    }
    return byName;
  }

  static Check check(@Nullable Object tree, String path) {
    return (Check) record(Check.class, map(tree, path), path);
  }

  private static Map<?, ?> map(@Nullable Object tree, String path) {
    if (tree instanceof Map<?, ?> map) {
      return map;
    }
    throw new CheckFormatException(path, "expected an object, but found " + shown(tree));
  }

  private static String shown(@Nullable Object tree) {
    if (tree instanceof Map) {
      return "an object";
    }
    if (tree instanceof List) {
      return "a list";
    }
    return tree instanceof String text ? "\"" + text + "\"" : String.valueOf(tree);
  }

  private static Object node(Class<?> family, @Nullable Object tree, String path) {
    Map<?, ?> map = map(tree, path);
    Object type = map.get("type");
    if (family == Constraint.class && type == null && map.size() == 1) {
      Predicate predicate = new Predicate(predicate(map, path));
      return made(predicate::toConstraint, path);
    }
    Map<String, Class<?>> members = FAMILIES.get(family);
    Class<?> member = type instanceof String name ? members.get(name) : null;
    if (member == null) {
      throw new CheckFormatException(
          path + ".type",
          (type == null ? "is missing" : shown(type) + " is not known")
              + "; one of "
              + String.join(", ", members.keySet())
              + (family == Constraint.class ? "; a predicate has no type, but a word" : ""));
    }
    return record(member, map, path);
  }

  /** What the model makes, unless it refuses to. */
  private static <T> T made(Supplier<T> maker, String path) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw new CheckFormatException(path, String.valueOf(e.getMessage()));
    }
  }

  private static Object record(Class<?> type, Map<?, ?> tree, String path) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] arguments = new Object[components.length];
    Class<?>[] parameters = new Class<?>[components.length];
    Set<Object> known = new HashSet<>(Set.of("type"));
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      parameters[i] = component.getType();
      if (component.getType() == Notes.class) {
        known.addAll(List.of("id", "name", "because", "tags"));
        arguments[i] = notes(tree, path);
      } else {
        known.add(component.getName());
        arguments[i] = component(type, component, tree, path);
      }
    }
    refuseOthers(tree, known, path);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new CheckFormatException(path, String.valueOf(e.getCause().getMessage()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type, e);
    }
  }

  private static Notes notes(Map<?, ?> tree, String path) {
    Object id = tree.get("id");
    Object name = tree.get("name");
    Object because = tree.get("because");
    Object tags = tree.get("tags");
    return made(
        () ->
            new Notes(
                id == null ? null : text(id, path + ".id"),
                name == null ? null : text(name, path + ".name"),
                because == null ? null : text(because, path + ".because"),
                tags == null ? List.of() : texts(tags, path + ".tags")),
        path);
  }

  private static List<String> texts(Object tree, String path) {
    List<String> texts = new ArrayList<>();
    List<?> list = list(tree, path);
    for (int i = 0; i < list.size(); i++) {
      texts.add(text(list.get(i), path + "[" + i + "]"));
    }
    return texts;
  }

  private static List<?> list(@Nullable Object tree, String path) {
    if (tree instanceof List<?> list) {
      return list;
    }
    throw new CheckFormatException(path, "expected a list, but found " + shown(tree));
  }

  private static String text(@Nullable Object tree, String path) {
    if (tree instanceof String text) {
      return text;
    }
    throw new CheckFormatException(path, "expected a text, but found " + shown(tree));
  }

  private static @Nullable Object component(
      Class<?> owner, RecordComponent component, Map<?, ?> tree, String path) {
    String name = component.getName();
    Object value = tree.get(name);
    if (value == null) {
      Object fallback = ModelTree.defaultOf(owner, component);
      if (fallback != null || optional(owner, name)) {
        return fallback;
      }
      throw new CheckFormatException(path + "." + name, "is missing");
    }
    return name.equals("where") || name.equals("predicate")
        ? predicate(value, path + "." + name)
        : value(component.getGenericType(), value, path + "." + name);
  }

  private static boolean optional(Class<?> owner, String name) {
    return (name.equals("pattern") && owner == ColumnSelector.class)
        || (name.equals("name") && owner == TextPattern.class);
  }

  private static Object value(Type generic, Object tree, String path) {
    if (generic instanceof ParameterizedType list) {
      Type item = list.getActualTypeArguments()[0];
      List<Object> values = new ArrayList<>();
      List<?> items = list(tree, path);
      for (int i = 0; i < items.size(); i++) {
        values.add(value(item, items.get(i), path + "[" + i + "]"));
      }
      return values;
    }
    Class<?> type = (Class<?>) generic;
    if (FAMILIES.containsKey(type)) {
      return node(type, tree, path);
    }
    if (type == Expr.class) {
      return expression(tree, path);
    }
    if (type == Metric.class) {
      return metric(map(tree, path), path);
    }
    if (type == Expr.Column.class) {
      return column(tree, path);
    }
    if (type == ColumnRef.class) {
      return parse(text(tree, path), path);
    }
    if (type == Constant.class) {
      return literal(tree, path);
    }
    if (type == Constant.Num.class) {
      return new Constant.Num(number(tree, path));
    }
    if (type == String.class) {
      return text(tree, path);
    }
    if (type == boolean.class) {
      return truth(tree, path);
    }
    if (type == BigDecimal.class) {
      return number(tree, path);
    }
    if (type == int.class) {
      try {
        return number(tree, path).intValueExact();
      } catch (ArithmeticException e) {
        throw new CheckFormatException(path, "expected a whole number, but found " + shown(tree));
      }
    }
    if (type.isEnum()) {
      return constant(type, text(tree, path), path);
    }
    return record(type, map(tree, path), path);
  }

  private static Object constant(Class<?> type, String name, String path) {
    for (Object constant : type.getEnumConstants()) {
      if (ModelTree.constantName((Enum<?>) constant).equals(name)) {
        return constant;
      }
    }
    throw new CheckFormatException(
        path,
        "\""
            + name
            + "\" is not known; one of "
            + Arrays.stream(type.getEnumConstants())
                .map(each -> ModelTree.constantName((Enum<?>) each))
                .collect(Collectors.joining(", ")));
  }

  private static BigDecimal number(@Nullable Object tree, String path) {
    if (tree instanceof Number number) {
      return new BigDecimal(number.toString());
    }
    throw new CheckFormatException(path, "expected a number, but found " + shown(tree));
  }

  private static boolean truth(@Nullable Object tree, String path) {
    if (tree instanceof Boolean truth) {
      return truth;
    }
    throw new CheckFormatException(path, "expected true or false, but found " + shown(tree));
  }

  private static ColumnRef parse(String name, String path) {
    return made(() -> ColumnRef.parse(name), path);
  }

  private static Expr.Column column(@Nullable Object tree, String path) {
    Map<?, ?> map = map(tree, path);
    if (map.size() != 1) {
      throw new CheckFormatException(
          path, "expected one type and name, such as {\"string\": \"email\"}");
    }
    Map.Entry<?, ?> entry = map.entrySet().iterator().next();
    String kind = String.valueOf(entry.getKey());
    return new Expr.Column(
        parse(text(entry.getValue(), path + "." + kind), path + "." + kind),
        (ColumnKind) constant(ColumnKind.class, kind, path));
  }

  /** An expression that says something true or false of a row. */
  private static Expr predicate(@Nullable Object tree, String path) {
    Expr expr = expression(tree, path);
    if (expr.kind() == ColumnKind.BOOL || expr.kind() == ColumnKind.ANY) {
      return expr;
    }
    throw new CheckFormatException(
        path, "expected a predicate, but found a value of type " + expr.kind().label());
  }

  private static Expr expression(@Nullable Object tree, String path) {
    if (tree == null || tree instanceof List) {
      throw new CheckFormatException(path, "expected an expression, but found " + shown(tree));
    }
    if (!(tree instanceof Map<?, ?> map)) {
      return new Expr.Literal(literal(tree, path));
    }
    if (map.size() != 1) {
      throw new CheckFormatException(
          path,
          "expected one word and what it is said of, such as {\"isComplete\": {\"string\":"
              + " \"email\"}}");
    }
    String word = String.valueOf(map.keySet().iterator().next());
    Object said = map.get(word);
    Function function = FUNCTIONS.get(word);
    if (function != null) {
      return call(function, said, path + "." + word);
    }
    if (word.equals("sql")) {
      String text = text(said, path + ".sql");
      return made(() -> new Expr.Sql(text), path + ".sql");
    }
    if (word.equals("instant")
        || word.equals("datetime")
        || (word.equals("date") && isDate(said))) {
      return new Expr.Literal(literal(tree, path));
    }
    if (KINDS.contains(word)) {
      return column(tree, path);
    }
    throw new CheckFormatException(
        path,
        "\""
            + word
            + "\" is not known; one of "
            + String.join(", ", FUNCTIONS.keySet())
            + "; sql; for a column one of "
            + String.join(", ", KINDS)
            + "; for a time date, instant or datetime");
  }

  /** Whether this is a constant: a column of dates whose name is a date stands in backticks. */
  private static boolean isDate(@Nullable Object tree) {
    try {
      return tree instanceof String text && LocalDate.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** A call of what stands beside its word: one argument, or a list of several. */
  private static Expr call(Function function, @Nullable Object tree, String path) {
    Signature signature = function.signature();
    List<Expr> arguments = new ArrayList<>();
    if (signature.takes().size() == 1 && !signature.repeats()) {
      arguments.add(argument(signature.takes(0), tree, path));
    } else {
      List<?> list = list(tree, path);
      for (int i = 0; i < list.size(); i++) {
        arguments.add(argument(signature.takes(i), list.get(i), path + "[" + i + "]"));
      }
      while (arguments.size() < signature.takes().size()
          && signature.takes(arguments.size()) == Signature.Takes.FLAG) {
        arguments.add(Expr.Literal.TRUE);
      }
    }
    return made(() -> new Expr.Call(function, arguments), path);
  }

  /** Two metrics that are combined, or one summary. */
  private static Metric metric(Map<?, ?> tree, String path) {
    for (Operation operation : Operation.values()) {
      String word = operation.word();
      if (tree.containsKey(word)) {
        refuseOthers(tree, Set.of(word), path);
        List<?> parts = list(tree.get(word), path + "." + word);
        if (parts.size() != 2) {
          throw new CheckFormatException(path + "." + word, "expected a list of two metrics");
        }
        List<Metric> metrics = new ArrayList<>();
        for (Object part : parts) {
          String at = path + "." + word + "[" + metrics.size() + "]";
          metrics.add(metric(map(part, at), at));
        }
        return made(() -> new Metric.Combination(operation, metrics.get(0), metrics.get(1)), path);
      }
    }
    return summary(tree, path);
  }

  /** A statistic and what it is of, its numbers by name, and the filter. */
  private static Metric summary(Map<?, ?> tree, String path) {
    List<String> words =
        tree.keySet().stream().map(String::valueOf).filter(STATISTICS::containsKey).toList();
    if (words.size() != 1) {
      throw new CheckFormatException(
          path,
          "expected one statistic and what it is of, such as {\"mean\": {\"number\":"
              + " \"amount\"}}; the statistics are "
              + String.join(", ", STATISTICS.keySet())
              + "; two metrics are combined by "
              + Arrays.stream(Operation.values())
                  .map(Operation::word)
                  .collect(Collectors.joining(", ")));
    }
    String word = words.get(0);
    Statistic statistic = STATISTICS.get(word);
    Object said = tree.get(word);
    List<Expr> of = new ArrayList<>();
    List<?> list = said instanceof List<?> several ? several : Collections.singletonList(said);
    for (int i = 0; i < list.size(); i++) {
      String at = path + "." + word + (said instanceof List ? "[" + i + "]" : "");
      of.add(argument(statistic.takes(i), list.get(i), at));
    }
    List<BigDecimal> numbers = new ArrayList<>();
    Set<String> known = new HashSet<>(Set.of(word, "where"));
    for (Statistic.Parameter parameter : statistic.parameters()) {
      known.add(parameter.word());
      if (!tree.containsKey(parameter.word())) {
        throw new CheckFormatException(path + "." + parameter.word(), "is missing");
      }
      numbers.add(number(tree.get(parameter.word()), path + "." + parameter.word()));
    }
    refuseOthers(tree, known, path);
    Expr where =
        tree.containsKey("where")
            ? predicate(tree.get("where"), path + ".where")
            : Expr.Literal.TRUE;
    return made(() -> new Metric.Summary(statistic, of, numbers, where), path);
  }

  private static void refuseOthers(Map<?, ?> tree, Set<?> known, String path) {
    for (Object field : tree.keySet()) {
      if (!known.contains(field)) {
        throw new CheckFormatException(
            path + "." + field,
            "is not known here; allowed are "
                + known.stream().map(Object::toString).sorted().collect(Collectors.joining(", ")));
      }
    }
  }

  private static Expr argument(Signature.Takes takes, @Nullable Object tree, String path) {
    return switch (takes) {
      case TRUTH -> predicate(tree, path);
      case PATTERN ->
          new Expr.Literal(
              new Constant.Pattern((TextPattern) record(TextPattern.class, map(tree, path), path)));
      case FLAG -> new Expr.Literal(new Constant.Bool(truth(tree, path)));
      case ANYTHING, TEXT, NUMBER, DATE, COLLECTION, COMPARABLE, ORDERED, GROUPABLE ->
          expression(tree, path);
    };
  }

  private static Constant literal(Object tree, String path) {
    if (tree instanceof String text) {
      return new Constant.Text(text);
    }
    if (tree instanceof Number) {
      return new Constant.Num(number(tree, path));
    }
    if (tree instanceof Boolean truth) {
      return new Constant.Bool(truth);
    }
    if (tree instanceof Map<?, ?> map && map.size() == 1) {
      Map.Entry<?, ?> entry = map.entrySet().iterator().next();
      String kind = String.valueOf(entry.getKey());
      String text = text(entry.getValue(), path + "." + kind);
      try {
        if (kind.equals("date")) {
          return new Constant.Day(LocalDate.parse(text));
        }
        if (kind.equals("instant")) {
          return new Constant.Moment(Instant.parse(text));
        }
        if (kind.equals("datetime")) {
          return new Constant.LocalMoment(LocalDateTime.parse(text));
        }
      } catch (DateTimeException e) {
        throw new CheckFormatException(path + "." + kind, String.valueOf(e.getMessage()));
      }
    }
    throw new CheckFormatException(
        path,
        "expected a text, a number, true, false, {\"date\": …}, {\"instant\": …} or {\"datetime\":"
            + " …}, but found "
            + shown(tree));
  }
}
