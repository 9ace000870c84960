package dev.assay.dq.spark;

import org.apache.spark.api.java.JavaSparkContext;

/** The shared Spark for tests in other packages. */
public final class SparkForTests {

  private SparkForTests() {}

  public static JavaSparkContext context() {
    return SharedSpark.context();
  }
}
