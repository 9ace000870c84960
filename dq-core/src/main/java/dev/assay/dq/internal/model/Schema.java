package dev.assay.dq.internal.model;

import dev.assay.dq.internal.EditDistance;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a dataset, without reference to any engine.
 *
 * @param fields the columns in order
 * @param caseSensitive whether names that differ only in case are different names
 * @param open whether records may have fields that are not listed; such fields are {@link
 *     TypeKind#DYNAMIC}
 * @param required the paths of columns and nested fields that are never null, elements of an array
 *     as {@code element}, of a map as {@code key} and {@code value}; null if nothing is known
 * @param labels what is said of columns besides, by their exact names
 */
@SuppressWarnings("serial") // an immutable set of lists
public record Schema(
    List<Field> fields,
    boolean caseSensitive,
    boolean open,
    @Nullable Set<List<String>> required,
    Map<String, Labels> labels)
    implements Serializable {

  public Schema {
    fields = List.copyOf(fields);
    required = required == null ? null : Set.copyOf(required);
    labels = Map.copyOf(labels);
  }

  /** Columns of which it is not known whether they may be null. */
  public Schema(List<Field> fields, boolean caseSensitive, boolean open) {
    this(fields, caseSensitive, open, null, Map.of());
  }

  /** What is said of a column besides its type. */
  public interface Labels extends Serializable {

    /** What people wrote of it, or null. */
    @Nullable String comment();

    /** Whether it has a tag. */
    boolean has(String tag);
  }

  /** Whether it is known of a path that it is never null. */
  boolean isRequired(List<String> path) {
    return required != null && required.contains(path);
  }

  /** Whether a column, or a field of a struct, is not there at all. */
  public boolean lacks(ColumnRef ref) {
    List<Field> level = fields;
    boolean outermost = true;
    for (String part : ref.parts()) {
      List<Field> found = level.stream().filter(field -> same(field.name(), part)).toList();
      if (found.isEmpty()) {
        return !(outermost && open);
      }
      Type type = found.get(0).type();
      if (found.size() > 1 || type.kind() != TypeKind.STRUCT) {
        return false; // one of several, or the last: else its fields are another problem
      }
      level = type.children();
      outermost = false;
    }
    return false;
  }

  /** A named column or nested field. */
  public record Field(String name, Type type) implements Serializable {}

  /**
   * A data type.
   *
   * @param precision of a decimal: the number of digits; else 0
   * @param scale of a decimal: digits after the point, or -1 when each value has its own; else 0
   * @param children of a struct its fields; of an array the element, of a map the key and the
   *     value, where they are known; else empty
   */
  public record Type(TypeKind kind, String display, int precision, int scale, List<Field> children)
      implements Serializable {

    /** True or false. */
    public static final Type BOOLEAN = of(TypeKind.BOOLEAN, "boolean");

    /** 64-bit floating point. */
    public static final Type DOUBLE = of(TypeKind.DOUBLE, "double");

    private static final String COLLATED = "string collate ";

    public Type {
      children = List.copyOf(children);
    }

    /** A type without further detail. */
    public static Type of(TypeKind kind, String display) {
      return new Type(kind, display, 0, 0, List.of());
    }

    /** An array of elements of a type. */
    public static Type array(Type element) {
      return new Type(
          TypeKind.ARRAY,
          "array<" + element.display() + ">",
          0,
          0,
          List.of(new Field("element", element)));
    }

    /** The type of an array's elements, or of a map's keys or values; dynamic if not known. */
    public Type child(int at) {
      return at < children.size() ? children.get(at).type() : of(TypeKind.DYNAMIC, "undeclared");
    }

    /** The place of the field of a struct with exactly this name, or -1. */
    public int placeOf(String name) {
      for (int i = 0; i < children.size(); i++) {
        if (kind == TypeKind.STRUCT && children.get(i).name().equals(name)) {
          return i;
        }
      }
      return -1;
    }

    /** The type of the field of a struct with exactly this name; dynamic if not known. */
    public Type field(String name) {
      int place = placeOf(name);
      return child(place < 0 ? children.size() : place);
    }

    /**
     * Why texts of the type are not compared.
     *
     * @return the problem with its remedy if the type has a collation, else null
     */
    public @Nullable String collationProblem(ColumnRef ref) {
      return kind == TypeKind.OTHER && display.startsWith(COLLATED)
          ? "column "
              + ref.text()
              + " has the collation "
              + display.substring(COLLATED.length())
              + ", under which only Spark can tell which strings are equal: give it none, for"
              + " example with withColumn(name, functions.collate(functions.col(name),"
              + " \"UTF8_BINARY\"))"
          : null;
    }

    /**
     * A decimal type.
     *
     * @param scale digits after the point, or -1 when each value has its own
     */
    public static Type decimal(int precision, int scale) {
      String display = scale < 0 ? "decimal" : "decimal(" + precision + "," + scale + ")";
      return new Type(TypeKind.DECIMAL, display, precision, scale, List.of());
    }
  }

  /**
   * What a name was found to be.
   *
   * @param ref the exact name or path in the schema, or null if there is none
   * @param type its type, or null
   * @param problem what is wrong, or null if the name was found
   */
  public record Resolution(@Nullable ColumnRef ref, @Nullable Type type, @Nullable String problem) {

    static Resolution problem(String text) {
      return new Resolution(null, null, text);
    }
  }

  /**
   * Looks a name up.
   *
   * @param ref a name or path
   * @return the exact name and type, or what is wrong with the nearest names as a suggestion
   */
  public Resolution resolve(ColumnRef ref) {
    List<Field> level = fields;
    List<String> path = new ArrayList<>();
    Type type = null;
    for (String part : ref.parts()) {
      List<Field> found = level.stream().filter(field -> same(field.name(), part)).toList();
      if (found.size() > 1) {
        return ambiguous("column " + ref.text(), "the dataset", "columns", found);
      }
      if (found.isEmpty()) {
        if (open && path.isEmpty() && ref.parts().size() == 1) {
          return new Resolution(ref, Type.of(TypeKind.DYNAMIC, "undeclared"), null);
        }
        return Resolution.problem(missing(ref, part, path, type, level));
      }
      path.add(found.get(0).name());
      type = found.get(0).type();
      level = type.kind() == TypeKind.STRUCT ? type.children() : List.of();
    }
    return new Resolution(new ColumnRef(path), type, null);
  }

  /**
   * The type of a column that was found when a run was planned.
   *
   * @param exact its exact name
   * @throws IllegalStateException if it is not there any more
   */
  public Type typeOf(ColumnRef exact) {
    Type type = resolve(exact).type();
    if (type == null) {
      throw new IllegalStateException("column " + exact + " is not there any more");
    }
    return type;
  }

  /**
   * Looks a field of a struct up that is no column.
   *
   * @param holder what messages call the struct
   * @return the exact name and type, or what is wrong with the nearest names as a suggestion; the
   *     name as it is where nothing is known of the fields
   */
  public Resolution resolve(Type struct, String name, String holder) {
    if (struct.kind() != TypeKind.STRUCT) {
      return new Resolution(ColumnRef.exactly(name), struct.child(0), null);
    }
    List<Field> level = struct.children();
    List<Field> found = level.stream().filter(field -> same(field.name(), name)).toList();
    String shown = ColumnRef.exactly(name).toString();
    if (found.size() > 1) {
      return ambiguous("field " + shown, holder, "fields", found);
    }
    if (found.isEmpty()) {
      String hint = nearest(name, level);
      return Resolution.problem(
          "field "
              + shown
              + " does not exist in "
              + holder
              + (hint.isEmpty() ? "" : "; did you mean " + hint + "?"));
    }
    return new Resolution(ColumnRef.exactly(found.get(0).name()), found.get(0).type(), null);
  }

  /**
   * Why the columns cannot all be read by name.
   *
   * @return the problem of the first ambiguous name with its remedy, or null if there is none
   */
  public @Nullable String ambiguity() {
    for (Field field : fields) {
      String found = resolve(ColumnRef.exactly(field.name())).problem();
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static Resolution ambiguous(String what, String holder, String parts, List<Field> found) {
    return Resolution.problem(
        what
            + " is ambiguous: "
            + holder
            + " has "
            + found.size()
            + " "
            + parts
            + " of that name ("
            + found.stream().map(Field::name).collect(Collectors.joining(", "))
            + "); rename or drop all but one");
  }

  boolean same(String a, String b) {
    return caseSensitive ? a.equals(b) : a.equalsIgnoreCase(b);
  }

  private String missing(
      ColumnRef ref, String part, List<String> path, @Nullable Type parent, List<Field> level) {
    if (path.isEmpty() && ref.parts().size() > 1) {
      String whole = String.join(".", ref.parts());
      for (Field field : fields) {
        if (same(field.name(), whole)) {
          return "column "
              + ref.text()
              + " does not exist; the dataset has a column with a dot in its name: write `"
              + field.name()
              + "` in backticks";
        }
      }
    }
    if (open && path.isEmpty()) {
      return "column "
          + ref.text()
          + " does not exist: nothing is declared of the records, so name a column of them, and take"
          + " what is in it with map(\""
          + ColumnRef.exactly(part).text()
          + "\")";
    }
    if (parent != null && parent.kind() != TypeKind.STRUCT) {
      return "column "
          + ref.text()
          + " does not exist: "
          + new ColumnRef(path).text()
          + " is "
          + parent.display()
          + " and has no fields"
          + (parent.kind() == TypeKind.ARRAY
              ? ": check its elements with array(\""
                  + new ColumnRef(path).text()
                  + (parent.child(0).kind() == TypeKind.STRUCT
                      ? "\").structs().each(item -> …)"
                      : "\").strings().each(…), or explode it in the dataset first")
              : parent.kind() == TypeKind.MAP
                  ? ": take a value with map(\""
                      + new ColumnRef(path).text()
                      + "\")."
                      + (parent.child(1).kind() == TypeKind.STRUCT ? "struct" : "string")
                      + "(key), or another type"
                  : "");
    }
    String hint = nearest(part, level);
    String where = path.isEmpty() ? "" : " in " + new ColumnRef(path).text();
    return "column "
        + ref.text()
        + " does not exist"
        + where
        + (hint.isEmpty() ? "" : "; did you mean " + hint + "?");
  }

  private static String nearest(String name, List<Field> level) {
    String wanted = name.toLowerCase(Locale.ROOT);
    int limit = Math.max(2, wanted.length() / 3);
    List<Field> near =
        level.stream()
            .filter(
                field ->
                    EditDistance.between(wanted, field.name().toLowerCase(Locale.ROOT)) <= limit)
            .sorted(
                Comparator.comparingInt(
                    field -> EditDistance.between(wanted, field.name().toLowerCase(Locale.ROOT))))
            .limit(2)
            .toList();
    if (!near.isEmpty()) {
      return near.stream()
          .map(field -> ColumnRef.exactly(field.name()).text())
          .collect(Collectors.joining(" or "));
    }
    if (level.isEmpty() || level.size() > 8) {
      return "";
    }
    return "one of "
        + level.stream()
            .map(field -> ColumnRef.exactly(field.name()).toString())
            .collect(Collectors.joining(", "));
  }
}
