package io.filelibrary.check;

/**
 * How much was looked at.
 *
 * @param channels channels
 * @param items items of all kinds and states
 * @param contents rows of contents
 * @param objects objects that the storage listed
 * @param bytes bytes that were read and hashed
 */
public record Examined(long channels, long items, long contents, long objects, long bytes) {}
