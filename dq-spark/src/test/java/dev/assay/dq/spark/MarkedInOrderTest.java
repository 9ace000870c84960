package dev.assay.dq.spark;

import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.interval;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.Requirement;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.JudgedRecord;
import dev.assay.dq.result.UnmarkedConstraint;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which rows are marked that break a rule of rows in order. */
class MarkedInOrderTest {

  private static final String DDL =
      "id INT, k STRING, o INT, v DOUBLE, s STRING, d DATE, f INT, t INT";

  private static final Duration DAY = Duration.ofDays(1);

  private record One(
      int id,
      @Nullable String k,
      @Nullable Integer o,
      @Nullable Double v,
      @Nullable String s,
      @Nullable LocalDate d,
      @Nullable Integer f,
      @Nullable Integer t) {

    Object[] row() {
      return new Object[] {id, k, o, v, s, d, f, t};
    }
  }

  /** Rules, and by hand whether a row breaks each, told of the rows before it in their order. */
  private static final Map<String, Requirement> RULES = new LinkedHashMap<>();

  static {
    var v = number("v").orderedBy(integer("o")).per("k");
    var s = string("s").orderedBy(integer("o")).per("k");
    rule("up", number("v").orderedBy(integer("o")).per("k").isStrictlyIncreasing());
    rule("not down", v.neverDecreases());
    rule("change", v.changesByAtMost(1));
    rule("percent", v.changesByAtMostPercent(50));
    rule("states", s.onlyChangesAlong("A>B>C", "C>A"));
    rule("repeats", s.repeatsForAtMost(1));
    rule("gaps", integer("o").per("k").hasGapsOfAtMost(2));
    rule("steps", integer("o").per("k").hasStepsOf(1));
    rule("in scope", v.neverDecreases().where(string("s").isNotEqualTo("A")));
    rule("days", date("d").per("k").hasGapsOfAtMost(DAY.multipliedBy(2)));
    rule("every day", date("d").per("k").hasStepsOf(Period.ofDays(1)));
    rule("at most", date("d").per("k").hasAtMost(1, DAY.multipliedBy(2)));
    rule(
        "stays",
        string("s").orderedBy(date("d")).per("k").staysTheSameForAtMost(DAY.multipliedBy(2)));
    rule("late", date("d").orderedBy(integer("t")).per("k").isLateByAtMost(DAY.multipliedBy(2)));
    rule(
        "followed",
        date("d")
            .per("k")
            .isFollowedWithin(
                DAY.multipliedBy(2), string("s").isEqualTo("A"), string("s").isEqualTo("B")));
    rule("overlap", interval(integer("f"), integer("t")).per("k").doNotOverlap());
    rule("gap", interval(integer("f"), integer("t")).per("k").leaveNoGap());
  }

  private static void rule(String name, Constraint.InOrder rule) {
    RULES.put(name, rule.as(name));
  }

  private static final Check CHECK = Check.error("order").require(RULES.values());

