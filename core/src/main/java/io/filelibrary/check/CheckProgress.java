package io.filelibrary.check;

/**
 * How far a check has come.
 *
 * @param point where another run can go on if this one ends now
 * @param examined what was looked at so far
 * @param findings how many things are wrong so far
 */
public record CheckProgress(CheckPoint point, Examined examined, long findings) {}
