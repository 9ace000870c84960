package dev.assay.dq.spark.internal.rdd;

import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.PairRanks;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaPairRDD;
import scala.Tuple2;

/**
 * How pairs of columns rank the rows, whose pairs of values have been counted. The second values
 * are put in order and get their ranks, which each pair meets through a join; then the pairs are
 * put in order. All values of a source are sorted by one task, which holds none of them.
 */
@SuppressWarnings("serial") // javac warns of lambdas in packages below one named internal
final class RankedPairs {

  private RankedPairs() {}

  /** The shuffles: two for second values, two for the join, and one for the pairs. */
  static final int SHUFFLES = 5;

  /** Of a second value: twice its rank, its number, and whether it is NaN. */
  private static final int DOUBLED = 0;

  private static final int NUMBER = 1;
  private static final int IS_NAN = 2;

  /**
   * The ranks of each source.
   *
   * @param counts how often a pair of values occurs
   */
  static Map<Integer, Measurement> measure(
      Set<Integer> sources, JavaPairRDD<String, Long> counts, int maxSorts) {
    Map<Integer, Measurement> measured = new HashMap<>();
    if (sources.isEmpty()) {
      return measured;
    }
    HashSet<Integer> mine = new HashSet<>(sources);
    int sorts = Math.min(sources.size(), maxSorts);
    JavaPairRDD<String, Tuple2<String, Long>> bySecond =
        counts
            .filter(entry -> mine.contains(EncodedKeys.source(entry._1())))
            .mapToPair(
                entry -> {
                  Tuple2<String, String> pair = EncodedKeys.pair(entry._1());
                  return new Tuple2<>(pair._2(), new Tuple2<>(pair._1(), entry._2()));
                });
    JavaPairRDD<String, long[]> ranks =
        bySecond
            .mapValues(Tuple2::_2)
            .reduceByKey(Long::sum)
            .repartitionAndSortWithinPartitions(
                new ByHash(sorts, EncodedKeys::source), new EncodedKeys())
            .mapPartitionsToPair(Ranks::new);
    JavaPairRDD<String, Tuple2<Long, long[]>> byFirst =
        bySecond
            .join(ranks)
            .mapToPair(
                entry -> {
                  Tuple2<String, Long> cell = entry._2()._1();
                  long[] second = entry._2()._2();
                  return new Tuple2<>(
                      InOrder.key(cell._1(), second[NUMBER]), new Tuple2<>(cell._2(), second));
                });
    Found found =
        States.mergedByDriver(
            byFirst
                .repartitionAndSortWithinPartitions(
                    new ByHash(sorts, EncodedKeys::source), new InOrder())
                .mapPartitions(sorted -> List.of(States.write(Found.of(sorted))).iterator()),
            Found.class,
            Found::merge);
    for (int source : sources) {
      Measurement its = found == null ? null : found.sources.get(source);
      measured.put(source, its == null ? new PairRanks().measure() : its);
    }
    return measured;
  }

  /** The second values in their order, with their ranks. */
  private static final class Ranks implements Iterator<Tuple2<String, long[]>> {

    private final Iterator<Tuple2<String, Long>> sorted;
    private int source = -1;
    private long before;
    private long number;

    Ranks(Iterator<Tuple2<String, Long>> sorted) {
      this.sorted = sorted;
    }

    @Override
    public boolean hasNext() {
      return sorted.hasNext();
    }

    @Override
    public Tuple2<String, long[]> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Tuple2<String, Long> entry = sorted.next();
      String key = EncodedKeys.key(entry._1());
      int its = EncodedKeys.source(entry._1());
      if (its != source) {
        source = its;
        before = 0;
        number = 0;
      }
      long doubled = 2 * before + entry._2() + 1;
      before += entry._2();
      number++;
      return new Tuple2<>(
          entry._1(), new long[] {doubled, number, key.equals(RecordPasses.NAN) ? 1 : 0});
    }
  }

  /** By source and first value, then by number of the second, which the key ends with. */
  private static final class InOrder implements Comparator<String>, Serializable {
    private static final long serialVersionUID = 1L;
    private static final int DIGITS = Long.BYTES / Character.BYTES;
    private final EncodedKeys keys = new EncodedKeys();

    static String key(String first, long number) {
      StringBuilder key = new StringBuilder(first);
      for (int i = DIGITS - 1; i >= 0; i--) {
        key.append((char) (number >>> (i * Character.SIZE)));
      }
      return key.toString();
    }

    static String first(String key) {
      return key.substring(0, key.length() - DIGITS);
    }

    @Override
    public int compare(String a, String b) {
      int order = keys.compare(first(a), first(b));
      return order != 0
          ? order
          : a.substring(a.length() - DIGITS).compareTo(b.substring(b.length() - DIGITS));
    }
  }

  private static final class Found implements Serializable {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // a tree map of serializable values
    private final TreeMap<Integer, Measurement> sources = new TreeMap<>();

    static Found of(Iterator<Tuple2<String, Tuple2<Long, long[]>>> sorted) {
      Found found = new Found();
      int source = -1;
      PairRanks its = new PairRanks();
      String first = "";
      while (sorted.hasNext()) {
        Tuple2<String, Tuple2<Long, long[]>> entry = sorted.next();
        String tagged = InOrder.first(entry._1());
        if (EncodedKeys.source(tagged) != source) {
          found.close(source, its);
          source = EncodedKeys.source(tagged);
          its = new PairRanks();
        }
        long[] second = entry._2()._2();
        its.add(
            !tagged.equals(first),
            second[DOUBLED],
            second[NUMBER],
            second[IS_NAN] != 0 || EncodedKeys.key(tagged).equals(RecordPasses.NAN),
            entry._2()._1());
        first = tagged;
      }
      found.close(source, its);
      return found;
    }

    private void close(int source, PairRanks its) {
      if (source >= 0) {
        sources.put(source, its.measure());
      }
    }

    Found merge(Found next) {
      sources.putAll(next.sources);
      return this;
    }
  }
}
