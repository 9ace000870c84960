package dev.assay.dq.profile;

import dev.assay.dq.SamplePolicy;
import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Key;
import dev.assay.dq.internal.model.Quoted;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the second scan of a profile counts exactly, chosen by what the first has seen: duplicate
 * rows, columns and sets of two or three columns that may be a key, and the frequent values of
 * columns with too many to be counted in the first. For the engines that run it: all of it is
 * measured in one reading of the data.
 */
@Internal
public final class SecondScan {

  /** Occurrences of whole rows, with nulls. */
  public static final Aggregate.Groups WHOLE_ROWS =
      new Aggregate.Groups(Key.wholeRow(), Expr.Literal.TRUE);

  private static final int MAX_SINGLES = 5;
  private static final int MAX_SEVERAL = 8;

  /** Of how many columns sets of three are tried, the first of them. */
  private static final int MAX_IN_THREES = 40;

  private static final long MAX_KEYED_ROWS = 20_000_000;
  private static final double NEARLY = 0.9;
  private static final int FREE_TEXT = 60;

  /** Of how many columns frequent values are counted. */
  private static final int MAX_COUNTED = 20;

  private final ProfileState state;
  private final Map<ColumnRef, Schema.Type> types = new LinkedHashMap<>();
  private final List<ColumnRef> whole = new ArrayList<>();
  private final Set<List<String>> keys = new LinkedHashSet<>();
  private final Map<String, Aggregate.TopValues> frequent = new LinkedHashMap<>();
  private final List<String> limits = new ArrayList<>();
  private boolean duplicates;

  private SecondScan(ProfileState state, List<Schema.Field> all) {
    this.state = state;
    for (Schema.Field field : all) {
      ColumnRef ref = ColumnRef.parse(field.name());
      types.put(ref, field.type());
      whole.add(ref);
    }
  }

  /**
   * How many rows there are.
   *
   * @return the number of rows, or -1 if only a sample was seen
   */
  public long rows() {
    return state.options().sample() == 1 ? state.rows() : -1;
  }

  /**
   * Chooses.
   *
   * @param state what the first scan has seen
   * @param all all columns of the data, of which the first scan may have looked at some only
   * @param elapsed how long the first scan took
   * @return what to count
   * @throws IllegalArgumentException if a key to try has a column that the profile does not have,
   *     or that cannot be compared
   */
  public static SecondScan after(ProfileState state, List<Schema.Field> all, Duration elapsed) {
    SecondScan scan = new SecondScan(state, all);
    ProfileOptions options = state.options();
    boolean wanted = options.duplicateRows() || options.candidateKeys();
    checkKeys(options, state.columns());
    if (wanted && options.sample() < 1) {
      scan.limits.add("duplicate rows and keys were not counted: a sample cannot show them");
    } else if (wanted && scan.isLate(elapsed)) {
      scan.limits.add(
          "duplicate rows and keys were not counted: the first scan took "
              + elapsed.toMillis()
              + " ms of the time limit of "
              + Objects.requireNonNull(options.timeLimit()).toMillis()
              + " ms");
    } else {
      scan.duplicates = options.duplicateRows() && ProfileColumns.comparable(all);
      if (options.duplicateRows() && !scan.duplicates) {
        scan.limits.add("duplicate rows were not counted: arrays and maps cannot be compared");
      }
      if (options.candidateKeys()) {
        scan.choose(options);
      }
      if (scan.duplicates || options.candidateKeys()) {
        scan.chooseFrequent();
      }
    }
    return scan;
  }

  /**
   * No second scan, because what one has counted cannot be used.
   *
   * @param state what the first scan has seen
   * @param all all columns of the data
   * @param reason why, for the profile to say
   * @return nothing to count
   */
  public static SecondScan dropped(ProfileState state, List<Schema.Field> all, String reason) {
    SecondScan scan = new SecondScan(state, all);
    scan.limits.add("duplicate rows and keys were not counted: " + reason);
    return scan;
  }

