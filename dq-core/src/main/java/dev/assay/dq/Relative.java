package dev.assay.dq;

import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.Expr;
import java.time.Duration;
import java.time.Period;

/** The time of the run, and times before it, as what values of a kind can be compared with. */
final class Relative {

  private Relative() {}

  /** For points in time. */
  static Expr now(ColumnKind kind, String word) {
    if (kind == ColumnKind.DATE) {
      throw new IllegalArgumentException(
          "What day it is depends on where one is: name a time zone, as in "
              + word
              + "(\"Europe/Paris\") or "
              + word
              + "(\"UTC\")");
    }
    return Columns.runTime().expr();
  }

  /** For dates, or for dates and times without a zone. */
  static Expr now(ColumnKind kind, String zone, String word) {
    Args.notNull(zone, "time zone of " + word);
    return kind == ColumnKind.DATE
        ? Columns.today(zone).expr()
        : Columns.runTime().inZone(zone).expr();
  }

  /** For points in time. */
  static Expr ago(ColumnKind kind, Duration duration, String word) {
    return before(kind, duration, word).expr();
  }

  /** For dates and times without a zone: what its clocks showed then. */
  static Expr ago(ColumnKind kind, Duration duration, String zone, String word) {
    TemporalExpression before = before(kind, duration, word);
    Args.notNull(zone, "time zone of " + word);
    return before.inZone(zone).expr();
  }

  private static TemporalExpression before(ColumnKind kind, Duration duration, String word) {
    Args.notNull(duration, "duration");
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(
          word + " takes a duration that is positive, and this is " + duration);
    }
    if (kind == ColumnKind.DATE) {
      throw new IllegalArgumentException(
          "A date has no time of day: give a period of days, months or years and a time zone, as"
              + " in "
              + word
              + "(Period.ofDays(7), \"Europe/Paris\")");
    }
    return Columns.runTime().minus(duration);
  }

  /** For dates. */
  static Expr ago(ColumnKind kind, Period period, String zone, String word) {
    Args.notNull(period, "period");
    Args.notNull(zone, "time zone of " + word);
    if (period.isZero() || period.isNegative()) {
      throw new IllegalArgumentException(
          word + " takes a period that is positive, and this is " + period);
    }
    if (kind != ColumnKind.DATE) {
      throw new IllegalArgumentException(
          "A period is counted in dates: say it of a date, as in "
              + (kind == ColumnKind.TIMESTAMP ? "time.inZone(zone).toDate()." : "")
              + word
              + "(period, zone), or give a duration, as in "
              + word
              + "(Duration.ofDays(7))");
    }
    return Columns.today(zone).minus(period).expr();
  }
}
