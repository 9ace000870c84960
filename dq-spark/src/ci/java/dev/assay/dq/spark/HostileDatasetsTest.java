package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.hasSameRowsAs;
import static dev.assay.dq.Columns.hasSameSchemaAs;
import static dev.assay.dq.Columns.in;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.interval;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.timestamp;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.OtherRows;
import dev.assay.dq.Requirement;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.VerificationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Datasets nobody hoped for, and every kind of constraint that groups, looks up, compares or orders
 * rows: the same verdicts and messages on all paths, worked out by hand.
 */
@Tag("slow")
class HostileDatasetsTest {

  private static final NumericColumn V = integer("v");
  private static final NumericColumn I = integer("i");

  private static final String DDL = "i int, k string, v int";

  /** Keys a, a, b and none. */
  private static final ThreePaths SOME =
      ThreePaths.of(DDL, row(1, "a", 5), row(2, "a", 4), row(3, "b", 7), row(4, null, 9));

  private static final ThreePaths NONE = ThreePaths.of(DDL);

  /** Of what cannot be read; each path says in its words when it was read. */
  private static final String FAILS = "fails";

  private static String told(ConstraintResult each) {
    return each.status()
        + ": "
        + each.butWas()
        + (each.note() == null || each.actual() == null ? "" : " | " + each.note())
        + (each.samples().isEmpty() || showsRows(each) ? "" : " " + each.samples());
  }

  /** Whether its samples are rows, of which an RDD shows others first. */
  private static boolean showsRows(ConstraintResult each) {
    return each.actual() instanceof MetricValue.Ratio || !each.parts().isEmpty();
  }

  private static void tell(
      Map<String, VerificationResult> results, Map<Requirement, String> expected) {
    results.forEach(
        (path, result) -> {
          Map<String, String> told = new LinkedHashMap<>();
          result.constraints().forEach(each -> told.put(each.sentence(), told(each)));
          Map<String, String> all = new LinkedHashMap<>();
          expected.forEach((each, text) -> all.put(each.toConstraint().sentence(), text));
          assertThat(told).as(path).hasSameSizeAs(all);
          all.forEach(
              (each, text) -> {
                if (text.equals(FAILS)) {
                  assertThat(told.get(each))
                      .as(path + ": " + each)
                      .startsWith("ERROR: ")
                      .contains("java.lang.IllegalStateException: no such disk");
                } else {
                  assertThat(told.get(each)).as(path + ": " + each).isEqualTo(text);
                }
              });
        });
  }

  private static void tell(
      ThreePaths data, Map<String, ThreePaths> others, Map<Requirement, String> expected) {
    tell(data.beside(others, 2, check(expected)), expected);
  }

  private static Check check(Map<Requirement, String> expected) {
    return Check.error("c")
        .require(
            expected.keySet().stream()
                .map(Requirement::toConstraint)
                .map(each -> each.id(each.sentence()))
                .toList());
  }

  private static OtherRows of(String dataset) {
    return in(dataset).on("k");
  }

