package dev.assay.dq.spark.internal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Columns;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Key;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.spark.SparkForTests;
import dev.assay.dq.spark.internal.compile.SparkSchemas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From rows to verdicts, keys are counted exactly whatever the hash function does. */
class PackedKeysHashTest {

  /** 20,000 rows: of 7,000 values, 6,000 come three times and 1,000 twice; 3 x 20 pairs. */
  @ParameterizedTest
  @ValueSource(longs = {-1, 0xFFL, 0xFFL << 56, 0})
  void a_weak_hash_is_slower_and_equally_exact(long hashMask) {
    SparkForTests.context(); // starts the session that all tests share
    SparkSession spark = SparkSession.builder().getOrCreate();
    Dataset<Row> data =
        spark
            .range(0, 20_000, 1, 3)
            .selectExpr("id % 7000 AS some", "id % 3 AS few", "id % 20 AS more");
    Schema schema = SparkSchemas.of(data.schema(), false);
    Map<ColumnRef, Schema.Type> types = new LinkedHashMap<>();
    for (String name : data.columns()) {
      Expr.Column column = Columns.any(name).expr();
      types.put(column.ref(), schema.resolve(column.ref()).type());
    }
    Aggregate some = groups("some");
    Aggregate pairs = groups("few", "more");
    Aggregate rows = new Aggregate.Rows(Expr.Literal.TRUE);
    Map<Aggregate, Measurement> measured =
        PackedKeys.run(data, List.of(rows, some, pairs), types, -1, hashMask);
    assertThat(PackedKeys.run(data, List.of(rows, some, pairs), types, -1, hashMask, 0))
        .as("words that come in rows")
        .isEqualTo(measured);
    assertThat(measured.get(rows)).isEqualTo(new Measurement.Rows(20_000));
    Measurement.Groups singles = (Measurement.Groups) measured.get(some);
    assertThat(singles.keyed()).isEqualTo(20_000);
    assertThat(singles.distinct()).isEqualTo(7_000);
    assertThat(singles.once()).isZero();
    assertThat(singles.repeatedRows()).isEqualTo(20_000);
    assertThat(((Measurement.Groups) measured.get(pairs)).distinct()).isEqualTo(60);
  }

  private static Aggregate groups(String... names) {
    return new Aggregate.Groups(
        new Key(Stream.of(names).<Expr>map(name -> Columns.any(name).expr()).toList()),
        Expr.Literal.TRUE);
  }
}
