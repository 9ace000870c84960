package dev.assay.dq.json;

import static dev.assay.dq.Columns.meanOfLastRuns;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.percent;
import static dev.assay.dq.Columns.previousRun;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.standardDeviations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.StateFormatException;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.History;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The past as a file that runs append to. */
class HistoryFileTest {

  private static final Instant DAY = Instant.parse("2026-03-01T06:00:00Z");
  private static final Fields<Map<String, ?>> FIELDS = Fields.ofMap(Map.of("x", Double.class));
  private static final String NAME = "täglich \"\n\uD83D\uDE80 \uD800";

  @TempDir Path folder;

  private Path path() {
    return folder.resolve("deep").resolve("history.jsonl");
  }

  private static Instant day(int number) {
    return DAY.plus(Duration.ofDays(number));
  }

  private static VerificationResult run(int day, int rows, double x, History history) {
    return LocalDataQuality.<Map<String, ?>>on(Collections.nCopies(rows, Map.of("x", x)), FIELDS)
        .check(
            Check.error(NAME)
                .require(
                    rowCount().isCloseTo(previousRun(), percent(20)),
                    number("x").mean().isCloseTo(meanOfLastRuns(7), standardDeviations(3)),
                    number("gone").mean().observed(),
                    number("x").isComplete().where(number("x").isEqualTo(-1))))
        .history(history)
        .asOf(day(day))
        .run();
  }

  @Test
  void a_run_is_a_line_with_what_failed_and_what_has_no_value() throws IOException {
    HistoryFile history = HistoryFile.at(path());
    VerificationResult first = run(0, 3, Double.NaN, history);
    history.append(first, day(1));
    history.append(run(1, 5, 0.1, history), day(2));
    List<String> lines = Files.readAllLines(path());
    assertThat(lines).hasSize(2);
    String name = "t\\u00E4glich \\\"\\n\\uD83D\\uDE80 \\uD800";
    List<String> ids = first.constraints().stream().map(ConstraintResult::id).toList();
    assertThat(lines.get(0))
        .isEqualTo(
            ("{'format':'assay-history','version':1,'recorded':'2026-03-02T06:00:00Z','values':["
                    + "{'check':'NAME','id':'A','asOf':'2026-03-01T06:00:00Z',"
                    + "'status':'NOT_EVALUATED','value':3.0},"
                    + "{'check':'NAME','id':'B','asOf':'2026-03-01T06:00:00Z',"
                    + "'status':'FAIL','value':'NaN'},"
                    + "{'check':'NAME','id':'C','asOf':'2026-03-01T06:00:00Z','status':'ERROR'},"
                    + "{'check':'NAME','id':'D','asOf':'2026-03-01T06:00:00Z',"
                    + "'status':'NOT_EVALUATED'}]}")
                .replace('\'', '"')
                .replace("NAME", name)
                .replace("\"A\"", "\"" + ids.get(0) + "\"")
                .replace("\"B\"", "\"" + ids.get(1) + "\"")
                .replace("\"C\"", "\"" + ids.get(2) + "\"")
                .replace("\"D\"", "\"" + ids.get(3) + "\""));
    assertThat(lines.get(1)).contains("\"FAIL\",\"value\":5.0").contains("\"value\":0.1");
  }

  @Test
  void runs_after_one_another_are_judged_as_by_results_in_memory() throws IOException {
    HistoryFile file = HistoryFile.at(path());
    List<VerificationResult> results = new ArrayList<>();
    double[] means = {1, 2, 3, 2, 1, 2, 3, 2, 9, 2};
    for (int i = 0; i < means.length; i++) {
      VerificationResult result = run(i, 10 + i % 3, means[i], file);
      assertThat(result).hasToString(run(i, 10 + i % 3, means[i], History.of(results)).toString());
      results.add(result);
      file.append(result);
    }
    assertThat(results.stream().map(each -> each.constraints().get(1).status()))
        .startsWith(Collections.nCopies(7, Status.NOT_EVALUATED).toArray(Status[]::new))
        .endsWith(Status.PASS, Status.FAIL, Status.PASS);
  }

