package dev.assay.dq.spark.rdd;

import dev.assay.dq.execute.KeyProgram;
import dev.assay.dq.execute.RecordProgram;
import dev.assay.dq.plan.Aggregate;
import dev.assay.dq.state.Measurement;
import dev.assay.dq.state.ValueCodec;
import dev.assay.dq.state.Values;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** The passes over records. */
public final class RecordPasses {

  /** Up to so many partitions states are merged on the driver, as they arrive. */
  public static final int FEW = 200;

  private RecordPasses() {}

  /**
   * Fills states in one action: each partition its own, merged through an accumulator. The driver
   * then merges each as it arrives; of many partitions tasks merge some each, through a shuffle of
   * the states, and the driver gets few.
   *
   * @param records the records
   * @param readers reads them
   * @param program what to compute
   * @param <T> the class of the records
   * @return each aggregate's measurement
   */
  public static <T> Map<Aggregate, Measurement> states(
      JavaRDD<T> records, ReaderFactory<T> readers, RecordProgram program) {
    return (shufflesOfStates(records.getNumPartitions()) > 0
            ? inTasks(records, readers, program)
            : onDriver(records, readers, program))
        .measure(program.aggregates());
  }

  /**
   * How often the states of partitions are shuffled, so that tasks merge them.
   *
   * @param partitions how many there are
   * @return 0 if the driver does
   */
  public static int shufflesOfStates(int partitions) {
    return partitions > FEW ? States.levels(partitions) : 0;
  }

  private static <T> RecordProgram.Partial onDriver(
      JavaRDD<T> records, ReaderFactory<T> readers, RecordProgram program) {
    PartialAccumulator merged = new PartialAccumulator();
    JavaSparkContext.fromSparkContext(records.context()).sc().register(merged);
    records.foreachPartition(iterator -> merged.add(fill(iterator, readers, program)));
    RecordProgram.Partial result = merged.value();
    return result == null ? program.start().result() : result;
  }

  private static <T> RecordProgram.Partial inTasks(
      JavaRDD<T> records, ReaderFactory<T> readers, RecordProgram program) {
    JavaRDD<byte[]> states =
        records.mapPartitions(
            iterator -> List.of(States.write(fill(iterator, readers, program))).iterator());
    return States.merged(
        states,
        RecordProgram.Partial.class,
        (a, b) -> {
          a.merge(b);
          return a;
        });
  }

  private static <T> RecordProgram.Partial fill(
      Iterator<T> records, ReaderFactory<T> readers, RecordProgram program) throws Exception {
    RecordProgram.Run run = program.start();
    RecordReader<T> reader = readers.start();
    while (records.hasNext()) {
      T record = records.next();
      @Nullable Object[] values = reader.read(record);
      run.add(values, run.needsView() ? reader.view(record, values) : null);
    }
    return run.result();
  }

  /** A key of the shuffle: the number of an aggregate, then the encoded key. */
  private static String tagged(int index, String key) {
    return index + ":" + key;
  }

  private static final String FAILED = "!";

  /**
   * How often the keys of one aggregate occur; a plain class, so that any serializer can carry it.
   */
  private static final class Summary implements Serializable {
    private static final long serialVersionUID = 1L;
    private long rows;
    private long distinct;
    private long once;
    private long repeated;
    private double countLogCount;
    private long nans;
    private @Nullable String failure;
    private final ArrayList<Tuple2<String, Long>> top = new ArrayList<>();

    /** The most frequent so far, at most twice as many as wanted. */
    void keep(Tuple2<String, Long> entry, int limit) {
      if (limit > 0) {
        top.add(entry);
        if (top.size() >= 2 * limit) {
          cut(limit);
        }
      }
    }

    List<Tuple2<String, Long>> cut(int limit) {
      top.sort(new MostFrequent());
      top.subList(Math.min(limit, top.size()), top.size()).clear();
      return top;
    }

    void add(long count, boolean nan) {
      rows += count;
      distinct++;
      if (count == 1) {
        once++;
      } else {
        repeated += count;
        countLogCount += count * Math.log((double) count);
      }
      if (nan) {
        nans += count;
      }
    }

    void merge(Summary other, int limit) {
      other.top.forEach(each -> keep(each, limit));
      rows += other.rows;
      distinct += other.distinct;
      once += other.once;
      repeated += other.repeated;
      countLogCount += other.countLogCount;
      nans += other.nans;
      failure = failure == null ? other.failure : failure;
    }
  }

