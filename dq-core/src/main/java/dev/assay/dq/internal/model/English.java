package dev.assay.dq.internal.model;

import dev.assay.dq.Baseline;
import dev.assay.dq.Constraint;
import dev.assay.dq.internal.Visible;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The model in English: the sentences of reports and messages are derived here and nowhere else.
 */
public final class English {

  private static final int LISTED = 10;
  private static final int TEXT_LIMIT = 80;

  private static final Expressions EXPRESSIONS = new Expressions();

  private English() {}

  /**
   * A constraint as a sentence, without its name and reason.
   *
   * @return for example {@code email is complete for at least 99% of rows}
   */
  public static String of(Constraint constraint) {
    return said(constraint) + (constraint.notes().ifPresent() ? ", if present" : "");
  }

  private static String said(Constraint constraint) {
    return constraint.accept(
        new Constraint.Visitor<>() {
          @Override
          public String onRows(Constraint.OnRows c) {
            return judged(c.predicate())
                + threshold(c.threshold())
                + warning(c.warning())
                + where(c.where())
                + (c.failsOnNull() ? ", null violates" : "");
          }

          @Override
          public String onMetric(Constraint.OnMetric c) {
            Metric other = c.expectation().metric();
            if (other != null && !shared(other).equals(shared(c.metric()))) {
              String words = of(c.metric()).replaceFirst(",\\z", "");
              boolean plain = shared(c.metric()).isTrue();
              return (plain ? words : "(" + words + ")") + of(c.expectation());
            }
            return metric(c) + warning(c.warning()) + where(shared(c.metric()));
          }

          @Override
          public String perGroup(Constraint.PerGroup c) {
            String of = together(c.by());
            String groups =
                c.threshold().equals(RowThreshold.ALL)
                    ? "for each " + (of.startsWith("the ") ? of.substring("the ".length()) : of)
                    : "for " + groups(c.threshold(), "groups by " + of);
            return groups
                + ", "
                + onMetric(c.each())
                + (c.expected().isEmpty() ? "" : ", every group in " + set(c.expected()))
                + (c.others() == null ? "" : ", every group of " + c.others());
          }

          @Override
          public String onSchema(Constraint.OnSchema c) {
            return of(c.rule());
          }

          @Override
          public String inOrder(Constraint.InOrder c) {
            String groups = c.by().isEmpty() ? "" : "for each " + together(c.by()) + ", ";
            return groups
                + filled(c.rule().english(), place -> argument(c, place)).strip()
                + threshold(c.threshold(), c.rule().counts().noun())
                + warning(c.warning())
                + where(c.where());
          }

          @Override
          public String sameRows(Constraint.SameRows c) {
            return rows(c) + threshold(c.threshold(), c.noun());
          }

          @Override
          public String combined(Constraint.Combined c) {
            List<String> parts = c.parts().stream().map(English::of).toList();
            return switch (c.connective()) {
              case ALL_OF, ANY_OF -> several(c.connective(), parts);
              case NONE_OF ->
                  parts.size() == 1 ? "not (" + parts.get(0) + ")" : several(c.connective(), parts);
              case IF_THEN -> "if " + parts.get(0) + ", then " + parts.get(1);
            };
          }

          private String several(Connective connective, List<String> parts) {
            return connective.english() + " (" + String.join("; ", parts) + ")";
          }

          @Override
          public String forEach(Constraint.ForEach c) {
            return "each "
                + of(c.selector())
                + ": "
                + c.template().stream().map(English::of).collect(Collectors.joining("; "));
          }
        });
  }

  /**
   * Which rows are compared.
   *
   * @return for example {@code has the same rows as expected by id, ignoring loaded_at}
   */
  private static String rows(Constraint.SameRows c) {
    List<String> key = c.key().stream().map(ColumnRef::toString).toList();
    List<String> ignored = c.ignored().stream().map(ColumnRef::toString).toList();
    return "has the same rows as "
        + c.dataset()
        + (key.isEmpty()
            ? ""
            : " by " + (key.size() == 1 ? key.get(0) : "(" + String.join(", ", key) + ")"))
        + (ignored.isEmpty() ? "" : ", ignoring " + String.join(", ", ignored))
        + (c.tolerance().signum() == 0 ? "" : ", numbers within " + c.tolerance().toPlainString());
  }

