package dev.assay.dq.internal.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a typed column claims about the data type of the dataset's column. */
public enum ColumnKind {
  /** Text. */
  STRING("string"),
  /** Any numeric type: whole, decimal or floating point. */
  NUMBER("number"),
  /** A whole-number type: 8 to 64 bits, or a decimal without fraction digits. */
  INTEGER("integer"),
  /** An exact decimal type. */
  DECIMAL("decimal"),
  /** True or false. */
  BOOL("bool", "boolean"),
  /** A calendar date without a time. */
  DATE("date"),
  /** A point in time, or a date and time without a zone. */
  TIMESTAMP("timestamp"),
  /** Bytes. */
  BINARY("binary"),
  /** A list of values. */
  ARRAY("array"),
  /** A map. */
  MAP("map"),
  /** Named fields. */
  STRUCT("struct"),
  /** Any type at all. */
  ANY("any", "any type");

  private final String word;
  private final String label;

  ColumnKind(String word) {
    this(word, word);
  }

  ColumnKind(String word, String label) {
    this.word = word;
    this.label = label;
  }

  /** What a column of the kind is called in stored checks and in the language. */
  public String word() {
    return word;
  }

  /**
   * The kind of a word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ColumnKind named(String word) {
    for (ColumnKind kind : values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "\""
            + word
            + "\" is not a type of column; one of "
            + Arrays.stream(values()).map(ColumnKind::word).collect(Collectors.joining(", ")));
  }

  private boolean has(Object value) {
    return switch (this) {
      case STRING -> value instanceof String;
      case NUMBER -> value instanceof Number;
      case INTEGER ->
          value instanceof Long || (value instanceof BigDecimal whole && whole.scale() == 0);
      case DECIMAL -> value instanceof BigDecimal;
      case BOOL -> value instanceof Boolean;
      case DATE -> value instanceof LocalDate;
      case TIMESTAMP -> value instanceof Instant || value instanceof LocalDateTime;
      case BINARY -> value instanceof byte[];
      case ARRAY -> value instanceof Collection || value.getClass().isArray();
      case MAP -> value instanceof Map;
      case STRUCT -> Structs.isStruct(value);
      case ANY -> true;
    };
  }

  /**
   * A canonical value, if it is of this kind or null.
   *
   * @param holder what messages call the place where it was found
   * @throws IllegalArgumentException if it is of another kind
   */
  public @Nullable Object checked(@Nullable Object value, String holder) {
    if (value == null || has(value)) {
      return value;
    }
    throw new Unfit(
        holder + " holds a " + value.getClass().getSimpleName() + ", but the check says " + label);
  }

  /** Whether a column of this kind may have values of another one, which is no numeric subtype. */
  public boolean mayBe(ColumnKind other) {
    return switch (this) {
      case ANY -> true;
      case INTEGER, DECIMAL -> other == NUMBER;
      case STRING, NUMBER, BOOL, DATE, TIMESTAMP, BINARY, ARRAY, MAP, STRUCT -> other == this;
    };
  }

  /** The kind as messages name it. */
  public String label() {
    return label;
  }
}
