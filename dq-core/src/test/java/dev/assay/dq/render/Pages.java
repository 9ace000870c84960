package dev.assay.dq.render;

import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;

import dev.assay.dq.Check;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.profile.Alert;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.Histogram;
import dev.assay.dq.profile.LocalProfiler;
import dev.assay.dq.profile.ProfileOptions;
import dev.assay.dq.profile.SemanticType;
import dev.assay.dq.profile.ValueCount;
import dev.assay.dq.result.VerificationResult;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Profiles and results for pages: one with a part of every kind and hostile data, and a wide one.
 */
final class Pages {

  static final String SCRIPT = "<script>pwned=1</script>";
  static final String IMAGE = "\"><img src=x onerror=pwned=1>";
  static final List<String> HOSTILE =
      List.of(
          SCRIPT,
          IMAGE,
          "'><svg onload=pwned=1>",
          "]]><script>pwned=1</script>",
          "</style></title></script><script>pwned=1</script>",
          "a\u0000b\u001bc\u007fd\u0085e",
          "\u202egnp.exe\u2066\u200f",
          "\ud800 half, \ufeff mark, \u2028 line",
          "&lt;b&gt; &amp;",
          "long ".repeat(4000),
          " padded ",
          "");

  private Pages() {}

  private static ColumnProfile.Numbers numbers() {
    List<Histogram.Bin> bins = new ArrayList<>();
    long[] counts = {4, 9, 30, 55, 60, 24, 10, 0, 6, 2};
    for (int i = 0; i < counts.length; i++) {
      bins.add(new Histogram.Bin(10 * i, 10 * (i + 1), counts[i]));
    }
    Map<String, BigDecimal> quantiles = new LinkedHashMap<>();
    double[] values = {3, 14, 31, 42.5, 51, 68, 96};
    String[] shares = {"0.01", "0.05", "0.25", "0.5", "0.75", "0.95", "0.99"};
    for (int i = 0; i < shares.length; i++) {
      quantiles.put(shares[i], BigDecimal.valueOf(values[i]));
    }
    return new ColumnProfile.Numbers(
        205,
        3,
        1,
        new BigDecimal("-20"),
        new BigDecimal("1234.5"),
        List.of(new ValueCount("-20", 2), new ValueCount("0", 3)),
        List.of(new ValueCount("1234.5", 1), new ValueCount("96", 2)),
        "8765.25",
        42.757317,
        17.2,
        17.1,
        0.4,
        -0.2,
        3,
        2,
        quantiles,
        0.012,
        5,
        new Histogram(bins, 2, 3, false),
        null);
  }

  private static ColumnProfile column(
      String name, String type, List<ValueCount> top, SemanticType semantic) {
    return new ColumnProfile(
        name,
        type,
        210,
        1,
        List.of(),
        top.size(),
        true,
        top,
        0,
        -1,
        List.of(),
        null,
        semantic,
        1,
        null,
        null,
        null,
        -1,
        null,
        List.of(),
        null);
  }

  private static ColumnProfile decimal(String name) {
    return new ColumnProfile(
        name,
        "double",
        210,
        1,
        List.of(new ValueCount("-999", 2)),
        150,
        false,
        List.of(new ValueCount("42.5", 9), new ValueCount("0", 3)),
        2,
        120,
        List.of(),
        null,
        SemanticType.DECIMAL,
        0.98,
        numbers(),
        null,
        null,
        -1,
        null,
        List.of(),
        null);
  }

  private static ColumnProfile text(String name) {
    List<ValueCount> top = new ArrayList<>();
    for (int i = 0; i < HOSTILE.size(); i++) {
      top.add(new ValueCount(HOSTILE.get(i), 30 - i));
    }
    ColumnProfile.Text text =
        new ColumnProfile.Text(
            new ColumnProfile.Lengths(0, 20_000, 12.5),
            4,
            5,
            6,
            7,
            8,
            9,
            10,
            11,
            12,
            Map.of(ColumnProfile.CharacterClass.LETTER, 200L),
            Map.of(SemanticType.TEXT, 190L, SemanticType.URL, 10L),
            List.of(new ValueCount("yyyy-MM-dd", 2)),
            new ColumnProfile.Time(
                "1970-01-01",
                "9999-12-31",
                List.of(new ValueCount("1970-01-01", 1)),
                List.of(new ValueCount("9999-12-31", 1)),
                1,
                1,
                List.of(0L, 0L, 0L, 1L, 1L, 0L, 0L),
                List.of(),
                -1,
                -1,
                null,
                null),
            List.of(new ValueCount("<" + IMAGE, 100), new ValueCount("9+", 9)),
            List.of(new ValueCount("", 4), new ValueCount(SCRIPT, 1)),
            List.of(new ValueCount(IMAGE, 30)),
            null);
    return new ColumnProfile(
        name,
        "string",
        210,
        0,
        List.of(new ValueCount(IMAGE, 1)),
        HOSTILE.size(),
        true,
        top,
        0,
        1,
        List.of(),
        null,
        SemanticType.CATEGORY,
        1,
        null,
        text,
        null,
        -1,
        null,
        List.of(),
        null);
  }

