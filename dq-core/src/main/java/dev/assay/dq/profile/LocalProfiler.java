package dev.assay.dq.profile;

import dev.assay.dq.SamplePolicy;
import dev.assay.dq.internal.execute.RecordProgram;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.local.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Profiles records in memory. No Spark is needed. */
public final class LocalProfiler {

  private LocalProfiler() {}

  /**
   * Profiles records. The first iteration needs memory by the number of columns alone; the second
   * holds each different row, and each different key that is tried. {@link
   * ProfileOptions#withDuplicateRows} and {@link ProfileOptions#withCandidateKeys} do without it.
   * Days and hours of instants are those of UTC, unless the options name another time zone.
   *
   * @param records the records; iterated once, and once more to count duplicate rows and keys
   * @param fields how a record is read
   * @param <T> the class of the records
   * @return the profile
   * @throws IllegalArgumentException if the fields are not declared, or one cannot be read
   */
  public static <T> DatasetProfile profile(Iterable<? extends T> records, Fields<T> fields) {
    return profile(records, fields, ProfileOptions.DEFAULT);
  }

  /**
   * Profiles records. The first iteration needs memory by the number of columns alone; the second
   * holds each different row, and each different key that is tried. {@link
   * ProfileOptions#withDuplicateRows} and {@link ProfileOptions#withCandidateKeys} do without it.
   * Days and hours of instants are those of UTC, unless the options name another time zone.
   *
   * @param records the records; iterated once, and once more to count duplicate rows and keys
   * @param fields how a record is read
   * @param options how much to look at
   * @param <T> the class of the records
   * @return the profile
   * @throws IllegalArgumentException if the fields are not declared, one cannot be read, or a key
   *     to try has a column that does not exist or cannot be compared
   */
  public static <T> DatasetProfile profile(
      Iterable<? extends T> records, Fields<T> fields, ProfileOptions options) {
    return profile(records, fields, options, null);
  }

  /**
   * The same under a policy.
   *
   * @param policy which values the profile may hold; null for what {@link SamplePolicy} says holds
   *     without one
   */
  public static <T> DatasetProfile profile(
      Iterable<? extends T> records,
      Fields<T> fields,
      ProfileOptions options,
      @Nullable SamplePolicy policy) {
    Instant now = options.asOf() == null ? Instant.now() : options.asOf();
    long start = System.nanoTime();
    ProfileState state = state(records, fields, options);
    SecondScan second =
        SecondScan.after(
            state, ProfileColumns.of(fields.schema()), Duration.ofNanos(System.nanoTime() - start));
    List<Aggregate> aggregates = second.aggregates();
    Map<Aggregate, Measurement> measured = Map.of();
    RepeatedRows repeated = null;
    if (!aggregates.isEmpty()) {
      RecordProgram.Run run =
          new RecordProgram(aggregates, second.wholeRow(), second.types(), second.wholeRow())
              .start();
      Fields.Reader<T> reader = fields.reader(second.wholeRow());
      for (T record : records) {
        run.add(reader.read(record), null);
      }
      RecordProgram.Partial counted = run.result();
      measured = counted.measure(aggregates);
      repeated = second.repeatedRows(measured, Duration.ZERO);
      if (repeated != null) {
        RepeatedRows rows = repeated;
        counted.forEachKey(
            aggregates.indexOf(SecondScan.WHOLE_ROWS),
            (row, count) -> rows.add(((List<?>) row).toArray(), count));
      }
    }
    return second.profile(measured, repeated, now, policy);
  }

  /**
   * What one iteration over the records has seen: to be merged with other parts of the data, or
   * stored.
   *
   * @param fields how a record is read
   * @param options how much to look at
   * @param <T> the class of the records
   * @return the state
   * @throws IllegalArgumentException if the fields are not declared, or one cannot be read
   */
  public static <T> ProfileState state(
      Iterable<? extends T> records, Fields<T> fields, ProfileOptions options) {
    List<Schema.Field> columns = ProfileColumns.of(fields.schema());
    ProfileState state = new ProfileState(columns, options);
    Fields.Reader<T> reader = fields.reader(ProfileColumns.refs(columns));
    SplittableRandom random = new SplittableRandom(options.seed());
    boolean all = options.sample() == 1;
    for (T record : records) {
      if (all || random.nextDouble() < options.sample()) {
        state.add(ProfileColumns.readable(reader.read(record)));
      }
    }
    return state;
  }
}
