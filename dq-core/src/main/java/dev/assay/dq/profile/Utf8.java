package dev.assay.dq.profile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The short texts of some rows, one after the other as bytes: to be read in this order without
 * going from object to object. Grows with what is in it; never shrinks.
 */
final class Utf8 {

  /** How many bytes a text has at most that waits here. */
  static final int LONGEST = 200;

  private static final int NONE = -1;

  private final int[] lengths;
  private final int[] starts;
  private byte[] bytes = new byte[1024];
  private int rows;
  private int end;

  /** Room for so many rows. */
  Utf8(int capacity) {
    this.lengths = new int[capacity];
    this.starts = new int[capacity];
  }

  /** The next row has this text. */
  void add(byte[] text) {
    int from = end;
    end += text.length;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
    }
    System.arraycopy(text, 0, bytes, from, text.length);
    starts[rows] = from;
    lengths[rows++] = text.length;
  }

  /** The next row has no text here. */
  void skip() {
    lengths[rows++] = NONE;
  }

  void clear() {
    rows = 0;
    end = 0;
  }

  /** All texts. */
  byte[] bytes() {
    return bytes;
  }

  /** How many bytes the text of a row has; negative if it has none here. */
  int length(int row) {
    return lengths[row];
  }

  /** Where the text of a row begins that has one here. */
  int start(int row) {
    return starts[row];
  }

  /** The text of a row that has one here. */
  String text(int row) {
    return new String(bytes, starts[row], lengths[row], StandardCharsets.UTF_8);
  }
}
