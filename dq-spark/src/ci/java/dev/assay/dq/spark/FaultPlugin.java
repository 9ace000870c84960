package dev.assay.dq.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Lets tasks and executors die where a file says so: the kind of fault and the number of the stage.
 * What happens once leaves a mark.
 */
public final class FaultPlugin implements SparkPlugin {

  /** Where the orders are, as a setting of Spark. */
  static final String FOLDER = "spark.assay.faults";

  /** What goes wrong. */
  enum Fault {
    /** Nothing. */
    NONE,
    /** An executor dies as its first task of the stage starts. */
    EXECUTOR_DIES_BEFORE,
    /** An executor dies when its task has done all its work, and before the driver hears of it. */
    EXECUTOR_DIES_AFTER,
    /** Every task of every stage fails once, when it has done all its work. */
    TASKS_FAIL_ONCE,
    /** The shuffle files of an executor are gone when the stage wants to read them. */
    SHUFFLE_IS_LOST
  }

  /** Orders a fault; the next one in this stage. */
  static void order(Path folder, Fault fault, int stage) throws IOException {
    Files.deleteIfExists(mark(folder));
    Path draft = Files.writeString(folder.resolve("draft"), fault + "\n" + stage);
    Files.move(draft, orders(folder), StandardCopyOption.REPLACE_EXISTING);
  }

  static boolean happened(Path folder) {
    return Files.exists(mark(folder));
  }

  private static Path orders(Path folder) {
    return folder.resolve("orders");
  }

  private static Path mark(Path folder) {
    return folder.resolve("mark");
  }

  @Override
  public DriverPlugin driverPlugin() {
    return null;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new Saboteur();
  }

  private static final class Saboteur implements ExecutorPlugin {

    private static final ThreadLocal<Boolean> DOOMED = new ThreadLocal<>();
    private Path folder;

    @Override
    public void init(PluginContext context, Map<String, String> extra) {
      folder = Path.of(context.conf().get(FOLDER));
    }

    @Override
    public void onTaskStart() {
      DOOMED.remove();
      TaskContext task = TaskContext.get();
      try {
        List<String> orders = Files.readAllLines(orders(folder));
        Fault fault = Fault.valueOf(orders.get(0));
        boolean here = Integer.parseInt(orders.get(1)) == task.stageId();
        switch (fault) {
          case NONE -> {}
          case EXECUTOR_DIES_BEFORE -> {
            if (here && first()) {
              Runtime.getRuntime().halt(137);
            }
          }
          case EXECUTOR_DIES_AFTER -> DOOMED.set(here);
          case TASKS_FAIL_ONCE -> {
            if (task.attemptNumber() == 0) {
              task.addTaskCompletionListener(new FailsAfterwards(this::first));
            }
          }
          case SHUFFLE_IS_LOST -> {
            if (here && first()) {
              deleteShuffleFiles();
            }
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Called when the task's result is made and not yet sent. */
    @Override
    public void onTaskSucceeded() {
      if (Boolean.TRUE.equals(DOOMED.get()) && first()) {
        Runtime.getRuntime().halt(137);
      }
    }

    private boolean first() {
      try {
        Files.createFile(mark(folder));
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void deleteShuffleFiles() throws IOException {
      for (String directory : System.getenv("SPARK_EXECUTOR_DIRS").split(":", -1)) {
        try (Stream<Path> files = Files.walk(Path.of(directory))) {
          for (Path file :
              files.filter(each -> each.getFileName().toString().startsWith("shuffle_")).toList()) {
            Files.delete(file);
          }
        }
      }
    }
  }

  /** What a task has counted is counted, and then the task fails. */
  private record FailsAfterwards(Runnable mark) implements TaskCompletionListener {
    @Override
    public void onTaskCompletion(TaskContext context) {
      mark.run();
      throw new IllegalStateException("fails once");
    }
  }
}
