package dev.assay.dq.profile;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.state.Hashes;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.StateReader;
import dev.assay.dq.internal.state.StateWriter;
import dev.assay.dq.internal.state.TotalState;
import dev.assay.dq.local.Fields;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has been seen of one column. Bounded, whatever is in it. */
abstract class ColumnState implements HeavyHitters.Observer {

  private static final int TRACKED = 512;
  private static final int TRACKED_DAYS = 2048;
  private static final double OUTLIER = 1.5;
  static final double[] QUANTILES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

  private static final Set<String> SENTINELS =
      Set.of(
          "na",
          "n/a",
          "null",
          "none",
          "nil",
          "nan",
          "-",
          "?",
          "missing",
          "unknown",
          "undefined",
          "#n/a",
          "-999",
          "-9999",
          "-99999");

  private static final int LONGEST_SENTINEL = TextClassifier.LONGEST_WORD;

  private final String name;
  private final Schema.Type type;
  long nulls;
  long values;
  final HeavyHitters frequent;
  final DistinctSketch sketch = new DistinctSketch();
  private @Nullable HeavyHitters holdout;
  private long holdoutRows;

  ColumnState(String name, Schema.Type type) {
    this.name = name;
    this.type = type;
    // eleven years of days are counted exactly
    int tracked = type.kind() == TypeKind.DATE ? TRACKED_DAYS : TRACKED;
    this.frequent = new HeavyHitters(tracked, words(type.kind()));
    this.holdout = new HeavyHitters(tracked, words(type.kind()));
  }

  private static HeavyHitters.Words words(TypeKind kind) {
    return kind.isInteger()
        ? HeavyHitters.Words.WHOLE
        : kind.isFloating()
            ? HeavyHitters.Words.REAL
            : kind == TypeKind.DATE ? HeavyHitters.Words.DAY : HeavyHitters.Words.NONE;
  }

  /** The class of the values that are counted where they are no words. */
  private static Class<?> keyClass(TypeKind kind) {
    return switch (kind) {
      case DECIMAL -> BigDecimal.class;
      case BOOLEAN -> Boolean.class;
      case TIMESTAMP -> Instant.class;
      case TIMESTAMP_NTZ -> LocalDateTime.class;
      case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, DATE -> Void.class; // these are words
      case STRING, BINARY, ARRAY, MAP, STRUCT, DYNAMIC, OTHER -> String.class;
    };
  }

  /** How many states it takes for columns of some types, those of elements included. */
  static long states(List<Schema.Field> fields) {
    return fields.stream().mapToLong(field -> 1 + Sized.parts(field.type())).sum();
  }

  /** The zone is that in which instants have days and hours. */
  static ColumnState of(String name, Schema.Type type, ZoneId zone) {
    TypeKind kind = type.kind();
    if (kind.isNumeric()) {
      return new Numeric(name, type);
    }
    if (kind == TypeKind.STRING) {
      return new OfText(name, type);
    }
    if (kind.isTemporal()) {
      return new Temporal(name, type, zone);
    }
    if (kind == TypeKind.ARRAY || kind == TypeKind.MAP) {
      return new Sized(name, type, zone);
    }
    return new Plain(name, type);
  }

  final String name() {
    return name;
  }

  /**
   * Adds a canonical value or null.
   *
   * @return a hash of it, the same on every engine; 0 of null, and of what {@link #isHashed} tells
   */
  final long add(@Nullable Object value) {
    if (value == null) {
      nulls++;
      return 0;
    }
    values++;
    return take(value);
  }

  /** How values wait: as words, or as objects. */
  final HeavyHitters.Words words() {
    return frequent.words();
  }

  /** Adds what waits of this column; each row's hash takes that of its value in. */
  final void addAll(Batch rows, int column, long[] hashes) {
    if (addTogether(rows, column, hashes)) {
      return;
    }
    if (words() != HeavyHitters.Words.NONE) {
      addWords(rows, column, hashes);
      return;
    }
    if (isMutable()) {
      long[] known = rows.hashes(column);
      for (int r = 0; r < hashes.length; r++) {
        hashes[r] = 31 * hashes[r] + known[r];
      }
      return;
    }
    for (int r = 0; r < hashes.length; r++) {
      hashes[r] = 31 * hashes[r] + add(rows.value(column, r));
    }
  }

  /**
   * The same where values are better observed together than deferred one by one, as those that are
   * mostly new.
   *
   * @return false if this is not so; then nothing was added
   */
  boolean addTogether(Batch rows, int column, long[] hashes) {
    return false;
  }

  private void addWords(Batch rows, int column, long[] hashes) {
    long[] all = rows.words(column);
    for (int r = 0; r < hashes.length; r++) {
      if (rows.isAbsent(column, r)) {
        nulls++;
        hashes[r] = 31 * hashes[r];
      } else {
        values++;
        hashes[r] = 31 * hashes[r] + takeWord(all[r]);
      }
    }
  }

  /** The same as {@link #take} of a value without its object. */
  final long takeWord(long word) {
    long hash = Hashes.mix(word);
    if (!remember(hash, null)) {
      flush(word, 1);
    }
    return hash;
  }

  /** Whether values are small and never change. */
  boolean isImmutable() {
    return false;
  }

  /**
   * Whether a value has to be added before its record is left: what is in it may change afterwards.
   */
  boolean isMutable() {
    return false;
  }

  /** Whether values have hashes that do not depend on the engine. */
  boolean isHashed() {
    return true;
  }

  /** A form of a value that stays as it is, whatever is done with the record. */
  Object stable(Object value) {
    return value;
  }

  /** Counts a value and observes it, now or later. */
  abstract long take(Object value);

  /** Observes a value that occurred some times, but for what {@link #remember} has counted. */
  abstract void observe(Object value, long times);

  /**
   * Counts a value once.
   *
   * @param key the value in which it is counted; may be null where its hash tells it
   * @return true if it was there already: it is observed later, with all others that equal it
   */
  final boolean remember(long hash, @Nullable Object key) {
    if (frequent.remember(hash, key, this)) {
      return true;
    }
    sketch.add(hash);
    return false;
  }

  @Override
  public final void flush(Object value, long times) {
    observe(value, times);
  }

  @Override
  public void flush(long word, long times) {
    observe(words().of(word), times);
  }

  /** Observes all deferred values. */
  void flush() {
    frequent.flush(this);
  }

  /**
   * Remembers the values of rows that were set aside; after {@link #addAll}, which has counted
   * them. Where there are too many different values to tell, nothing is remembered.
   */
  final void holdOut(Batch rows, int column, int[] aside) {
    if (words() != HeavyHitters.Words.NONE) {
      holdOutWords(rows, column, aside);
      return;
    }
    for (int i = 0; i < aside.length && holdout != null; i++) {
      Object value = rows.value(column, aside[i]);
      if (value != null) {
        Object key = frequent.isExact() ? key(value) : null;
        if (key == null) {
          holdout = null;
        } else {
          holdout.add(key);
          holdoutRows++;
        }
      }
    }
  }

  private void holdOutWords(Batch rows, int column, int[] aside) {
    HeavyHitters memory = frequent.isExact() ? holdout : null;
    holdout = memory;
    if (memory == null) {
      return;
    }
    long[] all = rows.words(column);
    for (int row : aside) {
      if (!rows.isAbsent(column, row)) {
        memory.add(Hashes.mix(all[row]), null, 1);
        holdoutRows++;
      }
    }
  }

