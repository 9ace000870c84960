package dev.assay.dq.internal.model;

import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.assay.dq.Formats;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the bits that Java's own parser of addresses reads. */
class NetworkTextTest {

  private static final Pattern IPV4 = Pattern.compile(Formats.IPV4.regex());
  private static final Pattern IPV6 = Pattern.compile(Formats.IPV6.regex());
  private static final String NOISE = "0123456789abcdefABCDEF:::...//% \n";

  private final Random random = new Random(61);
  private int in;
  private int out;

  @Test
  void addresses_are_found_in_every_notation() {
    for (int prefix = 0; prefix <= 128; prefix++) {
      for (int i = 0; i < 4; i++) {
        judge(network(16, prefix), 16, prefix);
      }
    }
    for (int prefix = 0; prefix <= 32; prefix++) {
      for (int i = 0; i < 20; i++) {
        judge(network(4, prefix), 4, prefix);
      }
    }
    assertThat(in).isGreaterThan(10_000);
    assertThat(out).isGreaterThan(10_000);
  }

  /** Runs of zeros, so that there is something to shorten. */
  private BigInteger network(int bytes, int prefix) {
    return masked(address(bytes), bytes, prefix);
  }

  private BigInteger address(int bytes) {
    byte[] all = new byte[bytes];
    random.nextBytes(all);
    boolean mapped = bytes == 16 && random.nextInt(5) == 0;
    int zero = random.nextInt(4);
    for (int i = 0; i < bytes; i += 2) {
      if (bytes == 16 && (random.nextInt(4) < zero || (mapped && i < 12))) {
        byte set = mapped && i == 10 ? (byte) 0xff : 0;
        all[i] = set;
        all[i + 1] = set;
      } else if (random.nextInt(6) == 0) {
        all[i] = 0;
      }
    }
    return new BigInteger(1, all);
  }

  private static BigInteger masked(BigInteger address, int bytes, int prefix) {
    int host = bytes * 8 - prefix;
    return address.shiftRight(host).shiftLeft(host);
  }

  private void judge(BigInteger network, int bytes, int prefix) {
    BigInteger size = BigInteger.ONE.shiftLeft(bytes * 8 - prefix);
    BigInteger all = BigInteger.ONE.shiftLeft(bytes * 8);
    String text = pick(notations(network, bytes)) + "/" + prefix;
    TextMatcher matcher = NetworkText.of(text).matcher();
    assertThat(matcher.isBounded()).as(text).isTrue();
    List<BigInteger> addresses = new ArrayList<>();
    Collections.addAll(
        addresses,
        network,
        network.add(size).subtract(BigInteger.ONE),
        network.subtract(BigInteger.ONE).mod(all),
        network.add(size).mod(all),
        network.add(new BigInteger(128, random).mod(size)),
        network.add(masked(address(bytes), bytes, random.nextInt(bytes * 8)).mod(size)),
        address(bytes));
    for (int i = 0; i < 3; i++) {
      addresses.add(pick(addresses).flipBit(random.nextInt(bytes * 8)));
    }
    for (BigInteger address : addresses) {
      List<String> notations = notations(address, bytes);
      Collections.shuffle(notations, random);
      for (String each : notations.subList(0, Math.min(6, notations.size()))) {
        judge(matcher, text, network, prefix, each);
        judge(matcher, text, network, prefix, noisy(each));
      }
    }
    for (String other : notations(address(20 - bytes), 20 - bytes)) {
      assertThat(matcher.find(other)).as("%s in %s", other, text).isFalse();
    }
  }

  private void judge(
      TextMatcher matcher, String text, BigInteger network, int prefix, String address) {
    boolean v6 = text.indexOf(':') >= 0;
    boolean expected = false;
    if ((v6 ? IPV6 : IPV4).matcher(address).find()) {
      int host = (v6 ? 128 : 32) - prefix;
      expected = bits(address).shiftRight(host).equals(network.shiftRight(host));
    }
    in += expected ? 1 : 0;
    out += expected ? 0 : 1;
    assertThat(matcher.find(address))
        .as("%s in %s by %s", address, text, matcher.regex())
        .isEqualTo(expected);
  }

  /** Java makes an IPv4 address of one that is mapped. */
  private static BigInteger bits(String address) {
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      BigInteger bits = new BigInteger(1, bytes);
      return bytes.length == 4 && address.indexOf(':') >= 0
          ? bits.add(BigInteger.valueOf(0xffff).shiftLeft(32))
          : bits;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
  }

