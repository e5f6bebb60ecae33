/**
 * What a check of a whole library ({@link io.filelibrary.FileLibrary#check}) is asked for and
 * answers: {@link io.filelibrary.check.CheckOptions} says how deep it looks and what it mends,
 * {@link io.filelibrary.check.Finding} is one thing that is wrong, and {@link
 * io.filelibrary.check.CheckReport} says what was looked at, and what could not be.
 */
@NullMarked
package io.filelibrary.check;

import org.jspecify.annotations.NullMarked;