  /** The form of a value in which it is counted, or null if it depends on the engine. */
  abstract @Nullable Object key(Object value);

  private ColumnProfile.@Nullable Holdout holdout() {
    if (holdout == null || !exact()) {
      return null;
    }
    long[] unseen = {0};
    Map<Object, long[]> counts = frequent.counts();
    holdout
        .counts()
        .forEach(
            (value, count) -> {
              long[] all = counts.get(value);
              unseen[0] += all != null && all[0] == count[0] ? count[0] : 0;
            });
    return new ColumnProfile.Holdout(holdoutRows, unseen[0]);
  }

  /** Without a memory of the rows set aside: elements are not rows. */
  final ColumnState ofElements() {
    holdout = null;
    return this;
  }

  /** The most frequent values, if they can be named. */
  List<ValueCount> most(int limit) {
    return frequent.top(limit);
  }

  /**
   * Values that may be among the most frequent, where it is certain that some are frequent but not
   * how often they occur: to be counted in the second scan.
   */
  final List<Object> candidates(int limit) {
    TypeKind kind = type.kind();
    boolean countable =
        kind.isNumeric() || kind.isTemporal() || kind == TypeKind.STRING; // kept as they are
    return exact() || !countable ? List.of() : frequent.candidates(limit, ColumnState::isWhole);
  }

  /** Not cut, not decoded from bytes that are no text, and equal to itself. */
  private static boolean isWhole(Object value) {
    return value instanceof String text
        ? text.length() <= HeavyHitters.LONGEST && text.indexOf('\ufffd') < 0
        : !(value instanceof Double real) || Double.isFinite(real);
  }

  /** The share of values that the most frequent one has at least. */
  final double leastShareOfFirst() {
    return (double) frequent.mostCertain() / Math.max(1, values);
  }

  /** How often a value occurs that {@link #most} has named, as far as is known. */
  final long occurrences(String value) {
    return frequent.counts().entrySet().stream()
        .filter(each -> HeavyHitters.text(each.getKey()).equals(value))
        .mapToLong(each -> each.getValue()[0])
        .sum();
  }

  /** Profiles of elements, or of keys and values. */
  List<ColumnProfile> parts(ProfileOptions options, Instant now) {
    return List.of();
  }

  /** About how many bytes the values take. */
  long bytes() {
    return values
        * switch (type.kind()) {
          case BOOLEAN, BYTE -> 1;
          case SHORT -> 2;
          case INT, FLOAT, DATE -> 4;
          case LONG, DOUBLE, TIMESTAMP, TIMESTAMP_NTZ -> 8;
          case DECIMAL -> type.precision() > 18 && type.scale() >= 0 ? 16 : 8;
          case STRING, BINARY, ARRAY, MAP, STRUCT, DYNAMIC, OTHER -> 16;
        };
  }

  void merge(ColumnState other) {
    nulls += other.nulls;
    values += other.values;
    frequent.merge(other.frequent);
    sketch.merge(other.sketch);
    if (holdout == null || other.holdout == null || !frequent.isExact()) {
      holdout = null;
    } else {
      holdout.merge(other.holdout);
      holdoutRows += other.holdoutRows;
    }
  }

  /** Writes what was seen, after {@link #flush}; not the name and the type. */
  void write(StateWriter out) {
    out.writeLong(nulls);
    out.writeLong(values);
    frequent.write(out);
    sketch.write(out);
    out.writeBoolean(holdout != null);
    if (holdout != null) {
      holdout.write(out);
    }
    out.writeLong(holdoutRows);
  }

  /** Reads what was written into a state that has seen nothing. */
  void read(StateReader in) {
    nulls = in.readCount();
    values = in.readCount();
    frequent.read(in, keyClass(type.kind()));
    sketch.read(in);
    if (in.readBoolean() && holdout != null) {
      holdout.read(in, keyClass(type.kind()));
    } else {
      holdout = null;
    }
    holdoutRows = in.readCount();
  }

  final boolean exact() {
    return frequent.isExact();
  }

  final long distinct() {
    return exact() ? frequent.size() : Math.min(values, sketch.estimate());
  }

  final Schema.Type type() {
    return type;
  }

  final ColumnProfile profile(ProfileOptions options, Instant now) {
    return profile(options, now, null, Map.of());
  }

  /**
   * The profile, with an exact count of its distinct values if there is one, and of those of its
   * frequent values that were counted.
   */
  final ColumnProfile profile(
      ProfileOptions options,
      Instant now,
      Measurement.@Nullable Groups counted,
      Map<Object, Long> occurrences) {
    SemanticType looks = SemanticType.EMPTY;
    double share = 0;
    if (values > 0) {
      Map.Entry<SemanticType, Long> most = looks();
      looks = most.getKey();
      share = (double) most.getValue() / values;
    }
    boolean exact = exact();
    List<ValueCount> top =
        occurrences.isEmpty()
            ? most(options.topValues())
            : HeavyHitters.top(occurrences, options.topValues());
    return new ColumnProfile(
        name,
        type.display(),
        nulls + values,
        nulls,
        sentinels(),
        counted == null ? distinct() : counted.distinct(),
        exact || counted != null,
        top,
        occurrences.isEmpty() || top.isEmpty()
            ? frequent.error()
            : Math.max(0, frequent.mostOfOthers(occurrences) - top.get(top.size() - 1).count()),
        counted != null ? counted.once() : exact ? frequent.once() : -1,
        exact && frequent.size() <= ColumnProfile.MAX_CATEGORIES
            ? most(ColumnProfile.MAX_CATEGORIES)
            : List.of(),
        holdout(),
        looks,
        share,
        numbers(options),
        text(options, now),
        time(options, now),
        truths(),
        sizes(),
        parts(options, now),
        null);
  }

  /** The type that most values look like, and how many do. */
  Map.Entry<SemanticType, Long> looks() {
    return Map.entry(exact() && frequent.size() == 1 ? SemanticType.CONSTANT : own(), values);
  }

  abstract SemanticType own();

  static boolean isSentinel(String text) {
    return SENTINELS.contains(text.strip().toLowerCase(Locale.ROOT));
  }

  /** Values that commonly stand for a missing one, the most frequent first. */
  List<ValueCount> sentinels() {
    return List.of();
  }

  ColumnProfile.@Nullable Numbers numbers(ProfileOptions options) {
    return null;
  }

  ColumnProfile.@Nullable Text text(ProfileOptions options, Instant now) {
    return null;
  }

  ColumnProfile.@Nullable Time time(ProfileOptions options, Instant now) {
    return null;
  }

  ColumnProfile.@Nullable Lengths sizes() {
    return null;
  }

  long truths() {
    return -1;
  }

  /** Numbers of any type. */
  static final class Numeric extends ColumnState {

    private static final int FIRST_SENTINEL = -999;

    /** A whole number of more digits is written with an exponent. */
    private static final int LONGEST_WHOLE = 40;

    private final boolean whole;
    private final TotalState total = new TotalState();
    private final QuantileSketch ranks;
    private final HeavyHitters missing = new HeavyHitters(SENTINELS.size());
    private final Moments moments = new Moments();
    private long nans;
    private long infinities;
    private long zeros;
    private long negatives;

