package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Evaluator;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Foreign;
import dev.assay.dq.internal.model.NestedKey;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Unfit;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.ValueCodec;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of two datasets that are compared, in a form in which equal values are equal objects that
 * {@link ValueCodec} writes: numbers by value, arrays, structs and maps as lists that begin with
 * what they are.
 */
public final class ComparedRows implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String LIST = "[";
  private static final String MAP = "{";

  private final Aggregate.SameRows compared;

  /** Of what a plan compares. */
  public ComparedRows(Aggregate.SameRows compared) {
    this.compared = compared;
  }

  /** All that some aggregates compare. */
  public static List<ComparedRows> all(List<Aggregate> aggregates) {
    return aggregates.stream()
        .filter(Aggregate.SameRows.class::isInstance)
        .map(each -> new ComparedRows((Aggregate.SameRows) each))
        .toList();
  }

  /** What is compared. */
  public Aggregate.SameRows compared() {
    return compared;
  }

  /** The columns that are read of this dataset, or of the other one. */
  public List<ColumnRef> columns(boolean here) {
    Set<ColumnRef> columns = new LinkedHashSet<>();
    pairs().forEach(each -> columns.add(here ? each.here() : each.there()));
    return new ArrayList<>(columns);
  }

  private Stream<Aggregate.SameRows.Pair> pairs() {
    return Stream.concat(compared.keys().stream(), compared.values().stream());
  }

  /**
   * Reads rows of a side.
   *
   * @param columns the columns in the order of the values that will be read
   */
  public Reader reader(boolean here, List<ColumnRef> columns) {
    return new Reader(here, columns);
  }

  /** Reads rows of one side. */
  public final class Reader {

    private final List<Evaluator> keys = new ArrayList<>();
    private final List<Evaluator> values = new ArrayList<>();

    private Reader(boolean here, List<ColumnRef> columns) {
      Map<ColumnRef, Schema.Type> types = new LinkedHashMap<>();
      pairs()
          .forEach(
              each ->
                  types.put(
                      here ? each.here() : each.there(),
                      here ? each.hereType() : each.thereType()));
      RecordTests tests = new RecordTests(columns, types);
      compared.keys().forEach(each -> keys.add(form(tests, each, here)));
      compared.values().forEach(each -> values.add(form(tests, each, here)));
    }

    private static Evaluator form(RecordTests tests, Aggregate.SameRows.Pair pair, boolean here) {
      Evaluator value =
          tests.evaluator(new Expr.Column(here ? pair.here() : pair.there(), ColumnKind.ANY));
      Schema.Type as = pair.as();
      return (values, view) -> ComparedRows.form(value.of(values, view), as);
    }

    /** The form of what tells a row apart. */
    public List<@Nullable Object> key(@Nullable Object[] row) {
      return all(keys, row);
    }

    /** The form of the other values of a row. */
    public List<@Nullable Object> values(@Nullable Object[] row) {
      return all(values, row);
    }

    private static List<@Nullable Object> all(List<Evaluator> parts, @Nullable Object[] row) {
      try {
        List<@Nullable Object> forms = new ArrayList<>(parts.size());
        for (Evaluator part : parts) {
          forms.add(part.of(row, null));
        }
        return forms;
      } catch (Throwable e) {
        throw RowCode.failure(e);
      }
    }
  }

  /** The form of a canonical value. */
  static @Nullable Object form(@Nullable Object value, Schema.Type type) throws Exception {
    Object key = flat(NestedKey.of(value, type));
    return key instanceof Long && type.kind() == TypeKind.DECIMAL ? Values.commonKey(key) : key;
  }

  private static @Nullable Object flat(@Nullable Object key) {
    if (key instanceof ByteBuffer bytes) {
      byte[] all = new byte[bytes.remaining()];
      bytes.duplicate().get(all);
      return HexFormat.of().formatHex(all);
    }
    if (key instanceof List<?> list) {
      List<@Nullable Object> all = new ArrayList<>(List.of(LIST));
      list.forEach(each -> all.add(flat(each)));
      return all;
    }
    if (key instanceof Map<?, ?> map) {
      List<List<@Nullable Object>> entries = new ArrayList<>();
      map.forEach((name, each) -> entries.add(Arrays.asList(flat(name), flat(each))));
      entries.sort((a, b) -> compareKeys(a.get(0), b.get(0)));
      List<@Nullable Object> all = new ArrayList<>(List.of(MAP));
      all.addAll(entries);
      return all;
    }
    if (key != null && !ValueCodec.isKey(key)) {
      throw new Unfit("rows cannot be compared by a value of " + key.getClass().getName());
    }
    return key;
  }

  /** Numbers in their order, as a tolerance takes them for equal; all else in any order. */
  private static int compareKeys(@Nullable Object a, @Nullable Object b) {
    return a instanceof Number x && b instanceof Number y && x.getClass() == y.getClass()
        ? Values.compare(x, y)
        : Arrays.compareUnsigned(bytes(a), bytes(b));
  }

  private static byte[] bytes(@Nullable Object key) {
    return ValueCodec.bytes(Collections.singletonList(key));
  }

  /** Which of the values of two rows of one key differ. */
  private boolean[] changed(List<@Nullable Object> here, List<@Nullable Object> there) {
    boolean[] changed = new boolean[compared.values().size()];
    for (int i = 0; i < changed.length; i++) {
      changed[i] = !close(here.get(i), there.get(i), compared.values().get(i).as());
    }
    return changed;
  }

  private boolean close(@Nullable Object a, @Nullable Object b, Schema.Type type) {
    if (a == null || b == null || compared.tolerance().signum() == 0) {
      return a == null ? b == null : a.equals(b);
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      boolean close = x.size() == y.size() && x.get(0).equals(y.get(0));
      for (int i = 1; close && i < x.size(); i++) {
        close =
            MAP.equals(x.get(0))
                ? closeEntries((List<?>) x.get(i), (List<?>) y.get(i), type)
                : close(x.get(i), y.get(i), type.child(type.kind() == TypeKind.STRUCT ? i - 1 : 0));
      }
      return close;
    }
    TypeKind kind = type.kind();
    boolean tolerant = kind == TypeKind.DYNAMIC || (kind.isNumeric() && !kind.isInteger());
    return a.equals(b) || (tolerant && isNear(a, b));
  }

  private boolean closeEntries(List<?> a, List<?> b, Schema.Type type) {
    return close(a.get(0), b.get(0), type.child(0)) && close(a.get(1), b.get(1), type.child(1));
  }

  private boolean isNear(Object a, Object b) {
    if (a instanceof Double x && b instanceof Double y) {
      return Math.abs(x - y) <= compared.tolerance().doubleValue();
    }
    return a instanceof BigDecimal x
        && b instanceof BigDecimal y
        && x.subtract(y).abs().compareTo(compared.tolerance()) <= 0;
  }

  /** No rows yet. */
  public ComparedTotals start() {
    return new ComparedTotals(compared.unique(), compared.values().size());
  }

  /**
   * Takes all rows of a key in.
   *
   * @param here how many of this dataset there are
   * @param mine the values of one of them, if it is the only one
   * @param theirs the same of the other dataset
   */
  public void add(
      ComparedTotals totals,
      List<@Nullable Object> key,
      long here,
      long there,
      @Nullable List<@Nullable Object> mine,
      @Nullable List<@Nullable Object> theirs) {
    boolean both = here == 1 && there == 1 && mine != null && theirs != null;
    boolean[] changed = both ? changed(mine, theirs) : new boolean[compared.values().size()];
    add(totals, here, there, changed, () -> new Forms(key, mine, theirs));
  }

  /** The same where it is known what has changed. */
  public void add(
      ComparedTotals totals, long here, long there, boolean[] changed, Supplier<Forms> forms) {
    if (totals.add(here, there, changed)) {
      totals.show(compared, here, there, changed, forms.get());
    }
  }

  /** The forms of a key, and of the values of one row of each side. */
  public record Forms(
      List<@Nullable Object> key,
      @Nullable List<@Nullable Object> here,
      @Nullable List<@Nullable Object> there) {}

  /** The forms of canonical values of the types as which they are compared. */
  public Forms forms(
      List<@Nullable Object> key, List<@Nullable Object> here, List<@Nullable Object> there) {
    return new Forms(
        forms(key, compared.keys()),
        forms(here, compared.values()),
        forms(there, compared.values()));
  }

  private static List<@Nullable Object> forms(
      List<@Nullable Object> values, List<Aggregate.SameRows.Pair> pairs) {
    try {
      List<@Nullable Object> forms = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        Object value = values.get(i);
        forms.add(
            form(
                value instanceof Foreign foreign ? foreign.canonical() : value, pairs.get(i).as()));
      }
      return forms;
    } catch (Throwable e) {
      throw RowCode.failure(e);
    }
  }

  /** A value as it is shown, of its form. */
  static @Nullable Object shown(@Nullable Object form, Schema.Type type) {
    Object plain = plain(form, type);
    return plain instanceof List<?> || plain instanceof Map<?, ?> ? String.valueOf(plain) : plain;
  }

  private static @Nullable Object plain(@Nullable Object form, Schema.Type type) {
    if (form instanceof String hex && type.kind() == TypeKind.BINARY) {
      return "X'" + hex.toUpperCase(Locale.ROOT) + "'";
    }
    if (!(form instanceof List<?> list)) {
      return GroupTotals.shown(form, type.kind());
    }
    List<?> parts = list.subList(1, list.size());
    if (MAP.equals(list.get(0))) {
      Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
      for (Object each : parts) {
        List<?> entry = (List<?>) each;
        map.put(plain(entry.get(0), type.child(0)), plain(entry.get(1), type.child(1)));
      }
      return map;
    }
    if (type.kind() == TypeKind.STRUCT) {
      Map<@Nullable Object, @Nullable Object> fields = new LinkedHashMap<>();
      for (int i = 0; i < parts.size(); i++) {
        fields.put(type.children().get(i).name(), plain(parts.get(i), type.child(i)));
      }
      return fields;
    }
    List<@Nullable Object> elements = new ArrayList<>();
    parts.forEach(each -> elements.add(plain(each, type.child(0))));
    return elements;
  }
}
