package dev.assay.dq.spark.assertj;

import dev.assay.dq.model.Constraint;
import dev.assay.dq.model.Expectation;
import dev.assay.dq.model.Notes;
import dev.assay.dq.model.NumericMetric;
import dev.assay.dq.model.OnNoRows;
import java.io.Serializable;

/**
 * What is expected of a number; made by {@link DataAssertions#closeTo}, {@link
 * DataAssertions#atLeast} and the like.
 */
public record NumberExpectation(Expectation expectation) implements Serializable {

  Constraint of(NumericMetric metric) {
    return new Constraint.OnMetric(metric.metric(), expectation, OnNoRows.DEFAULT, Notes.NONE);
  }
}
