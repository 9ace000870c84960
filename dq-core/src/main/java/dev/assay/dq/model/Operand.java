package dev.assay.dq.model;

import java.io.Serializable;

/** Something of a row that has a value: a column, or the length or size of one. */
public sealed interface Operand extends Serializable {

  /**
   * Hands the operand to the method for its kind.
   *
   * @param visitor the interpreter
   * @param <R> what it answers
   * @return its answer
   */
  <R> R accept(Visitor<R> visitor);

  /**
   * The column that the value comes from.
   *
   * @return the column
   */
  Column column();

  /**
   * A column and the type that the user says it has.
   *
   * @param ref its name or path
   * @param kind the type it must have in the dataset
   */
  record Column(ColumnRef ref, ColumnKind kind) implements Operand {
    /**
     * Refuses nulls.
     *
     * @param ref its name or path
     * @param kind the type it must have in the dataset
     */
    public Column {
      Args.notNull(ref, "column");
      Args.notNull(kind, "column kind");
    }

    @Override
    public Column column() {
      return this;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.column(this);
    }
  }

  /**
   * The length of a text in Unicode code points (never bytes or UTF-16 units); null for null.
   *
   * @param column a string column
   */
  record Length(Column column) implements Operand {
    /**
     * Refuses null.
     *
     * @param column a string column
     */
    public Length {
      Args.notNull(column, "column");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.length(this);
    }
  }

  /**
   * The number of elements of an array or of entries of a map; null for null.
   *
   * @param column an array or map column
   */
  record Size(Column column) implements Operand {
    /**
     * Refuses null.
     *
     * @param column an array or map column
     */
    public Size {
      Args.notNull(column, "column");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.size(this);
    }
  }

  /**
   * One method a kind of operand, all abstract.
   *
   * @param <R> the answer
   */
  interface Visitor<R> {
    /**
     * A column's value.
     *
     * @param operand the operand
     * @return the answer
     */
    R column(Column operand);

    /**
     * A text's length.
     *
     * @param operand the operand
     * @return the answer
     */
    R length(Length operand);

    /**
     * A collection's size.
     *
     * @param operand the operand
     * @return the answer
     */
    R size(Size operand);
  }
}
