package dev.assay.dq.spark.internal.rdd;

import dev.assay.dq.RecordView;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of one class on an executor.
 *
 * @param <T> the class of the records
 */
public interface RecordReader<T> {

  /**
   * The values of a record.
   *
   * @return canonical values in the order the reader was made for
   */
  @Nullable Object[] read(T record);

  /**
   * The record as Java code sees it.
   *
   * @param values what {@link #read} gave for it
   * @return the view
   */
  RecordView view(T record, @Nullable Object[] values);
}
