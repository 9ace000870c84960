/**
 * The benchmark: Assay beside hand-written Spark and Deequ, on the same data in the same process.
 */
package dev.assay.dq.bench;
