package dev.assay.dq.profile;

import dev.assay.dq.internal.Numbers;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** What deserves attention in a profile. */
final class Alerts {

  private static final int MAX_DEPENDENCIES = 10;
  private static final int MIN_ROWS = 20;
  private static final int MIN_SPAN = 14;
  private static final int MIN_GAP = 3;

  private final long rows;
  private final ZoneId zone;
  private final Predicate<String> hidden;
  private final List<Alert> found = new ArrayList<>();

  private Alerts(long rows, ZoneId zone, Predicate<String> hidden) {
    this.rows = rows;
    this.zone = zone;
    this.hidden = hidden;
  }

  /**
   * The alerts of a profile.
   *
   * @param hidden which columns no text may quote
   */
  static List<Alert> of(
      DatasetProfile profile,
      List<DatasetProfile.MissingTogether> missingInTheSameRows,
      List<List<String>> sameColumns,
      Predicate<String> hidden) {
    Alerts alerts = new Alerts(profile.rows(), ZoneId.of(profile.zone()), hidden);
    if (profile.rows() == 0) {
      alerts.add(Alert.Kind.NO_ROWS, "", 0, "there are no rows");
      return List.copyOf(alerts.found);
    }
    if (profile.duplicateRows() > 0) {
      alerts.rows(
          Alert.Kind.DUPLICATE_ROWS,
          "",
          profile.duplicateRows(),
          "repeat an earlier row as a whole");
    }
    profile.columns().forEach(alerts::column);
    for (List<String> same : sameColumns) {
      alerts.add(
          Alert.Kind.SAME_COLUMNS,
          String.join(", ", same),
          (double) (profile.rows() - profile.column(same.get(0)).nulls()) / profile.rows(),
          "have the same value in every row");
    }
    for (DatasetProfile.Correlation each : profile.correlations()) {
      double strength = Math.abs(each.coefficient());
      if (strength >= 0.9 && each.pairs() >= 20 && !areTogether(each.x(), each.y(), sameColumns)) {
        alerts.add(
            strength > 0.999999 ? Alert.Kind.SAME_COLUMNS : Alert.Kind.CORRELATION,
            each.x() + ", " + each.y(),
            strength,
            (strength > 0.999999 ? "say the same: correlation " : "move together: correlation ")
                + String.format(Locale.ROOT, "%.3f", each.coefficient()));
      }
    }
    alerts.dependencies(
        profile.dependencies().stream()
            .filter(each -> !areTogether(each.determinant(), each.dependent(), sameColumns))
            .toList());
    for (DatasetProfile.MissingTogether each : missingInTheSameRows) {
      if (each.rows() > 1) {
        alerts.rows(
            Alert.Kind.MISSING_TOGETHER,
            String.join(", ", each.columns()),
            each.rows(),
            "miss all of these, and no other row misses any");
      }
    }
    DatasetProfile.Partitions partitions = profile.partitions();
    if (partitions != null) {
      alerts.partitions(partitions);
    }
    alerts.found.sort(Alert.ORDER);
    return List.copyOf(alerts.found);
  }

  private static boolean areTogether(String a, String b, List<List<String>> sets) {
    return sets.stream().anyMatch(set -> set.contains(a) && set.contains(b));
  }

  private void add(Alert.Kind kind, String column, double share, String text) {
    found.add(new Alert(kind, column, share, text));
  }

  private void rows(Alert.Kind kind, String column, long count, String text) {
    count(kind, column, count, rows, "rows", text);
  }

  private void values(Alert.Kind kind, ColumnProfile column, long count, String text) {
    count(kind, column.name(), count, column.values(), "values", text);
  }

  /** The share is that by which it is decided whether there is an alert. */
  private void count(
      Alert.Kind kind, String column, long count, long all, String what, String text) {
    add(
        kind,
        column,
        (double) count / all,
        Numbers.grouped(count)
            + " ("
            + Numbers.percent(BigDecimal.valueOf(count), all)
            + " of "
            + what
            + ") "
            + text);
  }

