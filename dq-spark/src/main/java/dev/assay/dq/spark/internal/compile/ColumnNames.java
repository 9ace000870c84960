package dev.assay.dq.spark.internal.compile;

import dev.assay.dq.internal.model.ColumnRef;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** The one place where the name of a column becomes a reference to it. */
public final class ColumnNames {

  private ColumnNames() {}

  /** The column of an exact name or path. */
  public static Column column(ColumnRef ref) {
    return functions.col(quoted(ref));
  }

  static String quoted(ColumnRef ref) {
    return ref.parts().stream()
        .map(part -> "`" + part.replace("`", "``") + "`")
        .collect(Collectors.joining("."));
  }
}
