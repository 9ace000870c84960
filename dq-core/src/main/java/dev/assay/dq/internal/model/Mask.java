package dev.assay.dq.internal.model;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What is shown in the place of a value. */
public final class Mask {

  /** Where not even the kind of a value is told. */
  public static final String HIDDEN = "[hidden]";

  private static final int TOKEN_BYTES = 8;

  /** A length class ends at a power of two; this is the last one. */
  private static final int LONG = 1024;

  private Mask() {}

  /** Of what kind a value is. */
  public static String kind(Object value) {
    if (value instanceof String text) {
      return text(text.codePointCount(0, text.length()));
    }
    return value instanceof Number
        ? "[number]"
        : value instanceof Boolean
            ? "[boolean]"
            : value instanceof LocalDate
                ? "[date]"
                : value instanceof Temporal ? "[time]" : "[value]";
  }

  /** A text by its length class, of which none is a single length but nothing at all. */
  public static String text(int length) {
    if (length == 0) {
      return "[empty text]";
    }
    if (length > LONG) {
      return "[text, over " + LONG + " characters]";
    }
    int most = 4;
    while (most < length) {
      most *= 2;
    }
    return "[text, " + (most == 4 ? 1 : most / 2 + 1) + " to " + most + " characters]";
  }

  /** The token of a value: the same for equal ones. */
  public static String token(byte[] secret, Object value) {
    return token(secret, digest(form(value)));
  }

  /** The token of a value of whose text this is the digest. */
  public static String token(byte[] secret, byte[] digest) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] token = Arrays.copyOf(mac.doFinal(digest), TOKEN_BYTES);
      return "[#" + HexFormat.of().formatHex(token) + "]";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }

  /** SHA-256 of a text in UTF-8. */
  public static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The same text for numbers that are equal, whatever type holds them. */
  private static String form(Object value) {
    if (value instanceof Double number && !Double.isFinite(number)) {
      return number.toString();
    }
    if (value instanceof Number number) {
      BigDecimal exact = new BigDecimal(number.toString());
      return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toString();
    }
    return value.toString();
  }
}