    /** Their words are those of {@link #ranks}; decimals are kept beside. */
    private final Ends ends = new Ends();

    Numeric(String name, Schema.Type type) {
      super(name, type);
      this.whole = type.kind().isInteger();
      this.ranks =
          whole
              ? QuantileSketch.ofWholes()
              : type.kind().isFloating() ? QuantileSketch.ofReals() : QuantileSketch.ofDecimals();
    }

    @Override
    SemanticType own() {
      return whole ? SemanticType.INTEGER : SemanticType.DECIMAL;
    }

    @Override
    Object key(Object value) {
      return Values.key(value);
    }

    @Override
    List<ValueCount> sentinels() {
      return missing.top(SENTINELS.size());
    }

    private void missing(double x, long times) {
      if (x == -999 || x == -9999 || x == -99_999) {
        long sentinel = (long) x;
        missing.add(Hashes.mix(sentinel), sentinel, times);
      }
    }

    @Override
    boolean isImmutable() {
      return true;
    }

    @Override
    long take(Object value) {
      if (value instanceof Long number) {
        return takeWord(number);
      }
      if (value instanceof Double number) {
        return takeWord(Double.doubleToLongBits(number + 0.0)); // -0.0 is 0.0
      }
      // written with as many digits as here, the sum keeps them: so a decimal is never deferred
      BigDecimal key = ((BigDecimal) value).stripTrailingZeros();
      long hash = Hashes.of(key);
      frequent.add(hash, key, 1);
      sketch.add(hash);
      observe(value, 1);
      return hash;
    }

    @Override
    boolean addTogether(Batch rows, int column, long[] hashes) {
      if (words() == HeavyHitters.Words.NONE || exact()) {
        return false;
      }
      Scratch room = rows.scratch();
      long[] all = rows.words(column);
      int many = 0;
      for (int r = 0; r < hashes.length; r++) {
        long hash = 0;
        if (rows.isAbsent(column, r)) {
          nulls++;
        } else {
          hash = Hashes.mix(all[r]);
          sketch.add(hash);
          room.hashes[many] = hash;
          room.words[many++] = all[r];
        }
        hashes[r] = 31 * hashes[r] + hash;
      }
      values += many;
      frequent.addAll(room.hashes, many, i -> null, room, this);
      flushAll(room, many);
      return true;
    }

    /** The same as {@link #flush(long, long)} of each. */
    private void flushAll(Scratch room, int many) {
      long[] all = room.words;
      double[] reals = room.reals;
      if (whole) {
        addUp(all, reals, many);
        room.sort(all, many); // the fewer digits
        moments.addAll(all, reals, many);
        noteSorted(all, many);
        return;
      }
      int finite = 0;
      for (int i = 0; i < many; i++) {
        double x = Double.longBitsToDouble(all[i]);
        if (isFinite(x, 1)) {
          reals[finite++] = x;
        }
      }
      if (finite == 0) {
        return;
      }
      addUp(all, reals, finite);
      for (int i = 0; i < finite; i++) {
        all[i] = QuantileSketch.order(reals[i]);
      }
      room.sort(all, finite);
      moments.addAll(
          reals, finite, QuantileSketch.value(all[0]), QuantileSketch.value(all[finite - 1]));
      noteSorted(all, finite);
    }

    private void noteSorted(long[] orders, int many) {
      if (many == 0) {
        return;
      }
      int below = Scratch.below(orders, many, 0);
      negatives += below;
      zeros += Scratch.below(orders, many, 1) - below;
      ends.addSorted(orders, many);
      for (int i = 0; i < many && real(orders[i]) <= FIRST_SENTINEL; i++) {
        missing(real(orders[i]), 1);
      }
      ranks.addSorted(orders, many);
    }

    /** What a word of {@link #ranks} is, as floating point. */
    private double real(long order) {
      return whole ? order : QuantileSketch.value(order);
    }

    private void addUp(long[] all, double[] reals, int many) {
      if (!whole) {
        double sum = 0;
        for (int i = 0; i < many; i++) {
          sum += reals[i];
        }
        total.addReals(many, sum, 0);
        return;
      }
      long sum = 0;
      long overflow = 0;
      for (int i = 0; i < many; i++) {
        long more = sum + all[i];
        overflow |= (sum ^ more) & (all[i] ^ more);
        sum = more;
      }
      if (overflow >= 0) {
        total.addWholes(many, sum);
        return;
      }
      for (int i = 0; i < many; i++) {
        total.addWholes(1, all[i]);
      }
    }

    @Override
    public void flush(long word, long times) {
      if (whole) {
        if (times == 1 || Math.multiplyHigh(word, times) == (word * times) >> 63) {
          total.addWholes(times, word * times);
        } else {
          for (long i = 0; i < times; i++) {
            total.addWholes(1, word);
          }
        }
        moments.add(word, times);
        note(word, (double) word, times);
        return;
      }
      double x = Double.longBitsToDouble(word);
      if (isFinite(x, times)) {
        total.addReals(times, x * times, 0);
        moments.add(x, times);
        note(QuantileSketch.order(x), x, times);
      }
    }

    @Override
    void observe(Object value, long times) {
      if (value instanceof BigDecimal decimal) {
        observe(decimal, times);
      } else {
        flush(words().word(value), times);
      }
    }

    private void observe(BigDecimal decimal, long times) {
      for (long i = 0; i < times; i++) {
        total.add(decimal);
      }
      double nearest = QuantileSketch.finite(decimal);
      moments.add(decimal, nearest, times);
      ranks.add(decimal, nearest, times);
      zeros += decimal.signum() == 0 ? times : 0;
      negatives += decimal.signum() < 0 ? times : 0;
      ends.add(QuantileSketch.order(nearest), decimal, times);
      missing(nearest, times);
    }

    /** Counts what is not finite. */
    private boolean isFinite(double x, long times) {
      nans += Double.isNaN(x) ? times : 0;
      infinities += Double.isInfinite(x) ? times : 0;
      return Double.isFinite(x);
    }

    private void note(long order, double x, long times) {
      if (times == 1) {
        ranks.add(order);
      } else {
        ranks.add(order, times);
      }
      zeros += order == 0 ? times : 0;
      negatives += order < 0 ? times : 0;
      ends.add(order, null, times);
      if (x <= FIRST_SENTINEL) {
        missing(x, times);
      }
    }

    @Override
    void merge(ColumnState other) {
      super.merge(other);
      Numeric that = (Numeric) other;
      total.merge(that.total);
      ranks.merge(that.ranks);
      missing.merge(that.missing);
      nans += that.nans;
      infinities += that.infinities;
      zeros += that.zeros;
      negatives += that.negatives;
      ends.merge(that.ends);
      moments.merge(that.moments);
    }

    private boolean isDecimal() {
      return !whole && !type().kind().isFloating();
    }

    private BigDecimal end(long order, @Nullable Object decimal) {
      return number(
          decimal instanceof BigDecimal exact
              ? exact
              : whole ? BigDecimal.valueOf(order) : BigDecimal.valueOf(real(order)));
    }

    /** An end as frequent values are written. */
    private String endText(long order, @Nullable Object decimal) {
      return HeavyHitters.text(
          decimal instanceof BigDecimal exact
              ? number(exact)
              : whole ? (Object) order : (Object) real(order));
    }

