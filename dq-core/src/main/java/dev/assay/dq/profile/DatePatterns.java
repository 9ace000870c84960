package dev.assay.dq.profile;

import java.util.List;
import java.util.regex.Pattern;

/** Patterns of dates as regular expressions over the text, and over its shape. */
final class DatePatterns {

  /** A field of a pattern, what it looks like, and what its shape looks like. */
  private record Part(String field, String regex, String shape) {}

  private static final String MONTHS = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";

  /** The longest first: the first that fits is taken. */
  private static final List<Part> PARTS =
      List.of(
          new Part("yyyy", "[0-9]{4}", "9999"),
          new Part("MMM", MONTHS, "Aaa"),
          new Part("MM", "(?:0[1-9]|1[0-2])", "99"),
          new Part("M", "(?:[1-9]|1[0-2])", "99?"),
          new Part("dd", "(?:0[1-9]|[12][0-9]|3[01])", "99"),
          new Part("d", "(?:[1-9]|[12][0-9]|3[01])", "99?"),
          new Part("HH", "(?:[01][0-9]|2[0-3])", "99"),
          new Part("mm", "[0-5][0-9]", "99"),
          new Part("ss", "[0-5][0-9]", "99"),
          new Part("XXX", "(?:Z|[+-][0-9]{2}:[0-9]{2})", "(?:A|[+-]99:99)"),
          new Part("T", "T", "A"));

  private DatePatterns() {}

  /** What the text of a date of a pattern looks like. */
  static String regex(String pattern) {
    return "\\A" + translate(pattern, false) + "\\z";
  }

  /** How many of some shapes a date of a pattern may have. */
  static long fitting(String pattern, List<ValueCount> shapes) {
    Pattern shape = Pattern.compile(translate(pattern, true));
    return shapes.stream()
        .filter(each -> shape.matcher(each.value()).matches())
        .mapToLong(ValueCount::count)
        .sum();
  }

  private static String translate(String pattern, boolean shape) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < pattern.length(); ) {
      Part found = null;
      for (Part part : PARTS) {
        if (found == null && pattern.startsWith(part.field, i)) {
          found = part;
        }
      }
      if (found == null) {
        char c = pattern.charAt(i++);
        out.append(c == '.' ? "\\." : "" + c);
      } else {
        out.append(shape ? found.shape : found.regex);
        i += found.field.length();
      }
    }
    return out.toString();
  }
}
