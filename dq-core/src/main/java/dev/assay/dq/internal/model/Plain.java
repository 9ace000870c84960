package dev.assay.dq.internal.model;

/** Marks an exception whose message is ours and quotes no value of the data. */
public interface Plain {}
