/** Tests of what measures, not of what is measured. */
@NullMarked
package io.filelibrary.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
