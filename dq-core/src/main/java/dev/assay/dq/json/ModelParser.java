package dev.assay.dq.json;

import dev.assay.dq.Baseline;
import dev.assay.dq.BusinessCalendar;
import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Severity;
import dev.assay.dq.TextPattern;
import dev.assay.dq.internal.EditDistance;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.ColumnSelector;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Connective;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.DataFact;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Format;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.ModelTree;
import dev.assay.dq.internal.model.Notes;
import dev.assay.dq.internal.model.Operation;
import dev.assay.dq.internal.model.OrderRule;
import dev.assay.dq.internal.model.OtherKey;
import dev.assay.dq.internal.model.Past;
import dev.assay.dq.internal.model.PastStatistic;
import dev.assay.dq.internal.model.PastTolerance;
import dev.assay.dq.internal.model.RowThreshold;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.SchemaRule;
import dev.assay.dq.internal.model.SchemaText;
import dev.assay.dq.internal.model.Signature;
import dev.assay.dq.internal.model.Statistic;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Trees back to the model: the reverse of {@link ModelTree}. */
final class ModelParser {

  private static final Map<String, Function> FUNCTIONS = byWord(Function.values(), Function::word);
  private static final Map<String, DataFact> FACTS = byWord(DataFact.values(), DataFact::word);

  private static final Map<String, Statistic> STATISTICS =
      byWord(Statistic.values(), Statistic::word);

  private static final Map<String, Operation> OPERATIONS =
      byWord(Operation.values(), Operation::word);

  private static final Set<String> METRICS =
      union(
          List.of(
              STATISTICS.keySet(),
              OPERATIONS.keySet(),
              Set.of(ModelTree.SQL_METRIC, ModelTree.IN)));
  private static final Map<String, ColumnKind> KINDS =
      byWord(ColumnKind.values(), ColumnKind::word);
  private static final Map<String, RowThreshold.Kind> THRESHOLDS =
      byWord(RowThreshold.Kind.values(), RowThreshold.Kind::word);
  private static final Map<String, Severity> SEVERITIES = byWord(Severity.values(), Severity::word);
  private static final Map<String, Connective> CONNECTIVES =
      byWord(Connective.values(), Connective::word);
  private static final Map<String, OrderRule> ORDER_RULES =
      byWord(OrderRule.values(), OrderRule::word);
  private static final Map<String, OnNoRows> OUTCOMES = byWord(OnNoRows.values(), OnNoRows::word);
  private static final Map<String, DayOfWeek> WEEKDAYS =
      byWord(DayOfWeek.values(), each -> each.name().toLowerCase(Locale.ROOT));
  private static final Map<String, Format> FORMATS = byWord(Format.values(), Format::word);

  private static final Map<String, Comparison> COMPARISONS =
      byWord(Comparison.values(), each -> Function.of(each).word());

  private static final Map<String, PastStatistic> PASTS =
      byWord(PastStatistic.values(), PastStatistic::word);

  /** What a tolerance may be counted in, where that is said. */
  private static final Map<String, PastTolerance> TOLERANCES =
      Stream.of(PastTolerance.values())
          .filter(each -> each.word() != null)
          .collect(Collectors.toMap(PastTolerance::word, each -> each));

  /** What a metric may be expected to be. */
  private static final Set<String> EXPECTATIONS =
      union(
          List.of(
              COMPARISONS.keySet(),
              Set.of(Function.BETWEEN.word(), Function.IS_CLOSE_TO.word(), Function.IN.word())));

  private static final Set<String> BASELINES = Set.of(ModelTree.EDGES, ModelTree.VALUES);

  /** What says something of a row or a value of it. */
  private static final Set<String> EXPRESSIONS =
      union(
          List.of(
              FUNCTIONS.keySet(), KINDS.keySet(), Set.of("sql", "element", "instant", "datetime")));

  private static final Set<String> NOTES =
      Set.of("onNoRows", "id", "name", "because", "tags", "ifPresent");

  /** What is said of the columns themselves. */
  private static final Set<String> RULES =
      union(
          List.of(
              FACTS.keySet(),
              Set.of("schema", "hasSameSchemaAs", "hasColumn", "hasNoColumn", "columns")));

  /** Every word that a constraint may have. */
  static final Set<String> CONSTRAINT =
      union(
          List.of(
              EXPRESSIONS,
              METRICS,
              byWord(Statistic.Parameter.values(), Statistic.Parameter::word).keySet(),
              EXPECTATIONS,
              THRESHOLDS.keySet(),
              CONNECTIVES.keySet(),
              ORDER_RULES.keySet(),
              NOTES,
              RULES,
              Set.of(
                  ModelTree.WARN,
                  ModelTree.PER,
                  ModelTree.OF,
                  ModelTree.EVERY_GROUP_IN,
                  ModelTree.EVERY_GROUP_OF,
                  ModelTree.ORDERED_BY,
                  ModelTree.SAME_ROWS,
                  ModelTree.ON,
                  ModelTree.IGNORING,
                  ModelTree.WITH_TOLERANCE,
                  "where",
                  "failingOnNull",
                  "allowingMore",
                  "inAnyOrder",
                  "withWiderTypes",
                  "type",
                  "notNull",
                  "haveNamesMatching",
                  "forEachColumn",
                  "named",
                  "matching",
                  "commented",
                  "tagged",
                  "require")));

