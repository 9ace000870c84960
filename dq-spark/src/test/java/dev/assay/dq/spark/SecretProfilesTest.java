package dev.assay.dq.spark;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.SamplePolicy;
import dev.assay.dq.drift.Drift;
import dev.assay.dq.drift.DriftText;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.json.DriftJson;
import dev.assay.dq.json.ProfileJson;
import dev.assay.dq.local.Fields;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.LocalProfiler;
import dev.assay.dq.profile.ProfileOptions;
import dev.assay.dq.profile.ProfileText;
import dev.assay.dq.profile.Suggestions;
import dev.assay.dq.render.HtmlReport;
import dev.assay.dq.render.JavaSource;
import dev.assay.dq.render.OpenLineageFacets;
import dev.assay.dq.render.ProfileMarkdown;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Secrets in every column are in no form of a profile, nor in what is made of one. */
class SecretProfilesTest {

  private static final StructType SCHEMA =
      StructType.fromDDL(
          "mailed STRING, paid STRING, account STRING, social STRING, called STRING, remark STRING,"
              + " whole BIGINT, exact DECIMAL(20,0), real DOUBLE, list ARRAY<STRING>,"
              + " entries MAP<STRING, STRING>, inner STRUCT<field: STRING>, bytes BINARY,"
              + " birth_date DATE, date_of_birth TIMESTAMP, phone BIGINT, plain STRING,"
              + " amount BIGINT");

  private static final URI PRODUCER = URI.create("https://example.org/job");

  private static final ProfileOptions OPTIONS =
      ProfileOptions.DEFAULT
          .withTopValues(20)
          .withFirstAndLastRows(4)
          .withDuplicateRowsShown(4)
          .withAsOf(Instant.parse("2026-01-01T00:00:00Z"));

  private final Random random = new Random(20261130);
  private final List<String> secrets = new ArrayList<>();

