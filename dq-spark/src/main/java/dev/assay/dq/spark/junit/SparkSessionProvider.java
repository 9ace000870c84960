package dev.assay.dq.spark.junit;

import org.apache.spark.sql.SparkSession;

/**
 * Starts the session of the tests, instead of Assay's own. Named by {@link UsesSpark} on a class,
 * or for all tests by the configuration parameter of JUnit {@value #PARAMETER}. Needs a constructor
 * without parameters; it is asked once a test run.
 */
@FunctionalInterface
public interface SparkSessionProvider {

  /** The configuration parameter of JUnit with the name of the class for all tests. */
  String PARAMETER = "assay.spark.provider";

  /**
   * Starts a session, or gives one that runs. Assay does not stop it.
   *
   * @return the session
   */
  SparkSession session();
}
