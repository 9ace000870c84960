package dev.assay.dq.internal.execute;

import dev.assay.dq.RecordView;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.References;
import dev.assay.dq.internal.state.Measurement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private @Nullable RowFailure failure;

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
    this.keys = new GroupKeys(program.by(), columns, types);
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
    if (failure != null) {
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
      failure = RowCode.failure(e);
    }
  }

  /** What came of all groups. */
  public Map<Aggregate, Measurement> measure() {
    if (failure != null) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      Measurement failed = new Measurement.Failed(failure.marked(), cause);
      Map<Aggregate, Measurement> all = new LinkedHashMap<>();
      program.judged().forEach(each -> all.put(each, failed));
      return all;
    }
    GroupProgram.Judge judge = program.start();
    judge.keyless(keyless);
    groups.forEach(
        (key, states) -> {
          run.resume(states);
          judge.group(key, List.copyOf(run.measure(inEach)));
        });
    return judge.totals().measure(program.judged());
  }
}
