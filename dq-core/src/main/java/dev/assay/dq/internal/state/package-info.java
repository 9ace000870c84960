/** Mergeable states of metrics, and what they measure. */
@NullMarked
package dev.assay.dq.internal.state;

import org.jspecify.annotations.NullMarked;