  private static String of(SchemaRule rule) {
    return rule.accept(
        new SchemaRule.Visitor<>() {
          @Override
          public String columns(SchemaRule.Columns r) {
            return SCHEMA_IS
                + SchemaText.of(r.wanted())
                + allowing(r.more(), r.anyOrder(), r.wider());
          }

          @Override
          public String sameAs(SchemaRule.SameAs r) {
            return SCHEMA_IS
                + "that of "
                + r.dataset()
                + allowing(r.more(), r.anyOrder(), r.wider());
          }

          @Override
          public String has(SchemaRule.Has r) {
            String type = type(r.type(), r.notNull());
            return "there is a column " + r.column() + (type.isEmpty() ? "" : " " + type);
          }

          @Override
          public String lacks(SchemaRule.Lacks r) {
            return "there is no column " + r.column();
          }

          @Override
          public String measured(SchemaRule.Measured r) {
            return r.fact().english() + of(r.expectation());
          }

          @Override
          public String names(SchemaRule.Names r) {
            return "the name of each " + of(r.selector()) + " matches /" + r.regex() + "/";
          }

          @Override
          public String types(SchemaRule.Types r) {
            return "each " + of(r.selector()) + " is " + type(r.type(), r.notNull());
          }
        });
  }

  private static final String SCHEMA_IS = "schema is ";

  private static String allowing(boolean more, boolean anyOrder, boolean wider) {
    List<String> allowed = new ArrayList<>();
    if (more) {
      allowed.add("allowing more");
    }
    if (anyOrder) {
      allowed.add("in any order");
    }
    if (wider) {
      allowed.add("with wider types");
    }
    return allowed.isEmpty() ? "" : " (" + String.join(", ", allowed) + ")";
  }

  private static String type(Schema.@Nullable Type type, boolean notNull) {
    return (type == null ? "" : SchemaText.of(type))
        + (type != null && notNull ? " " : "")
        + (notNull ? "NOT NULL" : "");
  }

  /**
   * What is expected of the schema, as a phrase of its own.
   *
   * @return for example {@code id BIGINT NOT NULL, email STRING}
   */
  public static String expected(Constraint.OnSchema c) {
    return c.rule()
        .accept(
            new SchemaRule.Visitor<>() {
              @Override
              public String columns(SchemaRule.Columns r) {
                return of(r).substring(SCHEMA_IS.length());
              }

              @Override
              public String sameAs(SchemaRule.SameAs r) {
                return of(r).substring(SCHEMA_IS.length());
              }

              @Override
              public String has(SchemaRule.Has r) {
                String type = type(r.type(), r.notNull());
                return type.isEmpty() ? "to be there" : type;
              }

              @Override
              public String lacks(SchemaRule.Lacks r) {
                return "not to be there";
              }

              @Override
              public String measured(SchemaRule.Measured r) {
                return of(r.expectation()).strip().substring("is ".length());
              }

              @Override
              public String names(SchemaRule.Names r) {
                return "every name to match";
              }

              @Override
              public String types(SchemaRule.Types r) {
                return type(r.type(), r.notNull());
              }
            });
  }

  /** One, or several in parentheses. */
  private static String together(List<Expr> exprs) {
    List<String> all = exprs.stream().map(English::of).toList();
    return all.size() == 1 ? all.get(0) : "(" + String.join(", ", all) + ")";
  }

  /** How much of what a rule counts must hold, with a leading blank; empty if all of it. */
  private static String threshold(RowThreshold threshold, String noun) {
    return threshold.equals(RowThreshold.ALL) ? "" : " for " + groups(threshold, noun + "s", "");
  }

  /** What stands in a place of the sentence of a rule of rows in order. */
  private static String argument(Constraint.InOrder c, String place) {
    List<Expr> of = c.of();
    int at = place.charAt(place.length() - 1) - '0';
    return switch (place.replaceAll("[0-9]", "")) {
      case "" -> of(of.get(at));
      case "order" -> together(c.order());
      case "along" -> "in the order of " + together(c.order());
      case "t" -> duration(OrderRule.number(of, at));
      case "±" -> tolerance(OrderRule.number(of, at), of(of.get(at)));
      case "±t" -> tolerance(OrderRule.number(of, at), duration(OrderRule.number(of, at)));
      case "s" -> plural(OrderRule.number(of, at));
      case "period" -> period(OrderRule.number(of, 0), OrderRule.number(of, 1));
      case "unit" -> OrderRule.text(of, at);
      case "p" -> judged(of.get(at));
      case "from" -> of.size() > at ? " from " + of(of.get(at)) + " to " + of(of.get(at + 1)) : "";
      case "texts" -> {
        List<String> texts = OrderRule.texts(of, 1);
        yield (texts.size() == 1 ? "" : "one of ") + listed(texts, English::quoted);
      }
      case "pairs" -> {
        List<String> pairs = new ArrayList<>();
        for (int i = 1; i < of.size(); i += 2) {
          pairs.add(of(of.get(i)) + " > " + of(of.get(i + 1)));
        }
        yield listed(pairs, each -> each);
      }
      default -> throw new IllegalStateException(place);
    };
  }

