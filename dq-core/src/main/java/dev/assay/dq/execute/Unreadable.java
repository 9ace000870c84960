package dev.assay.dq.execute;

/**
 * Stands in a record's values for a field that could not be read: whoever needs the field meets the
 * exception, and nobody else.
 *
 * @param exception why the field could not be read
 */
public record Unreadable(RuntimeException exception) {}
