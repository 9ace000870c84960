/** Checks over Spark's Datasets and RDDs. */
@NullMarked
package dev.assay.dq.spark;

import org.jspecify.annotations.NullMarked;
