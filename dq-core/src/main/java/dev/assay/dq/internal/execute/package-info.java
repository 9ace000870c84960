/** Running a plan over records in plain Java, and judging what any engine measured. */
@NullMarked
package dev.assay.dq.internal.execute;

import org.jspecify.annotations.NullMarked;
