package dev.assay.dq.spark.internal.rdd;

import dev.assay.dq.RecordView;
import dev.assay.dq.internal.execute.GroupFeed;
import dev.assay.dq.internal.execute.GroupProgram;
import dev.assay.dq.internal.execute.GroupTotals;
import dev.assay.dq.internal.execute.RecordProgram;
import dev.assay.dq.internal.execute.RowCode;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.Lookup;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.ValueCodec;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Judges groups of records that come one after the other: the records of all groupings are shuffled
 * once, to the task of their group, and sorted there, so that one group at a time is in memory, of
 * whatever size. Spark spills what it sorts.
 *
 * <p>A record travels as text of one character a byte: the number of its grouping, how long its key
 * is, the key, and then the values that are summarised. Sorting by all of it makes what is summed
 * in a group come in the same order in every run.
 */
@SuppressWarnings("serial") // javac warns of lambdas in packages below one named internal
public final class SortedGroups {

  /** How many different reasons of failing keys one task sends. */
  private static final int REASONS = 10;

  private SortedGroups() {}

  /**
   * Judges the groups.
   *
   * @param readers reads records
   * @param program the aggregates, of which those on groups are judged
   * @param rows how many records there are, or -1 if it is not known
   * @param others gives keys of another dataset, which must have a group
   * @param <T> the class of the records
   * @return each measurement, and the number of all rows
   */
  public static <T> Map<Aggregate, Measurement> run(
      JavaRDD<T> records,
      ReaderFactory<T> readers,
      RecordProgram program,
      long rows,
      Function<Lookup, JavaRDD<List<Object>>> others) {
    List<Aggregate.PerGroup> judged = GroupProgram.perGroup(program.aggregates());
    ArrayList<GroupFeed> feeds = new ArrayList<>();
    for (GroupProgram each : GroupProgram.of(judged, program.types())) {
      feeds.add(GroupFeed.of(each, program));
    }
    int tasks = RecordPasses.tasks(records, rows, feeds.size());
    JavaPairRDD<String, Long> travelling =
        records.mapPartitionsToPair(
            iterator -> new Travelling<>(RowCode.reading(iterator), readers.start(), feeds));
    for (int i = 0; i < feeds.size(); i++) {
      Lookup keys = feeds.get(i).program().grouping().lookup();
      int feed = i;
      if (keys != null) {
        travelling =
            travelling.union(
                others.apply(keys).mapToPair(key -> new Tuple2<>(KeyedText.of(feed, key), 0L)));
      }
    }
    All all =
        States.mergedByDriver(
            travelling
                .repartitionAndSortWithinPartitions(
                    new ByHash(tasks, KeyedText::hash), Comparator.<String>naturalOrder())
                .mapPartitions(sorted -> List.of(States.write(judge(sorted, feeds))).iterator()),
            All.class,
            All::merge);
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    for (int i = 0; i < feeds.size(); i++) {
      GroupProgram each = feeds.get(i).program();
      GroupTotals totals = all == null ? each.start().totals() : all.of.get(i);
      measured.putAll(totals.measure(each.judged()));
    }
    return measured;
  }

  /** What came of the groups of each grouping. */
  private static final class All implements Serializable {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an array list
    private final ArrayList<GroupTotals> of = new ArrayList<>();

    All merge(All next) {
      for (int i = 0; i < of.size(); i++) {
        of.get(i).merge(next.of.get(i));
      }
      return this;
    }
  }

  private static All judge(Iterator<Tuple2<String, Long>> sorted, List<GroupFeed> feeds) {
    List<GroupFeed.Groups> groups = feeds.stream().map(GroupFeed::groups).toList();
    String group = "";
    while (sorted.hasNext()) {
      Tuple2<String, Long> next = sorted.next();
      String text = next._1();
      int colon = text.indexOf(':');
      GroupFeed.Groups its = groups.get(Integer.parseInt(text.substring(0, colon)));
      char kind = text.charAt(colon + 1);
      if (kind == KeyedText.KEYLESS) {
        its.keyless(next._2());
      } else if (kind == KeyedText.FAILED) {
        its.fail(text.substring(colon + 2));
      } else {
        int end = KeyedText.end(text, colon);
        if (!text.regionMatches(0, group, 0, end) || group.length() != end) {
          group = text.substring(0, end);
          its.next(KeyedText.key(group, colon));
        }
        if (text.length() > end) { // else it is a key that must have a group
          its.add(KeyedText.list(text.substring(end)));
        }
      }
    }
    All all = new All();
    groups.forEach(each -> all.of.add(each.totals()));
    return all;
  }

  /** Gives what travels of records, one by one. */
  private static final class Travelling<T> implements Iterator<Tuple2<String, Long>> {

    private final Iterator<T> records;
    private final RecordReader<T> reader;
    private final List<GroupFeed.Reader> feeds;
    private final Queue<Tuple2<String, Long>> ready = new ArrayDeque<>();
    private final List<Set<String>> reasons = new ArrayList<>();
    private final long[] keyless;
    private boolean ended;

    Travelling(Iterator<T> records, RecordReader<T> reader, List<GroupFeed> feeds) {
      this.records = records;
      this.reader = reader;
      this.feeds = feeds.stream().map(GroupFeed::reader).toList();
      this.keyless = new long[feeds.size()];
      feeds.forEach(each -> reasons.add(new HashSet<>()));
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && !ended) {
        if (records.hasNext()) {
          T record = records.next();
          @Nullable Object[] values = reader.read(record);
          RecordView view = reader.view(record, values);
          for (int i = 0; i < feeds.size(); i++) {
            read(i, values, view);
          }
        } else {
          ended = true;
          for (int i = 0; i < keyless.length; i++) {
            ready.add(new Tuple2<>(i + ":" + KeyedText.KEYLESS, keyless[i]));
          }
        }
      }
      return !ready.isEmpty();
    }

    private void read(int feed, @Nullable Object[] values, RecordView view) {
      List<Object> key;
      try {
        key = feeds.get(feed).key(values, view);
      } catch (RowFailure e) {
        keyless[feed]++;
        String why = e.marked();
        if (reasons.get(feed).size() < REASONS && reasons.get(feed).add(why)) {
          ready.add(new Tuple2<>(feed + ":" + KeyedText.FAILED + why, 0L));
        }
        return;
      }
      if (key == null) {
        keyless[feed]++;
        return;
      }
      String inputs = ValueCodec.encode(feeds.get(feed).inputs(values, view));
      ready.add(new Tuple2<>(KeyedText.of(feed, key) + inputs, 1L));
    }

    @Override
    public Tuple2<String, Long> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }
  }
}
