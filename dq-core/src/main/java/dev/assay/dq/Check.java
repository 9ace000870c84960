package dev.assay.dq;

import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Notes;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
 * @param noRows the outcome of those of its constraints that had nothing to check and do not decide
 *     it themselves
 */
public record Check(
    String name,
    Severity severity,
    List<Constraint> constraints,
    OnNoRows noRows,
    List<String> tags)
    implements Serializable {

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the name is blank, a part is null, or the same is stated
   *     twice
   */
  public Check {
    Args.notBlank(name, "name of the check");
    Args.notNull(severity, "severity");
    Args.notNull(noRows, "outcome on no rows");
    constraints = Args.noNulls(constraints, "constraints of check [" + name + "]");
    once(constraints, "Check [" + name + "]");
    tags = List.copyOf(new LinkedHashSet<>(Args.noNulls(tags, "tags")));
  }

  /** Starts a check whose failure makes the run fail. */
  public static Check error(String name) {
    return new Check(name, Severity.ERROR, List.of(), OnNoRows.DEFAULT, List.of());
  }

  /** Starts a check whose failure is shown and does not make the run fail. */
  public static Check warning(String name) {
    return new Check(name, Severity.WARNING, List.of(), OnNoRows.DEFAULT, List.of());
  }

  /**
   * Adds requirements; a bare predicate must hold for every row.
   *
   * @throws IllegalArgumentException if one is null, or the same is stated twice: equal but for
   *     what its notes say, where none has an id of its own
   */
  public Check require(Requirement... requirements) {
    Args.notNull(requirements, "requirements of check [" + name + "]");
    return require(java.util.Arrays.asList(requirements));
  }

  /**
   * Adds requirements; a bare predicate must hold for every row.
   *
   * @throws IllegalArgumentException if one is null, or the same is stated twice: equal but for
   *     what its notes say, where none has an id of its own
   */
  public Check require(Iterable<? extends Requirement> requirements) {
    List<Constraint> all = new ArrayList<>(constraints);
    for (Requirement each : Args.noNulls(requirements, "requirements of check [" + name + "]")) {
      all.add(each.toConstraint());
    }
    return new Check(name, severity, all, noRows, tags);
  }

  /**
   * Adds requirements of the rows for which a condition is true, and for which what each of them
   * says with {@code where} is true besides. What is said of the schema is of all rows.
   *
   * @throws IllegalArgumentException for what {@link #require(Requirement...)} refuses, and if one
   *     compares all rows with those of another dataset
   */
  public Check requireWhere(Predicate condition, Requirement... requirements) {
    Judged.exprOf(condition);
    Narrowed narrowed = new Narrowed(condition);
    List<Requirement> each =
        Args.noNulls(
            Args.list(requirements, "requirements"), "requirements of check [" + name + "]");
    return require(each.stream().map(it -> it.toConstraint().accept(narrowed)).toList());
  }

  /**
   * Adds the constraints of other checks that are not stated yet; name, severity and what is
   * decided for no rows stay.
   */
  public Check including(Check... others) {
    Map<Constraint, Constraint> all = new LinkedHashMap<>();
    constraints.forEach(each -> all.put(statement(each), each));
    for (Check other : Args.noNulls(Args.list(others, "checks"), "checks")) {
      other.constraints.forEach(each -> all.putIfAbsent(statement(each), each));
    }
    return new Check(name, severity, List.copyOf(all.values()), noRows, tags);
  }

  /**
   * Decides the outcome of those constraints that had nothing to check and do not decide it
   * themselves, on an empty dataset too.
   */
  public Check onNoRows(OnNoRows outcome) {
    return new Check(name, severity, constraints, outcome, tags);
  }

  /** Tags the check. */
  public Check tagged(String... more) {
    List<String> all = new ArrayList<>(tags);
    all.addAll(Args.list(more, "tags"));
    return new Check(name, severity, constraints, noRows, all);
  }

  /** A constraint without what its notes say of it, its id apart. */
  static Constraint statement(Constraint constraint) {
    return constraint.withNotes(
        new Notes(constraint.notes().id(), null, null, List.of(), constraint.notes().ifPresent()));
  }

  /** Refuses what is stated twice. */
  static void once(List<Constraint> constraints, String where) {
    Set<Constraint> stated = new HashSet<>();
    for (Constraint each : constraints) {
      if (!stated.add(statement(each))) {
        throw new IllegalArgumentException(
            where
                + " states the same twice: "
                + each.sentence()
                + ": leave one of them out, or distinguish them with .id(\"…\")");
      }
    }
  }
}