    /** The same form of the same number, however it was written. */
    private static BigDecimal number(BigDecimal value) {
      BigDecimal stripped = value.stripTrailingZeros();
      return stripped.scale() < 0 && stripped.precision() - stripped.scale() <= LONGEST_WHOLE
          ? stripped.setScale(0)
          : stripped;
    }

    @Override
    void write(StateWriter out) {
      super.write(out);
      out.writeTotal(total);
      ranks.write(out);
      missing.write(out);
      moments.write(out);
      for (long each : new long[] {nans, infinities, zeros, negatives}) {
        out.writeLong(each);
      }
      ends.write(out, isDecimal());
    }

    @Override
    void read(StateReader in) {
      super.read(in);
      total.merge(in.readTotal());
      ranks.read(in);
      missing.read(in, Long.class);
      moments.read(in);
      nans = in.readCount();
      infinities = in.readCount();
      zeros = in.readCount();
      negatives = in.readCount();
      ends.read(in, isDecimal() ? Numeric::order : null, BigDecimal.class);
      StateReader.check(
          ranks.count() == moments.count()
              && (ranks.count() == 0) == ends.isEmpty()
              && (whole || isDecimal() || ends.allWords(word -> Double.isFinite(real(word)))),
          "numbers that cannot be");
    }

    private static long order(Object decimal) {
      return QuantileSketch.order(QuantileSketch.finite((BigDecimal) decimal));
    }

    @Override
    ColumnProfile.Numbers numbers(ProfileOptions options) {
      Measurement.Total sum = total.measure();
      long finite = ranks.count();
      if (finite == 0) {
        return new ColumnProfile.Numbers(
            0,
            nans,
            infinities,
            null,
            null,
            List.of(),
            List.of(),
            sumText(sum),
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            0,
            0,
            Map.of(),
            0,
            0,
            null,
            null);
      }
      BigDecimal first = end(ends.firstWord(), ends.first());
      BigDecimal last = end(ends.lastWord(), ends.last());
      QuantileSketch.Ranks sorted = ranks.ranks();
      Map<String, BigDecimal> quantiles = new LinkedHashMap<>();
      for (double q : QUANTILES) {
        quantiles.put(String.valueOf(q), number(sorted.exactQuantile(q)));
      }
      double low = sorted.quantile(0.25);
      double high = sorted.quantile(0.75);
      double fence = OUTLIER * (high - low);
      return new ColumnProfile.Numbers(
          finite,
          nans,
          infinities,
          first,
          last,
          ends.smallest(this::endText),
          ends.largest(this::endText),
          sumText(sum),
          mean(sum),
          moments.deviation(finite - 1),
          moments.deviation(finite),
          moments.skewness(),
          moments.kurtosis(),
          zeros,
          negatives,
          quantiles,
          ranks.error(),
          sorted.count(low - fence, false) + finite - sorted.count(high + fence, true),
          Bins.of(
              sorted,
              options.bins(),
              QuantileSketch.finite(first),
              QuantileSketch.finite(last),
              whole,
              ranks.isExact()),
          sorted.distribution(ranks.error()));
    }

    /** Of whole numbers and decimals the sum is exact, and so is their mean but for rounding. */
    private double mean(Measurement.Total sum) {
      return sum.kind() == Measurement.TotalKind.FLOATING
          ? moments.mean()
          : sum.exact()
              .divide(BigDecimal.valueOf(ranks.count()), MathContext.DECIMAL64)
              .doubleValue();
    }

    /** Finite values may add up to an infinite number on the way to a finite sum. */
    private String sumText(Measurement.Total sum) {
      if (sum.kind() != Measurement.TotalKind.FLOATING) {
        return sum.exact().toPlainString();
      }
      return String.valueOf(
          Double.isFinite(sum.real()) ? sum.real() : moments.mean() * ranks.count());
    }
  }

  /** Text. */
  static final class OfText extends ColumnState {

    private static final int RECENT = 1024;
    private static final int LONGEST_SHAPE = 40;
    private static final int MANY_BLANKS = 4;
    private static final int FEW = 256;
    private static final int LONGEST_NUMBER = 64;
    private static final int MOST_ZEROS = 400;
    private final HeavyHitters shapes = new HeavyHitters(64);
    private @Nullable Numeric numbers;
    private final HeavyHitters dates = new HeavyHitters(32);
    private @Nullable Temporal days;
    private final Ends ends = new Ends();
    private @Nullable TextClassifier looks;
    private int taken;
    private int again;
    private boolean mostlyNew;
    private @Nullable ShortTexts few;
    private final EnumMap<SemanticType, long[]> kinds = new EnumMap<>(SemanticType.class);
    private final HeavyHitters missing = new HeavyHitters(4 * SENTINELS.size());
    private final long[] classes = new long[ColumnProfile.CharacterClass.values().length];
    private long bytes;
    private long minLength = Long.MAX_VALUE;
    private long maxLength;
    private long lengths;
    private long atMax;
    private long empty;
    private long blank;
    private long padded;
    private long upper;
    private long lower;
    private long mixed;
    private long nonAscii;
    private long mojibake;

    OfText(String name, Schema.Type type) {
      super(name, type);
    }

    @Override
    SemanticType own() {
      return SemanticType.TEXT;
    }

    @Override
    Object key(Object value) {
      return value;
    }

    @Override
    long bytes() {
      return bytes;
    }

    /** Text of nothing but blank space stands for a missing value, too. */
    @Override
    List<ValueCount> sentinels() {
      List<ValueCount> found = new ArrayList<>(missing.top(2 * SENTINELS.size()));
      if (empty > 0) {
        found.add(new ValueCount("", empty));
      }
      if (blank > empty) {
        found.add(new ValueCount(" ", blank - empty));
      }
      found.sort((a, b) -> Long.compare(b.count(), a.count()));
      return List.copyOf(found);
    }

    /** By the first letter, which most texts do not have. */
    private static boolean mayBeSentinel(String text) {
      if (text.isEmpty()) {
        return false;
      }
      char c = text.charAt(0);
      return Character.isWhitespace(c) || "nN-?mMuU#".indexOf(c) >= 0;
    }

    /** Whether most values are new: then they are read at once, when they are at hand. */
    boolean isMostlyNew() {
      return mostlyNew;
    }

    /**
     * Observes a value that has still to be counted.
     *
     * @return its hash
     */
    long readNow(String text) {
      TextClassifier read = read(text);
      note(text, read, 1);
      return Hashes.of(text);
    }

    /** The same of UTF-8, of which a text is made only if it is needed. */
    long readNow(byte[] utf8) {
      TextClassifier read = reader();
      if (read.readPlain(utf8)) {
        note(SemanticType.TEXT, read, 1);
        if (ends.isNear(Ends.word(utf8))) {
          ends.addText(new String(utf8, StandardCharsets.US_ASCII), 1);
        }
        return Hashes.of(utf8);
      }
      return readNow(new String(utf8, StandardCharsets.UTF_8));
    }

    @Override
    boolean addTogether(Batch rows, int column, long[] hashes) {
      if (mostlyNew) {
        addNew(rows, column, hashes);
      } else {
        addOld(rows, column, hashes);
      }
      return true;
    }

