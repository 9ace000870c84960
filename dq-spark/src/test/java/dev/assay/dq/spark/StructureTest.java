package dev.assay.dq.spark;

import static dev.assay.dq.Columns.allOf;
import static dev.assay.dq.Columns.anyColumns;
import static dev.assay.dq.Columns.anyOf;
import static dev.assay.dq.Columns.columnCount;
import static dev.assay.dq.Columns.fileBytes;
import static dev.assay.dq.Columns.fileCount;
import static dev.assay.dq.Columns.forEachColumn;
import static dev.assay.dq.Columns.hasColumn;
import static dev.assay.dq.Columns.hasNoColumn;
import static dev.assay.dq.Columns.hasSameSchemaAs;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.largestFileBytes;
import static dev.assay.dq.Columns.largestPartitionBytes;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.numbers;
import static dev.assay.dq.Columns.partitionCount;
import static dev.assay.dq.Columns.partitionSkew;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.schema;
import static dev.assay.dq.Columns.smallestFileBytes;
import static dev.assay.dq.Columns.smallestPartitionBytes;
import static dev.assay.dq.Columns.sql;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.strings;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.Expression;
import dev.assay.dq.Plan;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.render.HtmlReport;
import dev.assay.dq.render.JsonReport;
import dev.assay.dq.render.MarkdownReport;
import dev.assay.dq.render.TerminalReport;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the columns themselves, worked out by hand. */
@Tag("matrix")
class StructureTest {

  private static final ThreePaths SMALL =
      ThreePaths.of("id int, name string, ok boolean", row(1, "a", true), row(2, null, false));

  private static Dataset<Row> frame(String ddl) {
    return SharedSpark.session().createDataFrame(List.of(), StructType.fromDDL(ddl));
  }

  private static Check check(Iterable<? extends Constraint> constraints) {
    List<Constraint> all = new ArrayList<>();
    constraints.forEach(each -> all.add(each.id(each.sentence())));
    return CheckJson.read(
            CheckJson.write(List.of(Check.error("c").require(all.toArray(Constraint[]::new)))))
        .get(0);
  }

  private static Map<String, String> told(VerificationResult result) {
    Map<String, String> told = new LinkedHashMap<>();
    result
        .constraints()
        .forEach(
            each ->
                told.put(
                    each.sentence(),
                    each.status()
                        + ": "
                        + (each.status() == Status.SKIPPED ? each.note() : each.butWas())));
    return told;
  }

  private static Map<String, String> said(Map<Constraint, String> expected) {
    Map<String, String> all = new LinkedHashMap<>();
    expected.forEach((each, text) -> all.put(each.sentence(), text));
    return all;
  }

