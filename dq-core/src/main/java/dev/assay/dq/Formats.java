package dev.assay.dq;

import dev.assay.dq.internal.model.Format;

/**
 * Patterns for well-known formats, to be used with {@link StringColumn#matches(TextPattern)}. All
 * of them match the whole text, without surrounding space or line breaks, and none needs more time
 * or stack than its length warrants, whatever the text.
 */
public final class Formats {

  /**
   * An e-mail address: a dot-atom of 1 to 64 ASCII characters without a leading, trailing or double
   * dot, {@code @}, and at least two labels of letters, digits and inner hyphens, the last of two
   * characters at least with a letter; 254 characters in all.
   *
   * <p>Yes: {@code a@b.co}, {@code first.last+tag@sub.example.co.uk}. No: {@code a@b}, {@code
   * a..b@example.com}, {@code a@-example.com}, {@code "quoted"@example.com}.
   */
  public static final TextPattern EMAIL = Format.EMAIL.pattern();

  /**
   * An IPv4 address of four decimal octets without leading zeros. Yes: {@code 192.0.2.1}. No:
   * {@code 256.0.0.1}, {@code 01.2.3.4}.
   */
  public static final TextPattern IPV4 = Format.IPV4.pattern();

  /**
   * An IPv6 address, shortened or not, also with an IPv4 address at its end; no brackets, no zone.
   * Yes: {@code ::1}, {@code 2001:db8::8a2e:370:7334}. No: {@code 1:2:3:4:5:6:7}, {@code [::1]}.
   */
  public static final TextPattern IPV6 = Format.IPV6.pattern();

  /**
   * A web address: http, https or ftp in any case, optional user information, a host name, IPv4 or
   * bracketed IPv6 address, an optional port up to 65535, and no white space. Yes: {@code
   * https://example.com:8443/a?q=1#f}, {@code http://localhost:8080}. No: {@code www.example.com},
   * {@code http://example.com:99999/}.
   */
  public static final TextPattern URL = Format.URL.pattern();

  /**
   * A UUID as 8-4-4-4-12 hexadecimal digits in any case, of any version. Yes: {@code
   * 123e4567-e89b-12d3-a456-426614174000}. No: without hyphens, in braces.
   */
  public static final TextPattern UUID = Format.UUID.pattern();

  /**
   * A United States social security number with hyphens: area not 000, 666 or 900 to 999, group not
   * 00, serial not 0000. The structure alone: 078-05-1120 and 219-09-9999 are known fakes and pass.
   * Yes: {@code 123-45-6789}. No: {@code 123456789}, {@code 666-12-3456}.
   */
  public static final TextPattern US_SSN = Format.US_SSN.pattern();

  private Formats() {}
}
