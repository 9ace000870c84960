package dev.assay.dq.internal.model;

import dev.assay.dq.Baseline;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A summary of many rows, one of another dataset, a number made of two, or the constant that one of
 * the two may be. A metric becomes a constraint through an {@link Expectation}.
 */
public sealed interface Metric extends Serializable {

  /** Walks the metric from its parts upwards: the only traversal there is. */
  <R> R fold(Fold<R> fold);

  /** What is made of a summary or constant, and of a combination once its parts are folded. */
  interface Fold<R> {
    R summary(Summary summary);

    R literal(Literal literal);

    R sql(Sql sql);

    /** Of what is another dataset's, which is not walked. */
    R elsewhere(Elsewhere elsewhere);

    R combination(Combination combination, R left, R right);
  }

  /** A summary of all rows that takes no further numbers. */
  static Summary of(Statistic statistic, Expr... of) {
    return new Summary(statistic, List.of(of), List.of(), Expr.Literal.TRUE);
  }

  /** The summaries that it is made of, in their order: a summary is made of itself. */
  default List<Summary> summaries() {
    return leaves(Summary.class);
  }

  /** The SQL of the user's that it is made of, in its order. */
  default List<Sql> queries() {
    return leaves(Sql.class);
  }

  /** What it is made of that is another dataset's, in its order. */
  default List<Elsewhere> elsewhere() {
    return leaves(Elsewhere.class);
  }

