package dev.assay.dq.internal.model;

/** What is known of a dataset as a number without reading its rows. */
public enum DataFact {
  /** How many columns there are, those outermost alone. */
  COLUMNS("columnCount", "number of columns"),
  /** How many files the data are read from. */
  FILES("fileCount", "number of files"),
  /** How long these files are together. */
  FILE_BYTES("fileBytes", "size of all files in bytes"),
  /** How long the longest is. */
  LARGEST_FILE_BYTES("largestFileBytes", "size of the largest file in bytes"),
  /** How long the shortest is. */
  SMALLEST_FILE_BYTES("smallestFileBytes", "size of the smallest file in bytes");

  private final String word;
  private final String english;

  DataFact(String word, String english) {
    this.word = word;
    this.english = english;
  }

  /** Its name in JSON, and that of the method of the DSL. */
  public String word() {
    return word;
  }

  String english() {
    return english;
  }
}
