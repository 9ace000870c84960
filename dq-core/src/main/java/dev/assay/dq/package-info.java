/**
 * The language of checks: {@link dev.assay.dq.Columns} is imported statically, each typed column
 * offers what makes sense for its type, and a {@link dev.assay.dq.Check} holds what is required.
 */
@NullMarked
package dev.assay.dq;

import org.jspecify.annotations.NullMarked;
