package dev.assay.dq.spark.internal.frame;

import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The values on which it depends whether something is null: a sum is where a column of it is, and
 * to count that the sum need not be worked out.
 */
final class NullSources {

  private NullSources() {}

  /**
   * The values one of which is null exactly where a predicate is unknown, or, of {@code
   * isComplete}, false; the predicate itself if its own rule says when it is unknown.
   */
  static Set<Expr> of(Expr predicate) {
    return predicate.calls(Function.IS_COMPLETE)
        ? predicate.arguments().get(0).fold(SOURCES)
        : predicate.fold(SOURCES);
  }

  private static final Expr.Fold<Set<Expr>> SOURCES =
      new Expr.Fold<>() {
        @Override
        public Set<Expr> column(Expr.Column column) {
          return Set.of(column);
        }

        @Override
        public Set<Expr> element(Expr.Element element) {
          return Set.of(element);
        }

        @Override
        public Set<Expr> literal(Expr.Literal literal) {
          return Set.of();
        }

        @Override
        public Set<Expr> call(Expr.Call call, List<Set<Expr>> arguments) {
          List<Set<Expr>> others = arguments.subList(1, arguments.size());
          return switch (call.function().nulls(call)) {
            case ANY -> {
              Set<Expr> all = new LinkedHashSet<>();
              arguments.forEach(all::addAll);
              yield all;
            }
            case FIRST -> others.stream().allMatch(Set::isEmpty) ? arguments.get(0) : Set.of(call);
            case OWN -> Set.of(call);
          };
        }

        @Override
        public Set<Expr> sql(Expr.Sql sql) {
          return Set.of(sql);
        }

        @Override
        public Set<Expr> code(Expr.Code code) {
          return Set.of(code);
        }
      };
}
