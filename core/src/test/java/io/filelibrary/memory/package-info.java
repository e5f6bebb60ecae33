/** Tests of what the in-memory backends promise, and of what is special to them. */
@NullMarked
package io.filelibrary.memory;

import org.jspecify.annotations.NullMarked;