  @Test
  void all_paths_judge_columns_and_leave_out_what_is_missing() {
    Map<Constraint, String> expected = new LinkedHashMap<>();
    expected.put(schema("id INT, name STRING, ok BOOLEAN"), "PASS: as declared");
    expected.put(
        schema("name STRING, id INT, ok BOOLEAN"),
        "FAIL: in another order: id stands where name should");
    expected.put(schema("name STRING, id INT, ok BOOLEAN").inAnyOrder(), "PASS: as declared");
    expected.put(
        schema("id BIGINT, name STRING, mail STRING"),
        "FAIL: id is INT, not BIGINT; missing mail STRING; extra ok BOOLEAN");
    expected.put(schema("id INT").allowingMore(), "PASS: as declared");
    expected.put(
        schema("id SMALLINT, name STRING").allowingMore().withWiderTypes(), "PASS: as declared");
    expected.put(
        schema("id BIGINT, name BINARY").allowingMore().withWiderTypes(),
        "FAIL: id is INT, not BIGINT; name is STRING, not BINARY");
    expected.put(hasColumn("id"), "PASS: INT");
    expected.put(hasColumn("id", "INT"), "PASS: INT");
    expected.put(hasColumn("id", "DATE"), "FAIL: id is INT, not DATE");
    expected.put(hasColumn("nam"), "FAIL: column nam does not exist; did you mean name?");
    expected.put(hasColumn("mail", "STRING").ifPresent(), "SKIPPED: column mail is not there");
    expected.put(hasColumn("name", "DATE").ifPresent(), "FAIL: name is STRING, not DATE");
    expected.put(hasNoColumn("mail"), "PASS: not there");
    expected.put(hasNoColumn("ok"), "FAIL: there, as BOOLEAN");
    expected.put(columnCount().isEqualTo(3), "PASS: 3");
    expected.put(columnCount().isAtMost(2), "FAIL: 3");
    expected.put(strings().haveNamesMatching("[a-z]+"), "PASS: the only one");
    expected.put(
        anyColumns().haveNamesMatching("na"),
        "FAIL: id does not match; name does not match; ok does not match");
    expected.put(anyColumns().matching("^o").haveType("BOOLEAN"), "PASS: the only one");
    expected.put(
        numbers().named("name").haveType("INT"),
        "ERROR: not evaluated: the selector matches no column, so nothing would be checked: correct"
            + " the selector or remove the constraint");
    expected.put(
        strings().haveNamesMatching("["),
        "ERROR: not evaluated: /[/ is not a Java regular expression: Unclosed character class near"
            + " position 0");
    // what names a column that is missing, of every kind
    String gone = "SKIPPED: column mail is not there";
    expected.put(string("mail").isComplete().ifPresent(), gone);
    expected.put(string("name").isComplete().where(string("mail").isNull()).ifPresent(), gone);
    expected.put(number("mail").mean().isAtLeast(1).ifPresent(), gone);
    expected.put(key("id", "mail").isUnique().ifPresent(), gone);
    expected.put(number("id").sum().per("mail").isAtLeast(1).ifPresent(), gone);
    expected.put(
        allOf(
                rowCount().isEqualTo(2),
                anyOf(string("mail").isUnique(), number("id").mean().isAtLeast(1)))
            .ifPresent(),
        gone);
    expected.put(
        hasColumn("mail").implies(string("mail").isUnique().ifPresent()),
        "PASS: ✗ there is a column mail: column mail does not exist; did you mean one of id, name,"
            + " ok?; ? key (mail) is unique, if present: no value: column mail is not there");
    Constraint skipped = string("mail").isComplete().ifPresent();
    String unique = "? mail is complete, if present: no value: column mail is not there";
    expected.put(
        allOf(skipped, rowCount().isEqualTo(2)),
        "PASS: " + unique + "; ✓ number of rows is equal to 2: 2");
    expected.put(
        anyOf(skipped, rowCount().isEqualTo(3)),
        "FAIL: " + unique + "; ✗ number of rows is equal to 3: 2");
    expected.put(skipped.not(), "SKIPPED: what it needs is left out");
    expected.put(rowCount().isEqualTo(2).implies(skipped), "SKIPPED: what it needs is left out");
    expected.put(string("name").isComplete().ifPresent(), "FAIL: 50% (1 of 2 rows violate)");
    expected.put(
        string("name").isComplete().forAtLeast(0.5).ifPresent(), "PASS: 50% (1 of 2 rows violate)");
    expected.put(
        number("name").isPositive().ifPresent(),
        "ERROR: not evaluated: column name is string in the data, but the check says number: declare"
            + " the column as what it is, or cast it in the dataset");
    SMALL
        .verify(check(expected.keySet()))
        .forEach(
            (path, result) -> {
              assertThat(told(result)).as(path).containsExactlyEntriesOf(said(expected));
              ConstraintResult first = result.constraints().get(0);
              assertThat(first.columns()).as(path).containsExactly("id", "name", "ok");
              assertThat(first.pass()).as(path).isNull();
            });
  }

