package dev.assay.dq.spark.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names who starts the session of a class of tests. A JVM has one Spark: a provider that builds a
 * session where another has started Spark already gets that Spark.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface UsesSpark {

  /**
   * Who starts it.
   *
   * @return the class of the provider
   */
  Class<? extends SparkSessionProvider> value();
}
