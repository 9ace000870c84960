package dev.assay.dq.spark;

import dev.assay.dq.model.Metric;
import dev.assay.dq.model.Predicate;
import dev.assay.dq.model.Requirement;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** The kinds of predicates and metrics there are, and those that some requirements have. */
public final class Kinds {

  private Kinds() {}

  /** All kinds of predicates but the one that is always true. */
  public static Set<Class<?>> predicates() {
    Set<Class<?>> kinds = new LinkedHashSet<>(Set.of(Predicate.class.getPermittedSubclasses()));
    kinds.remove(Predicate.Always.class);
    return kinds;
  }

  /** All kinds of metrics. */
  public static Set<Class<?>> metrics() {
    return new LinkedHashSet<>(Set.of(Metric.class.getPermittedSubclasses()));
  }

  /** The kinds in requirements, at any depth. */
  public static Set<Class<?>> in(Collection<? extends Requirement> requirements) {
    Set<Class<?>> kinds = new LinkedHashSet<>();
    requirements.forEach(each -> collect(each.toConstraint(), kinds));
    return kinds;
  }

  private static void collect(Object node, Set<Class<?>> kinds) {
    if (node instanceof Collection<?> nodes) {
      nodes.forEach(each -> collect(each, kinds));
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
