package dev.assay.dq.result;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Why a constraint could not be evaluated.
 *
 * @param message what went wrong and, where known, what to do
 * @param cause the exception behind it, or null
 */
public record ConstraintError(String message, @Nullable Throwable cause) implements Serializable {}
