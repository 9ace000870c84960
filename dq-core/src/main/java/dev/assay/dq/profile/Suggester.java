package dev.assay.dq.profile;

import dev.assay.dq.CollectionExpression;
import dev.assay.dq.Columns;
import dev.assay.dq.Constraint;
import dev.assay.dq.Formats;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.NumericExpression;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Predicate;
import dev.assay.dq.StringColumn;
import dev.assay.dq.TemporalExpression;
import dev.assay.dq.TextPattern;
import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.Wilson;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Key;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Notes;
import dev.assay.dq.internal.model.RegexText;
import dev.assay.dq.internal.model.Statistic;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Draws constraints from a profile. Each rule states how much evidence it needs and how much room
 * it leaves; what has too little is left out, with a word where one might look for it.
 */
final class Suggester {

  /** What holds in all rows must hold in at least this share of others, 95% sure: 73 rows. */
  private static final double SURE = 0.95;

  /** Fewer rows than this say nothing. */
  private static final long FEWEST = 10;

  /** A column that is filled more seldom is optional. */
  private static final double OFTEN_FILLED = 0.5;

  /** A format that fewer values have is none of the column's. */
  private static final double MOSTLY = 0.9;

  /** The greatest share of unseen values that a set of allowed ones may leave possible. */
  private static final double UNSEEN = 0.15;

  /** A value that occurs less often may be a mistake. */
  private static final long ESTABLISHED = 5;

  /** A value that occurs less often than this share of an average one is rare. */
  private static final double RARE = 0.25;

  /** How many of the values that are not in a set are named. */
  private static final int WORKING_DAYS = 5;

  private static final int WEEK = 7;

  /** Of so many characters each whole number is one that asInteger reads. */
  private static final int LONGEST_INTEGER = 19;

  private static final int MOST_UNEXPECTED = 5;

  private static final int MOST_ALLOWED = 24;
  private static final int MOST_DEPENDENCIES = 5;
  private static final int MOST_ALLOWED_NUMBERS = 10;
  private static final int LONGEST_ALLOWED = 200;

  /** Pairs of columns that would repeat so often by accident and do not are a key: e^-3 is 5%. */
  private static final double EXPECTED_REPEATS = 3;

  /** What a decoder puts in the place of bytes that are no text. */
  private static final char REPLACEMENT = '\ufffd';

  /** Up to here every whole number is a double. */
  private static final double EXACT = 9007199254740992.0;

  private static final long DAY = 86_400;

  /** Clocks of a zone know no year beyond the last that a date may have. */
  private static final Instant FIRST_KNOWN =
      LocalDate.MIN.plusYears(1).atStartOfDay(ZoneOffset.UTC).toInstant();

  private static final Instant LAST_KNOWN =
      LocalDate.MAX.minusYears(1).atStartOfDay(ZoneOffset.UTC).toInstant();

  private static final Pattern BLANK = Pattern.compile(RegexText.BLANK);
  private static final Pattern IDENTIFIER =
      name("ids?|keys?|codes?|uuid|guid|no|nr|number|ident|identifier|iata|icao|isbn|sku|ean");
  private static final Pattern LATITUDE = name("lat|latitude");
  private static final Pattern LONGITUDE = name("lon|lng|long|longitude");
  private static final Pattern SCORE = name("rating|score|stars");
  private static final Pattern PERCENT = Pattern.compile("%|" + name("percent|percentage|pct"));

  private final DatasetProfile profile;
  private final @Nullable Instant now;
  private final ZoneId zone;
  private final List<Suggestion> found = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private final Set<String> inKeys = new HashSet<>();

  Suggester(DatasetProfile profile, @Nullable Instant now) {
    this.profile = profile;
    this.now = now;
    this.zone = ZoneId.of(profile.zone());
  }

  private static Pattern name(String words) {
    return Pattern.compile("(?:\\A|[^a-z])(?:" + words + ")(?:\\z|[^a-z])");
  }

  /** Words of a name in lower case, whether they were told apart by signs or by capitals. */
  private static boolean says(String column, Pattern words) {
    String plain = column.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    return words.matcher(plain).find();
  }

  Suggestions suggest() {
    if (profile.rows() < FEWEST) {
      leftOut.add(
          "everything: "
              + rows(profile.rows())
              + " are too few to learn from; "
              + FEWEST
              + " are needed");
      return Suggestions.of(List.of(), leftOut);
    }
    boolean all = profile.sample() >= 1;
    dataset();
    if (all) {
      keys();
    } else {
      leftOut.add("keys: only a part of the rows was looked at, and others may repeat them");
    }
    boolean blankMeansMissing =
        profile.columns().stream()
            .map(ColumnProfile::text)
            .anyMatch(text -> text != null && text.blank() > 0);
    for (ColumnProfile column : profile.columns()) {
      if (column.values() == 0) {
        leftOut.add(column.name() + ": it has no value in any row");
      } else {
        column(column, blankMeansMissing);
      }
    }
    sums();
    if (all) {
      dependencies();
    }
    return Suggestions.of(found, leftOut);
  }

  // ---- what all rules share

  private static String rows(long number) {
    return Numbers.grouped(number) + (number == 1 ? " row" : " rows");
  }

  private static String share(long part, long whole) {
    return Numbers.percent(BigDecimal.valueOf(part), whole);
  }

  private static String percent(double share) {
    return Numbers.percent(
        BigDecimal.valueOf(share).setScale(6, RoundingMode.DOWN).stripTrailingZeros(), 1);
  }