  private ModelParser() {}

  private static <T> Map<String, T> byWord(T[] all, java.util.function.Function<T, String> word) {
    Map<String, T> words = new TreeMap<>();
    for (T each : all) {
      words.put(word.apply(each), each);
    }
    return words;
  }

  private static Set<String> union(List<Set<String>> sets) {
    Set<String> all = new TreeSet<>();
    sets.forEach(all::addAll);
    return all;
  }

  /** Reads what stands at a place. */
  private interface Reader<T> {
    T read(@Nullable Object tree, String path);
  }

  /** The parts of an object by their words; what nobody asked for is refused at the end. */
  private static final class Parts {

    private final Map<?, ?> tree;
    private final String path;
    private final Set<String> asked = new TreeSet<>();

    Parts(@Nullable Object tree, String path) {
      this.tree = map(tree, path);
      this.path = path;
    }

    /** Those of some words that are here. */
    List<String> among(Set<String> words) {
      return words.stream().filter(tree::containsKey).toList();
    }

    <T> T get(String word, Reader<T> reader) {
      asked.add(word);
      if (!tree.containsKey(word)) {
        throw new CheckFormatException(path + "." + word, "is missing");
      }
      return reader.read(tree.get(word), path + "." + word);
    }

    <T> T get(String word, T otherwise, Reader<T> reader) {
      asked.add(word);
      return tree.containsKey(word) ? get(word, reader) : otherwise;
    }

    void refuseOthers() {
      refuseOthers(asked);
    }

    void refuseOthers(Set<String> known) {
      for (Object word : tree.keySet()) {
        if (!known.contains(word)) {
          throw unknown(String.valueOf(word), known, path + "." + word);
        }
      }
    }
  }

  private static CheckFormatException unknown(String word, Set<String> known, String path) {
    return new CheckFormatException(path, unknown(word, known));
  }

  private static String unknown(String word, Set<String> known) {
    return shown(word) + " is not known here; what is, nearest first: " + nearest(word, known);
  }

  /** Words in the order of how near they are to another, those as near in that of the alphabet. */
  static String nearest(String word, Set<String> known) {
    String start = word.substring(0, Math.min(word.length(), 40));
    return known.stream()
        .sorted(
            Comparator.<String>comparingInt(each -> EditDistance.between(start, each))
                .thenComparing(Comparator.naturalOrder()))
        .collect(Collectors.joining(", "));
  }

  /** What a word stands for. */
  private static <T> Reader<T> oneOf(Map<String, T> known) {
    return (tree, path) -> {
      T found = known.get(text(tree, path));
      if (found == null) {
        throw unknown(text(tree, path), known.keySet(), path);
      }
      return found;
    };
  }

  private static <T> Reader<List<T>> listOf(Reader<? extends T> reader) {
    return (tree, path) -> {
      List<T> items = new ArrayList<>();
      for (Object item : list(tree, path)) {
        items.add(reader.read(item, path + "[" + items.size() + "]"));
      }
      return items;
    };
  }

  static List<Check> document(@Nullable Object tree, String format, int version) {
    Parts parts = new Parts(tree, "$");
    String found = parts.get("format", ModelParser::text);
    if (!found.equals(format)) {
      throw new CheckFormatException(
          "$.format", "expected \"" + format + "\", but found " + shown(found));
    }
    BigDecimal number = parts.get("version", ModelParser::number);
    if (number.compareTo(BigDecimal.valueOf(version)) != 0) {
      throw new CheckFormatException(
          "$.version", number + " is not known; this library reads version " + version);
    }
    List<Check> checks = parts.get("checks", listOf(ModelParser::check));
    parts.refuseOthers();
    return List.copyOf(checks);
  }

  private static Check check(@Nullable Object tree, String path) {
    Parts parts = new Parts(tree, path);
    Check check =
        made(
            () ->
                new Check(
                    parts.get("name", ModelParser::text),
                    parts.get("severity", Severity.ERROR, oneOf(SEVERITIES)),
                    parts.get("constraints", List.of(), listOf(ModelParser::constraint)),
                    parts.get("onNoRows", OnNoRows.DEFAULT, oneOf(OUTCOMES)),
                    parts.get("tags", List.of(), listOf(ModelParser::text))),
            path);
    parts.refuseOthers();
    return check;
  }

