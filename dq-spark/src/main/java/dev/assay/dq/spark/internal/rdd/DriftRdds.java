package dev.assay.dq.spark.internal.rdd;

import dev.assay.dq.internal.execute.DriftBuckets;
import dev.assay.dq.internal.execute.DriftCounts;
import dev.assay.dq.internal.execute.DriftProgram;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Values of two datasets by how often each side has them: each task counts its own before they are
 * shuffled. Those of numbers and times are then sorted in one task, which holds none of them.
 */
@SuppressWarnings("serial") // javac warns of lambdas in packages below one named internal
public final class DriftRdds {

  private DriftRdds() {}

  /**
   * Compares the values of records.
   *
   * @param here canonical values of the columns that are read of this dataset
   * @param there the same of the other one
   * @param rows how many there are here, or -1 if it is not known
   * @return the measurement, and the number of all rows of the first dataset
   */
  public static Map<Aggregate, Measurement> run(
      JavaRDD<@Nullable Object[]> here,
      JavaRDD<@Nullable Object[]> there,
      DriftProgram program,
      long rows) {
    return measure(
        TwoSides.together(
            here,
            there,
            rows,
            mine -> {
              DriftProgram.Reader reader = program.reader(mine, program.columns(mine));
              byte[] one = mine ? pair(1, 0) : pair(0, 1);
              return row -> new Tuple2<>(reader.text(row), one);
            },
            DriftRdds::together),
        program);
  }

  /** How often a value occurs here and there, as it travels. */
  public static byte[] pair(long here, long there) {
    return ByteBuffer.allocate(2 * Long.BYTES).putLong(here).putLong(there).array();
  }

  private static byte[] together(byte[] x, byte[] y) {
    ByteBuffer one = ByteBuffer.wrap(x);
    ByteBuffer other = ByteBuffer.wrap(y);
    long here = one.getLong() + other.getLong();
    return pair(here, one.getLong() + other.getLong());
  }

  /**
   * What came of all values.
   *
   * @param counts each value once, as its text, with how often it occurs here and there
   */
  public static Map<Aggregate, Measurement> measure(
      JavaPairRDD<String, byte[]> counts, DriftProgram program) {
    DriftCounts all =
        States.mergedByDriver(
            counts.mapPartitions(
                values -> {
                  DriftCounts mine = new DriftCounts();
                  while (values.hasNext()) {
                    Tuple2<String, byte[]> next = values.next();
                    ByteBuffer pair = ByteBuffer.wrap(next._2());
                    mine.add(next._1(), pair.getLong(), pair.getLong());
                  }
                  return List.of(States.write(mine)).iterator();
                }),
            DriftCounts.class,
            DriftCounts::merge);
    return program.measure(
        all == null ? new DriftCounts() : all, buckets -> sorted(counts, buckets));
  }

  private static DriftBuckets sorted(JavaPairRDD<String, byte[]> counts, DriftBuckets buckets) {
    DriftBuckets filled =
        States.mergedByDriver(
            counts
                .filter(entry -> !entry._1().equals(DriftProgram.NONE))
                .repartitionAndSortWithinPartitions(
                    new ByHash(1, text -> 0), Comparator.<String>naturalOrder())
                .mapPartitions(
                    values -> {
                      while (values.hasNext()) {
                        ByteBuffer pair = ByteBuffer.wrap(values.next()._2());
                        buckets.add(pair.getLong(), pair.getLong());
                      }
                      return List.of(States.write(buckets)).iterator();
                    }),
            DriftBuckets.class,
            (one, next) -> next);
    return filled == null ? buckets : filled;
  }
}
