package dev.assay.dq.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An engine that no one here wrote judges the same data: DuckDB reads the Parquet files that Spark
 * wrote. {@code -Dassay.seed=N} replays a run.
 */
@Tag("slow")
class DuckDbTest {

  /** A session, and how many rows and constraints it judges. */
  record Setting(
      String zone,
      boolean ansi,
      boolean codegen,
      boolean caseSensitive,
      int rows,
      int constraints) {

    SparkSession prepare(SparkSession spark) {
      SparkSession session = spark.newSession();
      session.conf().set("spark.sql.session.timeZone", zone);
      session.conf().set("spark.sql.ansi.enabled", ansi);
      session.conf().set("spark.sql.codegen.wholeStage", codegen);
      session.conf().set("spark.sql.codegen.factoryMode", codegen ? "FALLBACK" : "NO_CODEGEN");
      session.conf().set("spark.sql.caseSensitive", caseSensitive);
      session.conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
      session.conf().set("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED");
      session.conf().set("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED");
      return session;
    }
  }

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("UTC", false, true, false, 0, 30),
          new Setting("America/New_York", true, false, false, 1, 40),
          new Setting("Asia/Kolkata", false, false, true, 30, 60),
          new Setting("America/New_York", true, false, true, 2_000, 60),
          new Setting("UTC", true, true, false, 20_000, 50),
          new Setting("Asia/Kolkata", false, true, false, 100_000, 30));

  @Test
  void every_pattern_of_the_random_constraints_is_written_for_duckdb() {
    Set<String> patterns = new HashSet<>(Differential.SEARCHED);
    patterns.addAll(Differential.WHOLE);
    assertThat(DuckSql.PATTERNS).containsOnlyKeys(patterns);
  }

  @Test
  void duckdb_comes_to_the_same_verdicts(@TempDir Path directory) {
    long seed = Seeds.next("duckdb");
    List<String> differences = new ArrayList<>();
    for (Setting setting : SETTINGS) {
      long start = System.nanoTime();
      ThirdOpinion opinion =
          new ThirdOpinion(seed + setting.rows(), setting.rows(), setting.caseSensitive());
      Path files = directory.resolve("rows-" + setting.rows());
      SparkSession session = setting.prepare(SharedSpark.session());
      opinion.write(session, files);
      if (setting.rows() >= 2_000) {
        assertThat(hasRowGroups(files)).as("several row groups in a file: %s", setting).isTrue();
      }
      differences.addAll(
          opinion.differences(session, files, setting.constraints(), DataQuality::on));
      System.out.println(
          "duckdb: " + setting + ": " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
    assertThat(differences).as("seed %s", seed).isEmpty();
  }

  /** Whether there are more of them than files, so that a file is read in parts. */
  private static boolean hasRowGroups(Path files) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT count(*) > count(DISTINCT file_name) FROM (SELECT DISTINCT file_name,"
                    + " row_group_id FROM parquet_metadata('"
                    + files.toString().replace("'", "''")
                    + "/*.parquet'))")) {
      return result.next() && result.getBoolean(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Where DuckDB means something else on purpose, {@link DuckSql} and {@link DuckAnswers} do not
   * ask its own function: what we mean, how DuckDB would be asked, and its answer.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          NaN equals nothing in a predicate           | 'NaN'::DOUBLE = 'NaN'::DOUBLE           | true
          NaN satisfies no comparison                 | 'NaN'::DOUBLE > 1                       | true
          a quantile is a value of the data: 1        | CAST(quantile_cont(x, 0.5) AS DOUBLE)   | 1.5
          a dollar matches before a last line break   | regexp_matches(concat('c', chr(10)), 'c$') | false
          a dot matches no carriage return            | regexp_matches(chr(13), '.')            | true
          the mean of decimals is exact               | typeof(avg(x))                          | DOUBLE
          the lower case of U+0130 is two characters  | length(lower(chr(304)))                 | 1
          the upper case of U+00DF is two characters  | length(upper(chr(223)))                 | 1
          the mark of a kana is no accent             | strip_accents(chr(12364)) = chr(12364)  | false
          a distance counts characters: 1             | levenshtein(chr(233), 'e')              | 2
          a similarity compares characters: 0.8       | jaro_winkler_similarity(concat('a', chr(233), 'b'), concat('a', chr(234), 'b')) > 0.81 | true
          of equal names in an object the last counts | json_extract_string('{"a": 1, "a": 2}', '$.a') | 1
          """)
  void duckdb_means_something_else_on_purpose(String ours, String expression, String theirs)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT " + expression + " FROM (VALUES (1.0::DECIMAL(38,18)), (2.0)) t(x)")) {
      assertThat(result.next()).isTrue();
      assertThat(String.valueOf(result.getObject(1))).as(ours).isEqualTo(theirs);
    }
  }

  @Test
  void nor_does_a_turkish_locale_make_a_difference_nor_records_with_kryo(@TempDir Path folder)
      throws Exception {
    long seed = Seeds.next("duckdb, tr-TR and Kryo");
    Process process =
        OwnProcess.start(
            TurkishOpinion.class,
            Map.of(),
            folder.resolve("log"),
            List.of("-Duser.language=tr", "-Duser.country=TR"),
            folder.toString(),
            String.valueOf(seed));
    OwnProcess.await(process, folder.resolve("log"), 8);
    assertThat(Files.readAllLines(folder.resolve("differences"))).as("seed %s", seed).isEmpty();
  }
}