  private static ColumnProfile time(String name) {
    double day = LocalDate.of(2024, 1, 1).toEpochDay();
    ColumnProfile.Time time =
        new ColumnProfile.Time(
            "2024-01-01T00:00:00Z",
            "2024-12-31T23:00:00Z",
            List.of(new ValueCount("2024-01-01T00:00:00Z", 3)),
            List.of(new ValueCount("2024-12-31T23:00:00Z", 1)),
            2,
            1,
            List.of(40L, 30L, 30L, 30L, 30L, 25L, 24L),
            List.of(
                1L, 0L, 0L, 0L, 2L, 4L, 9L, 12L, 18L, 20L, 20L, 19L, 15L, 12L, 11L, 12L, 14L, 11L,
                9L, 7L, 5L, 4L, 3L, 2L),
            17,
            4,
            new Histogram(
                List.of(
                    new Histogram.Bin(day, day + 183, 100),
                    new Histogram.Bin(day + 183, day + 366, 109)),
                0,
                0,
                true),
            null);
    return new ColumnProfile(
        name,
        "timestamp",
        210,
        1,
        List.of(),
        200,
        true,
        List.of(),
        0,
        -1,
        List.of(),
        null,
        SemanticType.TIMESTAMP,
        1,
        null,
        null,
        time,
        -1,
        null,
        List.of(),
        null);
  }

  private static ColumnProfile truth(String name) {
    return new ColumnProfile(
        name,
        "boolean",
        210,
        10,
        List.of(),
        2,
        true,
        List.of(),
        0,
        -1,
        List.of(),
        null,
        SemanticType.BOOLEAN,
        1,
        null,
        null,
        null,
        150,
        null,
        List.of(),
        null);
  }

  private static ColumnProfile array(String name) {
    return new ColumnProfile(
        name,
        "array<string>",
        210,
        0,
        List.of(),
        9,
        true,
        List.of(),
        0,
        -1,
        List.of(),
        null,
        SemanticType.TEXT,
        1,
        null,
        null,
        null,
        -1,
        new ColumnProfile.Lengths(0, 4, 1.5),
        List.of(text(name + "[]")),
        null);
  }

  /** A part of every kind, with hostile names and values in all of them. */
  static DatasetProfile everything() {
    List<ColumnProfile> columns =
        List.of(
            decimal("amount"),
            decimal(SCRIPT),
            decimal("c, d"),
            text(IMAGE),
            text("]]>\u202e\u0007"),
            time("at"),
            truth("active"),
            array("tags"),
            column(
                "n".repeat(3000),
                "string",
                List.of(new ValueCount("x", 209)),
                SemanticType.CONSTANT));
    List<Alert> alerts = new ArrayList<>();
    for (Alert.Kind kind : Alert.Kind.values()) {
      alerts.add(new Alert(kind, IMAGE, 0.5, "says " + SCRIPT));
    }
    alerts.add(new Alert(Alert.Kind.CORRELATION, "c, d, amount", 0.9, "move together"));
    return new DatasetProfile(
        210,
        0.5,
        "UTC",
        columns,
        3,
        123_456,
        new DatasetProfile.Partitions(
            4, 1, 0, 60, 90, List.of(0L, 60L, 90L, 60L), 5_000_000, "coalesce to 1 " + SCRIPT),
        List.of(
            new DatasetProfile.Correlation("c, d", "amount", -0.93, 200, -0.99, 180),
            new DatasetProfile.Correlation("amount", SCRIPT, 0.25, 190, Double.NaN, 0)),
        List.of(
            new DatasetProfile.Scatter(
                "c, d", "amount", List.of(-20.0, 1e6, 0.25, 3.0), List.of(1e-9, 2e-9, -1e17, 0.0)),
            new DatasetProfile.Scatter(
                SCRIPT + "\u202e", IMAGE + "n".repeat(3000), List.of(1.0, 2.0), List.of(5.0, 5.0))),
        List.of(
            new DatasetProfile.Association(
                IMAGE,
                "active",
                200,
                0.71,
                0.42,
                new DatasetProfile.Crosstab(
                    List.of(SCRIPT, "b", ""),
                    List.of("true", IMAGE),
                    List.of(List.of(90L, 10L), List.of(0L, 50L), List.of(25L, 25L))))),
        List.of(new DatasetProfile.Dependency(IMAGE, SCRIPT, 200, 2)),
        List.of(
            new DatasetProfile.CandidateKey(List.of("amount"), 209, 150),
            new DatasetProfile.CandidateKey(List.of(SCRIPT, "at"), 208, 208)),
        List.of(new DatasetProfile.RowSum("amount", List.of(SCRIPT, "c, d"), 200)),
        List.of(
            new DatasetProfile.MissingTogether(List.of("amount", IMAGE), 20),
            new DatasetProfile.MissingTogether(List.of("active"), 10)),
        List.of(
            new DatasetProfile.ShownRow(
                List.of(
                    new DatasetProfile.Cell("amount", "1"), new DatasetProfile.Cell(IMAGE, IMAGE))),
            new DatasetProfile.ShownRow(List.of(new DatasetProfile.Cell(SCRIPT, SCRIPT)))),
        List.of(new DatasetProfile.ShownRow(List.of(new DatasetProfile.Cell("at", "\u202e2024")))),
        List.of(
            new DatasetProfile.DuplicateRow(
                new DatasetProfile.ShownRow(List.of(new DatasetProfile.Cell("amount", "7"))), 1200),
            new DatasetProfile.DuplicateRow(
                new DatasetProfile.ShownRow(List.of(new DatasetProfile.Cell(IMAGE, IMAGE))), 2)),
        List.of("Only the first 20 columns were correlated. " + SCRIPT),
        alerts);
  }