  @Test
  void a_schema_that_is_left_out_fails_nothing_and_takes_no_job() {
    Check check =
        Check.error("c")
            .require(
                schema("id INT, name STRING, ok BOOLEAN"),
                hasColumn("id"),
                string("mail").isComplete().ifPresent(),
                forEachColumn(strings().named("mail", "phone"), Expression::isComplete)
                    .ifPresent());
    SMALL
        .verify(check)
        .forEach(
            (path, result) -> {
              assertThat(result.passed()).as(path).isTrue();
              assertThat(result.constraints())
                  .as(path)
                  .extracting(ConstraintResult::status)
                  .containsExactly(
                      Status.PASS, Status.PASS, Status.SKIPPED, Status.SKIPPED, Status.SKIPPED);
            });
    Dataset<Row> empty = frame("id INT, name STRING, ok BOOLEAN");
    Plan plan = DataQuality.plan(empty, check);
    assertThat(plan.cost().jobs()).isZero();
    assertThat(plan.explain())
        .contains("From the schema, without a job: 2 constraints")
        .contains("Skipped: [c] mail is complete, if present: column mail is not there");
    VerificationResult result = DataQuality.verify(empty, check);
    assertThat(result.passed()).isTrue();
    VerificationResult failing =
        DataQuality.verify(empty, Check.error("d").require(schema("id BIGINT").allowingMore()));
    assertThatThrownBy(failing::throwOnError)
        .hasMessage(
            """
            Check [d] failed: 1 of 1 constraint (ERROR)
              ✗ schema is id BIGINT (allowing more)
                expected: id BIGINT (allowing more)
                but was : id is INT, not BIGINT\
            """);
    for (VerificationResult each : List.of(result, failing)) {
      boolean fails = each.constraints().size() == 1;
      assertThat(TerminalReport.plain().render(each)).contains(fails ? "not BIGINT" : "not there");
      assertThat(MarkdownReport.render(each)).contains(fails ? "not BIGINT" : "not there");
      assertThat(JsonReport.render(each)).contains(fails ? "not BIGINT" : "SKIPPED");
      assertThat(HtmlReport.of(each).render()).contains(fails ? "not BIGINT" : "not there");
    }
  }

