/**
 * Spring Content as a store: {@link
 * io.filelibrary.benchmarks.peers.springcontent.SpringContentStore}.
 */
@org.jspecify.annotations.NullMarked
package io.filelibrary.benchmarks.peers.springcontent;
