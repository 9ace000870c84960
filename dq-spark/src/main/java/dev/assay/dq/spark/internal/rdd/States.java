package dev.assay.dq.spark.internal.rdd;

import dev.assay.dq.internal.model.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.BinaryOperator;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * States of partitions on their way to the driver. They travel as bytes of Java's own
 * serialization, so that no serializer of the user's has to know the classes.
 *
 * <p>They are the results of tasks and not an accumulator's: Spark logs what the merging of an
 * accumulator throws and goes on without that partition. And they are merged in the order of
 * partitions, whichever task ends first, so that the same data in the same partitions give the same
 * samples and the same last digits.
 */
@SuppressWarnings("serial") // javac warns of lambdas in packages below one named internal
public final class States {

  /** Up to so many partitions the driver merges states itself. */
  public static final int FEW = 16;

  /** From so many partitions on there are two levels of tasks that merge, and not one. */
  private static final int MANY = 10_000;

  private States() {}

  /**
   * The state of one partition as bytes.
   *
   * @param state the state, or null if the partition has nothing to add
   * @return its bytes
   */
  public static byte[] write(@Nullable Serializable state) {
    return write(1, state);
  }

  private static byte[] write(int partitions, @Nullable Serializable state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(partitions).array());
    if (state != null) {
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(state);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return bytes.toByteArray();
  }

  /**
   * Merges the states of all partitions in their order. Of many partitions tasks merge some each,
   * so that the driver gets, and Spark counts against {@code spark.driver.maxResultSize}, about the
   * square root of their number (the cube root, of very many).
   *
   * @param states of each partition what {@link #write} gave
   * @param type the class of the states
   * @param merge merges two; may change both
   * @param <S> the class of the states
   * @return the state of all, or null if no partition has one
   * @throws IllegalStateException if the state of a partition did not arrive
   */
  public static <S extends Serializable> @Nullable S merged(
      JavaRDD<byte[]> states, Class<S> type, Merge<S> merge) {
    JavaRDD<byte[]> level = states;
    int partitions = states.getNumPartitions();
    for (int levels = levels(partitions); levels > 0; levels--) {
      level = grouped(level, levels / (levels + 1.0), type, merge);
    }
    return onDriver(level, partitions, type, merge);
  }

  /**
   * The same where states are small: the driver merges those of all partitions.
   *
   * @param states of each partition what {@link #write} gave
   * @param type the class of the states
   * @param merge merges two; may change both
   * @param <S> the class of the states
   * @return the state of all, or null if no partition has one
   * @throws IllegalStateException if the state of a partition did not arrive
   */
  public static <S extends Serializable> @Nullable S mergedByDriver(
      JavaRDD<byte[]> states, Class<S> type, Merge<S> merge) {
    return onDriver(states, states.getNumPartitions(), type, merge);
  }

  /**
   * Merges states that are here already.
   *
   * @param states in their order, each what {@link #write} gave
   * @param type the class of the states
   * @param merge merges two; may change both
   * @param <S> the class of the states
   * @return the state of all, or null if there is none
   */
  static <S extends Serializable> @Nullable S merged(
      List<byte[]> states, Class<S> type, Merge<S> merge) {
    return all(states, type, merge).state;
  }

  private static <S extends Serializable> Merged<S> all(
      List<byte[]> states, Class<S> type, Merge<S> merge) {
    Merged<S> all = new Merged<>(type, merge);
    states.forEach(all::add);
    return all;
  }

  private static <S extends Serializable> @Nullable S onDriver(
      JavaRDD<byte[]> states, int partitions, Class<S> type, Merge<S> merge) {
    Merged<S> all = all(collected(states), type, merge);
    if (all.partitions != partitions) {
      throw new Fault(
          "the states of "
              + all.partitions
              + " partitions arrived, but the data have "
              + partitions
              + ": what is missing would be taken for rows that do not exist");
    }
    return all.state;
  }

