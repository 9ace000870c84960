package dev.assay.dq.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.local.Fields;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.LocalProfiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two samples of one source drift as seldom as the significance says: in 1% of cases at most. */
class FalseAlarmsTest {

  private enum Source {
    /** Counts with a long tail, mean 4. */
    GEOMETRIC(random -> (int) (Math.log(1 - random.nextDouble()) / Math.log(0.8))),
    POISSON(FalseAlarmsTest::poisson),
    /** Words, the k-th of 500 as frequent as 1/k. */
    ZIPF(random -> "w" + zipf(random, 500)),
    /** Few enough words to be kept all, of which some come once. */
    ZIPF_OF_FEW(random -> "w" + zipf(random, 60)),
    /** Codes of two digits in groups of unequal size. */
    CODES(
        random ->
            String.format(Locale.ROOT, "%02d", (int) (40 * Math.pow(random.nextDouble(), 3))));

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that hold nothing
    private final Function<Random, Object> draw;

    Source(Function<Random, Object> draw) {
      this.draw = draw;
    }
  }

  private static int poisson(Random random) {
    double limit = Math.exp(-4);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  private static int zipf(Random random, int words) {
    double sum = 0;
    for (int k = 1; k <= words; k++) {
      sum += 1.0 / k;
    }
    double left = random.nextDouble() * sum;
    int k = 1;
    while (k < words && (left -= 1.0 / k) > 0) {
      k++;
    }
    return k;
  }

  private static DatasetProfile sample(Source source, Random random, int rows) {
    List<Map<String, ?>> records = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      records.add(Map.of("v", source.draw.apply(random)));
    }
    Class<?> type = records.get(0).get("v") instanceof Integer ? Integer.class : String.class;
    return LocalProfiler.profile(records, Fields.ofMap(Map.of("v", type)));
  }

  private static List<String> alarms(Source source, int rows, int pairs) {
    Random random = new Random(42);
    List<String> alarms = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      Drift drift = Drift.between(sample(source, random, rows), sample(source, random, rows));
      drift.drifted().forEach(column -> alarms.add(column.text()));
    }
    return alarms;
  }

  @ParameterizedTest
  @EnumSource
  void samples_of_200_rows(Source source) {
    assertThat(alarms(source, 200, 100)).hasSizeLessThanOrEqualTo(1);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource
  void samples_of_many_sizes(Source source) {
    for (int rows : new int[] {200, 1000, 5000}) {
      assertThat(alarms(source, rows, 400)).as(rows + " rows").hasSizeLessThanOrEqualTo(4);
    }
  }
}
