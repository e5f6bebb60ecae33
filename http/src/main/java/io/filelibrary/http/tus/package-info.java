/** Resumable uploads by the protocol tus 1.0, by {@link io.filelibrary.http.tus.TusEndpoints}. */
@NullMarked
package io.filelibrary.http.tus;

import org.jspecify.annotations.NullMarked;
