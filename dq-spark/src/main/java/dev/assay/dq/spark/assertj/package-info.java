/**
 * Checks as AssertJ assertions. Needs assertj-core (3.24 or later) on the class path, which Assay
 * does not bring; nothing outside this package and {@code dev.assay.dq.spark.junit} uses it.
 *
 * <pre>{@code
 * import static dev.assay.dq.spark.assertj.DataAssertions.assertThat;
 *
 * assertThat(orders)
 *     .as("orders of the night job")
 *     .keyedBy("order_id")
 *     .hasRowCount(3)
 *     .column(EMAIL).isComplete().matches(Formats.EMAIL)
 *     .column(STATUS).that(status -> status.lower().isIn("paid", "open"))
 *     .column(AMOUNT).isBetween(0, 500).hasMean(closeTo(120.5, 0.5))
 *     .verify();
 * }</pre>
 *
 * <p>{@code that(…)} asserts whatever a column can say in a check; the words that people type most
 * are there beside it, as short forms of the same.
 *
 * <p><b>A chain is one run.</b> Assertions are collected and evaluated together where the chain
 * ends: at {@code verify()}, or where rows are compared ({@code containsExactlyInAnyOrder}, {@code
 * hasSameRowsAs}). A chain of twenty column assertions reads the data once, and the failures are
 * reported together, each with the line that stated it.
 *
 * <p><b>A chain that was never ended does not pass in silence.</b> Four things see to it:
 *
 * <ul>
 *   <li>the form {@code assertThat(orders, data -> data.column(EMAIL).isComplete())} ends itself;
 *   <li>the methods that begin and continue a chain are annotated with {@code CheckReturnValue}, so
 *       that Error Prone marks a chain whose end is missing;
 *   <li>a test with {@code @DataQualityTest}, {@code AssaySparkExtension} or {@code
 *       OpenChainsExtension} fails at its end when a chain begun in it was left open (the last of
 *       these needs no annotation where JUnit detects extensions: {@code
 *       junit.jupiter.extensions.autodetection.enabled=true});
 *   <li>without an extension, the next {@code assertThat} over data in the same thread throws, and
 *       what is left when the chain is collected or the JVM ends is logged as an error.
 * </ul>
 */
@NullMarked
package dev.assay.dq.spark.assertj;

import org.jspecify.annotations.NullMarked;
