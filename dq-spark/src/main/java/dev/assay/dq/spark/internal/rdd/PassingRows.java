package dev.assay.dq.spark.internal.rdd;

import dev.assay.dq.internal.execute.RecordProgram;
import dev.assay.dq.internal.execute.RowCode;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Plain;
import dev.assay.dq.spark.internal.compile.ColumnNames;
import dev.assay.dq.spark.internal.compile.RowFunction;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills states from rows that pass by on their way to where they are written. Each task fills one
 * of its own and hands it over when it has ended well; of tasks that see one partition, one counts.
 */
@SuppressWarnings("serial") // javac warns of lambdas in packages below one named internal
public final class PassingRows {

  private static final Logger LOG = LoggerFactory.getLogger(PassingRows.class);

  /** What no column of a user's is called. */
  private static final String SEEN = "\u0000seen";

  private final PassedStates states = new PassedStates();
  private final RecordProgram program;
  private final ReaderFactory<@Nullable Object[]> readers;

  /**
   * States that nothing has passed yet.
   *
   * @param readers reads what {@link #observed} selects
   */
  public PassingRows(
      SparkContext context, RecordProgram program, ReaderFactory<@Nullable Object[]> readers) {
    this.program = program;
    this.readers = readers;
    context.register(states);
  }

  /**
   * The same rows, which are seen when they are asked for. A projection that is not deterministic
   * stays where it is, above all that selects rows and below all that is done with them.
   *
   * @param encoded what the readers read
   */
  public Dataset<Row> observed(Dataset<Row> data, List<Column> encoded) {
    Column seen =
        new Watch(program, readers, states, encoded.size())
            .watching(encoded, DataTypes.BooleanType);
    return data.withColumn(SEEN, seen)
        .where(ColumnNames.column(ColumnRef.exactly(SEEN)))
        .drop(SEEN);
  }

  /**
   * What was seen.
   *
   * @return the states of all rows; null if no row passed, or what passed does not tell
   */
  public RecordProgram.@Nullable Partial states() {
    String problem = states.problem();
    RecordProgram.Partial all = null;
    for (List<PassedStates.Part> parts : states.byStage()) {
      RecordProgram.Partial stage =
          States.merged(
              parts.stream().map(PassedStates.Part::state).toList(),
              RecordProgram.Partial.class,
              RecordPasses::merge);
      if (all != null && stage != null && all.rows() != stage.rows()) {
        problem = "rows were read twice, and not as many each time";
      }
      all = stage;
    }
    if (problem != null) {
      LOG.warn("What was written is judged by reading the data again: {}", problem);
      return null;
    }
    return all;
  }

  /** Sees each row of a task, and lets it pass whatever comes of that. */
  private static final class Watch extends RowFunction<Boolean> {

    private static final long serialVersionUID = 1L;

    private final RecordProgram program;
    private final ReaderFactory<@Nullable Object[]> readers;
    private final PassedStates states;

    private transient @Nullable TaskContext task;
    private transient RecordProgram.@Nullable Run run;
    private transient @Nullable RecordReader<@Nullable Object[]> reader;

    Watch(
        RecordProgram program,
        ReaderFactory<@Nullable Object[]> readers,
        PassedStates states,
        int columns) {
      super(columns);
      this.program = program;
      this.readers = readers;
      this.states = states;
    }

    @Override
    protected Boolean of(@Nullable Object[] given) {
      try {
        if (run == null && !start(TaskContext.get())) {
          return true;
        }
        RecordProgram.Run states = run;
        RecordReader<@Nullable Object[]> rows = reader;
        if (states != null && rows != null) {
          @Nullable Object[] values = rows.read(given);
          states.add(values, states.needsView() ? rows.view(given, values) : null);
        }
      } catch (Throwable e) {
        fail(e);
      }
      return true;
    }

    /** Begins with a task, if it did not begin with this one before. */
    private boolean start(@Nullable TaskContext current) {
      if (current == null) {
        states.fail("Spark worked rows out while it planned");
        return false;
      }
      if (current == task) {
        return false; // it failed
      }
      task = current;
      run = program.start();
      reader = readers.start();
      current.addTaskCompletionListener(this::end);
      return true;
    }

    /** Hands the state over; of a task that failed, Spark does not pass it on. */
    private void end(TaskContext ended) {
      RecordProgram.Run filled = run;
      run = null;
      if (filled != null && !ended.isFailed() && !ended.isInterrupted()) {
        try {
          states.add(
              new PassedStates.Part(
                  ended.stageId(),
                  ended.stageAttemptNumber(),
                  ended.partitionId(),
                  States.write(filled.result())));
        } catch (Throwable e) {
          fail(e);
        }
      }
    }

    private void fail(Throwable e) {
      run = null;
      RowCode.passOn(e);
      states.fail(e instanceof Plain ? e.toString() : e.getClass().getName()); // it is logged
    }
  }
}