  private static Constraint constraint(@Nullable Object tree, String path) {
    Parts parts = new Parts(tree, path);
    parts.refuseOthers(CONSTRAINT);
    Constraint constraint =
        parts.tree.containsKey("forEachColumn")
            ? made(() -> forEach(parts), path)
            : !parts.among(CONNECTIVES.keySet()).isEmpty()
                ? made(() -> combined(parts), path)
                : !parts.among(RULES).isEmpty()
                    ? made(() -> onSchema(parts), path)
                    : parts.tree.containsKey(ModelTree.SAME_ROWS)
                        ? made(() -> sameRows(parts), path)
                        : !parts.among(ORDER_RULES.keySet()).isEmpty()
                            ? made(() -> inOrder(parts), path)
                            : parts.among(METRICS).isEmpty()
                                ? made(() -> onRows(parts), path)
                                : parts.tree.containsKey(ModelTree.PER)
                                    ? made(() -> perGroup(parts), path)
                                    : made(() -> onMetric(parts), path);
    parts.refuseOthers();
    return constraint;
  }

  /** The one word of several that must be here. */
  private static String subject(Parts parts, Set<String> words, String expected) {
    List<String> found = parts.among(words);
    if (found.size() != 1) {
      throw new CheckFormatException(
          parts.path,
          expected
              + (found.isEmpty()
                  ? ""
                  : "; this has " + found.size() + ": " + String.join(", ", found)));
    }
    return found.get(0);
  }

  private static Constraint onRows(Parts parts) {
    String word =
        subject(
            parts,
            EXPRESSIONS,
            "expected one predicate or statistic and what it is said of, such as {\"isComplete\":"
                + " {\"string\": \"email\"}}");
    parts.asked.add(word);
    return new Constraint.OnRows(
        predicate(Collections.singletonMap(word, parts.tree.get(word)), parts.path),
        parts.get("where", Expr.Literal.TRUE, ModelParser::predicate),
        threshold(parts),
        parts.<@Nullable RowThreshold>get(ModelTree.WARN, null, ModelParser::warning),
        parts.get("failingOnNull", false, ModelParser::truth),
        parts.get("onNoRows", OnNoRows.DEFAULT, oneOf(OUTCOMES)),
        notes(parts));
  }

  /** The threshold that only warns, alone in its object. */
  private static RowThreshold warning(@Nullable Object tree, String path) {
    Parts parts = new Parts(tree, path);
    subject(parts, THRESHOLDS.keySet(), "expected one threshold, such as {\"forAtLeast\": 0.99}");
    RowThreshold threshold = threshold(parts);
    parts.refuseOthers();
    return threshold;
  }

  private static RowThreshold threshold(Parts parts) {
    List<String> thresholds = parts.among(THRESHOLDS.keySet());
    if (thresholds.size() > 1) {
      throw new CheckFormatException(
          parts.path, "has more than one threshold: " + String.join(", ", thresholds));
    }
    parts.asked.addAll(THRESHOLDS.keySet());
    RowThreshold threshold = RowThreshold.ALL;
    for (String each : thresholds) {
      BigDecimal value = parts.get(each, ModelParser::number);
      threshold =
          made(() -> new RowThreshold(THRESHOLDS.get(each), value), parts.path + "." + each);
    }
    return threshold;
  }

  private static Constraint combined(Parts parts) {
    String word = subject(parts, CONNECTIVES.keySet(), "expected one way to combine constraints");
    Constraint.Combined made =
        Constraint.Combined.of(
            CONNECTIVES.get(word), parts.get(word, listOf(ModelParser::constraint)));
    return new Constraint.Combined(
        made.connective(),
        made.parts(),
        parts.get("onNoRows", OnNoRows.DEFAULT, oneOf(OUTCOMES)),
        notes(parts));
  }

  private static Constraint perGroup(Parts parts) {
    return new Constraint.PerGroup(
        parts.get(ModelTree.PER, listOf(ModelParser::expression)),
        onMetric(parts),
        threshold(parts),
        parts.get(ModelTree.EVERY_GROUP_IN, List.of(), listOf(ModelParser::literal)),
        parts.<@Nullable OtherKey>get(ModelTree.EVERY_GROUP_OF, null, ModelParser::reference));
  }

  private static Constraint inOrder(Parts parts) {
    String word = subject(parts, ORDER_RULES.keySet(), "expected one rule of rows in order");
    OrderRule rule = ORDER_RULES.get(word);
    return new Constraint.InOrder(
        rule,
        parts.get(word, (said, path) -> of(rule, said, path)),
        parts.get(ModelTree.ORDERED_BY, listOf(ModelParser::expression)),
        parts.get(ModelTree.PER, List.of(), listOf(ModelParser::expression)),
        parts.get("where", Expr.Literal.TRUE, ModelParser::predicate),
        threshold(parts),
        parts.<@Nullable RowThreshold>get(ModelTree.WARN, null, ModelParser::warning),
        parts.get("onNoRows", OnNoRows.DEFAULT, oneOf(OUTCOMES)),
        notes(parts));
  }

