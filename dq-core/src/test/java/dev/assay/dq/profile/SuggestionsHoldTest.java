package dev.assay.dq.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.JavaCode;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.render.JavaSource;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every suggestion passes on the data it came from, and so does the source that is printed. */
@SuppressWarnings("NullAway")
class SuggestionsHoldTest {

  /** Records of maps with their types. */
  record Data(Map<String, Class<?>> types, List<Map<String, ?>> records) {
    Fields<Map<String, ?>> fields() {
      return Fields.ofMap(types);
    }
  }

  /** A way to make a column's values: one for each row. */
  private record Kind(Class<?> type, Function<Random, Object> value) {}

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private static final Map<String, Kind> KINDS = kinds();

  private static Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    kinds.put("id", new Kind(Integer.class, new Counter()::next));
    kinds.put("small", new Kind(Integer.class, r -> r.nextInt(5)));
    kinds.put("normal", new Kind(Double.class, Random::nextGaussian));
    kinds.put("uniform", new Kind(Double.class, r -> 5 + r.nextDouble()));
    kinds.put("tail", new Kind(Double.class, r -> Math.exp(5 * r.nextGaussian())));
    kinds.put("tiny", new Kind(Double.class, r -> r.nextDouble() * Double.MIN_NORMAL));
    kinds.put(
        "odd", new Kind(Double.class, r -> pick(r, 0.0, -0.0, Double.NaN, 1e308, -1e308, 1.5)));
    kinds.put("one nan", new Kind(Double.class, r -> r.nextInt(200) == 0 ? Double.NaN : 2.5));
    kinds.put(
        "infinite",
        new Kind(Double.class, r -> r.nextInt(300) == 0 ? Double.NEGATIVE_INFINITY : r.nextInt(9)));
    kinds.put("float", new Kind(Float.class, r -> (float) (0.1 * r.nextInt(20))));
    kinds.put("long", new Kind(Long.class, r -> Long.MAX_VALUE - r.nextInt(3)));
    kinds.put("any long", new Kind(Long.class, Random::nextLong));
    kinds.put("exact", new Kind(Long.class, r -> 9007199254740992L - r.nextInt(3)));
    kinds.put(
        "decimal",
        new Kind(BigDecimal.class, r -> BigDecimal.valueOf(r.nextInt(100_000), r.nextInt(3))));
    kinds.put(
        "fine",
        new Kind(
            BigDecimal.class,
            r ->
                new BigDecimal("1.0000000000000000000000001")
                    .add(BigDecimal.valueOf(r.nextInt(2)))));
    kinds.put("latitude", new Kind(Double.class, r -> 180 * r.nextDouble() - 90));
    kinds.put("share %", new Kind(Integer.class, r -> r.nextInt(101)));
    kinds.put("rate %", new Kind(Double.class, r -> r.nextInt(400) == 0 ? Double.NaN : 50.0));
    kinds.put("code", new Kind(String.class, r -> "A-" + r.nextInt(20_000)));
    kinds.put("plus", new Kind(String.class, r -> pick(r, "1234+", "12345", "99999", "123456")));
    kinds.put("plain", new Kind(String.class, r -> "" + (1_000_000 + r.nextInt(1_000_000))));
    kinds.put("fixed", new Kind(String.class, r -> pick(r, "AB123456", "XY+++++1", "CD999999")));
    kinds.put("state", new Kind(String.class, r -> pick(r, "new", "paid", "sent")));
    kinds.put(
        "rare", new Kind(String.class, r -> r.nextInt(300) == 0 ? "x" + r.nextInt() : "usual"));
    kinds.put("padded", new Kind(String.class, r -> pick(r, "a", " a", "", " ", "b\u2007")));
    kinds.put(
        "space",
        new Kind(String.class, r -> pick(r, "\u2007", "\u0085", "\u001c", "\u202f", "word")));
    kinds.put("mail", new Kind(String.class, r -> "p" + r.nextInt(500) + "@example.org"));
    kinds.put("bad mail", new Kind(String.class, r -> pick(r, "a..b@example.com", "a@b.co")));
    kinds.put(
        "url", new Kind(String.class, r -> pick(r, "http://a.b", "https://a:99999", "ftp://_")));
    kinds.put("ip", new Kind(String.class, r -> pick(r, "1.2.3.4", "1.2.3.4.", "255.255.255.255")));
    kinds.put("number", new Kind(String.class, r -> pick(r, "1", "-2.5", ".5", "1e3", "7.")));
    kinds.put("whole", new Kind(String.class, r -> pick(r, "1", "-2", "+3", "٣")));
    kinds.put("day", new Kind(String.class, r -> "" + LocalDate.ofEpochDay(r.nextInt(20_000))));
    kinds.put(
        "us day", new Kind(String.class, r -> pick(r, "12/31/1999", "01/02/+12345", "02/03/2004")));
    kinds.put(
        "word", new Kind(String.class, r -> pick(r, "Äpfel", "Straße 1", "a.b", "[x]", "\\")));
    kinds.put("long text", new Kind(String.class, r -> "x".repeat(150 + r.nextInt(100))));
    kinds.put("two", new Kind(String.class, r -> "x".repeat(200) + r.nextInt(2)));
    kinds.put("bool", new Kind(Boolean.class, Random::nextBoolean));
    kinds.put("date", new Kind(LocalDate.class, r -> LocalDate.ofEpochDay(r.nextInt(20_000))));
    kinds.put(
        "far",
        new Kind(
            LocalDate.class,
            r -> pick(r, LocalDate.of(1, 1, 1), LocalDate.EPOCH, LocalDate.of(9999, 12, 31))));
    kinds.put(
        "instant",
        new Kind(Instant.class, r -> Instant.ofEpochMilli(100_000_000_000L + r.nextInt())));
    kinds.put(
        "local",
        new Kind(
            LocalDateTime.class,
            r -> LocalDateTime.ofEpochSecond(1_500_000_000L + r.nextInt(), 1000, ZoneOffset.UTC)));
    kinds.put("list", new Kind(List.class, r -> List.of(1, 2).subList(0, 1 + r.nextInt(2))));
    kinds.put("nothing", new Kind(String.class, r -> null));
    kinds.put("`a`.`b`", new Kind(Integer.class, r -> r.nextInt(3)));
    return kinds;
  }

  private static final class Counter {
    private int at;

    Object next(Random random) {
      return at++;
    }
  }

  private static Object pick(Random random, Object... values) {
    return values[random.nextInt(values.length)];
  }

  @Provide
  Arbitrary<Data> data() {
    Arbitrary<List<String>> columns =
        Arbitraries.of(List.copyOf(KINDS.keySet()))
            .list()
            .uniqueElements()
            .ofMinSize(1)
            .ofMaxSize(6);
    Arbitrary<Integer> rows = Arbitraries.of(0, 1, 9, 10, 30, 72, 73, 200, 400, 1500);
    Arbitrary<Integer> nulls = Arbitraries.of(0, 0, 1, 5, 40);
    return Combinators.combine(columns, rows, nulls, Arbitraries.longs())
        .as(SuggestionsHoldTest::make);
  }

  private static Data make(List<String> columns, int rows, int nulls, long seed) {
    Random random = new Random(seed);
    Map<String, Class<?>> types = new LinkedHashMap<>();
    columns.forEach(column -> types.put(column, KINDS.get(column).type()));
    List<Map<String, ?>> records = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      Map<String, Object> record = new LinkedHashMap<>();
      for (String column : columns) {
        Object value = KINDS.get(column).value().apply(random);
        record.put(column, random.nextInt(100) < nulls ? null : value);
      }
      records.add(record);
    }
    return new Data(types, records);
  }

  private static List<ConstraintResult> others(Data data, Check check) {
    List<Constraint> local =
        check.constraints().stream()
            .filter(
                each ->
                    !(each instanceof Constraint.OnRows rows
                        && rows.predicate() instanceof Expr.Sql))
            .toList();
    if (local.isEmpty()) {
      return List.of();
    }
    VerificationResult result =
        LocalDataQuality.<Map<String, ?>>on(data.records(), data.fields())
            .with("data", data.records(), data.fields())
            .check(new Check("all", check.severity(), local, OnNoRows.DEFAULT, List.of()))
            .asOf(NOW)
            .run();
    return result.constraints().stream().filter(each -> each.status() != Status.PASS).toList();
  }

  @Property(tries = 400)
  void every_suggestion_passes_on_the_data_it_came_from(@ForAll("data") Data data) {
    DatasetProfile profile = LocalProfiler.profile(data.records(), data.fields());
    Suggestions suggestions = profile.suggest();
    assertThat(others(data, suggestions.check("suggested"))).isEmpty();
    assertThat(suggestions.list())
        .allSatisfy(each -> assertThat(each.confidence()).isBetween(0.0, 1.0));
    Suggestions dated = Suggestions.of(profile, NOW);
    assertThat(others(data, dated.check("dated"))).isEmpty();
    assertThat(CheckJson.read(CheckJson.write(List.of(dated.check("dated")))))
        .containsExactly(dated.check("dated"));
    assertThat(others(data, Suggestions.foreignKeys(profile, profile, "data").check("keys")))
        .isEmpty();
  }

  @Property(tries = 5)
  void what_is_printed_is_what_was_evaluated(@ForAll("data") Data data) {
    Check check = LocalProfiler.profile(data.records(), data.fields()).suggest().check("suggested");
    assertThat(JavaCode.checks("Made", JavaSource.file("Made", List.of(check))))
        .containsExactly(check);
  }
}
