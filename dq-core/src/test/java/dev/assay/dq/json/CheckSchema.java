package dev.assay.dq.json;

import dev.assay.dq.OnNoRows;
import dev.assay.dq.SampleArguments;
import dev.assay.dq.Severity;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Connective;
import dev.assay.dq.internal.model.DataFact;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Format;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Operation;
import dev.assay.dq.internal.model.OrderRule;
import dev.assay.dq.internal.model.PastStatistic;
import dev.assay.dq.internal.model.PastTolerance;
import dev.assay.dq.internal.model.RowThreshold;
import dev.assay.dq.internal.model.RunTime;
import dev.assay.dq.internal.model.Signature;
import dev.assay.dq.internal.model.Statistic;
import dev.assay.dq.internal.model.Units;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The JSON Schema of checks, as it follows from the tables of the model. */
final class CheckSchema {

  private static final Map<String, Object> TEXT = Map.of("type", "string");
  private static final Map<String, Object> NAME = object("type", "string", "minLength", 1);
  private static final Map<String, Object> TRUTH = Map.of("type", "boolean");
  private static final Map<String, Object> TEXTS = list(TEXT);
  private static final Map<String, Object> TAGS = list(NAME);

  private CheckSchema() {}

  static Map<String, Object> document() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", "urn:assay:check:1");
    schema.put("title", "Assay checks, version 1");
    schema.put("description", "What CheckJson writes and reads. What is left out has its default.");
    schema.putAll(
        closed(
            object(
                "format", Map.of("const", "assay-checks"),
                "version", Map.of("const", 1),
                "checks", list(ref("check"))),
            "format",
            "version",
            "checks"));
    schema.put("$defs", definitions());
    return schema;
  }

  private static Map<String, Object> definitions() {
    return object(
        "check", check(),
        "constraint",
            Map.of(
                "oneOf",
                List.of(
                    ref("onRows"),
                    ref("onMetric"),
                    ref("perGroup"),
                    ref("inOrder"),
                    ref("sameRows"),
                    ref("combined"),
                    ref("forEachColumn"),
                    ref("onSchema"))),
        "combined", combined(),
        "onRows", onRows(),
        "onMetric", onMetric(),
        "perGroup", perGroup(),
        "inOrder", inOrder(),
        "sameRows", sameRows(),
        "forEachColumn", forEachColumn(),
        "onSchema", onSchema(),
        "notes", notes(),
        "threshold", threshold(),
        "expectation", expectation(),
        "metric", metric(),
        "part", part(),
        "predicates", object("type", "object", "properties", predicates()),
        "predicate", anyOf(TRUTH, word(object("allOf", List.of(ref("predicates"))))),
        "value",
            anyOf(
                ref("predicate"),
                ref("literal"),
                word(object("type", "object", "properties", values()))),
        "pattern", pattern(),
        "literal", literal(),
        "relative", relative(),
        "compared", compared(),
        "past", past(),
        "calendar", calendar(),
        "other", anyOf(NAME, baseline()),
        "reference", reference());
  }

  // ---- constraints

  private static Map<String, Object> check() {
    return closed(
        object(
            "name",
            NAME,
            "severity",
            described(words(Severity.values(), Severity::word), "left out: error"),
            "constraints",
            list(ref("constraint")),
            "onNoRows",
            outcome(),
            "tags",
            TEXTS),
        "name");
  }

  private static Map<String, Object> outcome() {
    return described(
        words(OnNoRows.values(), OnNoRows::word), "the outcome when there is nothing to check");
  }

  private static Map<String, Object> notes() {
    return object(
        "properties",
        object(
            "onNoRows", outcome(),
            "id", described(NAME, "the identity instead of the one that is derived"),
            "name", described(TEXT, "the name instead of the generated sentence"),
            "because", described(TEXT, "why it matters"),
            "tags", TEXTS,
            "ifPresent",
                described(
                    TRUTH, "whether it is left out where a column that it names is missing")));
  }

  private static Map<String, Object> onRows() {
    return constraint(
        "a predicate that rows must not violate: one word, and what refines it",
        object("where", ref("predicate"), "failingOnNull", TRUTH, "warn", warnedShare()),
        ref("predicates"),
        exactlyOne(predicates()),
        ref("threshold"),
        ref("notes"));
  }

  private static Map<String, Object> onMetric() {
    return constraint(
        "a statistic, which rows it is of, and what is expected of it; without that it is observed",
        object("where", ref("predicate"), "warn", warnedValue()),
        ref("metric"),
        ref("expectation"),
        ref("notes"));
  }

  private static Map<String, Object> perGroup() {
    Map<String, Object> constraint =
        constraint(
            "a statistic of each group of rows, and what is expected of every one",
            object(
                "where", ref("predicate"),
                "warn", warnedValue(),
                "per",
                    described(
                        object("type", "array", "items", ref("value"), "minItems", 1),
                        "what rows are grouped by"),
                "everyGroupIn",
                    described(
                        object(
                            "type",
                            "array",
                            "items",
                            ref("literal"),
                            "minItems",
                            1,
                            "maxItems",
                            10_000),
                        "the values that must have a group"),
                "everyGroupOf",
                    described(
                        ref("reference"), "another dataset of the run, whose keys must have one")),
            ref("metric"),
            ref("expectation"),
            described(
                atMostOne(boundsOfViolations()), "how many groups may violate; left out: none"),
            ref("notes"));
    constraint.put("required", List.of("per"));
    return constraint;
  }

  private static Map<String, Object> inOrder() {
    Map<String, Object> words = new LinkedHashMap<>();
    for (OrderRule rule : OrderRule.values()) {
      List<Object> items =
          rule.takes().stream()
              .<Object>map(
                  each ->
                      each == Signature.Takes.PART
                          ? words(OrderRule.Period.values(), OrderRule.Period::word)
                          : argument(each))
              .toList();
      Map<String, Object> arguments = new LinkedHashMap<>();
      arguments.put("type", "array");
      if (!items.isEmpty()) {
        arguments.put("prefixItems", items);
      }
      arguments.put("items", rule.repeats() ? TEXT : false);
      arguments.put("minItems", items.size() - rule.optional());
      words.put(rule.word(), arguments);
    }
    Map<String, Object> constraint =
        constraint(
            "a rule for rows in order, its arguments (times in seconds), and which rows it is about",
            with(
                words,
                object(
                    "where", ref("predicate"),
                    "warn", warnedShare(),
                    "orderedBy",
                        described(
                            object("type", "array", "items", ref("value"), "minItems", 1),
                            "what rows are in the order of"),
                    "per",
                        described(
                            object("type", "array", "items", ref("value"), "minItems", 1),
                            "the key whose rows are in one order; left out: all rows are"))),
            exactlyOne(words),
            described(atMostOne(boundsOfViolations()), "how much may violate; left out: nothing"),
            ref("notes"));
    constraint.put("required", List.of("orderedBy"));
    return constraint;
  }

  private static Map<String, Object> sameRows() {
    Map<String, Object> names = object("type", "array", "items", NAME, "minItems", 1);
    Map<String, Object> constraint =
        constraint(
            "the rows are those of another dataset of the run",
            object(
                "hasSameRowsAs", described(NAME, "the name of the other dataset"),
                "on", described(names, "the key of both; left out: whole rows are counted"),
                "ignoring", described(names, "columns that are not compared"),
                "withTolerance",
                    described(
                        object("type", "number", "minimum", 0),
                        "how far decimals and floating-point numbers may differ")),
            described(atMostOne(boundsOfViolations()), "how much may differ; left out: nothing"),
            ref("notes"));
    constraint.put("required", List.of("hasSameRowsAs"));
    return constraint;
  }

  private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(some);
    all.putAll(more);
    return all;
  }

  private static Map<String, Object> boundsOfViolations() {
    return object(
        RowThreshold.Kind.MIN_FRACTION.word(),
        object("type", "number", "minimum", 0, "maximum", 1),
        RowThreshold.Kind.MAX_VIOLATIONS.word(),
        object("type", "integer", "minimum", 0));
  }

  private static Map<String, Object> combined() {
    Map<String, Object> words = new LinkedHashMap<>();
    for (Connective connective : Connective.values()) {
      Map<String, Object> parts =
          connective == Connective.IF_THEN
              ? two(ref("constraint"))
              : object("type", "array", "items", ref("constraint"), "minItems", 1);
      words.put(connective.word(), described(parts, connective.expected()));
    }
    return constraint(
        "constraints on the dataset as a whole, combined into one",
        words,
        exactlyOne(words),
        ref("notes"));
  }

  private static Map<String, Object> forEachColumn() {
    Map<String, Object> constraint =
        constraint(
            "what is required of each column of a kind; its name is *",
            object(
                "forEachColumn", words(ColumnKind.values(), ColumnKind::word),
                "named", described(TEXTS, "the only columns"),
                "matching", described(TEXT, "a regular expression that is found in the names"),
                "commented", described(TEXT, "a regular expression that is found in the comments"),
                "tagged", described(TAGS, "what the columns must be tagged with"),
                "require", object("type", "array", "items", ref("constraint"), "minItems", 1)),
            noOutcome(),
            ref("notes"));
    constraint.put("required", List.of("forEachColumn", "require"));
    return constraint;
  }

  private static Map<String, Object> onSchema() {
    Map<String, Object> none = object("type", "array", "maxItems", 0);
    List<Object> kinds =
        new ArrayList<>(
            List.of(
                rule(
                    object(
                        "schema", described(NAME, "columns, as SQL declares them"),
                        "allowingMore", TRUTH,
                        "inAnyOrder", TRUTH,
                        "withWiderTypes", TRUTH),
                    "schema"),
                rule(
                    object(
                        "hasSameSchemaAs",
                            described(NAME, "the name of another dataset of the run"),
                        "allowingMore", TRUTH,
                        "inAnyOrder", TRUTH,
                        "withWiderTypes", TRUTH),
                    "hasSameSchemaAs"),
                rule(object("hasColumn", NAME, "type", NAME, "notNull", TRUTH), "hasColumn"),
                rule(object("hasNoColumn", NAME), "hasNoColumn"),
                rule(
                    object(
                        "columns", words(ColumnKind.values(), ColumnKind::word),
                        "named", described(TEXTS, "the only columns"),
                        "matching",
                            described(TEXT, "a regular expression that is found in the names"),
                        "commented",
                            described(TEXT, "a regular expression that is found in the comments"),
                        "tagged", described(TAGS, "what the columns must be tagged with"),
                        "haveNamesMatching", described(TEXT, "a regular expression of whole names"),
                        "type", NAME,
                        "notNull", TRUTH),
                    "columns")));
    for (DataFact each : DataFact.values()) {
      kinds.add(rule(object(each.word(), none), each.word()));
    }
    return constraint(
        "what must hold for the columns themselves, judged from the schema without reading anything",
        object(),
        object("oneOf", kinds),
        ref("expectation"),
        noOutcome(),
        ref("notes"));
  }

  private static Map<String, Object> rule(Map<String, Object> properties, String word) {
    return object("properties", properties, "required", List.of(word));
  }

  private static Map<String, Object> noOutcome() {
    return Map.of("not", Map.of("required", List.of("onNoRows")));
  }

  private static Map<String, Object> constraint(
      String description, Map<String, Object> properties, Object... others) {
    return object(
        "description",
        description,
        "type",
        "object",
        "properties",
        properties,
        "allOf",
        List.of(others),
        "unevaluatedProperties",
        false);
  }

  private static Map<String, Object> threshold() {
    Map<String, Object> kinds = new LinkedHashMap<>();
    for (RowThreshold.Kind kind : RowThreshold.Kind.values()) {
      kinds.put(
          kind.word(),
          switch (kind) {
            case MIN_FRACTION, MAX_FRACTION -> object("type", "number", "minimum", 0, "maximum", 1);
            case MIN_ROWS, MAX_ROWS, MAX_VIOLATIONS -> object("type", "integer", "minimum", 0);
          });
    }
    return described(
        atMostOne(kinds),
        "forAtLeast and allowingViolations bound the rows that violate, the others those that"
            + " satisfy the predicate; left out: no violation");
  }

  /** The share of rows that warns, of the kind of the one that fails. */
  private static Map<String, Object> warnedShare() {
    Map<String, Object> fraction = object("type", "number", "minimum", 0, "maximum", 1);
    return warned(
        object(
            RowThreshold.Kind.MIN_FRACTION.word(), fraction,
            RowThreshold.Kind.MAX_FRACTION.word(), fraction));
  }

  private static Map<String, Object> warnedValue() {
    Map<String, Object> number = Map.of("type", "number");
    return warned(
        object(
            Function.of(Comparison.GREATER_OR_EQUAL).word(), number,
            Function.of(Comparison.LESS_OR_EQUAL).word(), number,
            Function.BETWEEN.word(), two(number)));
  }

  private static Map<String, Object> warned(Map<String, Object> words) {
    Map<String, Object> warned = closed(words);
    warned.put("minProperties", 1);
    warned.put("maxProperties", 1);
    return described(warned, "what only warns where it is missed, of the kind of what fails");
  }

  private static Map<String, Object> expectation() {
    Map<String, Object> words = new LinkedHashMap<>();
    for (Comparison comparison : Comparison.values()) {
      words.put(
          Function.of(comparison).word(),
          anyOf(ref("literal"), ref("relative"), ref("compared"), ref("past")));
    }
    words.put(
        Function.BETWEEN.word(), described(two(ref("literal")), "the ends belong to the range"));
    words.put(
        Function.IS_CLOSE_TO.word(),
        described(
            anyOf(
                two(Map.of("type", "number")),
                tuple(List.of(ref("compared"), tolerance())),
                tuple(List.of(ref("past"), toleranceOfPast()))),
            "value and tolerance"));
    words.put(Function.IN.word(), object("type", "array", "items", ref("literal"), "minItems", 1));
    return atMostOne(words);
  }

  /** A metric that another is compared with. */
  private static Map<String, Object> compared() {
    return described(
        closed(object("metric", ref("part")), "metric"),
        "another metric, of these rows or of another dataset");
  }

  /** What earlier runs found of the metric. */
  private static Map<String, Object> past() {
    Map<String, Object> runs = object("type", "integer", "minimum", 2, "maximum", 10_000);
    Map<String, Object> needing = object("type", "integer", "minimum", 1, "maximum", 10_000);
    Map<String, Object> unfailed = object("type", "boolean");
    List<Object> statistics = new ArrayList<>();
    for (PastStatistic each : PastStatistic.values()) {
      if (each != PastStatistic.PREVIOUS) {
        statistics.add(each.word());
      }
    }
    return described(
        anyOf(
            closed(
                object(
                    "past",
                    object("const", PastStatistic.PREVIOUS.word()),
                    "needing",
                    needing,
                    "thatDidNotFail",
                    unfailed),
                "past"),
            closed(
                object(
                    "past",
                    object("enum", statistics),
                    "runs",
                    runs,
                    "needing",
                    needing,
                    "thatDidNotFail",
                    unfailed),
                "past",
                "runs")),
        "what earlier runs found of the same metric");
  }

  private static Map<String, Object> toleranceOfPast() {
    Map<String, Object> number = object("type", "number", "minimum", 0);
    List<Map<String, Object>> all = new ArrayList<>(List.of(number));
    for (PastTolerance each : PastTolerance.values()) {
      if (each.word() != null) {
        all.add(closed(object(each.word(), number), each.word()));
      }
    }
    return described(anyOf(all.toArray()), "of what earlier runs found");
  }

  private static Map<String, Object> tolerance() {
    Map<String, Object> number = object("type", "number", "minimum", 0);
    return anyOf(
        number,
        described(
            closed(object("percent", number), "percent"), "of the value of the other metric"));
  }

  /** The time of the run, or what is made of it and constants alone. */
  private static Map<String, Object> relative() {
    Map<String, Object> words = new LinkedHashMap<>();
    for (Function each : List.of(Function.RUN_TIME, Function.TODAY)) {
      words.put(each.word(), function(each));
    }
    for (Function function : Function.values()) {
      List<Signature.Takes> takes = function.signature().takes();
      if (takes.isEmpty() || !TIMES.contains(takes.get(0))) {
        continue;
      }
      List<Expr> sample = new ArrayList<>(List.of(Expr.call(Function.RUN_TIME)));
      IntStream.range(1, takes.size())
          .forEach(at -> sample.add(SampleArguments.of(takes.get(at), at, false)));
      if (RunTime.isMadeOf(new Expr.Call(function, sample))) {
        List<Object> arguments = new ArrayList<>(List.of(ref("relative")));
        takes.stream().skip(1).map(CheckSchema::argument).forEach(arguments::add);
        words.put(
            function.word(),
            described(
                takes.size() == 1 ? ref("relative") : tuple(arguments),
                English.of(new Expr.Call(function, sample))));
      }
    }
    return word(object("type", "object", "properties", words));
  }

  private static final Set<Signature.Takes> TIMES =
      EnumSet.of(
          Signature.Takes.DATE,
          Signature.Takes.INSTANT,
          Signature.Takes.TIME,
          Signature.Takes.LOCAL_TIME,
          Signature.Takes.DAY,
          Signature.Takes.DATE_OR_TIME);

  private static Map<String, Object> tuple(List<Object> items) {
    return object("type", "array", "prefixItems", items, "items", false, "minItems", items.size());
  }

  private static Map<String, Object> two(Map<String, Object> item) {
    return object("type", "array", "items", item, "minItems", 2, "maxItems", 2);
  }

  /** One of some words, which are said elsewhere to mean something. */
  private static Map<String, Object> exactlyOne(Map<String, Object> words) {
    return object(
        "oneOf", words.keySet().stream().map(word -> object("required", List.of(word))).toList());
  }

  /** One of some parts, or none. */
  private static Map<String, Object> atMostOne(Map<String, Object> parts) {
    List<Object> cases = new ArrayList<>();
    parts.forEach(
        (word, of) -> cases.add(object("properties", object(word, of), "required", List.of(word))));
    Map<String, Object> none = new LinkedHashMap<>();
    parts.keySet().forEach(word -> none.put(word, false));
    cases.add(object("properties", none));
    return object("oneOf", cases);
  }

  // ---- expressions

  private static Map<String, Object> predicates() {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put(ColumnKind.BOOL.word(), object("type", List.of("string", "boolean"), "minLength", 1));
    words.put(ColumnKind.ANY.word(), NAME);
    words.put("element", element());
    words.put("sql", described(NAME, "an expression in Spark SQL"));
    for (Function function : Function.values()) {
      Signature.Gives gives = function.signature().gives();
      if (gives == Signature.Gives.TRUTH
          || gives == Signature.Gives.ONE_OF
          || function == Function.TREATING_AS_NULL
          || gives.isStated()) {
        words.put(function.word(), function(function));
      }
    }
    return words;
  }

  /** The kind of the element, and how far outwards it is unless it is the nearest. */
  private static Map<String, Object> element() {
    Map<String, Object> kind = kinds();
    Map<String, Object> further =
        object(
            "type",
            "array",
            "prefixItems",
            List.of(kind, object("type", "integer", "minimum", 1)),
            "items",
            false,
            "minItems",
            2);
    return described(
        object("anyOf", List.of(kind, further)),
        "within eachElement and someElement the element, as what it is");
  }

  private static Map<String, Object> values() {
    Map<String, Object> words = new LinkedHashMap<>();
    for (ColumnKind kind : ColumnKind.values()) {
      words.put(kind.word(), NAME);
    }
    for (Function function : Function.values()) {
      words.put(function.word(), function(function));
    }
    words.keySet().removeAll(predicates().keySet());
    return words;
  }

  /** What stands alone in its object. */
  private static Map<String, Object> word(Map<String, Object> words) {
    Map<String, Object> word = new LinkedHashMap<>(words);
    word.put("unevaluatedProperties", false);
    word.put("minProperties", 1);
    word.put("maxProperties", 1);
    return word;
  }

  private static Map<String, Object> function(Function function) {
    Signature signature = function.signature();
    List<Expr> sample =
        IntStream.range(0, signature.takes().size())
            .mapToObj(at -> SampleArguments.of(signature.takes(at), at, false))
            .toList();
    Map<String, Object> all =
        arguments(signature.takes(), signature.repeats(), signature.optional());
    boolean alone = signature.optional() > 0 && signature.least() == 1;
    return described(
        alone ? object("anyOf", List.of(argument(signature.takes(0)), all)) : all,
        English.of(new Expr.Call(function, sample)));
  }

  private static Map<String, Object> argument(Signature.Takes takes) {
    return switch (takes.form()) {
      case TRUTH -> ref("predicate");
      case PATTERN -> ref("pattern");
      case CALENDAR -> ref("calendar");
      case OTHER -> takes == Signature.Takes.DATASET ? NAME : ref("other");
      case REFERENCE -> ref("reference");
      case FLAG -> TRUTH;
      case CONSTANT -> ref("literal");
      case NUMBER -> Map.of("type", "number");
      case NAME ->
          takes == Signature.Takes.KIND
              ? kinds()
              : takes == Signature.Takes.UNIT
                  ? Map.of("enum", Units.names())
                  : takes == Signature.Takes.PART
                      ? object("type", "string", "minLength", 1)
                      : Map.of("type", "string");
      case VALUE -> ref("value");
    };
  }

  private static Map<String, Object> kinds() {
    return Map.of("enum", Stream.of(ColumnKind.values()).map(ColumnKind::word).toList());
  }

  /** One argument, or a list of several, of which flags may be left out. */
  private static Map<String, Object> arguments(
      List<Signature.Takes> takes, boolean repeats, int optional) {
    if (takes.size() == 1 && !repeats) {
      return argument(takes.get(0));
    }
    if (takes.isEmpty()) {
      return object("type", "array", "maxItems", 0);
    }
    return object(
        "type",
        "array",
        "prefixItems",
        takes.stream().map(CheckSchema::argument).toList(),
        "items",
        repeats ? argument(takes.get(takes.size() - 1)) : false,
        "minItems",
        takes.stream().filter(each -> each != Signature.Takes.FLAG).count() - optional);
  }

  /** Which days are worked. */
  private static Map<String, Object> calendar() {
    return closed(
        object(
            "name",
            NAME,
            "weekend",
            object(
                "type",
                "array",
                "items",
                words(DayOfWeek.values(), each -> each.name().toLowerCase(Locale.ROOT)),
                "maxItems",
                6),
            "holidays",
            object(
                "type",
                "array",
                "items",
                object("type", "string", "format", "date"),
                "maxItems",
                1000)),
        "name",
        "weekend",
        "holidays");
  }

  /** How values came once. */
  private static Map<String, Object> baseline() {
    Map<String, Object> counts =
        object("type", "array", "items", object("type", "integer", "minimum", 0), "minItems", 2);
    return object(
        "oneOf",
        List.of(
            closed(
                object(
                    "baseline",
                    NAME,
                    "edges",
                    described(
                        object(
                            "type",
                            "array",
                            "items",
                            ref("literal"),
                            "minItems",
                            1,
                            "maxItems",
                            99),
                        "where buckets of numbers or times end, ascending; one that comes twice is"
                            + " a bucket of its own"),
                    "counts",
                    described(counts, "one more than edges")),
                "baseline",
                "edges",
                "counts"),
            closed(
                object(
                    "baseline",
                    NAME,
                    "values",
                    described(
                        object(
                            "type",
                            "array",
                            "items",
                            object("type", List.of("string", "boolean")),
                            "minItems",
                            1,
                            "maxItems",
                            1000),
                        "texts or booleans"),
                    "counts",
                    described(counts, "one more than values: the last is of all others")),
                "baseline",
                "values",
                "counts")));
  }

  private static Map<String, Object> reference() {
    return closed(
        object(
            "dataset",
            NAME,
            "columns",
            object("type", "array", "items", NAME, "minItems", 1),
            "nullsEqual",
            described(TRUTH, "left out: false"),
            "metric",
            described(ref("part"), "what is told of the rows of a key, for metricIn")),
        "dataset",
        "columns");
  }

  private static Map<String, Object> pattern() {
    Map<String, Object> regex = described(TEXT, "a regular expression in Java's syntax");
    Map<String, Object> format = words(Format.values(), Format::word);
    return object(
        "oneOf",
        List.of(
            regex,
            closed(object("format", format), "format"),
            closed(object("name", TEXT, "regex", regex), "name", "regex")));
  }

  private static Map<String, Object> literal() {
    String day = "^[+-]?[0-9]{4,}-[0-9]{2}-[0-9]{2}";
    return object(
        "oneOf",
        List.of(
            TEXT,
            Map.of("type", "number"),
            TRUTH,
            time("date", day + "$", "an ISO date"),
            time("instant", day + "T[0-9:.]+Z$", "an ISO instant in UTC"),
            time("datetime", day + "T[0-9:.]+$", "an ISO date and time without a zone")));
  }

  private static Map<String, Object> time(String word, String pattern, String description) {
    Map<String, Object> text = object("type", "string", "pattern", pattern);
    return closed(object(word, described(text, description)), word);
  }

  // ---- metrics

  private static Map<String, Object> metric() {
    List<Object> all = new ArrayList<>();
    Stream.of(Statistic.values()).map(CheckSchema::statistic).forEach(all::add);
    Stream.of(Operation.values()).map(CheckSchema::combination).forEach(all::add);
    all.add(
        object(
            "properties",
            object(
                "sqlMetric",
                described(NAME, "an aggregate expression in Spark SQL that gives one number")),
            "required",
            List.of("sqlMetric")));
    all.add(
        object(
            "properties",
            object(
                "in", described(NAME, "another dataset of the run"),
                "of", described(ref("part"), "a metric of its rows")),
            "required",
            List.of("in", "of")));
    return object("oneOf", all);
  }

  private static Map<String, Object> combination(Operation operation) {
    Metric rows = Metric.of(Statistic.ROW_COUNT);
    String english = English.of(new Metric.Combination(operation, rows, rows));
    Map<String, Object> second = anyOf(ref("part"), object("type", "number"));
    Map<String, Object> pair =
        object(
            "type",
            "array",
            "prefixItems",
            List.of(ref("part"), second),
            "minItems",
            2,
            "maxItems",
            2);
    return object(
        "properties",
        object(operation.word(), described(pair, english)),
        "required",
        List.of(operation.word()));
  }

  /** One of the two metrics that are combined. */
  private static Map<String, Object> part() {
    return constraint(
        "a metric, and which rows it is of", object("where", ref("predicate")), ref("metric"));
  }

  private static Map<String, Object> statistic(Statistic statistic) {
    Metric.Summary sample = smallest(statistic);
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put(statistic.word(), described(of(statistic, sample), English.of(sample)));
    statistic.parameters().forEach(each -> parts.put(each.word(), number(each)));
    return object("properties", parts, "required", List.copyOf(parts.keySet()));
  }

  private static Map<String, Object> of(Statistic statistic, Metric.Summary smallest) {
    int fewest = smallest.of().size();
    if (statistic.isOfSet()) {
      return arguments(statistic.takes(), true, 0);
    }
    if (!statistic.isOfKey()) {
      return arguments(IntStream.range(0, fewest).mapToObj(statistic::takes).toList(), false, 0);
    }
    Map<String, Object> part = argument(statistic.takes(0));
    Map<String, Object> list = object("type", "array", "items", part, "minItems", fewest);
    return fewest > 0 ? list : anyOf(part, list);
  }

  /** A statistic of as few expressions as it can be of. */
  private static Metric.Summary smallest(Statistic statistic) {
    List<BigDecimal> numbers = statistic.parameters().stream().map(CheckSchema::allowed).toList();
    List<Expr> of = new ArrayList<>();
    while (true) {
      try {
        return new Metric.Summary(statistic, of, numbers, Expr.Literal.TRUE);
      } catch (IllegalArgumentException e) {
        if (of.size() > 3) {
          throw e;
        }
        of.add(SampleArguments.of(statistic.takes(of.size()), of.size(), false));
      }
    }
  }

  private static Map<String, Object> number(Statistic.Parameter parameter) {
    return switch (parameter) {
      case Q -> object("type", "number", "minimum", 0, "maximum", 1);
      case RANK_ERROR -> between("0.0001", "0.3");
      case RELATIVE_ERROR -> between("0.01", "0.3");
      case LIMIT -> object("type", "integer", "minimum", 1, "maximum", 10_000);
      case FACTOR -> object("type", "number", "exclusiveMinimum", 0, "maximum", 1_000_000);
      case SHARE ->
          object("type", "number", "minimum", 0, "exclusiveMaximum", new BigDecimal("0.5"));
    };
  }

  private static Map<String, Object> between(String low, String high) {
    return object(
        "type", "number", "minimum", new BigDecimal(low), "maximum", new BigDecimal(high));
  }

  private static BigDecimal allowed(Statistic.Parameter parameter) {
    return switch (parameter) {
      case Q, RANK_ERROR, RELATIVE_ERROR, SHARE, FACTOR -> new BigDecimal("0.1");
      case LIMIT -> BigDecimal.ONE;
    };
  }

  // ---- parts of schemas

  private static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }

  private static Map<String, Object> ref(String name) {
    return Map.of("$ref", "#/$defs/" + name);
  }

  private static Map<String, Object> anyOf(Object... schemas) {
    return object("anyOf", List.of(schemas));
  }

  private static Map<String, Object> list(Map<String, Object> item) {
    return object("type", "array", "items", item);
  }

  private static Map<String, Object> closed(Map<String, Object> properties, String... required) {
    Map<String, Object> object = object("type", "object", "properties", properties);
    if (required.length > 0) {
      object.put("required", List.of(required));
    }
    object.put("additionalProperties", false);
    return object;
  }

  private static <T> Map<String, Object> words(
      T[] all, java.util.function.Function<T, String> word) {
    return object("enum", Arrays.stream(all).map(word).toList());
  }

  private static Map<String, Object> described(Map<String, Object> schema, String description) {
    Map<String, Object> described = new LinkedHashMap<>(schema);
    described.put("description", description);
    return described;
  }
}
