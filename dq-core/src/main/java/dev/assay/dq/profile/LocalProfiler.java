package dev.assay.dq.profile;

import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.plan.Schema;
import dev.assay.dq.result.VerificationResult;
import java.time.Instant;
import java.util.List;

/** Profiles records in memory. No Spark is needed. */
public final class LocalProfiler {

  private LocalProfiler() {}

  /**
   * Profiles records.
   *
   * @param records the records; iterated once, and once more to count duplicate rows
   * @param fields how a record is read
   * @param <T> the class of the records
   * @return the profile
   * @throws IllegalArgumentException if the fields are not declared, or one cannot be read
   */
  public static <T> DatasetProfile profile(Iterable<? extends T> records, Fields<T> fields) {
    return profile(records, fields, ProfileOptions.DEFAULT);
  }

  /**
   * Profiles records.
   *
   * @param records the records; iterated once, and once more to count duplicate rows
   * @param fields how a record is read
   * @param options how much to look at
   * @param <T> the class of the records
   * @return the profile
   * @throws IllegalArgumentException if the fields are not declared, or one cannot be read
   */
  public static <T> DatasetProfile profile(
      Iterable<? extends T> records, Fields<T> fields, ProfileOptions options) {
    List<Schema.Field> columns = ProfileColumns.of(fields.schema());
    ProfileState state = new ProfileState(columns, options);
    Fields.Reader<T> reader = fields.reader(ProfileColumns.refs(columns));
    for (T record : records) {
      state.add(ProfileColumns.readable(reader.read(record)));
    }
    long duplicates = -1;
    if (options.duplicateRows() && ProfileColumns.comparable(columns)) {
      VerificationResult result =
          LocalDataQuality.<T>on(records, fields).check(ProfileColumns.DUPLICATES).run();
      duplicates = ProfileColumns.duplicates(result);
    }
    return state.profile(duplicates, Instant.now());
  }
}