  private void add(
      Suggestion.Kind kind,
      List<String> columns,
      Constraint constraint,
      String evidence,
      double confidence) {
    found.add(new Suggestion(0, kind, columns, constraint, evidence, confidence));
  }

  private static Expr.Column operand(ColumnProfile column) {
    return new Expr.Column(ColumnRef.parse(column.name()), kind(column));
  }

  private static StringColumn texts(ColumnProfile column) {
    return Columns.string(column.name());
  }

  private static NumericColumn numbers(ColumnProfile column) {
    return isWhole(column) ? Columns.integer(column.name()) : Columns.number(column.name());
  }

  private static Constraint.OnRows compared(
      Function function, ColumnProfile column, Constant constant) {
    return Predicate.of(Expr.call(function, operand(column), new Expr.Literal(constant)))
        .toConstraint();
  }

  private static ColumnKind kind(ColumnProfile column) {
    if (column.text() != null) {
      return ColumnKind.STRING;
    }
    if (column.number() != null) {
      return isWhole(column) ? ColumnKind.INTEGER : ColumnKind.NUMBER;
    }
    if (column.time() != null) {
      return column.type().equals("date") ? ColumnKind.DATE : ColumnKind.TIMESTAMP;
    }
    if (column.truths() >= 0) {
      return ColumnKind.BOOL;
    }
    return ColumnKind.ANY;
  }

  /** Types as Spark, and as Java programs, name them. */
  static boolean isWhole(ColumnProfile column) {
    return switch (column.type()) {
      case "tinyint", "smallint", "int", "bigint", "byte", "short", "long" -> true;
      default -> false;
    };
  }

  private static Expr.Column keyPart(String name) {
    return new Expr.Column(ColumnRef.parse(name), ColumnKind.ANY);
  }

  private static Constraint.OnMetric metric(Metric metric, Comparison comparison, long bound) {
    return new Constraint.OnMetric(
        metric,
        new Expectation.Compare(comparison, Constant.of(bound)),
        OnNoRows.DEFAULT,
        Notes.NONE);
  }

  /**
   * A predicate for all rows if all of many agree, for a share if most do, and otherwise none.
   *
   * @param agree how many of the rows in scope satisfy it, at the least
   * @param rows how many rows are in scope and have a value
   * @param least the smallest share that is worth a constraint
   */
  private boolean add(
      Suggestion.Kind kind,
      ColumnProfile column,
      Constraint.OnRows constraint,
      long agree,
      long rows,
      double least,
      String what) {
    Wilson interval = Wilson.of(agree, rows);
    if (rows < FEWEST || interval.low() < least) {
      return false;
    }
    boolean exact = agree == rows && interval.low() >= SURE;
    String evidence =
        agree == rows
            ? "all " + Numbers.grouped(rows) + " " + what
            : Numbers.grouped(agree)
                + " of "
                + Numbers.grouped(rows)
                + " "
                + what
                + " ("
                + share(agree, rows)
                + ")";
    add(
        kind,
        List.of(column.name()),
        exact ? constraint : constraint.forAtLeast(interval.threshold()),
        evidence
            + (exact
                ? ""
                : "; 95% sure that at least " + percent(interval.low()) + " of such rows do"),
        interval.low());
    return true;
  }

  // ---- the dataset

  private void dataset() {
    add(
        Suggestion.Kind.ROWS,
        List.of(),
        metric(Metric.of(Statistic.ROW_COUNT), Comparison.GREATER_OR_EQUAL, 1),
        rows(profile.rows()) + " were found, and without any nothing else is checked",
        1);
  }

  private void keys() {
    boolean any = false;
    for (ColumnProfile column : profile.columns()) {
      long keyed = uniqueRows(column);
      if (keyed < FEWEST || !identifies(column)) {
        continue;
      }
      Wilson interval = Wilson.of(keyed, keyed);
      if (interval.low() < SURE) {
        continue;
      }
      any |= keyed == profile.rows();
      unique(
          List.of(column.name()),
          "no value of " + Numbers.grouped(keyed) + " occurs twice",
          interval.low());
    }
    if (!any) {
      any = pairs();
    }
    if (!any) {
      leftOut.add(
          "keys of three columns: they are tried where pairs leave room; those of more are not, nor"
              + " are columns of floating point beyond 512 different values; name one with"
              + " ProfileOptions.withKey");
    }
    if (!any
        && profile.duplicateRows() == 0
        && Wilson.of(profile.rows(), profile.rows()).low() >= SURE) {
      add(
          Suggestion.Kind.KEY,
          List.of(),
          metric(Metric.of(Statistic.EXTRA_ROWS), Comparison.EQUAL, 0),
          "none of " + rows(profile.rows()) + " repeats another as a whole",
          Wilson.of(profile.rows(), profile.rows()).low());
    }
  }

  private void unique(List<String> columns, String evidence, double confidence) {
    if (columns.size() == 1) {
      inKeys.addAll(columns); // a set or a range of what is unique says little
    }
    Key key = new Key(columns.stream().<Expr>map(Suggester::keyPart).toList());
    add(
        Suggestion.Kind.KEY,
        columns,
        metric(
            new Metric.Summary(Statistic.UNIQUENESS, key.parts(), List.of(), Expr.Literal.TRUE),
            Comparison.EQUAL,
            1),
        evidence,
        confidence);
  }

  /** Rows with a value of a column in which none occurs twice; 0 if one does. */
  private long uniqueRows(ColumnProfile column) {
    if (column.isUnique()) {
      return column.values();
    }
    return profile.keys().stream()
        .filter(key -> key.columns().equals(List.of(column.name())) && key.isUnique())
        .mapToLong(DatasetProfile.CandidateKey::rows)
        .findFirst()
        .orElse(0);
  }

