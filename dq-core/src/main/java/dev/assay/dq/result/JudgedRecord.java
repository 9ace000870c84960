package dev.assay.dq.result;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A record and what it violates. It is as serializable as the record, and no record of Java's, so
 * that Kryo can write it.
 *
 * @param <T> the class of the record
 */
@SuppressWarnings("serial") // the record, which is the user's
public final class JudgedRecord<T> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final T value;
  private final ArrayList<Violation> violations;
  private final boolean good;

  /**
   * A judged record.
   *
   * @param good whether it violates no constraint of severity ERROR, those left out included
   */
  public JudgedRecord(T value, List<Violation> violations, boolean good) {
    this.value = value;
    this.violations = new ArrayList<>(violations);
    this.good = good;
  }

  /** The record as it was given. */
  public T value() {
    return value;
  }

  /** What it violates, in the order of declaration; empty if it is clean. */
  public List<Violation> violations() {
    return Collections.unmodifiableList(violations);
  }

  /** Whether it violates no constraint of severity ERROR. */
  public boolean isGood() {
    return good;
  }

  @Override
  public String toString() {
    return value + (violations.isEmpty() ? "" : " " + violations);
  }
}
