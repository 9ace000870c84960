package dev.assay.dq;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Notes;
import dev.assay.dq.internal.model.Statistic;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The facts of the statistics, from facts/statistics.txt. Those about as many rows share a table
 * and a check, so that each path takes few runs; those about whole rows have their own.
 */
public final class StatisticFacts {

  /** A column of a fact. */
  public record Column(List<@Nullable Object> values, Class<?> type) {}

  /**
   * Records, what their fields are, and a check of them.
   *
   * @param reference what the run has to call by {@link #REFERENCE}: the same fields, of which
   *     those that are compared have the values of the fields behind them
   */
  public record Table(
      Map<String, Class<?>> types,
      List<Map<String, ?>> records,
      List<Map<String, ?>> reference,
      Check check) {}

  /** What other dataset values are compared with. */
  public static final String REFERENCE = "reference";

  /** One line of the table. */
  public record Fact(
      String text,
      Statistic statistic,
      List<BigDecimal> parameters,
      List<Expr> members,
      boolean wholeRow,
      List<Column> columns,
      String expected) {

    /** The number of rows. */
    public int size() {
      return columns.get(0).values().size();
    }

    private Constraint constraint(List<String> names) {
      List<Expr> of = new ArrayList<>();
      int own = statistic.isOfTwo() ? 1 : columns.size();
      for (int i = 0; i < own && !wholeRow && !statistic.takes().isEmpty(); i++) {
        of.add(
            new Expr.Column(
                ColumnRef.exactly(names.get(i)), FunctionFacts.kind(columns.get(i).type())));
      }
      of.addAll(members);
      if (statistic.isOfTwo()) {
        of.add(new Expr.Literal(new Constant.Text(REFERENCE)));
      }
      return new Constraint.OnMetric(
              new Metric.Summary(statistic, of, parameters, Expr.Literal.TRUE),
              new Expectation.Observed(),
              OnNoRows.DEFAULT,
              Notes.NONE)
          .as(text);
    }

    private boolean holds(ConstraintResult result) {
      if (expected.equals("no value") || expected.equals("error")) {
        return result.status() == (expected.equals("error") ? Status.ERROR : Status.NOT_EVALUATED);
      }
      MetricValue value = result.actual();
      return result.status() == Status.PASS
          && value != null
          && agrees(value instanceof MetricValue.Approximate a ? a.value() : value);
    }

    private boolean agrees(MetricValue value) {
      if (value instanceof MetricValue.Counts counts) {
        return counts.top().stream()
            .collect(toMap(each -> comparable(each.value().plain()), MetricValue.Entry::count))
            .equals(
                ((Map<?, ?>) FunctionFacts.value(expected))
                    .entrySet().stream()
                        .collect(toMap(each -> comparable(each.getKey()), Map.Entry::getValue)));
      }
      BigDecimal found = number(value);
      if (found == null || !expected.matches("-?[0-9].*") || expected.matches("\\d+-.*")) {
        return value.plain().equals(FunctionFacts.value(expected));
      }
      String[] near = expected.split(" ± ", -1);
      String[] fraction = near[0].split("/", -1);
      BigDecimal number = new BigDecimal(fraction[0]);
      if (fraction.length > 1) {
        number = number.divide(new BigDecimal(fraction[1]), MathContext.DECIMAL128);
      }
      BigDecimal tolerance =
          near.length > 1
              ? new BigDecimal(near[1])
              : value instanceof MetricValue.Real
                  ? number.abs().multiply(new BigDecimal("1e-9"))
                  : BigDecimal.ZERO;
      return found.subtract(number).abs().compareTo(tolerance) <= 0;
    }

    /** An exact quotient as 34 digits; null for what is no finite number. */
    private static @Nullable BigDecimal number(MetricValue value) {
      if (value instanceof MetricValue.Ratio share) {
        return BigDecimal.valueOf(share.part())
            .divide(BigDecimal.valueOf(share.whole()), MathContext.DECIMAL128);
      }
      if (value instanceof MetricValue.Mean mean) {
        return mean.sum().divide(BigDecimal.valueOf(mean.count()), MathContext.DECIMAL128);
      }
      Object plain = comparable(value.plain());
      return plain instanceof BigDecimal number ? number : null;
    }

    private static Object comparable(Object plain) {
      return plain instanceof Number number && Double.isFinite(number.doubleValue())
          ? new BigDecimal(number.toString()).stripTrailingZeros()
          : plain;
    }
  }

  private static final Pattern NAME = Pattern.compile("(\\w+)(?:\\((.*)\\))?");
  private static final Pattern COLUMN = Pattern.compile("(\\[.*])(?::(\\w+))?");
  private static final Pattern RANGE = Pattern.compile("\\[(\\d+)\\.\\.(\\d+)]");

