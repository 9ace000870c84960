package dev.assay.dq.execute;

import dev.assay.dq.model.ColumnKind;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Comparison;
import dev.assay.dq.model.Literal;
import dev.assay.dq.model.Operand;
import dev.assay.dq.model.Predicate;
import dev.assay.dq.model.RecordView;
import dev.assay.dq.plan.RegexText;
import dev.assay.dq.plan.Schema;
import dev.assay.dq.plan.TypeKind;
import dev.assay.dq.state.Values;
import dev.assay.dq.state.VerdictsState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compiles predicates to tests of records: visited once, run for every row. */
public final class RecordTests implements Predicate.Visitor<RecordTest> {

  /** Reads the value of an operand. */
  interface Reader {
    @Nullable Object read(@Nullable Object[] values, @Nullable RecordView view) throws Exception;
  }

  /** What a comparison says of two values that are not null. */
  private interface Judgement {
    boolean holds(Object value);
  }

  private final List<ColumnRef> columns;
  private final Map<ColumnRef, Schema.Type> types;

  RecordTests(List<ColumnRef> columns, Map<ColumnRef, Schema.Type> types) {
    this.columns = columns;
    this.types = types;
  }

  /**
   * Compiles a predicate.
   *
   * @param predicate a bound predicate
   * @param columns the columns in the order of the values that will be judged
   * @param types the types of the columns
   * @return the test
   */
  public static RecordTest compile(
      Predicate predicate, List<ColumnRef> columns, Map<ColumnRef, Schema.Type> types) {
    return predicate.accept(new RecordTests(columns, types));
  }

  Reader reader(Operand operand) {
    return operand.accept(
        new Operand.Visitor<>() {
          @Override
          public Reader column(Operand.Column o) {
            return columnReader(o);
          }

          @Override
          public Reader length(Operand.Length o) {
            Reader text = columnReader(o.column());
            return (values, view) -> {
              Object value = text.read(values, view);
              return value == null ? null : (Object) codePoints(text(o.column(), value));
            };
          }

          @Override
          public Reader size(Operand.Size o) {
            Reader collection = columnReader(o.column());
            return (values, view) -> {
              Object value = collection.read(values, view);
              return value == null ? null : (Object) sizeOf(o.column(), value);
            };
          }
        });
  }

