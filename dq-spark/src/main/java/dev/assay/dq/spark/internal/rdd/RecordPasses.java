package dev.assay.dq.spark.internal.rdd;

import dev.assay.dq.RecordView;
import dev.assay.dq.internal.execute.KeyProgram;
import dev.assay.dq.internal.execute.RecordProgram;
import dev.assay.dq.internal.execute.RepeatedKeys;
import dev.assay.dq.internal.execute.RowCode;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.OrderFreeSum;
import dev.assay.dq.internal.state.ValueCodec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** The passes over records. */
@SuppressWarnings("serial") // javac warns of lambdas in packages below one named internal
public final class RecordPasses {

  private RecordPasses() {}

  /**
   * Fills states in one action: each partition its own. The driver merges them; of many partitions
   * tasks merge some each, through a shuffle of the states, and the driver gets few.
   *
   * @param readers reads them
   * @param program what to compute
   * @param <T> the class of the records
   * @return the states of all
   */
  public static <T> RecordProgram.Partial states(
      JavaRDD<T> records, ReaderFactory<T> readers, RecordProgram program) {
    RecordProgram.Partial all =
        States.merged(
            records.mapPartitions(
                iterator -> {
                  Iterator<T> mine = RowCode.reading(iterator);
                  return List.of(States.write(mine.hasNext() ? fill(mine, readers, program) : null))
                      .iterator();
                }),
            RecordProgram.Partial.class,
            RecordPasses::merge);
    return all == null ? program.start().result() : all;
  }

  static RecordProgram.Partial merge(RecordProgram.Partial one, RecordProgram.Partial next) {
    one.merge(next);
    return one;
  }

  /** Each aggregate's measurement, and the number of all rows. */
  public static Map<Aggregate, Measurement> measured(
      RecordProgram program, RecordProgram.Partial states) {
    Map<Aggregate, Measurement> measured = states.measure(program.aggregates());
    measured.put(Aggregate.Rows.ALL, new Measurement.Rows(states.rows()));
    return measured;
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

  /** A key of the shuffle: the number of its source, then the encoded key. */
  private static String tagged(int source, String key) {
    return source + ":" + key;
  }

  private static final String FAILED = "!";

  /** In place of a key: counts all records, whatever their keys. */
  private static final String ROWS = "#";

  static final String NAN = ValueCodec.encode(Double.NaN);

  /** How many keys one task should count, where their number is known. */
  private static final long KEYS_A_TASK = 1_000_000;

  /** How often the keys of one source occur. */
  private static final class Summary implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int limit;
    private long rows;
    private long distinct;
    private long characters;
    private long once;
    private long repeated;
    private final OrderFreeSum countLogCount = new OrderFreeSum();
    private long nans;
    private @Nullable String failure;
    private final TreeSet<String> kinds = new TreeSet<>();

    @SuppressWarnings("serial") // an array list of pairs
    private final ArrayList<Tuple2<String, Long>> top = new ArrayList<>();

    Summary(int limit) {
      this.limit = limit;
    }

    /** The most frequent so far, at most twice as many as wanted. */
    private void keep(Tuple2<String, Long> entry) {
      if (limit > 0) {
        top.add(entry);
        if (top.size() >= 2 * limit) {
          cut(limit);
        }
      }
    }

    List<Tuple2<String, Long>> cut(int wanted) {
      top.sort(
          Comparator.<Tuple2<String, Long>>comparingLong(Tuple2::_2)
              .reversed()
              .thenComparing(Tuple2::_1, EncodedKeys::compareKeys));
      top.subList(Math.min(limit, top.size()), top.size()).clear();
      return List.copyOf(top.subList(0, Math.min(wanted, top.size())));
    }

    void add(String key, long count) {
      rows += count;
      distinct++;
      characters += key.length();
      if (count == 1) {
        once++;
      } else {
        repeated += count;
        countLogCount.addCountLogCount(count);
      }
      if (key.equals(NAN)) {
        nans += count;
      }
      kinds.add(EncodedKeys.kind(key));
      keep(new Tuple2<>(key, count));
    }

    void merge(Summary other) {
      other.top.forEach(this::keep);
      rows += other.rows;
      distinct += other.distinct;
      characters += other.characters;
      once += other.once;
      repeated += other.repeated;
      countLogCount.merge(other.countLogCount);
      nans += other.nans;
      failure = failure == null ? other.failure : failure;
      kinds.addAll(other.kinds);
    }
  }

