/** What several packages share and is no API: it may change with any version. */
@NullMarked
package dev.assay.dq.internal;

import org.jspecify.annotations.NullMarked;
