package dev.assay.dq.model;

import org.jspecify.annotations.Nullable;

/**
 * A function in English. A number in braces stands for the argument at that place, {@code {*}} for
 * the set of all but the first, {@code {rest}} for a list of them.
 *
 * @param affirmed the judgement, or the value as a noun
 * @param denied its negation; null for what is no judgement
 * @param binding how loosely its words hang together
 * @param ofTimes what is said of dates and times instead; null for the same
 */
record Phrase(String affirmed, @Nullable String denied, Binding binding, @Nullable Phrase ofTimes) {

  /** Whether it needs parentheses within another. */
  enum Binding {
    /** Never. */
    TIGHT,
    /** Within another with operators. */
    OPERATOR,
    /** Always. */
    LOOSE
  }

  static Phrase of(String affirmed, String denied) {
    return new Phrase(affirmed, denied, Binding.TIGHT, null);
  }

  static Phrase value(String noun) {
    return new Phrase(noun, null, Binding.TIGHT, null);
  }

  /** With operators between its parts. */
  static Phrase operator(String noun) {
    return new Phrase(noun, null, Binding.OPERATOR, null);
  }

  /** The same with parts that are sentences. */
  Phrase loose() {
    return new Phrase(affirmed, denied, Binding.LOOSE, ofTimes);
  }

  static Phrase comparing(Comparison comparison) {
    Phrase ofTimes = comparing(comparison, comparison.words(true));
    Phrase ofOthers = comparing(comparison, comparison.words(false));
    return new Phrase(ofOthers.affirmed, ofOthers.denied, Binding.TIGHT, ofTimes);
  }

  private static Phrase comparing(Comparison comparison, String words) {
    String affirmed = "{0} " + words + " {1}";
    return of(
        affirmed,
        comparison == Comparison.EQUAL
            ? affirmed.replace("{0} is ", "{0} is not ")
            : "not (" + affirmed + ")");
  }
}
