package dev.assay.dq.profile;

import dev.assay.dq.SamplePolicy;
import dev.assay.dq.SamplePolicy.Treatment;
import dev.assay.dq.internal.model.Mask;
import dev.assay.dq.internal.model.Personal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What every value of the data goes through on its way into a profile: here a policy is carried
 * out, and nowhere else. What is made of a profile has no values but those that are left in it.
 */
final class ProfileVeil {

  private static final int MOST_NAMED = 20;

  /** Characters besides letters and digits that a shape of what is hidden may have. */
  private static final String PLAIN = " .-@/:_+(),";

  private final SamplePolicy policy;
  private final Set<String> keys = new HashSet<>();
  private final Set<String> personal = new HashSet<>();
  private final Map<String, ColumnProfile> columns = new LinkedHashMap<>();
  private final Map<String, Treatment> rowTreatments = new HashMap<>();

  /**
   * Looks at all that would be shown: a column is as personal as the most personal of its values.
   *
   * @param policy null for what holds without any
   */
  ProfileVeil(@Nullable SamplePolicy policy, ProfileOptions options, DatasetProfile profile) {
    this.policy = policy == null ? SamplePolicy.clear() : policy;
    options.keys().forEach(keys::addAll);
    for (ColumnProfile column : profile.columns()) {
      columns.put(column.name(), column);
      if (looksPersonal(column)) {
        personal.add(column.name());
      }
    }
    rows(profile)
        .flatMap(row -> row.cells().stream())
        .forEach(cell -> look(cell.column(), List.of(cell.value())));
    for (DatasetProfile.Association each : profile.associations()) {
      look(each.x(), each.crosstab().xValues());
      look(each.y(), each.crosstab().yValues());
    }
  }

  private static Stream<DatasetProfile.ShownRow> rows(DatasetProfile profile) {
    return Stream.of(
            profile.firstRows().stream(),
            profile.lastRows().stream(),
            profile.topDuplicateRows().stream().map(DatasetProfile.DuplicateRow::row))
        .flatMap(rows -> rows);
  }

  private void look(String name, List<String> values) {
    if (!personal.contains(name) && looksPersonal(columns.get(name), values)) {
      personal.add(name);
    }
  }

  private static boolean looksPersonal(ColumnProfile column) {
    if (column.semantic() == SemanticType.EMAIL
        || column.parts().stream().anyMatch(ProfileVeil::looksPersonal)) {
      return true;
    }
    List<ValueCount> shown = new ArrayList<>(column.top());
    shown.addAll(column.categories());
    if (column.text() != null) {
      shown.addAll(column.text().smallest());
      shown.addAll(column.text().largest());
    } else if (column.number() != null) {
      shown.addAll(column.number().smallest());
      shown.addAll(column.number().largest());
    }
    return looksPersonal(column, shown.stream().map(ValueCount::value).toList());
  }

  private static boolean looksPersonal(ColumnProfile column, List<String> values) {
    return column.number() != null
        ? Personal.areCards(
            values.stream()
                .map(ProfileVeil::number)
                .filter(Number.class::isInstance)
                .map(Number.class::cast)
                .toList())
        : column.time() == null
            && values.stream()
                .anyMatch(
                    each ->
                        looksPersonal(each)
                            || (column.type().equals("binary") && looksPersonal(decoded(each))));
  }

  private static boolean looksPersonal(String value) {
    return value.endsWith("…")
        ? Personal.isBeginning(value.substring(0, value.length() - 1))
        : Personal.isText(value);
  }

  /** The text that bytes may be, of which hexadecimal digits are shown. */
  private static String decoded(String digits) {
    boolean cut = digits.endsWith("…");
    int length = (cut ? digits.length() - 1 : digits.length()) / 2 * 2;
    return new String(HexFormat.of().parseHex(digits, 0, length), StandardCharsets.UTF_8)
        + (cut ? "…" : "");
  }

  private static Object number(String value) {
    try {
      return new BigDecimal(value);
    } catch (NumberFormatException e) {
      return value; // NaN, infinite, or cut
    }
  }

  /** What becomes of the values of a column, or of a part of it, where they are counted. */
  private Treatment treatment(ColumnProfile column, String whole) {
    boolean counted = column.number() != null || column.time() != null || column.truths() >= 0;
    boolean looks = personal.contains(whole);
    if (column.values() == 0
        || column.sizes() != null
        || (counted && !policy.hidesAll(List.of(whole), looks))) {
      return Treatment.SHOWN;
    }
    return policy.treatment(List.of(whole), keys.contains(whole), looks);
  }

