package dev.assay.dq.spark.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A method that gives each constraint of a check as a test of its own, with a name such as {@code
 * orders › email is complete} and a failure of its own; all of them are computed in one run. The
 * method returns what {@link CheckTests} makes, and may ask for the local Spark as a parameter.
 *
 * <pre>{@code
 * @CheckSource
 * Stream<DynamicTest> orders(SparkSession spark) {
 *   return CheckTests.over(Orders.read(spark)).keyedBy("order_id").of(Checks.ORDERS);
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@TestFactory
@ExtendWith(AssaySparkExtension.class)
public @interface CheckSource {}
