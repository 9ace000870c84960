package dev.assay.dq.spark;

import static dev.assay.dq.Columns.rowCount;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.local.Fields;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run leaves the user's session as it found it. */
@Tag("matrix")
class GoodGuestTest {

  private static final SparkSession SPARK = SharedSpark.session();

  /** What a guest could have changed. */
  private static Map<String, Object> trace() throws Exception {
    Map<String, Object> trace = new TreeMap<>();
    for (Row row : SPARK.sql("SET").collectAsList()) {
      trace.put("conf " + row.getString(0), row.getString(1));
    }
    List<String> tables = new ArrayList<>();
    SPARK.sql("SHOW TABLES").collectAsList().forEach(row -> tables.add(row.toString()));
    SPARK.sql("SHOW VIEWS").collectAsList().forEach(row -> tables.add(row.toString()));
    trace.put("tables and views", tables);
    trace.put("persistent RDDs", SharedSpark.context().getPersistentRDDs().keySet().toString());
    trace.put("active jobs", SharedSpark.context().statusTracker().getActiveJobIds().length);
    trace.put("job group", SharedSpark.context().getLocalProperty("spark.jobGroup.id"));
    trace.put("description", SharedSpark.context().getLocalProperty("spark.job.description"));
    trace.put("checkpoint", SharedSpark.context().getCheckpointDir().isPresent());
    trace.put("functions", SPARK.sql("SHOW USER FUNCTIONS").count());
    return trace;
  }

  private static List<Object> listeners() throws Exception {
    Object bus = SparkContext.class.getMethod("listenerBus").invoke(SharedSpark.context().sc());
    return List.copyOf((List<?>) bus.getClass().getMethod("listeners").invoke(bus));
  }

  @Test
  void session_conf_views_caches_and_listeners_stay_as_they_were(@TempDir Path folder)
      throws Exception {
    Dataset<Row> data =
        SPARK.sql(
            "SELECT cast(id AS DOUBLE) AS n, cast(id % 7 AS STRING) AS t,"
                + " date_add(DATE'2024-01-01', cast(id AS INT)) AS d FROM range(100)");
    Check check = Check.error("guest").require(Everything.of("n", "t", "d"));
    List<Map<String, ?>> records = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Map<String, Object> record = new HashMap<>();
      record.put("n", (double) i);
      record.put("t", i % 7 == 0 ? null : "t" + i);
      record.put("d", LocalDate.of(2024, 1, 1));
      records.add(record);
    }
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("n", Double.class);
    types.put("t", String.class);
    types.put("d", LocalDate.class);

    Map<String, Object> before = trace();
    List<Object> listeners = listeners();
    DataQuality.plan(data, check).explain();
    DataQuality.on(data).check(check).withSamples(3, "n").run();
    DataQuality.on(SharedSpark.context().parallelize(records, 3), Fields.ofMap(types))
        .check(check)
        .withSamples(3)
        .run();

    DataQuality.stream(check)
        .withSamples(3, "n")
        .overLast(2, folder.toString(), Check.error("window").require(rowCount().isAtLeast(1)))
        .good((good, id) -> good.count())
        .quarantine((bad, id) -> bad.count())
        .call(data, 0L);
    DataQuality.suite().on("one", data, check).on("two", data, check).withSamples(3).run();

    assertThat(trace()).isEqualTo(before);
    // those of runs that an earlier test cancelled go while this one runs
    assertThat(listeners).containsAll(listeners());
  }
}
