package dev.assay.dq.profile;

import java.io.Serializable;

/**
 * A value and how often it occurs.
 *
 * @param value the value as text
 * @param count its number of rows
 */
public record ValueCount(String value, long count) implements Serializable {}
