package dev.assay.dq.result;

import java.io.Serializable;

/**
 * The value behind one constraint, as a plain value to store or to plot.
 *
 * @param check the name of the check
 * @param id the identity of the constraint
 * @param sentence the constraint in English
 * @param value the value, see {@link MetricValue#plain()}
 */
@SuppressWarnings("serial") // plain values are serializable
public record MetricRecord(String check, String id, String sentence, Object value)
    implements Serializable {}
