package dev.assay.dq.internal.plan;

import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Schema;
import java.util.ArrayList;
import java.util.List;

/** The types of the elements that are spoken of while an expression is folded. */
public final class ElementTypes {

  private final List<Schema.Type> bound = new ArrayList<>();

  /** What follows is said of the elements of an array. */
  public void bind(Schema.Type array) {
    bound.add(array.child(0));
  }

  /** The elements that were bound last are no longer spoken of. */
  public void unbind() {
    bound.remove(bound.size() - 1);
  }

  /** Whether elements are spoken of. */
  public boolean isBound() {
    return !bound.isEmpty();
  }

  /** The type of an element. */
  public Schema.Type of(Expr.Element element) {
    return bound.get(bound.size() - 1 - element.outwards());
  }
}
