package dev.assay.dq.spark.internal.frame;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Fault;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.OrderFreeSum;
import dev.assay.dq.spark.internal.compile.Canonical;
import dev.assay.dq.spark.internal.compile.Lowering;
import dev.assay.dq.spark.internal.rdd.States;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.HashPartitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Counts keys whose values fit a few 64-bit words exactly: numbers, dates, times, booleans and
 * their combinations. Because the words are the key and not a hash of it, equal words prove equal
 * keys, and nothing has to be looked at twice.
 *
 * <p>The words are made and taken within the code that Spark generates for reading the data, so
 * that rows do not have to leave it one by one. Each partition sends runs of words to the task that
 * is responsible for them, 8 bytes a word instead of a row of a group-by; where few keys repeat
 * often, it sends counts instead, and so it does with a run in which one key is frequent. A task
 * gets its words bucket by bucket, in an order that Spark's shuffle makes and for which it spills
 * to disk when memory is short. So a task holds one hash table of plain arrays at a time, of the
 * distinct keys of one bucket: a fraction of what it gets, whatever the number of rows and however
 * often a key repeats.
 */
@SuppressWarnings("serial") // javac warns of lambdas in packages below one named internal
public final class PackedKeys {

  /** Keys of more words than this are left to a group-by. */
  private static final int MAX_WORDS = 4;

  private static final int WORD = 64;

  /** How many words a receiving task should get. */
  private static final long WORDS_A_TASK = 2_500_000;

  private static final int MAX_TASKS = 20_000;

  /** Of how many buckets a task counts one at a time, at the most: few tasks have many. */
  private static final int MAX_BUCKETS = 128;

  private static final int MIN_BUCKETS = 4;

  /** How many buckets all tasks have together, within these bounds. */
  private static final int ALL_BUCKETS = 256;

  /**
   * Of how many keys words are taken within generated code: more would make a method of it that the
   * JVM does not compile.
   */
  private static final int MAX_TAKEN = 16;

  /** In place of the number of a key: what follows is a number of rows. */
  private static final int ROWS = -1;

  /** How many words travel together at most. */
  private static final int CHUNK = 4096;

  /** How many chunks a sending task fills at a time, as far as it is up to the buckets. */
  private static final int MAX_CHUNKS = 1 << 17;

  /** How many words of a bucket a task takes before it makes a table for their number. */
  private static final int WORDS_AT_ONCE = 1 << 22;

  /** How many keys of a chunk are looked at to see whether one is frequent. */
  private static final int LOOK_AT = 16;

  /** How often one of these is to occur for the chunk to be counted. */
  private static final int FREQUENT = 4;

  /** How many words a sending task keeps back until chunks are full. */
  private static final int SENDER_WORDS = 1 << 22;

  /** How many distinct keys a sending task counts before it decides whether counting pays. */
  private static final int SENDER_KEYS = 1 << 14;

  /** The same for all keys of a task together, which share it; each has some at the least. */
  private static final int ALL_SENDER_KEYS = 1 << 17;

  private static final int LEAST_SENDER_KEYS = 1 << 6;

  /** What stands before the keys of a chunk: the number of the key, and whether counts follow. */
  private static final int HEADER = 2;

  private PackedKeys() {}

  private static int bits(Schema.Type type) {
    return switch (type.kind()) {
      case BOOLEAN, BYTE -> 8;
      case SHORT -> 16;
      case INT, DATE -> 32;
      case LONG, FLOAT, DOUBLE, TIMESTAMP -> WORD;
      case DECIMAL -> type.precision() <= 18 && type.scale() >= 0 ? WORD : 0;
      case STRING, TIMESTAMP_NTZ, BINARY, ARRAY, MAP, STRUCT, DYNAMIC, OTHER -> 0;
    };
  }

  /** Whether values of these types together fit. */
  public static boolean fits(List<Schema.Type> types) {
    if (types.isEmpty() || types.stream().anyMatch(type -> bits(type) == 0)) {
      return false;
    }
    return Layout.of(types).words <= MAX_WORDS;
  }

  /** Where each part of a key stands in its words: no part straddles two. */
  private static final class Layout {
    private final int[] word;
    private final int[] offset;
    private final int words;

