package dev.assay.dq.internal.plan;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.ColumnSelector;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Notes;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.model.RunTime;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TextMatcher;
import dev.assay.dq.internal.model.TypeKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Binds checks to a schema and decides what a run computes, in which pass. Nothing is read and no
 * job starts. A constraint with a problem is kept with the problem; all others are planned.
 */
public final class Planner {

  private final Schema schema;
  private final EngineCapabilities rules;
  private final Map<ColumnRef, Schema.Type> types = new LinkedHashMap<>();

  private final LookupColumns lookups;
  private final Instant asOf;

  private Planner(Schema schema, EngineCapabilities rules, Instant asOf) {
    this.schema = schema;
    this.rules = rules;
    this.lookups = new LookupColumns(rules, types);
    this.asOf = asOf;
  }

  /**
   * Plans a run.
   *
   * @param asOf the time of the run, checked; null for the present
   * @throws IllegalArgumentException if there is no check, one is null, or two have the same name
   */
  public static RunPlan plan(
      Schema schema, EngineCapabilities rules, List<Check> checks, @Nullable Instant asOf) {
    requireDistinctNames(checks);
    return new Planner(schema, rules, asOf == null ? RunTime.now() : asOf).plan(checks);
  }

  private static void requireDistinctNames(List<Check> checks) {
    if (checks.isEmpty()) {
      throw new IllegalArgumentException("There is nothing to verify: give at least one check");
    }
    Set<String> names = new HashSet<>();
    for (Check check : checks) {
      if (check == null) {
        throw new IllegalArgumentException("A check must not be null");
      }
      if (!names.add(check.name())) {
        throw new IllegalArgumentException(
            "Two checks are named ["
                + check.name()
                + "]: results are identified by name, so rename one, or join them with"
                + " including(...)");
      }
    }
  }

  private RunPlan plan(List<Check> checks) {
    List<BoundCheck> bound = checks.stream().map(this::bind).toList();
    Map<PassKind, Set<Aggregate>> byPass = new EnumMap<>(PassKind.class);
    Map<PassKind, Set<Aggregate>> lookingUp = new EnumMap<>(PassKind.class);
    for (BoundCheck check : bound) {
      for (BoundConstraint constraint : check.constraints()) {
        for (Aggregate aggregate : constraint.aggregates()) {
          (looksUp(aggregate) ? lookingUp : byPass)
              .computeIfAbsent(passOf(aggregate), kind -> new LinkedHashSet<>())
              .add(aggregate);
        }
      }
    }
    if (!byPass.isEmpty() || !lookingUp.isEmpty()) {
      byPass
          .computeIfAbsent(passOf(Aggregate.Rows.ALL), kind -> new LinkedHashSet<>())
          .add(Aggregate.Rows.ALL);
    }
    boolean onlyRows =
        byPass.values().stream().allMatch(each -> each.equals(Set.of(Aggregate.Rows.ALL)));
    if (onlyRows && !lookingUp.isEmpty()) {
      byPass.clear();
      lookingUp.values().iterator().next().add(Aggregate.Rows.ALL);
    }
    List<Pass> passes = new ArrayList<>();
    List<Pass> needed = new ArrayList<>();
    byPass.forEach(
        (kind, aggregates) -> needed.add(pass(kind, List.copyOf(aggregates), rules.reason(kind))));
    for (EngineCapabilities.Part part : rules.arrange(needed, types)) {
      passes.add(pass(part.kind(), part.aggregates(), part.reason()));
    }
    lookingUp.forEach(
        (kind, aggregates) -> passes.add(pass(kind, List.copyOf(aggregates), LOOKS_UP)));
    passes.sort(Comparator.comparing(Pass::kind));
    return new RunPlan(
        rules.engine(),
        bound,
        List.copyOf(passes),
        Map.copyOf(types),
        schema,
        rules.cost(passes),
        lookups.lookups(),
        asOf);
  }

  private static final String LOOKS_UP =
      "keys are looked up in other datasets, whose keys are read and shuffled with them";

  private boolean looksUp(Aggregate aggregate) {
    return lookups.any()
        && References.of(aggregate).columns().stream().anyMatch(ColumnRef::isLookup);
  }

  private PassKind passOf(Aggregate aggregate) {
    return rules.passOf(aggregate, aggregate.accept(new TypeChecker(types, rules)).runsCode());
  }

