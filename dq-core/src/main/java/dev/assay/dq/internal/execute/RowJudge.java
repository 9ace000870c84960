package dev.assay.dq.internal.execute;

import dev.assay.dq.RecordView;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.result.JudgedRecord;
import dev.assay.dq.result.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says of records which rules they violate. Compiled where it runs. */
public final class RowJudge {

  private final List<RowRule> rules;
  private final List<RowRule.Test> tests;
  private final RowQuotes.@Nullable Reader quotes;

  /**
   * A judge by some rules.
   *
   * @param columns the columns in the order of the values that will be judged
   * @param quotes what is quoted of a record; null if nothing is
   */
  public RowJudge(
      List<RowRule> rules,
      List<ColumnRef> columns,
      Map<ColumnRef, Schema.Type> types,
      @Nullable RowQuotes quotes) {
    this.rules = rules;
    this.quotes = quotes == null ? null : quotes.reader(columns);
    this.tests = rules.stream().map(each -> RowRule.test(each.rows(), columns, types)).toList();
  }

  /** What a record violates of one rule, or that this could not be found out; null if nothing. */
  public @Nullable Violation judge(int rule, @Nullable Object[] values, RecordView view) {
    Violation violation = rules.get(rule).violation();
    try {
      return tests.get(rule).violates(values, view) ? violation : null;
    } catch (Throwable e) {
      return violation.because(String.valueOf(RowCode.failure(e).getMessage()));
    }
  }

  /**
   * A record with all that it violates.
   *
   * @param most how many reasons are kept
   */
  public <T> JudgedRecord<T> judge(T record, @Nullable Object[] values, RecordView view, int most) {
    List<Violation> found = new ArrayList<>();
    boolean good = true;
    for (int i = 0; i < tests.size(); i++) {
      Violation violation = rules.get(i).cascades() && !good ? null : judge(i, values, view);
      if (violation != null) {
        good &= !rules.get(i).isOfErrors();
        if (found.size() < most) {
          found.add(quotes == null ? violation : violation.quoting(quotes.of(i, values)));
        }
      }
    }
    return new JudgedRecord<>(record, found, good);
  }
}
