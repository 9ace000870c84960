/**
 * What changed from one profile to another: {@link dev.assay.dq.drift.Drift#between}. Profiles are
 * small, so that last month's can be kept and compared without its data.
 */
@NullMarked
package dev.assay.dq.drift;

import org.jspecify.annotations.NullMarked;
