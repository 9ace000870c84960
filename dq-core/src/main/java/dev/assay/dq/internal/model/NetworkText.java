package dev.assay.dq.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A block of IP addresses, and the regular expression of the texts that are one of them.
 *
 * <p>An IPv6 address has one group after the other, and where a group may be zero a {@code ::} in
 * its place, which nothing else begins as; of the groups after it as many are taken as there are.
 * So the matcher takes no choice back but that of the form: groups to the end, with {@code ::} at
 * the end, or with an IPv4 address there.
 */
public final class NetworkText {

  private static final Pattern CIDR = Pattern.compile(Format.CIDR.pattern().regex());

  private static final int GROUPS = 8;

  /** The groups before an IPv4 address at the end. */
  private static final int GROUPS_BEFORE_V4 = 6;

  private static final String DIGIT = "[0-9A-Fa-f]";

  private final boolean v4;

  /** Four octets, or eight groups of 16 bits. */
  private final List<Integer> parts;

  private final int prefix;

  private NetworkText(boolean v4, List<Integer> parts, int prefix) {
    this.v4 = v4;
    this.parts = parts;
    this.prefix = prefix;
  }

  /**
   * A block.
   *
   * @throws IllegalArgumentException if it is not of {@link Format#CIDR}, or has bits set beyond
   *     its prefix
   */
  public static NetworkText of(String network) {
    if (!CIDR.matcher(network).find()) {
      String single = network + (network.indexOf(':') < 0 ? "/32" : "/128");
      throw new IllegalArgumentException(
          "isInNetwork takes a network, such as 10.0.0.0/8 or 2001:db8::/32, and "
              + English.quoted(network)
              + (CIDR.matcher(single).find()
                  ? " has no prefix: say " + single + " for that address alone"
                  : " is none"));
    }
    int slash = network.indexOf('/');
    String address = network.substring(0, slash);
    boolean v4 = address.indexOf(':') < 0;
    NetworkText written =
        new NetworkText(
            v4,
            v4 ? octets(address) : groups(address),
            Integer.parseInt(network.substring(slash + 1)));
    NetworkText masked = written.masked();
    if (!masked.parts.equals(written.parts)) {
      throw new IllegalArgumentException(
          "isInNetwork takes a network, and "
              + network
              + " has bits set beyond its prefix: say "
              + masked);
    }
    return masked;
  }

  private static List<Integer> octets(String address) {
    List<Integer> octets = new ArrayList<>();
    for (String each : address.split("\\.", -1)) {
      octets.add(Integer.valueOf(each));
    }
    return octets;
  }

  private static List<Integer> groups(String address) {
    int gap = address.indexOf("::");
    if (gap < 0) {
      return written(address);
    }
    List<Integer> groups = new ArrayList<>(written(address.substring(0, gap)));
    List<Integer> after = written(address.substring(gap + 2));
    while (groups.size() + after.size() < GROUPS) {
      groups.add(0);
    }
    groups.addAll(after);
    return groups;
  }

  private static List<Integer> written(String groups) {
    List<Integer> all = new ArrayList<>();
    for (String each : groups.isEmpty() ? new String[0] : groups.split(":", -1)) {
      if (each.indexOf('.') < 0) {
        all.add(Integer.valueOf(each, 16));
      } else {
        List<Integer> octets = octets(each);
        all.add((octets.get(0) << 8) | octets.get(1));
        all.add((octets.get(2) << 8) | octets.get(3));
      }
    }
    return all;
  }

