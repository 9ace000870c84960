package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.SchemaRule;
import org.jspecify.annotations.Nullable;

/** The number of columns of a dataset, waiting for its expectation; it is known without a job. */
public record ColumnCount() implements NumericExpectations<Constraint.OnSchema> {

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
          "A schema holds or fails: make the bound that warns a constraint of a check of its own,"
              + " with Check.warning(…)");
    }
    return Constraint.OnSchema.of(new SchemaRule.Count(fail));
  }
}
