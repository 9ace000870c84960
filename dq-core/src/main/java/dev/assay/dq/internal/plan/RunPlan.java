package dev.assay.dq.internal.plan;

import dev.assay.dq.Plan;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a run will do, as the engines need to know it.
 *
 * @param passes the passes in the order they run
 * @param types the types of all columns that the constraints use, by exact name
 * @param asOf the time of the run, which stands for itself in no constraint any more
 */
public record RunPlan(
    String engine,
    List<BoundCheck> checks,
    List<Pass> passes,
    Map<ColumnRef, Schema.Type> types,
    Schema schema,
    Cost cost,
    Instant asOf)
    implements Plan {

  /** What the engines know of a plan that this library has made. */
  public static RunPlan of(Plan plan) {
    return (RunPlan) plan;
  }

  /**
   * The columns of a whole-row key: all of them.
   *
   * @return exact names in the order of the schema
   */
  public List<ColumnRef> wholeRow() {
    return schema.fields().stream().map(field -> ColumnRef.exactly(field.name())).toList();
  }

  @Override
  public String explain() {
    return PlanText.of(this);
  }
}
