package dev.assay.dq.profile;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.execute.Unreadable;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns that a profile looks at. For the engines that fill a {@link ProfileState}. */
@Internal
public final class ProfileColumns {

  private ProfileColumns() {}

  /**
   * The columns of a schema, and instead of a struct its fields, whose names are their paths.
   *
   * @return the columns
   * @throws IllegalArgumentException if the schema declares nothing
   */
  public static List<Schema.Field> of(Schema schema) {
    List<Schema.Field> columns = new ArrayList<>();
    flatten(schema.fields(), List.of(), columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no column to profile. Of records, declare the fields, for example with"
              + " Fields.ofMap(types)");
    }
    return List.copyOf(columns);
  }

  private static void flatten(
      List<Schema.Field> fields, List<String> path, List<Schema.Field> columns) {
    for (Schema.Field field : fields) {
      List<String> own = new ArrayList<>(path);
      own.add(field.name());
      if (field.type().kind() == TypeKind.STRUCT) {
        flatten(field.type().children(), own, columns);
      } else {
        columns.add(new Schema.Field(new ColumnRef(own).text(), field.type()));
      }
    }
  }

  /**
   * Whether whole rows can be compared, which arrays and maps forbid.
   *
   * @return true if duplicate rows can be counted
   */
  public static boolean comparable(List<Schema.Field> columns) {
    return columns.stream().allMatch(column -> column.type().kind().isAtomic());
  }

  /**
   * How the columns are read.
   *
   * @param columns columns that {@link #of} gave
   * @return a reference to each
   */
  public static List<ColumnRef> refs(List<Schema.Field> columns) {
    return columns.stream().map(column -> ColumnRef.parse(column.name())).toList();
  }

  /**
   * Makes sure that all values could be read.
   *
   * @param values the values of a record
   * @return the same values
   * @throws IllegalArgumentException if one could not be read
   */
  public static @Nullable Object[] readable(@Nullable Object[] values) {
    for (Object value : values) {
      if (value instanceof Unreadable unreadable) {
        throw new IllegalArgumentException(
            "A record cannot be profiled: " + unreadable.exception().getMessage(),
            unreadable.exception());
      }
    }
    return values;
  }
}
