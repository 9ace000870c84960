package dev.assay.dq.spark.assertj;

import dev.assay.dq.Check;
import dev.assay.dq.SamplePolicy;
import dev.assay.dq.internal.execute.TimeLimit;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.RunTime;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.DataQuality;
import dev.assay.dq.spark.RecordsVerification;
import dev.assay.dq.spark.Verification;
import dev.assay.dq.spark.internal.compile.SparkSchemas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;

/** The data that a chain is about. */
interface Subject {

  int SAMPLES = 5;

  /** The data of a test are the developer's own. */
  SamplePolicy OWN = SamplePolicy.clear().includingPersonal();

  VerificationResult run(Check[] checks, Settings settings);

  /** What a run did, planned again. */
  RunPlan plan(Check[] checks, Settings settings, VerificationResult result);

  /**
   * How to run.
   *
   * @param keys the columns that are shown with every violating row, as paths
   * @param limit how long it may take, or null
   * @param asOf the time of the run; null for the present
   * @param others other data of the run
   */
  record Settings(
      List<String> keys, @Nullable TimeLimit limit, @Nullable Instant asOf, List<Other> others) {

    static final Settings NONE = new Settings(List.of(), null, null, List.of());

    Settings keyedBy(List<String> columns) {
      return new Settings(List.copyOf(columns), limit, asOf, others);
    }

    Settings withTimeLimit(Duration time) {
      return new Settings(keys, new TimeLimit(time), asOf, others);
    }

    Settings asOf(Instant time) {
      return new Settings(keys, limit, RunTime.checked(time), others);
    }

    Settings with(Other other) {
      List<Other> more = new ArrayList<>(others);
      more.add(other);
      return new Settings(keys, limit, asOf, List.copyOf(more));
    }
  }

  /** Data that constraints know by a name, given to a run of Spark or of none. */
  interface Other {

    void to(Verification<?> run);

    void to(LocalDataQuality<?> run);

    static Other of(String name, Dataset<?> data) {
      return ofSpark(name, run -> run.with(name, data));
    }

    static <U> Other of(String name, JavaRDD<U> records, Fields<U> fields) {
      return ofSpark(
          name,
          run -> {
            if (!(run instanceof RecordsVerification<?> ofRecords)) {
              throw new IllegalArgumentException(
                  "The run is over a Dataset, so give " + name + " as a Dataset too");
            }
            ofRecords.with(name, records, fields);
          });
    }

    static <U> Other of(String name, Iterable<? extends U> records, Fields<U> fields) {
      return new Other() {
        @Override
        public void to(Verification<?> run) {
          throw new IllegalArgumentException(
              "The data are Spark's, so give " + name + " as a Dataset or an RDD");
        }

        @Override
        public void to(LocalDataQuality<?> run) {
          run.with(name, records, fields);
        }
      };
    }

    private static Other ofSpark(String name, Consumer<Verification<?>> given) {
      return new Other() {
        @Override
        public void to(Verification<?> run) {
          given.accept(run);
        }

        @Override
        public void to(LocalDataQuality<?> run) {
          throw new IllegalArgumentException(
              "The data are records in memory, so give " + name + " as records too");
        }
      };
    }
  }

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
      public RunPlan plan(Check[] checks, Settings settings, VerificationResult result) {
        return Subject.plan(DataQuality.on(data), checks, settings, result);
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
      public RunPlan plan(Check[] checks, Settings settings, VerificationResult result) {
        return Subject.plan(DataQuality.on(records, fields), checks, settings, result);
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
        return as(settings, LocalDataQuality.<T>on(records, fields))
            .check(checks)
            .withSamples(SAMPLES, settings.keys().toArray(String[]::new))
            .samplePolicy(OWN)
            .run();
      }

      @Override
      public RunPlan plan(Check[] checks, Settings settings, VerificationResult result) {
        LocalDataQuality<T> run = LocalDataQuality.<T>on(records, fields).asOf(result.asOf());
        settings.others().forEach(each -> each.to(run));
        return RunPlan.of(run.check(checks).plan());
      }

      @Override
      public List<String> columns() {
        return names(fields.schema());
      }
    };
  }

  /** A run as it was asked for. */
  static <V extends Verification<V>> V as(Settings settings, V begun) {
    V run = begun;
    if (settings.limit() != null) {
      run = run.withTimeLimit(settings.limit().duration());
    }
    if (settings.asOf() != null) {
      run = run.asOf(settings.asOf());
    }
    for (Other other : settings.others()) {
      other.to(run);
    }
    return run;
  }

  /** The same over records in memory. */
  static <T> LocalDataQuality<T> as(Settings settings, LocalDataQuality<T> begun) {
    LocalDataQuality<T> run = begun;
    if (settings.limit() != null) {
      run = run.withTimeLimit(settings.limit().duration());
    }
    if (settings.asOf() != null) {
      run = run.asOf(settings.asOf());
    }
    for (Other other : settings.others()) {
      other.to(run);
    }
    return run;
  }

  private static <V extends Verification<V>> VerificationResult run(
      V run, Check[] checks, Settings settings) {
    return as(settings, run)
        .check(checks)
        .withSamples(SAMPLES, settings.keys().toArray(String[]::new))
        .samplePolicy(OWN)
        .run();
  }

  private static <V extends Verification<V>> RunPlan plan(
      V run, Check[] checks, Settings settings, VerificationResult result) {
    settings.others().forEach(each -> each.to(run));
    return RunPlan.of(run.asOf(result.asOf()).check(checks).plan());
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
