package dev.assay.dq.render;

/** A part of the page under a heading of its own; left out if it has nothing to say. */
interface Section {

  /** What it is called in the page's addresses. */
  String id();

  /** Its heading. */
  String title();

  /** Whether it has nothing to say. */
  boolean isEmpty();

  /** Writes what stands below the heading. */
  void render(Html page);
}
