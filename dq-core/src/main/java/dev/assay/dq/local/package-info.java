/** Checks over plain Java collections, without Spark. */
@NullMarked
package dev.assay.dq.local;

import org.jspecify.annotations.NullMarked;
