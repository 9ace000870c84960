package dev.assay.dq.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors and tasks that die, on a cluster of two executors: the verdicts are the same. */
@Tag("slow")
class FaultyClusterTest {

  /** One run: what ran, the fault, whether it happened, the outcome, and figures. */
  private record Run(String pass, String fault, String happened, String outcome, String figures) {}

  private static final List<Run> RUNS = new ArrayList<>();

  @TempDir static Path folder;

  @BeforeAll
  static void run() throws Exception {
    // Executors are started by what looks like an installed Spark; all classes come from the class
    // path.
    Path home = folder.resolve("home");
    Files.createDirectories(home.resolve("jars"));
    Files.createDirectories(home.resolve("launcher/target/scala-2.12"));
    Files.writeString(home.resolve("RELEASE"), "Spark for tests\n");
    Path log = folder.resolve("log");
    Process process =
        OwnProcess.start(
            FaultyCluster.class,
            Map.of("SPARK_HOME", home.toString(), "SPARK_LOCAL_IP", "127.0.0.1"),
            log,
            List.of("-Dassay.patience=" + Long.getLong("assay.patience", 1)),
            folder.toString());
    try {
      OwnProcess.await(process, log, 20);
    } finally {
      Path outcomes = folder.resolve("outcomes");
      if (Files.exists(outcomes)) {
        Files.readAllLines(outcomes).forEach(line -> System.out.println("fault: " + line));
      }
    }
    List<String> lines = Files.readAllLines(folder.resolve("outcomes"));
    assertThat(lines).endsWith("end");
    for (String line : lines.subList(0, lines.size() - 1)) {
      String[] parts = line.split("\t", -1);
      RUNS.add(new Run(parts[0], parts[1], parts[2], parts[3], parts[4]));
    }
    System.out.println(
        "fault: speculation is not tried, for Spark starts no copy of a task on the host that has"
            + " it, and here all executors share one");
  }

  @Test
  void every_fault_happened() {
    assertThat(RUNS).isNotEmpty().allMatch(run -> run.happened().equals("happened"));
    assertThat(RUNS.stream().map(Run::pass).distinct())
        .contains(
            "scan",
            "writing",
            "packed keys",
            "keys",
            "ranks",
            "values",
            "pairs",
            "records",
            "records of an RDD",
            "record keys",
            "records of many partitions",
            "counters",
            "counter accumulator",
            "profile",
            "profile of an RDD");
    assertThat(RUNS.stream().filter(run -> run.fault().startsWith("SHUFFLE_IS_LOST")))
        .extracting(Run::pass)
        .contains(
            "scan",
            "writing",
            "packed keys",
            "keys",
            "ranks",
            "values",
            "pairs",
            "record keys",
            "records of many partitions",
            "counters");
    assertThat(RUNS).noneMatch(run -> run.figures().startsWith("0 tasks failed, 0 executors lost"));
  }

  @Test
  void the_verdicts_are_those_of_the_run_without_it() {
    assertThat(RUNS).allMatch(run -> run.outcome().equals("same"));
  }
}
