package dev.assay.dq.internal.execute;

import java.io.Serializable;

/**
 * Stands in a record's values for a field that could not be read: whoever needs the field meets the
 * exception, and nobody else.
 */
public record Unreadable(RuntimeException exception) implements Serializable {}