  private NetworkText masked() {
    List<Integer> masked = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      masked.add(parts.get(i) & (-1 << (width() - fixed(i))));
    }
    return new NetworkText(v4, masked, prefix);
  }

  private int width() {
    return v4 ? 8 : 16;
  }

  /** How many bits of a part belong to the prefix. */
  private int fixed(int part) {
    return within(prefix - part * width(), width());
  }

  private static int within(int bits, int most) {
    return Math.max(0, Math.min(most, bits));
  }

  /** In the form of RFC 5952, so that one block has one text. */
  @Override
  public String toString() {
    return (v4 ? dotted(parts) : address()) + "/" + prefix;
  }

  private static String dotted(List<Integer> octets) {
    return octets.get(0) + "." + octets.get(1) + "." + octets.get(2) + "." + octets.get(3);
  }

  private String address() {
    if (prefix >= GROUPS_BEFORE_V4 * 16
        && parts.subList(0, GROUPS_BEFORE_V4).equals(List.of(0, 0, 0, 0, 0, 0xffff))) {
      return "::ffff:" + dotted(lastOctets());
    }
    int start = 0;
    int longest = 1;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && parts.get(end) == 0) {
        end++;
      }
      if (end - i > longest) {
        start = i;
        longest = end - i;
      }
    }
    return longest == 1 ? hex(0, GROUPS) : hex(0, start) + "::" + hex(start + longest, GROUPS);
  }

  private String hex(int from, int to) {
    return String.join(":", parts.subList(from, to).stream().map(Integer::toHexString).toList());
  }

  private List<Integer> lastOctets() {
    List<Integer> octets = new ArrayList<>();
    for (int group : parts.subList(GROUPS_BEFORE_V4, GROUPS)) {
      octets.add(group >> 8);
      octets.add(group & 0xff);
    }
    return octets;
  }

  /** Finds the texts that are an address of the block, however it is written. */
  public TextMatcher matcher() {
    return TextMatcher.of(regex());
  }

  String regex() {
    if (v4) {
      return "\\A" + octets(parts, prefix) + "\\z";
    }
    List<String> forms = new ArrayList<>();
    forms.add(head(0, GROUPS - 1) + group(GROUPS - 1));
    forms.addAll(endingInGap());
    forms.add(
        head(0, GROUPS_BEFORE_V4)
            + octets(lastOctets(), within(prefix - GROUPS_BEFORE_V4 * 16, 32)));
    return "\\A(?:" + String.join("|", forms) + ")\\z";
  }

  private static String octets(List<Integer> octets, int fixed) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < octets.size(); i++) {
      int bits = within(fixed - i * 8, 8);
      if (bits == 0 && i > 0) {
        return out.append("(?:\\.")
            .append(RegexText.OCTET)
            .append("){")
            .append(4 - i)
            .append("}+")
            .toString();
      }
      out.append(i == 0 ? "" : "\\.").append(octet(octets.get(i), bits));
    }
    return out.toString();
  }

  private static String octet(int low, int fixed) {
    if (fixed == 0 || fixed == 8) {
      return fixed == 0 ? RegexText.OCTET : String.valueOf(low);
    }
    int high = low + (1 << (8 - fixed)) - 1;
    List<String> options = new ArrayList<>();
    for (int tens = high / 10; tens >= low / 10; tens--) {
      int first = Math.max(low - tens * 10, 0);
      int last = Math.min(high - tens * 10, 9);
      options.add(
          (tens == 0 ? "" : tens) + (first == last ? "" + first : "[" + first + "-" + last + "]"));
    }
    return longestFirst(options);
  }

  /** Ways to write what ends where no more of it can follow: the first that fits is the one. */
  private static String longestFirst(List<String> options) {
    return options.size() == 1 ? options.get(0) : "(?>" + String.join("|", options) + ")";
  }

  /** The groups from one to before another, each with its colon, with {@code ::} or without. */
  private String head(int from, int to) {
    if (from == to) {
      return "";
    }
    String written = group(from) + ":" + head(from + 1, to);
    return canBeZero(from)
        ? "(?>" + (from == 0 ? "::" : ":") + afterGap(from, to) + "|" + written + ")"
        : written;
  }

  /** What follows a {@code ::} that stands for a group and any number of those after it. */
  private String afterGap(int from, int to) {
    List<String> options = new ArrayList<>();
    for (int next = from + 1; next <= to && canBeZero(next - 1); next++) {
      if (fixed(next) == 0 && next < to) {
        options.add(upTo(to - next));
        break;
      }
      options.add(groups(next, to));
    }
    return longestFirst(options);
  }

  private static String upTo(int groups) {
    return "(?:" + RegexText.HEX_GROUP + ":){0," + groups + "}+";
  }

  private String groups(int from, int to) {
    StringBuilder out = new StringBuilder();
    for (int i = from, next; i < to; i = next) {
      String group = group(i) + ":";
      next = i + 1;
      while (next < to && group.equals(group(next) + ":")) {
        next++;
      }
      out.append(next == i + 1 ? group : "(?:" + group + "){" + (next - i) + "}+");
    }
    return out.toString();
  }

  /** The whole addresses that have {@code ::} at their end. */
  private List<String> endingInGap() {
    int first = GROUPS;
    while (first > 0 && canBeZero(first - 1)) {
      first--;
    }
    if (first == GROUPS) {
      return List.of();
    }
    String optional = "";
    for (int i = GROUPS - 2; i >= Math.max(first, 1); i--) {
      optional = fixed(i) == 0 ? upTo(GROUPS - 1 - i) : "(?:" + group(i) + ":" + optional + ")?+";
    }
    String some = groups(0, Math.max(first, 1)) + optional + ":";
    return first == 0 ? List.of("::", some) : List.of(some);
  }

  private boolean canBeZero(int group) {
    return parts.get(group) == 0;
  }

  /** A group as one to four digits. */
  private String group(int at) {
    int fixed = fixed(at);
    int low = parts.get(at);
    if (fixed == 0) {
      return RegexText.HEX_GROUP;
    }
    if (fixed == 16 && low == 0) {
      return "0{1,4}+";
    }
    int free = 4 - (fixed + 3) / 4;
    List<String> options = new ArrayList<>();
    for (int digits = 4; digits > free; digits--) {
      StringBuilder written = new StringBuilder();
      for (int i = digits - 1; i >= free; i--) {
        written.append(digit((low >> (i * 4)) & 0xf, within(fixed - (3 - i) * 4, 4)));
      }
      options.add(written + (free == 0 ? "" : free == 1 ? DIGIT : DIGIT + "{" + free + "}"));
      if (low >> ((digits - 1) * 4) != 0) {
        return longestFirst(options);
      }
    }
    if (free > 0) {
      options.add(DIGIT + "{1," + free + "}+");
    }
    return longestFirst(options);
  }

  private static String digit(int low, int fixed) {
    int high = low + (1 << (4 - fixed)) - 1;
    String all =
        range(low, Math.min(high, 9), '0')
            + range(Math.max(low, 10), high, 'A' - 10)
            + range(Math.max(low, 10), high, 'a' - 10);
    return all.length() == 1 ? all : "[" + all + "]";
  }

  private static String range(int low, int high, int zero) {
    String first = low > high ? "" : String.valueOf((char) (zero + low));
    return low >= high ? first : first + "-" + (char) (zero + high);
  }
}