  /** Months, as years if they are some, and days. */
  private static String period(BigDecimal months, BigDecimal days) {
    BigDecimal year = BigDecimal.valueOf(12);
    boolean years = months.remainder(year).signum() == 0;
    String some = years ? amount(months.divide(year), "year") : amount(months, "month");
    return months.signum() == 0
        ? amount(days, "day")
        : days.signum() == 0 ? some : some + " and " + amount(days, "day");
  }

  private static String tolerance(BigDecimal number, String said) {
    return number.signum() == 0 ? "" : " within " + said;
  }

  /** The bound that only warns, in parentheses with a leading blank; empty without one. */
  private static String warning(@Nullable RowThreshold threshold) {
    if (threshold == null) {
      return "";
    }
    String beyond = threshold.kind() == RowThreshold.Kind.MIN_FRACTION ? "below " : "above ";
    return " (warns " + beyond + percent(threshold.value()) + ")";
  }

  private static String warning(@Nullable Expectation expectation) {
    if (expectation == null) {
      return "";
    }
    TwoBounds.Bounds bounds = TwoBounds.of(expectation);
    String low = of(Constant.of(bounds.low()));
    String high = of(Constant.of(bounds.high()));
    String beyond =
        switch (bounds.kind()) {
          case LOWER -> "below " + low;
          case UPPER -> "above " + high;
          case BOTH -> "outside of " + low + " to " + high;
        };
    return " (warns " + beyond + ")";
  }

  private static String metric(Constraint.OnMetric c) {
    if (c.metric() instanceof Metric.Summary summary) {
      if (summary.statistic() == Statistic.UNIQUENESS
          && isEqualTo(BigDecimal.ONE, c.expectation())) {
        return of(summary.key()) + " is unique";
      }
      Statistic.None none = none(c);
      if (none != null) {
        return filled(summary, none.sentence());
      }
    }
    return bare(c.metric()) + of(c.expectation(), other -> bare(other).replaceFirst(",\\z", ""));
  }

  /** How to say that the metric of a constraint is 0, if that is expected and has such words. */
  private static Statistic.@Nullable None none(Constraint.OnMetric c) {
    return c.metric() instanceof Metric.Summary summary
            && isEqualTo(BigDecimal.ZERO, c.expectation())
        ? summary.statistic().none()
        : null;
  }

  /** A set of constants. */
  public static String set(List<Constant> constants) {
    return listed(constants, English::of);
  }

  /**
   * What is expected of the metric of a constraint, as a phrase of its own.
   *
   * @return for example {@code at least 10}
   */
  public static String expected(Constraint.OnMetric c) {
    Statistic.None none = none(c);
    if (none != null) {
      return none.expected();
    }
    String text = of(c.expectation()).strip();
    return text.startsWith("is ") ? text.substring(3) + warning(c.warning()) : "any value";
  }

  /**
   * What is expected of rows, as a phrase of its own.
   *
   * @return for example {@code at least 99% of rows}
   */
  public static String expected(Constraint.OnRows c) {
    return of(c.threshold()) + warning(c.warning());
  }

  /**
   * What is expected of groups, as a phrase of its own.
   *
   * @return for example {@code equal to 0 in every group}
   */
  public static String expected(Constraint.PerGroup c) {
    return expected(c.each()) + " in " + groups(c.threshold(), "groups");
  }

  /**
   * What is expected of rows in order, as a phrase of its own.
   *
   * @return for example {@code every row}
   */
  public static String expected(Constraint.InOrder c) {
    String noun = c.rule().counts().noun();
    return groups(c.threshold(), noun + "s", "every " + noun) + warning(c.warning());
  }

  /**
   * What is expected of rows beside those of another dataset, as a phrase of its own.
   *
   * @return for example {@code every key the same}
   */
  public static String expected(Constraint.SameRows c) {
    return groups(c.threshold(), c.noun() + "s", "every " + c.noun()) + " the same";
  }

  private static String groups(RowThreshold threshold, String groups) {
    return groups(threshold, groups, "every group");
  }

