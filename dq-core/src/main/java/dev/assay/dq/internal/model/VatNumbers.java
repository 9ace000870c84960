package dev.assay.dq.internal.model;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Numbers for value added tax of the European Union: what the Commission's VIES says of their
 * structure, and the check digits that the member states have published.
 */
final class VatNumbers {

  /**
   * The numbers of a country.
   *
   * @param shape what follows the country's letters
   * @param check takes what follows them, of that structure
   */
  private record Numbers(Pattern shape, Predicate<String> check) {}

  private static final Map<String, Numbers> COUNTRIES = new TreeMap<>();

  static {
    put("AT", "U[0-9]{8}", n -> (luhn(n.substring(1, 8)) + last(n)) % 10 == 6);
    put("BE", "[01][0-9]{9}", n -> (number(n, 0, 8) + number(n, 8, 10)) % 97 == 0);
    put("BG", "[0-9]{9,10}", n -> true);
    put("CY", "[0-9]{8}[A-Z]", n -> true);
    put("CZ", "[0-9]{8,10}", n -> true);
    put("DE", "[1-9][0-9]{8}", VatNumbers::modulo11And10);
    put("DK", "[1-9][0-9]{7}", n -> sum(n, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0);
    put("EE", "10[0-9]{7}", n -> sum(n, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0);
    put("EL", "[0-9]{9}", n -> sum(n, 256, 128, 64, 32, 16, 8, 4, 2) % 11 % 10 == last(n));
    put("ES", "(?:[A-Z][0-9]{7}[0-9A-Z]|[0-9]{8}[A-Z])", n -> true);
    put("FI", "[0-9]{8}", n -> sum(n, 7, 9, 10, 5, 8, 4, 2, 1) % 11 == 0);
    put("FR", "[0-9A-HJ-NP-Z]{2}[0-9]{9}", VatNumbers::french);
    put("HR", "[0-9]{11}", VatNumbers::modulo11And10);
    put("HU", "[0-9]{8}", n -> sum(n, 9, 7, 3, 1, 9, 7, 3, 1) % 10 == 0);
    put("IE", "(?:[0-9]{7}[A-W][A-IW]?|[0-9][A-Z+*][0-9]{5}[A-W])", VatNumbers::irish);
    put("IT", "[0-9]{11}", n -> luhn(n) == 0);
    put("LT", "(?:[0-9]{7}1[0-9]|[0-9]{10}1[0-9])", VatNumbers::lithuanian);
    put("LU", "[0-9]{8}", n -> number(n, 0, 6) % 89 == number(n, 6, 8));
    put(
        "LV",
        "[0-9]{11}",
        n -> n.charAt(0) <= '3' || sum(n, 9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1) % 11 == 3);
    put("MT", "[1-9][0-9]{7}", n -> sum(n, 3, 4, 6, 7, 8, 9, 10, 1) % 37 == 0);
    put("NL", "[0-9]{9}B(?!00)[0-9]{2}", VatNumbers::dutch);
    put("PL", "[0-9]{10}", n -> sum(n, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == last(n));
    put(
        "PT",
        "[1-9][0-9]{8}",
        n -> (11 - sum(n, 9, 8, 7, 6, 5, 4, 3, 2) % 11) % 11 % 10 == last(n));
    put("RO", "[1-9][0-9]{1,9}", VatNumbers::romanian);
    put("SE", "[0-9]{12}", n -> luhn(n.substring(0, 10)) == 0);
    put(
        "SI",
        "[1-9][0-9]{7}",
        n ->
            (11 - sum(n, 8, 7, 6, 5, 4, 3, 2) % 11) % 10 == last(n)
                && sum(n, 8, 7, 6, 5, 4, 3, 2) % 11 != 0);
    put("SK", "[1-9][0-9][2-47-9][0-9]{7}", n -> number(n, 0, 10) % 11 == 0);
    put("XI", "(?:[0-9]{9}(?:[0-9]{3})?|GD[0-4][0-9]{2}|HA[5-9][0-9]{2})", n -> true);
  }

  private VatNumbers() {}

  private static void put(String country, String regex, Predicate<String> check) {
    COUNTRIES.put(country, new Numbers(Pattern.compile(regex), check));
  }

  /** A pattern for the structure in each country. */
  static String regex() {
    StringBuilder all = new StringBuilder("\\A(?:");
    COUNTRIES.forEach(
        (country, numbers) ->
            all.append(all.charAt(all.length() - 1) == ':' ? "" : "|")
                .append(country)
                .append(numbers.shape().pattern()));
    return all.append(")\\z").toString();
  }

  /** Whether the check digits of a number of that structure are right. */
  static boolean check(String text) {
    Numbers numbers = text.length() < 2 ? null : COUNTRIES.get(text.substring(0, 2));
    String number = numbers == null ? "" : text.substring(2);
    return numbers != null
        && numbers.shape().matcher(number).matches()
        && numbers.check().test(number);
  }

  private static int digit(String text, int at) {
    return text.charAt(at) - '0';
  }

  private static int last(String text) {
    return digit(text, text.length() - 1);
  }

  private static long number(String text, int from, int to) {
    return Long.parseLong(text.substring(from, to));
  }

  /** The weighted sum of as many digits as there are weights. */
  private static int sum(String digits, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * digit(digits, i);
    }
    return sum;
  }

  /** The sum of Luhn, modulo 10. */
  private static int luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digit(digits, i) * ((digits.length() - i) % 2 == 0 ? 2 : 1);
      sum += digit / 10 + digit % 10;
    }
    return sum % 10;
  }

