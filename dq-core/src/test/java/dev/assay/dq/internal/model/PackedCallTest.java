package dev.assay.dq.internal.model;

import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Predicate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PackedCallTest {

  private static byte[] written(Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }

  private static void assertComesBack(Predicate said) throws Exception {
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(written(said.expr())))) {
      assertThat(in.readObject()).isEqualTo(said.expr());
    }
  }

  @Test
  void what_goes_to_a_task_is_what_was_said() throws Exception {
    List<String> texts = new ArrayList<>();
    IntStream.range(0, 1_000).forEach(i -> texts.add("text " + i));
    texts.addAll(List.of("", "😀", "\u0000", "\uFFFD\u2028", "ä".repeat(21_845)));
    texts.add("€".repeat(21_845)); // 65,535 bytes, the most that writeUTF takes
    texts.add("€".repeat(21_846));
    texts.add("x".repeat(1_000_000));
    assertComesBack(string("s").isIn(texts));
    assertComesBack(string("s").isNotIn(texts).and(string("t").isIn("a")));

    List<Number> numbers = new ArrayList<>();
    LongStream.range(0, 1_000).forEach(numbers::add);
    numbers.addAll(List.of(Long.MIN_VALUE, Long.MAX_VALUE, 0.1, -1e300, new BigDecimal("1E-400")));
    numbers.add(new BigDecimal("9223372036854775808"));
    assertComesBack(number("n").isIn(numbers));

    assertComesBack(
        timestamp("t").isIn(LongStream.range(0, 1_000).mapToObj(Instant::ofEpochSecond).toList()));
  }

  @Test
  void a_text_of_many_costs_a_few_bytes_besides_its_own() throws Exception {
    List<String> texts = IntStream.range(1_000, 9_000).mapToObj(i -> "t" + i).toList();
    assertThat(written(string("s").isIn(texts).expr())).hasSizeLessThan(8_000 * (5 + 3) + 5_000);
  }
}
