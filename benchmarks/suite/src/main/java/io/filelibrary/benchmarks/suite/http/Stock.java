package io.filelibrary.benchmarks.suite.http;

/**
 * The files that there are before anything is measured.
 *
 * @param small how many small ones
 * @param smallBytes the size of each
 * @param largeBytes the size of the large one
 */
record Stock(int small, int smallBytes, long largeBytes) {}