    /** Where most values come again: UTF-8 of what is known already is not decoded. */
    private void addOld(Batch rows, int column, long[] hashes) {
      @Nullable Object[] all = rows.waiting(column);
      Utf8 waiting = rows.utf8(column);
      byte[] utf8 = waiting.bytes();
      if (!areFew()) {
        few = null;
      }
      for (int r = 0; r < hashes.length; r++) {
        int length = waiting.length(r);
        if (length < 0) {
          hashes[r] = 31 * hashes[r] + add(all[r]);
          continue;
        }
        values++;
        decide(1);
        int place = few == null ? -1 : few.count(utf8, waiting.start(r), length);
        if (place >= 0) {
          again++;
          all[r] = few.text(place);
          hashes[r] = 31 * hashes[r] + few.hash(place);
        } else {
          hashes[r] = 31 * hashes[r] + addOld(waiting, r, all);
        }
      }
      flushFew();
    }

    private long addOld(Utf8 waiting, int row, @Nullable Object[] all) {
      byte[] utf8 = waiting.bytes();
      int from = waiting.start(row);
      int length = waiting.length(row);
      long hash = Hashes.of(utf8, from, length);
      String text = mostlyNew ? null : frequent.remember(hash, utf8, from, length);
      if (text == null) {
        text = waiting.text(row);
        hash = takeText(text);
      } else {
        again++;
      }
      all[row] = text;
      keep(utf8, from, length, hash, text);
      return hash;
    }

    /** Whether no text loses its place soon: else each is counted when it comes. */
    private boolean areFew() {
      return exact() && frequent.size() <= FEW;
    }

    private void keep(byte[] utf8, int from, int length, long hash, String text) {
      if (!areFew()) {
        flushFew();
        few = null;
        return;
      }
      if (few == null) {
        few = new ShortTexts();
      }
      few.keep(utf8, from, length, hash, text, this::flushOne);
    }

    private void flushFew() {
      if (few != null) {
        few.flush(this::flushOne);
      }
    }

    private void flushOne(long hash, String text, long times) {
      if (!frequent.remember(hash, text, times, this)) {
        observe(text, times);
      }
    }

    /** Whether most values are new, from time to time, from what came since. */
    private void decide(int more) {
      taken += more;
      if (taken >= RECENT) {
        mostlyNew = 2 * again < taken;
        taken = 0;
        again = 0;
      }
    }

    private void addNew(Batch rows, int column, long[] hashes) {
      long[] known = rows.hashes(column);
      Scratch room = rows.scratch();
      int many = 0;
      for (int r = 0; r < hashes.length; r++) {
        long hash = 0;
        if (rows.isNull(column, r)) {
          nulls++;
        } else {
          hash = known[r];
          sketch.add(hash);
          room.hashes[many] = hash;
          room.words[many++] = r;
        }
        hashes[r] = 31 * hashes[r] + hash;
      }
      values += many;
      again +=
          many
              - frequent.addAll(
                  room.hashes, many, i -> rows.text(column, (int) room.words[i]), room, this);
      decide(many);
    }

    /** Where most values are new, none is deferred: each is read once, and hashed on the way. */
    @Override
    long take(Object value) {
      decide(1);
      return takeText((String) value);
    }

    private long takeText(String text) {
      if (mostlyNew || text.length() > HeavyHitters.LONGEST) {
        long hash = readNow(text);
        sketch.add(hash);
        again += frequent.add(hash, text, 1, this) ? 1 : 0;
        return hash;
      }
      long hash = Hashes.of(text);
      if (remember(hash, text)) {
        again++;
      } else {
        observe(text, 1);
      }
      return hash;
    }

    private TextClassifier reader() {
      TextClassifier read = looks;
      if (read == null) {
        read = new TextClassifier();
        looks = read;
      }
      return read;
    }

    private TextClassifier read(String text) {
      TextClassifier read = reader();
      read.read(text);
      return read;
    }

    @Override
    void observe(Object value, long times) {
      String text = (String) value;
      note(text, read(text), times);
    }

    private void note(String text, TextClassifier read, long times) {
      SemanticType type = read.type(text);
      note(type, read, times);
      ends.addText(text, times);
      if (type == SemanticType.INTEGER || type == SemanticType.DECIMAL) {
        noteNumber(text, times);
      }
      String date = read.datePattern();
      if (date != null) {
        dates.add(date, times);
        if (!read.isExchangeable()) {
          days().addDay(read.day(), times);
        }
      }
      if (text.length() <= LONGEST_SENTINEL && mayBeSentinel(text) && isSentinel(text)) {
        missing.add(text.strip(), times);
      }
    }

    /**
     * Those of very many digits or zeros are left out: a few characters would take a lot of room.
     */
    private void noteNumber(String text, long times) {
      if (text.length() > LONGEST_NUMBER) {
        return;
      }
      BigDecimal number = new BigDecimal(text.strip());
      if (Math.abs((long) number.scale()) > MOST_ZEROS) {
        return;
      }
      if (numbers == null) {
        numbers = new Numeric(name(), type());
      }
      numbers.observe(number, times);
    }

    private void note(SemanticType type, TextClassifier read, long times) {
      int length = read.codePoints();
      lengths += length * times;
      minLength = Math.min(minLength, length);
      if (length > maxLength) {
        maxLength = length;
        atMax = 0;
      }
      atMax += length == maxLength ? times : 0;
      empty += read.units() == 0 ? times : 0;
      blank += read.isBlank() ? times : 0;
      padded += read.isPadded() ? times : 0;
      upper += read.isUpper() ? times : 0;
      lower += read.isLower() ? times : 0;
      mixed += read.isMixed() ? times : 0;
      nonAscii += read.isAscii() ? 0 : times;
      mojibake += read.isMojibake() ? times : 0;
      bytes += read.bytes() * times;
      read.countClasses(classes, times);
      kinds.computeIfAbsent(type, key -> new long[1])[0] += times;
      if (read.units() <= LONGEST_SHAPE && read.blanks() < MANY_BLANKS) {
        read.countShape(shapes, times);
      }
    }

    private Temporal days() {
      Temporal known = days;
      if (known == null) {
        known = new Temporal(name(), Schema.Type.of(TypeKind.DATE, "date"), ZoneOffset.UTC);
        days = known;
      }
      return known;
    }

    @Override
    void merge(ColumnState other) {
      super.merge(other);
      OfText that = (OfText) other;
      if (that.numbers != null) {
        numbers = numbers == null ? new Numeric(name(), type()) : numbers;
        numbers.merge(that.numbers);
      }
      shapes.merge(that.shapes);
      ends.merge(that.ends);
      dates.merge(that.dates);
      if (that.days != null) {
        days().merge(that.days);
      }
      missing.merge(that.missing);
      Arrays.setAll(classes, i -> classes[i] + that.classes[i]);
      bytes += that.bytes;
      that.kinds.forEach(
          (type, count) -> kinds.computeIfAbsent(type, key -> new long[1])[0] += count[0]);
      minLength = Math.min(minLength, that.minLength);
      atMax =
          maxLength == that.maxLength
              ? atMax + that.atMax
              : maxLength > that.maxLength ? atMax : that.atMax;
      maxLength = Math.max(maxLength, that.maxLength);
      lengths += that.lengths;
      empty += that.empty;
      blank += that.blank;
      padded += that.padded;
      upper += that.upper;
      lower += that.lower;
      mixed += that.mixed;
      nonAscii += that.nonAscii;
      mojibake += that.mojibake;
    }

