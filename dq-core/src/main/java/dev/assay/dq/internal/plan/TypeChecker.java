package dev.assay.dq.internal.plan;

import dev.assay.dq.Baseline;
import dev.assay.dq.TextPattern;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.OrderRule;
import dev.assay.dq.internal.model.OtherKey;
import dev.assay.dq.internal.model.RunTime;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.Signature;
import dev.assay.dq.internal.model.Statistic;
import dev.assay.dq.internal.model.TextMatcher;
import dev.assay.dq.internal.model.TypeKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Walks bound nodes once: collects the columns they read and the code they run, and finds what the
 * schema or the engine forbids. Keeps the first problem.
 */
final class TypeChecker extends Types implements Aggregate.Visitor<TypeChecker> {

  private static final Map<TypeKind, String> TEMPORAL_REMEDY =
      Map.of(
          TypeKind.DATE, "a LocalDate",
          TypeKind.TIMESTAMP, "an Instant",
          TypeKind.TIMESTAMP_NTZ, "a LocalDateTime");

  private static final int MAX_DIGITS = 38;

  private final EngineCapabilities rules;
  private final Set<ColumnRef> columns = new LinkedHashSet<>();
  private boolean runsCode;
  private boolean readsAll;
  private boolean codeReadsAll;
  private final Set<String> expressions = new LinkedHashSet<>();
  private @Nullable String problem;
  private @Nullable String warning;

  TypeChecker(Map<ColumnRef, Schema.Type> types, EngineCapabilities rules) {
    super(types);
    this.rules = rules;
  }

  Set<ColumnRef> columns() {
    return columns;
  }

  boolean runsCode() {
    return runsCode;
  }

  boolean readsAll() {
    return readsAll;
  }

  References references() {
    return new References(Set.copyOf(columns), runsCode, Set.copyOf(expressions), codeReadsAll);
  }

  @Nullable String problem() {
    return problem;
  }

  @Nullable String warning() {
    return warning;
  }

  private TypeChecker report(@Nullable String text) {
    if (problem == null) {
      problem = text;
    }
    return this;
  }

  /** What a problem names; nothing where there is one already, which alone is told. */
  private String name(Expr expr) {
    if (problem != null) {
      return "";
    }
    return expr instanceof Expr.Column column ? "column " + column.ref().text() : English.of(expr);
  }

  private TypeChecker need(Expr expr, Schema.Type type, TypeKind... kinds) {
    if (type.kind() != TypeKind.DYNAMIC && !List.of(kinds).contains(type.kind())) {
      String wanted = kinds[0].name().toLowerCase(Locale.ROOT);
      report(name(expr) + " is " + type.display() + ", not " + wanted);
    }
    return this;
  }

  private TypeChecker needNumber(Expr expr, Schema.Type type) {
    if (type.kind() != TypeKind.DYNAMIC && !type.kind().isNumeric()) {
      report(name(expr) + " is " + type.display() + ", not a number");
    }
    return this;
  }

  private TypeChecker needExact(Expr expr, Schema.Type type) {
    if (type.kind().isFloating()) {
      report(
          name(expr)
              + " is "
              + type.display()
              + ", whose digits are not those of a decimal: cast it in the dataset to a decimal");
    }
    return needNumber(expr, type);
  }

  private TypeChecker needOrdered(Expr expr, Schema.Type type) {
    if (!type.kind().isAtomic() || type.kind() == TypeKind.BINARY) {
      collation(expr, type);
      report(
          name(expr)
              + " is "
              + type.display()
              + ", whose values have no order; "
              + (type.kind() == TypeKind.ARRAY || type.kind() == TypeKind.MAP
                  ? "check its size()"
                  : type.kind() == TypeKind.STRUCT
                      ? "name a field of it, as in " + English.of(expr) + ".field"
                      : CAST));
    }
    return this;
  }

