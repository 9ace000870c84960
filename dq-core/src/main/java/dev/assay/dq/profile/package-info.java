/**
 * What a dataset holds, found in one scan: missing values, distinct values, statistics,
 * distributions, how columns hang together, and what deserves attention. States are filled record
 * by record and merge, so that the profile of a whole is that of its parts.
 */
@NullMarked
package dev.assay.dq.profile;

import org.jspecify.annotations.NullMarked;
