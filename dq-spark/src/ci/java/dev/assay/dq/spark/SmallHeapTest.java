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

  private static List<String> outcomes(String what) throws Exception {
    return outcomes(what, "-Xmx1g");
  }

  private static List<String> outcomes(String what, String heap) throws Exception {
    Path files = Files.createDirectories(folder.resolve(what.replace(' ', '-')));
    Path log = files.resolve("log");
    Process process =
        OwnProcess.start(SmallHeap.class, Map.of(), log, List.of(heap), files.toString(), what);
    OwnProcess.await(process, log, 15);
    Files.readAllLines(log).stream()
        .filter(line -> line.endsWith(" ms"))
        .forEach(line -> System.out.println("small heap: " + line));
    return Files.readAllLines(files.resolve("outcomes"));
  }

  @Test
  void a_heap_of_one_gigabyte_is_enough() throws Exception {
    assertThat(outcomes("much"))
        .containsExactly(
            "keys of records: {PASS=1000}",
            "keys of a Dataset: {PASS=1000}",
            "columns of records: {PASS=3000}",
            "columns of a Dataset: {PASS=1000}",
            "quantiles of a Dataset: {PASS=1000}",
            "partitions: {PASS=7}",
            "characters: {PASS=2, FAIL=1}");
  }

  @Test
  void many_long_keys_are_counted_exactly() throws Exception {
    assertThat(outcomes("long keys")).containsExactly("long keys: {PASS=2}");
  }

  @Test
  void thousands_of_partitions_of_few_rows() throws Exception {
    assertThat(outcomes("partitions"))
        .containsExactly(
            "median of 5,000 partitions of four rows: {PASS=1}",
            "states of 20,000 partitions: {PASS=4, FAIL=1}");
  }

  /** The least with which Spark starts; a row that is held takes 200 bytes or so. */
  @Test
  void a_key_may_have_any_number_of_rows_in_order() throws Exception {
    assertThat(outcomes("rows in order", "-Xmx512m"))
        .containsExactly("rows of a Dataset: {PASS=9, FAIL=2}", "records: {PASS=9, FAIL=2}");
  }
}
