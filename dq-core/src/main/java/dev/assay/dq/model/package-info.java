/**
 * The model: checks, constraints, predicates, metrics and expectations as immutable values.
 *
 * <p>A <em>predicate</em> judges one row; a <em>metric</em> summarises many. Both are sealed
 * families of records with structural equality. Every interpreter of them (the Spark compiler, the
 * local evaluator, the English text, the JSON form) implements a visitor whose methods are all
 * abstract, so a new node that some interpreter forgot does not compile.
 *
 * <p>Everything here is immutable, serializable and safe to share between threads.
 */
@NullMarked
package dev.assay.dq.model;

import org.jspecify.annotations.NullMarked;
