package dev.assay.dq;

import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Format;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression in Java's syntax, with an optional name for messages.
 *
 * <p>{@code matches} matches the whole text against it, {@code containsPattern} looks for it; to
 * anchor what is looked for, use {@code \A} and {@code \z} (a {@code $} also matches before a final
 * line break). A pattern that does not compile is reported as an error of its constraint when a
 * check is run.
 *
 * @param name what messages call it, or null to show the expression itself
 * @param test what a text has to pass as well, or null if the expression decides
 */
public record TextPattern(@Nullable String name, String regex, @Nullable TextTest test)
    implements Serializable {
  /**
   * Refuses a null expression, and a test without a name of its own.
   *
   * @throws IllegalArgumentException if there is a test, and no name or one of {@link Formats}
   */
  public TextPattern {
    Args.notNull(regex, "regular expression");
    if (test != null) {
      Args.notBlank(name, "name");
      if (Format.named(name) != null) {
        throw new IllegalArgumentException(
            "The format " + name + " is one of Formats: call one with a test of its own otherwise");
      }
    }
  }

  /** A pattern without a name. */
  public static TextPattern of(String regex) {
    return new TextPattern(null, regex, null);
  }

  /** A pattern with a name, by which messages call it. */
  public static TextPattern named(String name, String regex) {
    return new TextPattern(Args.notBlank(name, "name"), regex, null);
  }

  /**
   * A format of your own that a pattern alone cannot decide. Only texts that the pattern matches
   * are tested, so on a Dataset Java code sees no others: let the pattern say as much as it can. A
   * stored check holds the name alone, and reading it takes the format again: {@code
   * CheckJson.read(json, List.of(SKU))}.
   *
   * @param regex has to match the whole text; see {@link Predicate} for what is a match
   */
  public static TextPattern named(String name, String regex, TextTest test) {
    return new TextPattern(name, regex, Args.notNull(test, "test"));
  }
}