  private Pass pass(PassKind kind, List<Aggregate> aggregates, String reason) {
    Set<ColumnRef> columns = new LinkedHashSet<>();
    boolean readsAll = false;
    for (Aggregate aggregate : aggregates) {
      TypeChecker checker = aggregate.accept(new TypeChecker(types, rules));
      columns.addAll(checker.columns());
      readsAll |= checker.readsAll();
    }
    return new Pass(
        kind, aggregates, java.util.Collections.unmodifiableSet(columns), readsAll, reason);
  }

  private BoundCheck bind(Check check) {
    if (check.constraints().isEmpty()) {
      return new BoundCheck(
          check,
          List.of(),
          "check ["
              + check.name()
              + "] has no constraints, so it cannot hold or fail: add some with require(...)");
    }
    List<BoundConstraint> bound = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    Map<String, String> ids = new HashMap<>();
    for (Constraint constraint : check.constraints()) {
      for (BoundConstraint each : constraint.accept(new Binding(constraint))) {
        String id = each.id();
        String first = ids.get(id);
        while (ids.putIfAbsent(id, each.declared().description()) != null) {
          id = each.id() + "-" + counts.merge(each.id(), 2, (n, two) -> n + 1);
        }
        bound.add(first == null ? each : each.numbered(id, first));
      }
    }
    return new BoundCheck(check, List.copyOf(bound), null);
  }

  /** Binds one declared constraint, which may stand for many. */
  private final class Binding implements Constraint.Visitor<List<BoundConstraint>> {

    private final Constraint declared;
    private @Nullable String problem;

    Binding(Constraint declared) {
      this.declared = declared;
    }

    private Expr.Column resolve(Expr.Column column) {
      Schema.Resolution found = schema.resolve(column.ref());
      ColumnRef ref = found.ref();
      Schema.Type type = found.type();
      if (ref == null || type == null) {
        report(found.problem());
        return column;
      }
      if (!accepts(column.kind(), type)) {
        report(type.collationProblem(ref));
        report(
            "column "
                + column.ref().text()
                + " is "
                + type.display()
                + " in the data, but the check says "
                + column.kind().label()
                + ": declare the column as what it is, or cast it in the dataset");
        return column; // what is said of its kind cannot be said of another
      }
      types.put(ref, type);
      return new Expr.Column(
          ref, type.kind() == TypeKind.DYNAMIC ? column.kind() : kindOf(type.kind()));
    }

    private Binder binder() {
      return new Binder(this::resolve, schema, types, this::report);
    }

    private void report(@Nullable String text) {
      if (problem == null) {
        problem = text;
      }
    }

    private @Nullable Constraint made(Supplier<? extends Constraint> timed) {
      try {
        return problem == null ? timed.get() : null;
      } catch (IllegalArgumentException e) { // a range that is empty, or a time that there is not
        report("as of " + asOf + ": " + e.getMessage());
        return null;
      }
    }

    private List<BoundConstraint> bound(Supplier<? extends Constraint> timed, TypeChecker checker) {
      report(checker.problem());
      String ambiguity = checker.references().readsAll() ? schema.ambiguity() : null;
      if (ambiguity != null) {
        report(
            ambiguity + ", or say which columns the code reads: rowSatisfies(label, reads, code)");
      }
      Constraint constraint = made(timed);
      List<Aggregate> aggregates =
          constraint == null ? List.of() : MetricDecomposition.aggregatesOf(constraint);
      for (Aggregate aggregate : aggregates) {
        report(rules.aggregateProblem(aggregate, types));
        if (looksUp(aggregate) && References.of(aggregate).code()) {
          report(
              "existsIn(...) and rowSatisfies(...) cannot check the same row together: make two"
                  + " constraints");
        }
      }
      return List.of(
          problem == null
              ? new BoundConstraint(
                  declared.id(), declared, constraint, aggregates, checker.warning(), null)
              : new BoundConstraint(declared.id(), declared, null, List.of(), null, problem));
    }