  @Test
  void no_rows_there() {
    Map<Requirement, String> there = new LinkedHashMap<>();
    there.put(
        rowCount().per("k").isAtLeast(1).everyGroupOf("none"),
        "PASS: 100% (0 of 2 groups violate) | 1 row is in no group, where the key is null");
    there.put(key("k").existsIn("none"), "FAIL: 25% (3 of 4 rows violate)");
    there.put(key("k").existsIn("none").failingOnNull(), "FAIL: 0% (4 of 4 rows violate)");
    there.put(key("k").isAbsentFrom("none"), "PASS: 100% (0 of 4 rows violate)");
    there.put(key("k").existsIn("none").treatingNullsAsEqual(), "FAIL: 0% (4 of 4 rows violate)");
    there.put(of("none").rowCount().isEqualTo(0), "PASS: 100% (0 of 4 rows violate)");
    there.put(of("none").of(V.sum()).isNull(), "PASS: 100% (0 of 4 rows violate)");
    there.put(V.isEqualTo(of("none").of(V.sum())), "PASS: 100% (0 of 4 rows violate)");
    there.put(rowCount().isEqualTo(in("none").rowCount()), "FAIL: 4");
    there.put(
        V.sum().isEqualTo(in("none").of(V.sum())), "NOT_EVALUATED: 25 | the dataset none is empty");
    there.put(
        key("k").hasSameValuesAs("none"),
        "FAIL: ✗ k exists in none.k: 25% (3 of 4 rows violate); ✗ distinct count of key (k) "
            + "is equal to distinct count of key (k) in none: 2");
    there.put(
        hasSameRowsAs("none"),
        "FAIL: 4 of 4 rows differ: 4 extra [{i=1, k=\"a\", v=5, rows=1, rows in none=0}, "
            + "{i=2, k=\"a\", v=4, rows=1, rows in none=0}]");
    there.put(
        hasSameRowsAs("none").on("k"),
        "FAIL: 3 of 3 keys differ: 2 extra, 1 not unique [{k=null, rows=1, rows in none=0}, "
            + "{k=\"a\", rows=2, rows in none=0}]");
    there.put(
        V.orderedBy(I).per("k").neverDecreases().where(key("k").existsIn("none")),
        "NOT_EVALUATED: no value: no row is in scope");
    there.put(
        V.orderedBy(I).per("k").neverDecreases().where(key("k").isAbsentFrom("none")),
        "FAIL: 0% (1 of 1 row violates) [{k=\"a\", previous i=1, previous v=5, i=2, v=4}]");
    tell(SOME, Map.of("none", NONE), there);
  }

  @Test
  void no_rows_here() {
    Map<Requirement, String> here = new LinkedHashMap<>();
    here.put(V.sum().per("k").isAtLeast(1), "NOT_EVALUATED: no value: the dataset is empty");
    here.put(V.median().per("k").isAtLeast(1), "NOT_EVALUATED: no value: the dataset is empty");
    here.put(
        rowCount().per("k").isAtLeast(1).everyGroupOf("some"),
        "FAIL: 0% (2 of 2 groups violate) | missing: {\"a\", \"b\"}");
    here.put(
        rowCount().per("k").isAtLeast(1).everyGroupOf("none"),
        "NOT_EVALUATED: no value: the dataset is empty");
    here.put(key("k").existsIn("some"), "NOT_EVALUATED: no value: the dataset is empty");
    here.put(key("k").existsIn("none"), "NOT_EVALUATED: no value: the dataset is empty");
    here.put(of("some").rowCount().isEqualTo(1), "NOT_EVALUATED: no value: the dataset is empty");
    here.put(of("none").rowCount().isEqualTo(1), "NOT_EVALUATED: no value: the dataset is empty");
    here.put(rowCount().isEqualTo(in("some").rowCount()), "FAIL: 0");
    here.put(rowCount().isEqualTo(in("none").rowCount()), "PASS: 0");
    here.put(
        V.sum().isEqualTo(in("some").of(V.sum())), "NOT_EVALUATED: no value: the dataset is empty");
    here.put(
        hasSameRowsAs("some"),
        "FAIL: 4 of 4 rows differ: 4 missing [{i=1, k=\"a\", v=5, rows=0, rows in some=1}, "
            + "{i=2, k=\"a\", v=4, rows=0, rows in some=1}]");
    here.put(hasSameRowsAs("none"), "NOT_EVALUATED: no value: the dataset is empty");
    here.put(
        V.orderedBy(I).per("k").neverDecreases(), "NOT_EVALUATED: no value: the dataset is empty");
    here.put(I.per("k").hasNoHoles(), "NOT_EVALUATED: no value: the dataset is empty");
    tell(NONE, Map.of("none", NONE, "some", SOME), here);
  }

