package dev.assay.dq.bench;

import java.util.List;
import java.util.Locale;

/** The outcomes as text, Markdown and JSON. */
final class Report {

  private Report() {}

  private static double noop(Contest.Outcome outcome) {
    return outcome.timings().stream()
        .filter(each -> each.name().equals("noop"))
        .mapToDouble(Contest.Timing::best)
        .findFirst()
        .orElse(Double.NaN);
  }

  static String text(Contest.Outcome outcome) {
    StringBuilder out = new StringBuilder("\n").append(outcome.name()).append('\n');
    for (Contest.Timing t : outcome.timings()) {
      out.append(
          String.format(
              Locale.ROOT,
              "  %-14s best %8.3f s  median %8.3f s  %s  plan %6.3f s  cpu %7.2f s  jobs %3d  tasks %5d  read %7.1f MB"
                  + "  shuffle %7.1f MB  memory %6.1f MB  heap +%d MB%n",
              t.name(),
              t.best(),
              t.median(),
              times(t.best() / noop(outcome)),
              t.planning(),
              t.cost().cpuNanos() / 1e9,
              t.cost().jobs(),
              t.cost().tasks(),
              t.cost().bytesRead() / 1e6,
              t.cost().bytesShuffled() / 1e6,
              t.cost().peakMemory() / 1e6,
              t.heapGrowth() / 1_000_000));
    }
    outcome.bars().forEach(bar -> out.append("  bar ").append(bar).append('\n'));
    return out.toString();
  }

  /** Nothing where no contender only reads. */
  private static String times(double ratio) {
    return Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, "%5.2fx noop", ratio);
  }

  static String markdown(List<Contest.Outcome> outcomes) {
    StringBuilder out =
        new StringBuilder(
            "| case | contender | best s | median s | x noop | plan s | cpu s | jobs | tasks | read MB | shuffle MB |"
                + " memory MB | heap MB | bar |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for (Contest.Outcome outcome : outcomes) {
      for (Contest.Timing t : outcome.timings()) {
        double ratio = t.best() / noop(outcome);
        out.append(
            String.format(
                Locale.ROOT,
                "| %s | %s | %.3f | %.3f | %s | %.3f | %.2f | %d | %d | %.1f | %.1f | %.1f | %d | %s |%n",
                outcome.name(),
                t.name(),
                t.best(),
                t.median(),
                Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, "%.2f", ratio),
                t.planning(),
                t.cost().cpuNanos() / 1e9,
                t.cost().jobs(),
                t.cost().tasks(),
                t.cost().bytesRead() / 1e6,
                t.cost().bytesShuffled() / 1e6,
                t.cost().peakMemory() / 1e6,
                t.heapGrowth() / 1_000_000,
                t.name().equals("assay") ? String.join("; ", outcome.bars()) : ""));
      }
    }
    return out.toString();
  }

  static String json(List<Contest.Outcome> outcomes) {
    StringBuilder out = new StringBuilder("[");
    for (Contest.Outcome outcome : outcomes) {
      for (Contest.Timing t : outcome.timings()) {
        out.append(out.length() > 1 ? ",\n" : "\n")
            .append(
                String.format(
                    Locale.ROOT,
                    "{\"case\": \"%s\", \"contender\": \"%s\", \"best\": %f, \"median\": %f,"
                        + " \"planning\": %f, \"jobs\": %d, \"tasks\": %d, \"bytesRead\": %d,"
                        + " \"bytesShuffled\": %d, \"peakMemory\": %d, \"cpuNanos\": %d, \"heapGrowth\": %d, \"met\": %b}",
                    outcome.name(),
                    t.name(),
                    t.best(),
                    t.median(),
                    t.planning(),
                    t.cost().jobs(),
                    t.cost().tasks(),
                    t.cost().bytesRead(),
                    t.cost().bytesShuffled(),
                    t.cost().peakMemory(),
                    t.cost().cpuNanos(),
                    t.heapGrowth(),
                    outcome.met()));
      }
    }
    return out.append("\n]\n").toString();
  }
}
