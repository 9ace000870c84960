package dev.assay.dq.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.dq.drift.Drift;
import dev.assay.dq.drift.DriftOptions;
import dev.assay.dq.local.Fields;
import dev.assay.dq.profile.Alert;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.Histogram;
import dev.assay.dq.profile.LocalProfiler;
import dev.assay.dq.profile.SemanticType;
import dev.assay.dq.profile.ValueCount;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A profile that was written comes back equal. */
@SuppressWarnings("NullAway")
class ProfileJsonTest {

  private static final JsonSchemas PROFILES =
      JsonSchemas.of(ProfileJson.class, "profile-schema.json");
  private static final JsonSchemas DRIFTS = JsonSchemas.of(ProfileJson.class, "drift-schema.json");

  private static final Map<String, Class<?>> TYPES = new LinkedHashMap<>();

  static {
    TYPES.put("text", String.class);
    TYPES.put("int", Integer.class);
    TYPES.put("long", Long.class);
    TYPES.put("double", Double.class);
    TYPES.put("decimal", BigDecimal.class);
    TYPES.put("bool", Boolean.class);
    TYPES.put("day", LocalDate.class);
    TYPES.put("at", Instant.class);
    TYPES.put("local", LocalDateTime.class);
    TYPES.put("list", List.class);
    TYPES.put("map", Map.class);
    TYPES.put("bytes", byte[].class);
  }

  @Provide
  Arbitrary<List<Map<String, Object>>> records() {
    Map<String, Arbitrary<?>> values = new HashMap<>();
    values.put("text", Arbitraries.strings().ofMaxLength(6));
    values.put("int", Arbitraries.integers());
    values.put("long", Arbitraries.longs());
    values.put(
        "double",
        Arbitraries.oneOf(
            Arbitraries.doubles(),
            Arbitraries.of(
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                -0.0,
                Double.MIN_VALUE,
                Double.MAX_VALUE)));
    values.put("decimal", Arbitraries.bigDecimals());
    values.put("bool", Arbitraries.of(true, false));
    values.put("day", Arbitraries.integers().between(-800_000, 800_000).map(LocalDate::ofEpochDay));
    values.put(
        "at",
        Arbitraries.longs().between(-60_000_000_000L, 60_000_000_000L).map(Instant::ofEpochSecond));
    values.put(
        "local",
        Arbitraries.integers()
            .between(0, 2_000_000_000)
            .map(i -> LocalDateTime.of(1970, 1, 1, 0, 0).plusSeconds(i)));
    values.put("list", Arbitraries.integers().list().ofMaxSize(4));
    values.put(
        "map", Arbitraries.maps(Arbitraries.of("a", "b"), Arbitraries.integers()).ofMaxSize(2));
    values.put("bytes", Arbitraries.bytes().array(byte[].class).ofMaxSize(4));
    Arbitrary<Map<String, Object>> record = Arbitraries.just(Map.of());
    for (String name : TYPES.keySet()) {
      record =
          net.jqwik.api.Combinators.combine(record, values.get(name).injectNull(0.2))
              .as(
                  (before, value) -> {
                    Map<String, Object> more = new LinkedHashMap<>(before);
                    more.put(name, value);
                    return more;
                  });
    }
    return record.list().ofMaxSize(60);
  }

  private static DatasetProfile profile(List<? extends Map<String, ?>> records) {
    return LocalProfiler.profile(records, Fields.ofMap(TYPES));
  }

  @Property(tries = 150)
  void profiles_of_records_of_every_type(@ForAll("records") List<Map<String, Object>> records) {
    DatasetProfile profile = profile(records);
    String json = ProfileJson.write(profile);
    assertThat(ProfileJson.read(json)).isEqualTo(profile);
    assertThat(PROFILES.problems(json)).as(json).isEmpty();
    // and through a file
    String file = new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(ProfileJson.read(file)).isEqualTo(profile);
  }

