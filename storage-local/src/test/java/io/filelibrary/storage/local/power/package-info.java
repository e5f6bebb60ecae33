/**
 * A file system in memory that loses its power. {@link
 * io.filelibrary.storage.local.power.PowerCutDisk} is the door, and says what is modelled.
 */
@NullMarked
package io.filelibrary.storage.local.power;

import org.jspecify.annotations.NullMarked;
