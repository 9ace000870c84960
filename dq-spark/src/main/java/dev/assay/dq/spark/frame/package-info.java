/** The passes over a Dataset: fused aggregations. */
@NullMarked
package dev.assay.dq.spark.frame;

import org.jspecify.annotations.NullMarked;
