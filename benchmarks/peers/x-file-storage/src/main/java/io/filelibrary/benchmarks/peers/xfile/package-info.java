/** X File Storage as a store: {@link io.filelibrary.benchmarks.peers.xfile.XFileStore}. */
@org.jspecify.annotations.NullMarked
package io.filelibrary.benchmarks.peers.xfile;
