package dev.assay.dq.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression in Java's syntax, with an optional name for messages.
 *
 * <p>It is found anywhere in the text unless it is anchored; anchor with {@code \A} and {@code \z}
 * (a {@code $} also matches before a final line break). A pattern that does not compile is reported
 * as an error of its constraint when a check is run.
 *
 * @param name what messages call it, or null to show the expression itself
 * @param regex the expression
 */
public record TextPattern(@Nullable String name, String regex) implements Serializable {
  /**
   * Refuses a null expression.
   *
   * @param name what messages call it, or null to show the expression itself
   * @param regex the expression
   */
  public TextPattern {
    Args.notNull(regex, "regular expression");
  }

  /**
   * A pattern without a name.
   *
   * @param regex the expression
   * @return the pattern
   */
  public static TextPattern of(String regex) {
    return new TextPattern(null, regex);
  }
}
