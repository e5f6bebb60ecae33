/** The TimeTap Files API, by {@link io.filelibrary.http.timetap.TimeTapEndpoints}. */
@NullMarked
package io.filelibrary.http.timetap;

import org.jspecify.annotations.NullMarked;