  private void collation(Expr expr, Schema.Type type) {
    if (expr instanceof Expr.Column column) {
      report(type.collationProblem(column.ref()));
    }
  }

  private TypeChecker needAtomic(Expr expr, Schema.Type type) {
    if (!type.kind().isAtomic()) {
      collation(expr, type);
      report(
          name(expr)
              + " is "
              + type.display()
              + ": keys and distinct values need atomic columns; "
              + switch (type.kind()) {
                case STRUCT -> "name a field of it, as in " + English.of(expr) + ".field";
                case ARRAY -> "check its size(), or explode it in the dataset first";
                case MAP -> "check its size(), or take a value of it in a column of its own";
                case STRING,
                    BYTE,
                    SHORT,
                    INT,
                    LONG,
                    FLOAT,
                    DOUBLE,
                    DECIMAL,
                    BOOLEAN,
                    DATE,
                    TIMESTAMP,
                    TIMESTAMP_NTZ,
                    BINARY,
                    DYNAMIC,
                    OTHER ->
                    CAST;
              });
    }
    return this;
  }

  /** What an argument must be by itself, whatever the others are. */
  private TypeChecker need(Expr expr, Schema.Type type, Signature.Takes takes) {
    return switch (takes) {
      case ANYTHING,
          COMPARABLE,
          MEMBER,
          PATTERN,
          CALENDAR,
          REFERENCE,
          KEY_METRIC,
          CONSTANT,
          ZONE,
          UNIT,
          DATE_FORMAT,
          TIME_FORMAT,
          JSON_PATH,
          NETWORK,
          KEY,
          FIELD,
          KIND,
          OTHER,
          DATASET,
          WORDS,
          PART ->
          this;
      case TEXT -> need(expr, type, TypeKind.STRING);
      case NUMBER -> needNumber(expr, type);
      case EXACT -> needExact(expr, type);
      case COLLECTION -> need(expr, type, TypeKind.ARRAY, TypeKind.MAP);
      case ARRAY -> need(expr, type, TypeKind.ARRAY);
      case ELEMENTS -> needElements(expr, type);
      case ORDERED_ELEMENTS -> needOrderedElements(expr, type);
      case MAP -> need(expr, type, TypeKind.MAP);
      case STRUCT -> need(expr, type, TypeKind.STRUCT);
      case DATE -> need(expr, type, TypeKind.DATE);
      case INSTANT -> need(expr, type, TypeKind.TIMESTAMP);
      case TIME -> need(expr, type, TypeKind.TIMESTAMP, TypeKind.TIMESTAMP_NTZ);
      case LOCAL_TIME -> needLocal(expr, type, TypeKind.TIMESTAMP_NTZ);
      case DAY -> needLocal(expr, type, TypeKind.DATE, TypeKind.TIMESTAMP_NTZ);
      case DATE_OR_TIME ->
          need(expr, type, TypeKind.TIMESTAMP, TypeKind.TIMESTAMP_NTZ, TypeKind.DATE);
      case TRUTH, FLAG -> need(expr, type, TypeKind.BOOLEAN);
      case ORDERED -> needOrdered(expr, type);
      case GROUPABLE -> needAtomic(expr, type);
    };
  }

  private TypeChecker needElements(Expr expr, Schema.Type type) {
    Schema.Type incomparable = incomparable(type.child(0));
    if (type.kind() == TypeKind.ARRAY && incomparable != null) {
      report(
          name(expr)
              + " is "
              + type.display()
              + ", and values of type "
              + incomparable.display()
              + " cannot be compared: cast its elements in the dataset to a type that can be, such"
              + " as string");
    }
    return need(expr, type, TypeKind.ARRAY);
  }

