package dev.assay.dq.spark.internal.rdd;

import dev.assay.dq.internal.execute.ComparedRows;
import dev.assay.dq.internal.execute.ComparedTotals;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.ValueCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Rows of two RDDs by what tells them apart: each task brings its own rows of a key together before
 * they are shuffled, so that a key has one row of each side whatever their number.
 */
@SuppressWarnings("serial") // javac warns of lambdas in packages below one named internal
public final class ComparedRdds {

  private ComparedRdds() {}

  /**
   * Compares the rows.
   *
   * @param here canonical values of the columns that are compared of this dataset
   * @param there the same of the other one
   * @param rows how many there are here, or -1 if it is not known
   * @return the measurement, and the number of all rows of the first dataset
   */
  public static Map<Aggregate, Measurement> run(
      JavaRDD<@Nullable Object[]> here,
      JavaRDD<@Nullable Object[]> there,
      ComparedRows compared,
      long rows) {
    ComparedTotals totals =
        States.mergedByDriver(
            TwoSides.together(
                    here,
                    there,
                    rows,
                    mine -> {
                      ComparedRows.Reader reader = compared.reader(mine, compared.columns(mine));
                      return row ->
                          new Tuple2<>(
                              ValueCodec.encode(reader.key(row)),
                              Both.one(mine, ValueCodec.bytes(reader.values(row))));
                    },
                    Both::together)
                .mapPartitions(keys -> List.of(States.write(judge(keys, compared))).iterator()),
            ComparedTotals.class,
            ComparedTotals::merge);
    return (totals == null ? compared.start() : totals).measure(compared.compared());
  }

  private static ComparedTotals judge(
      Iterator<Tuple2<String, byte[]>> keys, ComparedRows compared) {
    ComparedTotals totals = compared.start();
    while (keys.hasNext()) {
      Tuple2<String, byte[]> next = keys.next();
      ByteBuffer both = ByteBuffer.wrap(next._2());
      long here = both.getLong();
      long there = both.getLong();
      byte[] mine = Both.row(both);
      byte[] theirs = Both.row(both);
      compared.add(
          totals, KeyedText.list(next._1()), here, there, Both.values(mine), Both.values(theirs));
    }
    return totals;
  }

  /**
   * The rows of a key as bytes: how many there are of each side, and one of each, if it is the only
   * one.
   */
  private static final class Both {

    static byte[] one(boolean here, byte[] row) {
      return here ? both(1, 0, row, NONE) : both(0, 1, NONE, row);
    }

    private static final byte[] NONE = {};

    private static byte[] both(long here, long there, byte[] mine, byte[] theirs) {
      return ByteBuffer.allocate(2 * Long.BYTES + 2 * Integer.BYTES + mine.length + theirs.length)
          .putLong(here)
          .putLong(there)
          .putInt(mine.length)
          .put(mine)
          .putInt(theirs.length)
          .put(theirs)
          .array();
    }

    static byte[] row(ByteBuffer both) {
      byte[] row = new byte[both.getInt()];
      both.get(row);
      return row;
    }

    static @Nullable List<Object> values(byte[] row) {
      return row.length == 0 ? null : KeyedText.list(new String(row, StandardCharsets.ISO_8859_1));
    }

    static byte[] together(byte[] x, byte[] y) {
      ByteBuffer one = ByteBuffer.wrap(x);
      ByteBuffer other = ByteBuffer.wrap(y);
      long here = one.getLong() + other.getLong();
      long there = one.getLong() + other.getLong();
      byte[] mine = row(one);
      byte[] theirs = row(one);
      byte[] next = row(other);
      mine = here > 1 ? NONE : mine.length == 0 ? next : mine;
      next = row(other);
      theirs = there > 1 ? NONE : theirs.length == 0 ? next : theirs;
      return both(here, there, mine, theirs);
    }
  }
}
