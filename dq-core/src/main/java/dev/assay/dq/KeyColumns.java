package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Connective;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Key;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.OtherKey;
import dev.assay.dq.internal.model.Statistic;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * One or more columns as a key. Rows with a null in any part are left out and counted separately;
 * for whole rows null equals null instead.
 */
public record KeyColumns(@Internal Key key) implements Serializable {

  @Internal
  public KeyColumns {
    Args.notNull(key, "key");
  }

  private NumericMetric metric(Statistic statistic) {
    return new NumericMetric(
        new Metric.Summary(statistic, key.parts(), List.of(), Expr.Literal.TRUE));
  }

  /**
   * Every key occurs once; {@code isUnique().forAtLeast(0.999)} accepts a few that do not.
   *
   * @return the constraint
   */
  public Constraint.OnMetric isUnique() {
    return uniqueness().isEqualTo(1);
  }

  /**
   * Every row has a key without a null in any part, and none has another's: what a primary key is.
   * The result counts what is missing, part by part, and what repeats apart.
   *
   * @return the constraint
   * @throws IllegalArgumentException if the key is the whole row
   */
  public Constraint.Combined isPrimary() {
    if (key.isWholeRow()) {
      throw new IllegalArgumentException(
          "Whole rows are no primary key: name the columns, as in key(\"id\")");
    }
    List<Constraint> parts = new ArrayList<>();
    parts.add(isUnique());
    new LinkedHashSet<>(key.parts())
        .forEach(
            part -> parts.add(new Judged(Expr.call(Function.IS_COMPLETE, part)).toConstraint()));
    return Constraint.Combined.of(Connective.ALL_OF, parts);
  }

  /**
   * Rows whose key occurs once / rows with a key.
   *
   * @return the metric
   */
  public NumericMetric uniqueness() {
    return metric(Statistic.UNIQUENESS);
  }

  /**
   * Distinct keys / rows with a key.
   *
   * @return the metric
   */
  public NumericMetric distinctness() {
    return metric(Statistic.DISTINCTNESS);
  }

  /**
   * Keys that occur once / distinct keys.
   *
   * @return the metric
   */
  public NumericMetric uniqueValueRatio() {
    return metric(Statistic.UNIQUE_VALUE_RATIO);
  }

  /**
   * The number of distinct keys.
   *
   * @return the metric
   */
  public NumericMetric distinctCount() {
    return metric(Statistic.DISTINCT_COUNT);
  }

  /**
   * The number of rows whose key occurs more than once.
   *
   * @return the metric
   */
  public NumericMetric duplicateRows() {
    return metric(Statistic.DUPLICATE_ROWS);
  }

  /**
   * The number of rows beyond the first of each key.
   *
   * @return the metric
   */
  public NumericMetric extraRows() {
    return metric(Statistic.EXTRA_ROWS);
  }

  /**
   * The number of different keys that occur more than once.
   *
   * @return the metric
   */
  public NumericMetric duplicateValues() {
    return metric(Statistic.DUPLICATE_VALUES);
  }

  /**
   * The number of different keys that occur once.
   *
   * @return the metric
   */
  public NumericMetric uniqueValues() {
    return metric(Statistic.UNIQUE_VALUES);
  }

  /**
   * All rows of one key have the same value in a column: a functional dependency. Rows with a null
   * in the key or in the column are left out.
   *
   * @param column the name of the column, as for a key
   * @return the constraint
   * @throws IllegalArgumentException if the key is the whole row
   */
  public Constraint.OnMetric determines(String column) {
    return conflictingValues(column).isEqualTo(0);
  }

  /**
   * The number of values of a column beyond the first for each key: 0 where the key determines the
   * column. Rows with a null in the key or in the column are left out.
   *
   * @param column the name of the column, as for a key
   * @return the metric
   * @throws IllegalArgumentException if the key is the whole row
   */
  public NumericMetric conflictingValues(String column) {
    List<Expr> all = new ArrayList<>(key.parts());
    all.add(Columns.any(column).expr());
    return new NumericMetric(
        new Metric.Summary(Statistic.CONFLICTING_VALUES, all, List.of(), Expr.Literal.TRUE));
  }

  /**
   * Another dataset has a row with this key, which makes it a foreign key: a run gives datasets
   * names with {@code with(name, data)}. A row with a null in a part of the key is unknown, and so
   * violates nothing; a null in the other dataset matches nothing. NaN equals NaN, and a whole
   * number equals a decimal of the same value.
   *
   * @param dataset the name of the other dataset
   * @param columns its columns, one for each part of the key; none for those of the same names
   * @throws IllegalArgumentException if they are not as many as the parts, or the key is the whole
   *     row
   */
  public KeyLookup existsIn(String dataset, String... columns) {
    return new KeyLookup(other(dataset, columns), key.parts(), false);
  }

  /**
   * No row of another dataset has this key; else as {@link #existsIn}.
   *
   * @throws IllegalArgumentException as there
   */
  public KeyLookup isAbsentFrom(String dataset, String... columns) {
    return new KeyLookup(other(dataset, columns), key.parts(), true);
  }

  /**
   * Another dataset has the same keys, each at least once, and no others; nulls are no keys. What
   * is missing on either side is told by the parts: each key here exists there, and there are as
   * many.
   *
   * @throws IllegalArgumentException as for {@link #existsIn}
   */
  public Constraint.Combined hasSameValuesAs(String dataset, String... columns) {
    OtherKey other = other(dataset, columns);
    KeyColumns theirs =
        Columns.key(other.columns().stream().map(ColumnRef::text).toArray(String[]::new));
    return Columns.allOf(
        (Requirement) existsIn(dataset, columns),
        distinctCount().isEqualTo(Columns.in(dataset).of(theirs.distinctCount())));
  }

  /**
   * How many of the different keys another dataset has, of all different keys: 1 where every row
   * with a key can be joined.
   *
   * @throws IllegalArgumentException as for {@link #existsIn}
   */
  public NumericMetric shareFoundIn(String dataset, String... columns) {
    return distinctCount().where(existsIn(dataset, columns)).dividedBy(distinctCount());
  }

  OtherKey other(String dataset, String... columns) {
    if (key.isWholeRow()) {
      throw new IllegalArgumentException(
          "Whole rows are not looked up in another dataset: name the columns, as in key(\"id\")");
    }
    List<ColumnRef> refs = Lists.map(Lists.of(columns, "columns"), "columns", ColumnRef::parse);
    if (!refs.isEmpty()) {
      return new OtherKey(dataset, refs, false);
    }
    List<ColumnRef> same = new ArrayList<>();
    for (Expr part : key.parts()) {
      if (!(part instanceof Expr.Column column) || column.ref().isPlaceholder()) {
        throw new IllegalArgumentException(
            "What is computed has no name that columns of "
                + dataset
                + " could share: name its columns, as in existsIn(\"customers\", \"id\")");
      }
      same.add(column.ref());
    }
    return new OtherKey(dataset, same, false);
  }
}