  /** Columns of which the first scan knows that some values are frequent, but not how often. */
  private void chooseFrequent() {
    List<ColumnState> uncertain = new ArrayList<>();
    for (ColumnState column : state.columns()) {
      if (!column.candidates(state.options().topValues()).isEmpty()) {
        uncertain.add(column);
      }
    }
    uncertain.sort(Comparator.comparingDouble(column -> -column.leastShareOfFirst()));
    for (ColumnState each : uncertain.subList(0, Math.min(MAX_COUNTED, uncertain.size()))) {
      Expr.Column column = new Expr.Column(ColumnRef.parse(each.name()), ColumnKind.ANY);
      List<Expr> arguments = new ArrayList<>(List.of(column));
      each.candidates(state.options().topValues())
          .forEach(value -> arguments.add(new Expr.Literal(literal(value))));
      frequent.put(
          each.name(),
          new Aggregate.TopValues(
              column, arguments.size() - 1, new Expr.Call(Function.IN, arguments)));
    }
    if (uncertain.size() > MAX_COUNTED) {
      limits.add(
          "of "
              + uncertain.size()
              + " columns with very many values the frequent ones were counted exactly in "
              + MAX_COUNTED);
    }
  }

  private static Constant literal(Object value) {
    if (value instanceof String text) {
      return new Constant.Text(text);
    }
    if (value instanceof LocalDate day) {
      return new Constant.DateValue(day);
    }
    if (value instanceof Instant moment) {
      return new Constant.InstantValue(moment);
    }
    if (value instanceof LocalDateTime moment) {
      return new Constant.LocalTimestampValue(moment);
    }
    return new Constant.Num(
        value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString()));
  }

  private static void checkKeys(ProfileOptions options, ColumnState[] columns) {
    for (List<String> key : options.keys()) {
      for (String name : key) {
        boolean fits = false;
        for (ColumnState column : columns) {
          fits |= column.name().equals(name) && column.type().kind().isAtomic();
        }
        if (!fits) {
          throw new IllegalArgumentException(
              "The key "
                  + key
                  + " cannot be tried: the profile has no column "
                  + name
                  + " whose values can be compared");
        }
      }
    }
  }

  private void choose(ProfileOptions options) {
    if (!options.keys().isEmpty()) {
      keys.addAll(options.keys());
      return;
    }
    List<ColumnState> singles = new ArrayList<>();
    boolean known = false;
    for (ColumnState column : state.columns()) {
      if (isCandidate(column) && column.distinct() >= NEARLY * column.values) {
        known |= column.exact() && column.distinct() == state.rows();
        if (!column.exact()) {
          singles.add(column);
        }
      }
    }
    List<String> real = new ArrayList<>();
    for (ColumnState column : state.columns()) {
      if (column.type().kind().isFloating() && column.values > 1) {
        real.add(column.name());
      }
    }
    if (!real.isEmpty() && !known) {
      limits.add(
          (real.size() == 1 ? "a column" : real.size() + " columns")
              + " of floating point, which may differ by rounding alone, "
              + (real.size() == 1 ? "was" : "were")
              + " not tried as part of a key, first "
              + real.get(0));
    }
    singles.sort(Comparator.comparingLong(column -> column.nulls));
    for (ColumnState each : singles.subList(0, Math.min(MAX_SINGLES, singles.size()))) {
      keys.add(List.of(each.name()));
    }
    if (singles.size() > MAX_SINGLES) {
      limits.add(
          "of "
              + singles.size()
              + " columns that may be a key "
              + MAX_SINGLES
              + " were counted exactly");
    }
    if (!known) {
      chooseSeveral();
    }
  }

  private static boolean isCandidate(ColumnState column) {
    TypeKind kind = column.type().kind();
    return column.values > 1
        && kind.isAtomic()
        && !kind.isFloating()
        && kind != TypeKind.BOOLEAN
        && kind != TypeKind.DYNAMIC
        && column.distinct() > 1;
  }

  /** Some columns together, and how many combinations of their values there may be. */
  private record Several(List<String> names, double combinations) {}

  /**
   * Sets of columns with enough combinations to tell all rows apart. Of two thousand columns there
   * are two million pairs: only those that may be chosen are kept.
   */
  private final class Sets {
    private final List<Several> kept = new ArrayList<>();
    private long number;

    void add(double combinations, ColumnState... columns) {
      if (combinations >= state.rows()) {
        number++;
        kept.add(new Several(Arrays.stream(columns).map(ColumnState::name).toList(), combinations));
        if (kept.size() > 64 * MAX_SEVERAL) {
          sort();
          kept.subList(MAX_SEVERAL, kept.size() - MAX_SEVERAL).clear();
        }
      }
    }

    private void sort() {
      kept.sort(Comparator.comparingDouble(Several::combinations));
    }

    /**
     * In turn those with the fewest combinations, which are unique by design if they are, and those
     * with the most.
     *
     * @return how many were chosen
     */
    int choose(long room, String what) {
      sort();
      int chosen = (int) Math.min(room, number);
      for (int i = 0; i < chosen; i++) {
        keys.add(kept.get(i % 2 == 0 ? i / 2 : kept.size() - 1 - i / 2).names());
      }
      if (chosen < number) {
        limits.add("of " + number + " " + what + " that may be a key " + chosen + " were counted");
      }
      return chosen;
    }
  }

  /** Pairs that may be a key, and where they leave room sets of three columns. */
  private void chooseSeveral() {
    List<ColumnState> complete = new ArrayList<>();
    for (ColumnState column : state.columns()) {
      if (isCandidate(column) && column.nulls == 0 && !isFreeText(column)) {
        complete.add(column);
      }
    }
    double[] distinct = complete.stream().mapToDouble(ColumnState::distinct).toArray();
    Sets pairs = new Sets();
    for (int i = 0; i < distinct.length; i++) {
      for (int j = i + 1; j < distinct.length; j++) {
        pairs.add(distinct[i] * distinct[j], complete.get(i), complete.get(j));
      }
    }
    long room = MAX_KEYED_ROWS / Math.max(1, state.rows()) - keys.size() - (duplicates ? 1 : 0);
    room = Math.max(0, Math.min(room, MAX_SEVERAL));
    room -= pairs.choose(room, "pairs of columns");
    if (room > 0) {
      int first = Math.min(MAX_IN_THREES, distinct.length);
      Sets threes = new Sets();
      for (int i = 0; i < first; i++) {
        for (int j = i + 1; j < first; j++) {
          for (int k = j + 1; k < first; k++) {
            threes.add(
                distinct[i] * distinct[j] * distinct[k],
                complete.get(i),
                complete.get(j),
                complete.get(k));
          }
        }
      }
      threes.choose(room, "sets of three columns");
    }
  }

  private static boolean isFreeText(ColumnState column) {
    return column.type().kind() == TypeKind.STRING && column.bytes() > FREE_TEXT * column.values;
  }

  /**
   * What to count.
   *
   * @return nothing if there is no need for a second scan
   */
  public List<Aggregate> aggregates() {
    List<Aggregate> all = new ArrayList<>();
    if (duplicates) {
      all.add(WHOLE_ROWS);
    }
    keys.forEach(key -> all.add(groups(key)));
    all.addAll(frequent.values());
    return List.copyOf(all);
  }

  private static Aggregate groups(List<String> key) {
    return new Aggregate.Groups(
        new Key(
            key.stream()
                .<Expr>map(name -> new Expr.Column(ColumnRef.parse(name), ColumnKind.ANY))
                .toList()),
        Expr.Literal.TRUE);
  }

  /**
   * The columns to read.
   *
   * @return all that make up a row
   */
  public List<ColumnRef> wholeRow() {
    return List.copyOf(whole);
  }

  /**
   * The types of the columns.
   *
   * @return the type of each
   */
  public Map<ColumnRef, Schema.Type> types() {
    return new LinkedHashMap<>(types);
  }

  /**
   * The profile of both scans.
   *
   * @param measured what was counted; of {@link #aggregates()}, nothing if they were not
   * @param repeated the rows that occur more than once, if {@link #repeatedRows} asked for them
   * @param now what the future is measured against
   * @param policy which values the profile may hold; null for what holds without one
   * @return the profile
   * @throws IllegalStateException if something could not be counted
   */
  public DatasetProfile profile(
      Map<Aggregate, Measurement> measured,
      @Nullable RepeatedRows repeated,
      Instant now,
      @Nullable SamplePolicy policy) {
    Map<String, Measurement.Groups> exact = new LinkedHashMap<>();
    List<DatasetProfile.CandidateKey> found = new ArrayList<>();
    for (List<String> key : keys) {
      Measurement.Groups groups = groups(measured, groups(key));
      if (groups != null) {
        found.add(new DatasetProfile.CandidateKey(key, groups.keyed(), groups.distinct()));
        if (key.size() == 1) {
          exact.put(key.get(0), groups);
        }
      }
    }
    Map<String, Map<Object, Long>> counts = new LinkedHashMap<>();
    frequent.forEach(
        (column, top) -> {
          Measurement.TopValues told = (Measurement.TopValues) counted(measured, top);
          if (told != null) {
            Map<Object, Long> own = new LinkedHashMap<>();
            told.top().forEach(each -> own.put(each.value(), each.count()));
            counts.put(column, own);
          }
        });
    return state.profile(
        duplicateRows(measured), repeated, exact, counts, keys(found), limits, now, policy);
  }

  /** Whether there is no time to read the data again. */
  private boolean isLate(Duration elapsed) {
    Duration limit = state.options().timeLimit();
    return limit != null && elapsed.multipliedBy(2).compareTo(limit) > 0;
  }

  private long duplicateRows(Map<Aggregate, Measurement> measured) {
    Measurement.Groups rows = duplicates ? groups(measured, WHOLE_ROWS) : null;
    return rows == null ? -1 : rows.keyed() - rows.distinct();
  }

  /**
   * What to fill with whole rows and how often each occurs, in a third reading.
   *
   * @param measured what was counted
   * @param elapsed how long the first two scans took; zero if no third one is needed
   * @return null if no duplicate rows are to be shown, there are none, or there is no time
   * @throws IllegalStateException if something could not be counted
   */
  public @Nullable RepeatedRows repeatedRows(
      Map<Aggregate, Measurement> measured, Duration elapsed) {
    int wanted = state.options().duplicateRowsShown();
    if (wanted == 0 || duplicateRows(measured) <= 0 || isLate(elapsed)) {
      return null;
    }
    List<String> names = Arrays.stream(state.columns()).map(ColumnState::name).toList();
    int[] places = names.stream().mapToInt(name -> whole.indexOf(ColumnRef.parse(name))).toArray();
    return new RepeatedRows(names, places, wanted);
  }

  /** With those that the first scan knew; without sets of columns of which some suffice. */
  private List<DatasetProfile.CandidateKey> keys(List<DatasetProfile.CandidateKey> counted) {
    List<DatasetProfile.CandidateKey> all = new ArrayList<>(counted);
    ProfileOptions options = state.options();
    for (ColumnState column : state.columns()) {
      if (options.candidateKeys()
          && options.keys().isEmpty()
          && options.sample() == 1
          && column.exact()
          && isCandidate(column)
          && column.distinct() >= NEARLY * column.values) {
        all.add(
            new DatasetProfile.CandidateKey(
                List.of(column.name()), column.values, column.distinct()));
      }
    }
    boolean chosen = options.keys().isEmpty();
    List<List<String>> unique =
        all.stream()
            .filter(DatasetProfile.CandidateKey::isUnique)
            .map(DatasetProfile.CandidateKey::columns)
            .toList();
    all.removeIf(
        key ->
            chosen
                && unique.stream()
                    .anyMatch(
                        some ->
                            some.size() < key.columns().size() && key.columns().containsAll(some)));
    all.sort(
        Comparator.comparing((DatasetProfile.CandidateKey key) -> !key.isUnique())
            .thenComparing(key -> key.columns().size())
            .thenComparing(key -> -(double) key.distinct() / Math.max(1, key.rows())));
    return List.copyOf(all);
  }

  private static Measurement.@Nullable Groups groups(
      Map<Aggregate, Measurement> measured, Aggregate aggregate) {
    return (Measurement.Groups) counted(measured, aggregate);
  }

  private static @Nullable Measurement counted(
      Map<Aggregate, Measurement> measured, Aggregate aggregate) {
    Measurement found = measured.get(aggregate);
    if (found instanceof Measurement.Failed failed) {
      throw new IllegalStateException(
          "The second scan of the profile could not count: " + Quoted.hidden(failed.message()));
    }
    return found;
  }
}
