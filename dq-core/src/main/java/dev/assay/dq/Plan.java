package dev.assay.dq;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run will do: known before any of it starts. */
public interface Plan {

  /**
   * What a run costs an engine.
   *
   * @param jobs Spark jobs; 0 where there is no Spark
   * @param shuffles exchanges of data between tasks, beyond those that the source itself needs
   * @param note what the numbers assume, in English; may be empty
   */
  record Cost(int jobs, int shuffles, String note) {

    /** What this and another take together; what both assume is said once. */
    public Cost plus(Cost other) {
      String notes =
          Stream.of(note, other.note)
              .flatMap(each -> Arrays.stream(each.split("; ")))
              .filter(each -> !each.isEmpty())
              .distinct()
              .collect(Collectors.joining("; "));
      return new Cost(jobs + other.jobs, shuffles + other.shuffles, notes);
    }

    /** The cost in English. */
    @Override
    public String toString() {
      return count(jobs, "Spark job")
          + ", "
          + count(shuffles, "shuffle")
          + (note.isEmpty() ? "" : " (" + note + ")");
    }

    private static String count(int n, String word) {
      return n + " " + word + (n == 1 ? "" : "s");
    }
  }

  /** How many jobs and shuffles to expect. */
  Cost cost();

  /**
   * The plan for people: what is shared, the passes with what each computes, reads and why, and the
   * cost.
   */
  String explain();
}
