package dev.assay.dq.execute;

import dev.assay.dq.model.ColumnKind;
import dev.assay.dq.model.Key;
import dev.assay.dq.model.Operand;
import dev.assay.dq.model.RecordView;
import dev.assay.dq.plan.Aggregate;
import dev.assay.dq.state.Values;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the keys of several aggregates from records, for engines that count keys by shuffling them.
 *
 * @param program the aggregates (occurrences of keys, ranks, frequent values) with columns and
 *     types
 */
public record KeyProgram(RecordProgram program) implements Serializable {

  /** Receives keys. */
  @FunctionalInterface
  public interface Receiver {
    /**
     * One row's key.
     *
     * @param index which aggregate of the program
     * @param key the key, never null
     */
    void key(int index, Object key);
  }

  /** What went wrong for one aggregate. */
  @FunctionalInterface
  public interface Failures {
    /**
     * A failure.
     *
     * @param index which aggregate of the program
     * @param exception what went wrong
     */
    void failed(int index, Exception exception);
  }

  /**
   * Starts reading, for use by one thread.
   *
   * @return the reader
   */
  public Keys start() {
    return new Keys(program);
  }

  /** Reads the keys of records. */
  public static final class Keys {

    private final List<RecordTest> scopes = new ArrayList<>();
    private final List<KeyReader> readers = new ArrayList<>();

    private Keys(RecordProgram program) {
      RecordTests tests = new RecordTests(program.columns(), program.types());
      for (Aggregate aggregate : program.aggregates()) {
        scopes.add(aggregate.scope().accept(tests));
        if (aggregate instanceof Aggregate.Groups groups) {
          readers.add(KeyReader.of(groups.key(), program, tests));
        } else if (aggregate instanceof Aggregate.Contingency pairs) {
          readers.add(KeyReader.of(pairs.key(), program, tests));
        } else if (aggregate instanceof Aggregate.Rank rank) {
          readers.add(single(tests.reader(rank.value())));
        } else if (aggregate instanceof Aggregate.TopValues top) {
          Operand.Column column = new Operand.Column(top.column().ref(), ColumnKind.ANY);
          readers.add(KeyReader.of(new Key(List.of(column)), program, tests));
        } else {
          throw new IllegalArgumentException(aggregate + " is not computed from keys");
        }
      }
    }

    private static KeyReader single(RecordTests.Reader reader) {
      return (values, view) -> {
        Object value = reader.read(values, view);
        return value == null ? null : Values.key(value);
      };
    }

    /**
     * Gives the keys of one record.
     *
     * @param values canonical values in the order of the program's columns
     * @param view the record
     * @param receiver takes the keys
     * @param failures takes what went wrong
     */
    public void read(
        @Nullable Object[] values, RecordView view, Receiver receiver, Failures failures) {
      for (int i = 0; i < readers.size(); i++) {
        try {
          if (scopes.get(i).test(values, view) == Truth.TRUE) {
            Object key = readers.get(i).read(values, view);
            if (key != null) {
              receiver.key(i, key);
            }
          }
        } catch (Exception e) {
          failures.failed(i, e);
        }
      }
    }
  }
}
