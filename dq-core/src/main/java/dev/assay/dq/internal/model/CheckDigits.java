package dev.assay.dq.internal.model;

/**
 * Whether the check digits of a text are right. Each function takes any text, and what is not of
 * the shape that the format's pattern says may pass or fail: both have to hold.
 */
final class CheckDigits {

  /** The digit that stands for each letter in a vehicle's number; I, O and Q are not used. */
  private static final String VEHICLE_LETTERS = "12345678-12345-7-923456789";

  private static final int[] VEHICLE_WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};

  private static final int VEHICLE_CHECK = 8;

  private CheckDigits() {}

  /** Digits by themselves, letters from A = 10 to Z = 35; -1 for anything else. */
  private static int value(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    return c >= 'A' && c <= 'Z' ? c - 'A' + 10 : -1;
  }

  /** ISO/IEC 7812-1, annex B: every second digit from the right is doubled; letters are two. */
  static boolean luhn(String text) {
    int sum = 0;
    boolean twice = false;
    for (int i = text.length() - 1; i >= 0; i--) {
      int value = value(text.charAt(i));
      if (value < 0) {
        return false;
      }
      do {
        int digit = value % 10;
        sum += twice ? digits(2 * digit) : digit;
        twice = !twice;
        value /= 10;
      } while (value > 0);
    }
    return sum % 10 == 0;
  }

  private static int digits(int number) {
    return number / 10 + number % 10;
  }

  /** ANSI X9.6: every second character from the left is doubled, a letter as one number. */
  static boolean cusip(String text) {
    int sum = 0;
    for (int i = 0; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      int special = "*@#".indexOf(c);
      int value = special < 0 ? value(c) : 36 + special;
      if (value < 0) {
        return false;
      }
      sum += digits(i % 2 == 0 ? value : 2 * value);
    }
    return !text.isEmpty() && (sum + value(text.charAt(text.length() - 1))) % 10 == 0;
  }

  /** The weighted sum, from the right and without hyphens, is a multiple of the modulus. */
  private static boolean weighted(String text, int modulus, int... weights) {
    int sum = 0;
    int place = 0;
    for (int i = text.length() - 1; i >= 0; i--) {
      char c = text.charAt(i);
      if (c == '-') {
        continue;
      }
      // of eleven values the last is written as the Roman ten
      int value = modulus == 11 && c == 'X' ? 10 : value(c);
      if (value < 0) {
        return false;
      }
      sum = (sum + weights[place % weights.length] * value) % modulus;
      place++;
    }
    return sum == 0;
  }

  /** GS1 General Specifications, 7.9: weights 1 and 3 from the right. */
  static boolean gs1(String text) {
    return weighted(text, 10, 1, 3);
  }

  /** ISO 2108 (ten digits) and ISO 3297: weights from 1 for the check digit upwards. */
  static boolean modulo11(String text) {
    return weighted(text, 11, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  }

  /** The weights of the London Stock Exchange. */
  static boolean sedol(String text) {
    return weighted(text, 10, 1, 9, 3, 7, 1, 3, 1);
  }

  /** The weights of the American Bankers Association. */
  static boolean routing(String text) {
    return weighted(text, 10, 1, 7, 3);
  }

  /** ISO/IEC 7064, MOD 97-10: the number that the characters make leaves a remainder of 1. */
  static boolean modulo97(String text) {
    int remainder = 0;
    for (int i = 0; i < text.length(); i++) {
      int value = value(text.charAt(i));
      if (value < 0) {
        return false;
      }
      remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
    }
    return remainder == 1;
  }

  /** ISO 13616-1: the same with the first four characters at the end. */
  static boolean iban(String text) {
    return text.length() > 4 && modulo97(text.substring(4) + text.substring(0, 4));
  }

  /** 49 CFR 565.15(c): the ninth character is the weighted sum modulo 11, with X for 10. */
  static boolean vehicle(String text) {
    if (text.length() != VEHICLE_WEIGHTS.length) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < VEHICLE_WEIGHTS.length; i++) {
      int value = value(text.charAt(i));
      if (value < 0) {
        return false;
      }
      int digit = value < 10 ? value : VEHICLE_LETTERS.charAt(value - 10) - '0';
      sum += VEHICLE_WEIGHTS[i] * digit;
    }
    return "0123456789X".charAt(Math.floorMod(sum, 11)) == text.charAt(VEHICLE_CHECK);
  }
}
