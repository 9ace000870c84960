package dev.assay.dq.internal.plan;

import dev.assay.dq.Constraint;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.NumericTypes;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.SchemaText;
import dev.assay.dq.internal.model.TypeKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns of two datasets that are compared with each other. */
final class ComparedColumns {

  private static final int NAMED = 5;
  private static final int MOST_DIGITS = 38;
  private static final Schema.Type UNDECLARED = Schema.Type.of(TypeKind.DYNAMIC, "undeclared");

  private final Schema here;
  private final Schema there;
  private final Constraint.SameRows constraint;
  private final EngineCapabilities rules;
  private @Nullable String problem;

  ComparedColumns(
      Schema here, Schema there, Constraint.SameRows constraint, EngineCapabilities rules) {
    this.here = here;
    this.there = there;
    this.constraint = constraint;
    this.rules = rules;
  }

  /** What is wrong, with the remedy; null if nothing has been found. */
  @Nullable String problem() {
    return problem;
  }

  private void report(@Nullable String text) {
    problem = problem == null ? text : problem;
  }

  private String theirs() {
    return constraint.dataset();
  }

  /** What is to be compared; null if there is a problem. */
  Aggregate.@Nullable SameRows aggregate() {
    if (here.open() || there.open()) {
      report(
          "nothing is declared of "
              + (here.open() ? "the records" : theirs())
              + ", so whole rows cannot be compared: give its columns with types");
      return null;
    }
    report(here.ambiguity());
    report(there.ambiguity() == null ? null : "in " + theirs() + ", " + there.ambiguity());
    List<Aggregate.SameRows.Pair> all = problem == null ? together() : List.of();
    List<Aggregate.SameRows.Pair> keys = new ArrayList<>();
    constraint.key().forEach(each -> keys.add(key(each)));
    if (problem != null) {
      return null;
    }
    boolean unique = !keys.isEmpty();
    Set<ColumnRef> named =
        keys.stream()
            .map(Aggregate.SameRows.Pair::here)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (named.size() < keys.size()) {
      report("the key names the same column twice: name it once");
    }
    if (all.isEmpty()) {
      report("no column is left to compare: ignore fewer");
    }
    List<Aggregate.SameRows.Pair> values =
        unique ? all.stream().filter(each -> !named.contains(each.here())).toList() : List.of();
    return problem != null
        ? null
        : new Aggregate.SameRows(
            theirs(), unique ? keys : all, values, unique, constraint.tolerance());
  }

  /** The columns of either that are not ignored, each with that of the other. */
  private List<Aggregate.SameRows.Pair> together() {
    Set<ColumnRef> ignoredHere = ignored(here);
    Set<ColumnRef> ignoredThere = ignored(there);
    for (ColumnRef each : constraint.ignored()) {
      if (here.lacks(each) && there.lacks(each)) {
        report("ignoring(…) names " + each + ", which is a column of neither dataset");
      }
    }
    List<ColumnRef> onlyHere = new ArrayList<>();
    Set<ColumnRef> matched = new LinkedHashSet<>();
    List<Aggregate.SameRows.Pair> pairs = new ArrayList<>();
    for (Schema.Field field : here.fields()) {
      ColumnRef ref = ColumnRef.exactly(field.name());
      if (ignoredHere.contains(ref)) {
        continue;
      }
      ColumnRef other = there.resolve(ref).ref();
      if (other == null || ignoredThere.contains(other)) {
        onlyHere.add(ref);
      } else {
        matched.add(other);
        pairs.add(pair(ref, field.type(), other, there.typeOf(other)));
      }
    }
    List<ColumnRef> onlyThere =
        there.fields().stream()
            .map(field -> ColumnRef.exactly(field.name()))
            .filter(each -> !matched.contains(each) && !ignoredThere.contains(each))
            .toList();
    if (!onlyHere.isEmpty() || !onlyThere.isEmpty()) {
      report(alone(onlyHere, onlyThere));
    }
    return pairs;
  }

  private Set<ColumnRef> ignored(Schema schema) {
    Set<ColumnRef> found = new LinkedHashSet<>();
    for (ColumnRef each : constraint.ignored()) {
      ColumnRef exact = schema.resolve(each).ref();
      if (exact != null) {
        found.add(exact);
      }
    }
    return found;
  }

  private String alone(List<ColumnRef> onlyHere, List<ColumnRef> onlyThere) {
    List<String> said = new ArrayList<>();
    if (!onlyHere.isEmpty()) {
      said.add(theirs() + " has no " + names(onlyHere, ", "));
    }
    if (!onlyThere.isEmpty()) {
      said.add("the dataset has no " + names(onlyThere, ", "));
    }
    List<ColumnRef> all = Stream.concat(onlyHere.stream(), onlyThere.stream()).toList();
    return String.join(", and ", said)
        + ": leave columns out that only one side has, with ignoring(\""
        + names(all, "\", \"")
        + "\")";
  }