  /**
   * Counts keys by shuffling them, so that the memory of no machine has to hold them all.
   *
   * @param records the records
   * @param readers reads them
   * @param program the aggregates that are computed from keys
   * @param <T> the class of the records
   * @return each aggregate's measurement
   */
  public static <T> Map<Aggregate, Measurement> keys(
      JavaRDD<T> records, ReaderFactory<T> readers, RecordProgram program) {
    KeyProgram keys = new KeyProgram(program);
    JavaPairRDD<String, Long> counts =
        records
            .mapPartitionsToPair(
                iterator -> {
                  KeyProgram.Keys reading = keys.start();
                  RecordReader<T> reader = readers.start();
                  return new KeyIterator<>(iterator, reading, reader);
                })
            .reduceByKey(Long::sum);
    int[] limits =
        program.aggregates().stream()
            .mapToInt(each -> each instanceof Aggregate.TopValues top ? top.limit() : 0)
            .toArray();
    Map<Integer, Summary> summaries =
        counts.aggregate(
            (Map<Integer, Summary>) new HashMap<Integer, Summary>(),
            (all, entry) -> summarise(all, entry, limits),
            (all, more) -> combine(all, more, limits));
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    for (int i = 0; i < program.aggregates().size(); i++) {
      Summary summary = summaries.getOrDefault(i, new Summary());
      Aggregate aggregate = program.aggregates().get(i);
      measured.put(
          aggregate,
          summary.failure != null
              ? new Measurement.Failed(summary.failure, null)
              : measure(aggregate, i, summary, counts));
    }
    return measured;
  }

  private static Map<Integer, Summary> summarise(
      Map<Integer, Summary> all, Tuple2<String, Long> entry, int[] limits) {
    String tagged = entry._1();
    boolean failed = tagged.startsWith(FAILED);
    String rest = failed ? tagged.substring(1) : tagged;
    int colon = rest.indexOf(':');
    int index = Integer.parseInt(rest.substring(0, colon));
    Summary summary = all.computeIfAbsent(index, i -> new Summary());
    String key = rest.substring(colon + 1);
    if (failed) {
      summary.failure = key;
    } else {
      summary.add(entry._2(), NAN.equals(key));
      summary.keep(new Tuple2<>(key, entry._2()), limits[index]);
    }
    return all;
  }

  private static final String NAN = ValueCodec.encode(Double.NaN);

  private static Map<Integer, Summary> combine(
      Map<Integer, Summary> all, Map<Integer, Summary> more, int[] limits) {
    more.forEach(
        (i, summary) -> all.computeIfAbsent(i, key -> new Summary()).merge(summary, limits[i]));
    return all;
  }

  private static Measurement measure(
      Aggregate aggregate, int index, Summary summary, JavaPairRDD<String, Long> counts) {
    if (aggregate instanceof Aggregate.Rank rank) {
      return rank(rank.q(), index, summary, counts);
    }
    if (aggregate instanceof Aggregate.Contingency) {
      return contingency(index, summary, counts);
    }
    if (aggregate instanceof Aggregate.TopValues top) {
      return top(top.limit(), summary);
    }
    return new Measurement.Groups(
        summary.rows, summary.distinct, summary.once, summary.repeated, summary.countLogCount);
  }

  private static JavaRDD<Tuple2<String, Long>> of(int index, JavaPairRDD<String, Long> counts) {
    String prefix = tagged(index, "");
    return counts
        .filter(entry -> entry._1().startsWith(prefix))
        .map(entry -> new Tuple2<>(entry._1().substring(prefix.length()), entry._2()));
  }

  private static Measurement.TopValues top(int limit, Summary summary) {
    List<Measurement.ValueCount> top = new ArrayList<>();
    for (Tuple2<String, Long> entry : summary.cut(limit)) {
      top.add(new Measurement.ValueCount(ValueCodec.decode(entry._1()), entry._2()));
    }
    return new Measurement.TopValues(top, summary.rows, summary.distinct);
  }

  /**
   * Chi squared: each pair meets how often the value occurs of which there are more, through a
   * shuffle; then the other, of which all come along where they are few.
   */
  private static Measurement.Contingency contingency(
      int index, Summary summary, JavaPairRDD<String, Long> counts) {
    if (summary.rows == 0) {
      return new Measurement.Contingency(0, 0, 0, 0);
    }
    JavaPairRDD<String, Tuple2<String, Long>> cells =
        of(index, counts)
            .mapToPair(
                entry -> {
                  List<?> pair = (List<?>) ValueCodec.decode(entry._1());
                  return new Tuple2<>(
                      ValueCodec.encode(pair.get(0)),
                      new Tuple2<>(ValueCodec.encode(pair.get(1)), entry._2()));
                });
    JavaPairRDD<String, Long> xs = cells.mapValues(cell -> cell._2()).reduceByKey(Long::sum);
    JavaPairRDD<String, Long> ys = cells.mapToPair(entry -> entry._2()).reduceByKey(Long::sum);
    long xCount = xs.count();
    long yCount = ys.count();
    boolean moreXs = xCount >= yCount;
    JavaPairRDD<String, Tuple2<String, Long>> byMore =
        moreXs
            ? cells
            : cells.mapToPair(
                entry -> new Tuple2<>(entry._2()._1(), new Tuple2<>(entry._1(), entry._2()._2())));
    JavaPairRDD<String, double[]> byFewer =
        byMore
            .join(moreXs ? xs : ys)
            .mapToPair(
                entry -> {
                  Tuple2<String, Long> cell = entry._2()._1();
                  return new Tuple2<>(cell._1(), new double[] {cell._2(), entry._2()._2()});
                });
    JavaPairRDD<String, Long> fewer = moreXs ? ys : xs;
    double rows = summary.rows;
    JavaRDD<double[]> deviations;
    if (Math.min(xCount, yCount) <= FEW_VALUES) {
      Map<String, Long> totals = new HashMap<>(fewer.collectAsMap());
      deviations =
          byFewer.map(entry -> deviation(entry._2(), totals.getOrDefault(entry._1(), 0L), rows));
    } else {
      deviations =
          byFewer.join(fewer).map(entry -> deviation(entry._2()._1(), entry._2()._2(), rows));
    }
    double[] sums = deviations.fold(new double[2], RecordPasses::sum);
    return Measurement.Contingency.of(
        summary.rows, xCount, yCount, summary.distinct, sums[0], sums[1]);
  }

