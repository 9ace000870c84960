/** Checks and profiles as JSON, in both directions, and what changed between two profiles. */
@NullMarked
package dev.assay.dq.json;

import org.jspecify.annotations.NullMarked;
