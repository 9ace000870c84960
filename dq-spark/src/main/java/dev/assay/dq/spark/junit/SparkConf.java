package dev.assay.dq.spark.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A setting of the session that the tests of a class get. Such a class has a session of its own,
 * which shares everything else with the others, so that nobody else sees the setting. What is fixed
 * when Spark starts cannot be set so: a {@link SparkSessionProvider} does that.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(SparkConf.Settings.class)
public @interface SparkConf {

  /**
   * The name of the setting.
   *
   * @return for example {@code spark.sql.ansi.enabled}
   */
  String key();

  /**
   * The value.
   *
   * @return for example {@code true}
   */
  String value();

  /** Several settings. */
  @Documented
  @Inherited
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface Settings {

    /**
     * The settings.
     *
     * @return the settings
     */
    SparkConf[] value();
  }
}
