package dev.assay.dq.internal.plan;

import dev.assay.dq.Constraint;
import dev.assay.dq.Plan;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Schema;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run will do, as the engines need to know it.
 *
 * @param passes the passes in the order they run
 * @param types the types of all columns that the constraints use, by exact name
 * @param lookups the keys that are looked up in other datasets, by the column of the constraints
 *     that holds what comes of it
 * @param others what is computed of other datasets, by their names: one check each, of what the
 *     constraints ask of it
 * @param asOf the time of the run, which stands for itself in no constraint any more
 */
public record RunPlan(
    String engine,
    List<BoundCheck> checks,
    List<Pass> passes,
    Map<ColumnRef, Schema.Type> types,
    Schema schema,
    Cost cost,
    Map<ColumnRef, Lookup> lookups,
    Map<String, RunPlan> others,
    Instant asOf)
    implements Plan {

  /** What the engines know of a plan that this library has made. */
  public static RunPlan of(Plan plan) {
    return (RunPlan) plan;
  }

  /** The same with something that a reader should know of what it costs. */
  public RunPlan noting(String more) {
    String note = cost.note().isEmpty() ? more : cost.note() + "; " + more;
    return new RunPlan(
        engine,
        checks,
        passes,
        types,
        schema,
        new Cost(cost.jobs(), cost.shuffles(), note),
        lookups,
        others,
        asOf);
  }

  /** The same, of which only some checks are judged. */
  public RunPlan judging(List<BoundCheck> some, String where) {
    return new RunPlan(where, some, passes, types, schema, cost, lookups, others, asOf);
  }

  /**
   * The columns of a whole-row key: all of them.
   *
   * @return exact names in the order of the schema
   */
  public List<ColumnRef> wholeRow() {
    return schema.fields().stream().map(field -> ColumnRef.exactly(field.name())).toList();
  }

  /** What a metric of another dataset is made of there. */
  public BoundConstraint asked(Metric.Elsewhere metric) {
    return others.get(metric.dataset()).checks().get(0).constraints().stream()
        .filter(each -> ((Constraint.OnMetric) each.declared()).metric().equals(metric.metric()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not planned: " + metric));
  }

  /** The keys that a pass looks up. */
  public List<Lookup> lookups(Pass pass) {
    return lookups(pass.columns());
  }

  /** The keys that are looked up for columns. */
  public List<Lookup> lookups(Collection<ColumnRef> columns) {
    return columns.stream().filter(lookups::containsKey).map(lookups::get).toList();
  }

  /**
   * The columns of the data that have to be read for others, of which some hold what comes of
   * looking keys up.
   */
  public Set<ColumnRef> read(Collection<ColumnRef> columns) {
    Set<ColumnRef> read = new LinkedHashSet<>();
    for (ColumnRef each : columns) {
      Lookup lookup = lookups.get(each);
      if (lookup == null) {
        read.add(each);
      } else {
        lookup.parts().forEach(part -> read.addAll(SampleColumns.of(part)));
      }
    }
    return read;
  }

  /**
   * The names of all columns that a value is of, those included of what was found in another
   * dataset.
   */
  public List<String> names(Collection<ColumnRef> columns) {
    Set<ColumnRef> all = read(columns);
    lookups(columns).stream()
        .filter(each -> each.value() != null)
        .forEach(each -> all.addAll(SampleColumns.of(each.value().metric())));
    return all.stream().map(ColumnRef::text).toList();
  }

  /** The same, and what was found for a key where that is a value. */
  Set<ColumnRef> shown(Collection<ColumnRef> columns) {
    Set<ColumnRef> shown = read(columns);
    lookups(columns).stream()
        .filter(each -> each.value() != null)
        .forEach(each -> shown.add(each.column()));
    return shown;
  }

  @Override
  public List<String> unreadColumns() {
    Set<ColumnRef> read = new HashSet<>();
    for (Pass pass : passes) {
      Collection<ColumnRef> columns = pass.readsAll() ? wholeRow() : read(pass.columns());
      columns.forEach(each -> read.add(ColumnRef.exactly(each.parts().get(0))));
    }
    return wholeRow().stream().filter(each -> !read.contains(each)).map(ColumnRef::text).toList();
  }

  @Override
  public String explain() {
    return PlanText.of(this);
  }
}
