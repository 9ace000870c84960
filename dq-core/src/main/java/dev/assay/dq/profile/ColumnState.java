package dev.assay.dq.profile;

import dev.assay.dq.local.Fields;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.plan.Schema;
import dev.assay.dq.plan.TypeKind;
import dev.assay.dq.state.CentralMoments;
import dev.assay.dq.state.Hashes;
import dev.assay.dq.state.Measurement;
import dev.assay.dq.state.TotalState;
import dev.assay.dq.state.Values;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has been seen of one column. Bounded, whatever is in it. */
abstract class ColumnState implements Frequent.Settler, Serializable {

  private static final long serialVersionUID = 1L;
  private static final int TRACKED = 512;
  private static final int TRACKED_DAYS = 2048;
  private static final int LONGEST = 200;
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

  private static final int LONGEST_SENTINEL = TextLooks.LONGEST_WORD;

  private final String name;
  private final Schema.Type type;
  long nulls;
  long values;
  final Frequent frequent;
  final DistinctSketch sketch = new DistinctSketch();
  private @Nullable Frequent held;
  private long heldRows;

  ColumnState(String name, Schema.Type type) {
    this.name = name;
    this.type = type;
    // eleven years of days are counted exactly
    int tracked = type.kind() == TypeKind.DATE ? TRACKED_DAYS : TRACKED;
    this.frequent = new Frequent(tracked, words(type.kind()));
    this.held = new Frequent(tracked, words(type.kind()));
  }

  private static Frequent.Words words(TypeKind kind) {
    return kind.isInteger()
        ? Frequent.Words.WHOLE
        : kind.isFloating()
            ? Frequent.Words.REAL
            : kind == TypeKind.DATE ? Frequent.Words.DAY : Frequent.Words.NONE;
  }

  static ColumnState of(String name, Schema.Type type) {
    TypeKind kind = type.kind();
    if (kind.isNumeric()) {
      return new Numeric(name, type);
    }
    if (kind == TypeKind.STRING) {
      return new OfText(name, type);
    }
    if (kind.isTemporal()) {
      return new Temporal(name, type);
    }
    if (kind == TypeKind.ARRAY || kind == TypeKind.MAP) {
      return new Sized(name, type);
    }
    return new Plain(name, type);
  }

  final String name() {
    return name;
  }

  /**
   * Adds a canonical value or null.
   *
   * @return a hash of it, the same on every engine; 0 of null and of collections
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
  final Frequent.Words words() {
    return frequent.words();
  }

  /** Adds what waits of this column; each row's hash takes that of its value in. */
  final void addAll(Batch rows, int column, long[] hashes) {
    if (addTogether(rows, column, hashes)) {
      return;
    }
    if (words() != Frequent.Words.NONE) {
      addWords(rows, column, hashes);
      return;
    }
    boolean added = isHasty();
    for (int r = 0; r < hashes.length; r++) {
      hashes[r] = 31 * hashes[r] + (added ? 0 : add(rows.value(column, r)));
    }
  }

  /**
   * The same where values are better taken note of together than put off one by one, as those that
   * are mostly new.
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
      settle(word, 1);
    }
    return hash;
  }

  /** Whether values are small and never change. */
  boolean isSteady() {
    return false;
  }

  /**
   * Whether a value has to be added before its record is left: what is in it may change afterwards.
   */
  boolean isHasty() {
    return false;
  }

  /** A form of a value that stays as it is, whatever is done with the record. */
  Object stable(Object value) {
    return value;
  }

  /** Counts a value and takes note of it, now or later. */
  abstract long take(Object value);

  /** Takes note of a value that occurred some times, but for what {@link #remember} has counted. */
  abstract void observe(Object value, long times);

  /**
   * Counts a value once.
   *
   * @param key the value in which it is counted; may be null where its hash tells it
   * @return true if it was there already: it is taken note of later, with all others that equal it
   */
  final boolean remember(long hash, @Nullable Object key) {
    if (frequent.remember(hash, key, this)) {
      return true;
    }
    sketch.add(hash);
    return false;
  }

  @Override
  public final void settle(Object value, long times) {
    observe(value, times);
  }

  @Override
  public void settle(long word, long times) {
    observe(words().of(word), times);
  }

  /** Takes note of all values of which that was put off. */
  void settle() {
    frequent.settle(this);
  }