  private static String groups(RowThreshold threshold, String groups, String every) {
    return threshold.equals(RowThreshold.ALL)
        ? every
        : switch (threshold.kind()) {
          case MIN_FRACTION -> "at least " + percent(threshold.value()) + " of " + groups;
          case MAX_VIOLATIONS ->
              "all " + groups + " but at most " + threshold.value().toPlainString();
          case MAX_FRACTION, MIN_ROWS, MAX_ROWS ->
              throw new IllegalStateException(threshold.kind() + " is of rows");
        };
  }

  private static boolean isEqualTo(BigDecimal number, Expectation expectation) {
    return expectation instanceof Expectation.Compare e
        && e.comparison() == Comparison.EQUAL
        && e.bound().value() instanceof BigDecimal bound
        && bound.compareTo(number) == 0;
  }

  private static String of(ColumnSelector selector) {
    String kind =
        selector.kind() == ColumnKind.ANY ? "column" : selector.kind().label() + " column";
    String names =
        selector.names().isEmpty() ? "" : " of " + listed(selector.names(), name -> name);
    List<String> said = new ArrayList<>();
    if (selector.pattern() != null) {
      said.add("whose name matches /" + selector.pattern() + "/");
    }
    if (selector.comment() != null) {
      said.add("whose comment matches /" + selector.comment() + "/");
    }
    if (!selector.tags().isEmpty()) {
      said.add(
          "that is tagged "
              + selector.tags().stream().map(English::quoted).collect(Collectors.joining(", ")));
    }
    return kind + names + (said.isEmpty() ? "" : " " + String.join(" and ", said));
  }

  private static String where(Expr where) {
    return where.isTrue() ? "" : " where " + judged(where);
  }

  private static String judged(Expr predicate) {
    boolean named = predicate instanceof Expr.Column column && !column.ref().isLookup();
    return of(predicate) + (named ? " is true" : "");
  }

  /**
   * A predicate as a clause.
   *
   * @return for example {@code amount is at least 0}
   */
  public static String of(Expr predicate) {
    return predicate.fold(EXPRESSIONS).affirmed();
  }

  /**
   * A metric as a noun with its filter.
   *
   * @return for example {@code mean of amount where status is equal to "PAID"}
   */
  public static String of(Metric metric) {
    return bare(metric) + where(shared(metric));
  }

  /**
   * A part of a metric as a noun, with its filter if the other parts have another.
   *
   * @return for example {@code sum of paid}
   */
  public static String of(Metric.Summary part, Metric whole) {
    return part(phrase(part), part.where(), whole);
  }

  /** The same of SQL. */
  public static String of(Metric.Sql part, Metric whole) {
    return part(phrase(part), part.where(), whole);
  }

  /** The same of what is another dataset's. */
  public static String of(Metric.Elsewhere part, Metric whole) {
    return part(bare(part), Expr.Literal.TRUE, whole);
  }

  private static String part(String phrase, Expr where, Metric whole) {
    String words = phrase + (shared(whole).equals(where) ? "" : where(where));
    return words.endsWith(",") ? words.substring(0, words.length() - 1) : words;
  }

  /**
   * The rows that all summaries are of, which one clause at the end says; all rows if they differ.
   */
  private static Expr shared(Metric metric) {
    Expr where = metric.where();
    return metric.scopes().stream().allMatch(where::equals) ? where : Expr.Literal.TRUE;
  }

  /** Without the rows that all summaries share; a part of several words stands in parentheses. */
  private static String bare(Metric metric) {
    Expr shared = shared(metric);
    return metric.fold(
        new Metric.Fold<String>() {
          @Override
          public String summary(Metric.Summary summary) {
            return summary.where().equals(shared)
                ? phrase(summary)
                : phrase(summary) + where(summary.where());
          }

          @Override
          public String literal(Metric.Literal literal) {
            return of(literal.number());
          }

          @Override
          public String sql(Metric.Sql sql) {
            return sql.where().equals(shared) ? phrase(sql) : phrase(sql) + where(sql.where());
          }

          @Override
          public String elsewhere(Metric.Elsewhere elsewhere) {
            Metric metric = elsewhere.metric();
            String words = bare(metric).replaceFirst(",\\z", "");
            return (metric instanceof Metric.Combination ? "(" + words + ")" : words)
                + " in "
                + elsewhere.dataset()
                + where(shared(metric));
          }

          @Override
          public String combination(Metric.Combination c, String left, String right) {
            return filled(
                c.operation().phrase(c.right() instanceof Metric.Literal),
                place -> place.equals("0") ? part(c.left(), left) : part(c.right(), right));
          }

          private String part(Metric part, String words) {
            boolean plain =
                !(part instanceof Metric.Combination)
                    && part.scopes().stream().allMatch(shared::equals)
                    && part.elsewhere().stream().allMatch(each -> shared(each.metric()).isTrue())
                    && !words.endsWith(",");
            return plain ? words : "(" + words.replaceFirst(",\\z", "") + ")";
          }
        });
  }

