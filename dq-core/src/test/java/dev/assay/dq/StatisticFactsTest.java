package dev.assay.dq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.internal.model.Statistic;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every statistic has facts, and over a list they hold. */
class StatisticFactsTest {

  /** Three at least, with a null and with no rows among them, and not all of the same value. */
  @ParameterizedTest
  @EnumSource
  void has_facts(Statistic statistic) {
    List<StatisticFacts.Fact> own =
        StatisticFacts.all().stream().filter(each -> each.statistic() == statistic).toList();
    String table = "facts/statistics.txt: " + statistic.word();
    assertThat(own).as(table).hasSizeGreaterThanOrEqualTo(3);
    assertThat(own)
        .as(table + " of a null")
        .anyMatch(
            each -> each.columns().stream().anyMatch(column -> column.values().contains(null)));
    assertThat(own).as(table + " of no rows").anyMatch(each -> each.size() == 0);
    assertThat(own.stream().map(StatisticFacts.Fact::expected).distinct())
        .as(table + " with different values")
        .hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void hold_over_a_list() {
    assertThat(
            StatisticFacts.wrong(
                table ->
                    LocalDataQuality.on(table.records(), Fields.ofMap(table.types()))
                        .with(
                            StatisticFacts.REFERENCE,
                            table.reference(),
                            Fields.ofMap(table.types()))
                        .check(table.check())
                        .samplePolicy(ClearLists.ALL)
                        .run()))
        .isEmpty();
  }
}
