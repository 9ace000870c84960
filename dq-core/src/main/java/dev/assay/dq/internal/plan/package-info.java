/**
 * From checks and a schema to a plan: which aggregates a run needs and in which pass each is
 * computed.
 */
@NullMarked
package dev.assay.dq.internal.plan;

import org.jspecify.annotations.NullMarked;
