package dev.assay.dq.internal.execute;

import dev.assay.dq.Constraint;
import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.internal.plan.SampleColumns;
import dev.assay.dq.internal.plan.Types;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.Measurements;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.Sample;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Those keys that occur most often, with how often they do: the most frequent first, then in the
 * order of keys. Filled with different keys, some for each part of them, and merged; bounded in
 * keys and in bytes, however many are added. Not thread-safe.
 */
public final class RepeatedKeys implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Comparator<Repeated> MOST_FIRST =
      Comparator.<Repeated>comparingLong(each -> each.count)
          .reversed()
          .thenComparing(each -> each.parts, GroupTotals::compare);

  private final List<String> names;
  private final TypeKind[] kinds;
  private final int limit;
  private final int longest;

  @SuppressWarnings("serial") // an array list
  private final ArrayList<Repeated> kept = new ArrayList<>();

  private static final class Repeated implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an array list of serializable values
    private final ArrayList<@Nullable Object> parts;

    private final long count;

    Repeated(List<? extends @Nullable Object> parts, long count) {
      this.parts = new ArrayList<>(parts);
      this.count = count;
    }
  }

  private RepeatedKeys(List<String> names, TypeKind[] kinds, int limit, int longest) {
    this.names = names;
    this.kinds = kinds;
    this.limit = limit;
    this.longest = longest;
  }

  /**
   * Of no keys yet.
   *
   * @param counted which keys, of which rows
   * @param wanted how many of them
   * @param constraints how many constraints share the bytes of samples
   */
  public static RepeatedKeys of(
      RunPlan plan, Aggregate.Groups counted, int wanted, int constraints) {
    List<String> names = new ArrayList<>();
    List<TypeKind> kinds = new ArrayList<>();
    if (counted.key().isWholeRow()) {
      plan.schema()
          .fields()
          .forEach(
              field -> {
                names.add(ColumnRef.exactly(field.name()).text());
                kinds.add(field.type().kind());
              });
    } else {
      counted.key().parts().forEach(part -> names.add(name(part)));
      counted.key().parts().forEach(part -> kinds.add(Types.of(part, plan.types()).kind()));
    }
    int limit = SampleRows.most(wanted, names.size(), constraints);
    return new RepeatedKeys(
        List.copyOf(names),
        kinds.toArray(TypeKind[]::new),
        limit,
        SampleRows.longest(limit * names.size(), constraints));
  }

  /** The parts of a key as it is counted: a list, or the only one. */
  public static @Nullable Object[] parts(Object key) {
    return key instanceof List<?> parts ? parts.toArray() : new Object[] {key};
  }

  /** What a part of a key is called where its value is shown. */
  static String name(Expr part) {
    return part instanceof Expr.Column column ? column.ref().text() : English.of(part);
  }

  /** The same without any keys. */
  public RepeatedKeys empty() {
    return new RepeatedKeys(names, kinds, limit, longest);
  }

  /**
   * Adds a key that differs from all others that are added; one that occurs once is none of these.
   *
   * @param key canonical values or their keys; nulls only in whole rows
   * @param count how often it occurs
   */
  public void add(@Nullable Object[] key, long count) {
    boolean full = kept.size() == limit;
    if (count < 2 || (full && count < kept.get(limit - 1).count)) {
      return;
    }
    ArrayList<@Nullable Object> parts = new ArrayList<>(key.length);
    for (int i = 0; i < key.length; i++) {
      Object part = key[i] == null ? null : Values.key(key[i]);
      parts.add(SampleRows.cut(GroupTotals.shown(part, kinds[i]), longest));
    }
    keep(new Repeated(parts, count));
  }

  private void keep(Repeated key) {
    FirstOnes.keep(kept, key, MOST_FIRST, limit);
  }

  /** Adds other keys. */
  public RepeatedKeys merge(RepeatedKeys other) {
    other.kept.forEach(this::keep);
    return this;
  }

  /** The keys with their names. */
  public List<Sample> samples() {
    return kept.stream()
        .map(
            each ->
                new Sample(
                    SampleCollector.sample(names, each.parts.toArray()).values(), each.count))
        .toList();
  }

  /**
   * The constraints of a run that failed because keys repeat, with what counts these keys. One that
   * would fail as well if each key occurred once is not among them.
   */
  public static Map<BoundConstraint, Aggregate.Groups> wanted(RunPlan plan, Measurements measured) {
    Map<BoundConstraint, Aggregate.Groups> wanted = new LinkedHashMap<>();
    for (BoundConstraint each : SampleCollector.suspects(plan, measured)) {
      if (each.bound() instanceof Constraint.OnMetric c
          && c.metric() instanceof Metric.Summary summary
          && wouldHold(c, summary)
          && VerdictEvaluator.fails(plan, measured, each)
          && counted(each, summary) instanceof Aggregate.Groups counted
          && measured.of(counted) instanceof Measurement.Groups groups
          && groups.repeatedRows() > 0) {
        wanted.put(each, counted);
      }
    }
    return wanted;
  }

  /** Whether a constraint holds where no key repeats. */
  private static boolean wouldHold(Constraint.OnMetric c, Metric.Summary summary) {
    BigDecimal ideal = summary.statistic().ofUniqueKeys();
    Expectation strictest = c.warning() == null ? c.expectation() : c.warning();
    return ideal != null
        && strictest.metric() == null
        && strictest.past() == null
        && Boolean.TRUE.equals(
            strictest.accept(new Meets(new MetricValue.Exact(ideal), TypeKind.DECIMAL, null)));
  }

  /** The columns of each part of the keys that repeat for a constraint, by its name. */
  static Map<String, List<String>> columns(RunPlan plan, BoundConstraint bound) {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    if (bound.bound() instanceof Constraint.OnMetric c
        && c.metric() instanceof Metric.Summary summary) {
      if (summary.key().isWholeRow()) {
        plan.wholeRow().forEach(each -> columns.put(each.text(), List.of(each.text())));
      } else {
        summary
            .key()
            .parts()
            .forEach(each -> columns.put(name(each), plan.names(SampleColumns.of(each))));
      }
    }
    return columns;
  }

  /** What counts the keys of a metric; null if it is about none. */
  private static @Nullable Aggregate counted(BoundConstraint bound, Metric.Summary summary) {
    for (Aggregate each : bound.aggregates()) {
      if (each instanceof Aggregate.Groups groups
          && summary.statistic().ofUniqueKeys() != null
          && groups.key().equals(summary.key())
          && groups.scope().equals(summary.where())) {
        return groups;
      }
    }
    return null;
  }

  /** What is said of a failure: how many keys repeat. */
  static @Nullable String note(Metric metric, BoundConstraint bound, Measurements measured) {
    return metric instanceof Metric.Summary summary
            && counted(bound, summary) instanceof Aggregate.Groups counted
            && measured.of(counted) instanceof Measurement.Groups groups
            && groups.distinct() > groups.once()
        ? said(groups.distinct() - groups.once(), groups.distinct(), summary.key().isWholeRow())
        : null;
  }

  private static String said(long repeated, long distinct, boolean rows) {
    return Numbers.grouped(repeated)
        + " of "
        + Numbers.grouped(distinct)
        + (rows ? " different row" : " key")
        + (distinct == 1 ? "" : "s")
        + (repeated == 1 ? " occurs" : " occur")
        + " more than once";
  }
}
