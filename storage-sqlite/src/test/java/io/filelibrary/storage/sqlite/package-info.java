/** Tests of what is special to SQLite, and the contracts over both classes. */
@NullMarked
package io.filelibrary.storage.sqlite;

import org.jspecify.annotations.NullMarked;
