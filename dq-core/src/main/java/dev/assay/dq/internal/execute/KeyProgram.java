package dev.assay.dq.internal.execute;

import dev.assay.dq.RecordView;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Key;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.plan.Aggregate;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the keys of several aggregates from records, for engines that count keys by shuffling them.
 * Aggregates of the same keys, as are all quantiles of one column, share one source of keys.
 *
 * @param program the aggregates (occurrences of keys, ranks, frequent values) with columns and
 *     types
 * @param sources of each aggregate the number of its source; sources are numbered as they come
 */
public record KeyProgram(RecordProgram program, List<Integer> sources) implements Serializable {

  /** What aggregates that count the same keys have in common. */
  private record Source(Key key, Expr scope) {}

  public KeyProgram {
    sources = List.copyOf(sources);
  }

  /** Finds out which aggregates share a source. */
  public static KeyProgram of(RecordProgram program) {
    Map<Source, Integer> numbers = new LinkedHashMap<>();
    List<Integer> sources = new ArrayList<>();
    for (Aggregate aggregate : program.aggregates()) {
      sources.add(numbers.computeIfAbsent(source(aggregate), source -> numbers.size()));
    }
    return new KeyProgram(program, sources);
  }

  private static Source source(Aggregate aggregate) {
    return new Source(key(aggregate), aggregate.scope());
  }

  private static Key key(Aggregate aggregate) {
    Key key = aggregate.key();
    if (key == null) {
      throw new IllegalArgumentException(aggregate + " is not computed from keys");
    }
    return key;
  }

  /** Starts reading, for use by one thread. */
  public Keys start() {
    return new Keys(this);
  }

  /** Reads the keys of records. */
  public static final class Keys {

    private final List<RecordTest> scopes = new ArrayList<>();
    private final List<KeyReader> readers = new ArrayList<>();

    private Keys(KeyProgram keys) {
      RecordProgram program = keys.program();
      RecordTests tests = new RecordTests(program.columns(), program.types());
      for (int i = 0; i < program.aggregates().size(); i++) {
        if (keys.sources().get(i) < readers.size()) {
          continue;
        }
        Aggregate aggregate = program.aggregates().get(i);
        scopes.add(tests.test(aggregate.scope()));
        readers.add(KeyReader.of(key(aggregate), program, tests));
      }
    }

    /** How many sources of keys there are. */
    public int size() {
      return readers.size();
    }

    /**
     * Gives a record's key of one source.
     *
     * @param values canonical values in the order of the program's columns
     * @return the key; null if the record has none
     * @throws RowFailure if it cannot be told
     */
    public @Nullable Object read(int source, @Nullable Object[] values, RecordView view) {
      try {
        return scopes.get(source).test(values, view) == Truth.TRUE
            ? readers.get(source).read(values, view)
            : null;
      } catch (Throwable e) {
        throw RowCode.failure(e);
      }
    }
  }
}
