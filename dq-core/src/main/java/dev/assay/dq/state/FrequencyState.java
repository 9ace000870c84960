package dev.assay.dq.state;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every key with its number of rows: exact, and as large as there are distinct keys. The local path
 * keeps it in memory; on Spark, keys are counted by the executors instead.
 */
public final class FrequencyState extends State {

  private static final long serialVersionUID = 1L;
  static final byte TAG = 7;

  @SuppressWarnings("serial") // a HashMap of serializable values
  private final Map<Object, Long> counts = new HashMap<>();

  private long values;

  /** A state of no rows. */
  public FrequencyState() {}

  /**
   * Counts one row of a key.
   *
   * @param key a key as {@link Values#key} gives it, or a list of keys
   */
  public void add(Object key) {
    addAll(key, 1);
  }

  private void addAll(Object key, long count) {
    counts.merge(key, count, Long::sum);
    values += count;
  }

  @Override
  public void merge(State other) {
    same(FrequencyState.class, other).counts.forEach(this::addAll);
  }

  @Override
  public State empty() {
    return new FrequencyState();
  }

  /**
   * How often keys occur.
   *
   * @return the measurement
   */
  public Measurement.Groups measureGroups() {
    long once = 0;
    long repeated = 0;
    for (long count : counts.values()) {
      if (count == 1) {
        once++;
      } else {
        repeated += count;
      }
    }
    double sum =
        counts.values().stream()
            .filter(count -> count > 1)
            .sorted()
            .mapToDouble(count -> count * Math.log(count))
            .sum();
    return new Measurement.Groups(values, counts.size(), once, repeated, sum);
  }

  /**
   * What the counts say of two columns, whose pairs of values are the keys.
   *
   * @return the measurement
   */
  public Measurement.Contingency measureContingency() {
    Map<Object, Long> xs = new HashMap<>();
    Map<Object, Long> ys = new HashMap<>();
    counts.forEach(
        (key, count) -> {
          List<?> pair = (List<?>) key;
          xs.merge(pair.get(0), count, Long::sum);
          ys.merge(pair.get(1), count, Long::sum);
        });
    double deviations = 0;
    double allExpected = 0;
    for (Map.Entry<Object, Long> entry : counts.entrySet()) {
      List<?> pair = (List<?>) entry.getKey();
      double expected =
          (double) xs.getOrDefault(pair.get(0), 0L) * ys.getOrDefault(pair.get(1), 0L) / values;
      double deviation = entry.getValue() - expected;
      deviations += deviation * deviation / expected;
      allExpected += expected;
    }
    return Measurement.Contingency.of(
        values, xs.size(), ys.size(), counts.size(), deviations, allExpected);
  }

  /**
   * The value at the rank of a quantile.
   *
   * @param q the quantile
   * @return the measurement
   */
  public Measurement.Rank measureRank(BigDecimal q) {
    long nans = counts.getOrDefault(Double.NaN, 0L);
    if (values == 0) {
      return new Measurement.Rank(null, 0, 0);
    }
    if (nans > 0) {
      return new Measurement.Rank(Double.NaN, values, nans);
    }
    long rank =
        Math.max(
            1,
            q.multiply(BigDecimal.valueOf(values))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact());
    List<Object> keys = new ArrayList<>(counts.keySet());
    keys.sort(Values::compare);
    long seen = 0;
    for (Object key : keys) {
      seen += counts.get(key);
      if (seen >= rank) {
        return new Measurement.Rank(key, values, 0);
      }
    }
    throw new IllegalStateException("a rank within the count is always reached");
  }

  /**
   * The most frequent values.
   *
   * @param limit how many
   * @return the measurement
   */
  public Measurement.TopValues measureTop(int limit) {
    List<Measurement.ValueCount> top =
        counts.entrySet().stream()
            .map(entry -> new Measurement.ValueCount(entry.getKey(), entry.getValue()))
            .sorted(ORDER)
            .limit(limit)
            .toList();
    return new Measurement.TopValues(top, values, counts.size());
  }

  private static final Comparator<Measurement.ValueCount> ORDER =
      Comparator.comparingLong(Measurement.ValueCount::count)
          .reversed()
          .thenComparing(Measurement.ValueCount::value, Values::compare);

  @Override
  byte tag() {
    return TAG;
  }

  @Override
  void write(DataOutputStream out) throws IOException {
    out.writeInt(counts.size());
    for (Map.Entry<Object, Long> entry : counts.entrySet()) {
      ValueCodec.write(out, entry.getKey());
      out.writeLong(entry.getValue());
    }
  }

  static FrequencyState read(DataInputStream in) throws IOException {
    FrequencyState state = new FrequencyState();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      Object key = ValueCodec.read(in);
      long count = in.readLong();
      if (key == null || count < 1 || state.counts.containsKey(key)) {
        throw new StateFormatException("the state is damaged: a key that cannot be");
      }
      state.addAll(key, count);
    }
    return state;
  }
}