  @Test
  void keys_that_are_null() {
    ThreePaths nulls = ThreePaths.of(DDL, row(1, null, 5), row(2, null, 4), row(3, null, null));
    Map<Requirement, String> only = new LinkedHashMap<>();
    only.put(
        V.sum().per("k").isAtLeast(1),
        "NOT_EVALUATED: no value: there is no group: no row has a complete key");
    only.put(
        V.median().per("k").isAtLeast(1),
        "NOT_EVALUATED: no value: there is no group: no row has a complete key");
    only.put(
        rowCount().per("k").isAtLeast(1).everyGroupOf("some"),
        "FAIL: 0% (2 of 2 groups violate) | missing: {\"a\", \"b\"}; 3 rows are in no group, "
            + "where the key is null");
    only.put(key("k").existsIn("some"), "PASS: 100% (0 of 3 rows violate)");
    only.put(key("k").existsIn("some").failingOnNull(), "FAIL: 0% (3 of 3 rows violate)");
    only.put(key("k").existsIn("some").treatingNullsAsEqual(), "PASS: 100% (0 of 3 rows violate)");
    only.put(key("k").isAbsentFrom("some"), "PASS: 100% (0 of 3 rows violate)");
    only.put(of("some").rowCount().isEqualTo(1), "PASS: 100% (0 of 3 rows violate)");
    only.put(of("some").of(V.sum()).isNull(), "PASS: 100% (0 of 3 rows violate)");
    only.put(
        key("k").hasSameValuesAs("some"),
        "FAIL: ✓ k exists in some.k: 100% (0 of 3 rows violate); ✗ distinct count of key (k) "
            + "is equal to distinct count of key (k) in some: 0");
    only.put(
        hasSameRowsAs("some"),
        "FAIL: 7 of 7 rows differ: 4 missing, 3 extra [{i=1, k=null, v=5, rows=1, rows in "
            + "some=0}, {i=1, k=\"a\", v=5, rows=0, rows in some=1}]");
    only.put(
        hasSameRowsAs("some").on("k"),
        "FAIL: 3 of 3 keys differ: 1 missing, 2 not unique [{k=null, rows=3, rows in "
            + "some=1}, {k=\"a\", rows=0, rows in some=2}]");
    only.put(
        V.orderedBy(I).per("k").neverDecreases(),
        "NOT_EVALUATED: no value: no row has all of its key, its order and its values");
    tell(nulls, Map.of("some", SOME), only);
  }

