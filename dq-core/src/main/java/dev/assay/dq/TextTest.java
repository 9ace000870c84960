package dev.assay.dq;

import java.io.Serializable;

/**
 * A judgement of one text in Java code: what a regular expression cannot decide, such as a check
 * digit. It is shipped to the executors, so whatever it captures must be serializable; it must be
 * thread-safe and give the same answer for the same text.
 */
@FunctionalInterface
public interface TextTest extends Serializable {

  /**
   * Judges a text that the pattern beside it matches.
   *
   * @throws Exception whatever the judgement may throw; it becomes the cause of the constraint's
   *     error, and leaves all others alone
   */
  boolean test(String text) throws Exception;
}