  /** Verdicts of every status, on hostile names and values. */
  static VerificationResult verdicts() {
    List<Map<String, ?>> records = new ArrayList<>();
    for (String text : HOSTILE) {
      Map<String, Object> record = new LinkedHashMap<>();
      record.put(IMAGE, text);
      record.put("amount", null);
      records.add(record);
    }
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put(IMAGE, String.class);
    types.put("amount", Double.class);
    Check error =
        Check.error("orders " + SCRIPT)
            .require(
                rowCount().isAtLeast(2),
                string(IMAGE)
                    .isIn("fine", SCRIPT)
                    .forAtLeast(0.9)
                    .as("named " + IMAGE)
                    .because("so says " + SCRIPT),
                string(IMAGE).isComplete(),
                number("amount").isPositive(),
                number("amount").mean().isBetween(0, 10),
                number("amonut").isPositive());
    Check warning = Check.warning("hints").require(number("amount").isComplete().forAtLeast(0.5));
    return LocalDataQuality.on(records, Fields.ofMap(types))
        .check(error, warning)
        .withSamples(20, IMAGE)
        .run();
  }

  /** A real profile of many columns of four kinds, with long names and values. */
  static DatasetProfile wide(int columns) {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    List<Map<String, ?>> records = new ArrayList<>();
    for (int row = 0; row < 400; row++) {
      Map<String, Object> record = new LinkedHashMap<>();
      for (int i = 0; i < columns; i++) {
        int hash = Math.floorMod((row * 31 + i) * 0x9e3779b1, 100_003);
        boolean missing = hash % 13 == 0;
        switch (i % 4) {
          case 0 -> put(types, record, "measure_" + i, Double.class, Math.log1p(hash) * (i + 1));
          case 1 ->
              put(
                  types,
                  record,
                  "a_rather_long_name_of_a_category_in_the_middle_of_a_wide_table_" + i,
                  String.class,
                  missing ? null : "category with quite a long text " + hash % 40);
          case 2 ->
              put(
                  types,
                  record,
                  "free_text_" + i,
                  String.class,
                  "row " + row + " of " + "some words that go on and on ".repeat(20) + hash);
          default ->
              put(
                  types,
                  record,
                  "day_" + i,
                  LocalDate.class,
                  missing ? null : LocalDate.of(2020, 1, 1).plusDays(hash % 1500));
        }
      }
      records.add(record);
    }
    return LocalProfiler.profile(records, Fields.ofMap(types));
  }

  /**
   * A real profile of columns of numbers that move together, short codes, and rows: 50 years, of
   * which each has ten rows.
   */
  static DatasetProfile numbers(int columns) {
    String[] codes = {"911", "112", "110", "9"};
    Map<String, Class<?>> types = new LinkedHashMap<>();
    List<Map<String, ?>> records = new ArrayList<>();
    for (int row = 0; row < 500; row++) {
      Map<String, Object> record = new LinkedHashMap<>();
      put(types, record, "year", Integer.class, 1975 + row % 50);
      for (int i = 1; i < columns; i++) {
        put(types, record, "measure_" + i, Double.class, row % 50 * i + row * 7919 % 13 / 4.0);
      }
      put(types, record, "code", String.class, codes[row * 7 % 4]);
      put(types, record, "kind", String.class, row * 7 % 4 < 2 ? "emergency" : "service");
      put(types, record, "note", String.class, "some words that go on and on " + row);
      records.add(record);
    }
    return LocalProfiler.profile(
        records, Fields.ofMap(types), ProfileOptions.DEFAULT.withFirstAndLastRows(2));
  }

  private static void put(
      Map<String, Class<?>> types,
      Map<String, Object> record,
      String name,
      Class<?> type,
      @org.jspecify.annotations.Nullable Object value) {
    types.put(name, type);
    record.put(name, value);
  }
}
