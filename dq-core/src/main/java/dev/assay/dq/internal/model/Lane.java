package dev.assay.dq.internal.model;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers or truths of a batch of rows worked out without an object for each: the quick way of what
 * an {@link Evaluator} does, which is the rule. It throws nothing: a batch that holds a value of
 * another class than the type of its column has, or whose results need more than 64 bits, it
 * declines.
 *
 * @param isReal whether the numbers are floating point
 */
@SuppressWarnings("ShortCircuitBoolean") // a branch on what a row holds is guessed wrong too often
public record Lane(boolean isReal, Work work) {

  /** Works numbers out. */
  @FunctionalInterface
  public interface Work {

    /** The numbers of all rows; null if it declines the batch. */
    @Nullable Numbers of(Batch batch);
  }

  /** The numbers of all rows; null if it declines the batch. */
  @Nullable Numbers numbers(Batch batch) {
    return work.of(batch);
  }

  /** A column, by its type; null where its values are neither floating point nor whole. */
  public static @Nullable Lane column(int index, TypeKind kind) {
    return switch (kind) {
      case FLOAT, DOUBLE -> new Lane(true, batch -> batch.column(index, true));
      case BYTE, SHORT, INT, LONG -> new Lane(false, batch -> batch.column(index, false));
      case STRING, BOOLEAN, DECIMAL, DATE, TIMESTAMP, TIMESTAMP_NTZ, BINARY -> null;
      case ARRAY, MAP, STRUCT, DYNAMIC, OTHER -> null;
    };
  }

  /**
   * A constant in the form of what it stands beside; null where it has none in that form.
   *
   * @param width of floating point: to the nearest of which it is rounded
   */
  static @Nullable Lane constant(Expr.Literal literal, @Nullable Lane beside, TypeKind width) {
    if (beside == null || !(literal.constant().value() instanceof BigDecimal number)) {
      return null;
    }
    double real = FittedBound.nearest(number, width);
    Long whole = Values.asLong(number);
    if (beside.isReal) {
      return Double.isInfinite(real) ? null : constant(true, 0, real);
    }
    return whole == null ? null : constant(false, whole, 0);
  }

  private static Lane constant(boolean isReal, long whole, double real) {
    return new Lane(
        isReal,
        batch -> {
          Numbers out = batch.room();
          Arrays.fill(out.nulls, 0, batch.size(), false);
          if (isReal) {
            Arrays.fill(out.reals, 0, batch.size(), real);
          } else {
            Arrays.fill(out.wholes, 0, batch.size(), whole);
          }
          return out;
        });
  }

  Lane asReal() {
    return isReal
        ? this
        : new Lane(
            true,
            batch -> {
              Numbers from = numbers(batch);
              if (from == null) {
                return null;
              }
              Numbers out = batch.room();
              for (int i = 0; i < batch.size(); i++) {
                out.nulls[i] = from.nulls[i];
                out.reals[i] = from.wholes[i];
              }
              return out;
            });
  }

  /** What is worked out of two numbers. */
  static @Nullable Lane of(Operator operator, @Nullable Lane left, @Nullable Lane right) {
    if (left == null || right == null) {
      return null;
    }
    boolean real = left.isReal || right.isReal || operator == Operator.DIVIDED_BY;
    return real
        ? new Lane(
            true,
            joined(
                left.asReal(),
                right.asReal(),
                (a, b, out, size) -> reals(operator, a, b, out, size)))
        : new Lane(
            false, joined(left, right, (a, b, out, size) -> wholes(operator, a, b, out, size)));
  }

  /** A comparison of two numbers. */
  static @Nullable Lane of(Comparison comparison, @Nullable Lane left, @Nullable Lane right) {
    if (left == null || right == null) {
      return null;
    }
    boolean less = comparison.holds(-1);
    boolean equal = comparison.holds(0);
    boolean greater = comparison.holds(1);
    return left.isReal || right.isReal
        ? new Lane(
            false,
            joined(
                left.asReal(),
                right.asReal(),
                (a, b, out, size) -> {
                  for (int i = 0; i < size; i++) {
                    double x = a.reals[i];
                    double y = b.reals[i];
                    boolean holds = (x < y & less) | (x == y & equal) | (x > y & greater);
                    out.wholes[i] = holds ? 1 : 0;
                  }
                  return true;
                }))
        : new Lane(
            false,
            joined(
                left,
                right,
                (a, b, out, size) -> {
                  for (int i = 0; i < size; i++) {
                    long x = a.wholes[i];
                    long y = b.wholes[i];
                    boolean holds = (x < y & less) | (x == y & equal) | (x > y & greater);
                    out.wholes[i] = holds ? 1 : 0;
                  }
                  return true;
                }));
  }

  /** Truths that are joined; what is absorbed is false in a conjunction, true in a disjunction. */
  static @Nullable Lane joined(List<@Nullable Lane> parts, boolean absorbing) {
    if (parts.contains(null)) {
      return null;
    }
    Lane[] all = parts.toArray(Lane[]::new);
    long absorbs = absorbing ? 1 : 0;
    return new Lane(
        false,
        batch -> {
          Numbers out = batch.room();
          for (int i = 0; i < batch.size(); i++) {
            out.wholes[i] = 1 - absorbs;
            out.nulls[i] = false;
          }
          int used = batch.used();
          for (Lane part : all) {
            batch.reuse(used);
            Numbers truths = part.numbers(batch);
            if (truths == null) {
              return null;
            }
            for (int i = 0; i < batch.size(); i++) {
              boolean absorbed = !truths.nulls[i] & truths.wholes[i] == absorbs;
              boolean already = !out.nulls[i] & out.wholes[i] == absorbs;
              out.nulls[i] = !already & !absorbed & (out.nulls[i] | truths.nulls[i]);
              out.wholes[i] = absorbed ? absorbs : out.wholes[i];
            }
          }
          return out;
        });
  }

  /** The opposite of a truth. */
  static @Nullable Lane not(@Nullable Lane truth) {
    return of(Comparison.EQUAL, truth, constant(false, 0, 0));
  }

  private interface Loop {
    boolean of(Numbers left, Numbers right, Numbers out, int size);
  }

  private static Work joined(Lane left, Lane right, Loop loop) {
    return batch -> {
      Numbers a = left.numbers(batch);
      Numbers b = a == null ? null : right.numbers(batch);
      if (a == null || b == null) {
        return null;
      }
      Numbers out = batch.room();
      for (int i = 0; i < batch.size(); i++) {
        out.nulls[i] = a.nulls[i] | b.nulls[i];
      }
      return loop.of(a, b, out, batch.size()) ? out : null;
    };
  }

  private static boolean reals(Operator operator, Numbers a, Numbers b, Numbers out, int size) {
    for (int i = 0; i < size; i++) {
      out.reals[i] = operator.of(a.reals[i], b.reals[i]);
    }
    if (operator.divides()) {
      for (int i = 0; i < size; i++) {
        out.nulls[i] |= b.reals[i] == 0;
      }
    }
    return true;
  }

  private static boolean wholes(Operator operator, Numbers a, Numbers b, Numbers out, int size) {
    long overflow = 0;
    for (int i = 0; i < size; i++) {
      long x = a.wholes[i];
      long y = b.wholes[i];
      long result = operator.of(x, y);
      out.wholes[i] = result;
      overflow |= operator.overflow(x, y, result);
    }
    if (operator.divides()) {
      for (int i = 0; i < size; i++) {
        out.nulls[i] |= b.wholes[i] == 0;
      }
    }
    return overflow >= 0;
  }
}
