package dev.assay.dq.profile;

/** What the values of a column of text look like, whatever its type says. */
public enum SemanticType {
  /** Nothing to go by. */
  EMPTY("empty"),
  /** One value. */
  CONSTANT("constant"),
  /** Whole numbers. */
  INTEGER("integer"),
  /** Numbers with a fraction. */
  DECIMAL("decimal"),
  /** True or false, yes or no. */
  BOOLEAN("boolean"),
  /** Dates. */
  DATE("date"),
  /** Dates with a time. */
  TIMESTAMP("timestamp"),
  /** Addresses of electronic mail. */
  EMAIL("e-mail"),
  /** Web addresses. */
  URL("URL"),
  /** Universally unique identifiers. */
  UUID("UUID"),
  /** Internet addresses of version 4. */
  IP("IP address"),
  /** Internet addresses of version 6. */
  IPV6("IPv6 address"),
  /** JSON objects or arrays. */
  JSON("JSON"),
  /** Few values that repeat. */
  CATEGORY("category"),
  /** Values that do not repeat. */
  IDENTIFIER("identifier"),
  /** Anything else. */
  TEXT("text");

  private final String label;

  SemanticType(String label) {
    this.label = label;
  }

  /**
   * The name in English.
   *
   * @return for example {@code e-mail}
   */
  public String label() {
    return label;
  }
}
