/** Tests of the servlet in a real container, with a client on a real connection. */
@NullMarked
package io.filelibrary.http;

import org.jspecify.annotations.NullMarked;
