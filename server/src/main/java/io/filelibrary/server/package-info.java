/**
 * The command line over a library in a data directory. Start at {@link
 * io.filelibrary.server.FileLibraryCommand}.
 */
@NullMarked
package io.filelibrary.server;

import org.jspecify.annotations.NullMarked;
