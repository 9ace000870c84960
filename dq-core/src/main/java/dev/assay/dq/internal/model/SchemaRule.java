package dev.assay.dq.internal.model;

import java.io.Serializable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What must hold for the columns of a dataset, whatever its rows. */
public sealed interface SchemaRule extends Serializable {

  /** Hands the rule to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /** The same with more that is allowed; null of what is of no whole schema. */
  default @Nullable SchemaRule allowing(boolean more, boolean anyOrder, boolean wider) {
    return null;
  }

  /**
   * The columns are these, of these types. What is declared {@code NOT NULL} must be so in the
   * data; what is not may be.
   *
   * @param more whether there may be others
   * @param anyOrder whether they may come in any order
   * @param wider whether a type may be one that holds all values of the declared
   */
  record Columns(Schema wanted, boolean more, boolean anyOrder, boolean wider)
      implements SchemaRule {
    public Columns {
      Args.notNull(wanted, "schema");
    }

    @Override
    public Columns allowing(boolean also, boolean any, boolean wide) {
      return new Columns(wanted, more || also, anyOrder || any, wider || wide);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.columns(this);
    }
  }

  /**
   * The columns are those of another dataset of the run, of its types. Whether they may be null is
   * not compared.
   *
   * @param dataset the name that the run gives it
   * @param more whether there may be others
   * @param anyOrder whether they may come in any order
   * @param wider whether a type may be one that holds all values of the other
   */
  record SameAs(String dataset, boolean more, boolean anyOrder, boolean wider)
      implements SchemaRule {
    public SameAs {
      Args.notBlank(dataset, "name of a dataset");
    }

    @Override
    public SameAs allowing(boolean also, boolean any, boolean wide) {
      return new SameAs(dataset, more || also, anyOrder || any, wider || wide);
    }

    /** The rule once the columns of the other dataset are known. */
    public Columns of(Schema theirs) {
      Schema nullable = new Schema(theirs.fields(), theirs.caseSensitive(), false);
      return new Columns(nullable, more, anyOrder, wider);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sameAs(this);
    }
  }

  /**
   * There is a column, or a nested field.
   *
   * @param type its type; null for any
   * @param notNull whether it must be known to be never null
   */
  record Has(ColumnRef column, Schema.@Nullable Type type, boolean notNull) implements SchemaRule {
    public Has {
      Args.notNull(column, "column");
      if (type == null && notNull) {
        throw new IllegalArgumentException(
            "A column that must be NOT NULL has a type: say hasColumn(\"id\", \"BIGINT NOT NULL\")");
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.has(this);
    }
  }

  /** There is no such column, or nested field. */
  record Lacks(ColumnRef column) implements SchemaRule {
    public Lacks {
      Args.notNull(column, "column");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.lacks(this);
    }
  }

  /**
   * What is known without reading rows: a whole number, or the quotient of two.
   *
   * @param whole null for a whole number; else greater than 0
   */
  record Found(BigDecimal part, @Nullable BigDecimal whole) implements Serializable {

    public static Found of(long number) {
      return new Found(BigDecimal.valueOf(number), null);
    }
  }

  /**
   * A number that is known without reading rows.
   *
   * @param found what it comes to; null before that is planned, and where no column is declared
   */
  record Measured(DataFact fact, Expectation expectation, @Nullable Found found)
      implements SchemaRule {
    public Measured {
      Args.notNull(fact, "fact");
      Args.notNull(expectation, "expectation");
      if (expectation.metric() != null || expectation.past() != null) {
        throw new IllegalArgumentException(
            fact.word() + " is known without a run, and is compared with constants alone");
      }
      fact.check(expectation);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.measured(this);
    }
  }

  /** The names of the selected columns match a regular expression as a whole. */
  record Names(ColumnSelector selector, String regex) implements SchemaRule {
    public Names {
      Args.notNull(selector, "selector");
      Args.notNull(regex, "regular expression");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.names(this);
    }
  }

  /**
   * The selected columns have a type.
   *
   * @param type the type; null for any
   * @param notNull whether they must be known to be never null
   */
  record Types(ColumnSelector selector, Schema.@Nullable Type type, boolean notNull)
      implements SchemaRule {
    public Types {
      Args.notNull(selector, "selector");
      if (type == null && !notNull) {
        throw new IllegalArgumentException("Say which type the columns must have");
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.types(this);
    }
  }

  /** One method a kind of rule, all abstract. */
  interface Visitor<R> {
    R columns(Columns rule);

    R sameAs(SameAs rule);

    R has(Has rule);

    R lacks(Lacks rule);

    R measured(Measured rule);

    R names(Names rule);

    R types(Types rule);
  }
}
