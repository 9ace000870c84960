package dev.assay.dq.result;

import dev.assay.dq.Requirement;
import dev.assay.dq.SamplePolicy;
import java.util.List;

/**
 * The rows behind a verdict. A row is marked with each constraint on rows that it violates: exactly
 * those rows that a run counts as its violations, whether or not the constraint tolerates some of
 * them; with each unique key of columns, or of whole rows, that another row has as well; with what
 * its group, by columns, violates; with a dataset that should have the same rows and does not have
 * it; and with a rule of rows in order that it breaks. It is bad if one of these is of a check of
 * severity ERROR; one that violates only what warns is marked, and good. Every row is good or bad,
 * as often as it is there.
 *
 * <p>What holds where all its parts hold, such as {@code key("id").isPrimary()}, marks rows by its
 * parts. Other constraints say nothing of a single row and mark none: see {@link #withoutRows()}.
 * Where Java code of a constraint throws, the row is marked with the constraint and {@link
 * Violation#error()}, since what could not be judged is not good; what Spark itself fails at, such
 * as a cast in {@code sql(...)} under ANSI mode, fails the action.
 *
 * <p>Of Datasets and RDDs nothing runs before an action of yours, and each action reads the data
 * again: persist them, or write {@link #annotated()} once, where reading them twice may give other
 * rows. Of records in memory each call reads them. Records of an RDD are shuffled where keys are
 * looked up or have to be unique: then they have to be serializable. Immutable: every refinement
 * returns new ones.
 *
 * @param <P> rows as they were given: a Dataset, an RDD or a list
 * @param <M> rows with their reasons: of a Dataset one column more, of records {@link JudgedRecord}
 */
public interface MarkedRows<P, M> {

  /**
   * All rows, each with its reasons. Of a Dataset the columns as they were given, and behind them
   * an array of structs (check, constraint, description, severity, sentence, error), which is null
   * where the row is clean.
   *
   * @throws IllegalArgumentException if a Dataset has a column of the same name
   */
  M annotated();

  /** The rows without a violation of severity ERROR, as they were given. */
  P good();

  /**
   * The other rows, as {@link #annotated()} has them.
   *
   * @throws IllegalArgumentException if a Dataset has a column of the same name
   */
  M bad();

  /**
   * The rows that violate a constraint, as they were given, whatever its severity.
   *
   * @param constraint a predicate or a constraint as the check has it, but for its notes
   * @throws IllegalArgumentException if no such constraint marks rows
   */
  P violating(Requirement constraint);

  /**
   * The same by name.
   *
   * @param constraint the id or the description of a constraint; of several that share it, the rows
   *     that violate any
   * @throws IllegalArgumentException if no such constraint marks rows
   */
  P violating(String constraint);

  /**
   * Good rows, bad rows and the verdict, of the same checks as of the same time. Runs the
   * verification, as {@code run()} does; the rows are read again when they are asked for.
   *
   * @throws IllegalArgumentException if a Dataset has a column of the same name
   * @throws RunCancelledException as the run
   */
  SplitRows<P, M> split();

  /**
   * Names the column of the reasons, which is {@code _dq} without it. Without effect on records.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  MarkedRows<P, M> reasonsIn(String column);

  /**
   * Keeps the first reasons of each row, in the order of declaration. What is good or bad stays.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  MarkedRows<P, M> atMost(int reasons);

  /**
   * Has each reason quote what its constraint reads of the row, as text by column: of a Dataset in
   * a field more, {@code values}, a map of strings; of records in {@link Violation#values()}. Each
   * value is treated by itself, so that one that looks personal is masked where others of its
   * column are shown, unless the policy allows the column; beyond 1,000 characters it is cut.
   * Without this reasons quote nothing.
   *
   * @param shown what may be quoted, whatever the run's own policy is
   */
  MarkedRows<P, M> withValues(SamplePolicy shown);

  /**
   * Marks rows only for constraints that a run does not find to pass: a row that a threshold
   * tolerates is good then. Runs the verification, now; what it could not evaluate stays.
   *
   * @throws RunCancelledException as the run
   */
  MarkedRows<P, M> whenFailed();

  /**
   * Makes every row bad that shares a key with a bad one, such as all lines of an order of which
   * one line is bad; it is marked with {@code cascadingBy(…)} in the place of a constraint, where
   * nothing is wrong with the row itself. Keys are equal as for {@link
   * dev.assay.dq.KeyColumns#existsIn}; one with a null is shared with no row. A second call
   * replaces the first.
   *
   * @param columns names, with dots for fields of structs
   * @throws IllegalArgumentException if there is none, or a column does not exist
   */
  MarkedRows<P, M> cascadingBy(String... columns);

  /**
   * Of the rows of a unique key that repeats, spares the first: the one with the smallest value of
   * a column. Where several have it, or none has a value, nothing tells which is the first, and all
   * are marked; so are rows that are equal as a whole. Replaces an earlier call, and one of {@link
   * #keepingLastBy}.
   *
   * @param column its name, with dots for a field of a struct; of whole numbers, decimals, times or
   *     texts
   * @throws IllegalArgumentException if it does not exist, or cannot be ordered exactly
   */
  MarkedRows<P, M> keepingFirstBy(String column);

  /** The same with the greatest value: of the versions of an entry the latest, for example. */
  MarkedRows<P, M> keepingLastBy(String column);

  /** The constraints for which no row is marked, each with the reason. */
  List<UnmarkedConstraint> withoutRows();

  /** The constraints for which rows are marked, and those for which none is. */
  @Override
  String toString();
}
