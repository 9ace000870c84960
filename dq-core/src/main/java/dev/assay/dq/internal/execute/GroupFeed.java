package dev.assay.dq.internal.execute;

import dev.assay.dq.RecordView;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Evaluator;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Key;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.Types;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a record goes to its group, where the records of a group come together from different
 * machines: its key, and the values that are summarised. They are worked out where the record is
 * read, so only they travel, and code of the user's need not.
 *
 * @param source what records give
 * @param inputs what is worked out of each, in order
 * @param states what is measured of them in a group
 */
public record GroupFeed(
    GroupProgram program, RecordProgram source, List<Expr> inputs, RecordProgram states)
    implements Serializable {

  /** How many bytes of different values the states of one group may hold in a task. */
  private static final long MOST = 64L << 20;

  public GroupFeed {
    inputs = List.copyOf(inputs);
  }

  /**
   * The feed of a grouping.
   *
   * @param source the columns of records, whatever its aggregates
   */
  public static GroupFeed of(GroupProgram program, RecordProgram source) {
    Inputs inputs = new Inputs(source);
    List<Aggregate> inEach = program.inEach().stream().map(each -> each.accept(inputs)).toList();
    RecordProgram states =
        new RecordProgram(
            inEach, List.copyOf(inputs.types.keySet()), inputs.types, inputs.wholeRow);
    return new GroupFeed(program, source, List.copyOf(inputs.columns.keySet()), states);
  }

  /** Starts reading records, for use by one thread. */
  public Reader reader() {
    return new Reader(this);
  }

  /** Starts judging groups that come one after the other, for use by one thread. */
  public Groups groups() {
    return new Groups(this);
  }

  /** Works out what travels. */
  public static final class Reader {

    private final GroupKeys keys;
    private final List<Evaluator> inputs;

    private Reader(GroupFeed feed) {
      RecordProgram source = feed.source();
      RecordTests tests = new RecordTests(source.columns(), source.types());
      keys = new GroupKeys(feed.program(), source.columns(), source.types());
      inputs = feed.inputs().stream().map(tests::evaluator).toList();
    }

    /**
     * The parts of a record's key.
     *
     * @return null if one of them is null
     * @throws RowFailure if it cannot be told
     */
    public @Nullable List<Object> key(@Nullable Object[] values, RecordView view) {
      try {
        return keys.read(values, view);
      } catch (Throwable e) {
        throw RowCode.failure(e);
      }
    }

    /** The values that are summarised; in place of what cannot be worked out a list of the why. */
    public List<@Nullable Object> inputs(@Nullable Object[] values, RecordView view) {
      List<@Nullable Object> all = new ArrayList<>(inputs.size());
      for (Evaluator input : inputs) {
        try {
          all.add(input.of(values, view));
        } catch (Throwable e) {
          all.add(List.of(RowCode.failure(e).marked()));
        }
      }
      return all;
    }
  }

  /** Judges groups, of each of which all records come before those of the next. */
  public static final class Groups {

    private final GroupProgram.Judge judge;
    private final RecordProgram.Run run;
    private final List<Aggregate> inEach;
    private @Nullable List<Object> key;
    private boolean empty;

    private Groups(GroupFeed feed) {
      judge = feed.program().start();
      inEach = feed.states().aggregates();
      run = feed.states().start(MOST);
    }

    /**
     * The records that follow are of another group, which is missing if there are none.
     *
     * @param parts the parts of its key
     */
    public void next(List<Object> parts) {
      end();
      key = List.copyOf(parts);
      empty = true;
      run.restart();
    }

    /**
     * Takes a record of the group in.
     *
     * @param inputs what {@link Reader#inputs} gave
     */
    public void add(List<? extends @Nullable Object> inputs) {
      @Nullable Object[] values = inputs.toArray();
      for (int i = 0; i < values.length; i++) {
        if (values[i] instanceof List<?> why) {
          values[i] = new Unreadable(new RowFailure(String.valueOf(why.get(0))));
        }
      }
      run.add(values, null);
      empty = false;
    }

    /** Counts rows without a complete key. */
    public void keyless(long rows) {
      judge.keyless(rows);
    }

    /** No group can be told, for a reason. */
    public void fail(String message) {
      judge.totals().fail(message);
    }

    private void end() {
      if (key != null && empty) {
        judge.missing(key);
      } else if (key != null) {
        judge.group(key, run.measure(inEach));
      }
      key = null;
    }

    /** What came of all groups, the last of which is at its end. */
    public GroupTotals totals() {
      end();
      return judge.totals();
    }
  }

  /** Puts a column in place of whatever an aggregate is of. */
  private static final class Inputs implements Aggregate.Visitor<Aggregate> {

    private final RecordProgram source;
    private final Map<Expr, Expr.Column> columns = new LinkedHashMap<>();
    private final Map<ColumnRef, Schema.Type> types = new LinkedHashMap<>();
    private List<ColumnRef> wholeRow = List.of();

    Inputs(RecordProgram source) {
      this.source = source;
    }

    private Expr.Column input(Expr expr) {
      return columns.computeIfAbsent(
          expr,
          each -> {
            ColumnRef ref = ColumnRef.exactly("\u0000" + columns.size());
            types.put(ref, Types.of(expr, source.types()));
            return new Expr.Column(ref, expr.kind());
          });
    }

    private Expr scope(Expr scope) {
      return scope.isTrue() ? scope : input(scope);
    }

    private Key key(Key key) {
      if (key.isWholeRow()) {
        wholeRow =
            source.wholeRow().stream()
                .map(ref -> input(new Expr.Column(ref, ColumnKind.ANY)).ref())
                .toList();
        return key;
      }
      return new Key(key.parts().stream().<Expr>map(this::input).toList());
    }

    @Override
    public Aggregate rows(Aggregate.Rows a) {
      return new Aggregate.Rows(scope(a.scope()));
    }

    @Override
    public Aggregate verdicts(Aggregate.Verdicts a) {
      return new Aggregate.Verdicts(input(a.predicate()), scope(a.scope()));
    }

    @Override
    public Aggregate extreme(Aggregate.Extreme a) {
      return new Aggregate.Extreme(input(a.value()), a.greatest(), scope(a.scope()));
    }

    @Override
    public Aggregate total(Aggregate.Total a) {
      return new Aggregate.Total(input(a.value()), scope(a.scope()));
    }

    @Override
    public Aggregate moments(Aggregate.Moments a) {
      return new Aggregate.Moments(input(a.value()), scope(a.scope()));
    }

    @Override
    public Aggregate higherMoments(Aggregate.HigherMoments a) {
      return new Aggregate.HigherMoments(input(a.value()), scope(a.scope()));
    }

    @Override
    public Aggregate coMoments(Aggregate.CoMoments a) {
      return new Aggregate.CoMoments(input(a.x()), input(a.y()), scope(a.scope()));
    }

    @Override
    public Aggregate groups(Aggregate.Groups a) {
      return new Aggregate.Groups(key(a.key()), scope(a.scope()));
    }

    @Override
    public Aggregate contingency(Aggregate.Contingency a) {
      return new Aggregate.Contingency(input(a.x()), input(a.y()), scope(a.scope()));
    }

    @Override
    public Aggregate rankedPairs(Aggregate.RankedPairs a) {
      return new Aggregate.RankedPairs(input(a.x()), input(a.y()), scope(a.scope()));
    }

    @Override
    public Aggregate rank(Aggregate.Rank a) {
      return new Aggregate.Rank(input(a.value()), a.q(), a.rule(), scope(a.scope()));
    }

    @Override
    public Aggregate topValues(Aggregate.TopValues a) {
      return new Aggregate.TopValues(input(a.value()), a.limit(), scope(a.scope()));
    }

    @Override
    public Aggregate second(Aggregate.Second a) {
      throw new IllegalStateException("groups are read once");
    }

    @Override
    public Aggregate approxDistinct(Aggregate.ApproxDistinct a) {
      return new Aggregate.ApproxDistinct(input(a.value()), a.relativeError(), scope(a.scope()));
    }

    @Override
    public Aggregate approxRank(Aggregate.ApproxRank a) {
      return new Aggregate.ApproxRank(input(a.value()), a.q(), a.rankError(), scope(a.scope()));
    }

    @Override
    public Aggregate sqlValue(Aggregate.SqlValue a) {
      throw new IllegalStateException("sqlMetric(...) is evaluated only by Spark, on a Dataset");
    }

    @Override
    public Aggregate sameRows(Aggregate.SameRows a) {
      throw new IllegalStateException("rows are compared by themselves");
    }

    @Override
    public Aggregate drift(Aggregate.Drift a) {
      throw new IllegalStateException("values are compared by themselves");
    }

    @Override
    public Aggregate inOrder(Aggregate.InOrder a) {
      throw new IllegalStateException("rows in order are judged by themselves");
    }

    @Override
    public Aggregate perGroup(Aggregate.PerGroup a) {
      throw new IllegalStateException("a group has no groups of its own");
    }
  }
}
