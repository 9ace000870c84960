package dev.assay.dq;

import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.OrderRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A text along rows in order, such as a state. */
public final class TextValueSequence extends ValueSequence {

  private static final long serialVersionUID = 1L;

  TextValueSequence(Expr value, List<Expr> order, List<Expr> by) {
    super(value, order, by);
  }

  @Override
  public TextValueSequence per(String... columns) {
    return new TextValueSequence(value(), order(), Groups.of(columns));
  }

  @Override
  public TextValueSequence per(Expression first, Expression... others) {
    return new TextValueSequence(value(), order(), Groups.of(first, others));
  }

  /**
   * Each state follows one that it may follow: {@code onlyChangesAlong("NEW>PAID>SHIPPED",
   * "PAID>CANCELLED")}. A state that is not named follows none and is followed by none; one that
   * may stay has to say so, as in {@code "PAID>PAID"}. White space around states is not theirs.
   *
   * @param paths states with &gt; between them
   * @throws IllegalArgumentException if there is none, or one has no transition
   */
  public Constraint.InOrder onlyChangesAlong(String... paths) {
    Map<String, Set<String>> next = new LinkedHashMap<>();
    for (String path : Args.noNulls(Lists.of(paths, "paths"), "paths")) {
      String[] states = path.split(">", -1);
      for (int i = 0; i < states.length; i++) {
        String state = states[i].strip();
        if (states.length == 1 || state.isEmpty()) {
          throw new IllegalArgumentException(
              "A path is of states with > between them, such as \"NEW>PAID\", and this is \""
                  + path
                  + "\": give a map where states are empty or hold that sign");
        }
        if (i > 0) {
          next.computeIfAbsent(states[i - 1].strip(), each -> new LinkedHashSet<>()).add(state);
        }
      }
    }
    return onlyChangesAlong(next);
  }

  /**
   * The same with the states that may follow each.
   *
   * @throws IllegalArgumentException if there is no transition
   */
  public Constraint.InOrder onlyChangesAlong(
      Map<String, ? extends Collection<String>> transitions) {
    List<Expr> of = new ArrayList<>(List.of(value()));
    Args.notNull(transitions, "transitions")
        .forEach(
            (from, to) ->
                Args.noNulls(to, "states")
                    .forEach(
                        each -> {
                          of.add(text(from));
                          of.add(text(each));
                        }));
    return says(OrderRule.TRANSITIONS, of);
  }

  /**
   * The first state of each key is one of these; all of several rows that are the first. What is
   * counted are keys.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Constraint.InOrder startsIn(String... states) {
    return says(OrderRule.STARTS, among(states));
  }

  /**
   * The last state of each key is one of these; all of several rows that are the last. What is
   * counted are keys. One that is still on its way violates: leave it out with {@code where}, or
   * allow its state.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Constraint.InOrder endsIn(String... states) {
    return says(OrderRule.ENDS, among(states));
  }

  private List<Expr> among(String... states) {
    List<Expr> of = new ArrayList<>(List.of(value()));
    Args.noNulls(Lists.of(states, "states"), "states").forEach(each -> of.add(text(each)));
    return of;
  }
}
