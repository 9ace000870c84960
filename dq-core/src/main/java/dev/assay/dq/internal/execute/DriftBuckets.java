package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.Deciles;
import dev.assay.dq.internal.state.Measurement;
import java.io.Serializable;
import java.util.ArrayList;

/**
 * The buckets of numbers or times, which end where the {@link Deciles} of the other side say, and
 * the distance of the distributions, from all values in their order.
 */
public final class DriftBuckets implements Serializable {

  private static final long serialVersionUID = 1L;

  private final long here;
  private final long there;
  private final Deciles deciles;
  private long seenHere;
  private long seenThere;
  private long cutHere;
  private long cutThere;
  private double distance;

  @SuppressWarnings("serial") // an array list
  private final ArrayList<Long> bucketsHere = new ArrayList<>();

  @SuppressWarnings("serial") // an array list
  private final ArrayList<Long> bucketsThere = new ArrayList<>();

  /** Of so many values in all. */
  DriftBuckets(long here, long there) {
    this.here = here;
    this.there = there;
    this.deciles = new Deciles(there);
  }

  /** Takes in how often the next value occurs. */
  public void add(long ofHere, long ofThere) {
    Deciles.Cut cut = deciles.take(ofThere);
    if (cut == Deciles.Cut.AROUND) {
      cut();
    }
    seenHere += ofHere;
    seenThere += ofThere;
    if (cut != Deciles.Cut.NONE) {
      cut();
    }
    distance = Math.max(distance, Math.abs((double) seenHere / here - (double) seenThere / there));
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
