package dev.assay.dq.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Argument checks with messages that name the argument. */
public final class Args {

  private Args() {}

  public static <T> T notNull(@Nullable T value, String what) {
    if (value == null) {
      throw new IllegalArgumentException("The " + what + " must not be null");
    }
    return value;
  }

  public static String notBlank(@Nullable String value, String what) {
    if (notNull(value, what).isBlank()) {
      throw new IllegalArgumentException("The " + what + " must not be blank");
    }
    return value;
  }

  public static <T> List<T> noNulls(@Nullable Iterable<? extends @Nullable T> values, String what) {
    List<T> copy = new ArrayList<>();
    for (T value : notNull(values, what)) {
      if (value == null) {
        throw new IllegalArgumentException(
            "The " + what + " (element " + (copy.size() + 1) + ") must not be null");
      }
      copy.add(value);
    }
    return List.copyOf(copy);
  }

  /** The elements of a list of arguments, nulls included. */
  public static <T> List<T> list(T @Nullable [] values, String what) {
    return Arrays.asList(notNull(values, what));
  }

  /** Refuses null and a negative tolerance. */
  public static Constant.Num tolerance(Constant.@Nullable Num tolerance) {
    if (notNull(tolerance, "tolerance").value().signum() < 0) {
      throw new IllegalArgumentException(
          "The tolerance must not be negative, but was " + tolerance.value().toPlainString());
    }
    return tolerance;
  }

  /** Refuses a range that nothing can be in. */
  public static void ordered(Constant low, Constant high) {
    boolean reversed =
        low.getClass() == high.getClass()
            && low.value() instanceof Comparable<?>
            && compare(low.value(), high.value()) > 0;
    if (reversed && !(low instanceof Constant.Text)) {
      throw new IllegalArgumentException(
          "The range from "
              + English.of(low)
              + " to "
              + English.of(high)
              + " is empty: swap its ends");
    }
  }

  @SuppressWarnings("unchecked") // values of one kind of literal are of one class
  private static int compare(Object low, Object high) {
    return ((Comparable<Object>) low).compareTo(high);
  }

  /**
   * Gives something a name.
   *
   * @throws IllegalArgumentException if the name is blank, or is that of something else already
   */
  public static <T> void once(Map<String, T> named, String name, T what) {
    notBlank(name, "name of a dataset");
    if (named.putIfAbsent(name, what) != null) {
      throw new IllegalArgumentException("Two datasets are given the name " + name);
    }
  }
}
