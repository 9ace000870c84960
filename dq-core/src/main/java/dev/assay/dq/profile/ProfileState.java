package dev.assay.dq.profile;

import dev.assay.dq.SamplePolicy;
import dev.assay.dq.StateFormatException;
import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.state.Hashes;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.StateReader;
import dev.assay.dq.internal.state.StateWriter;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has been seen of a dataset: filled record by record, one for each part of the data, and
 * merged. Its size is bounded by the columns, whatever they hold. Not thread-safe.
 */
public final class ProfileState implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int PATTERNS = 256;

  private final ProfileOptions options;
  private final ColumnState[] columns;
  private final Correlations correlations;
  private final Scatters scatters;
  private final HeavyHitters missing = new HeavyHitters(PATTERNS);
  private final Crosstabs crosstabs;
  private final RowSums sums;
  private final DuplicateColumns duplicates;
  private final EdgeRows edges;
  private long rows;
  private final PartitionStats partitionStats = new PartitionStats();
  private @Nullable Batch batch;

  /**
   * A state of no rows.
   *
   * @param fields the columns in the order of the values that will be added
   * @param options how much to look at
   */
  @Internal
  public ProfileState(List<Schema.Field> fields, ProfileOptions options) {
    this.options = options;
    this.columns =
        fields.stream()
            .map(field -> ColumnState.of(field.name(), field.type(), options.zoneOrUtc()))
            .toArray(ColumnState[]::new);
    List<Integer> numeric = new ArrayList<>();
    for (int i = 0; i < columns.length && numeric.size() < options.correlated(); i++) {
      if (columns[i] instanceof ColumnState.Numeric) {
        numeric.add(i);
      }
    }
    int[] correlated = numeric.stream().mapToInt(i -> i).toArray();
    String[] names = numeric.stream().map(i -> columns[i].name()).toArray(String[]::new);
    this.correlations = new Correlations(correlated, names);
    this.scatters = new Scatters(correlated, names);
    this.crosstabs = new Crosstabs(fields, options.crosstabs());
    this.sums = new RowSums(fields);
    this.duplicates = new DuplicateColumns(columns.length);
    this.edges = new EdgeRows(columns, options.firstAndLastRows());
  }

  /**
   * Adds a record. Records are taken in some at a time, column by column, so that what is known of
   * a column is at hand.
   *
   * @param values canonical values in the order of the columns; the array may be used again. Whole
   *     numbers may be of any of Java's primitive types for such, floating point any number, a date
   *     may be the number of days since 1970-01-01 as an Integer or a Long, and text may be its
   *     UTF-8
   * @throws IllegalArgumentException if a column of whole numbers, floating point, dates or text
   *     has something else; its message names the column
   */
  @Internal
  public void add(@Nullable Object[] values) {
    Batch waiting = batch;
    if (waiting == null) {
      waiting = new Batch(columns);
      batch = waiting;
    }
    rows++;
    edges.note(values);
    if (waiting.add(values)) {
      flush(waiting);
    }
  }

  private void flush(Batch waiting) {
    int size = waiting.size();
    @Nullable BitSet[] gaps = new BitSet[size];
    long[] hashes = new long[size];
    long[] weights = duplicates.weights(size);
    long before = 0;
    for (int i = 0; i < columns.length; i++) {
      columns[i].addAll(waiting, i, hashes);
      long after = DuplicateColumns.sum(hashes, weights);
      duplicates.add(i, before, after, waiting.gaps(i, gaps, weights));
      before = after;
    }
    int[] aside = setAside(hashes);
    for (int i = 0; i < columns.length; i++) {
      columns[i].holdOut(waiting, i, aside);
    }
    crosstabs.add(waiting);
    sums.add(waiting);
    for (BitSet missingHere : gaps) {
      if (missingHere != null) {
        missing.add(missingHere);
      }
    }
    correlations.add(waiting);
    scatters.add(waiting, hashes);
    edges.add(waiting);
    waiting.clear();
  }

  /** A tenth of the rows, the same ones however the data are divided. */
  private static int[] setAside(long[] hashes) {
    int[] rows = new int[hashes.length];
    int many = 0;
    for (int r = 0; r < hashes.length; r++) {
      if (isSetAside(hashes[r])) {
        rows[many++] = r;
      }
    }
    return Arrays.copyOf(rows, many);
  }

  private static boolean isSetAside(long hash) {
    return Long.remainderUnsigned(Hashes.mix(hash), 10) == 0;
  }

  /**
   * Ends a partition: its rows are remembered as one.
   *
   * @param index its number
   * @param bytes how many bytes were read for it; 0 if unknown
   * @return this state
   */
  @Internal
  public ProfileState endPartition(int index, long bytes) {
    flush();
    partitionStats.end(index, rows, bytes, columns);
    return this;
  }

  /**
   * Tells how many partitions can be read at a time, so that the profile can advise to make more of
   * them. It is forgotten when the state is stored or sent.
   *
   * @param number how many
   * @return this state
   */
  @Internal
  public ProfileState onCores(int number) {
    partitionStats.cores(number);
    return this;
  }

  /** Observes all deferred values. */
  private void flush() {
    if (batch != null) {
      flush(batch);
      batch = null;
    }
    for (ColumnState column : columns) {
      column.flush();
    }
  }

  List<Schema.Field> fields() {
    return Arrays.stream(columns)
        .map(column -> new Schema.Field(column.name(), column.type()))
        .toList();
  }

  /** Writes what was seen; not the columns and the options. */
  void write(StateWriter out) {
    flush();
    out.writeLong(rows);
    for (ColumnState column : columns) {
      column.write(out);
    }
    correlations.write(out);
    scatters.write(out);
    missing.write(out);
    crosstabs.write(out);
    sums.write(out);
    duplicates.write(out);
    edges.write(out);
    partitionStats.write(out);
  }

  /** Reads what was written into a state that has seen nothing. */
  void read(StateReader in) {
    rows = in.readCount();
    for (ColumnState column : columns) {
      column.read(in);
      StateReader.check(
          column.nulls <= rows && column.values == rows - column.nulls, "rows that are not there");
    }
    correlations.read(in);
    scatters.read(in);
    missing.read(in, BitSet.class);
    for (Object gaps : missing.counts().keySet()) {
      StateReader.check(((BitSet) gaps).length() <= columns.length, "a column that is not there");
    }
    crosstabs.read(in);
    sums.read(in);
    duplicates.read(in);
    edges.read(in);
    partitionStats.read(in, columns.length);
  }

  /** On its way, a state is bytes, too. */
  private Object writeReplace() {
    return new Sent(StateBytes.content(this));
  }

  /** A state that is sent to another process. */
  private static final class Sent implements Serializable {
    private static final long serialVersionUID = 1L;
    private final byte[] content;

    Sent(byte[] content) {
      this.content = content;
    }

    private Object readResolve() {
      return StateBytes.state(content, 0, content.length);
    }
  }

  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("a state is read from its bytes");
  }

  /**
   * Adds what another state has seen.
   *
   * @param other a state of the same columns
   * @return this state
   * @throws IllegalArgumentException if it has other columns or another time zone
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
    if (!options.zoneOrUtc().getRules().equals(other.options.zoneOrUtc().getRules())) {
      throw new IllegalArgumentException(
          "profiles of days in different time zones cannot be merged: "
              + options.zoneOrUtc()
              + " and "
              + other.options.zoneOrUtc());
    }
    flush();
    other.flush();
    rows += other.rows;
    for (int i = 0; i < columns.length; i++) {
      columns[i].merge(other.columns[i]);
    }
    correlations.merge(other.correlations);
    scatters.merge(other.scatters);
    missing.merge(other.missing);
    crosstabs.merge(other.crosstabs);
    sums.merge(other.sums);
    duplicates.merge(other.duplicates);
    edges.merge(other.edges);
    partitionStats.merge(other.partitionStats);
    return this;
  }

  ProfileOptions options() {
    return options;
  }

  ColumnState[] columns() {
    flush();
    return columns;
  }

  /**
   * How many rows have been seen.
   *
   * @return the number of rows
   */
  public long rows() {
    return rows;
  }

  /**
   * The profile of what has been seen in one scan: without duplicate rows and keys, which take a
   * second one.
   *
   * @param now what the future is measured against
   * @return the profile
   */
  public DatasetProfile profile(Instant now) {
    return profile(-1, now);
  }

  /**
   * The same under a policy: {@link SamplePolicy} says what holds without one.
   *
   * @param now what the future is measured against
   * @param policy which values the profile may hold
   * @return the profile
   */
  public DatasetProfile profile(Instant now, SamplePolicy policy) {
    return profile(
        -1,
        null,
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        now,
        Args.notNull(policy, "the policy"));
  }

  /**
   * The profile of what has been seen, with duplicate rows that were counted elsewhere.
   *
   * @param duplicateRows rows beyond the first of each group of equal rows; -1 if not counted
   * @param now what the future is measured against
   * @return the profile
   */
  @Internal
  public DatasetProfile profile(long duplicateRows, Instant now) {
    return profile(duplicateRows, null, Map.of(), Map.of(), List.of(), List.of(), now, null);
  }

  DatasetProfile profile(
      long duplicateRows,
      @Nullable RepeatedRows repeated,
      Map<String, Measurement.Groups> counted,
      Map<String, Map<Object, Long>> frequent,
      List<DatasetProfile.CandidateKey> keys,
      List<String> more,
      Instant now,
      @Nullable SamplePolicy policy) {
    flush();
    List<ColumnProfile> profiles = new ArrayList<>();
    for (ColumnState column : columns) {
      profiles.add(
          column.profile(
              options,
              now,
              counted.get(column.name()),
              frequent.getOrDefault(column.name(), Map.of())));
    }
    long bytes = Arrays.stream(columns).mapToLong(ColumnState::bytes).sum();
    List<String> limits = limits();
    limits.addAll(more);
    List<DatasetProfile.DuplicateRow> repeatedRows = List.of();
    if (repeated != null) {
      repeatedRows = repeated.shown(duplicateRows, limits);
    } else if (options.duplicateRowsShown() > 0 && duplicateRows != 0) {
      Duration limit = options.timeLimit();
      String unread =
          "the rows were not read again"
              + (limit == null ? "" : ", to keep to the time limit of " + limit.toMillis() + " ms");
      limits.add(
          "duplicate rows are not shown: "
              + (duplicateRows < 0 ? "they were not counted" : unread));
    }
    List<DatasetProfile.Association> associations = crosstabs.associations(limits);
    List<DatasetProfile.Correlation> correlated = scatters.ranked(correlations.found());
    if (!correlated.isEmpty() && rows > Scatters.MAX_ROWS) {
      limits.add(
          "Spearman's coefficients are those of at most "
              + Scatters.MAX_ROWS
              + " different rows, drawn evenly by a hash of the row");
    }
    List<List<String>> same = sameColumns();
    DatasetProfile found =
        new DatasetProfile(
            rows,
            options.sample(),
            options.zoneOrUtc().getId(),
            List.copyOf(profiles),
            duplicateRows,
            bytes,
            partitionStats.partitions(rows, bytes, columns),
            correlated,
            scatters.found(correlated, same),
            associations,
            crosstabs.dependencies(),
            keys,
            sums.found(),
            together(),
            edges.first(),
            edges.last(),
            repeatedRows,
            List.copyOf(limits),
            List.of());
    ProfileVeil veil = new ProfileVeil(policy, options, found);
    return veil.of(found, Alerts.of(found, missingInTheSameRows(), same, veil::hides));
  }

  /** Columns with nulls, but not in all rows, whose nulls are in exactly the same rows. */
  private List<DatasetProfile.MissingTogether> missingInTheSameRows() {
    Map<BitSet, BitSet> byPatterns = new LinkedHashMap<>();
    if (missing.isExact()) {
      List<BitSet> patterns = missing.counts().keySet().stream().map(BitSet.class::cast).toList();
      for (int i = 0; i < columns.length; i++) {
        BitSet own = new BitSet();
        for (int p = 0; p < patterns.size(); p++) {
          own.set(p, patterns.get(p).get(i));
        }
        if (columns[i].nulls > 0 && columns[i].nulls < rows) {
          byPatterns.computeIfAbsent(own, key -> new BitSet()).set(i);
        }
      }
    }
    return byPatterns.values().stream()
        .filter(same -> same.cardinality() > 1)
        .map(
            same ->
                new DatasetProfile.MissingTogether(
                    same.stream().mapToObj(i -> columns[i].name()).toList(),
                    columns[same.nextSetBit(0)].nulls))
        .toList();
  }

  private List<List<String>> sameColumns() {
    return duplicates.found(columns).stream()
        .map(same -> same.stream().map(ColumnState::name).toList())
        .toList();
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
    if (edges.limit() < options.firstAndLastRows()) {
      limits.add(
          "of the first and of the last rows "
              + edges.limit()
              + " are shown, since there are "
              + columns.length
              + " columns");
    }
    String spreads = partitionStats.limit();
    if (spreads != null) {
      limits.add(spreads);
    }
    return limits;
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

  /**
   * The state as bytes, to be stored and merged with others later: the profile of a month is the
   * merge of its days.
   *
   * @return bytes that {@link #fromBytes} reads; they hold values of the data, whatever the policy
   *     of a profile: keep them as you keep the data
   */
  public byte[] toBytes() {
    return StateBytes.write(this);
  }

  /**
   * Reads a state.
   *
   * @param bytes what {@link #toBytes} gave
   * @return the state
   * @throws StateFormatException if the bytes are no such state, are damaged, or were written by
   *     another version
   */
  public static ProfileState fromBytes(byte[] bytes) {
    return StateBytes.read(bytes);
  }
}
