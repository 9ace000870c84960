package dev.assay.dq.spark;

import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.Pass;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.Measurements;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How many rows each reading of the data in one run has seen. All must have seen as many, or the
 * data changed meanwhile and figures of two readings do not belong together. Thread-safe.
 */
final class RowCounts {

  /** What a pass has seen. */
  private record Reading(String pass, long rows) {}

  private final AtomicReference<Reading> first = new AtomicReference<>();

  /**
   * Checks what a pass has measured.
   *
   * @param measured the measurements of its aggregates, and the number of all rows
   * @return the measurements of its aggregates; only failures if it saw other rows than the first
   *     pass did
   */
  Map<Aggregate, Measurement> checked(Pass pass, Map<Aggregate, Measurement> measured) {
    long rows = rows(measured);
    Measurement changed = null;
    if (rows >= 0) {
      Reading mine = new Reading(pass.kind().label(), rows);
      Reading before = first.compareAndExchange(null, mine);
      if (before != null && before.rows() != rows) {
        changed = new Measurement.Failed(changed(before, mine), null);
      }
    }
    Map<Aggregate, Measurement> own = new LinkedHashMap<>();
    for (Aggregate aggregate : pass.aggregates()) {
      Measurement measurement = measured.get(aggregate);
      if (measurement != null) {
        own.put(aggregate, changed == null ? measurement : changed);
      }
    }
    if (rows >= 0 && changed == null) {
      own.put(Aggregate.Rows.ALL, new Measurement.Rows(rows));
    }
    return own;
  }

  /**
   * What a second reading within a pass has measured; only failures if it saw other rows than the
   * first one did.
   */
  static Map<Aggregate, Measurement> together(
      Map<Aggregate, Measurement> before, Map<Aggregate, Measurement> now) {
    long first = rows(before);
    long second = rows(now);
    if (first < 0 || second < 0 || first == second) {
      return now;
    }
    Measurement changed =
        new Measurement.Failed(changed(first, "one reading", second, "the next"), null);
    Map<Aggregate, Measurement> failed = new LinkedHashMap<>();
    now.keySet().forEach(each -> failed.put(each, changed));
    failed.put(Aggregate.Rows.ALL, new Measurement.Rows(first));
    return failed;
  }

  private static String changed(Reading before, Reading now) {
    return before.pass().equals(now.pass())
        ? changed(before.rows(), "one " + now.pass() + " pass", now.rows(), "another")
        : changed(
            before.rows(),
            "the " + before.pass() + " pass",
            now.rows(),
            "the " + now.pass() + " pass");
  }

  static String changed(long before, String first, long now, String next) {
    return String.format(
        Locale.ROOT,
        "the data changed while they were read: %,d rows in %s, %,d in %s",
        before,
        first,
        now,
        next);
  }

  /** The number of all rows, if it was measured; else -1. */
  static long rows(Map<Aggregate, Measurement> measured) {
    return measured.get(Aggregate.Rows.ALL) instanceof Measurement.Rows rows ? rows.rows() : -1;
  }

  /** The number of all rows, if an earlier pass has measured it; else -1. */
  static long rows(Measurements soFar) {
    return rows(soFar.values());
  }

  /** These aggregates, and the number of all rows. */
  static List<Aggregate> with(List<Aggregate> aggregates) {
    List<Aggregate> all = new ArrayList<>(aggregates);
    if (!all.contains(Aggregate.Rows.ALL)) {
      all.add(Aggregate.Rows.ALL);
    }
    return all;
  }
}