  /** Both ways it is one column twice; what nearly holds may be an error in the data. */
  private void dependencies(List<DatasetProfile.Dependency> dependencies) {
    int left = MAX_DEPENDENCIES;
    for (DatasetProfile.Dependency each : dependencies) {
      boolean both =
          dependencies.stream()
              .anyMatch(
                  other ->
                      other.exceptions() == 0
                          && other.determinant().equals(each.dependent())
                          && other.dependent().equals(each.determinant()));
      boolean first = each.determinant().compareTo(each.dependent()) < 0;
      if (each.rows() < MIN_ROWS || left == 0 || (both && each.exceptions() == 0 && !first)) {
        continue;
      }
      left--;
      if (both && each.exceptions() == 0) {
        add(
            Alert.Kind.SAME_COLUMNS,
            each.determinant() + ", " + each.dependent(),
            (double) each.rows() / rows,
            "say the same: each value of one has one value of the other");
      } else if (each.exceptions() == 0) {
        add(
            Alert.Kind.DEPENDENCY,
            each.determinant() + ", " + each.dependent(),
            (double) each.rows() / rows,
            "the first determines the second, in all "
                + Numbers.grouped(each.rows())
                + " rows with both");
      } else {
        rows(
            Alert.Kind.DEPENDENCY,
            each.determinant() + ", " + each.dependent(),
            each.exceptions(),
            each.exceptions() == 1
                ? "is an exception: in all others the first determines the second"
                : "are exceptions: in all others the first determines the second");
      }
    }
  }

  private void gaps(String name, ColumnProfile.Time time, long values) {
    long without = time.daysWithout();
    if (without <= 0 || values < MIN_ROWS) {
      return;
    }
    LocalDate first = Suggester.moment(time.min(), zone).toLocalDate();
    LocalDate last = Suggester.moment(time.max(), zone).toLocalDate();
    long span = ChronoUnit.DAYS.between(first, last) + 1;
    if (span >= MIN_SPAN && without <= 0.5 * span && time.longestGap() >= MIN_GAP) {
      add(
          Alert.Kind.GAPS,
          name,
          (double) without / span,
          "nothing falls on "
              + Numbers.grouped(without)
              + " of "
              + Numbers.grouped(span)
              + " days; the longest gap has "
              + Numbers.grouped(time.longestGap()));
    }
  }

  private void column(ColumnProfile column) {
    String name = column.name();
    if (column.values() == 0) {
      add(Alert.Kind.ALL_MISSING, name, 1, "has no value in any row");
      return;
    }
    if (column.nulls() >= 0.05 * rows) {
      rows(Alert.Kind.HIGH_MISSING, name, column.nulls(), "are missing");
    }
    for (ValueCount sentinel : column.sentinels()) {
      if (sentinel.value().isBlank() || isTitle(column, sentinel)) {
        continue; // said of blank space; a title
      }
      // the only value, or a legitimate one such as None among degrees, is still worth a look
      values(
          Alert.Kind.SENTINEL,
          column,
          sentinel.count(),
          "are \"" + sentinel.value() + "\", which may stand for a missing value");
    }
    if (column.distinctExact() && column.distinct() == 1 && rows > 1) {
      String value =
          column.top().isEmpty() || hidden.test(name) ? "the same" : column.top().get(0).value();
      add(Alert.Kind.CONSTANT, name, 1, "is always " + value);
      return;
    }
    if (column.isUnique() && column.values() > 1) {
      add(Alert.Kind.UNIQUE, name, 1, "has no value twice");
    }
    ColumnProfile.Numbers number = column.number();
    if (number != null) {
      number(column, number);
    }
    ColumnProfile.Text text = column.text();
    if (text != null) {
      text(column, text);
    }
    ColumnProfile.Time time = column.time();
    if (time != null) {
      future(column, time.future(), time.max());
      gaps(name, time, column.values());
      epoch(column, time.epoch());
    }
  }

  /** A word that stands alone among many different texts is most likely one of them. */
  private static boolean isTitle(ColumnProfile column, ValueCount sentinel) {
    return sentinel.count() == 1
        && Character.isLetter(sentinel.value().codePointAt(0))
        && column.values() >= MIN_ROWS
        && (column.semantic() == SemanticType.TEXT || column.semantic() == SemanticType.IDENTIFIER)
        && column.distinct() > 0.5 * column.values();
  }

  private void future(ColumnProfile column, long values, String last) {
    if (values > 0) {
      values(
          Alert.Kind.FUTURE,
          column,
          values,
          "lie in the future" + (hidden.test(column.name()) ? "" : "; the last is " + last));
    }
  }

  private void epoch(ColumnProfile column, long values) {
    if (values > 0) {
      values(
          Alert.Kind.EPOCH,
          column,
          values,
          "lie on 1969-12-31 or 1970-01-01, where a missing date often ends up");
    }
  }

  /** Numbers that are 0 or 1 say no and yes. */
  private static boolean isFlag(ColumnProfile column, ColumnProfile.Numbers number) {
    return column.distinctExact()
        && column.distinct() == 2
        && number.min() != null
        && number.max() != null
        && number.min().signum() == 0
        && number.max().compareTo(BigDecimal.ONE) == 0;
  }

