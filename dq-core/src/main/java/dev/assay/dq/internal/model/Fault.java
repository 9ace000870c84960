package dev.assay.dq.internal.model;

/** A fault of a run, in words of ours, which say what to do and quote no value of the data. */
public final class Fault extends IllegalStateException implements Plain {

  private static final long serialVersionUID = 1L;

  /** A fault. */
  public Fault(String message) {
    super(message);
  }
}
