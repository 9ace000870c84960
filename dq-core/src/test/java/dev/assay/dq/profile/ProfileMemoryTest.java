package dev.assay.dq.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.local.Fields;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a profile keeps does not grow with the data: many times the heap in different texts of 1,000
 * characters go through a process of its own. {@code -Dassay.texts=10000000} makes it ten million.
 */
class ProfileMemoryTest {

  @TempDir Path folder;

  public static void main(String[] args) {
    long number = Long.parseLong(args[0]);
    String tail = "x".repeat(990);
    Iterable<Map<String, ?>> texts =
        () -> {
          Iterator<Long> numbers = LongStream.range(0, number).iterator();
          return new Iterator<>() {
            @Override
            public boolean hasNext() {
              return numbers.hasNext();
            }

            @Override
            public Map<String, ?> next() {
              return Map.of("t", String.format("%010d", numbers.next()) + tail);
            }
          };
        };
    ProfileState state =
        LocalProfiler.state(texts, Fields.ofMap(Map.of("t", String.class)), ProfileOptions.DEFAULT);
    boolean counted = state.rows() == number;
    boolean small = state.toBytes().length < 1_000_000;
    Runtime.getRuntime().halt(counted && small ? 0 : 1);
  }

  @Tag("slow")
  @Test
  void many_different_long_texts_fit_a_small_heap() throws Exception {
    String number = System.getProperty("assay.texts", "300000");
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx48m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ProfileMemoryTest.class.getName(),
                    number))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }
}
