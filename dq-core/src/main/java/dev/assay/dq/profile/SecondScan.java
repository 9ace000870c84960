package dev.assay.dq.profile;

import dev.assay.dq.model.ColumnKind;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Key;
import dev.assay.dq.model.Literal;
import dev.assay.dq.model.Operand;
import dev.assay.dq.model.Predicate;
import dev.assay.dq.plan.Aggregate;
import dev.assay.dq.plan.Schema;
import dev.assay.dq.plan.TypeKind;
import dev.assay.dq.state.Measurement;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the second scan of a profile counts exactly, chosen by what the first has seen: duplicate
 * rows, columns and pairs of columns that may be a key, and the frequent values of columns with too
 * many to be counted in the first. For the engines that run it: all of it is measured in one
 * reading of the data.
 */
public final class SecondScan {

  private static final int MAX_SINGLES = 5;
  private static final int MAX_PAIRS = 8;
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
    Duration limit = options.timeLimit();
    boolean wanted = options.duplicateRows() || options.candidateKeys();
    checkKeys(options, state.columns());
    if (wanted && options.sample() < 1) {
      scan.limits.add("duplicate rows and keys were not counted: a sample cannot tell them");
    } else if (wanted && limit != null && elapsed.multipliedBy(2).compareTo(limit) > 0) {
      scan.limits.add(
          "duplicate rows and keys were not counted: the first scan took "
              + elapsed.toMillis()
              + " ms of the time limit of "
              + limit.toMillis()
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
      Operand.Column column = new Operand.Column(ColumnRef.parse(each.name()), ColumnKind.ANY);
      List<Literal> candidates =
          each.candidates(state.options().topValues()).stream().map(SecondScan::literal).toList();
      frequent.put(
          each.name(),
          new Aggregate.TopValues(column, candidates.size(), new Predicate.In(column, candidates)));
    }
    if (uncertain.size() > MAX_COUNTED) {
      limits.add(
          "of "
              + uncertain.size()
              + " columns with very many values the frequent ones were counted exactly in "
              + MAX_COUNTED);
    }
  }

  private static Literal literal(Object value) {
    if (value instanceof String text) {
      return new Literal.Text(text);
    }
    if (value instanceof LocalDate day) {
      return new Literal.Day(day);
    }
    if (value instanceof Instant moment) {
      return new Literal.Moment(moment);
    }
    if (value instanceof LocalDateTime moment) {
      return new Literal.LocalMoment(moment);
    }
    return new Literal.Num(
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
      choosePairs();
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

  /**
   * Pairs with enough combinations to tell all rows apart: in turn those with the fewest, which are
   * unique by design if they are, and those with the most.
   */
  private void choosePairs() {
    List<ColumnState> complete = new ArrayList<>();
    for (ColumnState column : state.columns()) {
      if (isCandidate(column) && column.nulls == 0 && !isFreeText(column)) {
        complete.add(column);
      }
    }
    record Pair(List<String> names, double combinations) {}
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < complete.size(); i++) {
      for (int j = i + 1; j < complete.size(); j++) {
        double combinations = (double) complete.get(i).distinct() * complete.get(j).distinct();
        if (combinations >= state.rows()) {
          pairs.add(
              new Pair(List.of(complete.get(i).name(), complete.get(j).name()), combinations));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::combinations));
    long room = MAX_KEYED_ROWS / Math.max(1, state.rows()) - keys.size() - (duplicates ? 1 : 0);
    int number = (int) Math.max(0, Math.min(Math.min(room, MAX_PAIRS), pairs.size()));
    for (int i = 0; i < number; i++) {
      keys.add(pairs.get(i % 2 == 0 ? i / 2 : pairs.size() - 1 - i / 2).names());
    }
    if (number < pairs.size()) {
      limits.add(
          "of " + pairs.size() + " pairs of columns that may be a key " + number + " were counted");
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
      all.add(new Aggregate.Groups(Key.wholeRow(), new Predicate.Always()));
    }
    keys.forEach(key -> all.add(groups(key)));
    all.addAll(frequent.values());
    return List.copyOf(all);
  }

  private static Aggregate groups(List<String> key) {
    return new Aggregate.Groups(
        new Key(
            key.stream()
                .map(name -> new Operand.Column(ColumnRef.parse(name), ColumnKind.ANY))
                .toList()),
        new Predicate.Always());
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
   * @param now what the future is measured against
   * @return the profile
   * @throws IllegalStateException if something could not be counted
   */
  public DatasetProfile profile(Map<Aggregate, Measurement> measured, Instant now) {
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
    Measurement.Groups rows =
        duplicates
            ? groups(measured, new Aggregate.Groups(Key.wholeRow(), new Predicate.Always()))
            : null;
    long excess = rows == null ? -1 : rows.keyed() - rows.distinct();
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
    return state.profile(excess, exact, counts, keys(found), limits, now);
  }

  /** With those that the first scan knew; without pairs of which one column suffices. */
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
    Set<String> alone = new LinkedHashSet<>();
    for (DatasetProfile.CandidateKey key : all) {
      if (key.columns().size() == 1 && key.isUnique()) {
        alone.add(key.columns().get(0));
      }
    }
    boolean chosen = options.keys().isEmpty();
    all.removeIf(
        key ->
            chosen && key.columns().size() > 1 && key.columns().stream().anyMatch(alone::contains));
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
          "The second scan of the profile could not count: " + failed.message());
    }
    return found;
  }
}
