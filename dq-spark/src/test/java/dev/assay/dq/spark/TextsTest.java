package dev.assay.dq.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TextsTest {

  @Test
  void every_text_is_decoded_as_java_does() {
    Random random = new Random(7);
    Texts texts = new Texts();
    String letters = "ab0 é€\uD83D\uDE00\u0000";
    for (int i = 0; i < 200_000; i++) {
      // first mostly new ones, then few that repeat, and back
      int different = i / 50_000 % 2 == 0 ? 1_000_000 : 20;
      Random own = new Random(random.nextInt(different));
      StringBuilder text = new StringBuilder();
      int length = own.nextInt(own.nextInt(10) == 0 ? 100 : 12);
      for (int c = 0; c < length; c++) {
        text.append(letters.charAt(own.nextInt(letters.length())));
      }
      byte[] utf8 = text.toString().getBytes(UTF_8);
      if (own.nextInt(20) == 0 && utf8.length > 0) {
        utf8[own.nextInt(utf8.length)] = (byte) 0xFF; // not UTF-8
      }
      assertThat(texts.of(utf8)).isEqualTo(new String(utf8, UTF_8));
    }
  }

  @Test
  void texts_that_differ_only_in_the_middle_are_told_apart() {
    Texts texts = new Texts();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 100; i++) {
        String text = "12345678-" + i + "-12345678";
        assertThat(texts.of(text.getBytes(UTF_8))).isEqualTo(text);
      }
    }
  }

  @Test
  void what_repeats_is_decoded_once() {
    Texts texts = new Texts();
    String first = texts.of("TRUCK".getBytes(UTF_8));
    assertThat(texts.of("TRUCK".getBytes(UTF_8))).isSameAs(first);
    String empty = texts.of(new byte[0]);
    assertThat(texts.of(new byte[0])).isSameAs(empty).isEmpty();
  }

  @Test
  void bytes_may_be_filled_again() {
    Texts texts = new Texts();
    byte[] same = "one".getBytes(UTF_8);
    assertThat(texts.of(same)).isEqualTo("one");
    same[0] = 'O';
    assertThat(texts.of(same)).isEqualTo("One");
    same[0] = 'o';
    assertThat(texts.of(same)).isEqualTo("one");
  }
}
