package dev.assay.dq.internal.model;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Severity;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
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
 * <p>A tree is made of words, each chosen by hand: those of functions, statistics, kinds and
 * thresholds stand in their tables, the others here. What has its default is left out, so that
 * equal checks have equal trees.
 */
public final class ModelTree {

  /** What would be read back as a constant. */
  private static final Pattern DAY = Pattern.compile("[+-]?\\d{4,9}-\\d\\d-\\d\\d");

  /** The name of the selected column in a template; a column of that name is in backticks. */
  public static final String EACH = "*";

  /** The word of a bound that only warns. */
  public static final String WARN = "warn";

  /** The word of what groups are of. */
  public static final String PER = "per";

  /** The word for what rows are in the order of. */
  public static final String ORDERED_BY = "orderedBy";

  /** The other dataset that has the same rows. */
  public static final String SAME_ROWS = "hasSameRowsAs";

  /** The columns that tell rows apart which are compared. */
  public static final String ON = "on";

  /** The columns that are not compared. */
  public static final String IGNORING = "ignoring";

  /** How far numbers may differ. */
  public static final String WITH_TOLERANCE = "withTolerance";

  /** The word of the groups that there must be. */
  public static final String EVERY_GROUP_IN = "everyGroupIn";

  public static final String EVERY_GROUP_OF = "everyGroupOf";

  /** The word of a metric that another is compared with. */
  public static final String METRIC = "metric";

  /** The word of what earlier runs found of a metric, how many count, and how many it needs. */
  public static final String PAST = "past";

  public static final String RUNS = "runs";
  public static final String NEEDING = "needing";
  public static final String UNFAILED = "thatDidNotFail";

  /** The word of a tolerance in percent of what is compared with. */
  public static final String PERCENT = "percent";

  /** The word of the dataset that a metric is of. */
  public static final String IN = "in";

  /** The word of the metric of another dataset. */
  public static final String OF = "of";

  /** The word of SQL that is a metric. */
  public static final String SQL_METRIC = "sqlMetric";

  /** The word for the name of a baseline. */
  public static final String BASELINE = "baseline";

  /** The word for where the buckets of a baseline end. */
  public static final String EDGES = "edges";

  /** The word for the values that a baseline counts. */
  public static final String VALUES = "values";

  /** The word for the counts of a baseline. */
  public static final String COUNTS = "counts";

  private ModelTree() {}

