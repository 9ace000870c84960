package dev.assay.dq.internal.model;

/** How whole constraints are combined into one. */
public enum Connective {
  /** All of them hold. */
  ALL_OF("allOf", "all of", "all of them to hold"),
  /** One of them holds, or several. */
  ANY_OF("anyOf", "any of", "one of them to hold"),
  /** None of them holds. */
  NONE_OF("noneOf", "none of", "none of them to hold"),
  /** The second holds if the first does. */
  IF_THEN("ifThen", "if", "the second to hold if the first does");

  private final String word;
  private final String english;
  private final String expected;

  Connective(String word, String english, String expected) {
    this.word = word;
    this.english = english;
    this.expected = expected;
  }

  /** What it is called in stored checks. */
  public String word() {
    return word;
  }

  String english() {
    return english;
  }

  /** What is expected of the parts, as a phrase of its own. */
  public String expected() {
    return expected;
  }
}