  private void number(ColumnProfile column, ColumnProfile.Numbers number) {
    String name = column.name();
    if (number.nans() > 0) {
      values(Alert.Kind.NOT_FINITE, column, number.nans(), "are NaN");
    }
    if (number.infinities() > 0) {
      values(Alert.Kind.NOT_FINITE, column, number.infinities(), "are infinite");
    }
    if (number.zeros() > 0 && number.zeros() >= 0.5 * column.values() && !isFlag(column, number)) {
      values(Alert.Kind.ZEROS, column, number.zeros(), "are zero");
    }
    if (Math.abs(number.skewness()) >= 10) {
      add(
          Alert.Kind.SKEWED,
          name,
          Math.min(1, Math.abs(number.skewness()) / 100),
          "has a long tail: skewness " + String.format(Locale.ROOT, "%.1f", number.skewness()));
    }
    if (number.outliers() > 0 && number.outliers() <= 0.02 * column.values()) {
      values(
          Alert.Kind.OUTLIERS,
          column,
          number.outliers(),
          "lie more than 1.5 interquartile ranges from the quartiles");
    }
  }

  private void text(ColumnProfile column, ColumnProfile.Text text) {
    String name = column.name();
    long values = column.values();
    if (text.mojibake() > 0) {
      values(
          Alert.Kind.MOJIBAKE,
          column,
          text.mojibake(),
          "look decoded with the wrong character set");
    }
    if (text.padded() > 0) {
      values(Alert.Kind.WHITESPACE, column, text.padded(), "begin or end with blank space");
    }
    if (text.blank() > 0 && text.blank() < values) {
      values(Alert.Kind.WHITESPACE, column, text.blank(), "are empty or blank, and not null");
    }
    mixed(column, text);
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
    if (text.asDates() != null) {
      future(column, text.asDates().future(), text.asDates().max());
      epoch(column, text.asDates().epoch());
    }
    long longest = text.lengths().max();
    if (!isOneWord(column, longest)
        && text.atMaxLength() >= Math.max(20, 0.01 * values)
        && text.atMaxLength() < 0.5 * values
        && longest >= 10
        && text.lengths().mean() < 0.7 * longest
        && (longest & (longest - 1)) * (longest % 10) * ((longest + 1) & longest) == 0) {
      values(
          Alert.Kind.TRUNCATED,
          column,
          text.atMaxLength(),
          "have exactly " + longest + " characters: the text may have been cut");
    }
    boolean exact = column.distinctExact();
    if (column.semantic() == SemanticType.TEXT
        && values >= MIN_ROWS
        && column.distinct() > 0.5 * values
        && (exact ? !column.isUnique() : column.distinct() < 0.99 * values)) {
      add(
          Alert.Kind.HIGH_CARDINALITY,
          name,
          (double) column.distinct() / values,
          (exact ? "has " : "has about ")
              + Numbers.grouped(column.distinct())
              + " different values");
    }
  }

  /** Whether all values of the greatest length are known, and are the same one. */
  private static boolean isOneWord(ColumnProfile column, long longest) {
    return column.categories().stream()
            .filter(each -> each.value().codePointCount(0, each.value().length()) == longest)
            .count()
        == 1;
  }

  /** Whole numbers and others are one type; words that all repeat are no mistakes among words. */
  private void mixed(ColumnProfile column, ColumnProfile.Text text) {
    long plain = column.values() - text.blank();
    long most = text.numbers();
    SemanticType type = most > 0 ? SemanticType.INTEGER : SemanticType.TEXT;
    boolean words = false;
    for (Map.Entry<SemanticType, Long> each : text.kinds().entrySet()) {
      if (each.getValue() > most && each.getKey() != SemanticType.TEXT) {
        most = each.getValue();
        type = each.getKey();
        words = type == SemanticType.BOOLEAN;
      }
    }
    if (2 * most >= plain && most < plain && !(words && column.isCategory())) {
      boolean decimals = text.kinds().containsKey(SemanticType.DECIMAL);
      values(
          Alert.Kind.MIXED_TYPES,
          column,
          plain - most,
          "are something else than "
              + (type == SemanticType.INTEGER && decimals ? SemanticType.DECIMAL : type).label()
              + ", as the others are");
    }
  }

  private void partitions(DatasetProfile.Partitions partitions) {
    String advice = partitions.advice();
    if (advice != null) {
      double skew = partitions.skew(rows);
      add(Alert.Kind.PARTITIONS, "", skew > 1 ? 1 - 1 / skew : 1, advice);
    }
  }
}
