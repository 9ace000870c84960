/**
 * The words of a check: {@link dev.assay.dq.Columns} is imported statically, and each typed column
 * offers what makes sense for its type.
 */
@NullMarked
package dev.assay.dq;

import org.jspecify.annotations.NullMarked;
