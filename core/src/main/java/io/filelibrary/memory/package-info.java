/**
 * The reference implementations of the two SPIs, for unit tests, and to read before writing a
 * backend of one's own: {@link io.filelibrary.memory.InMemoryCatalog} and {@link
 * io.filelibrary.memory.InMemoryStorage}. They keep every promise of the SPI but one: what they
 * hold is gone when they are closed or the process ends.
 */
@NullMarked
package io.filelibrary.memory;

import org.jspecify.annotations.NullMarked;
