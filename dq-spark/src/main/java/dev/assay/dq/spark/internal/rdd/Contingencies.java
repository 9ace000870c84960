package dev.assay.dq.spark.internal.rdd;

import dev.assay.dq.internal.state.FrequencyState;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.OrderFreeSum;
import dev.assay.dq.internal.state.ValueCodec;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaPairRDD;
import scala.Tuple2;

/**
 * Chi squared of pairs of columns whose pairs of values have been counted, all of them together.
 * The driver computes those with few pairs; all others take the same few jobs, however many they
 * are, since each value of theirs is tagged with the number of its source.
 */
@SuppressWarnings("serial") // javac warns of lambdas in packages below one named internal
final class Contingencies {

  /** Of so many different keys in all the driver holds how often each occurs. */
  static final int FEW = 100_000;

  /** And of so many characters in all. */
  private static final long FEW_CHARACTERS = 1 << 24;

  private Contingencies() {}

  /**
   * What was counted of a source.
   *
   * @param rows rows that have both values
   * @param keys different keys
   * @param characters how long they are together
   */
  record Size(long rows, long keys, long characters) {}

  static Map<Integer, Measurement.Contingency> measure(
      Map<Integer, Size> sizes, JavaPairRDD<String, Long> counts) {
    Map<Integer, Measurement.Contingency> measured = new HashMap<>();
    TreeMap<Integer, Size> many = new TreeMap<>(sizes);
    many.values().removeIf(size -> size.keys() == 0);
    Set<Integer> few = fitting(many);
    many.keySet().removeAll(few);
    sizes.keySet().forEach(each -> measured.put(each, new Measurement.Contingency(0, 0, 0, 0)));
    if (!few.isEmpty()) {
      measured.putAll(byDriver(few, counts));
    }
    if (!many.isEmpty()) {
      measured.putAll(byTasks(many, counts));
    }
    return measured;
  }

  /** As many sources as the driver can hold together, those with the fewest keys first. */
  private static Set<Integer> fitting(Map<Integer, Size> sizes) {
    HashSet<Integer> few = new HashSet<>();
    long keys = 0;
    long characters = 0;
    List<Integer> ascending =
        sizes.keySet().stream()
            .sorted(Comparator.comparingLong(source -> sizes.get(source).keys()))
            .toList();
    for (int source : ascending) {
      Size size = sizes.get(source);
      if (keys + size.keys() <= FEW && characters + size.characters() <= FEW_CHARACTERS) {
        keys += size.keys();
        characters += size.characters();
        few.add(source);
      }
    }
    return few;
  }

  private static boolean isOf(Set<Integer> sources, String tagged) {
    return sources.contains(EncodedKeys.source(tagged));
  }

  /** What each task has of each source. */
  private static final class BySource<V extends Serializable> implements Serializable {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // a tree map of serializable values
    private final TreeMap<Integer, V> values = new TreeMap<>();
  }

  private static Map<Integer, Measurement.Contingency> byDriver(
      Set<Integer> few, JavaPairRDD<String, Long> counts) {
    TreeMap<Integer, FrequencyState> all = new TreeMap<>();
    counts
        .filter(entry -> isOf(few, entry._1()))
        .collectAsMap()
        .forEach(
            (tagged, count) ->
                all.computeIfAbsent(EncodedKeys.source(tagged), source -> new FrequencyState())
                    .add(ValueCodec.decode(EncodedKeys.key(tagged)), count));
    Map<Integer, Measurement.Contingency> measured = new HashMap<>();
    all.forEach((source, state) -> measured.put(source, state.measureContingency()));
    return measured;
  }

  /**
   * Each pair meets how often the value occurs of which its source has more, through a shuffle;
   * then the other, of which all come along where they are few.
   */
  private static Map<Integer, Measurement.Contingency> byTasks(
      Map<Integer, Size> many, JavaPairRDD<String, Long> counts) {
    HashSet<Integer> mine = new HashSet<>(many.keySet());
    JavaPairRDD<String, Tuple2<String, Long>> cells =
        counts
            .filter(entry -> isOf(mine, entry._1()))
            .mapToPair(
                entry -> {
                  Tuple2<String, String> pair = EncodedKeys.pair(entry._1());
                  return new Tuple2<>(pair._1(), new Tuple2<>(pair._2(), entry._2()));
                });
    JavaPairRDD<String, Long> xs = cells.mapValues(Tuple2::_2).reduceByKey(Long::sum);
    JavaPairRDD<String, Long> ys = cells.mapToPair(Tuple2::_2).reduceByKey(Long::sum);
    Map<Integer, Values> values = values(xs, ys);
    HashSet<Integer> moreXs = new HashSet<>();
    TreeMap<Integer, Size> fewer = new TreeMap<>();
    values.forEach(
        (source, its) -> {
          boolean x = its.xs >= its.ys;
          if (x) {
            moreXs.add(source);
          }
          fewer.put(
              source,
              new Size(0, x ? its.ys : its.xs, x ? its.charactersOfYs : its.charactersOfXs));
        });
    JavaPairRDD<String, Tuple2<String, Long>> byMore =
        cells.mapToPair(
            entry ->
                isOf(moreXs, entry._1())
                    ? entry
                    : new Tuple2<>(entry._2()._1(), new Tuple2<>(entry._1(), entry._2()._2())));
    JavaPairRDD<String, double[]> byFewer =
        byMore
            .join(chosen(xs, ys, moreXs))
            .mapToPair(
                entry -> {
                  Tuple2<String, Long> cell = entry._2()._1();
                  return new Tuple2<>(cell._1(), new double[] {cell._2(), entry._2()._2()});
                });
    JavaPairRDD<String, Long> totals = chosen(ys, xs, moreXs);
    Set<Integer> near = fitting(fewer);
    JavaPairRDD<String, Tuple2<double[], Long>> compared;
    if (near.isEmpty()) {
      compared = byFewer.join(totals);
    } else {
      Map<String, Long> held =
          new HashMap<>(totals.filter(entry -> isOf(near, entry._1())).collectAsMap());
      compared =
          byFewer
              .filter(entry -> isOf(near, entry._1()))
              .mapToPair(
                  entry ->
                      new Tuple2<>(
                          entry._1(), new Tuple2<>(entry._2(), held.getOrDefault(entry._1(), 0L))));
      if (near.size() < mine.size()) {
        compared = compared.union(byFewer.filter(entry -> !isOf(near, entry._1())).join(totals));
      }
    }
    HashMap<Integer, Long> rows = new HashMap<>();
    many.forEach((source, size) -> rows.put(source, size.rows()));
    Map<Integer, Deviations> sums = deviations(compared, rows);
    Map<Integer, Measurement.Contingency> measured = new HashMap<>();
    many.forEach(
        (source, size) -> {
          Values its = values.getOrDefault(source, new Values());
          Deviations sum = sums.getOrDefault(source, new Deviations());
          measured.put(
              source,
              Measurement.Contingency.of(
                  size.rows(),
                  its.xs,
                  its.ys,
                  size.keys(),
                  sum.deviations.value(),
                  sum.expected.value()));
        });
    return measured;
  }

