package dev.assay.dq;

import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.ColumnSelector;
import dev.assay.dq.internal.model.SchemaRule;
import dev.assay.dq.internal.model.SchemaText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Which columns a {@link Columns#forEachColumn}, or a constraint on the schema, is about: all of a
 * type, or those of them with certain names.
 *
 * @param <C> the type of the columns
 */
public final class Selector<C extends Expression> {

  private final ColumnSelector selector;
  private final Function<ColumnRef, C> typed;

  Selector(ColumnKind kind, Function<ColumnRef, C> typed) {
    this(new ColumnSelector(kind, List.of(), null), typed);
  }

  private Selector(ColumnSelector selector, Function<ColumnRef, C> typed) {
    this.selector = selector;
    this.typed = typed;
  }

  /**
   * Only columns of these names.
   *
   * @param names exact names of top-level columns; one that is missing is an error of the
   *     constraint
   * @return the narrower selector
   */
  public Selector<C> named(String... names) {
    List<String> all = new ArrayList<>(selector.names());
    all.addAll(Lists.of(names, "column names"));
    return new Selector<>(new ColumnSelector(selector.kind(), all, selector.pattern()), typed);
  }

  /**
   * Only columns whose name matches somewhere.
   *
   * @param regex a Java regular expression
   * @return the narrower selector
   */
  public Selector<C> matching(String regex) {
    if (regex == null) {
      throw new IllegalArgumentException("The regular expression must not be null");
    }
    return new Selector<>(new ColumnSelector(selector.kind(), selector.names(), regex), typed);
  }

  /**
   * The names of all these columns match a regular expression, as a whole: {@code
   * anyColumns().haveNamesMatching("[a-z][a-z0-9_]*")}. It is an error where there are no such
   * columns.
   *
   * @param regex a Java regular expression
   */
  public Constraint.OnSchema haveNamesMatching(String regex) {
    return Constraint.OnSchema.of(new SchemaRule.Names(selector, regex));
  }

  /**
   * All these columns are of a type: {@code numbers().matching("_amount$").haveType("DECIMAL(18,2)
   * NOT NULL")}. It is an error where there are no such columns.
   *
   * @param type as {@link Columns#schema} has it
   */
  public Constraint.OnSchema haveType(String type) {
    SchemaText.Declared declared = SchemaText.type(type);
    return Constraint.OnSchema.of(
        new SchemaRule.Types(selector, declared.type(), declared.notNull()));
  }

  /**
   * The schema says that none of these columns may be null. It is an error where there are no such
   * columns.
   */
  public Constraint.OnSchema areNotNullable() {
    return Constraint.OnSchema.of(new SchemaRule.Types(selector, null, true));
  }

  ColumnSelector model() {
    return selector;
  }

  C placeholder() {
    return typed.apply(ColumnRef.placeholder());
  }
}
