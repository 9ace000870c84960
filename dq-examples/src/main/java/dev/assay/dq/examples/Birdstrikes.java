package dev.assay.dq.examples;

import static dev.assay.dq.Columns.allColumns;
import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;

import dev.assay.dq.Check;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.StringColumn;
import dev.assay.dq.TemporalColumn;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The FAA's wildlife strikes, and what should hold for them. */
final class Birdstrikes {

  static final StringColumn AIRPORT = string("Airport Name");
  static final StringColumn OPERATOR = string("Aircraft Airline Operator");
  static final StringColumn DAMAGE = string("Effect Amount of damage");
  static final StringColumn SIZE = string("Wildlife Size");
  static final TemporalColumn FLOWN = date("Flight Date");
  static final NumericColumn COST = integer("Cost Total $");
  static final NumericColumn SPEED = integer("Speed IAS in knots");

  private static final String SCHEMA =
      "`Airport Name` STRING, `Aircraft Make Model` STRING, `Effect Amount of damage` STRING,"
          + " `Flight Date` DATE, `Aircraft Airline Operator` STRING, `Origin State` STRING,"
          + " `Phase of flight` STRING, `Wildlife Size` STRING, `Wildlife Species` STRING,"
          + " `Time of day` STRING, `Cost Other` INT, `Cost Repair` INT, `Cost Total $` INT,"
          + " `Speed IAS in knots` INT";

  private Birdstrikes() {}

  static Dataset<Row> read(SparkSession spark, String path) {
    return spark.read().option("header", true).schema(SCHEMA).csv(path);
  }

  /** What the data must hold: some of it does not. */
  static Check strikes() {
    return Check.error("birdstrikes")
        .require(
            rowCount().isEqualTo(10_000),
            AIRPORT.isComplete(),
            FLOWN.isComplete(),
            FLOWN.isBetween(LocalDate.of(1990, 1, 1), LocalDate.of(2002, 12, 31)),
            DAMAGE
                .isIn("None", "Minor", "Medium", "Substantial")
                .because("the code book lists four degrees of damage"),
            COST.isZero()
                .where(DAMAGE.isEqualTo("None"))
                .as("no cost without damage")
                .because("a repair that cost money repaired something"),
            COST.isEqualTo(integer("Cost Other").plus(integer("Cost Repair")))
                .as("total cost is the sum of its parts"),
            COST.isNonNegative(),
            SIZE.isIn("Small", "Medium", "Large"),
            allColumns().duplicateRows().isEqualTo(0).because("a strike is reported once"));
  }

  /** What is worth a look. */
  static Check oddities() {
    return Check.warning("oddities")
        .require(
            SPEED.isComplete().forAtLeast(0.9),
            SPEED.isBetween(0, 350),
            SPEED.mean().isBetween(100, 200),
            SPEED.median().observed(),
            COST.mean().isCloseTo(4054.5276, 0.0001),
            COST.max().observed(),
            OPERATOR.endsWith("*").not().as("operator names carry no footnote mark"),
            OPERATOR.isNotIn("UNKNOWN").forAtLeast(0.999),
            DAMAGE.valueCounts(4).observed(),
            key("Airport Name", "Flight Date").distinctness().observed(),
            string("Origin State").entropy().isAtLeast(3),
            rowSatisfies(
                "state is a full name, not a code",
                List.of("Origin State"),
                row -> {
                  String state = row.getString("Origin State");
                  return state == null || state.length() > 2;
                }));
  }
}
