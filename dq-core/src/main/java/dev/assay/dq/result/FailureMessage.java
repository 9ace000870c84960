package dev.assay.dq.result;

import dev.assay.dq.model.Severity;
import java.util.List;
import java.util.stream.Collectors;

/** What a failed run says, in full. */
final class FailureMessage {

  private FailureMessage() {}

  static String of(VerificationResult result) {
    return result.checks().stream()
        .filter(check -> check.status() == Status.FAIL || check.status() == Status.ERROR)
        .map(FailureMessage::of)
        .collect(Collectors.joining("\n"));
  }

  private static String of(CheckResult check) {
    if (check.problem() != null) {
      return "Check [" + check.name() + "] could not be evaluated: " + check.problem();
    }
    List<ConstraintResult> bad = check.constraints().stream().filter(FailureMessage::bad).toList();
    StringBuilder text = new StringBuilder("Check [").append(check.name()).append("] failed: ");
    text.append(bad.size()).append(" of ").append(check.constraints().size());
    text.append(check.constraints().size() == 1 ? " constraint (" : " constraints (");
    text.append(check.severity() == Severity.ERROR ? "ERROR)" : "WARNING)");
    bad.forEach(constraint -> append(text, constraint));
    return text.toString();
  }

  private static boolean bad(ConstraintResult result) {
    return result.status() == Status.FAIL || result.status() == Status.ERROR;
  }

  private static void append(StringBuilder text, ConstraintResult result) {
    text.append("\n  ✗ ").append(result.description());
    if (!result.description().equals(result.sentence())) {
      text.append("\n    rule    : ").append(result.sentence());
    }
    text.append("\n    expected: ").append(result.expected());
    text.append("\n    but was : ").append(result.butWas());
    if (result.leftOut() > 0 && result.violations() < 0) {
      text.append("\n    left out: ").append(Numbers.grouped(result.leftOut())).append(" nulls");
    }
    if (result.note() != null && result.actual() != null) {
      text.append("\n    note    : ").append(result.note());
    }
    if (result.because() != null) {
      text.append("\n    because : ").append(result.because());
    }
    if (!result.samples().isEmpty()) {
      text.append("\n    e.g.    : ");
      text.append(
          result.samples().stream().map(Sample::toString).collect(Collectors.joining(", ")));
      text.append(result.violations() > result.samples().size() ? ", …" : "");
    }
  }
}
