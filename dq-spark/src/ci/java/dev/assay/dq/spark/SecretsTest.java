package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.map;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.sql;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.timestamp;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.Requirement;
import dev.assay.dq.SamplePolicy;
import dev.assay.dq.drift.Drift;
import dev.assay.dq.drift.DriftText;
import dev.assay.dq.internal.state.CoMomentsState;
import dev.assay.dq.internal.state.DistinctState;
import dev.assay.dq.internal.state.ExtremeState;
import dev.assay.dq.internal.state.FrequencyState;
import dev.assay.dq.internal.state.HigherMomentsState;
import dev.assay.dq.internal.state.MomentsState;
import dev.assay.dq.internal.state.RankState;
import dev.assay.dq.internal.state.RowsState;
import dev.assay.dq.internal.state.State;
import dev.assay.dq.internal.state.TotalState;
import dev.assay.dq.internal.state.VerdictsState;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.json.DriftJson;
import dev.assay.dq.json.ProfileJson;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.ProfileState;
import dev.assay.dq.profile.ProfileText;
import dev.assay.dq.profile.Suggestions;
import dev.assay.dq.render.HtmlReport;
import dev.assay.dq.render.JUnitXml;
import dev.assay.dq.render.JavaSource;
import dev.assay.dq.render.JsonReport;
import dev.assay.dq.render.MarkdownReport;
import dev.assay.dq.render.ProfileMarkdown;
import dev.assay.dq.render.TerminalReport;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.DataQualityException;
import dev.assay.dq.result.MarkedRows;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Which outputs show values of the data is what the guide to semantics says: every column holds a
 * secret.
 */
@Tag("slow")
class SecretsTest {

  private static final StructType SCHEMA =
      StructType.fromDDL(
          "text STRING, whole BIGINT, exact DECIMAL(12,4), real DOUBLE, day DATE, time TIMESTAMP,"
              + " bytes BINARY, entries MAP<STRING, STRING>, list ARRAY<STRING>,"
              + " inner STRUCT<field: STRING>");

  /** What tells that a secret is shown, by column. */
  private static final Map<String, List<String>> SECRETS =
      Map.of(
          "text", List.of("Sesame77"),
          "whole", List.of("7316273162", "7,316,273,162"),
          "exact", List.of("7316.2731", "7,316.2731"),
          "real", List.of("-58291.625", "-58,291.625"),
          "day", List.of("1973-10-16"),
          "time", List.of("1974-02-17T07:31:06", "1974-02-17 07:31:06"),
          "bytes", List.of("Hush88", "487573683838", "SHVzaDg4"),
          "entries", List.of("Key99", "Treasure11"),
          "list", List.of("Pearl22"),
          "inner", List.of("Field33"));

  private static Dataset<Row> data(SparkSession session, boolean secret) {
    return data(session, secret, 1);
  }

