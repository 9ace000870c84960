package dev.assay.dq.profile;

import dev.assay.dq.execute.Unreadable;
import dev.assay.dq.model.Check;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Constraint;
import dev.assay.dq.model.Expectation;
import dev.assay.dq.model.Key;
import dev.assay.dq.model.Metric;
import dev.assay.dq.model.Notes;
import dev.assay.dq.model.OnNoRows;
import dev.assay.dq.model.Predicate;
import dev.assay.dq.model.Severity;
import dev.assay.dq.plan.Schema;
import dev.assay.dq.plan.TypeKind;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.VerificationResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns that a profile looks at. For the engines that fill a {@link ProfileState}. */
public final class ProfileColumns {

  /** Counts duplicate rows. */
  public static final Check DUPLICATES =
      new Check(
          "profile",
          Severity.WARNING,
          List.of(
              new Constraint.OnMetric(
                  new Metric.KeyMetric(
                      Key.wholeRow(), Metric.KeyStatistic.EXCESS_ROWS, new Predicate.Always()),
                  new Expectation.Observed(),
                  OnNoRows.NOT_EVALUATED,
                  Notes.NONE)),
          List.of());

  private ProfileColumns() {}

  /**
   * The columns of a schema, and instead of a struct its fields, whose names are their paths.
   *
   * @param schema the schema
   * @return the columns
   * @throws IllegalArgumentException if the schema declares nothing
   */
  public static List<Schema.Field> of(Schema schema) {
    List<Schema.Field> columns = new ArrayList<>();
    flatten(schema.fields(), List.of(), columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no column to profile: declare the fields of the records, for example with"
              + " Fields.ofMap(types)");
    }
    return List.copyOf(columns);
  }

  private static void flatten(
      List<Schema.Field> fields, List<String> path, List<Schema.Field> columns) {
    for (Schema.Field field : fields) {
      List<String> own = new ArrayList<>(path);
      own.add(field.name());
      if (field.type().kind() == TypeKind.STRUCT) {
        flatten(field.type().children(), own, columns);
      } else {
        columns.add(new Schema.Field(new ColumnRef(own).text(), field.type()));
      }
    }
  }

  /**
   * Whether whole rows can be compared, which arrays and maps forbid.
   *
   * @param columns the columns
   * @return true if duplicate rows can be counted
   */
  public static boolean comparable(List<Schema.Field> columns) {
    return columns.stream().allMatch(column -> column.type().kind().isAtomic());
  }

  /**
   * How the columns are read.
   *
   * @param columns columns that {@link #of} gave
   * @return a reference to each
   */
  public static List<ColumnRef> refs(List<Schema.Field> columns) {
    return columns.stream().map(column -> ColumnRef.parse(column.name())).toList();
  }

  /**
   * Makes sure that all values could be read.
   *
   * @param values the values of a record
   * @return the same values
   * @throws IllegalArgumentException if one could not be read
   */
  public static @Nullable Object[] readable(@Nullable Object[] values) {
    for (Object value : values) {
      if (value instanceof Unreadable unreadable) {
        throw new IllegalArgumentException(
            "A record cannot be profiled: " + unreadable.exception().getMessage(),
            unreadable.exception());
      }
    }
    return values;
  }

  /**
   * What a run of {@link #DUPLICATES} found.
   *
   * @param result the result
   * @return rows beyond the first of each group of equal rows; 0 if there are no rows
   */
  public static long duplicates(VerificationResult result) {
    MetricValue actual = result.constraints().get(0).actual();
    if (actual == null) {
      if (result.constraints().get(0).error() != null) {
        throw new IllegalStateException(
            "Duplicate rows could not be counted: " + result.constraints().get(0).butWas());
      }
      return 0;
    }
    return ((Number) actual.plain()).longValue();
  }
}
