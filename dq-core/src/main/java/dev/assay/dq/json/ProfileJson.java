package dev.assay.dq.json;

import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Set;

/**
 * Profiles as JSON, in both directions: a profile that was written comes back equal.
 *
 * <p>A document is {@code {"format": "assay-profile", "version": 1, "profile": {…}}}, in this
 * order, with a field for each component of {@link DatasetProfile}; {@code profile-schema.json}
 * next to this class describes it. What is null is left out. A number that JSON does not have is
 * one of the texts {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}. Names of constants
 * are in lower case. Fields that are not known are refused, so that nothing is lost unnoticed;
 * fields may be added with a new version.
 *
 * <p>A profile holds values of the data, as far as the policy let them in with which it was made:
 * the most frequent ones, categories, minimum and maximum, and numbers of some rows.
 *
 * <p>Needs Jackson, which every Spark carries.
 */
public final class ProfileJson {

  private static final String FORMAT = "assay-profile";
  private static final int VERSION = 1;
  private static final String NAME = "profile";

  private static final Set<String> OPTIONAL =
      Set.of(
          "DatasetProfile.partitions",
          "Partitions.advice",
          "ColumnProfile.holdout",
          "ColumnProfile.number",
          "ColumnProfile.text",
          "ColumnProfile.time",
          "ColumnProfile.sizes",
          "ColumnProfile.hidden",
          "Hidden.key",
          "Numbers.min",
          "Numbers.max",
          "Numbers.histogram",
          "Numbers.distribution",
          "Text.asDates",
          "Text.asNumbers",
          "Time.histogram",
          "Time.distribution");

  private ProfileJson() {}

  /**
   * Writes a profile.
   *
   * @return a JSON document
   */
  public static String write(DatasetProfile profile) {
    return RecordWriter.write(FORMAT, VERSION, NAME, profile);
  }

  /**
   * Writes a profile piece by piece, without the whole text in memory.
   *
   * @param out where to, which stays open
   * @throws IOException if it cannot be written there
   */
  public static void write(DatasetProfile profile, Writer out) throws IOException {
    RecordWriter.write(FORMAT, VERSION, NAME, profile, out);
  }

  /**
   * Reads a profile.
   *
   * @param json a JSON document
   * @return the profile
   * @throws ProfileFormatException if it is not of the format, with the path to the place
   */
  public static DatasetProfile read(String json) {
    DatasetProfile profile =
        RecordReader.read(json, FORMAT, VERSION, NAME, DatasetProfile.class, OPTIONAL);
    columns(profile.columns(), "$.profile.columns");
    for (int i = 0; i < profile.scatters().size(); i++) {
      DatasetProfile.Scatter scatter = profile.scatters().get(i);
      if (scatter.xs().size() != scatter.ys().size()) {
        throw new ProfileFormatException(
            "$.profile.scatters[" + i + "]", "xs and ys must be of one length");
      }
    }
    return profile;
  }

  /** What the types alone do not say, and what reads a profile relies on. */
  private static void columns(List<ColumnProfile> columns, String path) {
    for (int i = 0; i < columns.size(); i++) {
      ColumnProfile column = columns.get(i);
      String place = path + "[" + i + "]";
      if (column.number() != null && column.number().distribution() != null) {
        distribution(column.number().distribution(), place + ".number.distribution");
      }
      if (column.time() != null && column.time().distribution() != null) {
        distribution(column.time().distribution(), place + ".time.distribution");
      }
      ColumnProfile.Text text = column.text();
      if (text != null && text.asNumbers() != null && text.asNumbers().distribution() != null) {
        distribution(text.asNumbers().distribution(), place + ".text.asNumbers.distribution");
      }
      if (text != null && text.asDates() != null && text.asDates().distribution() != null) {
        distribution(text.asDates().distribution(), place + ".text.asDates.distribution");
      }
      columns(column.parts(), place + ".parts");
    }
  }

  private static void distribution(ColumnProfile.Distribution distribution, String path) {
    if (distribution.values().size() != distribution.upTo().size()) {
      throw new ProfileFormatException(path, "values and upTo must be of one length");
    }
    for (int i = 1; i < distribution.values().size(); i++) {
      if (!(distribution.values().get(i - 1) < distribution.values().get(i))
          || distribution.upTo().get(i - 1) > distribution.upTo().get(i)) {
        throw new ProfileFormatException(
            path, "values and upTo must be in ascending order, but element " + i + " is not");
      }
    }
  }
}
