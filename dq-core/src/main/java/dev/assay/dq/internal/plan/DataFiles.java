package dev.assay.dq.internal.plan;

import java.util.List;

/**
 * The files that data are read from; each method throws a {@link dev.assay.dq.internal.model.Fault}
 * where they are not known.
 */
public interface DataFiles {

  /** How many there are. */
  long count();

  /** How long each is, in bytes; the storage is asked. */
  List<Long> sizes();

  /** In how many partitions they lie. */
  long partitions();

  /** How long the files of each partition are together, in bytes; the storage is asked. */
  List<Long> partitionSizes();
}
