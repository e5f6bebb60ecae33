/** Tests of the spool on a real disk. */
@NullMarked
package io.filelibrary.http.spool;

import org.jspecify.annotations.NullMarked;
