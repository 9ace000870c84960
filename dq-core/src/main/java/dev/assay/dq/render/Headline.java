package dev.assay.dq.render;

import dev.assay.dq.Severity;
import dev.assay.dq.result.CheckResult;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.RunResult;
import dev.assay.dq.result.Status;
import java.util.ArrayList;
import java.util.List;

/** The verdict in one line. */
final class Headline {

  private Headline() {}

  static String of(RunResult result) {
    List<ConstraintResult> all = result.constraints();
    List<String> parts = new ArrayList<>();
    add(parts, count(all, Severity.ERROR, Status.FAIL), "failed");
    add(parts, count(all, Severity.WARNING, Status.FAIL), "failed as a warning");
    add(
        parts,
        count(all, Severity.ERROR, Status.ERROR) + count(all, Severity.WARNING, Status.ERROR),
        "could not be evaluated");
    add(
        parts,
        all.stream()
            .filter(each -> each.status() == Status.NOT_EVALUATED && !each.blocking())
            .count(),
        "had nothing to check");
    add(
        parts,
        all.stream().filter(ConstraintResult::blocking).count(),
        "had nothing to check as the dataset is empty");
    add(parts, all.stream().filter(each -> each.status() == Status.PASS).count(), "passed");
    add(
        parts,
        result.datasets().values().stream()
            .flatMap(each -> each.checks().stream())
            .map(CheckResult::problem)
            .filter(each -> each != null)
            .count(),
        "empty checks");
    return (result.passed() ? "PASSED: " : "FAILED: ")
        + datasets(result)
        + all.size()
        + (all.size() == 1 ? " constraint" : " constraints")
        + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
  }

  /** How many of several datasets failed. */
  private static String datasets(RunResult result) {
    int all = result.datasets().size();
    if (result.datasets().containsKey("")) {
      return "";
    }
    long failed = result.datasets().values().stream().filter(each -> !each.passed()).count();
    return (failed == 0 ? "" : failed + " of ") + all + (all == 1 ? " dataset; " : " datasets; ");
  }

  private static long count(List<ConstraintResult> all, Severity severity, Status status) {
    return all.stream()
        .filter(each -> each.severity() == severity && each.status() == status)
        .count();
  }

  private static void add(List<String> parts, long count, String words) {
    if (count > 0) {
      parts.add(count + " " + words);
    }
  }
}
