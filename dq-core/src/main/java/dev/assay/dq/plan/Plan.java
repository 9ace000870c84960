package dev.assay.dq.plan;

import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run will do: known before any of it starts.
 *
 * @param passes the passes in the order they run
 * @param types the types of all columns that the constraints use, by exact name
 * @param cost how many jobs and shuffles to expect, in English
 */
public record Plan(
    String engine,
    List<BoundCheck> checks,
    List<Pass> passes,
    Map<ColumnRef, Schema.Type> types,
    Schema schema,
    Cost cost) {

  /**
   * What a run costs an engine.
   *
   * @param jobs Spark jobs; 0 where there is no Spark
   * @param shuffles exchanges of data between tasks, beyond those that the source itself needs
   * @param note what the numbers assume, in English; may be empty
   */
  public record Cost(int jobs, int shuffles, String note) {}

  /**
   * The columns of a whole-row key: all of them.
   *
   * @return exact names in the order of the schema
   */
  public List<ColumnRef> wholeRow() {
    return schema.fields().stream().map(field -> ColumnRef.exactly(field.name())).toList();
  }

  /**
   * The pass that computes an aggregate.
   *
   * @return its pass, if the plan has it
   */
  public Optional<Pass> passOf(Aggregate aggregate) {
    return passes.stream().filter(pass -> pass.aggregates().contains(aggregate)).findFirst();
  }

  /**
   * The plan for people: what is shared, the passes with what each computes, reads and why, and the
   * cost.
   */
  public String explain() {
    return PlanText.of(this);
  }
}
