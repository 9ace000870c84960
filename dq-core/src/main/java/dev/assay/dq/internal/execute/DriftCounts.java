package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.state.Measurement;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How often values occur on two sides. What it says does not depend on which values came together,
 * and it holds two numbers a value, of some values at most.
 */
public final class DriftCounts implements Serializable {

  private static final long serialVersionUID = 1L;

  /** How many values may have a bucket each. */
  static final int MOST = 1_000;

  private static final String ORDERED = "ndil";
  private static final String TEXTS = "sS";

  private final TreeSet<Character> kinds = new TreeSet<>();
  private long rows;
  private long here;
  private long there;
  private long nans;
  private long distinct;

  @SuppressWarnings({"serial", "ArrayRecordComponent"}) // an array list; nobody compares pairs
  private final ArrayList<long[]> pairs = new ArrayList<>();

  /** Takes in how often a value occurs, of which all occurrences come together. */
  public void add(String text, long ofHere, long ofThere) {
    rows += ofHere;
    if (text.equals(DriftProgram.NONE)) {
      return;
    }
    here += ofHere;
    there += ofThere;
    if (text.equals(DriftProgram.NAN)) {
      nans += ofHere + ofThere;
      return;
    }
    kinds.add(TEXTS.indexOf(text.charAt(0)) < 0 ? text.charAt(0) : TEXTS.charAt(0));
    distinct++;
    if (distinct > MOST) {
      pairs.clear();
    } else if (!isOrdered()) {
      pairs.add(new long[] {ofHere, ofThere});
    }
  }

  /** Takes in the counts of other values. */
  public DriftCounts merge(DriftCounts other) {
    rows += other.rows;
    here += other.here;
    there += other.there;
    nans += other.nans;
    distinct += other.distinct;
    kinds.addAll(other.kinds);
    if (distinct <= MOST) {
      pairs.addAll(other.pairs);
    } else {
      pairs.clear();
    }
    return this;
  }

  long rows() {
    return rows;
  }

  long here() {
    return here;
  }

  long there() {
    return there;
  }

  long nans() {
    return nans;
  }

  long distinct() {
    return distinct;
  }

  /** Whether the values are numbers or times. */
  boolean isOrdered() {
    return kinds.stream().allMatch(each -> ORDERED.indexOf(each) >= 0);
  }

  /** What is wrong with the values, behind what they are of; null if nothing is. */
  @Nullable String problem() {
    return kinds.size() <= 1
        ? null
        : " has values of different kinds, which cannot be compared: declare the type of the column"
            + " on both sides";
  }

  /** With a bucket for each value. */
  Measurement.Drift measurement() {
    List<long[]> sorted = new ArrayList<>(pairs); // so that sums are the same in any order
    sorted.sort(
        Comparator.<long[]>comparingLong(each -> each[0]).thenComparingLong(each -> each[1]));
    return new Measurement.Drift(
        here,
        there,
        0,
        sorted.stream().map(each -> each[0]).toList(),
        sorted.stream().map(each -> each[1]).toList(),
        Double.NaN);
  }
}