  /** 1,980 rows of 2,000 have one key, and each of the others has one of its own. */
  @Test
  void one_key_has_nearly_all_rows() {
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      rows.add(
          row(
              i,
              i % 100 == 0 ? "k" + i : "big",
              i == 777 ? 0 : i,
              "a",
              Instant.EPOCH.plusSeconds(i),
              i == 1001 ? 1004 : i + 1));
    }
    ThreePaths data = new ThreePaths("i int, k string, v int, s string, t timestamp, e int", rows);
    List<Object[]> others = new ArrayList<>();
    for (int i = 0; i < 2_000; i += 100) {
      others.add(row("k" + i, i));
    }
    ThreePaths small = new ThreePaths("k string, v int", others);
    Map<Requirement, String> expected = new LinkedHashMap<>();
    // of 21 groups the large one violates: its sum is 1,999,000 - 19,000 - 777, and 999 its median
    expected.put(
        rowCount().per("k").isAtMost(1),
        "FAIL: 95.24% (1 of 21 groups violates) [{k=\"big\", number of rows=1980}]");
    expected.put(
        V.sum().per("k").isAtMost(1_979_222),
        "FAIL: 95.24% (1 of 21 groups violates) [{k=\"big\", sum of v=1979223}]");
    expected.put(
        V.median().per("k").isAtMost(998).allowingViolations(11),
        "PASS: 47.62% (11 of 21 groups violate)");
    expected.put(
        V.distinctCount().per("k").isAtMost(1_979),
        "FAIL: 95.24% (1 of 21 groups violates) [{k=\"big\", distinct count of key (v)=1980}]");
    expected.put(
        rowCount().per("k").isAtMost(1).everyGroupOf("small"),
        "FAIL: 95.24% (1 of 21 groups violates) [{k=\"big\", number of rows=1980}]");
    expected.put(key("k").existsIn("small"), "FAIL: 1% (1,980 of 2,000 rows violate)");
    expected.put(
        key("k").existsIn("small").or(V.isLessThan(0)), "FAIL: 1% (1,980 of 2,000 rows violate)");
    expected.put(key("k").existsIn("itself"), "PASS: 100% (0 of 2,000 rows violate)");
    expected.put(of("itself").rowCount().isAtMost(1), "FAIL: 1% (1,980 of 2,000 rows violate)");
    expected.put(V.isEqualTo(of("itself").of(V.sum())), "FAIL: 1% (1,980 of 2,000 rows violate)");
    expected.put(of("small").rowCount().isEqualTo(1), "FAIL: 1% (1,980 of 2,000 rows violate)");
    expected.put(V.sum().isEqualTo(in("itself").of(V.sum())), "PASS: 1,998,223");
    expected.put(hasSameRowsAs("itself"), "PASS: 0 of 2,000 rows differ");
    expected.put(
        hasSameRowsAs("itself").on("k"),
        "FAIL: 1 of 21 keys differs: 1 not unique [{k=\"big\", rows=1980, rows in itself=1980}]");
    // 1,979 rows have one before them in their key
    expected.put(
        V.orderedBy(I).per("k").isStrictlyIncreasing(),
        "FAIL: 99.95% (1 of 1,979 rows violates) [{k=\"big\", previous i=776, previous "
            + "v=776, i=777, v=0}]");
    expected.put(
        I.per("k").hasGapsOfAtMost(1),
        "FAIL: 99.04% (19 of 1,979 rows violate) [{k=\"big\", previous i=99, i=101}, "
            + "{k=\"big\", previous i=199, i=201}]");
    expected.put(
        I.per("k").hasNoHoles(),
        "FAIL: 99.06% (19 of 2,019 numbers violate) [{k=\"big\", previous i=99, i=101, "
            + "missing=1}, {k=\"big\", previous i=199, i=201, missing=1}]");
    expected.put(
        string("s").orderedBy(I).per("k").repeatsForAtMost(1_500),
        "FAIL: 76% (480 of 2,000 rows violate) [{k=\"big\", previous i=1, previous s=\"a\", "
            + "i=1516, s=\"a\", rows=1501}, {k=\"big\", previous i=1, previous s=\"a\", i=1517, "
            + "s=\"a\", rows=1502}]");
    expected.put(
        timestamp("t").per("k").hasAtMost(9, Duration.ofSeconds(10)),
        "FAIL: 10% (1,800 of 2,000 rows violate) [{k=\"big\", previous "
            + "t=1970-01-01T00:00:01Z, t=1970-01-01T00:00:10Z}, {k=\"big\", previous "
            + "t=1970-01-01T00:00:02Z, t=1970-01-01T00:00:11Z}]");
    expected.put(
        interval(I, integer("e")).per("k").doNotOverlap(),
        "FAIL: 99.9% (2 of 2,000 intervals violate) [{k=\"big\", previous i=1001, previous "
            + "e=1004, i=1002, e=1003}, {k=\"big\", previous i=1001, previous e=1004, i=1003, "
            + "e=1004}]");
    expected.put(
        V.orderedBy(I).per("k").isStrictlyIncreasing().where(key("k").isAbsentFrom("small")),
        "FAIL: 99.95% (1 of 1,979 rows violates) [{k=\"big\", previous i=776, previous "
            + "v=776, i=777, v=0}]");
    tell(data, Map.of("itself", data, "small", small), expected);
  }

  @Test
  void a_key_of_another_type() {
    Map<Requirement, String> expected = new LinkedHashMap<>();
    expected.put(
        rowCount().per(integer("k")).isAtLeast(1),
        "ERROR: not evaluated: column k is string in the data, but the check says integer: "
            + "declare the column as what it is, or cast it in the dataset");
    expected.put(
        rowCount().per("k").isAtLeast(1).everyGroupIn(1, 2),
        "ERROR: not evaluated: column k is string and cannot be compared with a number; use "
            + "a constant of its type, or cast the column in the dataset");
    expected.put(
        rowCount().per("k").isAtLeast(1).everyGroupOf("numbers"),
        "ERROR: not evaluated: column k is string and cannot be compared with column "
            + "numbers.k, which is int; cast one of them in the dataset, for example with "
            + "withColumn(…)");
    expected.put(
        key("k").existsIn("numbers"),
        "ERROR: not evaluated: column k is string and cannot be compared with column "
            + "numbers.k, which is int; cast one of them in the dataset, for example with "
            + "withColumn(…)");
    expected.put(
        key("i").existsIn("numbers", "x"),
        "ERROR: not evaluated: column i is int and cannot be looked up in column numbers.x, "
            + "which is double: whole numbers and decimals are equal exactly, floating point is "
            + "not; cast one of them in its dataset");
    expected.put(
        key("k").isAbsentFrom("numbers"),
        "ERROR: not evaluated: column k is string and cannot be compared with column "
            + "numbers.k, which is int; cast one of them in the dataset, for example with "
            + "withColumn(…)");
    expected.put(
        of("numbers").rowCount().isEqualTo(1),
        "ERROR: not evaluated: column k is string and cannot be compared with column "
            + "numbers.k, which is int; cast one of them in the dataset, for example with "
            + "withColumn(…)");
    expected.put(
        key("k").hasSameValuesAs("numbers"),
        "ERROR: ! k exists in numbers.k: not evaluated: column k is string and cannot be "
            + "compared with column numbers.k, which is int; cast one of them in the dataset, for "
            + "example with withColumn(…); ✓ distinct count of key (k) is equal to distinct count "
            + "of key (k) in numbers: 2");
    expected.put(
        hasSameRowsAs("numbers").ignoring("x", "v", "i"),
        "ERROR: not evaluated: column k is STRING, and INT in numbers, which cannot be "
            + "compared exactly: cast one of them in its dataset, or leave it out with "
            + "ignoring(\"k\")");
    expected.put(
        hasSameRowsAs("numbers").on("k").ignoring("x", "v", "i"),
        "ERROR: not evaluated: column k is STRING, and INT in numbers, which cannot be "
            + "compared exactly: cast one of them in its dataset, or leave it out with "
            + "ignoring(\"k\")");
    expected.put(
        V.orderedBy(I).per(integer("k")).neverDecreases(),
        "ERROR: not evaluated: column k is string in the data, but the check says integer: "
            + "declare the column as what it is, or cast it in the dataset");
    expected.put(
        V.orderedBy(integer("k")).neverDecreases(),
        "ERROR: not evaluated: column k is string in the data, but the check says integer: "
            + "declare the column as what it is, or cast it in the dataset");
    expected.put(
        timestamp("k").inOrder().hasGapsOfAtMost(Duration.ofHours(1)),
        "ERROR: not evaluated: column k is string in the data, but the check says timestamp: "
            + "declare the column as what it is, or cast it in the dataset");
    expected.put(any("k").isComplete(), "FAIL: 75% (1 of 4 rows violate)");
    tell(
        SOME,
        Map.of("numbers", ThreePaths.of("k int, x double", row(1, 1.0), row(2, 2.0))),
        expected);
  }

  @Test
  void the_same_dataset_under_two_names() {
    Map<Requirement, String> expected = new LinkedHashMap<>();
    expected.put(
        rowCount().per("k").isAtLeast(1).everyGroupOf("one"),
        "PASS: 100% (0 of 2 groups violate) | 1 row is in no group, where the key is null");
    expected.put(
        rowCount().per("k").isAtLeast(1).everyGroupOf("two"),
        "PASS: 100% (0 of 2 groups violate) | 1 row is in no group, where the key is null");
    expected.put(key("k").existsIn("one"), "PASS: 100% (0 of 4 rows violate)");
    expected.put(
        key("k").existsIn("one").and(key("i").existsIn("two", "v")),
        "FAIL: 25% (3 of 4 rows violate)");
    expected.put(key("k").isAbsentFrom("two"), "FAIL: 25% (3 of 4 rows violate)");
    expected.put(
        of("one").rowCount().isEqualTo(of("two").rowCount()), "PASS: 100% (0 of 4 rows violate)");
    expected.put(of("one").of(V.sum()).isEqualTo(V), "FAIL: 50% (2 of 4 rows violate)");
    expected.put(in("one").rowCount().isEqualTo(in("two").rowCount()), "PASS: 4");
    expected.put(V.sum().isEqualTo(in("one").of(V.sum())), "PASS: 25");
    expected.put(
        key("k").hasSameValuesAs("one"),
        "PASS: ✓ k exists in one.k: 100% (0 of 4 rows violate); ✓ distinct count of key (k) "
            + "is equal to distinct count of key (k) in one: 2");
    expected.put(hasSameSchemaAs("two"), "PASS: as declared");
    expected.put(hasSameRowsAs("one"), "PASS: 0 of 4 rows differ");
    expected.put(hasSameRowsAs("two").on("i"), "PASS: 0 of 4 keys differ");
    expected.put(
        V.orderedBy(I).per("k").neverDecreases().where(key("k").existsIn("two")),
        "FAIL: 0% (1 of 1 row violates) [{k=\"a\", previous i=1, previous v=5, i=2, v=4}]");
    tell(SOME.besideItself("one", "two", 2, check(expected)), expected);
  }

  @Test
  void another_dataset_that_fails_in_the_middle() {
    Map<Requirement, String> expected = new LinkedHashMap<>();
    expected.put(rowCount().per("k").isAtLeast(1).everyGroupOf("broken"), FAILS);
    expected.put(V.median().per("k").isAtLeast(1).everyGroupOf("broken"), FAILS);
    expected.put(key("k").existsIn("broken"), FAILS);
    expected.put(of("broken").rowCount().isAtLeast(1), FAILS);
    expected.put(V.sum().isEqualTo(in("broken").of(V.sum())), FAILS);
    expected.put(key("k").hasSameValuesAs("broken"), FAILS);
    expected.put(hasSameRowsAs("broken"), FAILS);
    expected.put(hasSameRowsAs("broken").on("i"), FAILS);
    expected.put(
        V.orderedBy(I).per("k").neverDecreases().where(key("k").existsIn("broken")), FAILS);
    expected.put(
        rowCount().per("k").isAtLeast(1).everyGroupOf("good"),
        "PASS: 100% (0 of 2 groups violate) | 1 row is in no group, where the key is null");
    expected.put(
        V.median().per("k").isAtLeast(1),
        "PASS: 100% (0 of 2 groups violate) | 1 row is in no group, where the key is null");
    expected.put(key("k").existsIn("good"), "PASS: 100% (0 of 4 rows violate)");
    expected.put(key("i").existsIn("good", "v"), "FAIL: 25% (3 of 4 rows violate)");
    expected.put(of("good").rowCount().isAtLeast(1), "PASS: 100% (0 of 4 rows violate)");
    expected.put(V.sum().isEqualTo(in("good").of(V.sum())), "PASS: 25");
    expected.put(hasSameRowsAs("good"), "PASS: 0 of 4 rows differ");
    expected.put(hasSameRowsAs("good").on("i"), "PASS: 0 of 4 keys differ");
    expected.put(
        V.orderedBy(I).per("k").neverDecreases(),
        "FAIL: 0% (1 of 1 row violates) | 1 row is left out, where the key, the order or a "
            + "value is null [{k=\"a\", previous i=1, previous v=5, i=2, v=4}]");
    tell(SOME, Map.of("good", SOME, "broken", SOME.failingInTheMiddle()), expected);
  }

  @Test
  void data_that_fail_in_the_middle() {
    Map<Requirement, String> expected = new LinkedHashMap<>();
    expected.put(V.sum().per("k").isAtLeast(1), FAILS);
    expected.put(V.median().per("k").isAtLeast(1), FAILS);
    expected.put(key("k").existsIn("good"), FAILS);
    expected.put(of("good").rowCount().isAtLeast(1), FAILS);
    expected.put(V.sum().isEqualTo(in("good").of(V.sum())), FAILS);
    expected.put(in("good").rowCount().isEqualTo(4), FAILS);
    expected.put(hasSameRowsAs("good"), FAILS);
    expected.put(V.orderedBy(I).per("k").neverDecreases(), FAILS);
    tell(SOME.failingInTheMiddle(), Map.of("good", SOME), expected);
  }
}