  /** Of so many values the driver holds how often each occurs. */
  private static final int FEW_VALUES = 100_000;

  private static double[] deviation(double[] countAndTotal, long total, double rows) {
    double expected = countAndTotal[1] * total / rows;
    double deviation = countAndTotal[0] - expected;
    return new double[] {deviation * deviation / expected, expected};
  }

  private static double[] sum(double[] a, double[] b) {
    return new double[] {a[0] + b[0], a[1] + b[1]};
  }

  private static Measurement.Rank rank(
      BigDecimal q, int index, Summary summary, JavaPairRDD<String, Long> counts) {
    if (summary.rows == 0) {
      return new Measurement.Rank(null, 0, 0);
    }
    if (summary.nans > 0) {
      return new Measurement.Rank(Double.NaN, summary.rows, summary.nans);
    }
    long rank =
        Math.max(
            1,
            q.multiply(BigDecimal.valueOf(summary.rows))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact());
    JavaRDD<Tuple2<String, Long>> sorted =
        of(index, counts).mapToPair(entry -> entry).sortByKey(new ByValue()).map(entry -> entry);
    List<Long> sizes =
        sorted
            .mapPartitions(
                iterator -> {
                  long sum = 0;
                  while (iterator.hasNext()) {
                    sum += iterator.next()._2();
                  }
                  return List.of(sum).iterator();
                })
            .collect();
    int partition = 0;
    long before = 0;
    while (before + sizes.get(partition) < rank) {
      before += sizes.get(partition++);
    }
    int wanted = partition;
    long offset = rank - before;
    List<String> found =
        sorted
            .mapPartitionsWithIndex(
                (i, iterator) -> {
                  long seen = 0;
                  while (i == wanted && iterator.hasNext()) {
                    Tuple2<String, Long> entry = iterator.next();
                    seen += entry._2();
                    if (seen >= offset) {
                      return List.of(entry._1()).iterator();
                    }
                  }
                  return java.util.Collections.emptyIterator();
                },
                true)
            .collect();
    return new Measurement.Rank(ValueCodec.decode(found.get(0)), summary.rows, 0);
  }

  private static final class ByValue implements Comparator<String>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(String a, String b) {
      return Values.compare(ValueCodec.decode(a), ValueCodec.decode(b));
    }
  }

  private static final class MostFrequent
      implements Comparator<Tuple2<String, Long>>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(Tuple2<String, Long> a, Tuple2<String, Long> b) {
      int order = Long.compare(b._2(), a._2());
      return order != 0
          ? order
          : Values.compare(ValueCodec.decode(a._1()), ValueCodec.decode(b._1()));
    }
  }

  /** Gives the keys of records one by one, so that a partition is never held in memory. */
  private static final class KeyIterator<T> implements java.util.Iterator<Tuple2<String, Long>> {

    private final java.util.Iterator<T> records;
    private final KeyProgram.Keys keys;
    private final RecordReader<T> reader;
    private final java.util.ArrayDeque<Tuple2<String, Long>> ready = new java.util.ArrayDeque<>();

    KeyIterator(java.util.Iterator<T> records, KeyProgram.Keys keys, RecordReader<T> reader) {
      this.records = records;
      this.keys = keys;
      this.reader = reader;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && records.hasNext()) {
        T record = records.next();
        @Nullable Object[] values = reader.read(record);
        keys.read(
            values,
            reader.view(record, values),
            (index, key) -> ready.add(new Tuple2<>(tagged(index, ValueCodec.encode(key)), 1L)),
            (index, e) ->
                ready.add(
                    new Tuple2<>(FAILED + tagged(index, String.valueOf(e.getMessage())), 1L)));
      }
      return !ready.isEmpty();
    }

    @Override
    public Tuple2<String, Long> next() {
      if (!hasNext()) {
        throw new java.util.NoSuchElementException();
      }
      return ready.remove();
    }
  }
}
