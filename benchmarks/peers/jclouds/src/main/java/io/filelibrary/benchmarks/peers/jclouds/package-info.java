/** jclouds as a store: {@link io.filelibrary.benchmarks.peers.jclouds.JcloudsStore}. */
@org.jspecify.annotations.NullMarked
package io.filelibrary.benchmarks.peers.jclouds;
