package dev.assay.dq.bench;

import dev.assay.dq.Check;
import dev.assay.dq.Requirement;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** One number that is asked of the data, in the words of each contender. */
record Question(String name, Requirement assay, Column hand, Object deequ) {

  static Check check(List<Question> questions) {
    return Check.error("benchmark").require(questions.stream().map(Question::assay).toList());
  }

  /** What a competent Spark user writes: one aggregation. */
  static Contest.Contender hand(Dataset<Row> data, List<Question> questions) {
    List<Question> asked = questions.stream().filter(each -> each.hand() != null).toList();
    return () -> {
      List<Column> columns = new ArrayList<>();
      asked.forEach(each -> columns.add(each.hand().as("q" + columns.size())));
      Column[] rest = columns.subList(1, columns.size()).toArray(Column[]::new);
      Row row = data.agg(columns.get(0), rest).collectAsList().get(0);
      Map<String, Object> answers = new LinkedHashMap<>();
      for (int i = 0; i < asked.size(); i++) {
        answers.put(asked.get(i).name(), row.get(i));
      }
      return answers;
    };
  }

  static Contest.Contender assay(
      List<Question> questions, Function<Check, VerificationResult> verify) {
    return () -> answers(questions, verify.apply(check(questions)));
  }

  static Map<String, Object> answers(List<Question> questions, VerificationResult result) {
    Map<String, Object> answers = new LinkedHashMap<>();
    for (int i = 0; i < questions.size(); i++) {
      ConstraintResult each = result.constraints().get(i);
      if (each.status() == Status.ERROR || each.actual() == null) {
        throw new IllegalStateException(each.sentence() + ": " + each.butWas());
      }
      answers.put(questions.get(i).name(), each.actual().plain());
    }
    return answers;
  }

  static Contest.Contender deequ(Dataset<Row> data, List<Question> questions) {
    Map<String, Object> analyzers = new LinkedHashMap<>();
    questions.stream()
        .filter(each -> each.deequ() != null)
        .forEach(each -> analyzers.put(each.name(), each.deequ()));
    return () -> Deequ.run(data, analyzers);
  }

  /** A scan of the same columns into nothing: what reading alone costs. */
  static Contest.Contender noop(Dataset<Row> data, String... columns) {
    Column[] selected = new Column[columns.length];
    for (int i = 0; i < columns.length; i++) {
      selected[i] = functions.col(columns[i]);
    }
    return () -> {
      data.select(selected).write().format("noop").mode("overwrite").save();
      return Map.of();
    };
  }
}
