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
   * Arranges the passes of a run: divides one that is better run as several, or runs it elsewhere.
   *
   * @param passes a pass of each kind that is needed, with all aggregates of its kind
   * @param types the types of the columns
   * @return what is run; the passes themselves where they are best as they are
   */
  List<Part> arrange(List<Pass> passes, Map<ColumnRef, Schema.Type> types);

  /**
   * A part of a pass.
   *
   * @param kind how it runs
   * @param aggregates what it computes
   * @param reason why, in English
   */
  record Part(PassKind kind, List<Aggregate> aggregates, String reason) {

    /**
     * A pass as it is.
     *
     * @param pass the pass
     * @return all of it
     */
    public static Part of(Pass pass) {
      return new Part(pass.kind(), pass.aggregates(), pass.reason());
    }
  }

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
