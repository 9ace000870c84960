package dev.assay.dq.plan;

import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Predicate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an engine can do, as the planner needs to know it. */
public interface SourceRules {

  /**
   * The engine in English.
   *
   * @return for example {@code a Spark DataFrame}
   */
  String engine();

  /**
   * Where an aggregate is computed.
   *
   * @param aggregate the aggregate
   * @param runsCode whether one of its predicates is Java code
   * @return the pass
   */
  PassKind passOf(Aggregate aggregate, boolean runsCode);

  /**
   * Why a pass is needed.
   *
   * @param kind the pass
   * @return a clause in English
   */
  String reason(PassKind kind);

  /**
   * What is wrong with a SQL expression as a row predicate here.
   *
   * @param expression the expression
   * @return the problem with the fix, or null if there is none
   */
  @Nullable String sqlProblem(Predicate.Sql expression);

  /**
   * What this engine cannot do with two columns that are compared, beyond what their types forbid
   * everywhere.
   *
   * @param comparison the comparison, with exact names
   * @param types the types of the columns
   * @return the problem with the fix, or null if there is none
   */
  @Nullable String comparisonProblem(
      Predicate.CompareColumns comparison, Map<ColumnRef, Schema.Type> types);

  /**
   * What this engine cannot do with an aggregate.
   *
   * @param aggregate the aggregate, with exact names
   * @param types the types of the columns
   * @return the problem with the fix, or null if there is none
   */
  @Nullable String aggregateProblem(Aggregate aggregate, Map<ColumnRef, Schema.Type> types);

  /**
   * Divides a pass that is better run as several, or elsewhere.
   *
   * @param pass a pass with all aggregates of its kind
   * @param types the types of the columns
   * @return the parts in the order they run; the pass itself where it is best as it is
   */
  List<Part> arrange(Pass pass, Map<ColumnRef, Schema.Type> types);

  /**
   * A part of a pass.
   *
   * @param kind how it runs
   * @param aggregates what it computes
   * @param reason why, in English
   */
  record Part(PassKind kind, List<Aggregate> aggregates, String reason) {}

  /**
   * Whether Java code travels to other processes, so that it must be serializable.
   *
   * @return true on Spark
   */
  boolean shipsCode();

  /**
   * The cost of a run.
   *
   * @param passes its passes
   * @return jobs and shuffles
   */
  Plan.Cost cost(List<Pass> passes);
}
