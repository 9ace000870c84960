package dev.assay.dq.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/** One case: contenders that answer the same questions, timed in turns. */
final class Contest {

  /** A way to answer. */
  interface Contender {
    Map<String, Object> run() throws Exception;
  }

  /** A contender's times in seconds, and the cost of its last run. */
  record Timing(
      String name, double best, double median, Meter.Cost cost, long heapGrowth, double planning) {}

  /** A demand: one contender's best time against another's. */
  record Bar(String contender, String against, double factor, boolean atMost) {
    String text() {
      return atMost
          ? String.format(Locale.ROOT, "<= %.2fx %s", factor, against)
          : String.format(Locale.ROOT, ">= %.1fx faster than %s", factor, against);
    }

    boolean met(double ratio) {
      return atMost ? ratio <= factor : ratio >= factor;
    }
  }

  /** What came out. */
  record Outcome(String name, List<Timing> timings, List<String> bars, boolean met) {}

  /**
   * Cases of a fraction of a second swing: all contenders run more often, until so much is spent.
   */
  private static final double SHORT = 10;

  private static final int MOST_RUNS = 9;

  private final String name;
  private final Map<String, Contender> contenders = new LinkedHashMap<>();
  private final List<Bar> bars = new ArrayList<>();
  private boolean compared = true;

  private Map<String, Double> known = Map.of();

  Contest(String name) {
    this.name = name;
  }

  Contest add(String who, Contender contender) {
    contenders.put(who, contender);
    return this;
  }

  Contest atMost(double factor, String against) {
    bars.add(new Bar("assay", against, factor, true));
    return this;
  }

  Contest faster(double factor, String against) {
    bars.add(new Bar("assay", against, factor, false));
    return this;
  }

  /**
   * Best times of contenders in another run, by case: bars against the same library hold for them
   * too.
   */
  void alsoKnown(Map<String, Map<String, Double>> others) {
    known = others.getOrDefault(name, Map.of());
  }

  /**
   * The best times that a bar is held against: the contender's own and those of its other versions.
   */
  private Map<String, Double> rivals(Bar bar, Map<String, double[]> times) {
    Map<String, Double> rivals = new LinkedHashMap<>();
    if (times.containsKey(bar.against())) {
      rivals.put(bar.against(), times.get(bar.against())[0]);
    }
    if (bar.against().startsWith("deequ")) {
      rivals.putAll(known);
    }
    return rivals;
  }

  /** The contenders read different data, so their answers differ. */
  Contest distinctAnswers() {
    compared = false;
    return this;
  }

  Outcome run(Meter meter, JavaSparkContext context, int warmups, int runs) throws Exception {
    Map<String, double[]> times = new LinkedHashMap<>();
    Map<String, Meter.Cost> costs = new LinkedHashMap<>();
    Map<String, Double> planned = new LinkedHashMap<>();
    Map<String, Long> heaps = new LinkedHashMap<>();
    Map<String, Map<String, Object>> answers = new LinkedHashMap<>();
    Map<String, List<Double>> taken = new LinkedHashMap<>();
    contenders.keySet().forEach(who -> taken.put(who, new ArrayList<>()));
    double spent = 0;
    for (int run = -warmups; run < runs || (run < MOST_RUNS && spent < SHORT); run++) {
      for (Map.Entry<String, Contender> each : contenders.entrySet()) {
        System.gc();
        long before = used();
        meter.drained(context);
        long began = System.currentTimeMillis();
        long start = System.nanoTime();
        Map<String, Object> answer = each.getValue().run();
        double seconds = (System.nanoTime() - start) / 1e9;
        Meter.Cost cost = meter.drained(context);
        costs.put(each.getKey(), cost);
        // a run without a job of its own is all planning, or plain Java
        planned.put(
            each.getKey(),
            cost.jobs() == 0 ? 0 : Math.max(0, (cost.firstJobMillis() - began) / 1e3));
        heaps.put(each.getKey(), Math.max(0, used() - before));
        if (!answer.isEmpty()) {
          answers.put(each.getKey(), answer);
        }
        if (run >= 0) {
          taken.get(each.getKey()).add(seconds);
          spent += seconds;
        }
      }
    }
    if (compared) {
      compare(answers);
    }
    taken.forEach(
        (who, all) -> times.put(who, all.stream().mapToDouble(Double::doubleValue).toArray()));
    List<Timing> timings = new ArrayList<>();
    times.forEach(
        (who, seconds) -> {
          Arrays.sort(seconds);
          timings.add(
              new Timing(
                  who,
                  seconds[0],
                  (seconds[(seconds.length - 1) / 2] + seconds[seconds.length / 2]) / 2,
                  costs.get(who),
                  heaps.get(who),
                  planned.get(who)));
        });
    boolean met = true;
    List<String> lines = new ArrayList<>();
    known.forEach(
        (who, best) -> timings.add(new Timing(who, best, best, Meter.Cost.UNKNOWN, 0, 0)));
    for (Bar bar : bars) {
      double mine = times.get(bar.contender())[0];
      for (Map.Entry<String, Double> rival : rivals(bar, times).entrySet()) {
        double ratio = bar.atMost() ? mine / rival.getValue() : rival.getValue() / mine;
        met &= bar.met(ratio);
        lines.add(
            String.format(
                Locale.ROOT,
                "%s: %.2f %s",
                new Bar(bar.contender(), rival.getKey(), bar.factor(), bar.atMost()).text(),
                ratio,
                bar.met(ratio) ? "met" : "MISSED"));
      }
    }
    return new Outcome(name, timings, lines, met);
  }

  private static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Before any time is shown, all must have said the same. */
  private void compare(Map<String, Map<String, Object>> answers) {
    Map<String, Object> said = new LinkedHashMap<>();
    Map<String, String> by = new LinkedHashMap<>();
    answers.forEach(
        (who, all) ->
            all.forEach(
                (question, answer) -> {
                  if (by.putIfAbsent(question, who) == null) {
                    said.put(question, answer);
                  } else if (!same(
                      said.get(question), answer, question.startsWith("~") ? 0.15 : 1e-9)) {
                    throw new IllegalStateException(
                        name
                            + ": "
                            + question
                            + " is "
                            + said.get(question)
                            + " ("
                            + by.get(question)
                            + ") and "
                            + answer
                            + " ("
                            + who
                            + ")");
                  }
                }));
  }

  private static boolean same(Object a, Object b, double tolerance) {
    if (a instanceof Number x && b instanceof Number y) {
      double p = x.doubleValue();
      double q = y.doubleValue();
      return p == q || Math.abs(p - q) <= tolerance * Math.max(Math.abs(p), Math.abs(q));
    }
    return String.valueOf(a).equals(String.valueOf(b));
  }
}
