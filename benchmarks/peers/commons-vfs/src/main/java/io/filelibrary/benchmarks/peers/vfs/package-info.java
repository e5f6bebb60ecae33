/** Commons VFS as a store: {@link io.filelibrary.benchmarks.peers.vfs.VfsStore}. */
@org.jspecify.annotations.NullMarked
package io.filelibrary.benchmarks.peers.vfs;
