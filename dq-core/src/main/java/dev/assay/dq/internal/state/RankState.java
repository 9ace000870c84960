package dev.assay.dq.internal.state;

import dev.assay.dq.internal.model.Values;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values near any rank, in bounded memory, with a worst-case bound.
 *
 * <p>Buffers of equal capacity k form levels; a value at level h stands for 2^h values. A full
 * level is sorted and every second value moves up, alternately the even and the odd ones (after
 * Manku, Rajagopalan and Lindsay, 1998). One such step at level h moves no rank by more than 2^h,
 * and level h takes at most n / (k 2^h) steps, so each level adds at most n / k, and merging adds
 * no other error: with L levels the rank is off by at most n L / k. Capacity is chosen for L = 40,
 * which is more levels than 2^40 k values fill.
 */
public final class RankState extends State {

  private static final long serialVersionUID = 1L;
  static final byte TAG = 9;
  private static final int LEVELS = 40;

  private final BigDecimal rankError;
  private final int capacity;

  @SuppressWarnings("serial") // array lists of serializable values
  private final List<List<Object>> levels = new ArrayList<>();

  private long values;
  private long nans;
  private boolean odd;

  /**
   * A state of no rows.
   *
   * @param rankError the greatest error of a rank as a fraction of the number of values
   */
  public RankState(BigDecimal rankError) {
    this.rankError = rankError;
    this.capacity = 2 * (int) Math.ceil(LEVELS / rankError.doubleValue() / 2);
  }

  /**
   * Takes a value in.
   *
   * @param canonical a canonical value
   */
  public void add(Object canonical) {
    values++;
    if (canonical instanceof Double d && d.isNaN()) {
      nans++;
    } else {
      put(0, canonical);
      if (levels.get(0).size() >= capacity) {
        compact();
      }
    }
  }

  private void put(int level, Object value) {
    while (levels.size() <= level) {
      levels.add(new ArrayList<>());
    }
    levels.get(level).add(value);
  }

  private void compact() {
    for (int h = 0; h < levels.size(); h++) {
      List<Object> full = levels.get(h);
      if (full.size() < capacity) {
        continue;
      }
      sort(full);
      int even = full.size() - full.size() % 2;
      for (int i = odd ? 1 : 0; i < even; i += 2) {
        put(h + 1, full.get(i));
      }
      odd = !odd;
      List<Object> rest = new ArrayList<>(full.subList(even, full.size()));
      full.clear();
      full.addAll(rest);
    }
  }

  /** Numbers of one kind are sorted as such, several times as fast as objects. */
  private static void sort(List<Object> values) {
    if (values.stream().allMatch(Double.class::isInstance)) {
      double[] numbers = values.stream().mapToDouble(value -> (Double) value).sorted().toArray();
      for (int i = 0; i < numbers.length; i++) {
        values.set(i, numbers[i]);
      }
    } else if (values.stream().allMatch(Long.class::isInstance)) {
      long[] numbers = values.stream().mapToLong(value -> (Long) value).sorted().toArray();
      for (int i = 0; i < numbers.length; i++) {
        values.set(i, numbers[i]);
      }
    } else {
      values.sort(Values::compare);
    }
  }

  @Override
  public void merge(State other) {
    RankState that = same(RankState.class, other);
    sameParameter("rank error", rankError, that.rankError);
    values += that.values;
    nans += that.nans;
    for (int h = 0; h < that.levels.size(); h++) {
      for (Object value : that.levels.get(h)) {
        put(h, value);
      }
    }
    compact();
  }

  @Override
  public State empty() {
    return new RankState(rankError);
  }

  /** A value near the rank of a quantile. */
  public Measurement.ApproxRank measure(BigDecimal q) {
    return new Measurement.ApproxRank(find(q), values, nans, rankError.doubleValue());
  }

  private @Nullable Object find(BigDecimal q) {
    if (nans > 0) {
      return Double.NaN;
    }
    List<Map.Entry<Object, Long>> weighted = new ArrayList<>();
    for (int h = 0; h < levels.size(); h++) {
      for (Object value : levels.get(h)) {
        weighted.add(Map.entry(value, 1L << h));
      }
    }
    weighted.sort(Comparator.comparing(Map.Entry::getKey, Values::compare));
    long rank =
        q.multiply(BigDecimal.valueOf(values)).setScale(0, RoundingMode.CEILING).longValue();
    long seen = 0;
    Object last = null;
    for (Map.Entry<Object, Long> entry : weighted) {
      last = entry.getKey();
      seen += entry.getValue();
      if (seen >= rank) {
        return last;
      }
    }
    return last;
  }

  @Override
  byte tag() {
    return TAG;
  }

  @Override
  void write(StateWriter out) {
    out.writeValue(rankError);
    out.writeLong(values);
    out.writeLong(nans);
    out.writeBoolean(odd);
    out.writeInt(levels.size());
    for (List<Object> level : levels) {
      out.writeInt(level.size());
      for (Object value : level) {
        out.writeValue(value);
      }
    }
  }

  static RankState read(StateReader in) {
    BigDecimal error = in.readDecimal();
    StateReader.check(
        error.signum() > 0 && error.compareTo(BigDecimal.ONE) <= 0 && error.scale() <= 10,
        "a rank error that cannot be");
    RankState state = new RankState(error);
    state.values = in.readCount();
    state.nans = in.readCount();
    state.odd = in.readBoolean();
    int count = in.readSize(Integer.BYTES, Long.SIZE - 2);
    Class<?> type = null;
    for (int h = 0; h < count; h++) {
      state.levels.add(new ArrayList<>());
      int size = in.readSize(1);
      for (int i = 0; i < size; i++) {
        Object value = in.readValue();
        if (value == null
            || !ValueCodec.isKey(value)
            || (type != null && type != value.getClass())) {
          throw StateReader.damaged("values that cannot be compared");
        }
        type = value.getClass();
        state.put(h, value);
      }
    }
    return state;
  }
}
