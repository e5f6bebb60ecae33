/** Tests of the protocol tus over real connections, and by the client that most sites use. */
@NullMarked
package io.filelibrary.http.tus;

import org.jspecify.annotations.NullMarked;
