package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.Signature;
import dev.assay.dq.internal.model.Statistic;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.MetricDecomposition;
import dev.assay.dq.internal.plan.Types;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.result.MetricValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the value of a metric is made of what was measured, worked out once: for all rows on the
 * driver, and for each group in a task.
 */
final class MetricProgram {

  /** What makes a value of measurements, in the order of the program's aggregates. */
  private interface Step {
    Evaluation of(List<Measurement> measured);
  }

  /** What another dataset says of a metric. */
  interface Elsewhere {

    /** For groups of rows, which no other dataset has. */
    Elsewhere NOWHERE =
        metric -> {
          throw new IllegalArgumentException("not of a group: " + metric);
        };

    Evaluation of(Metric.Elsewhere metric);
  }

  /** What is shown of values of the data in a note. */
  interface Telling {

    /** Where no note is read. */
    Telling ALL = (metric, value) -> value;

    MetricValue of(Metric.Summary metric, MetricValue value);
  }

  private final Map<ColumnRef, Schema.Type> types;
  private final List<Aggregate> aggregates;
  private final Elsewhere elsewhere;
  private final Telling telling;
  private final Step step;
  private final TypeKind width;

  /**
   * A program.
   *
   * @param aggregates those whose measurements will be given; all that the metric needs
   */
  MetricProgram(Metric metric, Map<ColumnRef, Schema.Type> types, List<Aggregate> aggregates) {
    this(metric, types, aggregates, Elsewhere.NOWHERE, Telling.ALL);
  }

  /** A program that asks other datasets as well. */
  MetricProgram(
      Metric metric,
      Map<ColumnRef, Schema.Type> types,
      List<Aggregate> aggregates,
      Elsewhere elsewhere,
      Telling telling) {
    this.types = types;
    this.aggregates = aggregates;
    this.elsewhere = elsewhere;
    this.telling = telling;
    this.step = metric.fold(new Steps(metric));
    this.width = metric instanceof Metric.Summary summary ? width(summary) : TypeKind.DOUBLE;
  }

  /** The value, of measurements none of which failed. */
  Evaluation evaluate(List<Measurement> measured) {
    return step.of(measured);
  }

  /** The floating-point type that holds the value, if it is floating point. */
  TypeKind width() {
    return width;
  }

  private int slot(Aggregate aggregate) {
    int slot = aggregates.indexOf(aggregate);
    if (slot < 0) {
      throw new IllegalArgumentException("not measured: " + aggregate);
    }
    return slot;
  }

  /**
   * The floating-point type that holds a metric's value, if the value is floating point: a value of
   * the data has the type of what it is a value of.
   */
  private TypeKind width(Metric.Summary metric) {
    boolean ofData =
        metric.statistic() == Statistic.VALUE_COUNTS
            || (!metric.of().isEmpty() && metric.statistic().takes(0) == Signature.Takes.ORDERED);
    return ofData ? dataWidth(metric) : TypeKind.DOUBLE;
  }

  /** The floating-point type of the values that a metric is of. */
  private TypeKind dataWidth(Metric.Summary metric) {
    return !metric.of().isEmpty() && Types.of(metric.of(0), types).kind() == TypeKind.FLOAT
        ? TypeKind.FLOAT
        : TypeKind.DOUBLE;
  }

  private final class Steps implements Metric.Fold<Step> {

    private final Metric whole;

    Steps(Metric whole) {
      this.whole = whole;
    }

    @Override
    public Step summary(Metric.Summary metric) {
      int rows = slot(new Aggregate.Rows(metric.where()));
      int[] slots =
          MetricDecomposition.aggregatesOf(metric).stream()
              .mapToInt(MetricProgram.this::slot)
              .toArray();
      TypeKind ofData = dataWidth(metric);
      return measured -> {
        List<Measurement> parts = new ArrayList<>(slots.length);
        for (int slot : slots) {
          parts.add(measured.get(slot));
        }
        long inScope = ((Measurement.Rows) measured.get(rows)).rows();
        return new Evaluator(metric, inScope, parts, ofData, telling).evaluate().naming(metric);
      };
    }

