package dev.assay.dq.internal.plan;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Plan;
import dev.assay.dq.Severity;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.ColumnSelector;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.DataFact;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Fault;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Notes;
import dev.assay.dq.internal.model.NumericTypes;
import dev.assay.dq.internal.model.OtherKey;
import dev.assay.dq.internal.model.RunTime;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.SchemaRule;
import dev.assay.dq.internal.model.Signature;
import dev.assay.dq.internal.model.TypeKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
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
  private final Map<String, Planner> others = new LinkedHashMap<>();

  /** What other constraints ask of this dataset, which is not the one that they are of. */
  private final Map<Metric, BoundConstraint> asked = new LinkedHashMap<>();

  /** The files of the data, once somebody has asked for them: they are listed once a plan. */
  private @Nullable DataFiles files;

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
    Planner planner = new Planner(schema, rules, asOf == null ? RunTime.now() : asOf);
    return planner.planned(checks.stream().map(planner::bind).toList());
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

  private RunPlan planned(List<BoundCheck> bound) {
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
    boolean counting = onlyRows && !lookingUp.isEmpty();
    if (counting) {
      byPass.clear();
    }
    List<Pass> passes = new ArrayList<>();
    List<Pass> needed = new ArrayList<>();
    byPass.forEach(
        (kind, aggregates) -> needed.add(pass(kind, List.copyOf(aggregates), rules.reason(kind))));
    for (EngineCapabilities.Part part : rules.arrange(needed, types)) {
      passes.add(pass(part.kind(), part.aggregates(), part.reason()));
    }
    for (Map.Entry<PassKind, Set<Aggregate>> each : lookingUp.entrySet()) {
      for (List<Aggregate> part : rules.apart(each.getKey(), List.copyOf(each.getValue()))) {
        List<Aggregate> all = new ArrayList<>(part);
        if (counting) {
          all.add(Aggregate.Rows.ALL);
          counting = false;
        }
        passes.add(pass(each.getKey(), List.copyOf(all), LOOKS_UP));
      }
    }
    passes.sort(Comparator.comparing(Pass::kind));
    Map<String, RunPlan> elsewhere = new LinkedHashMap<>();
    Plan.Cost cost = rules.cost(passes, lookups.lookups(), types);
    for (Map.Entry<String, Planner> other : others.entrySet()) {
      if (other.getValue().asked.isEmpty()) {
        continue; // keys are looked up in it, and no more
      }
      RunPlan plan = other.getValue().asked(other.getKey());
      elsewhere.put(other.getKey(), plan);
      cost = cost.plus(plan.cost());
    }
    return new RunPlan(
        rules.engine(),
        bound,
        List.copyOf(passes),
        Map.copyOf(types),
        schema,
        cost,
        lookups.lookups(),
        Collections.unmodifiableMap(elsewhere),
        asOf);
  }

  /** A plan for what constraints of other data ask of this: as a check of its own. */
  private RunPlan asked(String name) {
    List<BoundConstraint> all = List.copyOf(asked.values());
    Check check =
        new Check(
            name,
            Severity.ERROR,
            all.stream().map(BoundConstraint::declared).toList(),
            OnNoRows.DEFAULT,
            List.of());
    return planned(List.of(new BoundCheck(check, all, null)));
  }

  /** What a metric of another dataset needs there; null if the run does not give the dataset. */
  private @Nullable BoundConstraint ask(Metric.Elsewhere metric) {
    Planner there = there(metric.dataset());
    return there == null ? null : there.ask(metric.metric());
  }

  private @Nullable Planner there(String dataset) {
    Schema theirs = rules.other(dataset);
    return theirs == null
        ? null
        : others.computeIfAbsent(
            dataset, name -> new Planner(theirs, rules.capabilities(name), asOf));
  }

  private BoundConstraint ask(Metric metric) {
    BoundConstraint before = asked.get(metric);
    if (before != null) {
      return before;
    }
    BoundConstraint bound = bound(metric);
    if (bound.problem() == null) {
      asked.put(metric, bound);
    }
    return bound;
  }

  private BoundConstraint bound(Metric metric) {
    Constraint.OnMetric observed =
        new Constraint.OnMetric(metric, new Expectation.Observed(), OnNoRows.DEFAULT, Notes.NONE);
    return new Binding(observed).onMetric(observed).get(0);
  }

  /**
   * A column by its exact name and kind.
   *
   * @param types gets its type
   * @param problems gets what is wrong with it, the most telling first; it is left as it is then
   */
  static Expr.Column resolve(
      Expr.Column column,
      Schema schema,
      Map<ColumnRef, Schema.Type> types,
      Consumer<@Nullable String> problems) {
    Schema.Resolution found = schema.resolve(column.ref());
    ColumnRef ref = found.ref();
    Schema.Type type = found.type();
    if (ref == null || type == null) {
      problems.accept(found.problem());
      return column;
    }
    if (!accepts(column.kind(), type)) {
      problems.accept(type.collationProblem(ref));
      problems.accept(
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

  private static final Schema.Type LONG = Schema.Type.of(TypeKind.LONG, "bigint");

  private static final String LOOKS_UP =
      "keys are looked up in other datasets, whose keys are read and brought together with them";

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
    return new Pass(kind, aggregates, Collections.unmodifiableSet(columns), readsAll, reason);
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
    private final boolean optional;
    private @Nullable String problem;
    private @Nullable ColumnRef missing;
    private @Nullable String warningElsewhere;

    Binding(Constraint declared) {
      this(declared, false);
    }

    /** What is optional is left out where a column is missing, whatever it says itself. */
    Binding(Constraint declared, boolean optional) {
      this.declared = declared;
      this.optional = optional || declared.notes().ifPresent();
    }

    private List<BoundConstraint> leftOut(ColumnRef absent) {
      return List.of(BoundConstraint.leftOut(declared, "column " + absent + " is not there"));
    }

    private Expr.Column resolve(Expr.Column column) {
      if (optional && missing == null && schema.lacks(column.ref())) {
        missing = column.ref();
      }
      return Planner.resolve(column, schema, types, this::report);
    }

    private Binder binder() {
      return new Binder(this::resolve, schema, types, this::report, this::lookedUp);
    }

    /** The column that holds what another dataset tells of a key; the call if it cannot. */
    private Expr lookedUp(Expr.Call call, boolean withinArray) {
      OtherKey other = call.otherKey();
      if (withinArray) {
        report(TypeChecker.elements(other));
      }
      if (problem == null) {
        report(new TypeChecker(types, rules).inspect(call).problem());
      }
      Planner there = problem == null ? there(other.dataset()) : null;
      Lookup.Value value = there == null ? null : told(other, there);
      if (value == null) {
        return call;
      }
      try {
        Expr.Call timed = (Expr.Call) call.fold(new RunTime(asOf));
        return lookups.column(timed, value, kindOf(value.type().kind()));
      } catch (IllegalArgumentException e) { // a time that there is not
        report("as of " + asOf + ": " + e.getMessage());
        return call;
      }
    }

    private Lookup.@Nullable Value told(OtherKey other, Planner there) {
      BoundConstraint bound = there.bound(Objects.requireNonNull(other.metric()));
      if (bound.problem() != null) {
        report("in " + other.dataset() + ", " + bound.problem());
        return null;
      }
      Metric.Summary metric =
          (Metric.Summary) ((Constraint.OnMetric) Objects.requireNonNull(bound.bound())).metric();
      boolean opaque =
          bound.aggregates().stream()
              .anyMatch(each -> References.of(each).code() || there.looksUp(each));
      Schema.Type of = metric.of().isEmpty() ? LONG : Types.of(metric.of(0), there.types);
      Schema.Type type =
          switch (other.statistic()) {
            case ROWS, VALUES, NULLS, VIOLATIONS -> LONG;
            case SUM -> NumericTypes.total(of);
            case MEAN -> Schema.Type.DOUBLE;
            case MIN, MAX -> of;
          };
      if (opaque || type.kind() == TypeKind.BOOLEAN) {
        report(
            "the "
                + English.of(new Metric.Elsewhere(other.dataset(), metric))
                + (opaque
                    ? " would run Java code or look keys up for rows that are themselves looked"
                        + " up: make it a column of that dataset first"
                    : " is true or false, which is not looked up: count the rows of a predicate"
                        + " with violations()"));
        return null;
      }
      return new Lookup.Value(metric, other.statistic(), bound.aggregates(), there.types, type);
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
      if (missing != null) {
        return leftOut(missing);
      }
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
        if (aggregate instanceof Aggregate.Drift drift) {
          compare(drift);
        }
        if (looksUp(aggregate) && References.of(aggregate).code()) {
          report(
              "existsIn(...) and rowSatisfies(...) cannot check the same row together: make two"
                  + " constraints");
        }
      }
      return List.of(
          problem == null
              ? new BoundConstraint(
                  declared.id(),
                  declared,
                  constraint,
                  aggregates,
                  checker.warning() == null ? warningElsewhere : checker.warning(),
                  null)
              : new BoundConstraint(declared.id(), declared, null, List.of(), null, problem));
    }

    /** Finds what is wrong with comparing values with those of the same expression elsewhere. */
    private void compare(Aggregate.Drift drift) {
      Schema theirs = rules.other(drift.dataset());
      if (theirs == null) {
        report(rules.unknown(drift.dataset()));
        return;
      }
      References read = References.of(drift);
      if (looksUp(drift) || read.code()) {
        report(
            "the values of "
                + English.of(drift.value())
                + " are compared with those in "
                + drift.dataset()
                + (read.code()
                    ? ", where no Java code is run: say what selects the rows with predicates"
                    : ", where no keys are looked up: make what is looked up a column of both"));
        return;
      }
      OtherSide other = OtherSide.of(drift, types, theirs);
      report(other.problem());
      if (problem == null) {
        String there =
            new TypeChecker(other.types(), rules.capabilities(drift.dataset()))
                .inspect(other.value())
                .judge(other.scope())
                .problem();
        report(there == null ? null : "in " + drift.dataset() + ", " + there);
      }
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
      askOthers(resolved);
      return bound(() -> timed().rewrite(resolved), inspect(resolved));
    }

    /** Inspects a metric, and one that it is compared with. */
    private TypeChecker inspect(Constraint.OnMetric resolved) {
      Metric bound = resolved.expectation().metric();
      TypeChecker checker = new TypeChecker(types, rules);
      for (Metric each : resolved.metrics()) {
        each.summaries().forEach(this::requireComparableRows);
        if (problem == null) {
          checker.inspect(each);
        }
      }
      if (problem == null && bound != null) {
        report(incomparable(resolved.metric(), bound));
      }
      return checker;
    }

    private @Nullable String incomparable(Metric metric, Metric bound) {
      Schema.Type one = valueOf(metric);
      Schema.Type other = valueOf(bound);
      return one == null || other == null || family(one).equals(family(other))
          ? null
          : "the "
              + English.of(metric)
              + " is "
              + one.display()
              + " and cannot be compared with the "
              + English.of(bound)
              + ", which is "
              + other.display()
              + ": cast a column in its dataset";
    }

    private String family(Schema.Type type) {
      return type.kind().isNumeric() ? "NUMBER" : type.kind().name();
    }

    private void askOthers(Constraint.OnMetric resolved) {
      for (Metric.Elsewhere each :
          resolved.metrics().stream().flatMap(it -> it.elsewhere().stream()).toList()) {
        BoundConstraint there = problem == null ? ask(each) : null;
        if (there == null) {
          report(rules.unknown(each.dataset()));
        } else if (there.problem() != null) {
          report("in " + each.dataset() + ", " + there.problem());
        } else if (there.warning() != null) {
          warningElsewhere = "in " + each.dataset() + ", " + there.warning();
        }
      }
    }

    @Override
    public List<BoundConstraint> perGroup(Constraint.PerGroup constraint) {
      Constraint.PerGroup resolved;
      try {
        resolved = binder().rewrite(constraint);
      } catch (IllegalArgumentException e) { // two names of one column
        return failed(String.valueOf(e.getMessage()));
      }
      List<Metric> metrics = resolved.each().metrics();
      List<Metric.Sql> queries = metrics.stream().flatMap(it -> it.queries().stream()).toList();
      if (!queries.isEmpty()) {
        report(
            "sqlMetric("
                + queries.get(0).text()
                + ") summarises all rows, and cannot be judged in each group: say it with metrics,"
                + " such as number(\"price\").times(number(\"qty\")).sum().per(\"order\")");
      }
      for (Metric.Elsewhere each :
          metrics.stream().flatMap(it -> it.elsewhere().stream()).toList()) {
        report(
            "the "
                + English.of(each)
                + " is of all its rows, and groups are compared with what is of the same group:"
                + " compare each row of a dataset of one row a group with "
                + "in(\""
                + each.dataset()
                + "\").on(key).of(metric)");
      }
      for (Metric.Summary each : metrics.stream().flatMap(it -> it.summaries().stream()).toList()) {
        if (each.isOfTwo()) {
          report(
              "the "
                  + English.of(each)
                  + " is of all its values, and groups have few: bound it of the rows of one group"
                  + " with where(...)");
          continue;
        }
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
      TypeChecker checker = inspect(resolved.each());
      if (problem == null) {
        checker.group(resolved.by(), resolved.expected());
      }
      OtherKey others = resolved.others();
      if (problem == null && others != null) {
        List<Expr> found = new ArrayList<>();
        found.add(new Expr.Literal(new Constant.Reference(others)));
        found.addAll(resolved.by());
        checker.inspect(new Expr.Call(Function.EXISTS_IN, found));
      }
      return bound(() -> exact(timed().rewrite(resolved)), checker);
    }

    private Constraint.PerGroup exact(Constraint.PerGroup c) {
      return c.others() == null
          ? c
          : new Constraint.PerGroup(
              c.by(), c.each(), c.threshold(), c.expected(), lookups.exact(c.others()));
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

    /** The columns of both sides that belong together. */
    @Override
    public List<BoundConstraint> sameRows(Constraint.SameRows constraint) {
      Schema theirs = rules.other(constraint.dataset());
      if (theirs == null) {
        return failed(rules.unknown(constraint.dataset()));
      }
      ComparedColumns compared = new ComparedColumns(schema, theirs, constraint, rules);
      Aggregate.SameRows aggregate = compared.aggregate();
      if (aggregate == null) {
        return failed(String.valueOf(compared.problem()));
      }
      aggregate.keys().forEach(each -> types.put(each.here(), each.hereType()));
      aggregate.values().forEach(each -> types.put(each.here(), each.hereType()));
      return List.of(
          new BoundConstraint(
              declared.id(),
              declared,
              constraint,
              List.of(Aggregate.Rows.ALL, aggregate),
              null,
              null));
    }

    @Override
    public List<BoundConstraint> forEach(Constraint.ForEach constraint) {
      List<BoundConstraint> absent = new ArrayList<>();
      List<String> names = new ArrayList<>();
      for (String name : constraint.selector().names()) {
        if (optional && schema.lacks(ColumnRef.exactly(name))) {
          absent.addAll(leftOut(ColumnRef.exactly(name)));
        } else {
          names.add(name);
        }
      }
      if (!absent.isEmpty() && names.isEmpty()) {
        return absent;
      }
      ColumnSelector there = constraint.selector().of(names);
      SelectedColumns selection = SelectedColumns.of(schema, there);
      List<Schema.Field> selected = selection.fields();
      if (selection.problem() != null) {
        return optional && selected.isEmpty() && selection.none()
            ? List.of(BoundConstraint.leftOut(declared, selection.problem()))
            : failed(selection.problem());
      }
      List<BoundConstraint> all = new ArrayList<>(absent);
      for (Schema.Field field : selected) {
        for (Constraint template : constraint.template()) {
          Constraint stamped = stamp(template, ColumnRef.exactly(field.name()), constraint.notes());
          all.addAll(stamped.accept(new Binding(stamped, optional)));
        }
      }
      return all;
    }

    /** From the schema alone: there is nothing to compute. */
    @Override
    public List<BoundConstraint> onSchema(Constraint.OnSchema constraint) {
      if (optional
          && constraint.rule() instanceof SchemaRule.Has has
          && schema.lacks(has.column())) {
        return leftOut(has.column());
      }
      Constraint.OnSchema resolved = resolved(measured(constraint));
      return problem == null
          ? List.of(new BoundConstraint(declared.id(), declared, resolved, List.of(), null, null))
          : failed(problem);
    }

    /** With what is known of the data without reading rows. */
    private Constraint.OnSchema measured(Constraint.OnSchema constraint) {
      return constraint.rule() instanceof SchemaRule.Measured measured
          ? new Constraint.OnSchema(
              new SchemaRule.Measured(
                  measured.fact(), measured.expectation(), found(measured.fact())),
              constraint.notes())
          : constraint;
    }

    private SchemaRule.@Nullable Found found(DataFact fact) {
      return switch (fact) {
        case COLUMNS -> schema.open() ? null : SchemaRule.Found.of(schema.fields().size());
        case FILES -> countOf(DataFiles::count);
        case FILE_BYTES -> countOf(all -> sum(all.sizes()));
        case LARGEST_FILE_BYTES -> countOf(all -> Collections.max(some(all.sizes())));
        case SMALLEST_FILE_BYTES -> countOf(all -> Collections.min(some(all.sizes())));
        case PARTITIONS -> countOf(DataFiles::partitions);
        case LARGEST_PARTITION_BYTES -> countOf(all -> Collections.max(partitions(all)));
        case SMALLEST_PARTITION_BYTES -> countOf(all -> Collections.min(partitions(all)));
        case PARTITION_SKEW -> ofFiles(all -> skew(partitions(all)));
      };
    }

    private SchemaRule.@Nullable Found countOf(ToLongFunction<DataFiles> asked) {
      return ofFiles(all -> SchemaRule.Found.of(asked.applyAsLong(all)));
    }

    private SchemaRule.@Nullable Found ofFiles(
        java.util.function.Function<DataFiles, SchemaRule.Found> asked) {
      files = files == null ? rules.files() : files;
      if (files == null) {
        report("the files of records are not known: ask it of a Dataset");
        return null;
      }
      try {
        return asked.apply(files);
      } catch (Fault e) {
        report(e.getMessage());
        return null;
      }
    }

    private static List<Long> some(List<Long> sizes) {
      if (sizes.isEmpty()) {
        throw new Fault("the Dataset reads no files, so that none is the largest or smallest");
      }
      return sizes;
    }

    private static List<Long> partitions(DataFiles files) {
      List<Long> sizes = files.partitionSizes();
      if (sizes.isEmpty()) {
        throw new Fault(
            "the Dataset reads no file in a folder such as day=2024-01-01, so that there is no"
                + " partition");
      }
      return sizes;
    }

    private static SchemaRule.Found skew(List<Long> partitions) {
      long all = sum(partitions);
      if (all == 0) {
        throw new Fault("all partitions are empty, so that none is larger than the mean");
      }
      BigDecimal largest = BigDecimal.valueOf(Collections.max(partitions));
      return new SchemaRule.Found(
          largest.multiply(BigDecimal.valueOf(partitions.size())), BigDecimal.valueOf(all));
    }

    private static long sum(List<Long> sizes) {
      return sizes.stream().mapToLong(Long::longValue).sum();
    }

    /** With the columns of another dataset in the place of its name. */
    private Constraint.OnSchema resolved(Constraint.OnSchema constraint) {
      if (!(constraint.rule() instanceof SchemaRule.SameAs same)) {
        return constraint;
      }
      Schema theirs = rules.other(same.dataset());
      if (theirs == null) {
        report(rules.unknown(same.dataset()));
        return constraint;
      }
      if (theirs.open()) {
        report("nothing is declared of " + same.dataset() + ": give its columns with types");
      }
      return new Constraint.OnSchema(same.of(theirs), constraint.notes());
    }

    /** Each part is bound by itself, and may be the only one that has a problem. */
    @Override
    public List<BoundConstraint> combined(Constraint.Combined constraint) {
      List<BoundConstraint> parts = new ArrayList<>();
      constraint.parts().forEach(part -> parts.addAll(part.accept(new Binding(part, optional))));
      String absent =
          parts.stream()
              .map(BoundConstraint::skipped)
              .filter(why -> optional && why != null)
              .findFirst()
              .orElse(null);
      if (absent != null) {
        return List.of(BoundConstraint.leftOut(declared, absent));
      }
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
              declared.id(),
              declared,
              declared,
              List.copyOf(aggregates),
              parts,
              warning,
              null,
              null));
    }

    private List<BoundConstraint> failed(String text) {
      return List.of(new BoundConstraint(declared.id(), declared, null, List.of(), null, text));
    }
  }

  /**
   * The type of a metric's value: that of the data, of what is a value of theirs.
   *
   * @return null where only the run can tell
   */
  private Schema.@Nullable Type valueOf(Metric metric) {
    return metric.fold(
        new Metric.Fold<Schema.@Nullable Type>() {
          @Override
          public Schema.@Nullable Type summary(Metric.Summary m) {
            boolean ofData = !m.of().isEmpty() && m.statistic().takes(0) == Signature.Takes.ORDERED;
            Schema.Type type =
                ofData ? Types.of(m.of(0), types) : Schema.Type.of(TypeKind.LONG, "a number");
            return type.kind() == TypeKind.DYNAMIC ? null : type;
          }

          @Override
          public Schema.Type literal(Metric.Literal literal) {
            return Schema.Type.of(TypeKind.LONG, "a number");
          }

          @Override
          public Schema.@Nullable Type sql(Metric.Sql sql) {
            return null;
          }

          @Override
          public Schema.@Nullable Type elsewhere(Metric.Elsewhere m) {
            Planner there = others.get(m.dataset());
            BoundConstraint bound = there == null ? null : there.asked.get(m.metric());
            return bound == null || bound.bound() == null
                ? null
                : there.valueOf(((Constraint.OnMetric) bound.bound()).metric());
          }

          @Override
          public Schema.Type combination(
              Metric.Combination c, Schema.@Nullable Type left, Schema.@Nullable Type right) {
            return Schema.Type.of(TypeKind.LONG, "a number");
          }
        });
  }

  private static Constraint stamp(Constraint template, ColumnRef column, Notes outer) {
    Rewriter rewriter =
        new Rewriter(
            operand ->
                operand.ref().isPlaceholder() ? new Expr.Column(column, operand.kind()) : operand) {

          /** The column of the same name there. */
          @Override
          public Metric elsewhere(Metric.Elsewhere elsewhere) {
            return new Metric.Elsewhere(elsewhere.dataset(), rewrite(elsewhere.metric()));
          }
        };
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
            tags,
            own.ifPresent() || outer.ifPresent()));
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
