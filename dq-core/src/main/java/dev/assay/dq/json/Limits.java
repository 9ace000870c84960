package dev.assay.dq.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** How deep a document may be, and how large the numbers in it. */
final class Limits {

  /** How many objects and lists may be in one another. */
  static final int DEEPEST = 250;

  /**
   * How many digits a number may have, and how many places before and after the point: zeros that
   * an exponent stands for count as well.
   */
  static final int DIGITS = 400;

  private static final int LONGEST_PATH = 200;

  private Limits() {}

  /**
   * Refuses a document that is too deep, has a number that is too large or is followed by
   * something, before anything is made of it.
   */
  static void check(String text, JsonFactory factory) throws JsonProcessingException {
    try (JsonParser json = factory.createParser(text)) {
      check(json);
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory is always read", e);
    }
  }

  private static void check(JsonParser json) throws IOException {
    try {
      int depth = 0;
      boolean ended = false;
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (ended) {
          throw new JsonParseException(json, "something follows the end of the document");
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth > DEEPEST) {
          throw new CheckFormatException(
              path(json), "is more than " + DEEPEST + " objects and lists deep");
        }
        if (token.isNumeric() && !isNumber(json.getText())) {
          throw new CheckFormatException(path(json), "has more than " + DIGITS + " digits");
        }
        ended = depth == 0;
      }
    } catch (JsonProcessingException e) {
      if (e.getLocation() == null) { // a limit of Jackson's own
        throw new CheckFormatException(path(json), e.getOriginalMessage());
      }
      throw e;
    }
  }

  private static boolean isNumber(String text) {
    try {
      return isNumber(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return false; // an exponent of more than 32 bits
    }
  }

  static boolean isNumber(BigDecimal number) {
    long before = (long) number.precision() - number.scale();
    return before <= DIGITS && number.scale() <= DIGITS && number.precision() <= DIGITS;
  }

  private static String path(JsonParser json) {
    Deque<String> parts = new ArrayDeque<>();
    for (JsonStreamContext at = json.getParsingContext(); !at.inRoot(); at = at.getParent()) {
      if (at.inArray()) {
        parts.push("[" + at.getCurrentIndex() + "]");
      } else if (at.getCurrentName() != null) {
        parts.push("." + at.getCurrentName());
      }
    }
    String path = "$" + String.join("", parts);
    return path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) + "…" : path;
  }

  /** Refuses the tree of a check that could not be read, for its numbers. */
  static void check(Map<String, Object> check) {
    Deque<Object> left = new ArrayDeque<>(List.of(check));
    while (!left.isEmpty()) {
      Object part = left.pop();
      if (part instanceof BigDecimal number && !isNumber(number)) {
        throw new IllegalArgumentException(
            "The check '"
                + check.get("name")
                + "' has no written form: the number "
                + number.round(new MathContext(6))
                + " has more than "
                + DIGITS
                + " digits");
      }
      if (part instanceof List<?> list) {
        list.forEach(left::push);
      } else if (part instanceof Map<?, ?> map) {
        map.values().forEach(left::push);
      }
    }
  }
}
