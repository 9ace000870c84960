package dev.assay.dq.execute;

import dev.assay.dq.model.RecordView;
import org.jspecify.annotations.Nullable;

/** A predicate made ready to judge records. Not serializable: compile it where it runs. */
@FunctionalInterface
public interface RecordTest {

  /**
   * Judges one record.
   *
   * @param values canonical values, in the order of the columns it was compiled for
   * @param view the record, for Java code
   * @return the truth
   * @throws Exception what Java code throws, or a value of an unexpected type
   */
  Truth test(@Nullable Object[] values, RecordView view) throws Exception;
}
