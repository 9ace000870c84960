package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Evaluator;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.OtherSide;
import dev.assay.dq.internal.plan.References;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.OrderCodec;
import dev.assay.dq.internal.state.ValueCodec;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How values are distributed in two datasets: each engine counts how often every value occurs on
 * both sides, by a text that is the same for equal values. Of numbers and times the order of the
 * texts is that of the values.
 */
public final class DriftProgram implements Serializable {

  private static final long serialVersionUID = 1L;

  /** In place of a value that is null or not in scope. */
  public static final String NONE = "";

  static final String NAN = "N";

  private final Aggregate.Drift drift;

  @SuppressWarnings("serial") // a linked hash map
  private final Map<ColumnRef, Schema.Type> types;

  private final OtherSide other;

  private DriftProgram(Aggregate.Drift drift, Map<ColumnRef, Schema.Type> types, OtherSide other) {
    this.drift = drift;
    this.types = new LinkedHashMap<>(types);
    this.other = other;
  }

  /**
   * All that is asked of some aggregates.
   *
   * @param types those of the columns here
   * @param others the columns of the other datasets
   */
  public static List<DriftProgram> all(
      List<Aggregate> aggregates,
      Map<ColumnRef, Schema.Type> types,
      Function<String, Schema> others) {
    return aggregates.stream()
        .filter(Aggregate.Drift.class::isInstance)
        .map(Aggregate.Drift.class::cast)
        .map(
            each ->
                new DriftProgram(
                    each, types, OtherSide.of(each, types, others.apply(each.dataset()))))
        .toList();
  }

  /** What it measures. */
  Aggregate.Drift drift() {
    return drift;
  }

  /** The name of the other dataset. */
  public String dataset() {
    return drift.dataset();
  }

  /** What is counted, here or there. */
  public Expr value(boolean here) {
    return here ? drift.value() : other.value();
  }

  /** Of which rows, here or there. */
  public Expr scope(boolean here) {
    return here ? drift.scope() : other.scope();
  }

  /** The types of the columns, here or there. */
  public Map<ColumnRef, Schema.Type> types(boolean here) {
    return here ? types : other.types();
  }

  /** The type as which the values of both sides are counted. */
  public Schema.Type as() {
    return other.as();
  }

  /** The columns that are read, here or there. */
  public List<ColumnRef> columns(boolean here) {
    Aggregate.Drift read = new Aggregate.Drift(dataset(), value(here), scope(here));
    return List.copyOf(References.of(read).columns());
  }

  /** Reads the values of records of one side. */
  public static final class Reader {

    private final Evaluator value;
    private final RecordTest scope;

    private Reader(Evaluator value, RecordTest scope) {
      this.value = value;
      this.scope = scope;
    }

    /** The text of a record's value, given those of its columns. */
    public String text(@Nullable Object[] row) {
      try {
        return DriftProgram.text(scope.test(row, null) == Truth.TRUE ? value.of(row, null) : null);
      } catch (Throwable e) {
        throw RowCode.failure(e);
      }
    }
  }

  /**
   * A reader of records, here or there.
   *
   * @param columns in the order of the values that it will be given
   */
  public Reader reader(boolean here, List<ColumnRef> columns) {
    RecordTests tests = new RecordTests(columns, types(here));
    return new Reader(tests.evaluator(value(here)), tests.test(scope(here)));
  }

  /** The text of a canonical value. */
  public static String text(@Nullable Object canonical) {
    if (canonical == null) {
      return NONE;
    }
    Object key = Values.key(canonical);
    if (key instanceof String) {
      return ValueCodec.encode(key);
    }
    return key instanceof Double number && number.isNaN()
        ? NAN
        : OrderCodec.encode(List.of(key), false);
  }

  /**
   * The measurement, and the number of all rows here.
   *
   * @param counts of all values
   * @param sorted takes all values in the order of their texts, without {@link #NONE}, where that
   *     is needed
   */
  public Map<Aggregate, Measurement> measure(
      DriftCounts counts, UnaryOperator<DriftBuckets> sorted) {
    return Map.of(
        drift, measured(counts, sorted), Aggregate.Rows.ALL, new Measurement.Rows(counts.rows()));
  }

  private Measurement measured(DriftCounts counts, UnaryOperator<DriftBuckets> sorted) {
    String problem = counts.problem();
    if (problem != null) {
      return new Measurement.Failed(English.of(drift.value()) + problem, null);
    }
    long here = counts.here();
    long there = counts.there();
    if (counts.nans() > 0 || here == 0 || there == 0) {
      return new Measurement.Drift(here, there, counts.nans(), List.of(), List.of(), 0);
    }
    if (counts.isOrdered()) {
      return sorted.apply(new DriftBuckets(here, there)).measurement();
    }
    return counts.distinct() > DriftCounts.MOST
        ? new Measurement.Failed(
            English.of(drift.value())
                + " has "
                + Numbers.grouped(counts.distinct())
                + " different values here or in "
                + dataset()
                + ", and each would be a bucket, of which there may be "
                + Numbers.grouped(DriftCounts.MOST)
                + ": compare a coarser value, such as the group that each belongs to",
            null)
        : counts.measurement();
  }
}