  /**
   * Remembers the values of rows that were set aside; after {@link #addAll}, which has counted
   * them. Where there are too many different values to tell, nothing is remembered.
   */
  final void hold(Batch rows, int column, int[] aside) {
    if (words() != Frequent.Words.NONE) {
      holdWords(rows, column, aside);
      return;
    }
    for (int i = 0; i < aside.length && held != null; i++) {
      Object value = rows.value(column, aside[i]);
      if (value != null) {
        Object key = frequent.isExact() ? key(value) : null;
        if (key == null) {
          held = null;
        } else {
          held.add(key);
          heldRows++;
        }
      }
    }
  }

  private void holdWords(Batch rows, int column, int[] aside) {
    Frequent memory = frequent.isExact() ? held : null;
    held = memory;
    if (memory == null) {
      return;
    }
    long[] all = rows.words(column);
    for (int row : aside) {
      if (!rows.isAbsent(column, row)) {
        memory.add(Hashes.mix(all[row]), null, 1);
        heldRows++;
      }
    }
  }

  /** The form of a value in which it is counted, or null if it depends on the engine. */
  abstract @Nullable Object key(Object value);

  private ColumnProfile.@Nullable Holdout holdout() {
    if (held == null || !exact()) {
      return null;
    }
    long[] unseen = {0};
    Map<Object, long[]> counts = frequent.counts();
    held.counts()
        .forEach(
            (value, count) -> {
              long[] all = counts.get(value);
              unseen[0] += all != null && all[0] == count[0] ? count[0] : 0;
            });
    return new ColumnProfile.Holdout(heldRows, unseen[0]);
  }