  private <M extends Metric> List<M> leaves(Class<M> kind) {
    Stream<Metric> all =
        fold(
            new Fold<>() {
              @Override
              public Stream<Metric> summary(Summary summary) {
                return Stream.of(summary);
              }

              @Override
              public Stream<Metric> literal(Literal literal) {
                return Stream.of(literal);
              }

              @Override
              public Stream<Metric> sql(Sql sql) {
                return Stream.of(sql);
              }

              @Override
              public Stream<Metric> elsewhere(Elsewhere elsewhere) {
                return Stream.of(elsewhere);
              }

              @Override
              public Stream<Metric> combination(
                  Combination combination, Stream<Metric> left, Stream<Metric> right) {
                return Stream.concat(left, right);
              }
            });
    return all.filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Whether its value is a value of the data, or such values, or is compared with them. */
  default boolean isOfData() {
    return summaries().stream().anyMatch(Summary::tellsValues)
        || elsewhere().stream().anyMatch(each -> each.metric().isOfData());
  }

  /** What kind of column its value could be compared with. */
  default ColumnKind kind() {
    return fold(
        new Fold<>() {
          @Override
          public ColumnKind summary(Summary summary) {
            boolean ofData =
                !summary.of().isEmpty() && summary.statistic().takes(0) == Signature.Takes.ORDERED;
            return ofData ? summary.of(0).kind() : ColumnKind.NUMBER;
          }

          @Override
          public ColumnKind literal(Literal literal) {
            return ColumnKind.NUMBER;
          }

          @Override
          public ColumnKind sql(Sql sql) {
            return ColumnKind.NUMBER;
          }

          @Override
          public ColumnKind elsewhere(Elsewhere elsewhere) {
            return elsewhere.metric().kind();
          }

          @Override
          public ColumnKind combination(
              Combination combination, ColumnKind left, ColumnKind right) {
            return ColumnKind.NUMBER;
          }
        });
  }

  /** The rows that each summary and each SQL is of; all, of what another dataset is asked. */
  default Set<Expr> scopes() {
    Set<Expr> each = new LinkedHashSet<>();
    summaries().forEach(summary -> each.add(summary.where()));
    queries().forEach(sql -> each.add(sql.where()));
    elsewhere().forEach(other -> each.add(Expr.Literal.TRUE));
    return each;
  }

  /** Which rows are summarised, by one summary at least. */
  default Expr where() {
    Set<Expr> each = scopes();
    return each.contains(Expr.Literal.TRUE)
        ? Expr.Literal.TRUE
        : each.size() == 1 ? each.iterator().next() : new Expr.Call(Function.OR, List.copyOf(each));
  }

  /**
   * The same as {@link #filtered}, of what has rows here.
   *
   * @throws IllegalArgumentException if only rows of other datasets are summarised
   */
  default Metric narrowed(Expr condition) {
    if (isOfOthers()) {
      throw notHere(this);
    }
    return filtered(condition);
  }

  /** Whether only rows of other datasets are summarised. */
  default boolean isOfOthers() {
    return summaries().isEmpty() && queries().isEmpty() && !elsewhere().isEmpty();
  }

  /** What is wrong with narrowing a metric that has no rows here. */
  static IllegalArgumentException notHere(Metric metric) {
    return new IllegalArgumentException(
        "The "
            + English.of(metric)
            + " has no rows here that where(...) could select: say it of the rows there, as in"
            + " in(\""
            + metric.elsewhere().get(0).dataset()
            + "\").of(metric.where(...))");
  }

  /** The same metric over the rows for which a condition is true as well. */
  default Metric filtered(Expr condition) {
    return fold(
        new Fold<>() {
          @Override
          public Metric summary(Summary s) {
            return new Summary(s.statistic(), s.of(), s.parameters(), s.where().and(condition));
          }

          @Override
          public Metric literal(Literal literal) {
            return literal;
          }

          @Override
          public Metric sql(Sql sql) {
            return new Sql(sql.text(), sql.where().and(condition));
          }

          @Override
          public Metric elsewhere(Elsewhere elsewhere) {
            return elsewhere;
          }

          @Override
          public Metric combination(Combination combination, Metric left, Metric right) {
            return new Combination(combination.operation(), left, right);
          }
        });
  }

  /**
   * A statistic of the rows for which {@code where} is true.
   *
   * @param of of what; nothing, for a statistic of a key, is the whole row
   * @param parameters the numbers that the statistic takes besides, in their order
   * @param where which rows; {@link Expr.Literal#TRUE} for all
   */
  record Summary(Statistic statistic, List<Expr> of, List<BigDecimal> parameters, Expr where)
      implements Metric {

    /**
     * Refuses parts that the statistic does not take.
     *
     * @throws IllegalArgumentException with what it takes
     */
    public Summary {
      Args.notNull(statistic, "statistic");
      of = statistic.normal(Args.noNulls(of, "expressions"));
      Args.notNull(where, "where");
      List<BigDecimal> checked = new ArrayList<>();
      Args.notNull(parameters, "parameters");
      statistic.check(of, parameters);
      for (int i = 0; i < parameters.size(); i++) {
        checked.add(statistic.parameters().get(i).checked(parameters.get(i)));
      }
      parameters = List.copyOf(checked);
      of.forEach(Nesting::check);
      Nesting.check(where);
    }

    /** Whether values of the data are among what it comes to. */
    boolean tellsValues() {
      return statistic == Statistic.VALUE_COUNTS
          || statistic == Statistic.UNEXPECTED_VALUES
          || statistic == Statistic.DIFFERING_VALUES
          || (!of.isEmpty() && statistic.takes(0) == Signature.Takes.ORDERED);
    }

    /** The expression at a place. */
    public Expr of(int at) {
      return of.get(at);
    }

    /** The last expression: of conflicting values, what the key should determine. */
    public Expr last() {
      return of.get(of.size() - 1);
    }

    /** The set that the first expression is compared with. */
    public List<Constant> members() {
      return of.stream().skip(1).map(each -> ((Expr.Literal) each).constant()).toList();
    }

    /** The name of the other dataset that the first expression is compared with. */
    public String dataset() {
      return ((Constant.Text) other()).value();
    }

    /** Whether it compares values with those of another dataset. */
    public boolean isOfTwo() {
      return statistic.isOfTwo() && other() instanceof Constant.Text;
    }

    /** The baseline that values are compared with; null if they are not. */
    public @Nullable Baseline baseline() {
      return statistic.isOfTwo() && other() instanceof Constant.BaselineValue baseline
          ? baseline.value()
          : null;
    }

    private Constant other() {
      return ((Expr.Literal) of(1)).constant();
    }

    /** The key that it is of; of conflicting values, what should determine the last. */
    public Key key() {
      return new Key(statistic == Statistic.CONFLICTING_VALUES ? of.subList(0, of.size() - 1) : of);
    }

    @Override
    public <R> R fold(Fold<R> fold) {
      return fold.summary(this);
    }
  }

  /**
   * An aggregate expression in Spark SQL that gives one number: only on a Dataset.
   *
   * @param where which rows; {@link Expr.Literal#TRUE} for all
   */
  record Sql(String text, Expr where) implements Metric {

    public Sql {
      Args.notBlank(text, "SQL expression");
      Nesting.check(Args.notNull(where, "where"));
    }

    @Override
    public <R> R fold(Fold<R> fold) {
      return fold.sql(this);
    }
  }

  /**
   * A metric of another dataset of the run. The condition of a {@code where} around it is about the
   * rows of this dataset, and so not about it.
   *
   * @param dataset the name that the run gives it
   */
  record Elsewhere(String dataset, Metric metric) implements Metric {

    /**
     * Refuses what is of a third dataset.
     *
     * @throws IllegalArgumentException with the remedy
     */
    public Elsewhere {
      Args.notBlank(dataset, "name of a dataset");
      Args.notNull(metric, "metric");
      if (!metric.elsewhere().isEmpty()) {
        throw new IllegalArgumentException(
            "A metric of "
                + dataset
                + " is of its rows alone: combine it with one of "
                + metric.elsewhere().get(0).dataset()
                + " outside of in(\""
                + dataset
                + "\")");
      }
      metric.summaries().stream()
          .filter(Summary::isOfTwo)
          .findFirst()
          .ifPresent(
              each -> {
                throw new IllegalArgumentException(
                    "The "
                        + English.of(each)
                        + " compares two datasets, and what is asked of "
                        + dataset
                        + " is of its rows alone: say it in a check of "
                        + dataset);
              });
      if (metric.scopes().isEmpty()) {
        throw new IllegalArgumentException("A constant alone is no metric");
      }
    }

    @Override
    public <R> R fold(Fold<R> fold) {
      return fold.elsewhere(this);
    }
  }

  /** A constant that a metric is combined with. */
  record Literal(Constant.Num number) implements Metric {

    public Literal {
      Args.notNull(number, "number");
    }

    @Override
    public <R> R fold(Fold<R> fold) {
      return fold.literal(this);
    }
  }

  /**
   * A number made of two numeric metrics, each over rows of its own, or of a metric and a constant.
   */
  record Combination(Operation operation, Metric left, Metric right) implements Metric {

    private static final int MOST = 100;

    /**
     * Refuses more parts than people can read, a constant before a metric, and a division by the
     * constant 0.
     *
     * @throws IllegalArgumentException with the remedy
     */
    public Combination {
      Args.notNull(operation, "operation");
      if (parts(Args.notNull(left, "first metric")) + parts(Args.notNull(right, "second metric"))
          > MOST) {
        throw new IllegalArgumentException(
            "A metric may be made of "
                + MOST
                + " summaries, and this is made of more: compute what they have in common as an"
                + " expression, as in a.plus(b).sum()");
      }
      if (left instanceof Literal) {
        throw new IllegalArgumentException(
            "The first of two that are combined must be a metric; only the second may be a number");
      }
      if (operation.divides() && right instanceof Literal l && l.number().value().signum() == 0) {
        throw new IllegalArgumentException("A metric cannot be divided by 0");
      }
    }

    /** The summaries and constants that a metric is made of. */
    private static int parts(Metric metric) {
      return metric.fold(
          new Fold<Integer>() {
            @Override
            public Integer summary(Summary summary) {
              return 1;
            }

            @Override
            public Integer literal(Literal literal) {
              return 1;
            }

            @Override
            public Integer sql(Sql sql) {
              return 1;
            }

            @Override
            public Integer elsewhere(Elsewhere elsewhere) {
              return parts(elsewhere.metric());
            }

            @Override
            public Integer combination(Combination combination, Integer left, Integer right) {
              return left + right;
            }
          });
    }

    @Override
    public <R> R fold(Fold<R> fold) {
      R first = left.fold(fold);
      return fold.combination(this, first, right.fold(fold));
    }
  }
}
