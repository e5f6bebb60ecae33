/**
 * Times stores of small files. {@link io.filelibrary.benchmarks.harness.Store} is what is timed,
 * {@link io.filelibrary.benchmarks.harness.StoreRun} is the process that times one, and {@link
 * io.filelibrary.benchmarks.harness.Stopwatch} times anything else.
 */
@org.jspecify.annotations.NullMarked
package io.filelibrary.benchmarks.harness;
