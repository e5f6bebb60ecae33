/**
 * From a request to the endpoint that answers it: {@link io.filelibrary.http.route.Dispatcher}
 * finds the {@link io.filelibrary.http.route.Endpoint}, lets it work on an {@link
 * io.filelibrary.http.route.Exchange}, and turns what it throws into an answer.
 */
@NullMarked
package io.filelibrary.http.route;

import org.jspecify.annotations.NullMarked;