    private void requireComparableRows(Metric.Summary metric) {
      if (metric.statistic().isOfKey() && metric.of().isEmpty()) {
        for (Schema.Field field : schema.fields()) {
          Expr.Column column =
              resolve(new Expr.Column(ColumnRef.exactly(field.name()), ColumnKind.ANY));
          if (!field.type().kind().isAtomic()) {
            report(
                "column "
                    + column.ref().text()
                    + " is "
                    + field.type().display()
                    + ", so whole rows cannot be compared: use a key of the other columns");
          }
        }
        if (schema.fields().isEmpty()) {
          report(
              "the data declare no columns, so whole rows cannot be compared: name a key, as in"
                  + " key(\"id\")");
        }
      }
    }

    @Override
    public List<BoundConstraint> onRows(Constraint.OnRows constraint) {
      Constraint.OnRows resolved = binder().rewrite(constraint);
      TypeChecker checker = new TypeChecker(types, rules);
      if (problem == null) {
        checker.judge(resolved.predicate()).judge(resolved.where());
      }
      return bound(() -> timed().rewrite(resolved), checker);
    }

    /** What puts in its place what only the run knows, of what has been found right. */
    private RunBinder timed() {
      return new RunBinder(new RunTime(asOf), lookups::column);
    }

    @Override
    public List<BoundConstraint> onMetric(Constraint.OnMetric constraint) {
      Constraint.OnMetric resolved = binder().rewrite(constraint);
      resolved.metric().summaries().forEach(this::requireComparableRows);
      TypeChecker checker = new TypeChecker(types, rules);
      if (problem == null) {
        checker.inspect(resolved.metric());
      }
      return bound(() -> timed().rewrite(resolved), checker);
    }

    @Override
    public List<BoundConstraint> perGroup(Constraint.PerGroup constraint) {
      Constraint.PerGroup resolved;
      try {
        resolved = binder().rewrite(constraint);
      } catch (IllegalArgumentException e) { // two names of one column
        return failed(String.valueOf(e.getMessage()));
      }
      Metric metric = resolved.each().metric();
      metric.summaries().forEach(this::requireComparableRows);
      if (!metric.queries().isEmpty()) {
        report(
            "sqlMetric("
                + metric.queries().get(0).text()
                + ") summarises all rows, and cannot be judged in each group: say it with metrics,"
                + " such as number(\"price\").times(number(\"qty\")).sum().per(\"order\")");
      }
      for (Metric.Summary each : metric.summaries()) {
        boolean again =
            MetricDecomposition.aggregatesOf(each).stream()
                .anyMatch(part -> part.work() == Aggregate.Work.SECOND);
        if (again) {
          report(
              "the "
                  + English.of(each)
                  + " takes another reading with what one has found, and groups are read once:"
                  + " use quantiles of each group, such as quantile(0.75) or interquartileRange()");
        }
      }
      TypeChecker checker = new TypeChecker(types, rules);
      if (problem == null) {
        checker.group(resolved.by(), resolved.expected()).inspect(metric);
      }
      return bound(() -> timed().rewrite(resolved), checker);
    }

    @Override
    public List<BoundConstraint> inOrder(Constraint.InOrder constraint) {
      Constraint.InOrder resolved;
      try {
        resolved = binder().rewrite(constraint);
      } catch (IllegalArgumentException e) { // two names of one column
        return failed(String.valueOf(e.getMessage()));
      }
      TypeChecker checker = new TypeChecker(types, rules);
      if (problem == null) {
        checker.inOrder(
            resolved.rule(), resolved.of(), resolved.order(), resolved.by(), resolved.where());
      }
      return bound(() -> timed().rewrite(resolved), checker);
    }

    @Override
    public List<BoundConstraint> forEach(Constraint.ForEach constraint) {
      List<Schema.Field> selected;
      try {
        selected = select(constraint.selector());
      } catch (PatternSyntaxException e) {
        return failed(
            "the selector's pattern /"
                + constraint.selector().pattern()
                + "/ is not a Java regular expression: "
                + e.getDescription()
                + " near position "
                + e.getIndex());
      } catch (RowFailure e) {
        return failed("the columns cannot be selected: " + e.getMessage());
      }
      for (String name : constraint.selector().names()) {
        Schema.Resolution found = schema.resolve(ColumnRef.exactly(name));
        if (found.ref() == null) {
          return failed(String.valueOf(found.problem()));
        }
      }
      if (selected.isEmpty()) {
        return failed(
            "the selector of forEachColumn matches no column, so nothing would be checked: correct"
                + " the selector or remove the constraint");
      }
      List<BoundConstraint> all = new ArrayList<>();
      for (Schema.Field field : selected) {
        for (Constraint template : constraint.template()) {
          Constraint stamped = stamp(template, ColumnRef.exactly(field.name()), constraint.notes());
          all.addAll(stamped.accept(new Binding(stamped)));
        }
      }
      return all;
    }

