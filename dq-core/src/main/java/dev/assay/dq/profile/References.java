package dev.assay.dq.profile;

import dev.assay.dq.model.ColumnKind;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Constraint;
import dev.assay.dq.model.Literal;
import dev.assay.dq.model.Operand;
import dev.assay.dq.model.Predicate;
import dev.assay.dq.result.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Columns of one dataset whose values may be keys of another. */
final class References {

  private static final int FEWEST_VALUES = 3;

  private final List<Suggestion> found = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  private References() {}

  static Suggestions of(DatasetProfile child, DatasetProfile parent) {
    References references = new References();
    for (ColumnProfile key : parent.columns()) {
      boolean unique =
          key.isUnique()
              || parent.keys().stream()
                  .anyMatch(each -> each.columns().equals(List.of(key.name())) && each.isUnique());
      if (unique) {
        child.columns().stream()
            .filter(column -> column.values() > 0 && mayRefer(column, key))
            .forEach(column -> references.compare(column, key));
      }
    }
    return Suggestions.of(references.found, references.leftOut);
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
    boolean short200 = used.stream().allMatch(each -> each.length() <= 200);
    if (used.size() < FEWEST_VALUES || !short200) {
      return;
    }
    if (parentKnown) {
      Set<String> keys = values(key.categories());
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
    boolean whole = Suggester.isWhole(column);
    List<Literal> literals =
        whole
            ? key.categories().stream()
                .map(each -> new BigDecimal(each.value()))
                .sorted()
                .map(each -> (Literal) new Literal.Num(each))
                .toList()
            : key.categories().stream()
                .map(ValueCount::value)
                .sorted()
                .map(each -> (Literal) new Literal.Text(each))
                .toList();
    Operand.Column operand =
        new Operand.Column(
            ColumnRef.parse(column.name()), whole ? ColumnKind.INTEGER : ColumnKind.STRING);
    Constraint constraint = new Predicate.In(operand, literals).toConstraint();
    found.add(
        new Suggestion(
            0,
            Suggestion.Kind.REFERENCE,
            List.of(column.name()),
            constraint,
            "all "
                + used
                + " different values are among the "
                + literals.size()
                + " of "
                + key.name()
                + " in the other dataset",
            Wilson.of(column.values(), column.values()).low()));
  }
}
