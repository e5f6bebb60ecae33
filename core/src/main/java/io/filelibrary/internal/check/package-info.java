/**
 * Checks a library as a whole: {@link io.filelibrary.internal.check.LibraryCheck} runs one class
 * for each thing that must hold, over what {@link io.filelibrary.internal.check.Survey} they share.
 */
@NullMarked
package io.filelibrary.internal.check;

import org.jspecify.annotations.NullMarked;
