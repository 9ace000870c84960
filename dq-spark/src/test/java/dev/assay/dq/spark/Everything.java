package dev.assay.dq.spark;

import static dev.assay.dq.Columns.allColumns;
import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.ratio;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;

import dev.assay.dq.NumericColumn;
import dev.assay.dq.Requirement;
import dev.assay.dq.StringColumn;
import dev.assay.dq.TemporalColumn;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Every kind of constraint, over a number, a text and a date column of any names. */
final class Everything {

  private Everything() {}

  static List<Requirement> of(String numberName, String textName, String dateName) {
    NumericColumn number = number(numberName);
    StringColumn text = string(textName);
    TemporalColumn day = date(dateName);
    List<Requirement> all = new ArrayList<>();
    // predicates
    all.add(number.isComplete());
    all.add(any(textName).isNull());
    all.add(number.isGreaterThan(1));
    all.add(number.isBetween(0, 3).where(text.isNotBlank()));
    all.add(number.isIn(1, 2.5).forAtLeast(0.5));
    all.add(number.isAtMost(number));
    all.add(number.isFinite());
    all.add(number.isNotNaN());
    all.add(text.containsPattern("[a-c]").failingOnNull());
    all.add(text.matches("[a-z]+"));
    all.add(text.startsWith("a").or(text.endsWith("b")).or(text.contains("c")));
    all.add(text.isBlank());
    all.add(text.isTrimmed());
    all.add(text.length().isBetween(1, 3));
    all.add(day.isAfter(LocalDate.of(2020, 1, 1)).and(number.isPositive()));
    all.add(text.isEqualTo("a").implies(number.isEqualTo(1)));
    all.add(text.isNotIn("z"));
    all.add(
        rowSatisfies(
            "code of " + textName,
            List.of(textName),
            row -> row.getString(textName) == null || row.getString(textName).length() < 3));
    // metrics
    all.add(rowCount().where(number.isPositive()).isAtLeast(1));
    all.add(number.nullCount().isAtMost(1));
    all.add(text.completeness().isAtLeast(0.5));
    all.add(number.isPositive().violations().isEqualTo(0));
    all.add(number.isPositive().compliance().isAtLeast(0.5));
    all.add(number.min().isAtLeast(0));
    all.add(number.max().isAtMost(10));
    all.add(text.min().isAtLeast("a"));
    all.add(day.max().observed());
    all.add(number.sum().observed());
    all.add(number.mean().observed());
    all.add(number.variance().observed());
    all.add(number.populationVariance().observed());
    all.add(number.standardDeviation().observed());
    all.add(number.populationStandardDeviation().observed());
    all.add(text.minLength().observed());
    all.add(text.maxLength().observed());
    all.add(text.meanLength().observed());
    all.add(number.quantile(0.25).observed());
    all.add(number.median().observed());
    all.add(number.approxQuantile(0.5).isBetween(0, 10));
    all.add(text.distinctCount().isEqualTo(3));
    all.add(text.approxDistinctCount().isBetween(2, 4));
    all.add(key(numberName, textName).isUnique());
    all.add(key(textName).distinctness().observed());
    all.add(key(textName).uniqueValueRatio().observed());
    all.add(key(textName).duplicateRows().observed());
    all.add(key(textName, dateName).extraRows().observed());
    all.add(key(textName).duplicateValues().observed());
    all.add(key(textName, dateName).uniqueValues().observed());
    all.add(key(textName, numberName).conflictingValues(dateName).observed());
    all.add(allColumns().duplicateRows().observed());
    all.add(number.correlation(number).observed());
    all.add(number.spearmanCorrelation(number).observed());
    all.add(number.kendallCorrelation(number).observed());
    all.add(number.covariance(number).observed());
    all.add(text.valueCounts(2).observed());
    all.add(text.mostFrequentValue().observed());
    all.add(text.distinctValues().areIn("a", "b"));
    all.add(number.medianAbsoluteDeviation().observed());
    all.add(number.trimmedMean(0.1).observed());
    all.add(number.outlierShare(1.5).observed());
    all.add(number.outlierShareByMad(5).observed());
    all.add(number.outlierShareByZScore(3).observed());
    all.add(text.valueAtMax(day).observed());
    all.add(number.geometricMean().observed());
    all.add(number.benfordDeviation().observed());
    all.add(number.skewness().observed());
    all.add(number.kurtosis().observed());
    all.add(text.mutualInformation(number).observed());
    all.add(text.cramersV(number).observed());
    all.add(text.entropy().observed());
    all.add(ratio(number.sum(), rowCount()).observed());
    all.add(number.max().minus(number.min()).isAtMost(10));
    all.add(text.nullCount().plus(key(textName, numberName).distinctCount()).observed());
    return all;
  }
}
