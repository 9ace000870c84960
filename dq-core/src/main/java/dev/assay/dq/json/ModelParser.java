package dev.assay.dq.json;

import dev.assay.dq.model.Check;
import dev.assay.dq.model.ColumnKind;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Constraint;
import dev.assay.dq.model.Expectation;
import dev.assay.dq.model.Literal;
import dev.assay.dq.model.Metric;
import dev.assay.dq.model.ModelTree;
import dev.assay.dq.model.Notes;
import dev.assay.dq.model.OnNoRows;
import dev.assay.dq.model.Operand;
import dev.assay.dq.model.Predicate;
import dev.assay.dq.model.RowThreshold;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Trees back to the model: the reverse of {@link ModelTree}, driven by the same record components.
 */
final class ModelParser {

  private static final Map<Class<?>, Map<String, Class<?>>> FAMILIES =
      Map.of(
          Predicate.class, family(Predicate.class),
          Metric.class, family(Metric.class),
          Expectation.class, family(Expectation.class),
          Operand.class, family(Operand.class),
          Constraint.class, family(Constraint.class));

  private ModelParser() {}

  private static Map<String, Class<?>> family(Class<?> sealed) {
    Map<String, Class<?>> byName = new TreeMap<>();
    for (Class<?> member : sealed.getPermittedSubclasses()) {
      byName.put(ModelTree.typeName(member), member);
    }
    byName.remove("custom");
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
    if (family == Operand.class && tree instanceof Map<?, ?> map && !map.containsKey("type")) {
      return column(tree, path);
    }
    Map<?, ?> map = map(tree, path);
    Object type = map.get("type");
    Map<String, Class<?>> members = family(family, type);
    Class<?> member = type instanceof String name ? members.get(name) : null;
    if (member == null) {
      throw new CheckFormatException(
          path + ".type",
          (type == null ? "is missing" : shown(type) + " is not known")
              + "; one of "
              + String.join(", ", members.keySet()));
    }
    if (family == Constraint.class && Predicate.class.isAssignableFrom(member)) {
      return ((Predicate) record(member, map, path)).toConstraint();
    }
    return record(member, map, path);
  }

  /** Where a constraint is due, a bare predicate may stand as well. */
  private static Map<String, Class<?>> family(Class<?> family, @Nullable Object type) {
    Map<String, Class<?>> members = FAMILIES.get(family);
    if (family != Constraint.class || members.containsKey(String.valueOf(type))) {
      return members;
    }
    Map<String, Class<?>> both = new TreeMap<>(members);
    both.putAll(FAMILIES.get(Predicate.class));
    return both;
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
        known.addAll(List.of("name", "because", "tags"));
        arguments[i] = notes(tree, path);
      } else {
        known.add(component.getName());
        arguments[i] = component(type, component, tree, path);
      }
    }
    for (Object field : tree.keySet()) {
      if (!known.contains(field)) {
        throw new CheckFormatException(
            path + "." + field,
            "is not known here; allowed are "
                + known.stream().map(Object::toString).sorted().collect(Collectors.joining(", ")));
      }
    }
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
    Object name = tree.get("name");
    Object because = tree.get("because");
    Object tags = tree.get("tags");
    return new Notes(
        name == null ? null : text(name, path + ".name"),
        because == null ? null : text(because, path + ".because"),
        tags == null ? List.of() : texts(tags, path + ".tags"));
  }

  private static List<String> texts(Object tree, String path) {
    List<String> texts = new ArrayList<>();
    List<?> list = list(tree, path);
    for (int i = 0; i < list.size(); i++) {
      texts.add(text(list.get(i), path + "[" + i + "]"));
    }
    return texts;
  }

  private static List<?> list(Object tree, String path) {
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
      Object fallback = fallback(owner, component);
      if (fallback != null || optional(owner, name)) {
        return fallback;
      }
      throw new CheckFormatException(path + "." + name, "is missing");
    }
    return value(component.getGenericType(), value, path + "." + name);
  }

  private static boolean optional(Class<?> owner, String name) {
    return (name.equals("pattern") && owner.getSimpleName().equals("ColumnSelector"))
        || (name.equals("name") && owner.getSimpleName().equals("TextPattern"));
  }

  private static @Nullable Object fallback(Class<?> owner, RecordComponent component) {
    String name = component.getName();
    if (name.equals("where") || name.equals("scope")) {
      return new Predicate.Always();
    }
    if (component.getType() == boolean.class) {
      return name.equals("truth") ? null : (Object) false;
    }
    if (component.getType() == OnNoRows.class) {
      return OnNoRows.NOT_EVALUATED;
    }
    if (component.getType() == RowThreshold.class) {
      return RowThreshold.ALL;
    }
    boolean list =
        name.equals("tags")
            || (name.equals("names") && owner.getSimpleName().equals("ColumnSelector"))
            || (name.equals("columns") && owner.getSimpleName().equals("Key"))
            || (name.equals("constraints") && owner == Check.class);
    return list ? List.of() : null;
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
    if (type == Operand.Column.class) {
      return column(tree, path);
    }
    if (type == ColumnRef.class) {
      return parse(text(tree, path), path);
    }
    if (type == Literal.class) {
      return literal(tree, path);
    }
    if (type == Literal.Num.class) {
      return new Literal.Num(number(tree, path));
    }
    if (type == String.class) {
      return text(tree, path);
    }
    if (type == boolean.class) {
      if (tree instanceof Boolean truth) {
        return truth;
      }
      throw new CheckFormatException(path, "expected true or false, but found " + shown(tree));
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

  private static ColumnRef parse(String name, String path) {
    try {
      return ColumnRef.parse(name);
    } catch (IllegalArgumentException e) {
      throw new CheckFormatException(path, String.valueOf(e.getMessage()));
    }
  }

  private static Operand.Column column(@Nullable Object tree, String path) {
    Map<?, ?> map = map(tree, path);
    if (map.size() != 1) {
      throw new CheckFormatException(
          path, "expected one type and name, such as {\"string\": \"email\"}");
    }
    Map.Entry<?, ?> entry = map.entrySet().iterator().next();
    String kind = String.valueOf(entry.getKey());
    return new Operand.Column(
        parse(text(entry.getValue(), path + "." + kind), path + "." + kind),
        (ColumnKind) constant(ColumnKind.class, kind, path));
  }

  private static Literal literal(Object tree, String path) {
    if (tree instanceof String text) {
      return new Literal.Text(text);
    }
    if (tree instanceof Number) {
      return new Literal.Num(number(tree, path));
    }
    if (tree instanceof Boolean truth) {
      return new Literal.Bool(truth);
    }
    if (tree instanceof Map<?, ?> map && map.size() == 1) {
      Map.Entry<?, ?> entry = map.entrySet().iterator().next();
      String kind = String.valueOf(entry.getKey());
      String text = text(entry.getValue(), path + "." + kind);
      try {
        if (kind.equals("date")) {
          return new Literal.Day(LocalDate.parse(text));
        }
        if (kind.equals("instant")) {
          return new Literal.Moment(Instant.parse(text));
        }
        if (kind.equals("datetime")) {
          return new Literal.LocalMoment(LocalDateTime.parse(text));
        }
      } catch (DateTimeException e) {
        throw new CheckFormatException(path + "." + kind, String.valueOf(e.getMessage()));
      }
    }
    throw new CheckFormatException(
        path,
        "expected a text, a number, true, false, {\"date\": …}, {\"instant\": …} or {\"datetime\": …},"
            + " but found "
            + shown(tree));
  }
}
