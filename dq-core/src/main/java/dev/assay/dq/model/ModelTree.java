package dev.assay.dq.model;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The model as a neutral tree of maps, lists, strings, numbers and booleans: what its JSON form and
 * the identity of a constraint are made of.
 *
 * <p>Every node is a record, and its tree is made from its components by name, so a new kind of
 * node cannot be forgotten here. Parts that have their default are left out.
 */
public final class ModelTree {

  /** What would be read back as a constant. */
  private static final Pattern DAY = Pattern.compile("[+-]?\\d{4,9}-\\d\\d-\\d\\d");

  private ModelTree() {}

  /**
   * The tree of a check.
   *
   * @throws IllegalArgumentException if it holds Java code, which has no written form
   */
  public static Map<String, Object> of(Check check) {
    return new Writer(true).record(check, null);
  }

  /**
   * The tree of a constraint.
   *
   * @throws IllegalArgumentException if it holds Java code, which has no written form
   */
  public static Map<String, Object> of(Constraint constraint) {
    return new Writer(true).record((Record) constraint, typeName(constraint.getClass()));
  }

  /**
   * The name of a kind of node in trees.
   *
   * @return for example {@code compareColumns}
   */
  public static String typeName(Class<?> node) {
    String name = node.getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  /**
   * The name of an enum constant in trees.
   *
   * @return for example {@code at_least}
   */
  public static String constantName(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * What a part is where it is not stated: what the methods that make its node give it, so that a
   * tree and the calls that it stands for mean the same.
   *
   * @return its default, or null if it has to be stated
   */
  public static @Nullable Object defaultOf(Class<?> node, RecordComponent part) {
    String name = part.getName();
    if (name.equals("where")) {
      return Expr.Literal.TRUE;
    }
    if (part.getType() == boolean.class) {
      return switch (name) {
        case "truth" -> null;
        default -> false;
      };
    }
    if (part.getType() == OnNoRows.class) {
      return OnNoRows.DEFAULT;
    }
    if (part.getType() == RowThreshold.class) {
      return RowThreshold.ALL;
    }
    boolean list =
        name.equals("tags")
            || (name.equals("names") && node == ColumnSelector.class)
            || (name.equals("constraints") && node == Check.class);
    return list ? List.of() : null;
  }

  static String id(Constraint constraint) {
    String given = constraint.notes().id();
    if (given != null) {
      return given;
    }
    StringBuilder text = new StringBuilder();
    canonical(subject(constraint), text);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** What a constraint is about: not what is expected of it, nor what people add to it. */
  private static Map<String, Object> subject(Constraint constraint) {
    Writer writer = new Writer(false);
    return constraint.accept(
        new Constraint.Visitor<>() {
          @Override
          public Map<String, Object> onRows(Constraint.OnRows c) {
            return writer.record(
                new Constraint.OnRows(
                    c.predicate(),
                    c.where(),
                    RowThreshold.ALL,
                    c.failsOnNull(),
                    OnNoRows.DEFAULT,
                    Notes.NONE),
                typeName(Constraint.OnRows.class));
          }

          @Override
          public Map<String, Object> onMetric(Constraint.OnMetric c) {
            return writer.record(
                new Constraint.OnMetric(
                    c.metric(), new Expectation.Observed(), OnNoRows.DEFAULT, Notes.NONE),
                typeName(Constraint.OnMetric.class));
          }

          @Override
          public Map<String, Object> forEach(Constraint.ForEach c) {
            Map<String, Object> tree =
                writer.record(
                    new Constraint.ForEach(c.selector(), c.template(), Notes.NONE),
                    typeName(Constraint.ForEach.class));
            tree.put("template", c.template().stream().map(ModelTree::id).toList());
            return tree;
          }
        });
  }

  /** Unambiguous text of a tree: strings carry their length. */
  private static void canonical(Object node, StringBuilder out) {
    if (node instanceof Map<?, ?> map) {
      out.append('{');
      map.forEach(
          (key, value) -> {
            canonical(key, out);
            canonical(value, out);
          });
      out.append('}');
    } else if (node instanceof List<?> list) {
      out.append('[');
      list.forEach(item -> canonical(item, out));
      out.append(']');
    } else if (node instanceof String text) {
      out.append(text.length()).append(':').append(text);
    } else {
      out.append('#').append(node).append(';');
    }
  }

  /** Makes trees; for identities it lets Java code through by its label. */
  private static final class Writer implements Expr.Fold<Object>, Metric.Fold<Object> {

    private final boolean strict;

    Writer(boolean strict) {
      this.strict = strict;
    }

    Map<String, Object> record(Record node, @Nullable String type) {
      Map<String, Object> tree = new LinkedHashMap<>();
      if (type != null) {
        tree.put("type", type);
      }
      for (RecordComponent component : node.getClass().getRecordComponents()) {
        Object value = read(node, component);
        if (value instanceof Notes notes) {
          put(tree, "id", notes.id());
          put(tree, "name", notes.name());
          put(tree, "because", notes.because());
          put(tree, "tags", notes.tags());
        } else if (value != null && !value.equals(defaultOf(node.getClass(), component))) {
          put(tree, component.getName(), value);
        }
      }
      return tree;
    }

    private static @Nullable Object read(Record node, RecordComponent component) {
      try {
        return component.getAccessor().invoke(node);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("cannot read " + component, e);
      }
    }

    private void put(Map<String, Object> tree, String name, @Nullable Object value) {
      if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
        tree.put(name, value(value));
      }
    }

    private Object value(Object value) {
      if (value instanceof Expr expr) {
        return expr.fold(this);
      }
      if (value instanceof ColumnRef ref) {
        return ref.text();
      }
      if (value instanceof Constant literal) {
        return literal(literal);
      }
      if (value instanceof Enum<?> constant) {
        return constantName(constant);
      }
      if (value instanceof List<?> list) {
        List<Object> items = new ArrayList<>();
        list.forEach(item -> items.add(value(item)));
        return items;
      }
      if (value instanceof Metric metric) {
        return metric.fold(this);
      }
      if (value instanceof Record node) {
        return record(node, isNode(node) ? typeName(node.getClass()) : null);
      }
      if (value instanceof String || value instanceof Boolean || value instanceof BigDecimal) {
        return value;
      }
      if (value instanceof Integer number) {
        return BigDecimal.valueOf(number);
      }
      throw new IllegalStateException("no tree form for " + value.getClass());
    }

    /** The word and what it is of, its numbers by name, and the filter if there is one. */
    @Override
    public Object summary(Metric.Summary metric) {
      Map<String, Object> tree = new LinkedHashMap<>();
      List<Object> of = new ArrayList<>();
      metric.of().forEach(each -> of.add(each.fold(this)));
      tree.put(metric.statistic().word(), of.size() == 1 ? of.get(0) : of);
      for (int i = 0; i < metric.parameters().size(); i++) {
        tree.put(metric.statistic().parameters().get(i).word(), metric.parameters().get(i));
      }
      if (!metric.where().isTrue()) {
        tree.put("where", metric.where().fold(this));
      }
      return tree;
    }

    @Override
    public Object combination(Metric.Combination combination, Object left, Object right) {
      return Map.of(combination.operation().word(), List.of(left, right));
    }

    @Override
    public Object column(Expr.Column column) {
      String name = column.ref().text();
      boolean readAsDay = column.kind() == ColumnKind.DATE && DAY.matcher(name).matches();
      return Map.of(constantName(column.kind()), readAsDay ? "`" + name + "`" : name);
    }

    @Override
    public Object literal(Expr.Literal literal) {
      return literal(literal.constant());
    }

    /** The word, and what it is said of: a list, but for one argument. */
    @Override
    public Object call(Expr.Call call, List<Object> arguments) {
      List<Object> stated = arguments;
      if (call.function() == Function.BETWEEN) {
        boolean both = arguments.subList(3, 5).stream().allMatch(Boolean.TRUE::equals);
        stated = both ? arguments.subList(0, 3) : arguments;
      }
      return Map.of(call.function().word(), stated.size() == 1 ? stated.get(0) : stated);
    }

    @Override
    public Object sql(Expr.Sql sql) {
      return Map.of("sql", sql.text());
    }

    @Override
    public Object code(Expr.Code code) {
      if (strict) {
        throw new IllegalArgumentException(
            "Java code has no written form: leave rowSatisfies(...) out of checks that are"
                + " stored, or say the same with predicates or sql(...)");
      }
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("code", code.label());
      tree.put("reads", code.reads().stream().map(ColumnRef::text).toList());
      return tree;
    }

    private static boolean isNode(Record node) {
      return node instanceof Expectation || node instanceof Constraint;
    }

    private static Object literal(Constant literal) {
      return literal.accept(
          new Constant.Visitor<>() {
            @Override
            public Object text(Constant.Text l) {
              return l.value();
            }

            @Override
            public Object num(Constant.Num l) {
              return l.value();
            }

            @Override
            public Object bool(Constant.Bool l) {
              return l.truth();
            }

            @Override
            public Object day(Constant.Day l) {
              return Map.of("date", l.value().toString());
            }

            @Override
            public Object moment(Constant.Moment l) {
              return Map.of("instant", l.value().toString());
            }

            @Override
            public Object localMoment(Constant.LocalMoment l) {
              return Map.of("datetime", l.value().toString());
            }

            @Override
            public Object pattern(Constant.Pattern l) {
              Map<String, Object> tree = new LinkedHashMap<>();
              if (l.value().name() != null) {
                tree.put("name", l.value().name());
              }
              tree.put("regex", l.value().regex());
              return tree;
            }
          });
    }
  }
}