  /** ISO/IEC 7064, MOD 11,10. */
  private static boolean modulo11And10(String digits) {
    int check = 10;
    for (int i = 0; i < digits.length() - 1; i++) {
      int rest = (check + digit(digits, i)) % 10;
      check = (rest == 0 ? 10 : rest) * 2 % 11;
    }
    return (check + last(digits)) % 10 == 1;
  }

  /** The key before the SIREN; one with letters is of a kind whose rule is not published. */
  private static boolean french(String number) {
    return number.charAt(0) > '9'
        || number.charAt(1) > '9'
        || (12 + 3 * (number(number, 2, 11) % 97)) % 97 == number(number, 0, 2);
  }

  private static final String IRISH = "WABCDEFGHIJKLMNOPQRSTUV";

  /** Before 2013 the second character could be a letter, which counts for nothing. */
  private static boolean irish(String number) {
    boolean old = number.charAt(1) > '9' || number.charAt(1) < '0';
    String digits = old ? "0" + number.substring(2, 7) + number.charAt(0) : number.substring(0, 7);
    int group = number.length() == 9 ? IRISH.indexOf(number.charAt(8)) : 0;
    int sum = sum(digits, 8, 7, 6, 5, 4, 3, 2) + 9 * group;
    return IRISH.charAt(sum % 23) == number.charAt(7);
  }

  private static boolean lithuanian(String number) {
    int sum = 0;
    int again = 0;
    for (int i = 0; i < number.length() - 1; i++) {
      sum += (1 + i % 9) * digit(number, i);
      again += (1 + (i + 2) % 9) * digit(number, i);
    }
    return (sum % 11 == 10 ? again % 11 % 10 : sum % 11) == last(number);
  }

  /** The number of a citizen or company, or since 2020 one that says nothing of its owner. */
  private static boolean dutch(String number) {
    int sum = sum(number, 9, 8, 7, 6, 5, 4, 3, 2);
    return sum % 11 == digit(number, 8) || CheckDigits.modulo97("NL" + number);
  }

  private static boolean romanian(String number) {
    String digits = "0".repeat(10 - number.length()) + number;
    return 10 * sum(digits, 7, 5, 3, 2, 1, 7, 5, 3, 2) % 11 % 10 == last(digits);
  }
}