  private static List<One> rows(Random random, int number, boolean ties) {
    List<One> rows = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      int place = ties ? random.nextInt(12) : 2 * i + random.nextInt(2);
      boolean complete = random.nextInt(10) > 0;
      rows.add(
          new One(
              i,
              random.nextInt(12) == 0 ? null : "k" + random.nextInt(2),
              complete ? place : null,
              Arrays.asList(0.0, -0.0, 1.0, 1.5, 3.0, Double.NaN, null).get(random.nextInt(7)),
              Arrays.asList("A", "A", "B", "C", "X", null).get(random.nextInt(6)),
              complete ? LocalDate.of(2024, 1, 1).plusDays(place) : null,
              complete ? place : null,
              random.nextInt(5) == 0 ? null : place + random.nextInt(6) - 1));
    }
    Collections.shuffle(rows, random);
    return rows;
  }

  // ---- by hand

  private static Map<String, List<One>> byKey(
      List<One> rows, Function<One, ? extends @Nullable Comparable<?>> order, boolean values) {
    Map<String, List<One>> keys = new TreeMap<>();
    for (One each : rows) {
      if (each.k != null && order.apply(each) != null && (!values || each.s != null)) {
        keys.computeIfAbsent(each.k, key -> new ArrayList<>()).add(each);
      }
    }
    keys.values().forEach(all -> all.sort(Comparator.comparing(each -> each.o)));
    return keys;
  }

  private static Set<Integer> neighbours(Collection<List<One>> keys, BiPredicate<One, One> breaks) {
    TreeSet<Integer> ids = new TreeSet<>();
    for (List<One> rows : keys) {
      for (int i = 1; i < rows.size(); i++) {
        if (breaks.test(rows.get(i - 1), rows.get(i))) {
          ids.add(rows.get(i).id);
        }
      }
    }
    return ids;
  }

  private static Map<String, Set<Integer>> byHand(List<One> rows) {
    Map<String, Set<Integer>> found = new TreeMap<>();
    List<One> valued = rows.stream().filter(each -> each.v != null).toList();
    var values = byKey(valued, One::o, false).values();
    found.put("up", neighbours(values, (a, b) -> !(b.v > a.v)));
    found.put("not down", neighbours(values, (a, b) -> !(b.v >= a.v)));
    found.put("change", neighbours(values, (a, b) -> !(Math.abs(b.v - a.v) <= 1)));
    found.put(
        "percent",
        neighbours(values, (a, b) -> !(100 * Math.abs(b.v - a.v) <= 50 * Math.abs(a.v))));
    List<One> scoped =
        valued.stream().filter(each -> each.s != null && !each.s.equals("A")).toList();
    found.put(
        "in scope", neighbours(byKey(scoped, One::o, false).values(), (a, b) -> !(b.v >= a.v)));
    var states = byKey(rows, One::o, true).values();
    found.put(
        "states", neighbours(states, (a, b) -> !List.of("AB", "BC", "CA").contains(a.s + b.s)));
    found.put("repeats", neighbours(states, (a, b) -> a.s.equals(b.s)));
    var places = byKey(rows, One::o, false).values();
    found.put("gaps", neighbours(places, (a, b) -> b.o - a.o > 2));
    found.put("steps", neighbours(places, (a, b) -> b.o - a.o != 1));
    found.put("every day", neighbours(places, (a, b) -> b.o - a.o != 1));
    found.put("days", neighbours(places, (a, b) -> b.o - a.o > 2));
    found.put("at most", neighbours(places, (a, b) -> b.o - a.o < 2));
    TreeSet<Integer> stays = new TreeSet<>();
    for (List<One> all : states) {
      for (int i = 0; i < all.size(); i++) {
        int since = i;
        while (since > 0 && all.get(since - 1).s.equals(all.get(i).s)) {
          since--;
        }
        if (all.get(i).o - all.get(since).o > 2) {
          stays.add(all.get(i).id);
        }
      }
    }
    found.put("stays", stays);
    TreeSet<Integer> late = new TreeSet<>();
    for (List<One> all : places) {
      for (One each : all) {
        if (each.t != null
            && all.stream().anyMatch(b -> b.t != null && b.t < each.t && b.o - each.o > 2)) {
          late.add(each.id);
        }
      }
    }
    found.put("late", late);
    TreeSet<Integer> followed = new TreeSet<>();
    TreeSet<Integer> overlap = new TreeSet<>();
    TreeSet<Integer> gap = new TreeSet<>();
    for (List<One> all : places) {
      for (One each : all) {
        if ("A".equals(each.s)
            && all.stream().noneMatch(b -> "B".equals(b.s) && b.o >= each.o && b.o - each.o <= 2)) {
          followed.add(each.id);
        }
        List<One> before =
            all.stream().filter(b -> b.f < each.f && (b.t == null || b.t > b.f)).toList();
        boolean wrong = each.t != null && each.t < each.f;
        boolean empty = each.t != null && each.t.equals(each.f);
        if (wrong || (!empty && before.stream().anyMatch(b -> b.t == null || b.t > each.f))) {
          overlap.add(each.id);
        }
        if (wrong
            || (!before.isEmpty() && before.stream().allMatch(b -> b.t != null && b.t < each.f))) {
          gap.add(each.id);
        }
      }
    }
    found.put("followed", followed);
    found.put("overlap", overlap);
    found.put("gap", gap);
    found.values().removeIf(Set::isEmpty);
    return found;
  }

  // ---- as they are marked

  private static Map<String, Map<String, Set<Integer>>> marked(ThreePaths data) {
    Map<String, Map<String, Set<Integer>>> paths = new LinkedHashMap<>();
    Map<String, Set<Integer>> frame = new TreeMap<>();
    for (Row row :
        DataQuality.on(data.frame().repartition(2)).check(CHECK).rows().bad().collectAsList()) {
      row.<Row>getList(8)
          .forEach(
              each ->
                  frame
                      .computeIfAbsent(each.getAs("description"), name -> new TreeSet<>())
                      .add(row.getInt(0)));
    }
    paths.put("Dataset", frame);
    paths.put("RDD", of(data.onRdd().check(CHECK).rows().bad().collect()));
    paths.put("list", of(data.onList().check(CHECK).rows().bad()));
    return paths;
  }

  private static Map<String, Set<Integer>> of(List<JudgedRecord<Map<String, ?>>> judged) {
    Map<String, Set<Integer>> found = new TreeMap<>();
    for (JudgedRecord<Map<String, ?>> record : judged) {
      record
          .violations()
          .forEach(
              each ->
                  found
                      .computeIfAbsent(each.description(), name -> new TreeSet<>())
                      .add((Integer) record.value().get("id")));
    }
    return found;
  }

  private static ThreePaths data(List<One> rows) {
    return ThreePaths.of(DDL, rows.stream().map(One::row).toArray(Object[][]::new));
  }

  private static Map<String, Long> counted(ThreePaths data) {
    Map<String, Long> counts = new TreeMap<>();
    for (ConstraintResult each : data.onList().check(CHECK).run().constraints()) {
      counts.put(each.description(), each.violations());
    }
    return counts;
  }

  private static long size(@Nullable Collection<?> ids) {
    return ids == null ? 0 : ids.size();
  }

  @Tag("ci")
  @Test
  void a_row_is_marked_that_breaks_a_rule_by_hand_and_as_many_as_a_run_counts() {
    List<One> rows = rows(new Random(20261130), 60, false);
    ThreePaths data = data(rows);
    Map<String, Set<Integer>> byHand = byHand(rows);
    assertThat(byHand).containsOnlyKeys(RULES.keySet());
    marked(data)
        .forEach((path, found) -> assertThat(found).as(path + " of " + rows).isEqualTo(byHand));
    counted(data)
        .forEach((name, count) -> assertThat(byHand.get(name)).as(name).hasSize(count.intValue()));
  }

  /** Where they compare values, or treat all of a place alike, as many are marked as counted. */
  @Tag("slow")
  @Test
  void rows_at_the_same_place_are_marked_alike() {
    Random random = new Random(7);
    List<String> alike =
        List.of(
            "up",
            "not down",
            "change",
            "percent",
            "states",
            "in scope",
            "stays",
            "late",
            "followed",
            "gap");
    for (int round = 0; round < 2; round++) {
      ThreePaths data = data(rows(random, 40, true));
      Map<String, Map<String, Set<Integer>>> marked = marked(data);
      Map<String, Set<Integer>> list = marked.get("list");
      marked.forEach((path, found) -> assertThat(found).as(path).isEqualTo(list));
      counted(data)
          .forEach(
              (name, count) -> {
                long rows = size(list.get(name));
                assertThat(rows).as(name).isGreaterThanOrEqualTo(count);
                if (alike.contains(name)) {
                  assertThat(rows).as(name).isEqualTo(count);
                }
              });
    }
  }

  @Test
  void rules_that_no_row_breaks_mark_none_and_say_why() {
    ThreePaths data = data(rows(new Random(1), 10, false));
    Check check =
        Check.error("order")
            .require(
                integer("o").per("k").hasNoHoles(),
                string("s").orderedBy(integer("o")).per("k").startsIn("A"),
                interval(integer("f"), integer("t")).per("k").haveOneOpen(),
                number("v").plus(1).orderedBy(integer("o")).neverDecreases(),
                number("v")
                    .orderedBy(integer("o"))
                    .neverDecreases()
                    .where(rowSatisfies("code", List.of("v"), row -> true)),
                string("s").isComplete());
    assertThat(data.onRdd().check(check).rows().withoutRows())
        .extracting(UnmarkedConstraint::reason)
        .satisfiesExactly(
            each -> assertThat(each).startsWith("it counts numbers, and what breaks it is missing"),
            each -> assertThat(each).startsWith("it counts keys"),
            each -> assertThat(each).startsWith("it counts keys"),
            each -> assertThat(each).startsWith("rows are marked for a key, an order and values"),
            each -> assertThat(each).startsWith("its conditions are told by Java code"));
    assertThat(Objects.requireNonNull(data.onList().check(check).rows().good())).isNotEmpty();
  }
}
