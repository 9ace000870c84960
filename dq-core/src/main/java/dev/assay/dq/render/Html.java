package dev.assay.dq.render;

import dev.assay.dq.internal.Visible;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML that is well formed whatever the data: names of elements and attributes come from
 * this package alone, and all text and all values of attributes are escaped. Nothing else can be
 * written, but for the style sheet and the script, which hold no data.
 */
final class Html {

  private static final int NAME = 64;
  private static final int VALUE = 96;
  private static final int TITLE = 300;

  private final StringBuilder out = new StringBuilder(1 << 16);
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element. Attributes are names and values in turn. */
  Html open(String element, String... attributes) {
    start(element, attributes).append('>');
    open.push(element);
    return this;
  }

  /** Writes an element that has no content. */
  Html empty(String element, String... attributes) {
    start(element, attributes).append(open.contains("svg") ? "/>" : ">");
    return this;
  }

  private StringBuilder start(String element, String... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1], out);
      out.append('"');
    }
    return out;
  }

  /** Opens what a reader can fold. */
  Html details(boolean unfolded, String style) {
    return unfolded ? open("details", "class", style, "open", "") : open("details", "class", style);
  }

  /** Opens a part that scrolls by itself where it is too wide, by keyboard too. */
  Html scroll(String label) {
    return open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", label);
  }

  /** Closes the element that was opened last. */
  Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Closes elements. */
  Html close(int times) {
    for (int i = 0; i < times; i++) {
      close();
    }
    return this;
  }

  /** Writes text. */
  Html text(String text) {
    escape(text, out);
    return this;
  }

  /** Writes an element with text in it. */
  Html element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** Breaks the line of the source, where the page shows no blank. */
  Html line() {
    out.append('\n');
    return this;
  }

  /** Writes a name out of the data: apart from the direction of the text around it, and cut. */
  Html name(String name) {
    return data(Visible.cutInside(name, NAME), name, name, "n");
  }

  /** Writes a value out of the data, in quotes where its blanks would be lost. */
  Html value(String value) {
    if (value.isEmpty()) {
      return element("em", "empty text");
    }
    boolean padded =
        Character.isWhitespace(value.charAt(0))
            || Character.isWhitespace(value.charAt(value.length() - 1));
    String written = padded ? "\"" + value + "\"" : value;
    return data(Visible.cut(written, VALUE), written, value, "v");
  }

  private Html data(String shown, String written, String data, String style) {
    return shown.equals(written)
        ? element("bdi", shown, "class", style)
        : element(
            "bdi",
            shown,
            "class",
            style,
            "title",
            Visible.cut(data, TITLE)
                + " ("
                + data.codePointCount(0, data.length())
                + " characters)");
  }

  /** The content of a style or script element: text of this library, never of the data. */
  Html own(String element, String content) {
    if (content.contains("</")) {
      throw new IllegalArgumentException("The content of " + element + " would close it");
    }
    out.append('<').append(element).append('>').append(content);
    out.append("</").append(element).append('>');
    return this;
  }

  /** Begins the document. */
  Html doctype() {
    out.append("<!DOCTYPE html>\n");
    return this;
  }

  /** Writes text so that it is text in HTML and in XML, all of it on one line and visible. */
  static void escape(String text, StringBuilder out) {
    String visible = Visible.of(text);
    for (int i = 0; i < visible.length(); i++) {
      char c = visible.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
  }

  /** The text so far. */
  String finish() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return out.toString();
  }
}
