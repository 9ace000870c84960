package dev.assay.dq.internal.model;

import dev.assay.dq.internal.Visible;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The name of a column, or the path to a nested field.
 *
 * <p>A dot separates the parts of a path: {@code address.city} is the field {@code city} of the
 * struct {@code address}. A part that contains a dot itself is written in backticks: {@code
 * `a.b`.c}; a backtick inside such a part is doubled. Any other character, blanks and quotes
 * included, stands for itself.
 *
 * <p>A column whose name is empty is written as two backticks.
 *
 * @param parts the names from the outermost column inwards, at least one
 */
public record ColumnRef(List<String> parts) implements Serializable {

  /** The part that stands for "the selected column" in the template of a {@code forEachColumn}. */
  private static final String PLACEHOLDER = "\u0000each";

  private static final String LOOKUP = "\u0000lookup ";

  /**
   * Checks and copies the parts.
   *
   * @throws IllegalArgumentException if there is no part
   */
  public ColumnRef {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("A reference to a column needs at least one name");
    }
  }

  /**
   * Reads a name as users write it.
   *
   * @param name a column name or a dotted path; parts with a dot in them in backticks
   * @throws IllegalArgumentException if the name is empty, has an empty part or an unclosed
   *     backtick
   */
  public static ColumnRef parse(String name) {
    Args.notNull(name, "column name");
    List<String> parts = new ArrayList<>();
    int at = 0;
    while (true) {
      StringBuilder part = new StringBuilder();
      if (at < name.length() && name.charAt(at) == '`') {
        at = readQuoted(name, at + 1, part);
      } else {
        while (at < name.length() && name.charAt(at) != '.') {
          part.append(name.charAt(at++));
        }
        if (part.isEmpty()) {
          throw new IllegalArgumentException(
              "A column name must not be empty: write the name of a column, or a path such as"
                  + " address.city; a column that has no name is ``");
        }
      }
      parts.add(part.toString());
      if (at >= name.length()) {
        return new ColumnRef(parts);
      }
      at++;
    }
  }

  private static int readQuoted(String name, int from, StringBuilder part) {
    int at = from;
    while (at < name.length()) {
      char c = name.charAt(at++);
      if (c != '`') {
        part.append(c);
      } else if (at < name.length() && name.charAt(at) == '`') {
        part.append('`');
        at++;
      } else if (at == name.length() || name.charAt(at) == '.') {
        return at;
      } else {
        break;
      }
    }
    throw new IllegalArgumentException(
        "The column name "
            + name
            + " opens a backtick that is not closed at the end of a part: close it, and double"
            + " every backtick that belongs to the name");
  }

  /**
   * A reference to one top-level column whose name is taken literally, dots and backticks included.
   *
   * @param name the exact name
   */
  public static ColumnRef exactly(String name) {
    Args.notNull(name, "column name");
    return new ColumnRef(List.of(name));
  }

  /** The field of this struct that a path leads to. */
  public ColumnRef within(List<String> path) {
    List<String> all = new ArrayList<>(parts);
    all.addAll(path);
    return new ColumnRef(all);
  }

  /** The reference that stands for the selected column in a {@code forEachColumn} template. */
  public static ColumnRef placeholder() {
    return exactly(PLACEHOLDER);
  }

  /**
   * The reference to what came of looking a key up, which no dataset has a column for.
   *
   * @param number tells it from others of the run
   * @param sentence what it says, for people
   */
  public static ColumnRef lookup(int number, String sentence) {
    return exactly(LOOKUP + number + " " + sentence);
  }

  /** Whether this is what came of looking a key up. */
  public boolean isLookup() {
    return parts.size() == 1 && parts.get(0).startsWith(LOOKUP);
  }

  /** Whether this is the placeholder of a {@code forEachColumn} template. */
  public boolean isPlaceholder() {
    return parts.size() == 1 && parts.get(0).equals(PLACEHOLDER);
  }

  /**
   * The reference as it can be parsed again: parts joined with dots, quoted where needed.
   *
   * @return the text that {@link #parse(String)} reads back as this reference
   */
  public String text() {
    return parts.stream().map(ColumnRef::quoteIfNeeded).collect(Collectors.joining("."));
  }

  private static String quoteIfNeeded(String part) {
    return part.isEmpty() || part.indexOf('.') >= 0 || part.charAt(0) == '`'
        ? "`" + part.replace("`", "``") + "`"
        : part;
  }

  /** What its values are shown under: {@link #text()}, or what came of looking which key up. */
  public String label() {
    return isLookup() ? toString() : text();
  }

  /**
   * The name for people: {@link #text()} with what cannot be seen escaped, or {@code each column}
   * for the placeholder.
   */
  @Override
  public String toString() {
    if (isLookup()) {
      String said = parts.get(0).substring(LOOKUP.length());
      return said.substring(said.indexOf(' ') + 1);
    }
    return isPlaceholder() ? "each column" : Visible.of(text());
  }
}
