/** Tests of the URLs of contents. */
@NullMarked
package io.filelibrary.http.content;

import org.jspecify.annotations.NullMarked;