  private Treatment treatment(String name) {
    return treatment(columns.get(name), name);
  }

  /** What becomes of the values of a column in a row. */
  private Treatment inRows(String name) {
    return rowTreatments.computeIfAbsent(
        name,
        each ->
            policy.showsNoRows()
                ? Treatment.LEFT_OUT
                : policy.treatment(List.of(each), keys.contains(each), personal.contains(each)));
  }

  /** Whether no text may quote a value of a column. */
  boolean hides(String name) {
    return treatment(name) != Treatment.SHOWN;
  }

  private String reason(Treatment treatment, String whole) {
    if (treatment == Treatment.DENIED) {
      return "the policy denies it";
    }
    return policy.hidesAll(List.of(whole), false)
        ? "its name looks personal"
        : policy.hidesAll(List.of(whole), personal.contains(whole))
            ? "its values look personal"
            : "the policy is " + policy;
  }

  private String shown(ColumnProfile column, Treatment treatment, String value) {
    return switch (treatment) {
      case SHOWN -> value;
      case DENIED -> Mask.HIDDEN;
      case MASKED, LEFT_OUT -> kind(column, value);
      case HASHED -> Mask.token(policy.secret(), column.number() == null ? value : number(value));
    };
  }

  private static String kind(ColumnProfile column, String value) {
    if (column.text() != null) {
      return Mask.kind(value);
    }
    if (column.number() != null) {
      return Mask.kind(0);
    }
    if (column.truths() >= 0) {
      return Mask.kind(true);
    }
    return column.time() == null ? "[value]" : kind(column.time());
  }

  private static String kind(ColumnProfile.Time time) {
    return time.hours().isEmpty() ? "[date]" : "[time]";
  }

  /** The profile as it may be shown. */
  DatasetProfile of(DatasetProfile profile, List<Alert> alerts) {
    List<String> limits = new ArrayList<>(profile.limits());
    List<ColumnProfile> shown =
        profile.columns().stream().map(each -> of(each, each.name())).toList();
    List<String> hidden = new ArrayList<>();
    for (ColumnProfile each : shown) {
      if (each.hidden() != null) {
        hidden.add(each.name() + " (" + each.hidden().reason() + ")");
      }
    }
    if (!hidden.isEmpty()) {
      limits.add(
          "values that are hidden: "
              + String.join(", ", hidden.subList(0, Math.min(MOST_NAMED, hidden.size())))
              + (hidden.size() > MOST_NAMED
                  ? " and " + (hidden.size() - MOST_NAMED) + " more columns"
                  : "")
              + "; SamplePolicy.allowing shows them");
    }
    if (policy.showsNoRows() && rows(profile).findAny().isPresent()) {
      limits.add("rows are not shown: the policy is " + policy);
    }
    return new DatasetProfile(
        profile.rows(),
        profile.sample(),
        profile.zone(),
        shown,
        profile.duplicateRows(),
        profile.estimatedBytes(),
        profile.partitions(),
        profile.correlations(),
        profile.scatters().stream()
            .filter(
                each -> inRows(each.x()) == Treatment.SHOWN && inRows(each.y()) == Treatment.SHOWN)
            .toList(),
        profile.associations().stream().map(this::of).toList(),
        profile.dependencies(),
        profile.keys(),
        profile.sums(),
        profile.missingTogether(),
        ofRows(profile.firstRows()),
        ofRows(profile.lastRows()),
        policy.showsNoRows()
            ? List.of()
            : profile.topDuplicateRows().stream()
                .map(each -> new DatasetProfile.DuplicateRow(of(each.row()), each.count()))
                .toList(),
        List.copyOf(limits),
        alerts);
  }

  private List<DatasetProfile.ShownRow> ofRows(List<DatasetProfile.ShownRow> rows) {
    return policy.showsNoRows() ? List.of() : rows.stream().map(this::of).toList();
  }

  private DatasetProfile.ShownRow of(DatasetProfile.ShownRow row) {
    Map<String, String> values = new HashMap<>();
    row.cells().forEach(each -> values.put(each.column(), each.value()));
    List<DatasetProfile.Cell> cells = new ArrayList<>();
    columns.forEach(
        (name, column) -> {
          String value = values.get(name);
          Treatment treatment = inRows(name);
          if (treatment == Treatment.DENIED || (value != null && treatment != Treatment.LEFT_OUT)) {
            cells.add(
                new DatasetProfile.Cell(name, shown(column, treatment, String.valueOf(value))));
          }
        });
    return new DatasetProfile.ShownRow(List.copyOf(cells));
  }

