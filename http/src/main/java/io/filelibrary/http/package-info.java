/**
 * The door of the module: {@link io.filelibrary.http.FileLibraryServlet} serves a library over HTTP
 * in any Jakarta servlet container, as {@link io.filelibrary.http.HttpOptions} say.
 */
@NullMarked
package io.filelibrary.http;

import org.jspecify.annotations.NullMarked;
