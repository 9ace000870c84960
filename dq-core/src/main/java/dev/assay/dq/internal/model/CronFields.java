package dev.assay.dq.internal.model;

import java.util.regex.Pattern;

/** The fields of a line of crontab(5) before its command. */
final class CronFields {

  private static final String STEP = "(?:/[1-9][0-9]?)?+";

  private CronFields() {}

  static String regex() {
    String blank = "[ \\t]++";
    return "\\A"
        + field("[0-5]?[0-9]", "")
        + blank
        + field("(?:2[0-3]|[01]?[0-9])", "")
        + blank
        + field("(?:3[01]|[12][0-9]|0?[1-9])", "")
        + blank
        + field("(?:1[0-2]|0?[1-9]|", "(?i:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC))")
        + blank
        + field("(?:0?[0-7]|", "(?i:SUN|MON|TUE|WED|THU|FRI|SAT))")
        + "\\z";
  }

  private static String field(String numbers, String names) {
    String value = "(?>" + numbers + names + ")(?![0-9A-Za-z])";
    String part = "(?:\\*" + STEP + "|" + value + "(?:-" + value + STEP + ")?+)";
    return "(?>" + part + "(?:," + part + ")*+)";
  }

  private static final Pattern RANGE = Pattern.compile("([0-9]{1,2})-([0-9]{1,2})");

  /** Whether each range of numbers goes upwards. */
  static boolean check(String text) {
    return RANGE
        .matcher(text)
        .results()
        .allMatch(each -> Integer.parseInt(each.group(1)) <= Integer.parseInt(each.group(2)));
  }
}
