package dev.assay.dq.spark.frame;

import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Operand;
import dev.assay.dq.model.Predicate;
import dev.assay.dq.plan.Aggregate;
import dev.assay.dq.plan.Schema;
import dev.assay.dq.plan.TypeKind;
import dev.assay.dq.spark.compile.PredicateCompiler;
import dev.assay.dq.state.Measurement;
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
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Counts keys whose values fit a few 64-bit words exactly: numbers, dates, times, booleans and
 * their combinations. Because the words are the key and not a hash of it, equal words prove equal
 * keys, and nothing has to be looked at twice.
 *
 * <p>Each partition sends runs of words to the task that is responsible for them, 8 bytes a word
 * instead of a row of a group-by; where few keys repeat often, it sends counts instead, and so it
 * does with a run in which one key is frequent. A task gets its words bucket by bucket, in an order
 * that Spark's shuffle makes and for which it spills to disk when memory is short. So a task holds
 * one hash table of plain arrays at a time, of the distinct keys of one bucket: a fraction of what
 * it gets, whatever the number of rows and however often a key repeats.
 */
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

  /**
   * Whether values of these types together fit.
   *
   * @param types the types of a key's columns
   * @return true if they can be counted here
   */
  public static boolean fits(List<Schema.Type> types) {
    if (types.isEmpty() || types.stream().anyMatch(type -> bits(type) == 0)) {
      return false;
    }
    return Layout.of(types).words <= MAX_WORDS;
  }

  /** Where each part of a key stands in its words: no part straddles two. */
  private static final class Layout implements Serializable {
    private static final long serialVersionUID = 1L;
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

  /** A key as rows are read for it. */
  private static final class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int[] columns;
    private final TypeKind[] kinds;
    private final int[] scales;
    private final Layout layout;
    private final int scope;

    Key(int[] columns, List<Schema.Type> types, int scope) {
      this.columns = columns;
      this.kinds = types.stream().map(Schema.Type::kind).toArray(TypeKind[]::new);
      this.scales = types.stream().mapToInt(Schema.Type::scale).toArray();
      this.layout = Layout.of(types);
      this.scope = scope;
    }

    /** Writes the words of a row's key; false if a part is null or the row is out of scope. */
    boolean pack(Row row, long[] out) {
      if (scope >= 0 && (row.isNullAt(scope) || !row.getBoolean(scope))) {
        return false;
      }
      if (columns.length == 1) {
        return pack(row.get(columns[0]), out);
      }
      Arrays.fill(out, 0, layout.words, 0);
      for (int i = 0; i < columns.length; i++) {
        Object value = row.get(columns[i]);
        if (value == null) {
          return false;
        }
        long bits = bitsOf(value, kinds[i], scales[i]);
        out[layout.word[i]] |= bits << layout.offset[i];
      }
      return true;
    }

    /** Writes the word of a key of one column; false if it is null. */
    boolean pack(@Nullable Object value, long[] out) {
      if (value == null) {
        return false;
      }
      out[0] = bitsOf(value, kinds[0], scales[0]);
      return true;
    }

    /** The encoder of a key that is all there is to select: no row is made of its only value. */
    @Nullable Encoder<?> encoder() {
      if (columns.length > 1 || scope >= 0) {
        return null;
      }
      return switch (kinds[0]) {
        case BYTE, SHORT, INT, DATE, LONG, TIMESTAMP -> Encoders.LONG();
        case FLOAT, DOUBLE -> Encoders.DOUBLE();
        case BOOLEAN, DECIMAL, STRING, TIMESTAMP_NTZ, BINARY -> null;
        case ARRAY, MAP, STRUCT, DYNAMIC, OTHER -> null;
      };
    }

    private static long bitsOf(Object value, TypeKind kind, int scale) {
      return switch (kind) {
        case BOOLEAN -> (Boolean) value ? 1 : 0;
        case BYTE -> ((Number) value).longValue() & 0xFF;
        case SHORT -> ((Number) value).longValue() & 0xFFFF;
        case INT, DATE -> ((Number) value).longValue() & 0xFFFFFFFFL;
        case LONG, TIMESTAMP -> ((Number) value).longValue();
        case FLOAT, DOUBLE -> {
          double d = ((Number) value).doubleValue();
          yield Double.doubleToLongBits(d == 0 ? 0.0 : d); // one zero, one NaN
        }
        case DECIMAL -> ((BigDecimal) value).setScale(scale).unscaledValue().longValueExact();
        case STRING, TIMESTAMP_NTZ, BINARY, ARRAY, MAP, STRUCT, DYNAMIC, OTHER ->
            throw new IllegalStateException(kind + " does not fit a word");
      };
    }
  }

  /** What one task has counted of one key. */
  private static final class Summary {
    private long rows;
    private long distinct;
    private long once;
    private long repeated;
    private double countLogCount;

    void add(long count) {
      rows += count;
      distinct++;
      if (count == 1) {
        once++;
      } else {
        repeated += count;
        countLogCount += count * Math.log((double) count);
      }
    }
  }

  /**
   * Counts keys in one job with one shuffle.
   *
   * @param data the data
   * @param aggregates the keys, each of which {@link #fits}, and perhaps the number of all rows
   * @param types the types of the columns
   * @param rows the number of rows, or -1 if it is not known
   * @return each aggregate's measurement
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
    PredicateCompiler compiler = new PredicateCompiler(types);
    Map<ColumnRef, Integer> places = new LinkedHashMap<>();
    Map<Predicate, Integer> scopes = new LinkedHashMap<>();
    List<Column> selected = new ArrayList<>();
    List<Aggregate.Groups> counted =
        aggregates.stream()
            .filter(Aggregate.Groups.class::isInstance)
            .map(Aggregate.Groups.class::cast)
            .toList();
    Key[] keys = new Key[counted.size()];
    long words = 0;
    for (int i = 0; i < keys.length; i++) {
      Aggregate.Groups groups = counted.get(i);
      List<Schema.Type> keyTypes = new ArrayList<>();
      int[] columns = new int[groups.key().columns().size()];
      for (int c = 0; c < columns.length; c++) {
        Operand.Column column = groups.key().columns().get(c);
        Schema.Type type = compiler.typeOf(column);
        keyTypes.add(type);
        columns[c] =
            places.computeIfAbsent(
                column.ref(),
                ref -> select(selected, Canonical.encode(compiler.value(column), type.kind())));
      }
      int scope =
          groups.scope() instanceof Predicate.Always
              ? -1
              : scopes.computeIfAbsent(
                  groups.scope(), each -> select(selected, compiler.compile(each)));
      keys[i] = new Key(columns, keyTypes, scope);
      words += keys[i].layout.words;
    }
    JavaRDD<?> needed = needed(data, selected, keys);
    Routes routes = Routes.of(tasks(needed, rows, words), keys.length, hashMask);
    JavaPairRDD<Integer, long[]> sent =
        needed.mapPartitionsToPair(iterator -> new Sender(iterator, keys, routes));
    List<double[]> summaries =
        sent.repartitionAndSortWithinPartitions(
                new HashPartitioner(routes.tasks), Comparator.naturalOrder())
            .mapPartitions(iterator -> receive(iterator, keys, hashMask))
            .collect();
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    for (int i = 0; i < keys.length; i++) {
      long keyed = 0;
      long distinct = 0;
      long once = 0;
      long repeated = 0;
      double countLogCount = 0;
      for (double[] each : summaries) {
        int at = i * FIELDS;
        keyed += (long) each[at];
        distinct += (long) each[at + 1];
        once += (long) each[at + 2];
        repeated += (long) each[at + 3];
        countLogCount += each[at + 4];
      }
      measured.put(
          counted.get(i), new Measurement.Groups(keyed, distinct, once, repeated, countLogCount));
    }
    long all = 0;
    for (double[] each : summaries) {
      all += (long) each[keys.length * FIELDS];
    }
    for (Aggregate aggregate : aggregates) {
      if (aggregate instanceof Aggregate.Rows) {
        measured.put(aggregate, new Measurement.Rows(all));
      }
    }
    return measured;
  }

  private static int select(List<Column> selected, Column column) {
    selected.add(column.as("k" + selected.size()));
    return selected.size() - 1;
  }

  private static JavaRDD<?> needed(Dataset<Row> data, List<Column> selected, Key[] keys) {
    Encoder<?> encoder = selected.size() == 1 ? keys[0].encoder() : null;
    if (encoder == null) {
      return data.select(selected.toArray(Column[]::new)).toJavaRDD();
    }
    DataType type = encoder.equals(Encoders.DOUBLE()) ? DataTypes.DoubleType : DataTypes.LongType;
    return data.select(selected.get(0).cast(type).as("k")).as(encoder).toJavaRDD();
  }

  /**
   * As many as there are partitions where the rows are not known: each has then about as much to do
   * as one that sends, and few keys do not pay for more.
   */
  private static int tasks(JavaRDD<?> needed, long rows, long words) {
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

  /** Numbers that a task gives for each key: all below 2^53, so doubles hold them. */
  private static final int FIELDS = 5;

  private static Iterator<double[]> receive(
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
      int words = keys[key].layout.words;
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

    double[] finish() {
      finishBucket();
      double[] all = new double[keys.length * FIELDS + 1];
      for (int i = 0; i < keys.length; i++) {
        Summary summary = summaries[i];
        int at = i * FIELDS;
        all[at] = summary.rows;
        all[at + 1] = summary.distinct;
        all[at + 2] = summary.once;
        all[at + 3] = summary.repeated;
        all[at + 4] = summary.countLogCount;
      }
      all[keys.length * FIELDS] = rows;
      return all;
    }
  }

  /** Turns the rows of a partition into chunks of words for the receiving tasks. */
  private static final class Sender implements Iterator<Tuple2<Integer, long[]>> {

    private final Iterator<?> rows;
    private final Key[] keys;
    private final Outbox[] outboxes;
    private final long[] packed = new long[MAX_WORDS];
    private final ArrayDeque<Tuple2<Integer, long[]>> ready = new ArrayDeque<>();
    private long count;
    private boolean finished;

    Sender(Iterator<?> rows, Key[] keys, Routes routes) {
      this.rows = rows;
      this.keys = keys;
      this.outboxes = new Outbox[keys.length];
      int chunk =
          (int) Math.max(16, Math.min(CHUNK, SENDER_WORDS / ((long) routes.slots * keys.length)));
      for (int i = 0; i < keys.length; i++) {
        outboxes[i] = new Outbox(i, keys[i].layout.words, routes, chunk, ready);
      }
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && !finished) {
        if (rows.hasNext()) {
          Object next = rows.next();
          count++;
          if (next instanceof Row row) {
            for (int i = 0; i < keys.length; i++) {
              if (keys[i].pack(row, packed)) {
                outboxes[i].add(packed);
              }
            }
          } else if (keys[0].pack(next, packed)) {
            outboxes[0].add(packed);
          }
        } else {
          for (Outbox outbox : outboxes) {
            outbox.close();
          }
          ready.add(new Tuple2<>(0, new long[] {ROWS, 0, count}));
          finished = true;
        }
      }
      return !ready.isEmpty();
    }

    @Override
    public Tuple2<Integer, long[]> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }
  }

  /** Collects the words of one key by task and bucket, or counts them while that pays. */
  private static final class Outbox {

    private final int key;
    private final int words;
    private final Routes routes;
    private final int chunkWords;
    private final ArrayDeque<Tuple2<Integer, long[]>> ready;
    private final LongWordTable counted;
    private final long[][] plain;
    private final int[] filled;
    private long seen;
    private boolean counting = true;

    Outbox(
        int key,
        int words,
        Routes routes,
        int chunkWords,
        ArrayDeque<Tuple2<Integer, long[]>> ready) {
      this.key = key;
      this.words = words;
      this.routes = routes;
      this.chunkWords = chunkWords;
      this.ready = ready;
      this.counted = new LongWordTable(words, SENDER_KEYS, routes.hashMask);
      this.plain = new long[routes.slots][];
      this.filled = new int[routes.slots];
    }

    void add(long[] packed) {
      if (!counting) {
        send(packed, 0, 0, 0);
        return;
      }
      counted.add(packed, 0, 1);
      seen++;
      if (counted.size() >= SENDER_KEYS) {
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
