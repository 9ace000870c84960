package dev.assay.dq;

/** Where a test that draws its cases at random begins. */
public final class Seeds {

  private Seeds() {}

  /**
   * The seed of a run, which is printed: {@code -Dassay.seed=N} if it is given, which replays a
   * run; else {@code -Dassay.draw=N}, which CI makes from the sources, so that the same sources
   * meet the same cases and others meet new ones; else another one each time.
   *
   * @param what what is drawn
   */
  public static long next(String what) {
    long seed =
        Long.getLong(
            "assay.seed", Long.getLong("assay.draw", Math.floorMod(System.nanoTime(), 1_000_000L)));
    System.out.println(what + ": -Dassay.seed=" + seed);
    return seed;
  }
}
