package dev.assay.dq.spark.assertj;

import dev.assay.dq.Constraint;
import dev.assay.dq.NumericMetric;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Notes;
import java.io.Serializable;

/**
 * What is expected of a number; made by {@link DataAssertions#closeTo}, {@link
 * DataAssertions#atLeast} and the like.
 */
public record NumberExpectation(@Internal Expectation expectation) implements Serializable {

  @Internal
  public NumberExpectation {}

  Constraint of(NumericMetric metric) {
    return new Constraint.OnMetric(metric.metric(), expectation, OnNoRows.DEFAULT, Notes.NONE);
  }
}