  /** Of some sources these entries, of all others those; both have the same partitions. */
  private static JavaPairRDD<String, Long> chosen(
      JavaPairRDD<String, Long> these, JavaPairRDD<String, Long> those, Set<Integer> sources) {
    return these
        .filter(entry -> isOf(sources, entry._1()))
        .union(those.filter(entry -> !isOf(sources, entry._1())));
  }

  /** How many values the columns of a source have. */
  private static final class Values implements Serializable {
    private static final long serialVersionUID = 1L;
    private long xs;
    private long charactersOfXs;
    private long ys;
    private long charactersOfYs;

    void add(boolean x, int characters) {
      if (x) {
        xs++;
        charactersOfXs += characters;
      } else {
        ys++;
        charactersOfYs += characters;
      }
    }

    Values merge(Values next) {
      xs += next.xs;
      charactersOfXs += next.charactersOfXs;
      ys += next.ys;
      charactersOfYs += next.charactersOfYs;
      return this;
    }
  }

  private static Map<Integer, Values> values(
      JavaPairRDD<String, Long> xs, JavaPairRDD<String, Long> ys) {
    BySource<Values> all =
        States.mergedByDriver(
            xs.mapPartitions(each -> values(each, true))
                .union(ys.mapPartitions(each -> values(each, false))),
            type(),
            (a, b) -> {
              b.values.forEach((source, its) -> a.values.merge(source, its, Values::merge));
              return a;
            });
    return all == null ? Map.of() : all.values;
  }

  private static Iterator<byte[]> values(Iterator<Tuple2<String, Long>> entries, boolean x) {
    BySource<Values> mine = new BySource<>();
    entries.forEachRemaining(
        entry ->
            mine.values
                .computeIfAbsent(EncodedKeys.source(entry._1()), source -> new Values())
                .add(x, entry._1().length()));
    return List.of(States.write(mine)).iterator();
  }

  @SuppressWarnings("unchecked") // what a state is of, its bytes do not say
  private static <V extends Serializable> Class<BySource<V>> type() {
    return (Class<BySource<V>>) (Class<?>) BySource.class;
  }

  /** What is summed over the cells of a source that are not empty. */
  private static final class Deviations implements Serializable {
    private static final long serialVersionUID = 1L;
    private final OrderFreeSum deviations = new OrderFreeSum();
    private final OrderFreeSum expected = new OrderFreeSum();

    void add(double[] countAndTotal, long total, long rows) {
      double mine = countAndTotal[1] * total / rows;
      double deviation = countAndTotal[0] - mine;
      deviations.add(deviation * deviation / mine);
      expected.add(mine);
    }

    Deviations merge(Deviations next) {
      deviations.merge(next.deviations);
      expected.merge(next.expected);
      return this;
    }
  }

  private static Map<Integer, Deviations> deviations(
      JavaPairRDD<String, Tuple2<double[], Long>> compared, Map<Integer, Long> rows) {
    BySource<Deviations> all =
        States.mergedByDriver(
            compared.mapPartitions(
                each -> {
                  BySource<Deviations> mine = new BySource<>();
                  while (each.hasNext()) {
                    Tuple2<String, Tuple2<double[], Long>> next = each.next();
                    int source = EncodedKeys.source(next._1());
                    mine.values
                        .computeIfAbsent(source, number -> new Deviations())
                        .add(next._2()._1(), next._2()._2(), rows.getOrDefault(source, 0L));
                  }
                  return List.of(States.write(mine)).iterator();
                }),
            type(),
            (a, b) -> {
              b.values.forEach((source, its) -> a.values.merge(source, its, Deviations::merge));
              return a;
            });
    return all == null ? Map.of() : all.values;
  }
}
