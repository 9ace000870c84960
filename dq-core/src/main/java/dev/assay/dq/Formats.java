package dev.assay.dq;

import dev.assay.dq.internal.model.Format;

/**
 * Patterns for well-known formats, to be used with {@link StringColumn#matches(TextPattern)}. All
 * of them match the whole text, without surrounding space or line breaks (but for JSON, which may
 * have them), and none needs more time or stack than its length warrants, whatever the text.
 *
 * <p>A pattern alone cannot verify check digits, nor the nesting of JSON. For these formats it is
 * the shape alone, and {@code matches} verifies the rest: given the constant, not its {@code
 * regex()}. Their failures offer no SQL, and {@code containsPattern} refuses them.
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

  /**
   * A host name by RFC 1123: labels of letters, digits and inner hyphens, 63 characters each and
   * 253 in all, the last one with a letter, so that no IPv4 address is one; no dot at the end, no
   * underscore. Yes: {@code www.example.com}, {@code localhost}. No: {@code -a.example}, {@code
   * a_b.example}, {@code 192.0.2.1}.
   */
  public static final TextPattern HOST_NAME = Format.HOST_NAME.pattern();

  /**
   * A block of IPv4 or IPv6 addresses by RFC 4632 and RFC 4291: an address, a slash, and the length
   * of the prefix. Host bits may be set. Yes: {@code 192.0.2.0/24}, {@code 2001:db8::/32}. No:
   * {@code 192.0.2.0}, {@code 192.0.2.0/33}, {@code 192.0.2.0/255.255.255.0}.
   */
  public static final TextPattern CIDR = Format.CIDR.pattern();

  /**
   * A MAC address, the EUI-48 of IEEE 802: six pairs of hexadecimal digits in any case, with colons
   * or with hyphens throughout. Yes: {@code 00:00:5e:00:53:af}, {@code 00-00-5E-00-53-AF}. No:
   * {@code 00005e0053af}, {@code 0000.5e00.53af}, {@code 00:00-5e:00:53:af}.
   */
  public static final TextPattern MAC_ADDRESS = Format.MAC_ADDRESS.pattern();

  /**
   * A random UUID, version 4 of RFC 9562, in any case. Yes: {@code
   * 919108f7-52d1-4320-9bac-f847db4148a8}. No: {@code 123e4567-e89b-12d3-a456-426614174000}, whose
   * version is 1.
   */
  public static final TextPattern UUID_V4 = Format.UUID_V4.pattern();

  /**
   * A UUID ordered by time, version 7 of RFC 9562, in any case. Yes: {@code
   * 017f22e2-79b0-7cc3-98c4-dc0c0c07398f}. No: {@code 919108f7-52d1-4320-9bac-f847db4148a8}, whose
   * version is 4.
   */
  public static final TextPattern UUID_V7 = Format.UUID_V7.pattern();

  /**
   * A ULID: 26 characters of Crockford's base 32 in any case, the first at most 7, since 128 bits
   * are no more. Yes: {@code 01ARZ3NDEKTSV4RRFFQ69G5FAV}. No: {@code 8ZZZZZZZZZZZZZZZZZZZZZZZZZ},
   * or one with I, L, O or U.
   */
  public static final TextPattern ULID = Format.ULID.pattern();

  /**
   * A version by Semantic Versioning 2.0.0, of numbers of any length. Yes: {@code 1.0.0}, {@code
   * 1.0.0-rc.1+build.5}. No: {@code 1.0}, {@code v1.0.0}, {@code 01.0.0}, {@code 1.0.0-01}.
   */
  public static final TextPattern SEMVER = Format.SEMVER.pattern();

  /**
   * Bytes in base 16 of RFC 4648: one pair of hexadecimal digits or more, in any case, without a
   * prefix. Yes: {@code DEADBEEF}, {@code 00ff}. No: {@code abc}, {@code 0xff}, the empty text.
   */
  public static final TextPattern HEX = Format.HEX.pattern();

  /**
   * Bytes in base 64 of RFC 4648, section 4: padded, without line breaks, at least one byte. Unused
   * bits of the last group may be set. Yes: {@code Zm9vYg==}. No: {@code Zm9vYg}, {@code _-8=} of
   * the alphabet for URLs, the empty text.
   */
  public static final TextPattern BASE64 = Format.BASE64.pattern();

  /**
   * A telephone number by ITU-T E.164, with a plus: at most 15 digits, the first of which is not 0.
   * The recommendation sets no minimum length. Yes: {@code +14155552671}. No: {@code 4155552671},
   * {@code +1 415 555 2671}, {@code 0014155552671}.
   */
  public static final TextPattern E164 = Format.E164.pattern();

  /**
   * A country by ISO 3166-1 alpha-2, in upper case: the 249 codes assigned as of 1 January 2026.
   * Yes: {@code DE}, {@code GB}. No: {@code UK}, {@code EU} and {@code XK}, which are not assigned,
   * and {@code de}.
   */
  public static final TextPattern ISO_COUNTRY_2 = Format.ISO_COUNTRY_2.pattern();

  /**
   * A country by ISO 3166-1 alpha-3, in upper case: the 249 codes assigned as of 1 January 2026.
   * Yes: {@code DEU}, {@code GBR}. No: {@code GER}, {@code deu}.
   */
  public static final TextPattern ISO_COUNTRY_3 = Format.ISO_COUNTRY_3.pattern();

  /**
   * A currency, fund or precious metal by ISO 4217, in upper case: the 178 codes active as of 1
   * January 2026. Yes: {@code EUR}, {@code XAU}. No: {@code DEM}, {@code HRK} and {@code BGN},
   * which are historic, {@code RMB}, {@code eur}.
   */
  public static final TextPattern ISO_CURRENCY = Format.ISO_CURRENCY.pattern();

  /**
   * A language by ISO 639-1, in lower case: the 183 codes valid as of 1 January 2026. Yes: {@code
   * en}, {@code he}. No: {@code iw} and {@code sh}, which are withdrawn, {@code EN}, {@code eng}.
   * For tags with a script or region, see {@link #BCP_47}.
   */
  public static final TextPattern ISO_LANGUAGE_2 = Format.ISO_LANGUAGE_2.pattern();

  /**
   * A date by ISO 8601 as year, month and day with hyphens, for the years 0000 to 9999 of the
   * Gregorian calendar; the day must exist in its month. Yes: {@code 2024-02-29}. No: {@code
   * 2023-02-29}, {@code 20240229}, {@code 2024-2-9}, {@code 2024-02-29T00:00}.
   */
  public static final TextPattern ISO_DATE = Format.ISO_DATE.pattern();

  /**
   * A time of day by ISO 8601 with colons, in the subset that java.time reads: hours from 00 to 23,
   * minutes, optionally seconds from 00 to 59 with up to nine decimals after a dot, and optionally
   * {@code Z} or an offset of up to 18:00. Yes: {@code 09:30}, {@code 23:59:59.999Z}, {@code
   * 10:15:30+01:00}. No: {@code 24:00}, {@code 9:30}, {@code 23:59:60}, {@code 09:30-00:00}.
   */
  public static final TextPattern ISO_TIME = Format.ISO_TIME.pattern();

  /**
   * A date and time by ISO 8601: an {@link #ISO_DATE}, {@code T}, and an {@link #ISO_TIME}, with or
   * without an offset. Yes: {@code 2024-02-29T09:30:00Z}, {@code 2024-02-29T09:30}. No: {@code
   * 2024-02-29 09:30:00}, {@code 2024-02-29}.
   */
  public static final TextPattern ISO_DATE_TIME = Format.ISO_DATE_TIME.pattern();

  /**
   * A duration by ISO 8601: years, months, days, hours, minutes and seconds, each at most once and
   * in this order, or weeks alone; only seconds have decimals, after a dot, and there is no sign.
   * Yes: {@code P1Y2M10DT2H30M}, {@code PT0.5S}, {@code P2W}. No: {@code P}, {@code PT}, {@code
   * 1D}, {@code -P1D}, {@code P1W2D}.
   */
  public static final TextPattern ISO_DURATION = Format.ISO_DURATION.pattern();

  /**
   * A language tag that is well-formed by RFC 5646, in any case: language, script, region,
   * variants, extensions and private use; whether they are registered is not checked. Irregular
   * grandfathered tags such as {@code i-klingon} are not accepted. Yes: {@code en}, {@code
   * zh-Hant-TW}, {@code es-419}, {@code de-CH-1901}. No: {@code en_US}, {@code de-419-DE}, {@code
   * a-DE}.
   */
  public static final TextPattern BCP_47 = Format.BCP_47.pattern();

  /**
   * A latitude in decimal degrees from -90 to 90, with an optional sign. Yes: {@code 48.8584},
   * {@code -33.86}. No: {@code 90.1}, {@code 48°51'}, {@code 48.8584N}, {@code 48,8584}.
   */
  public static final TextPattern LATITUDE = Format.LATITUDE.pattern();

  /**
   * A longitude in decimal degrees from -180 to 180, with an optional sign. Yes: {@code 2.2945},
   * {@code -179.99}. No: {@code 180.5}, {@code 2.2945E}, {@code 2.}.
   */
  public static final TextPattern LONGITUDE = Format.LONGITUDE.pattern();

  /**
   * A CSS color in hexadecimal notation (CSS Color Module Level 4): a number sign and 3, 4, 6 or 8
   * digits in any case. Yes: {@code #fff}, {@code #336699}, {@code #33669980}. No: {@code 336699},
   * {@code #33669}, {@code red}.
   */
  public static final TextPattern HEX_COLOR = Format.HEX_COLOR.pattern();

  /**
   * A ZIP code of the United States: five digits, or nine with a hyphen. Whether it is in use is
   * not checked. Yes: {@code 90210}, {@code 02115-0001}. No: {@code 2115}, {@code 902100001},
   * {@code 90210-}.
   */
  public static final TextPattern US_ZIP = Format.US_ZIP.pattern();

  /**
   * A postcode of the United Kingdom, in upper case and with its space, by the letter rules of BS
   * 7666; whether it is in use is not checked. Yes: {@code SW1A 1AA}, {@code M1 1AE}, {@code GIR
   * 0AA}. No: {@code SW1A1AA}, {@code sw1a 1aa}, {@code M1 1AC}.
   */
  public static final TextPattern UK_POSTCODE = Format.UK_POSTCODE.pattern();

  /**
   * A media type by RFC 6838, optionally with parameters by RFC 9110; whether it is registered is
   * not checked. Yes: {@code text/html}, {@code application/vnd.api+json}, {@code text/html;
   * charset=utf-8}. No: {@code text}, {@code text/*}, {@code text/html;}.
   */
  public static final TextPattern MIME_TYPE = Format.MIME_TYPE.pattern();

  /**
   * A name in XML 1.0 (fifth edition), production 5. Yes: {@code order}, {@code xsl:value-of},
   * {@code _1}, {@code größe}. No: {@code 1st}, {@code -a}, {@code a b}, the empty text.
   */
  public static final TextPattern XML_NAME = Format.XML_NAME.pattern();

  /**
   * A business identifier code of ISO 9362:2022, as SWIFT uses them: four letters or digits, a
   * country of ISO 3166-1 or {@code XK}, two letters or digits, and optionally three for the
   * branch, in upper case. Yes: {@code DEUTDEFF}, {@code DEUTDEFF500}. No: {@code DEUTZZFF}, {@code
   * DEUTDEFF5}, {@code deutdeff}.
   */
  public static final TextPattern BIC = Format.BIC.pattern();

  /**
   * A vehicle identification number by ISO 3779: 17 digits and upper-case letters other than I, O
   * and Q. The check digit, which only North America requires, is not checked. Yes: {@code
   * WVWZZZ1JZ3W386752}. No: {@code WVWZZZ1JZ3W38675}, {@code WVWZZZIJZ3W386752}.
   */
  public static final TextPattern VIN = Format.VIN.pattern();

  /**
   * The number of a payment card, as digits alone: a prefix and length of Visa, Mastercard,
   * American Express, Discover, Diners Club, JCB, UnionPay, Maestro or Mir, and the check digit of
   * ISO/IEC 7812-1 (Luhn), which misses the swap of 09 and 90. Yes: {@code 4111111111111111}. No:
   * {@code 4111111111111112}, {@code 1234567812345670}, {@code 4111 1111 1111 1111}.
   */
  public static final TextPattern CREDIT_CARD = Format.CREDIT_CARD.pattern();

  /**
   * An international bank account number of ISO 13616 in its electronic form, without spaces and in
   * upper case: a country of SWIFT's registry as of September 2026 with the length it has there,
   * and right check digits. The structure within a country is not checked. Yes: {@code
   * GB82WEST12345698765432}. No: {@code GB82WEST12345698765423}, {@code GB82 WEST 1234 5698 7654
   * 32}.
   */
  public static final TextPattern IBAN = Format.IBAN.pattern();

  /**
   * An international securities identification number of ISO 6166, with its check digit; whether
   * the prefix is a country is not checked. Yes: {@code US0378331005}. No: {@code US0373831005},
   * {@code us0378331005}.
   */
  public static final TextPattern ISIN = Format.ISIN.pattern();

  /**
   * A CUSIP of ANSI X9.6 in upper case, with its check digit. Yes: {@code 037833100}, {@code
   * 68389X105}. No: {@code 68389X106}, {@code 03783310}.
   */
  public static final TextPattern CUSIP = Format.CUSIP.pattern();

  /**
   * A SEDOL of the London Stock Exchange in upper case, without vowels, with its check digit. Yes:
   * {@code 0263494}, {@code B0YBKJ7}. No: {@code 0263495}, {@code 026349}.
   */
  public static final TextPattern SEDOL = Format.SEDOL.pattern();

  /**
   * A legal entity identifier of ISO 17442 in upper case, with its check digits. Yes: {@code
   * 506700GE1G29325QX363}. No: {@code 506700GE1G29325QX336}, {@code 506700ge1g29325qx363}.
   */
  public static final TextPattern LEI = Format.LEI.pattern();

  /**
   * An ISBN of ten digits (ISO 2108), the last perhaps {@code X}, with its check digit, and either
   * without hyphens or with three, which stand where they may for some publisher. Yes: {@code
   * 0306406152}, {@code 0-8044-2957-X}. No: {@code 0306406153}, {@code 0 306 40615 2}, {@code
   * 080442957x}.
   */
  public static final TextPattern ISBN_10 = Format.ISBN_10.pattern();

  /**
   * An ISBN of thirteen digits (ISO 2108) that starts with 978 or 979, but not with 979-0, which is
   * music, with its check digit, and either without hyphens or with four, which stand where they
   * may for some publisher. Yes: {@code 9780306406157}, {@code 978-3-16-148410-0}. No: {@code
   * 9780306406158}, {@code 978-0306406157}, {@code 4006381333931}.
   */
  public static final TextPattern ISBN_13 = Format.ISBN_13.pattern();

  /**
   * An ISSN of ISO 3297, with its hyphen and its check digit. Yes: {@code 0317-8471}, {@code
   * 2434-561X}. No: {@code 0317-8472}, {@code 03178471}.
   */
  public static final TextPattern ISSN = Format.ISSN.pattern();

  /** A GTIN of eight digits, with its check digit. Yes: {@code 96385074}. No: {@code 96385075}. */
  public static final TextPattern EAN_8 = Format.EAN_8.pattern();

  /**
   * A GTIN of thirteen digits, with its check digit, which misses the swap of neighbors that differ
   * by 5. Yes: {@code 4006381333931}. No: {@code 4006381333932}.
   */
  public static final TextPattern EAN_13 = Format.EAN_13.pattern();

  /**
   * A GTIN of twelve digits, with its check digit. Yes: {@code 036000291452}. No: {@code
   * 036000291453}, {@code 36000291452}.
   */
  public static final TextPattern UPC_A = Format.UPC_A.pattern();

  /**
   * A GTIN of fourteen digits, with its check digit; a shorter one is one with zeros in front. Yes:
   * {@code 10614141000415}, {@code 04006381333931}. No: {@code 10614141000416}, {@code
   * 4006381333931}.
   */
  public static final TextPattern GTIN_14 = Format.GTIN_14.pattern();

  /**
   * A GTIN of the GS1 General Specifications of 8, 12, 13 or 14 digits, with its check digit. Yes:
   * {@code 96385074}, {@code 036000291452}, {@code 4006381333931}. No: {@code 4006381333932},
   * {@code 963850740}.
   */
  public static final TextPattern GTIN = Format.GTIN.pattern();

  /**
   * A {@link #VIN} whose ninth character is the check digit of 49 CFR 565, which vehicles for the
   * United States and Canada have and those for Europe need not. Yes: {@code 1M8GDM9AXKP042788}.
   * No: {@code 1M8GDM9A1KP042788}, {@code WVWZZZ1JZ3W386752}.
   */
  public static final TextPattern VIN_NORTH_AMERICA = Format.VIN_NORTH_AMERICA.pattern();

  /**
   * An IMEI of 15 digits, by 3GPP TS 23.003, with its check digit. Yes: {@code 490154203237518}.
   * No: {@code 490154203237517}, {@code 49-015420-323751-8}.
   */
  public static final TextPattern IMEI = Format.IMEI.pattern();

  /**
   * A routing transit number of the American Bankers Association: nine digits of a range in use,
   * with the check digit. Yes: {@code 021000021}. No: {@code 123456789}, {@code 21000021}.
   */
  public static final TextPattern ABA_ROUTING = Format.ABA_ROUTING.pattern();

  /**
   * A number for value added tax of a member state of the European Union or of Northern Ireland
   * ({@code XI}), with the letters of the state, {@code EL} for Greece, and without spaces: the
   * structure that the Commission's VIES says, and right check digits where the state has published
   * one rule for all numbers or for those of companies. Of BG, CY, CZ, ES and XI, of French numbers
   * with a letter in the key and of Latvian numbers of persons it is the structure alone. Whether
   * it is in use only VIES knows. Yes: {@code DE136695976}, {@code NL004495445B01}. No: {@code
   * DE136695978}, {@code GR094259216}, {@code DE 136695976}.
   */
  public static final TextPattern EU_VAT = Format.EU_VAT.pattern();

  /**
   * The five fields of a line of crontab(5): minute, hour, day of the month, month and day of the
   * week (0 and 7 are Sunday), with blanks between them. A field is a list of {@code *}, values and
   * ranges that go upwards, where {@code *} and ranges may have a step; months and days of the week
   * may be their first three English letters in any case. No seconds, no years, no {@code @daily},
   * nor the {@code L}, {@code W}, {@code #} and {@code ?} of other schedulers. Yes: {@code 0 6 * *
   * 1-5}, {@code 5-59/15 0 1,15 JAN *}. No: {@code 60 * * * *}, {@code 0 6 * *}, {@code 0 6 ? * *}.
   */
  public static final TextPattern CRON = Format.CRON.pattern();

  /**
   * A JSON text by RFC 8259: any value, not only an object, nested to any depth; white space around
   * it is allowed, and so are names that occur twice. Yes: {@code [1, "a", null]}, {@code "text"},
   * {@code 42}. No: {@code [1,]}, {@code NaN}, {@code 'text'}, the empty text.
   */
  public static final TextPattern JSON = Format.JSON.pattern();

  private Formats() {}
}