  private static String names(List<ColumnRef> columns, String between) {
    int more = columns.size() - NAMED;
    return columns.stream()
            .limit(NAMED)
            .map(ColumnRef::toString)
            .collect(Collectors.joining(between))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private Aggregate.SameRows.Pair key(ColumnRef named) {
    Schema.Resolution mine = here.resolve(named);
    Schema.Resolution other = there.resolve(named);
    ColumnRef ref = mine.ref();
    Schema.Type type = mine.type();
    ColumnRef otherRef = other.ref();
    Schema.Type otherType = other.type();
    if (ref == null || type == null || otherRef == null || otherType == null) {
      report(mine.problem() != null ? mine.problem() : "in " + theirs() + ", " + other.problem());
      return new Aggregate.SameRows.Pair(named, UNDECLARED, named, UNDECLARED, UNDECLARED);
    }
    if (ignored(here).contains(ref)) {
      report("column " + ref + " is of the key, and cannot be ignored");
    }
    return pair(ref, type, otherRef, otherType);
  }

  private Aggregate.SameRows.Pair pair(
      ColumnRef ref, Schema.Type type, ColumnRef other, Schema.Type otherType) {
    String name = "column " + ref;
    String leaveOut = "leave it out with ignoring(\"" + ref.text() + "\")";
    Schema.Type as = common(type, otherType);
    if (isOpaque(type) || isOpaque(otherType)) {
      Schema.Type opaque = isOpaque(type) ? type : otherType;
      report(opaque.collationProblem(ref));
      report(name + " is " + opaque.display() + ", which cannot be compared: " + leaveOut);
    } else if (holdsMap(type) || holdsMap(otherType)) {
      report(
          name
              + " is "
              + (holdsMap(type) ? type : otherType).display()
              + ", which has maps inside, and cannot be compared: "
              + leaveOut);
    } else if (as == null) {
      report(
          name
              + " is "
              + SchemaText.of(type)
              + ", and "
              + SchemaText.of(otherType)
              + " in "
              + theirs()
              + ", which cannot be compared exactly: cast one of them in its dataset, or "
              + leaveOut);
    } else {
      report(
          rules.comparisonProblem(
              new Expr.Column(ref, ColumnKind.ANY),
              type,
              new Expr.Column(new ColumnRef(qualified(other)), ColumnKind.ANY),
              otherType));
    }
    return new Aggregate.SameRows.Pair(ref, type, other, otherType, as == null ? UNDECLARED : as);
  }

  private List<String> qualified(ColumnRef other) {
    List<String> parts = new ArrayList<>(List.of(theirs()));
    parts.addAll(other.parts());
    return parts;
  }

  /** Whether there is something in a type of which nobody can tell what is equal. */
  private static boolean isOpaque(Schema.Type type) {
    return type.kind() == TypeKind.OTHER
        || (type.kind() == TypeKind.STRUCT && type.children().isEmpty())
        || type.children().stream().anyMatch(child -> isOpaque(child.type()));
  }

  /**
   * Whether what there is tells its value without its type: not so a struct, which an engine gives
   * without names, and a float, which is a decimal where it is not declared.
   */
  private static boolean isSelfEvident(Schema.Type type) {
    return type.kind() != TypeKind.STRUCT
        && type.kind() != TypeKind.FLOAT
        && type.children().stream().allMatch(child -> isSelfEvident(child.type()));
  }

  /** Whether there are maps within something. */
  private static boolean holdsMap(Schema.Type type) {
    return type.children().stream()
        .anyMatch(child -> child.type().kind() == TypeKind.MAP || holdsMap(child.type()));
  }

  /** The type as which values of two types are compared exactly; null if there is none. */
  static Schema.@Nullable Type common(Schema.Type a, Schema.Type b) {
    if (a.kind() == TypeKind.DYNAMIC || b.kind() == TypeKind.DYNAMIC) {
      return isSelfEvident(a) && isSelfEvident(b) ? UNDECLARED : null;
    }
    if (a.kind().isNumeric() && b.kind().isNumeric()) {
      if (a.kind().isFloating() || b.kind().isFloating()) {
        return a.kind() == b.kind()
            ? a
            : a.kind().isFloating() && b.kind().isFloating() ? Schema.Type.DOUBLE : null;
      }
      return exact(a, b);
    }
    return a.kind() == b.kind() ? nested(a, b) : null;
  }

  private static Schema.Type exact(Schema.Type a, Schema.Type b) {
    if (a.kind().isInteger() && b.kind().isInteger()) {
      return NumericTypes.digits(a) >= NumericTypes.digits(b) ? a : b;
    }
    if (a.scale() < 0 || b.scale() < 0) {
      return Schema.Type.decimal(MOST_DIGITS, -1);
    }
    int scale = Math.max(a.scale(), b.scale());
    int whole = Math.max(NumericTypes.digits(a) - a.scale(), NumericTypes.digits(b) - b.scale());
    return Schema.Type.decimal(Math.min(MOST_DIGITS, whole + scale), scale);
  }

  /** The same of what is of one kind; what is inside has to be of one type. */
  private static Schema.@Nullable Type nested(Schema.Type a, Schema.Type b) {
    boolean byPlace = a.kind() == TypeKind.ARRAY || a.kind() == TypeKind.MAP;
    int children = Math.max(a.children().size(), b.children().size());
    if (!byPlace && a.children().size() != b.children().size()) {
      return null;
    }
    List<Schema.Field> fields = new ArrayList<>();
    for (int i = 0; i < children; i++) {
      Schema.Type one = a.child(i);
      Schema.Type other = b.child(i);
      Schema.Type as = common(one, other);
      boolean same =
          as != null
              && (as.kind() == TypeKind.DYNAMIC
                  || !as.kind().isNumeric()
                  || (one.kind() == other.kind()
                      && one.precision() == other.precision()
                      && one.scale() == other.scale()));
      Schema.Field named = (i < a.children().size() ? a : b).children().get(i);
      boolean alike = byPlace || named.name().equals(b.children().get(i).name());
      if (as == null || !same || !alike) {
        return null;
      }
      fields.add(new Schema.Field(named.name(), as));
    }
    return new Schema.Type(a.kind(), a.display(), a.precision(), a.scale(), fields);
  }
}
