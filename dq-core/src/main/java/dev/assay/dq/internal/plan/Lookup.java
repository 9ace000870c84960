package dev.assay.dq.internal.plan;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.OtherKey;
import java.io.Serializable;
import java.util.List;

/**
 * Keys that are looked up in another dataset of the run. What comes of it is one more column of the
 * data, true, false or unknown, so that every pass can do with it what it does with any column.
 *
 * @param column the column that holds what comes of it
 * @param parts the parts of the key, as many as the columns of the other dataset
 */
public record Lookup(ColumnRef column, OtherKey other, List<Expr> parts) implements Serializable {
  public Lookup {
    parts = List.copyOf(parts);
  }
}
