package dev.assay.dq.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Argument checks with messages that name the argument. */
final class Args {

  private Args() {}

  static <T> T notNull(@Nullable T value, String what) {
    if (value == null) {
      throw new IllegalArgumentException("The " + what + " must not be null");
    }
    return value;
  }

  static String notBlank(@Nullable String value, String what) {
    if (notNull(value, what).isBlank()) {
      throw new IllegalArgumentException("The " + what + " must not be blank");
    }
    return value;
  }

  static <T> List<T> noNulls(@Nullable Iterable<? extends @Nullable T> values, String what) {
    List<T> copy = new ArrayList<>();
    for (T value : notNull(values, what)) {
      copy.add(notNull(value, what + " (element " + (copy.size() + 1) + ")"));
    }
    return List.copyOf(copy);
  }
}
