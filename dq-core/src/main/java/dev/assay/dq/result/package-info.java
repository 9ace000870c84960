/** What a run found: immutable results of checks and constraints. */
@NullMarked
package dev.assay.dq.result;

import org.jspecify.annotations.NullMarked;
