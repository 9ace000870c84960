package dev.assay.dq.examples;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The command line: {@code --name value}, and flags without a value. */
final class Options {

  private static final Set<String> VALUES =
      Set.of(
          "data",
          "format",
          "checks",
          "json",
          "null",
          "schema",
          "column",
          "html",
          "markdown",
          "before");
  private static final Set<String> FLAGS = Set.of("fail-on-error", "help", "overwrite", "suggest");

  private final Map<String, String> values = new HashMap<>();

  private Options() {}

  static Options parse(String... args) {
    Options options = new Options();
    for (int i = 0; i < args.length; i++) {
      String name = args[i].startsWith("--") ? args[i].substring(2) : "";
      if (FLAGS.contains(name)) {
        options.values.put(name, "true");
      } else if (VALUES.contains(name) && i + 1 < args.length) {
        options.values.put(name, args[++i]);
      } else {
        throw new IllegalArgumentException(
            "Not understood: " + args[i] + (VALUES.contains(name) ? " (it needs a value)" : ""));
      }
    }
    return options;
  }

  /** The same options, but for one. */
  Options with(String name, String value) {
    Options other = new Options();
    other.values.putAll(values);
    other.values.put(name, value);
    return other;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  @Nullable String get(String name) {
    return values.get(name);
  }

  String get(String name, String fallback) {
    return values.getOrDefault(name, fallback);
  }
}
