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
import dev.assay.dq.local.Fields;
import dev.assay.dq.result.Sample;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Data that a plan can run over. */
interface Source extends EngineCapabilities {

  /** How scans are to run, where there is a choice. */
  void use(ScanStrategy strategy);

  /** How keys are to be counted, where there is a choice. */
  void use(KeyStrategy strategy);

  /** How many scans are to run at a time, where there are several. */
  void useAtOnce(int scans);

  int scansAtOnce();

  /** Gives the run another dataset, which constraints know by a name. */
  void with(String name, Dataset<Row> other);

  /** Gives the run other records, which constraints know by a name. */
  <U> void with(String name, JavaRDD<U> other, Fields<U> fields);

  /** Has constraints know these data by a name as well, as if they were other data. */
  void withItself(String name);

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
