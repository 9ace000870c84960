package dev.assay.dq.internal.model;

/**
 * What Java's matcher may need for a regular expression, told by its structure: how deep it
 * recurses, and in how many ways it may try to match before it gives up. What this class does not
 * understand counts as unbounded.
 */
final class RegexCost {

  /** A quantifier beyond this is as good as without a bound. */
  private static final int FEW = 255;

  private static final int DEEPEST = 50;
  private static final int MOST_FRAMES = 1000;

  /** What one factor of the text's length counts, against {@link #MOST}: two may be, not three. */
  private static final int BITS_OF_LENGTH = 10;

  private static final int MOST = 24;

  /** Ends the reading of an expression. */
  private static final class Unbounded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unbounded() {
      super(null, null, false, false);
    }
  }

  /**
   * What a part of an expression may take.
   *
   * @param loops how often the length of the text is a factor of the number of ways it may match in
   * @param bits the binary logarithm of the other factors
   * @param frames how many calls of the matcher it nests
   */
  private record Cost(int loops, double bits, int frames) {

    static final Cost NONE = new Cost(0, 0, 0);
    static final Cost ONE = new Cost(0, 0, 1);

    Cost times(Cost other) {
      return new Cost(loops + other.loops, bits + other.bits, frames + other.frames);
    }

    Cost most(Cost other) {
      return new Cost(
          Math.max(loops, other.loops), Math.max(bits, other.bits), Math.max(frames, other.frames));
    }

    Cost choosing(int options) {
      return new Cost(loops, bits + Math.log(options) / Math.log(2), frames);
    }
  }

  /** How often the part before is repeated; once, where nothing is said. */
  private record Quantifier(int min, int max, boolean possessive, boolean greedy, boolean braces) {
    static final Quantifier ONCE = new Quantifier(1, 1, false, true, false);
  }

  private final String regex;
  private int at;
  private int depth;

  private RegexCost(String regex) {
    this.regex = regex;
  }

  /** Whether a match takes neither stack nor time beyond what the length of a text warrants. */
  static boolean isBounded(String regex) {
    try {
      RegexCost first = new RegexCost(regex);
      first.sequence();
      boolean anchored = (regex.startsWith("\\A") || regex.startsWith("^")) && !first.more();
      RegexCost all = new RegexCost(regex);
      Cost cost = all.alternatives();
      int lengths = cost.loops + (anchored ? 0 : 1);
      return !all.more()
          && lengths * BITS_OF_LENGTH + cost.bits <= MOST
          && cost.frames <= MOST_FRAMES;
    } catch (Unbounded | IndexOutOfBoundsException | NumberFormatException e) {
      return false;
    }
  }

  private boolean more() {
    return at < regex.length();
  }

  private boolean take(String text) {
    boolean there = regex.startsWith(text, at);
    at += there ? text.length() : 0;
    return there;
  }

  private boolean takeOneOf(String... texts) {
    for (String text : texts) {
      if (take(text)) {
        return true;
      }
    }
    return false;
  }

  private Cost alternatives() {
    Cost all = sequence();
    int options = 1;
    while (take("|")) {
      all = all.most(sequence());
      options++;
    }
    return all.choosing(options);
  }

  private Cost sequence() {
    Cost all = Cost.NONE;
    // What matches in one way only is tried again for each way of what is before it, no more.
    Cost atomic = Cost.NONE;
    while (more() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
      if (take("(")) {
        int start = at;
        Cost inside = group();
        Quantifier quantifier = quantifier();
        Cost repeated = repeated(inside, quantifier);
        if (quantifier.possessive || isAtomic(start)) {
          atomic = atomic.most(all.times(repeated));
          all = all.times(Cost.ONE);
        } else {
          all = all.times(repeated);
        }
      } else {
        all = all.times(single());
      }
    }
    return all.most(atomic);
  }

  private boolean isAtomic(int start) {
    for (String each : new String[] {"?>", "?=", "?!", "?<=", "?<!"}) {
      if (regex.startsWith(each, start)) {
        return true;
      }
    }
    return false;
  }

  /** The inside of a group whose parenthesis is read already. */
  private Cost group() {
    if (++depth > DEEPEST) {
      throw new Unbounded();
    }
    if (take("?") && !takeOneOf(":", ">", "=", "!", "<=", "<!")) {
      if (take("<")) {
        at = regex.indexOf('>', at) + 1;
      } else if (flags()) {
        depth--;
        return Cost.NONE;
      }
    }
    Cost inside = alternatives();
    if (!take(")")) {
      throw new Unbounded();
    }
    depth--;
    return inside.times(Cost.ONE);
  }

  /** Reads flags, and tells whether they are all that is in the parentheses. */
  private boolean flags() {
    while (!takeOneOf(":", ")")) {
      // white space and comments would have to be understood
      if (regex.charAt(at++) == 'x') {
        throw new Unbounded();
      }
    }
    return regex.charAt(at - 1) == ')';
  }

  private static Cost repeated(Cost inside, Quantifier q) {
    if (q.max <= 1) {
      return q.min == q.max ? inside : inside.choosing(2);
    }
    if (q.possessive) {
      return q.max > FEW && inside.loops > 0 ? inside.times(new Cost(1, 0, 0)) : inside;
    }
    if (q.max > FEW) {
      throw new Unbounded();
    }
    return new Cost(inside.loops * q.max, inside.bits * q.max, inside.frames * q.max)
        .choosing(q.max - q.min + 1);
  }

  /** A character, a class of characters or an anchor, with its quantifier. */
  private Cost single() {
    boolean uneven = false;
    boolean anchor = false;
    int c = regex.codePointAt(at);
    at += Character.charCount(c);
    if (c == '[') {
      characters();
    } else if (c == '\\') {
      char escaped = regex.charAt(at++);
      uneven = escaped == 'R' || escaped == 'X';
      anchor = "AzZbBG".indexOf(escaped) >= 0;
      escape(escaped);
    } else {
      anchor = c == '^' || c == '$';
    }
    Quantifier q = quantifier();
    if (q.max <= 1) {
      return q.min == q.max || q.possessive ? Cost.ONE : Cost.ONE.choosing(2);
    }
    if (anchor) {
      throw new Unbounded();
    }
    if (q.possessive) {
      return Cost.ONE;
    }
    if (q.max > FEW && q.greedy && (q.braces || uneven)) {
      // recurses wherever one character is longer than the one before
      throw new Unbounded();
    }
    return q.max > FEW ? new Cost(1, 0, 1) : Cost.ONE.choosing(q.max - q.min + 1);
  }

  private void escape(char escaped) {
    switch (escaped) {
      case '1', '2', '3', '4', '5', '6', '7', '8', '9', 'k' -> throw new Unbounded();
      case 'Q' -> {
        int end = regex.indexOf("\\E", at);
        at = end < 0 ? regex.length() : end + 2;
      }
      case 'c' -> at++;
      case 'p', 'P', 'x', 'N', 'b' -> {
        if (take("{")) {
          at = regex.indexOf('}', at) + 1;
        }
      }
      default -> {
        // one character, or digits, which are read as what they are elsewhere: single characters
      }
    }
  }

  /** A class of characters whose bracket is read already. */
  private void characters() {
    take("^");
    boolean first = true;
    while (first || !take("]")) {
      first = false;
      char c = regex.charAt(at++);
      if (c == '[') {
        characters();
      } else if (c == '\\') {
        escape(regex.charAt(at++));
      }
    }
  }

  private Quantifier quantifier() {
    if (!more()) {
      return Quantifier.ONCE;
    }
    int min = 0;
    int max = Integer.MAX_VALUE;
    boolean braces = false;
    if (take("?")) {
      max = 1;
    } else if (take("+")) {
      min = 1;
    } else if (take("{")) {
      braces = true;
      int end = regex.indexOf('}', at);
      String[] ends = regex.substring(at, end).split(",", -1);
      min = Integer.parseInt(ends[0]);
      max = ends.length == 1 ? min : ends[1].isEmpty() ? max : Integer.parseInt(ends[1]);
      at = end + 1;
    } else if (!take("*")) {
      return Quantifier.ONCE;
    }
    boolean possessive = take("+");
    boolean lazy = !possessive && take("?");
    if (more() && "?*+{".indexOf(regex.charAt(at)) >= 0) {
      throw new Unbounded();
    }
    return new Quantifier(min, max, possessive, !lazy, braces);
  }
}
