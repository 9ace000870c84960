package dev.assay.dq.plan;

import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Literal;
import dev.assay.dq.model.Metric;
import dev.assay.dq.model.Operand;
import dev.assay.dq.model.Predicate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Walks bound nodes once: collects the columns they read and the code they run, and finds what the
 * schema or the engine forbids. Keeps the first problem.
 */
final class Inspector
    implements Predicate.Visitor<Inspector>,
        Metric.Visitor<Inspector>,
        Aggregate.Visitor<Inspector> {

  private static final Map<TypeKind, String> TEMPORAL_REMEDY =
      Map.of(
          TypeKind.DATE, "a LocalDate",
          TypeKind.TIMESTAMP, "an Instant",
          TypeKind.TIMESTAMP_NTZ, "a LocalDateTime");

  private final Map<ColumnRef, Schema.Type> types;
  private final SourceRules rules;
  private final Set<ColumnRef> columns = new LinkedHashSet<>();
  private boolean runsCode;
  private boolean readsAll;
  private boolean sql;
  private @Nullable String problem;

  Inspector(Map<ColumnRef, Schema.Type> types, SourceRules rules) {
    this.types = types;
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

  Facts facts() {
    return new Facts(Set.copyOf(columns), runsCode, sql);
  }

  @Nullable String problem() {
    return problem;
  }

  private Inspector complain(@Nullable String text) {
    if (problem == null) {
      problem = text;
    }
    return this;
  }

  private Schema.Type use(Operand.Column column) {
    columns.add(column.ref());
    return types.getOrDefault(column.ref(), Schema.Type.of(TypeKind.OTHER, "unknown"));
  }

  /** The type of an operand's value; lengths and sizes are whole numbers. */
  private Schema.Type typeOf(Operand operand) {
    return operand.accept(
        new Operand.Visitor<>() {
          @Override
          public Schema.Type column(Operand.Column operand) {
            return use(operand);
          }

          @Override
          public Schema.Type length(Operand.Length operand) {
            need(operand.column(), TypeKind.STRING);
            return Schema.Type.of(TypeKind.INT, "int");
          }

          @Override
          public Schema.Type size(Operand.Size operand) {
            need(operand.column(), TypeKind.ARRAY, TypeKind.MAP);
            return Schema.Type.of(TypeKind.INT, "int");
          }
        });
  }

  private static String name(Operand operand) {
    return "column " + operand.column().ref().text();
  }

  private Inspector need(Operand.Column column, TypeKind... kinds) {
    Schema.Type type = use(column);
    if (type.kind() != TypeKind.DYNAMIC && !List.of(kinds).contains(type.kind())) {
      String wanted = kinds[0].name().toLowerCase(java.util.Locale.ROOT);
      complain(name(column) + " is " + type.display() + ", not " + wanted);
    }
    return this;
  }

  private Inspector needNumber(Operand operand) {
    Schema.Type type = typeOf(operand);
    if (type.kind() != TypeKind.DYNAMIC && !type.kind().isNumeric()) {
      complain(name(operand) + " is " + type.display() + ", not a number");
    }
    return this;
  }

  private Inspector needOrdered(Operand operand) {
    Schema.Type type = typeOf(operand);
    if (!type.kind().isAtomic() || type.kind() == TypeKind.BINARY) {
      complain(name(operand) + " is " + type.display() + ", whose values have no order");
    }
    return this;
  }

  private Inspector needAtomic(Operand.Column column) {
    Schema.Type type = use(column);
    if (!type.kind().isAtomic()) {
      complain(
          name(column)
              + " is "
              + type.display()
              + ": keys and distinct values are judged of atomic columns only; name the nested field");
    }
    return this;
  }

  private Inspector fits(Operand operand, Literal literal) {
    Schema.Type type = typeOf(operand);
    TypeKind kind = type.kind();
    if (kind == TypeKind.DYNAMIC) {
      return this;
    }
    String given =
        literal.accept(
            new Literal.Visitor<@Nullable String>() {
              @Override
              public @Nullable String text(Literal.Text l) {
                return kind == TypeKind.STRING ? null : "text";
              }

              @Override
              public @Nullable String num(Literal.Num l) {
                return kind.isNumeric() ? null : "a number";
              }

              @Override
              public @Nullable String bool(Literal.Bool l) {
                return kind == TypeKind.BOOLEAN ? null : "a boolean";
              }

              @Override
              public @Nullable String day(Literal.Day l) {
                return kind == TypeKind.DATE ? null : "a LocalDate";
              }

              @Override
              public @Nullable String moment(Literal.Moment l) {
                return kind == TypeKind.TIMESTAMP ? null : "an Instant";
              }

              @Override
              public @Nullable String localMoment(Literal.LocalMoment l) {
                return kind == TypeKind.TIMESTAMP_NTZ ? null : "a LocalDateTime";
              }
            });
    if (given != null) {
      String remedy = TEMPORAL_REMEDY.get(kind);
      complain(
          name(operand)
              + " is "
              + type.display()
              + " and cannot be compared with "
              + given
              + (remedy == null ? "" : "; compare it with " + remedy));
    }
    return this;
  }

  private static String family(TypeKind kind) {
    return kind.isNumeric() ? "number" : kind.name();
  }

  Inspector inspect(Predicate predicate) {
    return predicate.accept(this);
  }

  private Inspector inspectAll(List<Predicate> parts) {
    parts.forEach(this::inspect);
    return this;
  }

  private void useAll(List<Operand.Column> all) {
    all.forEach(this::needAtomic);
  }

  @Override
  public Inspector always(Predicate.Always p) {
    return this;
  }

  @Override
  public Inspector isNull(Predicate.IsNull p) {
    use(p.column());
    return this;
  }

  @Override
  public Inspector notNull(Predicate.NotNull p) {
    use(p.column());
    return this;
  }

  @Override
  public Inspector compare(Predicate.Compare p) {
    return fits(p.left(), p.right());
  }

  @Override
  public Inspector compareColumns(Predicate.CompareColumns p) {
    Schema.Type left = typeOf(p.left());
    Schema.Type right = typeOf(p.right());
    if (left.kind() == TypeKind.DYNAMIC || right.kind() == TypeKind.DYNAMIC) {
      return this;
    }
    if (!left.kind().isAtomic() || !family(left.kind()).equals(family(right.kind()))) {
      return complain(
          name(p.left())
              + " is "
              + left.display()
              + " and cannot be compared with "
              + name(p.right())
              + ", which is "
              + right.display());
    }
    return complain(rules.comparisonProblem(p, types));
  }

  @Override
  public Inspector between(Predicate.Between p) {
    return fits(p.value(), p.low()).fits(p.value(), p.high());
  }

  @Override
  public Inspector in(Predicate.In p) {
    p.allowed().forEach(literal -> fits(p.value(), literal));
    return this;
  }

  @Override
  public Inspector matches(Predicate.Matches p) {
    need(p.column(), TypeKind.STRING);
    try {
      Pattern.compile(p.pattern().regex());
    } catch (PatternSyntaxException e) {
      complain(
          "the pattern /"
              + p.pattern().regex()
              + "/ is not a Java regular expression: "
              + e.getDescription()
              + " near position "
              + e.getIndex());
    }
    return this;
  }

  @Override
  public Inspector hasText(Predicate.HasText p) {
    return need(p.column(), TypeKind.STRING);
  }

  @Override
  public Inspector blank(Predicate.Blank p) {
    return need(p.column(), TypeKind.STRING);
  }

  @Override
  public Inspector trimmed(Predicate.Trimmed p) {
    return need(p.column(), TypeKind.STRING);
  }

  @Override
  public Inspector finite(Predicate.Finite p) {
    return needNumber(p.column());
  }

  @Override
  public Inspector notNaN(Predicate.NotNaN p) {
    return needNumber(p.column());
  }

  @Override
  public Inspector and(Predicate.And p) {
    return inspectAll(p.parts());
  }

  @Override
  public Inspector or(Predicate.Or p) {
    return inspectAll(p.parts());
  }

  @Override
  public Inspector not(Predicate.Not p) {
    return inspect(p.part());
  }

  @Override
  public Inspector implies(Predicate.Implies p) {
    return inspect(p.condition()).inspect(p.consequence());
  }

  @Override
  public Inspector sql(Predicate.Sql p) {
    readsAll = true;
    sql = true;
    return complain(rules.sqlProblem(p));
  }

  @Override
  public Inspector custom(Predicate.Custom p) {
    runsCode = true;
    if (p.reads().isEmpty()) {
      readsAll = true;
    }
    columns.addAll(p.reads());
    if (rules.shipsCode()) {
      try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
        out.writeObject(p.code());
      } catch (IOException e) {
        complain(
            "the code of rowSatisfies(\""
                + p.label()
                + "\") cannot be sent to the executors: "
                + e
                + "; let it capture only serializable values, for example by copying a field into a"
                + " local variable first");
      }
    }
    return this;
  }

  private Inspector value(Operand operand, Predicate where) {
    return needNumber(operand).inspect(where);
  }

  @Override
  public Inspector rowCount(Metric.RowCount m) {
    return inspect(m.where());
  }

  @Override
  public Inspector nullCount(Metric.NullCount m) {
    use(m.column());
    return inspect(m.where());
  }

  @Override
  public Inspector completeness(Metric.Completeness m) {
    use(m.column());
    return inspect(m.where());
  }

  @Override
  public Inspector violations(Metric.Violations m) {
    return inspect(m.predicate()).inspect(m.where());
  }

  @Override
  public Inspector compliance(Metric.Compliance m) {
    return inspect(m.predicate()).inspect(m.where());
  }

  @Override
  public Inspector min(Metric.Min m) {
    return needOrdered(m.value()).inspect(m.where());
  }

  @Override
  public Inspector max(Metric.Max m) {
    return needOrdered(m.value()).inspect(m.where());
  }

  @Override
  public Inspector sum(Metric.Sum m) {
    return value(m.value(), m.where());
  }

  @Override
  public Inspector mean(Metric.Mean m) {
    return value(m.value(), m.where());
  }

  @Override
  public Inspector variance(Metric.Variance m) {
    return value(m.value(), m.where());
  }

  @Override
  public Inspector standardDeviation(Metric.StandardDeviation m) {
    return value(m.value(), m.where());
  }

  @Override
  public Inspector skewness(Metric.Skewness m) {
    return value(m.value(), m.where());
  }

  @Override
  public Inspector kurtosis(Metric.Kurtosis m) {
    return value(m.value(), m.where());
  }

  @Override
  public Inspector mutualInformation(Metric.MutualInformation m) {
    return needTwo(m.x(), m.y(), ", or take its entropy").inspect(m.where());
  }

  @Override
  public Inspector cramersV(Metric.CramersV m) {
    return needTwo(m.x(), m.y(), "").inspect(m.where());
  }

  private Inspector needTwo(Operand.Column x, Operand.Column y, String otherwise) {
    if (x.ref().equals(y.ref())) {
      complain(name(x) + " is both columns: name two different ones" + otherwise);
    }
    return needAtomic(x).needAtomic(y);
  }

  @Override
  public Inspector quantile(Metric.Quantile m) {
    return needOrdered(m.value()).inspect(m.where());
  }

  @Override
  public Inspector approxQuantile(Metric.ApproxQuantile m) {
    return needOrdered(m.value()).inspect(m.where());
  }

  @Override
  public Inspector keyMetric(Metric.KeyMetric m) {
    useAll(m.key().columns());
    return inspect(m.where());
  }

  @Override
  public Inspector approxCountDistinct(Metric.ApproxCountDistinct m) {
    return needAtomic(m.column()).inspect(m.where());
  }

  @Override
  public Inspector correlation(Metric.Correlation m) {
    return needNumber(m.x()).needNumber(m.y()).inspect(m.where());
  }

  @Override
  public Inspector covariance(Metric.Covariance m) {
    return needNumber(m.x()).needNumber(m.y()).inspect(m.where());
  }

  @Override
  public Inspector valueCounts(Metric.ValueCounts m) {
    return needAtomic(m.column()).inspect(m.where());
  }

  @Override
  public Inspector conflictingValues(Metric.ConflictingValues m) {
    useAll(m.key().columns());
    if (m.key().columns().stream().anyMatch(part -> part.ref().equals(m.column().ref()))) {
      complain(
          name(m.column()) + " is part of the key, which determines it: name a column outside it");
    }
    return needAtomic(m.column()).inspect(m.where());
  }

  @Override
  public Inspector entropy(Metric.Entropy m) {
    return needAtomic(m.column()).inspect(m.where());
  }

  private Inspector of(Operand operand, Predicate scope) {
    typeOf(operand);
    return inspect(scope);
  }

  @Override
  public Inspector rows(Aggregate.Rows a) {
    return inspect(a.scope());
  }

  @Override
  public Inspector verdicts(Aggregate.Verdicts a) {
    return inspect(a.predicate()).inspect(a.scope());
  }

  @Override
  public Inspector extreme(Aggregate.Extreme a) {
    return of(a.value(), a.scope());
  }

  @Override
  public Inspector total(Aggregate.Total a) {
    return of(a.value(), a.scope());
  }

  @Override
  public Inspector moments(Aggregate.Moments a) {
    return of(a.value(), a.scope());
  }

  @Override
  public Inspector higherMoments(Aggregate.HigherMoments a) {
    return of(a.value(), a.scope());
  }

  @Override
  public Inspector coMoments(Aggregate.CoMoments a) {
    return of(a.x(), a.scope()).of(a.y(), a.scope());
  }

  @Override
  public Inspector groups(Aggregate.Groups a) {
    useAll(a.key().columns());
    if (a.key().isWholeRow()) {
      readsAll = true;
    }
    return inspect(a.scope());
  }

  @Override
  public Inspector contingency(Aggregate.Contingency a) {
    return of(a.x(), a.scope()).of(a.y(), a.scope());
  }

  @Override
  public Inspector rank(Aggregate.Rank a) {
    return of(a.value(), a.scope());
  }

  @Override
  public Inspector topValues(Aggregate.TopValues a) {
    return of(a.column(), a.scope());
  }

  @Override
  public Inspector approxDistinct(Aggregate.ApproxDistinct a) {
    return of(a.column(), a.scope());
  }

  @Override
  public Inspector approxRank(Aggregate.ApproxRank a) {
    return of(a.value(), a.scope());
  }
}
