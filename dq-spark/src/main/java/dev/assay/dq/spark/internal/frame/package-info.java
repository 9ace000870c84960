/** The passes over a Dataset: fused aggregations. */
@NullMarked
package dev.assay.dq.spark.internal.frame;

import org.jspecify.annotations.NullMarked;
