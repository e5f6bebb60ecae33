/** Tests of the parts that bring a request to its endpoint. */
@NullMarked
package io.filelibrary.http.route;

import org.jspecify.annotations.NullMarked;
