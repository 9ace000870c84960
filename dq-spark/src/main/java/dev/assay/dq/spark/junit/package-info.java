/**
 * Data quality in JUnit 5: a local Spark shared by the whole test run ({@link
 * dev.assay.dq.spark.junit.DataQualityTest}), and each constraint of a check as a test of its own
 * ({@link dev.assay.dq.spark.junit.CheckSource}). Needs junit-jupiter-api on the class path, which
 * Assay does not bring; nothing outside this package uses it.
 *
 * <p>An extension also fails a test that has left a chain of assertions open. Where JUnit detects
 * extensions ({@code junit.jupiter.extensions.autodetection.enabled=true}) this holds for every
 * test without an annotation.
 */
@NullMarked
package dev.assay.dq.spark.junit;

import org.jspecify.annotations.NullMarked;
