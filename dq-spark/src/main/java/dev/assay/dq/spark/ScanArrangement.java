package dev.assay.dq.spark;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.EngineCapabilities.Part;
import dev.assay.dq.internal.plan.Pass;
import dev.assay.dq.internal.plan.PassKind;
import dev.assay.dq.internal.plan.References;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * How a scan is best divided. Spark generates code for an aggregation only up to a number of
 * fields, and not for approximate aggregates, one of which takes all others of its query with it.
 * Where columns are stored apart, a second query over other columns costs little, so the scan is
 * divided; elsewhere the data are read once.
 */
final class ScanArrangement {

  /**
   * The buffers that one query may have: below spark.sql.codegen.maxFields, which is 100 by
   * default.
   */
  private static final int BUFFERS = 90;

  private static final int COLUMNS = 20;

  private final Pass pass;
  private final Map<ColumnRef, Schema.Type> types;
  private final ScanStrategy strategy;
  private final BooleanSupplier cheapToReread;

  ScanArrangement(
      Pass pass,
      Map<ColumnRef, Schema.Type> types,
      ScanStrategy strategy,
      BooleanSupplier cheapToReread) {
    this.pass = pass;
    this.types = types;
    this.strategy = strategy;
    this.cheapToReread = cheapToReread;
  }

  private Part whole() {
    return new Part(PassKind.SCAN, pass.aggregates(), pass.reason());
  }

  List<Part> parts() {
    return switch (strategy) {
      case SINGLE_PASS -> List.of(whole());
      case COLUMN_GROUPS -> groups();
      case RECORDS -> records();
      case AUTO -> automatic();
    };
  }

  private List<Part> automatic() {
    boolean wide = buffers(pass.aggregates()) > BUFFERS;
    boolean mixed =
        pass.aggregates().stream().anyMatch(ScanArrangement::isImperative)
            && pass.aggregates().stream().filter(each -> !isImperative(each)).count() > 4;
    if (!wide && !mixed) {
      return List.of(whole());
    }
    if (cheapToReread.getAsBoolean()) {
      return groups();
    }
    return wide ? records() : List.of(whole());
  }

  /** Approximate aggregates have no generated code in Spark. */
  private static boolean isImperative(Aggregate aggregate) {
    return switch (aggregate.work()) {
      case SKETCH -> true;
      case SCAN, KEYS, PAIRS, RANKED, RANKS, VALUES, SQL, GROUPED, ORDERED, COMPARED, SECOND ->
          false;
    };
  }

  private static int buffers(List<Aggregate> aggregates) {
    BufferCount count = new BufferCount();
    return aggregates.stream().mapToInt(each -> each.accept(count)).sum();
  }

  private List<Part> records() {
    List<Aggregate> moved = new ArrayList<>();
    List<Aggregate> kept = new ArrayList<>();
    for (Aggregate aggregate : pass.aggregates()) {
      (References.of(aggregate).sql() ? kept : moved).add(aggregate);
    }
    List<Part> parts = new ArrayList<>();
    if (!kept.isEmpty()) {
      parts.add(new Part(PassKind.SCAN, kept, pass.reason()));
    }
    if (!moved.isEmpty()) {
      parts.add(
          new Part(
              PassKind.RECORDS,
              moved,
              strategy == ScanStrategy.RECORDS
                  ? "as asked for: read once, aggregated in plain Java"
                  : "too many aggregates for Spark's generated code, and reading the"
                      + " source again may be expensive: read once, aggregated in plain Java"));
    }
    return parts;
  }

  /**
   * Whether plain Java approximates at less cost than Spark, whose own approximate aggregates are
   * interpreted: of values that are one word each.
   */
  private boolean isCheapToHandOver(Aggregate aggregate) {
    References references = References.of(aggregate);
    return !references.sql()
        && references.columns().stream()
            .map(types::get)
            .allMatch(
                type -> type != null && (type.kind().isInteger() || type.kind().isFloating()));
  }

