/** Checks as JSON, in both directions. */
@NullMarked
package dev.assay.dq.json;

import org.jspecify.annotations.NullMarked;
