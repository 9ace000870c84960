package dev.assay.dq.internal.model;

import dev.assay.dq.BusinessCalendar;
import dev.assay.dq.RecordPredicate;
import dev.assay.dq.TextPattern;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of one row: a value, or, where its type is boolean, a predicate. This family is
 * complete: what is new is a {@link Function}, never another record.
 *
 * <p>Expressions are values: equal when their parts are.
 */
public sealed interface Expr extends Serializable {

  /** A column, and the type that the user says it has. */
  record Column(ColumnRef ref, ColumnKind kind) implements Expr {
    public Column {
      Args.notNull(ref, "column");
      Args.notNull(kind, "column kind");
    }

    @Override
    public <R> R answer(Fold<R> fold, List<R> arguments) {
      return fold.column(this);
    }
  }

  /**
   * The element that is judged within {@link Function#EACH}, {@link Function#SOME} and {@link
   * Function#AT_LEAST_OF}, and the type that the user says it has.
   *
   * @param outwards how many of those to step out of: 0 for the nearest around it
   */
  record Element(int outwards, ColumnKind kind) implements Expr {
    private static final AtomicInteger UNBOUND = new AtomicInteger();

    /**
     * Refuses what nothing can be said of.
     *
     * @throws IllegalArgumentException if the kind is bytes or any
     */
    public Element {
      Args.notNull(kind, "element kind");
      if (kind == ColumnKind.ANY || kind == ColumnKind.BINARY) {
        throw new IllegalArgumentException(
            "Elements are of a type of which something can be said, and not " + kind.label());
      }
    }

    /** One of its own, that belongs to no array yet. */
    public static Element unbound(ColumnKind kind) {
      return new Element(UNBOUND.decrementAndGet(), kind);
    }

    /** What is said of this unbound element, said of the elements of the nearest array. */
    public Expr boundIn(Expr said) {
      return said.fold(new ElementBinding(this));
    }

    @Override
    public <R> R answer(Fold<R> fold, List<R> arguments) {
      return fold.element(this);
    }
  }

  /** A constant. */
  record Literal(Constant constant) implements Expr {

    /** True of every row: the filter of what has none. */
    public static final Literal TRUE = new Literal(new Constant.Bool(true));

    public Literal {
      Args.notNull(constant, "constant");
    }

    @Override
    public <R> R answer(Fold<R> fold, List<R> arguments) {
      return fold.literal(this);
    }
  }

  /** A function of other expressions; nested conjunctions and disjunctions are flattened. */
  record Call(Function function, List<Expr> arguments) implements Expr {
    /**
     * Brings the arguments into their normal form.
     *
     * @throws IllegalArgumentException if they are not as many as the function takes
     */
    public Call {
      arguments = Args.notNull(function, "function").normal(Args.noNulls(arguments, "arguments"));
    }

    /** The call with other arguments; itself if they are its own, which may be a million. */
    @SuppressWarnings("ReferenceEquality") // what a rewriting leaves as it is, it returns
    Call with(List<Expr> others) {
      for (int i = 0; i < others.size(); i++) {
        if (others.get(i) != arguments.get(i)) {
          return new Call(function, others);
        }
      }
      return this;
    }

    /** The argument at a place. */
    public Expr argument(int at) {
      return arguments.get(at);
    }

    /** The constant text at a place. */
    public String text(int at) {
      return ((Constant.Text) ((Literal) argument(at)).constant()).value();
    }

    /** The constant whole number at a place. */
    public int count(int at) {
      return ((Constant.Num) ((Literal) argument(at)).constant()).value().intValueExact();
    }

    /** The constant number at a place. */
    public BigDecimal number(int at) {
      return ((Constant.Num) ((Literal) argument(at)).constant()).value();
    }

    /** How the first argument writes dates; null where that is as ISO 8601 has it. */
    public @Nullable TimeFormat dateFormat() {
      return arguments.size() == 1 ? null : TimeFormat.ofDate(function.word(), text(1));
    }

    /** How the first argument writes points in time. */
    public TimeFormat timeFormat() {
      return TimeFormat.ofTimestamp(function.word(), text(1), arguments.size() > 2);
    }

    /** The time zone of {@link #timeFormat}; null where that has an offset. */
    public @Nullable ZoneId zone() {
      return arguments.size() == 2 ? null : Zones.of(text(2));
    }

    /** What a text is matched with: the second argument, which is constant. */
    public TextPattern pattern() {
      return ((Constant.Pattern) ((Literal) argument(1)).constant()).value();
    }

    /** The calendar that a date is looked up in: the second argument, which is constant. */
    public BusinessCalendar calendar() {
      return ((Constant.Calendar) ((Literal) argument(arguments.size() - 1)).constant()).value();
    }

    /** Where a key is looked up: the first argument, which is constant. */
    public OtherKey otherKey() {
      return ((Constant.Reference) ((Literal) argument(0)).constant()).value();
    }

