/** Tests of the kit: it passes what is right, and fails what is broken on exactly its rules. */
@NullMarked
package io.filelibrary.testkit;

import org.jspecify.annotations.NullMarked;
