package dev.assay.dq.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the columns of a dataset differ from those that are declared. */
public final class SchemaDifferences {

  private static final int LISTED = 20;

  private final Schema actual;
  private final SchemaRule.Columns rule;
  private final List<String> all = new ArrayList<>();
  private @Nullable String unknown;

  private SchemaDifferences(Schema actual, SchemaRule.Columns rule) {
    this.actual = actual;
    this.rule = rule;
  }

  /**
   * What there is to say.
   *
   * @param differences none if all is as declared
   * @param unknown what the data do not say, so that the rule cannot be judged; null if it can
   */
  public record Found(List<String> differences, @Nullable String unknown) {

    /** The differences for people; of very many the first. */
    public String text() {
      int more = differences.size() - LISTED;
      return differences.stream().limit(LISTED).collect(Collectors.joining("; "))
          + (more > 0 ? "; and " + more + " more" : "");
    }
  }

  /** Compares all columns. */
  public static Found of(Schema actual, SchemaRule.Columns rule) {
    SchemaDifferences differences = new SchemaDifferences(actual, rule);
    if (actual.open()) {
      differences.unknown = "nothing is declared of the records: give their columns with types";
    } else {
      differences.compare(List.of(), List.of(), rule.wanted().fields(), actual.fields());
    }
    return new Found(List.copyOf(differences.all), differences.unknown);
  }

  /**
   * Compares one column.
   *
   * @param exact its exact name
   * @param type the type that it must have; null for any
   */
  public static Found of(
      Schema actual, ColumnRef exact, Schema.@Nullable Type type, boolean notNull) {
    SchemaDifferences differences =
        new SchemaDifferences(
            actual,
            new SchemaRule.Columns(new Schema(List.of(), true, false), false, false, false));
    if (type != null) {
      differences.compare(exact.parts(), exact.parts(), type, actual.typeOf(exact));
    }
    if (notNull) {
      differences.requireNotNull(exact.parts());
    }
    return new Found(List.copyOf(differences.all), differences.unknown);
  }

  private static String name(List<String> path) {
    return path.stream().map(SchemaText::name).collect(Collectors.joining("."));
  }