  /** Whether values that differ do so because they are meant to. */
  private boolean identifies(ColumnProfile column) {
    boolean named = says(column.name(), IDENTIFIER);
    ColumnProfile.Text text = column.text();
    if (text != null) {
      return text.lengths().max() <= 64
          && (named
              || column.semantic() == SemanticType.IDENTIFIER
              || column.semantic() == SemanticType.UUID
              || column.semantic() == SemanticType.EMAIL);
    }
    ColumnProfile.Numbers number = column.number();
    return number != null
        && isWhole(column)
        && (named
            || (number.min() != null
                && number.max() != null
                && number
                        .max()
                        .subtract(number.min())
                        .compareTo(BigDecimal.valueOf(column.values() - 1))
                    == 0));
  }

  private boolean pairs() {
    DatasetProfile.CandidateKey best = null;
    double repeats = 0;
    for (DatasetProfile.CandidateKey key : profile.keys()) {
      if (key.columns().size() < 2 || !key.isUnique() || key.rows() < profile.rows()) {
        continue;
      }
      double combinations = 1;
      boolean discrete = true;
      for (String name : key.columns()) {
        ColumnProfile column = profile.column(name);
        combinations *= column.distinct();
        discrete &= column.number() == null || isWhole(column);
      }
      double expected = key.rows() * (key.rows() - 1.0) / 2 / combinations;
      if (discrete && expected > repeats) {
        best = key;
        repeats = expected;
      }
    }
    Wilson interval = Wilson.of(profile.rows(), profile.rows());
    if (best == null || repeats < EXPECTED_REPEATS || interval.low() < SURE) {
      return false;
    }
    unique(
        best.columns(),
        "no two of "
            + rows(best.rows())
            + " agree in "
            + String.join(" and ", best.columns())
            + "; if these were independent, about "
            + Numbers.grouped(Math.round(repeats))
            + " pairs of rows would",
        interval.low());
    return true;
  }

  private void sums() {
    for (DatasetProfile.RowSum sum : profile.sums()) {
      List<ColumnProfile> columns = new ArrayList<>(List.of(profile.column(sum.total())));
      sum.parts().forEach(part -> columns.add(profile.column(part)));
      boolean finite = isFinite(columns);
      Predicate holds = finite ? sumOf(columns) : null;
      Wilson interval = Wilson.of(sum.rows(), sum.rows());
      String said = sum.total() + " = " + String.join(" + ", sum.parts());
      if (interval.low() < SURE) {
        leftOut.add(said + ": " + rows(sum.rows()) + " are too few to be sure");
      } else if (holds == null) {
        leftOut.add(
            said
                + ": it holds where all are finite, but "
                + (finite ? "the sum needs more digits than a decimal has" : "not all are"));
      } else {
        List<String> names = columns.stream().map(ColumnProfile::name).toList();
        add(
            Suggestion.Kind.SUM,
            names,
            holds.toConstraint(),
            "it holds in all " + rows(sum.rows()) + " where each of them has a value",
            interval.low());
      }
    }
  }

  private static boolean isFinite(List<ColumnProfile> columns) {
    return columns.stream()
        .map(ColumnProfile::number)
        .allMatch(each -> each != null && each.nans() == 0 && each.infinities() == 0);
  }

  /** The first is the sum of the others; null where decimals have too few digits to say it. */
  private static @Nullable Predicate sumOf(List<ColumnProfile> columns) {
    List<NumericExpression> numbers = new ArrayList<>();
    boolean floating = false;
    int scale = 0;
    int whole = 0;
    for (ColumnProfile column : columns) {
      numbers.add(numbers(column));
      floating |= column.type().equals("double") || column.type().equals("float");
      Matcher decimal = DECIMAL.matcher(column.type());
      if (decimal.matches()) {
        int digits = Integer.parseInt(decimal.group(1));
        scale = Math.max(scale, Integer.parseInt(decimal.group(2)));
        whole = Math.max(whole, digits - Integer.parseInt(decimal.group(2)));
      } else {
        whole = Math.max(whole, isWhole(column) ? LONG_DIGITS : MAX_DIGITS);
      }
    }
    NumericExpression total = numbers.get(0);
    NumericExpression sum = numbers.get(1);
    for (NumericExpression each : numbers.subList(2, numbers.size())) {
      sum = sum.plus(each);
    }
    if (floating) {
      NumericExpression[] others =
          numbers.subList(1, numbers.size()).stream()
              .map(NumericExpression::absolute)
              .toArray(NumericExpression[]::new);
      return total
          .minus(sum)
          .absolute()
          .isAtMost(Columns.greatest(total.absolute(), others).times(ROUNDING));
    }
    // each sum of two may have a digit more
    return whole + scale + numbers.size() - 2 > MAX_DIGITS ? null : total.isEqualTo(sum);
  }

  private static final Pattern DECIMAL = Pattern.compile("\\Adecimal\\((\\d++),(\\d++)\\)\\z");
  private static final int LONG_DIGITS = 19;
  private static final int MAX_DIGITS = 38;

  /** How far a sum of doubles may be from the total, as a share of the largest of them. */
  private static final BigDecimal ROUNDING = new BigDecimal("2E-9");