  /**
   * The elements of all partitions in their order, for {@code collect()} itself takes about as long
   * as the job of a few rows: Spark reads the bytecode of its largest classes twice to clean what
   * it sends to tasks, and for {@code collectAsync()} once that of a small one.
   */
  public static <T> List<T> collected(JavaRDD<T> rdd) {
    try {
      return rdd.collectAsync().get();
    } catch (ExecutionException e) {
      States.<RuntimeException>rethrow(e.getCause());
      throw new IllegalStateException(e); // not reached
    } catch (InterruptedException e) {
      States.<RuntimeException>rethrow(e);
      throw new IllegalStateException(e); // not reached
    }
  }

  /** As Spark itself throws them: a failed job is a checked exception, which no signature says. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void rethrow(Throwable e) throws E {
    throw (E) e;
  }

  /**
   * How many levels of tasks merge states before the driver does, each after a shuffle.
   *
   * @param partitions how many states there are
   * @return 0 if the driver merges all
   */
  public static int levels(int partitions) {
    return partitions <= FEW ? 0 : partitions < MANY ? 1 : 2;
  }

  /**
   * Merges neighbours in tasks, as many of which are left as this power of their number. The group
   * is what remains of a key when it is divided, so HashPartitioner finds it, and the natural order
   * is that of the partitions.
   */
  private static <S extends Serializable> JavaRDD<byte[]> grouped(
      JavaRDD<byte[]> states, double power, Class<S> type, Merge<S> merge) {
    int all = states.getNumPartitions();
    int wanted = (int) Math.ceil(Math.pow(all, power));
    int size = (all + wanted - 1) / wanted;
    int groups = (all + size - 1) / size;
    Function2<Integer, Iterator<byte[]>, Iterator<Tuple2<Integer, byte[]>>> keyed =
        (partition, each) -> {
          int key = partition / size + groups * (partition % size);
          return List.of(new Tuple2<>(key, each.next())).iterator();
        };
    return JavaPairRDD.fromJavaRDD(states.mapPartitionsWithIndex(keyed, false))
        .repartitionAndSortWithinPartitions(
            new HashPartitioner(groups), Comparator.<Integer>naturalOrder())
        .mapPartitions(
            each -> {
              Merged<S> merged = new Merged<>(type, merge);
              each.forEachRemaining(entry -> merged.add(entry._2()));
              return List.of(write(merged.partitions, merged.state)).iterator();
            });
  }

  /** What was merged so far, and of how many partitions it is. */
  private static final class Merged<S extends Serializable> {

    private final Class<S> type;
    private final Merge<S> merge;
    private int partitions;
    private @Nullable S state;

    Merged(Class<S> type, Merge<S> merge) {
      this.type = type;
      this.merge = merge;
    }

    void add(byte[] bytes) {
      partitions += ByteBuffer.wrap(bytes).getInt();
      if (bytes.length > Integer.BYTES) {
        S more = read(bytes, type);
        state = state == null ? more : merge.apply(state, more);
      }
    }
  }

  /** What {@link #write} was given. */
  public static <S> S read(byte[] bytes, Class<S> type) {
    byte[] state = Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
    try (ObjectInputStream in = new ContextInput(state)) {
      return type.cast(in.readObject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Merges two states, in a task or on the driver.
   *
   * @param <S> the class of the states
   */
  public interface Merge<S> extends BinaryOperator<S>, Serializable {}

  /**
   * Finds classes where this library's are, which may be a loader of the job's own, or the job's.
   */
  private static final class ContextInput extends ObjectInputStream {
    ContextInput(byte[] bytes) throws IOException {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      for (ClassLoader each :
          new ClassLoader[] {
            States.class.getClassLoader(), Thread.currentThread().getContextClassLoader()
          }) {
        try {
          return Class.forName(description.getName(), false, each);
        } catch (ClassNotFoundException e) {
          // the next one may know it
        }
      }
      return super.resolveClass(description);
    }
  }
}