  private List<Part> groups() {
    List<Aggregate> exact = new ArrayList<>();
    List<Aggregate> approximate = new ArrayList<>();
    List<Aggregate> handedOver = new ArrayList<>();
    for (Aggregate aggregate : pass.aggregates()) {
      if (!isImperative(aggregate)) {
        exact.add(aggregate);
      } else if (isCheapToHandOver(aggregate)) {
        handedOver.add(aggregate);
      } else {
        approximate.add(aggregate);
      }
    }
    List<List<Aggregate>> groups = new ArrayList<>(byColumns(exact));
    List<List<Aggregate>> more = byColumns(approximate);
    groups.addAll(more);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      String which = groups.size() == 1 ? "" : " (" + (i + 1) + " of " + groups.size() + ")";
      boolean imperative = i >= groups.size() - more.size();
      parts.add(
          new Part(
              PassKind.SCAN,
              groups.get(i),
              imperative && !exact.isEmpty()
                  ? "approximate aggregates apart"
                      + which
                      + ", since they would take the others off"
                      + " Spark's generated code"
                  : "a group of columns"
                      + which
                      + (strategy == ScanStrategy.COLUMN_GROUPS
                          ? ", as asked for: few enough at a time keep Spark's generated code"
                          : ": columns are stored apart, and few enough at a time keep Spark's"
                              + " generated code")));
    }
    if (!handedOver.isEmpty()) {
      parts.add(
          new Part(
              PassKind.RECORDS,
              handedOver,
              "approximate aggregates of values that are cheap to hand over: Spark has no generated"
                  + " code for its own, and states in plain Java are faster"));
    }
    return parts;
  }

  /**
   * Groups of at most so many columns and buffers; aggregates of one column stay together, as far
   * as they fit one group.
   */
  private static List<List<Aggregate>> byColumns(List<Aggregate> aggregates) {
    Map<String, List<Aggregate>> byFirst = new LinkedHashMap<>();
    for (Aggregate aggregate : aggregates) {
      String first =
          References.of(aggregate).columns().stream()
              .map(ColumnRef::text)
              .min(String::compareTo)
              .orElse("");
      byFirst.computeIfAbsent(first, key -> new ArrayList<>()).add(aggregate);
    }
    Division division = new Division();
    for (List<Aggregate> same : byFirst.values()) {
      division.makeRoom(same);
      for (Aggregate aggregate : same) {
        division.makeRoom(List.of(aggregate));
        division.add(aggregate);
      }
    }
    return division.groups;
  }

  /** Groups of which the last one is being filled. */
  private static final class Division {

    private final List<List<Aggregate>> groups = new ArrayList<>();
    private final Set<ColumnRef> columns = new HashSet<>();
    private List<Aggregate> last = new ArrayList<>();
    private int used;

    /** Begins a group if these do not fit the last one. */
    void makeRoom(List<Aggregate> more) {
      Set<ColumnRef> with = new HashSet<>(columns);
      more.forEach(each -> with.addAll(References.of(each).columns()));
      boolean fits = used + buffers(more) <= BUFFERS && with.size() <= COLUMNS;
      if (groups.isEmpty() || (!fits && !last.isEmpty())) {
        last = new ArrayList<>();
        groups.add(last);
        columns.clear();
        used = 0;
      }
    }

    void add(Aggregate aggregate) {
      last.add(aggregate);
      columns.addAll(References.of(aggregate).columns());
      used += buffers(List.of(aggregate));
    }
  }

  /** How many buffers an aggregate needs in the scan, shared ones counted each time. */
  private static final class BufferCount implements Aggregate.Visitor<Integer> {

    @Override
    public Integer rows(Aggregate.Rows a) {
      return 1;
    }

    @Override
    public Integer verdicts(Aggregate.Verdicts a) {
      return 2;
    }

    @Override
    public Integer extreme(Aggregate.Extreme a) {
      return 1;
    }

    @Override
    public Integer total(Aggregate.Total a) {
      return 4;
    }

    @Override
    public Integer moments(Aggregate.Moments a) {
      return 7;
    }

    @Override
    public Integer higherMoments(Aggregate.HigherMoments a) {
      return 16;
    }

    @Override
    public Integer coMoments(Aggregate.CoMoments a) {
      return 22;
    }

    @Override
    public Integer sameRows(Aggregate.SameRows a) {
      return 0;
    }

    @Override
    public Integer drift(Aggregate.Drift a) {
      return 0;
    }

    @Override
    public Integer inOrder(Aggregate.InOrder a) {
      return 0;
    }

    @Override
    public Integer perGroup(Aggregate.PerGroup a) {
      return 0;
    }

    @Override
    public Integer groups(Aggregate.Groups a) {
      return 0;
    }

    @Override
    public Integer contingency(Aggregate.Contingency a) {
      return 0;
    }

    @Override
    public Integer rankedPairs(Aggregate.RankedPairs a) {
      return 0;
    }

    @Override
    public Integer rank(Aggregate.Rank a) {
      return 0;
    }

    @Override
    public Integer topValues(Aggregate.TopValues a) {
      return 0;
    }

    @Override
    public Integer second(Aggregate.Second a) {
      return 0;
    }

    @Override
    public Integer approxDistinct(Aggregate.ApproxDistinct a) {
      return 2;
    }

    @Override
    public Integer sqlValue(Aggregate.SqlValue a) {
      return 0;
    }

    @Override
    public Integer approxRank(Aggregate.ApproxRank a) {
      return 2;
    }
  }
}
