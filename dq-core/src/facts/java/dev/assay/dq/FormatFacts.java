package dev.assay.dq;

import dev.assay.dq.internal.model.Format;
import java.util.List;
import java.util.Objects;

/**
 * The facts of the formats, from facts/formats.txt: texts that are of one, and texts that are not.
 */
public final class FormatFacts {

  /** One line of the table. */
  public record Fact(Format format, boolean holds, String text) {}

  private FormatFacts() {}

  /** All facts, in the order of the table. */
  public static List<Fact> all() {
    return FunctionFacts.lines("formats").map(FormatFacts::fact).toList();
  }

  private static Fact fact(String line) {
    String[] parts = line.split(" \\| ", 3);
    if (!parts[1].equals("yes") && !parts[1].equals("no")) {
      throw new IllegalArgumentException(line);
    }
    return new Fact(
        Format.valueOf(parts[0]),
        parts[1].equals("yes"),
        (String) Objects.requireNonNull(FunctionFacts.value(parts[2])));
  }
}
