/** Tests of the errors: their codes, and what their messages show. */
@NullMarked
package io.filelibrary.error;

import org.jspecify.annotations.NullMarked;
