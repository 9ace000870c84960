package dev.assay.dq.internal.plan;

import java.util.List;

/** The files that data are read from. */
public interface DataFiles {

  /** How many there are. */
  long count();

  /**
   * How long each is, in bytes; they are asked for.
   *
   * @throws RuntimeException if the storage does not tell
   */
  List<Long> sizes();
}