  /** What a task has counted of all sources. */
  private static final class Summaries implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Summary[] sources;
    private long rows;

    Summaries(int[] limits) {
      sources = IntStream.of(limits).mapToObj(Summary::new).toArray(Summary[]::new);
    }

    void add(Tuple2<String, Long> entry) {
      String tagged = entry._1();
      if (tagged.equals(ROWS)) {
        rows += entry._2();
        return;
      }
      boolean failed = tagged.startsWith(FAILED);
      String rest = failed ? tagged.substring(1) : tagged;
      Summary summary = sources[EncodedKeys.source(rest)];
      String key = EncodedKeys.key(rest);
      if (failed) {
        // the same one whichever task is first
        summary.failure =
            summary.failure == null || key.compareTo(summary.failure) < 0 ? key : summary.failure;
      } else {
        summary.add(key, entry._2());
      }
    }

    Summaries merge(Summaries next) {
      rows += next.rows;
      for (int i = 0; i < sources.length; i++) {
        sources[i].merge(next.sources[i]);
      }
      return this;
    }
  }

  /**
   * Counts keys by shuffling them, so that the memory of no machine has to hold them all.
   *
   * @param readers reads them
   * @param program the aggregates that are computed from keys
   * @param rows how many records there are, or -1 if it is not known
   * @param <T> the class of the records
   * @return each aggregate's measurement, and the number of all rows
   */
  public static <T> Map<Aggregate, Measurement> keys(
      JavaRDD<T> records, ReaderFactory<T> readers, RecordProgram program, long rows) {
    KeyProgram keys = KeyProgram.of(program);
    List<Aggregate> aggregates = program.aggregates();
    int[] limits = new int[1 + keys.sources().stream().mapToInt(i -> i).max().orElse(-1)];
    for (int i = 0; i < aggregates.size(); i++) {
      int source = keys.sources().get(i);
      limits[source] = Math.max(limits[source], limit(aggregates.get(i)));
    }
    JavaPairRDD<String, Long> counts =
        counts(records, readers, keys, tasks(records, rows, limits.length));
    Summaries summaries =
        States.mergedByDriver(
            counts.mapPartitions(
                iterator -> {
                  Summaries mine = new Summaries(limits);
                  iterator.forEachRemaining(mine::add);
                  return List.of(States.write(mine)).iterator();
                }),
            Summaries.class,
            Summaries::merge);
    Summaries all = summaries == null ? new Summaries(limits) : summaries;
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    Map<Aggregate, Integer> ranks = new LinkedHashMap<>();
    Map<Aggregate, Integer> pairs = new LinkedHashMap<>();
    Map<Aggregate, Integer> ranked = new LinkedHashMap<>();
    for (int i = 0; i < aggregates.size(); i++) {
      Aggregate aggregate = aggregates.get(i);
      int source = keys.sources().get(i);
      Summary summary = all.sources[source];
      if (summary.failure != null) {
        measured.put(aggregate, new Measurement.Failed(summary.failure, null));
      } else if (isOrdered(aggregate) && summary.kinds.size() > 1) {
        measured.put(
            aggregate,
            new Measurement.Failed(
                "values of different kinds have no common order: "
                    + String.join(", ", summary.kinds),
                null));
      } else {
        Measurement known =
            switch (aggregate.work()) {
              case KEYS ->
                  new Measurement.Groups(
                      summary.rows,
                      summary.distinct,
                      summary.once,
                      summary.repeated,
                      summary.countLogCount.value());
              case VALUES -> top(limit(aggregate), summary);
              case RANKS -> {
                ranks.put(aggregate, source);
                yield null;
              }
              case PAIRS -> {
                pairs.put(aggregate, source);
                yield null;
              }
              case RANKED -> {
                ranked.put(aggregate, source);
                yield null;
              }
              case SCAN, SKETCH, SQL, GROUPED, ORDERED, COMPARED, SECOND ->
                  throw new IllegalArgumentException(aggregate + " is not computed from keys");
            };
        if (known != null) {
          measured.put(aggregate, known);
        }
      }
    }
    measured.putAll(ranks(ranks, all, counts));
    Map<Integer, Contingencies.Size> sizes = new HashMap<>();
    pairs
        .values()
        .forEach(
            source -> {
              Summary its = all.sources[source];
              sizes.put(source, new Contingencies.Size(its.rows, its.distinct, its.characters));
            });
    Map<Integer, Measurement.Contingency> compared = Contingencies.measure(sizes, counts);
    pairs.forEach((aggregate, source) -> measured.put(aggregate, compared.get(source)));
    Map<Integer, Measurement> ordered =
        RankedPairs.measure(new TreeSet<>(ranked.values()), counts, MAX_SORTS);
    ranked.forEach((aggregate, source) -> measured.put(aggregate, ordered.get(source)));
    measured.put(Aggregate.Rows.ALL, new Measurement.Rows(all.rows));
    return measured;
  }

  /** How many of the most frequent values it keeps. */
  private static int limit(Aggregate aggregate) {
    return switch (aggregate.work()) {
      case VALUES -> ((Aggregate.TopValues) aggregate).limit();
      case SCAN, SKETCH, KEYS, PAIRS, RANKED, RANKS, SQL, GROUPED, ORDERED, COMPARED, SECOND -> 0;
    };
  }

  private static boolean isOrdered(Aggregate aggregate) {
    return switch (aggregate.work()) {
      case RANKS, VALUES -> true;
      case SCAN, SKETCH, KEYS, PAIRS, RANKED, SQL, GROUPED, ORDERED, COMPARED, SECOND -> false;
    };
  }

  private static <T> JavaPairRDD<String, Long> counts(
      JavaRDD<T> records, ReaderFactory<T> readers, KeyProgram keys, int tasks) {
    return records
        .mapPartitionsToPair(
            iterator -> {
              KeyProgram.Keys reading = keys.start();
              RecordReader<T> reader = readers.start();
              return new KeyIterator<>(RowCode.reading(iterator), reading, reader);
            })
        .reduceByKey(Long::sum, tasks);
  }

  /**
   * Keys that occur more than once. A record that cannot be read has none.
   *
   * @param readers reads them
   * @param program the occurrences of one key, and nothing else
   * @param rows how many records there are, or -1 if it is not known
   * @param <T> the class of the records
   * @return the parts of each such key, with how often it occurs
   */
  public static <T> JavaPairRDD<@Nullable Object[], Long> repeated(
      JavaRDD<T> records, ReaderFactory<T> readers, RecordProgram program, long rows) {
    return counts(records, readers, KeyProgram.of(program), tasks(records, rows, 1))
        .filter(entry -> entry._2() > 1 && EncodedKeys.source(entry._1()) >= 0)
        .mapToPair(
            entry ->
                new Tuple2<>(
                    RepeatedKeys.parts(ValueCodec.decode(EncodedKeys.key(entry._1()))),
                    entry._2()));
  }

  /** How many tasks count keys: not as many as there are partitions where these hold few rows. */
  static int tasks(JavaRDD<?> records, long rows, int sources) {
    int partitions = Math.max(1, records.getNumPartitions());
    if (rows < 0) {
      return partitions;
    }
    long wanted =
        Math.max(records.context().defaultParallelism(), rows * sources / KEYS_A_TASK + 1);
    return (int) Math.min(partitions, wanted);
  }

  private static Measurement.TopValues top(int limit, Summary summary) {
    List<Measurement.ValueCount> top = new ArrayList<>();
    for (Tuple2<String, Long> entry : summary.cut(limit)) {
      top.add(new Measurement.ValueCount(ValueCodec.decode(entry._1()), entry._2()));
    }
    return new Measurement.TopValues(top, summary.rows, summary.distinct);
  }

  /** One sort of all columns, each in one task, which then finds all ranks of its columns. */
  private static Map<Aggregate, Measurement> ranks(
      Map<Aggregate, Integer> aggregates, Summaries all, JavaPairRDD<String, Long> counts) {
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    HashMap<Integer, SortedSet<Long>> wanted = new HashMap<>();
    aggregates.forEach(
        (aggregate, source) -> {
          Summary summary = all.sources[source];
          if (summary.rows == 0 || summary.nans > 0) {
            measured.put(
                aggregate,
                new Measurement.Rank(
                    summary.rows == 0 ? null : (Object) Double.NaN, summary.rows, summary.nans));
          } else {
            wanted
                .computeIfAbsent(source, i -> new TreeSet<>())
                .add(rank((Aggregate.Rank) aggregate, summary));
          }
        });
    if (wanted.isEmpty()) {
      return measured;
    }
    Found found =
        States.mergedByDriver(
            counts
                .filter(entry -> wanted.containsKey(EncodedKeys.source(entry._1())))
                .repartitionAndSortWithinPartitions(
                    // the keys of a source to a task of its own, as far as there are as many
                    new ByHash(Math.min(wanted.size(), MAX_SORTS), EncodedKeys::source),
                    new EncodedKeys())
                .mapPartitions(
                    iterator -> List.of(States.write(Found.of(iterator, wanted))).iterator()),
            Found.class,
            Found::merge);
    aggregates.forEach(
        (aggregate, source) -> {
          Summary summary = all.sources[source];
          if (!measured.containsKey(aggregate) && found != null) {
            String key =
                found.keys.get(tagged(source, "" + rank((Aggregate.Rank) aggregate, summary)));
            measured.put(aggregate, new Measurement.Rank(ValueCodec.decode(key), summary.rows, 0));
          }
        });
    return measured;
  }

  private static final int MAX_SORTS = 1_000;

  /** What correlations of ranks shuffle besides counting the pairs of values. */
  public static final int SHUFFLES_OF_RANKED_PAIRS = RankedPairs.SHUFFLES;

  private static long rank(Aggregate.Rank rank, Summary summary) {
    return rank.rule().of(rank.q(), summary.rows);
  }

  /** The keys at some ranks, by source and rank. */
  private static final class Found implements Serializable {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // a hash map of texts
    private final HashMap<String, String> keys = new HashMap<>();

    static Found of(Iterator<Tuple2<String, Long>> sorted, Map<Integer, SortedSet<Long>> wanted) {
      Found found = new Found();
      int source = -1;
      long seen = 0;
      Iterator<Long> ranks = List.<Long>of().iterator();
      long next = Long.MAX_VALUE;
      while (sorted.hasNext()) {
        Tuple2<String, Long> entry = sorted.next();
        int its = EncodedKeys.source(entry._1());
        if (its != source) {
          source = its;
          seen = 0;
          ranks = wanted.getOrDefault(its, new TreeSet<>()).iterator();
          next = ranks.hasNext() ? ranks.next() : Long.MAX_VALUE;
        }
        seen += entry._2();
        while (seen >= next) {
          found.keys.put(tagged(source, "" + next), EncodedKeys.key(entry._1()));
          next = ranks.hasNext() ? ranks.next() : Long.MAX_VALUE;
        }
      }
      return found;
    }

    Found merge(Found next) {
      keys.putAll(next.keys);
      return this;
    }
  }

  /** Gives the keys of records one by one, so that not even those of one record are held. */
  private static final class KeyIterator<T> implements Iterator<Tuple2<String, Long>> {

    private final Iterator<T> records;
    private final KeyProgram.Keys keys;
    private final RecordReader<T> reader;
    private @Nullable Object[] values = {};
    private @Nullable RecordView view;
    private int source;
    private @Nullable Tuple2<String, Long> ready;
    private long rows;
    private boolean ended;

    KeyIterator(Iterator<T> records, KeyProgram.Keys keys, RecordReader<T> reader) {
      this.records = records;
      this.keys = keys;
      this.reader = reader;
    }

    @Override
    public boolean hasNext() {
      while (ready == null && !ended) {
        if (view != null && source < keys.size()) {
          ready = read(source++, view);
        } else if (records.hasNext()) {
          T record = records.next();
          rows++;
          values = reader.read(record);
          view = reader.view(record, values);
          source = 0;
        } else {
          ended = true;
          ready = new Tuple2<>(ROWS, rows);
        }
      }
      return ready != null;
    }

    private @Nullable Tuple2<String, Long> read(int from, RecordView record) {
      try {
        Object key = keys.read(from, values, record);
        return key == null ? null : new Tuple2<>(tagged(from, ValueCodec.encode(key)), 1L);
      } catch (RowFailure e) {
        return new Tuple2<>(FAILED + tagged(from, e.marked()), 1L);
      }
    }

    @Override
    public Tuple2<String, Long> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Tuple2<String, Long> next = Objects.requireNonNull(ready);
      ready = null;
      return next;
    }
  }
}