  @Test
  void a_dataset_says_what_is_nested_and_what_is_never_null() {
    Dataset<Row> nested =
        frame(
            "id BIGINT NOT NULL, `a.b` STRING, Price DECIMAL(12,2), tags ARRAY<STRING>,"
                + " m MAP<STRING, INT>, s STRUCT<x: INT NOT NULL, y: STRUCT<z: DATE>>");
    Map<Constraint, String> expected = new LinkedHashMap<>();
    String all =
        "id BIGINT NOT NULL, `a.b` STRING, price DECIMAL(12,2) COMMENT 'net', tags ARRAY<STRING>,"
            + " m MAP<STRING, INT>, s STRUCT<x: INT NOT NULL, y: STRUCT<z: DATE>>";
    expected.put(schema(all), "PASS: as declared");
    expected.put(
        schema(all.replace("12,2", "10,2").replace("z: DATE", "z: STRING, w: INT")).allowingMore(),
        "FAIL: Price is DECIMAL(12,2), not DECIMAL(10,2); s.y.z is DATE, not STRING; missing s.y.w"
            + " INT");
    expected.put(
        schema(all.replace("12,2", "10,2").replace("x: INT", "x: SMALLINT")).withWiderTypes(),
        "PASS: as declared");
    expected.put(
        schema("`a.b` STRING NOT NULL, s STRUCT<y: STRUCT<z: DATE NOT NULL>>").allowingMore(),
        "FAIL: `a.b` may be null; s.y.z may be null");
    expected.put(
        schema("tags ARRAY<INT>, m MAP<INT, INT>").allowingMore(),
        "FAIL: in another order: m stands where tags should");
    expected.put(hasColumn("s.y.z", "DATE"), "PASS: DATE");
    expected.put(hasColumn("s.x", "INT NOT NULL"), "PASS: INT");
    expected.put(hasColumn("s.y.z", "DATE NOT NULL"), "FAIL: s.y.z may be null");
    expected.put(hasColumn("S.Y"), "PASS: STRUCT<z: DATE>");
    expected.put(hasNoColumn("s.y.w"), "PASS: not there");
    expected.put(hasColumn("`a.b`"), "PASS: STRING");
    expected.put(
        anyColumns().areNotNullable(),
        "FAIL: `a.b` may be null; Price may be null; tags may be null; m may be null; s may be null");
    expected.put(numbers().named("id").haveType("BIGINT NOT NULL"), "PASS: the only one");
    expected.put(string("s.y.q").isComplete().ifPresent(), "SKIPPED: column s.y.q is not there");
    expected.remove(schema("tags ARRAY<INT>, m MAP<INT, INT>").allowingMore());
    expected.put(
        schema("tags ARRAY<INT>, m MAP<INT, INT>").allowingMore(),
        "FAIL: tags.element is STRING, not INT; m.key is STRING, not INT");
    assertThat(told(DataQuality.verify(nested, check(expected.keySet()))))
        .containsExactlyEntriesOf(said(expected));
    // two columns of one name but for case
    Dataset<Row> twice = SharedSpark.session().sql("SELECT 1 AS id, 2 AS ID, 3 AS x WHERE false");
    Map<Constraint, String> ambiguous = new HashMap<>();
    ambiguous.put(schema("id INT").allowingMore(), "FAIL: id is there 2 times (id, ID)");
    ambiguous.put(
        hasNoColumn("id"),
        "ERROR: not evaluated: column id is ambiguous: the dataset has 2 columns of that name (id,"
            + " ID); rename or drop all but one");
    ambiguous.put(hasColumn("x").as("x"), "PASS: INT");
    ambiguous.put(columnCount().isEqualTo(3), "PASS: 3");
    assertThat(told(DataQuality.verify(twice, check(ambiguous.keySet()))))
        .containsExactlyInAnyOrderEntriesOf(said(ambiguous));
    Dataset<Row> none = SharedSpark.session().emptyDataFrame();
    Map<Constraint, String> nothing = new HashMap<>();
    nothing.put(schema("id INT"), "FAIL: missing id INT");
    nothing.put(columnCount().isEqualTo(0), "PASS: 0");
    nothing.put(hasNoColumn("id"), "PASS: not there");
    assertThat(told(DataQuality.verify(none, check(nothing.keySet()))))
        .containsExactlyInAnyOrderEntriesOf(said(nothing));
  }

  /** Against what the file system says, of folders whose names Spark writes otherwise. */
  @Test
  void files_are_counted_and_measured_without_a_job(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("a b%20c");
    SharedSpark.session()
        .range(0, 1000, 1, 3)
        .selectExpr("id", "IF(id < 900, 'x', 'y/z é') AS part")
        .write()
        .partitionBy("part")
        .parquet(data.toString());
    List<Path> files;
    try (Stream<Path> all = Files.walk(data)) {
      files = all.filter(each -> each.getFileName().toString().startsWith("part-")).toList();
    }
    List<Long> sizes = files.stream().map(each -> each.toFile().length()).toList();
    assertThat(sizes).hasSize(4); // the values of the last one are in one of three tasks
    Map<Constraint, String> expected = new LinkedHashMap<>();
    expected.put(fileCount().isEqualTo(4), "PASS: 4");
    expected.put(
        fileBytes().isBetween(1, 10),
        "FAIL: " + grouped(sizes.stream().mapToLong(Long::longValue).sum()));
    expected.put(largestFileBytes().isAtMost(2), "FAIL: " + grouped(Collections.max(sizes)));
    expected.put(smallestFileBytes().isAtMost(3), "FAIL: " + grouped(Collections.min(sizes)));
    expected.put(
        anyOf(fileCount().isAtMost(3), hasNoColumn("gone")),
        "PASS: ✗ number of files is at most 3: 4; ✓ there is no column gone: not there");
    Dataset<Row> read = SharedSpark.session().read().parquet(data.toString());
    DatasetVerification run =
        DataQuality.on(read.where("part = 'x'")).check(check(expected.keySet()));
    assertThat(run.plan().cost().jobs()).isZero();
    assertThat(told(run.run())).containsExactlyEntriesOf(said(expected));
    // a file that is gone since
    Files.delete(files.get(0));
    assertThat(told(DataQuality.verify(read, check(expected.keySet()))))
        .containsEntry("number of files is equal to 4", "PASS: 4")
        .extractingByKey("size of all files in bytes is between 1 and 10")
        .asString()
        .startsWith("ERROR: not evaluated: the sizes of its files are not known: ")
        .endsWith(" is not there any more: read the Dataset anew");
  }

