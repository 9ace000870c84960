package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.Mask;
import dev.assay.dq.internal.model.Personal;
import dev.assay.dq.internal.model.Utf8;
import java.io.Serializable;
import java.util.HexFormat;

/**
 * A long value as far as it is shown, with what has to be known of the whole to decide whether it
 * is.
 *
 * @param text the beginning, and how long the whole is
 * @param digest that of the whole text, in hexadecimal digits
 * @param personal whether the whole looks personal
 * @param length of the whole, in characters
 */
record Cut(String text, String digest, boolean personal, int length, boolean ofText)
    implements Serializable {

  static Cut of(String whole, int longest, boolean ofText) {
    int length = whole.codePointCount(0, whole.length());
    return new Cut(
        Utf8.beginning(whole, longest) + "… (" + length + " characters)",
        HexFormat.of().formatHex(Mask.digest(whole)),
        Personal.isText(whole),
        length,
        ofText);
  }

  @Override
  public String toString() {
    return text;
  }
}