  /** Those without an exception in most of the rows; that a key determines the rest is no news. */
  private void dependencies() {
    List<DatasetProfile.Dependency> sound =
        profile.dependencies().stream()
            .filter(
                each ->
                    each.exceptions() == 0
                        && 2 * each.rows() >= profile.rows()
                        && Wilson.of(each.rows(), each.rows()).low() >= SURE
                        && !inKeys.contains(each.determinant())
                        && !isDecodedWithLoss(profile.column(each.dependent())))
            .toList();
    for (DatasetProfile.Dependency each :
        sound.subList(0, Math.min(MOST_DEPENDENCIES, sound.size()))) {
      add(
          Suggestion.Kind.DEPENDENCY,
          List.of(each.determinant(), each.dependent()),
          metric(
              Metric.of(
                  Statistic.CONFLICTING_VALUES,
                  keyPart(each.determinant()),
                  keyPart(each.dependent())),
              Comparison.EQUAL,
              0),
          "in all "
              + rows(each.rows())
              + " with both, the same "
              + each.determinant()
              + " comes with the same "
              + each.dependent(),
          Wilson.of(each.rows(), each.rows()).low());
    }
    if (sound.size() > MOST_DEPENDENCIES) {
      leftOut.add(
          (sound.size() - MOST_DEPENDENCIES)
              + " further dependencies of one column on another, which the profile lists");
    }
  }

  // ---- columns

  private void column(ColumnProfile column, boolean blankMeansMissing) {
    completeness(column, blankMeansMissing);
    boolean described = column.hidden() == null && (calendar(column) || allowed(column));
    if (column.hidden() != null) {
      leftOut.add(
          column.name()
              + ": sets and ranges of its values, which are hidden: "
              + column.hidden().reason());
    }
    ColumnProfile.Text text = column.text();
    if (text != null && !described) {
      text(column, text);
    }
    ColumnProfile.Numbers number = column.number();
    if (number != null && inKeys.contains(column.name())) {
      leftOut.add(column.name() + ": a range of its values, since it is a key and they may go on");
    } else if (number != null && !described) {
      range(column, number);
    }
    ColumnProfile.Time time = column.time();
    if (time != null) {
      time(column, time);
    }
    ColumnProfile.Lengths sizes = column.sizes();
    if (sizes != null && sizes.min() > 0) {
      boolean map = column.type().startsWith("map");
      CollectionExpression elements =
          map ? Columns.map(column.name()) : Columns.array(column.name());
      add(
          Suggestion.Kind.SIZE,
          column,
          elements.isNotEmpty().toConstraint(),
          column.values(),
          column.values(),
          SURE,
          "values have an element");
    }
  }

  /** Blank text counts as missing where the dataset writes it so. */
  private void completeness(ColumnProfile column, boolean blankMeansMissing) {
    ColumnProfile.Text text = column.text();
    long filled = filled(column);
    if (text != null && blankMeansMissing) {
      add(
          Suggestion.Kind.COMPLETENESS,
          column,
          texts(column).isNotBlank().failingOnNull(),
          filled,
          column.rows(),
          OFTEN_FILLED,
          "rows have a value that is not blank");
    } else {
      add(
          Suggestion.Kind.COMPLETENESS,
          column,
          Predicate.of(Expr.call(Function.IS_COMPLETE, operand(column))).toConstraint(),
          column.values(),
          column.rows(),
          OFTEN_FILLED,
          "rows have a value");
    }
  }

  private static long filled(ColumnProfile column) {
    ColumnProfile.Text text = column.text();
    return column.values() - (text == null ? 0 : text.blank());
  }

  /** A predicate of text, for rows that are not blank where some are. */
  private static Constraint.OnRows ofFilled(ColumnProfile column, Predicate predicate) {
    ColumnProfile.Text text = column.text();
    Constraint.OnRows constraint = predicate.toConstraint();
    return text != null && text.blank() > 0
        ? constraint.where(texts(column).isNotBlank())
        : constraint;
  }

  /** A set of values, if rows that were set aside hold none that the others do not. */
  private boolean allowed(ColumnProfile column) {
    boolean text = column.text() != null;
    boolean whole = column.number() != null && isWhole(column);
    ColumnProfile.Holdout holdout = column.holdout();
    if (!(text || whole) || inKeys.contains(column.name()) || holdout == null) {
      return false;
    }
    List<ValueCount> values =
        column.categories().stream()
            .filter(each -> !text || !BLANK.matcher(each.value()).find())
            .toList();
    if (text && isDecodedWithLoss(column)) {
      leftOut.add(
          column.name()
              + ": a set of its values, since some have U+FFFD, which may stand for bytes that are"
              + " no text");
      return false;
    }
    List<ValueCount> established =
        values.stream().filter(each -> each.count() >= ESTABLISHED).toList();
    if (text
        && column.categories().isEmpty()
        && column.distinctExact()
        && 2 * column.distinct() <= column.values()) {
      leftOut.add(
          column.name()
              + ": its "
              + Numbers.grouped(column.distinct())
              + " values are too many to list");
    }
    if (whole && isCount(column, established)) {
      return false;
    }
    int most = text ? MOST_ALLOWED : MOST_ALLOWED_NUMBERS;
    long all = values.stream().mapToLong(ValueCount::count).sum();
    if (established.size() > most && text) {
      leftOut.add(column.name() + ": its " + values.size() + " values are too many to list");
    }
    if (whole && established.size() > most && isDense(column, established, all)) {
      return dense(column, established.size(), all);
    }
    if (established.isEmpty()
        || established.size() > most
        || established.stream().anyMatch(each -> each.value().length() > LONGEST_ALLOWED)
        || 2L * values.size() > all) {
      return false;
    }
    long covered = established.stream().mapToLong(ValueCount::count).sum();
    Wilson share = Wilson.of(covered, all);
    Wilson unseen = Wilson.of(holdout.unseen(), holdout.rows());
    if (share.low() < SURE || holdout.rows() == 0 || unseen.high() > UNSEEN) {
      if (values.size() <= most && covered == all && all >= FEWEST) {
        leftOut.add(
            column.name()
                + ": it has "
                + values.size()
                + (values.size() == 1 ? " value" : " values")
                + ", but as many as "
                + percent(unseen.high())
                + " of other rows may have another (95% sure, by "
                + rows(holdout.rows())
                + " set aside)");
      }
      return false;
    }
    List<String> shown = established.stream().map(ValueCount::value).toList();
    Constraint.OnRows constraint =
        ofFilled(column, text ? oneOf(texts(column), shown) : oneOf(numbers(column), shown));
    boolean exact = covered == all && holdout.unseen() == 0;
    add(
        Suggestion.Kind.ALLOWED_VALUES,
        List.of(column.name()),
        exact ? constraint : constraint.forAtLeast(share.threshold()),
        (exact
                ? "all " + Numbers.grouped(all) + " values"
                : Numbers.grouped(covered)
                    + " of "
                    + Numbers.grouped(all)
                    + " values ("
                    + share(covered, all)
                    + "), those that occur "
                    + ESTABLISHED
                    + " times at least"
                    + unexpected(values.subList(established.size(), values.size())))
            + "; of "
            + rows(holdout.rows())
            + " set aside "
            + (holdout.unseen() == 0 ? "none" : Numbers.grouped(holdout.unseen()))
            + " had a value that no other row has",
        Math.min(share.low(), 1 - unseen.high()));
    return true;
  }

