/**
 * The immutable values of the library: items, channels, names, paths and the options of calls.
 * Start at {@link io.filelibrary.model.Item}. Every constructor checks its rules and throws a typed
 * error of {@link io.filelibrary.error}, so a value that exists is a valid one.
 */
@NullMarked
package io.filelibrary.model;

import org.jspecify.annotations.NullMarked;
