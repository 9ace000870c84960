package dev.assay.dq.drift;

import dev.assay.dq.drift.ColumnDrift.Bucket;
import dev.assay.dq.drift.ColumnDrift.CategoryChange;
import dev.assay.dq.drift.ColumnDrift.Divergence;
import dev.assay.dq.drift.ColumnDrift.KolmogorovSmirnov;
import dev.assay.dq.drift.ColumnDrift.ShareChange;
import dev.assay.dq.drift.ColumnDrift.Shift;
import dev.assay.dq.internal.Numbers;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.SemanticType;
import dev.assay.dq.profile.ValueCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Compares the profiles of one column. */
final class ColumnComparison {

  private static final int LISTED = 3;
  private static final double ALWAYS_FIRST = 1000;
  private static final int CLUSTERS = 1000;

  private static final Set<SemanticType> RECOGNISED =
      EnumSet.of(
          SemanticType.INTEGER,
          SemanticType.DECIMAL,
          SemanticType.BOOLEAN,
          SemanticType.DATE,
          SemanticType.TIMESTAMP,
          SemanticType.EMAIL,
          SemanticType.URL,
          SemanticType.UUID,
          SemanticType.IP,
          SemanticType.IPV6,
          SemanticType.JSON);

  private final DriftOptions options;
  private final double z;

  ColumnComparison(DriftOptions options) {
    this.options = options;
    this.z = Statistics.z(options.ofOneTest());
  }

  ColumnDrift vanished(ColumnProfile column) {
    return oneSided(
        column.name(),
        new Finding(
            Finding.Kind.VANISHED,
            Level.LARGE,
            ALWAYS_FIRST,
            "the column is gone (" + column.type() + ")"),
        column.type(),
        null);
  }

  ColumnDrift appeared(ColumnProfile column) {
    return oneSided(
        column.name(),
        new Finding(Finding.Kind.NEW, Level.MODERATE, 1, "a new column (" + column.type() + ")"),
        null,
        column.type());
  }

  private static ColumnDrift oneSided(
      String name, Finding finding, @Nullable String before, @Nullable String after) {
    return new ColumnDrift(
        name,
        finding.level(),
        List.of(finding),
        List.of(),
        before,
        after,
        null,
        null,
        null,
        null,
        null,
        List.of());
  }

  ColumnDrift of(ColumnProfile before, ColumnProfile after) {
    return new Pair(before, after).compare();
  }

  /** A column before and after, and what was found so far. */
  private final class Pair {

    private final ColumnProfile before;
    private final ColumnProfile after;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private @Nullable ShareChange missing;
    private @Nullable ShareChange sentinels;
    private @Nullable Divergence divergence;
    private @Nullable KolmogorovSmirnov ks;
    private @Nullable CategoryChange categories;

    Pair(ColumnProfile before, ColumnProfile after) {
      this.before = before;
      this.after = after;
    }

    ColumnDrift compare() {
      type();
      missing();
      List<Shift> shifts = Shifts.of(before, after);
      boolean comparable = family(before).equals(family(after));
      if (comparable && enough("value", before.values(), after.values())) {
        sentinels();
        looks();
        values(shifts);
      }
      findings.sort(Comparator.comparing(Finding::level).reversed().thenComparing(Finding::kind));
      return new ColumnDrift(
          before.name(),
          findings.isEmpty() ? Level.NONE : findings.get(0).level(),
          List.copyOf(findings),
          List.copyOf(remarks),
          before.type(),
          after.type(),
          missing,
          sentinels,
          divergence,
          ks,
          categories,
          shifts);
    }

    private void type() {
      if (!before.type().equals(after.type())) {
        boolean same = family(before).equals(family(after)) && !family(before).isEmpty();
        findings.add(
            new Finding(
                Finding.Kind.TYPE,
                same ? Level.MODERATE : Level.LARGE,
                same ? 1 : ALWAYS_FIRST,
                "type " + before.type() + " -> " + after.type()));
      }
    }

    private boolean enough(String what, long first, long second) {
      if (first >= options.minRows() && second >= options.minRows()) {
        return true;
      }
      boolean early = first < options.minRows();
      long few = early ? first : second;
      remarks.add(
          "only "
              + Numbers.grouped(few)
              + " "
              + what
              + (few == 1 ? " " : "s ")
              + (early ? "before" : "after")
              + "; at least "
              + options.minRows()
              + " are needed to compare");
      return false;
    }

