/** Results as metrics of Micrometer, for which a user brings {@code micrometer-core}. */
@NullMarked
package dev.assay.dq.micrometer;

import org.jspecify.annotations.NullMarked;
