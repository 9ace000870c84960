package dev.assay.dq.result;

import java.io.Serializable;

/**
 * A constraint that says of no single row whether it is good.
 *
 * @param check the name of its check
 * @param constraint its id, unique in the check
 * @param description its name, or the sentence
 * @param reason why no row is marked for it
 */
public record UnmarkedConstraint(String check, String constraint, String description, String reason)
    implements Serializable {

  @Override
  public String toString() {
    return "[" + check + "] " + description + ": " + reason;
  }
}
