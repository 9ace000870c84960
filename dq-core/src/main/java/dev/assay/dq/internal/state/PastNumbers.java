package dev.assay.dq.internal.state;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What earlier runs found, as far as a run asks for it.
 *
 * @param problem why it is not known, with the fix; null if it is
 * @param found by the name of the check, and the id of the constraint there
 */
public record PastNumbers(@Nullable String problem, Map<String, Map<String, Numbers>> found) {

  /** Of a run that was given no history. */
  public static final PastNumbers NOT_GIVEN =
      unknown(
          "it is compared with earlier runs, and this run knows of none: give a verification their"
              + " results with .history(…), such as HistoryFile.at(path)");

  private static final Numbers NONE = new Numbers(List.of(), 0, 0);

  public PastNumbers {
    found = Map.copyOf(found);
  }

  public static PastNumbers unknown(String problem) {
    return new PastNumbers(problem, Map.of());
  }

  /** What was found by a constraint; nothing, if no run was. */
  public Numbers of(String check, String id) {
    return found.getOrDefault(check, Map.of()).getOrDefault(id, NONE);
  }

  /**
   * What was found by one constraint.
   *
   * @param values the latest first, as many as are wanted
   * @param without how many runs since the first of them, or ever if there are too few, came to no
   *     number
   * @param failed how many of those runs failed and were left out because of that
   */
  public record Numbers(List<BigDecimal> values, int without, int failed) {
    public Numbers {
      values = List.copyOf(values);
    }
  }
}
