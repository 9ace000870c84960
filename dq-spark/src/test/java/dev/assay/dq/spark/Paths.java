package dev.assay.dq.spark;

import static dev.assay.dq.Columns.rowSatisfies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.Predicate;
import dev.assay.dq.Requirement;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One constraint on every path that data can take. */
final class Paths {

  private Paths() {}

  /**
   * What constraints come to in a scan, over rows that are handed to Java, over a list and over an
   * RDD of maps whose fields are declared.
   */
  static Map<String, List<ConstraintResult>> of(
      Dataset<Row> data, Map<String, Class<?>> fields, Requirement... plain) {
    Map<String, List<ConstraintResult>> results = new LinkedHashMap<>();
    results.put("scan", all(DataQuality.verify(data, check(plain))));
    List<String> reads = List.of(fields.keySet().iterator().next());
    Predicate any = rowSatisfies("any row", reads, row -> true);
    Requirement[] handed = new Requirement[plain.length];
    for (int i = 0; i < plain.length; i++) {
      Constraint constraint = plain[i].toConstraint();
      handed[i] =
          constraint instanceof Constraint.OnRows rows
              ? rows.where(any)
              : ((Constraint.OnMetric) constraint).where(any);
    }
    results.put("rows", all(DataQuality.verify(data, check(handed))));
    List<Map<String, ?>> records = new ArrayList<>();
    for (Row row : data.collectAsList()) {
      Map<String, Object> record = new LinkedHashMap<>();
      for (String name : fields.keySet()) {
        record.put(name, row.getAs(name));
      }
      records.add(record);
    }
    results.put("list", all(LocalDataQuality.verify(records, Fields.ofMap(fields), check(plain))));
    results.put(
        "rdd",
        all(
            DataQuality.verify(
                SharedSpark.context().parallelize(records, 2),
                Fields.ofMap(fields),
                check(plain))));
    return results;
  }

  /** Expects the same of all constraints on all paths. */
  static void expect(
      Status status, Dataset<Row> data, Map<String, Class<?>> fields, Requirement... all) {
    of(data, fields, all)
        .forEach(
            (path, results) ->
                assertThat(results)
                    .allSatisfy(
                        result ->
                            assertThat(result.status())
                                .as(
                                    "%s: %s was %s (%s %s)",
                                    path,
                                    result.description(),
                                    result.actual(),
                                    result.note(),
                                    result.error())
                                .isEqualTo(status)));
  }

  private static Check check(Requirement... requirements) {
    return Check.error("paths").require(requirements);
  }

  private static List<ConstraintResult> all(VerificationResult result) {
    return result.checks().get(0).constraints();
  }
}
