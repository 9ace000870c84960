package dev.assay.dq.profile;

import dev.assay.dq.Columns;
import dev.assay.dq.Predicate;
import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.Wilson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Columns of one dataset whose values may be keys of another. */
final class ForeignKeys {

  private static final int FEWEST_VALUES = 3;

  private final List<Suggestion> found = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  private ForeignKeys() {}

  static Suggestions of(DatasetProfile child, DatasetProfile parent) {
    ForeignKeys foreignKeys = new ForeignKeys();
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
              + " of the other dataset, which has "
              + Numbers.grouped(key.distinct())
              + " values: too many to list in a constraint");
    }
  }

  private void suggest(ColumnProfile column, ColumnProfile key, int used) {
    List<String> keys = key.categories().stream().map(ValueCount::value).sorted().toList();
    Predicate known =
        Suggester.isWhole(column)
            ? Columns.integer(column.name())
                .isIn(keys.stream().map(BigDecimal::new).sorted().toList())
            : Columns.string(column.name()).isIn(keys);
    found.add(
        new Suggestion(
            0,
            Suggestion.Kind.REFERENCE,
            List.of(column.name()),
            known.toConstraint(),
            "all "
                + used
                + " different values are among the "
                + keys.size()
                + " of "
                + key.name()
                + " in the other dataset",
            Wilson.of(column.values(), column.values()).low()));
  }
}