  /** Without a memory of the rows set aside: elements are not rows. */
  final ColumnState ofElements() {
    held = null;
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

  /** Not cut, and equal to itself. */
  private static boolean isWhole(Object value) {
    return value instanceof String text
        ? text.length() <= LONGEST
        : !(value instanceof Double real) || Double.isFinite(real);
  }

  /** The share of values that the most frequent one has at least. */
  final double leastShareOfFirst() {
    return (double) frequent.mostCertain() / Math.max(1, values);
  }

  /** How often a value occurs that {@link #most} has named, as far as is known. */
  final long occurrences(String value) {
    return frequent.counts().entrySet().stream()
        .filter(each -> Frequent.text(each.getKey()).equals(value))
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
    if (held == null || other.held == null || !frequent.isExact()) {
      held = null;
    } else {
      held.merge(other.held);
      heldRows += other.heldRows;
    }
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
            : Frequent.top(occurrences, options.topValues());
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
        counted != null
            ? counted.once()
            : exact ? frequent.counts().values().stream().filter(c -> c[0] == 1).count() : -1,
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
        parts(options, now));
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

    private static final long serialVersionUID = 1L;
    private static final int FIRST_SENTINEL = -999;
    private final boolean whole;
    private final TotalState total = new TotalState();
    private final QuantileSketch ranks = new QuantileSketch();
    private final Frequent missing = new Frequent(SENTINELS.size());
    private final CentralMoments moments = new CentralMoments();
    private long nans;
    private long infinities;
    private long zeros;
    private long negatives;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    Numeric(String name, Schema.Type type) {
      super(name, type);
      this.whole = type.kind().isInteger();
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
    boolean isSteady() {
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
      // written with as many digits as here, the sum keeps them: so a decimal is never put off
      BigDecimal key = ((BigDecimal) value).stripTrailingZeros();
      long hash = Hashes.mix(key.hashCode() * 0x9e3779b97f4a7c15L);
      frequent.add(hash, key, 1);
      sketch.add(hash);
      observe(value, 1);
      return hash;
    }

    @Override
    boolean addTogether(Batch rows, int column, long[] hashes) {
      if (words() == Frequent.Words.NONE || exact()) {
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
      settleAll(room, many);
      return true;
    }

    /** The same as {@link #settle(long, long)} of each. */
    private void settleAll(Scratch room, int many) {
      long[] all = room.words;
      double[] reals = room.reals;
      int finite = 0;
      for (int i = 0; i < many; i++) {
        double x = whole ? all[i] : Double.longBitsToDouble(all[i]);
        if (isFinite(x, 1)) {
          reals[finite] = x;
          all[finite++] = all[i];
        }
      }
      if (finite == 0) {
        return;
      }
      addUp(all, reals, finite);
      moments.addAll(reals, finite);
      if (whole) {
        room.sort(all, finite); // the fewer digits
      }
      for (int i = 0; i < finite; i++) {
        all[i] = QuantileSketch.order(whole ? all[i] : reals[i]);
      }
      if (!whole) {
        room.sort(all, finite);
      }
      noteSorted(all, finite);
    }

    private void noteSorted(long[] orders, int many) {
      int below = Scratch.below(orders, many, 0);
      negatives += below;
      zeros += Scratch.below(orders, many, 1) - below;
      min = Math.min(min, QuantileSketch.value(orders[0]));
      max = Math.max(max, QuantileSketch.value(orders[many - 1]));
      for (int i = 0; i < many && QuantileSketch.value(orders[i]) <= FIRST_SENTINEL; i++) {
        missing(QuantileSketch.value(orders[i]), 1);
      }
      ranks.addSorted(orders, many);
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
    public void settle(long word, long times) {
      double x = words().real(word);
      if (!isFinite(x, times)) {
        return;
      }
      if (!whole) {
        total.addReals(times, x * times, 0);
      } else if (times == 1 || Math.multiplyHigh(word, times) == (word * times) >> 63) {
        total.addWholes(times, word * times);
      } else {
        for (long i = 0; i < times; i++) {
          total.addWholes(1, word);
        }
      }
      note(x, times);
    }

    @Override
    void observe(Object value, long times) {
      double x = ((Number) value).doubleValue() + 0.0; // -0.0 is 0.0
      if (isFinite(x, times)) {
        for (long i = 0; i < times; i++) {
          total.add(value);
        }
        note(x, times);
      }
    }

    /** Counts what is not finite. */
    private boolean isFinite(double x, long times) {
      nans += Double.isNaN(x) ? times : 0;
      infinities += Double.isInfinite(x) ? times : 0;
      return Double.isFinite(x);
    }

    private void note(double x, long times) {
      if (times == 1) {
        ranks.add(x);
        moments.add(x);
      } else {
        ranks.add(x, times);
        moments.add(x, times);
      }
      zeros += x == 0 ? times : 0;
      negatives += x < 0 ? times : 0;
      min = Math.min(min, x);
      max = Math.max(max, x);
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
      min = Math.min(min, that.min);
      max = Math.max(max, that.max);
      moments.merge(that.moments);
    }

    @Override
    ColumnProfile.Numbers numbers(ProfileOptions options) {
      Measurement.Total sum = total.measure();
      long finite = moments.count();
      double m2 = moments.m2();
      Map<String, Double> quantiles = new LinkedHashMap<>();
      long outliers = 0;
      Histogram histogram = null;
      ColumnProfile.Distribution distribution = null;
      if (finite > 0) {
        QuantileSketch.Ranks sorted = ranks.ranks();
        for (double q : QUANTILES) {
          quantiles.put(String.valueOf(q), sorted.quantile(q));
        }
        double low = sorted.quantile(0.25);
        double high = sorted.quantile(0.75);
        double fence = OUTLIER * (high - low);
        outliers = sorted.count(low - fence, false) + finite - sorted.count(high + fence, true);
        histogram = Bins.of(sorted, options.bins(), min, max, whole, ranks.isExact());
        distribution = sorted.distribution(ranks.error());
      }
      double variance = m2 / finite;
      return new ColumnProfile.Numbers(
          finite,
          nans,
          infinities,
          finite == 0 ? Double.NaN : min,
          finite == 0 ? Double.NaN : max,
          sumText(sum),
          finite == 0 ? Double.NaN : exactMean(sum),
          finite < 2 ? Double.NaN : Math.sqrt(m2 / (finite - 1)),
          finite == 0 ? Double.NaN : Math.sqrt(variance),
          m2 == 0 ? Double.NaN : moments.m3() / finite / Math.pow(variance, 1.5),
          m2 == 0 ? Double.NaN : moments.m4() / finite / (variance * variance) - 3,
          zeros,
          negatives,
          quantiles,
          ranks.error(),
          outliers,
          histogram,
          distribution);
    }

    /** Of whole numbers and decimals the sum is exact, and so is their mean but for rounding. */
    private double exactMean(Measurement.Total sum) {
      return sum.kind() == Measurement.TotalKind.FLOATING
          ? moments.mean()
          : sum.exact()
              .divide(BigDecimal.valueOf(moments.count()), MathContext.DECIMAL64)
              .doubleValue();
    }

    private static String sumText(Measurement.Total sum) {
      return sum.kind() == Measurement.TotalKind.FLOATING
          ? String.valueOf(sum.real())
          : sum.exact().toPlainString();
    }
  }

  /** Text. */
  static final class OfText extends ColumnState {

    private static final long serialVersionUID = 1L;
    private static final int RECENT = 1024;
    private static final int LONGEST_SHAPE = 40;
    private static final int MANY_BLANKS = 4;
    private static final int FEW = 256;
    private final Frequent shapes = new Frequent(64);
    private final Frequent dates = new Frequent(32);
    private final QuantileSketch days = new QuantileSketch();
    private long firstDay = Long.MAX_VALUE;
    private long lastDay = Long.MIN_VALUE;
    private transient @Nullable TextLooks looks;
    private transient int taken;
    private transient int again;
    private transient boolean mostlyNew;
    private transient @Nullable ShortTexts few;
    private final EnumMap<SemanticType, long[]> kinds = new EnumMap<>(SemanticType.class);
    private final Frequent missing = new Frequent(4 * SENTINELS.size());
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
    private long epoch;

    OfText(String name, Schema.Type type) {
      super(name, type);
    }

    @Override
    SemanticType own() {
      return SemanticType.TEXT;
    }

    @Override
    Object key(Object value) {
      String text = (String) value;
      return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
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
     * Takes note of a value that has still to be counted.
     *
     * @return its hash
     */
    long readNow(String text) {
      TextLooks read = read(text);
      note(text, read, 1);
      return read.hash();
    }

    /** The same of UTF-8, of which a text is made only if it is needed. */
    long readNow(byte[] utf8) {
      TextLooks read = reader();
      if (read.readPlain(utf8)) {
        note(SemanticType.TEXT, read, 1);
        return read.hash();
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
      settleFew();
    }

    private long addOld(Utf8 waiting, int row, @Nullable Object[] all) {
      byte[] utf8 = waiting.bytes();
      int from = waiting.start(row);
      int length = waiting.length(row);
      long hash = TextLooks.hash(utf8, from, length);
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
        settleFew();
        few = null;
        return;
      }
      if (few == null) {
        few = new ShortTexts();
      }
      few.keep(utf8, from, length, hash, text, this::settleOne);
    }

    private void settleFew() {
      if (few != null) {
        few.settle(this::settleOne);
      }
    }

    private void settleOne(long hash, String text, long times) {
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
                  room.hashes, many, i -> key(rows.text(column, (int) room.words[i])), room, this);
      decide(many);
    }

    /** Where most values are new, none is put off: each is read once, and hashed on the way. */
    @Override
    long take(Object value) {
      decide(1);
      return takeText((String) value);
    }

    private long takeText(String text) {
      if (mostlyNew || text.length() > LONGEST) {
        long hash = readNow(text);
        sketch.add(hash);
        again += frequent.add(hash, key(text), 1, this) ? 1 : 0;
        return hash;
      }
      long hash = TextLooks.hash(text);
      if (remember(hash, text)) {
        again++;
      } else {
        observe(text, 1);
      }
      return hash;
    }

    private TextLooks reader() {
      TextLooks read = looks;
      if (read == null) {
        read = new TextLooks();
        looks = read;
      }
      return read;
    }

    private TextLooks read(String text) {
      TextLooks read = reader();
      read.read(text);
      return read;
    }

    @Override
    void observe(Object value, long times) {
      String text = (String) value;
      note(text, read(text), times);
    }

    private void note(String text, TextLooks read, long times) {
      note(read.type(text), read, times);
      String date = read.datePattern();
      if (date != null) {
        dates.add(date, times);
        if (!read.isExchangeable()) {
          addDay(read.day(), times);
        }
      }
      if (text.length() <= LONGEST_SENTINEL && mayBeSentinel(text) && isSentinel(text)) {
        missing.add(text.strip(), times);
      }
    }

    private void note(SemanticType type, TextLooks read, long times) {
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

    private void addDay(long day, long times) {
      epoch += day == 0 || day == -1 ? times : 0;
      firstDay = Math.min(firstDay, day);
      lastDay = Math.max(lastDay, day);
      days.add((double) day, times);
    }

    @Override
    void merge(ColumnState other) {
      super.merge(other);
      OfText that = (OfText) other;
      shapes.merge(that.shapes);
      dates.merge(that.dates);
      days.merge(that.days);
      firstDay = Math.min(firstDay, that.firstDay);
      lastDay = Math.max(lastDay, that.lastDay);
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
      epoch += that.epoch;
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
      // empty text is no evidence against a type
      if (count > 0 && count >= 0.8 * (values - blank)) {
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

    private long kind(SemanticType type) {
      long[] count = kinds.get(type);
      return count == null ? 0 : count[0];
    }

    @Override
    ColumnProfile.Text text(ProfileOptions options, Instant now) {
      boolean dated = days.count() > 0;
      long today = LocalDate.ofInstant(now, ZoneOffset.UTC).toEpochDay();
      long future = lastDay > today ? days.ranks().above(today) : 0;
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
          dated ? LocalDate.ofEpochDay(firstDay).toString() : null,
          dated ? LocalDate.ofEpochDay(lastDay).toString() : null,
          future,
          epoch,
          shapes.top(options.topValues()));
    }
  }

  /** Dates and timestamps. */
  static final class Temporal extends ColumnState {

    private static final long serialVersionUID = 1L;
    private static final long DAY = 86_400_000_000L;

    /** How many days, around the first: eleven years. */
    private static final int NEAR = 4096;

    private static final int MOST_PUT = 1 << 30;
    private final TypeKind kind;
    private final long[] weekdays = new long[7];
    private final long[] hours = new long[24];
    private final QuantileSketch ranks = new QuantileSketch();
    private final Days days = new Days();
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;
    private long epoch;

    /** How often each of some days occurs, which has still to be taken note of. */
    private transient int @Nullable [] near;

    private transient long firstNear;
    private transient int put;

    Temporal(String name, Schema.Type type) {
      super(name, type);
      this.kind = type.kind();
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
    boolean isSteady() {
      return true;
    }

    private static long micros(Object value) {
      if (value instanceof LocalDate day) {
        return day.toEpochDay() * DAY;
      }
      Instant instant =
          value instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : (Instant) value;
      return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }

    @Override
    long take(Object value) {
      if (value instanceof LocalDate day) {
        return takeWord(day.toEpochDay());
      }
      long hash = Hashes.mix(micros(value));
      if (!remember(hash, value)) {
        observe(value, 1);
      }
      return hash;
    }

    /** Days near the first one are only counted, until it is asked for them. */
    @Override
    boolean addTogether(Batch rows, int column, long[] hashes) {
      if (words() != Frequent.Words.DAY) {
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
        settleNear();
      }
      return true;
    }

    private void settleNear() {
      put = 0;
      for (int i = 0; near != null && i < near.length; i++) {
        int times = near[i];
        if (times > 0) {
          near[i] = 0;
          long day = firstNear + i;
          long hash = Hashes.mix(day);
          sketch.add(hash);
          frequent.add(hash, null, times, this);
          settle(day, times);
        }
      }
    }

    @Override
    void settle() {
      settleNear();
      super.settle();
    }

    @Override
    public void settle(long word, long times) {
      at(word * DAY, times);
    }

    @Override
    void observe(Object value, long times) {
      at(micros(value), times);
    }

    private void at(long at, long times) {
      min = Math.min(min, at);
      max = Math.max(max, at);
      long day = Math.floorDiv(at, DAY);
      epoch += day == 0 || day == -1 ? times : 0;
      weekdays[(int) Math.floorMod(day + 3, 7L)] += times;
      if (kind != TypeKind.DATE) {
        hours[(int) (Math.floorMod(at, DAY) / 3_600_000_000L)] += times;
      }
      ranks.add((double) at, times);
      days.add(day);
    }

    @Override
    void merge(ColumnState other) {
      super.merge(other);
      Temporal that = (Temporal) other;
      min = Math.min(min, that.min);
      max = Math.max(max, that.max);
      epoch += that.epoch;
      Arrays.setAll(weekdays, i -> weekdays[i] + that.weekdays[i]);
      Arrays.setAll(hours, i -> hours[i] + that.hours[i]);
      ranks.merge(that.ranks);
      days.merge(that.days);
    }

    private String text(long at) {
      LocalDateTime time =
          LocalDateTime.ofEpochSecond(
              Math.floorDiv(at, 1_000_000L),
              (int) Math.floorMod(at, 1_000_000L) * 1000,
              ZoneOffset.UTC);
      return switch (kind) {
        case DATE -> time.toLocalDate().toString();
        case TIMESTAMP -> time.toInstant(ZoneOffset.UTC).toString();
        default -> time.toString();
      };
    }

    @Override
    ColumnProfile.@Nullable Time time(ProfileOptions options, Instant now) {
      if (values == 0) {
        return null;
      }
      QuantileSketch.Ranks sorted = ranks.ranks();
      long future = max > micros(now) ? sorted.above(micros(now)) : 0;
      QuantileSketch.Ranks inDays = sorted.dividedBy(DAY);
      return new ColumnProfile.Time(
          text(min),
          text(max),
          future,
          epoch,
          Arrays.stream(weekdays).boxed().toList(),
          kind == TypeKind.DATE ? List.of() : Arrays.stream(hours).boxed().toList(),
          days.without(),
          days.longestGap(),
          Bins.of(
              inDays,
              options.bins(),
              (double) min / DAY,
              (double) max / DAY,
              kind == TypeKind.DATE,
              ranks.isExact()),
          inDays.distribution(ranks.error()));
    }
  }

  /** Arrays and maps: their sizes, and what is in them. */
  static final class Sized extends ColumnState {

    private static final long serialVersionUID = 1L;
    private final Part[] elements;
    private final Part[] ofValues;
    private long min = Long.MAX_VALUE;
    private long max;
    private long total;

    Sized(String name, Schema.Type type) {
      super(name, type);
      List<Schema.Field> children = type.children();
      boolean map = type.kind() == TypeKind.MAP;
      this.elements =
          children.isEmpty()
              ? new Part[0]
              : Part.of(map ? name + "{keys}" : name + "[]", children.get(0).type());
      this.ofValues =
          map && children.size() > 1
              ? Part.of(name + "{values}", children.get(1).type())
              : new Part[0];
    }

    /** What is seen of elements, or of one of their fields. */
    private static final class Part implements Serializable {
      private static final long serialVersionUID = 1L;
      private final ColumnState state;
      private final String[] names;
      private final int[] places;

      private Part(ColumnState state, List<String> names, List<Integer> places) {
        this.state = state;
        this.names = names.toArray(String[]::new);
        this.places = places.stream().mapToInt(i -> i).toArray();
      }

      static Part[] of(String name, Schema.Type type) {
        List<Part> parts = new ArrayList<>();
        collect(name, type, List.of(), List.of(), parts);
        return parts.toArray(Part[]::new);
      }

      private static void collect(
          String name,
          Schema.Type type,
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
                deeper,
                further,
                parts);
          }
        } else if (type.kind() != TypeKind.OTHER && type.kind() != TypeKind.DYNAMIC) {
          parts.add(new Part(ColumnState.of(name, type).ofElements(), names, places));
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
    boolean isHasty() {
      return true;
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

    private static Collection<?> list(Object value) {
      if (value instanceof Collection<?> collection) {
        return collection;
      }
      List<@Nullable Object> list = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        list.add(Array.get(value, i));
      }
      return list;
    }

    @Override
    void settle() {
      for (Part part : elements) {
        part.state.settle();
      }
      for (Part part : ofValues) {
        part.state.settle();
      }
    }

    /** Equal collections are no longer known as such: none is put off. */
    @Override
    long take(Object value) {
      Object content = value instanceof Map<?, ?> ? value : list(value);
      int hash = content.hashCode();
      sketch.add(Hashes.mix(hash * 0x9e3779b97f4a7c15L));
      frequent.add(hash);
      observe(content, 1);
      return 0;
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

    private static final long serialVersionUID = 1L;
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
    Object key(Object value) {
      Object key = value instanceof byte[] bytes ? Arrays.hashCode(bytes) : value;
      return bool ? key : (Object) String.valueOf(key);
    }

    @Override
    long bytes() {
      return binary ? bytes : super.bytes();
    }

    @Override
    long take(Object value) {
      Object key = value instanceof byte[] bytes ? Arrays.hashCode(bytes) : value;
      long hash = Hashes.mix(key.hashCode() * 0x9e3779b97f4a7c15L);
      frequent.add(hash, bool ? key : (Object) String.valueOf(key), 1);
      sketch.add(hash);
      observe(value, 1);
      return bool || binary ? hash : 0;
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
    long truths() {
      return bool ? truths : -1;
    }
  }
}
