package dev.assay.dq.render;

import dev.assay.dq.internal.model.Args;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.result.CheckResult;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a dataset as facets of OpenLineage: the JSON object that an event has as the
 * {@code inputFacets} of an input dataset. Sending events is left to a client of OpenLineage.
 *
 * <p>{@code dataQualityAssertions} (1-0-1) has an assertion for each constraint that was evaluated,
 * failed or not, with the column where the constraint names one alone; a warning that is missed has
 * no success either. A constraint that had nothing to check is left out, unless it makes its check
 * fail. {@code dataQualityMetrics} (1-0-2) comes of a profile: rows and nulls, distinct values
 * where they are counted exactly, and of columns of numbers what holds for their finite values.
 */
public final class OpenLineageFacets {

  private static final String SPEC = "https://openlineage.io/spec/facets/";

  private OpenLineageFacets() {}

  /**
   * The assertions.
   *
   * @param producer what identifies the job's code, as in its events
   * @return a JSON object, indented, ending in a line break
   */
  public static String of(VerificationResult result, URI producer) {
    return JsonReport.written(assertions(result, producer));
  }

  /**
   * The metrics.
   *
   * @param producer what identifies the job's code, as in its events
   * @return a JSON object, indented, ending in a line break
   */
  public static String of(DatasetProfile profile, URI producer) {
    return JsonReport.written(metrics(profile, producer));
  }

  /**
   * Both, of the same data.
   *
   * @param producer what identifies the job's code, as in its events
   * @return a JSON object, indented, ending in a line break
   */
  public static String of(VerificationResult result, DatasetProfile profile, URI producer) {
    Map<String, Object> both = metrics(profile, producer);
    both.putAll(assertions(result, producer));
    return JsonReport.written(both);
  }

  private static Map<String, Object> facet(String version, String name, URI producer) {
    Map<String, Object> facet = new LinkedHashMap<>();
    facet.put("_producer", Args.notNull(producer, "producer").toString());
    facet.put("_schemaURL", SPEC + version + "/" + name + ".json#/$defs/" + name);
    return facet;
  }

  private static Map<String, Object> assertions(VerificationResult result, URI producer) {
    List<Object> assertions = new ArrayList<>();
    for (CheckResult check : result.checks()) {
      if (check.problem() != null) {
        assertions.add(assertion("check " + check.name() + " can be evaluated", false, List.of()));
      }
      for (ConstraintResult each : check.constraints()) {
        if (each.fails() || each.status() == Status.PASS) {
          assertions.add(assertion(each.description(), !each.fails(), each.columns()));
        }
      }
    }
    Map<String, Object> facet = facet("1-0-1", "DataQualityAssertionsDatasetFacet", producer);
    facet.put("assertions", assertions);
    return named("dataQualityAssertions", facet);
  }

  private static Map<String, Object> assertion(String what, boolean success, List<String> columns) {
    Map<String, Object> assertion = new LinkedHashMap<>();
    assertion.put("assertion", what);
    assertion.put("success", success);
    List<String> different = columns.stream().distinct().toList();
    if (different.size() == 1) {
      assertion.put("column", different.get(0));
    }
    return assertion;
  }

  private static Map<String, Object> metrics(DatasetProfile profile, URI producer) {
    Map<String, Object> columns = new LinkedHashMap<>();
    profile.columns().forEach(column -> columns.put(column.name(), of(column)));
    Map<String, Object> facet = facet("1-0-2", "DataQualityMetricsInputDatasetFacet", producer);
    facet.put("rowCount", profile.rows());
    facet.put("columnMetrics", columns);
    return named("dataQualityMetrics", facet);
  }

  private static Map<String, Object> of(ColumnProfile column) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("nullCount", column.nulls());
    metrics.put("count", column.values());
    if (column.distinctExact()) {
      metrics.put("distinctCount", column.distinct());
    }
    ColumnProfile.Numbers numbers = column.number();
    if (numbers != null && numbers.finite() > 0) {
      put(metrics, "sum", parsed(numbers.sum()));
      put(metrics, "min", numbers.min());
      put(metrics, "max", numbers.max());
      Map<String, Object> quantiles = new LinkedHashMap<>();
      numbers.quantiles().forEach((share, value) -> put(quantiles, share, value));
      metrics.put("quantiles", quantiles);
    }
    return metrics;
  }

  private static @Nullable BigDecimal parsed(String sum) {
    try {
      return new BigDecimal(sum);
    } catch (NumberFormatException e) {
      return null; // of doubles whose sum is infinite
    }
  }

  /** Puts a number; one whose digits would be hundreds of zeros as floating point. */
  private static void put(Map<String, Object> metrics, String name, @Nullable BigDecimal value) {
    if (value != null) {
      metrics.put(name, Math.abs(value.scale()) < 100 ? value : (Object) value.doubleValue());
    }
  }

  private static Map<String, Object> named(String name, Map<String, Object> facet) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put(name, facet);
    return root;
  }
}
