package dev.assay.dq;

import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.ColumnSelector;
import dev.assay.dq.internal.model.SchemaRule;
import dev.assay.dq.internal.model.SchemaText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which columns a {@link Columns#forEachColumn}, or a constraint on the schema, is about: all of a
 * type, or those of them with certain names, comments or tags.
 *
 * @param <C> the type of the columns
 */
public final class Selector<C extends Expression> {

  private final ColumnSelector selector;
  private final Function<ColumnRef, C> typed;

  Selector(ColumnKind kind, Function<ColumnRef, C> typed) {
    this(new ColumnSelector(kind), typed);
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
    return new Selector<>(selector.of(all), typed);
  }

  /**
   * Only columns whose name matches somewhere.
   *
   * @param regex a Java regular expression
   * @return the narrower selector
   */
  public Selector<C> matching(String regex) {
    return with(Args.notNull(regex, "regular expression"), selector.comment(), selector.tags());
  }

  /**
   * Only columns whose comment matches somewhere: that of a table's column, or of {@code
   * StructField.getComment()}. Only the schema of a Dataset has comments; of records none is
   * selected, which is an error as where nothing is.
   *
   * @param regex a Java regular expression, as in {@code (?i)personal}
   * @return the narrower selector
   */
  public Selector<C> commented(String regex) {
    return with(selector.pattern(), Args.notNull(regex, "regular expression"), selector.tags());
  }

  /**
   * Only columns that have all these tags. A tag is a key of {@code StructField.metadata()} whose
   * value is anything but false, as in {@code {"pii": true}}. Only the schema of a Dataset has
   * tags, as for {@link #commented}, and what Spark computes from a column has none of its own.
   *
   * @param tags at least one
   * @return the narrower selector
   * @throws IllegalArgumentException if there is none, or one is blank
   */
  public Selector<C> tagged(String... tags) {
    List<String> all = new ArrayList<>(selector.tags());
    all.addAll(Lists.of(tags, "tags"));
    if (all.isEmpty()) {
      throw new IllegalArgumentException("tagged(…) needs at least one tag");
    }
    return with(selector.pattern(), selector.comment(), all);
  }

  private Selector<C> with(@Nullable String pattern, @Nullable String comment, List<String> tags) {
    return new Selector<>(
        new ColumnSelector(selector.kind(), selector.names(), pattern, comment, tags), typed);
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