    private long[] counters() {
      return new long[] {
        bytes, maxLength, lengths, atMax, empty, blank, padded, upper, lower, mixed, nonAscii,
        mojibake
      };
    }

    @Override
    void write(StateWriter out) {
      super.write(out);
      shapes.write(out);
      dates.write(out);
      ends.write(out, true);
      out.writeBoolean(days != null);
      if (days != null) {
        days.write(out);
      }
      for (SemanticType type : SemanticType.values()) {
        out.writeLong(kind(type));
      }
      missing.write(out);
      out.writeLongs(classes, classes.length);
      out.writeLong(minLength);
      long[] counters = counters();
      out.writeLongs(counters, counters.length);
      out.writeBoolean(numbers != null);
      if (numbers != null) {
        numbers.write(out);
      }
    }

    @Override
    void read(StateReader in) {
      super.read(in);
      shapes.read(in, String.class);
      dates.read(in, String.class);
      ends.read(in, text -> Ends.word((String) text), String.class);
      StateReader.check((values == 0) == ends.isEmpty(), "texts that cannot be");
      if (in.readBoolean()) {
        days().read(in);
      }
      for (SemanticType type : SemanticType.values()) {
        long count = in.readCount();
        if (count > 0) {
          kinds.put(type, new long[] {count});
        }
      }
      missing.read(in, String.class);
      in.readCounts(classes);
      minLength = in.readCount();
      long[] counters = counters();
      in.readCounts(counters);
      int next = 0;
      bytes = counters[next++];
      maxLength = counters[next++];
      lengths = counters[next++];
      atMax = counters[next++];
      empty = counters[next++];
      blank = counters[next++];
      padded = counters[next++];
      upper = counters[next++];
      lower = counters[next++];
      mixed = counters[next++];
      nonAscii = counters[next++];
      mojibake = counters[next];
      if (in.readBoolean()) {
        numbers = new Numeric(name(), type());
        numbers.read(in);
      }
    }

    @Override
    Map.Entry<SemanticType, Long> looks() {
      if (exact() && frequent.size() == 1) {
        return Map.entry(SemanticType.CONSTANT, values);
      }
      SemanticType most = SemanticType.TEXT;
      long count = 0;
      for (Map.Entry<SemanticType, long[]> each : kinds.entrySet()) {
        if (each.getKey() != SemanticType.TEXT && each.getValue()[0] > count) {
          most = each.getKey();
          count = each.getValue()[0];
        }
      }
      long integers = kind(SemanticType.INTEGER);
      long decimals = kind(SemanticType.DECIMAL);
      if (decimals > 0 && (most == SemanticType.INTEGER || most == SemanticType.DECIMAL)) {
        most = SemanticType.DECIMAL; // a whole number is a decimal, too
        count = integers + decimals;
      }
      // empty text is no evidence against a type; words that all repeat are none against each other
      boolean words = most == SemanticType.BOOLEAN && count < values - blank && isEachRepeated();
      if (count > 0 && count >= 0.8 * (values - blank) && !words) {
        return Map.entry(most, count);
      }
      long distinct = distinct();
      if (distinct >= 0.95 * values && values >= 20 && lengths <= 40 * values) {
        return Map.entry(SemanticType.IDENTIFIER, values);
      }
      boolean few = exact() && (distinct <= 50 || distinct <= values / 20);
      return Map.entry(
          few && distinct < values ? SemanticType.CATEGORY : SemanticType.TEXT, values);
    }

    /** Whether there are few different values, and none of them occurs once. */
    private boolean isEachRepeated() {
      return exact() && frequent.size() <= ColumnProfile.MAX_CATEGORIES && frequent.once() == 0;
    }

    private long kind(SemanticType type) {
      long[] count = kinds.get(type);
      return count == null ? 0 : count[0];
    }

    @Override
    ColumnProfile.Text text(ProfileOptions options, Instant now) {
      EnumMap<SemanticType, Long> found = new EnumMap<>(SemanticType.class);
      kinds.forEach((type, count) -> found.put(type, count[0]));
      EnumMap<ColumnProfile.CharacterClass, Long> contains =
          new EnumMap<>(ColumnProfile.CharacterClass.class);
      for (ColumnProfile.CharacterClass each : ColumnProfile.CharacterClass.values()) {
        long count = classes[contains.size()];
        contains.put(each, count);
      }
      contains.values().removeIf(count -> count == 0);
      return new ColumnProfile.Text(
          new ColumnProfile.Lengths(
              values == 0 ? 0 : minLength,
              maxLength,
              values == 0 ? Double.NaN : (double) lengths / values),
          empty,
          blank,
          padded,
          upper,
          lower,
          mixed,
          nonAscii,
          mojibake,
          atMax,
          contains,
          found,
          dates.top(options.topValues()),
          days == null ? null : days.time(options, now),
          shapes.top(options.topValues()),
          ends.smallest((word, text) -> HeavyHitters.text(String.valueOf(text))),
          ends.largest((word, text) -> HeavyHitters.text(String.valueOf(text))),
          numbers != null
                  && 2 * (kind(SemanticType.INTEGER) + kind(SemanticType.DECIMAL)) >= values - blank
              ? numbers.numbers(options)
              : null);
    }
  }

  /** Dates and timestamps. */
  static final class Temporal extends ColumnState {

    private static final long SECONDS = 86_400;
    private static final long MICROS = 1_000_000;

    /** How many days, around the first: eleven years. */
    private static final int NEAR = 4096;

    private static final int MOST_PUT = 1 << 30;
    private final TypeKind kind;
    private final Offsets offsets;
    private final long[] weekdays = new long[7];
    private final long[] hours = new long[24];

    /** Of days, or of microseconds, since 1970-01-01. */
    private final QuantileSketch ranks = QuantileSketch.ofWholes();

    private final Days days = new Days();

    /** Their words are those of {@link #ranks}; times are kept beside, since they may be finer. */
    private final Ends ends = new Ends();

    private long epoch;

    /** How often each of some days occurs, which has still to be observed. */
    private int @Nullable [] near;

    private long firstNear;
    private int put;

    Temporal(String name, Schema.Type type, ZoneId zone) {
      super(name, type);
      this.kind = type.kind();
      this.offsets = new Offsets(kind == TypeKind.TIMESTAMP ? zone : ZoneOffset.UTC);
    }

    @Override
    SemanticType own() {
      return kind == TypeKind.DATE ? SemanticType.DATE : SemanticType.TIMESTAMP;
    }

    @Override
    Object key(Object value) {
      return value;
    }

    @Override
    boolean isImmutable() {
      return true;
    }

    /** A time of no zone is taken as if of UTC. */
    private static Instant instant(Object value) {
      return value instanceof LocalDateTime local
          ? local.toInstant(ZoneOffset.UTC)
          : (Instant) value;
    }

