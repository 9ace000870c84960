package dev.assay.dq.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The model in English: the sentences of reports and messages are derived here and nowhere else.
 */
public final class English {

  private static final int LISTED = 10;
  private static final int TEXT_LIMIT = 80;

  private static final Predicates PREDICATES = new Predicates();
  private static final Metrics METRICS = new Metrics();

  private English() {}

  /**
   * A constraint as a sentence, without its name and reason.
   *
   * @param constraint the constraint
   * @return for example {@code email is complete for at least 99% of rows}
   */
  public static String of(Constraint constraint) {
    return constraint.accept(
        new Constraint.Visitor<>() {
          @Override
          public String onRows(Constraint.OnRows c) {
            return of(c.predicate())
                + threshold(c.threshold())
                + where(c.where())
                + (c.failsOnNull() ? ", null violates" : "");
          }

          @Override
          public String onMetric(Constraint.OnMetric c) {
            return uniqueKey(c) + where(c.metric().where());
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

  private static String uniqueKey(Constraint.OnMetric c) {
    boolean all =
        c.expectation() instanceof Expectation.Compare e
            && e.comparison() == Comparison.EQUAL
            && e.bound().value() instanceof BigDecimal one
            && one.compareTo(BigDecimal.ONE) == 0;
    if (all
        && c.metric() instanceof Metric.KeyMetric m
        && m.statistic() == Metric.KeyStatistic.UNIQUENESS) {
      return of(m.key()) + " is unique";
    }
    return bare(c.metric()) + of(c.expectation());
  }

  private static String of(ColumnSelector selector) {
    String kind =
        selector.kind() == ColumnKind.ANY ? "column" : selector.kind().label() + " column";
    String names =
        selector.names().isEmpty() ? "" : " of " + listed(selector.names(), name -> name);
    return kind
        + names
        + (selector.pattern() == null ? "" : " whose name matches /" + selector.pattern() + "/");
  }

  private static String where(Predicate where) {
    return where instanceof Predicate.Always ? "" : " where " + of(where);
  }

  /**
   * A predicate as a clause.
   *
   * @param predicate the predicate
   * @return for example {@code amount is at least 0}
   */
  public static String of(Predicate predicate) {
    return predicate.accept(PREDICATES);
  }

  /**
   * A metric as a noun with its filter.
   *
   * @param metric the metric
   * @return for example {@code mean of amount where status is equal to "PAID"}
   */
  public static String of(Metric metric) {
    return bare(metric) + where(metric.where());
  }

  private static String bare(Metric metric) {
    return metric.accept(METRICS);
  }

  /**
   * An expectation as the end of a sentence, with a leading blank.
   *
   * @param expectation the expectation
   * @return for example {@code is at least 10}
   */
  public static String of(Expectation expectation) {
    return expectation.accept(
        new Expectation.Visitor<>() {
          @Override
          public String compare(Expectation.Compare e) {
            return " " + words(e.comparison(), temporal(e.bound())) + " " + of(e.bound());
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
          public String observed(Expectation.Observed e) {
            return " (observed)";
          }
        });
  }

  /**
   * How many rows must hold, as the end of a sentence; empty for all rows.
   *
   * @param threshold the threshold
   * @return for example {@code for at least 99% of rows}
   */
  static String threshold(RowThreshold threshold) {
    if (threshold.equals(RowThreshold.ALL)) {
      return "";
    }
    String value = threshold.value().toPlainString();
    return switch (threshold.kind()) {
      case MIN_FRACTION -> " for at least " + percent(threshold.value()) + " of rows";
      case MAX_FRACTION -> " for at most " + percent(threshold.value()) + " of rows";
      case MIN_ROWS -> " for at least " + value + " rows";
      case MAX_ROWS -> " for at most " + value + " rows";
      case MAX_VIOLATIONS -> " with at most " + value + " violations";
    };
  }

  /**
   * What a threshold expects, as a phrase of its own.
   *
   * @param threshold the threshold
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
   * @param key the key
   * @return for example {@code key (customer_id, ordered_at)}
   */
  public static String of(Key key) {
    return key.isWholeRow()
        ? "whole row"
        : "key "
            + key.columns().stream()
                .map(column -> column.ref().toString())
                .collect(Collectors.joining(", ", "(", ")"));
  }

  /**
   * A constant: text in quotes with control characters escaped, numbers in plain digits.
   *
   * @param literal the constant
   * @return its text
   */
  public static String of(Literal literal) {
    return literal.accept(
        new Literal.Visitor<>() {
          @Override
          public String text(Literal.Text l) {
            return quoted(l.value());
          }

          @Override
          public String num(Literal.Num l) {
            return Math.abs(l.value().scale()) > 60
                ? l.value().toString()
                : l.value().toPlainString();
          }

          @Override
          public String bool(Literal.Bool l) {
            return String.valueOf(l.truth());
          }

          @Override
          public String day(Literal.Day l) {
            return l.value().toString();
          }

          @Override
          public String moment(Literal.Moment l) {
            return l.value().toString();
          }

          @Override
          public String localMoment(Literal.LocalMoment l) {
            return l.value().toString();
          }
        });
  }

  /**
   * A text in quotes for messages: control characters escaped, cut after 80 code points.
   *
   * @param text the text
   * @return the quoted text
   */
  public static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    int[] points = text.codePoints().limit(TEXT_LIMIT + 1L).toArray();
    for (int i = 0; i < Math.min(points.length, TEXT_LIMIT); i++) {
      int c = points[i];
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (Character.isISOControl(c)
              || c == 0x2028
              || c == 0x2029
              || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            out.append(String.format("\\u%04x", c));
          } else {
            out.appendCodePoint(c);
          }
        }
      }
    }
    return out.append(points.length > TEXT_LIMIT ? "…\"" : "\"").toString();
  }

  private static <T> String listed(List<T> values, Function<T, String> format) {
    String shown =
        values.stream().limit(LISTED).map(format).collect(Collectors.joining(", ", "{", ""));
    int more = values.size() - LISTED;
    return shown + (more > 0 ? ", … (" + more + " more)}" : "}");
  }

  private static boolean temporal(Literal literal) {
    return literal instanceof Literal.Day
        || literal instanceof Literal.Moment
        || literal instanceof Literal.LocalMoment;
  }

  private static boolean temporal(Operand operand) {
    return operand instanceof Operand.Column column
        && (column.kind() == ColumnKind.DATE || column.kind() == ColumnKind.TIMESTAMP);
  }

  private static String words(Comparison comparison, boolean temporal) {
    if (!temporal) {
      return comparison.words();
    }
    return switch (comparison) {
      case EQUAL -> "is at";
      case LESS -> "is before";
      case LESS_OR_EQUAL -> "is at or before";
      case GREATER -> "is after";
      case GREATER_OR_EQUAL -> "is at or after";
    };
  }

  private static String name(Operand operand) {
    return operand.accept(
        new Operand.Visitor<>() {
          @Override
          public String column(Operand.Column o) {
            return o.ref().toString();
          }

          @Override
          public String length(Operand.Length o) {
            return "length of " + o.column().ref();
          }

          @Override
          public String size(Operand.Size o) {
            return "size of " + o.column().ref();
          }
        });
  }

  private static final class Predicates implements Predicate.Visitor<String> {

    private String nested(Predicate part) {
      boolean compound =
          part instanceof Predicate.And
              || part instanceof Predicate.Or
              || part instanceof Predicate.Implies;
      return compound ? "(" + of(part) + ")" : of(part);
    }

    private String joined(List<Predicate> parts, String word) {
      return parts.stream().map(this::nested).collect(Collectors.joining(" " + word + " "));
    }

    private static String pattern(TextPattern pattern) {
      return pattern.name() == null ? "/" + pattern.regex() + "/" : pattern.name();
    }

    private static String range(Predicate.Between p) {
      return of(p.low())
          + (p.lowIncluded() ? "" : " (excluded)")
          + " and "
          + of(p.high())
          + (p.highIncluded() ? "" : " (excluded)");
    }

    @Override
    public String always(Predicate.Always p) {
      return "any row";
    }

    @Override
    public String isNull(Predicate.IsNull p) {
      return p.column().ref() + " is null";
    }

    @Override
    public String notNull(Predicate.NotNull p) {
      return p.column().ref() + " is complete";
    }

    @Override
    public String compare(Predicate.Compare p) {
      if (p.right() instanceof Literal.Bool bool && p.comparison() == Comparison.EQUAL) {
        return name(p.left()) + " is " + bool.truth();
      }
      return name(p.left())
          + " "
          + words(p.comparison(), temporal(p.right()))
          + " "
          + of(p.right());
    }

    @Override
    public String compareColumns(Predicate.CompareColumns p) {
      return name(p.left())
          + " "
          + words(p.comparison(), temporal(p.left()) || temporal(p.right()))
          + " "
          + name(p.right());
    }

    @Override
    public String between(Predicate.Between p) {
      return name(p.value()) + " is between " + range(p);
    }

    @Override
    public String in(Predicate.In p) {
      return name(p.value()) + " is in " + listed(p.allowed(), English::of);
    }

    @Override
    public String matches(Predicate.Matches p) {
      return p.column().ref()
          + (p.whole() ? " fully matches " : " matches ")
          + pattern(p.pattern());
    }

    @Override
    public String hasText(Predicate.HasText p) {
      return p.column().ref() + " " + p.position().words() + " " + quoted(p.text());
    }

    @Override
    public String blank(Predicate.Blank p) {
      return p.column().ref() + " is blank";
    }

    @Override
    public String trimmed(Predicate.Trimmed p) {
      return p.column().ref() + " is trimmed";
    }

    @Override
    public String finite(Predicate.Finite p) {
      return p.column().ref() + " is finite";
    }

    @Override
    public String notNaN(Predicate.NotNaN p) {
      return p.column().ref() + " is not NaN";
    }

    @Override
    public String and(Predicate.And p) {
      return joined(p.parts(), "and");
    }

    @Override
    public String or(Predicate.Or p) {
      return joined(p.parts(), "or");
    }

    @Override
    public String not(Predicate.Not p) {
      Predicate part = p.part();
      if (part instanceof Predicate.In in) {
        return name(in.value()) + " is not in " + listed(in.allowed(), English::of);
      }
      if (part instanceof Predicate.Compare c && c.comparison() == Comparison.EQUAL) {
        return name(c.left())
            + " is not "
            + (temporal(c.right()) ? "at " : "equal to ")
            + of(c.right());
      }
      if (part instanceof Predicate.CompareColumns c && c.comparison() == Comparison.EQUAL) {
        return name(c.left())
            + " is not "
            + (temporal(c.left()) ? "at " : "equal to ")
            + name(c.right());
      }
      if (part instanceof Predicate.Between between) {
        return name(between.value()) + " is not between " + range(between);
      }
      if (part instanceof Predicate.Matches m) {
        return m.column().ref()
            + (m.whole() ? " does not fully match " : " does not match ")
            + pattern(m.pattern());
      }
      if (part instanceof Predicate.Blank blank) {
        return blank.column().ref() + " is not blank";
      }
      return "not (" + of(part) + ")";
    }

    @Override
    public String implies(Predicate.Implies p) {
      return "if " + nested(p.condition()) + " then " + nested(p.consequence());
    }

    @Override
    public String sql(Predicate.Sql p) {
      return "sql(" + p.expression() + ")";
    }

    @Override
    public String custom(Predicate.Custom p) {
      return p.label();
    }
  }

  private static final class Metrics implements Metric.Visitor<String> {

    private static String form(Metric.Form form) {
      return switch (form) {
        case SAMPLE -> "sample ";
        case POPULATION -> "population ";
      };
    }

    private static String violating(Predicate predicate, boolean failingOnNull) {
      return of(predicate) + (failingOnNull ? " (null violates)" : "");
    }

    @Override
    public String rowCount(Metric.RowCount m) {
      return "number of rows";
    }

    @Override
    public String nullCount(Metric.NullCount m) {
      return "number of nulls of " + m.column().ref();
    }

    @Override
    public String completeness(Metric.Completeness m) {
      return "completeness of " + m.column().ref();
    }

    @Override
    public String violations(Metric.Violations m) {
      return "number of violations of: " + violating(m.predicate(), m.failingOnNull()) + ",";
    }

    @Override
    public String compliance(Metric.Compliance m) {
      return "compliance with: " + violating(m.predicate(), m.failingOnNull()) + ",";
    }

    @Override
    public String min(Metric.Min m) {
      return "minimum of " + name(m.value());
    }

    @Override
    public String max(Metric.Max m) {
      return "maximum of " + name(m.value());
    }

    @Override
    public String sum(Metric.Sum m) {
      return "sum of " + name(m.value());
    }

    @Override
    public String mean(Metric.Mean m) {
      return "mean of " + name(m.value());
    }

    @Override
    public String variance(Metric.Variance m) {
      return form(m.form()) + "variance of " + name(m.value());
    }

    @Override
    public String standardDeviation(Metric.StandardDeviation m) {
      return form(m.form()) + "standard deviation of " + name(m.value());
    }

    @Override
    public String skewness(Metric.Skewness m) {
      return "skewness of " + name(m.value());
    }

    @Override
    public String kurtosis(Metric.Kurtosis m) {
      return "excess kurtosis of " + name(m.value());
    }

    @Override
    public String mutualInformation(Metric.MutualInformation m) {
      return "mutual information of " + m.x().ref() + " and " + m.y().ref();
    }

    @Override
    public String cramersV(Metric.CramersV m) {
      return "Cramér's V of " + m.x().ref() + " and " + m.y().ref();
    }

    private static String quantile(BigDecimal q) {
      return q.compareTo(new BigDecimal("0.5")) == 0 ? "median" : q.toPlainString() + " quantile";
    }

    @Override
    public String quantile(Metric.Quantile m) {
      return quantile(m.q()) + " of " + name(m.value());
    }

    @Override
    public String approxQuantile(Metric.ApproxQuantile m) {
      return "approximate "
          + quantile(m.q())
          + " of "
          + name(m.value())
          + " (rank error "
          + percent(m.rankError())
          + ")";
    }

    @Override
    public String keyMetric(Metric.KeyMetric m) {
      String what =
          switch (m.statistic()) {
            case DISTINCT_COUNT -> "distinct count of ";
            case UNIQUENESS -> "uniqueness of ";
            case DISTINCTNESS -> "distinctness of ";
            case UNIQUE_VALUE_RATIO -> "unique-value ratio of ";
            case DUPLICATE_ROWS -> "duplicate rows by ";
            case EXCESS_ROWS -> "excess rows by ";
          };
      return what + of(m.key());
    }

    @Override
    public String approxCountDistinct(Metric.ApproxCountDistinct m) {
      return "approximate distinct count of "
          + m.column().ref()
          + " (relative error "
          + percent(m.relativeError())
          + ")";
    }

    @Override
    public String correlation(Metric.Correlation m) {
      return "correlation of " + name(m.x()) + " and " + name(m.y());
    }

    @Override
    public String covariance(Metric.Covariance m) {
      return form(m.form()) + "covariance of " + name(m.x()) + " and " + name(m.y());
    }

    @Override
    public String valueCounts(Metric.ValueCounts m) {
      return m.limit() + " most frequent values of " + m.column().ref();
    }

    @Override
    public String conflictingValues(Metric.ConflictingValues m) {
      return "conflicting values of " + m.column().ref() + " by " + of(m.key());
    }

    @Override
    public String entropy(Metric.Entropy m) {
      return "entropy of " + m.column().ref();
    }
  }
}
