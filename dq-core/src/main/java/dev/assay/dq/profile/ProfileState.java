package dev.assay.dq.profile;

import dev.assay.dq.plan.Schema;
import dev.assay.dq.state.CoMomentsState;
import dev.assay.dq.state.Measurement;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has been seen of a dataset: filled record by record, one for each part of the data, and
 * merged. Its size is bounded by the columns, whatever they hold. Not thread-safe.
 */
public final class ProfileState implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int PATTERNS = 256;
  private static final int MAX_PARTITIONS = 100_000;

  private final ProfileOptions options;
  private final ColumnState[] columns;
  private final int[] correlated;
  private final CoMomentsState[] pairs;
  private final Frequent missing = new Frequent(PATTERNS);
  private final Crosstabs crosstabs;
  private final RowSums sums;
  private long rows;
  private long[] partitions = new long[0];
  private final transient double @Nullable [] row;

  /**
   * A state of no rows.
   *
   * @param fields the columns in the order of the values that will be added
   * @param options how much to look at
   */
  public ProfileState(List<Schema.Field> fields, ProfileOptions options) {
    this.options = options;
    this.columns =
        fields.stream()
            .map(field -> ColumnState.of(field.name(), field.type()))
            .toArray(ColumnState[]::new);
    List<Integer> numeric = new ArrayList<>();
    for (int i = 0; i < columns.length && numeric.size() < options.correlated(); i++) {
      if (columns[i] instanceof ColumnState.Numeric) {
        numeric.add(i);
      }
    }
    this.correlated = numeric.stream().mapToInt(i -> i).toArray();
    this.pairs = new CoMomentsState[correlated.length * (correlated.length - 1) / 2];
    Arrays.setAll(pairs, i -> new CoMomentsState());
    this.crosstabs = new Crosstabs(fields, options.crosstabs());
    this.sums = new RowSums(fields);
    this.row = new double[correlated.length];
  }

  /**
   * Adds a record.
   *
   * @param values canonical values in the order of the columns
   */
  public void add(@Nullable Object[] values) {
    rows++;
    BitSet gaps = null;
    long hash = 0;
    for (int i = 0; i < columns.length; i++) {
      Object value = values[i];
      if (value == null) {
        gaps = gaps == null ? new BitSet(columns.length) : gaps;
        gaps.set(i);
      }
      columns[i].add(value);
      hash = 31 * hash + hash(value);
    }
    if (isSetAside(hash)) {
      for (int i = 0; i < columns.length; i++) {
        columns[i].hold(values[i]);
      }
    }
    crosstabs.add(values);
    sums.add(values);
    if (gaps != null) {
      missing.add(gaps);
    }
    if (pairs.length > 0) {
      correlate(values);
    }
  }

  /** A tenth of the rows, the same ones however the data are divided. */
  private static boolean isSetAside(long hash) {
    return Long.remainderUnsigned(DistinctSketch.mix(hash), 10) == 0;
  }

  /** Equal on every engine; collections, which are not, count as nothing. */
  private static int hash(@Nullable Object value) {
    if (value instanceof String || value instanceof Long || value instanceof Boolean) {
      return value.hashCode();
    }
    if (value instanceof Double number) {
      return Double.hashCode(number + 0.0); // -0.0 is 0.0
    }
    if (value instanceof BigDecimal decimal) {
      return Double.hashCode(decimal.doubleValue()); // whatever its scale
    }
    if (value instanceof Temporal) {
      return value.hashCode();
    }
    return value instanceof byte[] bytes ? Arrays.hashCode(bytes) : 0;
  }

  private void correlate(@Nullable Object[] values) {
    double[] numbers = row;
    if (numbers == null) {
      throw new IllegalStateException("a state that came over the network only merges");
    }
    for (int i = 0; i < correlated.length; i++) {
      Object value = values[correlated[i]];
      double number = value == null ? Double.NaN : ((Number) value).doubleValue();
      numbers[i] = Double.isInfinite(number) ? Double.NaN : number;
    }
    int pair = 0;
    for (int i = 0; i < numbers.length; i++) {
      double x = numbers[i];
      for (int j = i + 1; j < numbers.length; j++) {
        double y = numbers[j];
        if (!Double.isNaN(x) && !Double.isNaN(y)) {
          pairs[pair].add(x, y);
        }
        pair++;
      }
    }
  }

  /**
   * Ends a partition: its rows are remembered as one.
   *
   * @return this state
   */
  public ProfileState endPartition() {
    partitions = new long[] {rows};
    return this;
  }

  /**
   * Adds what another state has seen.
   *
   * @param other a state of the same columns
   * @return this state
   * @throws IllegalArgumentException if it has other columns
   */
  public ProfileState merge(ProfileState other) {
    if (columns.length != other.columns.length) {
      throw new IllegalArgumentException(
          "profiles of different columns cannot be merged: "
              + columns.length
              + " and "
              + other.columns.length);
    }
    for (int i = 0; i < columns.length; i++) {
      if (!columns[i].name().equals(other.columns[i].name())
          || columns[i].getClass() != other.columns[i].getClass()) {
        throw new IllegalArgumentException(
            "profiles of different columns cannot be merged: "
                + columns[i].name()
                + " and "
                + other.columns[i].name());
      }
    }
    rows += other.rows;
    for (int i = 0; i < columns.length; i++) {
      columns[i].merge(other.columns[i]);
    }
    for (int i = 0; i < pairs.length; i++) {
      pairs[i].merge(other.pairs[i]);
    }
    missing.merge(other.missing);
    crosstabs.merge(other.crosstabs);
    sums.merge(other.sums);
    if (partitions.length + other.partitions.length <= MAX_PARTITIONS) {
      long[] all = Arrays.copyOf(partitions, partitions.length + other.partitions.length);
      System.arraycopy(other.partitions, 0, all, partitions.length, other.partitions.length);
      partitions = all;
    }
    return this;
  }

  /**
   * The profile of what has been seen.
   *
   * @param duplicateRows rows beyond the first of each group of equal rows; -1 if not counted
   * @param now what the future is measured against
   * @return the profile
   */
  public DatasetProfile profile(long duplicateRows, Instant now) {
    List<ColumnProfile> profiles = new ArrayList<>();
    for (ColumnState column : columns) {
      profiles.add(column.profile(options, now));
    }
    List<DatasetProfile.Correlation> correlations = correlations();
    DatasetProfile.Partitions spread = spread();
    List<String> limits = limits();
    List<DatasetProfile.Association> associations = crosstabs.associations(limits);
    return new DatasetProfile(
        rows,
        options.sample(),
        List.copyOf(profiles),
        duplicateRows,
        Arrays.stream(columns).mapToLong(ColumnState::bytes).sum(),
        spread,
        correlations,
        associations,
        crosstabs.dependencies(),
        List.of(),
        sums.found(),
        together(),
        List.copyOf(limits),
        Alerts.of(rows, profiles, duplicateRows, spread, correlations));
  }

  private List<String> limits() {
    List<String> limits = new ArrayList<>();
    long numeric = Arrays.stream(columns).filter(ColumnState.Numeric.class::isInstance).count();
    if (options.correlated() > 0 && numeric > options.correlated()) {
      limits.add(
          "correlations look at the first "
              + options.correlated()
              + " columns of numbers; "
              + (numeric - options.correlated())
              + " more were left out");
    }
    String crossed = crosstabs.limit();
    if (crossed != null) {
      limits.add(crossed);
    }
    String summed = sums.limit();
    if (summed != null) {
      limits.add(summed);
    }
    return limits;
  }

  private List<DatasetProfile.Correlation> correlations() {
    List<DatasetProfile.Correlation> found = new ArrayList<>();
    int pair = 0;
    for (int i = 0; i < correlated.length; i++) {
      for (int j = i + 1; j < correlated.length; j++) {
        Measurement.CoMoments moments = pairs[pair++].measure();
        double spread = moments.m2x() * moments.m2y();
        if (moments.pairs() > 1 && spread > 0) {
          found.add(
              new DatasetProfile.Correlation(
                  columns[correlated[i]].name(),
                  columns[correlated[j]].name(),
                  moments.cxy() / (Math.sqrt(moments.m2x()) * Math.sqrt(moments.m2y())),
                  moments.pairs()));
        }
      }
    }
    found.sort((a, b) -> Double.compare(Math.abs(b.coefficient()), Math.abs(a.coefficient())));
    return List.copyOf(found);
  }

  private List<DatasetProfile.MissingTogether> together() {
    List<DatasetProfile.MissingTogether> found = new ArrayList<>();
    missing
        .counts()
        .forEach(
            (gaps, count) ->
                found.add(
                    new DatasetProfile.MissingTogether(
                        ((BitSet) gaps).stream().mapToObj(i -> columns[i].name()).toList(),
                        count[0])));
    found.sort(
        (a, b) ->
            a.rows() != b.rows()
                ? Long.compare(b.rows(), a.rows())
                : a.columns().toString().compareTo(b.columns().toString()));
    return List.copyOf(found.subList(0, Math.min(options.topValues(), found.size())));
  }

  private DatasetProfile.@Nullable Partitions spread() {
    if (partitions.length == 0) {
      return null;
    }
    long[] sorted = partitions.clone();
    Arrays.sort(sorted);
    return new DatasetProfile.Partitions(
        sorted.length,
        Arrays.stream(sorted).filter(size -> size == 0).count(),
        sorted[0],
        sorted[(sorted.length - 1) / 2],
        sorted[sorted.length - 1],
        Arrays.stream(sorted).boxed().limit(200).toList(),
        -1,
        null);
  }
}
