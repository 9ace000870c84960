package dev.assay.dq.internal.state;

import dev.assay.dq.internal.model.Values;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * The hashes that states and profiles are filled by: the only ones that stand for a value anywhere.
 * Numbers of 64 bits are mixed so that it can be undone; all else is XXH64 of its bytes (Collet,
 * xxHash fast digest algorithm, seed 0). They belong to the form of what is stored.
 */
public final class Hashes {

  private static final long FIRST = 0xff51afd7ed558ccdL;
  private static final long SECOND = 0xc4ceb9fe1a85ec53L;

  /** The inverses of the two, modulo 2^64. */
  private static final long UNDO_FIRST = 0x4f74430c22a54005L;

  private static final long UNDO_SECOND = 0x9cb4b2f8129337dbL;

  private static final long PRIME1 = 0x9E3779B185EBCA87L;
  private static final long PRIME2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME3 = 0x165667B19E3779F9L;
  private static final long PRIME4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME5 = 0x27D4EB2F165667C5L;
  private static final int STRIPE = 32;
  private static final long LOW = 0xFFFFFFFFL;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private Hashes() {}

  /**
   * Mixes the bits of a number (the 64-bit finalizer of MurmurHash3, public domain).
   *
   * @return its hash; no other number has the same
   */
  public static long mix(long value) {
    return rounds(value, FIRST, SECOND);
  }

  /** What {@link #mix} made a hash of: each of its steps can be undone. */
  public static long unmix(long hash) {
    return rounds(hash, UNDO_SECOND, UNDO_FIRST);
  }

  private static long rounds(long bits, long first, long second) {
    long h = bits;
    h = (h ^ (h >>> 33)) * first;
    h = (h ^ (h >>> 33)) * second;
    return h ^ (h >>> 33);
  }

  /** The hash of bytes: XXH64 with seed 0. */
  public static long of(byte[] bytes, int from, int length) {
    int at = from;
    int end = from + length;
    long h = PRIME5;
    if (length >= STRIPE) {
      long b = PRIME2;
      long a = PRIME1 + b;
      long c = 0;
      long d = -PRIME1;
      for (; at <= end - STRIPE; at += STRIPE) {
        a = round(a, (long) LONGS.get(bytes, at));
        b = round(b, (long) LONGS.get(bytes, at + 8));
        c = round(c, (long) LONGS.get(bytes, at + 16));
        d = round(d, (long) LONGS.get(bytes, at + 24));
      }
      h =
          Long.rotateLeft(a, 1)
              + Long.rotateLeft(b, 7)
              + Long.rotateLeft(c, 12)
              + Long.rotateLeft(d, 18);
      h = lane(lane(lane(lane(h, a), b), c), d);
    }
    h += length;
    for (; at <= end - 8; at += 8) {
      h = eight(h, (long) LONGS.get(bytes, at));
    }
    if (at <= end - 4) {
      h = four(h, (int) INTS.get(bytes, at));
      at += 4;
    }
    for (; at < end; at++) {
      h = one(h, bytes[at] & 0xFF);
    }
    return avalanche(h);
  }

  /**
   * The hash of a text: that of its UTF-8. Half a character, which has no form in UTF-8, is taken
   * as if it had one, so that texts that differ there differ here.
   */
  public static long of(String text) {
    int length = text.length();
    if (length >= STRIPE) {
      return ofUtf8(text);
    }
    long h = PRIME5 + length;
    int at = 0;
    for (; at <= length - 8; at += 8) {
      int low = ascii(text, at);
      int high = ascii(text, at + 4);
      if ((low | high) < 0) {
        return ofUtf8(text);
      }
      h = eight(h, low | (long) high << 32);
    }
    if (at <= length - 4) {
      int next = ascii(text, at);
      if (next < 0) {
        return ofUtf8(text);
      }
      h = four(h, next);
      at += 4;
    }
    for (; at < length; at++) {
      char c = text.charAt(at);
      if (c >= 0x80) {
        return ofUtf8(text);
      }
      h = one(h, c);
    }
    return avalanche(h);
  }

  /**
   * The hash of a decimal.
   *
   * @param key a decimal without trailing zeros, as {@link Values#key} gives it
   */
  public static long of(BigDecimal key) {
    BigInteger digits = key.unscaledValue();
    long first =
        digits.bitLength() < Long.SIZE ? mix(digits.longValue()) : of(digits.toByteArray());
    return mix(first + key.scale() * PRIME1);
  }

  /**
   * The hash of a canonical value.
   *
   * @param key a key as {@link Values#key} gives it, or a list of such keys and nulls
   * @return the hash; numbers of 64 bits have the same only if they are equal
   */
  public static long of(Object key) {
    if (key instanceof String text) {
      return of(text);
    }
    if (key instanceof Long number) {
      return mix(number);
    }
    if (key instanceof Double number) {
      return mix(Double.doubleToLongBits(number));
    }
    if (key instanceof BigDecimal decimal) {
      return of(decimal);
    }
    if (key instanceof LocalDate day) {
      return mix(day.toEpochDay());
    }
    if (key instanceof Instant instant) {
      return mix(instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000);
    }
    if (key instanceof Boolean truth) {
      return mix(truth ? 1 : 2);
    }
    return of(ValueCodec.bytes(key));
  }

  /** The hash of bytes: XXH64 with seed 0. */
  public static long of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /** Four characters as the bytes of a number, or a negative number if one is not ASCII. */
  private static int ascii(String text, int at) {
    char a = text.charAt(at);
    char b = text.charAt(at + 1);
    char c = text.charAt(at + 2);
    char d = text.charAt(at + 3);
    return (a | b | c | d) < 0x80 ? a | b << 8 | c << 16 | d << 24 : -1;
  }

  private static long ofUtf8(String text) {
    int length = text.length();
    byte[] utf8 = new byte[length];
    int size = 0;
    for (; size <= length - 4; size += 4) {
      int next = ascii(text, size);
      if (next < 0) {
        break;
      }
      INTS.set(utf8, size, next);
    }
    for (int i = size; i < length; ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (size + 4 > utf8.length) {
        utf8 = Arrays.copyOf(utf8, size + 4 * (length - i + 1));
      }
      if (point < 0x80) {
        utf8[size++] = (byte) point;
        continue;
      }
      int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
      utf8[size++] = (byte) ((0xFF80 >> more) | (point >> (6 * more)));
      while (more-- > 0) {
        utf8[size++] = (byte) (0x80 | ((point >> (6 * more)) & 0x3F));
      }
    }
    return of(utf8, 0, size);
  }

  private static long round(long lane, long input) {
    return Long.rotateLeft(lane + input * PRIME2, 31) * PRIME1;
  }

  private static long lane(long h, long lane) {
    return (h ^ round(0, lane)) * PRIME1 + PRIME4;
  }

  private static long eight(long h, long input) {
    return Long.rotateLeft(h ^ round(0, input), 27) * PRIME1 + PRIME4;
  }

  private static long four(long h, int input) {
    return Long.rotateLeft(h ^ (input & LOW) * PRIME1, 23) * PRIME2 + PRIME3;
  }

  private static long one(long h, int input) {
    return Long.rotateLeft(h ^ input * PRIME5, 11) * PRIME1;
  }

  private static long avalanche(long hash) {
    long h = hash;
    h = (h ^ (h >>> 33)) * PRIME2;
    h = (h ^ (h >>> 29)) * PRIME3;
    return h ^ (h >>> 32);
  }
}