    private void missing() {
      ShareChange change = change(before.nulls(), before.rows(), after.nulls(), after.rows());
      missing = change;
      if (enough("row", before.rows(), after.rows())) {
        judge(Finding.Kind.MISSING, "missing", change, 0);
      }
      if (findings.isEmpty() && (before.nulls() == 0) != (after.nulls() == 0)) {
        remarks.add(
            after.nulls() > 0
                ? "no longer complete: "
                    + Numbers.grouped(after.nulls())
                    + " of "
                    + Numbers.grouped(after.rows())
                    + " missing"
                : "complete now: "
                    + Numbers.grouped(before.nulls())
                    + " of "
                    + Numbers.grouped(before.rows())
                    + " were missing");
      }
    }

    private void sentinels() {
      long first = before.sentinels().stream().mapToLong(ValueCount::count).sum();
      long second = after.sentinels().stream().mapToLong(ValueCount::count).sum();
      if (first + second > 0) {
        ShareChange change = change(first, before.values(), second, after.values());
        sentinels = change;
        double unsure =
            (double) before.topError() / before.values()
                + (double) after.topError() / after.values();
        judge(Finding.Kind.SENTINEL, "stands for a missing value", change, unsure);
      }
    }

    private ShareChange change(long first, long n, long second, long m) {
      return new ShareChange(
          first, n, second, m, n == 0 || m == 0 ? 0 : Statistics.proportions(first, n, second, m));
    }

    private void judge(Finding.Kind kind, String label, ShareChange change, double unsure) {
      double difference = Math.abs(change.shareAfter() - change.shareBefore()) - unsure;
      Level level = options.missing().level(difference);
      if (level != Level.NONE && Math.abs(change.z()) > z) {
        findings.add(
            new Finding(
                kind,
                level,
                difference / options.missing().large(),
                label + " " + Words.shares(change)));
      }
    }

    private void looks() {
      boolean known = RECOGNISED.contains(before.semantic());
      SemanticType type = known ? before.semantic() : after.semantic();
      ColumnProfile.Text first = before.text();
      ColumnProfile.Text second = after.text();
      if (first != null && second != null && RECOGNISED.contains(type)) {
        judge(
            Finding.Kind.LOOKS,
            "looks like " + type.label(),
            change(kind(first, type), before.values(), kind(second, type), after.values()),
            0);
      }
    }

    private long kind(ColumnProfile.Text text, SemanticType type) {
      long count = text.kinds().getOrDefault(type, 0L);
      return type == SemanticType.DECIMAL
          ? count + text.kinds().getOrDefault(SemanticType.INTEGER, 0L)
          : count;
    }

    private void values(List<Shift> shifts) {
      if (!isShownAlike()) {
        remarks.add("its values are hidden and not compared; counts are");
        return;
      }
      if (before.sizes() != null) {
        remarks.add("of arrays and maps only sizes are known, which are not compared");
        return;
      }
      Cumulative first = Cumulative.of(before);
      Cumulative second = Cumulative.of(after);
      if (first != null && second != null) {
        ordered(first, second, shifts);
      } else if (before.number() != null || before.time() != null) {
        if (finite(before) + finite(after) > 0) {
          remarks.add("the profiles do not say how the values are distributed");
        }
      } else if (complete(before) && complete(after)) {
        Divergence shares = Buckets.ofCategories(before, after, options.ofOneTest());
        divergence = shares;
        Level level = level(shares);
        if (level != Level.NONE) {
          findings.add(
              new Finding(
                  Finding.Kind.DISTRIBUTION,
                  level,
                  shares.psiAtLeast() / options.psi().large(),
                  largest(shares) + "; PSI " + Words.statistic(shares.psi())));
        }
      } else {
        frequent();
      }
      if (before.time() == null) {
        categories();
      }
    }

    /** Values with values, or tokens with tokens of the same key. */
    private boolean isShownAlike() {
      ColumnProfile.Hidden first = before.hidden();
      ColumnProfile.Hidden second = after.hidden();
      if (first == null || second == null) {
        return first == null && second == null;
      }
      return first.key() != null && first.key().equals(second.key());
    }

    private void ordered(Cumulative first, Cumulative second, List<Shift> shifts) {
      boolean time = before.time() != null;
      KolmogorovSmirnov distance = Distances.ks(first, second, options.ofOneTest());
      ks = distance;
      DoubleFunction<String> text =
          time ? days -> Words.time(days, Shifts.dates(before)) : Words::number;
      Divergence bins =
          Buckets.ofBins(first, second, new long[][] {apart(before), apart(after)}, options, text);
      divergence = bins;
      Level byBins = level(bins);
      Level byDistance =
          distance.atLeast() > distance.critical()
              ? options.ks().level(distance.atLeast())
              : Level.NONE;
      Level level = byBins.compareTo(byDistance) > 0 ? byBins : byDistance;
      if (time && level == Level.LARGE) {
        level = Level.MODERATE;
      }
      if (level != Level.NONE) {
        double size =
            Math.max(
                bins.psiAtLeast() / options.psi().large(),
                distance.atLeast() / options.ks().large());
        findings.add(
            new Finding(
                Finding.Kind.DISTRIBUTION,
                level,
                time ? Math.min(1, size) : size,
                Shifts.text(shifts, time)
                    + notFinite(bins)
                    + "; KS "
                    + (distance.isExact() ? "" : "about ")
                    + Words.statistic(distance.statistic())
                    + ", critical "
                    + Words.statistic(distance.critical())
                    + "; PSI "
                    + Words.statistic(bins.psi())));
      }
    }

