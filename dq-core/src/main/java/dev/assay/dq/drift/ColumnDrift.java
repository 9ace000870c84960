package dev.assay.dq.drift;

import dev.assay.dq.profile.ValueCount;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What changed in one column.
 *
 * @param name its name
 * @param level how much it changed: the most of all findings
 * @param findings what changed, the most serious first; empty if nothing did
 * @param remarks what was not judged and why, and what is worth knowing though it is no drift
 * @param typeBefore its type before, or null if it is new
 * @param typeAfter its type after, or null if it is gone
 * @param missing the change in missing values, or null if it is on one side only
 * @param sentinels the change in values that stand for a missing one, or null
 * @param divergence how far apart the shares of categories or bins are, or null where neither is
 *     known
 * @param ks the largest distance of the distributions, for numbers and dates, or null
 * @param categories values that are new or gone, or null where that cannot be known
 * @param shifts where the middle and the ends of the values were and are
 */
public record ColumnDrift(
    String name,
    Level level,
    List<Finding> findings,
    List<String> remarks,
    @Nullable String typeBefore,
    @Nullable String typeAfter,
    @Nullable ShareChange missing,
    @Nullable ShareChange sentinels,
    @Nullable Divergence divergence,
    @Nullable KolmogorovSmirnov ks,
    @Nullable CategoryChange categories,
    List<Shift> shifts)
    implements Serializable {

  /**
   * Whether it changed.
   *
   * @return true if there are findings
   */
  public boolean isDrifted() {
    return level != Level.NONE;
  }

  /**
   * What changed, in one line.
   *
   * @return for example {@code median 12.5 -> 40.1; KS 0.41, critical 0.02}
   */
  public String text() {
    return findings.isEmpty()
        ? "no drift"
        : findings.stream().map(Finding::text).collect(Collectors.joining("; "));
  }

  /**
   * A share of rows before and after.
   *
   * @param before how many rows it was
   * @param rowsBefore of how many
   * @param after how many rows it is
   * @param rowsAfter of how many
   * @param z the difference of the shares in standard errors, with the variance of both together:
   *     (q - p) / sqrt(s (1 - s) (1/n + 1/m)); 0 if a side has no rows
   */
  public record ShareChange(long before, long rowsBefore, long after, long rowsAfter, double z)
      implements Serializable {

    /**
     * The share before.
     *
     * @return from 0 to 1; 0 if there were no rows
     */
    public double shareBefore() {
      return rowsBefore == 0 ? 0 : (double) before / rowsBefore;
    }

    /**
     * The share after.
     *
     * @return from 0 to 1; 0 if there are no rows
     */
    public double shareAfter() {
      return rowsAfter == 0 ? 0 : (double) after / rowsAfter;
    }
  }

  /**
   * How far apart the shares of buckets are. Text and booleans have a bucket for each value;
   * numbers and dates have bins that hold about equal shares of the values before, and one each for
   * NaN and infinities if there are any. Missing values are left out.
   *
   * @param psi population stability index: the sum of (q - p) ln(q / p), where a share below
   *     0.0001, of an empty bucket above all, counts as 0.0001, and nothing is made up for that
   *     elsewhere
   * @param psiAtLeast the least that it can be: the same if the counts are exact
   * @param jensenShannon Jensen–Shannon divergence in nats: from 0 for the same shares to ln 2 for
   *     nothing in common
   * @param chiSquared Pearson's chi squared of the two samples
   * @param chiSquaredCritical what it would stay below by chance, at the significance asked for
   * @param buckets the buckets; in the order of the values, or the most frequent before first
   */
  public record Divergence(
      double psi,
      double psiAtLeast,
      double jensenShannon,
      double chiSquared,
      double chiSquaredCritical,
      List<Bucket> buckets)
      implements Serializable {}

  /**
   * A bucket of values.
   *
   * @param label the value, or the bin
   * @param before how many values it had
   * @param after how many it has
   */
  public record Bucket(String label, long before, long after) implements Serializable {}

  /**
   * The largest distance of two cumulative distributions, max |F(x) - G(x)|, with ties kept.
   *
   * @param statistic the distance, from 0 to 1
   * @param atLeast the least that it can be: the same if both profiles know all values exactly
   * @param atMost the most that it can be
   * @param critical what it would stay below by chance, at the significance asked for:
   *     sqrt(-ln(a/2) / 2) sqrt((n + m) / (n m))
   */
  public record KolmogorovSmirnov(double statistic, double atLeast, double atMost, double critical)
      implements Serializable {

    /**
     * Whether it is exact.
     *
     * @return true if both profiles know all values with their counts
     */
    public boolean isExact() {
      return atLeast == atMost;
    }
  }

  /**
   * Values that are new or gone. Where a profile keeps only some of the values, because there are
   * more than {@value dev.assay.dq.profile.ColumnProfile#MAX_CATEGORIES}, only what is certain is
   * listed.
   *
   * @param appeared values that did not occur before, the most frequent first
   * @param vanished values that do not occur any more, the most frequent first
   * @param complete whether all values of both sides are known, so that these are all
   */
  public record CategoryChange(
      List<ValueCount> appeared, List<ValueCount> vanished, boolean complete)
      implements Serializable {}

  /**
   * Where a position of the values was and is.
   *
   * @param position which: {@code mean}, {@code 5%}, {@code median} and so on
   * @param before where it was; of dates in days since 1970-01-01
   * @param after where it is
   * @param textBefore as text; of dates in ISO form
   * @param textAfter as text
   */
  public record Shift(
      String position, double before, double after, String textBefore, String textAfter)
      implements Serializable {}
}
