/** Jobs on real data that show how Assay is used. */
@NullMarked
package dev.assay.dq.examples;

import org.jspecify.annotations.NullMarked;
