package dev.assay.dq.result;

import dev.assay.dq.internal.Visible;
import dev.assay.dq.internal.model.Args;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * What a run over several datasets found. Results of runs of their own can be put together as well,
 * for one report.
 *
 * @param datasets what was found of each, by its name; in the order that the map has
 */
@SuppressWarnings("serial") // copied to a serializable map
public record SuiteResult(Map<String, VerificationResult> datasets) implements RunResult {

  /**
   * Copies the map.
   *
   * @throws IllegalArgumentException if there is no dataset, a name is blank, or a result is null
   */
  public SuiteResult {
    Map<String, VerificationResult> copy = new LinkedHashMap<>(Args.notNull(datasets, "datasets"));
    copy.forEach((name, result) -> Args.notNull(result, Args.notBlank(name, "name of a dataset")));
    if (copy.isEmpty()) {
      throw new IllegalArgumentException("A suite needs at least one dataset");
    }
    datasets = Collections.unmodifiableMap(copy);
  }

  @Override
  public boolean passed() {
    return datasets.values().stream().allMatch(VerificationResult::passed);
  }

  /**
   * What was found of one dataset.
   *
   * @throws NoSuchElementException if the run had no dataset of that name
   */
  public VerificationResult dataset(String name) {
    VerificationResult result = datasets.get(name);
    if (result == null) {
      throw new NoSuchElementException("there was no dataset named [" + name + "]");
    }
    return result;
  }

  @Override
  public SuiteResult throwOnError() {
    DataQualityException.throwUnlessPassed(this);
    return this;
  }

  /** The verdicts as text that is the same for the same data, by dataset. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    datasets.forEach(
        (name, result) -> text.append("== ").append(Visible.of(name)).append('\n').append(result));
    return text.toString();
  }
}
