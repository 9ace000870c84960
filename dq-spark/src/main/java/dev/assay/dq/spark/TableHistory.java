package dev.assay.dq.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import dev.assay.dq.result.History;
import dev.assay.dq.result.PastValue;
import dev.assay.dq.result.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** The past as a {@link ResultTable} that runs appended to. */
record TableHistory(Dataset<Row> table) implements History {

  /** How many runs that came to no number are brought beside those that did. */
  private static final int MOST_WITHOUT = 1_000;

  private static final String CHECK = "check";
  private static final String ID = "constraint_id";
  private static final String AT = "as_of";
  private static final String RECORDED = "recorded";
  private static final String STATUS = "status";
  private static final String VALUE = "actual";
  private static final String OF_RUN = "of_run";
  private static final String RUNS = "runs";
  private static final String VALUES = "values";

  @Override
  public Collection<PastValue> values(Question question) {
    int most = question.wanted().values().stream().mapToInt(Wanted::values).max().orElse(0);
    Column[] subject = {col(CHECK), col(ID)};
    Column[] run = {col(CHECK), col(ID), col(AT)};
    Column number =
        when(
            col(VALUE)
                .isNotNull()
                .and(not(col(VALUE).isNaN().or(col(VALUE).isin(infinities()))))
                .and(not(of(unfailed(question)).and(col(STATUS).equalTo(Status.FAIL.name())))),
            lit(1));
    List<Row> rows =
        table
            .where(asked(question))
            .select(
                col(CHECK),
                col(ID),
                unix_micros(col(AT)).as(AT),
                unix_micros(col("recorded_at")).as(RECORDED),
                col(STATUS),
                col(VALUE))
            .withColumn(
                OF_RUN,
                row_number()
                    .over(
                        Window.partitionBy(run)
                            .orderBy(
                                col(RECORDED).desc_nulls_last(), col(VALUE).desc_nulls_last())))
            .where(col(OF_RUN).equalTo(1))
            .withColumn(
                RUNS, row_number().over(Window.partitionBy(subject).orderBy(col(AT).desc())))
            .withColumn(
                VALUES,
                count(number)
                    .over(
                        Window.partitionBy(subject)
                            .orderBy(col(AT).desc())
                            .rowsBetween(Window.unboundedPreceding(), -1)))
            .where(col(VALUES).lt(most).and(col(RUNS).leq(most + MOST_WITHOUT)))
            .select(CHECK, ID, AT, RECORDED, STATUS, VALUE)
            .collectAsList();
    List<PastValue> found = new ArrayList<>();
    for (Row each : rows) {
      found.add(
          new PastValue(
              question.dataset(),
              each.getString(0),
              each.getString(1),
              instant(each.getLong(2)),
              each.isNullAt(3) ? Instant.EPOCH : instant(each.getLong(3)),
              Status.valueOf(each.getString(4)),
              each.isNullAt(5) ? null : (Double) each.getDouble(5)));
    }
    return found;
  }

  private static Object[] infinities() {
    return new Object[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static Column asked(Question question) {
    Column dataset =
        question.dataset().isEmpty()
            ? col("dataset").isNull()
            : col("dataset").equalTo(question.dataset());
    return dataset.and(col(AT).lt(lit(question.before()))).and(of(question.wanted().keySet()));
  }

  /** The constraints whose failures do not count. */
  private static List<Subject> unfailed(Question question) {
    return question.wanted().entrySet().stream()
        .filter(each -> each.getValue().unfailed())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether a row is of one of some constraints. */
  private static Column of(Collection<Subject> some) {
    Map<String, List<Object>> ids = new LinkedHashMap<>();
    some.forEach(
        each -> ids.computeIfAbsent(each.check(), none -> new ArrayList<>()).add(each.id()));
    Column any = lit(false);
    for (Map.Entry<String, List<Object>> each : ids.entrySet()) {
      any = any.or(col(CHECK).equalTo(each.getKey()).and(col(ID).isin(each.getValue().toArray())));
    }
    return any;
  }
}
