package dev.assay.dq.profile;

import dev.assay.dq.result.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What deserves attention in a profile. */
final class Alerts {

  private final long rows;
  private final List<Alert> found = new ArrayList<>();

  private Alerts(long rows) {
    this.rows = rows;
  }

  static List<Alert> of(
      long rows,
      List<ColumnProfile> columns,
      long duplicates,
      DatasetProfile.@Nullable Partitions partitions,
      List<DatasetProfile.Correlation> correlations) {
    Alerts alerts = new Alerts(rows);
    if (rows == 0) {
      alerts.add(Alert.Kind.NO_ROWS, "", 0, "there are no rows");
      return List.copyOf(alerts.found);
    }
    if (duplicates > 0) {
      alerts.count(
          Alert.Kind.DUPLICATE_ROWS, "", duplicates, "rows repeat an earlier row as a whole");
    }
    columns.forEach(alerts::column);
    for (DatasetProfile.Correlation each : correlations) {
      double strength = Math.abs(each.coefficient());
      if (strength >= 0.9 && each.pairs() >= 20) {
        alerts.add(
            strength > 0.999999 ? Alert.Kind.SAME_COLUMNS : Alert.Kind.CORRELATION,
            each.x() + ", " + each.y(),
            strength,
            (strength > 0.999999 ? "say the same: correlation " : "move together: correlation ")
                + String.format(Locale.ROOT, "%.3f", each.coefficient()));
      }
    }
    if (partitions != null) {
      alerts.partitions(partitions);
    }
    alerts.found.sort(
        (a, b) ->
            a.kind() != b.kind()
                ? a.kind().compareTo(b.kind())
                : Double.compare(b.share(), a.share()));
    return List.copyOf(alerts.found);
  }

  private void add(Alert.Kind kind, String column, double share, String text) {
    found.add(new Alert(kind, column, share, text));
  }

  private void count(Alert.Kind kind, String column, long count, String text) {
    add(
        kind,
        column,
        (double) count / rows,
        Numbers.grouped(count)
            + " ("
            + Numbers.percent(BigDecimal.valueOf(count), rows)
            + ") "
            + text);
  }

  private void column(ColumnProfile column) {
    String name = column.name();
    if (column.values() == 0) {
      add(Alert.Kind.ALL_MISSING, name, 1, "has no value in any row");
      return;
    }
    if (column.nulls() >= 0.05 * rows) {
      count(Alert.Kind.HIGH_MISSING, name, column.nulls(), "are missing");
    }
    for (ValueCount sentinel : column.sentinels()) {
      // the only value, or a legitimate one such as None among degrees, is still worth a look
      count(
          Alert.Kind.SENTINEL,
          name,
          sentinel.count(),
          "are \"" + sentinel.value() + "\", which may stand for a missing value");
    }
    if (column.distinctExact() && column.distinct() == 1 && rows > 1) {
      add(Alert.Kind.CONSTANT, name, 1, "is always " + column.top().get(0).value());
      return;
    }
    if (column.isUnique() && column.values() > 1) {
      add(Alert.Kind.UNIQUE, name, 1, "has no value twice");
    }
    ColumnProfile.Numbers number = column.number();
    if (number != null) {
      number(name, number);
    }
    ColumnProfile.Text text = column.text();
    if (text != null) {
      text(column, text);
    }
    ColumnProfile.Time time = column.time();
    if (time != null && time.future() > 0) {
      count(Alert.Kind.FUTURE, name, time.future(), "lie in the future; the last is " + time.max());
    }
    if (time != null && time.epoch() > 0) {
      count(
          Alert.Kind.EPOCH,
          name,
          time.epoch(),
          "lie on 1969-12-31 or 1970-01-01, where a missing date often ends up");
    }
  }

