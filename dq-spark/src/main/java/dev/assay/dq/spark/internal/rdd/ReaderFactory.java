package dev.assay.dq.spark.internal.rdd;

import java.io.Serializable;

/**
 * Makes readers where the records are.
 *
 * @param <T> the class of the records
 */
@FunctionalInterface
public interface ReaderFactory<T> extends Serializable {

  /**
   * Makes a reader for one thread.
   *
   * @return the reader
   */
  RecordReader<T> start();
}