  /**
   * The tree of a check.
   *
   * @throws IllegalArgumentException if it holds Java code, which has no written form
   */
  public static Map<String, Object> of(Check check) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", check.name());
    if (check.severity() != Severity.ERROR) {
      tree.put("severity", check.severity().word());
    }
    noRows(tree, check.noRows());
    putList(tree, "tags", check.tags());
    putList(tree, "constraints", check.constraints().stream().map(ModelTree::of).toList());
    return tree;
  }

  /**
   * The tree of a constraint.
   *
   * @throws IllegalArgumentException if it holds Java code, which has no written form
   */
  public static Map<String, Object> of(Constraint constraint) {
    return new Writer(true).constraint(constraint);
  }

  private static void noRows(Map<String, Object> tree, OnNoRows outcome) {
    if (outcome != OnNoRows.DEFAULT) {
      tree.put("onNoRows", outcome.word());
    }
  }

  private static void put(Map<String, Object> tree, String word, @Nullable String text) {
    if (text != null) {
      tree.put(word, text);
    }
  }

  private static void putList(Map<String, Object> tree, String word, List<?> items) {
    if (!items.isEmpty()) {
      tree.put(word, items);
    }
  }

  public static String id(Constraint constraint) {
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
            return writer.subject(c);
          }

          @Override
          public Map<String, Object> onMetric(Constraint.OnMetric c) {
            return compared(writer.metric(c.metric()), c);
          }

          /** And what it is compared with, where that is no constant. */
          private Map<String, Object> compared(Map<String, Object> tree, Constraint.OnMetric c) {
            Metric other = c.expectation().metric();
            if (other != null) {
              tree.put(METRIC, writer.metric(other));
            }
            return tree;
          }

          @Override
          public Map<String, Object> perGroup(Constraint.PerGroup c) {
            return compared(writer.grouped(c), c.each());
          }

          @Override
          public Map<String, Object> onSchema(Constraint.OnSchema c) {
            return writer.rule(c.rule(), false);
          }

          @Override
          public Map<String, Object> inOrder(Constraint.InOrder c) {
            return writer.ordered(c);
          }

          @Override
          public Map<String, Object> sameRows(Constraint.SameRows c) {
            return Writer.compared(c);
          }

          @Override
          public Map<String, Object> combined(Constraint.Combined c) {
            return Map.of(c.connective().word(), c.parts().stream().map(ModelTree::id).toList());
          }

          @Override
          public Map<String, Object> forEach(Constraint.ForEach c) {
            Map<String, Object> tree = writer.selector(c.selector());
            tree.put("require", c.template().stream().map(ModelTree::id).toList());
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
  private static final class Writer implements Expr.Fold<Object> {

    private final boolean strict;

    Writer(boolean strict) {
      this.strict = strict;
    }

    Map<String, Object> constraint(Constraint constraint) {
      return constraint.accept(
          new Constraint.Visitor<>() {
            @Override
            public Map<String, Object> onRows(Constraint.OnRows c) {
              Map<String, Object> tree = subject(c);
              if (!c.threshold().equals(RowThreshold.ALL)) {
                tree.put(c.threshold().kind().word(), c.threshold().value());
              }
              warning(tree, c.warning());
              noRows(tree, c.noRows());
              return noted(tree, c.notes());
            }

            @Override
            public Map<String, Object> onMetric(Constraint.OnMetric c) {
              return expecting(metric(c.metric()), c);
            }

            private Map<String, Object> expecting(Map<String, Object> tree, Constraint.OnMetric c) {
              expect(tree, c.expectation());
              Expectation warning = c.warning();
              if (warning != null) {
                Map<String, Object> warn = new LinkedHashMap<>();
                expect(warn, warning);
                tree.put(WARN, warn);
              }
              noRows(tree, c.noRows());
              return noted(tree, c.notes());
            }

            @Override
            public Map<String, Object> perGroup(Constraint.PerGroup c) {
              Map<String, Object> tree = grouped(c);
              if (!c.threshold().equals(RowThreshold.ALL)) {
                tree.put(c.threshold().kind().word(), c.threshold().value());
              }
              putList(
                  tree, EVERY_GROUP_IN, c.expected().stream().map(each -> literal(each)).toList());
              if (c.others() != null) {
                tree.put(EVERY_GROUP_OF, literal(new Constant.Reference(c.others())));
              }
              return expecting(tree, c.each());
            }

            @Override
            public Map<String, Object> onSchema(Constraint.OnSchema c) {
              return noted(rule(c.rule(), true), c.notes());
            }

            @Override
            public Map<String, Object> inOrder(Constraint.InOrder c) {
              Map<String, Object> tree = ordered(c);
              if (!c.threshold().equals(RowThreshold.ALL)) {
                tree.put(c.threshold().kind().word(), c.threshold().value());
              }
              warning(tree, c.warning());
              noRows(tree, c.noRows());
              return noted(tree, c.notes());
            }

            @Override
            public Map<String, Object> sameRows(Constraint.SameRows c) {
              Map<String, Object> tree = compared(c);
              if (c.tolerance().signum() > 0) {
                tree.put(WITH_TOLERANCE, c.tolerance());
              }
              if (!c.threshold().equals(RowThreshold.ALL)) {
                tree.put(c.threshold().kind().word(), c.threshold().value());
              }
              noRows(tree, c.noRows());
              return noted(tree, c.notes());
            }

            @Override
            public Map<String, Object> combined(Constraint.Combined c) {
              Map<String, Object> tree = new LinkedHashMap<>();
              tree.put(
                  c.connective().word(), c.parts().stream().map(Writer.this::constraint).toList());
              noRows(tree, c.noRows());
              return noted(tree, c.notes());
            }

            @Override
            public Map<String, Object> forEach(Constraint.ForEach c) {
              Map<String, Object> tree = selector(c.selector());
              tree.put("require", c.template().stream().map(Writer.this::constraint).toList());
              return noted(tree, c.notes());
            }
          });
    }

    /** The predicate, which rows it is about, and whether it may be unknown. */
    Map<String, Object> subject(Constraint.OnRows c) {
      Map<String, Object> tree = new LinkedHashMap<>();
      Object said = c.predicate().fold(this);
      if (said instanceof Map<?, ?> words) {
        words.forEach((word, of) -> tree.put(String.valueOf(word), of));
      } else if (said instanceof Boolean) {
        tree.put(ColumnKind.BOOL.word(), said);
      } else {
        throw new IllegalArgumentException("The constant " + said + " is not a predicate of a row");
      }
      where(tree, c.where());
      if (c.failsOnNull()) {
        tree.put("failingOnNull", true);
      }
      return tree;
    }

    /** The metric, and what its groups are of. */
    Map<String, Object> grouped(Constraint.PerGroup c) {
      Map<String, Object> tree = metric(c.each().metric());
      tree.put(PER, c.by().stream().map(each -> each.fold(this)).toList());
      return tree;
    }

    /** The rule, its arguments, and which rows it is about; no bound is part of an identity. */
    Map<String, Object> ordered(Constraint.InOrder c) {
      Map<String, Object> tree = new LinkedHashMap<>();
      List<Object> of = new ArrayList<>();
      for (int i = 0; i < c.of().size(); i++) {
        if (strict || c.rule().takes(i) != Signature.Takes.CONSTANT) {
          of.add(c.of().get(i).fold(this));
        }
      }
      tree.put(c.rule().word(), of);
      tree.put(ORDERED_BY, c.order().stream().map(each -> each.fold(this)).toList());
      putList(tree, PER, c.by().stream().map(each -> each.fold(this)).toList());
      where(tree, c.where());
      return tree;
    }

    /** What rows are compared with, and by what. */
    static Map<String, Object> compared(Constraint.SameRows c) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put(SAME_ROWS, c.dataset());
      putList(tree, ON, c.key().stream().map(ColumnRef::text).toList());
      putList(tree, IGNORING, c.ignored().stream().map(ColumnRef::text).toList());
      return tree;
    }

    /** A rule; or, for its identity, only what it is about. */
    Map<String, Object> rule(SchemaRule rule, boolean whole) {
      Map<String, Object> tree = new LinkedHashMap<>();
      return rule.accept(
          new SchemaRule.Visitor<>() {
            @Override
            public Map<String, Object> columns(SchemaRule.Columns r) {
              tree.put("schema", whole ? SchemaText.of(r.wanted()) : "");
              return allowing(r.more(), r.anyOrder(), r.wider());
            }

            @Override
            public Map<String, Object> sameAs(SchemaRule.SameAs r) {
              tree.put("hasSameSchemaAs", r.dataset());
              return allowing(r.more(), r.anyOrder(), r.wider());
            }

            private Map<String, Object> allowing(boolean more, boolean anyOrder, boolean wider) {
              flag("allowingMore", more);
              flag("inAnyOrder", anyOrder);
              flag("withWiderTypes", wider);
              return tree;
            }

            @Override
            public Map<String, Object> has(SchemaRule.Has r) {
              tree.put("hasColumn", r.column().text());
              type(r.type(), r.notNull());
              return tree;
            }

            @Override
            public Map<String, Object> lacks(SchemaRule.Lacks r) {
              tree.put("hasNoColumn", r.column().text());
              return tree;
            }

            @Override
            public Map<String, Object> measured(SchemaRule.Measured r) {
              tree.put(r.fact().word(), List.of());
              if (whole) {
                expect(tree, r.expectation());
              }
              return tree;
            }

            @Override
            public Map<String, Object> names(SchemaRule.Names r) {
              tree.putAll(selector("columns", r.selector()));
              tree.put("haveNamesMatching", whole ? r.regex() : "");
              return tree;
            }

            @Override
            public Map<String, Object> types(SchemaRule.Types r) {
              tree.putAll(selector("columns", r.selector()));
              type(r.type(), r.notNull());
              if (!whole) {
                tree.put("type", "");
              }
              return tree;
            }

            private void type(Schema.@Nullable Type type, boolean notNull) {
              if (whole && type != null) {
                tree.put("type", SchemaText.of(type));
              }
              flag("notNull", notNull);
            }

            private void flag(String word, boolean set) {
              if (whole && set) {
                tree.put(word, true);
              }
            }
          });
    }

    Map<String, Object> selector(ColumnSelector selector) {
      return selector("forEachColumn", selector);
    }

    private static Map<String, Object> selector(String word, ColumnSelector selector) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put(word, selector.kind().word());
      putList(tree, "named", selector.names());
      put(tree, "matching", selector.pattern());
      put(tree, "commented", selector.comment());
      putList(tree, "tagged", selector.tags());
      return tree;
    }

    private static void warning(Map<String, Object> tree, @Nullable RowThreshold warning) {
      if (warning != null) {
        tree.put(WARN, Map.of(warning.kind().word(), warning.value()));
      }
    }

    private void where(Map<String, Object> tree, Expr where) {
      if (!where.isTrue()) {
        tree.put("where", where.fold(this));
      }
    }

    private void expect(Map<String, Object> tree, Expectation expectation) {
      expectation.accept(
          new Expectation.Visitor<@Nullable Void>() {
            private @Nullable Void put(Function word, Object of) {
              tree.put(word.word(), of);
              return null;
            }

            @Override
            public @Nullable Void compare(Expectation.Compare e) {
              return put(Function.of(e.comparison()), literal(e.bound()));
            }

            @Override
            public @Nullable Void relative(Expectation.Relative e) {
              return put(Function.of(e.comparison()), e.bound().fold(Writer.this));
            }

            @Override
            public @Nullable Void between(Expectation.Between e) {
              return put(Function.BETWEEN, List.of(literal(e.low()), literal(e.high())));
            }

            @Override
            public @Nullable Void closeTo(Expectation.CloseTo e) {
              return put(Function.IS_CLOSE_TO, List.of(literal(e.value()), literal(e.tolerance())));
            }

            @Override
            public @Nullable Void in(Expectation.In e) {
              return put(Function.IN, e.allowed().stream().map(each -> literal(each)).toList());
            }

            @Override
            public @Nullable Void than(Expectation.Than e) {
              return put(Function.of(e.comparison()), Map.of(METRIC, metric(e.metric())));
            }

            @Override
            public @Nullable Void near(Expectation.Near e) {
              Object tolerance = e.tolerance().value();
              return put(
                  Function.IS_CLOSE_TO,
                  List.of(
                      Map.of(METRIC, metric(e.metric())),
                      e.percent() ? Map.of(PERCENT, tolerance) : tolerance));
            }

            @Override
            public @Nullable Void ofPast(Expectation.OfPast e) {
              Map<String, Object> past = past(e.past());
              return e.either(
                  than -> put(Function.of(than.comparison()), past),
                  near -> {
                    String unit = near.unit().word();
                    Object tolerance = near.tolerance().value();
                    return put(
                        Function.IS_CLOSE_TO,
                        List.of(past, unit == null ? tolerance : Map.of(unit, tolerance)));
                  });
            }

            @Override
            public @Nullable Void observed(Expectation.Observed e) {
              return null;
            }
          });
    }

    private static Map<String, Object> noted(Map<String, Object> tree, Notes notes) {
      put(tree, "id", notes.id());
      put(tree, "name", notes.name());
      put(tree, "because", notes.because());
      putList(tree, "tags", notes.tags());
      if (notes.ifPresent()) {
        tree.put("ifPresent", true);
      }
      return tree;
    }

    /** What it is of, or the two that it combines: an object that is still open. */
    @SuppressWarnings("unchecked") // only a constant, which is no metric of its own, is no object
    Map<String, Object> metric(Metric metric) {
      return (Map<String, Object>) metric.fold(new Metrics());
    }

    private final class Metrics implements Metric.Fold<Object> {

      /** The word and what it is of, its numbers by name, and the filter if there is one. */
      @Override
      public Object summary(Metric.Summary metric) {
        Map<String, Object> tree = new LinkedHashMap<>();
        List<Object> of = new ArrayList<>();
        metric.of().forEach(each -> of.add(each.fold(Writer.this)));
        tree.put(metric.statistic().word(), of.size() == 1 ? of.get(0) : of);
        for (int i = 0; i < metric.parameters().size(); i++) {
          tree.put(metric.statistic().parameters().get(i).word(), metric.parameters().get(i));
        }
        where(tree, metric.where());
        return tree;
      }

      @Override
      public Object literal(Metric.Literal literal) {
        return literal.number().value();
      }

      @Override
      public Object sql(Metric.Sql sql) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(SQL_METRIC, sql.text());
        where(tree, sql.where());
        return tree;
      }

      @Override
      public Object elsewhere(Metric.Elsewhere elsewhere) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(IN, elsewhere.dataset());
        tree.put(OF, metric(elsewhere.metric()));
        return tree;
      }

      @Override
      public Object combination(Metric.Combination combination, Object left, Object right) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(combination.operation().word(), List.of(left, right));
        return tree;
      }
    }

    @Override
    public Object column(Expr.Column column) {
      String name = column.ref().text();
      boolean meansElse =
          name.equals(EACH) || (column.kind() == ColumnKind.DATE && DAY.matcher(name).matches());
      return Map.of(
          column.kind().word(),
          column.ref().isPlaceholder() ? EACH : meansElse ? "`" + name + "`" : name);
    }

    /** Its kind, and how far outwards it is unless it is the nearest. */
    @Override
    public Object element(Expr.Element element) {
      String kind = element.kind().word();
      return Map.of(
          "element",
          element.outwards() == 0 ? kind : List.of(kind, BigDecimal.valueOf(element.outwards())));
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

    private static Map<String, Object> past(Past past) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put(PAST, past.statistic().word());
      if (past.statistic() != PastStatistic.PREVIOUS) {
        tree.put(RUNS, past.runs());
      }
      if (!past.needsAsUsual()) {
        tree.put(NEEDING, past.needed());
      }
      if (past.unfailed()) {
        tree.put(UNFAILED, true);
      }
      return tree;
    }

    private Object literal(Constant literal) {
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
            public Object date(Constant.DateValue l) {
              return Map.of("date", l.value().toString());
            }

            @Override
            public Object instant(Constant.InstantValue l) {
              return Map.of("instant", l.value().toString());
            }

            @Override
            public Object localTimestamp(Constant.LocalTimestampValue l) {
              return Map.of("datetime", l.value().toString());
            }

            @Override
            public Object pattern(Constant.Pattern l) {
              Format format = Format.of(l.value());
              if (format != null) {
                return Map.of("format", format.word());
              }
              if (l.value().test() != null) {
                return Map.of("format", Args.notNull(l.value().name(), "name"));
              }
              if (l.value().name() == null) {
                return l.value().regex();
              }
              Map<String, Object> tree = new LinkedHashMap<>();
              tree.put("name", l.value().name());
              tree.put("regex", l.value().regex());
              return tree;
            }

            /** Its name alone for identities, which holidays of another year do not change. */
            @Override
            public Object calendar(Constant.Calendar l) {
              Map<String, Object> tree = new LinkedHashMap<>();
              tree.put("name", l.value().name());
              if (strict) {
                tree.put(
                    "weekend",
                    l.value().weekend().stream()
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .toList());
                tree.put(
                    "holidays", l.value().holidays().stream().map(LocalDate::toString).toList());
              }
              return tree;
            }

            /** Its name alone for identities, which do not change with what is expected. */
            @Override
            public Object baseline(Constant.BaselineValue l) {
              Map<String, Object> tree = new LinkedHashMap<>();
              tree.put(BASELINE, l.value().name());
              if (strict) {
                tree.put(
                    l.value().isOrdered() ? EDGES : VALUES,
                    l.value().points().stream().map(each -> literal(each)).toList());
                tree.put(COUNTS, l.value().counts().stream().map(BigDecimal::valueOf).toList());
              }
              return tree;
            }

            @Override
            public Object reference(Constant.Reference l) {
              Map<String, Object> tree = new LinkedHashMap<>();
              tree.put("dataset", l.value().dataset());
              tree.put("columns", l.value().columns().stream().map(ColumnRef::text).toList());
              if (l.value().nullsEqual()) {
                tree.put("nullsEqual", true);
              }
              Metric metric = l.value().metric();
              if (metric != null) {
                tree.put(METRIC, Writer.this.metric(metric));
              }
              return tree;
            }
          });
    }
  }
}
