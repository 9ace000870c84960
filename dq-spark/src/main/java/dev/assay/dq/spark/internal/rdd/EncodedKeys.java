package dev.assay.dq.spark.internal.rdd;

import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.state.ValueCodec;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import scala.Tuple2;

/**
 * Orders keys by the number of their source, then by value. Values are encoded, one byte a
 * character; whole numbers and text are compared as they are, which is what nearly all are.
 */
final class EncodedKeys implements Comparator<String>, Serializable {

  private static final long serialVersionUID = 1L;

  private static final char LONG = 'l';
  private static final char TEXT = 's';

  /** What stands before the bytes of a text: its tag and its length. */
  private static final int TEXT_HEADER = 1 + Integer.BYTES;

  /** The number before the colon; -1 if there is none. */
  static int source(String tagged) {
    int source = 0;
    for (int i = 0; i < tagged.length(); i++) {
      char c = tagged.charAt(i);
      if (c < '0' || c > '9') {
        return c == ':' && i > 0 ? source : -1;
      }
      source = 10 * source + (c - '0');
    }
    return -1;
  }

  /** The number of the source and the colon. */
  static String tag(String tagged) {
    return tagged.substring(0, tagged.indexOf(':') + 1);
  }

  /** What stands after the colon. */
  static String key(String tagged) {
    return tagged.substring(tagged.indexOf(':') + 1);
  }

  /** Of the key of a pair its two values, with the number of the source as well. */
  static Tuple2<String, String> pair(String tagged) {
    String source = tag(tagged);
    List<?> pair = (List<?>) ValueCodec.decode(key(tagged));
    return new Tuple2<>(
        source + ValueCodec.encode(pair.get(0)), source + ValueCodec.encode(pair.get(1)));
  }

  @Override
  public int compare(String a, String b) {
    int order = Integer.compare(source(a), source(b));
    return order != 0 ? order : compare(a, a.indexOf(':') + 1, b, b.indexOf(':') + 1);
  }

  /** Compares encoded keys without a source. */
  static int compareKeys(String a, String b) {
    return compare(a, 0, b, 0);
  }

  private static int compare(String a, int fromA, String b, int fromB) {
    char tag = a.charAt(fromA);
    if (tag == b.charAt(fromB) && tag == LONG) {
      return Long.compare(number(a, fromA + 1), number(b, fromB + 1));
    }
    if (tag == b.charAt(fromB) && tag == TEXT) {
      return compareBytes(a, fromA + TEXT_HEADER, b, fromB + TEXT_HEADER);
    }
    int order = kind(a, fromA).compareTo(kind(b, fromB));
    return order != 0
        ? order
        : Values.compare(
            ValueCodec.decode(a.substring(fromA)), ValueCodec.decode(b.substring(fromB)));
  }

  private static long number(String key, int from) {
    long number = 0;
    for (int i = from; i < from + Long.BYTES; i++) {
      number = number << Byte.SIZE | key.charAt(i);
    }
    return number;
  }

  private static int compareBytes(String a, int fromA, String b, int fromB) {
    int length = Math.min(a.length() - fromA, b.length() - fromB);
    for (int i = 0; i < length; i++) {
      int order = a.charAt(fromA + i) - b.charAt(fromB + i);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.length() - fromA, b.length() - fromB);
  }

  /** The kind of an encoded value, as messages name it; values of one kind have an order. */
  static String kind(String key) {
    return kind(key, 0);
  }

  private static String kind(String key, int from) {
    return switch (key.charAt(from)) {
      case 's', 'S' -> "string";
      case 'l', 'd', 'f' -> "number";
      case 't', 'u' -> "boolean";
      case 'D' -> "date";
      case 'I' -> "timestamp";
      case 'L' -> "timestamp without a zone";
      default -> "other";
    };
  }
}