  private DatasetProfile.Association of(DatasetProfile.Association each) {
    return new DatasetProfile.Association(
        each.x(),
        each.y(),
        each.rows(),
        each.cramersV(),
        each.mutualInformation(),
        new DatasetProfile.Crosstab(
            shown(each.x(), each.crosstab().xValues()),
            shown(each.y(), each.crosstab().yValues()),
            each.crosstab().counts()));
  }

  private List<String> shown(String name, List<String> values) {
    Treatment treatment = treatment(name);
    return values.stream().map(each -> shown(columns.get(name), treatment, each)).toList();
  }

  private ColumnProfile of(ColumnProfile column, String whole) {
    Treatment treatment = treatment(column, whole);
    boolean hidden = treatment != Treatment.SHOWN;
    boolean tokens = treatment == Treatment.HASHED;
    List<ColumnProfile> parts = column.parts().stream().map(each -> of(each, whole)).toList();
    ColumnProfile.Hidden inside =
        parts.stream().map(ColumnProfile::hidden).filter(Objects::nonNull).findFirst().orElse(null);
    if (!hidden && inside == null) {
      return column;
    }
    boolean few = column.distinct() <= 2;
    return new ColumnProfile(
        column.name(),
        column.type(),
        column.rows(),
        column.nulls(),
        column.sentinels(),
        column.distinct(),
        column.distinctExact(),
        counts(column, treatment, column.top()),
        column.topError(),
        column.once(),
        hidden && !tokens ? List.of() : counts(column, treatment, column.categories()),
        column.holdout(),
        column.semantic(),
        column.semanticShare(),
        hidden ? hidden(column.number(), few) : column.number(),
        hidden ? hidden(column.text(), treatment, few) : column.text(),
        hidden ? hidden(column.time()) : column.time(),
        column.truths(),
        column.sizes(),
        parts,
        hidden
            ? new ColumnProfile.Hidden(
                reason(treatment, whole), tokens ? Mask.token(policy.secret(), "") : null)
            : inside);
  }

  private List<ValueCount> counts(
      ColumnProfile column, Treatment treatment, List<ValueCount> values) {
    return values.stream()
        .map(each -> new ValueCount(shown(column, treatment, each.value()), each.count()))
        .toList();
  }

  private static ColumnProfile.@Nullable Numbers hidden(
      ColumnProfile.@Nullable Numbers number, boolean few) {
    return number == null
        ? null
        : new ColumnProfile.Numbers(
            number.finite(),
            number.nans(),
            number.infinities(),
            null,
            null,
            List.of(),
            List.of(),
            few ? Mask.HIDDEN : number.sum(),
            few ? Double.NaN : number.mean(),
            number.standardDeviation(),
            number.populationStandardDeviation(),
            number.skewness(),
            number.kurtosis(),
            number.zeros(),
            number.negatives(),
            Map.of(),
            number.rankError(),
            number.outliers(),
            null,
            null);
  }

  private static ColumnProfile.@Nullable Text hidden(
      ColumnProfile.@Nullable Text text, Treatment treatment, boolean few) {
    return text == null
        ? null
        : new ColumnProfile.Text(
            text.lengths(),
            text.empty(),
            text.blank(),
            text.padded(),
            text.upper(),
            text.lower(),
            text.mixed(),
            text.nonAscii(),
            text.mojibake(),
            text.atMaxLength(),
            text.contains(),
            text.kinds(),
            text.dates(),
            hidden(text.asDates()),
            treatment == Treatment.DENIED
                ? List.of()
                : text.shapes().stream().filter(each -> tellsNothing(each.value())).toList(),
            List.of(),
            List.of(),
            hidden(text.asNumbers(), few));
  }

  /** Whether a shape has letters and digits, of which it tells the kind alone, and plain signs. */
  private static boolean tellsNothing(String shape) {
    return shape.chars().anyMatch(Character::isLetterOrDigit)
        && shape.chars().allMatch(c -> Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
  }

  private static ColumnProfile.@Nullable Time hidden(ColumnProfile.@Nullable Time time) {
    return time == null
        ? null
        : new ColumnProfile.Time(
            kind(time),
            kind(time),
            List.of(),
            List.of(),
            time.future(),
            time.epoch(),
            time.weekdays(),
            time.hours(),
            time.daysWithout(),
            time.longestGap(),
            null,
            null);
  }
}