  private void number(String name, ColumnProfile.Numbers number) {
    if (number.nans() > 0) {
      count(Alert.Kind.NOT_FINITE, name, number.nans(), "are NaN");
    }
    if (number.infinities() > 0) {
      count(Alert.Kind.NOT_FINITE, name, number.infinities(), "are infinite");
    }
    if (number.zeros() >= 0.5 * number.finite() && number.finite() > 0) {
      count(Alert.Kind.ZEROS, name, number.zeros(), "are zero");
    }
    if (Math.abs(number.skewness()) >= 10) {
      add(
          Alert.Kind.SKEWED,
          name,
          Math.min(1, Math.abs(number.skewness()) / 100),
          "has a long tail: skewness " + String.format(Locale.ROOT, "%.1f", number.skewness()));
    }
    if (number.outliers() > 0 && number.outliers() <= 0.02 * number.finite()) {
      count(
          Alert.Kind.OUTLIERS,
          name,
          number.outliers(),
          "lie more than 1.5 interquartile ranges from the quartiles");
    }
  }

  private void text(ColumnProfile column, ColumnProfile.Text text) {
    String name = column.name();
    long values = column.values();
    if (text.mojibake() > 0) {
      count(
          Alert.Kind.MOJIBAKE, name, text.mojibake(), "look decoded with the wrong character set");
    }
    if (text.padded() > 0) {
      count(Alert.Kind.WHITESPACE, name, text.padded(), "begin or end with blank space");
    }
    if (text.blank() > 0 && text.blank() < values) {
      count(Alert.Kind.WHITESPACE, name, text.blank(), "are empty or blank, and not null");
    }
    Map.Entry<SemanticType, Long> most = null;
    for (Map.Entry<SemanticType, Long> each : text.kinds().entrySet()) {
      if (most == null || each.getValue() > most.getValue()) {
        most = each;
      }
    }
    long plain = values - text.blank();
    if (most != null
        && most.getKey() != SemanticType.TEXT
        && most.getValue() >= 0.5 * plain
        && column.semantic() != SemanticType.DECIMAL
        && most.getValue() < plain) {
      count(
          Alert.Kind.MIXED_TYPES,
          name,
          plain - most.getValue(),
          "are something else than " + most.getKey().label() + ", as the others are");
    }
    if (text.dates().size() > 1) {
      add(
          Alert.Kind.MIXED_TYPES,
          name,
          1 - (double) text.dates().get(0).count() / values,
          "has dates in "
              + text.dates().size()
              + " patterns: "
              + String.join(", ", text.dates().stream().map(ValueCount::value).toList()));
    }
    long longest = text.lengths().max();
    if (text.atMaxLength() >= Math.max(20, 0.01 * values)
        && text.atMaxLength() < 0.5 * values
        && longest >= 10
        && text.lengths().mean() < 0.7 * longest
        && (longest & (longest - 1)) * (longest % 10) * ((longest + 1) & longest) == 0) {
      count(
          Alert.Kind.TRUNCATED,
          name,
          text.atMaxLength(),
          "have exactly " + longest + " characters: the text may have been cut");
    }
    if (column.semantic() == SemanticType.TEXT
        && !column.distinctExact()
        && column.distinct() > 0.5 * values
        && column.distinct() < 0.99 * values) {
      add(
          Alert.Kind.HIGH_CARDINALITY,
          name,
          (double) column.distinct() / values,
          "has about " + Numbers.grouped(column.distinct()) + " different values");
    }
  }

  private void partitions(DatasetProfile.Partitions partitions) {
    long number = partitions.number();
    double skew = partitions.skew(rows);
    if (number > 1 && rows >= 1000 && skew >= 3) {
      add(
          Alert.Kind.PARTITIONS,
          "",
          1 - 1 / skew,
          String.format(
              Locale.ROOT,
              "the largest of %d partitions has %.1f times the rows of an average one: repartition"
                  + " by a column with many values",
              number,
              skew));
    } else if (number >= 100 && rows / number < 1000) {
      add(
          Alert.Kind.PARTITIONS,
          "",
          1,
          number
              + " partitions of "
              + Numbers.grouped(rows / number)
              + " rows on average: coalesce to "
              + Math.max(1, rows / 100_000));
    } else if (rows / number > 5_000_000) {
      add(
          Alert.Kind.PARTITIONS,
          "",
          1,
          number
              + " partitions of "
              + Numbers.grouped(rows / number)
              + " rows on average: repartition to "
              + rows / 1_000_000);
    }
  }
}
