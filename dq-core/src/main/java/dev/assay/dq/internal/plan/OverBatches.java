package dev.assay.dq.internal.plan;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of several batches of rows once it is known of each: what is made of states of
 * fixed size, which merge.
 */
public final class OverBatches {

  private OverBatches() {}

  /**
   * Refuses what has to see the rows of all batches together, as far as that can be told without a
   * schema.
   *
   * @throws IllegalArgumentException if there is such a constraint
   */
  public static void require(Check check) {
    check.constraints().forEach(each -> require(check, each, problem(each)));
  }

  /**
   * The same once it is known what a constraint is made of.
   *
   * @throws IllegalArgumentException if a constraint is made of something else
   */
  public static void require(BoundCheck check) {
    check.constraints().forEach(each -> require(check.check(), each));
  }

  /**
   * Refuses what is compared with earlier runs: a batch that is run again would find itself there.
   *
   * @throws IllegalArgumentException if there is such a constraint
   */
  public static void requireNoPast(Check check) {
    check.constraints().stream()
        .filter(each -> each.past() != null)
        .findFirst()
        .ifPresent(
            each -> {
              throw new IllegalArgumentException(
                  "Check ["
                      + check.name()
                      + "] cannot be judged on a stream, because of \""
                      + each.description()
                      + "\": a batch that is run again would be among the earlier runs that it is"
                      + " compared with: verify the table that the stream writes, say once a day");
            });
  }

  private static void require(Check check, BoundConstraint bound) {
    bound.parts().forEach(part -> require(check, part));
    require(
        check,
        bound.declared(),
        first(bound.aggregates().stream().map(OverBatches::problem).toList()));
  }

  private static void require(Check check, Constraint constraint, @Nullable String problem) {
    if (problem != null) {
      throw new IllegalArgumentException(
          "Check ["
              + check.name()
              + "] cannot be judged over several batches, because of \""
              + constraint.description()
              + "\": "
              + problem);
    }
  }

  private static @Nullable String problem(Constraint constraint) {
    return constraint.accept(
        new Constraint.Visitor<@Nullable String>() {
          @Override
          public @Nullable String onRows(Constraint.OnRows c) {
            return made(c);
          }

          @Override
          public @Nullable String onMetric(Constraint.OnMetric c) {
            return c.metrics().stream().anyMatch(metric -> !metric.elsewhere().isEmpty())
                ? "another dataset may have changed from batch to batch: give it to a check of each"
                    + " batch"
                : made(c);
          }

          private @Nullable String made(Constraint c) {
            return first(
                MetricDecomposition.aggregatesOf(c).stream().map(OverBatches::problem).toList());
          }

          @Override
          public @Nullable String perGroup(Constraint.PerGroup c) {
            return problem(Aggregate.Work.GROUPED);
          }

          @Override
          public @Nullable String onSchema(Constraint.OnSchema c) {
            return null;
          }

          @Override
          public @Nullable String inOrder(Constraint.InOrder c) {
            return problem(Aggregate.Work.ORDERED);
          }

          @Override
          public @Nullable String sameRows(Constraint.SameRows c) {
            return problem(Aggregate.Work.COMPARED);
          }

          @Override
          public @Nullable String combined(Constraint.Combined c) {
            return first(c.parts().stream().map(OverBatches::problem).toList());
          }

          @Override
          public @Nullable String forEach(Constraint.ForEach c) {
            return first(c.template().stream().map(OverBatches::problem).toList());
          }
        });
  }

  private static @Nullable String first(List<@Nullable String> problems) {
    return problems.stream().filter(Objects::nonNull).findFirst().orElse(null);
  }

  private static @Nullable String problem(Aggregate aggregate) {
    String problem = problem(aggregate.work());
    if (problem != null) {
      return problem;
    }
    References read = References.of(aggregate);
    if (read.sql()) {
      return "what sql(...) says is known to Spark alone, which keeps no state of it: say it with"
          + " predicates, or make it a column of the stream, with withColumn";
    }
    return read.columns().stream().anyMatch(each -> each.isLookup())
        ? "another dataset may have changed from batch to batch: look keys up in a check of each"
            + " batch"
        : null;
  }

  private static @Nullable String problem(Aggregate.Work work) {
    return switch (work) {
      case SCAN, SKETCH -> null;
      case KEYS ->
          "the same key may be in two batches, and all keys would have to be kept: use"
              + " approxDistinctCount(), or check keys where the stream is written to";
      case PAIRS, RANKED, VALUES ->
          "the counts of all values would have to be kept: count those that matter with"
              + " predicates, or check it where the stream is written to";
      case RANKS -> "all values would have to be kept: use approxQuantile(...)";
      case SQL ->
          "what sqlMetric(...) says of two batches does not say what it is of both: use metrics of"
              + " the language";
      case GROUPED ->
          "the states of all groups would have to be kept: bound the metric of rows that"
              + " where(...) selects, or check groups where the stream is written to";
      case ORDERED ->
          "rows of two batches may be neighbours: check their order where the stream is written to";
      case COMPARED ->
          "what is compared with another dataset is all its rows: compare them where the stream is"
              + " written to";
      case SECOND ->
          "it takes a second reading, of batches that are gone: bound the mean, the standard"
              + " deviation or approxQuantile(...) instead";
    };
  }
}
