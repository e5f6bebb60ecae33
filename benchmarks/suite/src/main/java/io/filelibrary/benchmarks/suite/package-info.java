/**
 * Measures the library beside the limits of the machine and beside its peers. {@link
 * io.filelibrary.benchmarks.suite.Benchmarks} is the command, a {@link
 * io.filelibrary.benchmarks.suite.Comparison} is one target, and a {@link
 * io.filelibrary.benchmarks.suite.Workbench} is what it measures with.
 */
@NullMarked
package io.filelibrary.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