  /** The first type of what is nested, or the type itself, whose values cannot be compared. */
  private static Schema.@Nullable Type incomparable(Schema.Type type) {
    if (type.kind() == TypeKind.OTHER) {
      return type;
    }
    return type.children().stream()
        .map(child -> incomparable(child.type()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private TypeChecker needOrderedElements(Expr expr, Schema.Type type) {
    TypeKind element = type.child(0).kind();
    if (type.kind() == TypeKind.ARRAY && (!element.isAtomic() || element == TypeKind.BINARY)) {
      report(
          name(expr)
              + " is "
              + type.display()
              + ", whose elements have no order: only texts, numbers, times and booleans have one");
    }
    return need(expr, type, TypeKind.ARRAY);
  }

  private void needTextKeys(Expr map, Schema.Type type) {
    TypeKind key = type.child(0).kind();
    if (type.kind() == TypeKind.MAP && key != TypeKind.STRING && key != TypeKind.DYNAMIC) {
      report(
          name(map)
              + " is "
              + type.display()
              + ": values are looked up by string keys only; cast its keys in the dataset");
    }
  }

  private TypeChecker needLocal(Expr expr, Schema.Type type, TypeKind... kinds) {
    if (type.kind() == TypeKind.TIMESTAMP) {
      report(
          name(expr)
              + " is "
              + type.display()
              + ", whose day and hour depend on where one is: say where with"
              + " inZone(\"Europe/Paris\") or inZone(\"UTC\")");
    }
    return need(expr, type, kinds);
  }

  private static final String CAST =
      "cast it in the dataset to a type that can be compared, such as string";

  private void fits(Expr operand, Schema.Type type, Constant literal) {
    String given = unlike(type.kind(), literal);
    if (given != null) {
      String remedy = TEMPORAL_REMEDY.get(type.kind());
      report(
          name(operand)
              + " is "
              + type.display()
              + " and cannot be compared with "
              + given
              + (remedy == null
                  ? "; use a constant of its type, or cast the column in the dataset"
                  : "; compare it with " + remedy + ", or cast the column in the dataset"));
    }
  }

  private void fits(Expr operand, Schema.Type type, Baseline baseline) {
    String given = unlike(type.kind(), baseline.points().get(0));
    if (given != null) {
      report(
          name(operand)
              + " is "
              + type.display()
              + " and cannot be compared with "
              + baseline
              + ", where each edge or value is "
              + given
              + ": make a baseline of a column of its type, or cast the column in the dataset");
    }
  }

  /** What a constant is, if values of a type cannot be compared with it; else null. */
  private static @Nullable String unlike(TypeKind kind, Constant literal) {
    return kind == TypeKind.DYNAMIC
        ? null
        : literal.accept(
            new Constant.Visitor<@Nullable String>() {
              @Override
              public @Nullable String text(Constant.Text l) {
                return kind == TypeKind.STRING ? null : "a string";
              }

              @Override
              public @Nullable String num(Constant.Num l) {
                return kind.isNumeric() ? null : "a number";
              }

              @Override
              public @Nullable String bool(Constant.Bool l) {
                return kind == TypeKind.BOOLEAN ? null : "a boolean";
              }

              @Override
              public @Nullable String date(Constant.DateValue l) {
                return kind == TypeKind.DATE ? null : "a LocalDate";
              }

              @Override
              public @Nullable String instant(Constant.InstantValue l) {
                return kind == TypeKind.TIMESTAMP ? null : "an Instant";
              }

              @Override
              public @Nullable String localTimestamp(Constant.LocalTimestampValue l) {
                return kind == TypeKind.TIMESTAMP_NTZ ? null : "a LocalDateTime";
              }

              @Override
              public String pattern(Constant.Pattern l) {
                return "a pattern";
              }

              @Override
              public String calendar(Constant.Calendar l) {
                return "a calendar";
              }

              @Override
              public String baseline(Constant.BaselineValue l) {
                return "a baseline";
              }

              @Override
              public String reference(Constant.Reference l) {
                return "a reference";
              }
            });
  }

  private static String family(TypeKind kind) {
    return kind.isNumeric() ? "number" : kind.name();
  }

  TypeChecker inspect(Expr value) {
    value.fold(this);
    return this;
  }

  TypeChecker judge(Expr predicate) {
    return need(predicate, predicate.fold(this), TypeKind.BOOLEAN);
  }

  @Override
  public Schema.Type column(Expr.Column column) {
    columns.add(column.ref());
    return super.column(column);
  }

  @Override
  public Schema.Type element(Expr.Element element) {
    Schema.Type type = super.element(element);
    kind("an element of the array", type, element.kind());
    return type;
  }

  private void kind(String subject, Schema.Type type, ColumnKind stated) {
    if (!Planner.accepts(stated, type)) {
      report(
          subject
              + " is "
              + type.display()
              + " in the data, but the check says "
              + stated.label()
              + ": say what it is, or cast the column in the dataset");
    }
  }

  @Override
  public Schema.Type call(Expr.Call call, List<Schema.Type> arguments) {
    Signature signature = call.function().signature();
    int first = signature.firstCompared();
    for (int i = 0; i < arguments.size(); i++) {
      Signature.Takes takes = signature.takes(i);
      need(call.argument(i), arguments.get(i), takes);
      if (takes.isCompared() && i > first) {
        comparable(call.argument(first), arguments.get(first), call.argument(i), arguments.get(i));
      } else if (takes == Signature.Takes.KEY) {
        needTextKeys(call.argument(0), arguments.get(0));
      } else if (takes == Signature.Takes.PATTERN) {
        compiles(call.pattern(), call.function() == Function.MATCHES);
      }
    }
    if (call.function() == Function.EXISTS_IN || call.function() == Function.METRIC_IN) {
      lookUp(call, arguments);
    }
    Schema.Type type = signature.type(call, arguments);
    if (signature.gives().isStated()) {
      kind(name(call), type, call.kind());
    }
    Schema.Type through = signature.through(call, arguments);
    if (through.kind() == TypeKind.DECIMAL && through.precision() > MAX_DIGITS) {
      report(
          name(call)
              + " needs "
              + through.precision()
              + " digits to be exact, and a decimal has "
              + MAX_DIGITS
              + ": cast a column in the dataset to a decimal of fewer digits, or to double");
    }
    return type;
  }

  /** What is wrong with looking a key up for each element of an array. */
  static String elements(OtherKey other) {
    return "a key of elements of an array cannot be looked up in "
        + other.dataset()
        + ": explode the array in the dataset first";
  }

  /** Each part of a key is of the type of the column that it is looked up in. */
  private void lookUp(Expr.Call call, List<Schema.Type> arguments) {
    OtherKey other = call.otherKey();
    if (isWithinArray()) {
      report(elements(other));
    }
    Schema schema = rules.other(other.dataset());
    if (schema == null) {
      report(rules.unknown(other.dataset()));
      return;
    }
    for (int i = 0; i < other.columns().size(); i++) {
      Schema.Resolution found = schema.resolve(other.columns().get(i));
      Schema.Type type = found.type();
      if (type == null) {
        report("in " + other.dataset() + ", " + found.problem());
        continue;
      }
      Expr column = new Expr.Column(other.qualified(i), ColumnKind.ANY);
      Schema.Type part = arguments.get(i + 1);
      needAtomic(column, type);
      boolean mixed = part.kind().isNumeric() && type.kind().isNumeric();
      if (mixed && part.kind().isFloating() != type.kind().isFloating()) {
        report(
            name(call.argument(i + 1))
                + " is "
                + part.display()
                + " and cannot be looked up in "
                + name(column)
                + ", which is "
                + type.display()
                + ": whole numbers and decimals are equal exactly, floating point is not; cast one"
                + " of them in its dataset");
      }
      comparable(call.argument(i + 1), part, column, type);
    }
  }

  private void comparable(Expr left, Schema.Type a, Expr right, Schema.Type b) {
    if (right instanceof Expr.Literal literal) {
      fits(left, a, literal.constant());
    } else if (left instanceof Expr.Literal literal) {
      fits(right, b, literal.constant());
    } else if (a.kind() != TypeKind.DYNAMIC && b.kind() != TypeKind.DYNAMIC) {
      collation(left, a);
      collation(right, b);
      if (!a.kind().isAtomic() || !family(a.kind()).equals(family(b.kind()))) {
        report(
            name(left)
                + " is "
                + a.display()
                + " and cannot be compared with "
                + name(right)
                + ", which is "
                + b.display()
                + (RunTime.isMadeOf(right)
                    ? remedy(a.kind(), b.kind())
                    : "; cast one of them in the dataset, for example with withColumn(…)"));
      }
      report(rules.comparisonProblem(left, a, right, b));
    }
  }

  /** What a time relative to that of the run should be to be compared with values of a type. */
  private static String remedy(TypeKind values, TypeKind given) {
    return values == TypeKind.TIMESTAMP_NTZ && given == TypeKind.TIMESTAMP
        ? ": say whose clocks it was written by, with a time zone as the last argument"
        : values == TypeKind.TIMESTAMP && given == TypeKind.TIMESTAMP_NTZ
            ? ": a point in time needs no time zone, so leave it out"
            : ": compare a date with today(zone), a point in time with runTime(), and a date and"
                + " time without a zone with runTime().inZone(zone)";
  }

  private void compiles(TextPattern pattern, boolean whole) {
    if (pattern.test() != null) {
      ships("test of the format " + pattern.name(), pattern.test());
    }
    try {
      Pattern.compile(pattern.regex());
      TextMatcher.of(pattern, whole);
    } catch (PatternSyntaxException e) {
      report(
          "the pattern /"
              + pattern.regex()
              + "/ is not a Java regular expression: "
              + e.getDescription()
              + " near position "
              + e.getIndex());
    }
  }

  @Override
  public Schema.Type sql(Expr.Sql sql) {
    if (isWithinArray()) {
      report(
          "sql(...) judges a row, not an element of an array: say it beside the elements, or all of"
              + " it in sql(\"forall(…)\")");
    }
    readsAll = true;
    expressions.add(sql.text());
    report(rules.sqlProblem(sql));
    if (problem == null && warning == null) {
      warning = rules.sqlWarning(sql);
    }
    return super.sql(sql);
  }

  @Override
  public Schema.Type code(Expr.Code code) {
    runsCode = true;
    if (code.reads().isEmpty()) {
      readsAll = true;
      codeReadsAll = true;
    }
    columns.addAll(code.reads());
    ships("code of rowSatisfies(\"" + code.label() + "\")", code.code());
    return super.code(code);
  }

  private void ships(String what, Serializable code) {
    if (rules.shipsCode()) {
      try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
        out.writeObject(code);
      } catch (IOException e) {
        report(
            "the "
                + what
                + " cannot be sent to the executors: "
                + e
                + "; let it capture only serializable values, for example by copying a field into a"
                + " local variable first");
      }
    }
  }

  TypeChecker inspect(Metric metric) {
    boolean combined = !(metric instanceof Metric.Summary);
    metric.summaries().forEach(each -> inspect(each, combined));
    metric.queries().forEach(each -> inspect(each.text(), each.where()));
    return this;
  }

  /** SQL that summarises rows. */
  private TypeChecker inspect(String text, Expr scope) {
    readsAll = true;
    expressions.add(text);
    report(rules.sqlMetricProblem(text));
    if (problem == null && warning == null) {
      warning = rules.sqlWarning(new Expr.Sql(text));
    }
    return judge(scope);
  }

  /** Inspects a summary, which is a number where it is combined with another. */
  private TypeChecker inspect(Metric.Summary m, boolean combined) {
    List<Expr> of = m.of();
    if (m.statistic().isOfSet()) {
      Schema.Type type = of.get(0).fold(this);
      m.members().forEach(each -> fits(of.get(0), type, each));
    }
    for (int i = 0; i < of.size(); i++) {
      Signature.Takes takes = m.statistic().takes(i);
      boolean number = combined && takes == Signature.Takes.ORDERED;
      need(of.get(i), of.get(i).fold(this), number ? Signature.Takes.NUMBER : takes);
    }
    Baseline baseline = m.baseline();
    if (baseline != null) {
      fits(of.get(0), of.get(0).fold(this), baseline);
    }
    if (combined && m.statistic() == Statistic.VALUE_COUNTS) {
      report("the " + English.of(m) + " are a list, and only numbers can be combined");
    }
    if (m.statistic() == Statistic.CONFLICTING_VALUES && m.key().parts().contains(m.last())) {
      report(name(m.last()) + " is part of the key, which determines it: name a column outside it");
    }
    if (m.statistic() == Statistic.KOLMOGOROV_SMIRNOV) {
      needDistance(of.get(0), of.get(0).fold(this));
    }
    boolean pair =
        m.statistic() == Statistic.MUTUAL_INFORMATION || m.statistic() == Statistic.CRAMERS_V;
    if (pair && of.get(0).equals(of.get(1))) {
      report(
          name(of.get(0))
              + " is both columns: name two different ones"
              + (m.statistic() == Statistic.MUTUAL_INFORMATION ? ", or take its entropy" : ""));
    }
    return judge(m.where());
  }

  private void needDistance(Expr expr, Schema.Type type) {
    boolean ordered =
        switch (type.kind()) {
          case BYTE,
              SHORT,
              INT,
              LONG,
              FLOAT,
              DOUBLE,
              DECIMAL,
              DATE,
              TIMESTAMP,
              TIMESTAMP_NTZ,
              DYNAMIC ->
              true;
          case STRING, BOOLEAN, BINARY, ARRAY, MAP, STRUCT, OTHER -> false;
        };
    if (!ordered) {
      report(
          name(expr)
              + " is "
              + type.display()
              + ", and the Kolmogorov–Smirnov distance is of numbers and times: bound"
              + " populationStabilityIndex() or jensenShannonDivergence()");
    }
  }

  /** What groups are of. */
  TypeChecker group(List<Expr> by, List<Constant> expected) {
    for (Expr part : by) {
      Schema.Type type = part.fold(this);
      needAtomic(part, type);
      expected.forEach(each -> fits(part, type, each));
    }
    return this;
  }

  /** What rows in order are judged by. */
  TypeChecker inOrder(OrderRule rule, List<Expr> of, List<Expr> order, List<Expr> by, Expr where) {
    group(by, List.of());
    for (Expr each : order) {
      Schema.Type type = each.fold(this);
      needOrdered(each, type).needAxis(each, type, rule.axis());
    }
    for (int i = 0; i < rule.ofRow(); i++) {
      need(of.get(i), of.get(i).fold(this), rule.takes(i));
    }
    if (rule == OrderRule.EVERY_BUSINESS_DAY
        || rule == OrderRule.CALENDAR_STEPS
        || (rule == OrderRule.EVERY && !OrderRule.text(of, 0).equals("hour"))) {
      order.forEach(
          each -> needLocal(each, each.fold(this), TypeKind.DATE, TypeKind.TIMESTAMP_NTZ));
    } else if (rule == OrderRule.EVERY) {
      order.forEach(
          each -> need(each, each.fold(this), TypeKind.TIMESTAMP, TypeKind.TIMESTAMP_NTZ));
    }
    if (rule == OrderRule.NO_OVERLAP || rule == OrderRule.NO_GAP) {
      comparable(order.get(0), order.get(0).fold(this), of.get(0), of.get(0).fold(this));
    }
    return judge(where);
  }

  private TypeChecker needAxis(Expr expr, Schema.Type type, OrderRule.Axis axis) {
    return switch (axis) {
      case ANY -> this;
      case NUMBER -> needNumber(expr, type);
      case WHOLE -> needWhole(expr, type);
      case TIME -> need(expr, type, Signature.Takes.DATE_OR_TIME);
    };
  }

  private TypeChecker needWhole(Expr expr, Schema.Type type) {
    boolean whole =
        type.kind() == TypeKind.DYNAMIC
            || type.kind().isInteger()
            || (type.kind() == TypeKind.DECIMAL && type.scale() == 0);
    if (!whole) {
      report(name(expr) + " is " + type.display() + ", not a whole number");
    }
    return this;
  }

  @Override
  public TypeChecker sameRows(Aggregate.SameRows a) {
    a.keys().forEach(each -> columns.add(each.here()));
    a.values().forEach(each -> columns.add(each.here()));
    return this;
  }

  @Override
  public TypeChecker drift(Aggregate.Drift a) {
    return of(a.value(), a.scope());
  }

  @Override
  public TypeChecker inOrder(Aggregate.InOrder a) {
    return inOrder(a.rule(), a.of(), a.order(), a.by(), a.scope());
  }

  private TypeChecker of(Expr operand, Expr scope) {
    return inspect(operand).judge(scope);
  }

  @Override
  public TypeChecker rows(Aggregate.Rows a) {
    return judge(a.scope());
  }

  @Override
  public TypeChecker verdicts(Aggregate.Verdicts a) {
    return judge(a.predicate()).judge(a.scope());
  }

  @Override
  public TypeChecker extreme(Aggregate.Extreme a) {
    return of(a.value(), a.scope());
  }

  @Override
  public TypeChecker total(Aggregate.Total a) {
    return of(a.value(), a.scope());
  }

  @Override
  public TypeChecker moments(Aggregate.Moments a) {
    return of(a.value(), a.scope());
  }

  @Override
  public TypeChecker higherMoments(Aggregate.HigherMoments a) {
    return of(a.value(), a.scope());
  }

  @Override
  public TypeChecker coMoments(Aggregate.CoMoments a) {
    return of(a.x(), a.scope()).of(a.y(), a.scope());
  }

  @Override
  public TypeChecker groups(Aggregate.Groups a) {
    a.key().parts().forEach(this::inspect);
    if (a.key().isWholeRow()) {
      readsAll = true;
    }
    return judge(a.scope());
  }

  @Override
  public TypeChecker contingency(Aggregate.Contingency a) {
    return of(a.x(), a.scope()).of(a.y(), a.scope());
  }

  @Override
  public TypeChecker rankedPairs(Aggregate.RankedPairs a) {
    return of(a.x(), a.scope()).of(a.y(), a.scope());
  }

  @Override
  public TypeChecker rank(Aggregate.Rank a) {
    return of(a.value(), a.scope());
  }

  @Override
  public TypeChecker topValues(Aggregate.TopValues a) {
    return of(a.value(), a.scope());
  }

  @Override
  public TypeChecker second(Aggregate.Second a) {
    return switch (a.look()) {
      case DEVIATION, FAR_FROM_MEDIAN -> of(SecondLook.distance(a.value(), a.value()), a.scope());
      case TRIMMED, BEYOND_QUARTILES, FAR_FROM_MEAN -> of(a.value(), a.scope());
      case AT_MINIMUM, AT_MAXIMUM -> of(a.value(), a.scope()).of(a.of().get(1), a.scope());
    };
  }

  @Override
  public TypeChecker approxDistinct(Aggregate.ApproxDistinct a) {
    return of(a.value(), a.scope());
  }

  @Override
  public TypeChecker sqlValue(Aggregate.SqlValue a) {
    return inspect(a.text(), a.scope());
  }

  @Override
  public TypeChecker perGroup(Aggregate.PerGroup a) {
    group(a.by(), a.expected());
    a.inEach().forEach(each -> each.accept(this));
    return this;
  }

  @Override
  public TypeChecker approxRank(Aggregate.ApproxRank a) {
    return of(a.value(), a.scope());
  }
}
