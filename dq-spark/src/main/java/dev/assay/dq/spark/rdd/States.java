package dev.assay.dq.spark.rdd;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.function.BinaryOperator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;

/**
 * States of partitions on their way to the driver. They travel as bytes of Java's own
 * serialization, so that no serializer of the user's has to know the classes.
 */
public final class States {

  /** Up to so many partitions the driver merges states itself, one after the other. */
  private static final int FEW = 16;

  /** From so many partitions on there are two levels of tasks that merge, and not one. */
  private static final int MANY = 10_000;

  private States() {}

  /**
   * A state as bytes.
   *
   * @param state the state
   * @return its bytes
   */
  public static byte[] write(Serializable state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * A state from its bytes.
   *
   * @param bytes what {@link #write} gave
   * @param type the class of the state
   * @param <S> the class of the state
   * @return the state
   */
  public static <S> S read(byte[] bytes, Class<S> type) {
    try (ObjectInputStream in = new ContextInput(bytes)) {
      return type.cast(in.readObject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Merges the states of all partitions. Of many partitions tasks merge some each, so that the
   * driver gets, and Spark counts against {@code spark.driver.maxResultSize}, about the square root
   * of their number (the cube root, of very many).
   *
   * @param states the states of the partitions, as bytes; of at least one
   * @param type the class of the states
   * @param merge merges two; may change both
   * @param <S> the class of the states
   * @return the state of all
   */
  public static <S extends Serializable> S merged(
      JavaRDD<byte[]> states, Class<S> type, Merge<S> merge) {
    Function2<byte[], byte[], byte[]> both =
        (a, b) -> write(merge.apply(read(a, type), read(b, type)));
    int levels = levels(states.getNumPartitions());
    return read(levels == 0 ? states.reduce(both) : states.treeReduce(both, levels + 1), type);
  }

  /** How many levels of tasks merge states before the driver does, each after a shuffle. */
  static int levels(int partitions) {
    return partitions <= FEW ? 0 : partitions < MANY ? 1 : 2;
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
