package dev.assay.dq.spark.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test on data, or a class of them: a {@code SparkSession} or {@code JavaSparkContext} asked for
 * as a parameter is the local one of the test run, and a chain of assertions that was left open
 * fails its test. A method needs no other annotation to be a test; on a class, methods say {@code
 * Test} as everywhere. The session is described at {@link AssaySparkExtension}.
 *
 * <pre>{@code
 * @DataQualityTest
 * class OrdersTest {
 *   @Test
 *   void orders_are_complete(SparkSession spark) {
 *     assertThat(Orders.read(spark)).column(EMAIL).isComplete().verify();
 *   }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Test
@ExtendWith(AssaySparkExtension.class)
public @interface DataQualityTest {}
