/** Mergeable states of metrics, and what they measure. */
@NullMarked
package dev.assay.dq.state;

import org.jspecify.annotations.NullMarked;