    private Layout(int[] word, int[] offset, int words) {
      this.word = word;
      this.offset = offset;
      this.words = words;
    }

    static Layout of(List<Schema.Type> types) {
      int[] used = new int[types.size()];
      int[] word = new int[types.size()];
      int[] offset = new int[types.size()];
      int words = 0;
      for (int i = 0; i < types.size(); i++) {
        int bits = bits(types.get(i));
        int w = 0;
        while (used[w] + bits > WORD) {
          w++;
        }
        word[i] = w;
        offset[i] = used[w];
        used[w] += bits;
        words = Math.max(words, w + 1);
      }
      return new Layout(word, offset, words);
    }
  }

  /** A key as its words are read. */
  private static final class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int words;

    /** Of each word that is a decimal, its scale. */
    private final int[] scales;

    private Key(int words, int[] scales) {
      this.words = words;
      this.scales = scales;
    }

    static Key of(List<Schema.Type> types, Layout layout) {
      int[] scales = new int[layout.words];
      for (int i = 0; i < types.size(); i++) {
        scales[layout.word[i]] = types.get(i).scale();
      }
      return new Key(layout.words, scales);
    }
  }

  /**
   * The words of a key as Spark computes them: a column that fills a word as it is, others shifted
   * to their places. If a part is null, so is a word, and out of scope the first is.
   */
  private static List<Column> words(
      Aggregate.Groups groups, List<Schema.Type> types, Layout layout, Lowering<Column> compiler) {
    @Nullable Column[] words = new Column[layout.words];
    for (int i = 0; i < types.size(); i++) {
      TypeKind kind = types.get(i).kind();
      Column value = Canonical.encode(compiler.value(groups.key().parts().get(i)), kind);
      Column part =
          switch (kind) {
            case DECIMAL -> value;
            case FLOAT, DOUBLE -> value.cast(DataTypes.DoubleType);
            case BOOLEAN, BYTE, SHORT, INT, DATE, LONG, TIMESTAMP -> value.cast(DataTypes.LongType);
            case STRING, TIMESTAMP_NTZ, BINARY, ARRAY, MAP, STRUCT, DYNAMIC, OTHER ->
                throw new IllegalStateException(kind + " does not fit a word");
          };
      int bits = bits(types.get(i));
      if (bits < WORD) {
        part = functions.shiftleft(part.bitwiseAND((1L << bits) - 1), layout.offset[i]);
      }
      Column before = words[layout.word[i]];
      words[layout.word[i]] = before == null ? part : before.bitwiseOR(part);
    }
    if (!groups.scope().isTrue()) {
      words[0] = functions.when(compiler.compile(groups.scope()), words[0]);
    }
    return List.of(words);
  }

  /** What one task has counted of one key. */
  private static final class Summary {
    private long rows;
    private long distinct;
    private long once;
    private long repeated;
    private final OrderFreeSum countLogCount = new OrderFreeSum();

    void add(long count) {
      rows += count;
      distinct++;
      if (count == 1) {
        once++;
      } else {
        repeated += count;
        countLogCount.addCountLogCount(count);
      }
    }
  }

  /**
   * Counts keys in one job with one shuffle.
   *
   * @param aggregates the keys, each of which {@link #fits}, and perhaps the number of all rows
   * @param rows the number of rows, or -1 if it is not known
   */
  public static Map<Aggregate, Measurement> run(
      Dataset<Row> data, List<Aggregate> aggregates, Map<ColumnRef, Schema.Type> types, long rows) {
    return run(data, aggregates, types, rows, -1);
  }

  /** The same with a hash of which only some bits are used: slower, and equally exact. */
  static Map<Aggregate, Measurement> run(
      Dataset<Row> data,
      List<Aggregate> aggregates,
      Map<ColumnRef, Schema.Type> types,
      long rows,
      long hashMask) {
    return run(data, aggregates, types, rows, hashMask, MAX_TAKEN);
  }

  /** The same where words are taken within generated code only of so many keys. */
  static Map<Aggregate, Measurement> run(
      Dataset<Row> data,
      List<Aggregate> aggregates,
      Map<ColumnRef, Schema.Type> types,
      long rows,
      long hashMask,
      int maxTaken) {
    Lowering<Column> compiler = Lowering.toColumns(types);
    List<Aggregate.Groups> counted =
        aggregates.stream().filter(PackedKeys::isKey).map(Aggregate.Groups.class::cast).toList();
    Key[] keys = new Key[counted.size()];
    List<List<Column>> words = new ArrayList<>();
    for (int i = 0; i < keys.length; i++) {
      List<Schema.Type> keyTypes =
          counted.get(i).key().parts().stream().map(compiler::typeOf).toList();
      Layout layout = Layout.of(keyTypes);
      keys[i] = Key.of(keyTypes, layout);
      words.add(words(counted.get(i), keyTypes, layout, compiler));
    }
    Collector collector = new Collector(keys);
    JavaRDD<Row> taken = keys.length <= maxTaken ? taking(data, words, collector) : null;
    boolean withRows = taken == null || collector.isEvaluatedByDriver();
    JavaRDD<Row> needed = withRows ? selecting(data, words) : taken;
    int allWords = Arrays.stream(keys).mapToInt(key -> key.words).sum();
    Routes routes = Routes.of(tasks(needed, rows, allWords), keys.length, hashMask);
    collector.sendTo(routes);
    JavaPairRDD<Integer, long[]> sent =
        needed.mapPartitionsToPair(iterator -> new Sender(iterator, collector, withRows));
    List<long[]> summaries =
        States.collected(
            sent.repartitionAndSortWithinPartitions(
                    new HashPartitioner(routes.tasks), Comparator.naturalOrder())
                .mapPartitions(iterator -> receive(iterator, keys, hashMask)));
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    for (int i = 0; i < keys.length; i++) {
      long keyed = 0;
      long distinct = 0;
      long once = 0;
      long repeated = 0;
      OrderFreeSum countLogCount = new OrderFreeSum();
      for (long[] each : summaries) {
        int at = i * FIELDS;
        keyed += each[at];
        distinct += each[at + 1];
        once += each[at + 2];
        repeated += each[at + 3];
        countLogCount.addParts(each, at + 4);
      }
      measured.put(
          counted.get(i),
          new Measurement.Groups(keyed, distinct, once, repeated, countLogCount.value()));
    }
    long all = 0;
    for (long[] each : summaries) {
      all += each[keys.length * FIELDS];
    }
    measured.put(Aggregate.Rows.ALL, new Measurement.Rows(all));
    return measured;
  }

  private static boolean isKey(Aggregate aggregate) {
    if (aggregate.equals(Aggregate.Rows.ALL)) {
      return false;
    }
    return switch (aggregate.work()) {
      case KEYS -> true;
      case SCAN, SKETCH, PAIRS, RANKED, RANKS, VALUES, SQL, GROUPED, ORDERED, COMPARED, SECOND ->
          throw new IllegalArgumentException(aggregate + " is not counted by packed keys");
    };
  }

  /** The words of all keys, as rows. */
  private static JavaRDD<Row> selecting(Dataset<Row> data, List<List<Column>> words) {
    List<Column> all = new ArrayList<>();
    for (List<Column> each : words) {
      for (Column word : each) {
        all.add(word.as("w" + all.size()));
      }
    }
    return data.select(all.toArray(Column[]::new)).toJavaRDD();
  }

  /**
   * Gives all words to a collector while Spark reads the data, and lets a row through only where
   * the collector has something to send: the loop over rows stays within generated code. Each row
   * is given once: the functions are not deterministic, and columns of their own, so that the
   * optimiser neither repeats nor moves them.
   */
  private static JavaRDD<Row> taking(
      Dataset<Row> data, List<List<Column>> words, Collector collector) {
    List<Column> taken = new ArrayList<>();
    Column any = functions.lit(false);
    for (int i = 0; i < words.size(); i++) {
      String name = "t" + i;
      taken.add(new Take(collector, i).of(words.get(i)).as(name));
      any = any.or(functions.col(name));
    }
    return data.select(taken.toArray(Column[]::new)).filter(any).toJavaRDD();
  }

  /**
   * As many as there are partitions where the rows are not known: each has then about as much to do
   * as one that sends, and few keys do not pay for more.
   */
  private static int tasks(JavaRDD<Row> needed, long rows, long words) {
    if (rows < 0) {
      return Math.max(1, Math.min(MAX_TASKS, needed.getNumPartitions()));
    }
    return (int) Math.max(1, Math.min(MAX_TASKS, (rows * words) / WORDS_A_TASK + 1));
  }

  /**
   * Where words go. A chunk's key says which key it is of, which bucket, and which task: as the
   * last two are what remains when the number is divided, HashPartitioner finds the task and the
   * natural order puts all of a key's bucket together.
   */
  private static final class Routes implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int tasks;
    private final int slots;
    private final long hashMask;

    private Routes(int tasks, int slots, long hashMask) {
      this.tasks = tasks;
      this.slots = slots;
      this.hashMask = hashMask;
    }

    static Routes of(int tasks, int keys, long hashMask) {
      int wanted = Math.max(MIN_BUCKETS, Math.min(MAX_BUCKETS, ALL_BUCKETS / tasks));
      int buckets = (int) Math.max(1, Math.min(wanted, MAX_CHUNKS / ((long) tasks * keys)));
      return new Routes(tasks, tasks * buckets, hashMask);
    }

    /** The task and the bucket in it, from bits that a table's places do not follow from. */
    int slot(long[] source, int from, int words) {
      long hash = LongWordTable.hash(source, from, words) & hashMask;
      return (int) (((hash ^ (hash >>> 32)) & 0x7FFFFFFFL) % slots);
    }

    int address(int key, int slot) {
      return key * slots + slot;
    }
  }

  /** Numbers that a task gives for each key. */
  private static final int FIELDS = 4 + OrderFreeSum.PARTS;

  private static Iterator<long[]> receive(
      Iterator<Tuple2<Integer, long[]>> iterator, Key[] keys, long hashMask) {
    Receiver receiver = new Receiver(keys, hashMask);
    while (iterator.hasNext()) {
      Tuple2<Integer, long[]> next = iterator.next();
      receiver.take(next._1(), next._2());
    }
    return List.of(receiver.finish()).iterator();
  }

  /** Counts one bucket after the other. */
  private static final class Receiver {

    private final Key[] keys;
    private final long hashMask;
    private final Summary[] summaries;
    private final List<long[]> chunks = new ArrayList<>();
    private @Nullable LongWordTable table;
    private int address = -1;
    private int key;
    private long waiting;
    private long rows;

    Receiver(Key[] keys, long hashMask) {
      this.keys = keys;
      this.hashMask = hashMask;
      this.summaries = new Summary[keys.length];
      Arrays.setAll(summaries, i -> new Summary());
    }

    void take(int at, long[] chunk) {
      if (chunk[0] == ROWS) {
        rows += chunk[HEADER];
        return;
      }
      if (at != address) {
        finishBucket();
        address = at;
        key = (int) chunk[0];
      }
      chunks.add(chunk);
      waiting += chunk.length;
      if (waiting >= WORDS_AT_ONCE) {
        count();
      }
    }

    private LongWordTable count() {
      int words = keys[key].words;
      LongWordTable counts = table;
      if (counts == null) {
        long entries = 0;
        for (long[] chunk : chunks) {
          entries += (chunk.length - HEADER) / (words + chunk[1]);
        }
        counts = new LongWordTable(words, (int) entries, hashMask);
        table = counts;
      }
      for (long[] chunk : chunks) {
        boolean counted = chunk[1] == 1;
        int step = words + (counted ? 1 : 0);
        for (int at = HEADER; at < chunk.length; at += step) {
          counts.add(chunk, at, counted ? chunk[at + words] : 1);
        }
      }
      chunks.clear();
      waiting = 0;
      return counts;
    }

    private void finishBucket() {
      Summary summary = summaries[key];
      count().forEach((source, from, count) -> summary.add(count));
      table = null;
    }

    long[] finish() {
      finishBucket();
      long[] all = new long[keys.length * FIELDS + 1];
      for (int i = 0; i < keys.length; i++) {
        Summary summary = summaries[i];
        int at = i * FIELDS;
        all[at] = summary.rows;
        all[at + 1] = summary.distinct;
        all[at + 2] = summary.once;
        all[at + 3] = summary.repeated;
        summary.countLogCount.copyParts(all, at + 4);
      }
      all[keys.length * FIELDS] = rows;
      return all;
    }
  }

  /** Turns the rows of a partition into chunks of words for the receiving tasks. */
  private static final class Sender implements Iterator<Tuple2<Integer, long[]>> {

    private final Iterator<Row> rows;
    private final Collector collector;
    private final boolean withRows;
    private boolean finished;

    /**
     * A sender.
     *
     * @param withRows whether the words are in the rows; false where the collector has had them
     */
    Sender(Iterator<Row> rows, Collector collector, boolean withRows) {
      this.rows = rows;
      this.collector = collector;
      this.withRows = withRows;
    }

    @Override
    public boolean hasNext() {
      while (!collector.hasNext() && !finished) {
        if (!rows.hasNext()) {
          collector.finish();
          finished = true;
        } else if (withRows) {
          collector.take(rows.next());
        } else {
          rows.next();
          collector.checkStarted();
        }
      }
      return collector.hasNext();
    }

    @Override
    public Tuple2<Integer, long[]> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return collector.next();
    }
  }

  /**
   * What a task has of all keys and not yet sent. Each task has its own: the functions that fill it
   * and the sender that empties it come to the task together, with one collector for all of them,
   * and run in its thread.
   */
  private static final class Collector implements Serializable {

    private static final long serialVersionUID = 1L;
    private final Key[] keys;
    private @Nullable Routes routes;
    private transient @Nullable List<Outbox> outboxes;
    private transient @Nullable ArrayDeque<Tuple2<Integer, long[]>> ready;
    private transient volatile boolean evaluatedByDriver;

    Collector(Key[] keys) {
      this.keys = keys;
    }

    /** Says where words go; to be called before a task starts. */
    void sendTo(Routes to) {
      routes = to;
    }

    /** Whether Spark computed the rows while it planned, as it does where the driver has them. */
    boolean isEvaluatedByDriver() {
      return evaluatedByDriver;
    }

    /** What a key's words are put in; null outside of a task. */
    @Nullable Outbox outbox(int key) {
      if (TaskContext.get() == null) {
        evaluatedByDriver = true;
        return null;
      }
      return start().get(key);
    }

    List<Outbox> start() {
      List<Outbox> started = outboxes;
      if (started == null) {
        Routes to = Objects.requireNonNull(routes, "routes");
        ArrayDeque<Tuple2<Integer, long[]>> out = new ArrayDeque<>();
        started = new ArrayList<>();
        long places = (long) to.slots * keys.length;
        int most =
            Math.max(LEAST_SENDER_KEYS, Math.min(SENDER_KEYS, ALL_SENDER_KEYS / keys.length));
        int chunk = (int) Math.max(16, Math.min(CHUNK, SENDER_WORDS / places));
        for (int i = 0; i < keys.length; i++) {
          started.add(new Outbox(i, keys[i], to, chunk, most, out));
        }
        outboxes = started;
        ready = out;
      }
      return started;
    }

    void take(Row row) {
      int at = 0;
      for (Outbox outbox : start()) {
        boolean complete = true;
        for (int w = 0; w < outbox.words; w++) {
          complete &= outbox.put(w, row.get(at++));
        }
        outbox.end(complete);
      }
    }

    /** Fails if rows have come and their words have not: they would not be counted. */
    void checkStarted() {
      if (outboxes == null) {
        throw new Fault(
            "The words of a key did not come to the task that is to send them: count this key with"
                + " KeyStrategy.GROUP_BY");
      }
    }

    void finish() {
      List<Outbox> filled = start();
      filled.forEach(Outbox::close);
      Objects.requireNonNull(ready).add(new Tuple2<>(0, new long[] {ROWS, 0, filled.get(0).rows}));
    }

    boolean hasNext() {
      return ready != null && !ready.isEmpty();
    }

    Tuple2<Integer, long[]> next() {
      return Objects.requireNonNull(ready).remove();
    }
  }

  /** A function that gives a row's words of one key to a collector. */
  private static final class Take
      implements UDF1<@Nullable Object, Boolean>,
          UDF2<@Nullable Object, @Nullable Object, Boolean>,
          UDF3<@Nullable Object, @Nullable Object, @Nullable Object, Boolean>,
          UDF4<@Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object, Boolean> {

    private static final long serialVersionUID = 1L;
    private final Collector collector;
    private final int key;
    private transient @Nullable Outbox outbox;

    Take(Collector collector, int key) {
      this.collector = collector;
      this.key = key;
    }

    Column of(List<Column> words) {
      DataType type = DataTypes.BooleanType;
      UserDefinedFunction function =
          switch (words.size()) {
            case 1 -> functions.udf((UDF1<?, ?>) this, type);
            case 2 -> functions.udf((UDF2<?, ?, ?>) this, type);
            case 3 -> functions.udf((UDF3<?, ?, ?, ?>) this, type);
            case MAX_WORDS -> functions.udf((UDF4<?, ?, ?, ?, ?>) this, type);
            default -> throw new IllegalArgumentException(words.size() + " words");
          };
      return function.asNondeterministic().apply(words.toArray(Column[]::new));
    }

    private @Nullable Outbox outbox() {
      Outbox mine = outbox;
      if (mine == null) {
        mine = collector.outbox(key);
        outbox = mine;
      }
      return mine;
    }

    @Override
    public Boolean call(@Nullable Object a) {
      Outbox mine = outbox();
      return mine != null && mine.end(mine.put(0, a));
    }

    @Override
    public Boolean call(@Nullable Object a, @Nullable Object b) {
      Outbox mine = outbox();
      return mine != null && mine.end(mine.put(0, a) && mine.put(1, b));
    }

    @Override
    public Boolean call(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
      Outbox mine = outbox();
      return mine != null && mine.end(mine.put(0, a) && mine.put(1, b) && mine.put(2, c));
    }

    @Override
    public Boolean call(
        @Nullable Object a, @Nullable Object b, @Nullable Object c, @Nullable Object d) {
      Outbox mine = outbox();
      return mine != null
          && mine.end(mine.put(0, a) && mine.put(1, b) && mine.put(2, c) && mine.put(3, d));
    }
  }

  /** Collects the words of one key by task and bucket, or counts them while that pays. */
  private static final class Outbox {

    private final int key;
    private final int words;
    private final int[] scales;
    private final long[] packed;
    private final Routes routes;
    private final int chunkWords;
    private final int mostCounted;
    private final ArrayDeque<Tuple2<Integer, long[]>> ready;
    private final LongWordTable counted;
    private final long[][] plain;
    private final int[] filled;
    private long rows;
    private long seen;
    private boolean counting = true;

    Outbox(
        int number,
        Key key,
        Routes routes,
        int chunkWords,
        int mostCounted,
        ArrayDeque<Tuple2<Integer, long[]>> ready) {
      this.key = number;
      this.words = key.words;
      this.scales = key.scales;
      this.packed = new long[words];
      this.routes = routes;
      this.chunkWords = chunkWords;
      this.mostCounted = mostCounted;
      this.ready = ready;
      this.counted = new LongWordTable(words, 0, routes.hashMask);
      this.plain = new long[routes.slots][];
      this.filled = new int[routes.slots];
    }

    /** Takes a word of the row's key; false if it is null. */
    boolean put(int word, @Nullable Object value) {
      if (value == null) {
        return false;
      }
      packed[word] = value instanceof Long bits ? bits : otherBits(word, value);
      return true;
    }

    private long otherBits(int word, Object value) {
      if (value instanceof Double d) {
        return Double.doubleToLongBits(d == 0 ? 0.0 : d); // one zero, one NaN
      }
      return ((BigDecimal) value).setScale(scales[word]).unscaledValue().longValueExact();
    }

    /**
     * Ends a row.
     *
     * @return whether the sender has something to do: at the first row, where it sees that rows
     *     come, and when there is something to send
     */
    boolean end(boolean complete) {
      rows++;
      if (complete) {
        add();
      }
      return rows == 1 || !ready.isEmpty();
    }

    private void add() {
      if (!counting) {
        send(packed, 0, 0, 0);
        return;
      }
      counted.add(packed, 0, 1);
      seen++;
      if (counted.size() >= mostCounted) {
        counting = seen >= 4L * counted.size();
        flush();
      }
    }

    /** Sends what was counted: with counts where keys repeat, else as plain keys. */
    private void flush() {
      boolean withCounts = counted.size() * (long) (words + 1) < seen * words;
      if (withCounts) {
        sendAll(0);
      }
      counted.forEach(
          (source, from, count) -> {
            if (withCounts) {
              send(source, from, 1, count);
            } else {
              for (long i = 0; i < count; i++) {
                send(source, from, 0, 0);
              }
            }
          });
      if (withCounts) {
        sendAll(1);
      }
      counted.clear();
      seen = 0;
    }

    private void send(long[] source, int from, int mode, long count) {
      int slot = routes.slot(source, from, words);
      long[] chunk = plain[slot];
      int step = words + mode;
      int most = HEADER + Math.max(1, chunkWords / step) * step;
      if (chunk != null && filled[slot] + step > chunk.length) {
        if (chunk.length < most) {
          chunk = Arrays.copyOf(chunk, Math.min(most, HEADER + (chunk.length - HEADER) * 2));
          plain[slot] = chunk;
        } else {
          post(slot, mode);
          chunk = null;
        }
      }
      if (chunk == null) {
        chunk = new long[Math.min(most, HEADER + 8 * step)];
        plain[slot] = chunk;
        filled[slot] = HEADER;
      }
      int at = filled[slot];
      System.arraycopy(source, from, chunk, at, words);
      if (mode == 1) {
        chunk[at + words] = count;
      }
      filled[slot] = at + step;
    }

    private void post(int slot, int mode) {
      long[] chunk = plain[slot];
      int end = filled[slot];
      plain[slot] = null;
      if (mode == 0 && isOneFrequent(chunk, end)) {
        ready.add(new Tuple2<>(routes.address(key, slot), counted(chunk, end)));
        return;
      }
      long[] full = end == chunk.length ? chunk : Arrays.copyOf(chunk, end);
      full[0] = key;
      full[1] = mode;
      ready.add(new Tuple2<>(routes.address(key, slot), full));
    }

    /** Whether one key seems to be a good part of a chunk, from a few of its keys. */
    private boolean isOneFrequent(long[] chunk, int end) {
      int entries = (end - HEADER) / words;
      if (entries < LOOK_AT) {
        return false;
      }
      int step = entries / LOOK_AT * words;
      for (int i = 0; i <= LOOK_AT - FREQUENT; i++) {
        int same = 1;
        for (int j = i + 1; j < LOOK_AT; j++) {
          int a = HEADER + i * step;
          int b = HEADER + j * step;
          same += Arrays.equals(chunk, a, a + words, chunk, b, b + words) ? 1 : 0;
        }
        if (same >= FREQUENT) {
          return true;
        }
      }
      return false;
    }

    /** The keys of a chunk, each once with its count. */
    private long[] counted(long[] chunk, int end) {
      LongWordTable table = new LongWordTable(words, 16, routes.hashMask);
      for (int at = HEADER; at < end; at += words) {
        table.add(chunk, at, 1);
      }
      long[] counts = new long[HEADER + table.size() * (words + 1)];
      counts[0] = key;
      counts[1] = 1;
      int[] at = {HEADER};
      table.forEach(
          (source, from, count) -> {
            System.arraycopy(source, from, counts, at[0], words);
            counts[at[0] + words] = count;
            at[0] += words + 1;
          });
      return counts;
    }

    private void sendAll(int mode) {
      for (int slot = 0; slot < plain.length; slot++) {
        if (plain[slot] != null) {
          post(slot, mode);
        }
      }
    }

    void close() {
      if (counting && counted.size() > 0) {
        flush();
      }
      sendAll(0);
    }
  }
}