  @Property(tries = 60)
  void what_changed_fits_its_schema(
      @ForAll("records") List<Map<String, Object>> before,
      @ForAll("records") List<Map<String, Object>> after) {
    Drift drift =
        Drift.between(profile(before), profile(after), DriftOptions.DEFAULT.withMinRows(1));
    String json = DriftJson.write(drift);
    assertThat(DRIFTS.problems(json)).as(json).isEmpty();
  }

  private static final String HOSTILE =
      "\u0000\u0007\n\t\"\\/\u007f\u2028é\ud83d\ude00 \ud83d half \ude00";

  private static ColumnProfile column(String name, ColumnProfile... parts) {
    Histogram histogram =
        new Histogram(List.of(new Histogram.Bin(-1e308, 1e308, Long.MAX_VALUE)), 1, 2, false);
    ColumnProfile.Distribution distribution =
        new ColumnProfile.Distribution(List.of(-1e308, 0.0, 1e308), List.of(1L, 2L, 3L), 0.012);
    ColumnProfile.Time time =
        new ColumnProfile.Time(
            "+10000-01-01",
            "",
            List.of(),
            List.of(new ValueCount("", 1)),
            1,
            2,
            List.of(1L, 2L),
            List.of(),
            -1,
            -1,
            histogram,
            distribution);
    return new ColumnProfile(
        name,
        HOSTILE,
        Long.MAX_VALUE,
        0,
        List.of(new ValueCount(HOSTILE, 1)),
        3,
        false,
        List.of(),
        7,
        -1,
        List.of(new ValueCount("", 1)),
        new ColumnProfile.Holdout(9, 1),
        SemanticType.EMAIL,
        0.1 + 0.2,
        new ColumnProfile.Numbers(
            3,
            1,
            2,
            new BigDecimal("-1234567890123456789012345678901234567.8"),
            new BigDecimal("1E+400"),
            List.of(new ValueCount("-1234567890123456789012345678901234567.8", 1)),
            List.of(new ValueCount("1E+400", 1), new ValueCount("0", 1)),
            "9".repeat(400),
            Double.NaN,
            Double.MIN_VALUE,
            -0.0,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            1,
            1,
            Map.of("0.5", new BigDecimal("9007199254740993")),
            0.012,
            4,
            histogram,
            distribution),
        new ColumnProfile.Text(
            new ColumnProfile.Lengths(0, 5, Double.NaN),
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
            Map.of(ColumnProfile.CharacterClass.LETTER, 3L),
            Map.of(SemanticType.UUID, 4L),
            List.of(new ValueCount("yyyy", 1)),
            time,
            List.of(new ValueCount("A+", 2)),
            List.of(new ValueCount(HOSTILE, 2)),
            List.of(),
            null),
        time,
        -1,
        new ColumnProfile.Lengths(1, 2, 1.5),
        List.of(parts),
        new ColumnProfile.Hidden(HOSTILE, parts.length == 0 ? null : HOSTILE));
  }

  private static DatasetProfile extremes() {
    return new DatasetProfile(
        0,
        0.1,
        "America/New_York",
        List.of(column(HOSTILE, column("x[]", column("x[]{keys}"))), column("")),
        -1,
        1,
        new DatasetProfile.Partitions(2, 1, 0, 0, 5, List.of(0L, 5L), -1, "coalesce"),
        List.of(new DatasetProfile.Correlation("a", "b", -1, 7, Double.NaN, 3)),
        List.of(
            new DatasetProfile.Scatter(
                HOSTILE,
                "b",
                List.of(-1e308, 0.1 + 0.2, Double.MIN_VALUE),
                List.of(1.0, -0.0, 2.0))),
        List.of(
            new DatasetProfile.Association(
                "a",
                "b",
                9,
                0.5,
                0.25,
                new DatasetProfile.Crosstab(
                    List.of("x"), List.of("y", HOSTILE), List.of(List.of(1L, 2L))))),
        List.of(new DatasetProfile.Dependency("a", "b", 3, 1)),
        List.of(new DatasetProfile.CandidateKey(List.of("a", "b"), 3, 3)),
        List.of(new DatasetProfile.RowSum("t", List.of("a", "b"), 3)),
        List.of(new DatasetProfile.MissingTogether(List.of("a"), 3)),
        List.of(new DatasetProfile.ShownRow(List.of(new DatasetProfile.Cell(HOSTILE, HOSTILE)))),
        List.of(new DatasetProfile.ShownRow(List.of())),
        List.of(
            new DatasetProfile.DuplicateRow(
                new DatasetProfile.ShownRow(List.of(new DatasetProfile.Cell("a", HOSTILE))),
                Long.MAX_VALUE)),
        List.of("cut"),
        List.of(new Alert(Alert.Kind.HIGH_MISSING, "", 0.5, HOSTILE)));
  }