  private void compare(
      List<String> wantedPath,
      List<String> actualPath,
      List<Schema.Field> wanted,
      List<Schema.Field> there) {
    List<Schema.Field> found = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Schema.Field field : wanted) {
      List<Schema.Field> same =
          there.stream().filter(each -> actual.same(each.name(), field.name())).toList();
      List<String> mine = SchemaText.path(wantedPath, field.name());
      if (same.isEmpty()) {
        all.add("missing " + name(mine) + " " + SchemaText.of(field.type()));
        continue;
      }
      if (same.size() > 1) {
        all.add(
            name(mine)
                + " is there "
                + same.size()
                + " times ("
                + same.stream()
                    .map(each -> SchemaText.name(each.name()))
                    .collect(Collectors.joining(", "))
                + ")");
        found.addAll(same);
        continue;
      }
      found.add(same.get(0));
      names.add(same.get(0).name());
      List<String> its = SchemaText.path(actualPath, same.get(0).name());
      compare(mine, its, field.type(), same.get(0).type());
      if (rule.wanted().isRequired(mine)) {
        requireNotNull(its);
      }
    }
    if (!rule.more()) {
      for (Schema.Field field : there) {
        if (!found.contains(field)) {
          all.add(
              "extra "
                  + name(SchemaText.path(actualPath, field.name()))
                  + " "
                  + SchemaText.of(field.type()));
        }
      }
    }
    List<String> ordered = there.stream().map(Schema.Field::name).filter(names::contains).toList();
    if (!rule.anyOrder() && !ordered.equals(names)) {
      int first = 0;
      while (ordered.get(first).equals(names.get(first))) {
        first++;
      }
      all.add(
          "in another order: "
              + name(SchemaText.path(actualPath, ordered.get(first)))
              + " stands where "
              + name(SchemaText.path(actualPath, names.get(first)))
              + " should");
    }
  }

  private void requireNotNull(List<String> path) {
    Set<List<String>> required = actual.required();
    if (required == null) {
      unknown =
          "whether "
              + name(path)
              + " may be null is not known of records: leave NOT NULL out, and say isComplete() of"
              + " the column";
    } else if (!required.contains(path)) {
      all.add(name(path) + " may be null");
    }
  }

  private void compare(
      List<String> wantedPath, List<String> actualPath, Schema.Type wanted, Schema.Type there) {
    TypeKind kind = there.kind();
    if (kind == TypeKind.DYNAMIC || wanted.kind() == TypeKind.DYNAMIC) {
      unknown =
          "the type of " + name(actualPath) + " is not declared: declare it where records are read";
      return;
    }
    boolean judged =
        kind == wanted.kind()
            && switch (kind) {
              case STRUCT -> {
                compare(wantedPath, actualPath, wanted.children(), there.children());
                yield true;
              }
              case ARRAY -> {
                compareChild(wantedPath, actualPath, wanted, there, 0, "element");
                yield true;
              }
              case MAP -> {
                compareChild(wantedPath, actualPath, wanted, there, 0, "key");
                compareChild(wantedPath, actualPath, wanted, there, 1, "value");
                yield true;
              }
              case DECIMAL ->
                  (there.scale() < 0 || wanted.scale() < 0)
                      ? digitsUnknown(actualPath)
                      : sameDigits(wanted, there);
              case OTHER -> there.display().equals(wanted.display());
              case STRING,
                  BYTE,
                  SHORT,
                  INT,
                  LONG,
                  FLOAT,
                  DOUBLE,
                  BOOLEAN,
                  DATE,
                  TIMESTAMP,
                  TIMESTAMP_NTZ,
                  BINARY,
                  DYNAMIC ->
                  true;
            };
    if (!judged && !(rule.wider() && holds(there, wanted))) {
      all.add(name(actualPath) + " is " + SchemaText.of(there) + ", not " + SchemaText.of(wanted));
    }
  }

  private void compareChild(
      List<String> wantedPath,
      List<String> actualPath,
      Schema.Type wanted,
      Schema.Type there,
      int child,
      String name) {
    compare(
        SchemaText.path(wantedPath, name),
        SchemaText.path(actualPath, name),
        wanted.child(child),
        there.child(child));
  }

  private boolean digitsUnknown(List<String> path) {
    unknown =
        "how many digits "
            + name(path)
            + " has is not known of records: say it with hasPrecisionAtMost(…) and"
            + " hasScaleAtMost(…)";
    return true;
  }

  private static boolean sameDigits(Schema.Type a, Schema.Type b) {
    return a.precision() == b.precision() && a.scale() == b.scale();
  }

  /** Whether a type holds every value of another, exactly. */
  private static boolean holds(Schema.Type wide, Schema.Type narrow) {
    int digits = wholeDigits(narrow);
    return switch (wide.kind()) {
      case SHORT, INT, LONG -> narrow.kind().isInteger() && wholeDigits(wide) > digits;
      case FLOAT -> narrow.kind() == TypeKind.BYTE || narrow.kind() == TypeKind.SHORT;
      case DOUBLE ->
          narrow.kind() == TypeKind.FLOAT
              || (narrow.kind().isInteger() && narrow.kind() != TypeKind.LONG);
      case DECIMAL ->
          digits >= 0
              && wide.precision() - wide.scale() >= digits
              && wide.scale() >= narrow.scale();
      case STRING,
          BYTE,
          BOOLEAN,
          DATE,
          TIMESTAMP,
          TIMESTAMP_NTZ,
          BINARY,
          ARRAY,
          MAP,
          STRUCT,
          DYNAMIC,
          OTHER ->
          false;
    };
  }

  /** How many digits stand before the point at most; -1 for what is not exact. */
  private static int wholeDigits(Schema.Type type) {
    return type.kind() == TypeKind.DECIMAL
        ? type.precision() - type.scale()
        : type.kind().isInteger() ? NumericTypes.digits(type) : -1;
  }
}
