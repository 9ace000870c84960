package dev.assay.dq.internal.model;

import java.util.BitSet;

/** Whether a text is JSON by the grammar of RFC 8259: in one walk, without recursion. */
final class JsonText {

  private static final int FIRST_PRINTABLE = ' ';

  private final String text;
  private int at;

  /** Which of the containers that are open are objects; the others are arrays. */
  private final BitSet objects = new BitSet();

  private int depth;

  private JsonText(String text) {
    this.text = text;
  }

  static boolean isJson(String text) {
    return new JsonText(text).document();
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
    while (take('{') || take('[')) {
      boolean object = text.charAt(at - 1) == '{';
      space();
      if (take(object ? '}' : ']')) {
        return true;
      }
      objects.set(depth++, object);
      if (object && !name()) {
        return false;
      }
      space();
    }
    return take('"') ? string() : word() || number();
  }

  /** Reads what closes containers; whether a value has to follow. */
  private boolean another() {
    space();
    while (depth > 0 && !take(',')) {
      if (!take(objects.get(depth - 1) ? '}' : ']')) {
        return false;
      }
      depth--;
      space();
    }
    return depth > 0 && (!objects.get(depth - 1) || name());
  }

  private boolean name() {
    space();
    if (!take('"') || !string()) {
      return false;
    }
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
      int end = at + 4;
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