    private Level level(Divergence shares) {
      return shares.chiSquared() > shares.chiSquaredCritical()
          ? options.psi().level(shares.psiAtLeast())
          : Level.NONE;
    }

    /** The bucket whose share changed most. */
    private String largest(Divergence shares) {
      long n = shares.buckets().stream().mapToLong(Bucket::before).sum();
      long m = shares.buckets().stream().mapToLong(Bucket::after).sum();
      Bucket most = shares.buckets().get(0);
      double difference = -1;
      for (Bucket each : shares.buckets()) {
        double own = Math.abs((double) each.after() / m - (double) each.before() / n);
        if (own > difference) {
          difference = own;
          most = each;
        }
      }
      return Words.quoted(most.label())
          + " "
          + Words.shares(new ShareChange(most.before(), n, most.after(), m, 0));
    }

    private String notFinite(Divergence bins) {
      long n = before.values();
      long m = after.values();
      return bins.buckets().stream()
          .filter(each -> each.label().equals("NaN") || each.label().equals("infinite"))
          .filter(
              each ->
                  Math.abs((double) each.after() / m - (double) each.before() / n)
                      >= options.missing().moderate())
          .map(
              each ->
                  "; "
                      + each.label()
                      + " "
                      + Words.shares(new ShareChange(each.before(), n, each.after(), m, 0)))
          .collect(Collectors.joining());
    }

    private void categories() {
      if (!complete(before) && !complete(after)) {
        return;
      }
      boolean both = complete(before) && complete(after);
      List<ValueCount> appeared =
          complete(before) ? without(after, before.categories()) : List.of();
      List<ValueCount> vanished = complete(after) ? without(before, after.categories()) : List.of();
      categories = new CategoryChange(appeared, vanished, both);
      beyond(Finding.Kind.NEW_VALUES, "new", appeared, after, before);
      beyond(Finding.Kind.VANISHED_VALUES, "gone", vanished, before, after);
      long more = Math.abs(after.distinct() - before.distinct());
      if (!both && before.distinctExact() && after.distinctExact()) {
        boolean grown = complete(before);
        remarks.add(
            "more than "
                + ColumnProfile.MAX_CATEGORIES
                + " values "
                + (grown ? "after" : "before")
                + ": at least "
                + Numbers.grouped(more)
                + (grown ? " new" : " gone"));
      }
    }

    /**
     * Values that one side has and the other has not. That so many rows have one may be chance, as
     * {@link Statistics#onlyHere} says. Of numbers the distribution is judged, not each value.
     */
    private void beyond(
        Finding.Kind kind,
        String label,
        List<ValueCount> values,
        ColumnProfile here,
        ColumnProfile there) {
      long unkept = unkept(here, there);
      long rows = values.stream().mapToLong(ValueCount::count).sum() + unkept;
      if (rows == 0) {
        return;
      }
      String text =
          label
              + ": "
              + listed(values)
              + " ("
              + (complete(here) ? "" : "at least ")
              + Words.share(rows, here.values())
              + ")";
      boolean chance =
          here.number() != null
              || Statistics.onlyHere(
                      together(here, there, unkept), here.values(), there.values(), rows)
                  > options.ofOneTest();
      if (!chance) {
        double share = (double) rows / here.values();
        findings.add(
            new Finding(
                kind,
                share >= options.missing().large() ? Level.LARGE : Level.MODERATE,
                share / options.missing().large(),
                text));
      } else if (here.number() == null) {
        remarks.add(text + ", not more than chance may bring");
      }
    }

    /**
     * Rows of values that are not kept here and that the other side, whose values are all known,
     * cannot have: so many at least.
     */
    private long unkept(ColumnProfile here, ColumnProfile there) {
      if (complete(here)) {
        return 0;
      }
      long rest = here.values();
      for (ValueCount each : here.top()) {
        rest -= each.count() + here.topError();
      }
      for (ValueCount each : without(there, here.top())) {
        rest -= known(here, each.value())[1];
      }
      return Math.max(0, rest);
    }

