package dev.assay.dq.profile;

import java.io.Serializable;
import java.util.List;

/**
 * How numbers are distributed.
 *
 * @param bins the bins in ascending order; each ends where the next begins
 * @param below how many values lie below the first bin: outliers, which would flatten the picture
 * @param above how many values lie above the last bin
 * @param exact whether the counts are exact
 */
public record Histogram(List<Bin> bins, long below, long above, boolean exact)
    implements Serializable {

  /**
   * One bin.
   *
   * @param from its lower end, included
   * @param to its upper end, excluded, but for the last bin
   * @param count how many values lie in it
   */
  public record Bin(double from, double to, long count) implements Serializable {}
}
