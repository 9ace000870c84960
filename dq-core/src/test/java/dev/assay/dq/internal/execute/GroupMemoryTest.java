package dev.assay.dq.internal.execute;

import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Constraint;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.MetricDecomposition;
import dev.assay.dq.internal.state.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What groups take of memory, whatever is in them. */
class GroupMemoryTest {

  private static final ColumnRef TEXT = ColumnRef.exactly("text");
  private static final Map<ColumnRef, Schema.Type> TYPES =
      Map.of(TEXT, Schema.Type.of(TypeKind.STRING, "string"));

  private static Aggregate.PerGroup judged(Constraint.PerGroup constraint) {
    return (Aggregate.PerGroup) MetricDecomposition.aggregatesOf(constraint).get(1);
  }

  /** A hundred bytes a value besides its text: some 9,000 of them are a megabyte. */
  @Test
  void too_many_values_of_a_group_are_a_failure_and_the_next_group_is_not() {
    List<Aggregate> inEach = judged(string("text").distinctCount().per("k").isAtLeast(1)).inEach();
    RecordProgram program = new RecordProgram(inEach, List.of(TEXT), TYPES, List.of());
    RecordProgram.Run run = program.start(1 << 20);
    List<Object> came = new ArrayList<>();
    for (int distinct : new int[] {5_000, 20_000, 5_000}) {
      run.restart();
      for (int i = 0; i < 20_000; i++) {
        run.add(new Object[] {"t" + i % distinct}, null);
      }
      Measurement last = run.measure(inEach).get(1);
      came.add(last instanceof Measurement.Groups groups ? groups.distinct() : last);
      assertThat(run.measure(inEach).get(0)).isEqualTo(new Measurement.Rows(20_000));
    }
    assertThat(came.get(0)).isEqualTo(5_000L);
    assertThat(came.get(2)).isEqualTo(5_000L);
    assertThat(((Measurement.Failed) came.get(1)).message())
        .isEqualTo(
            "there are too many different values to be counted in the memory of one task (1 MB):"
                + " count keys of the group and the value over all rows instead, as in"
                + " key(\"group\", \"value\")");
  }

  /** A million groups that violate leave a few names, and no long ones. */
  @Test
  void what_came_of_many_groups_is_small_and_does_not_depend_on_their_order() {
    GroupProgram program =
        new GroupProgram(
            new Aggregate.PerGroup.Grouping(List.of(string("text").expr()), null),
            List.of(judged(rowCount().per(string("text")).isAtMost(0))),
            TYPES);
    List<Map<Aggregate, Measurement>> results = new ArrayList<>();
    for (int step : new int[] {1, 7}) {
      GroupTotals all = program.start().totals();
      for (int part = 0; part < 10; part++) {
        GroupProgram.Judge judge = program.start();
        for (int i = part; i < 10_000; i += 10) {
          int group = i * step % 10_000;
          String key = group + "x".repeat(group == 0 ? 100_000 : 0);
          judge.group(List.of(key), List.of(new Measurement.Rows(1 + group / 9_990)));
        }
        all.merge(judge.totals());
      }
      results.add(all.measure(program.judged()));
    }
    assertThat(results.get(1)).isEqualTo(results.get(0));
    Measurement.GroupVerdicts verdicts =
        (Measurement.GroupVerdicts) results.get(0).get(program.judged().get(0));
    assertThat(verdicts.violating()).isEqualTo(10_000);
    assertThat(verdicts.worst()).hasSize(20);
    assertThat(verdicts.worst().get(0)).isEqualTo(new Measurement.Group(List.of("9990"), 2L));
    assertThat(verdicts.worst().get(10).key().toString())
        .hasSizeLessThan(600)
        .startsWith("[0xxx")
        .contains("(100001 characters)");
  }
}
