package dev.assay.dq.result;

import dev.assay.dq.internal.model.Args;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one earlier run found by one constraint.
 *
 * @param dataset the name of the dataset in a suite; empty if the run was of one alone
 * @param check the name of the check
 * @param id the identity of the constraint
 * @param asOf the time of the run
 * @param recorded when that was recorded: of two of one time, the later counts
 * @param value the number, perhaps NaN or infinite; null if the run came to none
 */
public record PastValue(
    String dataset,
    String check,
    String id,
    Instant asOf,
    Instant recorded,
    Status status,
    @Nullable Double value)
    implements Serializable {
  public PastValue {
    Args.notNull(dataset, "dataset");
    Args.notNull(check, "check");
    Args.notNull(id, "id");
    Args.notNull(asOf, "time of the run");
    Args.notNull(recorded, "time of the record");
    Args.notNull(status, "status");
  }
}
