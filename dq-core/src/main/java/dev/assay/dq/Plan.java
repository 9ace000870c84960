package dev.assay.dq;

import java.util.Arrays;
import java.util.List;
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
   * The columns of the data that no constraint reads, so that nothing is known of their values
   * after the run: to find what a check has forgotten. A column of which a field is read is read as
   * a whole, and SQL and Java code that do not say what they read may read all. A constraint that
   * cannot be evaluated reads nothing, and one on the columns themselves neither.
   *
   * @return their names in the order of the data, with the dataset before them in a suite
   */
  List<String> unreadColumns();

  /**
   * The plan for people: what is shared, the passes with what each computes, reads and why, and the
   * cost.
   */
  String explain();
}
