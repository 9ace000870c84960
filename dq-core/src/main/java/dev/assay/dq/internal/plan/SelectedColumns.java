package dev.assay.dq.internal.plan;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.ColumnSelector;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TextMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a selector selects.
 *
 * @param problem why nothing can be said of them, with the fix; null if something can
 * @param none whether the problem is that there are none
 */
public record SelectedColumns(List<Schema.Field> fields, @Nullable String problem, boolean none) {

  /** Selects from the columns of a dataset. */
  public static SelectedColumns of(Schema schema, ColumnSelector selector) {
    List<Schema.Field> selected;
    String regex = selector.pattern();
    try {
      TextMatcher pattern = regex == null ? null : TextMatcher.of(regex);
      regex = selector.comment();
      TextMatcher comment = regex == null ? null : TextMatcher.of(regex);
      selected =
          schema.fields().stream()
              .filter(field -> Planner.accepts(selector.kind(), field.type()))
              .filter(field -> isNamed(schema, selector, field))
              .filter(field -> pattern == null || pattern.find(field.name()))
              .filter(field -> isLabelled(schema.labels().get(field.name()), selector, comment))
              .toList();
    } catch (PatternSyntaxException e) {
      return failed(
          "the selector's pattern /"
              + regex
              + "/ is not a Java regular expression: "
              + e.getDescription()
              + " near position "
              + e.getIndex());
    } catch (RowFailure e) {
      return failed("the columns cannot be selected: " + e.getMessage());
    }
    for (String name : selector.names()) {
      Schema.Resolution found = schema.resolve(ColumnRef.exactly(name));
      if (found.ref() == null) {
        return failed(String.valueOf(found.problem()));
      }
    }
    return selected.isEmpty()
        ? new SelectedColumns(
            List.of(),
            selector.asksForLabels() && schema.labels().isEmpty()
                ? "no column has a comment or a tag here, so nothing would be checked: only the"
                    + " schema of a Dataset can have them"
                : "the selector matches no column, so nothing would be checked: correct the"
                    + " selector or remove the constraint",
            true)
        : new SelectedColumns(selected, null, false);
  }

  private static boolean isLabelled(
      Schema.@Nullable Labels labels, ColumnSelector selector, @Nullable TextMatcher comment) {
    if (labels == null) {
      return !selector.asksForLabels();
    }
    String said = comment == null ? null : labels.comment();
    return (comment == null || (said != null && comment.find(said)))
        && selector.tags().stream().allMatch(labels::has);
  }

  private static boolean isNamed(Schema schema, ColumnSelector selector, Schema.Field field) {
    return selector.names().isEmpty()
        || selector.names().stream()
            .anyMatch(
                name ->
                    schema.caseSensitive()
                        ? name.equals(field.name())
                        : name.equalsIgnoreCase(field.name()));
  }

  private static SelectedColumns failed(String problem) {
    return new SelectedColumns(List.of(), problem, false);
  }
}
