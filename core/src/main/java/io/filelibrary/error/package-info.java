/**
 * The typed errors of the library. Start at {@link io.filelibrary.error.FileLibraryException}; the
 * codes are in {@link io.filelibrary.error.ErrorCode}. Errors depend on nothing else, so that the
 * constructors of the model's values can throw them.
 */
@NullMarked
package io.filelibrary.error;

import org.jspecify.annotations.NullMarked;
