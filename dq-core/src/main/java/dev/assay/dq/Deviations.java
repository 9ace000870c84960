package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.PastTolerance;
import java.io.Serializable;

/**
 * A tolerance in how far the values of earlier runs usually are apart; see {@link
 * Columns#standardDeviations} and {@link Columns#medianDeviations}.
 */
public record Deviations(@Internal PastTolerance unit, @Internal Constant.Num number)
    implements Serializable {

  /** Refuses null and a negative number. */
  @Internal
  public Deviations {
    Args.notNull(unit, "unit");
    Args.tolerance(number);
  }
}
