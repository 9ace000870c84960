package dev.assay.dq.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A named list of constraints with one severity. Immutable: {@link #require} returns a new check.
 *
 * <pre>{@code
 * Check orders = Check.error("orders")
 *     .require(
 *         rowCount().isAtLeast(1_000),
 *         string("email").isComplete(),
 *         number("amount").isNonNegative().where(string("status").isEqualTo("PAID")));
 * }</pre>
 *
 * @param name what reports call it; unique in a run
 * @param severity whether a failure makes the run fail
 * @param constraints in the order of declaration
 * @param tags words to find it by
 */
public record Check(String name, Severity severity, List<Constraint> constraints, List<String> tags)
    implements Serializable {

  /**
   * Checks the parts.
   *
   * @param name what reports call it; unique in a run
   * @param severity whether a failure makes the run fail
   * @param constraints in the order of declaration
   * @param tags words to find it by
   * @throws IllegalArgumentException if the name is blank or a part is null
   */
  public Check {
    Args.notBlank(name, "name of the check");
    Args.notNull(severity, "severity");
    constraints = Args.noNulls(constraints, "constraints of check [" + name + "]");
    tags = List.copyOf(new LinkedHashSet<>(Args.noNulls(tags, "tags")));
  }

  /**
   * Starts a check whose failure makes the run fail.
   *
   * @param name what reports call it
   * @return a check without constraints yet
   */
  public static Check error(String name) {
    return new Check(name, Severity.ERROR, List.of(), List.of());
  }

  /**
   * Starts a check whose failure is shown and does not make the run fail.
   *
   * @param name what reports call it
   * @return a check without constraints yet
   */
  public static Check warning(String name) {
    return new Check(name, Severity.WARNING, List.of(), List.of());
  }

  /**
   * Adds requirements; a bare predicate must hold for every row.
   *
   * @param requirements predicates and constraints
   * @return the longer check
   * @throws IllegalArgumentException if one is null
   */
  public Check require(Requirement... requirements) {
    Args.notNull(requirements, "requirements of check [" + name + "]");
    return require(java.util.Arrays.asList(requirements));
  }

  /**
   * Adds requirements; a bare predicate must hold for every row.
   *
   * @param requirements predicates and constraints
   * @return the longer check
   * @throws IllegalArgumentException if one is null
   */
  public Check require(Iterable<? extends Requirement> requirements) {
    List<Constraint> all = new ArrayList<>(constraints);
    for (Requirement each : Args.noNulls(requirements, "requirements of check [" + name + "]")) {
      all.add(each.toConstraint());
    }
    return new Check(name, severity, all, tags);
  }

  /**
   * Adds all constraints of other checks; name and severity stay.
   *
   * @param others checks to take the constraints of
   * @return the longer check
   */
  public Check including(Check... others) {
    List<Constraint> all = new ArrayList<>(constraints);
    for (Check other : Args.noNulls(Args.list(others, "checks"), "checks")) {
      all.addAll(other.constraints);
    }
    return new Check(name, severity, all, tags);
  }

  /**
   * Tags the check.
   *
   * @param more words to find it by
   * @return the tagged check
   */
  public Check tagged(String... more) {
    List<String> all = new ArrayList<>(tags);
    all.addAll(Args.list(more, "tags"));
    return new Check(name, severity, constraints, all);
  }
}