    /**
     * How often each value occurs on both sides together, at most; those not kept as if each came
     * as often as the last that is, or oftener where they would be too many to tell apart.
     */
    private long[] together(ColumnProfile here, ColumnProfile there, long unkept) {
      Set<String> values = new LinkedHashSet<>();
      kept(here).forEach(each -> values.add(each.value()));
      kept(there).forEach(each -> values.add(each.value()));
      long last = here.top().isEmpty() ? 1 : here.top().get(here.top().size() - 1).count();
      long each = Math.max(last + here.topError(), unkept / CLUSTERS + 1);
      return LongStream.concat(
              values.stream().mapToLong(value -> known(here, value)[1] + known(there, value)[1]),
              LongStream.generate(() -> each).limit((unkept + each - 1) / each))
          .toArray();
    }

    private String listed(List<ValueCount> values) {
      if (values.isEmpty()) {
        return "values that are not kept";
      }
      String shown =
          values.stream()
              .limit(LISTED)
              .map(each -> Words.quoted(each.value()) + " " + Numbers.grouped(each.count()))
              .collect(Collectors.joining(", "));
      return values.size() > LISTED
          ? shown + " and " + Numbers.grouped(values.size() - LISTED) + " more"
          : shown;
    }

    /** The share of a frequent value that changed most, by what is certain of it. */
    private void frequent() {
      remarks.add(
          "more than "
              + ColumnProfile.MAX_CATEGORIES
              + " values: only the most frequent are compared");
      Set<String> values = new LinkedHashSet<>();
      before.top().forEach(each -> values.add(each.value()));
      after.top().forEach(each -> values.add(each.value()));
      double unlikely = Statistics.z(options.ofOneTest() / Math.max(1, values.size()));
      double most = 0;
      Finding finding = null;
      for (String value : values) {
        long[] first = known(before, value);
        long[] second = known(after, value);
        boolean more = share(second[0], after) > share(first[1], before);
        long from = more ? first[1] : first[0];
        long to = more ? second[0] : second[1];
        double difference =
            more ? share(to, after) - share(from, before) : share(from, before) - share(to, after);
        Level level = options.missing().level(difference);
        if (difference > most
            && level != Level.NONE
            && Math.abs(Statistics.proportions(from, before.values(), to, after.values()))
                > unlikely) {
          most = difference;
          finding =
              new Finding(
                  Finding.Kind.FREQUENT,
                  level,
                  difference / options.missing().large(),
                  Words.quoted(value)
                      + " "
                      + (first[0] == first[1] ? "" : more ? "at most " : "at least ")
                      + Words.share(from, before.values())
                      + " -> "
                      + (second[0] == second[1] ? "" : more ? "at least " : "at most ")
                      + Words.share(to, after.values()));
        }
      }
      if (finding != null) {
        findings.add(finding);
      }
    }
  }

  private static double share(long count, ColumnProfile column) {
    return (double) count / column.values();
  }

  /** The least and the most often that a value may occur. */
  private static long[] known(ColumnProfile column, String value) {
    List<ValueCount> kept = kept(column);
    long last = 0;
    for (ValueCount each : kept) {
      if (each.value().equals(value)) {
        return new long[] {
          each.count(), Math.min(column.values(), each.count() + column.topError())
        };
      }
      last = each.count();
    }
    boolean all = column.distinctExact() && kept.size() >= column.distinct();
    return new long[] {0, all ? 0 : Math.min(column.values(), last + column.topError())};
  }

  private static List<ValueCount> kept(ColumnProfile column) {
    return complete(column) ? column.categories() : column.top();
  }

  private static boolean complete(ColumnProfile column) {
    return !column.categories().isEmpty();
  }

  private static List<ValueCount> without(ColumnProfile column, List<ValueCount> known) {
    Set<String> values = known.stream().map(ValueCount::value).collect(Collectors.toSet());
    return kept(column).stream().filter(each -> !values.contains(each.value())).toList();
  }

  private static long[] apart(ColumnProfile column) {
    ColumnProfile.Numbers number = column.number();
    return number == null ? new long[] {0, 0} : new long[] {number.nans(), number.infinities()};
  }

  private static long finite(ColumnProfile column) {
    ColumnProfile.Numbers number = column.number();
    return number == null ? column.values() : number.finite();
  }

  /** What kind of statistics a column has; empty if none, as of a column of dates without any. */
  private static String family(ColumnProfile column) {
    return column.number() != null
        ? "number"
        : column.text() != null
            ? "text"
            : column.time() != null
                ? "time"
                : column.sizes() != null ? "sizes" : column.truths() >= 0 ? "boolean" : "";
  }
}
