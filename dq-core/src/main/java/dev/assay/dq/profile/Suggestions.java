package dev.assay.dq.profile;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Constraints that a profile speaks for, ranked. Immutable.
 *
 * <p>Every one of them holds for the data that were profiled, as long as all rows were looked at
 * ({@link DatasetProfile#sample()} is 1). None repeats an observed number: thresholds are lower
 * ends of Wilson intervals; ranges leave room beyond the observed ends, but for whole numbers that
 * all occur about equally often, such as days of a month; a set of allowed values is only suggested
 * where rows that were set aside hold none that the others do not.
 *
 * <p>A suggestion knows the data of one day and not what they mean: read each before you keep it.
 */
public final class Suggestions implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ArrayList<Suggestion> ranked;
  private final ArrayList<Suggestion> inOrder;
  private final ArrayList<String> leftOut;

  private Suggestions(List<Suggestion> ranked, List<Suggestion> inOrder, List<String> leftOut) {
    this.ranked = new ArrayList<>(ranked);
    this.inOrder = new ArrayList<>(inOrder);
    this.leftOut = new ArrayList<>(leftOut);
  }

  /** Ranks what was found in the order of the columns. */
  static Suggestions of(List<Suggestion> found, List<String> leftOut) {
    List<Suggestion> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingDouble(Suggestion::worth).reversed());
    List<Suggestion> ranked = new ArrayList<>();
    List<Suggestion> inOrder = new ArrayList<>();
    for (Suggestion each : sorted) {
      ranked.add(each.ranked(ranked.size() + 1));
    }
    for (Suggestion each : found) {
      inOrder.add(
          ranked.stream()
              .filter(other -> other.constraint() == each.constraint())
              .findFirst()
              .orElseThrow());
    }
    return new Suggestions(ranked, inOrder, leftOut);
  }

  /**
   * What a profile speaks for, whatever the time is.
   *
   * @return the suggestions
   */
  public static Suggestions of(DatasetProfile profile) {
    return new Suggester(profile, null).suggest();
  }

  /**
   * What a profile speaks for, with constraints on how recent the data are: that no date lies in
   * the future, and that the latest is not older than the data themselves make one expect. They are
   * relative to the time of the run that judges them.
   *
   * @param now the time at which the profile is looked at
   * @return the suggestions
   */
  public static Suggestions of(DatasetProfile profile, Instant now) {
    return new Suggester(profile, now).suggest();
  }

  /**
   * What a profile says about values that refer to another dataset. A column is taken for a
   * reference to a key if all values of both are known and each of its values is one of the key's;
   * it must then exist in the other dataset. Whole numbers are so often alike by chance that both
   * columns must have the same name. Where not all values are known, {@link #leftOut()} names the
   * columns that may be references, as far as frequent values tell.
   *
   * @param child the profile of the dataset that refers
   * @param parent the profile of the dataset that is referred to
   * @param name the name that runs will give the dataset that is referred to
   * @return the suggestions, for the first dataset
   */
  public static Suggestions foreignKeys(DatasetProfile child, DatasetProfile parent, String name) {
    return ForeignKeys.of(child, parent, name);
  }

  /**
   * The suggestions, the one most worth having first.
   *
   * @return the list
   */
  public List<Suggestion> list() {
    return List.copyOf(ranked);
  }

  /**
   * What might have been suggested and was not, with the reason, in sentences.
   *
   * @return the list
   */
  public List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  /**
   * The best of the suggestions.
   *
   * @param number how many, not negative
   * @return the first of them, or all if there are fewer
   */
  public Suggestions top(int number) {
    List<Suggestion> best = ranked.subList(0, Math.min(number, ranked.size()));
    Set<Integer> ranks = new HashSet<>();
    best.forEach(each -> ranks.add(each.rank()));
    return new Suggestions(
        best, inOrder.stream().filter(each -> ranks.contains(each.rank())).toList(), leftOut);
  }

  /**
   * A check of all suggestions, in the order of the columns. Its failure makes a run fail.
   *
   * @param name the name of the check
   * @return the check
   */
  public Check check(String name) {
    List<Constraint> constraints = new ArrayList<>();
    inOrder.forEach(each -> constraints.add(each.constraint()));
    return Check.error(name).require(constraints);
  }

  /**
   * The suggestions with their evidence, a line each, and what was left out.
   *
   * @return a text of several lines
   */
  public String text() {
    StringBuilder out = new StringBuilder();
    for (Suggestion each : ranked) {
      out.append(
          String.format(
              Locale.ROOT,
              "%3d. %s%n       %s (confidence %.3f)%n",
              each.rank(),
              each.constraint().sentence(),
              each.evidence(),
              Math.floor(each.confidence() * 1000) / 1000));
    }
    if (!leftOut.isEmpty()) {
      out.append("Left out:\n");
      leftOut.forEach(each -> out.append("  - ").append(each).append("\n"));
    }
    return out.toString().replace(System.lineSeparator(), "\n");
  }

  /** Equal to suggestions of the same constraints, evidence and omissions. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Suggestions that
        && ranked.equals(that.ranked)
        && inOrder.equals(that.inOrder)
        && leftOut.equals(that.leftOut);
  }

  @Override
  public int hashCode() {
    return ranked.hashCode();
  }

  /** The text. */
  @Override
  public String toString() {
    return text();
  }
}
