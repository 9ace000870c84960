package dev.assay.dq.internal.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a JSON text: names and indexes of RFC 9535, and neither wildcards nor
 * filters, so that there is one value at most.
 */
public final class JsonPath implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int MOST_STEPS = 100;
  private static final int MOST_DIGITS = 9;
  private static final int FIRST_BEYOND_ASCII = 0x80;

  /** A name of an object, or an index of an array. */
  record Step(@Nullable String name, int index) implements Serializable {}

  private final String path;
  private final List<Step> steps = new ArrayList<>();
  private int at;

  private JsonPath(String path) {
    this.path = path;
    if (!path.startsWith("$")) {
      throw refused("does not begin with $");
    }
    at = 1;
    while (at < path.length()) {
      steps.add(step());
    }
    if (steps.size() > MOST_STEPS) {
      throw refused("has more than " + MOST_STEPS + " steps");
    }
  }

  /**
   * A path.
   *
   * @throws IllegalArgumentException if it has more than names and indexes
   */
  public static JsonPath of(String path) {
    return new JsonPath(path);
  }

  /**
   * The value at the path as a text; null if the text is not JSON, has nothing there, or null. A
   * string is what it says, anything else is as it is written. Of equal names in an object the last
   * counts.
   */
  public @Nullable String find(String text) {
    return JsonText.valueAt(steps, Utf8.shown(text));
  }

  private IllegalArgumentException refused(String problem) {
    return new IllegalArgumentException(
        "jsonValue takes a path of names and indexes, such as $.items[0]['unit price'], and "
            + English.quoted(path)
            + " "
            + problem);
  }

  private Step step() {
    char c = path.charAt(at);
    if (c == '.') {
      return new Step(shorthand(), 0);
    }
    if (c != '[') {
      throw refused("has " + English.quoted(path.substring(at)) + " where . or [ should be");
    }
    at++;
    char first = at < path.length() ? path.charAt(at) : ']';
    boolean quoted = first == '\'' || first == '"';
    Step step = quoted ? new Step(quoted(first), 0) : new Step(null, index());
    if (!path.startsWith("]", at)) {
      throw refused("does not close a [ with ]");
    }
    at++;
    return step;
  }

  private String shorthand() {
    int start = ++at;
    while (at < path.length() && isOfName(path.charAt(at), at == start)) {
      at++;
    }
    if (at == start) {
      throw refused(
          "has no name after a dot: one that is not of letters stands in brackets, ['…']");
    }
    return path.substring(start, at);
  }

  private static boolean isOfName(char c, boolean first) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    return letter || c >= FIRST_BEYOND_ASCII || (!first && c >= '0' && c <= '9');
  }

  private String quoted(char quote) {
    int start = ++at;
    while (at < path.length() && path.charAt(at) != quote) {
      at += path.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= path.length()) {
      throw refused("does not close a name with " + quote);
    }
    String name = JsonText.unescaped(path.substring(start, at++));
    if (name == null) {
      throw refused("has an escape in a name that JSON has not");
    }
    return name;
  }

  private int index() {
    int start = at;
    while (at < path.length() && path.charAt(at) >= '0' && path.charAt(at) <= '9') {
      at++;
    }
    String digits = path.substring(start, at);
    boolean plain =
        digits.length() <= MOST_DIGITS && (digits.length() == 1 || !digits.startsWith("0"));
    if (digits.isEmpty() || !plain) {
      throw refused("has no index from 0 to 999999999 and no name in quotes within brackets");
    }
    return Integer.parseInt(digits);
  }
}