  /** Forty plain rows and five whose values are secret, some times. */
  private static Dataset<Row> data(SparkSession session, boolean secret, int times) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 40 * times; i++) {
      rows.add(
          RowFactory.create(
              "t" + i % 4,
              (long) i,
              BigDecimal.valueOf(i, 4),
              i / 2.0,
              java.sql.Date.valueOf(LocalDate.of(2024, 1, 1 + i % 20)),
              Timestamp.from(Instant.ofEpochSecond(1_700_000_000L + i)),
              ("b" + i % 4).getBytes(StandardCharsets.UTF_8),
              Map.of("k", "v"),
              new String[] {"e"},
              RowFactory.create("f")));
    }
    for (int i = 0; i < 5 * times && secret; i++) {
      rows.add(
          RowFactory.create(
              "Sesame77",
              7316273162L,
              new BigDecimal("7316.2731"),
              -58291.625,
              java.sql.Date.valueOf("1973-10-16"),
              Timestamp.from(Instant.parse("1974-02-17T07:31:06Z")),
              "Hush88".getBytes(StandardCharsets.UTF_8),
              Map.of("Key99", "Treasure11"),
              new String[] {"Pearl22"},
              RowFactory.create("Field33")));
    }
    return session.createDataFrame(rows, SCHEMA).coalesce(2);
  }

  private static SparkSession session() {
    SparkSession session = SharedSpark.session().newSession();
    session.conf().set("spark.sql.ansi.enabled", true);
    // a cast in an expression is made by the settings of the active session
    SparkSession.setActiveSession(session);
    return session;
  }

  @AfterEach
  void no_session_is_active() {
    SparkSession.clearActiveSession();
  }

  /** Which columns' secrets a text shows. */
  private static String shown(String text) {
    TreeSet<String> columns = new TreeSet<>();
    SECRETS.forEach(
        (column, secrets) -> {
          if (secrets.stream().anyMatch(text::contains)) {
            columns.add(column);
          }
        });
    return columns.isEmpty() ? "nothing" : String.join(" ", columns);
  }

  private static String thrown(Runnable action) {
    try {
      action.run();
      throw new IllegalStateException("nothing was thrown");
    } catch (DataQualityException e) {
      StringWriter text = new StringWriter();
      e.printStackTrace(new PrintWriter(text, true));
      return e + "\n" + text;
    }
  }

  /** Every way to look at verdicts. */
  private static Map<String, String> outputs(VerificationResult result) {
    Map<String, String> outputs = new LinkedHashMap<>();
    outputs.put("terminal", TerminalReport.plain().render(result));
    outputs.put("Markdown", MarkdownReport.render(result));
    outputs.put("JSON", JsonReport.render(result));
    outputs.put("HTML", HtmlReport.of(result).render());
    outputs.put("JUnit XML", JUnitXml.render(result));
    outputs.put("toString", result.toString());
    outputs.put("constraints", result.constraints().toString());
    outputs.put("metric records", result.metrics().toString());
    outputs.put("exception", thrown(result::throwOnError));
    return outputs;
  }

  private static Map<String, String> shown(Map<String, String> outputs) {
    Map<String, String> shown = new TreeMap<>();
    outputs.forEach((name, text) -> shown.put(name, shown(text)));
    return shown;
  }

  /** Constraints that the secrets violate. */
  private static Requirement[] violated() {
    return new Requirement[] {
      string("text").length().isAtMost(2),
      number("whole").isAtMost(100),
      number("exact").isAtMost(100),
      number("real").isNonNegative(),
      date("day").isAfter(LocalDate.of(2000, 1, 1)),
      timestamp("time").isAfter(Instant.parse("2000-01-01T00:00:00Z")),
      any("bytes").isNull(),
      map("entries").size().isAtLeast(2),
      string("inner.field").length().isAtMost(2),
      key("text", "bytes").isUnique(),
    };
  }

  @Test
  void verdicts_and_plans_show_no_value_unless_samples_are_asked_for() {
    Dataset<Row> data = data(session(), true);
    Check check = Check.error("secrets").require(violated());
    Map<String, String> outputs = outputs(DataQuality.verify(data, check));
    outputs.put("plan", DataQuality.plan(data, check).explain());
    outputs.put("explain", DataQuality.on(data).check(check).plan().toString());
    assertThat(shown(outputs))
        .allSatisfy((name, columns) -> assertThat(columns).isEqualTo("nothing"));
  }

  @Test
  void reasons_of_marked_rows_quote_no_value_that_a_policy_hides() {
    Dataset<Row> data = data(session(), true);
    Check check = Check.error("secrets").require(violated());
    MarkedRows<Dataset<Row>, Dataset<Row>> rows = DataQuality.on(data).check(check).rows();
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put("without values", reasons(rows));
    reasons.put("none", reasons(rows.withValues(SamplePolicy.none())));
    reasons.put("keys only", reasons(rows.withValues(SamplePolicy.keysOnly())));
    reasons.put("masked", reasons(rows.withValues(SamplePolicy.masked())));
    reasons.put("hashed", reasons(rows.withValues(SamplePolicy.hashed("a key of 16 bytes."))));
    assertThat(shown(reasons))
        .allSatisfy((name, columns) -> assertThat(columns).as(name).isEqualTo("nothing"));
    String clear = reasons(rows.withValues(SamplePolicy.clear().denying("inner.field")));
    assertThat(shown(clear)).contains("text", "whole").doesNotContain("field");
  }

  private static String reasons(MarkedRows<Dataset<Row>, Dataset<Row>> rows) {
    return rows.annotated().select("_dq").toJSON().collectAsList().toString();
  }

  @Test
  void samples_show_the_columns_of_the_constraint() {
    Dataset<Row> data = data(session(), true);
    Check check = Check.error("secrets").require(string("text").length().isAtMost(2));
    VerificationResult result = DataQuality.on(data).check(check).withSamples(1).run();
    Map<String, String> shown = shown(outputs(result));
    assertThat(shown.remove("metric records")).isEqualTo("nothing");
    assertThat(shown).allSatisfy((name, columns) -> assertThat(columns).isEqualTo("text"));
  }

  @Test
  void a_metric_whose_value_is_a_value_of_the_data_shows_it() {
    Dataset<Row> data = data(session(), true);
    Check check =
        Check.error("secrets")
            .require(
                string("text").min().isAtLeast("z"),
                number("whole").max().isAtMost(1),
                any("exact").valueCounts(50).observed(),
                date("day").min().isAfter(LocalDate.of(2000, 1, 1)));
    assertThat(shown(outputs(DataQuality.verify(data, check))))
        .allSatisfy(
            (name, columns) ->
                assertThat(columns).startsWith("day").endsWith("whole").doesNotContain("text"));
    VerificationResult clear =
        DataQuality.on(data).check(check).samplePolicy(SamplePolicy.clear()).run();
    assertThat(shown(outputs(clear)))
        .allSatisfy(
            (name, columns) -> assertThat(columns).startsWith("day").contains("text whole"));
    VerificationResult denied =
        DataQuality.on(data)
            .check(check)
            .samplePolicy(SamplePolicy.clear().denying("text", "whole", "exact", "day"))
            .run();
    assertThat(shown(outputs(denied)))
        .allSatisfy((name, columns) -> assertThat(columns).as(name).isEqualTo("nothing"));
  }

  /** Casts that fail on the secret, and whose exception quotes it. */
  private static Requirement[] failing() {
    return new Requirement[] {
      sql("cast(text AS INT) > 0"),
      sql("cast(whole AS INT) > 0"),
      sql("cast(exact AS DECIMAL(3,2)) > 0"),
      sql("element_at(list, cast(whole % 5 AS INT) + 3) = 'x'"),
      sql("cast(inner.field AS DATE) > date'2020-01-01'")
    };
  }

  @Test
  void errors_of_spark_quote_no_value() {
    Dataset<Row> data = data(session(), true);
    VerificationResult result = DataQuality.verify(data, Check.error("secrets").require(failing()));
    assertThat(result.constraints())
        .allSatisfy(each -> assertThat(each.status()).as(each.sentence()).isEqualTo(Status.ERROR));
    for (ConstraintResult each : result.constraints()) {
      String message = each.error().message();
      assertThat(shown(message)).as(message).isEqualTo("nothing");
    }
    assertThat(result.constraints().get(0).error().message())
        .contains("[CAST_INVALID_INPUT: from \"STRING\" to \"INT\"]");
    assertThat(shown(outputs(result)))
        .allSatisfy((name, columns) -> assertThat(columns).as(name).isEqualTo("nothing"));
  }

  @Test
  void what_code_of_yours_throws_is_told_in_its_words_where_the_policy_is_clear() {
    List<Map<String, ?>> records = List.of(Map.of("text", "Sesame77"));
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("text", String.class));
    Check check =
        Check.error("secrets")
            .require(
                rowSatisfies(
                    "code",
                    List.of("text"),
                    row -> {
                      throw new IllegalStateException("no such thing as " + row.get("text"));
                    }));
    outputs(LocalDataQuality.verify(records, fields, check))
        .forEach((name, text) -> assertThat(text).as(name).doesNotContain("Sesame77"));
    VerificationResult clear =
        LocalDataQuality.<Map<String, ?>>on(records, fields)
            .check(check)
            .samplePolicy(SamplePolicy.clear())
            .run();
    Map<String, String> outputs = outputs(clear);
    assertThat(outputs.remove("metric records")).doesNotContain("Sesame77");
    assertThat(outputs).allSatisfy((name, text) -> assertThat(text).as(name).contains("Sesame77"));
  }

  private static final String ALL = String.join(" ", new TreeSet<>(SECRETS.keySet()));

  /** The guide to semantics and the README name these, and no others. */
  @Test
  void profiles_and_what_is_made_of_them_show_values() {
    SparkSession session = session();
    ProfileState state = Profiler.on(data(session, true)).state();
    DatasetProfile before = Profiler.profile(data(session, false));
    DatasetProfile after = Profiler.profile(data(session, true));
    Drift drift = Drift.between(before, after);
    Suggestions suggestions = Profiler.profile(data(session, true, 20)).suggest();
    Check suggested = suggestions.check("suggested");
    Map<String, String> outputs = new LinkedHashMap<>();
    outputs.put("profile text", ProfileText.render(after));
    outputs.put(
        "profile text of columns",
        after.columns().stream().map(ProfileText::render).collect(joining()));
    outputs.put("profile Markdown", ProfileMarkdown.render(after, "secrets"));
    outputs.put("profile JSON", ProfileJson.write(after));
    outputs.put("profile HTML", HtmlReport.of(after).render());
    outputs.put("profile toString", after.toString());
    outputs.put("profile plan", Profiler.on(data(session, true)).explain());
    outputs.put(
        "profile of the stored state",
        ProfileJson.write(ProfileState.fromBytes(state.toBytes()).profile(Instant.EPOCH)));
    outputs.put("suggestions", suggestions.text());
    outputs.put("suggested check", suggested.toString());
    outputs.put("suggested JSON", CheckJson.write(List.of(suggested)));
    outputs.put("suggested Java", JavaSource.of(suggested));
    outputs.put("drift text", DriftText.render(drift));
    outputs.put("drift JSON", DriftJson.write(drift));
    outputs.put("drift HTML", HtmlReport.of(drift).render());
    // a profile's text and a suggestion show some values, its other forms and states all
    String categories = "bytes entries inner list text";
    assertThat(shown(outputs))
        .containsOnly(
            Map.entry("profile text", "day inner time whole"),
            Map.entry("profile text of columns", ALL),
            Map.entry("profile Markdown", "day exact inner real time whole"),
            Map.entry("profile JSON", ALL),
            Map.entry("profile HTML", ALL),
            Map.entry("profile toString", ALL),
            Map.entry("profile plan", "nothing"),
            Map.entry("profile of the stored state", ALL),
            Map.entry("suggestions", "day exact inner real text time whole"),
            Map.entry("suggested check", "inner text"),
            Map.entry("suggested JSON", "inner text"),
            Map.entry("suggested Java", "inner text"),
            Map.entry("drift text", categories),
            Map.entry("drift JSON", ALL),
            Map.entry("drift HTML", categories));
  }

  /** Metrics of a stored or shuffled state: those that only count hold no value. */
  @Test
  void states_of_metrics_hold_values_unless_they_only_count() {
    Map<Class<?>, State> filled = new LinkedHashMap<>();
    RowsState rows = new RowsState();
    rows.add();
    VerdictsState verdicts = new VerdictsState();
    verdicts.violation();
    DistinctState distinct = new DistinctState(new BigDecimal("0.05"));
    distinct.add("Sesame77");
    ExtremeState extreme = new ExtremeState(true);
    extreme.add("Sesame77");
    FrequencyState frequency = new FrequencyState();
    frequency.add("Sesame77");
    TotalState total = new TotalState();
    total.add(7316273162L);
    MomentsState moments = new MomentsState();
    moments.add(-58291.625);
    HigherMomentsState higher = new HigherMomentsState();
    higher.add(-58291.625);
    CoMomentsState together = new CoMomentsState();
    together.add(-58291.625, 1);
    RankState ranks = new RankState(new BigDecimal("0.01"));
    ranks.add(-58291.625);
    for (State each :
        List.of(
            rows, verdicts, distinct, extreme, frequency, total, moments, higher, together,
            ranks)) {
      filled.put(each.getClass(), each);
    }
    assertThat(filled).containsOnlyKeys(State.class.getPermittedSubclasses());
    Map<String, Boolean> holds = new TreeMap<>();
    filled.forEach(
        (kind, state) -> {
          byte[] bytes = state.toBytes();
          boolean shown = false;
          for (byte[] secret :
              List.of(
                  "Sesame77".getBytes(StandardCharsets.UTF_8),
                  "Sesame77".getBytes(StandardCharsets.UTF_16BE),
                  "Sesame77".getBytes(StandardCharsets.UTF_16LE),
                  BigInteger.valueOf(7316273162L).toByteArray(),
                  ByteBuffer.allocate(8).putDouble(-58291.625).array(),
                  ByteBuffer.allocate(8)
                      .order(ByteOrder.LITTLE_ENDIAN)
                      .putDouble(-58291.625)
                      .array())) {
            shown |=
                new String(bytes, StandardCharsets.ISO_8859_1)
                    .contains(new String(secret, StandardCharsets.ISO_8859_1));
          }
          holds.put(kind.getSimpleName(), shown);
        });
    assertThat(holds.entrySet().stream().filter(each -> !each.getValue()).map(Map.Entry::getKey))
        .containsExactly("DistinctState", "RowsState", "VerdictsState");
  }
}