    @Override
    public Step sql(Metric.Sql sql) {
      int slot = slot(MetricDecomposition.aggregateOf(sql));
      return measured -> {
        Object value = ((Measurement.Sql) measured.get(slot)).value();
        if (value == null) {
          return Evaluation.none("the SQL gives null", 0);
        }
        MetricValue number = MetricValue.of(value);
        return new Evaluation(number, 0, Meets.isNaN(number) ? "the SQL gives NaN" : null, null);
      };
    }

    @Override
    public Step literal(Metric.Literal literal) {
      MetricValue number = new MetricValue.Exact(literal.number().value());
      Evaluation constant = Evaluation.of(new MetricValue.Combined(number, List.of()), 0);
      return measured -> constant;
    }

    @Override
    public Step elsewhere(Metric.Elsewhere metric) {
      return measured -> elsewhere.of(metric);
    }

    @Override
    public Step combination(Metric.Combination metric, Step left, Step right) {
      String first = metric.left().fold(new Names(whole));
      String second = metric.right().fold(new Names(whole));
      return measured ->
          combined(metric, part(first, left.of(measured)), part(second, right.of(measured)));
    }
  }

  private static Evaluation combined(Metric.Combination metric, Evaluation a, Evaluation b) {
    if (a.error() != null || b.error() != null) {
      return a.error() == null ? b : a;
    }
    long leftOut = a.leftOut() == 0 && b.leftOut() == 0 ? 0 : -1;
    String notes = Evaluation.note(a.note(), b.note());
    if (!(a.value() instanceof MetricValue.Combined one)
        || !(b.value() instanceof MetricValue.Combined other)) {
      return new Evaluation(null, leftOut, notes, null);
    }
    List<MetricValue.Part> parts = new ArrayList<>(one.parts());
    parts.addAll(other.parts());
    MetricValue value = Arithmetic.of(metric.operation(), one.bare(), other.bare());
    if (value == null) {
      String zero = "the divisor, " + English.of(metric.right()) + ", is 0";
      return new Evaluation(null, leftOut, Evaluation.note(zero, notes), null);
    }
    boolean infinite = Meets.isNaN(value) && !Meets.isNaN(one) && !Meets.isNaN(other);
    return new Evaluation(
        new MetricValue.Combined(value, parts),
        leftOut,
        Evaluation.note(infinite ? "infinite values make the metric NaN" : null, notes),
        null);
  }

  /**
   * What a combination says of a summary that it is made of, by its name.
   *
   * @param name null of a part that is a combination or a constant
   */
  private static Evaluation part(@Nullable String name, Evaluation found) {
    if (name == null || found.error() != null) {
      return found;
    }
    String note = found.note() == null ? null : name + ": " + found.note();
    MetricValue value = found.value();
    if (value == null) {
      return new Evaluation(null, found.leftOut(), note, null);
    }
    if (!Arithmetic.isNumber(value.bare())) {
      return Evaluation.failed(
          "the " + name + " is not a number in the data, and only numbers can be combined");
    }
    String nulls = found.leftOut() > 0 ? Numbers.skipped(found.leftOut()) + " in " + name : null;
    return new Evaluation(
        new MetricValue.Combined(value, List.of(new MetricValue.Part(name, value))),
        found.leftOut(),
        Evaluation.note(note, nulls),
        null);
  }

  /** What a part of a metric is called in it; null where its own parts are. */
  private record Names(Metric whole) implements Metric.Fold<@Nullable String> {

    @Override
    public String summary(Metric.Summary summary) {
      return English.of(summary, whole);
    }

    @Override
    public String sql(Metric.Sql sql) {
      return English.of(sql, whole);
    }

    @Override
    public String elsewhere(Metric.Elsewhere elsewhere) {
      return English.of(elsewhere, whole);
    }

    @Override
    public @Nullable String literal(Metric.Literal literal) {
      return null;
    }

    @Override
    public @Nullable String combination(
        Metric.Combination combination, @Nullable String left, @Nullable String right) {
      return null;
    }
  }
}