    @Override
    public <R> R answer(Fold<R> fold, List<R> answers) {
      return fold.call(this, answers);
    }

    private Object writeReplace() {
      return arguments.size() < PackedCall.MANY ? this : new PackedCall(this);
    }
  }

  /**
   * An expression in Spark SQL over the columns of the dataset: only on a Dataset; null is unknown.
   */
  record Sql(String text) implements Expr {
    /** Refuses blank text. */
    public Sql {
      Args.notBlank(text, "SQL expression");
    }

    @Override
    public <R> R answer(Fold<R> fold, List<R> arguments) {
      return fold.sql(this);
    }
  }

  /**
   * A judgement in Java code, run on records. Two of them are equal when label, columns and code
   * object are.
   *
   * @param reads the columns that the code reads; empty for all
   */
  record Code(String label, List<ColumnRef> reads, RecordPredicate code) implements Expr {
    public Code {
      Args.notBlank(label, "label");
      reads = List.copyOf(Args.notNull(reads, "columns"));
      Args.notNull(code, "code");
    }

    @Override
    public <R> R answer(Fold<R> fold, List<R> arguments) {
      return fold.code(this);
    }
  }

  /** A call without the list. */
  static Call call(Function function, Expr... arguments) {
    return new Call(function, List.of(arguments));
  }

  /** Whether this is {@link Literal#TRUE}. */
  default boolean isTrue() {
    return equals(Literal.TRUE);
  }

  /** Whether this calls a function. */
  default boolean calls(Function function) {
    return this instanceof Call call && call.function() == function;
  }

  /** The opposite; a double negation is none. */
  default Expr negated() {
    return calls(Function.NOT) ? arguments().get(0) : call(Function.NOT, this);
  }

  /** Both this and another predicate; of {@link Literal#TRUE} and another it is the other. */
  default Expr and(Expr other) {
    if (isTrue()) {
      return other;
    }
    return other.isTrue() ? this : call(Function.AND, this, other);
  }

  /** What kind of column this could be compared with. */
  default ColumnKind kind() {
    return fold(Kinds.KINDS);
  }

  /** The expressions that this one is made of; none but for a call. */
  default List<Expr> arguments() {
    return List.of();
  }

  /** Whether the second argument is said of the elements of the first. */
  default boolean binds() {
    return this instanceof Call call && call.function().binds();
  }

  /** The answer of an interpreter that knows those for the arguments. */
  <R> R answer(Fold<R> fold, List<R> arguments);

  /**
   * Makes one answer of the whole from the answers for its parts, without recursion: the arguments
   * of a call come first, in their order.
   */
  default <R> R fold(Fold<R> fold) {
    Deque<Open<R>> open = new ArrayDeque<>();
    Open<R> current = Open.of(this);
    while (true) {
      boolean binds = current.expr().binds();
      if (current.answers().size() < current.expr().arguments().size()) {
        if (binds && current.answers().size() == 1) {
          fold.bind(current.answers().get(0));
        }
        Expr next = current.expr().arguments().get(current.answers().size());
        if (next.arguments().isEmpty()) { // such as each constant of a large set
          current.answers().add(next.answer(fold, List.of()));
        } else {
          open.push(current);
          current = Open.of(next);
        }
      } else {
        if (binds) {
          fold.unbind();
        }
        R answer = current.expr().answer(fold, current.answers());
        if (open.isEmpty()) {
          return answer;
        }
        current = open.pop();
        current.answers().add(answer);
      }
    }
  }

  /** An expression some of whose arguments have been answered for. */
  record Open<R>(Expr expr, List<R> answers) {

    static <R> Open<R> of(Expr expr) {
      return new Open<>(expr, new ArrayList<>(expr.arguments().size()));
    }
  }

  /** Makes another expression of the same form: what is not overridden stays as it is. */
  interface Rewriting extends Fold<Expr> {

    @Override
    default Expr column(Column column) {
      return column;
    }

    @Override
    default Expr element(Element element) {
      return element;
    }

    @Override
    default Expr literal(Literal literal) {
      return literal;
    }

    @Override
    default Expr call(Call call, List<Expr> arguments) {
      return call.with(arguments);
    }

    @Override
    default Expr sql(Sql sql) {
      return sql;
    }

    @Override
    default Expr code(Code code) {
      return code;
    }
  }

  /** One method a record, all abstract: an interpreter that forgot one does not compile. */
  interface Fold<R> {
    /** A column. */
    R column(Column column);

    /** An element of what {@link #bind} was told of last, or before. */
    R element(Element element);

    /** What follows is said of the elements of an array, until {@link #unbind}. */
    default void bind(R array) {}

    /** The elements of the array that was bound last are no longer spoken of. */
    default void unbind() {}

    /** A constant. */
    R literal(Literal literal);

    /** A call, and the answers for its arguments. */
    R call(Call call, List<R> arguments);

    /** SQL. */
    R sql(Sql sql);

    /** Java code. */
    R code(Code code);
  }
}
