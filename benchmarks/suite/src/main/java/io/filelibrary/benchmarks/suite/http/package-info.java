/**
 * The library over HTTP, beside a servlet without a library in the same Jetty. {@link
 * io.filelibrary.benchmarks.suite.http.HttpTransfers} is the comparison.
 */
@NullMarked
package io.filelibrary.benchmarks.suite.http;

import org.jspecify.annotations.NullMarked;
