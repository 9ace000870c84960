package dev.assay.dq.internal.execute;

import dev.assay.dq.StateFormatException;
import dev.assay.dq.internal.model.Notes;
import dev.assay.dq.internal.model.Quoted;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.BoundCheck;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.Measurements;
import dev.assay.dq.internal.state.State;
import dev.assay.dq.internal.state.StateReader;
import dev.assay.dq.internal.state.StateWriter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the batches of a window: of each its states, by what they are states of. A
 * constraint is known by what it is about and not by its bounds, which may move; one that is new
 * has a window that begins with it. Immutable.
 *
 * @param stream whose batches they are
 * @param batches in the order of their numbers
 */
public record WindowStates(String stream, List<Batch> batches) {

  /** How many bytes are kept of all batches together. */
  public static final int MOST = 64 << 20;

  private static final int MARK = 0x41535749; // ASWI

  /** Another one where an aggregate's state, or of which aggregates a metric is made, changes. */
  private static final int VERSION = 1;

  private static final int CONTENT = 3 * Integer.BYTES;
  private static final int LEAST_BATCH = 2 * Long.BYTES + 2 * Integer.BYTES;
  private static final int LEAST_STATE = 3;

  public WindowStates {
    batches = List.copyOf(batches);
  }

  /**
   * A batch.
   *
   * @param id its number
   * @param time when it was measured
   * @param rows how many rows it has
   */
  public record Batch(long id, Instant time, long rows, Map<String, Kept> states) {
    public Batch {
      states = Map.copyOf(states);
    }

    /**
     * What is kept of a batch.
     *
     * @param states those that were filled
     * @param measured why others were not
     */
    public static Batch of(
        long id,
        Instant time,
        List<BoundCheck> checks,
        Map<Aggregate, Kept> states,
        Measurements measured) {
      Map<String, Kept> kept = new LinkedHashMap<>();
      forEach(
          checks,
          (key, aggregate) -> {
            Kept state = states.get(aggregate);
            kept.put(key, state == null ? Kept.none(measured.of(aggregate)) : state);
          });
      return new Batch(id, time, rows(measured), kept);
    }

    private static long rows(Measurements measured) {
      return measured.values().get(Aggregate.Rows.ALL) instanceof Measurement.Rows all
          ? all.rows()
          : 0;
    }
  }

  /**
   * A state of an aggregate, which is not changed any more.
   *
   * @param state null if there is none
   * @param failure why there is none; what is stored quotes no value of the data
   */
  public record Kept(@Nullable State state, @Nullable String failure) {

    public Kept {
      failure = failure == null ? null : Quoted.hidden(failure);
    }

    private static Kept none(Measurement measured) {
      return new Kept(
          null,
          measured instanceof Measurement.Failed failed
              ? failed.message()
              : "was not measured in time");
    }
  }

  /** Each aggregate of constraints under the name that stays the same from run to run. */
  private static void forEach(List<BoundCheck> checks, BiConsumer<String, Aggregate> to) {
    checks.forEach(check -> check.constraints().forEach(each -> forEach(each, to)));
  }

  private static void forEach(BoundConstraint bound, BiConsumer<String, Aggregate> to) {
    bound.parts().forEach(part -> forEach(part, to));
    String about = bound.declared().withNotes(Notes.NONE).id();
    for (int i = 0; i < bound.aggregates().size(); i++) {
      to.accept(about + " " + i, bound.aggregates().get(i));
    }
  }

  /**
   * The window with a batch more, which takes the place of an earlier attempt at it; batches of
   * higher numbers are of a run that was taken back.
   *
   * @param stays whether a batch is still in the window
   * @param most how many batches are
   */
  public WindowStates with(Batch batch, Predicate<Batch> stays, int most) {
    List<Batch> all = new ArrayList<>(batches);
    all.removeIf(each -> each.id() >= batch.id() || !stays.test(each));
    all.add(batch);
    all.sort(Comparator.comparingLong(Batch::id));
    return new WindowStates(stream, all.subList(Math.max(0, all.size() - most), all.size()));
  }

