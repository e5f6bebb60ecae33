/** Tests of the TimeTap Files API over real connections. */
@NullMarked
package io.filelibrary.http.timetap;

import org.jspecify.annotations.NullMarked;
