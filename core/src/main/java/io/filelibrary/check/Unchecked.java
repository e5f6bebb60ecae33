package io.filelibrary.check;

/**
 * Something that could not be looked at, so that nothing is known of it: it is not called missing.
 *
 * @param what what was to be looked at
 * @param why why it could not be
 */
public record Unchecked(String what, String why) {}
