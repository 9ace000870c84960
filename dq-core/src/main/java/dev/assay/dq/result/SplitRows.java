package dev.assay.dq.result;

/**
 * Rows that were told apart, and the verdict on all of them.
 *
 * @param good the rows without a violation of severity ERROR, as they were given
 * @param bad the others, each with its reasons
 * @param <P> rows as they were given
 * @param <M> rows with reasons
 */
public record SplitRows<P, M>(P good, M bad, VerificationResult result) {}