  private static Predicate oneOf(StringColumn column, List<String> values) {
    return values.size() == 1 ? column.isEqualTo(values.get(0)) : column.isIn(values);
  }

  private static Predicate oneOf(NumericColumn column, List<String> values) {
    List<BigDecimal> numbers = values.stream().map(BigDecimal::new).sorted().toList();
    return numbers.size() == 1 ? column.isEqualTo(numbers.get(0)) : column.isIn(numbers);
  }

  /** The values that are not in a set, the most frequent first, or nothing. */
  private static String unexpected(List<ValueCount> values) {
    if (values.isEmpty()) {
      return "";
    }
    int shown = Math.min(MOST_UNEXPECTED, values.size());
    return ", without "
        + values.subList(0, shown).stream()
            .map(each -> English.quoted(each.value()) + " " + Numbers.grouped(each.count()))
            .collect(Collectors.joining(", "))
        + (shown < values.size() ? " and " + (values.size() - shown) + " more" : "");
  }

  /** Whether what is shown of a value need not be the value. */
  private static boolean isDecodedWithLoss(ColumnProfile column) {
    return column.categories().stream().anyMatch(each -> each.value().indexOf(REPLACEMENT) >= 0);
  }

  /** Whether what is shown of a value is the value: neither cut nor decoded with a loss. */
  static boolean isWritten(String value) {
    return value.length() <= LONGEST_ALLOWED && value.indexOf(REPLACEMENT) < 0;
  }

  /**
   * Whether whole numbers count something: they begin at 0 or 1 and have few gaps, and some are
   * much rarer than others, as the next larger one is likely to be. No and yes, 0 and 1, are no
   * counts.
   */
  private static boolean isCount(ColumnProfile column, List<ValueCount> values) {
    ColumnProfile.Numbers number = column.number();
    if (values.size() < 3
        || number == null
        || number.min() == null
        || number.max() == null
        || !(number.min().signum() == 0 || number.min().compareTo(BigDecimal.ONE) == 0)
        || number.max().compareTo(BigDecimal.valueOf(2L * column.distinct())) > 0) {
      return false;
    }
    return !isEven(values);
  }

  /** Whether no value, the most frequent first, is much rarer than an average one. */
  private static boolean isEven(List<ValueCount> values) {
    long all = values.stream().mapToLong(ValueCount::count).sum();
    return values.get(values.size() - 1).count() * values.size() >= RARE * all;
  }

  /** Whether all whole numbers from the smallest to the largest occur, about equally often. */
  private static boolean isDense(ColumnProfile column, List<ValueCount> values, long all) {
    ColumnProfile.Numbers number = column.number();
    ColumnProfile.Holdout holdout = column.holdout();
    return number != null
        && number.min() != null
        && number.max() != null
        && holdout != null
        && holdout.rows() > 0
        && holdout.unseen() == 0
        && values.size() == column.distinct()
        && isEven(values)
        && number.max().subtract(number.min()).intValue() == values.size() - 1
        && Wilson.of(0, holdout.rows()).high() <= UNSEEN
        && Wilson.of(all, all).low() >= SURE;
  }

  private boolean dense(ColumnProfile column, int different, long all) {
    ColumnProfile.Numbers number = column.number();
    return number != null
        && between(
            column,
            real(number.min()),
            real(number.max()),
            all,
            "values lie from "
                + ProfileText.plain(number.min())
                + " to "
                + ProfileText.plain(number.max())
                + ", and all "
                + different
                + " whole numbers between occur about equally often");
  }

  private boolean between(ColumnProfile column, double low, double high, long n, String what) {
    return add(
        Suggestion.Kind.RANGE,
        column,
        numbers(column).isBetween((long) low, (long) high).toConstraint(),
        n,
        column.values(),
        SURE,
        what);
  }

