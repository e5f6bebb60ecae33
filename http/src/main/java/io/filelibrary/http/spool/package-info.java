/**
 * Where bytes wait that cannot go to the storage yet: {@link
 * io.filelibrary.http.spool.SpoolDirectory}.
 */
@NullMarked
package io.filelibrary.http.spool;

import org.jspecify.annotations.NullMarked;
