package dev.assay.dq.internal.execute;

import dev.assay.dq.RecordView;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.Lookup;
import dev.assay.dq.internal.plan.References;
import dev.assay.dq.internal.state.Measurement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The groups of one grouping, with the states of each of them in memory. */
public final class GroupedRecords {

  private final GroupProgram program;
  private final GroupKeys keys;
  private final RecordProgram.Run run;
  private final List<Aggregate> inEach;
  private final Map<List<Object>, RecordProgram.States> groups = new HashMap<>();
  private final boolean needsView;
  private long keyless;
  private final Set<List<Object>> others = new HashSet<>();
  private @Nullable Measurement failed;

  /**
   * No records yet.
   *
   * @param columns the columns whose values each record must give, in order
   */
  public GroupedRecords(
      GroupProgram program,
      List<ColumnRef> columns,
      Map<ColumnRef, Schema.Type> types,
      List<ColumnRef> wholeRow) {
    this.program = program;
    this.inEach = program.inEach();
    this.keys = new GroupKeys(program, columns, types);
    this.run = new RecordProgram(inEach, columns, types, wholeRow).start();
    this.needsView = program.judged().stream().anyMatch(each -> References.of(each).code());
  }

  /** Whether {@link #add} makes use of the view of a record. */
  public boolean needsView() {
    return needsView;
  }

  /**
   * Takes one record in.
   *
   * @param values canonical values in the order of the columns
   * @param view the record, for Java code; may be null unless {@link #needsView}
   */
  public void add(@Nullable Object[] values, @Nullable RecordView view) {
    if (failed != null) {
      return;
    }
    try {
      List<Object> key = keys.read(values, view);
      if (key == null) {
        keyless++;
        return;
      }
      run.resume(groups.computeIfAbsent(key, each -> run.empty()));
      run.add(values, view);
    } catch (Throwable e) {
      RowFailure failure = RowCode.failure(e);
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      fail(new Measurement.Failed(failure.marked(), cause));
    }
  }

  /** Nothing can be said of the groups. */
  public void fail(Measurement why) {
    failed = why;
  }

  /** The keys that groups must have, if they are those of another dataset. */
  public @Nullable Lookup others() {
    return program.grouping().lookup();
  }

  /**
   * There must be a group of a key.
   *
   * @param key as {@link LookupKeys} reads it
   */
  public void addOther(List<Object> key) {
    others.add(key);
  }

  /** What came of all groups. */
  public Map<Aggregate, Measurement> measure() {
    if (failed != null) {
      Map<Aggregate, Measurement> all = new LinkedHashMap<>();
      for (Aggregate each : program.judged()) {
        all.put(each, failed);
      }
      return all;
    }
    GroupProgram.Judge judge = program.start();
    judge.keyless(keyless);
    groups.forEach(
        (key, states) -> {
          run.resume(states);
          judge.group(key, List.copyOf(run.measure(inEach)));
        });
    others.removeAll(groups.keySet());
    others.forEach(judge::missing);
    return judge.totals().measure(program.judged());
  }
}