    /** Those beyond 64 bits are put at their end. */
    private static long micros(Instant instant) {
      long second = instant.getEpochSecond();
      int micro = instant.getNano() / 1000;
      boolean fits = Math.abs(second) < Long.MAX_VALUE / MICROS;
      return fits ? second * MICROS + micro : second < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    @Override
    long take(Object value) {
      if (value instanceof LocalDate day) {
        return takeWord(day.toEpochDay());
      }
      long hash = Hashes.of(value);
      if (!remember(hash, value)) {
        observe(value, 1);
      }
      return hash;
    }

    /** Days near the first one are only counted, until it is asked for them. */
    @Override
    boolean addTogether(Batch rows, int column, long[] hashes) {
      if (words() != HeavyHitters.Words.DAY) {
        return false;
      }
      long[] all = rows.words(column);
      int[] counts = near;
      for (int r = 0; r < hashes.length; r++) {
        long hash = 0;
        if (rows.isAbsent(column, r)) {
          nulls++;
        } else {
          values++;
          if (counts == null) {
            counts = new int[NEAR];
            near = counts;
            firstNear = all[r] - NEAR / 2;
          }
          long at = all[r] - firstNear;
          if (at >= 0 && at < NEAR) {
            counts[(int) at]++;
            hash = Hashes.mix(all[r]);
          } else {
            hash = takeWord(all[r]);
          }
        }
        hashes[r] = 31 * hashes[r] + hash;
      }
      put += hashes.length;
      if (put > MOST_PUT) {
        flushNear();
      }
      return true;
    }

    private void flushNear() {
      put = 0;
      for (int i = 0; near != null && i < near.length; i++) {
        int times = near[i];
        if (times > 0) {
          near[i] = 0;
          long day = firstNear + i;
          long hash = Hashes.mix(day);
          sketch.add(hash);
          frequent.add(hash, null, times, this);
          flush(day, times);
        }
      }
    }

    @Override
    void flush() {
      flushNear();
      super.flush();
    }

    @Override
    public void flush(long word, long times) {
      ranks.add(word, times);
      ends.add(word, null, times);
      onDay(word, times);
    }

    @Override
    void observe(Object value, long times) {
      if (value instanceof LocalDate day) {
        flush(day.toEpochDay(), times);
        return;
      }
      Instant instant = instant(value);
      long micros = micros(instant);
      ranks.add(micros, times);
      ends.add(micros, value, times);
      long here = instant.getEpochSecond() + offsets.at(instant.getEpochSecond());
      hours[(int) (Math.floorMod(here, SECONDS) / 3600)] += times;
      onDay(Math.floorDiv(here, SECONDS), times);
    }

    /** Adds a day that is in no column of its own: neither counted among others nor hashed. */
    void addDay(long day, long times) {
      values += times;
      flush(day, times);
    }

    private void onDay(long day, long times) {
      epoch += day == 0 || day == -1 ? times : 0;
      weekdays[(int) Math.floorMod(day + 3, 7L)] += times;
      days.add(day);
    }

    @Override
    void merge(ColumnState other) {
      super.merge(other);
      Temporal that = (Temporal) other;
      ends.merge(that.ends);
      epoch += that.epoch;
      Arrays.setAll(weekdays, i -> weekdays[i] + that.weekdays[i]);
      Arrays.setAll(hours, i -> hours[i] + that.hours[i]);
      ranks.merge(that.ranks);
      days.merge(that.days);
    }

    @Override
    void write(StateWriter out) {
      super.write(out);
      out.writeLongs(weekdays, weekdays.length);
      out.writeLongs(hours, hours.length);
      ranks.write(out);
      days.write(out);
      ends.write(out, kind != TypeKind.DATE);
      out.writeLong(epoch);
    }

    @Override
    void read(StateReader in) {
      super.read(in);
      in.readCounts(weekdays);
      in.readCounts(hours);
      ranks.read(in);
      days.read(in);
      ends.read(
          in,
          kind == TypeKind.DATE ? null : time -> micros(instant(time)),
          kind == TypeKind.TIMESTAMP ? Instant.class : LocalDateTime.class);
      epoch = in.readCount();
      StateReader.check(
          ranks.count() == values
              && (values == 0) == ends.isEmpty()
              && (kind != TypeKind.DATE || ends.allWords(Days::isDay)),
          "times that cannot be");
    }

    private static String text(long word, @Nullable Object time) {
      return time == null ? LocalDate.ofEpochDay(word).toString() : time.toString();
    }

    private long word(Instant now, ZoneId zone) {
      return switch (kind) {
        case DATE -> LocalDate.ofInstant(now, zone).toEpochDay();
        case TIMESTAMP -> micros(now);
        case TIMESTAMP_NTZ -> micros(instant(LocalDateTime.ofInstant(now, zone)));
        case STRING,
            BYTE,
            SHORT,
            INT,
            LONG,
            FLOAT,
            DOUBLE,
            DECIMAL,
            BOOLEAN,
            BINARY,
            ARRAY,
            MAP,
            STRUCT,
            DYNAMIC,
            OTHER ->
            throw new IllegalStateException(kind + " is not a time");
      };
    }

    /** In days of 24 hours, as clocks show them. */
    private double inDays(long word, boolean onClocks) {
      if (kind == TypeKind.DATE) {
        return word;
      }
      long offset = onClocks ? offsets.at(Math.floorDiv(word, MICROS)) : 0;
      return ((double) word / MICROS + offset) / SECONDS;
    }

    @Override
    ColumnProfile.@Nullable Time time(ProfileOptions options, Instant now) {
      if (values == 0) {
        return null;
      }
      QuantileSketch.Ranks sorted = ranks.ranks();
      long present = word(now, options.zoneOrUtc());
      long from = ends.firstWord();
      long to = ends.lastWord();
      return new ColumnProfile.Time(
          text(from, ends.first()),
          text(to, ends.last()),
          ends.smallest(Temporal::text),
          ends.largest(Temporal::text),
          to > present ? sorted.above(present) : 0,
          epoch,
          Arrays.stream(weekdays).boxed().toList(),
          kind == TypeKind.DATE ? List.of() : Arrays.stream(hours).boxed().toList(),
          days.without(),
          days.longestGap(),
          Bins.of(
              sorted.of(word -> inDays(word, true)),
              options.bins(),
              inDays(from, true),
              inDays(to, true),
              kind == TypeKind.DATE,
              ranks.isExact()),
          sorted.of(word -> inDays(word, false)).distribution(ranks.error()));
    }
  }

  /** Arrays and maps: their sizes, and what is in them. */
  static final class Sized extends ColumnState {

    private final Part[] elements;
    private final Part[] ofValues;
    private final boolean hashed;
    private long min = Long.MAX_VALUE;
    private long max;
    private long total;

    Sized(String name, Schema.Type type, ZoneId zone) {
      super(name, type);
      List<Schema.Field> children = type.children();
      boolean map = type.kind() == TypeKind.MAP;
      this.hashed = Collections.isPortable(type);
      this.elements =
          children.isEmpty()
              ? new Part[0]
              : Part.of(map ? name + "{keys}" : name + "[]", children.get(0).type(), zone);
      this.ofValues =
          map && children.size() > 1
              ? Part.of(name + "{values}", children.get(1).type(), zone)
              : new Part[0];
    }

    /** What is seen of elements, or of one of their fields. */
    private static final class Part {
      private final ColumnState state;
      private final String[] names;
      private final int[] places;

      private Part(ColumnState state, List<String> names, List<Integer> places) {
        this.state = state;
        this.names = names.toArray(String[]::new);
        this.places = places.stream().mapToInt(i -> i).toArray();
      }

      static Part[] of(String name, Schema.Type type, ZoneId zone) {
        List<Part> parts = new ArrayList<>();
        collect(name, type, zone, List.of(), List.of(), parts);
        return parts.toArray(Part[]::new);
      }

