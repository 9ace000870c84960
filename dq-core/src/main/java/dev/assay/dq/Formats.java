package dev.assay.dq;

import dev.assay.dq.model.TextPattern;

/**
 * Patterns for well-known formats, to be used with {@link StringColumn#matches(TextPattern)}. All
 * of them judge the whole text, without surrounding space or line breaks, and none needs more time
 * or stack than its length warrants, whatever the text.
 */
public final class Formats {

  // Repetitions of groups are possessive: Java's matcher recurses for each repetition of others.
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?+";
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final String V4 = OCTET + "(?:\\." + OCTET + "){3}+";
  private static final String V6 = v6();

  /**
   * An e-mail address: a dot-atom of 1 to 64 ASCII characters without a leading, trailing or double
   * dot, {@code @}, and at least two labels of letters, digits and inner hyphens, the last of two
   * characters at least with a letter; 254 characters in all.
   *
   * <p>Yes: {@code a@b.co}, {@code first.last+tag@sub.example.co.uk}. No: {@code a@b}, {@code
   * a..b@example.com}, {@code a@-example.com}, {@code "quoted"@example.com}.
   */
  public static final TextPattern EMAIL =
      new TextPattern(
          "EMAIL",
          "\\A(?=[\\x21-\\x7e]{1,254}+\\z)(?=[^@]{1,64}+@)"
              + "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++)*+@"
              + "(?:"
              + LABEL
              + "\\.)++(?=[0-9-]*+[A-Za-z])"
              + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])\\z");

  /**
   * An IPv4 address of four decimal octets without leading zeros. Yes: {@code 192.0.2.1}. No:
   * {@code 256.0.0.1}, {@code 01.2.3.4}.
   */
  public static final TextPattern IPV4 = new TextPattern("IPV4", "\\A" + V4 + "\\z");

  /**
   * An IPv6 address, shortened or not, also with an IPv4 address at its end; no brackets, no zone.
   * Yes: {@code ::1}, {@code 2001:db8::8a2e:370:7334}. No: {@code 1:2:3:4:5:6:7}, {@code [::1]}.
   */
  public static final TextPattern IPV6 = new TextPattern("IPV6", "\\A" + V6 + "\\z");

  /**
   * A web address: http, https or ftp in any case, optional user information, a host name, IPv4 or
   * bracketed IPv6 address, an optional port up to 65535, and no white space. Yes: {@code
   * https://example.com:8443/a?q=1#f}, {@code http://localhost:8080}. No: {@code www.example.com},
   * {@code http://example.com:99999/}.
   */
  public static final TextPattern URL =
      new TextPattern(
          "URL",
          "\\A(?i:https?|ftp)://(?:[^\\s/?#@\\[\\]]*+@)?"
              + "(?:\\["
              + V6
              + "\\]|"
              + V4
              + "|(?![0-9.]++(?:[:/?#]|\\z))"
              + LABEL
              + "(?:\\."
              + LABEL
              + ")*+\\.?)"
              + "(?::(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[0-9]{1,4}))?"
              + "(?:[/?#][^\\s]*+)?\\z");

  /**
   * A UUID as 8-4-4-4-12 hexadecimal digits in any case, of any version. Yes: {@code
   * 123e4567-e89b-12d3-a456-426614174000}. No: without hyphens, in braces.
   */
  public static final TextPattern UUID =
      new TextPattern(
          "UUID",
          "\\A[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\\z");

  /**
   * A United States social security number with hyphens: area not 000, 666 or 900 to 999, group not
   * 00, serial not 0000. The structure alone: 078-05-1120 and 219-09-9999 are known fakes and pass.
   * Yes: {@code 123-45-6789}. No: {@code 123456789}, {@code 666-12-3456}.
   */
  public static final TextPattern US_SSN =
      new TextPattern("US_SSN", "\\A(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}\\z");

  private Formats() {}

  private static String v6() {
    String h = "[0-9A-Fa-f]{1,4}+";
    String tail = "(?:" + h + ":" + h + "|" + V4 + ")";
    StringBuilder any = new StringBuilder("(?:(?:" + h + ":){6}+" + tail);
    for (int left = 0; left <= 5; left++) {
      String head = left == 0 ? "" : "(?:" + h + "(?::" + h + "){0," + (left - 1) + "}+)?";
      any.append("|").append(head).append("::(?:").append(h).append(":){").append(5 - left);
      any.append("}+").append(tail);
    }
    any.append("|(?:").append(h).append("(?::").append(h).append("){0,5}+)?::").append(h);
    any.append("|(?:").append(h).append("(?::").append(h).append("){0,6}+)?::)");
    return any.toString();
  }
}