  @Test
  void the_order_of_lines_does_not_matter() throws IOException {
    HistoryFile file = HistoryFile.at(path());
    Random random = new Random(3);
    for (int i = 0; i < 20; i++) {
      file.append(run(random.nextInt(12), 1 + random.nextInt(5), random.nextInt(9), file));
    }
    String expected = run(12, 4, 4, file).toString();
    List<String> lines = new ArrayList<>(Files.readAllLines(path()));
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(lines, random);
      Files.write(path(), lines);
      assertThat(run(12, 4, 4, file)).hasToString(expected);
    }
  }

  @Test
  void no_result_of_threads_and_processes_that_append_at_once_is_lost() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(9);
    List<Callable<Void>> writers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      int first = i * 20;
      writers.add(
          () -> {
            main(path().toString(), String.valueOf(first), "20");
            return null;
          });
    }
    for (int i = 6; i < 9; i++) {
      List<String> command =
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx128m",
              "-XX:TieredStopAtLevel=1",
              "-cp",
              System.getProperty("java.class.path"),
              HistoryFileTest.class.getName(),
              path().toString(),
              String.valueOf(i * 20),
              "20");
      writers.add(
          () -> {
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
            return null;
          });
    }
    try {
      for (Future<Void> each : pool.invokeAll(writers)) {
        each.get();
      }
    } finally {
      pool.shutdown();
    }
    List<String> lines = Files.readAllLines(path());
    assertThat(lines).hasSize(180);
    List<Integer> days =
        HistoryFile.at(path())
            .values(
                new History.Question(
                    "",
                    day(1000),
                    Map.of(
                        new History.Subject(NAME, rowCount().isAtLeast(1).id()),
                        new History.Wanted(1000, false))))
            .stream()
            .map(each -> (int) Duration.between(DAY, each.asOf()).toDays())
            .sorted()
            .toList();
    assertThat(days).isEqualTo(IntStream.range(0, 180).boxed().toList());
  }

  /** Appends runs to a file: the file, the first day, how many. */
  public static void main(String... arguments) throws IOException {
    int first = Integer.parseInt(arguments[1]);
    HistoryFile file = HistoryFile.at(Path.of(arguments[0]));
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      file.append(run(first + i, 2, 1, file));
    }
  }

  @Test
  void what_a_writer_left_behind_is_named_and_spoils_no_other_line() throws IOException {
    HistoryFile file = HistoryFile.at(path());
    file.append(run(0, 3, 1, file));
    Files.writeString(path(), "{\"format\":\"assay-his", StandardOpenOption.APPEND);
    file.append(run(1, 3, 1, file));
    VerificationResult result = run(2, 3, 1, file);
    assertThat(result.constraints().get(0).butWas())
        .startsWith(
            "not evaluated: what earlier runs found could not be read: line 2 of "
                + path()
                + " is not what a run has appended, so the past is not known: it is not JSON: ")
        .endsWith(": repair or remove the line");
    assertThat(result.constraints().get(3).error()).isNull();
    List<String> lines = new ArrayList<>(Files.readAllLines(path()));
    assertThat(lines).hasSize(3);
    lines.remove(1);
    Files.write(path(), lines);
    assertThat(run(2, 3, 1, file).constraints().get(0).status()).isEqualTo(Status.PASS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "{}",
        "[]",
        "{\"format\":\"assay-history\",\"version\":2,\"recorded\":\"2026-03-01T06:00:00Z\",\"values\":[]}",
        "{\"format\":\"assay-history\",\"version\":1,\"recorded\":\"yesterday\",\"values\":[]}",
        "{\"format\":\"assay-history\",\"version\":1,\"recorded\":\"2026-03-01T06:00:00Z\"}",
        "{\"format\":\"assay-history\",\"version\":1,\"recorded\":\"2026-03-01T06:00:00Z\",\"values\":[1]}",
        "{\"format\":\"assay-history\",\"version\":1,\"recorded\":\"2026-03-01T06:00:00Z\",\"values\":["
            + "{\"check\":\"a\",\"id\":\"b\",\"asOf\":\"2026-03-01T06:00:00Z\",\"status\":\"GOOD\"}]}",
        "{\"format\":\"assay-history\",\"version\":1,\"recorded\":\"2026-03-01T06:00:00Z\",\"values\":["
            + "{\"check\":\"a\",\"id\":\"b\",\"asOf\":\"2026-03-01T06:00:00Z\",\"status\":\"PASS\","
            + "\"value\":\"x\"}]}",
        "{\"format\":\"assay-history\",\"version\":1,\"recorded\":\"2026-03-01T06:00:00Z\",\"values\":["
            + "{\"check\":\"a\",\"id\":\"b\",\"asOf\":\"2026-03-01T06:00:00Z\",\"status\":\"PASS\","
            + "\"value\":1,\"value\":2}]}",
      })
  void a_line_that_is_no_run_is_refused(String line) throws IOException {
    Files.createDirectories(path().getParent());
    Files.writeString(path(), line + "\n");
    History.Question question = new History.Question("", day(1), new HashMap<>());
    assertThatThrownBy(() -> HistoryFile.at(path()).values(question))
        .isInstanceOf(StateFormatException.class)
        .hasMessageStartingWith("line 1 of " + path());
  }

  @Test
  void a_file_is_read_up_to_a_bound() throws IOException {
    Files.createDirectories(path().getParent());
    try (RandomAccessFile file = new RandomAccessFile(path().toFile(), "rw")) {
      file.setLength((64L << 20) + 1);
    }
    History.Question question = new History.Question("", day(1), new HashMap<>());
    assertThatThrownBy(() -> HistoryFile.at(path()).values(question))
        .isInstanceOf(StateFormatException.class)
        .hasMessage(
            path()
                + " has 67,108,865 bytes, and a history is read up to 64 MB: move its first lines"
                + " to another file");
  }

  @Test
  void a_name_of_any_characters_is_found_again() throws IOException {
    HistoryFile file = HistoryFile.at(path());
    file.append(run(0, 3, 1, file));
    assertThat(new String(Files.readAllBytes(path()), StandardCharsets.US_ASCII))
        .isEqualTo(Files.readString(path()));
    assertThat(run(1, 3, 1, file).constraints().get(0).status()).isEqualTo(Status.PASS);
  }
}
