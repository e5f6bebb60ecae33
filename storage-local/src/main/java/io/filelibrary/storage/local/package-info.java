/**
 * Contents as files below one directory of any {@link java.nio.file.Path}: a local disk, or an
 * in-memory file system in tests.
 *
 * <p>Start at {@link io.filelibrary.storage.local.LocalStorage}; {@link
 * io.filelibrary.storage.local.LocalStorageOptions} says what can be chosen.
 */
@NullMarked
package io.filelibrary.storage.local;

import org.jspecify.annotations.NullMarked;
