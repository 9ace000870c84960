package consumer;

import static dev.assay.dq.Columns.*;

import dev.assay.dq.Check;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.DataQuality;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What a user writes first: a check, on good and on bad data. */
public final class Consumer {
  private Consumer() {}

  public static void main(String[] args) throws java.io.IOException {
    Check orders =
        Check.error("orders").require(rowCount().isAtLeast(1), string("email").isComplete());
    try (SparkSession spark = SparkSession.builder().master("local[2]").getOrCreate()) {
      Dataset<Row> good = spark.sql("SELECT * FROM VALUES ('a@b.example'), ('c@d.example') AS t(email)");
      Dataset<Row> bad = spark.sql("SELECT * FROM VALUES ('a@b.example'), (NULL) AS t(email)");
      VerificationResult passes = DataQuality.verify(good, orders);
      VerificationResult fails = DataQuality.verify(bad, orders);
      if (!passes.passed()) {
        throw new AssertionError("the good data should pass: " + passes);
      }
      if (fails.passed()) {
        throw new AssertionError("a missing email should fail: " + fails);
      }
      System.out.println("consumer: Spark " + spark.version() + ": passed on good data, failed on bad");
    }
  }
}
