/** Jackrabbit Oak as a store: {@link io.filelibrary.benchmarks.peers.oak.OakStore}. */
@org.jspecify.annotations.NullMarked
package io.filelibrary.benchmarks.peers.oak;
