package dev.assay.dq;

import java.io.Serializable;

/**
 * A judgement of one record in Java code: the escape hatch for what no built-in predicate says.
 *
 * <p>It is shipped to the executors, so whatever it captures must be serializable; it must be
 * thread-safe and give the same answer for the same record. An exception that it throws turns its
 * constraint into an error and leaves all others alone.
 */
@FunctionalInterface
public interface RecordPredicate extends Serializable {

  /**
   * Judges one record.
   *
   * @throws Exception whatever the judgement may throw; it becomes the cause of the error
   */
  boolean test(RecordView row) throws Exception;
}
