package dev.assay.dq;

/** What a run will do: known before any of it starts. */
public interface Plan {

  /**
   * What a run costs an engine.
   *
   * @param jobs Spark jobs; 0 where there is no Spark
   * @param shuffles exchanges of data between tasks, beyond those that the source itself needs
   * @param note what the numbers assume, in English; may be empty
   */
  record Cost(int jobs, int shuffles, String note) {}

  /** How many jobs and shuffles to expect. */
  Cost cost();

  /**
   * The plan for people: what is shared, the passes with what each computes, reads and why, and the
   * cost.
   */
  String explain();
}
