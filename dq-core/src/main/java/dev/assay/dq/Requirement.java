package dev.assay.dq;

import java.io.Serializable;

/** Something that a check can require: a predicate of every row, or a refined constraint. */
public sealed interface Requirement extends Serializable permits Predicate, Constraint {

  /** The constraint that this stands for; a bare predicate must hold for every row. */
  Constraint toConstraint();
}