  /** Parts of dates and times, where the name says so and the data agree. */
  private boolean calendar(ColumnProfile column) {
    ColumnProfile.Numbers number = column.number();
    if (number == null || !isWhole(column) || inKeys.contains(column.name())) {
      return false;
    }
    for (Calendar each : CALENDAR) {
      if (says(column.name(), each.name) && isWithin(number, each.low, each.high)) {
        return between(
            column,
            each.low,
            each.high,
            number.finite(),
            "values fit what the name says: "
                + each.what
                + ", here from "
                + ProfileText.plain(number.min())
                + " to "
                + ProfileText.plain(number.max()));
      }
    }
    return false;
  }

  /** Whole numbers that are part of a date or a time. */
  private record Calendar(Pattern name, int low, int high, String what) {}

  private static final List<Calendar> CALENDAR =
      List.of(
          new Calendar(
              name("weekday|dow|day_of_(?:the_)?week|dayofweek"), 1, 7, "days of the week"),
          new Calendar(
              name("weekday|dow|day_of_(?:the_)?week|dayofweek"), 0, 6, "days of the week"),
          new Calendar(name("day_of_(?:the_)?year|dayofyear|doy"), 1, 366, "days of the year"),
          new Calendar(
              name("day_of_(?:the_)?month|dayofmonth|day|dom"), 1, 31, "days of the month"),
          new Calendar(name("week|week_of_(?:the_)?year"), 1, 53, "weeks of the year"),
          new Calendar(name("month"), 1, 12, "months of the year"),
          new Calendar(name("quarter"), 1, 4, "quarters of the year"),
          new Calendar(name("hour|hours|hr"), 0, 23, "hours of the day"),
          new Calendar(name("minute"), 0, 59, "minutes of the hour"));

  // ---- text

  private void text(ColumnProfile column, ColumnProfile.Text text) {
    long filled = filled(column);
    Shapes.Found shape = Shapes.best(text, filled);
    if (format(column, text, filled, shape)) {
      return;
    }
    if (shape != null
        && add(
            Suggestion.Kind.PATTERN,
            column,
            ofFilled(column, texts(column).matches(shape.regex())),
            shape.values(),
            filled,
            SURE,
            "values have this shape")) {
      return;
    }
    ColumnProfile.Lengths lengths = text.lengths();
    boolean read = text.mojibake() == 0; // bytes that are no text may have another length
    if (read && lengths.min() == lengths.max() && lengths.max() > 0 && column.distinct() > 1) {
      add(
          Suggestion.Kind.SIZE,
          column,
          texts(column).length().isEqualTo(lengths.max()).toConstraint(),
          column.values(),
          column.values(),
          SURE,
          "values are of this length");
    }
  }

  private boolean format(
      ColumnProfile column, ColumnProfile.Text text, long filled, Shapes.@Nullable Found shape) {
    long integers = text.kinds().getOrDefault(SemanticType.INTEGER, 0L);
    long decimals = text.kinds().getOrDefault(SemanticType.DECIMAL, 0L);
    Map<SemanticType, TextPattern> known =
        Map.of(
            SemanticType.EMAIL,
            Formats.EMAIL,
            SemanticType.URL,
            Formats.URL,
            SemanticType.UUID,
            Formats.UUID,
            SemanticType.IP,
            Formats.IPV4,
            SemanticType.IPV6,
            Formats.IPV6);
    for (Map.Entry<SemanticType, TextPattern> each : known.entrySet()) {
      long fitting = text.kinds().getOrDefault(each.getKey(), 0L);
      if (format(
          column,
          texts(column).matches(each.getValue()),
          fitting,
          filled,
          "values are " + plural(each.getKey()))) {
        return true;
      }
    }
    for (ValueCount date : text.dates()) {
      String pattern = TextClassifier.pattern(date.value());
      if (pattern != null
          && format(
              column,
              parses(texts(column), pattern),
              date.count(),
              filled,
              "values are dates written " + date.value())) {
        return true;
      }
    }
    boolean numeric = shape == null || integers + decimals >= shape.values();
    if (!numeric || (decimals == 0 && shape != null && shape.fixed() && shape.parts() == 1)) {
      return false; // a code, such as a postal code: its shape says more
    }
    return decimals > 0
        ? format(
            column,
            texts(column).parsesAsDouble(),
            integers + decimals,
            filled,
            "values are numbers")
        : format(
            column,
            text.lengths().max() <= LONGEST_INTEGER
                ? texts(column).parsesAsInteger()
                : texts(column).matches("[+-]?[0-9]++"),
            integers,
            filled,
            "values are whole numbers");
  }

  private static String plural(SemanticType type) {
    return switch (type) {
      case EMAIL -> "e-mail addresses";
      case URL -> "URLs";
      case UUID -> "UUIDs";
      case IP -> "IP addresses";
      case IPV6 -> "IPv6 addresses";
      case EMPTY,
          CONSTANT,
          INTEGER,
          DECIMAL,
          BOOLEAN,
          DATE,
          TIMESTAMP,
          JSON,
          CATEGORY,
          IDENTIFIER,
          TEXT ->
          type.label();
    };
  }

  /** Times without an offset are read in UTC, where no clock skips one. */
  private static Predicate parses(StringColumn text, String pattern) {
    if (!pattern.contains("HH")) {
      return text.parsesAsDate(pattern);
    }
    return pattern.contains("XXX")
        ? text.parsesAsTimestamp(pattern)
        : text.parsesAsTimestamp(pattern, "UTC");
  }

  private boolean format(
      ColumnProfile column, Predicate predicate, long fitting, long filled, String what) {
    return add(
        Suggestion.Kind.FORMAT, column, ofFilled(column, predicate), fitting, filled, MOSTLY, what);
  }

  // ---- numbers

