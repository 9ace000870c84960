package dev.assay.dq.internal.plan;

import dev.assay.dq.Plan;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Schema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an engine can do, as the planner needs to know it. */
public interface EngineCapabilities {

  /**
   * The engine in English.
   *
   * @return for example {@code a Spark DataFrame}
   */
  String engine();

  /** Where an aggregate is computed. */
  PassKind passOf(Aggregate aggregate, boolean runsCode);

  /** Why a pass is needed. */
  String reason(PassKind kind);

  /**
   * What is wrong with a SQL expression as a row predicate here.
   *
   * @return the problem with the fix, or null if there is none
   */
  @Nullable String sqlProblem(Expr.Sql expression);

  /**
   * What is wrong with a SQL expression as a metric here.
   *
   * @return the problem with the fix, or null if there is none
   */
  @Nullable String sqlMetricProblem(String expression);

  /** The files that the data are read from; null where they are not known. */
  @Nullable DataFiles files();

  /**
   * The columns of another dataset of the run.
   *
   * @param dataset the name that the run gives it
   * @return null if the run gives none that name
   */
  @Nullable Schema other(String dataset);

  /** What is wrong with the name of a dataset of which {@link #other} knows nothing. */
  default String unknown(String dataset) {
    return "the run knows no dataset of the name "
        + dataset
        + ": give it with .with(\""
        + dataset
        + "\", …)";
  }

  /** What can be done with another dataset that the run gives, as with this one. */
  EngineCapabilities capabilities(String dataset);

  /**
   * What a reader should know of a SQL expression that is accepted.
   *
   * @return the warning with the fix, or null if there is none
   */
  @Nullable String sqlWarning(Expr.Sql expression);

  /**
   * What this engine cannot do with two columns that are compared, beyond what their types forbid
   * everywhere; names are exact.
   *
   * @return the problem with the fix, or null if there is none
   */
  @Nullable String comparisonProblem(Expr left, Schema.Type a, Expr right, Schema.Type b);

  /**
   * What this engine cannot do with an aggregate.
   *
   * @param aggregate the aggregate, with exact names
   * @return the problem with the fix, or null if there is none
   */
  @Nullable String aggregateProblem(Aggregate aggregate, Map<ColumnRef, Schema.Type> types);

  /**
   * Arranges the passes of a run: divides one that is better run as several, or runs it elsewhere.
   *
   * @param passes a pass of each kind that is needed, with all aggregates of its kind
   * @return what is run; the passes themselves where they are best as they are
   */
  List<Part> arrange(List<Pass> passes, Map<ColumnRef, Schema.Type> types);

  /**
   * Divides what looks keys up and would be one pass, where that has to be run as several.
   *
   * @param aggregates all of one kind
   * @return those of each pass
   */
  Collection<List<Aggregate>> apart(PassKind kind, List<Aggregate> aggregates);

  /** A part of a pass. */
  record Part(PassKind kind, List<Aggregate> aggregates, String reason) {

    /** A pass as it is. */
    public static Part of(Pass pass) {
      return new Part(pass.kind(), pass.aggregates(), pass.reason());
    }
  }

  /** Whether Java code travels to other processes, so that it must be serializable. */
  boolean shipsCode();

  /**
   * The cost of a run.
   *
   * @param lookups the keys that are looked up, by the columns of what comes of them
   */
  Plan.Cost cost(
      List<Pass> passes, Map<ColumnRef, Lookup> lookups, Map<ColumnRef, Schema.Type> types);

  /** Records that are iterated over, without any Spark, and no others besides. */
  EngineCapabilities RECORDS_IN_MEMORY = recordsInMemory(name -> null);

  /** Records that are iterated over, without any Spark, and other ones by their names. */
  static EngineCapabilities recordsInMemory(Function<String, @Nullable Schema> others) {
    return new EngineCapabilities() {
      @Override
      public @Nullable Schema other(String dataset) {
        return others.apply(dataset);
      }

      @Override
      public EngineCapabilities capabilities(String dataset) {
        return this;
      }

      @Override
      public @Nullable DataFiles files() {
        return null;
      }

      @Override
      public String engine() {
        return "records in memory";
      }

      @Override
      public PassKind passOf(Aggregate aggregate, boolean runsCode) {
        return aggregate.work() == Aggregate.Work.SECOND ? PassKind.SECOND : PassKind.RECORDS;
      }

      @Override
      public String reason(PassKind kind) {
        return kind == PassKind.SECOND
            ? SecondLook.REASON
            : "everything in one iteration over the records";
      }

      @Override
      public String sqlProblem(Expr.Sql expression) {
        return "sql("
            + expression.text()
            + ") can be evaluated only by Spark, on a Dataset: say it with predicates or"
            + " rowSatisfies(...)";
      }

      @Override
      public String sqlMetricProblem(String expression) {
        return "sqlMetric("
            + expression
            + ") can be evaluated only by Spark, on a Dataset: say it with metrics, such as"
            + " number(\"price\").times(number(\"qty\")).sum().dividedBy(rowCount())";
      }

      @Override
      public @Nullable String sqlWarning(Expr.Sql expression) {
        return null;
      }

      @Override
      public @Nullable String comparisonProblem(
          Expr left, Schema.Type a, Expr right, Schema.Type b) {
        return null;
      }

      @Override
      public @Nullable String aggregateProblem(
          Aggregate aggregate, Map<ColumnRef, Schema.Type> types) {
        return null;
      }

      @Override
      public Collection<List<Aggregate>> apart(PassKind kind, List<Aggregate> aggregates) {
        return List.of(aggregates);
      }

      @Override
      public List<Part> arrange(List<Pass> passes, Map<ColumnRef, Schema.Type> types) {
        return passes.stream().map(Part::of).toList();
      }

      @Override
      public boolean shipsCode() {
        return false;
      }

      @Override
      public Plan.Cost cost(
          List<Pass> passes, Map<ColumnRef, Lookup> lookups, Map<ColumnRef, Schema.Type> types) {
        return new Plan.Cost(0, 0, "no Spark is started");
      }
    };
  }
}
