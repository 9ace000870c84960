package dev.assay.dq.model;

/** Combines filters. */
final class Filters {

  private Filters() {}

  static Predicate both(Predicate first, Predicate second) {
    Args.notNull(second, "condition");
    if (first instanceof Predicate.Always) {
      return second;
    }
    return second instanceof Predicate.Always ? first : first.and(second);
  }
}
