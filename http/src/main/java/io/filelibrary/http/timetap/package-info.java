/**
 * The TimeTap Files API, by {@link io.filelibrary.http.timetap.TimeTapEndpoints}; {@link
 * io.filelibrary.http.timetap.TimeTapOptions} says how it maps onto the library.
 */
@NullMarked
package io.filelibrary.http.timetap;

import org.jspecify.annotations.NullMarked;
