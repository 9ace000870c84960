package dev.assay.dq.internal.model;

import org.jspecify.annotations.Nullable;

/**
 * A function in English. A number in braces stands for the argument at that place, {@code {*}} for
 * the set of all but the first, {@code {rest}} for a list of them.
 *
 * @param affirmed the judgement, or the value as a noun
 * @param denied its negation; null for what is no judgement
 * @param binding how loosely its words hang together
 * @param comparison the comparison it states, whose words depend on what is compared; or null
 */
record Phrase(
    String affirmed, @Nullable String denied, Binding binding, @Nullable Comparison comparison) {

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
    return new Phrase(affirmed, denied, Binding.LOOSE, comparison);
  }

  static Phrase comparing(Comparison comparison) {
    return comparing(comparison, ColumnKind.ANY);
  }

  /** The same of values of a kind. */
  Phrase of(ColumnKind kind) {
    return comparison == null ? this : comparing(comparison, kind);
  }

  private static Phrase comparing(Comparison comparison, ColumnKind kind) {
    String affirmed = "{0} " + comparison.words(kind) + " {1}";
    String denied =
        comparison == Comparison.EQUAL
            ? affirmed.replace("{0} is ", "{0} is not ")
            : "not (" + affirmed + ")";
    return new Phrase(affirmed, denied, Binding.TIGHT, comparison);
  }
}
