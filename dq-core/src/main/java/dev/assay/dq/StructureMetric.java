package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.DataFact;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.SchemaRule;
import org.jspecify.annotations.Nullable;

/**
 * A number that is known without reading rows, such as that of columns, and what to expect of it.
 */
public final class StructureMetric implements NumericExpectations<Constraint.OnSchema> {

  private final DataFact fact;

  StructureMetric(DataFact fact) {
    this.fact = fact;
  }

  /**
   * Makes the constraint.
   *
   * @throws IllegalArgumentException if there is a bound that only warns
   */
  @Internal
  @Override
  public Constraint.OnSchema expecting(Expectation fail, @Nullable Expectation warn) {
    if (warn != null) {
      throw new IllegalArgumentException(
          "What is about columns or files holds or fails: make the bound that warns a constraint of"
              + " a check of its own, with Check.warning(…)");
    }
    return Constraint.OnSchema.of(new SchemaRule.Measured(fact, fail, null));
  }
}
