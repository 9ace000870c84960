package dev.assay.dq.internal.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HashesTest {

  /** As other implementations of XXH64 have them in their tests, for each class of lengths. */
  private static final Map<String, Long> PUBLISHED =
      Map.of(
          "", 0xef46db3751d8e999L,
          "a", 0xd24ec4f1a98c6e5bL,
          "abc", 0x44bc2cf5ad770999L,
          "1234", 0xd8316e61d84f6ba4L,
          "12345678", 0xd2d02f08cf7cfd4aL,
          "123456789012345", 0xc377d78ade001a3cL,
          "1234567890123456", 0xb61c33dc6c59f270L,
          "1234567890123456789012345678901", 0x8f367cb873a5376eL,
          "12345678901234567890123456789012", 0x40fd1aa52d98274cL,
          "The quick brown fox jumps over the lazy dog", 0x0b242d361fda71bcL);

  @Test
  void text_and_bytes_hash_as_published() {
    PUBLISHED.forEach(
        (text, hash) -> {
          assertThat(Hashes.of(text)).as(text).isEqualTo(hash);
          assertThat(Hashes.of(text.getBytes(UTF_8))).as(text).isEqualTo(hash);
        });
  }

  @Test
  void a_text_hashes_as_its_utf8_whatever_its_length_and_letters() {
    Random random = new Random(5);
    String[] letters = {"a", "é", "€", "\uD83D\uDE00", "z"};
    for (int length = 0; length < 100; length++) {
      for (int kinds = 1; kinds <= letters.length; kinds++) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
          text.append(random.nextInt(4) > 0 ? "b" : letters[random.nextInt(kinds)]);
        }
        byte[] utf8 = ("x" + text + "y").getBytes(UTF_8);
        assertThat(Hashes.of(text.toString()))
            .as(text.toString())
            .isEqualTo(Hashes.of(utf8, 1, utf8.length - 2));
      }
    }
  }

  @Test
  void half_characters_are_not_taken_for_one_another() {
    Set<Long> hashes = new HashSet<>();
    for (String text : List.of("?", "\ud800", "\ud801", "\udc00", "\udc00\ud800", "\ufffd", "??")) {
      assertThat(hashes.add(Hashes.of(text))).as(text).isTrue();
      assertThat(ValueCodec.decode(ValueCodec.encode(text))).isEqualTo(text);
    }
  }

  @Test
  void what_java_hashes_alike_is_told_apart() {
    List<Object> alike =
        List.of(
            "Aa",
            "BB",
            List.of(1L, 0L),
            List.of(0L, 31L),
            new BigDecimal(BigInteger.ONE, 31),
            new BigDecimal(BigInteger.TWO, 0),
            BigDecimal.valueOf(1L << 32),
            BigDecimal.valueOf(31));
    assertThat(Hashes.of(new byte[] {1, 0})).isNotEqualTo(Hashes.of(new byte[] {0, 31}));
    Set<Long> hashes = new HashSet<>();
    for (int i = 0; i < alike.size(); i += 2) {
      assertThat(alike.get(i).hashCode()).isEqualTo(alike.get(i + 1).hashCode());
      assertThat(hashes.add(Hashes.of(alike.get(i)))).isTrue();
      assertThat(hashes.add(Hashes.of(alike.get(i + 1)))).isTrue();
    }
  }

  /** Three standard errors: 1.04 / sqrt(2^13) is below the 1.2% that is asked for. */
  @Test
  void an_estimate_of_short_similar_and_malicious_texts_keeps_to_its_error() {
    DistinctState codes = new DistinctState(new BigDecimal("0.012"));
    DistinctState numbered = new DistinctState(new BigDecimal("0.012"));
    DistinctState alike = new DistinctState(new BigDecimal("0.012"));
    String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    for (int i = 0; i < 62 * 62 * 62; i++) {
      codes.add("" + digits.charAt(i / 3844) + digits.charAt(i / 62 % 62) + digits.charAt(i % 62));
    }
    for (int i = 0; i < 50_000; i++) {
      numbered.add(String.format("A%05d", i));
    }
    for (int i = 0; i < 1 << 14; i++) {
      String bits = Integer.toBinaryString(1 << 14 | i).substring(1);
      alike.add(bits.replace("0", "Aa").replace("1", "BB"));
    }
    assertClose(codes, 238_328);
    assertClose(numbered, 50_000);
    assertClose(alike, 16_384);
  }

  private static void assertClose(DistinctState state, double distinct) {
    assertThat(state.measure().estimate()).isBetween(distinct * 0.964, distinct * 1.036);
  }
}