  /** Against folders that are walked and added up here. */
  @Test
  void partitions_are_the_folders_named_by_columns(@TempDir Path folder) throws Exception {
    SparkSession session = SharedSpark.session();
    Path data = folder.resolve("stage=1").resolve("a b%20=c").resolve("t");
    session
        .range(0, 2000, 1, 3)
        .selectExpr(
            "id",
            "IF(id < 1900, DATE'2024-01-01', DATE'2024-01-02') AS day",
            "CASE WHEN id < 1850 THEN 'x=1/ é%' WHEN id % 2 = 0 THEN 'DE' END AS country")
        .write()
        .partitionBy("day", "country")
        .parquet(data.toString());
    Map<Path, Long> sizes = new HashMap<>();
    int files = 0;
    try (Stream<Path> all = Files.walk(data)) {
      for (Path each : all.filter(f -> f.getFileName().toString().startsWith("part-")).toList()) {
        sizes.merge(each.getParent(), Files.size(each), Long::sum);
        files++;
      }
    }
    assertThat(sizes.keySet())
        .extracting(each -> data.relativize(each).toString())
        .containsExactlyInAnyOrder(
            "day=2024-01-01/country=x%3D1%2F é%25",
            "day=2024-01-01/country=DE",
            "day=2024-01-01/country=__HIVE_DEFAULT_PARTITION__",
            "day=2024-01-02/country=DE",
            "day=2024-01-02/country=__HIVE_DEFAULT_PARTITION__");
    assertThat(files).isGreaterThan(5);
    long largest = Collections.max(sizes.values());
    long sum = sizes.values().stream().mapToLong(Long::longValue).sum();
    double skew = 5.0 * largest / sum;
    assertThat(skew).isBetween(1.5, 4.9);
    Map<Constraint, String> expected = new LinkedHashMap<>();
    expected.put(partitionCount().isEqualTo(5), "PASS: 5");
    expected.put(largestPartitionBytes().isAtMost(2), "FAIL: " + grouped(largest));
    expected.put(
        smallestPartitionBytes().isAtMost(3), "FAIL: " + grouped(Collections.min(sizes.values())));
    expected.put(
        anyOf(partitionCount().isAtMost(3), fileCount().isEqualTo(files)),
        "PASS: ✗ number of partitions is at most 3: 5; ✓ number of files is equal to "
            + files
            + ": "
            + files);
    Dataset<Row> read = session.read().parquet(data.toString());
    // a filter changes nothing
    DatasetVerification run =
        DataQuality.on(read.where("country = 'DE'")).check(check(expected.keySet()));
    assertThat(run.plan().cost().jobs()).isZero();
    assertThat(told(run.run())).containsExactlyEntriesOf(said(expected));
    ConstraintResult judged =
        DataQuality.verify(read, check(List.of(partitionSkew().isCloseTo(skew, 1e-9))))
            .constraints()
            .get(0);
    assertThat(judged.status()).as("%s", judged.butWas()).isEqualTo(Status.PASS);
    // folders of two tables are different ones; one of them alone is one partition
    String one = data.resolve("day=2024-01-02/country=DE").toString();
    assertThat(told(DataQuality.verify(session.read().parquet(one), partitions(1))))
        .containsValue("PASS: 1");
    session.read().parquet(one).write().parquet(folder.resolve("u/country=DE").toString());
    Dataset<Row> both = read.select("id").union(session.read().parquet(folder + "/u").select("id"));
    assertThat(told(DataQuality.verify(both, partitions(6)))).containsValue("PASS: 6");
  }