  /**
   * An expectation as the end of a sentence, with a leading blank.
   *
   * @return for example {@code is at least 10}
   */
  public static String of(Expectation expectation) {
    return of(expectation, English::of);
  }

  private static String of(
      Expectation expectation, java.util.function.Function<Metric, String> other) {
    return expectation.accept(
        new Expectation.Visitor<>() {
          @Override
          public String compare(Expectation.Compare e) {
            return " "
                + e.comparison().words(new Expr.Literal(e.bound()).kind())
                + " "
                + of(e.bound());
          }

          @Override
          public String relative(Expectation.Relative e) {
            Ago ago = Ago.of(e.bound());
            String words = ago == null ? null : ago.compared(e.comparison());
            return " "
                + (words == null
                    ? e.comparison().words(e.bound().kind()) + " " + of(e.bound())
                    : words);
          }

          @Override
          public String between(Expectation.Between e) {
            return " is between " + of(e.low()) + " and " + of(e.high());
          }

          @Override
          public String closeTo(Expectation.CloseTo e) {
            return " is within " + of(e.tolerance()) + " of " + of(e.value());
          }

          @Override
          public String in(Expectation.In e) {
            return " is in " + set(e.allowed());
          }

          @Override
          public String than(Expectation.Than e) {
            return " " + e.comparison().words(e.metric().kind()) + " " + other.apply(e.metric());
          }

          @Override
          public String near(Expectation.Near e) {
            return " is within "
                + of(e.tolerance())
                + (e.percent() ? "%" : "")
                + " of "
                + other.apply(e.metric());
          }

          @Override
          public String ofPast(Expectation.OfPast e) {
            return e.either(
                    than -> " " + than.comparison().words(ColumnKind.NUMBER) + " ",
                    near -> {
                      boolean one = near.tolerance().value().compareTo(BigDecimal.ONE) == 0;
                      return " is within "
                          + of(near.tolerance())
                          + near.unit().english(one)
                          + " of ";
                    })
                + e.past().english();
          }

          @Override
          public String observed(Expectation.Observed e) {
            return " (observed)";
          }
        });
  }

  /**
   * How many rows must hold, as the end of a sentence; empty for all rows.
   *
   * @return for example {@code for at least 99% of rows}
   */
  static String threshold(RowThreshold threshold) {
    if (threshold.equals(RowThreshold.ALL)) {
      return "";
    }
    String value = threshold.value().toPlainString();
    boolean one = threshold.value().compareTo(BigDecimal.ONE) == 0;
    return switch (threshold.kind()) {
      case MIN_FRACTION -> " for at least " + percent(threshold.value()) + " of rows";
      case MAX_FRACTION -> " for at most " + percent(threshold.value()) + " of rows";
      case MIN_ROWS -> " for at least " + value + (one ? " row" : " rows");
      case MAX_ROWS -> " for at most " + value + (one ? " row" : " rows");
      case MAX_VIOLATIONS -> " with at most " + value + (one ? " violation" : " violations");
    };
  }

  /**
   * What a threshold expects, as a phrase of its own.
   *
   * @return for example {@code at least 99% of rows}
   */
  public static String of(RowThreshold threshold) {
    return threshold.equals(RowThreshold.ALL)
        ? "every row"
        : threshold(threshold).replaceFirst("\\A (for|with) ", "");
  }

  private static String percent(BigDecimal fraction) {
    BigDecimal percent = fraction.movePointRight(2);
    BigDecimal plain = percent.signum() == 0 ? BigDecimal.ZERO : percent.stripTrailingZeros();
    return plain.toPlainString() + "%";
  }

  /**
   * A key as a noun.
   *
   * @return for example {@code key (customer_id, ordered_at)}
   */
  public static String of(Key key) {
    return key.isWholeRow() ? "whole row" : "key (" + parts(key) + ")";
  }

  private static String parts(Key key) {
    return key.parts().stream().map(part -> of(part)).collect(Collectors.joining(", "));
  }

