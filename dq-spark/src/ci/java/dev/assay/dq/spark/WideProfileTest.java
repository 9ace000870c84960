package dev.assay.dq.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.json.ProfileJson;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.ProfileText;
import dev.assay.dq.render.HtmlReport;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two thousand computed columns, and two million pairs of them that may be a key. */
@Tag("slow")
class WideProfileTest {

  private static final int COLUMNS = 2000;
  private static final int ROWS = 50;

  private static int modulus(int column) {
    return 20 + column % 29;
  }

  private static IntStream values(int column) {
    return IntStream.range(0, ROWS).map(i -> (i * (column + 1) + column) % modulus(column));
  }

  @Test
  void two_thousand_computed_columns_are_profiled() {
    Column id = functions.col("id");
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < COLUMNS; i++) {
      columns.add(id.multiply(i + 1).plus(i).mod(functions.lit(modulus(i))).as("c" + i));
    }
    DatasetProfile profile =
        Profiler.profile(
            SharedSpark.session()
                .range(0, ROWS, 1, 2)
                .toDF()
                .select(columns.toArray(Column[]::new)));
    assertThat(profile.columns()).hasSize(COLUMNS);
    assertThat(profile.rows()).isEqualTo(ROWS);
    for (int i = 0; i < COLUMNS; i++) {
      ColumnProfile column = profile.columns().get(i);
      assertThat(column.name()).isEqualTo("c" + i);
      assertThat(column.distinct()).as("c" + i).isEqualTo(values(i).distinct().count());
      assertThat(column.number().min()).isEqualTo(BigDecimal.valueOf(values(i).min().getAsInt()));
      assertThat(column.number().max()).isEqualTo(BigDecimal.valueOf(values(i).max().getAsInt()));
      assertThat(column.number().sum()).isEqualTo(String.valueOf(values(i).sum()));
    }
    assertThat(profile.limits()).anyMatch(each -> each.contains(" pairs of columns that may be"));
    assertThat(ProfileText.render(profile)).contains("\nc1999 ");
    assertThat(HtmlReport.of(profile).render().split("<details class=\"column\"", -1))
        .hasSize(COLUMNS + 1);
    assertThat(ProfileJson.read(ProfileJson.write(profile))).isEqualTo(profile);
  }
}