  private static Check partitions(int number) {
    return check(List.of(partitionCount().isEqualTo(number)));
  }

  /** Files of text, of lengths that are chosen. */
  @Test
  void skew_is_the_largest_partition_in_means(@TempDir Path folder) throws Exception {
    write(folder.resolve("t/k=a/1"), 700);
    write(folder.resolve("t/k=a/2"), 100);
    write(folder.resolve("t/k=b/1"), 150);
    write(folder.resolve("t/k=c/1"), 50);
    Map<Constraint, String> expected = new LinkedHashMap<>();
    expected.put(partitionSkew().isEqualTo(2.4), "PASS: 2.4"); // 800 of a mean of 1000 / 3
    expected.put(partitionSkew().isAtMost(2.3), "FAIL: 2.4");
    expected.put(largestPartitionBytes().isEqualTo(800), "PASS: 800");
    expected.put(smallestPartitionBytes().isEqualTo(50), "PASS: 50");
    expected.put(largestFileBytes().isEqualTo(700), "PASS: 700");
    assertThat(told(DataQuality.verify(text(folder.resolve("t")), check(expected.keySet()))))
        .containsExactlyEntriesOf(said(expected));
    Map<Constraint, String> empty = new LinkedHashMap<>();
    empty.put(partitionCount().isEqualTo(2), "PASS: 2");
    empty.put(largestPartitionBytes().isEqualTo(0), "PASS: 0");
    empty.put(
        partitionSkew().isAtMost(2),
        "ERROR: not evaluated: all partitions are empty, so that none is larger than the mean");
    write(folder.resolve("e/k=a/1"), 0);
    write(folder.resolve("e/k=b/1"), 0);
    assertThat(told(DataQuality.verify(text(folder.resolve("e")), check(empty.keySet()))))
        .containsExactlyEntriesOf(said(empty));
    // what lies above a table, or is named otherwise, is no partition of it
    write(folder.resolve("k=a/n/1"), 10);
    assertThat(told(DataQuality.verify(text(folder.resolve("k=a/n")), partitions(0))))
        .containsValue("PASS: 0");
    assertThatThrownBy(() -> partitionSkew().isAtMost(0.5))
        .hasMessage("partitionSkew is never less than 1, so it can never be at most 0.5");
    assertThatThrownBy(() -> fileCount().isAtLeast(-1))
        .hasMessage("fileCount is never negative, so it is always at least -1");
  }

