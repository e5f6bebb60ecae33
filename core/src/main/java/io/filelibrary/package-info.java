/**
 * The doors of the library: {@link io.filelibrary.FileLibrary} opens a catalog and a storage as one
 * library, {@link io.filelibrary.ChannelFiles} works in one of its channels for one actor.
 */
@NullMarked
package io.filelibrary;

import org.jspecify.annotations.NullMarked;
