package dev.assay.dq.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With Kryo that knows no class of the library's, and with tasks that fail and are run again,
 * everything is counted exactly once.
 */
@Tag("matrix")
@Tag("ci")
class IsolatedSparkTest {

  private static final Map<String, String> OUTCOMES = new HashMap<>();
  private static final String AGREE = " constraints, differences []";

  @TempDir static Path folder;

  @BeforeAll
  static void run() throws Exception {
    Path outcomes = folder.resolve("outcomes");
    Path log = folder.resolve("log");
    List<String> settings =
        System.getProperties().stringPropertyNames().stream()
            .filter(each -> each.startsWith("spark.sql.codegen."))
            .map(each -> "-D" + each + "=" + System.getProperty(each))
            .toList();
    Process process =
        OwnProcess.start(IsolatedSpark.class, Map.of(), log, settings, outcomes.toString());
    OwnProcess.await(process, log, 5);
    for (String line : Files.readAllLines(outcomes)) {
      OUTCOMES.put(line.substring(0, line.indexOf('\t')), line.substring(line.indexOf('\t') + 1));
    }
  }

  @Test
  void every_path_works_with_kryo() {
    assertThat(OUTCOMES.get("kryo")).endsWith(AGREE);
  }

  /** With {@code spark.kryo.registrationRequired}, and no {@code HashMap} among the classes. */
  @Test
  void keys_over_an_rdd_need_no_class_registered() {
    assertThat(OUTCOMES.get("kryo, keys")).isEqualTo("[PASS, FAIL, PASS, PASS, PASS, PASS]");
  }

  @Test
  void counters_need_no_class_registered() {
    // of 0 to 999 a quarter is null, all of them f0; and half have the other field
    assertThat(OUTCOMES.get("kryo, counters")).isEqualTo("1000 750 500");
  }

  @Test
  void many_pairs_are_compared_with_kryo() {
    assertThat(OUTCOMES.get("kryo, many pairs")).isEqualTo("0");
  }

  @Test
  void profiles_are_made_with_kryo() {
    // of 0 to 59, and 1 and 2 again, as records and as rows
    assertThat(OUTCOMES.get("kryo, profile")).isEqualTo("[62 rows, twice 2, 62 rows, twice 2] []");
  }

  @Test
  void a_task_that_dies_after_having_added_counts_once() {
    // of 0 to 999, 334 are divisible by three, and 333 leave a remainder of one
    assertThat(OUTCOMES.get("died after adding")).isEqualTo("334 333 1000");
  }

  @Test
  void values_of_retried_tasks_and_of_a_second_action_count_once() {
    assertThat(OUTCOMES.get("values of a failing source")).isEqualTo("{0=334, 1=333, 2=333} true");
  }

  @Test
  void missing_values_of_retried_tasks_count_once() {
    // of 0 to 59: multiples of 13, 11 and 7
    assertThat(OUTCOMES.get("nulls of a failing source")).isEqualTo("60 {d=5, n=6, t=9}");
  }

  @Test
  void a_stage_that_is_run_again_after_a_lost_shuffle_counts_once() {
    assertThat(OUTCOMES.get("lost shuffle"))
        .isEqualTo("{0=500, 1=500} after a stage was run again");
  }

  @Test
  void states_of_many_partitions_are_merged_in_tasks_and_the_driver_gets_few_of_them() {
    assertThat(OUTCOMES.get("many partitions")).isEqualTo("[PASS]");
  }

  @Test
  void states_of_retried_tasks_are_merged_once() {
    assertThat(OUTCOMES.get("states of a failing source")).endsWith(AGREE);
  }

  @Test
  void a_dataset_whose_tasks_fail_gives_the_same_verdicts() {
    assertThat(OUTCOMES.get("a failing source of a dataset")).endsWith(AGREE);
  }
}
