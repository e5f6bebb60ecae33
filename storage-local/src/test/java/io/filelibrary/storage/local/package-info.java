/** What is special to a local disk; what every storage has to do is tested by the test kit. */
@NullMarked
package io.filelibrary.storage.local;

import org.jspecify.annotations.NullMarked;
