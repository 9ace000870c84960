/**
 * What the words of {@link dev.assay.dq} are made of: expressions, functions, statistics, metrics
 * and expectations as immutable values. With that package it is one layer: a check holds these
 * values, and what is here reads checks.
 *
 * <p>Each engine has one exhaustive switch over {@code Function} and {@code Statistic}, or visits a
 * sealed family through methods that are all abstract, so what an engine forgot does not compile.
 *
 * <p>Everything here is serializable and safe to share between threads.
 */
@NullMarked
package dev.assay.dq.internal.model;

import org.jspecify.annotations.NullMarked;