  /** A constant: text in quotes with control characters escaped, numbers in plain digits. */
  public static String of(Constant literal) {
    return literal.accept(
        new Constant.Visitor<>() {
          @Override
          public String text(Constant.Text l) {
            return quoted(l.value());
          }

          @Override
          public String num(Constant.Num l) {
            return Math.abs(l.value().scale()) > 60
                ? l.value().toString()
                : l.value().toPlainString();
          }

          @Override
          public String bool(Constant.Bool l) {
            return String.valueOf(l.truth());
          }

          @Override
          public String date(Constant.DateValue l) {
            return l.value().toString();
          }

          @Override
          public String instant(Constant.InstantValue l) {
            return l.value().toString();
          }

          @Override
          public String localTimestamp(Constant.LocalTimestampValue l) {
            return l.value().toString();
          }

          @Override
          public String pattern(Constant.Pattern l) {
            return l.value().name() == null ? "/" + l.value().regex() + "/" : l.value().name();
          }

          @Override
          public String calendar(Constant.Calendar l) {
            return l.value().name();
          }

          @Override
          public String baseline(Constant.BaselineValue l) {
            return l.value().toString();
          }

          @Override
          public String reference(Constant.Reference l) {
            return l.value().toString();
          }
        });
  }

  /** A text in quotes for messages: what cannot be seen escaped, cut after 80 code points. */
  public static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    int[] points = text.codePoints().limit(TEXT_LIMIT + 1L).toArray();
    for (int i = 0; i < Math.min(points.length, TEXT_LIMIT); i++) {
      int c = points[i];
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        default -> Visible.append(out, c);
      }
    }
    return out.append(points.length > TEXT_LIMIT ? "…\"" : "\"").toString();
  }

  private static <T> String listed(List<T> values, java.util.function.Function<T, String> format) {
    return listed(values.stream().limit(LISTED).map(format).toList(), values.size());
  }

  /**
   * Texts as a set of which some are not at hand.
   *
   * @param texts the first ones
   * @param number how many there are
   */
  public static String listed(List<String> texts, long number) {
    String shown = texts.stream().limit(LISTED).collect(Collectors.joining(", ", "{", ""));
    long more = number - Math.min(texts.size(), LISTED);
    return shown + (more > 0 ? ", … (" + more + " more)}" : "}");
  }

  /** What is compared: dates, times if any is one, or anything else. */
  private static ColumnKind compared(Expr.Call call) {
    List<ColumnKind> kinds = call.arguments().stream().map(Expr::kind).toList();
    return kinds.contains(ColumnKind.TIMESTAMP)
        ? ColumnKind.TIMESTAMP
        : kinds.contains(ColumnKind.DATE) ? ColumnKind.DATE : ColumnKind.ANY;
  }

  /** An expression in words, and its negation; a compound one stands in parentheses in another. */
  private record Words(String affirmed, @Nullable String denied, Phrase.Binding binding) {

    static Words of(String words) {
      return new Words(words, null, Phrase.Binding.TIGHT);
    }

    String within(Phrase.Binding around) {
      boolean parentheses =
          switch (binding) {
            case TIGHT -> false;
            case OPERATOR -> around == Phrase.Binding.OPERATOR;
            case LOOSE -> true;
          };
      return parentheses ? "(" + affirmed + ")" : affirmed;
    }
  }

  private static final class Expressions implements Expr.Fold<Words> {

    @Override
    public Words column(Expr.Column column) {
      String name = column.ref().toString();
      String denied = column.kind() == ColumnKind.BOOL ? name + " is false" : null;
      return new Words(name, denied, Phrase.Binding.TIGHT);
    }

    @Override
    public Words element(Expr.Element element) {
      return Words.of("outer ".repeat(Math.max(0, element.outwards())) + "element");
    }

    @Override
    public Words literal(Expr.Literal literal) {
      return Words.of(literal.isTrue() ? "any row" : of(literal.constant()));
    }

    @Override
    public Words call(Expr.Call call, List<Words> arguments) {
      Function function = call.function();
      if (function.isConnective()) {
        String all = joined(arguments, function.phrase().affirmed());
        return new Words(all, "not (" + all + ")", function.phrase().binding());
      }
      if (function == Function.EQUAL
          && call.argument(1) instanceof Expr.Literal literal
          && literal.constant() instanceof Constant.Bool truth) {
        String subject = arguments.get(0).affirmed() + " is ";
        return new Words(
            subject + truth.truth(),
            subject + "not equal to " + truth.truth(),
            Phrase.Binding.TIGHT);
      }
      if (function == Function.EQUAL && call.argument(1).kind() == ColumnKind.BOOL) {
        String both =
            arguments.get(0).within(Phrase.Binding.LOOSE)
                + " exactly if "
                + arguments.get(1).within(Phrase.Binding.LOOSE);
        return new Words(both, "not (" + both + ")", Phrase.Binding.LOOSE);
      }
      if (function == Function.IN && call.argument(0).calls(Function.DAY_OF_WEEK)) {
        String days = Weekdays.of(call.arguments().subList(1, call.arguments().size()));
        if (days != null) {
          Words day = call.argument(0).arguments().get(0).fold(this);
          return new Words(
              day.affirmed() + " falls on " + days,
              day.affirmed() + " does not fall on " + days,
              Phrase.Binding.TIGHT);
        }
      }
      Words relative = relative(call, arguments);
      if (relative != null) {
        return relative;
      }
      if (function == Function.SOME
          && call.argument(1) instanceof Expr.Call said
          && said.calls(Function.EQUAL)
          && said.argument(0) instanceof Expr.Element element
          && element.outwards() == 0
          && said.argument(1) instanceof Expr.Literal value) {
        String array = arguments.get(0).within(Phrase.Binding.LOOSE);
        return new Words(
            array + " contains " + of(value.constant()),
            array + " does not contain " + of(value.constant()),
            Phrase.Binding.TIGHT);
      }
      if (function == Function.NOT) {
        Words part = arguments.get(0);
        String affirmed = part.denied() == null ? "not (" + part.affirmed() + ")" : part.denied();
        return new Words(affirmed, part.affirmed(), Phrase.Binding.TIGHT);
      }
      Phrase phrase = function.phrase().of(compared(call));
      String denied = phrase.denied();
      return new Words(
          filled(phrase.affirmed(), call, arguments),
          denied == null ? null : filled(denied, call, arguments),
          phrase.binding());
    }

    /** What is compared with the time of the run, or one before it; null for all else. */
    private static @Nullable Words relative(Expr.Call call, List<Words> arguments) {
      Comparison comparison = call.function().comparison();
      String affirmed = null;
      String denied = null;
      if (comparison != null) {
        Ago ago = Ago.of(call.argument(1));
        affirmed = ago == null ? null : ago.compared(comparison);
        denied = ago == null ? null : ago.compared(Ago.denied(comparison));
      } else if (call.function() == Function.BETWEEN
          && call.argument(3).isTrue()
          && call.argument(4).isTrue()) {
        Ago ago = Ago.of(call.argument(1));
        Ago end = Ago.of(call.argument(2));
        affirmed = ago == null ? null : ago.within(end, true);
        denied = ago == null ? null : ago.within(end, false);
      }
      if (affirmed == null || denied == null) {
        return null;
      }
      String subject = arguments.get(0).within(Phrase.Binding.TIGHT) + " ";
      return new Words(subject + affirmed, subject + denied, Phrase.Binding.TIGHT);
    }

    private static String joined(List<Words> parts, String word) {
      String between = " " + word + " ";
      int shown = parts.size() > 2 * LISTED ? LISTED : parts.size();
      String text =
          parts.stream()
              .limit(shown)
              .map(each -> each.within(Phrase.Binding.LOOSE))
              .collect(Collectors.joining(between));
      int more = parts.size() - shown;
      return more == 0 ? text : text + between + "… (" + more + " more)";
    }

    /** Which columns are those of the key: once where their names are the same. */
    private static String on(OtherKey other, List<Words> arguments) {
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < other.columns().size(); i++) {
        String column = other.columns().get(i).toString();
        String part = arguments.get(i + 1).affirmed();
        parts.add(column.equals(part) ? part : column + " = " + part);
      }
      return String.join(" and ", parts);
    }

    private static String filled(String template, Expr.Call call, List<Words> arguments) {
      return English.filled(
          template,
          place ->
              switch (place) {
                case "*" -> listed(arguments.subList(1, arguments.size()), Words::affirmed);
                case "rest" ->
                    arguments.stream()
                        .skip(1)
                        .map(each -> each.within(call.function().phrase().binding()))
                        .collect(Collectors.joining(", "));
                case "key" -> {
                  String parts =
                      arguments.stream()
                          .skip(1)
                          .map(Words::affirmed)
                          .collect(Collectors.joining(", "));
                  yield arguments.size() > 2 ? "key (" + parts + ")" : parts;
                }
                case "on" -> on(call.otherKey(), arguments);
                case "s*" -> arguments.size() > 2 ? "s" : "";
                case "s1" -> plural(call.number(1));
                case "+day", "+month" ->
                    moved(call.number(1), amount(call.number(1).abs(), place.substring(1)));
                case "+second" -> moved(call.number(1), duration(call.number(1).abs()));
                case "written" -> written(call);
                default -> argument(call, arguments, Integer.parseInt(place));
              });
    }

    private static String moved(BigDecimal amount, String words) {
      return (amount.signum() < 0 ? "minus " : "plus ") + words;
    }

    /** How a date or a time is written, and where the clock stands. */
    private static String written(Expr.Call call) {
      return (call.arguments().size() > 1 ? " written " + quoted(call.text(1)) : "")
          + (call.arguments().size() > 2 ? " in " + call.text(2) : "");
    }

    private static String argument(Expr.Call call, List<Words> arguments, int at) {
      Signature.Takes takes = call.function().signature().takes(at);
      if (takes == Signature.Takes.FLAG) {
        return call.argument(at).isTrue() ? "" : " (excluded)";
      }
      if ((takes == Signature.Takes.ZONE
              || takes == Signature.Takes.UNIT
              || takes == Signature.Takes.NETWORK)
          && call.argument(at) instanceof Expr.Literal literal) {
        return String.valueOf(literal.constant().value());
      }
      if (call.function().signature().takes(at) == Signature.Takes.FIELD) {
        return ColumnRef.exactly(call.text(at)).toString();
      }
      return arguments
          .get(at)
          .within(
              call.function() == Function.ELEMENT_AT
                  ? Phrase.Binding.OPERATOR
                  : call.function().phrase().binding());
    }

    @Override
    public Words sql(Expr.Sql sql) {
      return Words.of("sql(" + sql.text() + ")");
    }

    @Override
    public Words code(Expr.Code code) {
      return Words.of(code.label());
    }
  }

  private static String phrase(Metric.Sql sql) {
    return "sqlMetric(" + sql.text() + ")";
  }

  private static String plural(BigDecimal number) {
    return number.compareTo(BigDecimal.ONE) == 0 ? "" : "s";
  }

  /** A number of units. */
  static String amount(BigDecimal number, String unit) {
    return number.toPlainString() + " " + unit + plural(number);
  }

  /** Seconds as whole hours or minutes if they are some. */
  static String duration(BigDecimal seconds) {
    for (Map.Entry<String, BigDecimal> unit : SECONDS.entrySet()) {
      if (seconds.signum() != 0 && seconds.remainder(unit.getValue()).signum() == 0) {
        return amount(seconds.divide(unit.getValue()), unit.getKey());
      }
    }
    return amount(seconds, "second");
  }

  private static final Map<String, BigDecimal> SECONDS =
      new TreeMap<>(Map.of("hour", BigDecimal.valueOf(3_600), "minute", BigDecimal.valueOf(60)));

  private static String phrase(Metric.Summary m) {
    return filled(m, m.statistic().phrase());
  }

  private static String filled(Metric.Summary m, String template) {
    return filled(
        template,
        place ->
            switch (place) {
              case "key" -> of(m.key());
              case "parts" -> parts(m.key());
              case "last" -> of(m.last());
              case "q" -> quantile(m.parameters().get(0));
              case "error" -> percent(m.parameters().get(m.parameters().size() - 1));
              case "limit" -> m.parameters().get(0).toPlainString();
              case "factor" -> m.parameters().get(0).toPlainString();
              case "factors" -> plural(m.parameters().get(0));
              case "set" -> set(m.members());
              case "other" -> {
                Baseline baseline = m.baseline();
                yield baseline == null ? m.dataset() : baseline.toString();
              }
              case "top" -> mostFrequent(m.parameters().get(0));
              default -> of(m.of(Integer.parseInt(place)));
            });
  }

  private static String mostFrequent(BigDecimal limit) {
    return limit.compareTo(BigDecimal.ONE) == 0
        ? "most frequent value"
        : limit.toPlainString() + " most frequent values";
  }

  /** A template with what stands for the places in braces; what is filled in is left as it is. */
  private static String filled(String template, UnaryOperator<String> places) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
      int close = template.indexOf('}', open);
      out.append(template, at, open).append(places.apply(template.substring(open + 1, close)));
      at = close + 1;
    }
    return out.append(template.substring(at)).toString();
  }

  private static String quantile(BigDecimal q) {
    return q.compareTo(new BigDecimal("0.5")) == 0 ? "median" : q.toPlainString() + " quantile";
  }
}
