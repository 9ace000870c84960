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
import org.jspecify.annotations.Nullable;

/**
 * The model as a neutral tree of maps, lists, strings, numbers and booleans: what its JSON form and
 * the identity of a constraint are made of.
 *
 * <p>Every node is a record, and its tree is made from its components by name, so a new kind of
 * node cannot be forgotten here. Parts that have their default are left out.
 */
public final class ModelTree {

  private ModelTree() {}

  /**
   * The tree of a check.
   *
   * @param check the check
   * @return a map of plain values
   * @throws IllegalArgumentException if it holds Java code, which has no written form
   */
  public static Map<String, Object> of(Check check) {
    return new Writer(true).record(check, null);
  }

  /**
   * The tree of a constraint.
   *
   * @param constraint the constraint
   * @return a map of plain values
   * @throws IllegalArgumentException if it holds Java code, which has no written form
   */
  public static Map<String, Object> of(Constraint constraint) {
    return new Writer(true).record((Record) constraint, typeName(constraint.getClass()));
  }

  /**
   * The name of a kind of node in trees.
   *
   * @param node the class of a node
   * @return for example {@code compareColumns}
   */
  public static String typeName(Class<?> node) {
    String name = node.getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  /**
   * The name of an enum constant in trees.
   *
   * @param constant the constant
   * @return for example {@code at_least}
   */
  public static String constantName(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static String id(Constraint constraint) {
    StringBuilder text = new StringBuilder();
    canonical(
        new Writer(false)
            .record((Record) constraint.withNotes(Notes.NONE), typeName(constraint.getClass())),
        text);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
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
  private static final class Writer {

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
          put(tree, "name", notes.name());
          put(tree, "because", notes.because());
          put(tree, "tags", notes.tags());
        } else if (!isDefault(value) || component.getName().equals("predicate")) {
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

    private static boolean isDefault(@Nullable Object value) {
      return value == null
          || value instanceof Predicate.Always
          || value == OnNoRows.NOT_EVALUATED
          || Boolean.FALSE.equals(value)
          || RowThreshold.ALL.equals(value)
          || (value instanceof List<?> list && list.isEmpty());
    }

    private void put(Map<String, Object> tree, String name, @Nullable Object value) {
      if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
        tree.put(name, value(value));
      }
    }

    private Object value(Object value) {
      if (value instanceof Operand.Column column) {
        return Map.of(constantName(column.kind()), column.ref().text());
      }
      if (value instanceof ColumnRef ref) {
        return ref.text();
      }
      if (value instanceof Literal literal) {
        return literal(literal);
      }
      if (value instanceof RecordPredicate) {
        if (strict) {
          throw new IllegalArgumentException(
              "Java code has no written form: leave rowSatisfies(...) out of checks that are stored,"
                  + " or say the same with predicates or sql(...)");
        }
        return "code";
      }
      if (value instanceof Enum<?> constant) {
        return constantName(constant);
      }
      if (value instanceof List<?> list) {
        List<Object> items = new ArrayList<>();
        list.forEach(item -> items.add(value(item)));
        return items;
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

    private static boolean isNode(Record node) {
      return node instanceof Predicate
          || node instanceof Metric
          || node instanceof Expectation
          || node instanceof Constraint
          || node instanceof Operand;
    }

    private static Object literal(Literal literal) {
      return literal.accept(
          new Literal.Visitor<>() {
            @Override
            public Object text(Literal.Text l) {
              return l.value();
            }

            @Override
            public Object num(Literal.Num l) {
              return l.value();
            }

            @Override
            public Object bool(Literal.Bool l) {
              return l.truth();
            }

            @Override
            public Object day(Literal.Day l) {
              return Map.of("date", l.value().toString());
            }

            @Override
            public Object moment(Literal.Moment l) {
              return Map.of("instant", l.value().toString());
            }

            @Override
            public Object localMoment(Literal.LocalMoment l) {
              return Map.of("datetime", l.value().toString());
            }
          });
    }
  }
}
