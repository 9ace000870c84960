/** The model as Spark columns, through Spark's public functions alone. */
@NullMarked
package dev.assay.dq.spark.internal.compile;

import org.jspecify.annotations.NullMarked;
