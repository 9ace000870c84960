package dev.assay.dq.spark;

import dev.assay.dq.internal.execute.RecordProgram;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.local.Fields;
import dev.assay.dq.spark.internal.frame.Lookups;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The data that the checks of a run know by name, and how the run is to go about them. */
final class RunData {

  ScanStrategy scanStrategy = ScanStrategy.AUTO;
  KeyStrategy keyStrategy = KeyStrategy.AUTO;
  int scansAtOnce = 2;

  /**
   * Takes the states that are behind what was measured of rows, which Java fills where there is
   * one; null if nobody keeps them.
   */
  @Nullable BiConsumer<List<Aggregate>, RecordProgram.Partial> keeping;

  private final Map<String, Source> sources = new LinkedHashMap<>();
  private final Map<String, DatasetSource> datasets = new LinkedHashMap<>();
  private final Map<String, Lookups.Other> others = new LinkedHashMap<>();
  private final Map<String, RecordLookups.Other> records = new LinkedHashMap<>();

  /** Gives a dataset a name. */
  DatasetSource with(String name, Dataset<Row> data) {
    DatasetSource source = new DatasetSource(data, this);
    Args.once(sources, name, source);
    itself(name, source);
    return source;
  }

  /** Gives records a name, by which only runs over records know them. */
  <T> RecordsSource<T> with(String name, JavaRDD<T> data, Fields<T> fields) {
    RecordsSource<T> source = new RecordsSource<>(data, fields, this);
    Args.once(sources, name, source);
    itself(name, source);
    return source;
  }

  /** Has checks know a dataset by a name that no user gives, as if it were another. */
  void itself(String name, DatasetSource source) {
    sources.put(name, source);
    datasets.put(name, source);
    others.put(name, source.asOther());
    records.put(name, source.asRecords());
  }

  /** The same of records. */
  void itself(String name, RecordsSource<?> source) {
    sources.put(name, source);
    records.put(name, source.asOther());
  }

  /** All data, as records can be asked with them. */
  Map<String, Source> sources() {
    return sources;
  }

  /** The datasets among them, as a dataset can be asked with them. */
  Map<String, DatasetSource> datasets() {
    return datasets;
  }

  /** What keys of a dataset are looked up in. */
  Map<String, Lookups.Other> others() {
    return others;
  }

  /** What keys of records are looked up in. */
  Map<String, RecordLookups.Other> records() {
    return records;
  }
}
