package dev.assay.dq.spark.assertj;

import dev.assay.dq.Check;
import dev.assay.dq.internal.execute.TimeLimit;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.DataQuality;
import dev.assay.dq.spark.Verification;
import dev.assay.dq.spark.internal.compile.SparkSchemas;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;

/** The data that a chain is about. */
interface Subject {

  int SAMPLES = 5;

  VerificationResult run(Check[] checks, String[] keys, @Nullable TimeLimit limit);

  RunPlan plan(Check[] checks);

  /** Whether its rows can be selected in SQL. */
  default boolean speaksSql() {
    return false;
  }

  List<String> columns();

  static Subject of(Dataset<?> data) {
    return new Subject() {
      @Override
      public VerificationResult run(Check[] checks, String[] keys, @Nullable TimeLimit limit) {
        return Subject.run(DataQuality.on(data), checks, keys, limit);
      }

      @Override
      public RunPlan plan(Check[] checks) {
        return RunPlan.of(DataQuality.plan(data, checks));
      }

      @Override
      public boolean speaksSql() {
        return true;
      }

      @Override
      public List<String> columns() {
        return names(SparkSchemas.of(data.schema(), true));
      }
    };
  }

  static <T> Subject of(JavaRDD<T> records, Fields<T> fields) {
    return new Subject() {
      @Override
      public VerificationResult run(Check[] checks, String[] keys, @Nullable TimeLimit limit) {
        return Subject.run(DataQuality.on(records, fields), checks, keys, limit);
      }

      @Override
      public RunPlan plan(Check[] checks) {
        return RunPlan.of(DataQuality.plan(records, fields, checks));
      }

      @Override
      public List<String> columns() {
        return names(fields.schema());
      }
    };
  }

  static <T> Subject of(Iterable<? extends T> records, Fields<T> fields) {
    return new Subject() {
      @Override
      public VerificationResult run(Check[] checks, String[] keys, @Nullable TimeLimit limit) {
        LocalDataQuality<T> run = LocalDataQuality.<T>on(records, fields).check(checks);
        return (limit == null ? run : run.withTimeLimit(limit.duration()))
            .withSamples(SAMPLES, keys)
            .run();
      }

      @Override
      public RunPlan plan(Check[] checks) {
        return RunPlan.of(LocalDataQuality.plan(fields, checks));
      }

      @Override
      public List<String> columns() {
        return names(fields.schema());
      }
    };
  }

  private static VerificationResult run(
      Verification run, Check[] checks, String[] keys, @Nullable TimeLimit limit) {
    return (limit == null ? run : run.withTimeLimit(limit.duration()))
        .check(checks)
        .withSamples(SAMPLES, keys)
        .run();
  }

  /** The keys as paths: where a column has just this name, the dots belong to it. */
  default String[] paths(List<String> keys) {
    List<String> columns = columns();
    return keys.stream()
        .map(key -> columns.contains(key) ? ColumnRef.exactly(key).text() : key)
        .toArray(String[]::new);
  }

  private static List<String> names(Schema schema) {
    return schema.fields().stream().map(Schema.Field::name).toList();
  }
}
