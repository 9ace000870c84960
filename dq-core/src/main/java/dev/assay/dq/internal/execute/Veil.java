package dev.assay.dq.internal.execute;

import dev.assay.dq.Constraint;
import dev.assay.dq.SamplePolicy;
import dev.assay.dq.internal.model.Mask;
import dev.assay.dq.internal.model.Personal;
import dev.assay.dq.internal.model.Quoted;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.internal.plan.SampleColumns;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.Sample;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every value of the data goes through on its way into a result, and all that quotes one: here
 * a policy is carried out, and nowhere else.
 *
 * @param tellsWords whether the words of exceptions are told
 * @param personal the columns that a check says are personal
 */
record Veil(SamplePolicy policy, boolean tellsWords, Set<String> personal) implements Serializable {

  Veil(SamplePolicy policy, boolean tellsWords) {
    this(policy, tellsWords, Set.of());
  }

  /** The same of the data of a run. */
  Veil of(RunPlan plan) {
    Set<String> said = new HashSet<>();
    plan.checks().forEach(check -> check.constraints().forEach(each -> add(plan, each, said)));
    return new Veil(policy, tellsWords, said);
  }

  private static void add(RunPlan plan, BoundConstraint bound, Set<String> to) {
    bound.parts().forEach(part -> add(plan, part, to));
    if (bound.bound() instanceof Constraint.OnRows rows) {
      to.addAll(plan.names(SampleColumns.personal(rows)));
    }
  }

  private boolean isSaid(Collection<String> columns) {
    return columns.stream().anyMatch(personal::contains);
  }

  /**
   * A value with what it is of.
   *
   * @param columns the columns that it is of; none if it is a count, which any policy shows
   * @param key whether it tells rows or groups apart
   * @param found whether a metric came to it, so that numbers and dates stay
   */
  record Cell(List<String> columns, boolean key, boolean found, @Nullable Object value) {

    static Cell key(Collection<String> columns, @Nullable Object value) {
      return new Cell(List.copyOf(columns), true, false, value);
    }

    static Cell value(Collection<String> columns, @Nullable Object value) {
      return new Cell(List.copyOf(columns), false, false, value);
    }

    static Cell found(Collection<String> columns, @Nullable Object value) {
      return new Cell(List.copyOf(columns), false, true, value);
    }

    static Cell count(long count) {
      return new Cell(List.of(), true, true, count);
    }
  }

  /** A row by the names of its cells. */
  record Row(Map<String, Cell> cells, long times) {
    Row() {
      this(new LinkedHashMap<>(), 1);
    }

    void put(String name, Cell cell) {
      cells.put(name, cell);
    }
  }

  /** The rows as they may be shown; a column is as personal as the most personal of its values. */
  List<Sample> samples(List<Row> rows) {
    Set<List<String>> looking = new HashSet<>();
    Map<List<String>, List<Number>> numbers = new HashMap<>();
    for (Row row : rows) {
      for (Cell cell : row.cells().values()) {
        if (isSaid(cell.columns()) || isPersonal(cell.value())) {
          looking.add(cell.columns());
        } else if (cell.value() instanceof Number number && !cell.columns().isEmpty()) {
          numbers.computeIfAbsent(cell.columns(), key -> new ArrayList<>()).add(number);
        }
      }
    }
    numbers.values().removeIf(all -> !Personal.areCards(all));
    looking.addAll(numbers.keySet());
    List<Sample> samples = new ArrayList<>();
    for (Row row : rows) {
      Map<String, @Nullable Object> shown = new LinkedHashMap<>();
      row.cells().forEach((name, cell) -> put(shown, name, cell, looking, numbers.keySet()));
      samples.add(new Sample(shown, row.times()));
    }
    return samples;
  }

