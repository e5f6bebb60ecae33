/**
 * A library behind Jetty: keys, log, metrics and health around the servlet of {@code http}. Start
 * at {@link io.filelibrary.server.serve.HttpServer}.
 */
@NullMarked
package io.filelibrary.server.serve;

import org.jspecify.annotations.NullMarked;
