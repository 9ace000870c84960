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
import java.time.Instant;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;

/** The data that a chain is about. */
interface Subject {

  int SAMPLES = 5;

  VerificationResult run(Check[] checks, Settings settings);

  /** What a run did, planned again. */
  RunPlan plan(Check[] checks, VerificationResult result);

  /**
   * How to run.
   *
   * @param keys the columns that are shown with every violating row, as paths
   * @param limit how long it may take, or null
   * @param asOf the time of the run; null for the present
   */
  record Settings(List<String> keys, @Nullable TimeLimit limit, @Nullable Instant asOf) {}

  /** Whether its rows can be selected in SQL. */
  default boolean speaksSql() {
    return false;
  }

  List<String> columns();

  static Subject of(Dataset<?> data) {
    return new Subject() {
      @Override
      public VerificationResult run(Check[] checks, Settings settings) {
        return Subject.run(DataQuality.on(data), checks, settings);
      }

      @Override
      public RunPlan plan(Check[] checks, VerificationResult result) {
        return RunPlan.of(DataQuality.on(data).asOf(result.asOf()).check(checks).plan());
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
      public VerificationResult run(Check[] checks, Settings settings) {
        return Subject.run(DataQuality.on(records, fields), checks, settings);
      }

      @Override
      public RunPlan plan(Check[] checks, VerificationResult result) {
        return RunPlan.of(DataQuality.on(records, fields).asOf(result.asOf()).check(checks).plan());
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
      public VerificationResult run(Check[] checks, Settings settings) {
        LocalDataQuality<T> run = LocalDataQuality.<T>on(records, fields).check(checks);
        if (settings.limit() != null) {
          run = run.withTimeLimit(settings.limit().duration());
        }
        if (settings.asOf() != null) {
          run = run.asOf(settings.asOf());
        }
        return run.withSamples(SAMPLES, settings.keys().toArray(String[]::new)).run();
      }

      @Override
      public RunPlan plan(Check[] checks, VerificationResult result) {
        return RunPlan.of(
            LocalDataQuality.<T>on(records, fields).asOf(result.asOf()).check(checks).plan());
      }

      @Override
      public List<String> columns() {
        return names(fields.schema());
      }
    };
  }

  private static VerificationResult run(Verification begun, Check[] checks, Settings settings) {
    Verification run = begun;
    if (settings.limit() != null) {
      run = run.withTimeLimit(settings.limit().duration());
    }
    if (settings.asOf() != null) {
      run = run.asOf(settings.asOf());
    }
    return run.check(checks).withSamples(SAMPLES, settings.keys().toArray(String[]::new)).run();
  }

  /** The keys as paths: where a column has just this name, the dots belong to it. */
  default List<String> paths(List<String> keys) {
    List<String> columns = columns();
    return keys.stream()
        .map(key -> columns.contains(key) ? ColumnRef.exactly(key).text() : key)
        .toList();
  }

  private static List<String> names(Schema schema) {
    return schema.fields().stream().map(Schema.Field::name).toList();
  }
}