  private static long codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  private static long sizeOf(Operand.Column column, Object value) {
    if (value instanceof java.util.Collection<?> collection) {
      return collection.size();
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    if (value.getClass().isArray()) {
      return java.lang.reflect.Array.getLength(value);
    }
    throw unfit(column.ref(), value, ColumnKind.ARRAY);
  }

  private int indexOf(Operand.Column column) {
    int index = columns.indexOf(column.ref());
    if (index < 0) {
      throw new IllegalStateException("column " + column.ref() + " is not among those read");
    }
    return index;
  }

  private Reader columnReader(Operand.Column column) {
    int index = indexOf(column);
    Schema.Type type = types.get(column.ref());
    boolean dynamic = type != null && type.kind() == TypeKind.DYNAMIC;
    return (values, view) -> {
      Object value = values[index];
      if (value instanceof Unreadable unreadable) {
        throw unreadable.exception();
      }
      if (dynamic && value != null && !fits(column.kind(), value)) {
        throw unfit(column.ref(), value, column.kind());
      }
      return value;
    };
  }

  private static IllegalArgumentException unfit(ColumnRef ref, Object value, ColumnKind kind) {
    return new IllegalArgumentException(
        "field "
            + ref
            + " of a record holds a "
            + value.getClass().getSimpleName()
            + ", but the check says "
            + kind.label());
  }

  private static boolean fits(ColumnKind kind, Object value) {
    return switch (kind) {
      case STRING -> value instanceof String;
      case NUMBER -> value instanceof Number;
      case INTEGER -> value instanceof Long;
      case DECIMAL -> value instanceof BigDecimal;
      case BOOL -> value instanceof Boolean;
      case DATE -> value instanceof LocalDate;
      case TIMESTAMP -> value instanceof Instant || value instanceof LocalDateTime;
      case BINARY -> value instanceof byte[];
      case ARRAY -> value instanceof java.util.Collection || value.getClass().isArray();
      case MAP -> value instanceof Map;
      case ANY -> true;
    };
  }

  private static String text(Operand.Column column, Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw unfit(column.ref(), value, ColumnKind.STRING);
  }

  private RecordTest judged(Operand operand, Judgement judgement) {
    int plain = plainIndex(operand);
    if (plain >= 0) {
      return new Judged(plain, judgement);
    }
    Reader reader = reader(operand);
    return (values, view) -> {
      Object value = reader.read(values, view);
      return value == null ? Truth.UNKNOWN : Truth.of(judgement.holds(value));
    };
  }

  /** Where the value of an operand stands as it is, or -1 if it has to be worked out. */
  int plainIndex(Operand operand) {
    Schema.Type type = types.get(operand.column().ref());
    boolean plain =
        operand instanceof Operand.Column && type != null && type.kind() != TypeKind.DYNAMIC;
    return plain ? indexOf(operand.column()) : -1;
  }

  /** A judgement of the value of one column. */
  private static final class Judged implements RecordTest {

    private final int index;
    private final Judgement judgement;

    Judged(int index, Judgement judgement) {
      this.index = index;
      this.judgement = judgement;
    }

    @Override
    public Truth test(@Nullable Object[] values, @Nullable RecordView view) {
      Object value = values[index];
      if (value == null) {
        return Truth.UNKNOWN;
      }
      if (value instanceof Unreadable unreadable) {
        throw unreadable.exception();
      }
      return judgement.holds(value) ? Truth.TRUE : Truth.FALSE;
    }

    @Override
    public void count(
        @Nullable Object[][] rows,
        @Nullable RecordView[] views,
        int[] selected,
        int count,
        VerdictsState state) {
      for (int i = 0; i < count; i++) {
        Object value = rows[selected[i]][index];
        if (value == null) {
          state.unknown();
        } else if (value instanceof Unreadable unreadable) {
          throw unreadable.exception();
        } else if (!judgement.holds(value)) {
          state.violation();
        }
      }
    }
  }

  private static boolean isNaN(Object value) {
    return value instanceof Double d && d.isNaN();
  }

  private static Judgement comparison(Comparison comparison, Literal literal) {
    Object bound = literal.value();
    if (bound instanceof BigDecimal decimal) {
      return number(comparison, decimal);
    }
    return value -> comparison.holds(Values.compare(value, bound));
  }

  private static Judgement number(Comparison comparison, BigDecimal bound) {
    double real = bound.doubleValue();
    boolean fitsLong = bound.scale() <= 0 && bound.precision() - bound.scale() <= 18;
    long whole = fitsLong ? bound.longValueExact() : 0;
    return switch (comparison) {
      case EQUAL -> value -> order(value, bound, real, fitsLong, whole) == 0;
      case LESS -> value -> order(value, bound, real, fitsLong, whole) == -1;
      case LESS_OR_EQUAL -> value -> order(value, bound, real, fitsLong, whole) <= 0;
      case GREATER -> value -> order(value, bound, real, fitsLong, whole) == 1;
      case GREATER_OR_EQUAL ->
          value -> {
            int order = order(value, bound, real, fitsLong, whole);
            return order == 0 || order == 1;
          };
    };
  }

  /** -1, 0 or 1 as a value is less, equal or greater; 2 for NaN, which is none of them. */
  private static int order(
      Object value, BigDecimal bound, double real, boolean fitsLong, long whole) {
    if (value instanceof Double d) {
      double x = d;
      return x < real ? -1 : x == real ? 0 : x > real ? 1 : NOT_A_NUMBER;
    }
    if (fitsLong && value instanceof Long number) {
      return Long.compare(number, whole);
    }
    return Integer.signum(Values.compare(value, bound));
  }

  private static final int NOT_A_NUMBER = 2;

  @Override
  public RecordTest always(Predicate.Always p) {
    return (values, view) -> Truth.TRUE;
  }

  @Override
  public RecordTest isNull(Predicate.IsNull p) {
    Reader reader = reader(p.column());
    return (values, view) -> Truth.of(reader.read(values, view) == null);
  }

  @Override
  public RecordTest notNull(Predicate.NotNull p) {
    int plain = plainIndex(p.column());
    if (plain >= 0) {
      return new Present(plain);
    }
    Reader reader = reader(p.column());
    return (values, view) -> Truth.of(reader.read(values, view) != null);
  }

  /** Whether one column has a value. */
  private static final class Present implements RecordTest {

    private final int index;

    Present(int index) {
      this.index = index;
    }

    @Override
    public Truth test(@Nullable Object[] values, @Nullable RecordView view) {
      if (values[index] instanceof Unreadable unreadable) {
        throw unreadable.exception();
      }
      return values[index] == null ? Truth.FALSE : Truth.TRUE;
    }

    @Override
    public void count(
        @Nullable Object[][] rows,
        @Nullable RecordView[] views,
        int[] selected,
        int count,
        VerdictsState state) {
      for (int i = 0; i < count; i++) {
        Object value = rows[selected[i]][index];
        if (value == null) {
          state.violation();
        } else if (value instanceof Unreadable unreadable) {
          throw unreadable.exception();
        }
      }
    }
  }

  @Override
  public RecordTest compare(Predicate.Compare p) {
    return judged(p.left(), comparison(p.comparison(), p.right()));
  }

  @Override
  public RecordTest compareColumns(Predicate.CompareColumns p) {
    Reader left = reader(p.left());
    Reader right = reader(p.right());
    return (values, view) -> {
      Object a = left.read(values, view);
      Object b = right.read(values, view);
      if (a == null || b == null) {
        return Truth.UNKNOWN;
      }
      return Truth.of(!isNaN(a) && !isNaN(b) && p.comparison().holds(Values.compare(a, b)));
    };
  }

  @Override
  public RecordTest between(Predicate.Between p) {
    Judgement low =
        comparison(p.lowIncluded() ? Comparison.GREATER_OR_EQUAL : Comparison.GREATER, p.low());
    Judgement high =
        comparison(p.highIncluded() ? Comparison.LESS_OR_EQUAL : Comparison.LESS, p.high());
    return judged(p.value(), value -> low.holds(value) && high.holds(value));
  }

  @Override
  public RecordTest in(Predicate.In p) {
    Set<Object> keys = new HashSet<>();
    Set<Double> reals = new HashSet<>();
    for (Literal literal : p.allowed()) {
      keys.add(Values.key(literal.value()));
      if (literal.value() instanceof BigDecimal decimal) {
        reals.add((Double) Values.key(decimal.doubleValue()));
      }
    }
    return judged(
        p.value(),
        value -> {
          if (value instanceof String) {
            return keys.contains(value);
          }
          if (value instanceof Double d) {
            return !d.isNaN() && reals.contains((Double) Values.key(d));
          }
          Object key = value instanceof Long number ? BigDecimal.valueOf(number) : value;
          return keys.contains(Values.key(key));
        });
  }

  private RecordTest found(Operand.Column column, String regex, boolean wanted) {
    Pattern pattern = Pattern.compile(regex);
    return judged(column, value -> pattern.matcher(text(column, value)).find() == wanted);
  }

  @Override
  public RecordTest matches(Predicate.Matches p) {
    return found(p.column(), RegexText.regex(p.pattern(), p.whole()), true);
  }

  @Override
  public RecordTest hasText(Predicate.HasText p) {
    String part = p.text();
    return judged(
        p.column(),
        value -> {
          String text = text(p.column(), value);
          return switch (p.position()) {
            case START -> text.startsWith(part);
            case END -> text.endsWith(part);
            case ANYWHERE -> text.contains(part);
          };
        });
  }

  @Override
  public RecordTest blank(Predicate.Blank p) {
    return found(p.column(), RegexText.BLANK, true);
  }

  @Override
  public RecordTest trimmed(Predicate.Trimmed p) {
    return found(p.column(), RegexText.UNTRIMMED, false);
  }

  @Override
  public RecordTest finite(Predicate.Finite p) {
    return judged(p.column(), value -> !(value instanceof Double d) || Double.isFinite(d));
  }

  @Override
  public RecordTest notNaN(Predicate.NotNaN p) {
    return judged(p.column(), value -> !isNaN(value));
  }

  private RecordTest[] compileAll(List<Predicate> parts) {
    return parts.stream().map(part -> part.accept(this)).toArray(RecordTest[]::new);
  }

  /** Truth is absorbed by {@code absorbing}: false in a conjunction, true in a disjunction. */
  private static RecordTest fold(RecordTest[] parts, Truth absorbing) {
    return (values, view) -> {
      Truth result = absorbing.not();
      for (RecordTest part : parts) {
        Truth truth = part.test(values, view);
        if (truth == absorbing) {
          return absorbing;
        }
        if (truth == Truth.UNKNOWN) {
          result = Truth.UNKNOWN;
        }
      }
      return result;
    };
  }

  @Override
  public RecordTest and(Predicate.And p) {
    return fold(compileAll(p.parts()), Truth.FALSE);
  }

  @Override
  public RecordTest or(Predicate.Or p) {
    return fold(compileAll(p.parts()), Truth.TRUE);
  }

  @Override
  public RecordTest not(Predicate.Not p) {
    RecordTest part = p.part().accept(this);
    return (values, view) -> part.test(values, view).not();
  }

  @Override
  public RecordTest implies(Predicate.Implies p) {
    return fold(
        new RecordTest[] {p.condition().not().accept(this), p.consequence().accept(this)},
        Truth.TRUE);
  }

  @Override
  public RecordTest sql(Predicate.Sql p) {
    return (values, view) -> {
      throw new IllegalStateException("sql(...) is evaluated only by Spark, on a Dataset");
    };
  }

  @Override
  public RecordTest custom(Predicate.Custom p) {
    return (values, view) -> {
      try {
        return Truth.of(p.code().test(view));
      } catch (Exception e) {
        throw new CodeFailure(
            "rowSatisfies(\""
                + p.label()
                + "\") threw "
                + e.getClass().getName()
                + ": "
                + e.getMessage(),
            e);
      }
    };
  }
}
