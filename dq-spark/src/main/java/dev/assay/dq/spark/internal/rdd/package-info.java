/** The passes over records: accumulators, and keys counted by shuffling. */
@NullMarked
package dev.assay.dq.spark.internal.rdd;

import org.jspecify.annotations.NullMarked;