  private StatisticFacts() {}

  private static Matcher matching(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("facts/statistics.txt: " + text);
    }
    return matcher;
  }

  /** All facts, in the order of the table. */
  public static List<Fact> all() {
    return FunctionFacts.lines("statistics").map(StatisticFacts::fact).toList();
  }

  private static Fact fact(String line) {
    String[] parts = line.split(" \\| ", -1);
    Matcher name = matching(NAME, parts[0]);
    Statistic statistic =
        Stream.of(Statistic.values())
            .filter(each -> each.word().equals(name.group(1)))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no such statistic: " + line));
    List<BigDecimal> parameters =
        name.group(2) == null || statistic.isOfSet()
            ? List.of()
            : Stream.of(name.group(2).split(", ", -1)).map(BigDecimal::new).toList();
    boolean wholeRow = parts[1].startsWith("* ; ");
    List<Column> columns =
        Arrays.stream(parts[1].substring(wholeRow ? 4 : 0).split(" ; ", -1))
            .map(StatisticFacts::column)
            .toList();
    return new Fact(
        line, statistic, parameters, members(statistic, name), wholeRow, columns, parts[2]);
  }

  /** The set that a statistic is of: constants as functions.txt writes them. */
  private static List<Expr> members(Statistic statistic, Matcher name) {
    if (!statistic.isOfSet()) {
      return List.of();
    }
    return ((List<?>) FunctionFacts.value("[" + name.group(2) + "]"))
        .stream().map(FunctionFacts::literal).toList();
  }

  private static Column column(String text) {
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      long last = Long.parseLong(range.group(2));
      return new Column(
          LongStream.rangeClosed(Long.parseLong(range.group(1)), last)
              .mapToObj(Object.class::cast)
              .toList(),
          Long.class);
    }
    Matcher column = matching(COLUMN, text);
    List<?> values = (List<?>) FunctionFacts.value(column.group(1));
    Class<?> type =
        column.group(2) != null
            ? FunctionFacts.type(column.group(2))
            : values.stream().filter(each -> each != null).findFirst().orElseThrow().getClass();
    return new Column(new ArrayList<>(values), type);
  }

  private static Table table(List<Fact> facts) {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    List<Map<String, @Nullable Object>> records = new ArrayList<>();
    List<Map<String, @Nullable Object>> reference = new ArrayList<>();
    for (int row = 0; row < facts.get(0).size(); row++) {
      records.add(new LinkedHashMap<>());
      reference.add(new LinkedHashMap<>());
    }
    List<Constraint> constraints = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      List<String> names = new ArrayList<>();
      for (Column column : facts.get(i).columns()) {
        String name = "f" + i + "_" + names.size();
        names.add(name);
        types.put(name, column.type());
        for (int row = 0; row < records.size(); row++) {
          records.get(row).put(name, column.values().get(row));
          reference.get(row).put(name, column.values().get(row));
          if (facts.get(i).statistic().isOfTwo() && names.size() == 2) {
            reference.get(row).put(names.get(0), column.values().get(row));
          }
        }
      }
      constraints.add(facts.get(i).constraint(names));
    }
    return new Table(
        types,
        List.copyOf(records),
        List.copyOf(reference),
        Check.error("facts").require(constraints));
  }

  /** All of them of columns that are in no dataset. */
  public static Check check() {
    List<Fact> all = all();
    List<Constraint> constraints = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      List<String> names = new ArrayList<>();
      for (int k = 0; k < all.get(i).columns().size(); k++) {
        names.add("f" + i + "_" + k);
      }
      constraints.add(all.get(i).constraint(names).id("fact " + i));
    }
    return Check.error("statistics").require(constraints);
  }

  /** Which facts do not hold when a path verifies their tables, and what came instead. */
  public static List<String> wrong(Function<Table, VerificationResult> path) {
    List<String> wrong = new ArrayList<>();
    Map<List<?>, List<Fact>> groups =
        all().stream()
            .collect(
                groupingBy(
                    each -> List.of(each.size(), each.wholeRow() ? each.text() : ""),
                    LinkedHashMap::new,
                    java.util.stream.Collectors.toList()));
    for (List<Fact> facts : groups.values()) {
      List<ConstraintResult> results = path.apply(table(facts)).constraints();
      for (int i = 0; i < facts.size(); i++) {
        if (!facts.get(i).holds(results.get(i))) {
          wrong.add(
              facts.get(i).text() + ": " + results.get(i).status() + " " + results.get(i).butWas());
        }
      }
    }
    return wrong;
  }
}