  private void put(
      Map<String, @Nullable Object> to,
      String name,
      Cell cell,
      Set<List<String>> looking,
      Set<List<String>> cards) {
    if (stays(cell, cards)) {
      to.put(name, told(cell.value()));
      return;
    }
    SamplePolicy.Treatment treatment =
        policy.treatment(cell.columns(), cell.key(), looking.contains(cell.columns()));
    if (treatment != SamplePolicy.Treatment.LEFT_OUT) {
      to.put(name, treated(cell.value(), treatment));
    }
  }

  /** Whether a value is the result of a metric or a count, and of no column that is hidden. */
  private boolean stays(Cell cell, Set<List<String>> cards) {
    boolean counted = cell.columns().isEmpty() && cell.value() instanceof Long;
    return cell.found()
        && (counted
            || (!isText(cell.value())
                && !policy.hidesAll(
                    cell.columns(), isSaid(cell.columns()) || cards.contains(cell.columns()))));
  }

  private static boolean isText(@Nullable Object value) {
    return value instanceof String || value instanceof Cut;
  }

  private static boolean isPersonal(@Nullable Object value) {
    return value instanceof Cut cut
        ? cut.personal()
        : value != null
            && !(value instanceof Number)
            && !(value instanceof Boolean)
            && Personal.isText(value.toString());
  }

  private @Nullable Object treated(@Nullable Object value, SamplePolicy.Treatment treatment) {
    return switch (treatment) {
      case SHOWN -> told(value);
      case DENIED -> new MetricValue.Masked(Mask.HIDDEN);
      case MASKED, LEFT_OUT -> value == null ? null : new MetricValue.Masked(kind(value));
      case HASHED -> value == null ? null : new MetricValue.Masked(token(value));
    };
  }

  private @Nullable Object told(@Nullable Object value) {
    return value instanceof Cut cut ? cut.text() : value;
  }

  private static String kind(Object value) {
    return value instanceof Cut cut && cut.ofText() ? Mask.text(cut.length()) : Mask.kind(value);
  }

  private String token(Object value) {
    return value instanceof Cut cut
        ? Mask.token(policy.secret(), HexFormat.of().parseHex(cut.digest()))
        : Mask.token(policy.secret(), value);
  }

  /**
   * What a metric came to.
   *
   * @param columns the columns that it is of
   * @param ofData whether it is a value of theirs, or such values with how often they occur
   */
  MetricValue value(MetricValue value, Collection<String> columns, boolean ofData) {
    if (value instanceof MetricValue.Count) {
      return value;
    }
    boolean cards = ofData && Personal.areCards(numbers(value));
    if (ofData && policy.hidesAll(columns, cards || isSaid(columns))) {
      return value instanceof MetricValue.Counts counts
          ? counts.mapping(each -> masked(each, columns, cards))
          : masked(value, columns, cards);
    }
    if (value instanceof MetricValue.Counts counts) {
      boolean looks = counts.top().stream().anyMatch(each -> isPersonal(each.value().plain()));
      return counts.mapping(each -> text(each, columns, looks));
    }
    return text(value, columns, isPersonal(value.plain()));
  }

  private static List<Number> numbers(MetricValue value) {
    List<Number> numbers = new ArrayList<>();
    if (value instanceof MetricValue.Counts counts) {
      counts.top().forEach(each -> numbers.addAll(numbers(each.value())));
    } else if (value.plain() instanceof Number number) {
      numbers.add(number);
    }
    return numbers;
  }

  private MetricValue text(MetricValue value, Collection<String> columns, boolean looks) {
    return value instanceof MetricValue.Text ? masked(value, columns, looks) : value;
  }

  private MetricValue masked(MetricValue value, Collection<String> columns, boolean looks) {
    SamplePolicy.Treatment treatment = policy.treatment(columns, false, looks || isSaid(columns));
    return treatment == SamplePolicy.Treatment.SHOWN
        ? value
        : treated(value.plain(), treatment) instanceof MetricValue.Masked masked ? masked : value;
  }

  /** A message as it may be told. */
  @Nullable String message(@Nullable String message) {
    return message == null ? null : tellsWords ? Quoted.told(message) : Quoted.hidden(message);
  }
}
