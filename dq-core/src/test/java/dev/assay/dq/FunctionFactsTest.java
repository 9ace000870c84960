package dev.assay.dq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.internal.model.Function;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every function has facts, and over a list they hold. */
class FunctionFactsTest {

  /** Three at least: one of them with a null, and not all with the same outcome. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RUN_TIME", "TODAY"}) // of no arguments
  void has_facts(Function function) {
    List<FunctionFacts.Fact> own =
        FunctionFacts.all().stream().filter(each -> each.function() == function).toList();
    assertThat(own).as("facts/functions.txt: " + function.word()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(own)
        .as("facts/functions.txt: a null argument of " + function.word())
        .anyMatch(each -> each.arguments().stream().anyMatch(cell -> cell.value() == null));
    assertThat(own.stream().map(each -> String.valueOf(each.expected().value())).distinct())
        .as("facts/functions.txt: different outcomes of " + function.word())
        .hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void hold_over_a_list() {
    assertThat(
            LocalDataQuality.<Map<String, ?>>on(
                    List.of(FunctionFacts.record()), Fields.ofMap(FunctionFacts.types()))
                .with(
                    FunctionFacts.KNOWN,
                    FunctionFacts.known(),
                    Fields.ofMap(FunctionFacts.knownTypes()))
                .check(FunctionFacts.check())
                .run()
                .constraints())
        .isNotEmpty()
        .filteredOn(each -> each.status() != Status.PASS)
        .extracting(
            ConstraintResult::description, ConstraintResult::status, ConstraintResult::error)
        .isEmpty();
  }
}