  /** Each zero or several shortened, or none, with numbers of IPv4 at the end and without. */
  private List<String> notations(BigInteger address, int bytes) {
    List<String> octets = new ArrayList<>();
    for (int i = bytes - 1; i >= 0; i--) {
      octets.add(String.valueOf(address.shiftRight(8 * i).intValue() & 0xff));
    }
    if (bytes == 4) {
      return new ArrayList<>(List.of(String.join(".", octets)));
    }
    List<String> all = new ArrayList<>();
    for (int groups : new int[] {6, 8}) {
      List<String> written = new ArrayList<>();
      for (int i = 0; i < groups; i++) {
        written.add(group(address.shiftRight(16 * (7 - i)).intValue() & 0xffff));
      }
      String tail = groups == 8 ? "" : String.join(".", octets.subList(12, 16));
      all.add(String.join(":", written) + (groups == 8 ? "" : ":" + tail));
      for (int from = 0; from < groups; from++) {
        for (int to = from + 1; to <= groups && isZero(written.get(to - 1)); to++) {
          String after = String.join(":", written.subList(to, groups));
          all.add(
              String.join(":", written.subList(0, from))
                  + "::"
                  + after
                  + (after.isEmpty() || tail.isEmpty() ? "" : ":")
                  + tail);
        }
      }
    }
    return all;
  }

  private String group(int value) {
    String digits = String.format(Locale.ROOT, "%04x", value);
    int most = Math.min(3, 4 - Integer.toHexString(value).length());
    String some = digits.substring(random.nextInt(most + 1));
    return random.nextBoolean() ? some : some.toUpperCase(Locale.ROOT);
  }

  private static boolean isZero(String group) {
    return Integer.parseInt(group, 16) == 0;
  }

  private String noisy(String text) {
    int at = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), at + random.nextInt(2));
    String put = random.nextBoolean() ? "" : "" + NOISE.charAt(random.nextInt(NOISE.length()));
    return text.substring(0, at) + put + text.substring(to);
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  @Test
  void long_texts_take_no_time_and_no_stack() {
    for (String network : List.of("10.0.0.0/8", "::/0", "::/17", "::1/128", "2001:db8::/32")) {
      TextMatcher matcher = NetworkText.of(network).matcher();
      for (String each : List.of("1", ":", "::", "0:", "0.", "10.0.0.1 ", "::1\n", "2001:db8::")) {
        String text = each.repeat(1_000_000 / each.length());
        assertTimeout(Duration.ofSeconds(2), () -> assertThat(matcher.find(text)).isFalse());
      }
    }
  }

  /** Those of RFC 5952. */
  @ParameterizedTest
  @CsvSource({
    "2001:DB8:0:0:8:800:200C:417A/128, 2001:db8::8:800:200c:417a/128",
    "2001:0db8:0000:0000:0001:0000:0000:0001/128, 2001:db8::1:0:0:1/128",
    "2001:db8:0:1:1:1:1:1/128, 2001:db8:0:1:1:1:1:1/128",
    "2001:db8::1:1:1:1:1/128, 2001:db8:0:1:1:1:1:1/128",
    "2001:0:0:1:0:0:0:1/128, 2001:0:0:1::1/128",
    "::FFFF:C000:201/128, ::ffff:192.0.2.1/128",
    "::ffff:0:0/96, ::ffff:0.0.0.0/96",
    "0:0:0:0:0:FFFE::/95, ::fffe:0:0/95",
    "0:0::0/0, ::/0",
    "FE80::/10, fe80::/10",
    "1:0:0:0:0:0:0:0/16, 1::/16",
    "10.0.0.0/8, 10.0.0.0/8",
    "0.0.0.0/0, 0.0.0.0/0"
  })
  void one_block_has_one_text(String written, String text) {
    assertThat(NetworkText.of(written)).hasToString(text);
    assertThat(NetworkText.of(text)).hasToString(text);
  }

  @Test
  void one_block_is_one_constraint() {
    assertThat(string("ip").isInNetwork("2001:DB8:0::/32").toConstraint())
        .isEqualTo(string("ip").isInNetwork("2001:db8::/32").toConstraint());
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3/8, 10.0.0.0/8",
    "192.0.2.129/25, 192.0.2.128/25",
    "0.0.0.1/0, 0.0.0.0/0",
    "2001:db8::1/64, 2001:db8::/64",
    "::ffff:10.0.0.1/104, ::ffff:10.0.0.0/104"
  })
  void bits_beyond_the_prefix_are_refused(String written, String right) {
    assertThatThrownBy(() -> NetworkText.of(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "isInNetwork takes a network, and %s has bits set beyond its prefix: say %s",
            written, right);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "10",
        "10.0.0.0/33",
        "10.0.0.0/08",
        "10.0.0.0/8 ",
        "::/129",
        "[::]/0",
        "10.0.0.0/255.0.0.0",
        "fe80::%eth0/64",
        "10.0.0.0/-1",
        "010.0.0.0/8",
        "::/0\n"
      })
  void what_is_no_network_is_refused(String written) {
    assertThatThrownBy(() -> NetworkText.of(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "isInNetwork takes a network, such as 10.0.0.0/8 or 2001:db8::/32, and "
                + English.quoted(written)
                + " is none");
  }

  @Test
  void an_address_is_no_network() {
    assertThatThrownBy(() -> NetworkText.of("10.0.0.1"))
        .hasMessage(
            "isInNetwork takes a network, such as 10.0.0.0/8 or 2001:db8::/32, and \"10.0.0.1\""
                + " has no prefix: say 10.0.0.1/32 for that address alone");
    assertThatThrownBy(() -> NetworkText.of("2001:db8::1"))
        .hasMessageEndingWith("has no prefix: say 2001:db8::1/128 for that address alone");
  }
}
