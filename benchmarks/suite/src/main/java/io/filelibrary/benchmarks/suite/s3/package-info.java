/**
 * The library over an S3 store, beside the client that it uses. {@link
 * io.filelibrary.benchmarks.suite.s3.ObjectStore} is the comparison.
 */
@NullMarked
package io.filelibrary.benchmarks.suite.s3;

import org.jspecify.annotations.NullMarked;
