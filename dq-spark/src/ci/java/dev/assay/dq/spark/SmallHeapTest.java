package dev.assay.dq.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a task and the driver hold is bounded, however much there is of what they hold. */
@Tag("slow")
class SmallHeapTest {

  @TempDir static Path folder;

  @Test
  void a_heap_of_one_gigabyte_is_enough() throws Exception {
    Path log = folder.resolve("log");
    Process process =
        OwnProcess.start(SmallHeap.class, Map.of(), log, List.of("-Xmx1g"), folder.toString());
    OwnProcess.await(process, log, 8);
    Files.readAllLines(log).stream()
        .filter(line -> line.endsWith(" ms"))
        .forEach(line -> System.out.println("small heap: " + line));
    assertThat(Files.readAllLines(folder.resolve("outcomes")))
        .containsExactly(
            "keys of records: {PASS=1000}",
            "keys of a Dataset: {PASS=1000}",
            "columns of records: {PASS=3000}",
            "columns of a Dataset: {PASS=1000}",
            "quantiles of a Dataset: {PASS=1000}",
            "partitions: {PASS=7}",
            "characters: {PASS=2, FAIL=1}");
  }
}
