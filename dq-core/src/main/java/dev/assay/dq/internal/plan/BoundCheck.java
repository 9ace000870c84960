package dev.assay.dq.internal.plan;

import dev.assay.dq.Check;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A check made ready for a schema.
 *
 * @param constraints its constraints in the order of declaration, templates stamped out
 * @param problem why the check as a whole cannot be evaluated (it is empty), or null
 */
public record BoundCheck(
    Check check, List<BoundConstraint> constraints, @Nullable String problem) {}
