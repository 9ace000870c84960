/** The model as Spark columns, through Spark's public functions alone. */
@NullMarked
package dev.assay.dq.spark.compile;

import org.jspecify.annotations.NullMarked;
