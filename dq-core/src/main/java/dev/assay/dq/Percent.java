package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Constant;
import java.io.Serializable;

/** A tolerance in percent of what a value is compared with; see {@link Columns#percent}. */
public record Percent(@Internal Constant.Num number) implements Serializable {

  /** Refuses null and a negative number. */
  @Internal
  public Percent {
    Args.tolerance(number);
  }
}
