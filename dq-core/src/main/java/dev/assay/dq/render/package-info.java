/** Results as text for people and for programs. */
@NullMarked
package dev.assay.dq.render;

import org.jspecify.annotations.NullMarked;
