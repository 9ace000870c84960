package dev.assay.dq.spark;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the text of one column. Values that came a short while ago are not decoded again, nor
 * hashed, since the same String is given; where most values are new, this is not tried. Its memory
 * is bounded.
 */
final class Texts {

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int BITS = 10;
  private static final int LONGEST = 64;
  private static final int TRIED = 1024;
  private static final int NOT_TRIED = 32 * TRIED;

  private final byte @Nullable [][] keys = new byte[1 << BITS][];
  private final @Nullable String[] texts = new String[1 << BITS];
  private int tried;
  private int found;
  private int skipped;

  String of(byte[] utf8) {
    if (skipped > 0) {
      skipped--;
      return decode(utf8);
    }
    if (utf8.length > LONGEST) {
      return decode(utf8);
    }
    int slot = slot(utf8);
    String text = texts[slot];
    if (text != null && Arrays.equals(utf8, keys[slot])) {
      found++;
    } else {
      text = decode(utf8);
      keys[slot] = utf8.clone(); // whoever gave it may fill it again
      texts[slot] = text;
    }
    if (++tried == TRIED) {
      skipped = 2 * found < TRIED ? NOT_TRIED : 0;
      tried = 0;
      found = 0;
    }
    return text;
  }

  private static String decode(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** By the length and the first and last bytes: what else differs costs a decoding, no more. */
  private static int slot(byte[] utf8) {
    int length = utf8.length;
    long bits = length;
    if (length >= Long.BYTES) {
      bits = 31 * bits + (long) WORD.get(utf8, 0);
      bits = 31 * bits + (long) WORD.get(utf8, length - Long.BYTES);
    } else {
      for (byte each : utf8) {
        bits = (bits << Byte.SIZE) ^ each;
      }
    }
    return (int) ((bits * 0x9e3779b97f4a7c15L) >>> (Long.SIZE - BITS));
  }
}
