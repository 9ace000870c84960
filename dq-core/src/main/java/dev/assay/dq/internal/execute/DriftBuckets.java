package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.state.Measurement;
import java.io.Serializable;
import java.util.ArrayList;

/**
 * The buckets of numbers or times, and the distance of the distributions, from all values in their
 * order. Buckets end at the deciles of the other side by nearest rank, the last without an end; a
 * value that has more than a tenth of that side has one of its own.
 */
public final class DriftBuckets implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int PARTS = 10;

  private final long here;
  private final long there;
  private long seenHere;
  private long seenThere;
  private long cutHere;
  private long cutThere;
  private int next = 1;
  private double distance;

  @SuppressWarnings("serial") // an array list
  private final ArrayList<Long> bucketsHere = new ArrayList<>();

  @SuppressWarnings("serial") // an array list
  private final ArrayList<Long> bucketsThere = new ArrayList<>();

  /** Of so many values in all. */
  DriftBuckets(long here, long there) {
    this.here = here;
    this.there = there;
  }

  /** Takes in how often the next value occurs. */
  public void add(long ofHere, long ofThere) {
    boolean ends = next < PARTS && seenThere + ofThere >= rank();
    if (ends && ofThere > there / PARTS && ofThere * PARTS > there) {
      cut();
    }
    seenHere += ofHere;
    seenThere += ofThere;
    if (ends) {
      cut();
      while (next < PARTS && seenThere >= rank()) {
        next++;
      }
    }
    distance = Math.max(distance, Math.abs((double) seenHere / here - (double) seenThere / there));
  }

  /** The rank of the next decile, counted from 1: the smallest whole number that is no less. */
  private long rank() {
    return there / PARTS * next + (there % PARTS * next + PARTS - 1) / PARTS;
  }

  private void cut() {
    bucketsHere.add(seenHere - cutHere);
    bucketsThere.add(seenThere - cutThere);
    cutHere = seenHere;
    cutThere = seenThere;
  }

  /** What all values come to. */
  Measurement.Drift measurement() {
    cut();
    return new Measurement.Drift(here, there, 0, bucketsHere, bucketsThere, distance);
  }
}
