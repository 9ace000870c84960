/**
 * Small data for tests: rows written by hand ({@link dev.assay.dq.spark.testing.Rows}), and rows
 * made from a check ({@link dev.assay.dq.spark.testing.TestData}). Needs neither AssertJ nor JUnit.
 */
@NullMarked
package dev.assay.dq.spark.testing;

import org.jspecify.annotations.NullMarked;