  /** What the batches come to together. */
  public Measurements measure(List<BoundCheck> checks) {
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    forEach(checks, (key, aggregate) -> measured.put(aggregate, measure(key, aggregate)));
    measured.put(
        Aggregate.Rows.ALL, new Measurement.Rows(batches.stream().mapToLong(Batch::rows).sum()));
    return new Measurements(measured);
  }

  private Measurement measure(String key, Aggregate aggregate) {
    State all = null;
    for (Batch batch : batches) {
      Kept kept = batch.states().get(key);
      if (kept == null) {
        continue; // the constraint was not there yet
      }
      State state = kept.state();
      if (state == null) {
        return new Measurement.Failed("in batch " + batch.id() + ": " + kept.failure(), null);
      }
      try {
        all = all == null ? state.empty() : all;
        all.merge(state);
      } catch (RuntimeException e) {
        return new Measurement.Failed(
            "batch " + batch.id() + " is of another kind than those before: " + e.getMessage(), e);
      }
    }
    return all == null
        ? new Measurement.Failed("no batch of the window has it", null)
        : RecordProgram.measure(aggregate, all);
  }

  /**
   * As bytes: a mark, a version, a checksum, and the content.
   *
   * @throws IllegalStateException if they are too many
   */
  public byte[] toBytes() {
    StateWriter out = new StateWriter();
    out.writeInt(MARK);
    out.writeInt(VERSION);
    out.writeInt(0);
    out.writeValue(stream);
    out.writeInt(batches.size());
    for (Batch batch : batches) {
      write(batch, out);
      if (out.size() > MOST) {
        throw tooLarge();
      }
    }
    byte[] bytes = out.toBytes();
    ByteBuffer.wrap(bytes).putInt(CONTENT - Integer.BYTES, checksum(bytes));
    return bytes;
  }

  private IllegalStateException tooLarge() {
    return new IllegalStateException(
        "The states of the "
            + batches.size()
            + " batches of a window take more than "
            + (MOST >> 20)
            + " MB: make the window shorter or the batches longer, or allow approxDistinctCount()"
            + " and approxQuantile(...) a greater error");
  }

  private static void write(Batch batch, StateWriter out) {
    out.writeLong(batch.id());
    out.writeValue(batch.time());
    out.writeLong(batch.rows());
    out.writeInt(batch.states().size());
    batch
        .states()
        .forEach(
            (key, kept) -> {
              out.writeValue(key);
              out.writeValue(kept.state() == null ? null : kept.state().toBytes());
              out.writeValue(kept.failure());
            });
  }

  /**
   * Reads what {@link #toBytes()} gave.
   *
   * @throws StateFormatException if the bytes are something else, damaged, or of another version
   */
  public static WindowStates fromBytes(byte[] bytes) {
    if (bytes.length < CONTENT || ByteBuffer.wrap(bytes).getInt() != MARK) {
      throw new StateFormatException("these bytes are not the states of a window");
    }
    int version = ByteBuffer.wrap(bytes).getInt(Integer.BYTES);
    if (version != VERSION) {
      throw new StateFormatException(
          "the states have version " + version + ", and this library reads version " + VERSION);
    }
    if (ByteBuffer.wrap(bytes).getInt(CONTENT - Integer.BYTES) != checksum(bytes)) {
      throw StateReader.damaged("its checksum does not match");
    }
    StateReader in = new StateReader(bytes, CONTENT, bytes.length);
    String stream = in.readValue(String.class);
    int size = in.readSize(LEAST_BATCH);
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      batches.add(batch(in));
    }
    in.end();
    return new WindowStates(stream, batches);
  }

  private static Batch batch(StateReader in) {
    long id = in.readCount();
    Instant time = in.readValue(Instant.class);
    long rows = in.readCount();
    int size = in.readSize(LEAST_STATE);
    Map<String, Kept> states = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      String key = in.readValue(String.class);
      byte[] state = in.readValueOrNull(byte[].class);
      String failure = in.readValueOrNull(String.class);
      states.put(key, new Kept(state == null ? null : State.fromBytes(state), failure));
    }
    return new Batch(id, time, rows, states);
  }

  private static int checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes, CONTENT, bytes.length - CONTENT);
    return (int) crc.getValue();
  }
}