  private String digits(int number) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < number; i++) {
      digits.append((char) ('1' + random.nextInt(9)));
    }
    return digits.toString();
  }

  private String letters() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      text.append("qzjxkw".charAt(random.nextInt(6)));
    }
    return text.toString();
  }

  /** By ISO/IEC 7812-1, worked out here. */
  private String card() {
    String digits = "4" + digits(14);
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      int twice = 2 * digit;
      sum += i % 2 == 0 ? twice / 10 + twice % 10 : digit;
    }
    return digits + (10 - sum % 10) % 10;
  }

  /** By ISO 13616, worked out here: of a German account. */
  private String account() {
    String number = digits(18);
    int rest = new BigInteger(number + "131400").mod(BigInteger.valueOf(97)).intValue();
    return String.format("DE%02d%s", 98 - rest, number);
  }

  private String secret(String text) {
    secrets.add(text);
    return text;
  }

  private String number(String digits) {
    secret(digits);
    secret(String.format(Locale.ROOT, "%,d", Long.parseLong(digits)));
    secret(Double.toString(Double.parseDouble(digits)));
    return digits;
  }

  private Object[] row() {
    String mail = secret(letters()) + "@example.org";
    String card = number(card());
    LocalDate born = LocalDate.of(1900, 1, 1).plusDays(random.nextInt(20_000));
    Instant at =
        Instant.parse("1950-01-01T00:00:00Z").plus(random.nextInt(99_999_999), ChronoUnit.SECONDS);
    secret(born.toString());
    secret(at.toString().substring(0, 19));
    secret(HexFormat.of().formatHex(mail.getBytes(StandardCharsets.UTF_8)));
    String phone = number("49" + digits(9));
    String social = secret("1" + digits(2) + "-" + digits(2) + "-" + digits(4));
    return new Object[] {
      mail,
      secret(card.replaceAll("(.{4})(?=.)", "$1 ")),
      secret(account()),
      social,
      secret("+49 30 " + digits(4) + " " + digits(3)),
      "please write to " + mail + ", or call",
      Long.parseLong(card),
      new BigDecimal(card),
      Double.parseDouble(card),
      new String[] {"x", mail},
      Map.of("k", mail),
      RowFactory.create(card),
      mail.getBytes(StandardCharsets.UTF_8),
      Date.valueOf(born),
      Timestamp.from(at),
      Long.parseLong(phone),
      "p" + random.nextInt(3),
      (long) random.nextInt(1000)
    };
  }

  /** Some different rows, each some times. */
  private List<Object[]> rows(int different, int times) {
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < different; i++) {
      Object[] row = row();
      for (int j = 0; j < times; j++) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static Dataset<Row> frame(List<Object[]> rows) {
    List<Row> all = rows.stream().map(RowFactory::create).toList();
    return SharedSpark.session().createDataFrame(all, SCHEMA).coalesce(2);
  }

  private static DatasetProfile onList(List<Object[]> rows, @Nullable SamplePolicy policy) {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    List<Class<?>> classes =
        List.of(
            String.class,
            String.class,
            String.class,
            String.class,
            String.class,
            String.class,
            Long.class,
            BigDecimal.class,
            Double.class,
            List.class,
            Map.class,
            Map.class,
            byte[].class,
            LocalDate.class,
            Instant.class,
            Long.class,
            String.class,
            Long.class);
    for (int i = 0; i < classes.size(); i++) {
      types.put(SCHEMA.fieldNames()[i], classes.get(i));
    }
    List<Map<String, Object>> records = new ArrayList<>();
    for (Object[] row : rows) {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (int i = 0; i < row.length; i++) {
        Object value = row[i];
        fields.put(
            SCHEMA.fieldNames()[i],
            value instanceof String[] list
                ? List.of(list)
                : value instanceof Date day
                    ? day.toLocalDate()
                    : value instanceof Timestamp at
                        ? at.toInstant()
                        : value instanceof Row inner ? Map.of("field", inner.get(0)) : value);
      }
      records.add(fields);
    }
    return LocalProfiler.profile(records, Fields.ofMap(types), OPTIONS, policy);
  }

  private static DatasetProfile onFrame(List<Object[]> rows, @Nullable SamplePolicy policy) {
    Profiler profiler = Profiler.on(frame(rows)).options(OPTIONS);
    return (policy == null ? profiler : profiler.samplePolicy(policy)).run();
  }

  /** Every form of profiles, and of all that is made of them. */
  private static Map<String, String> outputs(DatasetProfile before, DatasetProfile after) {
    Map<String, String> outputs = new LinkedHashMap<>();
    outputs.put("text", ProfileText.render(after));
    outputs.put(
        "text of columns", after.columns().stream().map(ProfileText::render).collect(joining()));
    outputs.put("Markdown", ProfileMarkdown.render(after, "secrets"));
    outputs.put("JSON", ProfileJson.write(after));
    outputs.put("HTML", HtmlReport.of(after).render());
    outputs.put("OpenLineage", OpenLineageFacets.of(after, PRODUCER));
    outputs.put("toString", after.toString());
    Suggestions suggestions = Suggestions.of(after, Instant.parse("2026-01-01T00:00:00Z"));
    Check check = suggestions.check("suggested");
    outputs.put("suggestions", suggestions.text());
    outputs.put("suggested check", check.toString());
    outputs.put("suggested JSON", CheckJson.write(List.of(check)));
    outputs.put("suggested Java", JavaSource.of(check));
    outputs.put("references", Suggestions.foreignKeys(after, before, "others").text());
    Drift drift = Drift.between(before, after);
    outputs.put("drift text", DriftText.render(drift));
    outputs.put("drift JSON", DriftJson.write(drift));
    outputs.put("drift HTML", HtmlReport.of(drift).render());
    outputs.put("drift", drift.toString());
    return outputs;
  }

  private void assertNone(String how, Map<String, String> outputs) {
    outputs.forEach(
        (form, text) ->
            assertThat(secrets.stream().filter(text::contains)).as(how + ", " + form).isEmpty());
  }

  @Test
  void what_looks_personal_is_in_no_form_of_a_profile() {
    for (int times : new int[] {1, 12}) {
      secrets.clear();
      List<Object[]> first = rows(20, times);
      List<Object[]> second = rows(20, times);
      DatasetProfile after = times == 1 ? onList(second, null) : onFrame(second, null);
      assertNone(times + " times", outputs(onList(first, null), after));
      assertThat(after.columns().stream().filter(each -> each.hidden() == null))
          .filteredOn(each -> !each.parts().isEmpty() || each.sizes() == null)
          .extracting(ColumnProfile::name)
          .containsExactly("plain", "amount");
      assertThat(after.column("amount").number().max()).isNotNull();
      assertThat(after.column("plain").top().get(0).value()).matches("p[0-2]");

      DatasetProfile open = onList(second, SamplePolicy.clear().includingPersonal());
      Map<String, String> shown = outputs(open, open);
      assertThat(secrets.stream().filter(shown.get("JSON")::contains).count())
          .as("the test sees what is shown")
          .isGreaterThan(secrets.size() / 6);
    }
  }

  /** What is in data that nobody knows to be personal. */
  @Test
  void what_a_policy_hides_is_in_no_form_of_a_profile() {
    List<Object[]> first = rows(12, 6);
    List<Object[]> second = rows(12, 6);
    SamplePolicy denying = SamplePolicy.clear().includingPersonal().denying(SCHEMA.fieldNames());
    assertNone("denied", outputs(onList(first, denying), onList(second, denying)));
    for (SamplePolicy each :
        List.of(
            SamplePolicy.none(),
            SamplePolicy.keysOnly(),
            SamplePolicy.masked(),
            SamplePolicy.hashed("a key of sixteen bytes or more"))) {
      assertNone(each.toString(), outputs(onList(first, each), onList(second, each)));
    }
  }
}