  private static Constraint sameRows(Parts parts) {
    return new Constraint.SameRows(
        parts.get(ModelTree.SAME_ROWS, ModelParser::text),
        parts.get(ModelTree.ON, List.of(), listOf(ModelParser::column)),
        parts.get(ModelTree.IGNORING, List.of(), listOf(ModelParser::column)),
        parts.get(ModelTree.WITH_TOLERANCE, BigDecimal.ZERO, ModelParser::number),
        threshold(parts),
        parts.get("onNoRows", OnNoRows.DEFAULT, oneOf(OUTCOMES)),
        notes(parts));
  }

  private static ColumnRef column(@Nullable Object tree, String path) {
    String name = text(tree, path);
    return made(() -> ColumnRef.parse(name), path);
  }

  private static List<Expr> of(OrderRule rule, @Nullable Object said, String path) {
    return arguments(rule.takes(), list(said, path), path);
  }

  /** What is listed, of which the last kind may be repeated. */
  private static List<Expr> arguments(List<Signature.Takes> takes, List<?> list, String path) {
    if (takes.isEmpty() && !list.isEmpty()) {
      throw new CheckFormatException(path, "expected an empty list");
    }
    List<Expr> arguments = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      arguments.add(argument(Signature.Takes.at(takes, i), list.get(i), path + "[" + i + "]"));
    }
    return arguments;
  }

  private static Constraint.OnMetric onMetric(Parts parts) {
    return new Constraint.OnMetric(
        metric(parts),
        expectation(parts),
        parts.<@Nullable Expectation>get(ModelTree.WARN, null, ModelParser::warned),
        parts.get("onNoRows", OnNoRows.DEFAULT, oneOf(OUTCOMES)),
        notes(parts));
  }

  /** The expectation that only warns, alone in its object. */
  private static Expectation warned(@Nullable Object tree, String path) {
    Parts parts = new Parts(tree, path);
    subject(parts, EXPECTATIONS, "expected one expectation, such as {\"isAtLeast\": 0.99}");
    Expectation expectation = expectation(parts);
    parts.refuseOthers();
    return expectation;
  }

  private static Expectation expectation(Parts parts) {
    parts.asked.addAll(EXPECTATIONS);
    List<String> words = parts.among(EXPECTATIONS);
    if (words.isEmpty()) {
      return new Expectation.Observed();
    }
    String word = subject(parts, EXPECTATIONS, "expected one expectation");
    Comparison comparison = COMPARISONS.get(word);
    String path = parts.path + "." + word;
    Object tree = parts.tree.get(word);
    if (comparison != null && isMetric(tree)) {
      Metric metric = parts.get(word, ModelParser::compared);
      return made(() -> new Expectation.Than(comparison, metric), path);
    }
    if (comparison != null && isPast(tree)) {
      Past past = parts.get(word, ModelParser::past);
      return made(() -> new Expectation.ThanPast(comparison, past), path);
    }
    if (word.equals(Function.IS_CLOSE_TO.word())
        && tree instanceof List<?> list
        && list.size() == 2
        && (isMetric(list.get(0)) || isPast(list.get(0)))) {
      return made(() -> isPast(list.get(0)) ? nearPast(list, path) : near(list, path), path);
    }
    if (comparison != null) {
      Expr bound = parts.get(word, ModelParser::bound);
      return bound instanceof Expr.Literal literal
          ? new Expectation.Compare(comparison, literal.constant())
          : made(() -> new Expectation.Relative(comparison, bound), path);
    }
    List<Constant> constants = parts.get(word, listOf(ModelParser::literal));
    if (word.equals(Function.IN.word())) {
      return made(() -> new Expectation.In(constants), path);
    }
    if (constants.size() != 2) {
      throw new CheckFormatException(path, "takes 2 constants, and these are " + constants.size());
    }
    return made(
        () ->
            word.equals(Function.IS_CLOSE_TO.word())
                ? new Expectation.CloseTo(
                    numeric(constants.get(0), path + "[0]"),
                    numeric(constants.get(1), path + "[1]"))
                : new Expectation.Between(constants.get(0), constants.get(1)),
        path);
  }

  private static boolean isMetric(@Nullable Object tree) {
    return tree instanceof Map<?, ?> map && map.containsKey(ModelTree.METRIC);
  }

  private static boolean isPast(@Nullable Object tree) {
    return tree instanceof Map<?, ?> map && map.containsKey(ModelTree.PAST);
  }

  private static Past past(@Nullable Object tree, String path) {
    Parts parts = new Parts(tree, path);
    PastStatistic statistic = parts.get(ModelTree.PAST, oneOf(PASTS));
    int runs =
        statistic == PastStatistic.PREVIOUS ? 1 : parts.get(ModelTree.RUNS, ModelParser::count);
    int needed = parts.get(ModelTree.NEEDING, statistic.needed(runs), ModelParser::count);
    boolean unfailed = parts.get(ModelTree.UNFAILED, false, ModelParser::truth);
    parts.refuseOthers();
    return made(() -> new Past(statistic, runs, needed, unfailed), path);
  }

  /** What is near the past, within a number or so many of what a word stands for. */
  private static Expectation nearPast(List<?> list, String path) {
    Past past = past(list.get(0), path + "[0]");
    Object tolerance = list.get(1);
    String at = path + "[1]";
    if (!(tolerance instanceof Map)) {
      return new Expectation.NearPast(
          past, new Constant.Num(number(tolerance, at)), PastTolerance.NUMBER);
    }
    Parts parts = new Parts(tolerance, at);
    String word = subject(parts, TOLERANCES.keySet(), "expected one tolerance");
    BigDecimal number = parts.get(word, ModelParser::number);
    parts.refuseOthers();
    return new Expectation.NearPast(
        past, new Constant.Num(number), Objects.requireNonNull(TOLERANCES.get(word)));
  }

  /** The metric that another is compared with. */
  private static Metric compared(@Nullable Object tree, String path) {
    Parts parts = new Parts(tree, path);
    Metric metric = parts.get(ModelTree.METRIC, ModelParser::whole);
    parts.refuseOthers();
    return metric;
  }

  private static Metric whole(@Nullable Object tree, String path) {
    Parts parts = new Parts(tree, path);
    Metric metric = metric(parts);
    parts.refuseOthers();
    return metric;
  }

  /** What is near the metric, within a number or a percentage. */
  private static Expectation near(List<?> list, String path) {
    Metric metric = compared(list.get(0), path + "[0]");
    Object tolerance = list.get(1);
    String at = path + "[1]";
    if (!(tolerance instanceof Map)) {
      return new Expectation.Near(metric, new Constant.Num(number(tolerance, at)), false);
    }
    Parts parts = new Parts(tolerance, at);
    BigDecimal percent = parts.get(ModelTree.PERCENT, ModelParser::number);
    parts.refuseOthers();
    return new Expectation.Near(metric, new Constant.Num(percent), true);
  }

  /** A constant, or what is said with a function. */
  private static Expr bound(@Nullable Object tree, String path) {
    boolean called =
        tree instanceof Map<?, ?> map
            && map.size() == 1
            && FUNCTIONS.containsKey(String.valueOf(map.keySet().iterator().next()));
    return called ? expression(tree, path) : new Expr.Literal(literal(tree, path));
  }

  private static Constant.Num numeric(Constant constant, String path) {
    return new Constant.Num(number(constant.value(), path));
  }

  private static Constraint onSchema(Parts parts) {
    String word = subject(parts, RULES, "expected one rule of the schema");
    return new Constraint.OnSchema(rule(parts, word), notes(parts));
  }

  private static SchemaRule rule(Parts parts, String word) {
    DataFact fact = FACTS.get(word);
    if (fact != null) {
      parts.asked.add(word);
      return new SchemaRule.Measured(fact, expectation(parts), null);
    }
    return switch (word) {
      case "schema" ->
          new SchemaRule.Columns(
              made(
                  () -> SchemaText.read(parts.get(word, ModelParser::text)),
                  parts.path + "." + word),
              parts.get("allowingMore", false, ModelParser::truth),
              parts.get("inAnyOrder", false, ModelParser::truth),
              parts.get("withWiderTypes", false, ModelParser::truth));
      case "hasSameSchemaAs" ->
          new SchemaRule.SameAs(
              parts.get(word, ModelParser::text),
              parts.get("allowingMore", false, ModelParser::truth),
              parts.get("inAnyOrder", false, ModelParser::truth),
              parts.get("withWiderTypes", false, ModelParser::truth));
      case "hasColumn" ->
          new SchemaRule.Has(
              ColumnRef.parse(parts.get(word, ModelParser::text)),
              type(parts),
              parts.get("notNull", false, ModelParser::truth));
      case "hasNoColumn" ->
          new SchemaRule.Lacks(ColumnRef.parse(parts.get(word, ModelParser::text)));
      case "columns" -> {
        ColumnSelector selector = selector(parts, word);
        String regex = parts.<@Nullable String>get("haveNamesMatching", null, ModelParser::text);
        yield regex != null
            ? new SchemaRule.Names(selector, regex)
            : new SchemaRule.Types(
                selector, type(parts), parts.get("notNull", false, ModelParser::truth));
      }
      default -> throw new IllegalStateException(word + " is no rule of the schema");
    };
  }

  private static Schema.@Nullable Type type(Parts parts) {
    String text = parts.<@Nullable String>get("type", null, ModelParser::text);
    return text == null ? null : made(() -> SchemaText.type(text).type(), parts.path + ".type");
  }

  private static ColumnSelector selector(Parts parts, String word) {
    return new ColumnSelector(
        parts.get(word, oneOf(KINDS)),
        parts.get("named", List.of(), listOf(ModelParser::text)),
        parts.<@Nullable String>get("matching", null, ModelParser::text),
        parts.<@Nullable String>get("commented", null, ModelParser::text),
        parts.get("tagged", List.of(), listOf(ModelParser::text)));
  }

  private static Constraint forEach(Parts parts) {
    return new Constraint.ForEach(
        selector(parts, "forEachColumn"),
        parts.get("require", listOf(ModelParser::constraint)),
        notes(parts));
  }

  private static Notes notes(Parts parts) {
    return new Notes(
        parts.<@Nullable String>get("id", null, ModelParser::text),
        parts.<@Nullable String>get("name", null, ModelParser::text),
        parts.<@Nullable String>get("because", null, ModelParser::text),
        parts.get("tags", List.of(), listOf(ModelParser::text)),
        parts.get("ifPresent", false, ModelParser::truth));
  }

  private static Map<?, ?> map(@Nullable Object tree, String path) {
    if (tree instanceof Map<?, ?> map) {
      return map;
    }
    throw new CheckFormatException(path, "expected an object, but found " + shown(tree));
  }

  private static String shown(@Nullable Object tree) {
    if (tree instanceof Map) {
      return "an object";
    }
    if (tree instanceof List) {
      return "a list";
    }
    return tree instanceof String text ? "\"" + text + "\"" : String.valueOf(tree);
  }

  /** What the model makes, unless it refuses to. */
  private static <T> T made(Supplier<T> maker, String path) {
    try {
      return maker.get();
    } catch (CheckFormatException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new CheckFormatException(path, String.valueOf(e.getMessage()));
    }
  }

  private static List<?> list(@Nullable Object tree, String path) {
    if (tree instanceof List<?> list) {
      return list;
    }
    throw new CheckFormatException(path, "expected a list, but found " + shown(tree));
  }

  static String text(@Nullable Object tree, String path) {
    if (tree instanceof String text) {
      return text;
    }
    throw new CheckFormatException(path, "expected a text, but found " + shown(tree));
  }

  private static BigDecimal number(@Nullable Object tree, String path) {
    if (tree instanceof Number number) {
      return new BigDecimal(number.toString());
    }
    throw new CheckFormatException(path, "expected a number, but found " + shown(tree));
  }

  private static int count(@Nullable Object tree, String path) {
    return exactly(tree, path, BigDecimal::intValueExact);
  }

  private static long longCount(@Nullable Object tree, String path) {
    return exactly(tree, path, BigDecimal::longValueExact);
  }

  private static <T> T exactly(
      @Nullable Object tree, String path, java.util.function.Function<BigDecimal, T> exact) {
    try {
      return exact.apply(number(tree, path));
    } catch (ArithmeticException e) {
      throw new CheckFormatException(path, "expected a whole number, but found " + shown(tree));
    }
  }

  private static boolean truth(@Nullable Object tree, String path) {
    if (tree instanceof Boolean truth) {
      return truth;
    }
    throw new CheckFormatException(path, "expected true or false, but found " + shown(tree));
  }

  private static ColumnRef columnRef(@Nullable Object tree, String path) {
    String name = text(tree, path);
    return made(() -> ColumnRef.parse(name), path);
  }

  private static Expr.Column column(ColumnKind kind, @Nullable Object tree, String path) {
    String name = text(tree, path);
    boolean each = name.equals(ModelTree.EACH);
    if (each && !path.contains(".require[")) { // its words are known: the path tells where it is
      throw new CheckFormatException(
          path,
          "\"*\" is the column of forEachColumn, and stands in what that requires; the column of"
              + " this name is \"`*`\"");
    }
    return new Expr.Column(
        each ? ColumnRef.placeholder() : made(() -> ColumnRef.parse(name), path), kind);
  }

  /** An expression that says something true or false of a row. */
  private static Expr predicate(@Nullable Object tree, String path) {
    Expr expr = expression(tree, path);
    if (expr.kind() == ColumnKind.BOOL || expr.kind() == ColumnKind.ANY) {
      return expr;
    }
    throw new CheckFormatException(
        path, "expected a predicate, but found a value of type " + expr.kind().label());
  }

  private static Expr expression(@Nullable Object tree, String path) {
    if (tree == null || tree instanceof List) {
      throw new CheckFormatException(path, "expected an expression, but found " + shown(tree));
    }
    if (!(tree instanceof Map<?, ?> map)) {
      return new Expr.Literal(literal(tree, path));
    }
    if (map.size() != 1) {
      throw new CheckFormatException(
          path,
          "expected one word and what it is said of, such as {\"isComplete\": {\"string\":"
              + " \"email\"}}");
    }
    String word = String.valueOf(map.keySet().iterator().next());
    Object said = map.get(word);
    Function function = FUNCTIONS.get(word);
    if (function != null) {
      return call(function, said, path + "." + word);
    }
    if (word.equals("sql")) {
      String text = text(said, path + ".sql");
      return made(() -> new Expr.Sql(text), path + ".sql");
    }
    if (word.equals("element")) {
      return element(said, path + ".element");
    }
    if (word.equals("instant")
        || word.equals("datetime")
        || (word.equals("date") && isDate(said))) {
      return new Expr.Literal(literal(tree, path));
    }
    ColumnKind kind = KINDS.get(word);
    if (kind == ColumnKind.BOOL && said instanceof Boolean) {
      return new Expr.Literal(literal(said, path));
    }
    if (kind != null) {
      return column(kind, said, path + "." + word);
    }
    throw unknown(word, EXPRESSIONS, path + "." + word);
  }

  private static Expr.Element element(@Nullable Object tree, String path) {
    List<?> parts = tree instanceof List<?> list && list.size() == 2 ? list : null;
    ColumnKind kind =
        oneOf(KINDS).read(parts == null ? tree : parts.get(0), parts == null ? path : path + "[0]");
    int outwards = 0;
    if (parts != null) {
      try {
        outwards = number(parts.get(1), path + "[1]").intValueExact();
      } catch (ArithmeticException e) {
        throw new CheckFormatException(
            path + "[1]", "expected a whole number, but found " + shown(parts.get(1)));
      }
    }
    int at = outwards;
    return made(() -> new Expr.Element(at, kind), path);
  }

  /** Whether this is a constant: a column of dates whose name is a date stands in backticks. */
  private static boolean isDate(@Nullable Object tree) {
    try {
      return tree instanceof String text && LocalDate.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** A call of what stands beside its word: one argument, or a list of several. */
  private static Expr call(Function function, @Nullable Object tree, String path) {
    Signature signature = function.signature();
    List<Expr> arguments = new ArrayList<>();
    boolean one = signature.least() == 1 && !signature.repeats();
    if (one && (signature.optional() == 0 || !(tree instanceof List))) {
      arguments.add(argument(signature.takes(0), tree, path));
    } else {
      arguments.addAll(arguments(signature.takes(), list(tree, path), path));
      while (arguments.size() < signature.takes().size()
          && signature.takes(arguments.size()) == Signature.Takes.FLAG) {
        arguments.add(Expr.Literal.TRUE);
      }
    }
    return made(() -> new Expr.Call(function, arguments), path);
  }

  /** Two metrics that are combined, or a statistic, what it is of, and its numbers by name. */
  private static Metric metric(Parts parts) {
    String word =
        subject(
            parts,
            METRICS,
            "expected one statistic and what it is of, such as {\"mean\": {\"number\":"
                + " \"amount\"}}");
    if (word.equals(ModelTree.SQL_METRIC)) {
      String text = parts.get(word, ModelParser::text);
      Expr where = parts.get("where", Expr.Literal.TRUE, ModelParser::predicate);
      return made(() -> new Metric.Sql(text, where), parts.path);
    }
    if (word.equals(ModelTree.IN)) {
      String dataset = parts.get(word, ModelParser::text);
      Metric there = parts.get(ModelTree.OF, ModelParser::whole);
      return made(() -> new Metric.Elsewhere(dataset, there), parts.path);
    }
    Operation operation = OPERATIONS.get(word);
    return operation != null ? combination(operation, parts) : summary(STATISTICS.get(word), parts);
  }

  private static Metric combination(Operation operation, Parts parts) {
    List<Metric> metrics = parts.get(operation.word(), listOf(ModelParser::part));
    if (metrics.size() != 2) {
      throw new CheckFormatException(
          parts.path + "." + operation.word(),
          "expected a list of two metrics, or of a metric and a number");
    }
    Expr where = parts.get("where", Expr.Literal.TRUE, ModelParser::predicate);
    return made(
        () -> {
          Metric made = new Metric.Combination(operation, metrics.get(0), metrics.get(1));
          return where.isTrue() ? made : made.narrowed(where);
        },
        parts.path);
  }

  private static Metric part(@Nullable Object tree, String path) {
    if (tree instanceof Number) {
      return new Metric.Literal(new Constant.Num(number(tree, path)));
    }
    return whole(tree, path);
  }

  private static Metric summary(Statistic statistic, Parts parts) {
    String word = statistic.word();
    List<Expr> of = parts.get(word, (said, path) -> of(statistic, said, path));
    List<BigDecimal> numbers = new ArrayList<>();
    for (Statistic.Parameter each : statistic.parameters()) {
      numbers.add(parts.get(each.word(), ModelParser::number));
    }
    Expr where = parts.get("where", Expr.Literal.TRUE, ModelParser::predicate);
    return made(() -> new Metric.Summary(statistic, of, numbers, where), parts.path);
  }

  private static List<Expr> of(Statistic statistic, @Nullable Object said, String path) {
    return said instanceof List || statistic.takes().isEmpty()
        ? arguments(statistic.takes(), list(said, path), path)
        : List.of(argument(statistic.takes(0), said, path));
  }

  private static Expr argument(Signature.Takes takes, @Nullable Object tree, String path) {
    return switch (takes.form()) {
      case TRUTH -> predicate(tree, path);
      case PATTERN -> new Expr.Literal(new Constant.Pattern(pattern(tree, path)));
      case CALENDAR -> new Expr.Literal(new Constant.Calendar(calendar(tree, path)));
      case OTHER ->
          tree instanceof Map
              ? new Expr.Literal(new Constant.BaselineValue(baseline(tree, path)))
              : new Expr.Literal(new Constant.Text(text(tree, path)));
      case REFERENCE -> new Expr.Literal(new Constant.Reference(reference(tree, path)));
      case FLAG -> new Expr.Literal(new Constant.Bool(truth(tree, path)));
      case CONSTANT -> new Expr.Literal(literal(tree, path));
      case VALUE, NAME, NUMBER -> expression(tree, path);
    };
  }

  /** A regular expression, a format, or a regular expression with a name. */
  private static TextPattern pattern(@Nullable Object tree, String path) {
    if (tree instanceof String regex) {
      return TextPattern.of(regex);
    }
    if (tree instanceof TextPattern given) {
      return given;
    }
    if (!(tree instanceof Map)) {
      throw new CheckFormatException(
          path,
          "expected a regular expression, {\"format\": …} or {\"name\": …, \"regex\": …}, but"
              + " found "
              + shown(tree));
    }
    Parts parts = new Parts(tree, path);
    Format format = parts.<@Nullable Format>get("format", null, ModelParser::format);
    TextPattern pattern =
        format != null
            ? format.pattern()
            : TextPattern.named(
                parts.get("name", ModelParser::text), parts.get("regex", ModelParser::text));
    parts.refuseOthers();
    return pattern;
  }

  private static Format format(@Nullable Object tree, String path) {
    String name = text(tree, path);
    Format format = FORMATS.get(name);
    if (format == null) {
      throw new CheckFormatException(
          path,
          unknown(name, FORMATS.keySet())
              + "; a format of your own is given to read(json, formats)");
    }
    return format;
  }

  /** A name, the days of the weekend, and the holidays; it may have more words later. */
  private static BusinessCalendar calendar(@Nullable Object tree, String path) {
    Parts parts = new Parts(tree, path);
    String name = parts.get("name", ModelParser::text);
    List<DayOfWeek> weekend = parts.get("weekend", listOf(oneOf(WEEKDAYS)));
    List<LocalDate> holidays = parts.get("holidays", listOf(ModelParser::day));
    BusinessCalendar calendar =
        made(
            () -> new BusinessCalendar(name, new LinkedHashSet<>(weekend), new TreeSet<>(holidays)),
            path);
    parts.refuseOthers();
    return calendar;
  }

  /** A name, edges or values, and the counts. */
  private static Baseline baseline(@Nullable Object tree, String path) {
    Parts parts = new Parts(tree, path);
    String name = parts.get(ModelTree.BASELINE, ModelParser::text);
    String word = subject(parts, BASELINES, "expected edges or values");
    List<Constant> points = parts.get(word, listOf(ModelParser::literal));
    List<Long> counts = parts.get(ModelTree.COUNTS, listOf(ModelParser::longCount));
    parts.refuseOthers();
    return made(
        () -> {
          Baseline baseline = new Baseline(name, points, counts);
          if (baseline.isOrdered() != word.equals(ModelTree.EDGES)) {
            throw new CheckFormatException(
                path, "numbers and times are \"edges\", texts and booleans are \"values\"");
          }
          return baseline;
        },
        path);
  }

  private static OtherKey reference(@Nullable Object tree, String path) {
    Parts parts = new Parts(tree, path);
    String dataset = parts.get("dataset", ModelParser::text);
    List<ColumnRef> columns = parts.get("columns", listOf(ModelParser::columnRef));
    boolean nullsEqual = parts.get("nullsEqual", false, ModelParser::truth);
    Metric metric = parts.<@Nullable Metric>get(ModelTree.METRIC, null, ModelParser::whole);
    parts.refuseOthers();
    return made(() -> new OtherKey(dataset, columns, nullsEqual, metric), path);
  }

  private static LocalDate day(@Nullable Object tree, String path) {
    try {
      return LocalDate.parse(text(tree, path));
    } catch (DateTimeException e) {
      throw new CheckFormatException(path, String.valueOf(e.getMessage()));
    }
  }

  private static Constant literal(@Nullable Object tree, String path) {
    if (tree instanceof String text) {
      return new Constant.Text(text);
    }
    if (tree instanceof Number) {
      return new Constant.Num(number(tree, path));
    }
    if (tree instanceof Boolean truth) {
      return new Constant.Bool(truth);
    }
    if (tree instanceof Map<?, ?> map && map.size() == 1) {
      Map.Entry<?, ?> entry = map.entrySet().iterator().next();
      String kind = String.valueOf(entry.getKey());
      String text = text(entry.getValue(), path + "." + kind);
      try {
        if (kind.equals("date")) {
          return new Constant.DateValue(LocalDate.parse(text));
        }
        if (kind.equals("instant")) {
          return new Constant.InstantValue(Instant.parse(text));
        }
        if (kind.equals("datetime")) {
          return new Constant.LocalTimestampValue(LocalDateTime.parse(text));
        }
      } catch (DateTimeException e) {
        throw new CheckFormatException(path + "." + kind, String.valueOf(e.getMessage()));
      }
    }
    throw new CheckFormatException(
        path,
        "expected a text, a number, true, false, {\"date\": …}, {\"instant\": …} or {\"datetime\":"
            + " …}, but found "
            + shown(tree));
  }
}
