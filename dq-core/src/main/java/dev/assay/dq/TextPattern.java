package dev.assay.dq;

import dev.assay.dq.internal.model.Args;
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
 */
public record TextPattern(@Nullable String name, String regex) implements Serializable {
  /** Refuses a null expression. */
  public TextPattern {
    Args.notNull(regex, "regular expression");
  }

  /** A pattern without a name. */
  public static TextPattern of(String regex) {
    return new TextPattern(null, regex);
  }
}
