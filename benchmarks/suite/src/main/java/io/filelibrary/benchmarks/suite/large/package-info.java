/**
 * Large files on a disk, beside what one thread does without a library. {@link
 * io.filelibrary.benchmarks.suite.large.LargeFiles} is the comparison.
 */
@NullMarked
package io.filelibrary.benchmarks.suite.large;

import org.jspecify.annotations.NullMarked;
