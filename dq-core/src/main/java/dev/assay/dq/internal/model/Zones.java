package dev.assay.dq.internal.model;

import java.time.DateTimeException;
import java.time.ZoneId;

/** Time zones by name. */
final class Zones {

  private Zones() {}

  static ZoneId of(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' is not a time zone: name one such as \"Europe/Paris\" or \"UTC\", or an offset"
              + " such as \"+02:00\"",
          e);
    }
  }
}
