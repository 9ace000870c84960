package dev.assay.dq.internal.execute;

import dev.assay.dq.Constraint;
import dev.assay.dq.RecordView;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.result.Violation;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A constraint that judges rows one by one.
 *
 * @param declared as the check has it, first the one that it is a part of
 * @param rows the same of a single row, with exact names
 * @param violation what is said of a row that violates it
 * @param cascades whether it is about other rows that are bad, and so says nothing of a row that is
 *     bad by itself
 */
public record RowRule(
    List<Constraint> declared, Constraint.OnRows rows, Violation violation, boolean cascades)
    implements Serializable {

  /** Whether a row that violates it is bad. */
  public boolean isOfErrors() {
    return switch (violation.severity()) {
      case ERROR -> true;
      case WARNING -> false;
    };
  }

  /** Says whether a record violates a constraint. Compiled where it runs. */
  @FunctionalInterface
  public interface Test {

    /**
     * Judges one record.
     *
     * @param values canonical values, in the order of the columns it was compiled for
     * @throws Exception what Java code throws, or a value of an unexpected type
     */
    boolean violates(@Nullable Object[] values, @Nullable RecordView view) throws Exception;
  }

  /** Makes a constraint ready to judge records. */
  public static Test test(
      Constraint.OnRows rows, List<ColumnRef> columns, Map<ColumnRef, Schema.Type> types) {
    RecordTest scope = RecordTests.compile(rows.where(), columns, types);
    RecordTest predicate = RecordTests.compile(rows.predicate(), columns, types);
    boolean failsOnNull = rows.failsOnNull();
    return (values, view) -> {
      if (scope.test(values, view) != Truth.TRUE) {
        return false;
      }
      Truth truth = predicate.test(values, view);
      return truth == Truth.FALSE || (truth == Truth.UNKNOWN && failsOnNull);
    };
  }
}
