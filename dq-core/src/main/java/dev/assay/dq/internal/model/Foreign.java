package dev.assay.dq.internal.model;

/**
 * A list or map in the form of an engine's own, which code of the user and samples show: functions
 * take its canonical form.
 */
public interface Foreign {

  /** With structs as lists of their values, and all values canonical. */
  Object canonical();

  /** What it is, with the names of the fields of structs. */
  Schema.Type type();
}
