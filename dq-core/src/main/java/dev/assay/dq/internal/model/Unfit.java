package dev.assay.dq.internal.model;

/** A value that is not of the kind that is needed. The message names kinds and quotes no value. */
public final class Unfit extends IllegalArgumentException implements Plain {

  private static final long serialVersionUID = 1L;

  /** Such a value. */
  public Unfit(String message) {
    super(message);
  }
}
