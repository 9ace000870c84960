package dev.assay.dq.spark.internal.rdd;

import dev.assay.dq.internal.state.ValueCodec;
import java.util.List;

/**
 * How records travel to the task of their key, as text of one character a byte: a number of what
 * they are brought together for, how long the encoded key is, the key, and then whatever else. In
 * place of the key stands why there is none.
 */
final class KeyedText {

  /** After the number, in place of a key: records without one. */
  static final char KEYLESS = '#';

  /** The same: why a key failed. */
  static final char FAILED = '!';

  private KeyedText() {}

  /** The beginning of a record's text, with its key. */
  static String of(int number, List<Object> key) {
    String encoded = ValueCodec.encode(key);
    return number + ":" + encoded.length() + ":" + encoded;
  }

  /** The same of all records of a key. */
  static int hash(String text) {
    return text.substring(0, end(text, text.indexOf(':'))).hashCode();
  }

  /**
   * Where the key of a record ends.
   *
   * @param colon where the number ends
   */
  static int end(String text, int colon) {
    char kind = text.charAt(colon + 1);
    if (kind == KEYLESS || kind == FAILED) {
      return text.length();
    }
    int second = text.indexOf(':', colon + 1);
    return second + 1 + Integer.parseInt(text.substring(colon + 1, second));
  }

  /** The key of a text that ends with it. */
  static List<Object> key(String text, int colon) {
    return list(text.substring(text.indexOf(':', colon + 1) + 1));
  }

  @SuppressWarnings("unchecked") // lists were written
  static List<Object> list(String encoded) {
    return (List<Object>) ValueCodec.decode(encoded);
  }
}
