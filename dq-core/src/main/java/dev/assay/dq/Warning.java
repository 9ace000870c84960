package dev.assay.dq;

import dev.assay.dq.internal.model.Constant;
import java.util.function.BiFunction;

/**
 * A bound that warns, waiting for the one that fails: {@code completeness().warnBelow(0.99)
 * .failBelow(0.95)} is one constraint with one value and one id. Where the value misses only the
 * bound that warns, the constraint fails with severity WARNING, and its check passes.
 */
public final class Warning {

  private Warning() {}

  /**
   * A lower bound that warns.
   *
   * @param <C> the kind of constraint
   */
  public static final class Below<C extends Constraint> {

    private final Number warn;
    private final BiFunction<Number, Number, C> made;

    Below(Number warn, BiFunction<Number, Number, C> made) {
      this.warn = Constant.of(warn).value();
      this.made = made;
    }

    /**
     * The constraint that fails below this bound, and warns below the other.
     *
     * @throws IllegalArgumentException if this is not less than the bound that warns
     */
    public C failBelow(Number bound) {
      return made.apply(warn, bound);
    }
  }

  /**
   * An upper bound that warns.
   *
   * @param <C> the kind of constraint
   */
  public static final class Above<C extends Constraint> {

    private final Number warn;
    private final BiFunction<Number, Number, C> made;

    Above(Number warn, BiFunction<Number, Number, C> made) {
      this.warn = Constant.of(warn).value();
      this.made = made;
    }

    /**
     * The constraint that fails above this bound, and warns above the other.
     *
     * @throws IllegalArgumentException if this is not greater than the bound that warns
     */
    public C failAbove(Number bound) {
      return made.apply(warn, bound);
    }
  }

  /**
   * A range outside of which a metric warns.
   *
   * @param <C> the kind of constraint
   */
  public static final class Outside<C extends Constraint> {

    private final BiFunction<Number, Number, C> made;

    Outside(BiFunction<Number, Number, C> made) {
      this.made = made;
    }

    /**
     * The constraint that fails outside of this range, and warns outside of the other; the ends
     * belong to both.
     *
     * @throws IllegalArgumentException if this range does not hold the one that warns
     */
    public C failOutside(Number low, Number high) {
      return made.apply(low, high);
    }
  }
}
