package dev.assay.dq.spark;

import dev.assay.dq.Requirement;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Operation;
import dev.assay.dq.internal.model.OrderRule;
import dev.assay.dq.internal.model.Signature;
import dev.assay.dq.internal.model.Statistic;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The functions and statistics there are, and those that some requirements have. */
public final class Kinds {

  private Kinds() {}

  /** All functions, and what judges a row without one. */
  public static Set<Object> predicates() {
    Set<Object> kinds = new LinkedHashSet<>(List.of(Function.values()));
    kinds.add(Expr.Sql.class);
    kinds.add(Expr.Code.class);
    return kinds;
  }

  /** The functions that judge, and what judges a row without one. */
  public static Set<Object> judgements() {
    Set<Object> kinds = predicates();
    kinds.removeIf(
        each ->
            each instanceof Function function
                && function.signature().gives() != Signature.Gives.TRUTH);
    return kinds;
  }

  /** All statistics, and what they are combined by. */
  public static Set<Object> metrics() {
    Set<Object> kinds = new LinkedHashSet<>(List.of(Statistic.values()));
    kinds.addAll(List.of(Operation.values()));
    return kinds;
  }

  /** The kinds in requirements, at any depth. */
  public static Set<Object> in(Collection<? extends Requirement> requirements) {
    Set<Object> kinds = new LinkedHashSet<>();
    requirements.forEach(each -> collect(each.toConstraint(), kinds));
    return kinds;
  }

  private static void collect(Object node, Set<Object> kinds) {
    if (node instanceof Collection<?> nodes) {
      nodes.forEach(each -> collect(each, kinds));
    }
    if (node instanceof Function
        || node instanceof Statistic
        || node instanceof Operation
        || node instanceof OrderRule) {
      kinds.add(node);
    }
    if (!(node instanceof Record)) {
      return;
    }
    kinds.add(node.getClass());
    for (RecordComponent component : node.getClass().getRecordComponents()) {
      try {
        collect(component.getAccessor().invoke(node), kinds);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
