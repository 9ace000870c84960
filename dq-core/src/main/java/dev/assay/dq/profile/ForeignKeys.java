package dev.assay.dq.profile;

import dev.assay.dq.Columns;
import dev.assay.dq.Constraint;
import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.Wilson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Columns of one dataset whose values may be keys of another. */
final class ForeignKeys {

  private static final int FEWEST_VALUES = 3;

  private final List<Suggestion> found = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  private final String dataset;

  private ForeignKeys(String dataset) {
    this.dataset = dataset;
  }

  static Suggestions of(DatasetProfile child, DatasetProfile parent, String dataset) {
    ForeignKeys foreignKeys = new ForeignKeys(dataset);
    for (ColumnProfile key : parent.columns()) {
      boolean unique =
          key.isUnique()
              || parent.keys().stream()
                  .anyMatch(each -> each.columns().equals(List.of(key.name())) && each.isUnique());
      if (unique) {
        child.columns().stream()
            .filter(column -> column.values() > 0 && mayRefer(column, key))
            .forEach(column -> foreignKeys.compare(column, key));
      }
    }
    return Suggestions.of(foreignKeys.found, foreignKeys.leftOut);
  }

  /**
   * Text may; small whole numbers are too often alike by chance, unless their names are the same.
   */
  private static boolean mayRefer(ColumnProfile column, ColumnProfile key) {
    return (column.text() != null && key.text() != null)
        || (Suggester.isWhole(column)
            && Suggester.isWhole(key)
            && column.name().equalsIgnoreCase(key.name()));
  }

  private static Set<String> values(List<ValueCount> counts) {
    Set<String> values = new HashSet<>();
    counts.forEach(each -> values.add(each.value()));
    return values;
  }

  private void compare(ColumnProfile column, ColumnProfile key) {
    if (column.hidden() != null || key.hidden() != null) {
      if (column.name().equals(key.name())) {
        leftOut.add(
            column.name()
                + " may refer to "
                + key.name()
                + " of "
                + dataset
                + ", but values are hidden; "
                + known(column, key).sentence()
                + " would tell");
      }
      return;
    }
    boolean parentKnown = !key.categories().isEmpty();
    boolean childKnown = !column.categories().isEmpty();
    Set<String> used = values(childKnown ? column.categories() : column.top());
    boolean written = used.stream().allMatch(Suggester::isWritten);
    if (used.size() < FEWEST_VALUES || !written) {
      return;
    }
    if (parentKnown) {
      Set<String> keys = values(key.categories());
      keys.removeIf(each -> !Suggester.isWritten(each));
      if (childKnown && keys.containsAll(used)) {
        suggest(column, key, used.size());
      }
    } else if (key.name().equals(column.name()) && column.distinct() <= key.distinct()) {
      leftOut.add(
          column.name()
              + " may refer to "
              + key.name()
              + " of "
              + dataset
              + ", which has "
              + Numbers.grouped(key.distinct())
              + " values: too many to know them all; "
              + known(column, key).sentence()
              + " would tell");
    }
  }

  private Constraint known(ColumnProfile column, ColumnProfile key) {
    return Columns.key(column.name()).existsIn(dataset, key.name()).toConstraint();
  }

  private void suggest(ColumnProfile column, ColumnProfile key, int used) {
    found.add(
        new Suggestion(
            0,
            Suggestion.Kind.REFERENCE,
            List.of(column.name()),
            known(column, key),
            "all "
                + used
                + " different values are among the "
                + key.categories().size()
                + " of "
                + key.name()
                + " in "
                + dataset,
            Wilson.of(column.values(), column.values()).low()));
  }
}
