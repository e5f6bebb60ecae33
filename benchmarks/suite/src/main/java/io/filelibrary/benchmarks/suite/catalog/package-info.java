/**
 * The library over SQLite and a local disk, beside what SQLite and the disk do by themselves.
 * {@code RawDatabase} is the limit of most of it.
 */
@NullMarked
package io.filelibrary.benchmarks.suite.catalog;

import org.jspecify.annotations.NullMarked;
