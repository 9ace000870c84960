package dev.assay.dq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Argument lists without nulls. */
final class Lists {

  private Lists() {}

  static <T> List<T> of(T @Nullable [] values, String what) {
    if (values == null) {
      throw new IllegalArgumentException("The " + what + " must not be null");
    }
    return Arrays.asList(values);
  }

  static <T, R> List<R> map(
      @Nullable Collection<? extends T> values, String what, Function<? super T, ? extends R> f) {
    if (values == null) {
      throw new IllegalArgumentException("The " + what + " must not be null");
    }
    List<R> mapped = new ArrayList<>();
    for (T value : values) {
      if (value == null) {
        throw new IllegalArgumentException(
            "The " + what + " must not hold null: test for it with isNull()");
      }
      mapped.add(f.apply(value));
    }
    return mapped;
  }
}
