package dev.assay.dq.internal.model;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** The units that a time of day is made of, by name. */
public final class Units {

  private static final List<ChronoUnit> ALL =
      List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS);

  private Units() {}

  /** What they are called. */
  public static List<String> names() {
    return ALL.stream().map(Units::name).toList();
  }

  /** What a unit is called in stored checks. */
  public static String name(ChronoUnit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }

  /** The unit of a name. */
  public static ChronoUnit of(String name) {
    return ALL.stream()
        .filter(unit -> name(unit).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "times are truncated to "
                        + String.join(", ", names())
                        + ", and not to "
                        + name));
  }
}
