package dev.assay.dq.internal.model;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a text is JSON by the grammar of RFC 8259, and what stands at a path in it: in one walk,
 * without recursion.
 */
final class JsonText {

  private static final int FIRST_PRINTABLE = ' ';
  private static final String ESCAPES = "\"\\/bfnrt'";
  private static final String ESCAPED = "\"\\/\b\f\n\r\t'";
  private static final int CODE_DIGITS = 4;
  private static final char REPLACEMENT = '\uFFFD';

  private final String text;
  private int at;

  /** Which of the containers that are open are objects; the others are arrays. */
  private final BitSet objects = new BitSet();

  private int depth;

  /** The way to the value that is looked for; null if none is. */
  private final @Nullable List<JsonPath.Step> steps;

  /** How many of the open containers, the outermost first, are on the way. */
  private int along;

  /** Where each of these is, if it is an array. */
  private final int[] indexes;

  /** The last name that was read. */
  private int nameStart;

  private int nameEnd;

  /** The value that was found; it has no end while it is read. */
  private int start = -1;

  private int end = -1;

  private JsonText(String text, @Nullable List<JsonPath.Step> steps) {
    this.text = text;
    this.steps = steps;
    this.indexes = new int[steps == null ? 0 : steps.size()];
  }

  static boolean isJson(String text) {
    return new JsonText(text, null).document();
  }

  /** What stands at a path, as {@link JsonPath#find} says. */
  static @Nullable String valueAt(List<JsonPath.Step> steps, String text) {
    JsonText json = new JsonText(text, steps);
    if (!json.document() || json.start < 0) {
      return null;
    }
    return switch (text.charAt(json.start)) {
      case 'n' -> null;
      case '"' -> unescaped(text.substring(json.start + 1, json.end - 1));
      default -> text.substring(json.start, json.end);
    };
  }

  private boolean document() {
    do {
      if (!value()) {
        return false;
      }
    } while (another());
    return depth == 0 && at == text.length();
  }

  /** Reads a value; of a container with something in it the first value that is in none. */
  private boolean value() {
    space();
    boolean wanted = begin();
    while (take('{') || take('[')) {
      boolean object = text.charAt(at - 1) == '{';
      space();
      if (take(object ? '}' : ']')) {
        end();
        return true;
      }
      objects.set(depth++, object);
      if (wanted && depth <= indexes.length) {
        indexes[depth - 1] = 0;
        along = depth;
      }
      if (object && !name()) {
        return false;
      }
      space();
      wanted = begin();
    }
    boolean whole = take('"') ? string() : word() || number();
    end();
    return whole;
  }

  /** Reads what closes containers; whether a value has to follow. */
  private boolean another() {
    space();
    while (depth > 0 && !take(',')) {
      if (!take(objects.get(depth - 1) ? '}' : ']')) {
        return false;
      }
      depth--;
      along = Math.min(along, depth);
      end();
      space();
    }
    if (depth > 0 && along == depth) {
      indexes[depth - 1]++;
    }
    return depth > 0 && (!objects.get(depth - 1) || name());
  }

  /**
   * Whether the value that begins here is on the way, or at its end; what was found is not then.
   */
  private boolean begin() {
    boolean wanted = steps != null && along == depth && (depth == 0 || isNext(steps));
    if (wanted) {
      start = depth == indexes.length ? at : -1;
      end = -1;
    }
    return wanted;
  }

  private boolean isNext(List<JsonPath.Step> way) {
    JsonPath.Step step = way.get(depth - 1);
    boolean object = objects.get(depth - 1);
    if (object != (step.name() != null)) {
      return false;
    }
    return object
        ? Objects.equals(unescaped(text.substring(nameStart, nameEnd)), step.name())
        : indexes[depth - 1] == step.index();
  }

  private void end() {
    if (start >= 0 && end < 0 && depth == indexes.length) {
      end = at;
    }
  }

  private boolean name() {
    space();
    nameStart = at + 1;
    if (!take('"') || !string()) {
      return false;
    }
    nameEnd = at - 1;
    space();
    return take(':');
  }

  /** Reads a string whose first quotation mark is read already. */
  private boolean string() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return true;
      }
      if (c < FIRST_PRINTABLE || (c == '\\' && !escape())) {
        return false;
      }
    }
    return false;
  }

  private boolean escape() {
    if (take('u')) {
      int end = at + CODE_DIGITS;
      while (at < end && at < text.length() && Character.digit(text.charAt(at), 16) >= 0) {
        // of full width are none, which digit() takes too
        if (text.charAt(at) > 'f') {
          return false;
        }
        at++;
      }
      return at == end;
    }
    return at < text.length() && "\"\\/bfnrt".indexOf(text.charAt(at++)) >= 0;
  }

  /**
   * What the inside of a string says, in which an apostrophe may be escaped too. Half a character,
   * which has no form in UTF-8, becomes the replacement character.
   *
   * @return null if it has an escape that there is not
   */
  static @Nullable String unescaped(String raw) {
    if (raw.indexOf('\\') < 0) {
      return raw;
    }
    StringBuilder out = new StringBuilder(raw.length());
    JsonText escapes = new JsonText(raw, null);
    for (int i = 0; i < raw.length(); i = escapes.at) {
      char c = raw.charAt(i);
      escapes.at = i + 1;
      if (c != '\\') {
        out.append(c);
      } else if (raw.startsWith("'", i + 1)) {
        out.append(raw.charAt(escapes.at++));
      } else if (!escapes.escape()) {
        return null;
      } else {
        boolean code = raw.charAt(i + 1) == 'u';
        out.append(
            code
                ? (char) Integer.parseInt(raw.substring(i + 2, escapes.at), 16)
                : ESCAPED.charAt(ESCAPES.indexOf(raw.charAt(i + 1))));
      }
    }
    return whole(out);
  }

  private static String whole(StringBuilder text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
          i++;
        } else {
          text.setCharAt(i, REPLACEMENT);
        }
      }
    }
    return text.toString();
  }

  private boolean word() {
    for (String each : new String[] {"true", "false", "null"}) {
      if (text.startsWith(each, at)) {
        at += each.length();
        return true;
      }
    }
    return false;
  }

  private boolean number() {
    take('-');
    if (!take('0') && !digits()) {
      return false;
    }
    if (take('.') && !digits()) {
      return false;
    }
    if (take('e') || take('E')) {
      return (take('+') || take('-') || at < text.length()) && digits();
    }
    return true;
  }

  private boolean digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at > start;
  }

  private void space() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean take(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }
}