  private static void write(Path file, int bytes) throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x".repeat(bytes));
  }

  private static Dataset<Row> text(Path folder) {
    return SharedSpark.session().read().text(folder.toString());
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  @Test
  void where_there_are_no_files_none_is_counted_and_those_of_records_are_not_known() {
    Map<Constraint, String> none = new LinkedHashMap<>();
    none.put(fileCount().isAtMost(10), "PASS: 0");
    none.put(fileCount().isAtLeast(1), "FAIL: 0");
    none.put(fileBytes().isEqualTo(0), "PASS: 0");
    String problem =
        "ERROR: not evaluated: the Dataset reads no files, so that none is the largest or smallest";
    none.put(largestFileBytes().isAtMost(1), problem);
    none.put(smallestFileBytes().isAtLeast(1), problem);
    none.put(partitionCount().isEqualTo(0), "PASS: 0");
    String partition =
        "ERROR: not evaluated: the Dataset reads no file in a folder such as day=2024-01-01, so that"
            + " there is no partition";
    none.put(largestPartitionBytes().isAtMost(1), partition);
    none.put(smallestPartitionBytes().isAtLeast(1), partition);
    none.put(partitionSkew().isAtMost(2), partition);
    assertThat(told(DataQuality.verify(SMALL.frame(), check(none.keySet()))))
        .containsExactlyEntriesOf(said(none));
    Check check =
        check(
            List.of(
                fileCount().isAtMost(1), partitionSkew().isAtMost(2), columnCount().isEqualTo(3)));
    for (VerificationResult each :
        List.of(SMALL.onRdd().check(check).run(), SMALL.onList().check(check).run())) {
      assertThat(told(each))
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "number of files is at most 1",
                  "ERROR: not evaluated: the files of records are not known: ask it of a Dataset",
                  "size of the largest partition divided by the mean is at most 2",
                  "ERROR: not evaluated: the files of records are not known: ask it of a Dataset",
                  "number of columns is equal to 3",
                  "PASS: 3"));
    }
  }

  @Test
  void the_columns_are_those_of_another_dataset() {
    Map<Constraint, String> expected = new LinkedHashMap<>();
    expected.put(hasSameSchemaAs("same"), "PASS: as declared");
    expected.put(hasSameSchemaAs("turned"), "FAIL: in another order: id stands where name should");
    expected.put(hasSameSchemaAs("turned").inAnyOrder(), "PASS: as declared");
    expected.put(
        hasSameSchemaAs("other"),
        "FAIL: id is INT, not DOUBLE; missing mail STRING; extra name STRING; extra ok BOOLEAN");
    expected.put(hasSameSchemaAs("less").allowingMore(), "FAIL: id is INT, not FLOAT");
    expected.put(
        hasSameSchemaAs("absent"),
        "ERROR: not evaluated: the run knows no dataset of the name absent: give it with"
            + " .with(\"absent\", …)");
    expected.put(
        anyOf(hasSameSchemaAs("other"), hasSameSchemaAs("same")),
        "PASS: ✗ schema is that of other: id is INT, not DOUBLE; missing mail STRING; extra name"
            + " STRING; extra ok BOOLEAN; ✓ schema is that of same: as declared");
    SMALL
        .beside(
            Map.of(
                "same", ThreePaths.of("id int, name string, ok boolean"),
                "turned", ThreePaths.of("name string, id int, ok boolean", row("a", 1, true)),
                "other", ThreePaths.of("id double, mail string"),
                "less", ThreePaths.of("id float")),
            1,
            check(expected.keySet()))
        .forEach(
            (path, result) ->
                assertThat(told(result)).as(path).containsExactlyEntriesOf(said(expected)));
    // what is inside counts, whether it may be null does not; no job is started
    Dataset<Row> nested = frame("s STRUCT<x: INT NOT NULL, y: ARRAY<STRING>> NOT NULL, i BIGINT");
    Map<Constraint, String> inside = new LinkedHashMap<>();
    inside.put(hasSameSchemaAs("nullable"), "PASS: as declared");
    inside.put(hasSameSchemaAs("narrow").withWiderTypes(), "PASS: as declared");
    inside.put(hasSameSchemaAs("narrow"), "FAIL: s.x is INT, not SMALLINT; i is BIGINT, not INT");
    inside.put(hasSameSchemaAs("deep"), "FAIL: s.y.element is STRING, not INT; extra i BIGINT");
    DatasetVerification run =
        DataQuality.on(nested)
            .with("nullable", frame("s STRUCT<x: INT, y: ARRAY<STRING>>, i BIGINT"))
            .with("narrow", frame("s STRUCT<x: SMALLINT, y: ARRAY<STRING>>, i INT"))
            .with("deep", frame("s STRUCT<x: INT, y: ARRAY<INT>>"))
            .check(check(inside.keySet()));
    assertThat(run.plan().cost().jobs()).isZero();
    assertThat(told(run.run())).containsExactlyEntriesOf(said(inside));
    assertThat(
            told(
                LocalDataQuality.on(List.of(), Fields.ofMap(Map.of("a", Integer.class)))
                    .with("open", List.of(), Fields.ofMaps())
                    .check(Check.error("c").require(hasSameSchemaAs("open")))
                    .run()))
        .containsValue(
            "ERROR: not evaluated: nothing is declared of open: give its columns with types");
  }

  @Test
  void records_say_what_they_do_not_know() {
    Fields<Map<String, ?>> open = Fields.ofMaps();
    Fields<Map<String, ?>> some = Fields.ofMap(Map.of("price", java.math.BigDecimal.class));
    Check check =
        Check.error("c")
            .require(
                hasColumn("id"),
                schema("price DECIMAL(10,2)"),
                hasColumn("price", "DECIMAL(10,2) NOT NULL"));
    assertThat(LocalDataQuality.verify(List.of(Map.of()), open, check).constraints())
        .allSatisfy(
            each ->
                assertThat(each.butWas())
                    .isEqualTo(
                        "not evaluated: nothing is declared of the records: give their columns with"
                            + " types"));
    assertThat(told(LocalDataQuality.verify(List.of(), some, check)).values())
        .containsExactly(
            "FAIL: column id does not exist; did you mean one of price?",
            "ERROR: not evaluated: how many digits price has is not known of records: say it with"
                + " hasPrecisionAtMost(…) and hasScaleAtMost(…)",
            "ERROR: not evaluated: whether price may be null is not known of records: leave NOT NULL"
                + " out, and say isComplete() of the column");
  }

  @Test
  void what_is_no_schema_is_refused_with_its_place() {
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put("id", "The schema has no type at character 3, after \"id\", where it ends: ");
    wrong.put("id INTT", "The schema has INTT, which is none of STRING, BOOLEAN, ");
    wrong.put("id INT name STRING", "The schema has more than columns with their types at char");
    wrong.put("id INT, id INT", "The schema has the second column id at character 9, after ");
    wrong.put("id DECIMAL(40,2)", "The schema has a decimal of 40 digits, 2 of them behind the ");
    wrong.put("id DECIMAL(4,5)", "The schema has a decimal of 4 digits, 5 of them behind the ");
    wrong.put("a ARRAY<INT", "The schema has no > at character 12, after \"a ARRAY<INT\", where");
    wrong.put("a INT NOT", "The schema has no NULL behind NOT at character 10, after ");
    wrong.put("`a INT", "The schema has a backtick that is not closed at character 1, after \"\"");
    wrong.put("a INT COMMENT 'x", "The schema has a comment that is not closed at character 17");
    wrong.put("a INT,", "The schema has something else than the name of a column at character 7");
    wrong.put("a " + "ARRAY<".repeat(60), "The schema has types nested more than 50 deep at char");
    wrong.forEach(
        (text, message) ->
            assertThatThrownBy(() -> schema(text))
                .as(text)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message));
    assertThatThrownBy(() -> schema("a INT").ifPresent())
        .hasMessage(
            "ifPresent() is for what is about certain columns, or for hasColumn(…) with a type");
    assertThatThrownBy(() -> hasColumn("a").inAnyOrder())
        .hasMessage(
            "This is for schema(\"…\") and hasSameSchemaAs(\"…\"), and not for: there is a column a");
    assertThat(schema("a integer, `b``.c` dec(4) not null,\n  s struct<x:string comment \"it's\">"))
        .isEqualTo(schema("a INT, `b``.c` DECIMAL(4,0) NOT NULL, s STRUCT<x: STRING>"));
    assertThat(schema("a INT").sentence()).isEqualTo("schema is a INT");
    assertThat(sql("x > 1").ifPresent().sentence()).endsWith(", if present");
  }
}
