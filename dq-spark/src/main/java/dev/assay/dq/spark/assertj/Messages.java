package dev.assay.dq.spark.assertj;

import dev.assay.dq.Constraint;
import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.Visible;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.References;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Sample;
import dev.assay.dq.result.Status;
import dev.assay.dq.spark.internal.compile.Lowering;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a failed assertion says. */
final class Messages {

  private Messages() {}

  /** About one constraint of a check, as a message of its own. */
  static String text(
      String check,
      ConstraintResult result,
      @Nullable BoundConstraint bound,
      @Nullable RunPlan plan) {
    return String.join("\n  ", lines(check, result, bound, plan));
  }

  /** About one constraint: a headline, then what was expected and found. */
  static List<String> lines(
      @Nullable String check,
      ConstraintResult result,
      @Nullable BoundConstraint bound,
      @Nullable RunPlan plan) {
    List<String> lines = new ArrayList<>();
    lines.add((check == null ? "" : check + " › ") + result.description());
    if (!result.description().equals(result.sentence())) {
      lines.add("rule    : " + result.sentence());
    }
    lines.add("expected: " + result.expected());
    lines.add("but was : " + result.butWas());
    if (result.leftOut() > 0) {
      lines.add("note    : " + Numbers.skipped(result.leftOut()));
    }
    if (result.note() != null && result.actual() != null) {
      lines.add("note    : " + result.note());
    }
    if (result.status() == Status.NOT_EVALUATED) {
      lines.add("note    : nothing was checked; where that is right, say .onNoRows(OnNoRows.PASS)");
    }
    if (result.because() != null) {
      lines.add("because : " + result.because());
    }
    String label = "e.g.    : ";
    for (Sample sample : result.samples()) {
      lines.add(label + sample);
      label = "          ";
    }
    if (!result.samples().isEmpty() && result.violations() > result.samples().size()) {
      lines.add(
          label + "… " + Numbers.grouped(result.violations() - result.samples().size()) + " more");
    }
    String sql = result.violations() > 0 ? sql(bound, plan) : null;
    if (sql != null) {
      lines.add("select  : " + sql);
    }
    lines.replaceAll(Visible::of);
    return lines;
  }

  private static @Nullable String sql(@Nullable BoundConstraint bound, @Nullable RunPlan plan) {
    return bound != null
            && plan != null
            && bound.bound() instanceof Constraint.OnRows rows
            && plan.lookups(References.of(rows).columns()).isEmpty()
        ? Lowering.violationSql(rows, plan.types())
        : null;
  }

  private static String label(String described) {
    return described.isEmpty() ? "" : "[" + Visible.of(described) + "] ";
  }

  /** About all that failed in one run. */
  static AssertionError error(String described, int stated, List<Chain.Failure> failures) {
    List<Throwable> causes =
        failures.stream().map(Chain.Failure::cause).filter(Objects::nonNull).toList();
    Chain.Failure first = failures.get(0);
    String name = label(described);
    String only = failures.size() == 1 ? first.statement().override() : null;
    if (only != null) {
      String own = first.statement().described();
      return Callers.error(
          (own.isEmpty() ? name : label(own)) + only, first.statement().at(), causes);
    }
    StringBuilder text = new StringBuilder(name);
    text.append(Numbers.grouped(failures.size())).append(" of ").append(Numbers.grouped(stated));
    text.append(stated == 1 ? " assertion" : " assertions").append(" failed:");
    for (Chain.Failure failure : failures) {
      Statement statement = failure.statement();
      String override = statement.override();
      List<String> lines = override == null ? failure.lines() : List.of(override);
      String own = statement.described();
      text.append("\n\n  ✗ ");
      text.append(own.equals(described) ? "" : label(own));
      text.append(lines.get(0));
      lines.stream().skip(1).forEach(line -> text.append("\n    ").append(line));
      text.append("\n    ").append(Callers.line(statement.at()));
    }
    return Callers.error(text.toString(), first.statement().at(), causes);
  }
}
