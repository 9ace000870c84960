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
  SMALLEST_FILE_BYTES("smallestFileBytes", "size of the smallest file in bytes"),
  /** In how many folders such as {@code day=2024-01-01} files lie. */
  PARTITIONS("partitionCount", "number of partitions"),
  /** How long the files of the largest partition are together. */
  LARGEST_PARTITION_BYTES("largestPartitionBytes", "size of the largest partition in bytes"),
  /** How long those of the smallest are. */
  SMALLEST_PARTITION_BYTES("smallestPartitionBytes", "size of the smallest partition in bytes"),
  /** How many times the mean the largest partition is. */
  PARTITION_SKEW(
      "partitionSkew", Range.FROM_ONE, "size of the largest partition divided by the mean");

  private final String word;
  private final Range range;
  private final String english;

  DataFact(String word, String english) {
    this(word, Range.NOT_NEGATIVE, english);
  }

  DataFact(String word, Range range, String english) {
    this.word = word;
    this.range = range;
    this.english = english;
  }

  void check(Expectation expectation) {
    range.check(word, expectation);
  }

  /** Its name in JSON, and that of the method of the DSL. */
  public String word() {
    return word;
  }

  String english() {
    return english;
  }
}