  @Test
  void extremes_come_back_equal_even_through_a_file() throws IOException {
    for (DatasetProfile profile : List.of(extremes(), profile(List.of()))) {
      String json = ProfileJson.write(profile);
      assertThat(ProfileJson.read(json)).isEqualTo(profile);
      String file = new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      assertThat(ProfileJson.read(file)).isEqualTo(profile);
      assertThat(PROFILES.problems(json)).isEmpty();
      StringWriter out = new StringWriter();
      ProfileJson.write(profile, out);
      assertThat(out.toString()).isEqualTo(json);
    }
  }

  /** A wide profile is written piece by piece: no piece is anywhere near the whole. */
  @Test
  void two_hundred_columns_are_written_piece_by_piece() throws IOException {
    List<ColumnProfile> columns = new ArrayList<>(Collections.nCopies(200, column("c")));
    DatasetProfile narrow = extremes();
    DatasetProfile wide =
        new DatasetProfile(
            1,
            1,
            "UTC",
            columns,
            -1,
            0,
            null,
            List.of(),
            List.of(),
            narrow.associations(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    long[] sizes = new long[2];
    Writer out =
        new Writer() {
          @Override
          public void write(char[] piece, int offset, int length) {
            sizes[0] += length;
            sizes[1] = Math.max(sizes[1], length);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {
            throw new AssertionError("the writer is the caller's to close");
          }
        };
    ProfileJson.write(wide, out);
    assertThat(sizes[0]).isGreaterThan(500_000);
    assertThat(sizes[1]).isLessThan(20_000);
    assertThat(ProfileJson.read(ProfileJson.write(wide))).isEqualTo(wide);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'rows' : 0                   | 'rows' : 'no'              | $.profile.rows: expected a"
            + " whole number, but found 'no'",
        "'rows' : 0                   | 'rows' : 1.5               | $.profile.rows: expected a"
            + " whole number, but found 1.5",
        "'rows' : 0                   | 'rows' : 9223372036854775808 | $.profile.rows:"
            + " 9223372036854775808 does not fit in 64 bits",
        "'rows' : 0,                  | ''                         | $.profile.rows: is missing",
        "'rows' : 0                   | 'rows' : 0, 'lines' : 0    | $.profile.lines: is not known"
            + " here; allowed are rows, ",
        "'rows' : 0                   | 'rows' : 0, 'rows' : 0     | Duplicate field",
        "'sample' : 0.1               | 'sample' : 1e999           | $.profile.sample: 1e999 is too"
            + " large",
        "'sample' : 0.1               | 'sample' : 'half'          | $.profile.sample: expected a"
            + " number, 'NaN'",
        "'sample' : 0.1               | 'sample' : []              | $.profile.sample: expected a"
            + " number, but found a list",
        "'number' : 2,                | ''                         | $.profile.partitions.number:"
            + " is missing",
        "'semantic' : 'email'         | 'semantic' : 'mail'        | $.profile.columns[0].semantic:"
            + " 'mail' is not known; one of empty, ",
        "'distinctExact' : false      | 'distinctExact' : 0        |"
            + " $.profile.columns[0].distinctExact: expected true or false, but found 0",
        "'uuid' : 4                   | 'guid' : 4                 |"
            + " $.profile.columns[0].text.kinds.guid: 'guid' is not known",
        "'upTo' : [ 1, 2, 3 ]         | 'upTo' : [ 1, 2 ]          |"
            + " $.profile.columns[0].number.distribution: values and upTo must be of one length",
        "'upTo' : [ 1, 2, 3 ]         | 'upTo' : [ 1, 3, 2 ]       |"
            + " $.profile.columns[0].number.distribution: values and upTo must be in ascending"
            + " order, but element 2 is not",
        "'ys' : [ 1.0, -0.0, 2.0 ]    | 'ys' : [ 1.0, -0.0 ]       | $.profile.scatters[0]: xs and"
            + " ys must be of one length",
        "'version' : 1                | 'version' : 2              | $.version: 2 is not known;"
            + " this library reads version 1",
        "'assay-profile'              | 'assay-checks'             | $.format: expected"
            + " 'assay-profile'"
      })
  void a_wrong_place_is_named(String part, String instead, String message) {
    String json = ProfileJson.write(extremes());
    String quoted = part.replace('\'', '"');
    assertThat(json).contains(quoted);
    String wrong =
        json.replaceFirst(
            java.util.regex.Pattern.quote(quoted),
            java.util.regex.Matcher.quoteReplacement(
                instead.equals("''") ? "" : instead.replace('\'', '"')));
    assertThatThrownBy(() -> ProfileJson.read(wrong))
        .isInstanceOf(ProfileFormatException.class)
        .hasMessageContaining(message.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~             | $: expected an object, but found nothing",
        "[1]            | $: expected an object, but found a list",
        "{              | this is not JSON",
        "nonsense       | this is not JSON",
        "{}             | $.format: is missing",
        "{'format': 'assay-profile', 'version': 1} | $.profile: is missing",
        "{'profile': {}} | $.profile: must come after the format",
        "{'x': 1}       | $.x: is not known here"
      })
  void what_is_no_profile_is_refused(String json, String message) {
    assertThatThrownBy(() -> ProfileJson.read(json.replace('\'', '"')))
        .isInstanceOf(ProfileFormatException.class)
        .hasMessageContaining(message);
    assertThat(PROFILES.problems("{\"x\": 1}")).isNotEmpty();
  }

  @Test
  void a_document_that_is_cut_off_anywhere_is_refused() {
    String json = ProfileJson.write(profile(List.of(Map.of("text", "a"))));
    for (int end = 0; end < json.length(); end += 37) {
      String cut = json.substring(0, end);
      assertThatThrownBy(() -> ProfileJson.read(cut)).isInstanceOf(ProfileFormatException.class);
    }
    assertThatThrownBy(() -> ProfileJson.read(json + "{}"))
        .isInstanceOf(ProfileFormatException.class);
  }

  /** A field that is added to a record has to be described. */
  @Test
  void the_schemas_have_the_fields_of_the_records() throws IOException {
    compare("profile-schema.json", DatasetProfile.class);
    compare("drift-schema.json", Drift.class);
  }

  private static void compare(String name, Class<?> root) throws IOException {
    JsonNode definitions =
        new ObjectMapper().readTree(ProfileJson.class.getResourceAsStream(name)).get("$defs");
    Set<Class<?>> records = new java.util.LinkedHashSet<>();
    collect(root, records);
    Set<String> defined = new TreeSet<>();
    definitions.fieldNames().forEachRemaining(defined::add);
    defined.remove("number");
    Set<String> expected = new TreeSet<>();
    for (Class<?> each : records) {
      String key = each.getSimpleName();
      key = Character.toLowerCase(key.charAt(0)) + key.substring(1);
      expected.add(key);
      List<String> fields = new ArrayList<>();
      if (definitions.has(key)) {
        definitions.get(key).get("properties").fieldNames().forEachRemaining(fields::add);
      }
      List<String> components = new ArrayList<>();
      for (RecordComponent component : each.getRecordComponents()) {
        components.add(component.getName());
      }
      assertThat(fields).as(key).isEqualTo(components);
    }
    assertThat(defined).isEqualTo(expected);
  }

  private static void collect(Type type, Set<Class<?>> records) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        collect(argument, records);
      }
    } else if (type instanceof Class<?> record && record.isRecord() && records.add(record)) {
      for (RecordComponent component : record.getRecordComponents()) {
        collect(component.getGenericType(), records);
      }
    }
  }
}
