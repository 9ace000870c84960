package dev.assay.dq.result;

import dev.assay.dq.Severity;
import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a failed run says, in full. */
final class FailureMessage {

  private FailureMessage() {}

  static String of(RunResult result) {
    List<String> failed = new ArrayList<>();
    result
        .datasets()
        .forEach(
            (dataset, found) -> {
              if (!found.passed()) {
                found.checks().stream()
                    .filter(CheckResult::fails)
                    .forEach(check -> failed.add(of(dataset, check)));
              }
            });
    return String.join("\n", failed);
  }

  private static String of(String dataset, CheckResult check) {
    List<ConstraintResult> all = check.constraints().stream().filter(FailureMessage::bad).toList();
    List<ConstraintResult> bad = all.stream().filter(check::weighs).toList();
    List<ConstraintResult> warnings = all.stream().filter(each -> !check.weighs(each)).toList();
    StringBuilder text = new StringBuilder();
    text.append(dataset.isEmpty() ? "Check [" : "Dataset [" + Visible.of(dataset) + "], check [");
    text.append(Visible.of(check.name())).append("] ");
    String problem = check.problem();
    text.append(problem == null ? "failed: " : "could not be evaluated: ");
    if (problem != null) {
      text.append(Visible.of(problem));
      if (bad.isEmpty()) {
        return warned(text, check, warnings);
      }
      text.append("\n  and ").append(count(check, bad.stream())).append(" failed");
    } else if (check.isBlocked()) {
      text.append("the dataset is empty, so ");
      text.append(count(check, check.constraints().stream().filter(ConstraintResult::blocking)));
      text.append(" had nothing to check");
      text.append("\n    note    : where an empty dataset is right, say .onNoRows(OnNoRows.PASS)");
      if (bad.isEmpty()) {
        return warned(text, check, warnings);
      }
      text.append("\n  and ").append(count(check, bad.stream())).append(" failed");
    } else {
      text.append(count(check, bad.stream()));
    }
    bad.forEach(constraint -> append(text, constraint));
    return warned(text, check, warnings);
  }

  /** What missed only a bound that warns comes last. */
  private static String warned(
      StringBuilder text, CheckResult check, List<ConstraintResult> warnings) {
    if (!warnings.isEmpty()) {
      text.append("\n  and ").append(warnings.size()).append(" of ");
      text.append(check.constraints().size()).append(" only as a warning");
      warnings.forEach(constraint -> append(text, constraint));
    }
    return text.toString();
  }

  private static String count(CheckResult check, Stream<ConstraintResult> some) {
    return some.count()
        + " of "
        + check.constraints().size()
        + (check.constraints().size() == 1 ? " constraint (" : " constraints (")
        + (check.severity() == Severity.ERROR ? "ERROR)" : "WARNING)");
  }

  private static boolean bad(ConstraintResult result) {
    return result.status() == Status.FAIL || result.status() == Status.ERROR;
  }

  private static void append(StringBuilder text, ConstraintResult result) {
    text.append("\n  ✗ ").append(Visible.of(result.description()));
    if (!result.description().equals(result.sentence())) {
      text.append("\n    rule    : ").append(Visible.of(result.sentence()));
    }
    text.append("\n    expected: ").append(Visible.of(result.expected()));
    text.append("\n    but was : ").append(Visible.of(result.butWas()));
    if (result.leftOut() > 0 && result.violations() < 0) {
      text.append("\n    note    : ").append(Numbers.skipped(result.leftOut()));
    }
    if (result.note() != null && result.actual() != null) {
      text.append("\n    note    : ").append(Visible.of(result.note()));
    }
    if (result.because() != null) {
      text.append("\n    because : ").append(Visible.of(result.because()));
    }
    if (!result.samples().isEmpty()) {
      text.append("\n    e.g.    : ");
      text.append(
          result.samples().stream().map(Sample::toString).collect(Collectors.joining(", ")));
      long all =
          result.actual() instanceof MetricValue.Groups groups
              ? groups.violating()
              : result.violations();
      text.append(all > result.samples().size() ? ", …" : "");
    }
  }
}