      private static void collect(
          String name,
          Schema.Type type,
          ZoneId zone,
          List<String> names,
          List<Integer> places,
          List<Part> parts) {
        if (type.kind() == TypeKind.STRUCT) {
          for (int i = 0; i < type.children().size(); i++) {
            Schema.Field child = type.children().get(i);
            List<String> deeper = new ArrayList<>(names);
            deeper.add(child.name());
            List<Integer> further = new ArrayList<>(places);
            further.add(i);
            collect(
                name + "." + ColumnRef.exactly(child.name()).text(),
                child.type(),
                zone,
                deeper,
                further,
                parts);
          }
        } else if (type.kind() != TypeKind.OTHER && type.kind() != TypeKind.DYNAMIC) {
          parts.add(new Part(ColumnState.of(name, type, zone).ofElements(), names, places));
        }
      }

      /** Engines hand a struct over as the list of its values, records as they are. */
      void add(@Nullable Object element) {
        Object value = element;
        for (int i = 0; i < names.length && value != null; i++) {
          value =
              value instanceof List<?> struct
                  ? struct.get(places[i])
                  : Fields.child(value, names[i]);
        }
        state.add(Values.canonical(value));
      }
    }

    @Override
    boolean isMutable() {
      return true;
    }

    @Override
    boolean isHashed() {
      return hashed;
    }

    @Override
    SemanticType own() {
      return SemanticType.TEXT;
    }

    @Override
    @Nullable Object key(Object value) {
      return null;
    }

    @Override
    List<ValueCount> most(int limit) {
      return List.of();
    }

    @Override
    long bytes() {
      long bytes = 0;
      for (Part part : elements) {
        bytes += part.state.bytes();
      }
      for (Part part : ofValues) {
        bytes += part.state.bytes();
      }
      return bytes;
    }

    @Override
    void flush() {
      for (Part part : elements) {
        part.state.flush();
      }
      for (Part part : ofValues) {
        part.state.flush();
      }
    }

    /** None is deferred: what is in it is counted at once. */
    @Override
    long take(Object value) {
      byte[] bytes = Collections.bytes(value, type());
      long hash = Hashes.of(bytes);
      sketch.add(hash);
      if (exact()) {
        frequent.add(hash, new String(bytes, StandardCharsets.ISO_8859_1), 1);
      }
      observe(value instanceof Map<?, ?> ? value : Collections.list(value), 1);
      return hashed ? hash : 0;
    }

    @Override
    void observe(Object content, long times) {
      long size;
      if (content instanceof Map<?, ?> map) {
        size = map.size();
        map.forEach(
            (key, each) -> {
              add(elements, key);
              add(ofValues, each);
            });
      } else {
        Collection<?> all = (Collection<?>) content;
        size = all.size();
        all.forEach(each -> add(elements, each));
      }
      min = Math.min(min, size);
      max = Math.max(max, size);
      total += size * times;
    }

    private static void add(Part[] parts, @Nullable Object element) {
      for (Part part : parts) {
        part.add(element);
      }
    }

    @Override
    void merge(ColumnState other) {
      super.merge(other);
      Sized that = (Sized) other;
      for (int i = 0; i < elements.length; i++) {
        elements[i].state.merge(that.elements[i].state);
      }
      for (int i = 0; i < ofValues.length; i++) {
        ofValues[i].state.merge(that.ofValues[i].state);
      }
      min = Math.min(min, that.min);
      max = Math.max(max, that.max);
      total += that.total;
    }

    @Override
    void write(StateWriter out) {
      super.write(out);
      for (Part[] parts : List.of(elements, ofValues)) {
        for (Part part : parts) {
          part.state.write(out);
        }
      }
      out.writeLong(min);
      out.writeLong(max);
      out.writeLong(total);
    }

    @Override
    void read(StateReader in) {
      super.read(in);
      for (Part[] parts : List.of(elements, ofValues)) {
        for (Part part : parts) {
          part.state.read(in);
        }
      }
      min = in.readCount();
      max = in.readCount();
      total = in.readCount();
    }

    /** How many states it takes for what is in a value of a type. */
    static long parts(Schema.Type type) {
      return type.kind() == TypeKind.ARRAY || type.kind() == TypeKind.MAP
          ? type.children().stream().mapToLong(child -> states(child.type())).sum()
          : 0;
    }

    private static long states(Schema.Type type) {
      return switch (type.kind()) {
        case STRUCT -> type.children().stream().mapToLong(child -> states(child.type())).sum();
        case OTHER, DYNAMIC -> 0;
        case STRING,
            BYTE,
            SHORT,
            INT,
            LONG,
            FLOAT,
            DOUBLE,
            DECIMAL,
            BOOLEAN,
            DATE,
            TIMESTAMP,
            TIMESTAMP_NTZ,
            BINARY,
            ARRAY,
            MAP ->
            1 + parts(type);
      };
    }

    @Override
    List<ColumnProfile> parts(ProfileOptions options, Instant now) {
      List<ColumnProfile> parts = new ArrayList<>();
      for (Part part : elements) {
        parts.add(part.state.profile(options, now));
      }
      for (Part part : ofValues) {
        parts.add(part.state.profile(options, now));
      }
      return List.copyOf(parts);
    }

    @Override
    ColumnProfile.@Nullable Lengths sizes() {
      return values == 0 ? null : new ColumnProfile.Lengths(min, max, (double) total / values);
    }
  }

  /** Booleans, and everything of which only equality is known. */
  static final class Plain extends ColumnState {

    private final boolean bool;
    private final boolean binary;
    private long truths;
    private long bytes;

    Plain(String name, Schema.Type type) {
      super(name, type);
      this.bool = type.kind() == TypeKind.BOOLEAN;
      this.binary = type.kind() == TypeKind.BINARY;
    }

    @Override
    Object stable(Object value) {
      if (value instanceof byte[] array) {
        return array.clone();
      }
      return bool ? value : String.valueOf(value);
    }

    @Override
    SemanticType own() {
      return bool ? SemanticType.BOOLEAN : SemanticType.TEXT;
    }

    @Override
    boolean isHashed() {
      return bool || binary;
    }

    @Override
    Object key(Object value) {
      return bool ? value : value instanceof byte[] bytes ? hex(bytes) : String.valueOf(value);
    }

    private static String hex(byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }

    @Override
    long bytes() {
      return binary ? bytes : super.bytes();
    }

    @Override
    long take(Object value) {
      Object key = key(value);
      long hash = value instanceof byte[] all ? Hashes.of(all) : Hashes.of(key);
      frequent.add(hash, key, 1);
      sketch.add(hash);
      observe(value, 1);
      return isHashed() ? hash : 0;
    }

    @Override
    void observe(Object value, long times) {
      bytes += value instanceof byte[] array ? array.length * times : 0;
      truths += Boolean.TRUE.equals(value) ? times : 0;
    }

    @Override
    void merge(ColumnState other) {
      super.merge(other);
      truths += ((Plain) other).truths;
      bytes += ((Plain) other).bytes;
    }

    @Override
    void write(StateWriter out) {
      super.write(out);
      out.writeLong(truths);
      out.writeLong(bytes);
    }

    @Override
    void read(StateReader in) {
      super.read(in);
      truths = in.readCount();
      bytes = in.readCount();
    }

    @Override
    long truths() {
      return bool ? truths : -1;
    }
  }
}
