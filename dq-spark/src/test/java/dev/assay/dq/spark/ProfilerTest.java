package dev.assay.dq.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.dq.local.Fields;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.LocalProfiler;
import dev.assay.dq.profile.ProfileOptions;
import dev.assay.dq.profile.ValueCount;
import dev.assay.dq.spark.testing.Rows;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles of Datasets, RDDs and records are the same. */
@Tag("matrix")
class ProfilerTest {

  private static final SparkSession SPARK = SharedSpark.session();
  @TempDir Path folder;

  public record Item(
      String t,
      Integer i,
      Long l,
      Double d,
      BigDecimal m,
      Boolean b,
      LocalDate day,
      Instant at,
      List<String> a)
      implements Serializable {}

  private static List<Item> items(int rows) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      items.add(
          new Item(
              i % 9 == 0 ? null : i % 4 == 0 ? "n/a" : "K-" + i % 40,
              i % 5 == 0 ? null : i % 17,
              (long) i * i,
              i % 13 == 0 ? Double.valueOf(Double.NaN) : Double.valueOf(Math.cos(i)),
              new BigDecimal(i % 100).movePointLeft(2),
              i % 3 == 0,
              LocalDate.ofEpochDay(i % 400),
              Instant.ofEpochSecond(i * 3600L),
              Collections.nCopies(i % 4, "e")));
    }
    return items;
  }

  private static Dataset<Row> frame(List<Item> items) {
    List<Row> rows = new ArrayList<>();
    for (Item item : items) {
      rows.add(
          Rows.row(
              item.t(),
              item.i(),
              item.l(),
              item.d(),
              item.m().setScale(2),
              item.b(),
              item.day(),
              item.at(),
              item.a().toArray()));
    }
    return SPARK.createDataFrame(
        rows,
        org.apache.spark.sql.types.StructType.fromDDL(
            "t STRING, i INT, l BIGINT, d DOUBLE, m DECIMAL(10,2), b BOOLEAN, day DATE,"
                + " at TIMESTAMP, a ARRAY<STRING>"));
  }

  @Test
  void all_three_give_the_same_profile() {
    List<Item> items = items(900);
    Fields<Item> fields = Fields.of(Item.class);
    DatasetProfile local = LocalProfiler.profile(items, fields);
    DatasetProfile records = Profiler.profile(SharedSpark.context().parallelize(items, 4), fields);
    DatasetProfile frame = Profiler.profile(frame(items).repartition(5));
    RecursiveComparisonConfiguration close = new RecursiveComparisonConfiguration();
    close.registerEqualsForType(
        (a, b) -> a.equals(b) || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)), Double.class);
    close.ignoreFieldsMatchingRegexes("partitions", ".*\\.type", ".*\\.sum", "alerts.*");
    assertThat(records).usingRecursiveComparison(close).isEqualTo(local);
    // arrays hash differently as lists of Spark and of Java, but have the same sizes
    assertThat(frame).usingRecursiveComparison(close).isEqualTo(local);
    assertThat(records.partitions().number()).isEqualTo(4);
    assertThat(frame.partitions().number()).isEqualTo(5);
    assertThat(frame.partitions().max()).isBetween(180L, 900L);
    // 900 rows: every ninth has no text; i repeats with 17, d is NaN at multiples of 13
    assertThat(frame.column("t").nulls()).isEqualTo(100);
    assertThat(frame.column("d").number().nans()).isEqualTo(70);
    assertThat(frame.column("b").truths()).isEqualTo(300);
  }

  /** Rows 0 to 2 and 897 to 899, whatever the partitions; there are none unless asked for. */
  @Test
  void first_and_last_rows_are_those_of_the_first_and_the_last_partition() {
    List<Item> items = items(900);
    Fields<Item> fields = Fields.of(Item.class);
    ProfileOptions options = ProfileOptions.DEFAULT.withFirstAndLastRows(3);
    DatasetProfile local = LocalProfiler.profile(items, fields, options);
    assertThat(local.firstRows()).extracting(row -> row.value("l")).containsExactly("0", "1", "4");
    assertThat(local.lastRows())
        .extracting(row -> row.value("l"))
        .containsExactly("804609", "806404", "808201");
    assertThat(local.lastRows().get(2).cells())
        .contains(
            new DatasetProfile.Cell("t", "K-19"),
            new DatasetProfile.Cell("m", "0.99"),
            new DatasetProfile.Cell("day", "1970-04-10"),
            new DatasetProfile.Cell("at", "1970-02-07T11:00:00Z"),
            new DatasetProfile.Cell("a", "[e, e, e]"));
    JavaRDD<Item> empty = SharedSpark.context().parallelize(List.of(), 2);
    JavaRDD<Item> four = SharedSpark.context().parallelize(items, 4);
    JavaRDD<Item> one = SharedSpark.context().parallelize(items, 1);
    for (JavaRDD<Item> rdd : List.of(one, four, empty.union(four).union(empty))) {
      DatasetProfile profile = Profiler.on(rdd, fields).options(options).run();
      assertThat(profile.firstRows()).isEqualTo(local.firstRows());
      assertThat(profile.lastRows()).isEqualTo(local.lastRows());
    }
    DatasetProfile frame = Profiler.on(frame(items)).options(options).run();
    assertThat(frame.firstRows()).isEqualTo(local.firstRows());
    assertThat(frame.lastRows()).isEqualTo(local.lastRows());
    assertThat(Profiler.profile(frame(items)).firstRows()).isEmpty();
  }

  @SuppressWarnings("ArrayRecordComponent") // a value of type BINARY
  public record Repeated(
      String t,
      Double d,
      Float f,
      Integer i,
      BigDecimal m,
      LocalDate day,
      Instant at,
      byte[] bin,
      Boolean b)
      implements Serializable {}

  private static Repeated repeated(String t, double d, Integer i, String m) {
    return new Repeated(
        t,
        d,
        (float) d,
        i,
        new BigDecimal(m),
        LocalDate.of(1500, 2, 28),
        Instant.parse("2024-02-29T12:00:00.000001Z"),
        new byte[] {0, (byte) 255},
        true);
  }

  /**
   * 16 rows, 7 of them different, of which one is there once: 9 repeat another. All NaN are one
   * value, as are 0.0 and -0.0, 1.5 and 1.50, and all nulls.
   */
  private static List<Repeated> repeatedRows() {
    List<Repeated> rows = new ArrayList<>();
    for (String m : List.of("1.5", "1.50")) {
      rows.add(repeated("b", 1.5, 2, m));
      rows.add(repeated("a", 1.5, 10, m));
      rows.add(repeated("a", 1.5, 9, m));
      rows.add(repeated(null, 1.5, 2, m));
      rows.add(repeated("zero", -0.0, 1, m));
      rows.add(repeated(null, Double.NaN, null, m));
      rows.add(repeated(null, Double.longBitsToDouble(0x7ff8000000000001L), null, m));
    }
    rows.add(repeated("zero", 0.0, 1, "1.5"));
    rows.add(repeated("z", 9.0, 9, "1.5"));
    return rows;
  }

  private static Dataset<Row> repeatedFrame() {
    List<Row> rows = new ArrayList<>();
    for (Repeated each : repeatedRows()) {
      rows.add(
          Rows.row(
              each.t(),
              each.d(),
              each.f(),
              each.i(),
              each.m().setScale(2),
              each.day(),
              each.at(),
              each.bin(),
              each.b()));
    }
    return SPARK.createDataFrame(
        rows,
        StructType.fromDDL(
            "t STRING, d DOUBLE, f FLOAT, i INT, m DECIMAL(10,2), day DATE, at TIMESTAMP,"
                + " bin BINARY, b BOOLEAN"));
  }

  private static List<String> counted(DatasetProfile profile) {
    assertThat(profile.duplicateRows()).isEqualTo(9);
    return profile.topDuplicateRows().stream()
        .map(
            each ->
                each.count()
                    + each.row().cells().stream()
                        .filter(cell -> List.of("t", "d", "i").contains(cell.column()))
                        .map(cell -> " " + cell.column() + "=" + cell.value())
                        .reduce("", String::concat))
        .toList();
  }

  @Tag("slow")
  @Test
  void the_most_frequent_duplicate_rows_are_the_same_everywhere() {
    Fields<Repeated> fields = Fields.of(Repeated.class);
    ProfileOptions options = ProfileOptions.DEFAULT.withDuplicateRowsShown(5);
    DatasetProfile local = LocalProfiler.profile(repeatedRows(), fields, options);
    // those that are there twice by their texts, the first of which is null, and "10" before "9"
    assertThat(counted(local))
        .containsExactly(
            "4 d=NaN", "3 t=zero d=0.0 i=1", "2 d=1.5 i=2", "2 t=a d=1.5 i=10", "2 t=a d=1.5 i=9");
    assertThat(local.topDuplicateRows().get(1).row().cells())
        .containsExactly(
            new DatasetProfile.Cell("t", "zero"),
            new DatasetProfile.Cell("d", "0.0"),
            new DatasetProfile.Cell("f", "0.0"),
            new DatasetProfile.Cell("i", "1"),
            new DatasetProfile.Cell("m", "1.5"),
            new DatasetProfile.Cell("day", "1500-02-28"),
            new DatasetProfile.Cell("at", "2024-02-29T12:00:00.000001Z"),
            new DatasetProfile.Cell("bin", "00ff"),
            new DatasetProfile.Cell("b", "true"));
    for (int partitions : new int[] {1, 4, 40}) {
      JavaRDD<Repeated> rdd = SharedSpark.context().parallelize(repeatedRows(), partitions);
      assertThat(Profiler.on(rdd, fields).options(options).run().topDuplicateRows())
          .isEqualTo(local.topDuplicateRows());
      Dataset<Row> frame = repeatedFrame().repartition(partitions);
      assertThat(Profiler.on(frame).options(options).run().topDuplicateRows())
          .isEqualTo(local.topDuplicateRows());
    }
    assertThat(Profiler.profile(repeatedFrame()).topDuplicateRows()).isEmpty();
  }

  /** Rows are the same if all columns are, and only those that were chosen are shown. */
  @Test
  void of_chosen_columns_whole_rows_are_counted() {
    DatasetProfile profile =
        Profiler.on(repeatedFrame(), "t")
            .options(ProfileOptions.DEFAULT.withDuplicateRowsShown(100))
            .run();
    assertThat(counted(profile)).containsExactly("4", "3 t=zero", "2", "2 t=a", "2 t=a", "2 t=b");
  }

  @Test
  void of_nested_fields_and_hostile_names_as_well() {
    Dataset<Row> data =
        SPARK.sql(
            "SELECT named_struct('city', IF(id < 3, 'Rome', 'Oslo')) AS address,"
                + " IF(id < 5, 7, id) AS `a.b`, 'x' AS n, CAST(NULL AS STRING) AS p0"
                + " FROM range(6)");
    ProfileOptions options = ProfileOptions.DEFAULT.withDuplicateRowsShown(9);
    DatasetProfile profile = Profiler.on(data).options(options).run();
    assertThat(profile.duplicateRows()).isEqualTo(3);
    assertThat(profile.topDuplicateRows())
        .extracting(each -> each.count() + " " + each.row().value("address.city"))
        .containsExactly("3 Rome", "2 Oslo");
    assertThat(profile.topDuplicateRows().get(0).row().value("`a.b`")).isEqualTo("7");
    Dataset<Row> map = data.selectExpr("map('k', 1) AS m");
    DatasetProfile none = Profiler.on(map).options(options).run();
    assertThat(none.topDuplicateRows()).isEmpty();
    assertThat(none.limits())
        .contains(
            "duplicate rows were not counted: arrays and maps cannot be compared",
            "duplicate rows are not shown: they were not counted");
    assertThat(Profiler.on(map).options(options).explain()).doesNotContain("Scan 3");
  }

  @Test
  void duplicate_rows_take_a_third_reading_only_if_there_are_any() {
    org.apache.spark.util.LongAccumulator read =
        SPARK.sparkContext().longAccumulator("records read");
    JavaRDD<Repeated> records =
        SharedSpark.context()
            .parallelize(repeatedRows(), 2)
            .map(
                record -> {
                  read.add(1);
                  return record;
                });
    ProfileOptions options = ProfileOptions.DEFAULT.withDuplicateRowsShown(1);
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    Profiler profiler =
        Profiler.on(records, Fields.of(Repeated.class))
            .options(options)
            .progress((stage, done, total, rows) -> heard.add(stage));
    assertThat(profiler.explain())
        .contains("3 scans at most")
        .endsWith(
            "  Scan 3: up to 1 of the most frequent duplicate rows; only if scan 2 counts any\n");
    assertThat(counted(profiler.run())).containsExactly("4 d=NaN");
    assertThat(read.value()).isEqualTo(48);
    SharedSpark.drainListeners();
    assertThat(heard).contains("scan 1 of 3", "scan 2 of 3", "scan 3 of 3");
    read.reset();
    heard.clear();
    JavaRDD<Repeated> once =
        records
            .filter(each -> "z".equals(each.t()) || Integer.valueOf(10).equals(each.i()))
            .filter(each -> each.m().scale() == 1);
    DatasetProfile unique = Profiler.on(once, Fields.of(Repeated.class)).options(options).run();
    assertThat(unique.duplicateRows()).isZero();
    assertThat(read.value()).isEqualTo(32);
    assertThat(Profiler.on(records, Fields.of(Repeated.class)).explain())
        .contains("2 scans at most")
        .doesNotContain("Scan 3");
  }

  public record Point(String t, Integer i, Double d, BigDecimal m) implements Serializable {}

  /** Many more rows than are drawn: d follows i exactly, m roughly; some have no finite number. */
  @Test
  void the_same_points_are_drawn_on_every_path() {
    List<Point> points = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 6000; i++) {
      Point point =
          new Point(
              i % 4 == 0 ? null : "t" + i % 5,
              i % 11 == 0 ? null : i,
              i % 13 == 0 ? Double.POSITIVE_INFINITY : i * -0.5,
              i % 17 == 0 ? null : BigDecimal.valueOf(i + i * 7919L % 4000, 2));
      points.add(point);
      rows.add(Rows.row(point.t(), point.i(), point.d(), point.m()));
    }
    Fields<Point> fields = Fields.of(Point.class);
    List<DatasetProfile.Scatter> local = LocalProfiler.profile(points, fields).scatters();
    StructType schema = StructType.fromDDL("t STRING, i INT, d DOUBLE, m DECIMAL(10,2)");
    Dataset<Row> frame = SPARK.createDataFrame(rows, schema);
    assertThat(local)
        .extracting(DatasetProfile.Scatter::x, DatasetProfile.Scatter::y)
        .containsExactlyInAnyOrder(tuple("i", "d"), tuple("i", "m"), tuple("d", "m"));
    assertThat(local.get(0).xs()).hasSizeBetween(150, 256).doesNotHaveDuplicates();
    for (int i = 0; i < local.get(0).xs().size(); i++) {
      assertThat(local.get(0).ys().get(i)).isEqualTo(local.get(0).xs().get(i) * -0.5);
    }
    assertThat(Profiler.profile(frame.repartition(5)).scatters()).isEqualTo(local);
    assertThat(Profiler.profile(SharedSpark.context().parallelize(points, 4), fields).scatters())
        .isEqualTo(local);
  }

  public record Mixed(
      String t, String c, Integer i, Long l, Double d, BigDecimal m, Boolean b, LocalDate day)
      implements Serializable {}

  private static <T> T orNull(Random random, T value) {
    return random.nextInt(8) == 0 ? null : value;
  }

  private static Mixed mixed(Random random) {
    String[] odd = {"", " ", " padded", "N/A", "-999", "naïve", "Ã©tÃ©", "x@example.org", "日本"};
    double[] special = {Double.NaN, Double.POSITIVE_INFINITY, -0.0, 0.0, -999};
    return new Mixed(
        orNull(random, random.nextInt(3) == 0 ? odd[random.nextInt(odd.length)] : text(random)),
        orNull(random, "c" + random.nextInt(4)),
        orNull(random, random.nextInt(50) - 10),
        orNull(random, random.nextLong(1L << 50)),
        orNull(
            random,
            random.nextInt(6) == 0
                ? special[random.nextInt(special.length)]
                : random.nextGaussian() * 1000),
        orNull(random, BigDecimal.valueOf(random.nextInt(20_000), 2)),
        orNull(random, random.nextBoolean()),
        orNull(random, LocalDate.ofEpochDay(random.nextInt(3000))));
  }

  private static String text(Random random) {
    return Integer.toString(random.nextInt(1_000_000), 36);
  }

  /** Up to 400 rows, so that nothing is approximate; some of them several times. */
  @Tag("slow")
  @Test
  void random_data_have_the_same_profile_on_every_path() {
    Fields<Mixed> fields = Fields.of(Mixed.class);
    RecursiveComparisonConfiguration close = new RecursiveComparisonConfiguration();
    close.registerEqualsForType(
        (a, b) -> a.equals(b) || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)), Double.class);
    close.ignoreFieldsMatchingRegexes("partitions", ".*\\.type", ".*\\.sum", "alerts.*");
    StructType schema =
        StructType.fromDDL(
            "t STRING, c STRING, i INT, l BIGINT, d DOUBLE, m DECIMAL(10,2), b BOOLEAN, day DATE");
    for (int seed = 0; seed < 6; seed++) {
      Random random = new Random(seed);
      List<Mixed> items = new ArrayList<>();
      int rows = random.nextInt(400);
      while (items.size() < rows) {
        boolean again = !items.isEmpty() && random.nextInt(10) == 0;
        items.add(again ? items.get(random.nextInt(items.size())) : mixed(random));
      }
      List<Row> asRows = new ArrayList<>();
      for (Mixed each : items) {
        asRows.add(
            Rows.row(
                each.t(), each.c(), each.i(), each.l(), each.d(), each.m(), each.b(), each.day()));
      }
      DatasetProfile local = LocalProfiler.profile(items, fields);
      assertThat(Profiler.profile(SharedSpark.context().parallelize(items, 3), fields))
          .as("records, seed %d", seed)
          .usingRecursiveComparison(close)
          .isEqualTo(local);
      assertThat(Profiler.profile(SPARK.createDataFrame(asRows, schema).repartition(4)))
          .as("Dataset, seed %d", seed)
          .usingRecursiveComparison(close)
          .isEqualTo(local);
    }
  }

  @Test
  void more_values_than_are_kept_stay_within_their_bounds() {
    Dataset<Row> data =
        SPARK
            .range(0, 60_000, 1, 20)
            .selectExpr("id * 7919 % 60000 AS x", "concat('v', id) AS t", "id % 3 AS k");
    DatasetProfile profile =
        Profiler.on(data).options(ProfileOptions.DEFAULT.withCandidateKeys(false)).run();
    ColumnProfile x = profile.column("x");
    assertThat((double) x.distinct() / 60_000).isBetween(0.92, 1.08);
    assertThat(x.distinctExact()).isFalse();
    assertThat(x.number().mean()).isEqualTo(29_999.5);
    assertThat(x.number().rankError()).isLessThan(0.012);
    x.number()
        .quantiles()
        .forEach(
            (q, value) ->
                assertThat(Math.abs(value.doubleValue() / 60_000 - Double.parseDouble(q)))
                    .isLessThanOrEqualTo(x.number().rankError() + 1e-3));
    assertThat(profile.column("k").top()).extracting("count").containsOnly(20_000L);
    assertThat(profile.partitions().number()).isEqualTo(20);
    assertThat(profile.duplicateRows()).isZero();
  }

  public record Skewed(
      String t, Long l, Double d, Float f, BigDecimal m, LocalDate day, Instant at, String lone)
      implements Serializable {}

  /**
   * Of each seven rows one value has 3, one 2 and one 1, at the same places in all columns; the
   * seventh has a value of its own.
   */
  private static Skewed skewed(int row) {
    int[] frequent = {1, 2, 1, 3, 2, 1, 4 + row / 7};
    int which = frequent[row % 7];
    return new Skewed(
        which == 2 ? "it's \"two\"" : "t" + which,
        which - 3L,
        which == 3 ? -0.0 : which / 10.0,
        which / 10f,
        BigDecimal.valueOf(which, 2),
        LocalDate.ofEpochDay(10L * which),
        Instant.ofEpochSecond(which, 1_000),
        "v" + row);
  }

  /** What the first scan can only bound, the second counts; 12,000 rows are 7 x 1,714 + 2. */
  @Tag("slow")
  @Test
  void frequent_values_among_very_many_are_counted_exactly() {
    List<Skewed> items = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 12_000; i++) {
      Skewed each = skewed(i);
      items.add(each);
      rows.add(
          Rows.row(
              each.t(),
              each.l(),
              each.d(),
              each.f(),
              each.m().setScale(2),
              each.day(),
              each.at(),
              each.lone()));
    }
    Dataset<Row> frame =
        SPARK
            .createDataFrame(
                rows,
                StructType.fromDDL(
                    "t STRING, l BIGINT, d DOUBLE, f FLOAT, m DECIMAL(10,2), day DATE,"
                        + " at TIMESTAMP, lone STRING"))
            .repartition(3);
    Fields<Skewed> fields = Fields.of(Skewed.class);
    ProfileOptions three = ProfileOptions.DEFAULT.withTopValues(3);
    List<DatasetProfile> profiles =
        List.of(
            LocalProfiler.profile(items, fields, three),
            Profiler.on(SharedSpark.context().parallelize(items, 4), fields).options(three).run(),
            Profiler.on(frame).options(three).run());
    Map<String, List<String>> values =
        Map.of(
            "t", List.of("t1", "it's \"two\"", "t3"),
            "l", List.of("-2", "-1", "0"),
            "d", List.of("0.1", "0.2", "0.0"),
            "m", List.of("0.01", "0.02", "0.03"),
            "day", List.of("1970-01-11", "1970-01-21", "1970-01-31"));
    for (DatasetProfile profile : profiles) {
      for (String name : List.of("t", "l", "d", "f", "m", "day", "at")) {
        ColumnProfile column = profile.column(name);
        assertThat(column.topError()).as(name).isZero();
        assertThat(column.top())
            .as(name)
            .extracting(ValueCount::count)
            .containsExactly(5_143L, 3_429L, 1_714L);
        if (values.containsKey(name)) {
          assertThat(column.top())
              .as(name)
              .extracting(ValueCount::value)
              .isEqualTo(values.get(name));
        }
      }
      // no value is frequent, so nothing is worth counting again
      assertThat(profile.column("lone").topError()).isPositive();
    }
    // values that no scan has counted may be as frequent as the last that are listed
    assertThat(LocalProfiler.profile(items, fields).column("t").topError()).isPositive();
    assertThat(Profiler.on(frame).options(three.withDuplicateRows(false).withCandidateKeys(false)))
        .satisfies(
            one -> {
              ColumnProfile bounded = one.run().column("t");
              assertThat(bounded.topError()).isPositive();
              assertThat(bounded.top().get(0).count())
                  .isBetween(5_143 - bounded.topError(), 5_142L);
            });
  }

  @Test
  void the_data_are_read_twice_at_most_whatever_the_columns() {
    String file = folder.resolve("wide").toString();
    SPARK
        .range(0, 5000, 1, 1)
        .selectExpr(
            java.util.stream.IntStream.range(0, 120)
                // besides, in each tenth column a value that is frequent among many
                .mapToObj(
                    i ->
                        (i % 10 == 0 ? "CASE WHEN id % 2 = 0 THEN 7 ELSE id END" : "id + " + i)
                            + " AS c"
                            + i)
                .toArray(String[]::new))
        .write()
        .orc(file);
    // of Parquet, a row is read in groups of columns: see ColumnGroupReaderTest
    Dataset<Row> data = SPARK.read().orc(file);
    SharedSpark.drainListeners();
    AtomicLong read = new AtomicLong();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd end) {
            read.addAndGet(end.taskMetrics().inputMetrics().recordsRead());
          }
        };
    SPARK.sparkContext().addSparkListener(listener);
    Profiler all = Profiler.on(data);
    assertThat(all.explain()).contains("2 scans");
    DatasetProfile profile = all.run();
    assertThat(profile.columns()).hasSize(120);
    assertThat(profile.column("c110").top().get(0)).isEqualTo(new ValueCount("7", 2501));
    SharedSpark.drainListeners();
    assertThat(read.getAndSet(0)).isEqualTo(10_000);
    Profiler one =
        all.options(ProfileOptions.DEFAULT.withDuplicateRows(false).withCandidateKeys(false));
    assertThat(one.explain()).contains("1 scan");
    assertThat(one.run().duplicateRows()).isEqualTo(-1);
    SharedSpark.drainListeners();
    SPARK.sparkContext().removeSparkListener(listener);
    assertThat(read.get()).isEqualTo(5000);
  }

  @Test
  void nested_fields_hostile_names_and_chosen_columns() {
    Dataset<Row> data =
        SPARK.sql(
            "SELECT named_struct('city', 'Rome', 'geo', named_struct('lat', 1.5D)) AS address,"
                + " 7 AS `a.b`, 'x' AS `<script>`, map('k', 1) AS m, CAST('z' AS BINARY) AS bin");
    DatasetProfile profile = Profiler.profile(data);
    assertThat(profile.columns())
        .extracting(ColumnProfile::name)
        .containsExactly("address.city", "address.geo.lat", "`a.b`", "<script>", "m", "bin");
    assertThat(profile.column("address.geo.lat").number().max()).isEqualByComparingTo("1.5");
    assertThat(Profiler.on(data, "address", "`a.b`").run().columns())
        .extracting(ColumnProfile::name)
        .containsExactly("address.city", "address.geo.lat", "`a.b`");
    assertThatThrownBy(() -> Profiler.on(data, "adress"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean address?");
  }

  @Test
  void no_rows_and_no_partitions() {
    assertThat(Profiler.profile(SPARK.range(0).selectExpr("id", "'a' AS t")).rows()).isZero();
    assertThat(
            Profiler.profile(
                    SharedSpark.context().<Map<String, ?>>emptyRDD(),
                    Fields.ofMap(Map.of("a", String.class)))
                .rows())
        .isZero();
  }

  /** 5,000 rows: id tells all apart, nearly all but one; (a, b) does, a and b alone do not. */
  private static Dataset<Row> keyed() {
    return SPARK
        .range(0, 5000, 1, 3)
        .selectExpr(
            "cast(id AS STRING) AS id",
            "if(id = 4999, 0, id) AS nearly",
            "id div 50 AS a",
            "concat('k', id % 50) AS b",
            "'c' AS c");
  }

  @Test
  void keys_are_counted_exactly_and_what_is_unique_is_known_to_be() {
    DatasetProfile profile = Profiler.profile(keyed());
    assertThat(profile.keys())
        .contains(
            new DatasetProfile.CandidateKey(List.of("id"), 5000, 5000),
            new DatasetProfile.CandidateKey(List.of("a", "b"), 5000, 5000),
            new DatasetProfile.CandidateKey(List.of("nearly"), 5000, 4999));
    assertThat(profile.keys())
        .noneMatch(key -> key.columns().size() > 1 && key.columns().contains("id"));
    assertThat(profile.column("id").isUnique()).isTrue();
    assertThat(profile.column("nearly").isUnique()).isFalse();
    assertThat(profile.column("nearly").distinct()).isEqualTo(4999);
    assertThat(profile.column("nearly").once()).isEqualTo(4998);
    assertThat(profile.duplicateRows()).isZero();
    DatasetProfile chosen =
        Profiler.on(keyed())
            .options(ProfileOptions.DEFAULT.withDuplicateRows(false).withKey("b").withKey("b", "c"))
            .run();
    assertThat(chosen.keys())
        .containsExactlyInAnyOrder(
            new DatasetProfile.CandidateKey(List.of("b"), 5000, 50),
            new DatasetProfile.CandidateKey(List.of("b", "c"), 5000, 50));
    assertThat(chosen.duplicateRows()).isEqualTo(-1);
    assertThatThrownBy(
            () -> Profiler.on(keyed()).options(ProfileOptions.DEFAULT.withKey("x")).run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The key [x] cannot be tried: the profile has no column x whose values can be"
                + " compared");
  }

  @Test
  void keys_and_duplicates_of_a_dataset_take_one_more_reading() {
    String file = folder.resolve("keyed").toString();
    keyed().write().parquet(file);
    AtomicLong read = new AtomicLong();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd end) {
            read.addAndGet(end.taskMetrics().inputMetrics().recordsRead());
          }
        };
    SharedSpark.drainListeners();
    SPARK.sparkContext().addSparkListener(listener);
    try {
      Profiler profiler = Profiler.on(SPARK.read().parquet(file));
      assertThat(profiler.explain())
          .contains("2 scans at most")
          .contains("duplicate rows, columns and sets of two or three");
      DatasetProfile profile = profiler.run();
      assertThat(profile.keys()).hasSizeGreaterThan(3);
      assertThat(profile.partitions().inputBytes()).isPositive();
      SharedSpark.drainListeners();
      assertThat(read.getAndSet(0)).isEqualTo(10_000);
      assertThat(profiler.state().rows()).isEqualTo(5000);
      SharedSpark.drainListeners();
      assertThat(read.getAndSet(0)).isEqualTo(5000);
    } finally {
      SPARK.sparkContext().removeSparkListener(listener);
    }
  }

  /** Of an RDD, every record counts itself when it is read. */
  @Test
  void records_of_an_rdd_are_read_twice_at_most() {
    org.apache.spark.util.LongAccumulator read =
        SPARK.sparkContext().longAccumulator("records read");
    JavaRDD<Item> records =
        SharedSpark.context()
            .parallelize(items(1500), 4)
            .map(
                item -> {
                  read.add(1);
                  return item;
                });
    // arrays cannot be compared, so that only keys are counted
    DatasetProfile profile = Profiler.profile(records, Fields.of(Item.class));
    assertThat(read.value()).isEqualTo(3000);
    assertThat(profile.duplicateRows()).isEqualTo(-1);
    assertThat(profile.limits())
        .contains("duplicate rows were not counted: arrays and maps cannot be compared");
  }

  @Test
  void a_sample_and_a_time_limit_say_what_they_left_out() {
    DatasetProfile sample =
        Profiler.on(keyed()).options(ProfileOptions.DEFAULT.withSample(0.2, 7)).run();
    assertThat(sample.sample()).isEqualTo(0.2);
    // 5,000 rows, of each a fifth: ten standard deviations
    assertThat(sample.rows()).isBetween(720L, 1280L);
    assertThat(Profiler.on(keyed()).options(ProfileOptions.DEFAULT.withSample(0.2, 7)).run().rows())
        .isEqualTo(sample.rows());
    assertThat(sample.keys()).isEmpty();
    assertThat(sample.duplicateRows()).isEqualTo(-1);
    assertThat(sample.limits())
        .contains("duplicate rows and keys were not counted: a sample cannot show them");
    DatasetProfile hurried =
        Profiler.on(keyed())
            .options(ProfileOptions.DEFAULT.withTimeLimit(java.time.Duration.ofNanos(1)))
            .run();
    assertThat(hurried.rows()).isEqualTo(5000);
    assertThat(hurried.keys()).isEmpty();
    assertThat(hurried.limits()).anyMatch(limit -> limit.contains("time limit of 0 ms"));
  }

  @Test
  void progress_is_told_and_the_listener_is_gone_afterwards() {
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    Profiler.on(keyed())
        .progress(
            (stage, done, total, rows) -> heard.add(stage + " " + (done <= total) + " " + rows))
        .run();
    SharedSpark.drainListeners();
    assertThat(heard).contains("scan 1 of 2 true 0", "scan 2 of 2 true 5000");
    assertThat(heard).noneMatch(each -> each.contains("false"));
    int after = heard.size();
    keyed().count();
    SharedSpark.drainListeners();
    assertThat(heard).hasSize(after);
    assertThat(SharedSpark.context().getLocalProperty("dev.assay.dq.profile")).isNull();
    DatasetProfile thrown =
        Profiler.on(keyed())
            .progress(
                (stage, done, total, rows) -> {
                  throw new IllegalStateException("of the user");
                })
            .run();
    assertThat(thrown.rows()).isEqualTo(5000);
    Dataset<Row> failing = keyed().selectExpr("raise_error('broken') AS x");
    assertThatThrownBy(() -> Profiler.on(failing).progress((stage, done, total, rows) -> {}).run())
        .hasStackTraceContaining("broken");
    assertThat(SharedSpark.context().getLocalProperty("dev.assay.dq.profile")).isNull();
  }

  @Test
  void a_month_is_the_merge_of_its_days() {
    dev.assay.dq.profile.ProfileState month = null;
    for (int day = 0; day < 5; day++) {
      dev.assay.dq.profile.ProfileState state =
          dev.assay.dq.profile.ProfileState.fromBytes(
              Profiler.on(keyed().where("a % 5 = " + day)).state().toBytes());
      month = month == null ? state : month.merge(state);
    }
    DatasetProfile merged = month.profile(Instant.EPOCH);
    DatasetProfile whole = Profiler.on(keyed()).state().profile(Instant.EPOCH);
    assertThat(merged.rows()).isEqualTo(5000);
    assertThat(merged.estimatedBytes()).isEqualTo(whole.estimatedBytes());
    assertThat(merged.dependencies()).isEqualTo(whole.dependencies());
    assertThat(merged.partitions().number()).isEqualTo(15);
    for (ColumnProfile column : whole.columns()) {
      ColumnProfile same = merged.column(column.name());
      assertThat(same.distinct()).isEqualTo(column.distinct());
      assertThat(same.categories()).isEqualTo(column.categories());
      assertThat(same.holdout()).isEqualTo(column.holdout());
      assertThat(same.sentinels()).isEqualTo(column.sentinels());
    }
  }

  public record Line(String sku, Integer count, LocalDate day) implements Serializable {}

  public record Order(List<Line> lines, Map<String, Double> prices, List<List<Long>> nested)
      implements Serializable {}

  @Test
  void nested_values_have_the_same_profiles_on_every_path() {
    Order order =
        new Order(
            List.of(
                new Line("A-1", 2, LocalDate.of(2024, 2, 29)),
                new Line("B", null, LocalDate.of(2024, 1, 1))),
            Map.of("net", 1.5),
            List.of(List.of(1L, 2L), List.of()));
    Dataset<Row> data =
        SPARK.sql(
            "SELECT array(named_struct('sku', 'A-1', 'count', 2, 'day', DATE'2024-02-29'),"
                + " named_struct('sku', 'B', 'count', CAST(NULL AS INT), 'day', DATE'2024-01-01'))"
                + " AS lines, map('net', 1.5D) AS prices, array(array(1L, 2L), array()) AS nested");
    Fields<Order> fields = Fields.of(Order.class);
    DatasetProfile local = LocalProfiler.profile(List.of(order), fields);
    RecursiveComparisonConfiguration same = new RecursiveComparisonConfiguration();
    same.registerEqualsForType(Double::equals, Double.class); // NaN equals NaN
    same.ignoreFieldsMatchingRegexes(".*type", "partitions");
    assertThat(Profiler.profile(data)).usingRecursiveComparison(same).isEqualTo(local);
    assertThat(Profiler.profile(SharedSpark.context().parallelize(List.of(order)), fields))
        .usingRecursiveComparison(same)
        .isEqualTo(local);
    assertThat(local.column("lines").parts())
        .extracting(ColumnProfile::name)
        .containsExactly("lines[].sku", "lines[].count", "lines[].day");
    assertThat(local.column("lines").parts().get(2).time().max()).isEqualTo("2024-02-29");
    assertThat(local.column("nested").parts().get(0).parts().get(0).number().sum()).isEqualTo("3");
  }

  /** A whole row of many columns travels as one value, beyond 90 of them another way. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(ints = {8, 100})
  void duplicates_of_wide_rows_are_counted_beside_keys(int columns) {
    String[] selected = new String[columns];
    for (int i = 0; i < columns; i++) {
      selected[i] =
          switch (i % 4) {
            case 0 -> "IF(id % 3 = 0, NULL, cast(id % 7 AS INT)) AS c" + i;
            case 1 -> "id * 0.5D AS c" + i;
            case 2 -> "concat('t', id % 11) AS c" + i;
            default -> "cast(id * 3 AS DECIMAL(20,1)) AS c" + i;
          };
    }
    Dataset<Row> once = SPARK.range(0, 5000, 1, 3).selectExpr(selected);
    // 40 rows twice, ten of these three times
    Dataset<Row> data =
        once.union(once.where("c3 < 120")).union(once.where("c3 < 30")).repartition(3);
    DatasetProfile profile =
        Profiler.on(data).options(ProfileOptions.DEFAULT.withKey("c3").withKey("c2", "c3")).run();
    assertThat(profile.duplicateRows()).isEqualTo(50);
    assertThat(profile.keys())
        .extracting(
            DatasetProfile.CandidateKey::columns,
            DatasetProfile.CandidateKey::rows,
            DatasetProfile.CandidateKey::distinct)
        .containsExactlyInAnyOrder(
            tuple(List.of("c3"), 5050L, 5000L), tuple(List.of("c2", "c3"), 5050L, 5000L));
  }

  @Test
  void duplicates_of_rows_with_structs_are_counted() {
    Dataset<Row> data =
        SPARK.sql(
            "SELECT named_struct('a', x % 2, 'b', named_struct('c', 'y')) AS s FROM"
                + " (SELECT explode(array(1, 2, 3, 4, 5)) AS x)");
    assertThat(Profiler.profile(data).duplicateRows()).isEqualTo(3);
  }

  @Test
  void hostile_values_are_profiled() {
    Dataset<Row> data =
        SPARK.sql(
            "SELECT * FROM VALUES (double('NaN'), 1e308D, CAST(NULL AS STRING),"
                + " CAST('99999999999999999999999999999999999999' AS DECIMAL(38, 0)), 'a'),"
                + " (double('Infinity'), -1e308D, NULL,"
                + " CAST('-99999999999999999999999999999999999999' AS DECIMAL(38, 0)), 'b'),"
                + " (double('-Infinity'), 1e308D, NULL,"
                + " CAST('99999999999999999999999999999999999999' AS DECIMAL(38, 0)), NULL)"
                + " AS t(`a.b`, `c``d`, ` `, `<script>`, `$x`)");
    DatasetProfile profile = Profiler.profile(data);
    assertThat(profile.column("`a.b`").number().nans()).isEqualTo(1);
    assertThat(profile.column("`a.b`").number().infinities()).isEqualTo(2);
    assertThat(profile.column("c`d").number().max()).isEqualByComparingTo("1e308");
    assertThat(
            profile.column("c`d").number().histogram().bins().stream()
                .mapToLong(dev.assay.dq.profile.Histogram.Bin::count)
                .sum())
        .isEqualTo(3);
    assertThat(profile.column(" ").nulls()).isEqualTo(3);
    assertThat(profile.column("<script>").number().sum())
        .isEqualTo("99999999999999999999999999999999999999");
    assertThat(profile.duplicateRows()).isZero();
    assertThat(profile.keys()).contains(new DatasetProfile.CandidateKey(List.of("$x"), 2, 2));
  }
}
