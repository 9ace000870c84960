package dev.assay.dq.spark;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.EngineCapabilities;
import dev.assay.dq.internal.plan.Pass;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.Measurements;
import dev.assay.dq.result.Sample;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.jspecify.annotations.Nullable;

/** Data that a plan can run over. */
interface Source extends EngineCapabilities {

  /** What the run knows besides, and how it is to go about. */
  RunData run();

  /** How many scans are to run at a time, where there are several. */
  int scansAtOnce();

  /** Another dataset of the run, to be read by itself; one of those that {@link #other} knows. */
  @Override
  Source capabilities(String dataset);

  Schema schema();

  SparkContext context();

  /**
   * Runs a pass; what the passes before it measured is given. Gives the number of all rows that it
   * has seen as well, whether or not it was asked for.
   */
  Map<Aggregate, Measurement> measure(RunPlan plan, Pass pass, Measurements soFar);

  Map<BoundConstraint, List<Sample>> samples(
      RunPlan plan, List<BoundConstraint> failed, List<ColumnRef> keys, int limit);

  /**
   * The keys that occur more than once, with how often they do.
   *
   * @param rows how many rows there are, or -1 if it is not known
   */
  JavaPairRDD<@Nullable Object[], Long> repeated(RunPlan plan, Aggregate.Groups counted, long rows);
}