  private void range(ColumnProfile column, ColumnProfile.Numbers number) {
    long n = number.finite();
    if (Wilson.of(n, column.values()).low() < SURE) {
      if (n >= FEWEST) {
        leftOut.add(
            column.name() + ": " + Numbers.grouped(n) + " finite values are too few for a range");
      }
      return;
    }
    if (conventional(column, number)) {
      return;
    }
    double min = real(number.min());
    double max = real(number.max());
    double q1 = real(number.quantiles().get("0.25"));
    double q3 = real(number.quantiles().get("0.75"));
    double spread = max - min;
    if (!(spread > 0) || Double.isInfinite(spread)) {
      nonNegative(column, number, "");
      return;
    }
    double far = 3 * (q3 - q1);
    double room = spread * (Math.pow(20, 1.0 / n) - 1);
    boolean large = Math.max(Math.abs(min), Math.abs(max)) >= EXACT;
    boolean above = far > 0 && max <= q3 + far && !large;
    boolean below = far > 0 && min >= q1 - far && !large;
    double high = Math.max(Math.nextUp(max + room), q3 + far);
    double low = Math.min(Math.nextDown(min - room), q1 - far);
    if (number.negatives() == 0) {
      low = Math.max(0, low);
    }
    if (max <= 0) {
      high = Math.min(0, high);
    }
    String rule =
        "values lie from "
            + ProfileText.plain(number.min())
            + " to "
            + ProfileText.plain(number.max())
            + ", the middle half from "
            + Numbers.real(q1)
            + " to "
            + Numbers.real(q3)
            + "; the range leaves three times the length of that half on either side, or room by"
            + " the rule of three";
    if (!above || (!below && number.negatives() > 0)) {
      String tail =
          above
              ? ""
              : "; there is a long tail towards "
                  + ProfileText.plain(number.max())
                  + ", so no upper end";
      if (number.negatives() == 0) {
        nonNegative(column, number, far > 0 ? tail : "");
      } else if (above) {
        bound(column, number, numbers(column).isAtMost(outward(high, low, high, true)), rule);
      } else if (below) {
        bound(column, number, numbers(column).isAtLeast(outward(low, low, high, false)), rule);
      } else {
        leftOut.add(column.name() + ": its tails are too long for a range");
      }
      return;
    }
    if (!below) {
      low = 0;
    }
    add(
        Suggestion.Kind.RANGE,
        column,
        numbers(column)
            .isBetween(outward(low, low, high, false), outward(high, low, high, true))
            .toConstraint(),
        n,
        column.values(),
        SURE,
        rule);
  }

  private void bound(
      ColumnProfile column, ColumnProfile.Numbers number, Predicate bound, String rule) {
    add(
        Suggestion.Kind.RANGE,
        column,
        bound.toConstraint(),
        number.finite(),
        column.values(),
        SURE,
        rule);
  }

  private void nonNegative(ColumnProfile column, ColumnProfile.Numbers number, String why) {
    if (number.negatives() == 0) {
      bound(column, number, numbers(column).isNonNegative(), "values are not negative" + why);
    }
  }

  private static double real(@Nullable BigDecimal number) {
    return number == null ? Double.NaN : number.doubleValue();
  }

  /** Rounded away from the data, to two digits of the length of the range. */
  private static BigDecimal outward(double end, double low, double high, boolean up) {
    double length = high - low;
    int scale = length > 0 ? 1 - (int) Math.floor(Math.log10(length)) : 0;
    return new BigDecimal(end).setScale(scale, up ? RoundingMode.CEILING : RoundingMode.FLOOR);
  }

  /** Ranges that everybody knows, where the name says so and the data agree. */
  private boolean conventional(ColumnProfile column, ColumnProfile.Numbers number) {
    int low;
    int high;
    String what;
    double max = real(number.max());
    if (says(column.name(), LATITUDE)) {
      low = -90;
      high = 90;
      what = "latitudes, in degrees,";
    } else if (says(column.name(), LONGITUDE)) {
      low = -180;
      high = 180;
      what = "longitudes, in degrees,";
    } else if (says(column.name(), PERCENT)) {
      low = 0;
      high = 100;
      what = "percentages";
    } else if (says(column.name(), SCORE)) {
      low = 0;
      high = max > 10 ? 100 : max > 5 ? 10 : 5;
      what = "scores out of " + high;
      if (max <= high / 2.0) {
        return false;
      }
    } else {
      return false;
    }
    if (!isWithin(number, low, high) || (high == 100 && max <= 1)) {
      return false;
    }
    return add(
        Suggestion.Kind.RANGE,
        column,
        numbers(column).isBetween(low, high).toConstraint(),
        number.finite(),
        column.values(),
        SURE,
        "values fit what the name says: "
            + what
            + " from "
            + ProfileText.plain(number.min())
            + " to "
            + ProfileText.plain(number.max()));
  }

  private static boolean isWithin(ColumnProfile.Numbers number, int low, int high) {
    return number.min() != null
        && number.max() != null
        && number.min().compareTo(BigDecimal.valueOf(low)) >= 0
        && number.max().compareTo(BigDecimal.valueOf(high)) <= 0;
  }

  // ---- dates and times

  private void time(ColumnProfile column, ColumnProfile.Time time) {
    long n = column.values();
    if (Wilson.of(n, n).low() < SURE) {
      return;
    }
    weekdays(column, time);
    if (column.hidden() != null) {
      return;
    }
    if (time.epoch() > 0) {
      leftOut.add(
          column.name()
              + ": "
              + Numbers.grouped(time.epoch())
              + " of its values lie on 1969-12-31 or 1970-01-01 and may be missing, so no earliest"
              + " date");
    } else {
      earliest(column, time);
    }
    if (now != null) {
      recent(column, time, now);
    }
  }