    /** Each part is bound by itself, and may be the only one that has a problem. */
    @Override
    public List<BoundConstraint> combined(Constraint.Combined constraint) {
      List<BoundConstraint> parts = new ArrayList<>();
      constraint.parts().forEach(part -> parts.addAll(part.accept(new Binding(part))));
      Set<Aggregate> aggregates = new LinkedHashSet<>();
      parts.forEach(part -> aggregates.addAll(part.aggregates()));
      String warning =
          parts.stream()
              .map(BoundConstraint::warning)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      return List.of(
          new BoundConstraint(
              declared.id(), declared, declared, List.copyOf(aggregates), parts, warning, null));
    }

    private List<BoundConstraint> failed(String text) {
      return List.of(new BoundConstraint(declared.id(), declared, null, List.of(), null, text));
    }
  }

  private List<Schema.Field> select(ColumnSelector selector) {
    TextMatcher pattern = selector.pattern() == null ? null : TextMatcher.of(selector.pattern());
    return schema.fields().stream()
        .filter(field -> accepts(selector.kind(), field.type()))
        .filter(
            field ->
                selector.names().isEmpty()
                    || selector.names().stream()
                        .anyMatch(
                            name ->
                                schema.caseSensitive()
                                    ? name.equals(field.name())
                                    : name.equalsIgnoreCase(field.name())))
        .filter(field -> pattern == null || pattern.find(field.name()))
        .toList();
  }

  private static Constraint stamp(Constraint template, ColumnRef column, Notes outer) {
    Rewriter rewriter =
        new Rewriter(
            operand ->
                operand.ref().isPlaceholder() ? new Expr.Column(column, operand.kind()) : operand);
    Constraint stamped = rewriter.rewrite(template);
    Notes own = stamped.notes();
    List<String> tags = new ArrayList<>(own.tags());
    tags.addAll(outer.tags());
    String id = own.id() == null ? outer.id() : own.id();
    String name = own.name() == null ? outer.name() : own.name();
    return stamped.withNotes(
        new Notes(
            id == null ? null : column.text() + ": " + id,
            name == null ? null : column.text() + ": " + name,
            own.because() == null ? outer.because() : own.because(),
            tags));
  }

  static boolean accepts(ColumnKind kind, Schema.Type type) {
    TypeKind actual = type.kind();
    if (actual == TypeKind.DYNAMIC) {
      return true;
    }
    return switch (kind) {
      case STRING -> actual == TypeKind.STRING;
      case NUMBER -> actual.isNumeric();
      case INTEGER -> actual.isInteger() || (actual == TypeKind.DECIMAL && type.scale() == 0);
      case DECIMAL -> actual == TypeKind.DECIMAL;
      case BOOL -> actual == TypeKind.BOOLEAN;
      case DATE -> actual == TypeKind.DATE;
      case TIMESTAMP -> actual == TypeKind.TIMESTAMP || actual == TypeKind.TIMESTAMP_NTZ;
      case BINARY -> actual == TypeKind.BINARY;
      case ARRAY -> actual == TypeKind.ARRAY;
      case MAP -> actual == TypeKind.MAP;
      case STRUCT -> actual == TypeKind.STRUCT;
      case ANY -> true;
    };
  }

  /** One kind for each type, so that equal columns are equal however a check typed them. */
  private static ColumnKind kindOf(TypeKind kind) {
    return switch (kind) {
      case STRING -> ColumnKind.STRING;
      case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, DECIMAL -> ColumnKind.NUMBER;
      case BOOLEAN -> ColumnKind.BOOL;
      case DATE -> ColumnKind.DATE;
      case TIMESTAMP, TIMESTAMP_NTZ -> ColumnKind.TIMESTAMP;
      case BINARY -> ColumnKind.BINARY;
      case ARRAY -> ColumnKind.ARRAY;
      case MAP -> ColumnKind.MAP;
      case STRUCT -> ColumnKind.STRUCT;
      case DYNAMIC, OTHER -> ColumnKind.ANY;
    };
  }
}