  /** The date or time that a profile has written, as clocks of a zone show it. */
  static LocalDateTime moment(String text, ZoneId zone) {
    if (text.endsWith("Z")) {
      Instant instant = Instant.parse(text);
      boolean known = instant.isAfter(FIRST_KNOWN) && instant.isBefore(LAST_KNOWN);
      return LocalDateTime.ofInstant(instant, known ? zone : ZoneOffset.UTC);
    }
    return text.indexOf('T') > 0 ? LocalDateTime.parse(text) : LocalDate.parse(text).atStartOfDay();
  }

  /** A day as a constant of the column's own type. */
  private Constant literal(ColumnProfile.Time time, LocalDateTime moment) {
    if (time.min().endsWith("Z")) {
      return new Constant.InstantValue(moment.atZone(zone).toInstant());
    }
    return time.min().indexOf('T') > 0
        ? new Constant.LocalTimestampValue(moment)
        : new Constant.DateValue(moment.toLocalDate());
  }

  /** No weekend, where dates fall on all other days of the week. */
  private void weekdays(ColumnProfile column, ColumnProfile.Time time) {
    List<Long> days = time.weekdays();
    if (!column.type().equals("date") || days.size() < WEEK) {
      return;
    }
    List<Long> weekend = days.subList(WORKING_DAYS, WEEK);
    if (weekend.stream().allMatch(each -> each == 0)
        && !days.subList(0, WORKING_DAYS).contains(0L)) {
      add(
          Suggestion.Kind.RANGE,
          column,
          Columns.date(column.name()).isWeekday().toConstraint(),
          column.values(),
          column.values(),
          SURE,
          "values fall on all days from Monday to Friday, and on no weekend");
    }
  }

  /** The start of a year, month or day, as the length of the whole suggests. */
  private void earliest(ColumnProfile column, ColumnProfile.Time time) {
    LocalDateTime min = moment(time.min(), zone);
    LocalDateTime max = moment(time.max(), zone);
    long days = ChronoUnit.DAYS.between(min, max);
    if (Math.abs(min.getYear()) > 9999 || Math.abs(max.getYear()) > 9999) {
      leftOut.add(column.name() + ": its dates reach beyond four digits of a year");
      return;
    }
    long room = (long) Math.ceil(days * (Math.pow(20, 1.0 / column.values()) - 1));
    LocalDate day = min.toLocalDate().minusDays(room);
    LocalDate from = days > 730 ? day.withDayOfYear(1) : days > 60 ? day.withDayOfMonth(1) : day;
    add(
        Suggestion.Kind.RANGE,
        column,
        compared(Function.GREATER_OR_EQUAL, column, literal(time, from.atStartOfDay())),
        column.values(),
        column.values(),
        SURE,
        "values lie from "
            + time.min()
            + " to "
            + time.max()
            + "; room by the rule of three, down to a round date");
  }

  /** Some days before a run, as what a column can be compared with. */
  private Expr before(ColumnProfile.Time time, long days) {
    if (time.min().indexOf('T') < 0) {
      TemporalExpression today = Columns.today(zone.getId());
      return (days == 0 ? today : today.minusDays(days)).expr();
    }
    TemporalExpression run = Columns.runTime();
    TemporalExpression before = days == 0 ? run : run.minus(Duration.ofDays(days));
    return (time.min().endsWith("Z") ? before : before.inZone(zone.getId())).expr();
  }

  private static boolean isLater(
      ColumnProfile.Time time, LocalDateTime max, Instant at, LocalDateTime today) {
    return time.max().endsWith("Z") ? Instant.parse(time.max()).isAfter(at) : max.isAfter(today);
  }

  private void recent(ColumnProfile column, ColumnProfile.Time time, Instant at) {
    LocalDateTime today = LocalDateTime.ofInstant(at, zone);
    LocalDateTime max = moment(time.max(), zone);
    if (isLater(time, max, at, today)) {
      leftOut.add(column.name() + ": it has dates in the future, up to " + time.max());
      return;
    }
    add(
        Suggestion.Kind.FRESHNESS,
        column,
        Predicate.of(Expr.call(Function.LESS_OR_EQUAL, operand(column), before(time, 0)))
            .toConstraint(),
        column.values(),
        column.values(),
        SURE,
        "values lie in the past; the last is " + time.max());
    long old = ChronoUnit.SECONDS.between(max, today) / DAY;
    long usual = time.longestGap() + 1;
    if (time.longestGap() < 0 || old > usual) {
      leftOut.add(
          column.name()
              + ": its latest value, "
              + time.max()
              + ", is "
              + Numbers.grouped(old)
              + " days old, "
              + (time.longestGap() < 0
                  ? "and no usual gap is known"
                  : "more than the longest gap in it"));
      return;
    }
    // times are counted back from the hour of a run, which may be the last of its day
    long most = time.min().indexOf('T') > 0 ? usual + 2 : usual + 1;
    add(
        Suggestion.Kind.FRESHNESS,
        List.of(column.name()),
        new Constraint.OnMetric(
            Metric.of(Statistic.MAX, operand(column)),
            new Expectation.Relative(Comparison.GREATER_OR_EQUAL, before(time, most)),
            OnNoRows.DEFAULT,
            Notes.NONE),
        "the last is "
            + time.max()
            + ", and at most "
            + Numbers.grouped(time.longestGap())
            + " days in a row have none",
        Wilson.of(column.values(), column.values()).low());
  }
}
